// Private to circuit: the caches of one analysis (one frequency) of one matrix pattern.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "circuit/circuit.h"

namespace shixun::circuit {

// One combination of contact, fuse and armature positions. Its pivots come from canonical values,
// so they depend on the topology alone, never on the way the state came there: a saved and restored
// state goes on bit for bit.
struct Circuit::Topology {
  std::vector<uint32_t> islands;     // per node
  std::vector<uint32_t> references;  // pinned nodes
  SparseFactor<Complex> factor;
  uint64_t lastUse = 0;
};

struct Circuit::Analysis {
  double frequency = 0;         // Hz; 0 is DC
  bool live = true;             // something drives at this frequency
  bool steady = false;          // DC with the capacitors open
  std::vector<Complex> values;  // what does not depend on the state
  std::vector<Complex> rhs;     // likewise
  std::vector<Complex> x;       // the last solution
  std::map<std::vector<uint64_t>, std::unique_ptr<Topology>> topologies;
  const std::vector<uint64_t>* presentKey = nullptr;
  Topology* present = nullptr;
  std::vector<uint64_t> key;  // scratch
  uint64_t uses = 0;

  void reset();
};

}  // namespace shixun::circuit
