// Rays, moving spheres and nearest points.
#include <gtest/gtest.h>

#include <array>

#include "physics/world.h"

namespace shixun::physics {
namespace {

BodyId addBox(World& world, const Vec3& at, const Vec3& half, uint32_t group = 0,
              uint32_t layers = 1) {
  const ShapePart shape{world.addBox(half), Pose()};
  BodyDef def;
  def.shapes = {&shape, 1};
  def.worldFromBody = Pose(at);
  def.group = group;
  def.layers = layers;
  def.user = group * 100;
  return world.createBody(def);
}

// A thin upright sheet of two triangles across the Z axis.
BodyId addSheet(World& world, double z) {
  const std::array<Vec3, 4> v = {Vec3(-1, -1, z), Vec3(1, -1, z), Vec3(1, 1, z), Vec3(-1, 1, z)};
  const std::array<uint32_t, 6> i = {0, 1, 2, 0, 2, 3};
  const ShapePart shape{world.addMesh(v, i), Pose()};
  BodyDef def;
  def.shapes = {&shape, 1};
  return world.createBody(def);
}

TEST(Queries, ARayHitsTheNearest) {
  World world;
  addBox(world, Vec3(0, 0, -3), Vec3(0.5), 3);
  const BodyId near = addBox(world, Vec3(0, 0, -2), Vec3(0.5), 2);
  const auto hit = world.rayCast(Vec3(0), Vec3(0, 0, -10));
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->body, near);
  EXPECT_EQ(hit->user, 200U);
  EXPECT_NEAR(hit->point.z, -1.5, 1e-5);
  EXPECT_NEAR(hit->normal.z, 1, 1e-5);
  EXPECT_NEAR(hit->fraction, 0.15, 1e-6);
  EXPECT_FALSE(world.rayCast(Vec3(0), Vec3(0, 0, -1)));
}

TEST(Queries, FiltersLeaveOutGroupsLayersAndOneBody) {
  World world;
  const BodyId near = addBox(world, Vec3(0, 0, -2), Vec3(0.5), 7, 2);
  const BodyId far = addBox(world, Vec3(0, 0, -4), Vec3(0.5), 8, 1);
  const std::array<uint32_t, 1> groups = {7};
  Filter filter;
  filter.ignoreGroups = groups;
  EXPECT_EQ(world.rayCast(Vec3(0), Vec3(0, 0, -10), filter)->body, far);
  filter = {};
  filter.layers = 1;
  EXPECT_EQ(world.rayCast(Vec3(0), Vec3(0, 0, -10), filter)->body, far);
  filter = {};
  filter.ignore = near;
  EXPECT_EQ(world.rayCast(Vec3(0), Vec3(0, 0, -10), filter)->body, far);
  world.setLayers(near, 0);
  EXPECT_EQ(world.rayCast(Vec3(0), Vec3(0, 0, -10))->body, far);
}

TEST(Queries, AThinSheetStopsARayFromBothSides) {
  World world;
  addSheet(world, -1);
  ASSERT_TRUE(world.rayCast(Vec3(0.3, 0.2, 0), Vec3(0.3, 0.2, -2)));
  const auto back = world.rayCast(Vec3(0.3, 0.2, -2), Vec3(0.3, 0.2, 0));
  ASSERT_TRUE(back);
  EXPECT_NEAR(back->normal.z, -1, 1e-5);
}

TEST(Queries, AMovedBodyIsHitWhereItIsNow) {
  World world;
  const ShapePart shape{world.addBox(Vec3(0.5)), Pose()};
  BodyDef def;
  def.type = BodyType::kKinematic;
  def.shapes = {&shape, 1};
  const BodyId door = world.createBody(def);
  EXPECT_TRUE(world.rayCast(Vec3(0, 0, 5), Vec3(0, 0, -5)));
  world.setPose(door, Pose(Vec3(3, 0, 0)));
  EXPECT_FALSE(world.rayCast(Vec3(0, 0, 5), Vec3(0, 0, -5)));
  EXPECT_TRUE(world.rayCast(Vec3(3, 0, 5), Vec3(3, 0, -5)));
}

TEST(Queries, AHollowMeshIsEmptyInside) {
  World world;
  for (const double z : {-1.0, 1.0}) addSheet(world, z);
  EXPECT_FALSE(world.closestPoint(Vec3(0), 0.5));
  EXPECT_FALSE(world.sphereSweep(Vec3(0, 0, -0.5), Vec3(0, 0, 0.5), 0.1));
}

TEST(Queries, ASweptSphereStopsItsRadiusBeforeTheWall) {
  World world;
  addSheet(world, -1);
  const auto hit = world.sphereSweep(Vec3(0.2, 0, 0), Vec3(0.2, 0, -2), 0.1);
  ASSERT_TRUE(hit);
  EXPECT_NEAR(hit->fraction, 0.45, 0.003);
  EXPECT_NEAR(hit->normal.z, 1, 1e-3);
}

TEST(Queries, ASphereThatStartsAgainstTheWallCannotGoIn) {
  World world;
  addSheet(world, -1);
  const auto in = world.sphereSweep(Vec3(0, 0, -0.95), Vec3(0, 0, -2), 0.1);
  ASSERT_TRUE(in);
  EXPECT_EQ(in->fraction, 0);
}

TEST(Queries, TheNearestPointIsOnTheNearestSurface) {
  World world;
  addBox(world, Vec3(0, 0, -1), Vec3(0.5), 1);
  addBox(world, Vec3(0, 0, 2), Vec3(0.5), 2);
  const auto closest = world.closestPoint(Vec3(0.1, 0.2, 0), 3);
  ASSERT_TRUE(closest);
  EXPECT_EQ(closest->group, 1U);
  EXPECT_NEAR(closest->distance, 0.5, 0.002);
  EXPECT_NEAR(glm::length(closest->point - Vec3(0.1, 0.2, -0.5)), 0, 0.003);
  EXPECT_NEAR(closest->normal.z, 1, 1e-3);
}

TEST(Queries, OverlapFindsAllTouchedBodiesInOrderOfCreation) {
  World world;
  const BodyId a = addBox(world, Vec3(0, 0, -0.6), Vec3(0.5));
  const BodyId b = addBox(world, Vec3(0, 0, 0.6), Vec3(0.5));
  addBox(world, Vec3(3, 0, 0), Vec3(0.5));
  const std::vector<BodyId> expected = {a, b};
  EXPECT_EQ(world.overlapSphere(Vec3(0), 0.2), expected);
  EXPECT_TRUE(world.overlapSphere(Vec3(0), 0.05).empty());
}

}  // namespace
}  // namespace shixun::physics
