// The oracle netlists A to G of the electrical facts: values printed by ngspice 39, 1e-4 relative.
#include <vector>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

constexpr double kTolerance = 1e-4;

// Netlist A: three legs with a standstill motor, one and then two of them opened by 1e9 ohm.
struct LegNetwork {
  NetworkDef net;
  NodeIndex star, w, u, v, supply3;
  SourceIndex source1;
};

LegNetwork legs(double rx2, double rx3) {
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

TEST(OracleA, StartOfTheHealthyMotor) {
  const LegNetwork n = legs(4.5e-3, 4.5e-3);
  const CircuitModel model = compiled(n.net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, n.source1)), 99.430, kTolerance));
  EXPECT_TRUE(near(voltage(model, s, n.u, n.v).rms(), 383.863, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, n.u).rms(), 221.623, kTolerance));
}

TEST(OracleA, OneLegOpen) {
  const LegNetwork n = legs(4.5e-3, kHugeOhms);
  const CircuitModel model = compiled(n.net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, n.source1)), 86.109, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, n.w).rms(), 115.470, kTolerance));
  EXPECT_TRUE(near(voltage(model, s, n.w, n.u).rms(), 191.931, kTolerance));
  EXPECT_TRUE(near(voltage(model, s, n.supply3, n.w).rms(), 346.410, kTolerance));
}

TEST(OracleA, OneLegLeftConnected) {
  const LegNetwork n = legs(kHugeOhms, kHugeOhms);
  const CircuitModel model = compiled(n.net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(toEarth(model, s, n.u).rms(), 230.940, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, n.v).rms(), 230.940, kTolerance));
  // Printed with two digits only.
  EXPECT_TRUE(near(voltage(model, s, n.u, n.v).rms(), 5.9e-5, 0.01));
}

struct FrameFault {
  NetworkDef net;
  NodeIndex frame;
  SourceIndex source;
  ImpedanceIndex body;
};

FrameFault frameFault(double protectiveOhms) {
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

TEST(OracleB, FrameFaultWithSoundProtectiveConductor) {
  const FrameFault n = frameFault(138.3e-3);
  const CircuitModel model = compiled(n.net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, n.source)), 752.680, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, n.frame).rms(), 114.191, kTolerance));
  EXPECT_TRUE(near(rms(current(model, s, n.body)), 0.114191, kTolerance));
}

TEST(OracleB, FrameFaultWithOpenProtectiveConductor) {
  const FrameFault n = frameFault(kHugeOhms);
  const CircuitModel model = compiled(n.net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, n.source)), 0.230905, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, n.frame).rms(), 230.904, kTolerance));
}

// C: a floating core with 10 nF to live and to earth, read by three instruments that come and go.
TEST(OracleC, GhostVoltageDependsOnTheInstrument) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("0"), l = net.addNode("l"), x = net.addNode("x");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "V1", .p = l, .n = earth, .volts = kPhaseVolts});
  net.add(ImpedanceDef{.name = "C1", .p = l, .n = x, .capacitance = 10e-9});
  net.add(ImpedanceDef{.name = "C2", .p = x, .n = earth, .capacitance = 10e-9});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const std::vector<std::pair<double, double>> rows = {{1e7, 115.455}, {2e5, 90.353}, {3e3, 2.176}};
  for (const auto& [ohms, volts] : rows) {
    const AttachmentId meter = circuit.attach(s, {.a = x, .b = earth, .resistance = ohms});
    circuit.step(s, 0);
    // 2.176 is printed with four digits: half a unit of the last place is 2.3e-4.
    EXPECT_TRUE(near(toEarth(model, s, x).rms(), volts, volts < 10 ? 2.4e-4 : kTolerance));
    circuit.detach(s, meter);
  }
}

TEST(OracleD, BrokenNeutralShiftsTheStarPoint) {
  for (const bool broken : {false, true}) {
    NetworkDef net;
    const NodeIndex earth = net.addNode("0"), star = net.addNode("n");
    net.earth = earth;
    const std::array<double, 3> ohms = {17.78, 26.67, 53.33};
    std::array<NodeIndex, 3> line;
    for (size_t i = 0; i < 3; ++i) {
      const std::string k = std::to_string(i + 1);
      line[i] = net.addNode("l" + k);
      net.add(VoltageSourceDef{.name = "V" + k,
                               .p = line[i],
                               .n = earth,
                               .volts = kPhaseVolts,
                               .angle = radiansFromDegrees(-120.0 * static_cast<double>(i))});
      resistor(net, "R" + k, line[i], star, ohms[i]);
    }
    const ImpedanceIndex neutral = resistor(net, "RN", star, earth, broken ? kHugeOhms : 0.01);
    const CircuitModel model = compiled(net);
    const CircuitState s = Circuit(model).initialState();
    const std::array<double, 3> healthy = {230.875, 230.940, 231.005};
    const std::array<double, 3> shifted = {176.387, 240.371, 290.584};
    for (size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(near(voltage(model, s, line[i], star).rms(), broken ? shifted[i] : healthy[i],
                       kTolerance));
    }
    if (broken) {
      EXPECT_TRUE(near(toEarth(model, s, star).rms(), 66.658, kTolerance));
    } else {
      EXPECT_TRUE(near(rms(current(model, s, neutral)), 7.490, kTolerance));
    }
  }
}

