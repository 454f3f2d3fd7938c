// Keyframes: a trainee's motion as a few poses in time - head, both hands, what the fingers do -
// and nothing about equipment. A script of them drives the Interactor just as a headset does.
#pragma once

#include <span>
#include <vector>

#include "interact/input_frame.h"

namespace shixun::interact {

struct HandKey {
  Pose worldFromGrip;
  double squeeze = 0;
  double trigger = 0;
  bool poke = false;
};

// Between two keyframes positions move in straight lines and rotations the short way round (slerp);
// squeeze, trigger and poke keep the earlier one's values.
struct Keyframe {
  double time = 0;  // s since the script began
  Pose worldFromHead;
  HandKey hands[2];                    // by Hand
  std::vector<Command> panelCommands;  // given at this time: what has no place in the world
};

// The input at a time; before the first keyframe that one, after the last that one. Panel commands
// are those with previous < key.time <= time. keys: at least one, times growing.
InputFrame sample(std::span<const Keyframe> keys, double previous, double time);

}  // namespace shixun::interact
