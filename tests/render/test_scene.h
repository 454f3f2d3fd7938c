// A small scene with one of everything: a bevelled box and a chrome ball on a floor, a glass pane,
// a tube, a lamp, text in two languages.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>

#include "asset/shapes.h"
#include "core/file.h"
#include "core/log.h"
#include "math/libm.h"
#include "render/renderer.h"
#include "render/ui.h"

namespace shixun::render::testing {

// What the tests' texts contain besides Latin.
inline constexpr const char* kChinese = "电动机控制柜 危险 有电 确认无电压 完成";

inline asset::Material material(const char* name, const Vec3f& colour, float roughness,
                                float metallic = 0) {
  asset::Material m;
  m.name = name;
  m.baseColour = Vec4f(colour, 1);
  m.roughness = roughness;
  m.metallic = metallic;
  return m;
}

// Nodes: 0 room (floor, back wall), 1 box, 2 ball, 3 lamp, 4 glass (child of the box).
inline asset::Model makeModel() {
  asset::Model model;
  model.name = "scene";
  model.materials = {material("floor", Vec3f(0.34F, 0.36F, 0.38F), 0.5F),
                     material("wall", Vec3f(0.72F, 0.72F, 0.68F), 0.8F),
                     material("box", Vec3f(0.60F, 0.63F, 0.60F), 0.42F),
                     material("chrome", Vec3f(0.9F), 0.12F, 1),
                     material("lens", Vec3f(0.35F, 0.02F, 0.02F), 0.2F),
                     material("glass", Vec3f(0.8F, 0.9F, 0.95F), 0.08F),
                     material("plate", Vec3f(0.9F, 0.55F, 0.02F), 0.45F)};
  model.materials[5].alpha = asset::AlphaMode::kBlend;
  model.materials[5].baseColour.w = 0.2F;
  model.meshes.resize(5);
  asset::addPlane(model.meshes[0], 0, Pose(), {.width = 4, .depth = 4, .cell = 0.25});
  const Quat up(std::cos(kPi / 4), std::sin(kPi / 4), 0, 0);
  asset::addPlane(model.meshes[0], 1, Pose(up, Vec3(0, 1, -1.2)),
                  {.width = 4, .depth = 2, .cell = 0.25});
  asset::addBox(model.meshes[1], 2, Pose(Vec3(0, 0.35, 0)), Vec3(0.5, 0.7, 0.4), 0.012);
  asset::addBox(model.meshes[1], 6, Pose(Vec3(0, 0.52, 0.2005)), Vec3(0.36, 0.12, 0.004));
  asset::addSphere(model.meshes[2], 3, Vec3(0, 0.18, 0), 0.18, 24);
  asset::addCylinder(model.meshes[3], 4, Pose(up, Vec3(0, 0.25, 0.205)), 0.03, 0.02, 32);
  asset::addBox(model.meshes[4], 5, Pose(), Vec3(0.5, 0.5, 0.006));
  for (asset::Mesh& mesh : model.meshes) asset::updateBox(mesh);
  model.nodes = {{"room", -1, Pose(), 0},
                 {"box", -1, Pose(Vec3(-0.35, 0, -0.3)), 1},
                 {"ball", -1, Pose(Vec3(0.35, 0, 0.1)), 2},
                 {"lamp", 1, Pose(), 3},
                 {"glass", 1, Pose(Vec3(0.75, 0.3, 0.55)), 4}};
  model.order = {0, 1, 2, 3, 4};
  for (const asset::Mesh& mesh : model.meshes) model.bounds.include(mesh.box);
  return model;
}

inline DrawList makeList(ModelId model, double aspect) {
  DrawList list;
  list.views.push_back(
      {lookAt(Vec3(0.55, 1.05, 1.75), Vec3(-0.02, 0.33, -0.1)), perspective(0.75, aspect, 0.1)});
  Draw draw;
  draw.model = model;
  NodeOverride lit;
  lit.node = 3;
  lit.emissive = Vec3f(2.2F, 0.1F, 0.05F);
  draw.nodes = {lit};
  list.draws = {draw};
  list.key.direction = Vec3(-0.45, -0.8, -0.5);
  list.key.shadowMin = Vec3(-2, 0, -1.3);
  list.key.shadowMax = Vec3(2, 2, 2);
  list.fills = {
      {.position = Vec3(-1.5, 1.5, 1.5), .colour = Vec3f(0.7F, 0.85F, 1), .intensity = 0.5F}};
  list.environment.roomMin = Vec3(-2, 0, -1.2);
  list.environment.roomMax = Vec3(2, 2.6, 2.5);
  WorldText english;
  english.worldFromText = Pose(Vec3(-0.35, 0.54, -0.0975));
  english.text = "=MCC1+3 Q1\n400 V ~ 50 Hz";
  english.capHeight = 0.022;
  WorldText chinese = english;
  chinese.worldFromText = Pose(Vec3(-0.35, 0.4, -0.0995));
  chinese.text = "电动机控制柜 危险 有电";
  chinese.colour = Vec3f(0.5F, 0.01F, 0.01F);
  WorldText display = english;
  display.worldFromText = Pose(Vec3(-0.35, 0.12, -0.0995));
  display.text = "231.4 V";
  display.capHeight = 0.05;
  display.colour = Vec3f(0);
  display.emissive = Vec3f(0.1F, 0.9F, 0.35F);
  list.texts = {english, chinese, display};
  Tube lead;
  for (int i = 0; i <= 24; ++i) {
    const double t = i / 24.0;
    lead.points.emplace_back(-0.1 + 0.55 * t, 0.3 - 1.1 * t * (1 - t), 0.0 + 0.45 * t);
  }
  lead.radius = 0.008;
  lead.colour = Vec3f(0.5F, 0.01F, 0.01F);
  list.tubes = {lead};
  return list;
}

// What was logged; validation reports objects left behind when the device ends.
inline std::vector<std::string>& logged() {
  static std::vector<std::string> lines;
  return lines;
}

struct Fixture {
  std::unique_ptr<Renderer> renderer;
  ModelId model;

