// The diode: Shockley's equation with a series resistance, as ngspice 39 evaluates it at 27 degC.
#pragma once

#include "circuit/netlist.h"

namespace shixun::circuit {

inline constexpr double kThermalVolts = 0.025864917;  // kT/q at 300.15 K, CODATA 2014
inline constexpr double kJunctionLeak = 1e-12;        // S beside every junction (SPICE's gmin)

struct JunctionPoint {
  double current = 0;      // A at the junction voltage
  double conductance = 0;  // S, its derivative
};

// At `volts` across the junction itself (behind the series resistance); `leak` in S.
JunctionPoint junctionAt(const DiodeModel& model, double volts, double leak);

// The next junction voltage of Newton's method: `wanted` held to a step that the exponential
// survives (the critical voltage of Nagel's thesis, "pnjlim").
double limitedJunction(const DiodeModel& model, double wanted, double present);

}  // namespace shixun::circuit
