// Floor: where feet may be. One level with things standing on it, seen from above: what reaches
// between knee and head is walked around, the rest is stepped over or passed under.
#pragma once

#include <optional>
#include <vector>

#include "asset/sidecar.h"
#include "math/geometry.h"
#include "scenario/model.h"

namespace shixun::app {

// A floor by its pieces, for tests. World, m.
struct FloorDef {
  double height = 0;                  // y of the floor
  asset::Box room;                    // where feet may be; empty: anywhere
  std::vector<asset::Box> obstacles;  // walked around
};

class Floor {
 public:
  static constexpr double kGirth = 0.21;     // m, radius of a body
  static constexpr double kStepOver = 0.25;  // m; lower things are no obstacle to feet

  // Things as the scenario has them at its start. model is not kept.
  explicit Floor(const scenario::ScenarioModel& model);
  explicit Floor(FloorDef def) : def_(std::move(def)) {}

  double height() const { return def_.height; }  // m, world
  // A body here would be in something or out of the room.
  bool blocked(const Vec3& feet) const;
  // A point of this floor where a person can stand.
  bool standable(const Vec3& point) const;
  // The nearest such point at most `within` m away, on the floor; the point itself where that is
  // one.
  std::optional<Vec3> nearestStandable(const Vec3& point, double within) const;
  // Where feet come that go `way` (m, its height does not count): they slide along what is in the
  // way, and nobody jumps through a thing however long the way is. Somebody who already stands too
  // near may leave, not go deeper.
  Vec3 walked(Vec3 feet, const Vec3& way) const;
  // How far along from -> to (0..1) the floor is met from above; none: not on this way.
  std::optional<double> hit(const Vec3& from, const Vec3& to) const;

 private:
  Vec3 stepped(Vec3 feet, const Vec3& step) const;
  bool deeper(const Vec3& from, const Vec3& to) const;

  FloorDef def_;
};

}  // namespace shixun::app
