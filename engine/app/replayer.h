// Replayer: a recorded session in a window, for an instructor: beside the trainee, through the
// trainee's eyes, or walking around; by time, or from one thing done or done wrong to the next.
#pragma once

#include <string>

#include "app/debrief.h"
#include "scenario/load.h"
#include "text/catalogue.h"

namespace shixun::app {

struct ReplayDef {
  scenario::ContentRoot root;
  const JudgedRecord* record = nullptr;        // not owned
  const text::Catalogue* catalogue = nullptr;  // not owned
  std::string language = "en";
  uint32_t width = 1280, height = 720;  // of the window, points
  bool fullScreen = false;
  double from = 0;    // s, where it begins
  bool eyes = false;  // seen through the trainee's eyes, at first
  // For trying it out: leave after so many seconds (0: stay), and a picture of the window then.
  double forSeconds = 0;
  std::string screenshotPath;
  bool tell = false;  // once a frame on stdout: time, camera and the buttons (see DesktopDef)
};

// Returns when the window is closed. Fails when there is no display or no Vulkan device, with what
// to do.
Status runReplay(const ReplayDef& def);

// A still of one moment: beside the trainee, or as the scenario is usually looked at when the
// record has no poses then. PNG bytes. kInvalid: through the trainee's eyes, which are not known
// then.
Result<std::string> replayStill(const ReplayDef& def, Tick tick);

}  // namespace shixun::app
