#include "interact/hand_motion.h"

#include "core/clock.h"

namespace shixun::interact {

namespace {

constexpr double kSkin = 0.002;       // m kept from what stopped the hand
constexpr double kLeftBehind = 0.25;  // m from the device at which the hand comes back by the arm

}  // namespace

Vec3 slide(const Scene& scene, const Vec3& from, const Vec3& to, double radius) {
  physics::Filter filter;
  filter.layers = kStopsHands;
  Vec3 at = from;
  Vec3 goal = to;
  for (int turn = 0; turn < 3; ++turn) {
    const Vec3 way = goal - at;
    const double length = glm::length(way);
    if (length < 1e-6) return at;
    const auto hit = scene.world().sphereSweep(at, goal, radius, filter);
    if (!hit) return goal;
    at += way * hit->fraction + hit->normal * kSkin;
    // What is left of the way, along the surface.
    const Vec3 left = way * (1 - hit->fraction);
    goal = at + left - hit->normal * glm::dot(left, hit->normal);
  }
  return at;
}

const Pose& HandMotion::follow(const Scene& scene, const Frame& frame, Hand hand) {
  const Pose& device = frame.input.hands[indexOf(hand)].worldFromGrip;
  const Vec3 shoulder = frame.shoulder(hand);
  const Vec3 arm = device.position - shoulder;
  const double length = glm::length(arm);
  Pose wanted = device;
  if (length > frame.def.reach) wanted.position = shoulder + arm * (frame.def.reach / length);

  const bool still = placed_ && wanted.position == wanted_.position &&
                     palm_.position == wanted.position && revision_ == scene.revision();
  velocity_ = placed_ ? (wanted.position - wanted_.position) * static_cast<double>(kTicksPerSecond)
                      : Vec3(0);
  wanted_ = wanted;
  palm_.rotation = wanted.rotation;
  if (still) return palm_;
  revision_ = scene.revision();

  const Vec3 start = placed_ ? palm_.position : shoulder;
  placed_ = true;
  palm_.position = slide(scene, start, wanted.position, kPalmRadius);
  const double behind = glm::distance(palm_.position, wanted.position);
  if (behind > kLeftBehind) {
    // Stuck behind something: an arm would be drawn back and put forward again.
    const Vec3 again = slide(scene, shoulder, wanted.position, kPalmRadius);
    if (glm::distance(again, wanted.position) < behind - 0.05) palm_.position = again;
  }
  return palm_;
}

}  // namespace shixun::interact
