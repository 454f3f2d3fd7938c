#include "app/floor.h"

#include <cmath>

#include "core/rng.h"
#include "tests/app/scenario_of_test.h"

namespace shixun::app {
namespace {

asset::Box boxOf(const Vec3& min, const Vec3& max) {
  asset::Box box;
  box.include(min);
  box.include(max);
  return box;
}

// A room of 6 m by 6 m with a block of 1 m in its middle.
Floor sampleFloor() {
  FloorDef def;
  def.height = 0.5;
  def.room = boxOf({-3, 0, -3}, {3, 3, 3});
  def.obstacles = {boxOf({-0.5, 0.5, -0.5}, {0.5, 1.5, 0.5})};
  return Floor(def);
}

TEST(Floor, FeetKeepABodysRadiusFromThingsAndStayInTheRoom) {
  const Floor floor = sampleFloor();
  EXPECT_TRUE(floor.blocked({0, 0.5, 0}));
  EXPECT_TRUE(floor.blocked({0.70, 0.5, 0}));
  EXPECT_FALSE(floor.blocked({0.72, 0.5, 0}));
  // Around a corner the radius is a circle, not a square.
  EXPECT_FALSE(floor.blocked({0.66, 0.5, 0.66}));
  EXPECT_TRUE(floor.blocked({3.01, 0.5, 0}));
  EXPECT_FALSE(floor.blocked({2.99, 0.5, 0}));
}

TEST(Floor, OnlyPointsOfItsOwnLevelAreStoodOn) {
  const Floor floor = sampleFloor();
  EXPECT_TRUE(floor.standable({2, 0.5, 2}));
  EXPECT_FALSE(floor.standable({2, 1.0, 2}));
  EXPECT_FALSE(floor.standable({0, 0.5, 0}));
  EXPECT_FALSE(floor.standable({NAN, 0.5, 0}));
}

TEST(Floor, TheNearestPlaceToStandIsBesideTheThing) {
  const Floor floor = sampleFloor();
  const auto at = floor.nearestStandable({0.45, 0.9, 0}, 0.4);
  ASSERT_TRUE(at);
  EXPECT_TRUE(floor.standable(*at));
  EXPECT_LT(glm::distance(*at, Vec3(0.45, 0.5, 0)), 0.31);
  EXPECT_FALSE(floor.nearestStandable({0, 0.5, 0}, 0.4));
  EXPECT_EQ(*floor.nearestStandable({2, 0, 2}, 0), Vec3(2, 0.5, 2));
  EXPECT_FALSE(floor.nearestStandable({NAN, 0, 0}, 0.4));
}

TEST(Floor, FeetSlideAlongWhatIsInTheWay) {
  const Floor floor = sampleFloor();
  const Vec3 at = floor.walked({0.2, 0.5, 2}, {0.3, 0, -1.5});
  EXPECT_NEAR(at.x, 0.5, 1e-9);
  EXPECT_GT(at.z, 0.7);
  EXPECT_LT(at.z, 0.75);
}

TEST(Floor, NoWayIsSoLongThatFeetJumpThroughAThing) {
  const Floor floor = sampleFloor();
  EXPECT_GT(floor.walked({0, 0.5, 2}, {0, 0, -4}).z, 0.7);
  EXPECT_LT(floor.walked({2, 0.5, 0}, {1e300, 0, 0}).x, 3);
  EXPECT_EQ(floor.walked({2, 0.5, 0}, {NAN, 0, 0}), Vec3(2, 0.5, 0));
  EXPECT_EQ(floor.walked({2, 0.5, 0}, {0, -1, 0}), Vec3(2, 0.5, 0));
}

TEST(Floor, WhoStandsTooNearMayLeaveButNotGoDeeper) {
  const Floor floor = sampleFloor();
  // A real head leaning over the block.
  const Vec3 over(0.3, 0.5, 0);
  EXPECT_NEAR(floor.walked(over, {1.5, 0, 0}).x, 1.8, 1e-9);
  EXPECT_EQ(floor.walked(over, {-1.5, 0, 0}), over);
}

TEST(Floor, RandomWalksNeverEndInAThing) {
  const Floor floor = sampleFloor();
  const uint64_t seed = 20;
  SCOPED_TRACE(seed);
  Rng rng(seed);
  Vec3 feet(2, 0.5, 2);
  for (int i = 0; i < 5000; ++i) {
    feet = floor.walked(feet, {rng.unit() * 2 - 1, rng.unit(), rng.unit() * 2 - 1});
    ASSERT_FALSE(floor.blocked(feet)) << feet.x << " " << feet.z;
    ASSERT_EQ(feet.y, 0.5);
  }
}

TEST(Floor, IsMetFromAbove) {
  const Floor floor = sampleFloor();
  EXPECT_NEAR(*floor.hit({0, 1.5, 0}, {0, -0.5, 0}), 0.5, 1e-12);
  EXPECT_FALSE(floor.hit({0, 1.5, 0}, {0, 0.6, 0}));
  EXPECT_FALSE(floor.hit({0, -0.5, 0}, {0, 1.5, 0}));
  EXPECT_FALSE(floor.hit({0, 0.2, 0}, {0, 0.1, 0}));
}

TEST(Floor, TheShippedScenarioBeginsWhereOneCanStand) {
  const Floor floor(shippedScenario());
  EXPECT_TRUE(floor.standable(shippedScenario().worldFromStart.position));
  // The line-up stands there.
  EXPECT_TRUE(floor.blocked({0, 0, -0.6}));
}

}  // namespace
}  // namespace shixun::app
