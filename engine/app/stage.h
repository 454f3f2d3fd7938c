// Stage: the window, the renderer on it, the panels' context and the scenario's models: everything
// that is needed to show a frame, and nothing of what is in it.
#pragma once

#include <memory>
#include <string>

#include "app/panel_fonts.h"
#include "app/pictures.h"
#include "platform/window.h"
#include "render/renderer.h"
#include "render/ui.h"
#include "view/scene.h"

namespace shixun::app {

struct StageDef {
  scenario::ContentRoot root;
  const scenario::ScenarioModel* model = nullptr;  // not owned
  std::string title;
  std::string characters;  // all that panels may write, UTF-8
  uint32_t width = 1280, height = 720;
  bool fullScreen = false;
};

class Stage {
 public:
  // Fails when there is no display or no Vulkan device, or a model cannot be read, with what to do.
  static Result<std::unique_ptr<Stage>> create(const StageDef& def);

  platform::Window& window() { return *window_; }
  render::Ui& ui() { return *ui_; }
  view::Scene& scene() { return *scene_; }
  std::string deviceName() const { return renderer_->deviceName(); }

  void resize(uint32_t width, uint32_t height);
  // On a device that draws with the processor: fewer pixels while true. Elsewhere nothing.
  void setFast(bool fast);
  // Makes the panels able to write these characters (UTF-8) too, where a font has them. Between
  // two frames.
  Status addCharacters(const std::string& text);
  // Draws the world and the panels (after ui().endFrame()) into the window.
  Result<render::FrameOutcome> draw(const render::DrawList& list);
  // The same as a picture of the window's size. PNG bytes.
  Result<std::string> picture(const render::DrawList& list);
  // A picture for a report.
  Result<std::string> still(const session::Snapshot& snapshot,
                            const std::vector<scenario::EntityRef>& focus);

 private:
  Stage() = default;

  const scenario::ScenarioModel* model_ = nullptr;
  PanelFonts fonts_;
  bool fast_ = false;
  uint32_t width_ = 0, height_ = 0;
  // Destroyed in reverse: what uses the renderer first, the window last.
  std::unique_ptr<platform::Window> window_;
  std::unique_ptr<render::Renderer> renderer_;
  render::TargetId target_, still_;
  std::unique_ptr<render::Ui> ui_;
  std::unique_ptr<view::Scene> scene_;
};

}  // namespace shixun::app
