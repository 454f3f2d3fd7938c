#include "app/onlooker.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace shixun::app {

namespace {

// Where to stand, degrees from straight behind the trainee, and how far away; the first that is
// free is taken.
struct Side {
  double angle, away;  // degrees, m
};
constexpr Side kSides[] = {{42, 1.45},   {-42, 1.45}, {75, 1.45}, {-75, 1.45}, {110, 1.45},
                           {-110, 1.45}, {30, 1.0},   {-30, 1.0}, {90, 0.9},   {-90, 0.9},
                           {15, 0.75},   {-15, 0.75}, {150, 1.1}, {-150, 1.1}};
constexpr double kRaised = 0.28;  // m above the trainee's eyes
constexpr double kAhead = 0.5;    // m: where one works when no hand is seen
constexpr double kBelow = 0.38;   // m below the eyes
constexpr double kReach = 1.0;    // m: a hand further away is not at work
constexpr double kMargin = 0.2;   // m from the nearest surface
constexpr double kEase = 2.5;     // 1/s
constexpr double kJump = 2.5;     // m: further is not followed but jumped to

Vec3 workOf(const session::PoseSample& trainee, const Vec3& ahead) {
  const Vec3 head = trainee.worldFromHead.position;
  Vec3 work = head + ahead * kAhead - Vec3(0, kBelow, 0);
  for (size_t h = 0; h < 2; ++h) {
    const Vec3 hand = trainee.worldFromHand[h].position;
    if (trainee.handShown[h] && glm::length(hand - head) < kReach) work = (work + hand) / 2.0;
  }
  return work;
}

Quat looking(const Vec3& from, const Vec3& to) {
  const Vec3 way = to - from;
  const double heading = std::atan2(-way.x, -way.z);
  const double pitch = std::atan2(way.y, std::hypot(way.x, way.z));
  return glm::angleAxis(heading, Vec3(0, 1, 0)) * glm::angleAxis(pitch, Vec3(1, 0, 0));
}

}  // namespace

bool Onlooker::freeAt(const Vec3& eye, const Vec3& head, const Vec3& work) const {
  return !solids_.firstHit(head, eye) && !solids_.firstHit(eye, head + (work - head) * 0.5) &&
         solids_.clearance(eye, kMargin) >= kMargin;
}

Pose Onlooker::follow(const session::PoseSample& trainee, double seconds) {
  const Vec3 head = trainee.worldFromHead.position;
  Vec3 ahead = trainee.worldFromHead.turn(Vec3(0, 0, -1));
  // Somebody who looks straight down faces where the top of the head points.
  if (std::abs(ahead.y) > 0.9) ahead = trainee.worldFromHead.turn(Vec3(0, ahead.y < 0 ? 1 : -1, 0));
  ahead.y = 0;
  ahead = glm::length(ahead) > 1e-6 ? glm::normalize(ahead) : Vec3(0, 0, -1);
  const Vec3 work = workOf(trainee, ahead);
  const auto placeOf = [&](const Side& side) {
    const Quat turn = glm::angleAxis(glm::radians(side.angle), Vec3(0, 1, 0));
    return head + turn * -ahead * side.away + Vec3(0, kRaised, 0);
  };
  // The side that it has is kept as long as it will do.
  bool free = freeAt(placeOf(kSides[side_]), head, work);
  for (size_t s = 0; s < std::size(kSides) && !free; ++s) {
    free = freeAt(placeOf(kSides[s]), head, work);
    if (free) side_ = s;
  }
  Vec3 eye = placeOf(kSides[side_]);
  // Nowhere: as far back as the way goes.
  if (const auto hit = solids_.firstHit(head, eye); !free && hit) {
    const double away = glm::length(eye - head);
    eye = head + (eye - head) * (std::max(*hit * away - kMargin, 0.0) / away);
  }
  const bool jump = !placed_ || seconds <= 0 || glm::length(eye - eye_) > kJump ||
                    solids_.firstHit(eye_, eye).has_value();
  const double share = jump ? 1 : 1 - std::exp(-kEase * seconds);
  eye_ += (eye - eye_) * share;
  target_ += ((head + work) / 2.0 - target_) * share;
  placed_ = true;
  return {looking(eye_, target_), eye_};
}

}  // namespace shixun::app
