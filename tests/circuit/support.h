// Shared by the circuit tests: short builders and the reference plant REF-LV-1 (400/230 V TN-S,
// 400 kVA transformer, 50 m feeder, direct-on-line starter, 7.5 kW motor).
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "circuit/circuit.h"
#include "circuit/compile.h"
#include "circuit/machine.h"
#include "circuit/readings.h"
#include "core/clock.h"

namespace shixun::circuit {

inline constexpr double kHugeOhms = 1e9;
inline constexpr double kPhaseVolts = 230.94;

// Compiles or fails the test with the diagnostics' text.
inline CircuitModel compiled(const NetworkDef& net) {
  Diagnostics problems;
  Result<CircuitModel> model = compile(net, problems);
  EXPECT_TRUE(model.ok()) << problems.text();
  return std::move(model).value();
}

inline ImpedanceIndex resistor(NetworkDef& net, const std::string& name, NodeIndex p, NodeIndex n,
                               double ohms) {
  return net.add(ImpedanceDef{.name = name, .p = p, .n = n, .resistance = ohms});
}

inline ImpedanceIndex series(NetworkDef& net, const std::string& name, NodeIndex p, NodeIndex n,
                             double ohms, double henries) {
  return net.add(
      ImpedanceDef{.name = name, .p = p, .n = n, .resistance = ohms, .inductance = henries});
}

inline double rms(Complex z) {
  return magnitude(z);
}

// |measured - expected| <= tolerance * |expected|
inline ::testing::AssertionResult near(double measured, double expected, double tolerance) {
  const double error = std::abs(measured - expected);
  if (error <= tolerance * std::abs(expected)) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << measured << " is not within " << tolerance * 100 << " % of " << expected;
}

inline MachineDef motor7500(NodeIndex u, NodeIndex v, NodeIndex w) {
  MachineDef m;
  m.name = "M1";
  m.u = u;
  m.v = v;
  m.w = w;
  m.r1 = 0.454;
  m.x1 = 1.317;
  m.xm = 33.71;
  m.rfe = 600;
  m.r2Rated = 0.462;
  m.r2Standstill = 0.574;
  m.x2Rated = 2.037;
  m.x2Standstill = 0.678;
  m.ratedSlip = 0.0267;
  m.inertia = 0.05;
  m.friction = 0.3;
  m.loadTorque = 7500 / (2 * kPi * 1460 / 60) - m.friction;
  return m;
}

// Source, transformer and feeder to the bus; per phase fuse (1 mOhm), contactor pole (2.5 mOhm),
// motor cable; M1. `fuse` and `pole` are plain switches here so that a test can open each.
struct Starter {
  NetworkDef net;
  NodeIndex earth;
  std::array<NodeIndex, 3> bus, load, terminal;
  std::array<SourceIndex, 3> source;
  std::array<SwitchIndex, 3> fuse, pole;
  std::array<ImpedanceIndex, 3> cable;
  MachineIndex motor;
};

inline Starter makeStarter() {
  Starter s;
  s.earth = s.net.addNode("PE");
  s.net.earth = s.earth;
  for (size_t i = 0; i < 3; ++i) {
    const std::string k = std::to_string(i + 1);
    const NodeIndex supply = s.net.addNode("S" + k);
    const NodeIndex below = s.net.addNode("F" + k);
    s.bus[i] = s.net.addNode("L" + k);
    s.load[i] = s.net.addNode("T" + k);
    s.terminal[i] = s.net.addNode("M" + k);
    s.source[i] =
        s.net.add(VoltageSourceDef{.name = "G" + k,
                                   .p = supply,
                                   .n = s.earth,
                                   .volts = kPhaseVolts,
                                   .angle = radiansFromDegrees(-120.0 * static_cast<double>(i))});
    series(s.net, "feeder" + k, supply, s.bus[i], 12.25e-3, 61.497e-6);
    s.fuse[i] = s.net.add(SwitchDef{
        .name = "F" + k, .p = s.bus[i], .n = below, .closedResistance = 0.001, .closed = true});
    s.pole[i] = s.net.add(
        SwitchDef{.name = "K1:" + k, .p = below, .n = s.load[i], .closedResistance = 0.0025});
    s.cable[i] = series(s.net, "cable" + k, s.load[i], s.terminal[i], 138.3e-3, 10.504e-6);
  }
  s.motor = s.net.add(motor7500(s.terminal[0], s.terminal[1], s.terminal[2]));
  return s;
}

}  // namespace shixun::circuit
