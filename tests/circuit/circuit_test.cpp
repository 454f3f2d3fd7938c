// Circuit: coils with their contacts, overloads, islands, instruments that come and go, failures.
#include <vector>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

// Control circuit of a direct-on-line starter: L1 - 95-96 - stop - start parallel 13-14 - A1-A2 -
// N. The overload's heater carries a load of its own, so that a test can heat it.
struct Control {
  NetworkDef net;
  NodeIndex earth, l1, n95, n96, a1, a2, heater;
  SwitchIndex stop, start, seal, contact95, supply, neutral;
  CoilIndex coil;
  ThermalIndex overload;
  double coilOhms = 567;

  explicit Control(double volts = 230, double heaterOhms = 1e6) {
    earth = net.addNode("N");
    net.earth = earth;
    const NodeIndex g = net.addNode("G"), s1 = net.addNode("13");
    l1 = net.addNode("L1");
    n95 = l1;
    n96 = net.addNode("96");
    a1 = net.addNode("A1");
    a2 = net.addNode("A2");
    heater = net.addNode("T1");
    net.add(VoltageSourceDef{.name = "G", .p = g, .n = earth, .volts = volts});
    supply = net.add(SwitchDef{.name = "Q0", .p = g, .n = l1, .closed = true});
    overload = net.add(ThermalGroupDef{.name = "F2",
                                       .poles = {{l1, heater}},
                                       .setting = 14.8,
                                       .settingMin = 12,
                                       .settingMax = 18});
    resistor(net, "load", heater, earth, heaterOhms);
    CoilDef k1;
    k1.name = "K1";
    k1.p = a1;
    k1.n = a2;
    k1.openResistance = 567;
    k1.openInductance = 500 / (100 * kPi);
    k1.sealedResistance = 2267;
    k1.sealedInductance = 7209 / (100 * kPi);
    k1.pickUpVolts = 0.85 * 230;
    k1.dropOutVolts = 0.4 * 230;
    k1.closeDelay = 0.015;
    k1.openDelay = 0.010;
    coil = net.add(k1);
    contact95 = net.add(SwitchDef{.name = "F2:95-96",
                                  .p = l1,
                                  .n = n96,
                                  .contact = ContactKind::kBreak,
                                  .thermal = overload});
    stop = net.add(SwitchDef{.name = "S0", .p = n96, .n = s1, .closed = true});
    start = net.add(SwitchDef{.name = "S1", .p = s1, .n = a1});
    seal = net.add(SwitchDef{
        .name = "K1:13-14", .p = s1, .n = a1, .contact = ContactKind::kMake, .coil = coil});
    neutral = net.add(SwitchDef{.name = "A2-N", .p = a2, .n = earth, .closed = true});
  }
};

class ControlTest : public ::testing::Test {
 protected:
  void build(const Control& c) {
    model = std::make_unique<CircuitModel>(compiled(c.net));
    circuit = std::make_unique<Circuit>(*model);
    s = circuit->initialState();
  }
  void pressStart(const Control& c, double seconds) {
    circuit->setSwitch(s, c.start, true);
    circuit->settle(s, seconds);
    circuit->setSwitch(s, c.start, false);
    circuit->step(s, kTickSeconds);
  }
  double earth(NodeIndex node) { return toEarth(*model, s, node).rms(); }

  std::unique_ptr<CircuitModel> model;
  std::unique_ptr<Circuit> circuit;
  CircuitState s;
};

