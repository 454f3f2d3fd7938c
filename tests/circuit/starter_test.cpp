// Table A4 of the electrical facts: what the reference starter shows, healthy and with faults.
#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

constexpr double kTolerance = 0.005;

class StarterTest : public ::testing::Test {
 protected:
  void close(bool closed) {
    for (const SwitchIndex pole : n.pole) circuit.setSwitch(s, pole, closed);
    circuit.step(s, 0);
  }
  double line(size_t i) const { return rms(current(model, s, n.motor, static_cast<uint32_t>(i))); }
  double earth(NodeIndex node) const { return toEarth(model, s, node).rms(); }
  double between(NodeIndex a, NodeIndex b) const { return voltage(model, s, a, b).rms(); }

  Starter n = makeStarter();
  CircuitModel model = compiled(n.net);
  Circuit circuit{model};
  CircuitState s = circuit.initialState();
};

TEST_F(StarterTest, HealthyMotorAtRatedLoad) {
  close(true);
  circuit.settle(s, 3);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(near(line(i), 14.66, kTolerance));
    EXPECT_TRUE(near(between(n.terminal[i], n.terminal[(i + 1) % 3]), 396.5, kTolerance));
    EXPECT_TRUE(near(earth(n.bus[i]), 230.6, kTolerance));
  }
  EXPECT_TRUE(near(slip(model, s, n.motor), 0.0267, 0.02));
  EXPECT_TRUE(near(torque(model, s, n.motor), model.net.machines[0].loadTorque + 0.3, 1e-3));
}

TEST_F(StarterTest, DirectOnLineStart) {
  close(true);
  EXPECT_TRUE(near(line(0), 99.4, kTolerance));
  EXPECT_TRUE(near(between(n.terminal[0], n.terminal[1]), 383.9, kTolerance));
  EXPECT_TRUE(near(earth(n.bus[0]), 228.7, kTolerance));
  EXPECT_TRUE(near(torque(model, s, n.motor) / 49.05, 2.3 * 383.9 * 383.9 / 160000, 0.03));
}

TEST_F(StarterTest, OneFuseBlownStalled) {
  circuit.setSwitch(s, n.fuse[2], false);
  circuit.setBlocked(s, n.motor, true);
  close(true);
  circuit.settle(s, 1);
  EXPECT_TRUE(near(line(0), 86.1, kTolerance));
  EXPECT_TRUE(near(line(1), 86.1, kTolerance));
  EXPECT_LT(line(2), 1e-9);
  EXPECT_TRUE(near(earth(n.terminal[2]), 115.5, kTolerance));
  EXPECT_TRUE(near(between(n.terminal[2], n.terminal[0]), 192, kTolerance));
  EXPECT_TRUE(near(between(n.bus[2], n.load[2]), 346, kTolerance));
}

TEST_F(StarterTest, MotorOnTwoLinesDoesNotStartByItself) {
  circuit.setSwitch(s, n.fuse[2], false);
  close(true);
  circuit.settle(s, 2);
  EXPECT_EQ(s.machines[0].speed, 0);
  EXPECT_TRUE(near(line(0), 86.1, kTolerance));
}

TEST_F(StarterTest, FuseBlownWhileRunningAtFullLoad) {
  close(true);
  circuit.settle(s, 3);
  circuit.setSwitch(s, n.fuse[2], false);
  circuit.settle(s, 3);
  EXPECT_TRUE(near(line(0), 29.3, kTolerance));
  EXPECT_TRUE(near(line(1), 29.3, kTolerance));
  EXPECT_LT(line(2), 1e-9);
  EXPECT_TRUE(near(slip(model, s, n.motor), 0.040, 0.01));
  EXPECT_TRUE(near(earth(n.load[2]), 144.7, kTolerance));
}

TEST_F(StarterTest, FuseBlownWhileRunningAtThreeQuarterLoad) {
  close(true);
  circuit.setLoadFactor(s, n.motor, 0.75);
  circuit.settle(s, 3);
  circuit.setSwitch(s, n.fuse[2], false);
  circuit.settle(s, 3);
  EXPECT_TRUE(near(line(0), 22.0, kTolerance));
  EXPECT_TRUE(near(earth(n.load[2]), 161.3, kTolerance));
}

TEST_F(StarterTest, FuseBlownWithTheContactorOpen) {
  circuit.setSwitch(s, n.fuse[2], false);
  circuit.step(s, 0);
  const NodeIndex below = model.net.switches[n.pole[2].value].p;
  // Nothing fixes the piece between fuse and contactor until an instrument touches it.
  EXPECT_FALSE(toEarth(model, s, below).defined);
  circuit.attach(s, {.a = below, .b = n.earth, .resistance = 10e6});
  circuit.step(s, 0);
  EXPECT_LT(earth(below), 2.0);
  EXPECT_TRUE(near(between(n.bus[2], below), 230.9, kTolerance));
}

TEST_F(StarterTest, OneWeldedPoleMakesAllTerminalsLiveWithNothingBetween) {
  close(true);
  circuit.settle(s, 1);
  circuit.setFault(s, n.pole[0], ContactFault::kWelded);
  close(false);
  circuit.settle(s, 1);
  const AttachmentId meter = circuit.attach(s, {.a = n.terminal[1], .b = n.earth});
  circuit.step(s, 0);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(near(earth(n.load[i]), 230.9, kTolerance));
    EXPECT_LT(between(n.load[i], n.load[(i + 1) % 3]), 0.005);
    EXPECT_LT(line(i), 1e-4);
  }
  circuit.detach(s, meter);
}

