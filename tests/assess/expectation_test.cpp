#include "assess/expectation.h"

#include <gtest/gtest.h>

namespace shixun::assess {
namespace {

session::Finding found(const char* rule) {
  session::Finding finding;
  finding.rule = rule;
  return finding;
}

TEST(Expectation, FindingsAreComparedAsOftenAsTheyAreMadeInAnyOrder) {
  scenario::Walkthrough walkthrough;
  walkthrough.findings = {"E03", "E09"};
  const Score score;
  EXPECT_EQ(unexpected(walkthrough, std::vector{found("E09"), found("E03")}, score), "");
  EXPECT_EQ(unexpected(walkthrough, std::vector{found("E09"), found("E03"), found("E03")}, score),
            "the findings are E03, E03, E09, expected are E03, E09");
  EXPECT_EQ(unexpected(walkthrough, {}, score), "the findings are none, expected are E03, E09");
}

TEST(Expectation, WithoutAFindingFullMarksMayStillBeMissed) {
  scenario::Walkthrough walkthrough;
  walkthrough.fullMarks = true;
  Score score;
  score.total = 97.5;
  EXPECT_EQ(unexpected(walkthrough, {}, score), "the marks are 97.5, expected are all 100");
  score.total = 100;
  EXPECT_EQ(unexpected(walkthrough, {}, score), "");
}

}  // namespace
}  // namespace shixun::assess
