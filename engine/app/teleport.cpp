#include "app/teleport.h"

#include <algorithm>
#include <cmath>

namespace shixun::app {
namespace {

constexpr double kThrow = 7.2;       // m/s; reaches about kTeleportReach from a standing hand
constexpr double kFall = 9.81;       // m/s^2
constexpr double kArcStep = 0.04;    // s between points of the arc
constexpr int kArcPoints = 60;       // at most
constexpr double kSteepThrow = 1.2;  // rad; steeper ones come back on one's own head
constexpr double kAside = 0.30;      // m that a target moves to be beside a thing

// The throw's velocity: where the hand points, not steeper than kSteepThrow.
Vec3 thrown(const Pose& worldFromAim) {
  const Vec3 ahead = worldFromAim.turn(Vec3(0, 0, -1));
  const double flat = std::hypot(ahead.x, ahead.z);
  if (std::atan2(ahead.y, flat) <= kSteepThrow) return ahead * kThrow;
  const Vec3 level = flat > 1e-6 ? Vec3(ahead.x, 0, ahead.z) / flat : Vec3(0, 0, -1);
  return (level * std::cos(kSteepThrow) + Vec3(0, std::sin(kSteepThrow), 0)) * kThrow;
}

}  // namespace

TeleportAim aimTeleport(const TeleportQuery& query) {
  const Floor& floor = *query.floor;
  TeleportAim aim;
  aim.shown = true;
  const Vec3 start = query.worldFromAim.position;
  const Vec3 velocity = thrown(query.worldFromAim);
  aim.arc.push_back(start);
  bool onFloor = false;
  for (int i = 1; i < kArcPoints && !aim.hasMarker; ++i) {
    const double t = i * kArcStep;
    const Vec3 from = aim.arc.back();
    const Vec3 to = start + velocity * t - Vec3(0, 0.5 * kFall * t * t, 0);
    const auto ground = floor.hit(from, to);
    const auto thing = query.solids != nullptr ? query.solids->firstHit(from, to) : std::nullopt;
    if (!ground && !thing) {
      aim.arc.push_back(to);
      continue;
    }
    const double fraction = std::min(ground.value_or(1), thing.value_or(1));
    const Vec3 end = from + (to - from) * fraction;
    aim.arc.push_back(end);
    aim.hasMarker = true;
    aim.worldFromMarker.position = end;
    // The floor's own surface, a cable on it: what one steps over is no obstacle.
    onFloor = end.y < floor.height() + Floor::kStepOver;
  }
  aim.worldFromMarker.rotation = glm::angleAxis(query.heading, Vec3(0, 1, 0));
  if (!onFloor) return aim;
  // The hand may be through a wall that the head is not.
  if (query.solids != nullptr && query.solids->firstHit(query.head, start)) return aim;
  const auto target = floor.nearestStandable(aim.worldFromMarker.position, kAside);
  if (!target) return aim;
  aim.worldFromMarker.position = *target;
  aim.valid = std::hypot(target->x - query.head.x, target->z - query.head.z) <= kTeleportReach &&
              floor.standable(*target);
  return aim;
}

}  // namespace shixun::app
