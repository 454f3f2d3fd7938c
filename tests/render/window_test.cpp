#include <gtest/gtest.h>
#include <imgui.h>

#include "platform/window.h"
#include "tests/platform/xvfb.h"
#include "tests/render/test_scene.h"

namespace shixun::render {
namespace {

using platform::Window;

RendererDef defFor(const Window& window) {
  RendererDef def;
  def.instanceExtensions = window.vulkanExtensions().value();
  def.createSurface = [&window](void* instance) { return window.createSurface(instance); };
  return def;
}

TEST(WindowTarget, DrawsPresentsAndSurvivesAStormOfSizes) {
  const platform::testing::Xvfb display;
  const auto window = Window::create({.width = 320, .height = 200});
  ASSERT_TRUE(window.ok()) << window.status().message();
  testing::Fixture f(defFor(**window));
  ASSERT_TRUE(f.renderer);
  const auto ui = Ui::create(*f.renderer, {});
  ASSERT_TRUE(ui.ok()) << ui.status().message();
  platform::DesktopInput input = (*window)->poll();
  const TargetId target = f.renderer->createWindowTarget(input.width, input.height, false).value();
  const DrawList list = testing::makeList(f.model, 1.6);
  int drawn = 0;
  for (int i = 0; i < 24; ++i) {
    if (i % 3 == 1) {
      (*window)->setSize(static_cast<uint32_t>(80 + (i * 67) % 300),
                         static_cast<uint32_t>(60 + (i * 41) % 200));
    }
    if (i == 12) f.renderer->setRenderScale(target, 0.5);
    input = (*window)->poll();
    f.renderer->resize(target, input.width, input.height);
    UiInput uiInput;
    uiInput.width = input.width;
    uiInput.height = input.height;
    (*ui)->beginFrame(uiInput);
    ImGui::Begin("panel");
    ImGui::TextUnformatted("storm");
    ImGui::End();
    (*ui)->endFrame();
    const auto outcome = f.renderer->draw(list, {.target = target, .ui = ui->get()});
    ASSERT_TRUE(outcome.ok()) << outcome.status().message();
    if (*outcome == FrameOutcome::kDrawn) ++drawn;
  }
  EXPECT_GT(drawn, 6);
  // Minimised: nothing is drawn, nothing fails, and it comes back.
  f.renderer->resize(target, 0, 0);
  EXPECT_EQ(f.renderer->draw(list, {.target = target}).value(), FrameOutcome::kSkipped);
  f.renderer->resize(target, input.width, input.height);
  EXPECT_TRUE(f.renderer->draw(list, {.target = target}).ok());
  EXPECT_TRUE(f.renderer->draw(list, {.target = target}).ok());
}

}  // namespace
}  // namespace shixun::render
