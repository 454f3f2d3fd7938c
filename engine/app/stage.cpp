#include "app/stage.h"

#include "asset/picture.h"

namespace shixun::app {

Result<std::unique_ptr<Stage>> Stage::create(const StageDef& def) {
  std::unique_ptr<Stage> self(new Stage);
  platform::WindowDef windowDef;
  windowDef.title = def.title;
  windowDef.width = def.width;
  windowDef.height = def.height;
  windowDef.fullScreen = def.fullScreen;
  auto window = platform::Window::create(windowDef);
  if (!window.ok()) return window.status();
  self->window_ = std::move(window).value();
  auto extensions = self->window_->vulkanExtensions();
  if (!extensions.ok()) return extensions.status();
  render::RendererDef rendererDef;
  rendererDef.instanceExtensions = *extensions;
  rendererDef.validate = wantsValidation();
  const platform::Window& made = *self->window_;
  rendererDef.createSurface = [&made](void* instance) { return made.createSurface(instance); };
  auto renderer = render::Renderer::create(rendererDef);
  if (!renderer.ok()) return renderer.status();
  self->studio_ = std::make_unique<Studio>(std::move(renderer).value());
  const platform::DesktopInput input = self->window_->poll();
  self->width_ = input.width;
  self->height_ = input.height;
  auto target = self->studio_->renderer().createWindowTarget(input.width, input.height);
  if (!target.ok()) return target.status();
  self->target_ = *target;
  StudioDef studio;
  studio.root = def.root;
  studio.model = def.model;
  studio.characters = def.characters;
  studio.fontHeight = input.height > 0 ? input.height : def.height;
  if (Status s = self->studio_->furnish(studio); !s.ok()) return s;
  return self;
}

void Stage::setFast(bool fast) {
  constexpr double kFewer = 0.75;  // of the width and the height
  if (fast == fast_ || !studio_->renderer().softwareDevice()) return;
  fast_ = fast;
  studio_->renderer().setRenderScale(target_, fast ? kFewer : 1);
  studio_->renderer().setMultisampling(target_, !fast);
}

void Stage::resize(uint32_t width, uint32_t height) {
  width_ = width;
  height_ = height;
  studio_->renderer().resize(target_, width, height);
}

Result<render::FrameOutcome> Stage::draw(const render::DrawList& list) {
  render::FrameDef frame;
  frame.target = target_;
  frame.ui = &studio_->ui();
  frame.quality = fast_ ? render::Quality::kFast : render::Quality::kFine;
  auto drawn = studio_->renderer().draw(list, frame);
  if (Status s = validationVerdict(studio_->renderer()); !s.ok()) return s;
  return drawn;
}

Result<std::string> Stage::picture(const render::DrawList& list) {
  render::OffscreenDef def;
  def.width = width_;
  def.height = height_;
  auto target = studio_->renderer().createOffscreen(def);
  if (!target.ok()) return target.status();
  render::FrameDef frame;
  frame.target = *target;
  frame.ui = &studio_->ui();
  auto drawn = studio_->renderer().draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  auto picture = studio_->renderer().readPicture(*target);
  studio_->renderer().destroyTarget(*target);
  if (!picture.ok()) return picture.status();
  return asset::encodePng(*picture);
}

}  // namespace shixun::app
