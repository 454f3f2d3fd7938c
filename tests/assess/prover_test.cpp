// The prover: mutants, the points they go on from, and what is found when a rule is taken away.
#include "assess/prover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scenario/read_command.h"
#include "tests/support/shipped.h"

namespace shixun::assess {
namespace {

using scenario::Walkthrough;
using test::flagship;
using test::Shipped;

const std::string kScenarioFile = "scenarios/electrical/motor-starter-isolation/scenario.yaml";

std::string listing(const scenario::ScenarioModel& model, const Mutant& mutant) {
  std::string out = mutant.text;
  for (const auto& step : mutant.steps) out += "\n" + formatCommand(model, step.command);
  return out;
}

// The rule of a code in the flagship's file, with `from` replaced by `to` in it.
void changeRule(Shipped& copy, const std::string& code, const std::string& from,
                const std::string& to) {
  auto& changed = copy.files.changed;
  std::string text =
      changed.contains(kScenarioFile) ? changed[kScenarioFile] : copy.files.original(kScenarioFile);
  const size_t begin = text.find("- code: " + code);
  ASSERT_NE(begin, std::string::npos);
  const size_t end = text.find("- code:", begin + 1);
  const size_t at = text.find(from, begin);
  ASSERT_LT(at, end) << "'" << from << "' is not in " << code;
  changed[kScenarioFile] = text.replace(at, from.size(), to);
}

// Both gates that a touch of what is live breaks cost marks only.
void loadWithoutTheGatesOfATouch(Shipped& copy) {
  changeRule(copy, "E04", "severity: gate", "severity: minor");
  changeRule(copy, "E26", "severity: gate", "severity: minor");
  copy.load();
}

// A mutant of the reference: a bare terminal touched on the way.
Mutant touching(Shipped& shipped, const Walkthrough& run, const std::string& terminal,
                const std::string& block) {
  Mutant mutant;
  mutant.mutation = Mutation::kStray;
  mutant.steps = run.steps;
  const auto at = std::find_if(mutant.steps.begin(), mutant.steps.end(),
                               [&](const auto& step) { return step.id == block; });
  mutant.first = static_cast<size_t>(at - mutant.steps.begin());
  scenario::WalkthroughStep touch;
  touch.command.kind = scenario::CommandKind::kTouch;
  touch.command.at = shipped.entity(terminal);
  touch.command.hand = scenario::Hand::kLeft;
  mutant.steps.insert(at, touch);
  return mutant;
}

TEST(Mutants, OfTheSameSeedAreTheSameAndOfEveryKind) {
  const auto& model = *flagship().model;
  const Walkthrough run = flagship().walkthrough("reference");
  const auto one = mutantsOf(model, run, {120, 7});
  const auto again = mutantsOf(model, run, {120, 7});
  const auto other = mutantsOf(model, run, {120, 8});
  ASSERT_EQ(one.size(), 120U);
  ASSERT_EQ(again.size(), 120U);
  std::set<Mutation> kinds;
  size_t alike = 0;
  for (size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(listing(model, one[i]), listing(model, again[i]));
    alike += listing(model, one[i]) == listing(model, other[i]) ? 1 : 0;
    kinds.insert(one[i].mutation);
  }
  EXPECT_LT(alike, 30U);
  EXPECT_EQ(kinds.size(), static_cast<size_t>(Mutation::kTwo) + 1);
}

TEST(Mutants, DifferFromTheirRunFromTheStepThatTheyName) {
  const auto& model = *flagship().model;
  const Walkthrough run = flagship().walkthrough("reference");
  const auto text = [&model](const scenario::WalkthroughStep& step) {
    return formatCommand(model, step.command) + std::to_string(step.after);
  };
  for (const Mutant& mutant : mutantsOf(model, run, {0, 1})) {
    size_t same = 0;
    while (same < run.steps.size() && same < mutant.steps.size() &&
           text(run.steps[same]) == text(mutant.steps[same])) {
      ++same;
    }
    const bool equal = same == run.steps.size() && same == mutant.steps.size();
    EXPECT_FALSE(equal && mutant.faults.empty()) << mutant.text;
    EXPECT_EQ(mutant.first, same) << mutant.text;
  }
}

TEST(Mutants, ThatGoOnFromAPointEndAsThoseThatArePlayedFromTheStart) {
  const auto& model = *flagship().model;
  const Walkthrough run = flagship().walkthrough("reference");
  Prover prover(model);
  const Base base = prover.play(run, true);
  ASSERT_GT(base.points.size(), 8U);
  Base bare = prover.play(run, false);
  ASSERT_TRUE(bare.points.empty());
  EXPECT_EQ(base.outcome.end.hash(), bare.outcome.end.hash());
  std::set<Verdict> verdicts;
  for (const Mutant& mutant : mutantsOf(model, run, {test::kSlow ? 12U : 40U, 3})) {
    const Outcome quick = prover.play(base, mutant);
    const Outcome whole = prover.play(bare, mutant);
    EXPECT_EQ(quick.findings, whole.findings) << mutant.text;
    EXPECT_EQ(quick.total, whole.total) << mutant.text;
    EXPECT_EQ(quick.hazards.size(), whole.hazards.size()) << mutant.text;
    EXPECT_EQ(quick.end.hash(), whole.end.hash()) << mutant.text;
    verdicts.insert(prover.judge(base, quick));
  }
  EXPECT_TRUE(verdicts.contains(Verdict::kMarked));
  EXPECT_TRUE(verdicts.contains(Verdict::kHarmless));
}

TEST(Prover, TakesAShockThatAGateTellsAsMarked) {
  Shipped& shipped = flagship();
  const Walkthrough run = shipped.walkthrough("reference");
  Prover prover(*shipped.model);
  const Base base = prover.play(run, true);
  EXPECT_EQ(base.unexpected, "");
  const Outcome outcome = prover.play(base, touching(shipped, run, "Q1.1L1", "screwdriver"));
  ASSERT_FALSE(outcome.hazards.empty());
  EXPECT_EQ(outcome.hazards.front().place, "shock at=Q1.1L1");
  EXPECT_FALSE(outcome.undetected);
  EXPECT_TRUE(outcome.gated);
  EXPECT_EQ(prover.judge(base, outcome), Verdict::kMarked);
}

TEST(Prover, FindsTheShockThatNoGateTellsAndTheFewestCommandsThatShowIt) {
  Shipped copy;
  loadWithoutTheGatesOfATouch(copy);
  ASSERT_NE(copy.model, nullptr);
  const Walkthrough run = copy.walkthrough("reference");
  Prover prover(*copy.model);
  const Base base = prover.play(run, true);
  const Mutant mutant = touching(copy, run, "Q1.1L1", "screwdriver");
  const Outcome outcome = prover.play(base, mutant);
  ASSERT_TRUE(outcome.undetected);
  EXPECT_EQ(prover.judge(base, outcome), Verdict::kUndetectedHazard);
  const auto shortest = prover.shortest(base, mutant, *outcome.undetected);
  ASSERT_EQ(shortest.size(), 1U);
  EXPECT_EQ(formatCommand(*copy.model, shortest.front().command), "{touch: Q1.1L1, hand: left}");
}

TEST(Prover, DoesNotTakeAGateAboutTheEndForATellingOfTheHazard) {
  Shipped copy;
  loadWithoutTheGatesOfATouch(copy);
  const Walkthrough run = copy.walkthrough("reference");
  Prover prover(*copy.model);
  const Base base = prover.play(run, false);
  // Nothing is done but the touch, so that E39 (not back in service, a gate) is broken at the end.
  Mutant mutant = touching(copy, run, "Q1.1L1", "screwdriver");
  mutant.steps = {mutant.steps[mutant.first]};
  const Outcome outcome = prover.play(base, mutant);
  EXPECT_TRUE(outcome.undetected);
}

TEST(Prover, MissesNoMistakeWhoseGateIsTakenAway) {
  Shipped copy;
  changeRule(copy, "E09", "always: >-\n", "always: >-\n        event(hinted) or true or\n");
  copy.load();
  ASSERT_NE(copy.model, nullptr);
  Prover prover(*copy.model);
  size_t missed = 0;
  for (const std::string& name : scenario::listWalkthroughs(copy.root, *copy.model)) {
    const Walkthrough run = copy.walkthrough(name);
    const Base base = prover.play(run, false);
    if (base.unexpected.empty()) continue;
    ++missed;
    EXPECT_NE(base.unexpected.find("E09"), std::string::npos) << name << ": " << base.unexpected;
  }
  EXPECT_GE(missed, 2U);
}

TEST(Prover, ExpectsOnlyThoseHazardsThatARunWithFullMarksShowsWhileTheSameIsBroken) {
  Shipped& shipped = test::shippedScenario("electrical/motor-starter-fault-finding");
  ASSERT_NE(shipped.model, nullptr);
  const Walkthrough run = shipped.walkthrough("reference");
  const Walkthrough found = shipped.walkthrough("found_frame");
  Prover alone(*shipped.model);
  std::vector<Base> bases;
  bases.push_back(alone.play(run, false));
  bases.push_back(alone.play(found, false));
  ASSERT_FALSE(bases[1].outcome.hazards.empty());
  EXPECT_EQ(bases[1].outcome.hazards.front().name, "flash");
  Mutant same;
  same.mutation = Mutation::kFault;
  same.steps = run.steps;
  same.faults = {static_cast<uint32_t>(
      std::find_if(shipped.model->faults.begin(), shipped.model->faults.end(),
                   [](const auto& f) { return f.name == "M1.winding_to_frame"; }) -
      shipped.model->faults.begin())};
  EXPECT_TRUE(alone.play(bases[0], same).undetected);
  Prover knowing(*shipped.model, bases);
  EXPECT_FALSE(knowing.play(bases[0], same).undetected);
}

// Nobody tests between the lines and touches them: nothing happens, as the isolator has opened.
// With a pole welded, behind its window, the same acts are a shock.
Mutant withoutTests(const Walkthrough& run) {
  Mutant mutant;
  mutant.mutation = Mutation::kDrop;
  mutant.text = "without all tests";
  mutant.steps = run.steps;
  std::erase_if(mutant.steps, [](const auto& step) {
    return step.id == "look" || step.id == "test_lines" || step.id == "test_earth";
  });
  while (mutant.first < run.steps.size() &&
         run.steps[mutant.first].id == mutant.steps[mutant.first].id) {
    ++mutant.first;
  }
  return mutant;
}

TEST(Luck, IsFoundWhereAWeldedPoleThatNobodyLookedForWouldHaveHurt) {
  Shipped copy;
  for (const char* code : {"E04", "E08", "E09", "E10"}) {
    changeRule(copy, code, "severity: gate", "severity: minor");
  }
  copy.load();
  ASSERT_NE(copy.model, nullptr);
  const Walkthrough run = copy.walkthrough("reference");
  Prover prover(*copy.model);
  const Base base = prover.play(run, true);
  const Mutant mutant = withoutTests(run);
  const Outcome outcome = prover.play(base, mutant);
  EXPECT_FALSE(outcome.gated);
  EXPECT_TRUE(outcome.hazards.empty());
  const Prover::Candidate candidate{&mutant, &outcome};
  std::set<std::string> worlds;
  for (const auto& world : otherWorlds(*copy.model)) {
    for (const Luck& one : prover.luck(base, world, {&candidate, 1})) {
      EXPECT_EQ(one.hazard.name, "shock");
      worlds.insert(copy.model->faults[world.front()].name);
    }
  }
  EXPECT_TRUE(worlds.contains("Q1.pole_2_stuck"));
  EXPECT_FALSE(worlds.contains("Q2.pole_2_stuck"));
}

TEST(Luck, IsNoneWhereTheTesterWouldHaveShownIt) {
  Shipped& shipped = flagship();
  const Walkthrough run = shipped.walkthrough("reference");
  Prover prover(*shipped.model);
  const Base base = prover.play(run, true);
  // Another thing is left out, so that the trainee tests, and would have known.
  Mutant mutant;
  mutant.steps = run.steps;
  std::erase_if(mutant.steps, [](const auto& step) { return step.id == "look"; });
  while (run.steps[mutant.first].id == mutant.steps[mutant.first].id) ++mutant.first;
  const Outcome outcome = prover.play(base, mutant);
  const Prover::Candidate candidate{&mutant, &outcome};
  for (const auto& world : otherWorlds(*shipped.model)) {
    if (world.size() > 1) continue;
    EXPECT_TRUE(prover.luck(base, world, {&candidate, 1}).empty())
        << shipped.model->faults[world.front()].name;
  }
}

TEST(Witness, TellsAWeldedPoleFromWhenItIsLookedAtAndNotBefore) {
  Shipped& shipped = flagship();
  const Walkthrough run = shipped.walkthrough("reference");
  Walkthrough welded = run;
  for (uint32_t f = 0; f < shipped.model->faults.size(); ++f) {
    if (shipped.model->faults[f].name == "Q1.pole_2_stuck") welded.faults.push_back(f);
  }
  ASSERT_EQ(welded.faults.size(), 1U);
  Prover prover(*shipped.model);
  const auto healthy = prover.play(run, false).outcome.sights;
  const auto other = prover.play(welded, false).outcome.sights;
  double time = 0;
  for (const auto& step : run.steps) {
    if (step.id == "look") break;
    time += step.after;
  }
  const Tick looked = tickFromSeconds(time);
  std::vector<Sight> before;
  std::copy_if(other.begin(), other.end(), std::back_inserter(before),
               [looked](const Sight& sight) { return sight.tick < looked; });
  ASSERT_GT(before.size(), 10U);
  EXPECT_FALSE(differ(before, healthy, looked));
  EXPECT_TRUE(differ(other, healthy, other.back().tick));
}

TEST(Hazards, OfTheScenarioAreSeenAndHaveToBeToldByAGate) {
  Shipped copy;
  std::string text = copy.files.original(kScenarioFile);
  text.insert(text.find("\nrubric:"),
              "\nhazards:\n  hand_at_work: \"exists t in work_lines: event(touched, at=t)\"\n");
  copy.files.changed[kScenarioFile] = text;
  copy.load();
  ASSERT_NE(copy.model, nullptr);
  const Walkthrough run = copy.walkthrough("reference");
  Prover prover(*copy.model);
  const Base base = prover.play(run, false);
  ASSERT_TRUE(base.outcome.undetected);
  EXPECT_EQ(base.outcome.undetected->name, "hand_at_work");
  EXPECT_EQ(base.outcome.hazards.size(), 1U);
}

}  // namespace
}  // namespace shixun::assess
