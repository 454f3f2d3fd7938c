#include "interact/planner_body.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "interact/body_shape.h"
#include "math/libm.h"

namespace shixun::interact {

namespace {

constexpr double kWalkSpeed = 1.2;    // m/s
constexpr double kTurnSpeed = 2.5;    // rad/s
constexpr double kBodyRadius = 0.16;  // m
constexpr double kArm = 0.96;         // share of the arm's length that is used
constexpr double kClearOfGaze =
    0.24;  // rad that inspect points are kept from the middle of the view

double angleBetween(const Vec3& a, const Vec3& b) {
  return arcCosine(glm::dot(a, b));
}

}  // namespace

Vec3 level(const Vec3& v, const Vec3& ifNone) {
  const Vec3 flat(v.x, 0, v.z);
  const double length = glm::length(flat);
  return length < 1e-6 ? ifNone : flat / length;
}

Quat lookAlong(const Vec3& forward) {
  const Vec3 back = -forward;
  const Vec3 up = std::abs(forward.y) < 0.98 ? Vec3(0, 1, 0) : Vec3(0, 0, forward.y > 0 ? 1 : -1);
  const Vec3 right = glm::normalize(glm::cross(up, back));
  return glm::normalize(glm::quat_cast(glm::dmat3(right, glm::cross(back, right), back)));
}

PlannerBody::PlannerBody(const Scene& scene, const InteractorDef& def) : scene_(scene), def_(def) {
  const double height = scene.model().worldFromStart.position.y;
  if (height > 1) eyeHeight_ = height;
}

Keyframe& PlannerBody::next(double seconds) {
  Keyframe key = keys_->back();
  key.time += seconds;
  key.panelCommands.clear();
  keys_->push_back(key);
  return keys_->back();
}

void PlannerBody::wait(double seconds) {
  next(seconds);
}

void PlannerBody::panel(const Command& command) {
  next(0.1).panelCommands.push_back(command);
}

void PlannerBody::moveHand(Hand hand, const Pose& to, double speed) {
  const Pose from = now().hands[indexOf(hand)].worldFromGrip;
  const double turn = 2 * arcCosine(std::abs(glm::dot(from.rotation, to.rotation)));
  const double seconds =
      std::max({glm::distance(from.position, to.position) / speed, turn / kTurnSpeed, 0.05});
  next(seconds).hands[indexOf(hand)].worldFromGrip = to;
}

void PlannerBody::carry(Hand hand) {
  busy[indexOf(hand)] = false;
  moveHand(hand, carried(now().worldFromHead, hand), 1.0);
}

Pose PlannerBody::carried(const Pose& worldFromHead, Hand hand) const {
  constexpr double kTuck = 0.24;    // m nearer than usual
  constexpr double kBefore = 0.12;  // m of free air before the hand
  Pose palm = carriedHand(worldFromHead, hand);
  // From above the shoulder's place, level with the hand.
  const Vec3 ahead = levelHead(worldFromHead).turn(Vec3(0, 0, -kBefore));
  const Vec3 shoulder(worldFromHead.position.x, palm.position.y, worldFromHead.position.z);
  if (tucked[indexOf(hand)] || !scene_.lineFree(shoulder, palm.position + ahead)) {
    palm.position += levelHead(worldFromHead).turn(Vec3(0, 0, kTuck));
  }
  return palm;
}

void PlannerBody::squeeze(Hand hand, double value) {
  next(0.05).hands[indexOf(hand)].squeeze = value;
  next(0.1);
}

void PlannerBody::trigger(Hand hand) {
  next(0.05).hands[indexOf(hand)].trigger = 1;
  next(0.1).hands[indexOf(hand)].trigger = 0;
  next(0.05);
}

void PlannerBody::poke(Hand hand, bool stretched) {
  next(0.05).hands[indexOf(hand)].poke = stretched;
}

void PlannerBody::walk(const Pose& head) {
  const Pose from = now().worldFromHead;
  const double turn = 2 * arcCosine(std::abs(glm::dot(from.rotation, head.rotation)));
  const double way = glm::distance(from.position, head.position);
  if (way < 1e-3 && turn < 0.02) return;
  const auto go = [&](const Pose& to) {
    const Pose start = now().worldFromHead;
    const double angle = 2 * arcCosine(std::abs(glm::dot(start.rotation, to.rotation)));
    const double seconds = std::max(
        {glm::distance(start.position, to.position) / kWalkSpeed, angle / kTurnSpeed, 0.1});
    Keyframe& key = next(seconds);
    key.worldFromHead = to;
    for (const Hand hand : kHands) {
      if (!busy[indexOf(hand)]) key.hands[indexOf(hand)].worldFromGrip = carried(to, hand);
    }
  };
  if (!wayFree(from.position, head.position)) {
    // Around whatever stands in between: by the nearest of some places beside the way.
    const Vec3 middle = (from.position + head.position) * 0.5;
    const Vec3 along = level(head.position - from.position);
    const Vec3 side = glm::cross(along, Vec3(0, 1, 0));
    for (const double aside : {0.6, -0.6, 1.2, -1.2, 1.8, -1.8, 2.4, -2.4}) {
      Vec3 via = middle + side * aside;
      via.y = eyeHeight_;
      if (!wayFree(from.position, via) || !wayFree(via, head.position)) continue;
      go(Pose(lookAlong(level(head.position - via)), via));
      break;
    }
  }
  go(head);
}

bool PlannerBody::wayFree(const Vec3& from, const Vec3& to) const {
  physics::Filter filter;
  filter.layers = kStopsHands;
  for (const double height : {0.5, 1.1}) {
    const Vec3 a(from.x, height, from.z);
    const Vec3 b(to.x, height, to.z);
    if (glm::distance(a, b) > 1e-6 && scene_.world().sphereSweep(a, b, kBodyRadius, filter)) {
      return false;
    }
  }
  return true;
}

bool PlannerBody::canStand(const Vec3& head) const {
  physics::Filter filter;
  filter.layers = kStopsHands;
  for (const double height : {0.5, 0.9, 1.2, head.y}) {
    if (height > head.y) continue;
    const Vec3 at(head.x, height, head.z);
    if (!scene_.world().overlapSphere(at, kBodyRadius, filter).empty()) return false;
  }
  return true;
}

// Looks at the work, but not so that something in view would count as examined.
Quat PlannerBody::gaze(const Vec3& head, const Vec3& at) const {
  const Vec3 straight = glm::normalize(at - head);
  const Vec3 side = glm::normalize(glm::cross(straight, Vec3(0, 1, 0)));
  const Vec3 up = glm::cross(side, straight);
  const auto& inspects = scene_.model().inspects;
  for (const double tilt : {0.0, 0.3, -0.3, 0.5, -0.5}) {
    for (const double turn : {0.0, 0.3, -0.3}) {
      const Vec3 ahead = glm::normalize(straight + up * tilt + side * turn);
      const bool clear = std::none_of(inspects.begin(), inspects.end(), [&](const auto& inspect) {
        const Vec3 way = scene_.worldFromNode(inspect.node).position - head;
        return angleBetween(glm::normalize(way), ahead) < kClearOfGaze;
      });
      if (clear) return lookAlong(ahead);
    }
  }
  return lookAlong(straight);
}

// Places before a point, the one straight in front first, at arm's length and nearer.
std::vector<Pose> PlannerBody::places(const Vec3& at, const Vec3& front, Hand hand) const {
  std::vector<Pose> poses;
  const Vec3 here = keys_->back().worldFromHead.position;
  Vec3 ahead = level(front);
  if (ahead == Vec3(0)) ahead = level(here - at);
  if (ahead == Vec3(0)) ahead = Vec3(0, 0, 1);
  const double side = hand == Hand::kLeft ? 1 : -1;
  // A low thing is reached by bending the knees.
  const double height = std::clamp(at.y + kShoulderDrop + 0.35, 0.75, eyeHeight_);
  for (const double turnDeg : {0.0, 25.0, -25.0, 50.0, -50.0, 80.0, -80.0, 120.0, -120.0, 180.0}) {
    const Vec3 way = glm::angleAxis(radiansFromDegrees(turnDeg), Vec3(0, 1, 0)) * ahead;
    const Vec3 beside = glm::cross(way, Vec3(0, 1, 0)) * (side * 0.15);
    for (const double distance : {0.55, 0.45, 0.65, 0.35, 0.75}) {
      Vec3 head = at + way * distance - beside;
      head.y = height;
      poses.emplace_back(gaze(head, at), head);
    }
  }
  return poses;
}

bool PlannerBody::works(const Pose& head, const Reach& reach) const {
  const Vec3 shoulder = shoulderOf(head, reach.hand);
  const auto within = [&](const Vec3& palm) {
    return glm::distance(shoulder, palm) <= def_.reach * kArm;
  };
  if (!within(reach.approach.position) || !within(reach.goal.position)) return false;
  for (const Pose& pose : reach.beyond) {
    if (!within(pose.position)) return false;
  }
  const Hand other = otherHand(reach.hand);
  if (busy[indexOf(other)]) {
    const Vec3 palm = keys_->back().hands[indexOf(other)].worldFromGrip.position;
    if (glm::distance(shoulderOf(head, other), palm) > def_.reach * kArm) return false;
  }
  if (!reachFree(scene_, reach.target, head.position, shoulder)) return false;
  const Vec3 carried = carriedHand(head, reach.hand).position;
  const Vec3 first = slide(scene_, carried, reach.approach.position, kPalmRadius);
  if (glm::distance(first, reach.approach.position) > 0.01) return false;
  const Vec3 last = slide(scene_, first, reach.goal.position, kPalmRadius);
  return glm::distance(last, reach.goal.position) <= reach.tolerance;
}

Result<Reach> PlannerBody::standFor(const std::vector<Vec3>& fronts, const ReachesFrom& reaches) {
  for (const Vec3& front : fronts) {
    const std::vector<Reach> tries = reaches(front);
    if (tries.empty()) continue;
    const Vec3 at = tries.front().target.point;
    const Pose& here = now().worldFromHead;
    for (const Reach& reach : tries) {
      if (!works(here, reach)) continue;
      const Pose turned(gaze(here.position, at), here.position);
      if (works(turned, reach)) walk(turned);
      return reach;
    }
    for (const Pose& place : places(at, front, tries.front().hand)) {
      if (!canStand(place.position)) continue;
      for (const Reach& reach : tries) {
        if (!works(place, reach)) continue;
        walk(place);
        return reach;
      }
    }
  }
  return Status(StatusCode::kUnavailable,
                "there is no place to stand from which a hand gets at it; move it into the open or "
                "nearer");
}

Status PlannerBody::lookAt(const Target& target, const Vec3& front, double distance,
                           double seconds) {
  std::vector<Pose> tries = {now().worldFromHead};
  const Vec3 ahead =
      level(front) == Vec3(0) ? level(now().worldFromHead.position - target.point) : level(front);
  for (const double turnDeg : {0.0, 30.0, -30.0, 60.0, -60.0, 90.0, -90.0, 135.0, -135.0, 180.0}) {
    const Vec3 way = glm::angleAxis(radiansFromDegrees(turnDeg), Vec3(0, 1, 0)) * ahead;
    for (const double share : {0.55, 0.75, 0.4}) {
      Vec3 head = target.point + way * (distance * share);
      head.y = std::clamp(target.point.y + 0.35 * distance, 0.75, eyeHeight_);
      tries.emplace_back(Quat(1, 0, 0, 0), head);
    }
  }
  for (Pose& head : tries) {
    const Vec3 way = target.point - head.position;
    if (glm::length(way) > distance * 0.95 || !canStand(head.position)) continue;
    if (!reachFree(scene_, target, head.position, head.position)) continue;
    head.rotation = lookAlong(glm::normalize(way));
    walk(head);
    wait(seconds);
    // Then away again, so that the next thing examined is a look of its own.
    head.rotation = gaze(head.position, target.point);
    walk(head);
    return {};
  }
  return {StatusCode::kUnavailable, "it can be seen from nowhere near enough"};
}

}  // namespace shixun::interact