TEST(OracleE, OpenCoilReturnShowsVoltageOnBothEnds) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("0");
  net.earth = earth;
  NodeIndex at = net.addNode("l");
  net.add(VoltageSourceDef{.name = "V1", .p = at, .n = earth, .volts = 230});
  for (int i = 1; i <= 4; ++i) {
    const NodeIndex next = net.addNode("c" + std::to_string(i));
    resistor(net, "contact" + std::to_string(i), at, next, 0.01);
    at = next;
  }
  const NodeIndex a2 = net.addNode("A2");
  series(net, "coil", at, a2, 566.8, 1.5912);
  resistor(net, "return", a2, earth, 1e12);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  circuit.attach(s, {.a = a2, .b = earth, .resistance = 10e6});
  circuit.step(s, 0);
  EXPECT_TRUE(near(toEarth(model, s, a2).rms(), 229.987, kTolerance));
  // Printed with three digits.
  EXPECT_TRUE(near(voltage(model, s, at, a2).rms(), 17.4e-3, 0.003));
}

// F: the three sequence impedances in series, exactly as stated.
TEST(OracleF, SequenceNetworksInSeries) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("0"), a = net.addNode("a"), b = net.addNode("b");
  const NodeIndex c = net.addNode("c");
  net.earth = earth;
  const SourceIndex e =
      net.add(VoltageSourceDef{.name = "E", .p = a, .n = earth, .volts = kPhaseVolts});
  constexpr double kOmega = 2 * kPi * 50;
  series(net, "Z0", a, b, 2 * 0.15305, 2 * 0.02262 / kOmega);
  series(net, "Z1", b, c, 9.9153, 6.1273 / kOmega);
  series(net, "Z2", c, earth, 0.7361, 1.9831 / kOmega);
  const CircuitModel model = compiled(net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, e)), 16.907, kTolerance));
  EXPECT_TRUE(near(rms(current(model, s, e)) * squareRoot(3), 29.284, kTolerance));
}

// F: the same as a three-phase network with the machine's own 3x3 matrix, at two slips.
TEST(OracleF, MotorOnTwoLinesAgreesWithTheSequenceNetworks) {
  for (const bool full : {true, false}) {
    Starter n = makeStarter();
    const CircuitModel model = compiled(n.net);
    Circuit circuit(model);
    CircuitState s = circuit.initialState();
    circuit.setSwitch(s, n.pole[0], true);
    circuit.setSwitch(s, n.pole[1], true);
    const double slip = full ? 0.0401 : 0.0255;
    circuit.setSpeed(s, n.motor, synchronousSpeed(model.net.machines[0], 50) * (1 - slip));
    circuit.step(s, 0);
    // The machine's data are stated with three digits, hence 3e-4.
    EXPECT_TRUE(near(rms(current(model, s, n.motor, 0)), full ? 29.280 : 21.993, 3e-4));
    EXPECT_TRUE(near(rms(current(model, s, n.motor, 1)), full ? 29.280 : 21.993, 3e-4));
    EXPECT_LT(rms(current(model, s, n.motor, 2)), 1e-9);
  }
}

// The machine's data are stated with three digits, hence 3e-4.
TEST(OracleF, SequenceImpedancesOfTheMachine) {
  const MachineDef m = motor7500(NodeIndex(0), NodeIndex(1), NodeIndex(2));
  const Complex one(1, 0);
  const Complex z1 = one / sequenceResponse(m, 0.0401, 50).admittance;
  const Complex z2 = one / sequenceResponse(m, 2 - 0.0401, 50).admittance;
  EXPECT_TRUE(near(z1.real(), 9.9153, 3e-4)) << z1;
  EXPECT_TRUE(near(z1.imag(), 6.1273, 3e-4)) << z1;
  EXPECT_TRUE(near(z2.real(), 0.7361, 3e-4)) << z2;
  EXPECT_TRUE(near(z2.imag(), 1.9831, 3e-4)) << z2;
}

TEST(OracleG, InsulationTesterOnADampWinding) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("0"), u = net.addNode("u");
  net.earth = earth;
  resistor(net, "damp", u, earth, 0.8e6);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  const CircuitState s = circuit.initialState();
  const DcReading r = circuit.dcResistance(s, u, earth, 525, 25e3);
  ASSERT_TRUE(r.solved);
  EXPECT_TRUE(near(r.voltage, 509.09, kTolerance));
  EXPECT_TRUE(near(r.current, 0.6364e-3, kTolerance));
  EXPECT_TRUE(near(r.resistance, 0.8e6, 1e-9));
}

}  // namespace
}  // namespace shixun::circuit
