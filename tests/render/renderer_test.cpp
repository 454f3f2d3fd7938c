#include "render/renderer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/render/test_scene.h"

namespace shixun::render {
namespace {

using testing::Fixture;
using ::testing::HasSubstr;

constexpr OffscreenDef kSmall = {.width = 320, .height = 200};

double brightness(const asset::Picture& p, uint32_t x, uint32_t y) {
  const uint8_t* c = p.pixel(x, y);
  return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

TEST(Renderer, SceneLooksAsItDidBefore) {
  Fixture f;
  const asset::Picture picture =
      f.draw(testing::makeList(f.model, 16.0 / 10), {.width = 960, .height = 600});
  testing::expectGolden(picture, "render_scene");
}

TEST(Renderer, PanelsInEnglishAndChineseLookAsTheyDidBefore) {
  Fixture f;
  UiDef def;
  def.fonts = defaultFonts(testing::kChinese).value();
  const auto ui = Ui::create(*f.renderer, def);
  ASSERT_TRUE(ui.ok()) << ui.status().message();
  UiInput input;
  input.width = 640;
  input.height = 400;
  for (int frame = 0; frame < 2; ++frame) {  // the first frame measures
    (*ui)->beginFrame(input);
    ImGui::SetNextWindowPos(ImVec2(24, 24));
    ImGui::SetNextWindowSize(ImVec2(330, 0));
    ImGui::Begin("Permit to work · 电动机控制柜");
    ImGui::TextUnformatted("Prove the circuit dead: 确认无电压");
    ImGui::Button("Done 完成");
    ImGui::PushFont(ImGui::GetIO().Fonts->Fonts[2]);
    ImGui::TextUnformatted("危险 231 V");
    ImGui::PopFont();
    ImGui::End();
    (*ui)->endFrame();
  }
  const asset::Picture picture =
      f.draw(testing::makeList(f.model, 1.6), {.width = 640, .height = 400}, 0, ui->get());
  testing::expectGolden(picture, "render_panels");
}

TEST(Renderer, SynchronizationValidationReportsAPlantedHazard) {
  Fixture f;
  ASSERT_TRUE(f.renderer->plantHazard().ok());
  ASSERT_FALSE(f.renderer->validationMessages().empty());
  EXPECT_THAT(f.renderer->validationMessages().front(), HasSubstr("SYNC-HAZARD-READ-AFTER-WRITE"));
  f.renderer->clearValidationMessages();
}

TEST(Renderer, CoreValidationReportsAPlantedMistake) {
  Fixture f;
  VkBufferCreateInfo info = {};  // no sType: wrong on purpose
  info.size = 16;
  info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  VkBuffer buffer = VK_NULL_HANDLE;
  if (vkCreateBuffer(f.renderer->handles().device, &info, nullptr, &buffer) == VK_SUCCESS) {
    vkDestroyBuffer(f.renderer->handles().device, buffer, nullptr);
  }
  EXPECT_FALSE(f.renderer->validationMessages().empty());
  f.renderer->clearValidationMessages();
}

TEST(Renderer, AMissingValidationLayerIsAFailureWithWhatToInstall) {
  setenv("VK_LAYER_PATH", "/nonexistent", 1);
  const auto made = Renderer::create({.validate = true});
  unsetenv("VK_LAYER_PATH");
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.status().code(), StatusCode::kNotFound);
  EXPECT_THAT(made.status().message(), HasSubstr("vulkan-validationlayers"));
}

TEST(Renderer, NoVulkanDriverGivesAStatusWithWhatToInstall) {
  setenv("VK_DRIVER_FILES", "/nonexistent/none.json", 1);
  setenv("VK_ICD_FILENAMES", "/nonexistent/none.json", 1);
  const auto made = Renderer::create({});
  unsetenv("VK_DRIVER_FILES");
  unsetenv("VK_ICD_FILENAMES");
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.status().message(), HasSubstr("mesa-vulkan-drivers"));
}

TEST(Renderer, AMissingFontIsNamed) {
  const auto made = Renderer::create({.worldFonts = {{"/nonexistent/font.ttf", 0, {}}}});
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.status().message(), HasSubstr("/nonexistent/font.ttf"));
}

TEST(Renderer, SizesOutOfRangeAreRefused) {
  Fixture f;
  EXPECT_FALSE(f.renderer->createOffscreen({.width = 0, .height = 10}).ok());
  EXPECT_FALSE(f.renderer->createOffscreen({.width = 20000, .height = 10}).ok());
  EXPECT_FALSE(f.renderer->createOffscreen({.width = 10, .height = 10, .layers = 9}).ok());
  EXPECT_FALSE(f.renderer->createExternal({}).ok());
  EXPECT_FALSE(f.renderer->createWindowTarget(10, 10).ok());
}

