// The junctions of a netlist's diodes: where Newton's method has them, how they enter the
// equations, and where they go next. The operating point and every step of a transient share it.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "circuit/diode.h"
#include "circuit/netlist_system.h"

namespace shixun::circuit {

class Junctions {
 public:
  // `net` must outlive it.
  explicit Junctions(const Netlist& net) : net_(net), volts_(net.elements.size(), 0) {}

  // V per element; 0 for what is no diode.
  const std::vector<double>& volts() const { return volts_; }
  void set(std::vector<double> volts) { volts_ = std::move(volts); }
  void reset() { volts_.assign(net_.elements.size(), 0); }
  // The diode that moved last.
  const std::string& mover() const { return mover_; }

  // Sets the row of diode i, linearised where its junction stands, with `leak` (S) beside it.
  void stamp(NetSystem<double>& system, uint32_t i, double leak) const {
    const DiodeModel& model = net_.diodes[net_.elements[i].model];
    const JunctionPoint at = junctionAt(model, volts_[i], leak);
    system.setRow(i, at.conductance, -(1 + at.conductance * model.resistance),
                  at.conductance * volts_[i] - at.current);
  }

  // Moves every junction to where the solution has it. True when one moved by more than `tolerance`
  // (of 1 V and its own voltage), so that another round is due.
  bool move(const NetSystem<double>& system, double tolerance) {
    bool moved = false;
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      const NetElement& e = net_.elements[i];
      if (e.kind != NetElementKind::kDiode) continue;
      const DiodeModel& model = net_.diodes[e.model];
      const double wanted = system.across(e) - model.resistance * system.current(i);
      if (std::fabs(wanted - volts_[i]) > tolerance * (1 + std::fabs(wanted))) {
        moved = true;
        mover_ = e.name;
      }
      volts_[i] = limitedJunction(model, wanted, volts_[i]);
    }
    return moved;
  }

 private:
  const Netlist& net_;
  std::vector<double> volts_;
  std::string mover_;
};

}  // namespace shixun::circuit
