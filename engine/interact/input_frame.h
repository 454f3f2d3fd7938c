// InputFrame: what the trainee's body does in one tick, whatever device reports it: an XR headset
// with controllers or tracked hands, mouse and keyboard, or a script. interact turns it into
// commands; nothing downstream knows the device.
#pragma once

#include <vector>

#include "math/geometry.h"
#include "scenario/command.h"

namespace shixun::interact {

using scenario::Command;
using scenario::Hand;

inline constexpr Hand kHands[2] = {Hand::kLeft, Hand::kRight};
inline size_t indexOf(Hand hand) {
  return static_cast<size_t>(hand);
}
inline Hand otherHand(Hand hand) {
  return hand == Hand::kLeft ? Hand::kRight : Hand::kLeft;
}

struct HandInput {
  bool tracked = false;  // false: no such hand now; what it held stays where it was
  Pose worldFromGrip;    // palm; -Z points forward out of the fist, +Y up along a held handle
  Pose worldFromAim;     // -Z points where the hand points
  double squeeze = 0;    // 0..1, closes on things (grab from 0.6, let go below 0.4)
  double trigger = 0;    // 0..1, operates what is held
  bool poke = false;     // index finger stretched: the tip presses and touches
  // The fingertip where the device knows it (tracked hands); else where the hand models have it,
  // see body_shape.h.
  bool tipTracked = false;
  Vec3 worldTip = Vec3(0);
};

// A mouse or a far pointer: acts at a distance along its ray, but only on what an arm could reach
// from the head. What its buttons do is the table in pointer.h.
struct PointerInput {
  bool active = false;
  Ray worldRay;
  bool primary = false;    // left button held
  bool secondary = false;  // right button held
  double wheel = 0;        // notches since the last tick; > 0 away from the user
  int probe = 0;           // which probe of a held instrument the next click places: 0, 1
};

struct InputFrame {
  Pose worldFromHead;  // eyes; -Z is where they look
  HandInput hands[2];  // by Hand
  PointerInput pointer;
  bool uiCaptured = false;             // a panel has the pointer: the world ignores it
  std::vector<Command> panelCommands;  // what panels emit: fill, say, hint, pause, finish
};

}  // namespace shixun::interact
