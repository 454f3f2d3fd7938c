// Hand level: every walkthrough again, from poses and inputs only. What the hands do is up to the
// world that they meet, so in a copy of the world where a terminal is elsewhere they do something
// else.
#include <gtest/gtest.h>

#include <algorithm>

#include "assess/expectation.h"
#include "assess/run.h"
#include "plant/pose.h"
#include "session/hand_script.h"
#include "tests/interact/workshop.h"
#include "tests/support/shipped.h"

namespace shixun::assess {
namespace {

using scenario::Command;
using scenario::CommandKind;
using scenario::EntityRef;
using scenario::Walkthrough;
using session::HandScript;
using test::flagship;

struct Lived {
  std::vector<std::string> findings;  // codes, sorted
  std::vector<std::string> acts;      // what was done, in order
  Score score;
};

// A command as text; empty for those that change nothing that a rule could see: a control left
// where it is, a probe that is lifted only to be set down elsewhere.
std::string actOf(const ScenarioModel& model, const Command& command, const plant::State& state) {
  if (command.kind == CommandKind::kUnprobe || command.kind == CommandKind::kFinish) return "";
  if (command.kind == CommandKind::kOperate &&
      state.controls[command.what.index] == command.position) {
    return "";
  }
  std::string act{scenario::info(command.kind).name};
  for (const EntityRef& e : {command.what, command.at}) {
    if (e) act += " " + scenario::nameOf(model, e);
  }
  if (command.kind == CommandKind::kOperate) act += " to " + std::to_string(command.position);
  return act;
}

bool turnsOn(const ScenarioModel& model, const Command& command, const Command& before) {
  return command.kind == CommandKind::kOperate && before.kind == CommandKind::kOperate &&
         command.what == before.what && !model.controls[command.what.index].momentary;
}

template <typename Player>
Lived live(const ScenarioModel& model, const Walkthrough& walkthrough, Player& player) {
  Run run(model, session::infoOf(walkthrough), nullptr);
  Lived out;
  Command last;
  while (!run.over()) {
    const plant::State& state = run.session().state();
    const auto commands = player.due(state);
    for (const Command& command : commands) {
      const std::string act = actOf(model, command, state);
      if (act.empty()) continue;
      // A dial that a hand turns goes through the positions between.
      if (turnsOn(model, command, last)) out.acts.pop_back();
      out.acts.push_back(act);
      last = command;
    }
    run.step(commands);
  }
  out.findings = codesOf(run.assessor().findings());
  out.score = run.score();
  return out;
}

Lived byHand(const ScenarioModel& model, const Walkthrough& walkthrough, const HandScript& script) {
  session::HandPlayer player(model, script);
  return live(model, walkthrough, player);
}

HandScript handScript(const test::Shipped& shipped, const std::string& name) {
  Diagnostics diagnostics;
  auto script = session::loadHandScript(shipped.root, *shipped.model, name, diagnostics);
  EXPECT_TRUE(script.ok()) << diagnostics.text();
  return script.ok() ? std::move(script).value() : HandScript();
}

std::string firstDifference(const std::vector<std::string>& hands,
                            const std::vector<std::string>& words) {
  const size_t both = std::min(hands.size(), words.size());
  for (size_t i = 0; i <= both; ++i) {
    const std::string hand = i < hands.size() ? hands[i] : "the end";
    const std::string word = i < words.size() ? words[i] : "the end";
    if (hand == word) continue;
    return "act " + std::to_string(i) + ": by hand '" + hand + "', in the walkthrough '" + word +
           "', after '" + (i > 0 ? hands[i - 1] : "the start") + "'";
  }
  return "";
}

class Hands : public testing::TestWithParam<test::Played> {};

TEST_P(Hands, DoWhatTheWalkthroughSaysAndGetItsFindingsAndMarks) {
  test::Shipped& shipped = test::shippedScenario(GetParam().scenario);
  ASSERT_NE(shipped.model, nullptr);
  const ScenarioModel& model = *shipped.model;
  const Walkthrough walkthrough = shipped.walkthrough(GetParam().walkthrough);
  const HandScript script = handScript(shipped, GetParam().walkthrough);
  ASSERT_FALSE(script.keys.empty());
  const Lived hands = byHand(model, walkthrough, script);
  EXPECT_EQ(hands.findings, walkthrough.findings);
  CommandPlayer player(walkthrough);
  const Lived words = live(model, walkthrough, player);
  EXPECT_EQ(firstDifference(hands.acts, words.acts), "");
  EXPECT_EQ(hands.score.total, words.score.total);
  EXPECT_EQ(hands.score.passed, words.score.passed);
}

// From the walkthroughs, not from the scripts that lie there: one without a script fails.
INSTANTIATE_TEST_SUITE_P(Shipped, Hands, testing::ValuesIn(test::allPlayed()), test::testName);

// The flagship with one thing changed in its geometry; the circuit stays.
struct Elsewhere {
  ScenarioModel model = *flagship().model;
  EntityRef terminal = flagship().entity("Q1.4T2");

  asset::SidecarNode& node() {
    const scenario::NodeRef ref = model.terminals[terminal.index].node;
    return model.sidecars[model.parts[ref.part].sidecar].nodes[ref.node];
  }
  Vec3 worldPlace() const {
    const plant::State state = plant::Plant(model, {}).start();
    plant::Poses poses(model);
    poses.update(state);
    return poses.worldFromNode(model.terminals[terminal.index].node).position;
  }
};

Lived reference(const ScenarioModel& model) {
  return byHand(model, flagship().walkthrough("reference"), handScript(flagship(), "reference"));
}

bool probes(const Lived& lived, const std::string& terminal) {
  return std::any_of(lived.acts.begin(), lived.acts.end(), [&](const std::string& act) {
    return act.starts_with("probe ") && act.ends_with(" " + terminal);
  });
}

TEST(HandsElsewhere, AnUnchangedCopyIsReached) {
  const Elsewhere copy;
  const Lived lived = reference(copy.model);
  EXPECT_TRUE(probes(lived, "Q1.4T2"));
  EXPECT_EQ(lived.score.total, 100);
}

TEST(HandsElsewhere, ATerminalMovedTwoMetresAwayIsNotTested) {
  Elsewhere copy;
  copy.node().parentFromNode.position += Vec3(2, 0, 0);
  copy.node().modelFromNode.position += Vec3(2, 0, 0);
  const Lived lived = reference(copy.model);
  EXPECT_FALSE(probes(lived, "Q1.4T2"));
  EXPECT_NE(std::find(lived.findings.begin(), lived.findings.end(), "E09"), lived.findings.end());
  EXPECT_FALSE(lived.score.passed);
}

TEST(HandsElsewhere, ATerminalBehindAWallIsNotTested) {
  Elsewhere copy;
  const Vec3 at = copy.worldPlace() + Vec3(0, 0, 0.04);
  interact::test::ModelBuilder builder;
  std::swap(builder.model, copy.model);
  builder.instance("wall", Pose(at));
  builder.node("wall", -1, Pose(), Vec3(0.03, 0.03, 0.001));
  std::swap(builder.model, copy.model);
  const Lived lived = reference(copy.model);
  EXPECT_FALSE(probes(lived, "Q1.4T2"));
  EXPECT_NE(std::find(lived.findings.begin(), lived.findings.end(), "E09"), lived.findings.end());
  EXPECT_FALSE(lived.score.passed);
}

}  // namespace
}  // namespace shixun::assess