TEST_F(ControlTest, StartSealsInAndStopReleases) {
  const Control c;
  build(c);
  EXPECT_FALSE(s.coils[0].sealed);
  circuit->setSwitch(s, c.start, true);
  circuit->step(s, 0);
  EXPECT_TRUE(near(rms(current(*model, s, c.coil)), 230 / 755.97, 1e-3));  // 70 VA
  std::vector<double> picked;
  for (Tick tick = 1; tick <= 6; ++tick) {
    for (const Event& event : circuit->step(s, kTickSeconds)) {
      EXPECT_EQ(event.kind, EventKind::kCoilPickedUp);
      EXPECT_EQ(event.name, "K1");
      picked.push_back(secondsFromTick(tick));
    }
  }
  ASSERT_EQ(picked.size(), 1u);
  EXPECT_NEAR(picked[0], 0.0167, 0.001);
  EXPECT_TRUE(near(rms(current(*model, s, c.coil)), 230 / 7557.0, 1e-3));  // 7 VA
  circuit->setSwitch(s, c.start, false);
  circuit->settle(s, 1);
  EXPECT_TRUE(s.coils[0].sealed);
  circuit->setSwitch(s, c.stop, false);
  circuit->settle(s, 0.1);
  EXPECT_FALSE(s.coils[0].sealed);
  circuit->setSwitch(s, c.stop, true);
  circuit->settle(s, 0.1);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST_F(ControlTest, TooShortAPressDoesNothing) {
  const Control c;
  build(c);
  pressStart(c, kTickSeconds);
  circuit->settle(s, 0.2);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST_F(ControlTest, UndervoltageDoesNotPickUp) {
  const Control c(0.84 * 230);
  build(c);
  pressStart(c, 0.5);
  EXPECT_FALSE(s.coils[0].sealed);
  const Control enough(0.86 * 230);
  build(enough);
  pressStart(enough, 0.5);
  EXPECT_TRUE(s.coils[0].sealed);
}

TEST_F(ControlTest, LossOfSupplyDropsOutForGood) {
  const Control c;
  build(c);
  pressStart(c, 0.1);
  ASSERT_TRUE(s.coils[0].sealed);
  circuit->setSwitch(s, c.supply, false);
  circuit->settle(s, 0.1);
  circuit->setSwitch(s, c.supply, true);
  circuit->settle(s, 0.1);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST_F(ControlTest, OpenCoilReturnShowsVoltageOnBothEndsAndNoPullIn) {
  const Control c;
  build(c);
  circuit->setSwitch(s, c.neutral, false);
  circuit->setSwitch(s, c.start, true);
  circuit->settle(s, 0.5);
  circuit->attach(s, {.a = c.a2, .b = c.earth, .resistance = 10e6});
  circuit->step(s, 0);
  EXPECT_TRUE(near(earth(c.a2), 230, 0.005));
  EXPECT_NEAR(voltage(*model, s, c.a1, c.a2).rms(), 0.02, 0.004);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST_F(ControlTest, AnOpenCoilHasTheWholeVoltageAndOnlyTheMetersCurrent) {
  // The break is within the coil: its terminals are A1 and the node behind which the winding
  // begins.
  Control c;
  const NodeIndex winding = c.net.addNode("winding");
  c.net.coils[c.coil.value].p = winding;
  const SwitchIndex wire =
      c.net.add(SwitchDef{.name = "coil wire", .p = c.a1, .n = winding, .closed = true});
  build(c);
  circuit->setFault(s, wire, ContactFault::kStuckOpen);
  circuit->setSwitch(s, c.start, true);
  const AttachmentId meter = circuit->attach(s, {.a = c.a1, .b = c.a2, .resistance = 10e6});
  circuit->settle(s, 0.5);
  EXPECT_TRUE(near(voltage(*model, s, c.a1, c.a2).rms(), 230, 0.005));
  EXPECT_TRUE(near(totalCurrent(s, meter), 230 / 10e6, 0.005));
  EXPECT_LT(rms(current(*model, s, c.start)), 1e-4);
  EXPECT_FALSE(s.coils[0].sealed);
  // Dead, without its circuit: no way through.
  circuit->setSwitch(s, c.supply, false);
  circuit->setSwitch(s, c.start, false);
  circuit->detach(s, meter);
  circuit->step(s, 0);
  EXPECT_TRUE(circuit->dcResistance(s, c.a1, c.a2, 1, 1000).open);
}

TEST_F(ControlTest, TrippedOverloadHasTheVoltageAcrossItsContact) {
  const Control c(230, 230 / (1.98 * 14.8));
  build(c);
  circuit->setSwitch(s, c.start, true);
  double tripped = 0;
  for (Tick tick = 1; tripped == 0 && tick < 200 * 120; ++tick) {
    for (const Event& event : circuit->step(s, kTickSeconds)) {
      if (event.kind == EventKind::kTripThermal) tripped = secondsFromTick(tick);
    }
  }
  EXPECT_NEAR(tripped, 127, 1);  // single-phased, cold
  circuit->settle(s, 0.1);
  EXPECT_FALSE(s.coils[0].sealed);
  EXPECT_TRUE(near(voltage(*model, s, c.n95, c.n96).rms(), 230, 0.005));
  EXPECT_EQ(voltage(*model, s, c.a1, c.a2).rms(), 0);
  EXPECT_LT(earth(c.n96), 1e-6);
}

TEST_F(ControlTest, ResetIsRefusedWhileHotAndDoesNotRestart) {
  const Control c(230, 230 / 100.0);
  build(c);
  EXPECT_EQ(circuit->reset(s, c.overload), ResetResult::kNotTripped);
  circuit->settle(s, 15);
  ASSERT_TRUE(s.thermals[0].tripped);
  EXPECT_EQ(circuit->reset(s, c.overload), ResetResult::kStillHot);
  circuit->setSwitch(s, c.supply, false);
  circuit->settle(s, 400);
  EXPECT_EQ(circuit->reset(s, c.overload), ResetResult::kReset);
  circuit->setSwitch(s, c.supply, true);
  circuit->settle(s, 0.2);
  EXPECT_FALSE(s.thermals[0].tripped);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST_F(ControlTest, SettingIsKeptWithinTheDial) {
  const Control c;
  build(c);
  EXPECT_TRUE(circuit->setSetting(s, c.overload, 16));
  EXPECT_EQ(s.thermals[0].setting, 16);
  EXPECT_FALSE(circuit->setSetting(s, c.overload, 25));
  EXPECT_EQ(s.thermals[0].setting, 18);
}

// A relay that opens its own supply never rests: it is named, once, and the program goes on.
TEST(Chatter, RelayThroughItsOwnBreakContactIsNamed) {
  for (const double delay : {0.0, 0.012}) {
    NetworkDef net;
    const NodeIndex earth = net.addNode("N"), l = net.addNode("L"), a1 = net.addNode("A1");
    net.earth = earth;
    net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230});
    CoilDef k;
    k.name = "K9";
    k.p = a1;
    k.n = earth;
    k.openResistance = 567;
    k.sealedResistance = 2267;
    k.pickUpVolts = 195;
    k.dropOutVolts = 92;
    k.closeDelay = k.openDelay = delay;
    const CoilIndex coil = net.add(k);
    net.add(SwitchDef{
        .name = "K9:21-22", .p = l, .n = a1, .contact = ContactKind::kBreak, .coil = coil});
    const CircuitModel model = compiled(net);
    Circuit circuit(model);
    CircuitState s = circuit.initialState();
    int named = 0;
    const bool atOnce = s.coils[0].chattering;
    for (int tick = 0; tick < 600; ++tick) {
      for (const Event& event : circuit.step(s, kTickSeconds)) {
        if (event.kind != EventKind::kChatter) continue;
        ++named;
        EXPECT_EQ(event.name, "K9");
      }
    }
    EXPECT_EQ(atOnce, delay == 0);
    EXPECT_EQ(named, delay == 0 ? 0 : 1);  // without delay it was named in initialState()
    EXPECT_LT(s.solves, 1300u);            // and it does not cost a bound of rounds per tick
    EXPECT_TRUE(s.coils[0].chattering);
  }
}

TEST(Chatter, RelayThatCalmsDownIsNoLongerCalledChattering) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("N"), l = net.addNode("L"), a1 = net.addNode("A1");
  const NodeIndex g = net.addNode("G");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = g, .n = earth, .volts = 230});
  const SwitchIndex q = net.add(SwitchDef{.name = "Q", .p = g, .n = l, .closed = true});
  CoilDef k;
  k.name = "K9";
  k.p = a1;
  k.n = earth;
  k.openResistance = k.sealedResistance = 1000;
  k.pickUpVolts = 195;
  k.dropOutVolts = 92;
  const CoilIndex coil = net.add(k);
  net.add(
      SwitchDef{.name = "K9:21-22", .p = l, .n = a1, .contact = ContactKind::kBreak, .coil = coil});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  circuit.settle(s, 1);
  ASSERT_TRUE(s.coils[0].chattering);
  circuit.setSwitch(s, q, false);
  circuit.settle(s, 3);
  EXPECT_FALSE(s.coils[0].chattering);
  EXPECT_FALSE(s.coils[0].sealed);
}

