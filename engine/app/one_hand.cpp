#include "app/one_hand.h"

namespace shixun::app {

using interact::HandInput;
using interact::indexOf;
using interact::otherHand;
using scenario::Hand;

namespace {

HandInput moved(const Pose& toFrom, HandInput hand) {
  hand.worldFromGrip = toFrom * hand.worldFromGrip;
  hand.worldFromAim = toFrom * hand.worldFromAim;
  return hand;
}

// Closed around what it holds, and doing nothing else.
HandInput parkedHand(HandInput hand) {
  hand.tracked = true;
  hand.squeeze = 1;
  hand.trigger = 0;
  hand.poke = hand.tipTracked = false;
  return hand;
}

}  // namespace

// The better hand's device where it is there; one that was laid down is not changed back to before
// the other goes.
void OneHand::chooseDevice(const OneHandInput& input) {
  const bool begins = !oneHanded_;
  if (!begins && input.devices[indexOf(device_)].present) return;
  Hand chosen = input.better;
  if (!input.devices[indexOf(chosen)].present &&
      input.devices[indexOf(otherHand(chosen))].present) {
    chosen = otherHand(chosen);
  }
  if (begins) {
    acting_ = device_ = chosen;
    // The other hand's own device is no longer asked; what it holds stays.
    const Hand other = otherHand(acting_);
    parked_ = moved(input.worldFromStage.inverse(), parkedHand(last_[indexOf(other)]));
    if (!last_[indexOf(other)].tracked) parked_.reset();
    oneHanded_ = true;
  } else if (chosen != device_) {
    device_ = chosen;
    adapters_[indexOf(acting_)].takeOver();
  }
}

void OneHand::swapHands(const OneHandInput& input) {
  const HandInput before = last_[indexOf(acting_)];
  acting_ = otherHand(acting_);
  adapters_[indexOf(acting_)].takeOver();
  parked_.reset();
  if (before.tracked) {
    parked_ = moved(input.worldFromStage.inverse(), parkedHand(before));
  }
}

void OneHand::update(const OneHandInput& input, HandInput (&out)[2]) {
  if (!input.oneHanded) {
    // A hand whose own device takes it back was moved by another, or not at all.
    if (oneHanded_) {
      for (const Hand hand : {Hand::kLeft, Hand::kRight}) {
        if (hand != acting_ || hand != device_) adapters_[indexOf(hand)].takeOver();
      }
    }
    oneHanded_ = false;
    parked_.reset();
    for (const size_t i : {size_t{0}, size_t{1}}) {
      out[i] = last_[i] = adapters_[i].update(input.devices[i], input.holding[i], input.seconds);
    }
    swap_ = input.swap;
    return;
  }
  chooseDevice(input);
  if (input.swap && !swap_) swapHands(input);
  swap_ = input.swap;
  const Hand other = otherHand(acting_);
  HandInput& moving = out[indexOf(acting_)];
  moving = adapters_[indexOf(acting_)].update(input.devices[indexOf(device_)],
                                              input.holding[indexOf(acting_)], input.seconds);
  HandInput& resting = out[indexOf(other)];
  if (input.holding[indexOf(other)] == Holding::kNothing) parked_.reset();
  resting = parked_ ? moved(input.worldFromStage, *parked_) : HandInput{};
  last_[indexOf(acting_)] = moving;
  last_[indexOf(other)] = resting;
}

}  // namespace shixun::app
