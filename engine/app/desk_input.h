// DeskInput: what keyboard and mouse mean: for panels, and for the world as a pointer.
#pragma once

#include "interact/input_frame.h"
#include "platform/input.h"
#include "render/ui.h"

namespace shixun::app {

render::UiInput uiInputFrom(const platform::DesktopInput& input, double seconds);

// The mouse as a pointer. The right button has two jobs: dragged it looks around, clicked or held
// on a terminal it is the pointer's second button. Clicks shorter than a tick are not lost.
class DeskPointer {
 public:
  // Once a frame. overTerminal: the pointer is over something that is touched while held.
  void update(const platform::DesktopInput& input, bool overTerminal, bool uiCaptured);
  // The buttons and wheel for the next tick; ray and active are the caller's.
  interact::PointerInput next();
  // The right button is turning the head now.
  bool looking() const { return looking_; }
  int probe() const { return probe_; }
  void letGo();

 private:
  bool primary_ = false, primaryClick_ = false;
  bool secondary_ = false, secondaryClick_ = false;
  bool looking_ = false;
  double dragged_ = 0;  // pixels since the right button went down
  double wheel_ = 0;    // notches not yet given away
  int probe_ = 0;
};

}  // namespace shixun::app
