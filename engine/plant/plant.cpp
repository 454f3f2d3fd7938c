#include "plant/plant.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "circuit/readings.h"
#include "plant/world.h"

namespace shixun::plant {

using scenario::CommandKind;
using scenario::EntityKind;
using scenario::FaultModel;
using scenario::FaultType;
using scenario::MotionType;

namespace {

constexpr int kMaximumExchanges = 16;  // between logic and circuit in one tick

EntityRef instanceRef(uint32_t instance) {
  return {EntityKind::kInstance, instance};
}

// The part of an element's name behind its instance: "overload" of "F1.overload".
std::string memberName(const std::string& name) {
  const size_t dot = name.find('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

// A trip throws the control of its device.
template <typename Release>
void throwTripped(State& state, const Release& def) {
  if (def.tripsControl >= 0) {
    state.controls[static_cast<size_t>(def.tripsControl)] = def.tripsTo;
  }
}

}  // namespace

World::World(const ScenarioModel& m, std::span<const uint32_t> activeFaults)
    : model(m), faults(m.activeFaults), circuit(m.circuit) {
  faults.insert(faults.end(), activeFaults.begin(), activeFaults.end());
}

void World::setFault(State& state, uint32_t index, bool active) {
  const FaultModel& fault = model.faults[index];
  state.faults[index] = active ? 1 : 0;
  switch (fault.type) {
    case FaultType::kTogether:
      for (const uint32_t member : fault.members) setFault(state, member, active);
      break;
    case FaultType::kDead:
      state.instruments[fault.target].dead = active;
      break;
    case FaultType::kBlown:
      if (active) {
        circuit.blowFuse(state.circuit, model.fuses[fault.target].element);
      } else {
        circuit.replaceFuse(state.circuit, model.fuses[fault.target].element);
      }
      break;
    case FaultType::kTripped:
      // What a trip leaves behind is reset at the device, not repaired.
      if (!active) break;
      circuit.trip(state.circuit, model.thermals[fault.target].element);
      throwTripped(state, model.thermals[fault.target]);
      break;
    case FaultType::kStuckClosed:
    case FaultType::kStuckOpen:
      circuit.setFault(state.circuit, model.switches[fault.target].element,
                       !active                                 ? circuit::ContactFault::kNone
                       : fault.type == FaultType::kStuckClosed ? circuit::ContactFault::kWelded
                                                               : circuit::ContactFault::kStuckOpen);
  }
}

struct Plant::Impl {
  Impl(const ScenarioModel& m, std::span<const uint32_t> faults) : world(m, faults) {}

  World world;

  State initial();
  void advance(State& state, std::span<const Command> commands);
  void translate(State& state, std::span<const circuit::Event> events);
};

// Names the circuit's events after the equipment they concern.
void Plant::Impl::translate(State& state, std::span<const circuit::Event> events) {
  const ScenarioModel& model = world.model;
  for (const circuit::Event& from : events) {
    Event event;
    switch (from.kind) {
      case circuit::EventKind::kCoilPickedUp:
      case circuit::EventKind::kCoilDroppedOut:
      case circuit::EventKind::kChatter:
        for (const scenario::CoilModel& coil : model.coils) {
          if (coil.element.value != from.index) continue;
          event.kind = EventKind::kSwitched;
          event.what = instanceRef(coil.instance);
          event.to = memberName(coil.name);
          event.value = from.kind == circuit::EventKind::kCoilPickedUp ? 1 : 0;
          if (from.kind == circuit::EventKind::kChatter) {
            event.kind = EventKind::kTrouble;
            event.text = "trouble.chatter";
          }
          world.emit(event);
        }
        break;
      case circuit::EventKind::kTripThermal:
      case circuit::EventKind::kTripMagnetic:
        for (const scenario::ThermalModel& thermal : model.thermals) {
          if (thermal.element.value != from.index) continue;
          throwTripped(state, thermal);
          event.kind = EventKind::kTripped;
          event.what = instanceRef(thermal.instance);
          event.to = memberName(thermal.name);
          world.emit(event);
        }
        break;
      case circuit::EventKind::kTripResidual:
        for (const scenario::ResidualModel& residual : model.residuals) {
          if (residual.element.value != from.index) continue;
          throwTripped(state, residual);
          event.kind = EventKind::kTripped;
          event.what = instanceRef(residual.instance);
          event.to = memberName(residual.name);
          world.emit(event);
        }
        break;
      case circuit::EventKind::kFuseBlown:
        for (const scenario::FuseModel& fuse : model.fuses) {
          if (fuse.element.value != from.index) continue;
          event.kind = EventKind::kFuseBlown;
          event.what = instanceRef(fuse.instance);
          event.to = memberName(fuse.name);
          world.emit(event);
        }
        break;
      case circuit::EventKind::kBodyEffect:
        break;  // readBodies() reports it with the terminal touched
      case circuit::EventKind::kSingular:
        event.kind = EventKind::kTrouble;
        event.text = "trouble.solve: " + std::string(from.name);
        world.emit(event);
        break;
    }
  }
}

void Plant::Impl::advance(State& state, std::span<const Command> commands) {
  const ScenarioModel& model = world.model;
  for (const Command& command : commands) world.apply(state, command);
  world.settleLogic(state);
  world.advanceTimers(state, kTickSeconds);
  if (!model.timers.empty()) world.settleLogic(state);
  world.connectInstruments(state);
  world.connectBodies(state);
  translate(state, world.circuit.step(state.circuit, kTickSeconds));
  // Contacts moved by coils and trips move other contacts: exchange until both are at rest.
  for (int round = 0; round < kMaximumExchanges && world.settleLogic(state); ++round) {
    translate(state, world.circuit.step(state.circuit, 0));
  }
  world.readInstruments(state, kTickSeconds);
  world.readBodies(state);
  world.watchFlashes(state);
  for (size_t m = 0; m < model.motions.size(); ++m) {
    if (model.motions[m].type != MotionType::kSpin) continue;
    const double angle =
        state.spins[m] + state.signals[model.motions[m].speedSignal] * kTickSeconds;
    state.spins[m] = angle - 2 * kPi * std::floor(angle / (2 * kPi));
  }
  world.refreshSignals(state);
}

State Plant::Impl::initial() {
  const ScenarioModel& model = world.model;
  State state;
  for (const scenario::ControlModel& control : model.controls) {
    state.controls.push_back(control.initial);
  }
  for (const scenario::LatchModel& latch : model.latches) {
    state.latches.push_back(latch.initial ? 1 : 0);
  }
  state.itemPlaces.assign(model.items.size(), scenario::kPlaceHome);
  state.itemCut.assign(model.items.size(), 0);
  state.probes.resize(model.probes.size());
  state.instruments.resize(model.instruments.size());
  for (size_t i = 0; i < model.instruments.size(); ++i) {
    state.instruments[i].conductor = model.instruments[i].builtIn;
  }
  state.resets.assign(model.thermals.size(), 0);
  state.residualResets.assign(model.residuals.size(), 0);
  state.renewals.assign(model.fuses.size(), 1);  // what holds at the start renews nothing
  state.timers.resize(model.timers.size());
  state.fields.resize(model.fields.size());
  state.spins.assign(model.motions.size(), 0);
  state.signals.assign(model.signals.size(), 0);
  state.circuit = world.circuit.initialState();
  state.faults.assign(model.faults.size(), 0);
  for (const uint32_t f : world.faults) world.setFault(state, f, true);
  advance(state, {});
  for (const Command& command : model.prelude) {
    advance(state, std::span(&command, 1));
    const Tick ticks = tickFromSeconds(model.preludeSettle);
    for (Tick t = 0; t < ticks; ++t) advance(state, {});
  }
  world.events.clear();
  return state;
}

Plant::Plant(const ScenarioModel& model, std::span<const uint32_t> faults)
    : impl_(std::make_unique<Impl>(model, faults)) {}
Plant::~Plant() = default;

State Plant::start() {
  return impl_->initial();
}

std::span<const Event> Plant::step(State& state, std::span<const Command> commands) {
  impl_->world.events.clear();
  if (state.finished || state.abandoned) return {};
  if (state.paused) {
    for (const Command& command : commands) {
      if (command.kind == CommandKind::kResume || command.kind == CommandKind::kFinish ||
          command.kind == CommandKind::kAbandon) {
        impl_->world.apply(state, command);
      }
    }
    return impl_->world.events;
  }
  impl_->advance(state, commands);
  ++state.tick;
  return impl_->world.events;
}

Plant::Potential Plant::potential(const State& state, uint32_t terminal) const {
  const circuit::NodeIndex node = impl_->world.model.terminals[terminal].circuitNode;
  const Complex v = circuit::potential(state.circuit, node);
  const circuit::NodeIndex island = circuit::islandOf(state.circuit, node);
  const bool earthed = island == impl_->world.model.earth;
  Potential out{v.real(), v.imag(), earthed ? 0 : static_cast<int32_t>(island.value) + 1, {}};
  const auto& spectrum = state.circuit.spectrum;
  size_t live = 1;
  for (size_t line = 1; line < spectrum.size(); ++line) {
    if (spectrum[line].live) live = line + 1;
  }
  for (size_t line = 1; line < live; ++line) {
    const Complex part = spectrum[line].potentials[node.value];
    out.more.push_back(part.real());
    if (line + 1 < spectrum.size()) out.more.push_back(part.imag());
  }
  return out;
}

double Plant::between(const Potential& a, const Potential& b) {
  double square = (a.re - b.re) * (a.re - b.re) + (a.im - b.im) * (a.im - b.im);
  for (size_t i = 0; i < std::max(a.more.size(), b.more.size()); ++i) {
    const double part = (i < a.more.size() ? a.more[i] : 0) - (i < b.more.size() ? b.more[i] : 0);
    square += part * part;
  }
  return squareRoot(square);
}

std::string Plant::displayText(const State& state, uint32_t instrument) const {
  const InstrumentState& s = state.instruments[instrument];
  if (s.function < 0 || s.reading != s.reading) return {};
  if (s.overRange) return "OL";
  const auto& function =
      impl_->world.model.instruments[instrument].functions[static_cast<size_t>(s.function)];
  char buffer[48];
  double shown = s.reading;
  int decimals = function.decimals;
  const char* prefix = "";
  if (function.type == scenario::MeasureType::kTripTime) shown *= 1000;
  if (function.type == scenario::MeasureType::kOhms && shown >= 1000) {
    for (const char* next : {"k", "M", "G"}) {
      if (shown < 1000) break;
      shown /= 1000;
      prefix = next;
    }
    decimals = shown >= 100 ? 0 : shown >= 10 ? 1 : 2;
  }
  std::snprintf(buffer, sizeof buffer, "%.*f%s", decimals, shown, prefix);
  return buffer;
}

}  // namespace shixun::plant