TEST(Renderer, ABrokenModelIsRefused) {
  Fixture f;
  asset::Model model = testing::makeModel();
  model.meshes[1].indices[5] = 1 << 20;
  EXPECT_FALSE(f.renderer->addModel(model).ok());
  model = testing::makeModel();
  model.meshes[1].primitives[0].material = 99;
  EXPECT_FALSE(f.renderer->addModel(model).ok());
}

TEST(Renderer, ShadowFallsWhereTheLightIsBlockedAndNowhereElse) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  list.tubes.clear();
  // From above: the light goes to -x and -z, so the shadow lies left of the box, not right of it.
  list.views[0] = {lookAt(Vec3(0, 4, 0), Vec3(0, 0, 0), Vec3(0, 0, -1)),
                   perspective(0.6, 1.6, 0.1)};
  list.fills.clear();
  const asset::Picture with = f.draw(list, kSmall);
  list.draws[0].castsShadow = false;
  const asset::Picture without = f.draw(list, kSmall);
  // World (x, z) to pixel: 4 m away, 0.6 rad high.
  const auto pixel = [](double x, double z) {
    const double scale = 100 / (4 * std::tan(0.3));
    return std::pair<uint32_t, uint32_t>(static_cast<uint32_t>(160 + x * scale),
                                         static_cast<uint32_t>(100 + z * scale));
  };
  const auto shaded = pixel(-0.75, -0.45);
  const auto open = pixel(0.1, -0.4);
  EXPECT_LT(brightness(with, shaded.first, shaded.second),
            0.75 * brightness(without, shaded.first, shaded.second));
  EXPECT_NEAR(brightness(with, open.first, open.second),
              brightness(without, open.first, open.second), 2);
}

TEST(Renderer, LitFlatSurfacesHaveNoShadowAcne) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  list.texts.clear();
  list.tubes.clear();
  NodeOverride hidden;
  hidden.visible = false;
  for (const uint32_t node : {1U, 2U}) {
    hidden.node = node;
    list.draws[0].nodes.push_back(hidden);
  }
  list.fills.clear();
  for (const Vec3& direction :
       {Vec3(-0.1, -1, -0.1), Vec3(-0.9, -0.35, -0.2), Vec3(0.3, -0.2, -0.1)}) {
    list.key.direction = direction;
    const asset::Picture with = f.draw(list, kSmall);
    list.draws[0].castsShadow = false;
    const asset::Picture without = f.draw(list, kSmall);
    list.draws[0].castsShadow = true;
    // An empty room shades nothing but (hardly) the seam of floor and wall.
    const auto difference = asset::compare(with, without, 6);
    EXPECT_LT(difference->pixelsOver, 320U * 200U / 200U) << direction.x;
  }
}

TEST(Renderer, TwoViewsInOnePassEqualTwoSingleViews) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  const auto eye = [](double offset) {
    return View{lookAt(Vec3(0.55 + offset, 1.05, 1.75), Vec3(-0.02 + offset, 0.33, -0.1)),
                perspective(0.75, 1.6, 0.1)};
  };
  list.views = {eye(-0.032), eye(0.032)};
  // Without the room: see ViewPath about triangles that cross the picture's edge.
  NodeOverride room;
  room.node = 0;
  room.visible = false;
  list.draws[0].nodes.push_back(room);
  const OffscreenDef two = {.width = 320, .height = 200, .layers = 2};
  asset::Picture layers[2];
  asset::Picture passes[2];
  for (uint32_t i = 0; i < 2; ++i) {
    layers[i] = f.draw(list, two, i);
    passes[i] = f.draw(list, two, i, nullptr, ViewPath::kOnePassPerView);
  }
  EXPECT_GT(asset::compare(layers[0], layers[1], 16)->pixelsOver, 500U) << "both eyes see the same";
  for (uint32_t i = 0; i < 2; ++i) {
    DrawList single = list;
    single.views = {list.views[i]};
    const asset::Picture alone = f.draw(single, kSmall);
    // The order of drawing may differ (it goes by distance): a few edge pixels.
    EXPECT_LT(asset::compare(layers[i], alone, 8)->pixelsOver, 64U);
    EXPECT_LT(asset::compare(passes[i], alone, 8)->pixelsOver, 64U);
  }
}

