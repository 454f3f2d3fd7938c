// What joins parts of a network and what they store: transformers, lines, residual releases,
// charges, sources of other frequencies.
#include "circuit/line.h"
#include "circuit/protection.h"
#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

// A 230 V source over a 0.1 ohm lead to node "a".
struct Mains {
  NetworkDef net;
  NodeIndex earth, a;
  SourceIndex source;
};

Mains mains(double volts = 230) {
  Mains m;
  m.earth = m.net.addNode("0");
  m.net.earth = m.earth;
  m.a = m.net.addNode("a");
  m.source = m.net.add(
      VoltageSourceDef{.name = "G", .p = m.a, .n = m.earth, .volts = volts, .resistance = 0.1});
  return m;
}

TransformerDef transformer(NodeIndex p1, NodeIndex n1, NodeIndex p2, NodeIndex n2, double ratio) {
  return {.name = "T",
          .p1 = p1,
          .n1 = n1,
          .p2 = p2,
          .n2 = n2,
          .ratio = ratio,
          .resistance = 0.2,
          .inductance = 1e-3,
          .magnetisingResistance = 20e3,
          .magnetisingInductance = 20};
}

TEST(Transformer, TransformsVoltageDownAndCurrentUp) {
  Mains m = mains();
  const NodeIndex s = m.net.addNode("s");
  const TransformerIndex t = m.net.add(transformer(m.a, m.earth, s, m.earth, 10));
  const ImpedanceIndex load = resistor(m.net, "R", s, m.earth, 5);
  const CircuitModel model = compiled(m.net);
  const CircuitState state = Circuit(model).initialState();
  // The secondary's own loop: 23 V over 5.2 ohm + j0.314, the lead's 0.1 ohm and 0.001 seen
  // through.
  const Complex z = {5.2 + 0.1 / 100, 2 * kPi * 50 * 1e-3};
  EXPECT_TRUE(near(rms(current(model, state, load)), 23 / magnitude(z), 1e-4));
  EXPECT_TRUE(near(rms(current(model, state, t)), 23 / magnitude(z), 1e-4));
  const double primary = rms(current(model, state, m.source));
  EXPECT_TRUE(near(primary, rms(current(model, state, load)) / 10, 0.04));
}

TEST(Transformer, AnOpenSecondaryFloatsAndIsUndefinedAgainstEarth) {
  Mains m = mains();
  const NodeIndex s = m.net.addNode("s"), r = m.net.addNode("r");
  m.net.add(transformer(m.a, m.earth, s, r, 10));
  const CircuitModel model = compiled(m.net);
  const CircuitState state = Circuit(model).initialState();
  EXPECT_FALSE(toEarth(model, state, s).defined);
  const VoltageReading between = voltage(model, state, s, r);
  ASSERT_TRUE(between.defined);
  EXPECT_TRUE(near(between.rms(), 23, 1e-3));
}

TEST(Transformer, ADirectCurrentDoesNotPass) {
  Mains m = mains();
  m.net.sources[0].kind = SourceKind::kDc;
  const NodeIndex s = m.net.addNode("s");
  m.net.add(transformer(m.a, m.earth, s, m.earth, 10));
  const ImpedanceIndex load = resistor(m.net, "R", s, m.earth, 5);
  const CircuitModel model = compiled(m.net);
  const CircuitState state = Circuit(model).initialState();
  EXPECT_DOUBLE_EQ(totalCurrent(model, state, load), 0);
  // The primary winding is 10 ohm: half of 0.2 ohm seen from the primary.
  EXPECT_TRUE(near(totalCurrent(model, state, m.source), 230 / 10.1, 1e-9));
}

// A Dyn group of three: the phase shift and the earth fault current come out of the connection.
TEST(Transformer, ADeltaStarGroupTurnsItsPhaseByThirtyDegrees) {
  NetworkDef net;
  net.earth = net.addNode("0");
  NodeIndex high[3], low[3];
  for (size_t i = 0; i < 3; ++i) {
    high[i] = net.addNode("H" + std::to_string(i));
    low[i] = net.addNode("L" + std::to_string(i));
    net.add(VoltageSourceDef{.name = "G" + std::to_string(i),
                             .p = high[i],
                             .n = net.earth,
                             .volts = 10e3 / squareRoot(3),
                             .angle = radiansFromDegrees(-120.0 * static_cast<double>(i)),
                             .resistance = 0.05,
                             .inductance = 1e-3});
  }
  for (size_t i = 0; i < 3; ++i) {
    // 400 kVA, 4 %: 4.6 + j15.32 mohm a phase; Dyn11: winding u on H1-H2... leads by 30 degrees.
    TransformerDef t =
        transformer(high[i], high[(i + 2) % 3], low[i], net.earth, 10e3 / (400 / squareRoot(3)));
    t.name = "T" + std::to_string(i);
    t.resistance = 4.6e-3;
    t.inductance = 15.32e-3 / (2 * kPi * 50);
    t.magnetisingResistance = 250e3;
    t.magnetisingInductance = 800;
    net.add(t);
    resistor(net, "load" + std::to_string(i), low[i], net.earth, 1e4);
  }
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  const CircuitState state = circuit.initialState();
  const Complex u = toEarth(model, state, low[0]).value;
  EXPECT_TRUE(near(rms(u), 400 / squareRoot(3), 1e-3));
  EXPECT_NEAR(degreesFromRadians(argument(u)), -30, 0.1);
}

