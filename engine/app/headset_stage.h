// HeadsetStage: the headset, the renderer on its device, the panels' context and the scenario's
// models: everything that is needed to show a frame to two eyes, and nothing of what is in it.
#pragma once

#include <memory>
#include <string>

#include "app/panel_fonts.h"
#include "app/pictures.h"
#include "render/renderer.h"
#include "render/ui.h"
#include "view/scene.h"
#include "xr/headset.h"

namespace shixun::app {

struct HeadsetStageDef {
  scenario::ContentRoot root;
  const scenario::ScenarioModel* model = nullptr;  // not owned
  std::string characters;                          // all that panels may write, UTF-8
  xr::HeadsetDef headset;
  double fontHeight = 720;  // pixels of what stands for a window among the panels
};

class HeadsetStage {
 public:
  // Fails when there is no runtime, no headset, no Vulkan device for it, or a model cannot be read.
  static Result<std::unique_ptr<HeadsetStage>> create(const HeadsetStageDef& def);

  xr::Headset& headset() { return *headset_; }
  render::Ui& ui() { return *ui_; }
  view::Scene& scene() { return *scene_; }
  std::string deviceName() const;
  // On a device that draws with the processor.
  bool slow() const { return renderer_->softwareDevice(); }

  Status addCharacters(const std::string& text);
  // Draws the world for both eyes and the panels (after ui().endFrame()) into the headset's images.
  Status draw(const render::DrawList& list, const xr::Headset::Images& images);
  // A picture for a report.
  Result<std::string> still(const session::Snapshot& snapshot,
                            const std::vector<scenario::EntityRef>& focus);

 private:
  HeadsetStage() = default;

  const scenario::ScenarioModel* model_ = nullptr;
  PanelFonts fonts_;
  // Destroyed in reverse: the headset's session before the device that it uses.
  std::unique_ptr<render::Renderer> renderer_;
  std::unique_ptr<xr::Headset> headset_;
  render::TargetId still_;
  std::unique_ptr<render::Ui> ui_;
  std::unique_ptr<view::Scene> scene_;
};

}  // namespace shixun::app
