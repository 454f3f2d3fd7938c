// Bodies, sleep and determinism.
#include "physics/world.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>

#include "core/hash.h"
#include "tests/physics/seconds.h"

namespace shixun::physics {
namespace {

ShapePart part(ShapeId shape) {
  return {shape, Pose()};
}

BodyId addFloor(World& world) {
  const ShapePart shape = part(world.addBox(Vec3(5, 0.05, 5), Vec3(0, -0.05, 0)));
  BodyDef def;
  def.shapes = {&shape, 1};
  return world.createBody(def);
}

BodyId addCube(World& world, const Vec3& at, double half = 0.05,
               const Quat& turn = Quat(1, 0, 0, 0)) {
  const ShapePart shape = part(world.addBox(Vec3(half)));
  BodyDef def;
  def.type = BodyType::kDynamic;
  def.shapes = {&shape, 1};
  def.worldFromBody = Pose(turn, at);
  def.mass = 0.5;
  return world.createBody(def);
}

TEST(World, AThingFallsOntoTheFloorAndRests) {
  World world;
  addFloor(world);
  const BodyId cube = addCube(world, Vec3(0, 1, 0));
  run(world, 0.25);
  // Free fall: s = g t^2 / 2.
  EXPECT_NEAR(world.pose(cube).position.y, 1 - 0.5 * 9.81 * 0.0625, 0.03);
  run(world, 4);
  EXPECT_NEAR(world.pose(cube).position.y, 0.05, 0.004);
  EXPECT_FALSE(world.isAwake(cube));
}

TEST(World, AFastSmallThingDoesNotFallThroughAThinFloor) {
  World world;
  const ShapePart shape = part(world.addBox(Vec3(5, 0.001, 5)));
  BodyDef def;
  def.shapes = {&shape, 1};
  world.createBody(def);
  const BodyId coin = addCube(world, Vec3(0, 3, 0), 0.008);
  world.setVelocity(coin, Vec3(0, -20, 0), Vec3(0));
  run(world, 3);
  EXPECT_GT(world.pose(coin).position.y, 0.0);
}

TEST(World, AHullWithItsOriginAtItsFootStandsOnItsFoot) {
  World world;
  addFloor(world);
  std::vector<Vec3> points;
  for (const double x : {-0.05, 0.05})
    for (const double y : {0.0, 0.2})
      for (const double z : {-0.05, 0.05}) points.emplace_back(x, y, z);
  const ShapePart shape = part(world.addHull(points));
  BodyDef def;
  def.type = BodyType::kDynamic;
  def.shapes = {&shape, 1};
  def.worldFromBody = Pose(Vec3(0, 0.1, 0));
  const BodyId post = world.createBody(def);
  EXPECT_NEAR(world.pose(post).position.y, 0.1, 1e-6);
  run(world, 4);
  EXPECT_NEAR(world.pose(post).position.y, 0.0, 0.004);
  EXPECT_GT(world.pose(post).turn(Vec3(0, 1, 0)).y, 0.999);
}

TEST(World, ThingsLandOnTriangleMeshes) {
  World world;
  const std::array<Vec3, 4> v = {Vec3(-2, 0, -2), Vec3(2, 0, -2), Vec3(2, 0, 2), Vec3(-2, 0, 2)};
  const std::array<uint32_t, 6> i = {0, 2, 1, 0, 3, 2};
  const ShapePart shape = part(world.addMesh(v, i));
  BodyDef def;
  def.shapes = {&shape, 1};
  world.createBody(def);
  const BodyId cube = addCube(world, Vec3(0.3, 0.6, 0.2));
  run(world, 4);
  EXPECT_NEAR(world.pose(cube).position.y, 0.05, 0.004);
}

TEST(World, ASleepingWorldSolvesNothing) {
  World world;
  addFloor(world);
  for (int i = 0; i < 5; ++i) addCube(world, Vec3(0.3 * i, 0.2, 0));
  run(world, 5);
  const auto rested = world.counters();
  EXPECT_EQ(rested.awake, 0U);
  run(world, 60);
  EXPECT_EQ(world.counters().steps, rested.steps + 7200);
  EXPECT_EQ(world.counters().solved, rested.solved);
}

TEST(World, MovingTheSupportWakesWhatRestsOnIt) {
  World world;
  addFloor(world);
  const ShapePart shape = part(world.addBox(Vec3(0.3, 0.02, 0.3)));
  BodyDef def;
  def.type = BodyType::kKinematic;
  def.shapes = {&shape, 1};
  def.worldFromBody = Pose(Vec3(0, 0.8, 0));
  const BodyId shelf = world.createBody(def);
  const BodyId cube = addCube(world, Vec3(0, 0.9, 0));
  run(world, 5);
  ASSERT_FALSE(world.isAwake(cube));
  ASSERT_NEAR(world.pose(cube).position.y, 0.87, 0.005);
  world.setPose(shelf, Pose(Vec3(3, 0.8, 0)));
  EXPECT_TRUE(world.isAwake(cube));
  run(world, 4);
  EXPECT_NEAR(world.pose(cube).position.y, 0.05, 0.004);
}

TEST(World, BodiesThatDoNotBumpIntoEachOtherPassThrough) {
  World world;
  const ShapePart shape = part(world.addBox(Vec3(5, 0.05, 5), Vec3(0, -0.05, 0)));
  BodyDef def;
  def.shapes = {&shape, 1};
  def.layers = 2;
  def.collidesWith = 0;
  world.createBody(def);
  const BodyId cube = addCube(world, Vec3(0, 0.5, 0));
  run(world, 1);
  EXPECT_LT(world.pose(cube).position.y, -1.0);
}

TEST(World, ContactsOfAStepNameBothBodiesAndTheirNormal) {
  World world;
  const BodyId floor = addFloor(world);
  const BodyId cube = addCube(world, Vec3(0, 0.06, 0));
  run(world, 0.5);
  ASSERT_FALSE(world.contacts().empty());
  double impulse = 0;
  for (const Contact& c : world.contacts()) {
    EXPECT_EQ(c.a, floor);
    EXPECT_EQ(c.b, cube);
    EXPECT_NEAR(c.normal.y, -1, 1e-3);  // from the cube to the floor
    impulse += c.impulse;
  }
  EXPECT_NEAR(impulse * 120, 0.5 * 9.81, 0.5);  // carries the weight
}

// A pile that tumbles: the hash of every pose of every step.
uint64_t tumble() {
  World world;
  addFloor(world);
  std::vector<BodyId> cubes;
  for (int i = 0; i < 12; ++i) {
    const Quat turn = glm::angleAxis(0.3 * i, glm::normalize(Vec3(1, 2, i)));
    cubes.push_back(addCube(world, Vec3(0.01 * i, 0.2 + 0.12 * i, 0.013 * (i % 3)), 0.05, turn));
  }
  Hash64 hash;
  for (int step = 0; step < 360; ++step) {
    world.step();
    for (const BodyId cube : cubes) {
      const Pose pose = world.pose(cube);
      for (int i = 0; i < 3; ++i) hash.add(pose.position[i]);
      for (int i = 0; i < 4; ++i) hash.add(pose.rotation[i]);
    }
    for (const Contact& c : world.contacts()) hash.add(c.impulse);
  }
  return hash.value();
}

TEST(World, TwoFreshWorldsGiveTheSameBits) {
  const uint64_t first = tumble();
  World disturbance;  // memory laid out differently in between
  addCube(disturbance, Vec3(0));
  EXPECT_EQ(first, tumble());
}

TEST(World, AStaleHandleIsNoticed) {
  World world;
  const BodyId cube = addCube(world, Vec3(0));
  world.destroyBody(cube);
  EXPECT_FALSE(world.contains(cube));
  const BodyId other = addCube(world, Vec3(0));
  EXPECT_EQ(other.index, cube.index);
  EXPECT_TRUE(world.contains(other));
  EXPECT_FALSE(world.contains(cube));
  EXPECT_DEATH((void)world.pose(cube), "no longer exists");
}

}  // namespace
}  // namespace shixun::physics