// 100 uF at 230 V: cut off it keeps the peak, 325 V, and loses it through its resistor.
struct Bank {
  Mains m = mains();
  NodeIndex top;
  SwitchIndex contact;
  ImpedanceIndex capacitor;
  explicit Bank(double bleed) {
    top = m.net.addNode("c");
    contact = m.net.add(SwitchDef{.name = "Q", .p = m.a, .n = top, .closed = true});
    capacitor = m.net.add(
        ImpedanceDef{.name = "C", .p = top, .n = m.earth, .resistance = 0.01, .capacitance = 1e-4});
    if (bleed > 0) resistor(m.net, "R", top, m.earth, bleed);
  }
};

TEST(Charge, ACapacitorThatIsCutOffKeepsThePeak) {
  Bank bank(0);
  const CircuitModel model = compiled(bank.m.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  EXPECT_TRUE(near(toEarth(model, state, bank.top).rms(), 230, 0.01));
  EXPECT_DOUBLE_EQ(toEarth(model, state, bank.top).dc, 0);
  circuit.setSwitch(state, bank.contact, false);
  circuit.step(state, kTickSeconds);
  EXPECT_TRUE(near(std::abs(toEarth(model, state, bank.top).dc), 230 * squareRoot(2), 0.01));
  circuit.settle(state, 60);
  EXPECT_TRUE(near(std::abs(toEarth(model, state, bank.top).dc), 230 * squareRoot(2), 0.01));
}

TEST(Charge, ItsResistorDischargesItByTheTimeConstant) {
  Bank bank(100e3);  // 10 s
  const CircuitModel model = compiled(bank.m.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.setSwitch(state, bank.contact, false);
  circuit.step(state, 0);
  const double begin = std::abs(state.charges[0]);
  EXPECT_TRUE(near(begin, 230 * squareRoot(2), 0.01));
  circuit.settle(state, 10);
  EXPECT_TRUE(near(std::abs(state.charges[0]), begin / 2.718281828, 0.005));
  circuit.settle(state, 300);
  EXPECT_EQ(state.charges[0], 0);
  EXPECT_FALSE(state.spectrum.back().live);
}

TEST(Charge, OnOneLongStepItFallsAsOnManyShort) {
  Bank bank(100e3);
  const CircuitModel model = compiled(bank.m.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.setSwitch(state, bank.contact, false);
  circuit.step(state, 0);
  CircuitState other = state;
  circuit.settle(state, 1);
  circuit.step(other, 1);
  EXPECT_TRUE(near(other.charges[0], state.charges[0], 1e-9));
}

TEST(Charge, AMeterOrAPersonDischargesIt) {
  Bank bank(0);
  const CircuitModel model = compiled(bank.m.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.setSwitch(state, bank.contact, false);
  circuit.step(state, kTickSeconds);
  const AttachmentId body =
      circuit.attachBody(state, {.a = bank.top, .b = bank.m.earth, .fixedResistance = 1000});
  circuit.step(state, kTickSeconds);
  EXPECT_TRUE(near(totalCurrent(state, body), 0.325, 0.1));
  circuit.settle(state, 2);  // twenty time constants
  EXPECT_LT(totalCurrent(state, body), 1e-6);
  EXPECT_GT(findAttachment(state, body)->peak, 0.29);
}

TEST(Charge, ADeltaBankKeepsNoMoreThanItHad) {
  NetworkDef net;
  net.earth = net.addNode("0");
  NodeIndex a[3], c[3];
  std::vector<SwitchIndex> poles;
  for (size_t i = 0; i < 3; ++i) {
    a[i] = net.addNode("a" + std::to_string(i));
    c[i] = net.addNode("c" + std::to_string(i));
    net.add(VoltageSourceDef{.name = "G" + std::to_string(i),
                             .p = a[i],
                             .n = net.earth,
                             .volts = 230.94,
                             .angle = radiansFromDegrees(-120.0 * static_cast<double>(i)),
                             .resistance = 0.01});
    poles.push_back(
        net.add(SwitchDef{.name = "Q" + std::to_string(i), .p = a[i], .n = c[i], .closed = true}));
  }
  for (size_t i = 0; i < 3; ++i) {
    net.add(ImpedanceDef{.name = "C" + std::to_string(i),
                         .p = c[i],
                         .n = c[(i + 1) % 3],
                         .resistance = 1e-3,
                         .capacitance = 332e-6});
  }
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  for (const SwitchIndex pole : poles) circuit.setSwitch(state, pole, false);
  circuit.step(state, 0);
  double sum = 0, largest = 0;
  for (const double charge : state.charges) {
    sum += charge;
    largest = std::max(largest, std::abs(charge));
  }
  EXPECT_NEAR(sum, 0, 1e-6);
  EXPECT_GT(largest, 400);
  EXPECT_LE(largest, 400 * squareRoot(2) * 1.01);
}

TEST(Charge, AnInsulationTesterChargesWhatItTests) {
  // 1 uF parallel to 1 Mohm behind 25 kohm: the reading climbs to 1 Mohm within a time constant of
  // 24 ms.
  NetworkDef net;
  net.earth = net.addNode("0");
  const NodeIndex u = net.addNode("u");
  net.add(ImpedanceDef{.name = "C", .p = u, .n = net.earth, .resistance = 1, .capacitance = 1e-6});
  resistor(net, "R", u, net.earth, 1e6);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  const AttachmentId tester =
      circuit.attach(state, {.a = u, .b = net.earth, .resistance = 25e3, .emf = 525});
  circuit.step(state, kTickSeconds);
  EXPECT_LT(toEarth(model, state, u).dc, 200);
  circuit.settle(state, 1);
  EXPECT_TRUE(near(toEarth(model, state, u).dc, 525 * 1e6 / 1.025e6, 1e-4));
  EXPECT_TRUE(near(-findAttachment(state, tester)->dcCurrent, 525 / 1.025e6, 1e-3));
  // Taken away, the charge stays and falls with the second.
  circuit.detach(state, tester);
  circuit.step(state, kTickSeconds);
  EXPECT_GT(toEarth(model, state, u).dc, 500);
}

TEST(Frequencies, SourcesOfSeveralFrequenciesAreSuperposed) {
  Mains m = mains(110);
  const NodeIndex b = m.net.addNode("b");
  m.net.add(VoltageSourceDef{
      .name = "G25", .p = b, .n = m.a, .volts = 55, .inductance = 1e-3, .frequency = 25});
  const ImpedanceIndex load = series(m.net, "Z", b, m.earth, 10, 0.1);
  const CircuitModel model = compiled(m.net);
  ASSERT_EQ(model.frequencies, (std::vector<double>{50, 25, 0}));
  const CircuitState state = Circuit(model).initialState();
  const double i50 = 110 / magnitude(Complex(10.1, 2 * kPi * 50 * 0.101));
  const double i25 = 55 / magnitude(Complex(10.1, 2 * kPi * 25 * 0.101));
  EXPECT_TRUE(near(rms(current(model, state, load, 0)), i50, 1e-6));
  EXPECT_TRUE(near(rms(current(model, state, load, 1)), i25, 1e-6));
  EXPECT_TRUE(near(totalCurrent(model, state, load), squareRoot(i50 * i50 + i25 * i25), 1e-6));
  const VoltageReading v = toEarth(model, state, m.a);
  EXPECT_GT(v.otherSquares, 0);
  EXPECT_TRUE(near(v.ac(), v.rms(), 1e-12));
}

TEST(Line, AShortLineIsItsSeriesImpedanceAndALongOneHasItsWave) {
  LineDef line{.name = "L", .length = 100, .resistance = 1e-3, .inductance = 1e-6};
  const LinePi plain = linePi(line, 50);
  EXPECT_NEAR(plain.series.real(), 0.1, 1e-12);
  EXPECT_NEAR(plain.series.imag(), 2 * kPi * 50 * 1e-4, 1e-12);
  EXPECT_EQ(plain.end, Complex());
  // A line cut into 400 pieces in a chain is the same two-port.
  line.length = 20e3;
  line.conductance = 1e-6;
  line.capacitance = 1e-9;
  const LinePi whole = linePi(line, 2000);
  LineDef piece = line;
  piece.length = line.length / 400;
  const LinePi part = linePi(piece, 2000);
  // Chain matrix of a pi: [1 + Z Y, Z; Y (2 + Z Y), 1 + Z Y]
  const auto chain = [](const LinePi& pi) {
    const Complex zy = pi.series * pi.end;
    return std::array{Complex(1) + zy, pi.series, pi.end * (Complex(2) + zy), Complex(1) + zy};
  };
  auto total = std::array<Complex, 4>{1, 0, 0, 1};
  const auto one = chain(part);
  for (int i = 0; i < 400; ++i) {
    total = {total[0] * one[0] + total[1] * one[2], total[0] * one[1] + total[1] * one[3],
             total[2] * one[0] + total[3] * one[2], total[2] * one[1] + total[3] * one[3]};
  }
  const auto exact = chain(whole);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_LT(magnitude(total[i] - exact[i]), 1e-9 * magnitude(exact[i]));
  }
}

TEST(Residual, TripsOnTheDifferenceAndNotOnTheLoad) {
  Mains m = mains();
  const NodeIndex l = m.net.addNode("l"), n = m.net.addNode("n"), frame = m.net.addNode("frame");
  const ResidualIndex rcd =
      m.net.add(ResidualDef{.name = "F", .poles = {{m.a, l}, {m.earth, n}}, .rated = 0.03});
  resistor(m.net, "load", l, n, 23);  // 10 A
  const SwitchIndex fault = m.net.add(SwitchDef{.name = "S", .p = l, .n = frame});
  resistor(m.net, "body", frame, m.earth, 1000);  // 230 mA
  const CircuitModel model = compiled(m.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.settle(state, 10);
  EXPECT_FALSE(state.residuals[0].tripped);
  EXPECT_LT(rms(current(model, state, rcd)), 1e-9);
  circuit.setSwitch(state, fault, true);
  circuit.step(state, 0);
  EXPECT_TRUE(near(rms(current(model, state, rcd)), 0.228, 0.02));
  double seconds = 0;
  while (!state.residuals[0].tripped && seconds < 1) {
    circuit.step(state, kTickSeconds);
    seconds += kTickSeconds;
  }
  EXPECT_LE(seconds, 0.04);  // 5 x rated: at most 40 ms
}

// In the network: what leaks is the solved current. It trips from `level` on, three quarters of
// rated.
TEST(Residual, ALeakOfEachSizeTripsInItsTimeOrNever) {
  struct Point {
    double multiple, most;  // of rated, s
  };
  for (const Point& point : {Point{0.45, 1e9}, Point{0.72, 1e9}, Point{0.78, 0.3}, Point{1.0, 0.3},
                             Point{2.1, 0.15}, Point{5.2, 0.04}}) {
    SCOPED_TRACE(point.multiple);
    Mains m = mains();
    const NodeIndex l = m.net.addNode("l"), n = m.net.addNode("n");
    m.net.add(ResidualDef{.name = "F", .poles = {{m.a, l}, {m.earth, n}}, .rated = 0.03});
    resistor(m.net, "load", l, n, 23);
    resistor(m.net, "leak", l, m.earth, 230 / (0.03 * point.multiple));
    const CircuitModel model = compiled(m.net);
    Circuit circuit(model);
    CircuitState state = circuit.initialState();
    double seconds = 0;
    while (!state.residuals[0].tripped && seconds < 2) {
      circuit.step(state, kTickSeconds);
      seconds += kTickSeconds;
    }
    EXPECT_EQ(state.residuals[0].tripped, point.most < 2);
    if (point.most > 2) continue;
    EXPECT_LE(seconds, point.most + 1e-9);
  }
}

TEST(Residual, EveryPointOfTheStandardIsInsideItsBand) {
  // IEC 61008-1, general type: 300 ms at rated, 150 ms at twice, 40 ms at five times; none at half.
  const ResidualDef def{.name = "F", .rated = 0.03};
  EXPECT_GT(residualDelay(def, 0.0149), 1e9);
  EXPECT_LE(residualDelay(def, 0.03), 0.3);
  EXPECT_LE(residualDelay(def, 0.06), 0.15);
  EXPECT_LE(residualDelay(def, 0.15), 0.04);
  // Selective type: between 130 and 500, 60 and 200, 50 and 150 ms.
  const ResidualDef s{.name = "S", .rated = 0.03, .delay = 0.25, .fastDelay = 0.09};
  for (const auto& [multiple, least, most] :
       {std::tuple{1.0, 0.13, 0.5}, std::tuple{2.0, 0.06, 0.2}, std::tuple{5.0, 0.05, 0.15}}) {
    EXPECT_GE(residualDelay(s, multiple * 0.03), least);
    EXPECT_LE(residualDelay(s, multiple * 0.03), most);
  }
}

}  // namespace
}  // namespace shixun::circuit
