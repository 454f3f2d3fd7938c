// Trainer: everything between starting the program and leaving it that does not depend on the
// device: which screen is shown, one session after another with its record and report, the ticks.
// Desktop and Immersive put a body in it - window and mouse, headset and hands.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/debrief.h"
#include "app/hud.h"
#include "app/live_session.h"
#include "scenario/load.h"
#include "view/panels.h"

namespace shixun::app {

inline constexpr double kMostCaughtUp = 0.1;  // s: a slower machine makes the session slower

struct TrainerDef {
  scenario::ContentRoot root;
  const scenario::ScenarioModel* model = nullptr;  // not owned
  const text::Catalogue* catalogue = nullptr;      // not owned
  session::SessionInfo info;  // name, mode, language, seed as given; the rest is filled in
  bool freshSeed = false;     // every session has a seed of its own, whatever info says
  bool ask = true;            // a first panel asks for name, language and mode
  std::string recordPath;     // of the first session; empty: a new name in sessionsFolder
  std::string sessionsFolder;
};

// One session as it was left.
struct Played {
  Judged judged;
  std::string recordPath;
  std::string reportPath;  // empty: could not be written, see trouble
  std::string trouble;     // may be empty
};

// kClosing: the session is over, its record and report are being made.
enum class Screen { kStart, kWorld, kMenu, kHelp, kComfort, kConfirm, kClosing, kDebrief };

// What the device is to a session.
struct TrainerDevice {
  std::string input;  // as the record says it: "desk" or "xr"
  std::string name;   // of the device that draws
  // A picture for the report. PNG bytes.
  std::function<Result<std::string>(const session::Snapshot&,
                                    const std::vector<scenario::EntityRef>& focus)>
      still;
  // Shows the device's own settings; false: closed. Empty: it has none.
  std::function<bool(const view::PanelContext&)> settings = {};
};

class Trainer {
 public:
  explicit Trainer(const TrainerDef& def);

  // Shows the first panel, or begins at once.
  Status start(const TrainerDevice& device);
  // What is to be seen: of the running session, or of the world behind the first panel.
  const session::Snapshot& snapshot() const;
  LiveSession* live() { return live_.get(); }
  const LiveSession* live() const { return live_.get(); }
  bool playing() const { return live_ != nullptr && screen_ == Screen::kWorld; }
  Screen screen() const { return screen_; }
  bool leaving() const { return leave_; }
  void leave() { leave_ = true; }
  const std::string& language() const { return choice_.language; }

  // One step back, wherever one is; into the menu and out of it.
  void escape();
  void toggleHelp();
  // The device was put aside (window without focus, headset off): the session stops in the menu.
  void putAside();

  // What happened since the last call, for sounds and messages, and then all panels. Between the
  // Ui's beginFrame() and endFrame(). All places may be the same.
  struct Surfaces {
    view::PanelContext board;  // panels that stop the world
    Hud::Places beside;        // those beside it
  };
  void showPanels(const Surfaces& surfaces, const Hud::Input& input, double seconds);
  // Events since the showPanels() before the last.
  const std::vector<plant::Event>& events() const { return events_; }

  // Begins a session when one is due and plays the ticks that `seconds` of real time are worth.
  // input: called for each tick with the part of this call's time that is then over, 0..1; its
  // panel commands are filled in here.
  using InputAt = std::function<interact::InputFrame(double part)>;
  Status advance(double seconds, const InputAt& input);
  // Pictures, seal and report of a session that has ended, a piece in each call, and then what
  // comes after it. A piece - a picture, and at last the seal and the report together - takes as
  // long as some frames, so a device with a deadline calls it when its picture is out. Nothing
  // otherwise.
  Status settle();
  // Where the body is while no session runs, so that its hands are seen.
  void showBody(const interact::InputFrame& body);
  // Commands that do not come from the panels, for the next tick.
  void command(scenario::Command command) { commands_.push_back(std::move(command)); }
  // True when a session began in the last advance() or settle(): the body goes to the start.
  bool began() const { return began_; }
  // The program ends: what was done so far is kept and judged.
  void close(const interact::InputFrame& last);

  std::vector<Played>& played() { return played_; }

 private:
  Status begin();
  void end();
  bool takePicture();
  std::string newRecordPath() const;
  void setPaused(bool paused);
  void play(double seconds, const InputAt& input);
  interact::InputFrame frameAt(const InputAt& input, double part);

  // trainer_screens.cpp
  void showOver(const view::PanelContext& board);
  void showDebrief(const view::PanelContext& board);
  void confirm(const view::PanelContext& board);
  void act(view::MenuAction action);

  TrainerDef def_;
  TrainerDevice device_;
  std::unique_ptr<session::Session> preview_;  // the world behind the first panel
  session::Snapshot previewSnapshot_;
  std::unique_ptr<LiveSession> live_;
  std::vector<Played> played_;
  Hud hud_;
  view::StartChoice choice_;
  Screen screen_ = Screen::kStart;
  Screen helpFrom_ = Screen::kWorld;
  view::MenuAction asked_ = view::MenuAction::kNone;  // what is being confirmed
  std::vector<scenario::Command> commands_;           // of panels, for the next tick
  std::vector<session::Finding> findings_;            // since the last frame
  std::vector<plant::Event> events_;                  // since the last frame
  double behind_ = 0;                                 // s of session time to catch up
  std::vector<assess::Picture> pictures_;             // of the session that has ended
  bool settled_ = false;                              // the last session's report is made
  bool putAside_ = false;
  bool began_ = false;
  bool leave_ = false;
};

}  // namespace shixun::app
