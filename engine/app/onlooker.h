// Onlooker: where somebody stands who watches the trainee of a recorded session: beside and behind,
// so that head, hands and what they work at are seen, and not behind a wall or a door.
#pragma once

#include "app/solids.h"
#include "session/pose_sample.h"

namespace shixun::app {

class Onlooker {
 public:
  // solids: not owned, outlives the onlooker; as things stand at the moment of each call.
  explicit Onlooker(const Solids& solids) : solids_(solids) {}

  // Follows smoothly; after a jump in time, or `seconds` 0, stands where it has to at once.
  Pose follow(const session::PoseSample& trainee, double seconds);

 private:
  bool freeAt(const Vec3& eye, const Vec3& head, const Vec3& work) const;

  const Solids& solids_;
  size_t side_ = 0;  // of kSides
  bool placed_ = false;
  Vec3 eye_ = Vec3(0), target_ = Vec3(0);
};

}  // namespace shixun::app
