// Handles, doors and slides: detents, friction, limits and the hand that pulls them.
#include <gtest/gtest.h>

#include "math/libm.h"
#include "physics/world.h"
#include "tests/physics/seconds.h"

namespace shixun::physics {
namespace {

// A lever 12 cm long that turns about the world's Z axis through the origin; at 0 it points along
// +X.
struct Lever {
  explicit Lever(World& world, JointDef def = {}) {
    const ShapePart shape{world.addBox(Vec3(0.06, 0.01, 0.01), Vec3(0.06, 0, 0)), Pose()};
    BodyDef bodyDef;
    bodyDef.type = BodyType::kDynamic;
    bodyDef.shapes = {&shape, 1};
    bodyDef.mass = 0.3;
    bodyDef.gravityScale = 0;
    bodyDef.worldFromBody = Pose(glm::angleAxis(def.startAmount, Vec3(0, 0, 1)), Vec3(0));
    body = world.createBody(bodyDef);
    def.body = body;
    joint = world.createJoint(def);
  }
  BodyId body;
  JointId joint;
};

JointDef twoPositions() {
  JointDef def;
  def.lower = -0.1;
  def.upper = kPi / 2 + 0.1;
  def.detents = {0, kPi / 2};
  def.detentForce = 0.8;
  def.damping = 0.05;
  return def;
}

Pose tip(double angle) {
  return Pose(Vec3(0.11 * cosine(angle), 0.11 * sine(angle), 0));
}

GrabDef gripOf(const Lever& lever) {
  GrabDef grab;
  grab.body = lever.body;
  grab.bodyFromGrab = Pose(Vec3(0.11, 0, 0));
  grab.maxForce = 40;
  return grab;
}

TEST(Joint, AmountIsTheAngleAboutTheAxisWithItsSign) {
  World world;
  JointDef def;
  def.lower = -1;
  def.upper = 2;
  def.startAmount = 0.7;
  const Lever lever(world, def);
  EXPECT_NEAR(world.amount(lever.joint), 0.7, 1e-5);
  world.setVelocity(lever.body, Vec3(0), Vec3(0, 0, 3));
  run(world, 0.5);
  EXPECT_GT(world.amount(lever.joint), 0.8);
  EXPECT_GT(world.rate(lever.joint), 0.2);
  const Vec3 x = world.pose(lever.body).turn(Vec3(1, 0, 0));
  EXPECT_NEAR(arcTangent2(x.y, x.x), world.amount(lever.joint), 1e-3);
}

TEST(Joint, ADetentHoldsAgainstASmallPushAndComesBack) {
  World world;
  const Lever lever(world, twoPositions());
  const GrabId hand = world.createGrab(gripOf(lever), tip(0));
  for (int i = 0; i <= 60; ++i) {
    world.moveGrab(hand, tip(0.5 * i / 60));
    world.step();
  }
  EXPECT_NEAR(world.amount(lever.joint), 0.5, 0.05);  // follows the hand
  world.destroyGrab(hand);
  run(world, 1);
  EXPECT_NEAR(world.amount(lever.joint), 0, 0.01);  // not half way yet: falls back
}

TEST(Joint, PastTheMidpointItSnapsIntoTheNextDetent) {
  World world;
  const Lever lever(world, twoPositions());
  const GrabId hand = world.createGrab(gripOf(lever), tip(0));
  for (int i = 0; i <= 60; ++i) {
    world.moveGrab(hand, tip(0.95 * i / 60));
    world.step();
  }
  world.destroyGrab(hand);
  run(world, 1);
  EXPECT_NEAR(world.amount(lever.joint), kPi / 2, 0.01);
}

TEST(Joint, AStopHoldsWhileTheHandPullsOn) {
  World world;
  JointDef def = twoPositions();
  def.lower = -0.03;
  def.upper = 0.03;
  const Lever lever(world, def);
  const GrabId hand = world.createGrab(gripOf(lever), tip(0));
  double furthest = 0;
  for (int i = 0; i <= 120; ++i) {
    world.moveGrab(hand, tip(0.9 * i / 120));
    world.step();
    furthest = std::max(furthest, world.amount(lever.joint));
  }
  EXPECT_LT(furthest, 0.06);
  EXPECT_NEAR(glm::length(world.pose(lever.body).position), 0, 0.003);  // and is not torn off
}

TEST(Joint, AHandPulledAwaySlipsOut) {
  World world;
  const Lever lever(world, twoPositions());
  GrabDef def = gripOf(lever);
  def.slipDistance = 0.1;
  const GrabId hand = world.createGrab(def, tip(0));
  for (int i = 0; i <= 60 && !world.slipped(hand); ++i) {
    world.moveGrab(hand, Pose(Vec3(0.11, 0, 0.3 * i / 60)));  // along the axis: nothing gives way
    world.step();
  }
  EXPECT_TRUE(world.slipped(hand));
  run(world, 1);
  EXPECT_NEAR(world.amount(lever.joint), 0, 0.01);
}

TEST(Joint, FrictionHoldsWhereNoDetentIs) {
  for (const double friction : {0.0, 0.5}) {
    World world;
    JointDef def;
    def.lower = -3;
    def.upper = 3;
    def.friction = friction;
    const Lever lever(world, def);
    world.setVelocity(lever.body, Vec3(0, 0.12, 0), Vec3(0, 0, 2));
    run(world, 0.5);
    if (friction > 0) {
      EXPECT_LT(world.amount(lever.joint), 0.1);
    } else {
      EXPECT_GT(world.amount(lever.joint), 0.5);
    }
  }
}

TEST(Joint, ADetentedLeverAtRestFallsAsleep) {
  World world;
  const Lever lever(world, twoPositions());
  run(world, 5);
  EXPECT_FALSE(world.isAwake(lever.body));
  world.setDetents(lever.joint, std::array{kPi / 2});
  EXPECT_TRUE(world.isAwake(lever.body));
  run(world, 2);
  EXPECT_NEAR(world.amount(lever.joint), kPi / 2, 0.01);
}

TEST(Joint, ASlideMovesAlongItsAxisBetweenItsStops) {
  World world;
  const ShapePart shape{world.addBox(Vec3(0.02)), Pose()};
  BodyDef bodyDef;
  bodyDef.type = BodyType::kDynamic;
  bodyDef.shapes = {&shape, 1};
  bodyDef.gravityScale = 0;
  bodyDef.mass = 0.3;
  bodyDef.worldFromBody = Pose(Vec3(1, 1, 1));
  JointDef def;
  def.type = JointType::kSlider;
  def.body = world.createBody(bodyDef);
  // Its Z axis along the world's -X.
  def.worldFromJoint = Pose(glm::angleAxis(-kPi / 2, Vec3(0, 1, 0)), Vec3(1, 1, 1));
  def.lower = 0;
  def.upper = 0.05;
  def.detents = {0, 0.05};
  def.detentForce = 4;
  def.damping = 2;
  const JointId slide = world.createJoint(def);
  GrabDef grab;
  grab.body = def.body;
  grab.maxForce = 30;
  const GrabId hand = world.createGrab(grab, Pose(Vec3(1, 1, 1)));
  for (int i = 0; i <= 60; ++i) {
    world.moveGrab(hand, Pose(Vec3(1 - 0.04 * i / 60, 1, 1)));
    world.step();
  }
  EXPECT_NEAR(world.amount(slide), 0.04, 0.006);
  world.destroyGrab(hand);
  run(world, 1);
  EXPECT_NEAR(world.amount(slide), 0.05, 0.002);
  const Vec3 at = world.pose(def.body).position;
  EXPECT_NEAR(at.x, 0.95, 0.002);
  EXPECT_NEAR(at.y, 1, 0.002);
  EXPECT_NEAR(at.z, 1, 0.002);
}

TEST(Grab, AFreeThingFollowsTheHandInPlaceAndTurn) {
  World world;
  const ShapePart shape{world.addBox(Vec3(0.05, 0.02, 0.02)), Pose()};
  BodyDef def;
  def.type = BodyType::kDynamic;
  def.shapes = {&shape, 1};
  def.mass = 0.4;
  const BodyId thing = world.createBody(def);
  GrabDef grab;
  grab.body = thing;
  grab.maxTorque = 5;
  const GrabId hand = world.createGrab(grab, Pose());
  Pose target;
  for (int i = 0; i <= 120; ++i) {
    target =
        Pose(glm::angleAxis(1.0 * i / 120, Vec3(0, 1, 0)), Vec3(0.4 * i / 120, 0.2 * i / 120, 0));
    world.moveGrab(hand, target);
    world.step();
  }
  run(world, 0.5);
  const Pose at = world.pose(thing);
  EXPECT_LT(glm::length(at.position - target.position), 0.01);
  EXPECT_GT(std::abs(glm::dot(at.rotation, target.rotation)), 0.999);
  EXPECT_FALSE(world.slipped(hand));
}

TEST(Grab, WhatIsTooHeavyStaysBehindAndSlips) {
  World world;
  const ShapePart floorShape{world.addBox(Vec3(5, 0.05, 5), Vec3(0, -0.05, 0)), Pose()};
  BodyDef floor;
  floor.shapes = {&floorShape, 1};
  world.createBody(floor);
  const ShapePart shape{world.addBox(Vec3(0.2)), Pose()};
  BodyDef def;
  def.type = BodyType::kDynamic;
  def.shapes = {&shape, 1};
  def.mass = 80;
  def.worldFromBody = Pose(Vec3(0, 0.2, 0));
  const BodyId block = world.createBody(def);
  GrabDef grab;
  grab.body = block;
  const GrabId hand = world.createGrab(grab, world.pose(block));
  for (int i = 0; i <= 60; ++i) {
    world.moveGrab(hand, Pose(Vec3(0, 0.2 + 0.5 * i / 60, 0)));
    world.step();
  }
  EXPECT_TRUE(world.slipped(hand));
  EXPECT_NEAR(world.pose(block).position.y, 0.2, 0.01);
}

}  // namespace
}  // namespace shixun::physics