  explicit Fixture(RendererDef def = {}) {
    // With the validation layer always: without it this fails, it does not skip.
    def.validate = true;
    auto made = Renderer::create(def);
    if (!made) {
      ADD_FAILURE() << made.status().message();
      return;
    }
    renderer = std::move(*made);
    auto added = renderer->addModel(makeModel());
    if (!added)
      ADD_FAILURE() << added.status().message();
    else
      model = *added;
  }
  ~Fixture() {
    if (!renderer) return;
    EXPECT_TRUE(renderer->finish().ok());
    for (const std::string& message : renderer->validationMessages()) ADD_FAILURE() << message;
    setLogSink([](LogLevel, std::string_view line) { logged().emplace_back(line); });
    renderer.reset();
    setLogSink(nullptr);
    for (const std::string& line : logged()) ADD_FAILURE() << line;
    logged().clear();
  }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  asset::Picture draw(const DrawList& list, const OffscreenDef& def, uint32_t layer = 0,
                      Ui* ui = nullptr, ViewPath path = ViewPath::kMultiview) {
    const TargetId target = renderer->createOffscreen(def).value();
    const auto outcome = renderer->draw(list, {.target = target, .ui = ui, .path = path});
    EXPECT_TRUE(outcome.ok()) << outcome.status().message();
    asset::Picture picture = renderer->readPicture(target, layer).value();
    renderer->destroyTarget(target);
    return picture;
  }
};

// Compares with tests/golden/<name>.png; on a difference writes what was drawn and where it differs
// beside the test program. SHIXUN_UPDATE_GOLDEN=1 replaces the golden picture instead.
inline void expectGolden(const asset::Picture& picture, const std::string& name) {
  const std::string golden = std::string(SHIXUN_SOURCE_DIR) + "/tests/golden/" + name + ".png";
  const std::string bytes = asset::encodePng(picture).value();
  if (std::getenv("SHIXUN_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(disk().replace(golden, bytes).ok());
    return;
  }
  const auto wanted = disk().read(golden);
  if (!wanted) {
    ASSERT_TRUE(disk().replace(name + ".out.png", bytes).ok());
    FAIL() << wanted.status().message() << "; drawn: " << name << ".out.png";
  }
  const auto difference = asset::compare(picture, asset::decodePng(*wanted, golden).value(), 16);
  ASSERT_TRUE(difference.ok()) << difference.status().message();
  const double over =
      static_cast<double>(difference->pixelsOver) / (picture.width * picture.height);
  // Another processor rounds edges differently; a lost shadow or text is far beyond this.
  if (over <= 0.002 && difference->meanAbsolute <= 0.5) return;
  EXPECT_TRUE(disk().replace(name + ".out.png", bytes).ok());
  EXPECT_TRUE(disk().replace(name + ".diff.png", *asset::encodePng(difference->image)).ok());
  ADD_FAILURE() << difference->pixelsOver << " pixels differ from " << golden << " (mean "
                << difference->meanAbsolute << ", worst " << difference->worst << "); see " << name
                << ".out.png and " << name << ".diff.png in the folder of the test run";
}

}  // namespace shixun::render::testing
