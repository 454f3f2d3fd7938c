#include "app/locate.h"

#include <algorithm>
#include <cmath>

#include "plant/pose.h"
#include "view/panel.h"

namespace shixun::app {

using scenario::EntityKind;

namespace {

constexpr double kRim = 0.026;  // m from the axis: where a knob held at its middle is turned

// The place where a control is taken hold of, after it will have moved to a position (empty: where
// it is now).
Vec3 gripAt(const scenario::ScenarioModel& model, const plant::State& state,
            const plant::Poses& poses, uint32_t control, const std::string& position) {
  const scenario::ControlModel& def = model.controls[control];
  const Pose now = poses.worldFromNode(def.node);
  Vec3 grip = def.grips.empty() ? now.position : poses.worldFromNode(def.grips.front()).position;
  const Vec3 axis = now.turn(glm::normalize(def.axis));
  const Vec3 arm = grip - now.position;
  if (glm::length(arm - axis * glm::dot(arm, axis)) < kRim) {
    const Vec3 up = std::abs(axis.y) < 0.9 ? Vec3(0, 1, 0) : Vec3(0, 0, 1);
    grip += glm::normalize(up - axis * glm::dot(up, axis)) * kRim;
  }
  for (const scenario::PositionModel& wanted : def.positions) {
    if (wanted.label != position) continue;
    plant::PoseOverrides overrides;
    overrides.controls.push_back({control, wanted.amount});
    plant::Poses then(model);
    then.update(state, overrides);
    return then.worldFromNode(def.node).apply(now.inverse().apply(grip));
  }
  return grip;
}

}  // namespace

std::optional<Vec2> locate(const scenario::ScenarioModel& model, const plant::State& state,
                           const Walker& walker, const Vec2& window, const std::string& name) {
  const size_t colon = name.find(':');
  const auto found = model.entities.find(name.substr(0, colon));
  if (found == model.entities.end()) return std::nullopt;
  plant::Poses poses(model);
  poses.update(state);
  std::optional<Vec3> world;
  if (found->second.kind == EntityKind::kControl) {
    const std::string position = colon == std::string::npos ? "" : name.substr(colon + 1);
    world = gripAt(model, state, poses, found->second.index, position);
  } else if (const auto node = nodeOf(model, found->second)) {
    world = poses.worldFromNode(*node).position;
  } else if (found->second.kind == EntityKind::kInstance) {
    const auto& parts = model.instances[found->second.index].parts;
    if (!parts.empty()) world = poses.worldFromPart(parts.front()).position;
  }
  if (!world) return std::nullopt;
  const Vec3 seen = walker.worldFromHead().inverse().apply(*world);
  if (seen.z > -0.02) return std::nullopt;
  const double half = std::tan(walker.verticalAngle() / 2);
  return Vec2((seen.x / -seen.z / (half * window.x / window.y) + 1) / 2 * window.x,
              (1 - seen.y / -seen.z / half) / 2 * window.y);
}

std::string toldName(std::string label) {
  std::replace(label.begin(), label.end(), ' ', '_');
  return label;
}

std::string toldButtonPlaces() {
  std::string lines;
  for (const view::ButtonPlace& place : view::takeButtonPlaces()) {
    lines += "button." + toldName(place.label) + " " + std::to_string(std::lround(place.middle.x)) +
             " " + std::to_string(std::lround(place.middle.y)) + "\n";
  }
  return lines;
}

}  // namespace shixun::app