TEST(TripFree, BreakerOpensOnAShortAndStaysOpenAgainstTheHandle) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L"), a = net.addNode("a");
  const NodeIndex b = net.addNode("b");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230, .resistance = 0.2});
  const ThermalIndex release = net.add(ThermalGroupDef{.name = "Q1",
                                                       .poles = {{l, a}},
                                                       .poleResistance = 0.002,
                                                       .setting = 25,
                                                       .timeConstant = 68,
                                                       .tripThreshold = 1.29,
                                                       .magneticMultiple = 15});
  const SwitchIndex pole = net.add(SwitchDef{.name = "Q1:1-2",
                                             .p = a,
                                             .n = b,
                                             .closed = true,
                                             .contact = ContactKind::kTripFree,
                                             .thermal = release});
  resistor(net, "short", b, earth, 0.1);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  EXPECT_GT(rms(current(model, s, release, 0)), 700);
  circuit.settle(s, 0.03);
  EXPECT_TRUE(s.thermals[0].tripped);
  EXPECT_FALSE(s.switches[pole.value].closed);
  EXPECT_EQ(rms(current(model, s, pole)), 0);
  circuit.setSwitch(s, pole, true);
  circuit.step(s, kTickSeconds);
  EXPECT_FALSE(s.switches[pole.value].closed);
  EXPECT_EQ(circuit.reset(s, release), ResetResult::kReset);
  circuit.settle(s, 0.1);
  EXPECT_FALSE(s.switches[pole.value].closed);  // a reset does not close it
}

