#include "app/pictures.h"

#include <cstdlib>

#include "asset/picture.h"
#include "render/ui.h"
#include "view/framing.h"
#include "view/staging.h"

namespace shixun::app {

bool wantsValidation() {
  return std::getenv("SHIXUN_VALIDATE") != nullptr;
}

Status validationVerdict(const render::Renderer& renderer) {
  const auto& said = renderer.validationMessages();
  if (said.empty()) return {};
  return {StatusCode::kIo, "Vulkan validation: " + said.front()};
}

Result<std::unique_ptr<PictureMaker>> PictureMaker::create(const scenario::ContentRoot& root,
                                                           const scenario::ScenarioModel& model,
                                                           const text::Catalogue& catalogue,
                                                           const std::string& language) {
  static_cast<void>(catalogue);
  static_cast<void>(language);
  std::unique_ptr<PictureMaker> made(new PictureMaker(model));
  render::RendererDef rendererDef;
  rendererDef.validate = wantsValidation();
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

namespace {

Result<std::string> drawStill(const StillDef& def, const session::Snapshot& snapshot,
                              render::View view, double verticalAngle) {
  render::DrawList list;
  def.scene->build(snapshot, {}, list);
  view.clipFromView =
      render::perspective(verticalAngle, static_cast<double>(kStillWidth) / kStillHeight);
  list.views.push_back(view);
  render::FrameDef frame;
  frame.target = def.target;
  auto drawn = def.renderer->draw(list, frame);
  if (!drawn.ok()) return drawn.status();
  auto picture = def.renderer->readPicture(def.target);
  if (!picture.ok()) return picture.status();
  if (Status s = validationVerdict(*def.renderer); !s.ok()) return s;
  return asset::encodePng(*picture);
}

}  // namespace

Result<std::string> takeStillFrom(const StillDef& def, const session::Snapshot& snapshot,
                                  const Pose& worldFromEye, double verticalAngle) {
  render::View view;
  view.viewFromWorld = render::viewFromPose(worldFromEye);
  return drawStill(def, snapshot, view, verticalAngle);
}

Result<std::string> takeStill(const StillDef& def, const session::Snapshot& snapshot,
                              const std::vector<scenario::EntityRef>& focus) {
  // Where things are decides where one looks from, and that decides where held things are shown.
  session::Snapshot staged = snapshot;
  staged.flash = staged.shock = 0;  // what blinds the person is not to blind the picture
  plant::Poses poses(*def.model);
  poses.update(staged.state, staged.overrides);
  const auto subject = view::focusOf(staged, focus);
  const view::Framing framing = view::frameFor(*def.model, poses, subject);
  view::stageHeld(staged, poses, framing, subject);
  render::View view;
  view.viewFromWorld = render::lookAt(framing.eye, framing.target);
  return drawStill(def, staged, view, framing.verticalAngle);
}

Result<std::string> PictureMaker::take(const session::Snapshot& snapshot,
                                       const std::vector<scenario::EntityRef>& focus) {
  return takeStill({renderer_.get(), scene_.get(), &model_, target_}, snapshot, focus);
}

Result<std::string> PictureMaker::takeFrom(const session::Snapshot& snapshot,
                                           const Pose& worldFromEye, double verticalAngle) {
  return takeStillFrom({renderer_.get(), scene_.get(), &model_, target_}, snapshot, worldFromEye,
                       verticalAngle);
}

Photographer PictureMaker::photographer() {
  return [this](const session::Snapshot& snapshot, const std::vector<scenario::EntityRef>& focus) {
    return take(snapshot, focus);
  };
}

}  // namespace shixun::app
