// Every shipped walkthrough gives exactly the findings that it names, and the same marks again from
// its record. Copies of the scenario with changed equipment keep their findings without an edit to
// the rubric.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "assess/expectation.h"
#include "assess/run.h"
#include "record/reader.h"
#include "session/playback.h"
#include "tests/support/shipped.h"

namespace shixun::assess {
namespace {

using scenario::Walkthrough;
using test::flagship;
using test::Shipped;

struct Performance {
  std::vector<std::string> findings;  // codes, sorted
  Score score;
  uint64_t hash = 0;
  std::string record;  // bytes
  double stuckReading = 0;
  std::vector<Finding> full;
};

Performance play(const Shipped& shipped, const Walkthrough& walkthrough) {
  MemoryDisk files;
  Run run(*shipped.model, session::infoOf(walkthrough), std::move(files.create("s.mcap")).value());
  CommandPlayer player(walkthrough);
  while (!run.over()) run.step(player.due(run.session().state()));
  EXPECT_TRUE(run.session().recorder()->close(nullptr).ok());
  Performance out;
  out.findings = codesOf(run.assessor().findings());
  out.score = run.score();
  out.hash = run.session().chainedHash();
  out.record = files.files["s.mcap"];
  out.full = run.assessor().findings();
  return out;
}

std::string describe(const Performance& outcome) {
  std::string text;
  for (const Finding& f : outcome.full) {
    text += f.rule + " at " + std::to_string(secondsFromTick(f.tick)) + " s: " + f.formula + " | " +
            f.event + "\n";
    for (const auto& v : f.values) text += "    " + v.name + " = " + v.value + "\n";
  }
  return text;
}

class Walkthroughs : public testing::TestWithParam<test::Played> {};

TEST_P(Walkthroughs, GivesExactlyItsFindingsAndTheSameMarksFromItsRecord) {
  Shipped& shipped = test::shippedScenario(GetParam().scenario);
  ASSERT_NE(shipped.model, nullptr);
  const Walkthrough walkthrough = shipped.walkthrough(GetParam().walkthrough);
  const Performance outcome = play(shipped, walkthrough);
  EXPECT_EQ(outcome.findings, walkthrough.findings) << describe(outcome);
  if (walkthrough.fullMarks) {
    EXPECT_EQ(outcome.score.total, 100);
    EXPECT_TRUE(outcome.score.passed);
  }
  auto reader = record::Reader::open(outcome.record);
  ASSERT_TRUE(reader.ok());
  const session::Playback playback = session::readPlayback(*reader, *shipped.model);
  EXPECT_EQ(playback.unknownNames, 0U);
  EXPECT_TRUE(playback.troubles.empty());
  const Remarked again = remark(*shipped.model, playback);
  EXPECT_EQ(again.score.total, outcome.score.total);
  ASSERT_EQ(again.findings.size(), outcome.full.size());
  for (size_t i = 0; i < again.findings.size(); ++i) {
    EXPECT_EQ(again.findings[i].rule, outcome.full[i].rule);
    EXPECT_EQ(again.findings[i].tick, outcome.full[i].tick);
  }
  auto info = session::readInfo(*reader);
  ASSERT_TRUE(info.ok());
  ASSERT_TRUE(session::resolveFaults(*shipped.model, *info).ok());
  const session::VerifyReport verified = session::verify(*shipped.model, *info, playback);
  EXPECT_TRUE(verified.same);
  EXPECT_GT(verified.compared, 10U);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Walkthroughs, testing::ValuesIn(test::allPlayed()),
                         test::testName);

TEST(Mistakes, AreAtLeastTheEightThatTheScenarioMustKnow) {
  const auto names = scenario::listWalkthroughs(flagship().root, *flagship().model);
  for (const char* needed : {"reference", "relies_on_stop_button", "skips_tester_proof",
                             "line_to_line_only_stuck_pole", "touches_live_terminal", "no_padlock",
                             "tests_before_isolating", "reproof_omitted", "cuts_other_lock"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), needed), names.end()) << needed;
  }
}

TEST(Copies, WithAnotherSupplyVoltageReadDifferentlyAndAreJudgedTheSame) {
  Shipped copy;
  const std::string supply = "assets/equipment/supply_400v/equipment.yaml";
  copy.files.replaceAll(supply, "230.94 V", "219.39 V");  // 380 V mains
  copy.load();
  ASSERT_NE(copy.model, nullptr);
  for (const char* name : {"reference", "line_to_line_only_stuck_pole", "skips_tester_proof"}) {
    const Walkthrough walkthrough = copy.walkthrough(name);
    const Performance outcome = play(copy, walkthrough);
    EXPECT_EQ(outcome.findings, walkthrough.findings) << name << "\n" << describe(outcome);
    EXPECT_NE(outcome.hash, play(flagship(), flagship().walkthrough(name)).hash);
  }
}

TEST(Copies, WithRenamedEquipmentNeedNoEditToTheRubric) {
  Shipped copy;
  const std::string path = "scenarios/electrical/motor-starter-isolation/scenario.yaml";
  const std::string before = copy.files.original(path);
  const std::string rubric = before.substr(before.find("\nrubric:"));
  std::string head = before.substr(0, before.size() - rubric.size());
  // Q1 -> QS7 wherever it stands as a name of its own.
  std::string renamed;
  for (size_t i = 0; i < head.size(); ++i) {
    const auto word = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    if (head.compare(i, 2, "Q1") == 0 && (i == 0 || !word(head[i - 1])) && !word(head[i + 2])) {
      renamed += "QS7";
      ++i;
    } else {
      renamed += head[i];
    }
  }
  ASSERT_NE(renamed, head);
  copy.files.changed[path] = renamed + rubric;
  copy.load();
  ASSERT_NE(copy.model, nullptr);
  EXPECT_TRUE(copy.model->entities.contains("QS7.handle"));
  EXPECT_FALSE(copy.model->entities.contains("Q1.handle"));
  for (const char* name : {"reference", "no_padlock", "line_to_line_only_stuck_pole"}) {
    const Walkthrough walkthrough = copy.walkthrough(name);
    EXPECT_EQ(play(copy, walkthrough).findings, walkthrough.findings) << name;
  }
}

