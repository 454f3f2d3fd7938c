// HandSample: what a device says about one hand in one frame, whatever the device. Poses are in the
// stage's frame.
#pragma once

#include <array>
#include <cstdint>

#include "math/geometry.h"

namespace shixun::xr {

enum class HandDevice : uint8_t {
  kNone,
  kSimple,  // one button and a menu button
  kTouch,
  kIndex,
  kVive,
  kMixedReality,
  kOther,  // a device that the runtime maps to one of the above
};

// Joints of XR_EXT_hand_tracking that are used.
enum class Joint : uint8_t {
  kPalm,
  kWrist,
  kThumbTip,
  kIndexTip,
  kMiddleTip,
  kRingTip,
  kLittleTip,
  kCount
};
inline constexpr size_t kJoints = static_cast<size_t>(Joint::kCount);

struct HandSample {
  HandDevice device = HandDevice::kNone;
  // The device is there and focus is ours. What follows is only meaningful then.
  bool active = false;
  bool gripTracked = false, aimTracked = false;
  // The palm of a fist: -Z points forward out of it, +Y up along a held handle. (OpenXR's own grip
  // pose is turned: its -Z points up along the handle.)
  Pose stageFromGrip;
  Pose stageFromAim;                // -Z points where the hand points
  double squeeze = 0, trigger = 0;  // 0..1
  bool triggerTouchKnown = false;   // the device feels a finger on the trigger
  bool triggerTouched = false;
  Vec2 stick = Vec2(0);  // x right, y forward, -1..1; a trackpad's finger where there is no stick
  bool stickClick = false;
  bool primary = false, secondary = false;  // A/X, B/Y; or what the device has in their place
  bool menu = false;

  // Tracked fingers, beside or instead of a controller.
  bool articulated = false;
  std::array<Vec3, kJoints> joints = {};  // stage, m
  std::array<double, 5> curl = {};        // thumb..little: 0 straight, 1 closed
  double pinch = 0;                       // 0..1, thumb and index tips meeting
};

}  // namespace shixun::xr
