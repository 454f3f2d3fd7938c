// The rules a netlist must keep to have one solution; all problems at once, each by name.
#pragma once

#include <cstdint>
#include <vector>

#include "circuit/netlist.h"
#include "core/diagnostic.h"

namespace shixun::circuit {

// The state of an analysis that decides what conducts and what fixes a voltage.
enum class Regime {
  kDc,        // L a short, C open
  kAc,        // at a frequency above zero: L (unless 0 H) and C conduct
  kStepping,  // within a transient: L and C conduct, neither fixes a voltage at once
};

// Adds: ground-missing, floating-part, held-by-capacitors (a node behind capacitors at DC),
// fed-by-current (an island that only current sources reach), source-loop (voltage sources, and at
// DC inductors with them, in a loop).
void checkNetlist(const Netlist& net, Diagnostics& problems);
// The regimes that the analysis of `net` passes through.
std::vector<Regime> regimesOf(const Netlist& net);

// Whether the element lets a current pass whatever its voltage, so that its two nodes belong to one
// island.
bool conducts(const NetElement& element, Regime regime);
// Whether the element says what the voltage between its nodes is.
bool fixesVoltage(const NetElement& element, Regime regime);
// Inductors that are shorts and form loops: the voltages are zero, the currents within undecided.
enum class LoopPart : uint8_t {
  kNone,     // its current is decided
  kBranch,   // in a loop
  kClosing,  // in a loop, and the one that is to be left out so that the equations have a solution
};
// One per element.
std::vector<LoopPart> inductorLoops(const Netlist& net, Regime regime);

}  // namespace shixun::circuit
