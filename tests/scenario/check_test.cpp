// What a check adds to loading: approvals, and what takes more than one changed file to show.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/fixture.h"

namespace shixun::scenario {
namespace {

using testing::HasSubstr;

std::string checked(const Content& content, const std::string& path) {
  Diagnostics problems;
  check(content.root, path, problems);
  return problems.text();
}

const std::string kTwoFacts = "logic: {x: handle == on and handle == off}\n";

TEST(Check, EquipmentApprovesItsOwnWarnings) {
  Content content;
  content.files.files.at(kBoxFile) += kTwoFacts;
  const std::string warning = checked(content, kBoxFile);
  EXPECT_THAT(warning, HasSubstr("warning[never-true]: 'handle == on' and 'handle == off'"));
  EXPECT_THAT(checked(content, "course/task"), HasSubstr("warning[never-true]"));
  content.files.files.at(kBoxFile) +=
      "approved: [{code: never-true, at: handle == on, reason: to show it}]\n";
  EXPECT_EQ(checked(content, kBoxFile), "");
  EXPECT_EQ(checked(content, "course/task"), "");
}

TEST(Check, AnApprovalThatMatchesNothingIsSaidWhereItCanBeKnown) {
  Content content;
  content.files.files.at(kBoxFile) +=
      "approved: [{code: never-true, at: handle == on, reason: to show it}]\n";
  EXPECT_THAT(checked(content, kBoxFile), HasSubstr("warning[unused-approval]: 'handle == on'"));
  EXPECT_EQ(checked(content, "course/task"), "") << "the scenario cannot tell";
}

TEST(Check, AnErrorCannotBeApproved) {
  Content content;
  content.edit(kScenarioFile, "marks: 1", "marks: -1");
  const std::string before = checked(content, "course/task");
  EXPECT_THAT(before, HasSubstr("error[bad-value]"));
  content.files.files.at(kScenarioFile) +=
      "approved: [{code: bad-value, at: \"\", reason: because}]\n";
  EXPECT_EQ(checked(content, "course/task"), before);
}

TEST(Check, ATextThatNothingShowsIsSaidOnce) {
  Content content;
  for (const std::string language : {"en", "zh"}) {
    content.files.files.at("scenarios/course/task/text." + language + ".yaml") +=
        "R9: {wrong: never seen}\n";
  }
  EXPECT_EQ(checked(content, "course/task"),
            "scenarios/course/task/text.en.yaml:7:6: warning[unused-text]: nothing shows the text "
            "'R9.wrong'; use it or remove it in every language; or approve it with the reason\n");
}

TEST(Check, LoadingDoesNotAskWhatIsUsed) {
  Content content;
  content.edit(kScenarioFile, "roles: {", "roles: {window: Q1.window, ");
  Diagnostics problems;
  EXPECT_NE(content.load(problems), nullptr);
  EXPECT_EQ(problems.text(), "");
  EXPECT_THAT(checked(content, "course/task"), HasSubstr("warning[unused-role]"));
}

TEST(Check, TitlesOfEquipmentNeedTheLanguagesOfItsName) {
  Content content;
  content.edit(kBoxFile, "title: {en: Window, zh: 观察窗}", "title: {en: Window}");
  EXPECT_THAT(checked(content, kBoxFile),
              HasSubstr("error[missing-translation]: this text has no 'zh'"));
}

// Rings that hold themselves, or that a timer slows down, come to rest.
TEST(Check, LogicThatComesToRestIsLeftAlone) {
  for (const std::string logic : {
           "logic: {x: y or handle == on, y: x}\n",
           "latches: {up: {set: handle == on, reset: handle == off}}\n",
           "latches: {up: {set: not up, reset: handle == off}}\n",
           "timers: {t: {input: not x, on_delay: 1 s}}\nlogic: {x: t}\n",
       }) {
    Content content;
    content.files.files.at(kBoxFile) += logic;
    EXPECT_EQ(checked(content, kBoxFile), "") << logic;
  }
}

TEST(Check, AnInstrumentWithOneProbeMeasuresNoPair) {
  Content content;
  content.edit("assets/equipment/tester/equipment.yaml", "{a: {tip: tip_a}, b: {tip: tip_b}}",
               "{a: {tip: tip_a}}");
  EXPECT_THAT(
      checked(content, "course/task"),
      HasSubstr("error[never-matches]: no event 'measured' is like this: 'VT1' has one probe"));
}

TEST(Check, EveryWarningNamesWhatAnApprovalWouldName) {
  const auto names = disk().list(kBadFolder);
  ASSERT_TRUE(names.ok());
  size_t warnings = 0;
  for (const std::string& file : *names) {
    if (!file.ends_with(".expected")) continue;
    const std::string text = readFile(kBadFolder + "/" + file);
    for (size_t at = text.find("warning["); at != std::string::npos;
         at = text.find("warning[", at + 1)) {
      const std::string message = text.substr(at, text.find(';', at) - at);
      EXPECT_THAT(message, HasSubstr("'")) << file;
      ++warnings;
    }
  }
  EXPECT_GT(warnings, 12u);
}

}  // namespace
}  // namespace shixun::scenario
