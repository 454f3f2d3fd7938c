#include "interact/planner_hands.h"

#include <algorithm>
#include <cmath>

#include "interact/buttons.h"
#include "interact/mechanism.h"
#include "math/libm.h"

namespace shixun::interact {

using scenario::ControlModel;
using scenario::ControlType;

namespace {

constexpr double kApproach = 0.14;  // m in front of a thing at which the hand comes at it
constexpr double kPalmOff = 0.04;   // m between the palm and a grip that it closes on
constexpr double kPast = 0.8;       // share of the last gap by which a control is moved
constexpr double kArcStep = 0.5;    // rad between keyframes on an arc
constexpr Vec3 kAhead(0, 0, 1);

Status bothFull() {
  return {StatusCode::kUnavailable, "both hands are full"};
}

}  // namespace

void PlannerHands::begin(const plant::State& state) {
  state_ = &state;
  Pose palms[2];
  for (const Hand hand : kHands) {
    palms[indexOf(hand)] = body_.now().hands[indexOf(hand)].worldFromGrip;
  }
  holding_.update(scene_, state, palms);
}

bool PlannerHands::isFree(Hand hand) const {
  return state_->hands[indexOf(hand)].item < 0 && holding_.probeIn(hand) < 0 &&
         pressing_[indexOf(hand)] < 0 && !body_.busy[indexOf(hand)];
}

std::optional<Hand> PlannerHands::chooseHand(Hand wish) {
  for (const Hand hand : {wish, otherHand(wish)}) {
    if (isFree(hand)) return hand;
  }
  // A probe that is only carried, at no terminal, is let go of when a hand is needed.
  for (const Hand hand : {wish, otherHand(wish)}) {
    const int32_t probe = holding_.probeIn(hand);
    if (probe < 0 || body_.busy[indexOf(hand)]) continue;
    body_.squeeze(hand, 0);
    holding_.letGoOfProbe(static_cast<uint32_t>(probe));
    return hand;
  }
  return std::nullopt;
}

std::optional<Hand> PlannerHands::handHolding(EntityRef instance) const {
  const int32_t item = model_.instances[instance.index].item;
  for (const Hand hand : kHands) {
    if (item >= 0 && state_->hands[indexOf(hand)].item == item) return hand;
  }
  return std::nullopt;
}

// Directions from which a hand may come: the given one, then from the body's side and all round,
// each a little from above.
std::vector<Vec3> PlannerHands::frontsAround(const Vec3& at, const std::optional<Vec3>& first,
                                             double up) const {
  std::vector<Vec3> fronts;
  if (first) fronts.push_back(*first);
  const Vec3 here = level(body_.now().worldFromHead.position - at, kAhead);
  for (const double turnDeg : {0.0, 45.0, -45.0, 90.0, -90.0, 135.0, -135.0, 180.0}) {
    const Vec3 way = glm::angleAxis(radiansFromDegrees(turnDeg), Vec3(0, 1, 0)) * here;
    fronts.push_back(glm::normalize(way + Vec3(0, up, 0)));
  }
  fronts.push_back(Vec3(0, 1, 0));
  return fronts;
}

Result<Reach> PlannerHands::reachFor(Reach reach, const std::vector<Vec3>& fronts,
                                     const std::function<Pose(const Vec3&)>& goalFrom,
                                     double approach) {
  auto found = body_.standFor(fronts, [&](const Vec3& front) {
    reach.goal = goalFrom(front);
    reach.approach = Pose(reach.goal.rotation, reach.goal.position + front * approach);
    return std::vector<Reach>{reach};
  });
  if (found.ok()) {
    body_.moveHand(reach.hand, found->approach);
    body_.moveHand(reach.hand, found->goal, 0.4);
    const Vec3 way = found->approach.position - found->goal.position;
    front_[indexOf(reach.hand)] = glm::normalize(way);
  }
  return found;
}

PlannerHands::HoldStill::HoldStill(PlannerHands& hands, EntityRef entity) : body_(hands.body_) {
  const int32_t instance = scenario::instanceOf(hands.model_, entity);
  if (instance < 0) return;
  const auto holder = hands.handHolding({EntityKind::kInstance, static_cast<uint32_t>(instance)});
  if (!holder || body_.busy[indexOf(*holder)]) return;
  hand_ = static_cast<int>(indexOf(*holder));
  body_.busy[hand_] = true;
}

PlannerHands::HoldStill::~HoldStill() {
  if (hand_ >= 0) body_.busy[hand_] = false;
}

void PlannerHands::drawBack(Hand hand) {
  Pose palm = body_.now().hands[indexOf(hand)].worldFromGrip;
  palm.position += front_[indexOf(hand)] * 0.1;
  body_.moveHand(hand, palm, 0.5);
  carry(hand);
  body_.poke(hand, false);
  pressing_[indexOf(hand)] = -1;
}

// Palm poses while a control is moved by an amount: about its axis, or along it.
std::vector<Pose> PlannerHands::turning(uint32_t index, const Pose& palm, const Vec3& grip,
                                        double by) const {
  const ControlModel& control = model_.controls[index];
  const Pose node = scene_.worldFromNode(control.node);
  const Vec3 axis = node.turn(glm::normalize(control.axis));
  if (control.type == ControlType::kSlider) {
    return {Pose(palm.rotation, palm.position + axis * by)};
  }
  Vec3 arm = grip - node.position;
  arm -= axis * glm::dot(arm, axis);
  const bool lever = glm::length(arm) >= kOnAxis;
  const Vec3 pivot = lever ? node.position : grip;
  const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(by) / kArcStep)));
  std::vector<Pose> path;
  for (int i = 1; i <= steps; ++i) {
    const Quat turn = glm::angleAxis(by * i / steps, axis);
    path.emplace_back(turn * palm.rotation, pivot + turn * (palm.position - pivot));
  }
  return path;
}

