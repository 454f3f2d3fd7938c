#include "app/boundary.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace shixun::app {
namespace {

const Vec2 kFloor(3, 2);
const Pose kWorldFromStage(Vec3(10, 0, 5));

std::vector<render::Tube> shownFor(const std::vector<Vec3>& body, const Vec2& floor = kFloor) {
  std::vector<render::Tube> tubes;
  addBoundary(floor, kWorldFromStage, body, tubes);
  return tubes;
}
double brightest(const std::vector<render::Tube>& tubes) {
  double most = 0;
  for (const render::Tube& tube : tubes)
    most = std::max(most, static_cast<double>(tube.emissive.x));
  return most;
}

TEST(Boundary, IsNotSeenInTheMiddleNorWhenTheFloorIsNotKnown) {
  EXPECT_TRUE(shownFor({Vec3(0, 1.6, 0), Vec3(0.4, 1, -0.4)}).empty());
  EXPECT_TRUE(shownFor({Vec3(9, 1.6, 0)}, Vec2(0)).empty());
}

TEST(Boundary, StandsWhereAHandComesNearAndIsBrighterTheNearer) {
  const auto far = shownFor({Vec3(0, 1.6, 0), Vec3(1.1, 1, 0)});
  const auto near = shownFor({Vec3(0, 1.6, 0), Vec3(1.4, 1, 0)});
  ASSERT_FALSE(far.empty());
  for (const render::Tube& tube : near) {
    for (const Vec3& point : tube.points) EXPECT_NEAR(point.x, 10 + 1.5, 1e-9);
  }
  EXPECT_GT(brightest(near), 2 * brightest(far));
}

TEST(Boundary, IsStillSeenByWhoeverHasLeftTheFloor) {
  const auto tubes = shownFor({Vec3(0, 1.6, -1.7)});
  ASSERT_FALSE(tubes.empty());
  for (const render::Tube& tube : tubes) {
    for (const Vec3& point : tube.points) EXPECT_NEAR(point.z, 5 - 1, 1e-9);
  }
}

TEST(Boundary, HasTwoSidesInACorner) {
  const auto tubes = shownFor({Vec3(1.3, 1.6, 0.8)});
  const auto onX = [](const render::Tube& tube) {
    return std::abs(tube.points[0].x - 11.5) < 1e-9;
  };
  const auto onZ = [](const render::Tube& tube) { return std::abs(tube.points[0].z - 6) < 1e-9; };
  EXPECT_TRUE(std::any_of(tubes.begin(), tubes.end(), onX));
  EXPECT_TRUE(std::any_of(tubes.begin(), tubes.end(), onZ));
}

}  // namespace
}  // namespace shixun::app