TEST(FuseInNetwork, BlowsOnceAndCanBeReplaced) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L"), b = net.addNode("b");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230, .resistance = 0.1});
  FuseDef f;
  f.name = "F1";
  f.p = l;
  f.n = b;
  f.curve = {{40, 3600}, {65, 20}, {90, 4}, {200, 0.1}};
  const FuseIndex fuse = net.add(f);
  const SwitchIndex fault = net.add(SwitchDef{.name = "fault", .p = b, .n = earth, .closed = true});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  int blown = 0;
  for (int i = 0; i < 60; ++i) {
    for (const Event& event : circuit.step(s, kTickSeconds)) {
      EXPECT_EQ(event.kind, EventKind::kFuseBlown);
      EXPECT_EQ(event.name, "F1");
      ++blown;
    }
  }
  EXPECT_EQ(blown, 1);
  circuit.setSwitch(s, fault, false);
  circuit.step(s, 0);
  EXPECT_FALSE(toEarth(model, s, b).defined);  // a blown fuse is truly open
  circuit.setSwitch(s, fault, true);
  circuit.step(s, 0);
  EXPECT_EQ(rms(current(model, s, fuse)), 0);
  EXPECT_TRUE(near(voltage(model, s, l, b).rms(), 230, 1e-9));
  circuit.setSwitch(s, fault, false);
  circuit.replaceFuse(s, fuse);
  circuit.step(s, 0);
  EXPECT_TRUE(near(toEarth(model, s, b).rms(), 230, 1e-9));
}

