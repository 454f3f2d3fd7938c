#include <cmath>

#include "app/immersive_room.h"

namespace shixun::app {

using interact::HandInput;
using interact::InputFrame;

namespace {

Pose betweenPoses(const Pose& a, const Pose& b, double share) {
  return {glm::slerp(a.rotation, b.rotation, share), glm::mix(a.position, b.position, share)};
}

// A controller's word on a hand. Pointing: squeezed, but with the finger off the trigger.
HandInput handFrom(const xr::HandSample& sample, const Pose& worldFromStage, bool holds) {
  HandInput hand;
  hand.tracked = sample.active && sample.gripTracked;
  if (!hand.tracked) return hand;
  hand.worldFromGrip = worldFromStage * sample.stageFromGrip;
  hand.worldFromAim =
      worldFromStage * (sample.aimTracked ? sample.stageFromAim : sample.stageFromGrip);
  hand.squeeze = sample.squeeze;
  hand.trigger = sample.trigger;
  const bool off = sample.triggerTouchKnown && !sample.triggerTouched && sample.trigger < 0.05;
  hand.poke = !holds && off && sample.squeeze > 0.6;
  if (hand.poke) hand.squeeze = 0;
  return hand;
}

double headingOf(const Pose& pose) {
  const Vec3 ahead = pose.turn(Vec3(0, 0, -1));
  return std::atan2(-ahead.x, -ahead.z);
}

}  // namespace

// The head stands where the scenario begins, wherever it is in the room; its height stays.
void Immersive::goToStart(const xr::HeadsetFrame& frame) {
  const Pose& start = def_.model->worldFromStart;
  const Quat turn =
      glm::angleAxis(headingOf(start) - headingOf(frame.stageFromHead), Vec3(0, 1, 0));
  const Vec3 head = turn * frame.stageFromHead.position;
  worldFromStage_ = {turn,
                     Vec3(start.position.x - head.x, start.position.y, start.position.z - head.z)};
  placed_ = true;
  bodyKnown_ = false;
}

void Immersive::readBody(const xr::HeadsetFrame& frame) {
  if (!placed_ && frame.headTracked) goToStart(frame);
  hands_ = frame.hands;
  before_ = body_;
  body_ = {};
  body_.worldFromHead = worldFromStage_ * frame.stageFromHead;
  for (size_t h = 0; h < 2; ++h) {
    bool holds = false;
    if (trainer_.live() != nullptr) {
      const plant::HandState& state = trainer_.live()->run().session().state().hands[h];
      // A button is pressed with the finger, not held.
      holds = state.item >= 0 ||
              (state.control >= 0 && def_.model->controls[static_cast<size_t>(state.control)].type !=
                                         scenario::ControlType::kButton);
    }
    body_.hands[h] = handFrom(hands_[h], worldFromStage_, holds);
  }
  if (!bodyKnown_) before_ = body_;
  bodyKnown_ = true;
}

// Between two pictures the body moves in straight lines; what the fingers do holds from this
// picture on.
InputFrame Immersive::bodyAt(double part) const {
  InputFrame frame = body_;
  frame.worldFromHead = betweenPoses(before_.worldFromHead, body_.worldFromHead, part);
  for (size_t h = 0; h < 2; ++h) {
    if (!before_.hands[h].tracked || !body_.hands[h].tracked) continue;
    frame.hands[h].worldFromGrip =
        betweenPoses(before_.hands[h].worldFromGrip, body_.hands[h].worldFromGrip, part);
    frame.hands[h].worldFromAim =
        betweenPoses(before_.hands[h].worldFromAim, body_.hands[h].worldFromAim, part);
  }
  return frame;
}

// A hand feels what it takes hold of, what gives way, and a shock.
void Immersive::shake() {
  for (const plant::Event& event : trainer_.events()) {
    if (event.kind == plant::EventKind::kShock) {
      stage_->headset().pulse(0, 1, 0.4);
      stage_->headset().pulse(1, 1, 0.4);
    }
  }
}

}  // namespace shixun::app
