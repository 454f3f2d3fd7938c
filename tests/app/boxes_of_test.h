// A floor and solid boxes to try moving on.
#pragma once

#include <algorithm>
#include <cmath>

#include "app/floor.h"
#include "app/solids.h"

namespace shixun::app {

inline asset::Box boxBetween(const Vec3& min, const Vec3& max) {
  asset::Box box;
  box.include(min);
  box.include(max);
  return box;
}

// Boxes with surfaces only, as meshes have them.
class BoxSolids final : public Solids {
 public:
  std::vector<asset::Box> boxes;

  std::optional<double> firstHit(const Vec3& from, const Vec3& to) const override {
    std::optional<double> first;
    for (const asset::Box& box : boxes) {
      double enter = -1e30, leave = 1e30;
      for (int axis = 0; axis < 3; ++axis) {
        const double way = to[axis] - from[axis];
        double a = box.min[axis] - from[axis], b = box.max[axis] - from[axis];
        if (way == 0) {
          if (a > 0 || b < 0) enter = 1e30;
          continue;
        }
        a /= way, b /= way;
        enter = std::max(enter, std::min(a, b));
        leave = std::min(leave, std::max(a, b));
      }
      if (enter > leave) continue;
      const double at = enter >= 0 ? enter : leave;
      if (at >= 0 && at <= 1 && at < first.value_or(2)) first = at;
    }
    return first;
  }
  double clearance(const Vec3& point, double within) const override {
    double least = within;
    for (const asset::Box& box : boxes) {
      const double d = glm::distance(glm::clamp(point, box.min, box.max), point);
      least = std::min(least, d);
    }
    return least;
  }
};

// A room of 8 m by 8 m; a bench from x = -1 to 1, z = -2.6 to -2, 0.9 m high; and a wall across at
// z = -4 that is the room's end.
struct Workshop {
  Floor floor;
  BoxSolids solids;

  Workshop() : floor(def()) {
    solids.boxes = def().obstacles;
    solids.boxes.push_back(boxBetween({-4, 0, -4.4}, {4, 3, -4.3}));
  }
  static FloorDef def() {
    FloorDef def;
    def.room = boxBetween({-4, 0, -4}, {4, 3, 4});
    def.obstacles = {boxBetween({-1, 0, -2.6}, {1, 0.9, -2})};
    return def;
  }
};

}  // namespace shixun::app