TEST(Islands, VoltageAcrossThemIsUndefinedUntilAnInstrumentJoinsThem) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L");
  const NodeIndex x = net.addNode("x"), y = net.addNode("y"), lone = net.addNode("lone");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230});
  net.add(VoltageSourceDef{.name = "battery", .p = x, .n = y, .volts = 24, .resistance = 1});
  const SwitchIndex q = net.add(SwitchDef{.name = "Q", .p = l, .n = lone});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  EXPECT_TRUE(near(voltage(model, s, x, y).rms(), 24, 1e-12));
  EXPECT_FALSE(toEarth(model, s, x).defined);
  EXPECT_FALSE(voltage(model, s, x, lone).defined);
  EXPECT_FALSE(toEarth(model, s, lone).defined);
  EXPECT_EQ(islandOf(s, l), earth);
  EXPECT_EQ(islandOf(s, x), islandOf(s, y));
  EXPECT_NE(islandOf(s, x), islandOf(s, lone));

  const AttachmentId meter = circuit.attach(s, {.a = y, .b = earth});
  circuit.step(s, 0);
  EXPECT_TRUE(toEarth(model, s, y).defined);
  EXPECT_NEAR(toEarth(model, s, y).rms(), 0, 1e-9);
  EXPECT_TRUE(near(toEarth(model, s, x).rms(), 24, 1e-9));
  circuit.detach(s, meter);
  circuit.setSwitch(s, q, true);
  circuit.step(s, 0);
  EXPECT_FALSE(toEarth(model, s, x).defined);
  EXPECT_TRUE(near(toEarth(model, s, lone).rms(), 230, 1e-12));
}

TEST(Attachments, StaleIdsAreHarmlessAndSlotsAreReused) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const AttachmentId first = circuit.attach(s, {.a = l, .b = earth, .resistance = 1000});
  circuit.step(s, 0);
  EXPECT_TRUE(near(rms(current(s, first)), 0.23, 1e-12));
  circuit.detach(s, first);
  const AttachmentId second = circuit.attach(s, {.a = l, .b = earth, .resistance = 100});
  circuit.detach(s, first);
  circuit.detach(s, AttachmentId());
  circuit.step(s, 0);
  EXPECT_EQ(first.index, second.index);
  EXPECT_EQ(rms(current(s, first)), 0);
  EXPECT_TRUE(near(rms(current(s, second)), 2.3, 1e-12));
  // Both probes on one node: a legal reading of nothing.
  const AttachmentId same = circuit.attach(s, {.a = l, .b = l});
  circuit.step(s, 0);
  EXPECT_EQ(rms(current(s, same)), 0);
}

// Insulation of a gigaohm behind milliohms: the contacts are branches, so it keeps its digits.
TEST(DcResistance, GigaOhmsBehindMilliOhmsKeepTheirDigits) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE");
  net.earth = earth;
  NodeIndex at = net.addNode("probe");
  const NodeIndex probe = at;
  for (int i = 0; i < 10; ++i) {
    const NodeIndex next = net.addNode("n" + std::to_string(i));
    net.add(SwitchDef{.name = "s" + std::to_string(i), .p = at, .n = next, .closed = true});
    const NodeIndex cable = net.addNode("c" + std::to_string(i));
    series(net, "w" + std::to_string(i), next, cable, 1e-3, 1e-6);
    at = cable;
  }
  resistor(net, "insulation", at, earth, 20e9);
  net.add(ImpedanceDef{.name = "coupling", .p = at, .n = earth, .capacitance = 1e-9});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  const CircuitState s = circuit.initialState();
  EXPECT_TRUE(near(circuit.dcResistance(s, probe, earth, 525, 25e3).resistance, 20e9, 1e-9));
}

