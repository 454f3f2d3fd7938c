// OneHand: two devices for two hands - or, where a person wishes, one device for both. The hand
// that it does not move is parked: what it holds stays where it was in front of the body, and goes
// along when the person turns or teleports.
#pragma once

#include <optional>

#include "app/hand_adapter.h"

namespace shixun::app {

struct OneHandInput {
  DeviceHand devices[2];    // by the hand that holds the device
  Holding holding[2] = {};  // by Hand
  bool oneHanded = false;
  bool swap = false;  // held; its press makes the device the other hand
  scenario::Hand better = scenario::Hand::kRight;  // whose device counts where both are there
  Pose worldFromStage;
  double seconds = 0;
};

class OneHand {
 public:
  // Once a frame. out: by Hand. Not one-handed: each device is its own hand.
  void update(const OneHandInput& input, interact::HandInput (&out)[2]);

  // One-handed: the hand that the device acts as, and the one that really holds it.
  scenario::Hand acting() const { return acting_; }
  scenario::Hand device() const { return device_; }

 private:
  void chooseDevice(const OneHandInput& input);
  void swapHands(const OneHandInput& input);

  HandAdapter adapters_[2];
  bool oneHanded_ = false;
  bool swap_ = false;
  scenario::Hand acting_ = scenario::Hand::kRight;
  scenario::Hand device_ = scenario::Hand::kRight;
  interact::HandInput last_[2];
  std::optional<interact::HandInput> parked_;  // of the other hand, poses in the stage's frame
};

}  // namespace shixun::app