// What a headset's lenses hide: the left fifth of the left eye's picture, the right of the right's.
TEST(Renderer, NothingIsDrawnWhereNobodySeesItAndAllElseIsAsBefore) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  list.views.push_back(list.views[0]);
  NodeOverride room;  // see above
  room.node = 0;
  room.visible = false;
  list.draws[0].nodes.push_back(room);
  list.environment.background = Vec3f(0.5F);
  const OffscreenDef two = {.width = 320, .height = 200, .layers = 2};
  const asset::Picture whole = f.draw(list, two);
  const double top = std::tan(0.375), side = top * 1.6;
  for (size_t v = 0; v < 2; ++v) {
    const double outer = v == 0 ? -side : side, inner = outer * 0.6;
    list.views[v].hidden = {{outer, -top}, {inner, -top}, {inner, top},
                            {outer, -top}, {inner, top},  {outer, top}};
  }
  for (const ViewPath path : {ViewPath::kMultiview, ViewPath::kOnePassPerView}) {
    for (uint32_t v = 0; v < 2; ++v) {
      const asset::Picture picture = f.draw(list, two, v, nullptr, path);
      uint32_t wrong = 0;
      for (uint32_t x = 0; x < 320; ++x) {
        const bool hidden = v == 0 ? x < 63 : x > 256;
        const bool edge = v == 0 ? x == 63 || x == 64 : x == 255 || x == 256;
        for (uint32_t y = 0; y < 200 && !edge; ++y) {
          const uint8_t* c = picture.pixel(x, y);
          const bool black = c[0] == 0 && c[1] == 0 && c[2] == 0;
          const bool same = std::equal(c, c + 3, whole.pixel(x, y));
          wrong += hidden ? !black : !same;
        }
      }
      EXPECT_LT(wrong, 64U) << "view " << v << ", path " << static_cast<int>(path);
    }
  }
}

TEST(Renderer, OverridesMoveHideTintAndLightNodes) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  const asset::Picture before = f.draw(list, kSmall);
  const auto changed = [&](const NodeOverride& change) {
    DrawList other = list;
    other.draws[0].nodes = {list.draws[0].nodes[0], change};
    return asset::compare(before, f.draw(other, kSmall), 8)->pixelsOver;
  };
  NodeOverride hide;
  hide.node = 1;
  hide.visible = false;
  EXPECT_GT(changed(hide), 3000U);
  NodeOverride move;
  move.node = 1;
  move.hasPose = true;
  move.parentFromNode = Pose(Vec3(-0.2, 0, -0.3));
  EXPECT_GT(changed(move), 1000U);
  NodeOverride tint;
  tint.node = 1;
  tint.tint = Vec3f(0.3F, 1, 0.3F);
  EXPECT_GT(changed(tint), 2000U);
  NodeOverride highlight;
  highlight.node = 2;
  highlight.highlight = 1;
  EXPECT_GT(changed(highlight), 500U);
  EXPECT_EQ(changed(NodeOverride{.node = 2}), 0U);
  EXPECT_EQ(changed(NodeOverride{.node = 4000}), 0U);
}

TEST(Renderer, AStaleModelDrawsNothing) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  ASSERT_TRUE(f.renderer->clearModels().ok());
  list.texts.clear();
  list.tubes.clear();
  f.draw(list, kSmall);
  EXPECT_EQ(f.renderer->stats().draws, 0U);
  const auto again = f.renderer->addModel(testing::makeModel());
  ASSERT_TRUE(again.ok());
  EXPECT_NE(*again, f.model);
  list.draws[0].model = *again;
  f.draw(list, kSmall);
  EXPECT_GT(f.renderer->stats().draws, 4U);
}

TEST(Renderer, ThingsOutsideEveryViewAreNotDrawn) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  f.draw(list, kSmall);
  const uint32_t all = f.renderer->stats().draws;
  list.views[0].viewFromWorld = lookAt(Vec3(0, 1, 3), Vec3(0, 1, 9));
  f.draw(list, kSmall);
  EXPECT_LT(f.renderer->stats().draws, all);
  EXPECT_EQ(f.renderer->stats().draws + f.renderer->stats().culled, all);
}

TEST(Renderer, TheShadowMapIsDrawnAgainOnlyWhenSomethingMoved) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  f.draw(list, kSmall);
  EXPECT_TRUE(f.renderer->stats().shadowRedrawn);
  list.views[0].viewFromWorld = lookAt(Vec3(0, 1, 3), Vec3(0, 0, 0));
  f.draw(list, kSmall);
  EXPECT_FALSE(f.renderer->stats().shadowRedrawn);
  list.tubes[0].points[3].y += 0.01;
  f.draw(list, kSmall);
  EXPECT_TRUE(f.renderer->stats().shadowRedrawn);
}

