#include "circuit/circuit.h"

#include <algorithm>
#include <string>

#include "circuit/machine.h"
#include "circuit/phasor.h"
#include "circuit/readings.h"
#include "circuit/rectified.h"
#include "core/assert.h"
#include "core/clock.h"

namespace shixun::circuit {
namespace {

constexpr double kChatterHold = 0.01;  // s, half a mains period: how long a buzzing armature stays
constexpr double kSlipTolerance = 1e-6;  // a slip that moved less does not change a reading
constexpr double kFirstBodyOhms = 1000;
constexpr double kChargeRest = 1e-6;  // V a tick: a charge that moves less stands still
constexpr double kChargeGone = 0.01;  // V: of a discharge that nothing feeds, no more to be told

// V rms of everything superposed.
double totalAcross(const CircuitState& state, NodeIndex a, NodeIndex b) {
  double square = 0;
  for (const Solution& line : state.spectrum) {
    if (line.live) square += squaredMagnitude(line.potentials[a.value] - line.potentials[b.value]);
  }
  return squareRoot(square);
}

}  // namespace

std::string describe(const Event& event) {
  const std::string name = "'" + std::string(event.name) + "'";
  switch (event.kind) {
    case EventKind::kCoilPickedUp:
      return "coil " + name + " picked up";
    case EventKind::kCoilDroppedOut:
      return "coil " + name + " dropped out";
    case EventKind::kTripThermal:
      return name + " tripped thermally";
    case EventKind::kTripMagnetic:
      return name + " tripped magnetically";
    case EventKind::kTripResidual:
      return name + " tripped on residual current";
    case EventKind::kFuseBlown:
      return "fuse " + name + " blew";
    case EventKind::kBodyEffect:
      return "effect " + std::to_string(static_cast<int>(event.effect)) + " on a person";
    case EventKind::kChatter:
      return "coil " + name + " does not come to rest";
    case EventKind::kSingular:
      break;
  }
  return "no solution at " + name + ", the last good values stand";
}

CircuitState Circuit::initialState() {
  const NetworkDef& net = model_.net;
  CircuitState state;
  for (const SwitchDef& def : net.switches) state.switches.push_back({.commanded = def.closed});
  state.coils.resize(net.coils.size());
  for (const ThermalGroupDef& def : net.thermals) {
    state.thermals.push_back(
        {.setting = def.setting, .heat = std::vector<double>(def.poles.size(), 0.0)});
  }
  state.fuses.resize(net.fuses.size());
  state.machines.resize(net.machines.size());
  state.residuals.resize(net.residuals.size());
  state.charges.resize(model_.capacitors.size());
  state.rectified.resize(model_.rectified.size());
  state.spectrum.resize(model_.frequencies.size());
  for (Solution& line : state.spectrum) {
    line.potentials.resize(net.nodes.size());
    line.currents.resize(model_.branches.size());
    line.islands.resize(net.nodes.size());
  }
  step(state, 0);
  return state;
}

std::span<const Event> Circuit::step(CircuitState& state, double dt) {
  SHIXUN_ASSERT(dt >= 0, "time does not run backwards");
  events_.clear();
  if (dt > 0) advance(state, dt);
  bringToRest(state);
  return events_;
}

void Circuit::settle(CircuitState& state, double seconds) {
  const Tick ticks = tickFromSeconds(seconds);
  for (Tick i = 0; i < ticks; ++i) step(state, kTickSeconds);
}

void Circuit::advance(CircuitState& state, double dt) {
  advanceCoils(state, dt);
  advanceProtection(state, dt);
  for (size_t i = 0; i < state.machines.size(); ++i) {
    const MachineDef& def = model_.net.machines[i];
    MachineState& machine = state.machines[i];
    advanceMachine(def, machine, dt, model_.net.frequency);
    const double moved = slipOf(def, machine.speed, model_.net.frequency) - machine.solvedSlip;
    if (moved > kSlipTolerance || moved < -kSlipTolerance) state.dirty = true;
  }
  advanceBodies(state, dt);
  advanceCharges(state, dt);
  advanceInTime(state, dt);
}

void Circuit::advanceCoils(CircuitState& state, double dt) {
  for (uint32_t i = 0; i < state.coils.size(); ++i) {
    const CoilDef& def = model_.net.coils[i];
    const double volts = totalAcross(state, def.p, def.n);
    applyCoilChange(state, i, advanceCoil(def, state.coils[i], volts, dt));
  }
}

void Circuit::applyCoilChange(CircuitState& state, uint32_t coil, CoilChange change) {
  if (change == CoilChange::kNone) return;
  const std::string_view name = model_.net.coils[coil].name;
  events_.push_back({.kind = change == CoilChange::kPickedUp ? EventKind::kCoilPickedUp
                                                             : EventKind::kCoilDroppedOut,
                     .index = coil,
                     .name = name});
  if (countFlip(state.coils[coil])) {
    events_.push_back({.kind = EventKind::kChatter, .index = coil, .name = name});
  }
  // What chatters buzzes at mains rate from now on, so that no step is filled with its movements.
  if (state.coils[coil].chattering) state.coils[coil].hold = kChatterHold;
  state.dirty = state.contactsDirty = true;
}

void Circuit::advanceProtection(CircuitState& state, double dt) {
  for (uint32_t i = 0; i < state.thermals.size(); ++i) {
    const ThermalGroupDef& def = model_.net.thermals[i];
    squares_.clear();
    for (uint32_t k = 0; k < def.poles.size(); ++k) {
      squares_.push_back(branchSquare(state, model_.branchOf(ThermalIndex(i), k)));
    }
    const TripCause cause = advanceThermal(def, state.thermals[i], squares_, dt);
    if (cause == TripCause::kNone) continue;
    events_.push_back(
        {.kind = cause == TripCause::kThermal ? EventKind::kTripThermal : EventKind::kTripMagnetic,
         .index = i,
         .name = def.name});
    state.contactsDirty = true;
  }
  for (uint32_t i = 0; i < state.fuses.size(); ++i) {
    const FuseDef& def = model_.net.fuses[i];
    const double squared = branchSquare(state, model_.branchOf(FuseIndex(i)));
    if (!advanceFuse(def, state.fuses[i], squared, dt)) continue;
    events_.push_back({.kind = EventKind::kFuseBlown, .index = i, .name = def.name});
    state.dirty = state.switched = true;
  }
  for (uint32_t i = 0; i < state.residuals.size(); ++i) {
    const ResidualDef& def = model_.net.residuals[i];
    double square = 0;
    // Type AC: it hears alternating currents only.
    for (uint32_t line = 0; line < model_.dcLine(); ++line) {
      Complex sum;
      for (uint32_t k = 0; k < def.poles.size(); ++k) {
        sum += state.spectrum[line].currents[model_.branchOf(ResidualIndex(i), k)];
      }
      square += squaredMagnitude(sum);
    }
    if (!advanceResidual(def, state.residuals[i], squareRoot(square), dt)) continue;
    events_.push_back({.kind = EventKind::kTripResidual, .index = i, .name = def.name});
    state.contactsDirty = true;
  }
}

// Moves the charges by what the present solution drives into them, tick by tick.
void Circuit::advanceCharges(CircuitState& state, double dt) {
  if (state.charges.empty() || !state.spectrum.back().live) return;
  const auto ticks = std::max<int64_t>(1, tickFromSeconds(dt));
  const bool fed = model_.hasDcSources ||
                   std::any_of(state.attachments.begin(), state.attachments.end(),
                               [](const Attachment& a) { return a.present && a.emf != 0; });
  for (int64_t tick = 0; tick < ticks; ++tick) {
    const std::vector<Complex>& at = state.spectrum.back().potentials;
    bool moved = false;
    for (size_t i = 0; i < state.charges.size(); ++i) {
      const Shunt& shunt = model_.shunts[model_.capacitors[i]];
      const ImpedanceDef& def = model_.net.impedances[shunt.index];
      const double across = (at[shunt.p.value] - at[shunt.n.value]).real();
      const double amperes = (across - state.charges[i]) * chargeConductance(def);
      const double change = amperes * kTickSeconds / def.capacitance;
      if (change < kChargeRest && change > -kChargeRest) {
        // The last trickle of a discharge would never end.
        if (!fed && state.charges[i] < kChargeGone && state.charges[i] > -kChargeGone) {
          moved = moved || state.charges[i] != 0;
          state.charges[i] = 0;
        }
        continue;
      }
      state.charges[i] += change;
      moved = true;
    }
    if (!moved) return;
    state.dirty = true;
    if (tick + 1 < ticks) solve(state);
  }
}

void Circuit::advanceBodies(CircuitState& state, double dt) {
  for (uint32_t i = 0; i < state.attachments.size(); ++i) {
    Attachment& body = state.attachments[i];
    if (!body.present || !body.body) continue;
    const double amperes = totalCurrent(body);
    body.exposure = amperes >= kPerceptionCurrent ? body.exposure + dt : 0;
    body.danger = amperes >= kDangerousCurrent ? body.danger + dt : 0;
    body.peak = std::max(body.peak, amperes);
    const BodyEffect effect = bodyEffect(amperes, body.danger);
    if (effect <= body.worst) continue;
    body.worst = effect;
    AttachmentId id;
    id.index = i;
    id.generation = body.generation;
    events_.push_back({.kind = EventKind::kBodyEffect, .attachment = id, .effect = effect});
  }
}

// Contacts, solution and undelayed coils act on each other at once: repeat until nothing moves. It
// ends, because an armature that moved kChatterFlips times is named and held for a while.
void Circuit::bringToRest(CircuitState& state) {
  const size_t mostRounds = 2 + kChatterFlips * state.coils.size();
  for (size_t round = 0; state.contactsDirty || state.dirty; ++round) {
    SHIXUN_ASSERT(round < mostRounds, "an armature that chatters was not held");
    refreshContacts(state);
    if (!state.dirty) return;
    solve(state);
    moveUndelayedCoils(state);
  }
}

// Follows what diodes rectify, tick by tick. What it draws from the rest changes the rest.
void Circuit::advanceInTime(CircuitState& state, double dt) {
  if (model_.rectified.empty()) return;
  const auto ticks = std::max<int64_t>(1, tickFromSeconds(dt));
  for (int64_t tick = 0; tick < ticks; ++tick) {
    bool moved = false;
    for (uint32_t p = 0; p < model_.rectified.size(); ++p) {
      RectifiedState& part = state.rectified[p];
      if (part.steady) continue;
      moved = true;
      if (advanceRectified(model_, state, p)) continue;
      ++state.failures;
      part.steady = true;  // until something changes
      events_.push_back({.kind = EventKind::kSingular,
                         .name = model_.net.nodes[model_.rectified[p].nodes.front()].name});
    }
    if (!moved) return;
    solve(state);
  }
}

// Moves every contact to where its device, its command or its fault puts it.
void Circuit::refreshContacts(CircuitState& state) {
  if (!state.contactsDirty) return;
  state.contactsDirty = false;
  for (size_t i = 0; i < state.switches.size(); ++i) {
    const SwitchDef& def = model_.net.switches[i];
    SwitchState& contact = state.switches[i];
    const bool tripped = def.thermal.valid() && state.thermals[def.thermal.value].tripped;
    const bool operated = def.coil.valid() ? state.coils[def.coil.value].sealed : tripped;
    if (def.contact == ContactKind::kTripFree && tripped) contact.commanded = false;
    bool closed = contact.commanded;
    if (def.contact == ContactKind::kMake) closed = operated;
    if (def.contact == ContactKind::kBreak) closed = !operated;
    if (contact.fault == ContactFault::kWelded) closed = true;
    if (contact.fault == ContactFault::kStuckOpen) closed = false;
    if (closed == contact.closed) continue;
    contact.closed = closed;
    state.dirty = state.switched = true;
  }
}

void Circuit::moveUndelayedCoils(CircuitState& state) {
  for (uint32_t i = 0; i < state.coils.size(); ++i) {
    const CoilDef& def = model_.net.coils[i];
    CoilState& coil = state.coils[i];
    if ((coil.sealed ? def.openDelay : def.closeDelay) > 0) continue;
    const double volts = totalAcross(state, def.p, def.n);
    applyCoilChange(state, i, advanceCoil(def, coil, volts, 0));
  }
}

void Circuit::setSwitch(CircuitState& state, SwitchIndex index, bool closed) {
  const ContactKind kind = model_.net.switches[index.value].contact;
  SHIXUN_ASSERT(kind == ContactKind::kFree || kind == ContactKind::kTripFree,
                "a contact that a device drives cannot be commanded");
  SwitchState& contact = state.switches[index.value];
  if (contact.commanded == closed) return;
  contact.commanded = closed;
  state.contactsDirty = true;
}

void Circuit::setFault(CircuitState& state, SwitchIndex index, ContactFault fault) {
  SwitchState& contact = state.switches[index.value];
  if (contact.fault == fault) return;
  contact.fault = fault;
  state.contactsDirty = true;
}

bool Circuit::setSetting(CircuitState& state, ThermalIndex index, double amperes) {
  const ThermalGroupDef& def = model_.net.thermals[index.value];
  if (def.settingMax == 0) return false;
  const double clamped = std::clamp(amperes, def.settingMin, def.settingMax);
  state.thermals[index.value].setting = clamped;
  return clamped == amperes;
}

ResetResult Circuit::reset(CircuitState& state, ThermalIndex index) {
  ThermalState& thermal = state.thermals[index.value];
  if (!thermal.tripped) return ResetResult::kNotTripped;
  if (thermalLevel(thermal) > model_.net.thermals[index.value].resetThreshold) {
    return ResetResult::kStillHot;
  }
  thermal.tripped = false;
  state.contactsDirty = true;
  return ResetResult::kReset;
}

void Circuit::reset(CircuitState& state, ResidualIndex index) {
  state.residuals[index.value] = {};
  state.contactsDirty = true;
}

void Circuit::replaceFuse(CircuitState& state, FuseIndex index) {
  FuseState& fuse = state.fuses[index.value];
  if (fuse.blown) state.dirty = state.switched = true;
  fuse = {};
}

void Circuit::blowFuse(CircuitState& state, FuseIndex index) {
  state.fuses[index.value] = {.blown = true, .damage = 1};
  state.dirty = state.switched = true;
}

void Circuit::trip(CircuitState& state, ThermalIndex index) {
  state.thermals[index.value].tripped = true;
  state.contactsDirty = true;
}

void Circuit::setLoadFactor(CircuitState& state, MachineIndex index, double factor) {
  SHIXUN_ASSERT(factor >= 0, "a load factor is not negative");
  state.machines[index.value].loadFactor = factor;
}

void Circuit::setBlocked(CircuitState& state, MachineIndex index, bool blocked) {
  state.machines[index.value].blocked = blocked;
}

void Circuit::setSpeed(CircuitState& state, MachineIndex index, double radPerSecond) {
  state.machines[index.value].speed = radPerSecond;
  state.dirty = true;
}

namespace {

AttachmentId place(CircuitState& state, Attachment attachment) {
  size_t slot = 0;
  while (slot < state.attachments.size() && state.attachments[slot].present) ++slot;
  if (slot == state.attachments.size()) state.attachments.emplace_back();
  attachment.generation = state.attachments[slot].generation + 1;
  attachment.present = true;
  state.attachments[slot] = attachment;
  state.dirty = true;
  AttachmentId id;
  id.index = static_cast<uint32_t>(slot);
  id.generation = attachment.generation;
  return id;
}

}  // namespace

AttachmentId Circuit::attach(CircuitState& state, const MeterDef& def) {
  SHIXUN_ASSERT(def.resistance > 0 && def.capacitance >= 0, "an instrument has an impedance");
  return place(state, {.a = def.a,
                       .b = def.b,
                       .resistance = def.resistance,
                       .capacitance = def.capacitance,
                       .emf = def.emf});
}

AttachmentId Circuit::attachBody(CircuitState& state, const BodyDef& def) {
  SHIXUN_ASSERT(def.seriesResistance >= 0 && def.fixedResistance >= 0,
                "a person's resistance is not negative");
  return place(state, {.body = true,
                       .a = def.a,
                       .b = def.b,
                       .resistance = def.fixedResistance > 0 ? def.fixedResistance : kFirstBodyOhms,
                       .series = def.seriesResistance,
                       .fixed = def.fixedResistance,
                       .percentile = def.percentile});
}

void Circuit::detach(CircuitState& state, AttachmentId id) {
  if (!id.valid() || id.index >= state.attachments.size()) return;
  Attachment& attachment = state.attachments[id.index];
  if (!attachment.present || attachment.generation != id.generation) return;
  const uint32_t generation = attachment.generation;
  attachment = {};
  attachment.generation = generation;
  state.dirty = true;
}

}  // namespace shixun::circuit
