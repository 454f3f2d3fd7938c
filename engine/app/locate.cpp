#include "app/locate.h"

#include <cmath>

#include "plant/pose.h"

namespace shixun::app {

using scenario::EntityKind;

std::optional<Vec2> locate(const scenario::ScenarioModel& model, const plant::State& state,
                           const Walker& walker, const Vec2& window, const std::string& name) {
  const size_t colon = name.find(':');
  const auto found = model.entities.find(name.substr(0, colon));
  if (found == model.entities.end()) return std::nullopt;
  plant::PoseOverrides overrides;
  auto node = nodeOf(model, found->second);
  if (found->second.kind == EntityKind::kControl) {
    const scenario::ControlModel& control = model.controls[found->second.index];
    if (!control.grips.empty()) node = control.grips.front();
    for (const scenario::PositionModel& position : control.positions) {
      if (colon == std::string::npos || position.label != name.substr(colon + 1)) continue;
      overrides.controls.push_back({found->second.index, position.amount});
    }
  }
  if (!node && found->second.kind == EntityKind::kInstance) {
    const auto& parts = model.instances[found->second.index].parts;
    if (!parts.empty()) node = scenario::NodeRef{parts.front(), 0};
  }
  if (!node) return std::nullopt;
  plant::Poses poses(model);
  poses.update(state, overrides);
  const Vec3 seen = walker.worldFromHead().inverse().apply(poses.worldFromNode(*node).position);
  if (seen.z > -0.02) return std::nullopt;
  const double half = std::tan(walker.verticalAngle() / 2);
  return Vec2((seen.x / -seen.z / (half * window.x / window.y) + 1) / 2 * window.x,
              (1 - seen.y / -seen.z / half) / 2 * window.y);
}

}  // namespace shixun::app
