// compile(): NetworkDef -> const CircuitModel, refusing by name what has no solution.
#pragma once

#include <cstdint>
#include <vector>

#include "circuit/network_def.h"
#include "core/diagnostic.h"
#include "core/status.h"

namespace shixun::circuit {

enum class BranchKind {
  kSource,
  kSwitch,
  kPole,
  kFuse,
  kImpedance,
  kTransformer,  // current into p2, the primary's is that over the ratio
  kLine,         // the series part of its pi
  kResidualPole,
};

// An element that has its own current as an unknown: a (Vp - Vn) - z I = e. Everything of small or
// changing resistance is a branch, because as an admittance it would drown the small ones beside it
// (2 mOhm beside 10 MOhm) and an open contact would need a false leakage.
struct Branch {
  NodeIndex p, n;
  BranchKind kind = BranchKind::kSource;
  uint32_t index = 0;  // in the NetworkDef's list; for poles in CircuitModel::poles, residualPoles
};

enum class ShuntKind {
  kImpedance,
  kCoil,
  kMagnetising,  // of a transformer; at DC the primary winding
  kLineEnd,      // half the shunt part of a line's pi
};

// An element that enters the matrix as an admittance between two nodes.
struct Shunt {
  NodeIndex p, n;
  ShuntKind kind = ShuntKind::kImpedance;
  uint32_t index = 0;
};

// Which pole of which thermal group.
struct PoleRef {
  ThermalIndex group;
  uint32_t pole = 0;
};
struct ResidualPoleRef {
  ResidualIndex release;
  uint32_t pole = 0;
};

// What conductors join to a diode, earth apart. Indices into the NetworkDef's lists.
struct RectifiedPart {
  std::vector<uint32_t> nodes;
  std::vector<uint32_t> sources, impedances, switches, coils, fuses, diodes;
  std::vector<uint32_t> transformers;  // those whose secondary is here
  std::vector<uint32_t> poles;         // CircuitModel::poles
};

// A checked network with its unknowns numbered. Const after compile(); states, solvers and readings
// refer to it, so it must outlive them and not move.
struct CircuitModel {
  NetworkDef net;
  // Sources, switches, poles, fuses, impedances, transformers, lines, residual poles: in this
  // order.
  std::vector<Branch> branches;
  std::vector<Shunt> shunts;
  std::vector<PoleRef> poles;
  std::vector<uint32_t> firstPole;  // per thermal group, in `poles`
  std::vector<ResidualPoleRef> residualPoles;
  std::vector<uint32_t> firstResidualPole;  // per residual release, in `branches`
  std::vector<uint32_t> capacitors;         // shunts that hold a charge
  // Hz, what the solution is superposed of: the network's own frequency, those of other sources
  // (rising), and 0 for DC at the end.
  std::vector<double> frequencies;
  std::vector<RectifiedPart> rectified;
  std::vector<int32_t> partOfNode;  // index into rectified; -1: none
  // frequencies[firstHarmonic...] are multiples of the network's own, of the rectified parts only;
  // as many as there are (0 without diodes).
  uint32_t firstHarmonic = 0, harmonics = 0;
  std::vector<int32_t> branchOfImpedance;  // -1 when it is a shunt
  std::vector<int32_t> rowOfNode;          // unknown of a node's potential; -1 for earth
  uint32_t unknowns = 0;                   // nodes without earth, then branches
  bool hasDcSources = false;

  uint32_t nodeCount() const { return static_cast<uint32_t>(net.nodes.size()); }
  uint32_t branchOf(SourceIndex i) const { return i.value; }
  uint32_t branchOf(SwitchIndex i) const { return switchBase() + i.value; }
  uint32_t branchOf(ThermalIndex i, uint32_t pole) const {
    return poleBase() + firstPole[i.value] + pole;
  }
  uint32_t branchOf(FuseIndex i) const {
    return poleBase() + static_cast<uint32_t>(poles.size()) + i.value;
  }
  uint32_t branchOf(TransformerIndex i) const { return firstTransformer + i.value; }
  uint32_t branchOf(LineIndex i) const {
    return firstTransformer + static_cast<uint32_t>(net.transformers.size()) + i.value;
  }
  uint32_t branchOf(ResidualIndex i, uint32_t pole) const {
    return firstResidualPole[i.value] + pole;
  }
  uint32_t dcLine() const { return static_cast<uint32_t>(frequencies.size()) - 1; }
  uint32_t firstTransformer = 0;  // in `branches`
  uint32_t rowOfBranch(uint32_t branch) const { return nodeCount() - 1 + branch; }
  // The node or element that unknown `row` belongs to, for messages.
  const std::string& nameOfRow(uint32_t row) const;

 private:
  uint32_t switchBase() const { return static_cast<uint32_t>(net.sources.size()); }
  uint32_t poleBase() const { return switchBase() + static_cast<uint32_t>(net.switches.size()); }
};

// How many multiples of the network's frequency the readings of a rectified part keep, the first
// included. A half wave without smoothing, the worst case, has 1.5e-4 of its square beyond.
inline constexpr uint32_t kHarmonics = 12;

// Adds every problem found to `problems`: name-twice, name-empty, node-unknown, earth-missing,
// one-node, source-loop, rectified (what cannot share conductors with a diode), zero-impedance,
// bad-value, bad-range, contact-link (errors) and node-unused (warning). Fails (kInvalid) when any
// of them is an error.
Result<CircuitModel> compile(const NetworkDef& def, Diagnostics& problems);

}  // namespace shixun::circuit
