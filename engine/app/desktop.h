// Desktop: the trainer at a desk: one window, mouse and keyboard, panels, a recorded session, and
// at the end the debrief with its report.
#pragma once

#include <string>
#include <vector>

#include "app/trainer.h"

namespace shixun::app {

struct DesktopDef : TrainerDef {
  uint32_t width = 1280, height = 720;  // of the window, points
  bool fullScreen = false;
  bool sound = true;  // where the machine has a sound device
  // For trying it out: leave after so many seconds (0: stay), and a picture of the window then.
  double forSeconds = 0;
  std::string screenshotPath;
  // Told on stdout whenever it changes, one line each: name, pixel (see locate.h). With it the
  // session's tick, once a frame, and the buttons of panels ("button.Go_on 640 300").
  std::vector<std::string> locate;
};

struct PractiseOutcome {
  std::vector<Played> sessions;  // in order; a restart begins another
};

// Returns when the window is closed. Fails when there is no display, no Vulkan device or no place
// for the record, with what to do; trouble after that is shown in the window.
Result<PractiseOutcome> runDesktop(const DesktopDef& def);

}  // namespace shixun::app
