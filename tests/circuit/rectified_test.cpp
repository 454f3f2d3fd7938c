// Rectified parts: what the trainer reads behind diodes, against closed forms and against ngspice.
#include "circuit/rectified.h"

#include "circuit/netlist_transient.h"
#include "circuit/spice_write.h"
#include "tests/circuit/ngspice_run.h"
#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

// 230 V behind 0.5 ohm, a transformer to 22 V, a bridge, a load of 12 ohm; a contact before the
// bridge.
struct Supply {
  NetworkDef net;
  NodeIndex earth, mains, ac1, ac2, plus, minus;
  SourceIndex source;
  TransformerIndex transformer;
  SwitchIndex contact;
  ImpedanceIndex load;

  explicit Supply(double microfarads, double loadOhms = 12) {
    earth = net.addNode("0");
    net.earth = earth;
    mains = net.addNode("mains");
    const NodeIndex s1 = net.addNode("s1");
    ac1 = net.addNode("ac1");
    ac2 = net.addNode("ac2");
    plus = net.addNode("plus");
    minus = net.addNode("minus");
    source = net.add(
        VoltageSourceDef{.name = "G", .p = mains, .n = earth, .volts = 230, .resistance = 0.5});
    transformer = net.add(TransformerDef{.name = "T",
                                         .p1 = mains,
                                         .n1 = earth,
                                         .p2 = s1,
                                         .n2 = ac2,
                                         .ratio = 10.5,
                                         .resistance = 0.56,
                                         .inductance = 0.45e-3,
                                         .magnetisingResistance = 12e3,
                                         .magnetisingInductance = 10.8});
    contact = net.add(SwitchDef{.name = "Q", .p = s1, .n = ac1, .closed = true});
    const auto diode = [this](const char* name, NodeIndex a, NodeIndex k) {
      net.add(DiodeDef{.name = name, .p = a, .n = k});
    };
    diode("D1", ac1, plus);
    diode("D2", ac2, plus);
    diode("D3", minus, ac1);
    diode("D4", minus, ac2);
    if (microfarads > 0) {
      net.add(ImpedanceDef{.name = "C",
                           .p = plus,
                           .n = minus,
                           .resistance = 0.01,
                           .capacitance = microfarads * 1e-6});
    }
    load = resistor(net, "R", plus, minus, loadOhms);
  }
};

VoltageReading across(const CircuitModel& model, const CircuitState& state, const Supply& s) {
  return voltage(model, state, s.plus, s.minus);
}

TEST(Rectified, ABridgeWithoutSmoothingReadsAsTheBooksSay) {
  const Supply s(0, 1200);
  const CircuitModel model = compiled(s.net);
  ASSERT_EQ(model.rectified.size(), 1u);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.settle(state, 0.5);
  const VoltageReading v = across(model, state, s);
  ASSERT_TRUE(v.defined);
  // Mean 2/pi of the peak less two drops, rms near the root of a half.
  const double peak = 230 / 10.5 * squareRoot(2);
  EXPECT_NEAR(v.dc, 2 * peak / kPi - 1.2, 0.5);
  EXPECT_NEAR(v.rms(), peak / squareRoot(2) - 1.2, 0.5);
  EXPECT_NEAR(circuit::peak(model, state, s.plus, s.minus), peak - 1.5, 0.5);
  EXPECT_NEAR(circuit::peak(model, state, s.mains, s.earth), 230 * squareRoot(2), 0.5);
  EXPECT_NEAR(v.ac(), squareRoot(v.rms() * v.rms() - v.dc * v.dc), 1e-9);
}