Status PlannerHands::press(const Command& command) {
  const uint32_t index = command.what.index;
  const ControlModel& control = model_.controls[index];
  const auto hand = chooseHand(command.hand);
  if (!hand) return bothFull();
  const ButtonFace face = buttonFace(model_, index);
  const Vec3 axis = glm::normalize(control.axis);
  const Pose rest = scene_.worldFromRest(control.node);
  const Vec3 tip = rest.apply(face.centre + axis * (0.9 * face.travel - face.front));
  Reach reach;
  reach.hand = *hand;
  reach.target = controlTarget(scene_, index, tip);
  reach.tolerance = 0.001;
  const auto goalFrom = [&](const Vec3& front) {
    const Quat turn = lookAlong(-front);
    return Pose(turn, tip - turn * gripFromFingertip(*hand));
  };
  // The finger is stretched before it comes near.
  body_.poke(*hand, true);
  const auto found = reachFor(reach, {reach.target.outward}, goalFrom, 0.05);
  if (!found.ok()) return found.status();
  body_.wait(0.05);
  pressing_[indexOf(*hand)] = static_cast<int32_t>(index);
  body_.busy[indexOf(*hand)] = true;
  if (!control.momentary) drawBack(*hand);
  return {};
}

Status PlannerHands::operate(const Command& command) {
  const uint32_t index = command.what.index;
  const ControlModel& control = model_.controls[index];
  for (const Hand hand : kHands) {
    if (pressing_[indexOf(hand)] != static_cast<int32_t>(index)) continue;
    if (command.position != 0) return {};
    if (control.type != ControlType::kButton) body_.squeeze(hand, 0);
    drawBack(hand);
    return {};
  }
  if (control.type == ControlType::kButton) return press(command);
  const int32_t carrier = model_.instances[control.instance].item;
  if (carrier >= 0 && state_->itemPlaces[static_cast<size_t>(carrier)] != scenario::kPlaceHand) {
    return {StatusCode::kUnavailable, "it has to be in the other hand to be turned"};
  }
  const auto hand = chooseHand(command.hand);
  if (!hand) return bothFull();
  const double from = control.positions[state_->controls[index]].amount;
  const double to = control.positions[command.position].amount;
  // Past the last midpoint is enough: there it falls into place by itself.
  double gap = std::abs(to - from);
  for (const auto& p : control.positions) {
    const double d = std::abs(to - p.amount);
    if (d > 1e-9) gap = std::min(gap, d);
  }
  const double by = to - from - (to > from ? 1 : -1) * (1 - kPast) * gap;
  Reach reach;
  reach.hand = *hand;
  reach.target = controlTarget(scene_, index, body_.now().worldFromHead.position);
  reach.tolerance = 0.035;
  const Vec3 grip = reach.target.point;
  const HoldStill still(*this, command.what);
  const NodeRef node = control.grips.empty() ? control.node : control.grips.front();
  const Vec3 out = scene_.worldFromNode(node).turn(Vec3(0, 0, 1));
  auto found = body_.standFor(frontsAround(grip, out, 0.1), [&](const Vec3& front) {
    reach.goal = Pose(lookAlong(-front), grip + front * kPalmOff);
    reach.approach = Pose(reach.goal.rotation, grip + front * kApproach);
    reach.beyond = turning(index, reach.goal, grip, by);
    return std::vector<Reach>{reach};
  });
  if (!found.ok()) return found.status();
  body_.moveHand(*hand, found->approach);
  body_.moveHand(*hand, found->goal, 0.4);
  body_.squeeze(*hand, 1);
  for (const Pose& pose : found->beyond) body_.moveHand(*hand, pose, 0.6);
  body_.wait(0.25);
  front_[indexOf(*hand)] = glm::normalize(found->approach.position - found->goal.position);
  if (control.momentary && command.position != 0) {
    pressing_[indexOf(*hand)] = static_cast<int32_t>(index);
    body_.busy[indexOf(*hand)] = true;
    return {};
  }
  body_.squeeze(*hand, 0);
  drawBack(*hand);
  return {};
}

