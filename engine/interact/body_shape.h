// The trainee's body as far as reaching goes: where the shoulders are, how long an arm and a finger
// are. One set of figures for headset, mouse and script, so that all three reach equally far.
#pragma once

#include "math/geometry.h"
#include "scenario/command.h"

namespace shixun::interact {

// From the eyes, in a frame that keeps the head's heading but stays upright. Rounded from the 50th
// percentile of ISO 7250-1 body dimensions: eyes 24 cm above the shoulders, 38 cm between
// shoulders.
inline constexpr double kShoulderDrop = 0.24;  // m
inline constexpr double kShoulderHalfWidth = 0.19;

inline constexpr double kPalmRadius = 0.03;  // m, of the sphere that a hand is to solid things
// Tip of the stretched index finger in the grip frame: that of the hand models.
inline Vec3 gripFromFingertip(scenario::Hand hand) {
  return {hand == scenario::Hand::kLeft ? -0.0124 : 0.0124, 0.033, -0.1067};
}

inline constexpr double kGrabFrom = 0.6;    // squeeze that closes a hand
inline constexpr double kLetGoBelow = 0.4;  // and that opens it again

// An upright frame at the eyes looking where the head looks, level.
Pose levelHead(const Pose& worldFromHead);
Vec3 shoulderOf(const Pose& worldFromHead, scenario::Hand hand);
// Where an idle hand is carried, for devices without hands (a mouse).
Pose carriedHand(const Pose& worldFromHead, scenario::Hand hand);

// The rotation that turns `from` to `to` (unit vectors) the short way.
Quat turnBetween(const Vec3& from, const Vec3& to);
// The angle of a rotation about an axis (unit length), -pi..pi: how far it twists about it.
double twistAbout(const Quat& rotation, const Vec3& axis);

}  // namespace shixun::interact