TEST(Rectified, WhatRepeatsItselfIsNoLongerComputedUntilSomethingChanges) {
  const Supply s(4700);
  const CircuitModel model = compiled(s.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.settle(state, 3);
  EXPECT_TRUE(state.rectified[0].steady);
  const uint64_t solves = state.solves;
  const double volts = across(model, state, s).dc;
  circuit.settle(state, 1);
  EXPECT_EQ(state.solves, solves);
  circuit.setSwitch(state, s.contact, false);
  circuit.settle(state, 0.1);
  EXPECT_FALSE(state.rectified[0].steady);
  // 4700 uF on 12 ohm: 56 ms.
  EXPECT_LT(across(model, state, s).dc, 0.4 * volts);
  circuit.settle(state, 3);
  EXPECT_LT(across(model, state, s).dc, 0.01 * volts);
}

TEST(Rectified, AllThatItDrawsComesOutOfTheMains) {
  const Supply s(4700);
  const CircuitModel model = compiled(s.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  const double idle = magnitude(current(model, state, s.source));
  circuit.settle(state, 3);
  const double dc = across(model, state, s).dc;
  EXPECT_GT(magnitude(current(model, state, s.source)), 2 * idle);
  // Power: what the load takes, and the losses, come from the source.
  const Complex i = current(model, state, s.source);
  const Complex v = toEarth(model, state, s.mains).value;
  const double taken = -(v.real() * i.real() + v.imag() * i.imag());
  const double load = across(model, state, s).rms() * across(model, state, s).rms() / 12;
  EXPECT_GT(taken, load);
  EXPECT_LT(taken, 1.4 * load);
  EXPECT_TRUE(near(totalCurrent(model, state, s.load), across(model, state, s).rms() / 12, 0.01));
  EXPECT_GT(dc, 20);
}

TEST(Rectified, ADirectCurrentRelayPicksUpAndItsFuseBlowsOnAShort) {
  Supply s(4700, 1000);
  s.net.add(CoilDef{.name = "K",
                    .p = s.plus,
                    .n = s.minus,
                    .openResistance = 600,
                    .openInductance = 1,
                    .sealedResistance = 600,
                    .sealedInductance = 2,
                    .pickUpVolts = 17,
                    .dropOutVolts = 3});
  FuseDef fuse;
  fuse.name = "F";
  const NodeIndex out = s.net.addNode("out");
  fuse.p = s.plus;
  fuse.n = out;
  fuse.curve = {{4 * 1.7, 3600}, {4 * 2.9, 7}, {4 * 7.06, 0.1}};
  s.net.add(fuse);
  const SwitchIndex shorted = s.net.add(SwitchDef{.name = "S", .p = out, .n = s.minus});
  const CircuitModel model = compiled(s.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.settle(state, 1);
  EXPECT_TRUE(state.coils[0].sealed);
  circuit.setSwitch(state, shorted, true);
  circuit.settle(state, 4);
  EXPECT_TRUE(state.fuses[0].blown);
  circuit.settle(state, 1);
  EXPECT_TRUE(state.coils[0].sealed);  // it came back
}

TEST(Rectified, AMeterAndAPersonAreInTheCircuit) {
  const Supply s(100, 1e6);
  const CircuitModel model = compiled(s.net);
  Circuit circuit(model);
  CircuitState state = circuit.initialState();
  circuit.settle(state, 2);
  // Nothing ties it to earth: undefined until an instrument does.
  EXPECT_FALSE(toEarth(model, state, s.plus).defined);
  const AttachmentId meter = circuit.attach(state, {.a = s.minus, .b = s.earth, .resistance = 1e6});
  circuit.settle(state, 1);
  EXPECT_TRUE(toEarth(model, state, s.plus).defined);
  EXPECT_LT(totalCurrent(state, meter), 1e-6);
  const AttachmentId body = circuit.attachBody(state, {.a = s.plus, .b = s.minus});
  circuit.settle(state, 1);
  EXPECT_GT(totalCurrent(state, body), 0.005);
}

TEST(Rectified, WhatCannotBeFollowedInTimeIsRefusedByName) {
  Supply s(100);
  const NodeIndex b = s.net.addNode("b");
  resistor(s.net, "W", s.plus, b, 1);
  s.net.add(motor7500(s.plus, b, s.minus));
  Diagnostics problems;
  EXPECT_FALSE(compile(s.net, problems).ok());
  EXPECT_NE(problems.text().find("the machine 'M1' shares conductors with a diode"),
            std::string::npos)
      << problems.text();
}

TEST(Rectified, TheSameStateGoesOnTheSameWhateverSolverItIsHandedTo) {
  const Supply s(470);
  const CircuitModel model = compiled(s.net);
  Circuit one(model);
  CircuitState state = one.initialState();
  one.settle(state, 0.2);
  CircuitState copy = state;
  Circuit other(model);
  one.settle(state, 0.2);
  other.settle(copy, 0.2);
  Hash64 a, b;
  state.hash(a);
  copy.hash(b);
  EXPECT_EQ(a.value(), b.value());
}

// ngspice runs the part's own netlist from the same initial values over a second, and the last
// period is compared: mean, rms, peak within 1 %.
TEST(Rectified, AgreesWithNgspiceInMeanRmsAndPeak) {
  for (const double microfarads : {0.0, 10.0, 470.0, 4700.0}) {
    for (const double ohms : {5.0, 100.0, 10e3}) {
      SCOPED_TRACE(std::to_string(microfarads) + " uF, " + std::to_string(ohms) + " ohm");
      const Supply s(microfarads, ohms);
      const CircuitModel model = compiled(s.net);
      Circuit circuit(model);
      CircuitState state = circuit.initialState();
      circuit.settle(state, 4);  // after the overshoot of the start
      RectifiedNetlist flat = rectifiedNetlist(model, state, 0, 0.1);
      flat.net.analysis.longest = 20e-6;
      // Its steps shrink to nothing where a diode without any capacitance cuts off an inductor.
      std::string text = writeSpice(flat.net);
      for (size_t at = text.find("RS=0.02)"); at != std::string::npos;
           at = text.find("RS=0.02)", at)) {
        text.replace(at, 8, "RS=0.02 CJO=2n)");
      }
      const RawPlot theirs = ngspicePlot(text);
      const std::vector<double> times = theirs.course("time");
      ASSERT_GT(times.size(), 100u) << theirs.log;
      const auto nodeOf = [&](NodeIndex node) {
        const auto& nodes = model.rectified[0].nodes;
        const auto at = std::find(nodes.begin(), nodes.end(), node.value);
        return flat.net.nodes[flat.nodes[static_cast<size_t>(at - nodes.begin())].value];
      };
      std::vector<double> between = theirs.course("v(" + nodeOf(s.plus) + ")");
      const std::vector<double> low = theirs.course("v(" + nodeOf(s.minus) + ")");
      for (size_t i = 0; i < between.size(); ++i) between[i] -= low[i];
      const CourseReading r = readCourse(times, between, 0.08);
      const VoltageReading v = across(model, state, s);
      EXPECT_TRUE(near(v.dc, r.mean, 0.01)) << v.dc << " " << r.mean;
      EXPECT_TRUE(near(v.rms(), r.rms, 0.01)) << v.rms() << " " << r.rms;
      const double crest = peak(model, state, s.plus, s.minus);
      EXPECT_TRUE(near(crest, r.peak, 0.01)) << crest << " " << r.peak;
    }
  }
}

}  // namespace
}  // namespace shixun::circuit
