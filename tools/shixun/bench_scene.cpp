#include "bench_scene.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "asset/shapes.h"
#include "core/rng.h"
#include "math/libm.h"

namespace shixun::tools {
namespace {

constexpr int kKinds = 5;           // shapes, each of about 1,500 triangles
constexpr int kModels = 10;         // each kind in two materials
constexpr int kRows = 11;           // one behind the other
constexpr int kColumns = 6;         // in a row, side by side
constexpr int kLevels = 3;          // in a row, one above the other
constexpr double kEyeHeight = 1.5;  // m
constexpr double kHalfEyes = 0.032;

asset::Material benchMaterial(int index) {
  constexpr std::array<float, 5> kRed = {0.60F, 0.05F, 0.35F, 0.82F, 0.20F};
  constexpr std::array<float, 4> kGreen = {0.62F, 0.20F, 0.36F, 0.55F};
  asset::Material m;
  m.name = "m" + std::to_string(index);
  m.baseColour = Vec4f(kRed[static_cast<size_t>(index) % kRed.size()],
                       kGreen[static_cast<size_t>(index) % kGreen.size()], 0.3F, 1);
  m.roughness = 0.2F + 0.06F * static_cast<float>(index);
  m.metallic = index % 4 == 3 ? 1.0F : 0.0F;
  return m;
}

// Each fits into a cube of 0.3 m around the origin.
asset::Mesh benchMesh(int kind) {
  asset::Mesh mesh;
  if (kind == 0) {  // a ball
    asset::addSphere(mesh, 0, Vec3(0), 0.15, 20);
  } else if (kind == 1) {  // an insulator: a stack of discs
    for (int i = 0; i < 8; ++i) {
      const double y = -0.13 + 0.037 * i;
      asset::addCylinder(mesh, 0, Pose(Vec3(0, y, 0)), i % 2 == 0 ? 0.12 : 0.06, 0.036, 47);
    }
  } else if (kind == 2) {  // a cabinet with rows of devices
    asset::addBox(mesh, 0, Pose(), Vec3(0.28, 0.3, 0.14), 0.006);
    for (int i = 0; i < 33; ++i) {
      const Vec3 at(-0.125 + 0.025 * (i % 11), -0.09 + 0.09 * (i / 11), 0.09);
      asset::addBox(mesh, 0, Pose(at), Vec3(0.02, 0.06, 0.05), 0.003);
    }
  } else if (kind == 3) {  // a table
    asset::addPlane(mesh, 0, Pose(Vec3(0, 0.05, 0)), {.width = 0.3, .depth = 0.3, .cell = 0.011});
    asset::addBox(mesh, 0, Pose(), Vec3(0.28, 0.09, 0.28), 0.01);
  } else {  // a lamp on a post
    asset::addSphere(mesh, 0, Vec3(0, 0.05, 0), 0.1, 18);
    asset::addCylinder(mesh, 0, Pose(Vec3(0, -0.07, 0)), 0.03, 0.16, 70);
  }
  return mesh;
}

// A mesh's shapes joined to one primitive: one object is one draw.
asset::Model benchModel(const char* name, asset::Mesh mesh, int material) {
  mesh.primitives = {{0, 0, static_cast<uint32_t>(mesh.indices.size())}};
  return asset::modelFromMesh(name, std::move(mesh), {benchMaterial(material)});
}

void placeDraw(BenchScene& scene, uint32_t model, const Pose& place) {
  render::Draw draw;
  draw.worldFromModel = place;
  scene.list.draws.push_back(std::move(draw));
  scene.modelOf.push_back(model);
}

// Rows of objects, the farther the wider, well inside what both eyes see: nothing is cut off at
// the picture's edge, which some software devices get wrong in multiview passes.
void placeObjects(BenchScene& scene) {
  Rng rng(20);
  for (int row = 0; row < kRows; ++row) {
    const double distance = 2.3 + 0.5 * row;
    const double half = 0.75 * distance - 0.3;
    for (int i = 0; i < kColumns * kLevels; ++i) {
      const double across = (i % kColumns + 0.2 + 0.6 * rng.unit()) / kColumns;
      const double height = 0.3 + 0.8 * (i / kColumns) + 0.4 * rng.unit();
      const double angle = rng.unit() * 2 * kPi;
      const Quat turned(cosine(angle / 2), 0, sine(angle / 2), 0);
      const auto model = static_cast<uint32_t>((row * 7 + i) % kModels);
      placeDraw(scene, model, Pose(turned, Vec3((across * 2 - 1) * half, height, -distance)));
    }
  }
}

void placeShell(BenchScene& scene) {
  asset::Mesh floor;
  asset::addPlane(floor, 0, Pose(), {.width = 3.2, .depth = 6, .cell = 0.14});
  asset::Mesh wall;
  const Quat up(cosine(kPi / 4), sine(kPi / 4), 0, 0);
  asset::addPlane(wall, 0, Pose(up, Vec3(0)), {.width = 12, .depth = 3.8, .cell = 0.22});
  const auto first = static_cast<uint32_t>(scene.models.size());
  scene.models.push_back(benchModel("floor", std::move(floor), 10));
  scene.models.push_back(benchModel("wall", std::move(wall), 6));
  placeDraw(scene, first, Pose(Vec3(0, 0, -5.1)));
  placeDraw(scene, first + 1, Pose(Vec3(0, 1.9, -8.1)));
}

// Near to far by the far end, as the renderer draws: the order costs neither side anything.
void sortDraws(BenchScene& scene) {
  const auto farEnd = [&](size_t i) {
    const asset::Box& box = scene.models[scene.modelOf[i]].meshes[0].box;
    const Vec3 centre = scene.list.draws[i].worldFromModel.apply(box.centre());
    return glm::length(centre - Vec3(0, kEyeHeight, 0)) + glm::length(box.halfSize());
  };
  std::vector<size_t> order(scene.modelOf.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return farEnd(a) < farEnd(b); });
  BenchScene sorted;
  for (const size_t i : order) {
    placeDraw(sorted, scene.modelOf[i], scene.list.draws[i].worldFromModel);
  }
  scene.list.draws = std::move(sorted.list.draws);
  scene.modelOf = std::move(sorted.modelOf);
}

// The eyes of a headset: half-angles differ inwards and outwards.
render::View benchEye(double side) {
  render::FieldOfView fov;
  fov.left = side < 0 ? -0.8 : -0.72;
  fov.right = side < 0 ? 0.72 : 0.8;
  fov.up = 0.75;
  fov.down = -0.8;
  const Vec3 eye(side * kHalfEyes, kEyeHeight, 0);
  return {render::lookAt(eye, eye - Vec3(0, 0, 1)), render::perspective(fov)};
}

}  // namespace

Pose BenchScene::moved(uint32_t n) const {
  const double half = 0.005 * (n % 100);
  const Pose& rest = list.draws[kMoved].worldFromModel;
  return {rest.rotation * Quat(cosine(half), 0, sine(half), 0), rest.position};
}

BenchScene makeBenchScene() {
  BenchScene scene;
  for (int i = 0; i < kModels; ++i) {
    scene.models.push_back(benchModel("object", benchMesh(i % kKinds), i));
  }
  placeObjects(scene);
  placeShell(scene);
  sortDraws(scene);
  for (const uint32_t model : scene.modelOf) {
    scene.triangles += scene.models[model].meshes[0].indices.size() / 3;
  }
  render::DrawList& list = scene.list;
  list.views = {benchEye(-1), benchEye(1)};
  list.environment.roomMin = Vec3(-6.2, 0, -8.2);
  list.environment.roomMax = Vec3(6.2, 4, 0.5);
  list.fills = {{.position = Vec3(-2, 2.5, -2), .intensity = 0.6F},
                {.position = Vec3(2, 2.5, -5), .colour = Vec3f(0.7F, 0.85F, 1)}};
  return scene;
}

}  // namespace shixun::tools
