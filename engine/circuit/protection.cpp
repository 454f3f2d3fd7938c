#include "circuit/protection.h"

#include <algorithm>
#include <limits>

#include "math/libm.h"

namespace shixun::circuit {

CoilChange advanceCoil(const CoilDef& def, CoilState& state, double volts, double dt) {
  if (state.window > 0) {
    state.window -= dt;
    if (state.window <= 0) {
      state.chattering = state.chattering && state.flips > 1;
      state.flips = 0;
      state.window = state.chattering ? 1 : 0;
    }
  }
  if (state.hold > 0) {
    state.hold -= dt;
    if (state.hold > 0) return CoilChange::kNone;
    state.hold = 0;
  }
  const bool wants = state.sealed ? volts < def.dropOutVolts : volts >= def.pickUpVolts;
  if (!wants) {
    state.timer = 0;
    return CoilChange::kNone;
  }
  state.timer += dt;
  if (state.timer < (state.sealed ? def.openDelay : def.closeDelay)) return CoilChange::kNone;
  state.timer = 0;
  state.sealed = !state.sealed;
  return state.sealed ? CoilChange::kPickedUp : CoilChange::kDroppedOut;
}

bool countFlip(CoilState& state) {
  if (state.flips == 0) state.window = 1;
  ++state.flips;
  if (state.flips < kChatterFlips || state.chattering) return false;
  state.chattering = true;
  return true;
}

TripCause advanceThermal(const ThermalGroupDef& def, ThermalState& state,
                         std::span<const double> squaredCurrents, double dt) {
  const double kept = exponential(-dt / def.timeConstant);
  double hottest = 0, largest = 0;
  for (size_t i = 0; i < state.heat.size(); ++i) {
    // Exact for a constant current, so the result does not depend on the tick.
    state.heat[i] = squaredCurrents[i] + (state.heat[i] - squaredCurrents[i]) * kept;
    hottest = std::max(hottest, state.heat[i]);
    largest = std::max(largest, squaredCurrents[i]);
  }
  const double unit = state.setting * state.setting;
  const bool strong =
      def.magneticMultiple > 0 && largest >= def.magneticMultiple * def.magneticMultiple * unit;
  state.magneticTimer = strong ? state.magneticTimer + dt : 0;
  if (state.tripped) return TripCause::kNone;
  if (strong && state.magneticTimer >= def.magneticDelay) {
    state.tripped = true;
    return TripCause::kMagnetic;
  }
  if (hottest >= def.tripThreshold * unit) {
    state.tripped = true;
    return TripCause::kThermal;
  }
  return TripCause::kNone;
}

double thermalLevel(const ThermalState& state) {
  double hottest = 0;
  for (const double heat : state.heat) hottest = std::max(hottest, heat);
  return hottest / (state.setting * state.setting);
}

double meltingTime(const FuseDef& def, double current) {
  const auto& curve = def.curve;
  if (current < curve.front().current) return std::numeric_limits<double>::infinity();
  for (size_t i = 1; i < curve.size(); ++i) {
    const MeltPoint& from = curve[i - 1];
    const MeltPoint& to = curve[i];
    if (current > to.current) continue;
    const double t = naturalLog(current / from.current) / naturalLog(to.current / from.current);
    return from.time * power(to.time / from.time, t);
  }
  const double over = curve.back().current / current;
  return curve.back().time * over * over;
}

bool advanceFuse(const FuseDef& def, FuseState& state, double squaredCurrent, double dt) {
  if (state.blown) return false;
  const double first = def.curve.front().current;
  if (squaredCurrent < first * first) {
    if (state.damage > 0) state.damage *= exponential(-dt / def.coolTime);
    if (state.damage < 1e-12) state.damage = 0;
    return false;
  }
  state.damage += dt / meltingTime(def, squareRoot(squaredCurrent));
  if (state.damage < 1) return false;
  state.blown = true;
  return true;
}

// Log-log between the two delays: `delay` up to the rated current, `fastDelay` from five times on.
double residualDelay(const ResidualDef& def, double current) {
  const double multiple = current / def.rated;
  if (multiple < def.level) return std::numeric_limits<double>::infinity();
  if (multiple <= 1 || def.delay == 0 || def.fastDelay == 0) return def.delay;
  if (multiple >= 5) return def.fastDelay;
  return def.delay * power(def.fastDelay / def.delay, naturalLog(multiple) / naturalLog(5));
}

bool advanceResidual(const ResidualDef& def, ResidualState& state, double current, double dt) {
  if (state.tripped) return false;
  const double delay = residualDelay(def, current);
  if (delay == std::numeric_limits<double>::infinity()) {
    state.progress = 0;
    return false;
  }
  state.progress += delay > 0 ? dt / delay : 1;
  if (state.progress < 1) return false;
  state.tripped = true;
  return true;
}

}  // namespace shixun::circuit
