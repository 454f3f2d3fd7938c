#include <algorithm>
#include <cmath>

#include "app/boundary.h"
#include "app/immersive_room.h"
#include "math/libm.h"

namespace shixun::app {

namespace {

const Vec3f kRayColour(0.25F, 0.55F, 0.95F);
const Vec3f kGoColour(0.15F, 0.75F, 0.35F), kStayColour(0.80F, 0.25F, 0.15F);

render::Tube glowing(std::vector<Vec3> points, double radius, const Vec3f& colour) {
  render::Tube tube;
  tube.points = std::move(points);
  tube.radius = radius;
  tube.colour = colour;
  tube.emissive = colour * 0.6F;
  tube.castsShadow = false;
  return tube;
}

}  // namespace

// A thin ray from a hand to the panel that it points at, and a dot where it meets it.
void Immersive::addPointers() {
  for (size_t h = 0; h < 2; ++h) {
    const BoardPointer& pointer = pointers_[h];
    if (pointer.board == nullptr || pointer.distance <= 0) continue;
    const Pose& aim = body_.now().hands[h].worldFromAim;
    // It ends before the panel, which is shown over everything.
    list_.tubes.push_back(glowing({aim.position, pointer.worldPoint}, 0.0012, kRayColour));
  }
}

void Immersive::addTeleport() {
  const TeleportAim& aim = body_.locomotion().aim();
  if (!aim.shown || aim.arc.size() < 2) return;
  const Vec3f& colour = aim.valid ? kGoColour : kStayColour;
  list_.tubes.push_back(glowing(aim.arc, 0.006, colour));
  if (!aim.hasMarker) return;
  constexpr int kSides = 32;
  std::vector<Vec3> ring;
  for (int i = 0; i <= kSides; ++i) {
    const double turn = 2 * kPi * i / kSides;
    ring.push_back(aim.worldFromMarker.apply(
        Vec3(aim.footprint * sine(turn), 0.01, aim.footprint * cosine(turn))));
  }
  list_.tubes.push_back(glowing(std::move(ring), 0.008, colour));
  // Where one will look.
  list_.tubes.push_back(glowing({aim.worldFromMarker.apply(Vec3(0, 0.01, -aim.footprint * 0.3)),
                                 aim.worldFromMarker.apply(Vec3(0, 0.01, -aim.footprint * 1.2))},
                                0.008, colour));
}

Status Immersive::draw(const xr::HeadsetFrame& frame) {
  std::vector<scenario::EntityRef> lit;
  if (trainer_.playing()) {
    for (const scenario::Hand hand : interact::kHands) {
      const interact::Hover hover = trainer_.live()->interactor().hover(hand);
      if (hover.entity && hover.reachable) lit.push_back(hover.entity);
    }
  }
  stage_->studio().scene().build(trainer_.snapshot(), lit, list_);
  addPointers();
  addTeleport();
  std::vector<Vec3> body = {frame.stageFromHead.position};
  for (const xr::HandSample& hand : frame.hands) {
    if (hand.gripTracked) body.push_back(hand.stageFromGrip.position);
  }
  addBoundary(stage_->headset().info().bounds, body_.worldFromStage(), body, list_.tubes);
  const Locomotion& locomotion = body_.locomotion();
  list_.effects.vignette =
      std::max(list_.effects.vignette, static_cast<float>(locomotion.vignette()));
  list_.effects.fade = std::max(list_.effects.fade, static_cast<float>(locomotion.headInside()));
  list_.views.resize(2);
  for (size_t i = 0; i < 2; ++i) {
    list_.views[i].viewFromWorld =
        render::viewFromPose(body_.worldFromStage() * frame.eyes[i].stageFromEye);
    list_.views[i].clipFromView = render::perspective(frame.eyes[i].fov);
    list_.views[i].hidden = stage_->headset().hiddenArea(static_cast<int>(i));
  }
  auto images = stage_->headset().acquire();
  if (!images.ok()) return images.status();
  return stage_->draw(list_, *images);
}

}  // namespace shixun::app
