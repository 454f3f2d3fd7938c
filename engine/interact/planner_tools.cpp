// PlannerHands, continued: what is done with a tool or a fingertip.
#include <algorithm>
#include <array>
#include <cmath>

#include "interact/planner_hands.h"
#include "math/libm.h"

namespace shixun::interact {

namespace {

constexpr double kTipApproach = 0.06;
constexpr double kTipBack = 0.1;  // m that a tip is drawn back along its shaft

// Leanings of a shaft away from a terminal's outward direction: aside (towards the hand's own side)
// and up, degrees. Aside first, so that two hands keep apart.
constexpr std::array<std::array<double, 2>, 12> kLeanDeg = {{{20, 0},
                                                             {20, 20},
                                                             {0, 0},
                                                             {0, 25},
                                                             {35, 0},
                                                             {35, 25},
                                                             {20, -20},
                                                             {0, -25},
                                                             {-20, 0},
                                                             {-20, 20},
                                                             {0, 45},
                                                             {0, -45}}};

// The palm's rotation that lays a line of the grip frame along a world direction.
Quat layAlong(const Vec3& gripLine, const Vec3& worldLine) {
  const Quat first = lookAlong(-worldLine);
  return turnBetween(glm::normalize(first * gripLine), worldLine) * first;
}

}  // namespace

Status PlannerHands::takeProbe(uint32_t probe, Hand hand) {
  if (!isFree(hand)) return {StatusCode::kUnavailable, "the hand for the other probe is full"};
  const Pose grip = holding_.worldFromProbeBody(probe) * holding_.gripFromProbe(probe).inverse();
  body_.moveHand(hand, grip);
  body_.squeeze(hand, 1);
  holding_.takeProbe(probe, hand);
  carry(hand);
  return {};
}

// Back beside the body; close to it where the tip in the hand would meet a terminal further out.
void PlannerHands::carry(Hand hand) {
  const auto h = indexOf(hand);
  const int32_t probe = holding_.probeIn(hand);
  body_.tucked[h] = false;
  if (probe >= 0) {
    const Keyframe& now = body_.now();
    body_.tucked[h] =
        brushes(std::nullopt, now.hands[h].worldFromGrip, body_.carried(now.worldFromHead, hand),
                holding_.gripFromTip(static_cast<uint32_t>(probe)));
  }
  body_.carry(hand);
}

// Whether a tip in a hand that moves from one pose to another meets metal other than that of the
// terminal at its end. A hand that turns leads the tip along an arc.
bool PlannerHands::brushes(std::optional<uint32_t> terminal, const Pose& from, const Pose& to,
                           const Vec3& gripFromTip) const {
  constexpr double kStep = 0.004;
  constexpr double kMeets = 0.0135,
                   kThere = 0.012;  // m: the interactor's probe radius, and a little
  const double turn = 2 * arcCosine(std::abs(glm::dot(from.rotation, to.rotation)));
  const double way = glm::distance(from.position, to.position) + turn * glm::length(gripFromTip);
  const int steps = 1 + static_cast<int>(way / kStep);
  std::optional<Vec3> there;
  if (terminal) there = scene_.worldFromNode(model_.terminals[*terminal].node).position;
  for (int i = 0; i <= steps; ++i) {
    const Vec3 tip = between(from, to, static_cast<double>(i) / steps).apply(gripFromTip);
    if (there && glm::distance(tip, *there) < kThere) continue;
    for (uint32_t t = 0; t < model_.terminals.size(); ++t) {
      const scenario::TerminalModel& other = model_.terminals[t];
      if (t == terminal || !scene_.hasPlace(other.node, other.instance)) continue;
      if (glm::distance(scene_.worldFromNode(other.node).position, tip) < kMeets) return true;
    }
  }
  return false;
}

// Moves a hand with a tip to a pose before a terminal: straight there, or first back from where it
// is and then from further back, so that the tip meets no metal on its way aside.
void PlannerHands::goBefore(const Reach& reach, uint32_t terminal, const Vec3& gripFromTip) {
  constexpr std::array<double, 4> kBack = {0, 0.06, 0.12, 0.18};  // m
  const Pose from = body_.now().hands[indexOf(reach.hand)].worldFromGrip;
  const Vec3 back = glm::normalize(reach.approach.position - reach.goal.position);
  const auto moved = [](Pose pose, const Vec3& by) {
    pose.position += by;
    return pose;
  };
  for (const double by : kBack) {
    const Pose leaving = moved(from, back * by), coming = moved(reach.approach, back * by);
    const auto meets = [&](const Pose& a, const Pose& b) {
      return brushes(terminal, a, b, gripFromTip);
    };
    if (meets(from, leaving) || meets(leaving, coming) || meets(coming, reach.approach)) continue;
    if (by > 0) body_.moveHand(reach.hand, leaving, 0.5);
    if (by > 0) body_.moveHand(reach.hand, coming);
    break;
  }
  body_.moveHand(reach.hand, reach.approach);
}

// Brings a tip to a terminal along a line that leans as little as it must.
Status PlannerHands::tipTo(Hand hand, uint32_t terminal, const Vec3& gripFromTip,
                           const Vec3& gripFromShaft) {
  const auto target = terminalTarget(scene_, terminal);
  if (!target) return {StatusCode::kUnavailable, "it is wired but has no place in the world"};
  const Vec3 line = glm::normalize(gripFromShaft - gripFromTip);
  const Vec3 out = target->outward;
  const Vec3 right =
      glm::normalize(glm::cross(std::abs(out.y) < 0.9 ? Vec3(0, 1, 0) : Vec3(0, 0, -1), out));
  const Vec3 up = glm::cross(out, right);
  const double side = hand == Hand::kLeft ? -1 : 1;
  const HoldStill still(*this, target->entity);
  const auto found = body_.standFor({out}, [&](const Vec3&) {
    std::vector<Reach> reaches, brushing;
    for (const auto& lean : kLeanDeg) {
      const Vec3 shaft =
          glm::normalize(out + right * (side * tangent(radiansFromDegrees(lean[0]))) +
                         up * tangent(radiansFromDegrees(lean[1])));
      const double length = glm::distance(gripFromShaft, gripFromTip);
      if (!scene_.lineFree(target->point + shaft * length, target->point, target->own)) continue;
      Reach reach;
      reach.hand = hand;
      reach.target = *target;
      reach.tolerance = 0.003;
      const Quat turn = layAlong(line, shaft);
      reach.goal = Pose(turn, target->point + out * kOffMetal - turn * gripFromTip);
      reach.approach = Pose(turn, reach.goal.position + shaft * kTipApproach);
      const Pose back(turn, reach.goal.position + shaft * kTipBack);
      (brushes(terminal, back, reach.goal, gripFromTip) ? brushing : reaches).push_back(reach);
    }
    // A way that meets no other metal first.
    reaches.insert(reaches.end(), brushing.begin(), brushing.end());
    return reaches;
  });
  if (!found.ok()) return found.status();
  goBefore(*found, terminal, gripFromTip);
  body_.moveHand(hand, found->goal, 0.3);
  front_[indexOf(hand)] = glm::normalize(found->approach.position - found->goal.position);
  body_.busy[indexOf(hand)] = true;
  return {};
}

Status PlannerHands::probe(const Command& command) {
  const uint32_t p = command.what.index;
  const auto& instrument = model_.instruments[model_.probes[p].instrument];
  const auto holder = handHolding({EntityKind::kInstance, instrument.instance});
  if (!holder) return {StatusCode::kUnavailable, "its instrument is in no hand"};
  const bool first = instrument.probes.front() == p;
  const Hand hand = first ? *holder : otherHand(*holder);
  // The loose probe is taken in the open, before the first one is at a terminal: near terminals it
  // would brush against them on its way into the hand.
  for (const uint32_t loose : instrument.probes) {
    const Hand other = otherHand(*holder);
    if (loose == instrument.probes.front() || !holding_.ownBody(loose)) continue;
    if (holding_.probeIn(other) == static_cast<int32_t>(loose)) continue;
    if (first && !isFree(other)) continue;
    if (Status status = takeProbe(loose, other); !status.ok()) return status;
  }
  if (body_.busy[indexOf(hand)]) drawBack(hand);
  const Vec3 tip = holding_.gripFromTip(p);
  const Vec3 shaft = holding_.gripFromShaft(p);
  Status status = tipTo(hand, command.at.index, tip, shaft);
  const Hand other = otherHand(hand);
  if (status.ok() || !body_.busy[indexOf(other)]) return status;
  // The other probe is at a terminal too far away: it has to come along.
  drawBack(other);
  return tipTo(hand, command.at.index, tip, shaft);
}

Status PlannerHands::unprobe(const Command& command) {
  const int lead = holding_.leader(*state_, command.what.index);
  if (lead < 0) return {StatusCode::kUnavailable, "no hand leads it"};
  drawBack(kHands[lead]);
  return {};
}

Status PlannerHands::touch(const Command& command) {
  const Hand hand = command.hand;
  if (body_.busy[indexOf(hand)] && pressing_[indexOf(hand)] < 0) drawBack(hand);
  if (!isFree(hand)) return {StatusCode::kUnavailable, "the hand is full"};
  body_.poke(hand, true);
  return tipTo(hand, command.at.index, gripFromFingertip(hand), Vec3(0));
}

Status PlannerHands::untouch(const Command& command) {
  drawBack(command.hand);
  return {};
}

// Brings a tool's jaw around something.
Status PlannerHands::jawTo(Hand hand, uint32_t item, const Target& target, double tolerance) {
  const Pose grip = holding_.gripFromItem(item);
  const Vec3 end = workingEnd(scene_, item).value_or(scene_.boxOfItem(item).centre());
  const Vec3 jaw = grip.apply(end);
  const double length = glm::length(jaw);
  const Vec3 line = length < 1e-3 ? Vec3(0, 0, 1) : -jaw / length;
  Reach reach;
  reach.hand = hand;
  reach.target = target;
  reach.tolerance = tolerance;
  const auto goalFrom = [&](const Vec3& front) {
    const Quat turn = layAlong(line, front);
    return Pose(turn, target.point - turn * jaw);
  };
  const auto found =
      reachFor(reach, frontsAround(target.point, std::nullopt, 0.0), goalFrom, kTipApproach);
  if (!found.ok()) return found.status();
  body_.trigger(hand);
  return {};
}

Status PlannerHands::clamp(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  const auto item = static_cast<uint32_t>(model_.instances[command.what.index].item);
  Status status = jawTo(*hand, item, conductorTarget(scene_, command.at.index), 0.03);
  if (status.ok()) body_.busy[indexOf(*hand)] = true;
  return status;
}

Status PlannerHands::unclamp(const Command& command) {
  const auto hand = handHolding(command.what);
  if (!hand) return {StatusCode::kUnavailable, "it is in no hand"};
  body_.trigger(*hand);
  drawBack(*hand);
  return {};
}

Status PlannerHands::cut(const Command& command) {
  const auto hand = handHolding(command.with);
  if (!hand) return {StatusCode::kUnavailable, "the cutter is in no hand"};
  const auto tool = static_cast<uint32_t>(model_.instances[command.with.index].item);
  const auto lock = static_cast<uint32_t>(model_.instances[command.what.index].item);
  const Target target = itemTarget(scene_, lock, scene_.worldFromPart(scene_.partOfItem(lock)),
                                   body_.now().worldFromHead.position);
  Status status = jawTo(*hand, tool, target, 0.008);
  if (status.ok()) drawBack(*hand);
  return status;
}

}  // namespace shixun::interact
