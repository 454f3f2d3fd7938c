// Rectified parts: what conductors join to a diode, earth apart, is no matter of phasors. Each such
// part is followed in time as a netlist of its own (netlist_transient.h), tick by tick until it
// repeats itself; what it reads is its mean and its harmonics over one period, which take their
// place among the superposed frequencies. The rest of the network sees it as the current that it
// draws through its transformers.
#pragma once

#include <span>

#include "circuit/compile.h"
#include "circuit/netlist.h"
#include "circuit/state.h"
#include "core/diagnostic.h"

namespace shixun::circuit {

// Finds the parts and numbers them; before the elements are listed.
void findRectified(CircuitModel& model);
// Refuses what cannot be solved in time: machines, lines, residual releases and primaries of
// transformers that share conductors with a diode, and sources of other frequencies. Code
// "rectified".
void checkRectified(const NetworkDef& net, Diagnostics& problems);
// The part that an element with these ends belongs to; -1: none.
int32_t partOfEnds(const CircuitModel& model, NodeIndex a, NodeIndex b);

// The part as it stands, as a netlist with its initial values: .tran over `seconds`, from the
// present instant of the part's own time.
struct RectifiedNetlist {
  Netlist net;
  std::vector<NetNode> nodes;      // per RectifiedPart::nodes
  std::vector<int32_t> currentOf;  // per entry of branchesOf(): its element; -1: open
};
RectifiedNetlist rectifiedNetlist(const CircuitModel& model, const CircuitState& state,
                                  uint32_t part, double seconds);
// The branches of the model whose currents a part has.
std::vector<uint32_t> branchesOf(const CircuitModel& model, uint32_t part);

// Follows a part by one tick. False when its netlist has no solution: the last good values stay.
bool advanceRectified(const CircuitModel& model, CircuitState& state, uint32_t part);
// Wakes the parts whose sources or contacts are no longer those they were last solved with.
void wakeRectified(const CircuitModel& model, CircuitState& state);
// Writes what the parts read into state.spectrum.
void commitRectified(const CircuitModel& model, CircuitState& state);
// Adds what the parts draw at the network's frequency through their transformers to a right side.
void drawRectified(const CircuitModel& model, const CircuitState& state,
                   std::span<Complex> rightSide);

}  // namespace shixun::circuit
