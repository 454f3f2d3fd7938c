#include "app/stick.h"

#include <gtest/gtest.h>

#include <cmath>

namespace shixun::app {
namespace {

using scenario::Hand;

TEST(Sticks, ACircleOfRestAndTheWholeRangeAround) {
  EXPECT_EQ(withDeadZone({0.1, -0.1}), Vec2(0));
  EXPECT_EQ(withDeadZone({NAN, 1}), Vec2(0));
  EXPECT_NEAR(withDeadZone({0, 0.16}).y, 0.0125, 1e-12);
  EXPECT_NEAR(withDeadZone({0, 0.96}).y, 1, 1e-12);
  EXPECT_NEAR(glm::length(withDeadZone({1, -1})), 1, 1e-12);
  EXPECT_NEAR(withDeadZone({1, -1}).x, std::sqrt(0.5), 1e-12);
}

TEST(Sticks, TheBetterHandTurnsAndOneHandDoesAll) {
  const Vec2 raw[2] = {Vec2(0, 1), Vec2(1, 0)};
  ComfortSettings settings;
  EXPECT_EQ(assignSticks(settings, raw, Hand::kLeft).move, Vec2(0, 1));
  EXPECT_EQ(assignSticks(settings, raw, Hand::kLeft).turn, Vec2(1, 0));
  EXPECT_EQ(teleportHand(settings, Hand::kLeft), Hand::kLeft);
  settings.leftHanded = true;
  EXPECT_EQ(assignSticks(settings, raw, Hand::kLeft).move, Vec2(1, 0));
  EXPECT_EQ(teleportHand(settings, Hand::kLeft), Hand::kRight);
  settings.moving = Moving::kBoth;
  EXPECT_EQ(teleportHand(settings, Hand::kRight), Hand::kLeft);
  settings.oneHanded = true;
  settings.moving = Moving::kWalk;
  EXPECT_EQ(assignSticks(settings, raw, Hand::kRight).turn, Vec2(1, 0));
  EXPECT_EQ(assignSticks(settings, raw, Hand::kRight).move, Vec2(0, 0));
  settings.turning = Turning::kOff;
  EXPECT_EQ(assignSticks(settings, raw, Hand::kRight).move, Vec2(1, 0));
  EXPECT_EQ(teleportHand(settings, Hand::kRight), Hand::kRight);
  // One stick cannot walk and teleport: it teleports.
  settings.moving = Moving::kBoth;
  EXPECT_EQ(assignSticks(settings, raw, Hand::kLeft).move, Vec2(0));
  EXPECT_EQ(assignSticks(settings, raw, Hand::kLeft).turn, Vec2(0, 1));
}

}  // namespace
}  // namespace shixun::app
