// PlannerBody: a body that writes down where it goes. Finds places to stand and free ways; knows
// nothing of commands.
#pragma once

#include <functional>
#include <vector>

#include "core/status.h"
#include "interact/hand_motion.h"
#include "interact/keyframe.h"

namespace shixun::interact {

// The turn that makes -Z point along `forward` (unit) with +Y as near to up as can be.
Quat lookAlong(const Vec3& forward);
// The unit vector of the part of `v` that lies in the floor's plane.
Vec3 level(const Vec3& v, const Vec3& ifNone = Vec3(0));

// What a hand is to do at a place: it comes to `approach` in the open, then to `goal`.
struct Reach {
  Target target;
  Hand hand = Hand::kRight;
  Pose approach;
  Pose goal;
  std::vector<Pose> beyond;  // further palm poses that the arm must get to from there
  double tolerance = 0.05;   // m that solid things may keep the palm from the goal
};
// Reaches for a target from its front (a unit vector), best first; the body tries them in turn.
using ReachesFrom = std::function<std::vector<Reach>(const Vec3& front)>;

class PlannerBody {
 public:
  PlannerBody(const Scene& scene, const InteractorDef& def);

  void begin(std::vector<Keyframe>& keys) { keys_ = &keys; }
  Keyframe& now() { return keys_->back(); }

  // A hand that stays where it is while the body moves (a probe on a terminal, a pressed button).
  bool busy[2] = {false, false};
  // A hand that is carried close to the body: what it holds would meet something further out.
  bool tucked[2] = {false, false};

  // Walks to where the reach can be done and returns it. `fronts`: directions from the target from
  // which it can be approached, best first.
  Result<Reach> standFor(const std::vector<Vec3>& fronts, const ReachesFrom& reaches);
  // Walks to where a point can be looked at from a distance of at most `distance`, and looks.
  Status lookAt(const Target& target, const Vec3& front, double distance, double seconds);

  void moveHand(Hand hand, const Pose& to, double speed = 0.7);
  void carry(Hand hand);  // back beside the body
  Pose carried(const Pose& worldFromHead, Hand hand) const;
  void squeeze(Hand hand, double value);
  void trigger(Hand hand);  // pulled and let go
  void poke(Hand hand, bool stretched);
  void wait(double seconds);
  void panel(const Command& command);

 private:
  Keyframe& next(double seconds);
  void walk(const Pose& head);
  bool wayFree(const Vec3& from, const Vec3& to) const;
  bool canStand(const Vec3& head) const;
  bool works(const Pose& head, const Reach& reach) const;
  std::vector<Pose> places(const Vec3& at, const Vec3& front, Hand hand) const;
  Quat gaze(const Vec3& head, const Vec3& at) const;

  const Scene& scene_;
  const InteractorDef def_;
  double eyeHeight_ = 1.6;
  std::vector<Keyframe>* keys_ = nullptr;
};

}  // namespace shixun::interact
