// Studio: what a frame is made with, whatever it is shown on: the renderer, the panels' context and
// fonts, the scenario's models, and stills for reports.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/panel_fonts.h"
#include "app/pictures.h"
#include "render/renderer.h"
#include "render/ui.h"
#include "view/scene.h"

namespace shixun::app {

struct StudioDef {
  scenario::ContentRoot root;
  const scenario::ScenarioModel* model = nullptr;  // not owned
  std::string characters;                          // all that panels may write, UTF-8
  double fontHeight = 720;  // pixels of the window, or of what stands for one
};

class Studio {
 public:
  explicit Studio(std::unique_ptr<render::Renderer> renderer) : renderer_(std::move(renderer)) {}

  // Panels and models. After everything that decides on the panels' format. Fails with the font or
  // the model that is missing or broken.
  Status furnish(const StudioDef& def);

  render::Renderer& renderer() { return *renderer_; }
  const render::Renderer& renderer() const { return *renderer_; }
  render::Ui& ui() { return *ui_; }
  view::Scene& scene() { return *scene_; }

  // Makes the panels able to write these characters (UTF-8) too, where a font has them. Between
  // two frames.
  Status addCharacters(const std::string& text);
  // A picture for a report. PNG bytes.
  Result<std::string> still(const session::Snapshot& snapshot,
                            const std::vector<scenario::EntityRef>& focus);

 private:
  const scenario::ScenarioModel* model_ = nullptr;
  PanelFonts fonts_;
  // Destroyed in reverse: what uses the renderer first.
  std::unique_ptr<render::Renderer> renderer_;
  render::TargetId still_;
  std::unique_ptr<render::Ui> ui_;
  std::unique_ptr<view::Scene> scene_;
};

}  // namespace shixun::app