Status PlannerHands::take(const Command& command) {
  const int32_t item = model_.instances[command.what.index].item;
  if (item < 0) return {StatusCode::kInvalid, "it cannot be carried"};
  const auto i = static_cast<uint32_t>(item);
  if (state_->itemPlaces[i] == scenario::kPlaceWorn) return unwear(command);
  const auto hand = chooseHand(command.hand);
  if (!hand) return bothFull();
  const Pose& pose = scene_.worldFromPart(scene_.partOfItem(i));
  Reach reach;
  reach.hand = *hand;
  const Vec3 above = pose.apply(scene_.boxOfItem(i).centre()) + Vec3(0, 1, 0);
  reach.target = itemTarget(scene_, i, pose, above);
  reach.tolerance = 0.03;
  const Vec3 grip = reach.target.point;
  // Where several things hang on one another the palm closes right on the one that is meant.
  const bool hung = state_->itemPlaces[i] >= scenario::kFirstPointPlace;
  const double off = hung ? 0.005 : 0.035;
  const auto goalFrom = [&](const Vec3& front) {
    return Pose(lookAlong(level(-front, kAhead)), grip + front * off);
  };
  const auto found =
      reachFor(reach, frontsAround(grip, std::nullopt, hung ? 0.1 : 1.0), goalFrom, kApproach);
  if (!found.ok()) return found.status();
  body_.squeeze(*hand, 1);
  body_.moveHand(*hand, found->approach, 0.5);
  body_.carry(*hand);
  return {};
}

// The other hand lets go of a loose probe before its instrument is put away.
void PlannerHands::releaseOtherProbe(uint32_t item) {
  const int32_t instrument = instrumentOfItem(model_, static_cast<int32_t>(item));
  if (instrument < 0) return;
  for (const uint32_t p : model_.instruments[static_cast<size_t>(instrument)].probes) {
    for (const Hand hand : kHands) {
      if (holding_.probeIn(hand) != static_cast<int32_t>(p)) continue;
      if (body_.busy[indexOf(hand)]) drawBack(hand);
      body_.squeeze(hand, 0);
      holding_.letGoOfProbe(p);
    }
  }
}