TEST(DcResistance, ContactsCapacitorsInductorsAndSourcesCountAsTheyDoAtDc) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L"), a = net.addNode("a");
  const NodeIndex b = net.addNode("b");
  net.earth = earth;
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230, .resistance = 0.5});
  const SwitchIndex q =
      net.add(SwitchDef{.name = "Q", .p = l, .n = a, .closedResistance = 0.002, .closed = true});
  net.add(ImpedanceDef{.name = "C", .p = a, .n = b, .capacitance = 1e-6});
  series(net, "choke", b, earth, 0, 0.1);
  series(net, "choke2", b, earth, 0, 0.2);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const DcReading closed = circuit.dcResistance(s, a, earth, 9, 30);
  EXPECT_TRUE(near(closed.resistance, 0.502, 1e-9));
  EXPECT_TRUE(near(closed.acVolts, 230, 0.01));
  EXPECT_LT(circuit.dcResistance(s, b, earth, 9, 30).resistance, 1e-5);
  EXPECT_TRUE(circuit.dcResistance(s, a, b, 9, 30).solved);
  circuit.setSwitch(s, q, false);
  circuit.step(s, 0);
  const DcReading open = circuit.dcResistance(s, a, earth, 9, 30);
  EXPECT_TRUE(open.open);
  EXPECT_EQ(open.current, 0);
  EXPECT_EQ(open.voltage, 9);
}

TEST(DcResistance, BatteryInTheNetworkIsFound) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), x = net.addNode("x"), y = net.addNode("y");
  net.earth = earth;
  net.add(VoltageSourceDef{
      .name = "B", .p = x, .n = earth, .kind = SourceKind::kDc, .volts = 24, .resistance = 1});
  resistor(net, "R", x, y, 9);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  const CircuitState s = circuit.initialState();
  EXPECT_EQ(toEarth(model, s, x).ac(), 0);  // no EMF at 50 Hz
  const DcReading r = circuit.dcResistance(s, y, earth, 4, 10);
  EXPECT_TRUE(near(r.dcVolts, 24, 1e-12));
  EXPECT_TRUE(near(r.current, -1, 1e-12));
  EXPECT_TRUE(near(r.voltage, 14, 1e-12));
}

// A lossless parallel resonance left to itself has no unique solution; the last good one stands.
TEST(NumericFailure, KeepsTheLastGoodValuesAndNamesThePlace) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("PE"), l = net.addNode("L"), a = net.addNode("tank");
  net.earth = earth;
  net.frequency = 0.5 / kPi;  // omega = 1: the two reactances cancel to the last bit
  net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = 230});
  const SwitchIndex q = net.add(SwitchDef{.name = "Q", .p = l, .n = a, .closed = true});
  series(net, "choke", a, earth, 0, 2);
  net.add(ImpedanceDef{.name = "C", .p = a, .n = earth, .capacitance = 0.5});
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  ASSERT_EQ(s.failures, 0u);
  const Complex before = potential(s, a);
  EXPECT_TRUE(near(rms(before), 230, 1e-9));
  circuit.setSwitch(s, q, false);
  const std::span<const Event> events = circuit.step(s, kTickSeconds);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, EventKind::kSingular);
  EXPECT_TRUE(events[0].name == "tank" || events[0].name == "choke") << events[0].name;
  EXPECT_EQ(s.failures, 1u);
  EXPECT_EQ(potential(s, a), before);
  circuit.setSwitch(s, q, true);
  EXPECT_TRUE(circuit.step(s, kTickSeconds).empty());
  EXPECT_TRUE(near(rms(potential(s, a)), 230, 1e-9));
}

TEST(Steps, NothingIsSolvedWhileNothingChanges) {
  Starter n = makeStarter();
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  for (const SwitchIndex pole : n.pole) circuit.setSwitch(s, pole, true);
  circuit.settle(s, 5);
  const uint64_t solves = s.solves;
  circuit.settle(s, 60);
  EXPECT_EQ(s.solves, solves);
}

TEST(Describe, SaysWhatHappenedToWhat) {
  EXPECT_EQ(describe({.kind = EventKind::kFuseBlown, .name = "F1"}), "fuse 'F1' blew");
  EXPECT_EQ(describe({.kind = EventKind::kChatter, .name = "K9"}),
            "coil 'K9' does not come to rest");
}

}  // namespace
}  // namespace shixun::circuit
