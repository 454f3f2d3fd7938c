#include "app/solids.h"

#include "plant/plant.h"

namespace shixun::app {
namespace {

// Standing equipment only: a head passes a tool, and a barrier is stepped around by choice.
physics::Filter standing() {
  physics::Filter filter;
  filter.layers = interact::kFixed;
  return filter;
}

}  // namespace

SceneSolids::SceneSolids(const scenario::ScenarioModel& model) : scene_(model) {
  scene_.sync(plant::Plant(model, {}).start(), {});
}

void SceneSolids::follow(const plant::State& state, const plant::PoseOverrides& overrides) {
  scene_.sync(state, overrides);
}

std::optional<double> SceneSolids::firstHit(const Vec3& from, const Vec3& to) const {
  const auto hit = scene_.world().rayCast(from, to, standing());
  if (!hit) return std::nullopt;
  return hit->fraction;
}

double SceneSolids::clearance(const Vec3& point, double within) const {
  const auto closest = scene_.world().closestPoint(point, within, standing());
  return closest ? closest->distance : within;
}

}  // namespace shixun::app
