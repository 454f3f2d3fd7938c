// Everything that is shipped loads without a problem.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario/load.h"
#include "scenario/walkthrough.h"

namespace shixun::scenario {
namespace {

const ContentRoot kRoot{&disk(), SHIXUN_SOURCE_DIR};

TEST(Shipped, EveryScenarioLoadsWithoutErrors) {
  Diagnostics problems;
  const std::vector<Listing> listings = listScenarios(kRoot, problems);
  EXPECT_EQ(problems.text(), "");
  ASSERT_FALSE(listings.empty());
  for (const Listing& listing : listings) {
    const auto model = load(kRoot, listing.id, problems);
    EXPECT_EQ(problems.text(), "") << listing.id;
    ASSERT_NE(model, nullptr) << listing.id;
    EXPECT_EQ(model->id, listing.id);
    EXPECT_EQ(model->contentHash.size(), 64u);
  }
}

TEST(Shipped, EveryWalkthroughLoadsAndOneOfThemExpectsFullMarks) {
  Diagnostics problems;
  for (const Listing& listing : listScenarios(kRoot, problems)) {
    const auto model = load(kRoot, listing.id, problems);
    ASSERT_NE(model, nullptr) << problems.text();
    size_t full = 0;
    for (const std::string& name : listing.walkthroughs) {
      const auto walkthrough = loadWalkthrough(kRoot, *model, name, problems);
      EXPECT_TRUE(walkthrough.ok()) << problems.text();
      if (walkthrough.ok() && walkthrough->fullMarks) ++full;
    }
    EXPECT_GE(full, 1u) << listing.id;
  }
  EXPECT_EQ(problems.text(), "");
}

}  // namespace
}  // namespace shixun::scenario
