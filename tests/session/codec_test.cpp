#include "session/codec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/rng.h"
#include "session/info.h"
#include "session/session.h"
#include "tests/support/shipped.h"

namespace shixun::session {
namespace {

using scenario::CommandKind;
using test::flagship;

const ScenarioModel& model() {
  return *flagship().model;
}

TEST(Codec, KeepsCommandsByName) {
  Command command;
  command.kind = CommandKind::kOperate;
  command.what = flagship().entity("isolator.handle");
  command.position = 1;
  command.hand = scenario::Hand::kLeft;
  const std::string json = encodeCommand(model(), 77, command);
  EXPECT_EQ(json, R"({"tick":77,"do":"operate","what":"Q1.handle","to":"off","hand":"left"})");
  const auto back = decodeCommand(model(), json);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->tick, 77);
  EXPECT_EQ(back->command.what, command.what);
  EXPECT_EQ(back->command.position, 1U);
  EXPECT_EQ(back->command.hand, scenario::Hand::kLeft);
}

TEST(Info, OfANewerFormatIsRefusedWithWhatToDo) {
  std::string head = encodeInfo(model(), {});
  ASSERT_TRUE(decodeInfo(head).ok());
  const std::string known = "\"format\":1,";
  const size_t at = head.find(known);
  ASSERT_NE(at, std::string::npos);
  for (const char* newer : {"\"format\":2,", "\"format\":99999999999,", "\"format\":\"x\",", ""}) {
    std::string changed = head;
    changed.replace(at, known.size(), newer);
    const auto read = decodeInfo(changed);
    ASSERT_FALSE(read.ok()) << newer;
    EXPECT_NE(read.status().message().find("newer program"), std::string::npos);
  }
}

TEST(Codec, SaysWhichNameAScenarioDoesNotHave) {
  const auto back =
      decodeCommand(model(), R"({"tick":1,"do":"operate","what":"Q99.handle","to":"off"})");
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.status().code(), StatusCode::kNotFound);
  EXPECT_NE(back.status().message().find("Q99.handle"), std::string::npos);
}

TEST(Codec, KeepsNumbersExactlyAndUndefinedAsNull) {
  TracePoint point;
  point.kind = PointKind::kObservables;
  point.tick = 5;
  const uint32_t speed = model().signalsByName.at("motor.machine.speed");
  const uint32_t reading = model().signalsByName.at("tester.reading");
  point.signals = {{speed, 152.89102030405061},
                   {reading, std::numeric_limits<double>::quiet_NaN()}};
  point.potentials = {{3, 230.94000000000003, -1e-17, 0}};
  TracePoint back;
  size_t unknown = 0;
  ASSERT_TRUE(decodeSignals(model(), encodeSignals(model(), point), back, unknown).ok());
  ASSERT_TRUE(decodePotentials(model(), encodePotentials(model(), point), back, unknown).ok());
  ASSERT_EQ(back.signals.size(), 2U);
  EXPECT_EQ(back.signals[0].value, 152.89102030405061);
  EXPECT_TRUE(std::isnan(back.signals[1].value));
  ASSERT_EQ(back.potentials.size(), 1U);
  EXPECT_EQ(back.potentials[0].re, 230.94000000000003);
  EXPECT_EQ(back.potentials[0].im, -1e-17);
  EXPECT_EQ(unknown, 0U);
}

TEST(Codec, SkipsAndCountsValuesThatTodaysScenarioDoesNotKnow) {
  TracePoint back;
  size_t unknown = 0;
  ASSERT_TRUE(decodeSignals(model(), R"({"tick":1,"set":{"X9.gone":true,"Q1.handle":"sideways"}})",
                            back, unknown)
                  .ok());
  EXPECT_EQ(unknown, 2U);
  EXPECT_TRUE(back.signals.empty());
}

