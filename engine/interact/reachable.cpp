#include "interact/reachable.h"

#include <algorithm>
#include <cmath>

#include "core/quantity.h"
#include "interact/body_shape.h"
#include "interact/planner_body.h"
#include "interact/scene.h"
#include "interact/targets.h"
#include "math/libm.h"
#include "plant/plant.h"

namespace shixun::interact {

using scenario::EntityKind;
using scenario::EntityRef;
using scenario::NodeRef;

namespace {

constexpr double kPersonRadius = 0.12;         // m, somebody who squeezes in
constexpr double kFinger = 0.5, kProbe = 0.1;  // cosine of the angle to a surface's normal, least
constexpr int kDirections = 24;                // around the thing

class ReachFinder {
 public:
  ReachFinder(const scenario::ScenarioModel& model, const InteractorDef& def)
      : model_(model), def_(def), scene_(model), plant_(model, {}), state_(plant_.start()) {
    // What is carried stands in nobody's way.
    for (uint32_t& place : state_.itemPlaces) place = scenario::kPlaceWorn;
    const double height = model.worldFromStart.position.y;
    if (height > 1) eyeHeight_ = height;
    start_ = state_.controls;
  }

  std::vector<Unreachable> run(std::span<const EntityRef> wanted) {
    std::vector<EntityRef> left;
    for (const EntityRef entity : wanted) {
      const int32_t instance = instanceOf(model_, entity);
      if (instance < 0 || model_.instances[static_cast<size_t>(instance)].item >= 0) continue;
      open(-1);
      if (targetsOf(entity).empty()) continue;
      left.push_back(entity);
    }
    size_t most = 0;
    for (const auto& control : model_.controls) most = std::max(most, control.positions.size());
    for (int k = -1; k < static_cast<int>(most) && !left.empty(); ++k) {
      open(k);
      std::erase_if(left, [this](EntityRef entity) { return reachable(entity); });
    }
    std::vector<Unreachable> out;
    open(-1);
    for (const EntityRef entity : left) out.push_back({entity, why(entity)});
    return out;
  }

 private:
  // All hinged and sliding controls in their position `k`; -1: as the session begins.
  void open(int k) {
    state_.controls = start_;
    for (size_t c = 0; c < model_.controls.size() && k >= 0; ++c) {
      const auto& control = model_.controls[c];
      const bool opens = control.type == scenario::ControlType::kHinge ||
                         control.type == scenario::ControlType::kSlider;
      const auto last = static_cast<int>(control.positions.size()) - 1;
      if (opens) state_.controls[c] = static_cast<uint32_t>(std::min(k, last));
    }
    scene_.sync(state_, {});
  }

  std::vector<Target> targetsOf(EntityRef entity) const {
    std::vector<Target> out;
    switch (entity.kind) {
      case EntityKind::kControl:
        return controlTargets(entity.index);
      case EntityKind::kTerminal:
        if (const auto target = terminalTarget(scene_, entity.index)) out.push_back(*target);
        break;
      case EntityKind::kPoint:
        if (placed(model_.points[entity.index])) out.push_back(pointTarget(scene_, entity.index));
        break;
      case EntityKind::kConductor:
        if (placed(model_.conductors[entity.index])) {
          out.push_back(conductorTarget(scene_, entity.index));
        }
        break;
      case EntityKind::kInspect:
        if (placed(model_.inspects[entity.index])) {
          out.push_back(inspectTarget(scene_, entity.index));
        }
        break;
      default:
        break;
    }
    return out;
  }
  template <typename Model>
  bool placed(const Model& model) const {
    return scene_.hasPlace(model.node, model.instance);
  }
  // By any of its grips.
  std::vector<Target> controlTargets(uint32_t control) const {
    const scenario::ControlModel& model = model_.controls[control];
    std::vector<Target> out;
    if (!placed(model)) return out;
    for (const NodeRef grip : model.grips) {
      out.push_back(controlTarget(scene_, control, scene_.worldFromNode(grip).position));
    }
    if (out.empty()) out.push_back(controlTarget(scene_, control, Vec3(0)));
    return out;
  }

  bool reachable(EntityRef entity) const {
    const std::vector<Target> targets = targetsOf(entity);
    const bool looked = entity.kind == EntityKind::kInspect;
    return std::any_of(targets.begin(), targets.end(), [&](const Target& target) {
      if (!looked && outOfHeight(target)) return false;
      return anyPlace(target, looked);
    });
  }

