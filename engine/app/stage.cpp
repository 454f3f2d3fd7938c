#include "app/stage.h"

#include "asset/picture.h"

namespace shixun::app {

Result<std::unique_ptr<Stage>> Stage::create(const StageDef& def) {
  std::unique_ptr<Stage> self(new Stage);
  self->model_ = def.model;
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
  self->renderer_ = std::move(renderer).value();
  const platform::DesktopInput input = self->window_->poll();
  self->width_ = input.width;
  self->height_ = input.height;
  auto target = self->renderer_->createWindowTarget(input.width, input.height);
  if (!target.ok()) return target.status();
  self->target_ = *target;
  self->fonts_ = PanelFonts(def.characters, input.height > 0 ? input.height : def.height);
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

Status Stage::addCharacters(const std::string& text) {
  if (!fonts_.add(text)) return {};
  auto def = fonts_.def();
  if (!def.ok()) return def.status();
  return ui_->setFonts(*def);
}

void Stage::setFast(bool fast) {
  constexpr double kFewer = 0.75;  // of the width and the height
  if (fast == fast_ || !renderer_->softwareDevice()) return;
  fast_ = fast;
  renderer_->setRenderScale(target_, fast ? kFewer : 1);
  renderer_->setMultisampling(target_, !fast);
}

void Stage::resize(uint32_t width, uint32_t height) {
  width_ = width;
  height_ = height;
  renderer_->resize(target_, width, height);
}

Result<render::FrameOutcome> Stage::draw(const render::DrawList& list) {
  render::FrameDef frame;
  frame.target = target_;
  frame.ui = ui_.get();
  frame.quality = fast_ ? render::Quality::kFast : render::Quality::kFine;
  auto drawn = renderer_->draw(list, frame);
  if (Status s = validationVerdict(*renderer_); !s.ok()) return s;
  return drawn;
}

Result<std::string> Stage::picture(const render::DrawList& list) {
  render::OffscreenDef def;
  def.width = width_;
  def.height = height_;
  auto target = renderer_->createOffscreen(def);
  if (!target.ok()) return target.status();
  render::FrameDef frame;
  frame.target = *target;
  frame.ui = ui_.get();
  auto drawn = renderer_->draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  auto picture = renderer_->readPicture(*target);
  renderer_->destroyTarget(*target);
  if (!picture.ok()) return picture.status();
  return asset::encodePng(*picture);
}

Result<std::string> Stage::still(const session::Snapshot& snapshot,
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
