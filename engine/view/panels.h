// Panels: everything on the screen that is not the world. Each function draws one panel (its file
// has its name) and returns what the person asked for; commands go to the session like any other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/assessor.h"
#include "assess/score.h"
#include "session/snapshot.h"
#include "view/panel.h"

namespace shixun::view {

using scenario::Command;
using scenario::EntityRef;

// ---- before the session (start_panel.cpp)
struct StartChoice {
  std::string name;
  std::string language;
  std::string mode;
};
enum class StartAction { kNone, kBegin, kQuit };
StartAction showStart(const PanelContext& context, StartChoice& choice);

// ---- during the session
// What the person is to do; in the mode that leads, or after a hint, also the next step and why
// (objective_panel.cpp). step: index into rubric.steps, -1: not shown.
struct ObjectiveView {
  int step = -1;
  size_t stepsDone = 0;
  bool showReason = true;
  bool hintOffered = false;
  bool briefing = true;  // the whole task, not only its objective
};
void showObjective(const PanelContext& context, const ObjectiveView& view);

// Mode, time and the two keys that always help, in a corner (status_panel.cpp).
struct StatusView {
  std::string mode;
  double time = 0;   // s
  double limit = 0;  // s, 0: none
  bool recording = true;
};
void showStatus(const PanelContext& context, const StatusView& view);

// The name of what the mouse is over (hover_panel.cpp). mouse: pixels.
struct HoverView {
  EntityRef entity;
  bool reachable = true;
  Vec2 mouse = Vec2(0);
};
void showHover(const PanelContext& context, const session::Snapshot& snapshot,
               const HoverView& view);

// Every instrument in use: what it is set to, what it shows, where its probes are
// (instrument_panel.cpp). probe: which probe the next click places.
void showInstruments(const PanelContext& context, const session::Snapshot& snapshot, int probe);

// What keys do at a desk, as buttons for a hand that points (tools_panel.cpp).
struct ToolsAnswer {
  bool talk = false, form = false, task = false, hint = false, menu = false;
};
ToolsAnswer showTools(const PanelContext& context, bool hints);

// What the hands hold and what is worn (hands_panel.cpp).
void showHands(const PanelContext& context, const session::Snapshot& snapshot);

// What can be said to a person, and the answer to what was said last (dialogue_panel.cpp). Appends
// commands; `person` becomes another when one is turned to. False when closed.
bool showDialogue(const PanelContext& context, const session::Snapshot& snapshot, uint32_t& person,
                  std::vector<Command>& commands);

// A form to fill in (form_panel.cpp). typed: what stands in the free fields, parallel to
// ScenarioModel::fields, kept by the caller. False when closed.
bool showForm(const PanelContext& context, const session::Snapshot& snapshot, uint32_t instance,
              std::vector<std::string>& typed, std::vector<Command>& commands);
// The instance whose form is in a hand; -1 for none.
int32_t formInHand(const session::Snapshot& snapshot);

// Short messages that fade, newest last; and one that stays (notice_panel.cpp).
struct Notice {
  std::string text;
  Tone tone = Tone::kPlain;
  double shownFor = 0;  // s so far
};
// How long a text of this length stays, s.
double noticeSeconds(const std::string& text);
void showNotices(const PanelContext& context, const std::vector<Notice>& notices);
void showBanner(const PanelContext& context, const std::string& text, Tone tone);
// What an event says to the person, in words; empty for most events.
Notice noticeOf(const PanelContext& context, const plant::Event& event);

// ---- over the session
enum class MenuAction { kNone, kResume, kRestart, kHelp, kComfort, kFinish, kQuit };
struct MenuView {
  bool putAside = false;  // the session stopped by itself
  bool comfort = false;   // there are settings to show
};
MenuAction showMenu(const PanelContext& context, const MenuView& view);  // menu_panel.cpp

// Settings a line each, with a button down and one up; buttons below them, the last of which closes
// (settings_panel.cpp).
struct SettingRow {
  std::string name, value;
  bool heading = false;  // of the rows that follow
};
struct SettingsView {
  std::string title, about;
  std::vector<SettingRow> rows;
  std::vector<std::string> buttons;
};
struct SettingsAnswer {
  int row = -1, by = 0;  // this row one down (-1) or up (1)
  int button = -1;
};
SettingsAnswer showSettings(const PanelContext& context, const SettingsView& view);

bool showHelp(const PanelContext& context);  // help_panel.cpp; false when closed

enum class ConfirmAction { kNone, kYes, kNo };
// confirm_panel.cpp. Keys of the texts of the question, of its details and of the button that says
// yes.
struct ConfirmView {
  std::string question, details, yes;
  bool danger = false;
};
ConfirmAction showConfirm(const PanelContext& context, const ConfirmView& view);

// ---- after the session
// That record and report are being made, and how far that is (closing_panel.cpp).
void showClosing(const PanelContext& context, size_t picturesTaken, size_t pictures);
// debrief_panel.cpp
struct DebriefView {
  const std::vector<session::Finding>* findings = nullptr;  // not owned
  assess::Score score;
  double duration = 0;  // s
  bool finished = true;
  std::string recordPath;  // empty: not recorded
  std::string reportPath;  // empty: no report
  std::string trouble;     // why there is none; may be empty
};
enum class DebriefAction { kNone, kRestart, kQuit };
DebriefAction showDebrief(const PanelContext& context, const DebriefView& view);

// ---- a recorded session, for whoever looks at it afterwards (replay_panel.cpp)
enum class ReplayCamera { kBeside, kEyes, kFree };
inline constexpr double kReplaySpeeds[] = {0.5, 1, 2, 4, 8};
// A step that was done or a rule that was broken.
struct ReplayMoment {
  double time = 0;  // s
  std::string text;
  Tone tone = Tone::kPlain;
};
struct ReplayView {
  double time = 0, length = 0;  // s
  bool playing = false;
  double speed = 1;  // one of kReplaySpeeds
  ReplayCamera camera = ReplayCamera::kFree;
  bool body = false;    // the record has head and hands
  bool seen = true;     // at this moment, too
  bool follow = false;  // the present moment comes into sight in the list
  std::string title, subtitle;
  const std::vector<std::string>* warnings = nullptr;  // not owned; null or empty: none
  const std::vector<ReplayMoment>* moments = nullptr;  // not owned; by time
};
struct ReplayAnswer {
  bool toggle = false, quit = false;
  std::optional<double> seek, speed;
  std::optional<ReplayCamera> camera;
};
ReplayAnswer showReplay(const PanelContext& context, const ReplayView& view);
// What it leaves of the window, from the upper left corner. Pixels.
Vec2 replayFreeArea(const PanelContext& context);
// "0.5×"
std::string speedText(double speed);

// "3:07", minutes and seconds.
std::string clockText(double seconds);

}  // namespace shixun::view
