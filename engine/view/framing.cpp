#include "view/framing.h"

#include <algorithm>
#include <climits>
#include <cmath>

#include "asset/sidecar.h"

namespace shixun::view {

using scenario::EntityKind;
using scenario::EntityRef;
using scenario::ScenarioModel;

namespace {

// The room that an entity takes in the world.
asset::Box worldBox(const ScenarioModel& model, const plant::Poses& poses, EntityRef entity) {
  asset::Box box;
  const auto addPart = [&](uint32_t part) {
    const auto& nodes = model.sidecars[model.parts[part].sidecar].nodes;
    for (uint32_t n = 0; n < nodes.size(); ++n) {
      if (nodes[n].hasMesh) {
        box.include(asset::transformed(nodes[n].box, poses.worldFromNode({part, n})));
      }
    }
  };
  if (entity.kind == EntityKind::kInstance) {
    for (const uint32_t part : model.instances[entity.index].parts) addPart(part);
  } else if (const auto node = nodeOf(model, entity)) {
    const auto& sidecarNode = model.sidecars[model.parts[node->part].sidecar].nodes[node->node];
    const Pose& world = poses.worldFromNode(*node);
    box.include(world.position);
    if (sidecarNode.hasMesh) box.include(asset::transformed(sidecarNode.box, world));
  }
  return box;
}

Vec3 outward(const plant::Poses& poses, const ScenarioModel& model, EntityRef entity) {
  const int32_t instance = instanceOf(model, entity);
  if (instance < 0 || model.instances[static_cast<size_t>(instance)].parts.empty()) {
    return Vec3(0, 0, 1);
  }
  const uint32_t part = model.instances[static_cast<size_t>(instance)].parts.back();
  Vec3 front = poses.worldFromPart(part).turn(Vec3(0, 0, 1));
  front.y = 0;
  return glm::length(front) > 0.1 ? glm::normalize(front) : Vec3(0, 0, 1);
}

// The inside of the largest thing in the scenario: the room. An eye stays this far from its walls.
constexpr double kWallDistance = 0.4;  // m

Vec3 insideRoom(const ScenarioModel& model, const plant::Poses& poses, const Vec3& eye) {
  asset::Box room;
  for (uint32_t p = 0; p < model.parts.size(); ++p) {
    const asset::Box& bounds = model.sidecars[model.parts[p].sidecar].bounds;
    if (bounds.empty()) continue;
    const asset::Box box = asset::transformed(bounds, poses.worldFromPart(p));
    if (room.empty() || glm::length(box.halfSize()) > glm::length(room.halfSize())) room = box;
  }
  if (room.empty() || glm::min(room.halfSize().x, room.halfSize().z) < 2 * kWallDistance)
    return eye;
  const Vec3 margin(kWallDistance, 0, kWallDistance);
  return glm::clamp(eye, room.min + margin, room.max - margin);
}

constexpr double kSmall = 0.07;        // m: what is smaller hides nothing
constexpr double kFacesPeople = 0.35;  // cosine of the angle to where people are
constexpr double kWide = 1.3;          // m: a subject so large is many subjects
constexpr double kLying = 0.25;        // height of what lies flat, of its width
constexpr double kWaistUp = 0.8;       // m of a person that are shown: the face, the hands
constexpr int kBehind = 30;            // what it costs to look from behind, in points of hidden()

// What may stand between an eye and what it looks at: every shape but those around the subject.
std::vector<asset::Box> obstacles(const ScenarioModel& model, const plant::Poses& poses,
                                  const asset::Box& subject) {
  std::vector<asset::Box> boxes;
  const Vec3 c = subject.centre();
  for (uint32_t p = 0; p < model.parts.size(); ++p) {
    const auto& nodes = model.sidecars[model.parts[p].sidecar].nodes;
    for (uint32_t n = 0; n < nodes.size(); ++n) {
      if (!nodes[n].hasMesh) continue;
      const asset::Box box = asset::transformed(nodes[n].box, poses.worldFromNode({p, n}));
      const bool around = glm::all(glm::lessThanEqual(box.min - Vec3(0.02), c)) &&
                          glm::all(glm::greaterThanEqual(box.max + Vec3(0.02), c));
      if (!around && glm::length(box.halfSize()) > kSmall) boxes.push_back(box);
    }
  }
  return boxes;
}

// The eye's way to a point meets the box (slab test), or the eye stands in it.
bool hides(const asset::Box& box, const Vec3& eye, const Vec3& point) {
  double enter = 0;
  double leave = 0.97;  // things right behind or at the point hide nothing
  const Vec3 way = point - eye;
  for (int axis = 0; axis < 3; ++axis) {
    if (std::abs(way[axis]) < 1e-9) {
      if (eye[axis] < box.min[axis] || eye[axis] > box.max[axis]) return false;
      continue;
    }
    double a = (box.min[axis] - eye[axis]) / way[axis];
    double b = (box.max[axis] - eye[axis]) / way[axis];
    if (a > b) std::swap(a, b);
    enter = std::max(enter, a);
    leave = std::min(leave, b);
  }
  return enter < leave;
}

// How many of the subject's middle and corners, and of the picture's surroundings, are hidden.
int hidden(const std::vector<asset::Box>& boxes, const Vec3& eye, const asset::Box& subject) {
  int count = 0;
  const Vec3 half = subject.halfSize() * 0.8 + Vec3(0.08);
  for (int k = 0; k < 9; ++k) {
    Vec3 point = subject.centre();
    if (k < 8)
      point += half * Vec3((k & 1) != 0 ? 1 : -1, (k & 2) != 0 ? 1 : -1, (k & 4) != 0 ? 1 : -1);
    const int weight = k < 8 ? 1 : 4;
    for (const asset::Box& box : boxes) {
      if (hides(box, eye, point)) count += weight;
    }
  }
  return count;
}

bool isPerson(const ScenarioModel& model, EntityRef entity) {
  const int32_t instance = instanceOf(model, entity);
  return std::any_of(model.persons.begin(), model.persons.end(), [&](const auto& person) {
    return static_cast<int64_t>(person.instance) == instance;
  });
}

// Paper that lies on a table is read from above.
bool liesFlat(const asset::Box& box) {
  const Vec3 half = box.halfSize();
  return half.y < kLying * std::min(half.x, half.z);
}

}  // namespace

Framing frameFor(const ScenarioModel& model, const plant::Poses& poses,
                 const std::vector<EntityRef>& focus) {
  Framing framing;
  asset::Box box;
  Vec3 front(0);
  for (const EntityRef entity : focus) {
    asset::Box one = worldBox(model, poses, entity);
    if (one.empty()) continue;
    if (isPerson(model, entity)) one.min.y = std::max(one.min.y, one.max.y - kWaistUp);
    asset::Box both = box;
    both.include(one);
    // What lies all over the room is not seen in one picture: the first named is what counts.
    if (!box.empty() && glm::length(both.halfSize()) > kWide) continue;
    box = both;
    front += outward(poses, model, entity);
  }
  if (box.empty()) {
    const Pose& start = model.worldFromStart;
    framing.eye = start.position + Vec3(0, 1.62, 0);
    framing.target = framing.eye + start.turn(Vec3(0, -0.12, -1));
    framing.verticalAngle = 1.05;
    return framing;
  }
  // A thing that lies or stands with its front to the wall is looked at from where people are.
  Vec3 toPeople = model.worldFromStart.position - box.centre();
  toPeople.y = 0;
  toPeople = glm::length(toPeople) > 0.1 ? glm::normalize(toPeople) : Vec3(0, 0, 1);
  front = glm::length(front) > 0.1 ? glm::normalize(front) : toPeople;
  if (glm::dot(front, toPeople) < kFacesPeople) front = toPeople;
  const double radius = std::max(glm::length(box.halfSize()), 0.16);
  framing.verticalAngle = 0.82;
  const double distance = std::clamp(radius * 1.25 / tangent(framing.verticalAngle / 2), 0.55, 4.2);
  framing.target = box.centre();
  const Vec3 side = glm::cross(Vec3(0, 1, 0), front);
  const auto boxes = obstacles(model, poses, box);
  int least = INT_MAX;
  // From a little aside; farther round, or higher, when somebody or something stands in the way.
  int rank = 0;
  const bool flat = liesFlat(box);
  for (const double above : {flat ? 1.6 : 0.22, 0.75}) {
    for (const double aside : {0.28, -0.28, 0.0, 0.75, -0.75, 1.4, -1.4}) {
      Vec3 eye =
          framing.target + glm::normalize(front + aside * side + Vec3(0, above, 0)) * distance;
      eye.y = std::clamp(eye.y, 0.6, 1.85);
      eye = insideRoom(model, poses, eye);
      const bool behind = glm::dot(eye - framing.target, front) < 0.2 * distance;
      const bool level = flat && above < 1;
      const int cost =
          3 * hidden(boxes, eye, box) + rank++ + ((behind && !flat) || level ? kBehind : 0);
      if (cost >= least) continue;
      least = cost;
      framing.eye = eye;
    }
  }
  return framing;
}

}  // namespace shixun::view
