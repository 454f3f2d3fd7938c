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
  // (of 1 V and its own voltage) and its current then differs by more than `current` (A) from what
  // it was solved with, so that another round is due.
  bool move(const NetSystem<double>& system, double tolerance, double current = 0) {
    bool moved = false;
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      const NetElement& e = net_.elements[i];
      if (e.kind != NetElementKind::kDiode) continue;
      const DiodeModel& model = net_.diodes[e.model];
      const double wanted = system.across(e) - model.resistance * system.current(i);
      if (std::fabs(wanted - volts_[i]) > tolerance * (1 + std::fabs(wanted)) &&
          !(std::fabs(junctionAt(model, wanted, kJunctionLeak).current - system.current(i)) <
            current)) {
        moved = true;
        mover_ = e.name;
      }
      volts_[i] = limitedJunction(model, wanted, volts_[i]);
    }
    return moved;
  }

  // Whether a diode has begun to conduct or to block since the last call.
  bool turned() {
    bool turned = false;
    conducts_.resize(volts_.size(), false);
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      if (net_.elements[i].kind != NetElementKind::kDiode) continue;
      // Between nothing and a few times its own unit of voltage it does either.
      const double sure = 5 * net_.diodes[net_.elements[i].model].emission * kThermalVolts;
      const bool now = volts_[i] > (conducts_[i] ? 0 : sure);
      turned = turned || now != conducts_[i];
      conducts_[i] = now;
    }
    return turned;
  }

 private:
  const Netlist& net_;
  std::vector<double> volts_;
  std::vector<bool> conducts_;
  std::string mover_;
};

}  // namespace shixun::circuit
