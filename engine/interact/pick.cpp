#include "interact/pick.h"

#include <algorithm>
#include <cmath>

namespace shixun::interact {

using scenario::kPlaceHand;
using scenario::kPlaceWorn;

namespace {

constexpr double kFar = 6;               // m, how far names can be read
constexpr double kToolReach = 0.15;      // m that a probe adds to the arm
constexpr double kBehind = 0.03;         // m behind the first solid surface that still counts
constexpr double kTerminalPick = 0.012;  // m beside the ray
constexpr double kPointPick = 0.05;
constexpr double kInspectPick = 0.03;
constexpr double kGripPick = 0.03;
constexpr double kAngularPick = 0.008;    // rad: small things grow with distance for the mouse
constexpr double kDoorGrip = 0.2;         // m from a door's grip that still takes hold of it
constexpr double kLowestShoulder = 0.55;  // m above the floor when crouching

struct Candidate {
  EntityRef entity;
  Vec3 point = Vec3(0);
  double along = 0;    // m on the ray
  double aside = 1e9;  // m beside it
};

// Keeps the candidate that is least aside of the ray.
class Best {
 public:
  Best(const Ray& ray, double limit) : ray_(ray), limit_(limit) {}

  void offer(EntityRef entity, const Vec3& point, double within) {
    const double along = glm::dot(point - ray_.origin, ray_.direction);
    if (along <= 0.02 || along > limit_ + kBehind) return;
    const double aside = glm::length(point - ray_.origin - ray_.direction * along);
    if (aside > std::max(within, along * kAngularPick) || aside >= best.aside) return;
    best = {entity, point, along, aside};
  }

  Candidate best;