TEST_F(StarterTest, TwoWeldedPolesKeepARunningMotorRunning) {
  close(true);
  circuit.settle(s, 3);
  circuit.setFault(s, n.pole[0], ContactFault::kWelded);
  circuit.setFault(s, n.pole[1], ContactFault::kWelded);
  close(false);
  circuit.settle(s, 3);
  EXPECT_TRUE(near(line(0), 29.3, kTolerance));
  circuit.setSpeed(s, n.motor, 0);
  circuit.settle(s, 1);
  EXPECT_TRUE(near(line(0), 86.1, kTolerance));
  EXPECT_EQ(s.machines[0].speed, 0);
}

TEST_F(StarterTest, SwappedPhasesTurnBackwards) {
  std::swap(n.net.machines[0].v, n.net.machines[0].w);
  const CircuitModel swapped = compiled(n.net);
  Circuit other(swapped);
  CircuitState t = other.initialState();
  for (const SwitchIndex pole : n.pole) other.setSwitch(t, pole, true);
  other.settle(t, 3);
  EXPECT_TRUE(near(t.machines[0].speed, -(1 - 0.0267) * 2 * kPi * 25, 0.002));
  EXPECT_TRUE(near(rms(current(swapped, t, n.motor, 0)), 14.66, kTolerance));
}

// Plugging: the other order on a running motor brakes it through standstill and turns it round.
TEST_F(StarterTest, ReversalWhileRunningBrakesAndTurnsRound) {
  Starter r = makeStarter();
  std::array<SwitchIndex, 3> back;
  for (size_t i = 0; i < 3; ++i) {
    back[i] = r.net.add(SwitchDef{.name = "K2:" + std::to_string(i),
                                  .p = r.net.switches[r.pole[i].value].p,
                                  .n = r.load[i == 0 ? 0 : 3 - i]});
  }
  const CircuitModel reversing = compiled(r.net);
  Circuit c(reversing);
  CircuitState t = c.initialState();
  for (const SwitchIndex pole : r.pole) c.setSwitch(t, pole, true);
  c.settle(t, 2);
  EXPECT_GT(t.machines[0].speed, 150);
  for (const SwitchIndex pole : r.pole) c.setSwitch(t, pole, false);
  for (const SwitchIndex pole : back) c.setSwitch(t, pole, true);
  c.step(t, 0);
  EXPECT_GT(rms(current(reversing, t, r.motor, 0)), 99.4);  // slip near 2
  c.settle(t, 3);
  EXPECT_LT(t.machines[0].speed, -150);
}

TEST_F(StarterTest, SwitchedOffMotorCoastsToRestWithoutVoltage) {
  close(true);
  circuit.settle(s, 2);
  close(false);
  circuit.step(s, kTickSeconds);
  const double first = s.machines[0].speed;
  EXPECT_GT(first, 140);
  circuit.settle(s, 0.05);
  EXPECT_LT(s.machines[0].speed, first);
  EXPECT_EQ(between(n.terminal[0], n.terminal[1]), 0);
  circuit.settle(s, 2);
  EXPECT_EQ(s.machines[0].speed, 0);
}

TEST_F(StarterTest, FanLoadRunsFasterAtLessTorqueAndCoastsToRest) {
  Starter fan = makeStarter();
  fan.net.machines[0].loadLaw = LoadLaw::kQuadratic;
  fan.net.machines[0].friction = 0.5;
  const CircuitModel m = compiled(fan.net);
  Circuit c(m);
  CircuitState t = c.initialState();
  for (const SwitchIndex pole : fan.pole) c.setSwitch(t, pole, true);
  c.settle(t, 3);
  const double rated = 2 * kPi * 25 * (1 - 0.0267);
  const double load =
      m.net.machines[0].loadTorque * (t.machines[0].speed / rated) * (t.machines[0].speed / rated) +
      0.5;
  EXPECT_TRUE(near(torque(m, t, fan.motor), load, 1e-4));
  for (const SwitchIndex pole : fan.pole) c.setSwitch(t, pole, false);
  c.settle(t, 30);
  EXPECT_EQ(t.machines[0].speed, 0);
}

TEST_F(StarterTest, DcWindingResistanceIsTwiceThePhase) {
  const DcReading r = circuit.dcResistance(s, n.terminal[0], n.terminal[1], 9, 100);
  EXPECT_TRUE(near(r.resistance, 2 * 0.454, 1e-6));
  EXPECT_FALSE(r.open);
  EXPECT_TRUE(circuit.dcResistance(s, n.terminal[0], n.earth, 500, 25e3).open);
}

// Ten-ohm fault to the frame: 22.4 A and 3.4 V on the frame; nothing trips.
TEST(FrameFault, TenOhmsLeavesTheFrameNearEarth) {
  NetworkDef net;
  const NodeIndex earth = net.addNode("0"), src = net.addNode("s"), u = net.addNode("u");
  const NodeIndex frame = net.addNode("frame");
  net.earth = earth;
  const SourceIndex g =
      net.add(VoltageSourceDef{.name = "G", .p = src, .n = earth, .volts = kPhaseVolts});
  series(net, "line", src, u, 153.05e-3, 72.001e-6);
  resistor(net, "fault", u, frame, 10);
  series(net, "PE", frame, earth, 151.7e-3, 10.504e-6);
  const CircuitModel model = compiled(net);
  const CircuitState s = Circuit(model).initialState();
  EXPECT_TRUE(near(rms(current(model, s, g)), 22.4, kTolerance));
  EXPECT_TRUE(near(toEarth(model, s, frame).rms(), 3.4, kTolerance));
}

}  // namespace
}  // namespace shixun::circuit
