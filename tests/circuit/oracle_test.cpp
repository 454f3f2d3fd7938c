// The oracle netlists A to G of the electrical facts: values printed by ngspice 39, 1e-4 relative.
#include <vector>

#include "tests/circuit/oracle_networks.h"

namespace shixun::circuit {
namespace {

constexpr double kTolerance = 1e-4;

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
  const Ghost n = ghost();
  const NodeIndex x = n.core, earth = n.net.earth;
  const CircuitModel model = compiled(n.net);
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
    const BrokenNeutral n = brokenNeutral(broken ? kHugeOhms : 0.01);
    const CircuitModel model = compiled(n.net);
    const CircuitState s = Circuit(model).initialState();
    const std::array<double, 3> healthy = {230.875, 230.940, 231.005};
    const std::array<double, 3> shifted = {176.387, 240.371, 290.584};
    for (size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(near(voltage(model, s, n.line[i], n.star).rms(), broken ? shifted[i] : healthy[i],
                       kTolerance));
    }
    if (broken) {
      EXPECT_TRUE(near(toEarth(model, s, n.star).rms(), 66.658, kTolerance));
    } else {
      EXPECT_TRUE(near(rms(current(model, s, n.neutral)), 7.490, kTolerance));
    }
  }
}

TEST(OracleE, OpenCoilReturnShowsVoltageOnBothEnds) {
  const OpenReturn n = openReturn();
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  circuit.attach(s, {.a = n.a2, .b = n.net.earth, .resistance = 10e6});
  circuit.step(s, 0);
  EXPECT_TRUE(near(toEarth(model, s, n.a2).rms(), 229.987, kTolerance));
  // Printed with three digits.
  EXPECT_TRUE(near(voltage(model, s, n.a1, n.a2).rms(), 17.4e-3, 0.003));
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

// The reference motor's own table: impedance per phase and torque over rated at four slips.
TEST(ReferenceMotor, ImpedanceAndTorqueAtItsTabulatedSlips) {
  struct Row {
    double slip, r, x, amperes, torque;
  };
  const MachineDef m = motor7500(NodeIndex(0), NodeIndex(1), NodeIndex(2));
  const double rated = m.loadTorque + m.friction;
  for (const Row& row : {Row{0.001, 4.73, 34.47, 6.64, 0.04}, Row{0.0267, 12.78, 8.96, 14.80, 1.02},
                         Row{0.20, 2.78, 2.88, 57.8, 3.0}, Row{1, 1.006, 1.989, 103.6, 2.3}}) {
    const SequenceResponse found = sequenceResponse(m, row.slip, 50);
    const Complex z = Complex(1, 0) / found.admittance;
    EXPECT_TRUE(near(z.real(), row.r, 0.005)) << row.slip;
    EXPECT_TRUE(near(z.imag(), row.x, 0.005)) << row.slip;
    EXPECT_TRUE(near(rms(found.admittance) * 230.94, row.amperes, 0.005)) << row.slip;
    EXPECT_NEAR(found.torquePerVolt2 * 230.94 * 230.94 / rated, row.torque, 0.03) << row.slip;
  }
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
