#include "interact/contact.h"

namespace shixun::interact {

using scenario::CommandKind;

namespace {

constexpr double kLeaveFactor = 1.5;  // a tip leaves at this many radii

}  // namespace

Contact::Contact(Scene& scene, Holding& holding, const Hands& hands)
    : scene_(scene), holding_(holding), hands_(hands) {
  const auto& terminals = scene.model().terminals;
  for (uint32_t t = 0; t < terminals.size(); ++t) {
    if (scene.hasPlace(terminals[t].node, terminals[t].instance)) placed_.push_back(t);
  }
  sent_.assign(scene.model().probes.size(), -1);
}

int32_t Contact::terminalAt(const Frame& frame, Hand hand, const Vec3& tip, const Vec3& shaft,
                            int32_t now) const {
  const double radius = frame.def.probeRadius;
  if (now >= 0) {
    const auto& node = scene_.model().terminals[static_cast<size_t>(now)].node;
    const double d = glm::distance(scene_.worldFromNode(node).position, tip);
    if (d < radius * kLeaveFactor) return now;
  }
  int32_t best = -1;
  double nearest = radius;
  for (const uint32_t t : placed_) {
    const Vec3 at = scene_.worldFromNode(scene_.model().terminals[t].node).position;
    const double d = glm::distance(at, tip);
    if (d >= nearest) continue;
    nearest = d;
    best = static_cast<int32_t>(t);
  }
  if (best < 0) return -1;
  const auto target = terminalTarget(scene_, static_cast<uint32_t>(best));
  // From in front only, the shaft passing through nothing but the terminal's own housing.
  if (glm::dot(shaft - target->point, target->outward) <= 0) return -1;
  if (!scene_.lineFree(shaft, target->point, target->own)) return -1;
  return hands_.canReach(frame, hand, *target) ? best : -1;
}

void Contact::actProbe(const Frame& frame, uint32_t probe, Hand hand) {
  const int32_t now = frame.state.probes[probe].terminal;
  const int32_t at = terminalAt(frame, hand, holding_.tip(probe), holding_.shaft(probe), now);
  // What was sent and not obeyed (refused) is not sent again until the tip has been elsewhere.
  if (at == now || at == sent_[probe]) {
    if (at == now) sent_[probe] = now;
    return;
  }
  sent_[probe] = at;
  const EntityRef what{EntityKind::kProbe, probe};
  if (at < 0) {
    frame.command(CommandKind::kUnprobe, hand, what);
  } else {
    frame.command(CommandKind::kProbe, hand, what,
                  {EntityKind::kTerminal, static_cast<uint32_t>(at)});
  }
}

void Contact::actFinger(const Frame& frame, Hand hand) {
  const HandInput& input = frame.input.hands[indexOf(hand)];
  const int32_t now = frame.hand(hand).terminal;
  int32_t at = -1;
  if (input.poke && frame.hand(hand).item < 0 && holding_.probeIn(hand) < 0) {
    const Pose& palm = hands_.motion(hand).palm();
    const Vec3 tip = input.tipTracked ? input.worldTip : palm.apply(gripFromFingertip(hand));
    at = terminalAt(frame, hand, tip, palm.position, now);
    if (at >= 0 && scene_.model().terminals[static_cast<size_t>(at)].insulated) at = -1;
  }
  int32_t& sent = touched_[indexOf(hand)];
  if (at == now || at == sent) {
    if (at == now) sent = now;
    return;
  }
  sent = at;
  if (at < 0) {
    frame.command(CommandKind::kUntouch, hand, {});
  } else {
    frame.command(CommandKind::kTouch, hand, {},
                  {EntityKind::kTerminal, static_cast<uint32_t>(at)});
  }
}

void Contact::act(const Frame& frame) {
  for (uint32_t p = 0; p < sent_.size(); ++p) {
    const int lead = holding_.leader(frame.state, p);
    if (lead < 0 || !frame.input.hands[lead].tracked) continue;
    actProbe(frame, p, kHands[lead]);
  }
  for (const Hand hand : kHands) {
    if (frame.input.hands[indexOf(hand)].tracked) actFinger(frame, hand);
  }
}

}  // namespace shixun::interact