Status PlannerHands::bring(Hand hand, uint32_t item, const Pose& worldFromItem,
                           const Target& target, double tolerance) {
  releaseOtherProbe(item);
  if (body_.busy[indexOf(hand)]) drawBack(hand);
  const Pose palm = worldFromItem * holding_.gripFromItem(item).inverse();
  Reach reach;
  reach.hand = hand;
  reach.target = target;
  reach.tolerance = tolerance;
  const auto goalFrom = [&](const Vec3& front) {
    return Pose(palm.rotation, palm.position + front * 0.02);
  };
  const Vec3 out = worldFromItem.turn(Vec3(0, 0, 1));
  const std::vector<Vec3> fronts = frontsAround(target.point, out, 0.5);
  auto found = reachFor(reach, fronts, goalFrom, kApproach);
  if (!found.ok()) {
    // As the hand finds it easiest: what counts is where the item comes to be.
    found = reachFor(
        reach, fronts,
        [&](const Vec3& front) {
          const Quat turn = lookAlong(level(-front, kAhead));
          const Vec3 toItem = holding_.gripFromItem(item).position;
          return Pose(turn, worldFromItem.position + Vec3(0, 0.06, 0) - turn * toItem);
        },
        kApproach);
  }
  if (!found.ok()) return found.status();
  body_.wait(0.1);
  body_.squeeze(hand, 0);
  body_.moveHand(hand, found->approach, 0.5);
  body_.carry(hand);
  return {};
}

Status PlannerHands::put(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  const auto item = static_cast<uint32_t>(model_.instances[command.what.index].item);
  const Pose home = scene_.worldFromHome(item);
  // Where it is held when it lies there.
  const Target target = itemTarget(scene_, item, home, body_.now().worldFromHead.position);
  return bring(*hand, item, home, target, 0.1);
}

Status PlannerHands::hang(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  const auto item = static_cast<uint32_t>(model_.instances[command.what.index].item);
  const Pose point = scene_.worldFromNode(model_.points[command.at.index].node);
  return bring(*hand, item, point, pointTarget(scene_, command.at.index), 0.045);
}

Status PlannerHands::drop(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  releaseOtherProbe(static_cast<uint32_t>(model_.instances[command.what.index].item));
  body_.squeeze(*hand, 0);
  return {};
}

Status PlannerHands::wear(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  body_.trigger(*hand);
  body_.squeeze(*hand, 0);
  return {};
}

Status PlannerHands::unwear(const Command& command) {
  const auto hand = chooseHand(command.hand);
  if (!hand) return bothFull();
  const auto item = static_cast<size_t>(model_.instances[command.what.index].item);
  const Pose head = levelHead(body_.now().worldFromHead);
  const double side = *hand == Hand::kLeft ? -1 : 1;
  if (model_.items[item].slot == "hands") {
    const Hand other = otherHand(*hand);
    if (!body_.busy[indexOf(other)]) {
      body_.moveHand(other, head * Pose(Vec3(-side * 0.05, -0.36, -0.2)));
    }
    Pose at = body_.now().hands[indexOf(other)].worldFromGrip;
    at.position += head.turn(Vec3(side * 0.07, 0, 0));
    body_.moveHand(*hand, at);
    body_.squeeze(*hand, 1);
    if (!body_.busy[indexOf(other)]) body_.carry(other);
  } else {
    body_.moveHand(*hand, head * Pose(Vec3(side * 0.08, 0.02, -0.1)));
    body_.squeeze(*hand, 1);
  }
  body_.carry(*hand);
  return {};
}

Status PlannerHands::examine(const Command& command) {
  const Target target = inspectTarget(scene_, command.what.index);
  const NodeRef node = model_.inspects[command.what.index].node;
  return body_.lookAt(target, scene_.worldFromNode(node).turn(Vec3(0, 0, 1)), def_.examineDistance,
                      def_.examineSeconds + 0.4);
}

}  // namespace shixun::interact
