#include "view/staging.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "interact/body_shape.h"
#include "math/libm.h"

namespace shixun::view {

using scenario::EntityKind;
using scenario::NodeRef;
using scenario::ScenarioModel;
using session::Snapshot;

namespace {

constexpr double kShaft = 0.1;    // m, about a probe's length
constexpr double kFar = 1.5;      // m from the eye to what the picture is about
constexpr double kBeside = 0.05;  // m between what is measured and the meter
constexpr double kHeldUp = 0.3;   // of the way to the eye: where what is read is held

const asset::SidecarNode& nodeAt(const ScenarioModel& model, NodeRef node) {
  return model.sidecars[model.parts[node.part].sidecar].nodes[node.node];
}

// The frame of somebody who looks from the eye: +z towards the eye, +y up.
Quat facing(const Vec3& towardsEye) {
  const Vec3 z = glm::normalize(towardsEye);
  const Vec3 x =
      glm::normalize(glm::cross(std::abs(z.y) < 0.95 ? Vec3(0, 1, 0) : Vec3(1, 0, 0), z));
  return glm::normalize(glm::quat_cast(glm::dmat3(x, glm::cross(z, x), z)));
}

// Of an item's own model, in its own frame.
asset::Box boxOf(const ScenarioModel& model, uint32_t item) {
  const auto& parts = model.instances[model.items[item].instance].parts;
  return parts.empty() ? asset::Box() : model.sidecars[model.parts[parts.front()].sidecar].bounds;
}

bool placed(const Snapshot& snapshot, uint32_t item) {
  const auto& items = snapshot.overrides.items;
  return std::any_of(items.begin(), items.end(), [item](const auto& o) { return o.item == item; });
}

// The item with its middle at a place, its front towards the eye.
Pose shownAt(const ScenarioModel& model, uint32_t item, const Vec3& place, const Vec3& eye) {
  const asset::Box box = boxOf(model, item);
  Quat turn = facing(eye - place);
  // A long thing that points at its front is shown lying across, not end on.
  const Vec3 half = box.empty() ? Vec3(0) : box.halfSize();
  if (half.z > 1.5 * std::max(half.x, half.y)) {
    turn = turn * glm::angleAxis(kPi / 2, Vec3(1, 0, 0)) * glm::angleAxis(0.5, Vec3(0, 1, 0));
  }
  return {turn, place - turn * (box.empty() ? Vec3(0) : box.centre())};
}

Quat between(const Vec3& from, const Vec3& to) {
  const double along = glm::dot(from, to);
  if (along < -0.9999) {
    const Vec3 side = std::abs(from.x) < 0.9 ? Vec3(1, 0, 0) : Vec3(0, 1, 0);
    return {0, glm::normalize(glm::cross(from, side))};
  }
  return glm::normalize(Quat(1 + along, glm::cross(from, to)));
}

// The probe's body with its tip on the terminal's metal, its shaft towards the person.
Pose poked(const Snapshot& snapshot, const plant::Poses& poses, uint32_t probe, uint32_t terminal) {
  const ScenarioModel& model = *snapshot.model;
  const scenario::ProbeModel& def = model.probes[probe];
  const asset::SidecarNode& body = nodeAt(model, def.body);
  const Vec3 tip = (body.modelFromNode.inverse() * nodeAt(model, def.tip).modelFromNode).position;
  const Vec3 middle = body.box.empty() ? tip + Vec3(0, 0, kShaft) : body.box.centre();
  const Vec3 shaft =
      glm::length(middle - tip) > 1e-6 ? glm::normalize(middle - tip) : Vec3(0, 0, 1);
  const Pose& metal = poses.worldFromNode(model.terminals[terminal].node);
  const Quat turn = between(shaft, metal.turn(Vec3(0, 0, 1)));
  return {turn, metal.position - turn * tip};
}

// What an instrument touches or encloses; none: it is only held.
std::optional<Vec3> workPlace(const Snapshot& snapshot, const plant::Poses& poses,
                              uint32_t instrument) {
  const ScenarioModel& model = *snapshot.model;
  const plant::InstrumentState& state = snapshot.state.instruments[instrument];
  if (state.conductor >= 0 && model.instruments[instrument].builtIn < 0) {
    return poses.worldFromNode(model.conductors[static_cast<size_t>(state.conductor)].node)
        .position;
  }
  Vec3 sum(0);
  int count = 0;
  for (const uint32_t p : model.instruments[instrument].probes) {
    if (snapshot.state.probes[p].terminal < 0) continue;
    const auto terminal = static_cast<size_t>(snapshot.state.probes[p].terminal);
    sum += poses.worldFromNode(model.terminals[terminal].node).position;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

// Where the k-th held thing is shown when it touches nothing: low in the picture, at the hand's
// side, as far away as its size asks for.
Vec3 inFront(const ScenarioModel& model, uint32_t item, int hand, const Framing& framing) {
  const asset::Box box = boxOf(model, item);
  const double radius = box.empty() ? 0.1 : glm::length(box.halfSize());
  const double away = std::max(0.55, radius * 3.4);
  const Vec3 ahead = glm::normalize(framing.target - framing.eye);
  const Vec3 right = glm::normalize(glm::cross(ahead, Vec3(0, 1, 0)));
  const Vec3 up = glm::cross(right, ahead);
  const double side = hand == static_cast<int>(scenario::Hand::kLeft) ? -1 : 1;
  const double half = away * tangent(framing.verticalAngle / 2);
  return framing.eye + ahead * away + right * (side * half * 0.95) - up * (half * 0.52);
}

// A held instrument: its probes where they touch, its body beside them with the display in sight.
void stageInstrument(Snapshot& snapshot, const plant::Poses& poses, uint32_t instrument,
                     const Pose& worldFromItem) {
  const ScenarioModel& model = *snapshot.model;
  for (const uint32_t p : model.instruments[instrument].probes) {
    const int32_t terminal = snapshot.state.probes[p].terminal;
    const NodeRef body = model.probes[p].body;
    if (terminal >= 0) {
      snapshot.overrides.probes.push_back(
          {p, poked(snapshot, poses, p, static_cast<uint32_t>(terminal))});
    } else {
      snapshot.overrides.probes.push_back({p, worldFromItem * nodeAt(model, body).modelFromNode});
    }
  }
}

// In hands or worn, with nobody saying where.
bool carried(const Snapshot& snapshot, uint32_t item) {
  const uint32_t place = snapshot.state.itemPlaces[item];
  return (place == scenario::kPlaceHand && !placed(snapshot, item)) ||
         place == scenario::kPlaceWorn;
}

}  // namespace

std::vector<scenario::EntityRef> focusOf(const Snapshot& snapshot,
                                         const std::vector<scenario::EntityRef>& focus) {
  const ScenarioModel& model = *snapshot.model;
  std::vector<scenario::EntityRef> used;
  for (const scenario::EntityRef entity : focus) {
    const int32_t instance = instanceOf(model, entity);
    const int32_t item = instance < 0 ? -1 : model.instances[static_cast<size_t>(instance)].item;
    if (item < 0 || !carried(snapshot, static_cast<uint32_t>(item))) {
      used.push_back(entity);
      continue;
    }
    const int32_t instrument = model.instances[static_cast<size_t>(instance)].instrument;
    if (instrument < 0) continue;
    const auto& def = model.instruments[static_cast<size_t>(instrument)];
    for (const uint32_t p : def.probes) {
      const int32_t terminal = snapshot.state.probes[p].terminal;
      if (terminal >= 0) used.push_back({EntityKind::kTerminal, static_cast<uint32_t>(terminal)});
    }
    const int32_t conductor = snapshot.state.instruments[static_cast<size_t>(instrument)].conductor;
    if (def.builtIn >= 0) {
      used.push_back(entity);
    } else if (conductor >= 0) {
      used.push_back({EntityKind::kConductor, static_cast<uint32_t>(conductor)});
    }
  }
  return used.empty() ? focus : used;
}

void stageHeld(Snapshot& snapshot, const plant::Poses& poses, const Framing& framing,
               const std::vector<scenario::EntityRef>& focus) {
  const ScenarioModel& model = *snapshot.model;
  const auto isSubject = [&](uint32_t item) {
    return std::any_of(focus.begin(), focus.end(), [&](scenario::EntityRef entity) {
      return instanceOf(model, entity) == static_cast<int32_t>(model.items[item].instance);
    });
  };
  for (int h = 0; h < 2; ++h) {
    const plant::HandState& hand = snapshot.state.hands[h];
    if (hand.terminal >= 0 && !snapshot.handShown[h]) {
      const auto terminal = static_cast<size_t>(hand.terminal);
      const Pose& metal = poses.worldFromNode(model.terminals[terminal].node);
      const Quat turn = facing(metal.turn(Vec3(0, 0, 1)));
      const Vec3 tip = interact::gripFromFingertip(static_cast<scenario::Hand>(h));
      snapshot.handShown[h] = true;
      snapshot.worldFromHand[h] = Pose(turn, metal.position - turn * tip);
    }
    if (hand.item < 0) continue;
    const auto item = static_cast<uint32_t>(hand.item);
    if (placed(snapshot, item)) continue;
    const int32_t instrument = model.instances[model.items[item].instance].instrument;
    // Shown large before a place that is far away it would look like a giant's.
    if (instrument < 0 && isSubject(item)) {
      const Vec3 up = (framing.eye - framing.target) * kHeldUp;
      snapshot.overrides.items.push_back(
          {item, shownAt(model, item, framing.target + up, framing.eye)});
      continue;
    }
    const bool far = glm::length(framing.target - framing.eye) > kFar;
    if (far && !snapshot.handShown[h] && instrument < 0) continue;
    const Vec3 at = far && snapshot.handShown[h] ? snapshot.worldFromHand[h].position
                                                 : inFront(model, item, h, framing);
    Pose pose = shownAt(model, item, at, framing.eye);
    if (instrument >= 0) {
      const auto i = static_cast<uint32_t>(instrument);
      if (const auto work = workPlace(snapshot, poses, i)) {
        const asset::Box box = boxOf(model, item);
        const double beside = (box.empty() ? 0.1 : box.halfSize().x) + kBeside;
        const Vec3 towards = glm::normalize(framing.eye - *work);
        const Vec3 right = glm::normalize(glm::cross(Vec3(0, 1, 0), towards));
        pose = shownAt(model, item, *work + right * beside + towards * 0.10 - Vec3(0, 0.06, 0),
                       framing.eye);
      }
      stageInstrument(snapshot, poses, i, pose);
    }
    snapshot.overrides.items.push_back({item, pose});
  }
}

}  // namespace shixun::view
