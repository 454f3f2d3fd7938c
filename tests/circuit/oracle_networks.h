// The oracle netlists A to E of the electrical facts, shared by the tests against printed values
// and against a running ngspice.
#pragma once

#include <string>

#include "tests/circuit/support.h"

namespace shixun::circuit {

// Netlist A: three legs with a standstill motor, one and then two of them opened by 1e9 ohm.
struct LegNetwork {
  NetworkDef net;
  NodeIndex star, w, u, v, supply3;
  SourceIndex source1;
};

inline LegNetwork legs(double rx2, double rx3) {
  LegNetwork out;
  NetworkDef& net = out.net;
  const NodeIndex earth = net.addNode("0");
  net.earth = earth;
  out.star = net.addNode("y");
  const std::array<double, 3> rx = {4.5e-3, rx2, rx3};
  std::array<NodeIndex, 3> ends;
  for (size_t i = 0; i < 3; ++i) {
    const std::string k = std::to_string(i + 1);
    const NodeIndex s = net.addNode("s" + k), b = net.addNode("b" + k), c = net.addNode("c" + k);
    ends[i] = net.addNode("u" + k);
    const SourceIndex source =
        net.add(VoltageSourceDef{.name = "V" + k,
                                 .p = s,
                                 .n = earth,
                                 .volts = kPhaseVolts,
                                 .angle = radiansFromDegrees(-120.0 * static_cast<double>(i))});
    if (i == 0) out.source1 = source;
    if (i == 2) out.supply3 = s;
    series(net, "feeder" + k, s, b, 12.25e-3, 61.497e-6);
    resistor(net, "RX" + k, b, c, rx[i]);
    series(net, "cable" + k, c, ends[i], 138.3e-3, 10.504e-6);
    series(net, "motor" + k, ends[i], out.star, 1.006, 1.989 / 314.159265);
  }
  out.u = ends[0];
  out.v = ends[1];
  out.w = ends[2];
  resistor(net, "RY", out.star, earth, 100e6);
  resistor(net, "RM", out.w, earth, 10e6);
  return out;
}

// Netlist B: a line conductor on the frame, a person of 1000 ohm beside the protective conductor.
struct FrameFault {
  NetworkDef net;
  NodeIndex frame;
  SourceIndex source;
  ImpedanceIndex body;
};

inline FrameFault frameFault(double protectiveOhms) {
  FrameFault out;
  NetworkDef& net = out.net;
  const NodeIndex earth = net.addNode("0"), s = net.addNode("s"), u = net.addNode("u");
  const NodeIndex b = net.addNode("b"), c = net.addNode("c");
  net.earth = earth;
  out.frame = net.addNode("fr");
  out.source = net.add(VoltageSourceDef{.name = "V1", .p = s, .n = earth, .volts = kPhaseVolts});
  series(net, "line", s, u, 153.05e-3, 72.001e-6);
  resistor(net, "RF", u, out.frame, 1e-3);
  out.body = resistor(net, "RB", out.frame, earth, 1000);
  resistor(net, "R2", out.frame, b, protectiveOhms);
  series(net, "L2", b, c, 0, 10.504e-6);
  resistor(net, "R3", c, earth, 13.4e-3);
  return out;
}

// Netlist C: a floating core with 10 nF to live and to earth.
struct Ghost {
  NetworkDef net;
  NodeIndex core;
};

inline Ghost ghost() {
  Ghost out;
  NetworkDef& net = out.net;
  const NodeIndex earth = net.addNode("0"), l = net.addNode("l");
  out.core = net.addNode("x");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "V1", .p = l, .n = earth, .volts = kPhaseVolts});
  net.add(ImpedanceDef{.name = "C1", .p = l, .n = out.core, .capacitance = 10e-9});
  net.add(ImpedanceDef{.name = "C2", .p = out.core, .n = earth, .capacitance = 10e-9});
  return out;
}

// Netlist D: 3, 2 and 1 kW in star, neutral sound or broken.
struct BrokenNeutral {
  NetworkDef net;
  NodeIndex star;
  std::array<NodeIndex, 3> line;
  ImpedanceIndex neutral;
};

inline BrokenNeutral brokenNeutral(double neutralOhms) {
  BrokenNeutral out;
  NetworkDef& net = out.net;
  const NodeIndex earth = net.addNode("0");
  out.star = net.addNode("n");
  net.earth = earth;
  const std::array<double, 3> ohms = {17.78, 26.67, 53.33};
  for (size_t i = 0; i < 3; ++i) {
    const std::string k = std::to_string(i + 1);
    out.line[i] = net.addNode("l" + k);
    net.add(VoltageSourceDef{.name = "V" + k,
                             .p = out.line[i],
                             .n = earth,
                             .volts = kPhaseVolts,
                             .angle = radiansFromDegrees(-120.0 * static_cast<double>(i))});
    resistor(net, "R" + k, out.line[i], out.star, ohms[i]);
  }
  out.neutral = resistor(net, "RN", out.star, earth, neutralOhms);
  return out;
}

// Netlist E: a coil behind four contacts, its return open (1e12 ohm).
struct OpenReturn {
  NetworkDef net;
  NodeIndex a1, a2;
};

inline OpenReturn openReturn() {
  OpenReturn out;
  NetworkDef& net = out.net;
  const NodeIndex earth = net.addNode("0");
  net.earth = earth;
  out.a1 = net.addNode("l");
  net.add(VoltageSourceDef{.name = "V1", .p = out.a1, .n = earth, .volts = 230});
  for (int i = 1; i <= 4; ++i) {
    const NodeIndex next = net.addNode("c" + std::to_string(i));
    resistor(net, "contact" + std::to_string(i), out.a1, next, 0.01);
    out.a1 = next;
  }
  out.a2 = net.addNode("A2");
  series(net, "coil", out.a1, out.a2, 566.8, 1.5912);
  resistor(net, "return", out.a2, earth, 1e12);
  return out;
}

}  // namespace shixun::circuit
