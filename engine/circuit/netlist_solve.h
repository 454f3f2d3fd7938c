// Solves a checked netlist: its operating point, or its phasors at one frequency.
// Transients are in netlist_transient.h.
#pragma once

#include <optional>
#include <vector>

#include "circuit/netlist.h"
#include "core/status.h"

namespace shixun::circuit {

// Potentials against ground and currents p to n; real parts only for an operating point. AC values
// are the sources' own kind of amplitude (rms in, rms out).
struct NetSolution {
  std::vector<Complex> potentials;               // per node
  std::vector<std::optional<Complex>> currents;  // per element; none: an inductor in a loop of
                                                 // shorts, where nothing decides it
};

// The diodes' junction voltages, where an AC solve linearises them and a transient starts from.
struct OperatingPoint {
  NetSolution solution;
  std::vector<double> junctions;  // V, per element; 0 for what is no diode
};

// At DC, with the waveforms at t = 0: for `.op` (`transient` false) a source with a DC value keeps
// it. Fails (kInvalid) naming the node or element where Newton's method or the equations give up.
// `net` has passed checkNetlist().
Result<OperatingPoint> solveOperatingPoint(const Netlist& net, bool transient);
Result<NetSolution> solveAc(const Netlist& net, double frequency);

}  // namespace shixun::circuit
