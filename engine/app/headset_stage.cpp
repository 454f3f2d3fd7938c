#include "app/headset_stage.h"

namespace shixun::app {

Result<std::unique_ptr<HeadsetStage>> HeadsetStage::create(const HeadsetStageDef& def) {
  std::unique_ptr<HeadsetStage> self(new HeadsetStage);
  self->model_ = def.model;
  auto headset = xr::Headset::create(def.headset);
  if (!headset.ok()) return headset.status();
  self->headset_ = std::move(headset).value();
  render::RendererDef rendererDef;
  rendererDef.validate = wantsValidation();
  rendererDef.factory = &self->headset_->factory();
  auto renderer = render::Renderer::create(rendererDef);
  if (!renderer.ok()) return renderer.status().within("the headset's graphics device");
  self->renderer_ = std::move(renderer).value();
  if (Status s = self->headset_->start(*self->renderer_); !s.ok()) return s;
  self->fonts_ = PanelFonts(def.characters, def.fontHeight);
  auto uiDef = self->fonts_.def();
  if (!uiDef.ok()) return uiDef.status();
  auto ui = render::Ui::create(*self->renderer_, *uiDef);
  if (!ui.ok()) return ui.status();
  self->ui_ = std::move(ui).value();
  auto scene = view::Scene::create(*self->renderer_, def.root, *def.model);
  if (!scene.ok()) return scene.status();
  self->scene_ = std::move(scene).value();
  return self;
}

std::string HeadsetStage::deviceName() const {
  const xr::HeadsetInfo& info = headset_->info();
  return info.system + " (" + info.runtime + ") on " + renderer_->deviceName();
}

Status HeadsetStage::addCharacters(const std::string& text) {
  if (!fonts_.add(text)) return {};
  auto def = fonts_.def();
  if (!def.ok()) return def.status();
  return ui_->setFonts(*def);
}

Status HeadsetStage::draw(const render::DrawList& list, const xr::Headset::Images& images) {
  render::FrameDef frame;
  frame.target = images.eyes;
  frame.image = images.eyesImage;
  frame.quality = slow() ? render::Quality::kFast : render::Quality::kFine;
  auto drawn = renderer_->draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  if (images.panels.valid()) {
    if (Status s = renderer_->drawPanels(images.panels, images.panelsImage, *ui_); !s.ok()) {
      return s;
    }
  }
  return validationVerdict(*renderer_);
}

Result<std::string> HeadsetStage::still(const session::Snapshot& snapshot,
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
