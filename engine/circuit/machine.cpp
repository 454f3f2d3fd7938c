#include "circuit/machine.h"

#include <algorithm>

#include "circuit/phasor.h"

namespace shixun::circuit {
namespace {

constexpr double kLongestStep = 0.0021;                     // s; four to a tick of 1/120 s
const Complex kTurn = {-0.5, 0.86602540378443864676};       // a = exp(j 120 deg)
const Complex kTurnBack = {-0.5, -0.86602540378443864676};  // a^2

double magnitudeOf(double x) {
  return x < 0 ? -x : x;
}

// What resists the motion at `speed`, N m, always >= 0.
double resistingTorque(const MachineDef& def, const MachineState& state, double speed) {
  double load = def.loadTorque * state.loadFactor;
  if (def.loadLaw == LoadLaw::kQuadratic) {
    const double rated = synchronousSpeed(def, def.ratedFrequency) * (1 - def.ratedSlip);
    load *= (speed / rated) * (speed / rated);
  }
  return load + def.friction;
}

double acceleration(const MachineDef& def, const MachineState& state, double speed,
                    double frequency) {
  const double torque = machineTorque(def, state, speed, frequency);
  const double resisting = resistingTorque(def, state, speed);
  if (speed > 0) return (torque - resisting) / def.inertia;
  if (speed < 0) return (torque + resisting) / def.inertia;
  // At rest the load only holds.
  if (magnitudeOf(torque) <= resisting) return 0;
  return (torque - (torque > 0 ? resisting : -resisting)) / def.inertia;
}

}  // namespace

double synchronousSpeed(const MachineDef& def, double frequency) {
  return 2 * kPi * frequency / def.polePairs;
}

double slipOf(const MachineDef& def, double speed, double frequency) {
  return 1 - speed / synchronousSpeed(def, frequency);
}

SequenceResponse sequenceResponse(const MachineDef& def, double slip, double frequency) {
  const double ratio = frequency / def.ratedFrequency;
  const double depth =
      std::clamp((magnitudeOf(slip) - def.ratedSlip) / (1 - def.ratedSlip), 0.0, 1.0);
  const double k = squareRoot(depth);
  const double r2 = def.r2Rated + k * (def.r2Standstill - def.r2Rated);
  const double x2 = ratio * (def.x2Rated + k * (def.x2Standstill - def.x2Rated));
  // Written with slip in the numerator: the rotor branch R2/s + jX2 is open, not infinite, at s =
  // 0.
  const Complex rotor = scale(inverse({r2, slip * x2}), slip);
  const Complex gap = rotor + Complex(1 / def.rfe, -1 / (ratio * def.xm));
  const Complex admittance = inverse(Complex(def.r1, ratio * def.x1) + inverse(gap));
  const double gapShare = squaredMagnitude(admittance) / squaredMagnitude(gap);  // |Vm / V|^2
  return {admittance, 3 * gapShare * rotor.real() / synchronousSpeed(def, frequency)};
}

TerminalAdmittance terminalAdmittance(const MachineDef& def, double slip, double frequency) {
  const Complex y1 = sequenceResponse(def, slip, frequency).admittance;
  const Complex y2 = sequenceResponse(def, 2 - slip, frequency).admittance;
  return {scale(y1 + y2, 1.0 / 3), scale(multiply(y1, kTurn) + multiply(y2, kTurnBack), 1.0 / 3),
          scale(multiply(y1, kTurnBack) + multiply(y2, kTurn), 1.0 / 3)};
}

TerminalAdmittance terminalAdmittanceAtDc(const MachineDef& def) {
  const double g = 1 / def.r1;
  return {g * 2 / 3, -g / 3, -g / 3};
}

double machineTorque(const MachineDef& def, const MachineState& state, double speed,
                     double frequency) {
  const double slip = slipOf(def, speed, frequency);
  return state.forwardSquared * sequenceResponse(def, slip, frequency).torquePerVolt2 -
         state.backwardSquared * sequenceResponse(def, 2 - slip, frequency).torquePerVolt2;
}

// Linearly implicit Euler: the shaft settles in a few milliseconds on the stiff side of the torque
// curve, faster than a tick. Where the curve is unstable (before the pull-out point) it is
// explicit.
void advanceMachine(const MachineDef& def, MachineState& state, double dt, double frequency) {
  if (state.blocked) {
    state.speed = 0;
    return;
  }
  const double synchronous = synchronousSpeed(def, frequency);
  double rate = acceleration(def, state, state.speed, frequency);
  if (magnitudeOf(rate) * dt < 1e-10 * synchronous) return;
  const int steps = 1 + static_cast<int>(dt / kLongestStep);
  const double h = dt / steps;
  for (int i = 0; i < steps; ++i) {
    if (i > 0) rate = acceleration(def, state, state.speed, frequency);
    // One-sided, away from standstill, where the resisting torque jumps.
    const double nudge = (state.speed < 0 ? -1e-4 : 1e-4) * synchronous;
    const double nudged = acceleration(def, state, state.speed + nudge, frequency);
    const double slope = state.speed == 0 ? 0 : std::min((nudged - rate) / nudge, 0.0);
    const double next = state.speed + h * rate / (1 - h * slope);
    const bool crosses = (state.speed > 0 && next < 0) || (state.speed < 0 && next > 0);
    const bool held =
        magnitudeOf(machineTorque(def, state, 0, frequency)) <= resistingTorque(def, state, 0);
    state.speed = crosses && held ? 0 : next;
  }
}

}  // namespace shixun::circuit
