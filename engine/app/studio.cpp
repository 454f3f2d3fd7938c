#include "app/studio.h"

namespace shixun::app {

Status Studio::furnish(const StudioDef& def) {
  model_ = def.model;
  fonts_ = PanelFonts(def.characters, def.fontHeight);
  auto uiDef = fonts_.def();
  if (!uiDef.ok()) return uiDef.status();
  auto ui = render::Ui::create(*renderer_, *uiDef);
  if (!ui.ok()) return ui.status();
  ui_ = std::move(ui).value();
  auto scene = view::Scene::create(*renderer_, def.root, *def.model);
  if (!scene.ok()) return scene.status();
  scene_ = std::move(scene).value();
  return {};
}

Status Studio::addCharacters(const std::string& text) {
  if (!fonts_.add(text)) return {};
  auto def = fonts_.def();
  if (!def.ok()) return def.status();
  return ui_->setFonts(*def);
}

Result<std::string> Studio::still(const session::Snapshot& snapshot,
                                  const std::vector<scenario::EntityRef>& focus) {
  if (!still_.valid()) {
    render::OffscreenDef def;
    def.width = kStillWidth;
    def.height = kStillHeight;
    auto target = renderer_->createOffscreen(def);
    if (!target.ok()) return target.status();
    still_ = *target;
  }
  return takeStill({renderer_.get(), scene_.get(), model_, still_}, snapshot, focus);
}

}  // namespace shixun::app
