#include "app/locomotion.h"

#include <algorithm>
#include <cmath>

#include "interact/body_shape.h"
#include "math/libm.h"

namespace shixun::app {
namespace {

constexpr double kPushed = 0.7, kReleased = 0.3;    // of a stick's way: a push and its end
constexpr double kLongestFrame = 0.5;               // s; nobody is carried on through a long stop
constexpr double kLowest = -0.3, kHighest = 1.0;    // m, how far the floor is shifted at most
constexpr double kDarkAt = 0.03, kClearAt = 0.10;   // m from the eyes to a surface
constexpr double kDarken = 1 / 0.12;                // 1/s, how fast darkness comes and goes
constexpr double kFreeAgain = 0.25, kFreeTime = 1;  // m around a head, and s, that count as out
constexpr double kFullSpeed = 1.2;                  // m/s that narrow the view as far as wished
constexpr double kFullSpin = kPi / 3;               // rad/s that do
constexpr double kNarrowing = 9, kWidening = 3;     // 1/s

const Vec3 kUp(0, 1, 0);

double yawOf(const Pose& pose) {
  const Vec3 ahead = interact::levelHead(pose).turn(Vec3(0, 0, -1));
  return std::atan2(-ahead.x, -ahead.z);
}

bool usablePose(const Pose& pose) {
  const Quat& q = pose.rotation;
  const Vec3& p = pose.position;
  const double length = glm::length(q);
  // 1 km: no room is as large; a runtime that says so has lost the head.
  return std::isfinite(length) && length > 0.5 && length < 2 && std::isfinite(p.x) &&
         std::isfinite(p.y) && std::isfinite(p.z) && glm::length(p) < 1000;
}

Vec2 cleanStick(const Vec2& stick) {
  if (!std::isfinite(stick.x) || !std::isfinite(stick.y)) return Vec2(0);
  return glm::clamp(stick, Vec2(-1), Vec2(1));
}

double stepTowards(double from, double to, double step) {
  return from + std::clamp(to - from, -step, step);
}

}  // namespace

Locomotion::Locomotion(const scenario::ScenarioModel& model, const Solids* solids)
    : Locomotion(model.worldFromStart, Floor(model), solids) {}

Locomotion::Locomotion(const Pose& worldFromStart, Floor floor, const Solids* solids)
    : worldFromStart_(worldFromStart), floor_(std::move(floor)), solids_(solids) {
  // Until a head is tracked one stands at the start.
  stageFromHead_.position = Vec3(0, uprightEyes_, 0);
  place(worldFromStart_);
}

void Locomotion::set(const ComfortSettings& settings) {
  const ComfortSettings before = settings_;
  settings_ = withinLimits(settings);
  // Sitting down is when the height upright is known; later wishes do not ask the person to sit
  // straight again.
  if (settings_.seated && !before.seated) measuring_ = true;
  raise();
  if (settings_.moving != before.moving) aiming_ = false;
}

Pose Locomotion::worldFromStage() const {
  return {glm::angleAxis(yaw_, kUp), origin_ + kUp * raised_};
}

double Locomotion::headingOfHead() const {
  return yaw_ + yawOf(stageFromHead_);
}

Vec3 Locomotion::feet() const {
  const Vec3 head = worldFromHead().position;
  return {head.x, floor_.height(), head.z};
}

// The head above the start, looking where the start looks.
// The head above this point, looking this way; its height is the person's own.
void Locomotion::place(const Pose& worldFromWanted) {
  yaw_ = yawOf(worldFromWanted) - yawOf(stageFromHead_);
  const Vec3 head = stageFromHead_.position;
  const Vec3 aside = glm::angleAxis(yaw_, kUp) * Vec3(head.x, 0, head.z);
  const Vec3 wanted = worldFromWanted.position;
  origin_ = Vec3(wanted.x - aside.x, floor_.height(), wanted.z - aside.z);
  clear_.reset();
}

void Locomotion::raise() {
  const double missing = settings_.seated ? settings_.eyeHeight - uprightEyes_ : 0;
  raised_ = std::clamp(missing + settings_.heightOffset, kLowest, kHighest);
}

void Locomotion::turnBy(double radians) {
  // About the head: it stays where it is.
  const Vec3 pivot = worldFromHead().position;
  const Vec3 arm = origin_ - Vec3(pivot.x, 0, pivot.z);
  const Vec3 turned = glm::angleAxis(radians, kUp) * Vec3(arm.x, 0, arm.z);
  origin_ = Vec3(pivot.x + turned.x, origin_.y, pivot.z + turned.z);
  yaw_ = std::remainder(yaw_ + radians, 2 * kPi);
  moved_.turned = true;
}

void Locomotion::turn(const LocomotionInput& input, double seconds) {
  const Vec2 stick = cleanStick(input.turnStick);
  const int sign = stick.x > 0 ? 1 : -1;
  if (std::abs(stick.x) < kReleased || sign == -snapped_) snapped_ = 0;
  // A stick pushed forward aims or walks; a little sideways of it does not turn.
  if (aiming_ && std::abs(stick.x) >= kReleased) snapped_ = sign;
  if (aiming_ || std::abs(stick.x) < std::abs(stick.y)) return;
  if (settings_.turning == Turning::kSmooth) {
    spin_ = -stick.x * radiansFromDegrees(settings_.smoothSpeedDegPerSecond);
    if (spin_ != 0) turnBy(spin_ * seconds);
  } else if (settings_.turning == Turning::kSnap && snapped_ == 0 && std::abs(stick.x) >= kPushed) {
    snapped_ = sign;
    turnBy(-sign * radiansFromDegrees(settings_.snapAngleDeg));
    moved_.snapped = true;
  }
}

// Whether the arc is out. A stick pushed to the side first turns, and does not aim before it has
// been let go.
bool Locomotion::aiming(const LocomotionInput& input) {
  if (settings_.moving == Moving::kWalk || input.teleportDenied) return false;
  if (input.teleportHeld) return true;
  const Vec2 stick =
      cleanStick(settings_.moving == Moving::kBoth ? input.turnStick : input.moveStick);
  const double length = glm::length(stick);
  if (aiming_) return length >= kReleased;
  return stick.y >= kPushed && stick.y > std::abs(stick.x) && snapped_ == 0;
}

void Locomotion::teleport(const LocomotionInput& input) {
  const bool aimed = aiming_;
  aiming_ = aiming(input);
  if (aiming_ && !aimed) facing_ = 0;
  if (aiming_) {
    const Vec2 stick =
        cleanStick(settings_.moving == Moving::kBoth ? input.turnStick : input.moveStick);
    // On its way back the stick's angle says nothing.
    if (settings_.teleportFacing && glm::length(stick) >= kPushed) {
      facing_ = std::atan2(-stick.x, stick.y);
    }
    if (!input.aimTracked || !usablePose(input.worldFromAim)) {
      aim_ = {};
      return;
    }
    TeleportQuery query;
    query.floor = &floor_;
    query.solids = solids_;
    query.worldFromAim = input.worldFromAim;
    query.head = worldFromHead().position;
    query.heading =
        settings_.teleportFacing ? yawOf(input.worldFromAim) + facing_ : headingOfHead();
    aim_ = aimTeleport(query);
    return;
  }
  if (aimed && aim_.valid && !input.teleportDenied && settings_.moving != Moving::kWalk) {
    if (settings_.teleportFacing) turnBy(yawOf(aim_.worldFromMarker) - headingOfHead());
    origin_ += aim_.worldFromMarker.position - feet();
    origin_.y = floor_.height();
    moved_.teleported = true;
    clear_.reset();
  }
  aim_ = {};
}

void Locomotion::walk(const LocomotionInput& input, double seconds) {
  if (settings_.moving == Moving::kTeleport) return;
  Vec2 stick = cleanStick(input.moveStick);
  const double length = glm::length(stick);
  if (length == 0) return;
  if (length > 1) stick /= length;
  const bool byHand = settings_.heading == Heading::kHand && usablePose(input.worldFromMoveHand);
  const double heading = byHand ? yawOf(input.worldFromMoveHand) : headingOfHead();
  const Vec3 way = glm::angleAxis(heading, kUp) * Vec3(stick.x, 0, -stick.y);
  const Vec3 from = feet();
  const Vec3 gone = floor_.walked(from, way * (settings_.walkSpeed * seconds)) - from;
  const double distance = glm::length(gone);
  if (distance == 0) return;
  origin_ += Vec3(gone.x, 0, gone.z);
  moved_.walked = true;
  if (seconds > 0) speed_ = distance / seconds;
}

// In the dark is who has put the head through a surface, from whichever side, until it is back. Who
// has walked around meanwhile and stands free is out, too.
void Locomotion::feelHead(double seconds) {
  if (solids_ == nullptr) return;
  const Vec3 head = worldFromHead().position;
  const double clearance = solids_->clearance(head, kFreeAgain);
  const bool behind = clear_ && solids_->firstHit(*clear_, head).has_value();
  const bool free = clearance >= kFreeAgain && !floor_.blocked(feet());
  clearFor_ = behind && free ? clearFor_ + seconds : 0;
  const bool inside = behind && clearFor_ < kFreeTime;
  if (!inside) clear_ = head;
  const double dark =
      inside ? 1 : std::clamp((kClearAt - clearance) / (kClearAt - kDarkAt), 0.0, 1.0);
  headInside_ = stepTowards(headInside_, dark, seconds * kDarken);
}

void Locomotion::narrow(double seconds) {
  const double motion = std::max(speed_ / kFullSpeed, std::abs(spin_) / kFullSpin);
  const double wanted = settings_.vignette * std::min(motion, 1.0);
  const double rate = wanted > vignette_ ? kNarrowing : kWidening;
  vignette_ += (wanted - vignette_) * (1 - std::exp(-rate * seconds));
  if (wanted == 0 && vignette_ < 0.005) vignette_ = 0;
}

void Locomotion::update(const LocomotionInput& input) {
  const double seconds =
      std::isfinite(input.seconds) ? std::clamp(input.seconds, 0.0, kLongestFrame) : 0;
  moved_ = {};
  speed_ = spin_ = 0;
  placing_ = placing_ || input.recentre;
  measuring_ = measuring_ || input.measureHeight;
  if (!input.headTracked || !usablePose(input.stageFromHead)) {
    // Nothing is known to move about; what was aimed is dropped.
    aiming_ = false;
    aim_ = {};
    narrow(seconds);
    return;
  }
  stageFromHead_ = {glm::normalize(input.stageFromHead.rotation), input.stageFromHead.position};
  if (measuring_) uprightEyes_ = stageFromHead_.position.y;
  measuring_ = false;
  raise();
  if (placing_ || keeping_) {
    place(placing_ ? worldFromStart_ : *keeping_);
    keeping_.reset();
    moved_.recentred = true;
    aiming_ = placing_ = false;
    aim_ = {};
  } else {
    teleport(input);
    turn(input, seconds);
    walk(input, seconds);
  }
  feelHead(seconds);
  narrow(seconds);
}

}  // namespace shixun::app
