#include "interact/targets.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace shixun::interact {

namespace {

constexpr double kInFront = 0.03;  // m, from a surface to where the straight way to it begins
constexpr double kAside = 0.015;   // m, between the ways that are tried

Vec3 outwardOf(const Pose& pose) {
  return pose.turn(Vec3(0, 0, 1));
}

Target atNode(const Scene& scene, EntityKind kind, uint32_t index, NodeRef node) {
  Target target;
  target.entity = {kind, index};
  target.point = scene.worldFromNode(node).position;
  target.own = scene.groupsOfPart(node.part);
  return target;
}

}  // namespace

Target controlTarget(const Scene& scene, uint32_t control, const Vec3& near) {
  const scenario::ControlModel& model = scene.model().controls[control];
  NodeRef best = model.grips.empty() ? model.node : model.grips.front();
  for (const NodeRef grip : model.grips) {
    if (glm::distance(scene.worldFromNode(grip).position, near) <
        glm::distance(scene.worldFromNode(best).position, near)) {
      best = grip;
    }
  }
  Target target = atNode(scene, EntityKind::kControl, control, best);
  if (model.type == scenario::ControlType::kButton) {
    // A button is pressed from in front, against its axis.
    target.outward = -scene.worldFromNode(model.node).turn(glm::normalize(model.axis));
  }
  return target;
}

std::optional<Target> terminalTarget(const Scene& scene, uint32_t terminal) {
  const scenario::TerminalModel& model = scene.model().terminals[terminal];
  const NodeRef node = model.node;
  if (!scene.hasPlace(node, model.instance)) return std::nullopt;
  Target target;
  target.entity = {EntityKind::kTerminal, terminal};
  const Pose& pose = scene.worldFromNode(node);
  target.point = pose.position;
  target.outward = outwardOf(pose);
  target.own = {scene.groupOf(node)};
  return target;
}

Target pointTarget(const Scene& scene, uint32_t point) {
  return atNode(scene, EntityKind::kPoint, point, scene.model().points[point].node);
}

Target conductorTarget(const Scene& scene, uint32_t conductor) {
  return atNode(scene, EntityKind::kConductor, conductor, scene.model().conductors[conductor].node);
}

Target inspectTarget(const Scene& scene, uint32_t inspect) {
  return atNode(scene, EntityKind::kInspect, inspect, scene.model().inspects[inspect].node);
}

Target itemTarget(const Scene& scene, uint32_t item, const Pose& worldFromItem, const Vec3& near) {
  const asset::Box& box = scene.boxOfItem(item);
  Target target;
  target.entity = {EntityKind::kInstance, scene.model().items[item].instance};
  const Vec3 local = worldFromItem.inverse().apply(near);
  Vec3 best = glm::clamp(local, box.min, box.max);
  double nearest = 1e30;
  for (const Pose& grip : gripsBelow(scene, item, 0)) {
    const double d = glm::distance(grip.position, local);
    if (d >= nearest) continue;
    nearest = d;
    best = grip.position;
  }
  target.point = worldFromItem.apply(best);
  target.own = scene.groupsOfPart(scene.partOfItem(item));
  return target;
}

bool reachFree(const Scene& scene, const Target& target, const Vec3& eye, const Vec3& shoulder) {
  Vec3 front = target.outward;
  if (front == Vec3(0)) {
    const Vec3 towards = eye - target.point;
    const double distance = glm::length(towards);
    if (distance < kInFront) return true;
    front = towards / distance;
  }
  const Vec3 side =
      glm::normalize(glm::cross(front, std::abs(front.y) < 0.9 ? Vec3(0, 1, 0) : Vec3(1, 0, 0)));
  const Vec3 up = glm::cross(side, front);
  const Vec3 base = target.point + front * kInFront;
  const std::array<Vec3, 5> ways = {base, base + side * kAside, base - side * kAside,
                                    base + up * kAside, base - up * kAside};
  for (const Vec3& way : ways) {
    if (!scene.lineFree(way, target.point, target.own)) continue;
    if (scene.lineFree(eye, way) || scene.lineFree(shoulder, way)) return true;
  }
  // A thing without a front lies open when the straight line meets only itself.
  return target.outward == Vec3(0) && (scene.lineFree(eye, target.point, target.own) ||
                                       scene.lineFree(shoulder, target.point, target.own));
}

bool shareTag(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& tag) {
    return std::find(b.begin(), b.end(), tag) != b.end();
  });
}

bool pointTakes(const ScenarioModel& model, const plant::State& state, uint32_t point,
                uint32_t item) {
  if (!shareTag(model.items[item].tags, model.points[point].accepts)) return false;
  // An item does not hang on itself.
  if (model.points[point].instance == model.items[item].instance) return false;
  const uint32_t place = scenario::kFirstPointPlace + point;
  return std::find(state.itemPlaces.begin(), state.itemPlaces.end(), place) ==
         state.itemPlaces.end();
}

namespace {

const asset::Sidecar& sidecarOfItem(const Scene& scene, uint32_t item) {
  return scene.model().sidecars[scene.model().parts[scene.partOfItem(item)].sidecar];
}

// A node whose name occurs twice in a model is called "parent/name".
std::string_view lastName(std::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

bool isBelow(const asset::Sidecar& sidecar, uint32_t node, uint32_t ancestor) {
  for (int n = static_cast<int>(node); n >= 0; n = sidecar.nodes[static_cast<size_t>(n)].parent) {
    if (static_cast<uint32_t>(n) == ancestor) return true;
  }
  return false;
}

}  // namespace

std::vector<Pose> gripsBelow(const Scene& scene, uint32_t item, uint32_t node) {
  const asset::Sidecar& sidecar = sidecarOfItem(scene, item);
  std::vector<Pose> grips;
  for (uint32_t n = 0; n < sidecar.nodes.size(); ++n) {
    if (!lastName(sidecar.nodes[n].name).starts_with("grip") || !isBelow(sidecar, n, node))
      continue;
    grips.push_back(sidecar.nodes[n].modelFromNode);
  }
  return grips;
}

std::optional<Vec3> workingEnd(const Scene& scene, uint32_t item) {
  const asset::Sidecar& sidecar = sidecarOfItem(scene, item);
  for (const char* name : {"jaw_centre", "tip", "jaw"}) {
    if (const auto node = sidecar.find(name)) return sidecar.nodes[*node].modelFromNode.position;
  }
  return std::nullopt;
}

}  // namespace shixun::interact
