#include "app/hand_adapter.h"

#include <algorithm>
#include <cmath>

#include "interact/body_shape.h"

namespace shixun::app {

using interact::HandInput;

namespace {

constexpr double kOn = interact::kGrabFrom, kOff = interact::kLetGoBelow;
constexpr double kBegin = 0.1, kEnd = 0.05;  // of a squeeze at all
// s in which a hand that has just closed does not turn into a pointing one: what it took is known
// to be in it a moment later.
constexpr double kSettle = 0.15;
constexpr double kNothingTaken = 0.25;  // s after which a latched hand without anything opens
constexpr double kStraight = 0.25;      // curl of an index finger that points ...
constexpr double kNotStraight = 0.35;   // ... and that does no longer
constexpr double kCurled = 0.5;         // of each of the other three
constexpr double kNotCurled = 0.4;
constexpr double kClosing = 12;  // 1/s, how fast a tracked hand's squeeze changes

bool soundPose(const Pose& pose) {
  const double length = glm::length(pose.rotation);
  const Vec3& p = pose.position;
  return std::isfinite(length) && length > 0.5 && length < 2 && std::isfinite(p.x) &&
         std::isfinite(p.y) && std::isfinite(p.z) && glm::length(p) < 1e4;
}

double level(double raw) {
  return std::isfinite(raw) ? std::clamp(raw, 0.0, 1.0) : 0;
}

DeviceHand cleaned(DeviceHand device) {
  device.gripTracked = device.present && device.gripTracked && soundPose(device.worldFromGrip);
  device.aimTracked = device.gripTracked && device.aimTracked && soundPose(device.worldFromAim);
  device.worldFromGrip.rotation = glm::normalize(device.worldFromGrip.rotation);
  device.worldFromAim.rotation = glm::normalize(device.worldFromAim.rotation);
  for (double* value : {&device.squeeze, &device.trigger, &device.pinch}) *value = level(*value);
  for (double& value : device.curl) value = level(value);
  if (!device.articulated) device.pinch = 0;
  return device;
}

bool hysteresis(bool on, double value) {
  return on ? value >= kOff : value >= kOn;
}

// A level that says clearly whether it is on, whatever it was measured as.
double shaped(bool on, double value) {
  if (on) return std::max(kOn + 0.01, kOn + (value - kOff) / (1 - kOff) * (1 - kOn));
  return std::min(value / kOn * kOff, kOff - 0.01);
}

double fistOf(const DeviceHand& device) {
  return (device.curl[2] + device.curl[3] + device.curl[4]) / 3;
}

bool stretchedFinger(const DeviceHand& device, bool before) {
  const double least = std::min({device.curl[2], device.curl[3], device.curl[4]});
  return before ? device.curl[1] < kNotStraight && least > kNotCurled
                : device.curl[1] < kStraight && least > kCurled;
}

// What closes the hand, before any rule.
double rawSqueeze(const DeviceHand& device) {
  if (device.articulated) return std::max(fistOf(device), device.pinch);
  return device.oneButton ? (device.select ? 1 : 0) : device.squeeze;
}

}  // namespace

void HandAdapter::takeOver() {
  resync_ = takenOver_ = true;
}

HandInput HandAdapter::lost(Holding holding, double seconds) {
  lostFor_ += seconds;
  if (holding != Holding::kNothing) last_.poke = pointing_ = false;
  if (seen_ && lostFor_ <= kKept) return last_;
  resync_ = true;
  HandInput gone;
  gone.worldFromGrip = last_.worldFromGrip;
  gone.worldFromAim = last_.worldFromAim;
  return gone;
}

void HandAdapter::poseFrom(const DeviceHand& device) {
  last_.tracked = seen_ = true;
  last_.worldFromGrip = device.worldFromGrip;
  if (device.aimTracked) {
    last_.worldFromAim = device.worldFromAim;
    gripFromAim_ = device.worldFromGrip.inverse() * device.worldFromAim;
  } else {
    last_.worldFromAim = device.worldFromGrip * gripFromAim_;
  }
  const Vec3& tip = device.worldTip;
  last_.tipTracked = device.articulated && std::isfinite(tip.x) && std::isfinite(tip.y) &&
                     std::isfinite(tip.z) && glm::distance(tip, device.worldFromGrip.position) < 1;
  if (last_.tipTracked) last_.worldTip = tip;
}

// Back after a loss, or from being another hand: what goes on goes on, what is new is not taken for
// a press.
void HandAdapter::resume(const DeviceHand& device, Holding holding) {
  const bool holds = holding != Holding::kNothing;
  const bool still = holds && !takenOver_;
  const bool squeezed = rawSqueeze(device) >= kOff;
  const bool stretched = stretchedFinger(device, last_.poke);
  const bool stillPoints =
      last_.poke && !takenOver_ &&
      (device.articulated ? stretched : !device.hasTriggerTouch || !device.triggerTouched);
  muted_ = {};
  muted_.squeeze = squeezed && !still && !stillPoints;
  muted_.fist = muted_.squeeze;
  muted_.trigger = device.trigger >= kOff && !(still && last_.trigger >= kOff);
  muted_.point = device.pointButton && !stillPoints;
  if (!(still && last_.trigger >= kOff)) armed_ = false;
  kept_ = takenOver_ && holds;
  if (!holds) latched_ = false;
  latching_ = seen_ ? latching_ : device.stickyHold || device.oneButton;
  pressed_ = squeezed;
  menu_ = device.menu;
  resync_ = takenOver_ = false;
}

void HandAdapter::mute(DeviceHand& device) {
  muted_.squeeze = muted_.squeeze && device.squeeze >= kOff;
  muted_.trigger = muted_.trigger && device.trigger >= kOff;
  muted_.point = muted_.point && device.pointButton;
  muted_.fist = muted_.fist && std::max(fistOf(device), device.pinch) >= kOff;
  if (muted_.squeeze) device.squeeze = 0;
  if (muted_.trigger) device.trigger = 0;
  if (muted_.point) device.pointButton = false;
  if (!muted_.fist) return;
  device.pinch = 0;
  std::fill(std::begin(device.curl), std::end(device.curl), 0.0);
}

HandAdapter::Wish HandAdapter::wishOfController(const DeviceHand& device, Holding holding) {
  const double squeeze = rawSqueeze(device);
  gripped_ = hysteresis(gripped_, squeeze);
  const bool begins = !begun_ && squeeze > kBegin;
  begun_ = begun_ ? squeeze > kEnd : begins;
  if (begins) mayPoint_ = true;
  if (holding != Holding::kNothing) mayPoint_ = false;
  Wish wish;
  wish.squeeze = squeeze;
  wish.trigger = device.oneButton ? 0 : device.trigger;
  wish.point = device.hasTriggerTouch && !device.oneButton
                   ? gripped_ && mayPoint_ && !device.triggerTouched
                   : device.pointButton;
  return wish;
}

HandAdapter::Wish HandAdapter::wishOfHand(const DeviceHand& device, Holding holding,
                                          double seconds) {
  fist_ = hysteresis(fist_, fistOf(device));
  pinch_ = hysteresis(pinch_, device.pinch);
  stretched_ = stretchedFinger(device, stretched_);
  if (!fist_ && !pinch_) mayPoint_ = true;
  Wish wish;
  const double fist = shaped(fist_, fistOf(device));
  const double pinch = shaped(pinch_, device.pinch);
  pinchSpent_ = pinchSpent_ && pinch_;
  if (holding == Holding::kNothing) {
    pinchHolds_ = pinch_ && !fist_ && !pinchSpent_;
    wish.squeeze = pinchSpent_ ? fist : std::max(fist, pinch);
    armed_ = false;
  } else {
    mayPoint_ = false;
    pinchHolds_ = pinchHolds_ && pinch_;
    pinchSpent_ = pinch_ && !pinchHolds_;
    armed_ = armed_ || !pinch_;
    wish.squeeze = pinchHolds_ ? std::max(fist, pinch) : fist;
    wish.trigger = armed_ ? pinch : 0;
  }
  smooth_ += std::clamp(wish.squeeze - smooth_, -kClosing * seconds, kClosing * seconds);
  wish.squeeze = smooth_;
  wish.point = stretched_ && mayPoint_;
  return wish;
}

HandAdapter::Wish HandAdapter::wishOf(const DeviceHand& device, Holding holding, double seconds) {
  return device.articulated ? wishOfHand(device, holding, seconds)
                            : wishOfController(device, holding);
}

bool HandAdapter::pointing(bool wanted, Holding holding, double seconds) {
  fistFor_ = last_.squeeze >= kOn ? fistFor_ + seconds : 0;
  const bool settling = last_.squeeze >= kOn && fistFor_ < kSettle;
  if (holding != Holding::kNothing || latched_ || kept_) {
    pointing_ = false;
  } else {
    pointing_ = wanted && (pointing_ || !settling);
  }
  return pointing_;
}

// Keeps a hand closed between clicks.
void HandAdapter::latch(const DeviceHand& device, double squeeze, Holding holding, double seconds) {
  const bool holds = holding != Holding::kNothing;
  const bool sticky = device.stickyHold || device.oneButton;
  const bool before = pressed_;
  pressed_ = hysteresis(pressed_, squeeze);
  const bool click = pressed_ && !before;
  const bool menuClick = device.menu && !menu_;
  menu_ = device.menu;
  if (sticky != latching_) {
    // The wish changed, or the device: what is held stays held.
    kept_ = kept_ || (holds && !sticky && !pressed_);
    latched_ = holds && sticky;
    latching_ = sticky;
    heldSince_ = latched_;
    return;
  }
  if (!sticky) return;
  if (!latched_) {
    latched_ = click;
    heldSince_ = false;
    latchedFor_ = 0;
    return;
  }
  latchedFor_ += seconds;
  const bool slipped = heldSince_ && !holds;
  const bool tookNothing = !heldSince_ && !holds && !pressed_ && latchedFor_ >= kNothingTaken;
  heldSince_ = heldSince_ || holds;
  const bool secondClick = click && (!device.oneButton || holding == Holding::kControl);
  const bool letGo = holds && (secondClick || (device.oneButton && menuClick));
  if (slipped || tookNothing || letGo) latched_ = false;
}

// The click that took the thing is not yet the trigger.
double HandAdapter::selectAsTrigger(const DeviceHand& device, Holding holding) {
  if (holding != Holding::kItem || !latched_) {
    armed_ = false;
    return 0;
  }
  armed_ = armed_ || !device.select;
  return armed_ && device.select ? 1 : 0;
}

HandInput HandAdapter::update(const DeviceHand& raw, Holding holding, double seconds) {
  seconds = std::isfinite(seconds) ? std::clamp(seconds, 0.0, 1.0) : 0;
  DeviceHand device = cleaned(raw);
  if (!device.gripTracked) return lost(holding, seconds);
  lostFor_ = 0;
  // Controllers laid down for bare hands, or taken up again.
  if (device.articulated != articulated_ && seen_) takeOver();
  articulated_ = device.articulated;
  if (resync_) resume(device, holding);
  mute(device);
  poseFrom(device);
  Wish wish = wishOf(device, holding, seconds);
  const bool points = pointing(wish.point, holding, seconds);
  if (points) wish.squeeze = 0;
  latch(device, wish.squeeze, holding, seconds);
  if (device.oneButton) wish.trigger = selectAsTrigger(device, holding);
  if (latching_) wish.squeeze = latched_ ? 1 : 0;
  // Held without a squeeze until it is squeezed once.
  kept_ = kept_ && holding != Holding::kNothing && !latching_ && wish.squeeze < kOn;
  if (kept_) wish.squeeze = 1;
  last_.squeeze = wish.squeeze;
  last_.trigger = wish.trigger;
  last_.poke = points;
  return last_;
}

}  // namespace shixun::app
