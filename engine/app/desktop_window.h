// Private to the module: the trainer's window as one object. Its parts lie in files of their own:
// desktop.cpp (opening, one frame, the loop), desktop_screens.cpp (keys and the panels that stop
// the world), desktop_play.cpp (a session's beginning, ticks and end), desktop_draw.cpp (picture
// and sound).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/desk_input.h"
#include "app/desktop.h"
#include "app/hud.h"
#include "app/pace.h"
#include "app/stage.h"
#include "app/walker.h"
#include "audio/speaker.h"

namespace shixun::app {

inline constexpr double kMostCaughtUp = 0.1;  // s: a slower machine makes the session slower

enum class Screen { kStart, kWorld, kMenu, kHelp, kConfirm, kDebrief };

class Desktop {
 public:
  explicit Desktop(const DesktopDef& def);

  Status open();
  Status loop();
  DesktopOutcome outcome;

 private:
  view::PanelContext context() const;
  const session::Snapshot& snapshot() const;
  Status frame(double seconds);
  void moveBody(double seconds);

  // desktop_play.cpp
  Status begin();
  Status endOfSession();
  void end();
  std::vector<assess::Picture> takePictures(session::Recorder& recorder);
  std::string newRecordPath() const;
  void setPaused(bool paused);
  void advance(double seconds);
  interact::InputFrame inputFrame();

  // desktop_screens.cpp
  void readKeys();
  void escape();
  void showPanels(double seconds);
  void loadTyped();
  void showOver();
  void showDebrief();
  void confirm();
  void act(view::MenuAction action);

  // desktop_draw.cpp
  Status draw(double seconds);
  void sound();
  void tellPlaces();

  DesktopDef def_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<audio::Speaker> speaker_;
  std::unique_ptr<session::Session> preview_;  // the world behind the first panel
  session::Snapshot previewSnapshot_;
  std::unique_ptr<LiveSession> live_;
  Walker walker_;
  DeskPointer pointer_;
  Hud hud_;
  Pace pace_;
  platform::DesktopInput input_;
  render::DrawList list_;
  view::StartChoice choice_;
  Screen screen_ = Screen::kStart;
  Screen helpFrom_ = Screen::kWorld;
  view::MenuAction asked_ = view::MenuAction::kNone;  // what is being confirmed
  std::vector<scenario::Command> commands_;           // of panels, for the next tick
  std::vector<session::Finding> findings_;            // since the last frame
  std::vector<plant::Event> events_;                  // since the last frame
  double behind_ = 0;                                 // s of session time to catch up
  std::vector<std::string> told_;                     // parallel to def_.locate
  std::string toldButtons_;
  bool uiHasMouse_ = false;
  bool focusLost_ = false;
  bool leave_ = false;
};

}  // namespace shixun::app
