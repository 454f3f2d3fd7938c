// Random networks for differential tests: 3 to 32 nodes, every kind of element, values over ten
// decades, islands that float. The same seed gives the same network.
#pragma once

#include <string>

#include "core/rng.h"
#include "tests/circuit/support.h"

namespace shixun::circuit {

class Generator {
 public:
  explicit Generator(uint64_t seed, bool machines = true) : rng_(seed), machines_(machines) {}

  NetworkDef make() {
    const uint32_t nodes = 3 + rng_.below(30);
    for (uint32_t i = 0; i < nodes; ++i) net_.addNode("n" + std::to_string(i));
    net_.earth = NodeIndex(rng_.below(nodes));
    const uint32_t elements = nodes + rng_.below(2 * nodes);
    for (uint32_t i = 0; i < elements; ++i) addElement(i);
    return net_;
  }
  uint32_t below(uint32_t bound) { return rng_.below(bound); }
  double decade(double low, double high) { return power(10, low + (high - low) * rng_.unit()); }
  NodeIndex node() { return NodeIndex(rng_.below(static_cast<uint32_t>(net_.nodes.size()))); }
  NodeIndex nodeOtherThan(NodeIndex a, NodeIndex b = {}) {
    for (;;) {
      const NodeIndex c = node();
      if (c != a && c != b) return c;
    }
  }

 private:
  void addElement(uint32_t i) {
    const std::string name = "e" + std::to_string(i);
    const NodeIndex p = node(), n = nodeOtherThan(p);
    switch (rng_.below(12)) {
      case 0:
      case 1:
        net_.add(VoltageSourceDef{.name = name,
                                  .p = p,
                                  .n = n,
                                  .volts = 400 * rng_.unit(),
                                  .angle = 6 * rng_.unit(),
                                  .resistance = decade(-3, 2),
                                  .inductance = rng_.below(2) == 0 ? 0 : decade(-6, -2)});
        return;
      case 2:
      case 3:
      case 4:
        net_.add(SwitchDef{.name = name,
                           .p = p,
                           .n = n,
                           .closedResistance = decade(-3, -1),
                           .closed = rng_.below(2) == 0});
        return;
      case 5:
        net_.add(ThermalGroupDef{.name = name, .poles = {{p, n}}, .setting = 1e9});
        return;
      case 6: {
        FuseDef f;
        f.name = name;
        f.p = p;
        f.n = n;
        f.curve = {{1e9, 10}, {1e10, 1}};
        net_.add(f);
        return;
      }
      case 7: {
        CoilDef c{.name = name, .p = p, .n = n};
        c.openResistance = c.sealedResistance = decade(1, 4);
        c.openInductance = c.sealedInductance = decade(-3, 1);
        c.pickUpVolts = 1e12;
        net_.add(c);
        return;
      }
      case 8:
        if (machines_ && net_.nodes.size() > 3) {
          MachineDef m = motor7500(p, n, nodeOtherThan(p, n));
          m.name = name;
          net_.add(m);
        }
        return;
      case 9:
        net_.add(ImpedanceDef{.name = name,
                              .p = p,
                              .n = n,
                              .resistance = decade(-1, 3),
                              .capacitance = decade(-10, -5)});
        return;
      default:
        net_.add(ImpedanceDef{.name = name,
                              .p = p,
                              .n = n,
                              .resistance = decade(-3, 7),
                              .inductance = rng_.below(2) == 0 ? 0 : decade(-6, 0)});
    }
  }

  Rng rng_;
  bool machines_;
  NetworkDef net_;
};

}  // namespace shixun::circuit
