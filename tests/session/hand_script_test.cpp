#include "session/hand_script.h"

#include <gtest/gtest.h>

#include "session/rehearse.h"
#include "tests/support/shipped.h"

namespace shixun::session {
namespace {

using test::flagship;
using test::Shipped;

constexpr const char* kFile =
    "scenarios/electrical/motor-starter-isolation/walkthroughs/hands/reference.yaml";
constexpr const char* kHead =
    "format: 1\nunits: time s, position m, rotation quaternion x y z w\nkeys:\n";
constexpr const char* kFirst =
    "  - {time: 0, head: [0, 1.6, 0, 0, 0, 0, 1], left: [0, 1, 0, 0, 0, 0, 1], "
    "right: [0, 1, 0, 0, 0, 0, 1]}\n";

// What an author reads who wrote this script.
std::string problemsOf(const std::string& content) {
  Shipped copy;
  copy.files.changed[kFile] = content;
  Diagnostics problems;
  const auto script = loadHandScript(copy.root, *flagship().model, "reference", problems);
  EXPECT_EQ(script.ok(), !problems.hasErrors());
  std::string text = problems.text();
  const std::string folder = copy.files.path("");
  for (size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
    text.erase(at, folder.size());
  }
  return text;
}

TEST(HandScript, ComesBackFromItsFileAsItWasWritten) {
  Diagnostics problems;
  const ScenarioModel& model = *flagship().model;
  const auto script = loadHandScript(flagship().root, model, "reference", problems);
  ASSERT_TRUE(script.ok()) << problems.text();
  ASSERT_GT(script->keys.size(), 500U);
  const std::string written = formatHandScript(model, *script);
  Shipped copy;
  copy.files.changed[kFile] = written;
  const auto again = loadHandScript(copy.root, model, "reference", problems);
  ASSERT_TRUE(again.ok()) << problems.text();
  EXPECT_EQ(formatHandScript(model, *again), written);
  EXPECT_EQ(written, flagship().files.original(kFile));
}

TEST(HandScript, HoldsNothingThatNamesEquipmentButForWordsAndForms) {
  Diagnostics problems;
  const auto script = loadHandScript(flagship().root, *flagship().model, "reference", problems);
  ASSERT_TRUE(script.ok());
  for (const auto& key : script->keys) {
    for (const auto& command : key.panelCommands) EXPECT_TRUE(scenario::info(command.kind).panel);
  }
  EXPECT_FALSE(scenario::info(scenario::CommandKind::kOperate).panel);
  EXPECT_FALSE(scenario::info(scenario::CommandKind::kProbe).panel);
  EXPECT_FALSE(scenario::info(scenario::CommandKind::kTake).panel);
}

TEST(HandScript, IsPlannedTheSameAgain) {
  // The shortest of them; planning all is what `shixun rehearse` does.
  const scenario::Walkthrough walkthrough = flagship().walkthrough("false_report");
  const auto script = rehearse(*flagship().model, walkthrough);
  ASSERT_TRUE(script.ok()) << script.status().message();
  EXPECT_EQ(formatHandScript(*flagship().model, *script),
            flagship().files.original("scenarios/electrical/motor-starter-isolation/walkthroughs/"
                                      "hands/false_report.yaml"));
}

TEST(HandScript, OfTwoLinesIsEnough) {
  EXPECT_EQ(problemsOf(std::string(kHead) + kFirst), "");
}

TEST(HandScript, SaysWhereACommandStandsThatHandsHaveToDo) {
  EXPECT_EQ(problemsOf(std::string(kHead) + kFirst +
                       "  - {time: 1, panel: [{operate: Q1.handle, to: off}]}\n"),
            std::string(kFile) +
                ":5:23: error[not-by-hand]: this has to be done by the hands, not by a command; "
                "give poses and inputs that do it\n");
}

TEST(HandScript, SaysAllThatIsWrongAtOnce) {
  const std::string found = problemsOf(
      "format: 1\nunits: mm\nspeed: 2\nkeys:\n"
      "  - {time: 0, head: [0, 1.6, 0, 0, 0, 0, 1], left: [0, 1, 0, 0, 0, 0]}\n"
      "  - {time: 0, right_squeeze: 7, nose: 1}\n"
      "  - {time: 2, head: [0, nan, 0, 0, 0, 0, 1], left: [0, 0, 0, 0.9, 0.9, 0, 0]}\n"
      "  - 3\n");
  for (const char* expected :
       {":3:1: error[unknown-key]", ":2:8: error[wrong-unit]", ":5:52: error[wrong-type]",
        ":5:5: error[missing-key]",
        ":6:30: error[out-of-range]: '7' is no number that can stand here; from 0 to 1",
        ":6:33: error[unknown-key]", ":6:5: error[bad-order]",
        ":7:25: error[out-of-range]: 'nan' is no number that can stand here; from -1000 to 1000",
        ":7:52: error[out-of-range]: the last four numbers are no rotation",
        ":8:5: error[wrong-type]"}) {
    EXPECT_NE(found.find(expected), std::string::npos) << expected << " is not in\n" << found;
  }
}

TEST(HandScript, OfAnotherFormatOrNoneIsRefused) {
  EXPECT_NE(problemsOf("format: 2\nkeys: []\n").find("bad-format-version"), std::string::npos);
  EXPECT_NE(problemsOf("").find("error["), std::string::npos);
  EXPECT_NE(problemsOf("{").find("error["), std::string::npos);
  EXPECT_NE(problemsOf(std::string(kHead) + "  []\n").find("missing-key"), std::string::npos);
}

}  // namespace
}  // namespace shixun::session
