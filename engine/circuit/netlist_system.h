// The equations of a netlist: Kirchhoff's current law at every node but ground and one row per
// element, a (V(p) - V(n)) + b I = e. Every element's current is an unknown, so a milliohm beside a
// gigaohm keeps all its digits, and an inductor of 0 H or a capacitor of 0 F is no special case.
//
// The pattern depends on the netlist alone; an analysis fills in a, b and e and solves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "circuit/netlist.h"
#include "circuit/sparse.h"

namespace shixun::circuit {

// Scalar: double (DC, transient) or Complex (AC).
template <typename Scalar>
class NetSystem {
 public:
  // `net` must outlive the system and not change.
  explicit NetSystem(const Netlist& net);

  // All coefficients to zero.
  void clear();
  // Of element i: a (V(p) - V(n)) + b I = e.
  void setRow(uint32_t i, Scalar a, Scalar b, Scalar e);
  // Sets the row of a resistor or a controlled source, which is the same in every analysis.
  void setPlain(uint32_t i);
  // Adds c (V(cp) - V(cn)), or c I(control), to the left side of a controlled source's row.
  void addControl(uint32_t i, Scalar c);

  // Solves for potentials and currents. False when there is no solution; trouble() then names the
  // node or element where it failed, and the last solution stays.
  bool solve();
  const std::string& trouble() const { return trouble_; }

  Scalar potential(NetNode node) const { return node.value == 0 ? Scalar() : x_[node.value - 1]; }
  Scalar across(const NetElement& e) const { return potential(e.p) - potential(e.n); }
  Scalar current(uint32_t element) const { return x_[rowOf(element)]; }

 private:
  using Slot = int32_t;
  struct Slots {
    Slot p, n, own, cp, cn;
  };
  uint32_t rowOf(uint32_t element) const {
    return static_cast<uint32_t>(net_.nodes.size()) - 1 + element;
  }
  Slot find(int32_t row, int32_t column) const;
  bool attempt(bool fresh);
  double worstResidual();
  void blame(int32_t column);

  const Netlist& net_;
  SparsePattern pattern_;  // a copy: the analysis owns its own
  SparseAnalysis analysis_;
  bool sound_ = false;
  SparseFactor<Scalar> factor_;
  std::vector<Slots> slots_;
  Slot trash_ = 0;
  std::vector<Scalar> law_;     // the current law, which never changes
  std::vector<Scalar> values_;  // entries, then a scratch slot
  std::vector<Scalar> rhs_, x_, next_, residual_;
  std::string trouble_;
};

extern template class NetSystem<double>;
extern template class NetSystem<Complex>;

}  // namespace shixun::circuit
