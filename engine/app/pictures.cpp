#include "app/pictures.h"

#include <cstdlib>

#include "asset/picture.h"
#include "render/ui.h"
#include "view/framing.h"
#include "view/staging.h"

namespace shixun::app {

Result<std::unique_ptr<PictureMaker>> PictureMaker::create(const scenario::ContentRoot& root,
                                                           const scenario::ScenarioModel& model,
                                                           const text::Catalogue& catalogue,
                                                           const std::string& language) {
  static_cast<void>(catalogue);
  static_cast<void>(language);
  std::unique_ptr<PictureMaker> made(new PictureMaker(model));
  render::RendererDef rendererDef;
  // SHIXUN_VALIDATE=1: the Vulkan validation layer watches, and a word from it fails the picture.
  rendererDef.validate = std::getenv("SHIXUN_VALIDATE") != nullptr;
  auto renderer = render::Renderer::create(rendererDef);
  if (!renderer.ok()) return renderer.status();
  made->renderer_ = std::move(renderer).value();
  auto scene = view::Scene::create(*made->renderer_, root, model);
  if (!scene.ok()) return scene.status();
  made->scene_ = std::move(scene).value();
  render::OffscreenDef def;
  def.width = kStillWidth;
  def.height = kStillHeight;
  auto target = made->renderer_->createOffscreen(def);
  if (!target.ok()) return target.status();
  made->target_ = *target;
  return made;
}

Result<std::string> takeStill(const StillDef& def, const session::Snapshot& snapshot,
                              const std::vector<scenario::EntityRef>& focus) {
  // Where things are decides where one looks from, and that decides where held things are shown.
  session::Snapshot staged = snapshot;
  plant::Poses poses(*def.model);
  poses.update(staged.state, staged.overrides);
  const view::Framing framing = view::frameFor(*def.model, poses, view::focusOf(staged, focus));
  view::stageHeld(staged, poses, framing);
  render::DrawList list;
  def.scene->build(staged, {}, list);
  render::View view;
  view.viewFromWorld = render::lookAt(framing.eye, framing.target);
  view.clipFromView =
      render::perspective(framing.verticalAngle, static_cast<double>(kStillWidth) / kStillHeight);
  list.views.push_back(view);
  render::FrameDef frame;
  frame.target = def.target;
  auto drawn = def.renderer->draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  auto picture = def.renderer->readPicture(def.target);
  if (!picture.ok()) return picture.status();
  if (const auto& said = def.renderer->validationMessages(); !said.empty()) {
    return Status(StatusCode::kIo, "Vulkan validation: " + said.front());
  }
  return asset::encodePng(*picture);
}

Result<std::string> PictureMaker::take(const session::Snapshot& snapshot,
                                       const std::vector<scenario::EntityRef>& focus) {
  return takeStill({renderer_.get(), scene_.get(), &model_, target_}, snapshot, focus);
}

Photographer PictureMaker::photographer() {
  return [this](const session::Snapshot& snapshot, const std::vector<scenario::EntityRef>& focus) {
    return take(snapshot, focus);
  };
}

}  // namespace shixun::app
