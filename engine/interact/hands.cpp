#include "interact/hands.h"

#include <algorithm>
#include <cmath>

namespace shixun::interact {

using scenario::CommandKind;
using scenario::kFirstPointPlace;
using scenario::kPlaceFloor;
using scenario::kPlaceHome;
using scenario::kPlaceWorn;

namespace {

constexpr double kHangWithin = 0.08;    // m between an item's origin and a point's node
constexpr double kPutWithin = 0.2;      // m from its home
constexpr double kWearWithin = 0.35;    // m from the eyes or the chest
constexpr double kChestDrop = 0.4;      // m below the eyes
constexpr double kTakeOffWithin = 0.2;  // m from the eyes or the other palm
constexpr double kJawWithin = 0.07;     // m from the jaw to what it closes around

}  // namespace

Hands::Hands(Scene& scene, Mechanisms& mechanisms, Holding& holding, Loose& loose)
    : scene_(scene), mechanisms_(mechanisms), holding_(holding), loose_(loose) {}

bool Hands::canReach(const Frame& frame, Hand hand, const Target& target) const {
  return reachFree(scene_, target, frame.eye(), frame.shoulder(hand));
}

void Hands::move(const Frame& frame) {
  for (const Hand hand : kHands) {
    Memory& memory = memory_[indexOf(hand)];
    if (!frame.input.hands[indexOf(hand)].tracked) continue;
    memory.motion.follow(scene_, frame, hand);
    if (memory.control < 0) continue;
    mechanisms_.movePull(static_cast<uint32_t>(memory.control), memory.motion.wanted());
  }
}

Pose Hands::shown(const Frame& frame, Hand hand) const {
  const Memory& memory = memory_[indexOf(hand)];
  const HandInput& input = frame.input.hands[indexOf(hand)];
  if (!input.tracked) return carriedHand(frame.input.worldFromHead, hand);
  Pose pose = memory.motion.palm();
  if (memory.control >= 0) {
    pose = memory.motion.wanted();
    pose.position += mechanisms_.lag(static_cast<uint32_t>(memory.control));
    return pose;
  }
  if (!input.poke) return pose;
  // A stretched finger does not go into things: the hand is held back by what the finger meets.
  const Vec3 tip = pose.apply(gripFromFingertip(hand));
  physics::Filter filter;
  filter.layers = kStopsHands;
  if (const auto hit = scene_.world().rayCast(pose.position, tip, filter)) {
    pose.position -= (tip - pose.position) * (1 - hit->fraction);
  }
  return pose;
}

std::optional<Target> Hands::nearest(const Frame& frame, Hand hand, double* distance) const {
  const ScenarioModel& model = scene_.model();
  const Vec3 palm = motion(hand).palm().position;
  std::vector<std::pair<double, Target>> found;
  for (uint32_t c = 0; c < model.controls.size(); ++c) {
    if (model.controls[c].type == scenario::ControlType::kButton) continue;
    // A lying meter is taken up, not turned on: its selector is turned while the other hand has it.
    const int32_t carrier = model.instances[model.controls[c].instance].item;
    if (carrier >= 0 &&
        frame.state.itemPlaces[static_cast<size_t>(carrier)] != scenario::kPlaceHand) {
      continue;
    }
    Target target = controlTarget(scene_, c, palm);
    const double d = glm::distance(target.point, palm);
    if (d <= frame.def.grabRadius) found.emplace_back(d, std::move(target));
  }
  for (uint32_t i = 0; i < model.items.size(); ++i) {
    const uint32_t place = frame.state.itemPlaces[i];
    if (place != kPlaceHome && place != kPlaceFloor && place < kFirstPointPlace) continue;
    const Pose& pose = scene_.worldFromPart(scene_.partOfItem(i));
    Target target = itemTarget(scene_, i, pose, palm);
    const double d = glm::distance(target.point, palm);
    if (d <= frame.def.grabRadius) found.emplace_back(d, std::move(target));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [d, target] : found) {
    if (!canReach(frame, hand, target)) continue;
    if (distance != nullptr) *distance = d;
    return target;
  }
  return std::nullopt;
}

// Face shields come off at the head, gloves at the other hand.
bool Hands::takeOff(const Frame& frame, Hand hand) {
  const ScenarioModel& model = scene_.model();
  const Vec3 palm = motion(hand).palm().position;
  for (uint32_t i = 0; i < model.items.size(); ++i) {
    if (frame.state.itemPlaces[i] != kPlaceWorn) continue;
    const bool onHands = model.items[i].slot == "hands";
    const Vec3 at = onHands ? motion(otherHand(hand)).palm().position : frame.eye();
    const double within = onHands ? kTakeOffWithin * 0.5 : kTakeOffWithin;
    if (glm::distance(palm, at) > within) continue;
    frame.command(CommandKind::kUnwear, hand, instanceOfItem(model, i));
    return true;
  }
  return false;
}

// The other hand takes a loose probe of the instrument that this one's partner holds.
bool Hands::takeProbe(const Frame& frame, Hand hand) {
  const ScenarioModel& model = scene_.model();
  const int32_t instrument = instrumentOfItem(model, frame.hand(otherHand(hand)).item);
  if (instrument < 0) return false;
  const Vec3 palm = motion(hand).palm().position;
  for (const uint32_t p : model.instruments[static_cast<size_t>(instrument)].probes) {
    if (!holding_.ownBody(p) || holding_.leader(frame.state, p) >= 0) continue;
    const Vec3 grip =
        (holding_.worldFromProbeBody(p) * holding_.gripFromProbe(p).inverse()).position;
    if (glm::distance(grip, palm) > frame.def.grabRadius + 0.03) continue;
    holding_.takeProbe(p, hand);
    return true;
  }
  return false;
}

void Hands::close(const Frame& frame, Hand hand) {
  Memory& memory = memory_[indexOf(hand)];
  if (frame.hand(hand).item >= 0) return;
  if (takeProbe(frame, hand)) return;
  const auto target = nearest(frame, hand, nullptr);
  if (!target) {
    takeOff(frame, hand);
    return;
  }
  if (target->entity.kind == EntityKind::kControl) {
    PullDef pull;
    pull.control = target->entity.index;
    pull.hand = hand;
    pull.grip = target->point;
    pull.worldFromHand = memory.motion.wanted();
    mechanisms_.pull(pull);
    memory.control = static_cast<int32_t>(pull.control);
    return;
  }
  const auto item = static_cast<size_t>(scene_.model().instances[target->entity.index].item);
  const bool hung = frame.state.itemPlaces[item] >= kFirstPointPlace;
  frame.command(hung ? CommandKind::kRemove : CommandKind::kTake, hand, target->entity);
}

void Hands::letGoOfItem(const Frame& frame, Hand hand, uint32_t item) {
  const ScenarioModel& model = scene_.model();
  const Pose pose = holding_.worldFromItem(item);
  const EntityRef what = instanceOfItem(model, item);
  const Vec3 middle = pose.apply(scene_.boxOfItem(item).centre());
  if (model.items[item].wearable) {
    const Vec3 chest = frame.eye() - Vec3(0, kChestDrop, 0);
    if (glm::distance(middle, frame.eye()) < kWearWithin ||
        glm::distance(middle, chest) < kWearWithin) {
      return frame.command(CommandKind::kWear, hand, what);
    }
  }
  const int32_t point = pointForItem(scene_, frame.state, item, pose);
  if (point >= 0 && canReach(frame, hand, pointTarget(scene_, static_cast<uint32_t>(point)))) {
    return frame.command(CommandKind::kHang, hand, what,
                         {EntityKind::kPoint, static_cast<uint32_t>(point)});
  }
  if (glm::distance(scene_.worldFromHome(item).position, pose.position) < kPutWithin) {
    return frame.command(CommandKind::kPut, hand, what);
  }
  loose_.letGo(item, pose, motion(hand).velocity());
  frame.command(CommandKind::kDrop, hand, what);
}

void Hands::open(const Frame& frame, Hand hand) {
  Memory& memory = memory_[indexOf(hand)];
  if (memory.control >= 0) {
    memory.motion.resetTo(shown(frame, hand));
    mechanisms_.release(static_cast<uint32_t>(memory.control));
    memory.control = -1;
    return;
  }
  const int32_t probe = holding_.probeIn(hand);
  if (probe >= 0) {
    holding_.letGoOfProbe(static_cast<uint32_t>(probe));
    if (frame.state.probes[static_cast<size_t>(probe)].terminal >= 0) {
      frame.command(CommandKind::kUnprobe, hand,
                    {EntityKind::kProbe, static_cast<uint32_t>(probe)});
    }
    return;
  }
  const int32_t item = frame.hand(hand).item;
  if (item >= 0) letGoOfItem(frame, hand, static_cast<uint32_t>(item));
}

bool usesTrigger(const ScenarioModel& model, uint32_t item) {
  if (model.items[item].wearable || !model.items[item].cuts.empty()) return true;
  const int32_t instrument = instrumentOfItem(model, static_cast<int32_t>(item));
  return instrument >= 0 && model.instruments[static_cast<size_t>(instrument)].probes.empty();
}

void Hands::pullTrigger(const Frame& frame, Hand hand, uint32_t item) {
  const ScenarioModel& model = scene_.model();
  const EntityRef what = instanceOfItem(model, item);
  if (model.items[item].wearable) return frame.command(CommandKind::kWear, hand, what);
  const Vec3 jaw = jawOf(scene_, holding_, item, holding_.worldFromItem(item));
  if (!model.items[item].cuts.empty()) {
    const int32_t cut = itemAtJaw(scene_, frame.state, item, jaw);
    if (cut < 0) return;
    const auto lock = static_cast<uint32_t>(cut);
    const Target target =
        itemTarget(scene_, lock, scene_.worldFromPart(scene_.partOfItem(lock)), jaw);
    if (!canReach(frame, hand, target)) return;
    return frame.command(CommandKind::kCut, hand, instanceOfItem(model, lock), {}, what);
  }
  const int32_t instrument = instrumentOfItem(model, static_cast<int32_t>(item));
  if (instrument < 0) return;
  const auto n = static_cast<size_t>(instrument);
  if (!model.instruments[n].probes.empty()) return;
  const int32_t conductor = conductorAtJaw(scene_, jaw);
  const int32_t now = frame.state.instruments[n].conductor;
  if (now >= 0 && (conductor < 0 || conductor == now)) {
    return frame.command(CommandKind::kUnclamp, hand, what);
  }
  if (conductor < 0) return;
  const auto index = static_cast<uint32_t>(conductor);
  if (!canReach(frame, hand, conductorTarget(scene_, index))) return;
  frame.command(CommandKind::kClamp, hand, what, {EntityKind::kConductor, index});
}

void Hands::act(const Frame& frame) {
  for (const Hand hand : kHands) {
    Memory& memory = memory_[indexOf(hand)];
    const HandInput& input = frame.input.hands[indexOf(hand)];
    if (!input.tracked) continue;
    if (memory.control >= 0 && mechanisms_.slipped(static_cast<uint32_t>(memory.control))) {
      mechanisms_.release(static_cast<uint32_t>(memory.control));
      memory.control = -1;
    }
    if (!memory.closed && input.squeeze >= kGrabFrom) {
      memory.closed = true;
      close(frame, hand);
    } else if (memory.closed && input.squeeze < kLetGoBelow) {
      memory.closed = false;
      open(frame, hand);
    }
    const int32_t item = frame.hand(hand).item;
    if (!memory.trigger && input.trigger >= kGrabFrom) {
      memory.trigger = true;
      if (item >= 0) pullTrigger(frame, hand, static_cast<uint32_t>(item));
    } else if (memory.trigger && input.trigger < kLetGoBelow) {
      memory.trigger = false;
    }
    // A jaw carried away from its conductor comes off by itself.
    const int32_t instrument = instrumentOfItem(scene_.model(), item);
    if (instrument < 0) continue;
    const int32_t conductor = frame.state.instruments[static_cast<size_t>(instrument)].conductor;
    if (conductor < 0) continue;
    const auto i = static_cast<uint32_t>(item);
    const Vec3 jaw = jawOf(scene_, holding_, i, holding_.worldFromItem(i));
    const Vec3 at = conductorTarget(scene_, static_cast<uint32_t>(conductor)).point;
    if (glm::distance(jaw, at) > 2 * kJawWithin) {
      frame.command(CommandKind::kUnclamp, hand, instanceOfItem(scene_.model(), i));
    }
  }
}

int32_t pointForItem(const Scene& scene, const plant::State& state, uint32_t item,
                     const Pose& worldFromItem) {
  const ScenarioModel& model = scene.model();
  int32_t best = -1;
  double nearest = kHangWithin;
  for (uint32_t p = 0; p < model.points.size(); ++p) {
    if (!pointTakes(model, state, p, item)) continue;
    const double d =
        glm::distance(scene.worldFromNode(model.points[p].node).position, worldFromItem.position);
    if (d >= nearest) continue;
    nearest = d;
    best = static_cast<int32_t>(p);
  }
  return best;
}

int32_t itemAtJaw(const Scene& scene, const plant::State& state, uint32_t cutter, const Vec3& jaw) {
  const ScenarioModel& model = scene.model();
  int32_t best = -1;
  double nearest = kJawWithin;
  for (uint32_t i = 0; i < model.items.size(); ++i) {
    const uint32_t place = state.itemPlaces[i];
    if (place == scenario::kPlaceHand || place == kPlaceWorn || i == cutter) continue;
    if (!shareTag(model.items[cutter].cuts, model.items[i].tags)) continue;
    const Pose& pose = scene.worldFromPart(scene.partOfItem(i));
    const double d = glm::distance(itemTarget(scene, i, pose, jaw).point, jaw);
    if (d >= nearest) continue;
    nearest = d;
    best = static_cast<int32_t>(i);
  }
  return best;
}

int32_t conductorAtJaw(const Scene& scene, const Vec3& jaw) {
  int32_t best = -1;
  double nearest = kJawWithin;
  for (uint32_t c = 0; c < scene.model().conductors.size(); ++c) {
    const double d = glm::distance(conductorTarget(scene, c).point, jaw);
    if (d >= nearest) continue;
    nearest = d;
    best = static_cast<int32_t>(c);
  }
  return best;
}

Vec3 jawOf(const Scene& scene, const Holding& holding, uint32_t item, const Pose& worldFromItem) {
  if (const auto end = workingEnd(scene, item)) return worldFromItem.apply(*end);
  // The middle of the box's face that points forward out of the hand.
  const asset::Box& box = scene.boxOfItem(item);
  const Vec3 forward = holding.gripFromItem(item).inverse().turn(Vec3(0, 0, -1));
  const Vec3 half = box.halfSize();
  const double reach =
      std::abs(forward.x) * half.x + std::abs(forward.y) * half.y + std::abs(forward.z) * half.z;
  return worldFromItem.apply(box.centre() + forward * reach);
}

}  // namespace shixun::interact
