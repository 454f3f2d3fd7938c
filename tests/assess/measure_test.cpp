// Measured rules and deductions by occurrence.
#include "assess/measure.h"

#include "tests/assess/small.h"

namespace shixun::assess {
namespace {

// The reading between live and ground, each time it is taken; 230 V - what the wire loses.
std::string tolerance(const std::string& rest) {
  const std::string reading =
      "value: \"value(measured, what=tester, to=volts)\", when: \"event(measured, what=tester)\", ";
  return rubricWith(
      "  rules:\n" +
      ruleWith("R1", "marks: 60, about: [tester], tolerance: {" + reading + rest + "}") +
      ruleWith("R2", "marks: 40, step: open, always: not event(touched)"));
}

// Reads the supply, then (switched off) what lies behind the switch: 230 V, 0 V.
const std::string kReadSupply = R"yaml(
  - {take: tester}
  - {probe: tester.a, at: live, hand: left}
  - {probe: tester.b, at: ground}
)yaml";
const std::string kReadDead = R"yaml(
  - {operate: isolator.handle, to: "off", after: 3 s}
  - {unprobe: tester.a, after: 3 s}
  - {probe: tester.a, at: dead, hand: left}
)yaml";
const std::string kFinish = "\n  - {finish, after: 3 s}\n";

TEST(Tolerance, GivesAllMarksNearTheTargetNoneFarAwayAndAShareBetween) {
  const auto earned = [](const std::string& rest) {
    return Small(tolerance(rest)).play(kReadSupply + kFinish).rule("R1");
  };
  const RuleScore all = earned("target: 231 V, full: 2 V, none: 5 V");
  EXPECT_EQ(all.state, MarkState::kEarned);
  EXPECT_EQ(all.earned, 60);
  EXPECT_EQ(all.found, "230 V");
  EXPECT_EQ(all.wanted, "229 V … 233 V");
  const RuleScore part = earned("target: 240 V, full: 5 V, none: 15 V");
  EXPECT_EQ(part.state, MarkState::kPartial);
  EXPECT_NEAR(part.earned, 30, 1e-3);
  EXPECT_EQ(earned("target: 300 V, full: 5 V, none: 70 V").state, MarkState::kBroken);
  EXPECT_EQ(earned("target: 300 V, full: 5 V, none: 70 V").earned, 0);
}

TEST(Tolerance, ResultBelowFullIsAFindingWithTheValueAndTheRangeWanted) {
  Small small(tolerance("target: 240 V, full: 5 V, none: 15 V"));
  const SmallOutcome out = small.play(kReadSupply + kFinish);
  ASSERT_EQ(rulesOf(out.findings), std::vector<std::string>{"R1"});
  const Finding& finding = out.findings[0];
  EXPECT_EQ(finding.found, "230 V");
  EXPECT_EQ(finding.wanted, "235 V … 245 V");
  EXPECT_NEAR(finding.marksLost, 30, 1e-3);
  EXPECT_NE(finding.event.find("measured what=VT1"), std::string::npos) << finding.event;
  EXPECT_LT(secondsFromTick(finding.tick), 4) << "the moment of the reading, not of the end";
  EXPECT_NEAR(out.score.aspects[0].broken, 30, 1e-3);
  EXPECT_EQ(out.score.aspects[0].notDone, 40) << "R2: nothing was opened";
}

TEST(Tolerance, WithoutAnAttemptIsNotTested) {
  Small small(tolerance("target: 240 V, full: 5 V, none: 15 V"));
  const SmallOutcome out = small.play(kFinish);
  EXPECT_TRUE(out.findings.empty());
  EXPECT_EQ(out.rule("R1").state, MarkState::kNotDone);
  EXPECT_EQ(out.rule("R1").found, "");
}

TEST(Tolerance, CountsTheFirstTheBestOrTheLastAttempt) {
  const auto found = [](const std::string& repeat) {
    return Small(tolerance("target: 231 V, full: 2 V, none: 5 V, repeat: " + repeat))
        .play(kReadSupply + kReadDead + kFinish)
        .rule("R1")
        .found;
  };
  EXPECT_EQ(found("first"), "230 V");
  EXPECT_EQ(found("last"), "0 V");
  EXPECT_EQ(found("best"), "230 V");
}

TEST(Graded, GivesTheShareOfTheLevelAndNothingBeyondTheLast) {
  scenario::RuleModel rule;
  rule.form = scenario::RuleForm::kGraded;
  rule.measure.emplace();
  rule.measure->levels = {{60, 1}, {90, 0.5}};
  EXPECT_EQ(shareOf(rule, 12), 1);
  EXPECT_EQ(shareOf(rule, 60), 1);
  EXPECT_EQ(shareOf(rule, 60.1), 0.5);
  EXPECT_EQ(shareOf(rule, 90), 0.5);
  EXPECT_EQ(shareOf(rule, 91), 0);
  EXPECT_EQ(shareOf(rule, kNaN), 0);
}

