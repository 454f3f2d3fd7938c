#include "app/walker.h"

#include <algorithm>
#include <cmath>

namespace shixun::app {

using platform::DesktopInput;
using platform::Key;

namespace {

constexpr double kEyes = 1.62;      // m above the floor
constexpr double kBentEyes = 1.02;  // m, bending down
constexpr double kSpeed = 1.35;     // m/s, an easy walk
constexpr double kWide = 1.05;      // rad, vertical angle of view
constexpr double kClose = 0.42;     // rad, looking closely
constexpr double kEase = 9;         // 1/s, how fast eyes follow
constexpr double kSteepest = 1.45;  // rad up or down

}  // namespace

Walker::Walker(const scenario::ScenarioModel& model) : floor_(model) {
  feet_ = model.worldFromStart.position;
  const Vec3 ahead = model.worldFromStart.turn(Vec3(0, 0, -1));
  yaw_ = std::atan2(-ahead.x, -ahead.z);
  pitch_ = -0.10;
  eyeHeight_ = kEyes;
  angle_ = kWide;
}

void Walker::walk(const DesktopInput& input, double seconds) {
  const auto held = [&](Key a, Key b) {
    return input.key(a).down || input.key(b).down ? 1.0 : 0.0;
  };
  const double ahead = held(Key::kW, Key::kUp) - held(Key::kS, Key::kDown);
  const double aside = held(Key::kD, Key::kRight) - held(Key::kA, Key::kLeft);
  if (ahead == 0 && aside == 0) return;
  const Vec3 forward(-std::sin(yaw_), 0, -std::cos(yaw_));
  const Vec3 right(std::cos(yaw_), 0, -std::sin(yaw_));
  const Vec3 way = glm::normalize(forward * ahead + right * aside) * (kSpeed * seconds);
  feet_ = floor_.walked(feet_, way);
}

void Walker::update(const DesktopInput& input, double seconds, bool looking, bool walking) {
  if (looking && input.height > 0) {
    const double perPixel = angle_ / static_cast<double>(input.height);
    yaw_ -= input.mouseDeltaX * perPixel * 1.6;
    pitch_ = std::clamp(pitch_ - input.mouseDeltaY * perPixel * 1.6, -kSteepest, kSteepest);
  }
  // A frame that took very long is not walked through to its end.
  if (walking) walk(input, std::min(seconds, 0.5));
  const double ease = 1 - std::exp(-kEase * seconds);
  const bool bent = walking && input.key(Key::kC).down;
  const bool close = walking && input.key(Key::kZ).down;
  eyeHeight_ += ((bent ? kBentEyes : kEyes) - eyeHeight_) * ease;
  angle_ += ((close ? kClose : kWide) - angle_) * ease;
}

Pose Walker::worldFromHead() const {
  const Quat turn = glm::angleAxis(yaw_, Vec3(0, 1, 0)) * glm::angleAxis(pitch_, Vec3(1, 0, 0));
  return {turn, feet_ + Vec3(0, eyeHeight_, 0)};
}

Ray Walker::rayAt(double x, double y, double width, double height) const {
  const double half = std::tan(angle_ / 2);
  const Vec3 seen((2 * x / width - 1) * half * width / height, (1 - 2 * y / height) * half, -1);
  const Pose head = worldFromHead();
  return {head.position, head.turn(glm::normalize(seen))};
}

}  // namespace shixun::app
