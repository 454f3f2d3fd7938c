// Solids: what heads and teleports do not pass. An interface, so that logic can be tried on a few
// boxes; the real thing are the equipment's own surfaces as they stand now, open doors included.
#pragma once

#include <optional>

#include "interact/scene.h"
#include "math/geometry.h"

namespace shixun::app {

class Solids {
 public:
  virtual ~Solids() = default;
  // How far along from -> to (0..1) the first surface is; none: the way is free.
  virtual std::optional<double> firstHit(const Vec3& from, const Vec3& to) const = 0;
  // m from a point to the nearest surface, negative inside a solid shape; `within` when there is
  // none nearer.
  virtual double clearance(const Vec3& point, double within) const = 0;
};

class SceneSolids final : public Solids {
 public:
  // model must outlive this. At the scenario's start until followed.
  explicit SceneSolids(const scenario::ScenarioModel& model);
  // Once a frame; costs next to nothing while nothing moves.
  void follow(const plant::State& state, const plant::PoseOverrides& overrides);

  std::optional<double> firstHit(const Vec3& from, const Vec3& to) const override;
  double clearance(const Vec3& point, double within) const override;

 private:
  interact::Scene scene_;
};

}  // namespace shixun::app
