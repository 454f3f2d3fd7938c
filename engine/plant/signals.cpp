#include <algorithm>

#include "circuit/protection.h"
#include "circuit/readings.h"
#include "core/quantity.h"
#include "plant/world.h"

namespace shixun::plant {

using scenario::SignalModel;
using scenario::SignalSource;

namespace {

constexpr int kMaximumRounds = 32;

double bodyCurrent(const State& state) {
  double worst = 0;
  const auto look = [&](circuit::AttachmentId id) {
    if (id.valid()) worst = std::max(worst, circuit::totalCurrent(state.circuit, id));
  };
  look(state.hands[0].body);
  look(state.hands[1].body);
  look(state.acrossHands);
  return worst;
}

double machineCurrent(const ScenarioModel& model, const State& state, circuit::MachineIndex m) {
  double worst = 0;
  for (uint32_t t = 0; t < 3; ++t) {
    worst = std::max(worst, circuit::totalCurrent(model.circuit, state.circuit, m, t));
  }
  return worst;
}

bool lampLit(const ScenarioModel& model, const State& state, const scenario::LampModel& lamp) {
  const double amperes = circuit::totalCurrent(model.circuit, state.circuit, lamp.element);
  const double ohms = model.circuit.net.impedances[lamp.element.value].resistance;
  return amperes * ohms >= 0.5 * lamp.ratedVoltage;
}

double valueOf(const ScenarioModel& model, const State& state, const SignalModel& signal) {
  const uint32_t i = signal.index;
  const circuit::CircuitState& c = state.circuit;
  switch (signal.source) {
    case SignalSource::kControl:
      return state.controls[i];
    case SignalSource::kControlLocked:
      return lockHolding(model, state, i) >= 0 ? 1 : 0;
    case SignalSource::kLatch:
      return state.latches[i];
    case SignalSource::kLogic: {
      const auto& value = model.logics[i].value;
      return !value.program || value.program->evaluate(state.signals) ? 1 : 0;
    }
    case SignalSource::kSwitchClosed:
      return c.switches[model.switches[i].element.value].closed ? 1 : 0;
    case SignalSource::kArmature:
      return c.coils[model.coils[i].element.value].sealed ? 1 : 0;
    case SignalSource::kTripped:
      return c.thermals[model.thermals[i].element.value].tripped ? 1 : 0;
    case SignalSource::kResidualTripped:
      return c.residuals[model.residuals[i].element.value].tripped ? 1 : 0;
    case SignalSource::kFuseBlown:
      return c.fuses[model.fuses[i].element.value].blown ? 1 : 0;
    case SignalSource::kTimer:
      return state.timers[i].on ? 1 : 0;
    case SignalSource::kPointFilled:
      return std::find(state.itemPlaces.begin(), state.itemPlaces.end(),
                       scenario::kFirstPointPlace + i) != state.itemPlaces.end()
                 ? 1
                 : 0;
    case SignalSource::kHeat:
      return circuit::thermalLevel(c.thermals[model.thermals[i].element.value]);
    case SignalSource::kLampLit:
      return lampLit(model, state, model.lamps[i]) ? 1 : 0;
    case SignalSource::kMachineSpeed:
      return c.machines[model.machines[i].element.value].speed;
    case SignalSource::kMachineCurrent:
      return machineCurrent(model, state, model.machines[i].element);
    case SignalSource::kItemPlace:
      return state.itemPlaces[i];
    case SignalSource::kProbeTerminal:
      return state.probes[i].terminal + 1;
    case SignalSource::kReading:
      return state.instruments[i].function < 0 ? kNaN : state.instruments[i].reading;
    case SignalSource::kFieldFilled:
      return state.fields[i].empty() ? 0 : 1;
    case SignalSource::kFieldRight: {
      const std::string& expected = model.fields[i].expected;
      return !state.fields[i].empty() && (expected.empty() || state.fields[i] == expected) ? 1 : 0;
    }
    case SignalSource::kFieldChoice: {
      const auto& options = model.fields[i].options;
      const auto at = std::find(options.begin(), options.end(), state.fields[i]);
      return at == options.end() ? 0 : static_cast<double>(at - options.begin()) + 1;
    }
    case SignalSource::kFaultActive:
      return state.faults[i];
    case SignalSource::kBodyCurrent:
      return bodyCurrent(state);
    case SignalSource::kConstant:
      return signal.constant;
  }
  return kNaN;
}

bool same(double a, double b) { return a == b || (a != a && b != b); }

}  // namespace

void World::refreshSignals(State& state) const {
  for (size_t s = 0; s < model.signals.size(); ++s) {
    state.signals[s] = valueOf(model, state, model.signals[s]);
  }
}

// Resets, renewals and dials: what logic does to the protection. True when something moved.
bool World::settleReleases(State& state) {
  bool moved = false;
  // Whether the expression begins to hold now.
  const auto begins = [&state](const scenario::Expression& e, uint8_t& before) {
    const bool held = e.program && e.program->evaluate(state.signals);
    const bool rises = held && before == 0;
    before = held ? 1 : 0;
    return rises;
  };
  for (size_t t = 0; t < model.thermals.size(); ++t) {
    const scenario::ThermalModel& thermal = model.thermals[t];
    if (begins(thermal.resetWhen, state.resets[t])) {
      moved =
          circuit.reset(state.circuit, thermal.element) == circuit::ResetResult::kReset || moved;
    }
    if (thermal.dial >= 0) {
      const double wanted = thermal.settings[state.controls[static_cast<size_t>(thermal.dial)]];
      if (state.circuit.thermals[thermal.element.value].setting != wanted) {
        circuit.setSetting(state.circuit, thermal.element, wanted);
      }
    }
  }
  for (size_t r = 0; r < model.residuals.size(); ++r) {
    const scenario::ResidualModel& residual = model.residuals[r];
    if (!begins(residual.resetWhen, state.residualResets[r])) continue;
    moved = moved || state.circuit.residuals[residual.element.value].tripped;
    circuit.reset(state.circuit, residual.element);
  }
  for (size_t f = 0; f < model.fuses.size(); ++f) {
    const scenario::FuseModel& fuse = model.fuses[f];
    if (!begins(fuse.renewWhen, state.renewals[f])) continue;
    moved = moved || state.circuit.fuses[fuse.element.value].blown;
    circuit.replaceFuse(state.circuit, fuse.element);
  }
  return moved;
}

void World::advanceTimers(State& state, double dt) {
  for (size_t t = 0; t < model.timers.size(); ++t) {
    const scenario::TimerModel& timer = model.timers[t];
    TimerState& s = state.timers[t];
    const bool input = timer.input.program && timer.input.program->evaluate(state.signals);
    s.waited = input == s.on ? 0 : s.waited + dt;
    if (input == s.on || s.waited < (input ? timer.onDelay : timer.offDelay)) continue;
    s.on = input;
    s.waited = 0;
  }
}

bool World::settleLogic(State& state) {
  bool moved = false;
  for (int round = 0; round < kMaximumRounds; ++round) {
    refreshSignals(state);
    if (evaluated.size() == state.signals.size() &&
        std::equal(evaluated.begin(), evaluated.end(), state.signals.begin(), same)) {
      return moved;
    }
    evaluated = state.signals;
    for (size_t l = 0; l < model.latches.size(); ++l) {
      const scenario::LatchModel& latch = model.latches[l];
      const auto holds = [&](const scenario::Expression& e) {
        return e.program && e.program->evaluate(state.signals);
      };
      const uint8_t next = holds(latch.resetWhen) ? 0 : holds(latch.setWhen) ? 1 : state.latches[l];
      moved = moved || next != state.latches[l];
      state.latches[l] = next;
    }
    for (const scenario::SwitchModel& s : model.switches) {
      const bool closed = !s.closedWhen.program || s.closedWhen.program->evaluate(state.signals);
      if (state.circuit.switches[s.element.value].commanded == closed) continue;
      circuit.setSwitch(state.circuit, s.element, closed);
      moved = true;
    }
    moved = settleReleases(state) || moved;
  }
  Event event;
  event.kind = EventKind::kTrouble;
  event.text = "trouble.logic_does_not_rest";
  emit(std::move(event));
  return moved;
}

}  // namespace shixun::plant
