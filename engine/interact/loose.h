// Loose: items that were let go in mid air, as Bullet bodies. Where they come to lie is physics and
// no state; the state only says "floor".
#pragma once

#include <map>
#include <vector>

#include "interact/scene.h"

namespace shixun::interact {

class Loose {
 public:
  explicit Loose(Scene& scene);

  // The item leaves a hand here with this velocity; it falls once the state says that it is loose.
  void letGo(uint32_t item, const Pose& worldFromItem, const Vec3& velocity);
  // Before the physics step: makes and removes bodies as the state's places say.
  void update(const plant::State& state);
  // After it: where they are.
  void collect(plant::PoseOverrides& overrides);
  size_t count() const { return bodies_.size(); }

 private:
  struct Release {
    Pose worldFromItem;
    Vec3 velocity = Vec3(0);
  };
  void makeBody(uint32_t item, const Release& release);

  Scene& scene_;
  std::map<uint32_t, physics::BodyId> bodies_;                  // by item
  std::map<uint32_t, Release> released_;                        // by item, not yet loose
  std::map<uint32_t, std::vector<physics::ShapePart>> shapes_;  // by item, once made
};

}  // namespace shixun::interact