std::string graded(const std::string& rest) {
  return rubricWith("  rules:\n" + ruleWith("R1", "marks: 10, step: open, graded: {" + rest + "}"));
}

TEST(Graded, MeasuresTheTimeSinceSomethingHappened) {
  Small small(graded(R"yaml(value: time, since: "event(measured)", when: "event(operated, to=off)",
                        levels: [{up_to: 2 s, share: 1}, {up_to: 6 s, share: 0.5}])yaml"));
  const SmallOutcome out =
      small.play(kReadSupply + "  - {operate: isolator.handle, to: \"off\", after: 5 s}" + kFinish);
  EXPECT_NEAR(out.score.total, 50, 1e-9);
  ASSERT_EQ(out.findings.size(), 1U);
  EXPECT_EQ(out.findings[0].wanted, "≤ 2 s");
  EXPECT_EQ(out.findings[0].found.substr(0, 2), "4.");
}

TEST(Graded, CountsHowOftenSomethingHappened) {
  Small small(graded(R"yaml(count: "event(operated, what=isolator.handle, to=on)",
                        levels: [{up_to: 1, share: 1}, {up_to: 2, share: 0.25}])yaml"));
  const std::string off = "  - {operate: isolator.handle, to: \"off\"}\n";
  const std::string on = "  - {operate: isolator.handle, to: \"on\"}\n";
  EXPECT_EQ(small.play(off + on + kFinish).score.total, 100);
  const SmallOutcome twice = small.play(off + on + off + on + kFinish);
  EXPECT_EQ(twice.score.total, 25);
  ASSERT_EQ(twice.findings.size(), 1U);
  EXPECT_EQ(twice.findings[0].found, "2");
  EXPECT_EQ(twice.findings[0].wanted, "≤ 1");
  EXPECT_NEAR(secondsFromTick(twice.findings[0].tick), 4, 0.1) << "when it happened again";
  EXPECT_EQ(small.play(off + on + off + on + off + on + kFinish).score.total, 0);
}

std::string touches(const std::string& deduction) {
  return rubricWith(
      "  rules:\n" +
      ruleWith("R1", "marks: 10, step: open, always: not event(touched)" + deduction));
}
const std::string kTouch = "  - {touch: dead}\n  - {untouch: dead}\n";
const std::string kOpen = "  - {operate: isolator.handle, to: \"off\"}\n";

TEST(Deductions, CostTheirPriceForEveryBreachUpToTheMost) {
  Small small(touches(", each: 2, most: 5"));
  EXPECT_EQ(small.play(kOpen + kFinish).score.total, 100);
  const SmallOutcome twice = small.play(kOpen + kTouch + kTouch + kFinish);
  EXPECT_NEAR(twice.score.total, 60, 1e-9);
  EXPECT_EQ(twice.rule("R1").state, MarkState::kPartial);
  ASSERT_EQ(twice.findings.size(), 2U);
  EXPECT_LT(twice.findings[0].tick, twice.findings[1].tick);
  EXPECT_NEAR(twice.findings[1].marksLost, 20, 1e-9);
  const SmallOutcome four = small.play(kOpen + kTouch + kTouch + kTouch + kTouch + kFinish);
  EXPECT_NEAR(four.score.total, 50, 1e-9);
  ASSERT_EQ(four.findings.size(), 4U);
  EXPECT_NEAR(four.findings[2].marksLost, 10, 1e-9);
  EXPECT_EQ(four.findings[3].marksLost, 0);
}

TEST(Deductions, ThatTakeAllMarksLeaveTheRuleBroken) {
  const SmallOutcome out =
      Small(touches(", each: 5, most: 10")).play(kOpen + kTouch + kTouch + kFinish);
  EXPECT_EQ(out.score.total, 0);
  EXPECT_EQ(out.rule("R1").state, MarkState::kBroken);
}

TEST(Deductions, AreOnceAndAllMarksWhereNothingElseIsSaid) {
  const SmallOutcome out = Small(touches("")).play(kOpen + kTouch + kTouch + kFinish);
  EXPECT_EQ(out.findings.size(), 1U);
  EXPECT_EQ(out.score.total, 0);
}

TEST(Deductions, LeaveNothingToEarnWhereTheRuleWasNeverPutToTheTest) {
  const SmallOutcome out = Small(touches(", each: 2, most: 5")).play(kTouch + kFinish);
  EXPECT_EQ(out.score.total, 0);
}

TEST(Deductions, GoOnOnlyWhenTheFormulaHasHeldInBetween) {
  Small small(rubricWith("  rules:\n" +
                         ruleWith("R1",
                                  "marks: 10, each: 1, most: 10, always: isolator.handle == on, "
                                  "earned_when: once(event(finished))")));
  const SmallOutcome out = small.play(
      kOpen + kReadSupply + "  - {operate: isolator.handle, to: \"on\"}\n" + kOpen + kFinish);
  EXPECT_EQ(out.findings.size(), 2U) << "one stay in the wrong position is one breach";
  EXPECT_NEAR(out.score.total, 80, 1e-9);
}

}  // namespace
}  // namespace shixun::assess
