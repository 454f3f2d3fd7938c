// Private to the module: the trainer's window as one object. Its parts lie in two files:
// desktop.cpp (opening, input, one frame, the loop) and desktop_draw.cpp (picture and sound).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/desk_input.h"
#include "app/desktop.h"
#include "app/pace.h"
#include "app/stage.h"
#include "app/walker.h"
#include "audio/speaker.h"

namespace shixun::app {

class Desktop {
 public:
  explicit Desktop(const DesktopDef& def);

  Status open();
  Status loop();
  std::vector<Played> takePlayed() { return std::move(trainer_.played()); }

 private:
  view::PanelContext context() const;
  Status frame(double seconds);
  void readKeys();
  void moveBody(double seconds);
  interact::InputFrame inputFrame();
  void loadTyped();
  void showPanels(double seconds);

  // desktop_draw.cpp
  Status draw(double seconds);
  void sound();
  void tellPlaces();

  DesktopDef def_;
  Trainer trainer_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<audio::Speaker> speaker_;
  Walker walker_;
  DeskPointer pointer_;
  Pace pace_;
  platform::DesktopInput input_;
  render::DrawList list_;
  std::vector<std::string> told_;  // parallel to def_.locate
  std::string toldButtons_;
  bool uiHasMouse_ = false;
};

}  // namespace shixun::app
