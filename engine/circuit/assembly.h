// Assembly: from model and state to the matrix. The pattern depends only on the model and on where
// things are attached; opening a contact changes values (its row becomes "current = 0"), never the
// pattern.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "circuit/compile.h"
#include "circuit/sparse.h"
#include "circuit/state.h"

namespace shixun::circuit {

// Where attachments bridge the nodes; part of the pattern.
struct Bridge {
  NodeIndex a, b;
  bool operator==(const Bridge&) const = default;
};

// The values that are allowed to differ between two solves of one topology.
enum class Values {
  kActual,
  kCanonical,  // machines at standstill, bodies at 1000 ohm: depends on the topology alone
};

class Assembly {
 public:
  // `bridges`: one per attachment slot that is present, in slot order.
  Assembly(const CircuitModel& model, std::vector<Bridge> bridges);

  SparsePattern takePattern() { return std::move(pattern_); }
  const std::vector<Bridge>& bridges() const { return bridges_; }
  size_t entries() const { return trash_; }

  // What does not depend on the state, at `frequency` (0 is DC: L a short, AC EMFs zero; C is what
  // a tick of backward Euler makes of it, or with `steady` open). `values` gets entries() + 1
  // elements, the last a scratch slot; `rhs` one per unknown.
  void constants(double frequency, bool steady, std::vector<Complex>& values,
                 std::vector<Complex>& rhs) const;
  // Adds what charges and instruments drive at DC to the right side made by constants().
  void drives(const CircuitState& state, std::span<Complex> rhs) const;
  // Adds the rest to values made by constants(). `references`: nodes that pin a floating island.
  void variables(const CircuitState& state, double frequency, Values kind,
                 std::span<const uint32_t> references, std::span<Complex> values) const;

 private:
  using Slot = int32_t;
  struct BranchSlots {
    Slot pRow, nRow;        // KCL: +I at p, -I at n
    Slot pColumn, nColumn;  // a Vp - a Vn
    Slot own;               // -z, or 1 when open
  };
  struct PairSlots {
    Slot pp, nn, pn, np;
  };
  // A transformer's branch with its primary: rows p1, n1 in the branch's column and the other way.
  struct CouplingSlots {
    Slot pRow, nRow, pColumn, nColumn;
  };
  Slot slot(int32_t row, int32_t column) const;
  PairSlots pairSlots(NodeIndex p, NodeIndex n) const;
  void locateSlots();
  static void addPair(const PairSlots& slots, Complex admittance, std::span<Complex> values);
  Complex branchImpedance(const Branch& branch, double frequency) const;
  Complex fixedShunt(const Shunt& shunt, double frequency, bool steady) const;
  void contact(uint32_t branch, bool closed, double resistance, std::span<Complex> values) const;

  const CircuitModel& model_;
  std::vector<Bridge> bridges_;
  SparsePattern pattern_;
  Slot trash_ = 0;               // stands for every entry in earth's row or column
  std::vector<Slot> diagonals_;  // per node
  std::vector<BranchSlots> branchSlots_;
  std::vector<CouplingSlots> couplingSlots_;  // per transformer
  std::vector<PairSlots> shuntSlots_;
  std::vector<PairSlots> bridgeSlots_;
  std::vector<std::vector<Slot>> machineSlots_;  // 9 per machine, row-major u v w
};

// Series impedance of an element at `frequency`; at DC a pure inductor is kDcInductorOhms.
Complex seriesImpedance(double resistance, double inductance, double frequency);
// Admittance of an impedance that is a shunt; a capacitor is open at DC.
Complex shuntAdmittance(const ImpedanceDef& def, double frequency);
// What a tick of backward Euler makes of a capacitor with its series resistance, S.
double chargeConductance(const ImpedanceDef& def);
Complex coilAdmittance(const CoilDef& def, bool sealed, double frequency);
Complex attachmentAdmittance(const Attachment& attachment, double frequency);

// Loops of pure inductors leave their DC current undefined; a micro-ohm makes it unique and is far
// below what any instrument resolves.
inline constexpr double kDcInductorOhms = 1e-6;

}  // namespace shixun::circuit
