#include "app/headset_stage.h"

namespace shixun::app {

Result<std::unique_ptr<HeadsetStage>> HeadsetStage::create(const HeadsetStageDef& def) {
  std::unique_ptr<HeadsetStage> self(new HeadsetStage);
  auto headset = xr::Headset::create(def.headset);
  if (!headset.ok()) return headset.status();
  self->headset_ = std::move(headset).value();
  render::RendererDef rendererDef;
  rendererDef.validate = wantsValidation();
  rendererDef.factory = &self->headset_->factory();
  auto renderer = render::Renderer::create(rendererDef);
  if (!renderer.ok()) return renderer.status().within("the headset's graphics device");
  self->studio_ = std::make_unique<Studio>(std::move(renderer).value());
  // The headset decides on the format of the panels' pictures.
  if (Status s = self->headset_->start(self->studio_->renderer()); !s.ok()) return s;
  if (Status s = self->studio_->furnish(def.studio); !s.ok()) return s;
  return self;
}

std::string HeadsetStage::deviceName() const {
  const xr::HeadsetInfo& info = headset_->info();
  return info.system + " (" + info.runtime + ") on " + studio_->renderer().deviceName();
}

Status HeadsetStage::draw(const render::DrawList& list, const xr::Headset::Images& images) {
  render::Renderer& renderer = studio_->renderer();
  render::FrameDef frame;
  frame.target = images.eyes;
  frame.image = images.eyesImage;
  frame.depthImage = images.depthImage;
  frame.quality = renderer.softwareDevice() ? render::Quality::kFast : render::Quality::kFine;
  auto drawn = renderer.draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  if (images.panels.valid()) {
    const Status panels = renderer.drawPanels(images.panels, images.panelsImage, studio_->ui());
    if (!panels.ok()) return panels;
  }
  return validationVerdict(renderer);
}

}  // namespace shixun::app
