// Immersive: the trainer in a headset: two eyes, two hands, panels that stand in the room, the same
// sessions as at the desk.
#pragma once

#include <string>

#include "app/desktop.h"

namespace shixun::app {

struct ImmersiveDef : TrainerDef {
  bool sound = true;
  double refreshRate = 0;  // Hz, 0: as the runtime likes
  // For trying it out.
  double forSeconds = 0;  // leave after so many seconds, 0: stay
  bool draw = true;       // false: empty frames, for tests of everything but pictures
  // Told on stdout: what the headset reported in each frame, where the session is, and where
  // buttons are (see immersive_tell.cpp).
  bool tell = false;
};

struct ImmersiveOutcome {
  PractiseOutcome practised;
  std::string trouble;  // why it ended, when the person did not end it; sessions are complete
};

// Returns when the person or the runtime ends it. Fails when it cannot begin: no runtime, no
// headset, no Vulkan device, no place for the record; says what to do.
Result<ImmersiveOutcome> runImmersive(const ImmersiveDef& def);

}  // namespace shixun::app
