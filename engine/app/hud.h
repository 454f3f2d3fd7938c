// Hud: the panels over a running session and what they remember: which is open, what has been
// typed, which messages have not faded yet.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/live_session.h"
#include "view/panels.h"

namespace shixun::app {

// What a mode lets the trainee see.
struct ModeRules {
  bool leads = false;    // the next step is shown, mistakes are explained at once
  bool hints = false;    // on request, counted
  bool limited = false;  // the scenario's time limit holds
};
ModeRules rulesOf(const std::string& mode);

class Hud {
 public:
  // A new session.
  void reset();
  // Takes what happened since the last call; `seconds` of real time since then.
  struct Happened {
    std::span<const plant::Event> events;
    std::span<const session::Finding> findings;
  };
  void hear(const view::PanelContext& context, const LiveSession& live, const Happened& happened,
            double seconds);
  // What was asked for since the last call.
  struct Input {
    bool talk = false, form = false, task = false, hint = false;
    bool clicked = false;  // on the thing in `over`: a person there is talked to
    interact::Hover over;  // what the mouse or a hand is on
    Vec2 label = Vec2(0);  // pixels, where its name goes
    int probe = 0;         // which probe the next click places
  };
  // Where the panels go: beside the world, and what is told in passing. May be the same.
  struct Places {
    view::PanelContext task, captions, label;
  };
  void show(const Places& places, const LiveSession& live, const Input& input,
            std::vector<scenario::Command>& commands);
  // Closes what Escape closes before it opens the menu. False: there was nothing.
  bool closeOne();
  // The next step, when it may be shown; -1 otherwise.
  int shownStep(const LiveSession& live) const;

 private:
  void follow(const LiveSession& live, const Input& input,
              std::vector<scenario::Command>& commands);
  void talk(const LiveSession& live);
  void showWorld(const Places& places, const LiveSession& live, const Input& input);

  bool taskOpen_ = true;
  bool taskTouched_ = false;  // opened or closed by hand
  int32_t person_ = -1;       // being talked to
  bool formHidden_ = false;
  std::vector<std::string> typed_;
  std::vector<view::Notice> notices_;
  uint32_t hints_ = 0;
  int hintStep_ = -1;
  double hintLeft_ = 0;  // s
  double movedFor_ = 0;  // s since the record had to go on elsewhere
};

}  // namespace shixun::app
