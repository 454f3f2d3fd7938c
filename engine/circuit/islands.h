// Islands: which nodes conduct to each other. A potential means something only within its island.
#pragma once

#include <cstdint>
#include <vector>

#include "circuit/compile.h"
#include "circuit/state.h"

namespace shixun::circuit {

// The nodes that conduct to each other at `frequency` (0: DC, where capacitors hold their charge;
// with `steady` they have had time to charge and are open): per node the lowest node of its island,
// or earth's index for the earthed one. `references` gets one node of each island without earth.
void findIslands(const CircuitModel& model, const CircuitState& state, double frequency,
                 bool steady, std::vector<uint32_t>& islands, std::vector<uint32_t>& references);

}  // namespace shixun::circuit
