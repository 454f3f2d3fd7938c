// Stage: the window and the studio behind it: everything that is needed to show a frame at a desk,
// and nothing of what is in it.
#pragma once

#include <memory>
#include <string>

#include "app/studio.h"
#include "platform/window.h"

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
  Studio& studio() { return *studio_; }

  void resize(uint32_t width, uint32_t height);
  // On a device that draws with the processor: fewer pixels while true. Elsewhere nothing.
  void setFast(bool fast);
  // Draws the world and the panels (after their endFrame()) into the window.
  Result<render::FrameOutcome> draw(const render::DrawList& list);
  // The same as a picture of the window's size. PNG bytes.
  Result<std::string> picture(const render::DrawList& list);

 private:
  Stage() = default;

  bool fast_ = false;
  uint32_t width_ = 0, height_ = 0;
  // Destroyed in reverse: the window last.
  std::unique_ptr<platform::Window> window_;
  std::unique_ptr<Studio> studio_;
  render::TargetId target_;
};

}  // namespace shixun::app