TEST(Codec, KeepsFindingsWithTheirEvidence) {
  Finding finding;
  finding.rule = "E09";
  finding.severity = scenario::RuleSeverity::kGate;
  finding.tick = 1234;
  finding.marksLost = 4.8;
  finding.about = {"Q1", "VT1"};
  finding.values = {{"volts(work_L1)", "231 V"}, {"isolator.handle", "off"}};
  finding.found = "11.2 V";
  finding.wanted = "10.5 V … 11.1 V";
  finding.place = Vec3(1.5, -0.25, 0.1);
  const auto back = decodeFinding(encodeFinding(finding));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->found, "11.2 V");
  EXPECT_EQ(back->wanted, "10.5 V … 11.1 V");
  ASSERT_TRUE(back->place);
  EXPECT_EQ(*back->place, Vec3(1.5, -0.25, 0.1));
  EXPECT_EQ(back->rule, "E09");
  EXPECT_EQ(back->severity, scenario::RuleSeverity::kGate);
  EXPECT_EQ(back->marksLost, 4.8);
  ASSERT_EQ(back->values.size(), 2U);
  EXPECT_EQ(back->values[0].value, "231 V");
}

TEST(Codec, ReadsFindingsOfRecordsFromBeforeTheyHadAPlace) {
  const auto back = decodeFinding(
      R"({"tick":7,"rule":"E01","severity":"minor","marks":2,"wrong":"w","advice":"a","step":"",)"
      R"("about":["Q1"],"formula":"f","event":"","values":{}})");
  ASSERT_TRUE(back.ok());
  EXPECT_FALSE(back->place);
  EXPECT_EQ(back->wanted, "");
}

TEST(Codec, NeverCrashesOnHostileMessages) {
  const std::string seeds[] = {
      R"({"tick":1,"do":"operate","what":"Q1.handle","to":"off","hand":"left"})",
      R"({"tick":1,"kind":"measured","what":"VT1","at":"Q1.2T1","to":"volts","value":1e308})",
      R"({"tick":1,"set":{"Q1.handle":"off","Q1.2T1":[1,2,3]}})"};
  Rng rng(20260101);
  for (int round = 0; round < 6000; ++round) {
    std::string text = seeds[rng.below(3)];
    for (uint32_t k = rng.below(6); k > 0; --k) {
      const uint32_t at = rng.below(static_cast<uint32_t>(text.size()));
      text[at] = static_cast<char>(rng.below(256));
    }
    text.resize(rng.below(static_cast<uint32_t>(text.size()) + 1));
    TracePoint point;
    size_t unknown = 0;
    static_cast<void>(decodeCommand(model(), text).ok());
    static_cast<void>(decodeEvent(model(), text).ok());
    static_cast<void>(decodeSignals(model(), text, point, unknown).ok());
    static_cast<void>(decodePotentials(model(), text, point, unknown).ok());
    static_cast<void>(decodeFinding(text).ok());
    static_cast<void>(decodeHash(text).ok());
    static_cast<void>(decodeInfo(text).ok());
  }
}

TEST(Info, ComesBackFromARecordsHead) {
  SessionInfo info;
  info.trainee = "李明";
  info.mode = "assess";
  info.seed = 0xfedcba9876543210ULL;
  info.faults = {0};
  auto back = decodeInfo(encodeInfo(model(), info));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->info.trainee, "李明");
  EXPECT_EQ(back->info.seed, info.seed);
  EXPECT_EQ(back->scenario, test::kFlagship);
  ASSERT_TRUE(resolveFaults(model(), *back).ok());
  EXPECT_EQ(back->info.faults, info.faults);
}

TEST(Session, StandsStillWhilePausedAndGoesOnAfterwards) {
  Session session(model(), {}, nullptr);
  Command pause, resume;
  pause.kind = CommandKind::kPause;
  resume.kind = CommandKind::kResume;
  session.step({&pause, 1});
  const Tick at = session.state().tick;
  for (int i = 0; i < 50; ++i) session.step({});
  EXPECT_EQ(session.state().tick, at);
  session.step({&resume, 1});
  session.step({});
  EXPECT_EQ(session.state().tick, at + 1);
}

TEST(Session, BeginsItsTraceWithEveryObservable) {
  Session session(model(), {}, nullptr);
  const auto points = session.step({});
  ASSERT_FALSE(points.empty());
  EXPECT_EQ(points[0].signals.size(), model().signals.size());
  EXPECT_EQ(points[0].potentials.size(), model().terminals.size());
}

}  // namespace
}  // namespace shixun::session
