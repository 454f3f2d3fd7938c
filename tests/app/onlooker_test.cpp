#include "app/onlooker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace shixun::app {
namespace {

// Walls at x = left and x = right that go on for ever.
class Aisle final : public Solids {
 public:
  Aisle(double left, double right) : walls_{left, right} {}
  std::optional<double> firstHit(const Vec3& from, const Vec3& to) const override {
    std::optional<double> first;
    for (const double wall : walls_) {
      if ((from.x - wall) * (to.x - wall) >= 0) continue;
      const double at = (wall - from.x) / (to.x - from.x);
      if (!first || at < *first) first = at;
    }
    return first;
  }
  double clearance(const Vec3& point, double within) const override {
    return std::min({within, std::abs(point.x - walls_[0]), std::abs(point.x - walls_[1])});
  }

 private:
  double walls_[2];
};

session::PoseSample trainee(double x = 0) {
  session::PoseSample sample;
  sample.worldFromHead = Pose(Vec3(x, 1.6, 0));
  sample.handShown[1] = true;
  sample.worldFromHand[1] = Pose(Vec3(x + 0.2, 1.2, -0.4));
  return sample;
}

TEST(Onlooker, StandsBehindAndBesideAndLooksAtTheWork) {
  const Aisle room(-5, 5);
  Onlooker onlooker(room);
  const Pose eye = onlooker.follow(trainee(), 0);
  EXPECT_GT(eye.position.z, 0.5);
  EXPECT_GT(glm::length(eye.position - Vec3(0, 1.6, 0)), 1);
  const Vec3 toWork = glm::normalize(Vec3(0.1, 1.4, -0.3) - eye.position);
  EXPECT_GT(glm::dot(eye.turn(Vec3(0, 0, -1)), toWork), 0.98);
}

TEST(Onlooker, IsNeverBehindAWall) {
  for (const double wide : {0.3, 0.5, 0.8, 1.2, 2.0}) {
    const Aisle aisle(-wide, wide);
    Onlooker onlooker(aisle);
    for (const double x : {0.0, wide * 0.8, -wide * 0.8}) {
      for (int frame = 0; frame < 40; ++frame) {
        const Pose eye = onlooker.follow(trainee(x), frame == 0 ? 0 : 0.05);
        ASSERT_LT(std::abs(eye.position.x), wide) << wide << " " << x << " " << frame;
      }
    }
  }
}

TEST(Onlooker, FollowsSmoothlyAndJumpsAfterALeapInTime) {
  const Aisle room(-50, 50);
  Onlooker onlooker(room);
  const Vec3 before = onlooker.follow(trainee(0), 0).position;
  const Vec3 soon = onlooker.follow(trainee(1), 0.05).position;
  EXPECT_GT(soon.x, before.x);
  EXPECT_LT(soon.x, before.x + 0.3);
  EXPECT_NEAR(onlooker.follow(trainee(1), 0).position.x, before.x + 1, 1e-9);
  EXPECT_NEAR(onlooker.follow(trainee(20), 0.05).position.x, before.x + 20, 1e-9);
}

}  // namespace
}  // namespace shixun::app
