// Devices and hands to try what a hand makes of what it is told.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "app/hand_adapter.h"
#include "core/quantity.h"
#include "core/rng.h"

namespace shixun::app {

using interact::HandInput;

inline constexpr double kHandFrame = 1.0 / 90;  // s

inline DeviceHand tracked() {
  DeviceHand device;
  device.present = device.gripTracked = device.aimTracked = true;
  device.worldFromGrip.position = Vec3(0.2, 1.1, -0.3);
  device.worldFromAim.position = Vec3(0.2, 1.1, -0.35);
  return device;
}
inline DeviceHand touching() {
  DeviceHand device = tracked();
  device.hasTriggerTouch = device.triggerTouched = true;
  return device;
}
inline DeviceHand simple() {
  DeviceHand device = tracked();
  device.oneButton = true;
  return device;
}
inline DeviceHand bare() {
  DeviceHand device = tracked();
  device.articulated = true;
  device.worldTip = Vec3(0.2, 1.15, -0.4);
  return device;
}
inline void curl(DeviceHand& device, double index, double others) {
  device.curl[0] = device.curl[1] = index;
  for (int i = 2; i < 5; ++i) device.curl[i] = others;
}

// The same device with nothing pressed.
inline DeviceHand rested(DeviceHand device) {
  device.squeeze = device.trigger = device.pinch = 0;
  device.pointButton = device.select = device.menu = false;
  curl(device, 0, 0);
  return device;
}

// A hand and a world that takes and lets go as interact does, one frame later.
struct Trial {
  HandAdapter adapter;
  DeviceHand device;
  Holding within = Holding::kNothing;  // what a closing hand would take
  Holding holding = Holding::kNothing;
  HandInput out;
  bool closed = false;
  bool pulled = false;  // the trigger, since asked last
  bool trigger = false;

  // Seen once with nothing pressed.
  explicit Trial(const DeviceHand& d) : device(rested(d)) {
    frame();
    device = d;
  }

  const HandInput& frame(double seconds = kHandFrame) {
    out = adapter.update(device, holding, seconds);
    if (!out.tracked) return out;
    if (!closed && out.squeeze >= 0.6) {
      closed = true;
      if (holding == Holding::kNothing) holding = within;
    } else if (closed && out.squeeze < 0.4) {
      closed = false;
      holding = Holding::kNothing;
    }
    if (!trigger && out.trigger >= 0.6) pulled = trigger = true;
    if (out.trigger < 0.4) trigger = false;
    return out;
  }
  void frames(int n) {
    for (int i = 0; i < n; ++i) frame();
  }
  void squeeze(double value) {
    device.squeeze = value;
    frames(3);
  }
  void click(bool DeviceHand::*button) {
    device.*button = true;
    frames(3);
    device.*button = false;
    frames(3);
  }
  bool pulledSince() {
    const bool was = pulled;
    pulled = false;
    return was;
  }
};

inline Quat oddRotation(Rng& rng) {
  const auto part = [&] { return rng.below(40) == 0 ? kNaN : rng.unit() * 2 - 1; };
  return Quat(part(), part(), part(), part());
}

// Anything that a device may say, changing little from frame to frame.
inline void shake(DeviceHand& device, Rng& rng) {
  const auto now = [&](uint32_t odds) { return rng.below(odds) == 0; };
  const auto number = [&] {
    const double odd[] = {NAN, INFINITY, -INFINITY, -3, 1e300};
    return now(30) ? odd[rng.below(5)] : rng.unit();
  };
  for (bool* flag : {&device.present, &device.gripTracked, &device.aimTracked}) {
    if (now(20)) *flag = !now(5);
  }
  for (bool* flag : {&device.triggerTouched, &device.pointButton, &device.select, &device.menu}) {
    if (now(15)) *flag = !*flag;
  }
  for (bool* flag :
       {&device.hasTriggerTouch, &device.oneButton, &device.articulated, &device.stickyHold}) {
    if (now(400)) *flag = !*flag;
  }
  for (double* value : {&device.squeeze, &device.trigger, &device.pinch}) {
    if (now(10)) *value = number();
  }
  for (double& value : device.curl) {
    if (now(10)) value = number();
  }
  if (now(5)) device.worldFromGrip = {oddRotation(rng), Vec3(number(), number(), number())};
  if (now(5)) device.worldFromAim = {oddRotation(rng), Vec3(number(), number(), number())};
  if (now(5)) device.worldTip = Vec3(number(), number(), number());
}

inline ::testing::AssertionResult sound(const HandInput& hand, Holding holding) {
  const auto within = [](double v) { return v >= 0 && v <= 1; };
  if (!within(hand.squeeze) || !within(hand.trigger)) {
    return ::testing::AssertionFailure() << "squeeze " << hand.squeeze << " " << hand.trigger;
  }
  for (const Pose& pose : {hand.worldFromGrip, hand.worldFromAim}) {
    if (!(std::abs(glm::length(pose.rotation) - 1) < 1e-6) ||
        !std::isfinite(glm::length(pose.position))) {
      return ::testing::AssertionFailure() << "pose";
    }
  }
  if (!std::isfinite(glm::length(hand.worldTip))) return ::testing::AssertionFailure() << "tip";
  if (hand.poke && holding != Holding::kNothing) {
    return ::testing::AssertionFailure() << "pokes while holding";
  }
  if (hand.poke && hand.squeeze > 0) return ::testing::AssertionFailure() << "pokes and squeezes";
  if (!hand.tracked && (hand.squeeze > 0 || hand.trigger > 0 || hand.poke)) {
    return ::testing::AssertionFailure() << "acts without being tracked";
  }
  return ::testing::AssertionSuccess();
}

}  // namespace shixun::app
