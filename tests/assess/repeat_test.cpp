#include "assess/repeat.h"

#include "tests/assess/small.h"

namespace shixun::assess {
namespace {

using scenario::Repeat;

TEST(Repeats, FirstBestOrLastOfTheFinishedSessionsCounts) {
  const std::vector<SessionMark> sessions = {{"2026-02-03T08:00:00Z", true, 80},
                                             {"2026-02-01T08:00:00Z", true, 60},
                                             {"2026-01-31T08:00:00Z", false, 100},
                                             {"2026-02-02T08:00:00Z", true, 90},
                                             {"2026-02-04T08:00:00Z", false, 95}};
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kFirst), 1U);
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kBest), 3U);
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kLast), 0U);
}

TEST(Repeats, OfEqualOnesTheEarlierIsTheBest) {
  const std::vector<SessionMark> sessions = {{"2026-02-03T08:00:00Z", true, 80},
                                             {"2026-02-01T08:00:00Z", true, 80},
                                             {"2026-02-01T08:00:00Z", true, 80}};
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kBest), 1U);
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kFirst), 1U);
  EXPECT_EQ(sessionThatCounts(sessions, Repeat::kLast), 0U);
}

TEST(Repeats, NoneCountsWhereNoneWasFinished) {
  EXPECT_FALSE(sessionThatCounts({}, Repeat::kBest));
  const std::vector<SessionMark> sessions = {{"2026-02-03T08:00:00Z", false, 80}};
  EXPECT_FALSE(sessionThatCounts(sessions, Repeat::kFirst));
}

TEST(Repeats, ArePartOfTheRubricAndBestWhereNothingIsSaid) {
  const std::string rules =
      "  rules:\n" + ruleWith("R1", "marks: 1, step: open, always: not event(touched)");
  const auto repeatOf = [&](const std::string& more) {
    Small small(rubricWith(rules + more));
    small.load();
    return small.model->rubric.repeat;
  };
  EXPECT_EQ(repeatOf(""), Repeat::kBest);
  EXPECT_EQ(repeatOf("  repeat: first\n"), Repeat::kFirst);
  EXPECT_EQ(repeatOf("  repeat: last\n"), Repeat::kLast);
}

}  // namespace
}  // namespace shixun::assess
