// Pictures: off-screen stills of a session for reports, through the same renderer as the window.
#pragma once

#include <memory>
#include <string>

#include "app/headless.h"
#include "render/renderer.h"
#include "scenario/load.h"
#include "text/catalogue.h"
#include "view/scene.h"

namespace shixun::app {

// SHIXUN_VALIDATE=1 in the environment: the Vulkan validation layer watches, and a word from it
// fails the picture, or the frame, that it is about.
bool wantsValidation();
Status validationVerdict(const render::Renderer& renderer);

// Draws a snapshot into an off-screen target as a report shows it. PNG bytes. focus: what to look
// at; may be empty.
struct StillDef {
  render::Renderer* renderer = nullptr;  // not owned, as all of these
  view::Scene* scene = nullptr;
  const scenario::ScenarioModel* model = nullptr;
  render::TargetId target;  // of kStillWidth x kStillHeight
};
inline constexpr uint32_t kStillWidth = 1280, kStillHeight = 720;
Result<std::string> takeStill(const StillDef& def, const session::Snapshot& snapshot,
                              const std::vector<scenario::EntityRef>& focus);
// The same as seen from somewhere: the snapshot as it is, verticalAngle in rad.
Result<std::string> takeStillFrom(const StillDef& def, const session::Snapshot& snapshot,
                                  const Pose& worldFromEye, double verticalAngle);

class PictureMaker {
 public:
  // Fails when there is no Vulkan device or a model is broken, saying what to do.
  static Result<std::unique_ptr<PictureMaker>> create(const scenario::ContentRoot& root,
                                                      const scenario::ScenarioModel& model,
                                                      const text::Catalogue& catalogue,
                                                      const std::string& language);
  // Valid as long as this object.
  Photographer photographer();
  Result<std::string> take(const session::Snapshot& snapshot,
                           const std::vector<scenario::EntityRef>& focus);
  Result<std::string> takeFrom(const session::Snapshot& snapshot, const Pose& worldFromEye,
                               double verticalAngle);

  render::Renderer& renderer() { return *renderer_; }

 private:
  explicit PictureMaker(const scenario::ScenarioModel& model) : model_(model) {}

  const scenario::ScenarioModel& model_;
  std::unique_ptr<render::Renderer> renderer_;
  std::unique_ptr<view::Scene> scene_;
  render::TargetId target_;
};

}  // namespace shixun::app
