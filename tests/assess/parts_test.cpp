// What is marked besides rules: time, hints, steps, an instructor's judgement.
#include "assess/report.h"
#include "tests/assess/small.h"

namespace shixun::assess {
namespace {

const std::string kRules =
    "  rules:\n" + ruleWith("R1", "marks: 90, step: open, always: not event(touched)");
const std::string kOff = "  - {operate: isolator.handle, to: \"off\"}\n";
const std::string kTouched = "  - {touch: dead}\n  - {untouch: dead}\n";

std::string finishAfter(double seconds) {
  return "  - {finish, after: " + std::to_string(seconds) + " s}\n";
}

TEST(Time, IsEarnedInProportionBetweenFullAndNone) {
  Small small(rubricWith(kRules + "  time: {marks: 10, full: 20 s, none: 40 s}\n"));
  EXPECT_EQ(small.play(kOff + finishAfter(15)).score.total, 100);
  const SmallOutcome slow = small.play(kOff + finishAfter(29));
  EXPECT_NEAR(slow.score.total, 95, 0.01);
  ASSERT_EQ(rulesOf(slow.findings), std::vector<std::string>{"time"});
  EXPECT_EQ(slow.findings[0].found, "30 s");
  EXPECT_EQ(slow.findings[0].wanted, "≤ 20 s");
  EXPECT_NEAR(slow.findings[0].marksLost, 5, 0.01);
  EXPECT_EQ(slow.score.aspects.back().id, "time");
  EXPECT_NEAR(small.play(kOff + finishAfter(60)).score.total, 90, 1e-9);
}

TEST(Time, EarnsNothingWhereTheProcedureIsNotComplete) {
  Small small(rubricWith(kRules + "  time: {marks: 10, full: 20 s, none: 40 s}\n"));
  const SmallOutcome out = small.play(finishAfter(5));
  EXPECT_EQ(out.score.total, 0);
  EXPECT_EQ(out.rule("time").state, MarkState::kNotDone);
  EXPECT_TRUE(out.findings.empty()) << "not done is no finding";
}

TEST(Time, StandsStillInAPause) {
  Small small(rubricWith(kRules + "  time: {marks: 10, full: 20 s, none: 40 s}\n"));
  small.load();
  session::SessionInfo info;
  assess::Run run(*small.model, info, nullptr);
  scenario::Command command;
  const auto act = [&](scenario::CommandKind kind) {
    command = {};
    command.kind = kind;
    static_cast<void>(run.step({&command, 1}));
  };
  command.what = small.model->entities.at("Q1.handle");
  command.kind = scenario::CommandKind::kOperate;
  command.position = 1;
  static_cast<void>(run.step({&command, 1}));
  act(scenario::CommandKind::kPause);
  for (int i = 0; i < 120 * 60; ++i) static_cast<void>(run.step({}));
  act(scenario::CommandKind::kResume);
  act(scenario::CommandKind::kFinish);
  EXPECT_EQ(run.score().total, 100);
}

TEST(Penalty, CostsMarksForEachFullIntervalBeyondTheExpectedTimeUntilTheStop) {
  Small small(rubricWith(kRules + "  penalty: {each: 5 s, marks: 9, stop: 12 s}\n"));
  EXPECT_EQ(small.play(kOff + finishAfter(13)).score.total, 100) << "10 s are expected";
  const SmallOutcome once = small.play(kOff + finishAfter(14.5));
  EXPECT_NEAR(once.score.total, 90, 1e-9);
  ASSERT_EQ(rulesOf(once.findings), std::vector<std::string>{"penalty"});
  EXPECT_EQ(once.findings[0].wanted, "≤ 10 s");
  EXPECT_NEAR(once.score.deducted, 10, 1e-9);
  EXPECT_NEAR(small.play(kOff + finishAfter(90)).score.total, 80, 1e-9) << "stopped after 12 s";
}

TEST(Penalty, NothingIsEarnedAfterTheStopAndBreachesStillCount) {
  Small small(rubricWith(kRules + "  penalty: {after: 2 s, each: 5 s, marks: 9, stop: 5 s}\n"));
  const std::string late = "  - {operate: isolator.handle, to: \"off\", after: 8 s}\n";
  const SmallOutcome out = small.play(late + finishAfter(1));
  EXPECT_FALSE(out.score.steps[0].done);
  EXPECT_EQ(out.score.total, 0);
  const SmallOutcome touched =
      small.play(kOff + "  - {touch: dead, after: 9 s}\n" + finishAfter(1));
  EXPECT_TRUE(touched.score.steps[0].done);
  EXPECT_EQ(touched.score.total, 0);
}

const std::string kHint = "  - {hint}\n";

TEST(Hints, CostMarksBeyondTheFreeOnesEachAsAFinding) {
  Small small(rubricWith(kRules + "  hints: {free: 1, each: 9}\n"));
  small.content.edit(scenario::kScenarioFile, "modes: [learn, assess]",
                     "modes: [learn, practise, assess]");
  EXPECT_EQ(small.play(kHint + kOff + finishAfter(1), "practise").score.total, 100);
  const SmallOutcome three = small.play(kHint + kHint + kOff + kHint + finishAfter(1), "practise");
  EXPECT_NEAR(three.score.total, 80, 1e-9);
  ASSERT_EQ(rulesOf(three.findings), (std::vector<std::string>{"hints", "hints"}));
  EXPECT_EQ(three.findings[0].step, "open");
  EXPECT_EQ(three.findings[1].step, "") << "nothing was left to do";
  EXPECT_EQ(three.score.steps[0].hints, 2U);
  EXPECT_EQ(small.play(kHint + kHint + kOff + finishAfter(1), "learn").score.total, 100)
      << "no mode in which hints are asked for";
}

TEST(Steps, TellWhenTheyBeganAndEndedAndHowOftenTheyWereTried) {
  const std::string second =
      "    - {id: test, title: step.open, reason: step.open.why, attempt_when: event(touched), "
      "done_when: \"once(event(touched, at=ground))\"}\n";
  Small small(rubricWith(second + kRules));
  const SmallOutcome out = small.play(
      "  - {touch: dead, after: 4 s}\n  - {untouch: dead}\n  - {touch: ground, after: 2 s}\n"
      "  - {untouch: ground}\n  - {operate: isolator.handle, to: \"off\", after: 5 s}\n"
      "  - {operate: isolator.handle, to: \"on\"}\n  - {operate: isolator.handle, to: \"off\"}\n" +
      finishAfter(1));
  const StepScore& open = out.score.steps[0];
  const StepScore& test = out.score.steps[1];
  EXPECT_EQ(test.attempts, 2U);
  EXPECT_EQ(open.attempts, 2U) << "opened twice";
  EXPECT_NEAR(test.used, 7, 0.1) << "from the start";
  EXPECT_NEAR(open.used, 6, 0.1) << "from the end of the one done before it";
  EXPECT_EQ(*open.began, *test.ended);
  EXPECT_EQ(open.expected, 10);
  EXPECT_EQ(open.evaluationKey, "evaluation.poor") << "its only rule is broken";
  EXPECT_EQ(test.evaluationKey, "evaluation.good");
}

TEST(Steps, AreEvaluatedByTheirOwnTextsOrTheGeneralOnes) {
  const std::string rest = "  rules:\n" +
                           ruleWith("R1", "marks: 50, step: open, always: not event(touched)") +
                           ruleWith("R2", "marks: 50, step: open, always: not event(flash)");
  Small small(rubricWith(rest));
  const auto told = [&small](const std::string& steps) {
    return small.play(steps).score.steps[0].evaluationKey;
  };
  EXPECT_EQ(told(kOff + finishAfter(1)), "evaluation.good");
  EXPECT_EQ(told(kOff + kTouched + finishAfter(1)), "evaluation.partial");
  EXPECT_EQ(told(finishAfter(1)), "evaluation.poor");
  Small own(rubricWith(rest));
  own.content.edit(scenario::kScenarioFile, "expected: 10 s,",
                   "expected: 10 s, evaluation: {good: say.ask}, waived_when: event(touched),");
  EXPECT_EQ(own.play(kOff + finishAfter(1)).score.steps[0].evaluationKey, "say.ask");
  EXPECT_EQ(own.play(kTouched + finishAfter(1)).score.steps[0].evaluationKey, "evaluation.waived");
}

// ---- judged

const std::string kJudged =
    kRules +
    "  judged:\n    - {code: J1, aspect: safety, title: say.ask, marks: 10, levels: [reply.no, "
    "reply.no, reply.yes, reply.yes]}\n";

TEST(Judged, AspectsArePendingUntilAnInstructorHasJudgedThem) {
  const SmallOutcome out = Small(rubricWith(kJudged)).play(kOff + finishAfter(1));
  EXPECT_EQ(out.score.total, 90);
  EXPECT_EQ(out.score.pending, 10);
  EXPECT_TRUE(out.score.passed) << "decided on what is there";
  EXPECT_EQ(out.score.aspects[0].pending, 10);
  EXPECT_FALSE(out.score.judged[0].judgement);
}

// A record and what an instructor wrote beside it.
class Judging {
 public:
  Judging(const std::string& rubric, const std::string& steps) : small_(rubric) {
    outcome = small_.play(steps);
  }
  Score score(const std::string& file) {
    MemoryDisk files;
    files.files["s.judgements.yaml"] = file;
    Diagnostics problems;
    const auto judgements =
        readJudgements(files, judgementsPath("s.mcap"), *small_.model, problems);
    EXPECT_TRUE(judgements) << problems.text();
    if (!judgements) return {};
    return remark(*small_.model, outcome.playback, *judgements).score;
  }
  std::string problems(const std::string& file) {
    MemoryDisk files;
    files.files["s.judgements.yaml"] = file;
    Diagnostics problems;
    EXPECT_FALSE(readJudgements(files, "s.judgements.yaml", *small_.model, problems));
    return problems.text();
  }
  SmallOutcome outcome;

