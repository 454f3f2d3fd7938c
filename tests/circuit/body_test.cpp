// The person in the circuit (A7 of the electrical facts).
#include "circuit/body.h"

#include <vector>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

// A live frame behind 153 mOhm: what a broken protective conductor leaves.
struct LiveFrame {
  NetworkDef net;
  NodeIndex earth, frame;
  LiveFrame(double sourceOhms = 0.153) {
    earth = net.addNode("PE");
    net.earth = earth;
    const NodeIndex l = net.addNode("L1");
    frame = net.addNode("frame");
    net.add(VoltageSourceDef{.name = "G", .p = l, .n = earth, .volts = kPhaseVolts});
    resistor(net, "fault", l, frame, sourceOhms);
  }
};

TEST(Body, TableAtItsPointsAndBetween) {
  EXPECT_DOUBLE_EQ(bodyResistance(25), 3250);
  EXPECT_DOUBLE_EQ(bodyResistance(50), 2625);
  EXPECT_DOUBLE_EQ(bodyResistance(220), 1350);
  EXPECT_DOUBLE_EQ(bodyResistance(75), 2250);
  EXPECT_DOUBLE_EQ(bodyResistance(0), 3250);
  EXPECT_DOUBLE_EQ(bodyResistance(5000), 1050);
  EXPECT_DOUBLE_EQ(bodyResistance(100, BodyPercentile::k5), 1200);
  EXPECT_DOUBLE_EQ(bodyResistance(100, BodyPercentile::k95), 3200);
}

TEST(Body, EffectsBeginAtTheirCurrents) {
  EXPECT_EQ(bodyEffect(0.0004, 10), BodyEffect::kNone);
  EXPECT_EQ(bodyEffect(0.0005, 0), BodyEffect::kPerception);
  EXPECT_EQ(bodyEffect(0.010, 0), BodyEffect::kCannotLetGo);
  EXPECT_EQ(bodyEffect(0.020, 0), BodyEffect::kBreathing);
  EXPECT_EQ(bodyEffect(0.039, 100), BodyEffect::kBreathing);
  EXPECT_EQ(bodyEffect(0.041, 3), BodyEffect::kFibrillation);
  EXPECT_EQ(bodyEffect(0.6, 0.001), BodyEffect::kFibrillation);
}

TEST(Body, LineC1AtItsPoints) {
  EXPECT_DOUBLE_EQ(fibrillationCurrent(0.01), 0.5);
  EXPECT_DOUBLE_EQ(fibrillationCurrent(0.1), 0.4);
  EXPECT_DOUBLE_EQ(fibrillationCurrent(0.5), 0.1);
  EXPECT_DOUBLE_EQ(fibrillationCurrent(1), 0.05);
  EXPECT_DOUBLE_EQ(fibrillationCurrent(60), 0.04);
  EXPECT_NEAR(fibrillationCurrent(squareRoot(0.1 * 0.5)), 0.2, 1e-12);
}

TEST(Body, HandToEarthThroughAThousandOhmsIs231MilliAmperes) {
  LiveFrame n;
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const AttachmentId body =
      circuit.attachBody(s, {.a = n.frame, .b = n.earth, .fixedResistance = 1000});
  circuit.step(s, 0);
  EXPECT_TRUE(near(rms(current(s, body)), 0.231, 0.005));
  EXPECT_TRUE(near(toEarth(model, s, n.frame).rms(), 230.9, 0.005));
}

TEST(Body, ImpedanceFollowsTheVoltageAcrossIt) {
  for (const double sourceOhms : {0.153, 1e3, 1e4, 1e6}) {
    for (const double glove : {0.0, 500.0, 1e5}) {
      LiveFrame n(sourceOhms);
      const CircuitModel model = compiled(n.net);
      Circuit circuit(model);
      CircuitState s = circuit.initialState();
      const AttachmentId id =
          circuit.attachBody(s, {.a = n.frame, .b = n.earth, .seriesResistance = glove});
      circuit.step(s, 0);
      const Attachment& body = *findAttachment(s, id);
      const double amperes = rms(body.current);
      EXPECT_TRUE(near(bodyResistance(amperes * body.resistance), body.resistance, 1e-6));
      EXPECT_TRUE(near(amperes, kPhaseVolts / (sourceOhms + glove + body.resistance), 1e-6));
    }
  }
}

TEST(Body, NoRcdMeansFibrillationAfterAFifthOfASecond) {
  LiveFrame n;
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  circuit.attachBody(s, {.a = n.frame, .b = n.earth, .fixedResistance = 1000});
  circuit.step(s, 0);
  std::vector<std::pair<BodyEffect, double>> seen;
  for (Tick tick = 1; tick < 120; ++tick) {
    for (const Event& event : circuit.step(s, kTickSeconds)) {
      ASSERT_EQ(event.kind, EventKind::kBodyEffect);
      seen.emplace_back(event.effect, secondsFromTick(tick));
    }
  }
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].first, BodyEffect::kBreathing);
  EXPECT_EQ(seen[1].first, BodyEffect::kFibrillation);
  EXPECT_GT(seen[1].second, 0.15);
  EXPECT_LT(seen[1].second, 0.30);
}

TEST(Body, DisconnectionWithinFortyMillisecondsIsSurvived) {
  LiveFrame n;
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const AttachmentId id =
      circuit.attachBody(s, {.a = n.frame, .b = n.earth, .fixedResistance = 1000});
  circuit.step(s, 0);
  circuit.settle(s, 0.040);
  const Attachment body = *findAttachment(s, id);
  EXPECT_EQ(body.worst, BodyEffect::kBreathing);
  EXPECT_NEAR(body.exposure, 0.040, 0.009);
  EXPECT_TRUE(near(body.peak, 0.231, 0.005));
  circuit.detach(s, id);
  circuit.step(s, 0);
  EXPECT_EQ(findAttachment(s, id), nullptr);
  EXPECT_EQ(rms(current(s, id)), 0);
}

// A long weak exposure does not count towards the line c1 of a later strong one.
TEST(Body, OnlyDangerousTimeCountsTowardsFibrillation) {
  LiveFrame n(23e3);
  const CircuitModel model = compiled(n.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  const AttachmentId id = circuit.attachBody(s, {.a = n.frame, .b = n.earth});
  circuit.step(s, 0);
  circuit.settle(s, 10);
  EXPECT_EQ(findAttachment(s, id)->danger, 0);
  EXPECT_NEAR(findAttachment(s, id)->exposure, 10, 0.02);
  EXPECT_EQ(findAttachment(s, id)->worst, BodyEffect::kPerception);
}

}  // namespace
}  // namespace shixun::circuit