TEST(Copies, WithHarmlessStepsReorderedKeepFullMarks) {
  Shipped& shipped = flagship();
  Walkthrough walkthrough = shipped.walkthrough("reference");
  auto& steps = walkthrough.steps;
  const auto block = [&steps](const std::string& id) {
    const auto first =
        std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.id == id; });
    const auto last = std::find_if(first, steps.end(), [&](const auto& s) { return s.id != id; });
    return std::pair(first, last);
  };
  // Barrier before the protective equipment; the tests to earth before those between lines.
  auto [p1, p2] = block("protect");
  auto [b1, b2] = block("barrier");
  ASSERT_EQ(p2, b1);
  std::rotate(p1, b1, b2);
  EXPECT_TRUE(play(shipped, walkthrough).findings.empty());
}

// No hand gets from the handle to a terminal before this pump stands still, so there is no
// walkthrough of it; a faster person or a heavier rotor would be judged by this.
TEST(StoredEnergy, OfAShaftThatStillTurnsWhenAHandReachesInIsAGate) {
  Shipped& shipped = flagship();
  const auto stepsUntilTouch = [&shipped](double wait) {
    Walkthrough walkthrough = shipped.walkthrough("does_nothing");
    walkthrough.steps.clear();
    const auto add = [&](scenario::CommandKind kind, const char* what, uint32_t position,
                         double after) {
      scenario::WalkthroughStep step;
      step.command.kind = kind;
      if (kind == scenario::CommandKind::kTouch) {
        step.command.at = shipped.entity(what);
      } else {
        step.command.what = shipped.entity(what);
      }
      step.command.position = position;
      step.after = after;
      walkthrough.steps.push_back(step);
    };
    add(scenario::CommandKind::kOperate, "A1.latch", 1, 1);
    add(scenario::CommandKind::kOperate, "A1.door", 1, 1);
    add(scenario::CommandKind::kOperate, "Q1.handle", 1, 1);
    add(scenario::CommandKind::kTouch, "Q1.2T1", 0, wait);
    return walkthrough;
  };
  const auto count = [](const Performance& outcome) {
    return std::count(outcome.findings.begin(), outcome.findings.end(), "E07");
  };
  EXPECT_EQ(count(play(shipped, stepsUntilTouch(0.5))), 1);
  EXPECT_EQ(count(play(shipped, stepsUntilTouch(10))), 0);
}

// Nothing is earned by standing there: see the rubric's `earned_when`.
TEST(Marks, AreNotGivenForDoingNothing) {
  const Performance outcome = play(flagship(), flagship().walkthrough("does_nothing"));
  EXPECT_EQ(outcome.score.total, 0);
  EXPECT_FALSE(outcome.score.passed);
}

TEST(Abandoned, RunsAreKeptAndJudgedAsSuch) {
  Shipped& shipped = flagship();
  Walkthrough walkthrough = shipped.walkthrough("reference");
  walkthrough.steps.resize(6);
  scenario::WalkthroughStep leave;
  leave.command.kind = scenario::CommandKind::kAbandon;
  walkthrough.steps.push_back(leave);
  const Performance outcome = play(shipped, walkthrough);
  EXPECT_FALSE(outcome.score.passed);
  auto reader = record::Reader::open(outcome.record);
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE(session::readPlayback(*reader, *shipped.model).abandoned);
}

TEST(Remarking, CannotDeriveAMarkFromARecordThatLacksTheObservable) {
  Shipped& shipped = flagship();
  const Performance outcome = play(shipped, shipped.walkthrough("reference"));
  auto reader = record::Reader::open(outcome.record);
  ASSERT_TRUE(reader.ok());
  session::Playback playback = session::readPlayback(*reader, *shipped.model);
  const uint32_t lacking = shipped.model->signalsByName.at("isolator.handle");
  for (TracePoint& point : playback.trace) {
    std::erase_if(point.signals, [&](const auto& c) { return c.signal == lacking; });
  }
  const Remarked again = remark(*shipped.model, playback);
  EXPECT_TRUE(std::any_of(again.findings.begin(), again.findings.end(),
                          [](const Finding& f) { return f.underivable; }));
  EXPECT_LT(again.score.total, 100);
}

TEST(CutRecords, AreJudgedAsFarAsTheyGoAndNeverCrash) {
  Shipped& shipped = flagship();
  const Performance outcome = play(shipped, shipped.walkthrough("no_padlock"));
  for (size_t keep = 0; keep < outcome.record.size(); keep += outcome.record.size() / 40 + 1) {
    auto reader = record::Reader::open(outcome.record.substr(0, keep));
    if (!reader.ok()) continue;
    const session::Playback playback = session::readPlayback(*reader, *shipped.model);
    const Remarked again = remark(*shipped.model, playback);
    EXPECT_LE(again.score.total, 100);
  }
}

}  // namespace
}  // namespace shixun::assess
