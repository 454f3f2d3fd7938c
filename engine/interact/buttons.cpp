#include "interact/buttons.h"

#include <algorithm>
#include <cmath>

namespace shixun::interact {

using scenario::CommandKind;
using scenario::ControlModel;
using scenario::ControlType;

namespace {

constexpr double kPalmButton = 0.015;  // m, radius from which the palm can press
constexpr double kEdge = 0.004;        // m that a fingertip may miss the cap by
constexpr double kNear = 0.05;         // m in front of the cap that counts as coming from in front
constexpr double kDeepest = 0.03;      // m behind the stop that still counts as pressing

double travelOf(const ControlModel& control) {
  double travel = 0;
  for (const auto& p : control.positions) travel = std::max(travel, std::abs(p.amount));
  return std::max(travel, 0.001);
}

}  // namespace

uint32_t pressedPosition(const ControlModel& control, uint32_t now) {
  if (control.momentary) return 1;
  return now + 1 < control.positions.size() ? now + 1 : 0;
}

ButtonFace buttonFace(const ScenarioModel& model, uint32_t index) {
  const ControlModel& control = model.controls[index];
  ButtonFace face;
  face.travel = travelOf(control);
  const Vec3 axis = glm::normalize(control.axis);
  const asset::Box& box =
      model.sidecars[model.parts[control.node.part].sidecar].nodes[control.node.node].box;
  if (box.empty()) return face;
  const Vec3 half = box.halfSize();
  const double thick = std::abs(glm::dot(half, glm::abs(axis)));
  face.centre = box.centre() - axis * glm::dot(box.centre(), axis);
  face.front = thick - glm::dot(box.centre(), axis);
  const Vec3 across = half - glm::abs(axis) * thick;
  face.radius = std::max({across.x, across.y, across.z});
  return face;
}

Buttons::Buttons(Scene& scene, const Hands& hands) : scene_(scene), hands_(hands) {
  const ScenarioModel& model = scene.model();
  for (uint32_t c = 0; c < model.controls.size(); ++c) {
    if (model.controls[c].type != ControlType::kButton) continue;
    buttons_.push_back(c);
    faces_.push_back(buttonFace(model, c));
  }
}

Buttons::Depth Buttons::depthAt(uint32_t button, const Vec3& point) const {
  const ControlModel& control = scene_.model().controls[buttons_[button]];
  const ButtonFace& face = faces_[button];
  const Vec3 axis = glm::normalize(control.axis);
  const Vec3 local = scene_.worldFromRest(control.node).inverse().apply(point) - face.centre;
  const double along = glm::dot(local, axis);
  return {along + face.front, glm::length(local - axis * along)};
}

bool Buttons::mayPress(const Frame& frame, Hand hand, uint32_t button, const Vec3& palm,
                       const Vec3& tip) const {
  const uint32_t control = buttons_[button];
  const Target target = controlTarget(scene_, control, tip);
  if (glm::dot(palm - target.point, target.outward) <= 0) return false;
  return scene_.lineFree(palm, tip, target.own) && hands_.canReach(frame, hand, target);
}

void Buttons::letGo(const Frame& frame, Hand hand) {
  Press& press = press_[indexOf(hand)];
  if (press.button < 0) return;
  const uint32_t control = buttons_[static_cast<size_t>(press.button)];
  if (press.down && scene_.model().controls[control].momentary) {
    frame.command(CommandKind::kOperate, hand, {EntityKind::kControl, control});
  }
  press = Press{};
}

void Buttons::actHand(const Frame& frame, Hand hand) {
  const HandInput& input = frame.input.hands[indexOf(hand)];
  Press& press = press_[indexOf(hand)];
  const Pose& palm = hands_.motion(hand).palm();
  const bool busy = hands_.controlIn(hand) >= 0;
  const Vec3 fingertip = input.tipTracked ? input.worldTip : palm.apply(gripFromFingertip(hand));
  const Vec3 tip = input.poke ? fingertip : palm.position;

  // The nearest button under the tip; one that is being pressed stays it.
  int32_t under = -1;
  Depth depth;
  for (uint32_t b = 0; b < buttons_.size() && !busy; ++b) {
    if (!input.poke && faces_[b].radius < kPalmButton) continue;
    const double travel = faces_[b].travel;
    const Depth d = depthAt(b, tip);
    const double forward = input.poke ? 0 : kPalmRadius;
    if (d.aside > faces_[b].radius + kEdge || d.in + forward > travel + kDeepest ||
        d.in + forward < -kNear) {
      continue;
    }
    if (under >= 0 && static_cast<int32_t>(b) != press.button) continue;
    under = static_cast<int32_t>(b);
    depth = {d.in + forward, d.aside};
  }
  if (press.button >= 0 && press.button != under) letGo(frame, hand);
  if (under < 0) {
    press = Press{};
    return;
  }
  // Only a tip that was in front of the cap can press it: no pokes from the side or from behind.
  if (press.candidate != under) {
    press = Press{};
    press.candidate = under;
  }
  if (depth.in <= 0) press.before = true;
  if (!press.before) return;

  const uint32_t control = buttons_[static_cast<size_t>(under)];
  const ControlModel& model = scene_.model().controls[control];
  const double travel = faces_[static_cast<size_t>(under)].travel;
  press.depth = std::clamp(depth.in, 0.0, travel);
  if (press.button < 0 && depth.in > 0 &&
      mayPress(frame, hand, static_cast<uint32_t>(under), palm.position, tip)) {
    press.button = under;
  }
  if (press.button < 0) return;
  if (!press.down && depth.in > 0.6 * travel) {
    press.down = true;
    frame.command(CommandKind::kOperate, hand, {EntityKind::kControl, control});
    frame.commands.back().position = pressedPosition(model, frame.state.controls[control]);
  } else if (press.down && depth.in < 0.3 * travel) {
    letGo(frame, hand);
    press.candidate = under;
    press.before = true;
  }
}

void Buttons::act(const Frame& frame) {
  for (const Hand hand : kHands) {
    if (frame.input.hands[indexOf(hand)].tracked) actHand(frame, hand);
  }
}

void Buttons::writeOverrides(const plant::State& state, plant::PoseOverrides& overrides) const {
  for (const Press& press : press_) {
    if (press.button < 0) continue;
    const uint32_t control = buttons_[static_cast<size_t>(press.button)];
    const ControlModel& model = scene_.model().controls[control];
    const double rest = model.positions[state.controls[control]].amount;
    const double sign = model.positions.back().amount < 0 ? -1 : 1;
    overrides.controls.push_back(
        {control, std::abs(rest) > press.depth ? rest : sign * press.depth});
  }
}

}  // namespace shixun::interact
