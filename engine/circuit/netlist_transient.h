// Transient of a netlist: trapezoidal rule, backward Euler after every corner of a source, Newton's
// method for the diodes, steps chosen by the local error of capacitor voltages and inductor
// currents.
#pragma once

#include <vector>

#include "circuit/netlist.h"
#include "core/status.h"

namespace shixun::circuit {

struct Transient {
  std::vector<double> times;                    // s, rising; every step taken from `start` on
  std::vector<std::vector<double>> potentials;  // [node][time], V against ground
  std::vector<std::vector<double>> currents;    // [element][time], A
  std::vector<double> held;  // at the end, per element: V of a capacitor, A of an inductor
};

struct TransientOptions {
  bool allCurrents = false;  // otherwise those of voltage sources only
};

// Fails (kInvalid) naming the node or element where no step succeeds, or when more than
// kMostTransientValues numbers would come out. `net` has passed checkNetlist().
Result<Transient> solveTransient(const Netlist& net, TransientOptions options = {});

inline constexpr double kMostTransientValues = 4e7;

// What a meter makes of a course: time integrals over the points from `from` on (trapezoids).
struct CourseReading {
  double mean = 0, rms = 0, peak = 0;  // peak: the largest magnitude
};
CourseReading readCourse(const std::vector<double>& times, const std::vector<double>& values,
                         double from = 0);

}  // namespace shixun::circuit