TEST(Renderer, EffectsFlashFadeAndDarkenTheEdge) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  const asset::Picture plain = f.draw(list, kSmall);
  list.effects.flashAmount = 1;
  list.effects.flash = Vec3f(1, 1, 1);
  const asset::Picture flash = f.draw(list, kSmall);
  EXPECT_GT(brightness(flash, 10, 10), 250);
  list.effects = {};
  list.effects.fade = 1;
  EXPECT_LT(brightness(f.draw(list, kSmall), 160, 100), 3);
  list.effects = {};
  list.effects.vignette = 1;
  const asset::Picture edge = f.draw(list, kSmall);
  EXPECT_LT(brightness(edge, 3, 3), 0.6 * brightness(plain, 3, 3));
  EXPECT_NEAR(brightness(edge, 160, 100), brightness(plain, 160, 100), 3);
}

TEST(Renderer, ASmallerRenderScaleShowsTheSamePictureCoarser) {
  Fixture f;
  const DrawList list = testing::makeList(f.model, 1.6);
  const asset::Picture full = f.draw(list, {.width = 640, .height = 400});
  const asset::Picture half = f.draw(list, {.width = 640, .height = 400, .renderScale = 0.5});
  EXPECT_LT(asset::compare(full, half, 16)->meanAbsolute, 4);
  EXPECT_GT(asset::compare(full, half, 16)->pixelsOver, 100U);
}

TEST(Renderer, FastAndPlainTargetsShowTheSamePictureWithHarderEdges) {
  Fixture f;
  const DrawList list = testing::makeList(f.model, 1.6);
  const asset::Picture fine = f.draw(list, kSmall);
  const TargetId target = f.renderer->createOffscreen(kSmall).value();
  const auto drawn = [&](Quality quality, bool multisampling) {
    f.renderer->setMultisampling(target, multisampling);
    EXPECT_TRUE(f.renderer->draw(list, {.target = target, .quality = quality}).ok());
    return asset::compare(fine, f.renderer->readPicture(target).value(), 12).value();
  };
  EXPECT_EQ(drawn(Quality::kFine, true).pixelsOver, 0U);
  const auto fast = drawn(Quality::kFast, true);
  EXPECT_GT(fast.pixelsOver, 0U);
  EXPECT_LT(fast.meanAbsolute, 0.5);
  const auto plain = drawn(Quality::kFine, false);
  EXPECT_GT(plain.pixelsOver, 100U);
  EXPECT_LT(plain.meanAbsolute, 2);
}

TEST(Renderer, TheSceneStaysInItsViewport) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.0);
  list.viewport = {0.5, 0, 0.5, 1};
  const asset::Picture picture = f.draw(list, kSmall);
  EXPECT_EQ(brightness(picture, 40, 100), 0);
  EXPECT_GT(brightness(picture, 240, 100), 20);
}

TEST(Renderer, SurvivesAStormOfSizes) {
  Fixture f;
  const DrawList list = testing::makeList(f.model, 1.6);
  const TargetId target = f.renderer->createOffscreen(kSmall).value();
  uint32_t seed = 7;
  for (int i = 0; i < 40; ++i) {
    seed = seed * 1664525 + 1013904223;
    const uint32_t width = seed % 5 == 0 ? 0 : 1 + (seed >> 8) % 300;
    const uint32_t height = 1 + (seed >> 20) % 200;
    f.renderer->resize(target, width, height);
    if (i % 7 == 0) f.renderer->setRenderScale(target, 0.3 + 0.1 * (i % 8));
    const auto outcome = f.renderer->draw(list, {.target = target});
    ASSERT_TRUE(outcome.ok()) << outcome.status().message();
    EXPECT_EQ(*outcome, width == 0 ? FrameOutcome::kSkipped : FrameOutcome::kDrawn);
  }
}

TEST(Renderer, BrokenTextAndTubesDoNoHarm) {
  Fixture f;
  DrawList list = testing::makeList(f.model, 1.6);
  list.texts[0].text = "\xff\xfe\x80 ok \xe4\xb8";
  list.texts[1].text = "";
  list.texts[2].maxWidth = 0.001;
  list.tubes[0].points = {Vec3(0), Vec3(0), Vec3(0.0 / 1.0)};
  list.tubes.push_back({.points = {Vec3(0), Vec3(0, 1, 0), Vec3(0, 0, 0)}});
  f.draw(list, kSmall);
}

TEST(Renderer, TwentyStartsAndStopsWork) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(Renderer::create({}).ok());
}

}  // namespace
}  // namespace shixun::render