  static bool outOfHeight(const Target& target) {
    return target.point.y > kHighestReach || target.point.y < kLowestReach;
  }

  // Somewhere to stand from which an eye or a shoulder has a free way to it.
  bool anyPlace(const Target& target, bool looked) const {
    const double farthest = looked ? def_.examineDistance : def_.reach;
    for (int turn = 0; turn < kDirections; ++turn) {
      const double angle = 2 * kPi * turn / kDirections;
      const Vec3 way(sine(angle), 0, cosine(angle));
      for (const double share : {0.45, 0.65, 0.85, 0.3}) {
        Vec3 head = target.point + way * (farthest * share);
        for (const double height : {eyeHeight_, 1.25, 0.85}) {
          head.y = height;
          if (works(target, head, way, looked)) return true;
        }
      }
    }
    return false;
  }

  bool works(const Target& target, const Vec3& head, const Vec3& way, bool looked) const {
    const Pose worldFromHead(lookAlong(-way), head);
    const Vec3 shoulder = looked ? head : shoulderOf(worldFromHead, scenario::Hand::kRight);
    // From in front only: a finger straighter than a probe.
    const bool pressed = target.entity.kind == EntityKind::kControl;
    for (const Vec3& from : {head, shoulder}) {
      const Vec3 line = from - target.point;
      if (target.outward == Vec3(0)) break;
      if (glm::dot(line, target.outward) < (pressed ? kFinger : kProbe) * glm::length(line)) {
        return false;
      }
    }
    const double farthest = looked ? def_.examineDistance : def_.reach + kStretch;
    if (glm::distance(shoulder, target.point) > farthest) return false;
    return reachFree(scene_, target, head, shoulder) && canStand(head);
  }

  bool canStand(const Vec3& head) const {
    physics::Filter filter;
    filter.layers = kStopsHands;
    for (const double height : {0.5, 0.9, 1.2, head.y}) {
      if (height > head.y) continue;
      const Vec3 at(head.x, height, head.z);
      if (!scene_.world().overlapSphere(at, kPersonRadius, filter).empty()) return false;
    }
    return true;
  }

  std::string why(EntityRef entity) const {
    const Target target = targetsOf(entity).front();
    if (entity.kind != EntityKind::kInspect && outOfHeight(target)) {
      const double height = target.point.y;
      if (height < 0) return "it is " + formatSignificant(-height) + " m below the floor";
      return "it is " + formatSignificant(height) + " m above the floor, and a hand gets to " +
             formatSignificant(kHighestReach) + " m";
    }
    return obstacle(target);
  }

  // What the way in from in front meets last before the thing; without a front, what all sides
  // meet.
  std::string obstacle(const Target& target) const {
    std::vector<Vec3> ways = {target.outward};
    if (target.outward == Vec3(0)) {
      ways = {Vec3(0, 0, 1), Vec3(1, 0, 0), Vec3(0, 0, -1), Vec3(-1, 0, 0), Vec3(0, 1, 0)};
    }
    physics::Filter filter;
    filter.layers = kStopsHands;
    for (const Vec3& way : ways) {
      const auto hit = scene_.world().rayCast(target.point + way * 0.001,
                                              target.point + way * def_.reach, filter);
      if (!hit) continue;
      const NodeRef node = nodeOfUser(hit->user);
      const scenario::PartModel& part = model_.parts[node.part];
      const std::string& name = model_.sidecars[part.sidecar].nodes[node.node].name;
      return "'" + part.name + "/" + name + "' is in the way";
    }
    return "there is no place to stand from which a hand gets at it";
  }

  static constexpr double kStretch = 0.25;  // m, on tiptoe, bent over, or with a tool in the hand

  const scenario::ScenarioModel& model_;
  const InteractorDef def_;
  Scene scene_;
  plant::Plant plant_;
  plant::State state_;
  std::vector<uint32_t> start_;  // (controls)
  double eyeHeight_ = 1.6;
};

}  // namespace

std::vector<Unreachable> findUnreachable(const scenario::ScenarioModel& model,
                                         std::span<const EntityRef> wanted,
                                         const InteractorDef& def) {
  if (wanted.empty()) return {};
  return ReachFinder(model, def).run(wanted);
}

}  // namespace shixun::interact
