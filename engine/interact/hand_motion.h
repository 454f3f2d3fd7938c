// HandMotion: where a hand is as far as the world is concerned. It follows the device, but an arm
// is only so long and solid things stop it: the palm is a small sphere that slides along what it
// meets.
#pragma once

#include "interact/frame.h"

namespace shixun::interact {

class HandMotion {
 public:
  // One tick towards the device's pose. Returns the palm; nothing is computed when neither the hand
  // nor the scene has moved.
  const Pose& follow(const Scene& scene, const Frame& frame, Hand hand);
  const Pose& palm() const { return palm_; }
  // Where the device wants it, no further than the arm reaches. A hand that holds a handle pulls
  // from here.
  const Pose& wanted() const { return wanted_; }
  // The next tick starts from here, e.g. when the hand lets go of a handle that led it.
  void resetTo(const Pose& palm) { palm_ = palm; }
  Vec3 velocity() const { return velocity_; }  // m/s, of the wanted pose over the last tick

 private:
  bool placed_ = false;
  Pose palm_;
  Pose wanted_;
  Vec3 velocity_ = Vec3(0);
  uint64_t revision_ = 0;
};

// The end of a sphere's way from one point towards another, sliding along what it meets.
Vec3 slide(const Scene& scene, const Vec3& from, const Vec3& to, double radius);

}  // namespace shixun::interact
