#include "app/stick.h"

#include <algorithm>
#include <cmath>

namespace shixun::app {

using scenario::Hand;

namespace {

Hand worseHand(const ComfortSettings& settings) {
  return settings.leftHanded ? Hand::kRight : Hand::kLeft;
}

}  // namespace

Vec2 withDeadZone(const Vec2& raw) {
  if (!std::isfinite(raw.x) || !std::isfinite(raw.y)) return Vec2(0);
  const double length = std::hypot(raw.x, raw.y);
  if (length <= kStickDead) return Vec2(0);
  const double way = std::min((length - kStickDead) / (kStickFull - kStickDead), 1.0);
  return raw / length * way;
}

Sticks assignSticks(const ComfortSettings& settings, const Vec2 (&raw)[2], Hand only) {
  Sticks sticks;
  if (!settings.oneHanded) {
    sticks.move = withDeadZone(raw[static_cast<size_t>(worseHand(settings))]);
    sticks.turn = withDeadZone(raw[static_cast<size_t>(settings.betterHand())]);
    return sticks;
  }
  const Vec2 stick = withDeadZone(raw[static_cast<size_t>(only)]);
  const bool turns = settings.turning != Turning::kOff;
  sticks.turn = turns ? stick : Vec2(0);
  switch (settings.moving) {
    case Moving::kTeleport:  // while it aims, its angle may say where to face
      sticks.move = stick;
      break;
    case Moving::kWalk:
      sticks.move = Vec2(turns ? 0 : stick.x, stick.y);
      break;
    case Moving::kBoth:
      sticks.turn = Vec2(turns ? stick.x : 0, stick.y);
      break;
  }
  return sticks;
}

Hand teleportHand(const ComfortSettings& settings, Hand only) {
  if (settings.oneHanded) return only;
  return settings.moving == Moving::kBoth ? settings.betterHand() : worseHand(settings);
}

Hand moveHand(const ComfortSettings& settings, Hand only) {
  return settings.oneHanded ? only : worseHand(settings);
}

}  // namespace shixun::app
