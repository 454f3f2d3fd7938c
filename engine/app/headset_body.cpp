#include "app/headset_body.h"

#include "interact/hands.h"

namespace shixun::app {

using interact::HandInput;
using interact::indexOf;
using interact::InputFrame;
using scenario::Hand;

namespace {

// A trackpad is a stick where it is pressed.
Vec2 stickOf(const xr::HandSample& sample) {
  if (!sample.active) return Vec2(0);
  const bool pad = sample.device == xr::HandDevice::kVive;
  return pad && !sample.stickClick ? Vec2(0) : withDeadZone(sample.stick);
}

Holding holdingOf(const HeadsetBodyInput& input, Hand hand) {
  if (input.interactor == nullptr) return Holding::kNothing;
  const plant::HandState& state = input.snapshot->state.hands[indexOf(hand)];
  if (state.item >= 0 || input.interactor->leadsProbe(hand)) return Holding::kItem;
  return input.interactor->gripsControl(hand) ? Holding::kControl : Holding::kNothing;
}

bool sparesTrigger(const scenario::ScenarioModel& model, const HeadsetBodyInput& input, Hand hand,
                   const DeviceHand& device) {
  if (device.oneButton || device.articulated) return false;
  if (holdingOf(input, hand) != Holding::kItem) return false;
  const int32_t item = input.snapshot->state.hands[indexOf(hand)].item;
  return item < 0 || !interact::usesTrigger(model, static_cast<uint32_t>(item));
}

}  // namespace

HeadsetBody::HeadsetBody(const scenario::ScenarioModel& model)
    : model_(model), solids_(model), locomotion_(model, &solids_) {}

void HeadsetBody::restart() {
  locomotion_.restart();
  known_ = false;
}

DeviceHand HeadsetBody::deviceFrom(const xr::HandSample& sample) const {
  const Pose worldFromStage = locomotion_.worldFromStage();
  DeviceHand hand;
  hand.present = sample.active;
  hand.gripTracked = sample.gripTracked;
  hand.aimTracked = sample.aimTracked;
  hand.worldFromGrip = worldFromStage * sample.stageFromGrip;
  hand.worldFromAim = worldFromStage * sample.stageFromAim;
  hand.squeeze = sample.squeeze;
  hand.trigger = sample.trigger;
  hand.hasTriggerTouch = sample.triggerTouchKnown;
  hand.triggerTouched = sample.triggerTouched;
  hand.pointButton = sample.primary;
  hand.oneButton = sample.device == xr::HandDevice::kSimple;
  hand.select = sample.trigger > 0.5;
  hand.menu = sample.menu;
  hand.stickyHold = settings().stickyHold;
  // A hand around a controller is tracked, too, on some devices: the controller knows better.
  hand.articulated = sample.articulated && (sample.device == xr::HandDevice::kNone ||
                                            sample.device == xr::HandDevice::kOther);
  hand.worldTip = worldFromStage.apply(sample.joints[static_cast<size_t>(xr::Joint::kIndexTip)]);
  for (size_t f = 0; f < 5; ++f) hand.curl[f] = sample.curl[f];
  hand.pinch = sample.pinch;
  return hand;
}

void HeadsetBody::move(const HeadsetBodyInput& input) {
  const xr::HeadsetFrame& frame = *input.frame;
  const ComfortSettings& s = settings();
  const Hand only = hands_.device();
  Vec2 raw[2];
  for (size_t h = 0; h < 2; ++h) raw[h] = input.onPanel[h] ? Vec2(0) : stickOf(frame.hands[h]);
  const Sticks sticks = assignSticks(s, raw, only);
  const auto aimer = indexOf(teleportHand(s, only));
  const auto mover = indexOf(moveHand(s, only));
  LocomotionInput in;
  in.seconds = input.seconds;
  in.headTracked = frame.headTracked;
  in.stageFromHead = frame.stageFromHead;
  in.aimTracked = frame.hands[aimer].active && frame.hands[aimer].aimTracked;
  in.worldFromAim = worldFromStage() * frame.hands[aimer].stageFromAim;
  in.worldFromMoveHand = worldFromStage() * frame.hands[mover].stageFromAim;
  in.moveStick = sticks.move;
  in.turnStick = sticks.turn;
  in.teleportDenied = input.onPanel[aimer];
  in.measureHeight = measure_;
  measure_ = false;
  solids_.follow(input.snapshot->state, input.snapshot->overrides);
  locomotion_.update(in);
}

void HeadsetBody::update(const HeadsetBodyInput& input) {
  move(input);
  before_ = now_;
  now_ = {};
  now_.worldFromHead = locomotion_.worldFromHead();
  OneHandInput hands;
  for (size_t h = 0; h < 2; ++h) {
    holding_[h] = holdingOf(input, interact::kHands[h]);
    hands.devices[h] = deviceFrom(input.frame->hands[h]);
    hands.holding[h] = holding_[h];
  }
  for (size_t h = 0; h < 2; ++h) {
    const int device = deviceOf(interact::kHands[h]);
    spareTrigger_[h] = device >= 0 && sparesTrigger(model_, input, interact::kHands[h],
                                                    hands.devices[static_cast<size_t>(device)]);
  }
  hands.oneHanded = settings().oneHanded;
  hands.swap = input.frame->hands[indexOf(hands_.device())].secondary;
  hands.better = settings().betterHand();
  hands.worldFromStage = worldFromStage();
  hands.seconds = input.seconds;
  hands_.update(hands, now_.hands);
  if (!known_ || locomotion_.moved().any()) before_ = now_;
  known_ = true;
}

int HeadsetBody::deviceOf(Hand hand) const {
  if (!settings().oneHanded) return static_cast<int>(indexOf(hand));
  return hand == hands_.acting() ? static_cast<int>(indexOf(hands_.device())) : -1;
}

InputFrame HeadsetBody::at(double part) const {
  InputFrame frame = now_;
  frame.worldFromHead = between(before_.worldFromHead, now_.worldFromHead, part);
  for (size_t h = 0; h < 2; ++h) {
    const HandInput& from = before_.hands[h];
    const HandInput& to = now_.hands[h];
    if (!from.tracked || !to.tracked) continue;
    frame.hands[h].worldFromGrip = between(from.worldFromGrip, to.worldFromGrip, part);
    frame.hands[h].worldFromAim = between(from.worldFromAim, to.worldFromAim, part);
    if (from.tipTracked && to.tipTracked) {
      frame.hands[h].worldTip = glm::mix(from.worldTip, to.worldTip, part);
    }
  }
  return frame;
}

}  // namespace shixun::app
