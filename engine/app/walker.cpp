#include "app/walker.h"

#include <algorithm>
#include <cmath>

#include "plant/plant.h"
#include "plant/pose.h"

namespace shixun::app {

using platform::DesktopInput;
using platform::Key;

namespace {

constexpr double kEyes = 1.62;      // m above the floor
constexpr double kBentEyes = 1.02;  // m, bending down
constexpr double kSpeed = 1.35;     // m/s, an easy walk
constexpr double kGirth = 0.21;     // m, radius of the body
constexpr double kWide = 1.05;      // rad, vertical angle of view
constexpr double kClose = 0.42;     // rad, looking closely
constexpr double kEase = 9;         // 1/s, how fast eyes follow
constexpr double kSteepest = 1.45;  // rad up or down
// Things between these heights are walked around; lower ones stepped over, higher ones passed
// under.
constexpr double kStepOver = 0.25, kPassUnder = 1.75;  // m
constexpr double kWallGap = 0.30;                      // m kept from the room's ends

}  // namespace

Walker::Walker(const scenario::ScenarioModel& model) {
  feet_ = model.worldFromStart.position;
  const Vec3 ahead = model.worldFromStart.turn(Vec3(0, 0, -1));
  yaw_ = std::atan2(-ahead.x, -ahead.z);
  pitch_ = -0.10;
  eyeHeight_ = kEyes;
  angle_ = kWide;
  plant::Poses poses(model);
  poses.update(plant::Plant(model, {}).start());
  asset::Box largest;
  for (uint32_t p = 0; p < model.parts.size(); ++p) {
    const scenario::PartModel& part = model.parts[p];
    const scenario::InstanceModel& instance = model.instances[part.instance];
    const asset::Sidecar& sidecar = model.sidecars[part.sidecar];
    const asset::Box whole = asset::transformed(sidecar.bounds, poses.worldFromPart(p));
    if (largest.empty() || glm::length(whole.halfSize()) > glm::length(largest.halfSize())) {
      largest = whole;
    }
    if (!instance.solid || instance.item >= 0) continue;
    for (uint32_t n = 0; n < sidecar.nodes.size(); ++n) {
      if (!sidecar.nodes[n].hasMesh) continue;
      const asset::Box box = asset::transformed(sidecar.nodes[n].box, poses.worldFromNode({p, n}));
      const bool inTheWay = box.max.y > kStepOver && box.min.y < kPassUnder;
      // A shell around the start (walls, floor and ceiling in one) is the room itself.
      const Vec3 start = feet_ + Vec3(0, 1, 0);
      const bool around =
          box.min.x < start.x && box.max.x > start.x && box.min.z < start.z && box.max.z > start.z;
      if (inTheWay && !around) obstacles_.push_back(box);
    }
  }
  if (largest.halfSize().x > 1 && largest.halfSize().z > 1) {
    room_ = largest;
    room_.min += Vec3(kWallGap, 0, kWallGap);
    room_.max -= Vec3(kWallGap, 0, kWallGap);
  }
}

bool Walker::blocked(const Vec3& feet) const {
  if (!room_.empty() && (feet.x < room_.min.x || feet.x > room_.max.x || feet.z < room_.min.z ||
                         feet.z > room_.max.z)) {
    return true;
  }
  return std::any_of(obstacles_.begin(), obstacles_.end(), [&](const asset::Box& box) {
    const double x = std::clamp(feet.x, box.min.x, box.max.x) - feet.x;
    const double z = std::clamp(feet.z, box.min.z, box.max.z) - feet.z;
    return x * x + z * z < kGirth * kGirth;
  });
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
  // Each direction for itself, so that one slides along what is in the way. Somebody who already
  // stands too near may still leave.
  const bool stuck = blocked(feet_);
  for (const Vec3& part : {Vec3(way.x, 0, 0), Vec3(0, 0, way.z)}) {
    if (stuck || !blocked(feet_ + part)) feet_ += part;
  }
}

void Walker::update(const DesktopInput& input, double seconds, bool looking, bool walking) {
  if (looking && input.height > 0) {
    const double perPixel = angle_ / static_cast<double>(input.height);
    yaw_ -= input.mouseDeltaX * perPixel * 1.6;
    pitch_ = std::clamp(pitch_ - input.mouseDeltaY * perPixel * 1.6, -kSteepest, kSteepest);
  }
  // Long frames are walked in short steps: nobody jumps through a thing.
  for (double left = walking ? std::min(seconds, 0.5) : 0; left > 0; left -= 0.02) {
    walk(input, std::min(left, 0.02));
  }
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