 private:
  Small small_;
};

TEST(Judged, LevelsEarnAThirdOfTheMarksEach) {
  Judging judging(rubricWith(kJudged), kOff + finishAfter(1));
  const auto judged = [&](int level) {
    return judging.score("format: 1\njudgements: [{code: J1, level: " + std::to_string(level) +
                         ", who: Wang, when: \"2026-01-31T15:10:00Z\"}]\n");
  };
  EXPECT_EQ(judged(3).total, 100);
  EXPECT_NEAR(judged(2).total, 90 + 20.0 / 3, 1e-9);
  EXPECT_EQ(judged(0).total, 90);
  EXPECT_EQ(judged(0).pending, 0);
  EXPECT_EQ(judged(2).judged[0].levelKey, "reply.yes");
  EXPECT_EQ(judged(2).judged[0].judgement->who, "Wang");
}

TEST(Judged, LastOfSeveralJudgementsCounts) {
  Judging judging(rubricWith(kJudged), kOff + finishAfter(1));
  EXPECT_EQ(judging
                .score("format: 1\njudgements:\n"
                       "  - {code: J1, level: 3, who: Wang, when: \"2026-01-31T15:10:00Z\"}\n"
                       "  - {code: J1, level: 0, who: Li, when: \"2026-02-01T09:00:00+08:00\"}\n")
                .total,
            90);
}

TEST(Overrides, StandBesideTheVerdictWithTheirOwnTotal) {
  Judging judging(rubricWith(kRules), kOff + kTouched + finishAfter(1));
  const Score score = judging.score(
      "format: 1\noverrides: [{rule: R1, share: 1, who: Wang, when: \"2026-01-31T15:10:00Z\", why: "
      "the glove was on}]\n");
  EXPECT_EQ(score.total, 0);
  EXPECT_FALSE(score.passed);
  EXPECT_EQ(score.rules[0].state, MarkState::kBroken);
  ASSERT_EQ(score.overrides.size(), 1U);
  EXPECT_EQ(score.overrides[0].view.why, "the glove was on");
  EXPECT_EQ(score.overriddenTotal, 100);
  EXPECT_TRUE(score.overriddenPassed);
}

TEST(Overrides, OfAGateDecideWhetherItHolds) {
  Judging judging(
      rubricWith("  rules:\n    - {code: R1, aspect: safety, severity: gate, marks: 0, wrong: "
                 "R1.wrong, advice: R1.advice, step: open, always: not event(touched)}\n" +
                 ruleWith("R2", "marks: 10, step: open, always: not event(flash)")),
      kOff + kTouched + finishAfter(1));
  const auto with = [&](const std::string& share) {
    return judging
        .score("format: 1\noverrides: [{rule: R1, share: " + share +
               ", who: Wang, when: \"2026-01-31T15:10:00Z\", why: agreed}]\n")
        .overriddenPassed;
  };
  EXPECT_FALSE(judging.score("format: 1\n").overriddenPassed);
  EXPECT_TRUE(with("1"));
  EXPECT_FALSE(with("0.5"));
}

TEST(Judgements, ThatAreWrongAreToldAllAtOnceWithTheirPlaces) {
  Judging judging(rubricWith(kJudged), kOff + finishAfter(1));
  EXPECT_EQ(
      judging.problems("format: 1\njudgements:\n"
                       "  - {code: J7, level: 4, who: Wang, when: yesterday}\n"
                       "  - {code: J1, levl: 2, who: Wang, when: \"2026-01-31T15:10:00Z\"}\n"
                       "overrides:\n"
                       "  - {rule: R9, share: 2, who: Wang, when: \"2026-01-31T15:10:00Z\"}\n"),
      "s.judgements.yaml:3:12: error[unknown-name]: unknown judged aspect 'J7'; did you mean "
      "'J1'?\n"
      "s.judgements.yaml:3:23: error[bad-value]: the level is not in 0 to 3\n"
      "s.judgements.yaml:3:43: error[bad-value]: 'yesterday' is no date and time; write "
      "2026-01-31T15:10:00Z\n"
      "s.judgements.yaml:4:5: error[missing-key]: a judgement lacks the key 'level'; add it: 0, 1, "
      "2 "
      "or 3\n"
      "s.judgements.yaml:4:16: error[unknown-key]: 'levl' is no key of a judgement; did you mean "
      "'level'?\n"
      "s.judgements.yaml:6:5: error[missing-key]: an override lacks the key 'why'; add it: the "
      "reason\n"
      "s.judgements.yaml:6:12: error[unknown-name]: unknown rule 'R9'; did you mean 'R1'?\n"
      "s.judgements.yaml:6:23: error[bad-value]: the share is not in 0 to 1\n");
  EXPECT_NE(judging.problems("- a list\n").find("this is no file of judgements"),
            std::string::npos);
}

// ---- places and nodes

TEST(Places, AreWhereItHappenedOrElseWhereTheEquipmentStands) {
  const std::string rules =
      "  rules:\n" + ruleWith("R1", "marks: 1, step: open, always: not event(touched)") +
      ruleWith("R2",
               "marks: 1, about: [tester], finally: \"hangs(own_lock, isolator.hasp)\", "
               "earned_when: event(finished)");
  Small small(rubricWith(rules));
  const SmallOutcome out = small.play(kTouched + finishAfter(1));
  ASSERT_EQ(rulesOf(out.findings), (std::vector<std::string>{"R1", "R2"}));
  ASSERT_TRUE(out.findings[0].place);
  EXPECT_NEAR(out.findings[0].place->x, 3, 1e-9) << "node t_out of the box";
  ASSERT_TRUE(out.findings[1].place);
  EXPECT_NEAR(out.findings[1].place->x, 1, 1e-9) << "the tester at home";
  ASSERT_TRUE(out.playback.findings[0].place) << "recorded";
  EXPECT_EQ(*out.playback.findings[0].place, *out.findings[0].place);
  const SmallOutcome taken = small.play("  - {take: tester}\n" + finishAfter(1));
  ASSERT_EQ(rulesOf(taken.findings), std::vector<std::string>{"R2"});
  EXPECT_FALSE(taken.findings[0].place) << "in a hand, of which the record tells nothing";
}

TEST(Nodes, MatchAMeasurementAtAnotherPointOfTheSameWire) {
  const auto holds = [](const std::string& formula) {
    Small small(rubricWith("  rules:\n" + ruleWith("R1",
                                                   "marks: 1, earned_when: event(finished), "
                                                   "finally: \"" +
                                                       formula + "\"")));
    // A second box, its input on the first one's output.
    small.content.edit(scenario::kScenarioFile, "  PL1: {equipment: lock",
                       "  Q2: {equipment: box, at: {position: [9 m, 0 m, 0 m]}}\n"
                       "  PL1: {equipment: lock");
    small.content.edit(scenario::kScenarioFile, "people:\n",
                       "wires:\n  - [Q1.out, Q2.in]\n  - [Q1.earth, Q2.earth]\npeople:\n");
    return small
        .play(
            "  - {operate: isolator.handle, to: \"off\"}\n  - {take: tester}\n"
            "  - {probe: tester.a, at: Q2.in, hand: left}\n"
            "  - {probe: tester.b, at: Q2.earth}\n" +
            finishAfter(3))
        .findings.empty();
  };
  const std::string measured = "once(event(measured, what=tester, ";
  EXPECT_FALSE(holds(measured + "at=dead, with=ground))"));
  EXPECT_TRUE(holds(measured + "node=dead))"));
  EXPECT_TRUE(holds(measured + "node=ground))"));
  EXPECT_FALSE(holds(measured + "node=live))")) << "a switch is no wire";
  EXPECT_TRUE(holds("exists p in pairs: " + measured + "nodes=p))"));
  EXPECT_FALSE(holds("exists p in pairs: " + measured + "pair=p))"));
  EXPECT_TRUE(holds("exists t in terminals: " + measured + "node=t))"));
}

}  // namespace
}  // namespace shixun::assess