 private:
  const Ray& ray_;
  double limit_;
};

void offerPoints(const Scene& scene, const Frame& frame, Best& best) {
  const ScenarioModel& model = scene.model();
  for (uint32_t p = 0; p < model.points.size(); ++p) {
    const int32_t fits = heldItem(
        frame.state, [&](uint32_t item) { return pointTakes(model, frame.state, p, item); });
    if (fits < 0) continue;
    best.offer({EntityKind::kPoint, p}, pointTarget(scene, p).point, kPointPick);
  }
}

void offerTerminals(const Scene& scene, Best& best) {
  for (uint32_t t = 0; t < scene.model().terminals.size(); ++t) {
    const auto target = terminalTarget(scene, t);
    if (target) best.offer(target->entity, target->point, kTerminalPick);
  }
}

void offerConductors(const Scene& scene, Best& best) {
  for (uint32_t c = 0; c < scene.model().conductors.size(); ++c) {
    const Target target = conductorTarget(scene, c);
    best.offer(target.entity, target.point, kPointPick);
  }
}

void offerInspects(const Scene& scene, Best& best) {
  for (uint32_t i = 0; i < scene.model().inspects.size(); ++i) {
    const Target target = inspectTarget(scene, i);
    best.offer(target.entity, target.point, kInspectPick);
  }
}

void offerGrips(const Scene& scene, const Ray& ray, double limit, Best& best) {
  const ScenarioModel& model = scene.model();
  for (uint32_t c = 0; c < model.controls.size(); ++c) {
    const Target target = controlTarget(scene, c, ray.origin + ray.direction * limit);
    best.offer(target.entity, target.point, kGripPick);
  }
}

// The control or item whose shape the ray met.
EntityRef metEntity(const Scene& scene, const physics::Hit& hit) {
  const ScenarioModel& model = scene.model();
  const NodeRef node = nodeOfUser(hit.user);
  const uint32_t instance = model.parts[node.part].instance;
  const int32_t control = scene.controlOf(node);
  if (control >= 0) {
    const auto c = static_cast<uint32_t>(control);
    const bool door = model.controls[c].type == scenario::ControlType::kHinge;
    if (!door || model.controls[c].grips.empty() ||
        glm::distance(controlTarget(scene, c, hit.point).point, hit.point) < kDoorGrip) {
      return {EntityKind::kControl, c};
    }
  }
  if (model.instances[instance].item >= 0) return {EntityKind::kInstance, instance};
  return {};
}

// The narrowest meaning first: what the hands are ready for, then what is under the ray.
Candidate meaning(const Scene& scene, const Frame& frame, const Ray& ray,
                  const std::optional<physics::Hit>& hit, double limit) {
  const ScenarioModel& model = scene.model();
  Best best(ray, limit);
  offerPoints(scene, frame, best);
  if (best.best.entity) return best.best;
  if (heldInstrument(model, frame.state, true) >= 0) offerTerminals(scene, best);
  if (heldInstrument(model, frame.state, false) >= 0) offerConductors(scene, best);
  if (best.best.entity) return best.best;
  if (hit) {
    const EntityRef met = metEntity(scene, *hit);
    if (met) return {met, hit->point, limit, 0};
  }
  offerTerminals(scene, best);
  offerInspects(scene, best);
  if (best.best.entity) return best.best;
  offerGrips(scene, ray, limit, best);
  if (best.best.entity || !hit) return best.best;
  const uint32_t part = nodeOfUser(hit->user).part;
  return {{EntityKind::kInstance, model.parts[part].instance}, hit->point, limit, 0};
}

}  // namespace

bool withinReach(const Frame& frame, const Vec3& point, double extra) {
  for (const Hand hand : kHands) {
    Vec3 shoulder = frame.shoulder(hand);
    // At a desk nobody crouches for real: bending down is taken for granted.
    const double floor = frame.eye().y - 1.6;
    shoulder.y = std::clamp(point.y, std::min(floor + kLowestShoulder, shoulder.y), shoulder.y);
    if (glm::distance(shoulder, point) <= frame.def.reach + extra) return true;
  }
  return false;
}

Hand handWith(const plant::State& state, int32_t item) {
  return state.hands[indexOf(Hand::kLeft)].item == item ? Hand::kLeft : Hand::kRight;
}

std::optional<Hand> freeHand(const plant::State& state) {
  for (const Hand hand : {Hand::kRight, Hand::kLeft}) {
    if (state.hands[indexOf(hand)].item < 0) return hand;
  }
  return std::nullopt;
}

int32_t heldInstrument(const ScenarioModel& model, const plant::State& state, bool withProbes) {
  return heldItem(state, [&](uint32_t item) {
    const int32_t instrument = instrumentOfItem(model, static_cast<int32_t>(item));
    return instrument >= 0 &&
           model.instruments[static_cast<size_t>(instrument)].probes.empty() != withProbes;
  });
}

Hover pickAlong(const Scene& scene, const Frame& frame, const Ray& ray) {
  physics::Filter filter;
  filter.layers = kPickable;
  const Vec3 far = ray.origin + ray.direction * kFar;
  const auto hit = scene.world().rayCast(ray.origin, far, filter);
  const double limit = hit ? hit->fraction * kFar : kFar;
  const Candidate found = meaning(scene, frame, ray, hit, limit);
  Hover hover;
  hover.worldPoint = hit ? hit->point : far;
  hover.distance = limit;
  if (!found.entity) return hover;
  hover.entity = found.entity;
  hover.worldPoint = found.point;
  hover.distance = glm::distance(ray.origin, found.point);
  const bool tool = heldInstrument(scene.model(), frame.state, true) >= 0;
  hover.reachable = withinReach(frame, found.point, tool ? kToolReach : 0);
  if (found.entity.kind == EntityKind::kTerminal) {
    // Seen past an edge is not yet reached: the metal itself must lie open.
    const auto target = terminalTarget(scene, found.entity.index);
    hover.reachable = hover.reachable && reachFree(scene, *target, frame.eye(), frame.eye());
  }
  return hover;
}

}  // namespace shixun::interact
