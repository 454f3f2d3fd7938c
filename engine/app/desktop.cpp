#include "app/desktop.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <iostream>

#include "app/desk_input.h"
#include "app/hud.h"
#include "app/locate.h"
#include "app/paths.h"
#include "app/stage.h"
#include "app/walker.h"
#include "platform/system.h"
#include "view/characters.h"

namespace shixun::app {

using platform::DesktopInput;
using platform::Key;
using platform::MouseButton;
using scenario::Command;
using scenario::CommandKind;

namespace {

constexpr double kMostCaughtUp = 0.1;  // s: a slower machine makes the session slower, not jumpy

// Ctrl-C or a logout leaves as closing the window does: the record is closed and sealed.
volatile std::sig_atomic_t askedToEnd = 0;
void onSignal(int) {
  askedToEnd = 1;
}

enum class Screen { kStart, kWorld, kMenu, kHelp, kConfirm, kDebrief };

Command plain(CommandKind kind) {
  Command command;
  command.kind = kind;
  return command;
}

std::string temporaryFolder() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  return error ? std::string("/tmp") : folder.string();
}

class Desktop {
 public:
  explicit Desktop(const DesktopDef& def) : def_(def), walker_(*def.model) {}

  Status open();
  Status loop();
  DesktopOutcome outcome;

 private:
  view::PanelContext context() const;
  Status begin();
  void end();
  std::vector<assess::Picture> takePictures(session::Recorder& recorder);
  std::string newRecordPath() const;

  Status frame(double seconds);
  void readKeys();
  void showPanels(double seconds);
  void showOver();
  void confirm();
  void act(view::MenuAction action);
  void setPaused(bool paused);
  void advance(double seconds);
  interact::InputFrame inputFrame();
  Status draw();
  void tellPlaces();
  const session::Snapshot& snapshot() const;

  DesktopDef def_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<session::Session> preview_;  // the world behind the first panel
  session::Snapshot previewSnapshot_;
  std::unique_ptr<LiveSession> live_;
  Walker walker_;
  DeskPointer pointer_;
  Hud hud_;
  DesktopInput input_;
  render::DrawList list_;
  view::StartChoice choice_;
  Screen screen_ = Screen::kStart;
  Screen helpFrom_ = Screen::kWorld;
  view::MenuAction asked_ = view::MenuAction::kNone;  // what is being confirmed
  std::vector<Command> commands_;                     // of panels, for the next tick
  std::vector<session::Finding> findings_;            // since the last frame
  double behind_ = 0;                                 // s of session time to catch up
  std::vector<std::string> told_;                     // parallel to def_.locate
  bool uiHasMouse_ = false;
  bool focusLost_ = false;
  bool leave_ = false;
};

view::PanelContext Desktop::context() const {
  view::PanelContext c;
  c.model = def_.model;
  c.catalogue = def_.catalogue;
  c.language = choice_.language;
  c.width = input_.width;
  c.height = input_.height;
  return c;
}

Status Desktop::open() {
  StageDef stage;
  stage.root = def_.root;
  stage.model = def_.model;
  stage.characters = view::charactersOf(*def_.model, *def_.catalogue) + def_.info.trainee;
  stage.width = def_.width;
  stage.height = def_.height;
  stage.fullScreen = def_.fullScreen;
  const auto title = def_.model->title.find(def_.info.language);
  stage.title = title != def_.model->title.end() ? title->second + " - Shixun" : "Shixun";
  auto made = Stage::create(stage);
  if (!made.ok()) return made.status();
  stage_ = std::move(made).value();
  input_ = stage_->window().poll();
  choice_ = {def_.info.trainee, def_.info.language, def_.info.mode};
  if (!def_.ask) return begin();
  preview_ = std::make_unique<session::Session>(*def_.model, def_.info, nullptr);
  session::fill(previewSnapshot_, *preview_);
  return {};
}

std::string Desktop::newRecordPath() const {
  if (!def_.recordPath.empty()) {
    if (outcome.sessions.empty()) return def_.recordPath;
    std::string path = def_.recordPath;
    if (path.ends_with(".mcap")) path.resize(path.size() - 5);
    return path + "-" + std::to_string(outcome.sessions.size() + 1) + ".mcap";
  }
  const std::string name =
      timeStampForFile() + "-" + fileName(def_.model->id) + "-" + choice_.mode + ".mcap";
  return joinPath(def_.sessionsFolder, name);
}

Status Desktop::begin() {
  LiveSessionDef live;
  live.model = def_.model;
  live.info = def_.info;
  live.info.trainee = choice_.name;
  live.info.language = choice_.language;
  live.info.mode = choice_.mode;
  live.info.input = "desk";
  live.info.startedAt = timeStampRfc3339();
  live.info.build = buildName();
  live.info.device = stage_->deviceName();
  live.recordPath = newRecordPath();
  if (auto own = sessionsFolder({}); own.ok() && *own != parentPath(live.recordPath)) {
    live.fallbackFolders.push_back(*own);
  }
  live.fallbackFolders.push_back(joinPath(temporaryFolder(), "shixun-sessions"));
  auto made = LiveSession::create(live);
  if (!made.ok()) return made.status();
  live_ = std::move(made).value();
  preview_.reset();
  walker_ = Walker(*def_.model);
  pointer_ = DeskPointer();
  hud_.reset();
  commands_.clear();
  behind_ = 0;
  screen_ = Screen::kWorld;
  return {};
}

std::vector<assess::Picture> Desktop::takePictures(session::Recorder& recorder) {
  std::vector<assess::Picture> pictures;
  for (const Moment& moment : live_->moments()) {
    auto png = stage_->still(moment.snapshot, moment.focus);
    if (!png.ok()) break;  // a report without pictures is still a report
    char number[16];
    std::snprintf(number, sizeof number, "%03zu", pictures.size() + 1);
    const std::string name =
        std::string(number) + (moment.rule.empty() ? "-step" : "-" + moment.rule) + ".png";
    recorder.attach(moment.snapshot.state.tick, name, "image/png", *png);
    pictures.push_back(
        {moment.snapshot.state.tick, moment.caption, moment.rule, std::move(png).value()});
  }
  return pictures;
}

// The session is over: pictures, seal, report. Whatever fails is told, the marks stand.
void Desktop::end() {
  Played played;
  played.judged = judge(live_->run());
  session::Recorder& recorder = *live_->run().session().recorder();
  std::vector<assess::Picture> pictures = takePictures(recorder);
  const auto seal = closeRecord(recorder, true);
  if (!seal.ok()) played.trouble = seal.status().message();
  played.recordPath = live_->recordPath();
  auto report = writeReport(*def_.model, *def_.catalogue, played.judged, played.recordPath,
                            std::move(pictures), seal.ok() ? *seal : std::string());
  if (report.ok()) {
    played.reportPath = *report;
  } else {
    played.trouble += (played.trouble.empty() ? "" : "; ") + report.status().message();
  }
  outcome.sessions.push_back(std::move(played));
}

const session::Snapshot& Desktop::snapshot() const {
  return live_ != nullptr ? live_->snapshot() : previewSnapshot_;
}

void Desktop::setPaused(bool paused) {
  if (live_->over() || live_->run().session().state().paused == paused) return;
  commands_.push_back(plain(paused ? CommandKind::kPause : CommandKind::kResume));
}

void Desktop::readKeys() {
  const bool typing = stage_->ui().wantsText();
  if (input_.closeRequested || askedToEnd != 0) leave_ = true;
  if (screen_ == Screen::kWorld && input_.focusLost) {
    screen_ = Screen::kMenu;
    focusLost_ = true;
    pointer_.letGo();
  }
  if (input_.key(Key::kEscape).pressed && !typing) {
    switch (screen_) {
      case Screen::kWorld:
        if (!hud_.closeOne()) screen_ = Screen::kMenu;
        focusLost_ = false;
        break;
      case Screen::kMenu:
        screen_ = Screen::kWorld;
        break;
      case Screen::kHelp:
        screen_ = helpFrom_;
        break;
      case Screen::kConfirm:
        screen_ = Screen::kMenu;
        asked_ = view::MenuAction::kNone;
        break;
      case Screen::kStart:
      case Screen::kDebrief:
        break;
    }
  }
  const bool inSession = screen_ == Screen::kWorld || screen_ == Screen::kMenu;
  if (input_.key(Key::kF1).pressed && screen_ == Screen::kHelp) {
    screen_ = helpFrom_;
  } else if (input_.key(Key::kF1).pressed && inSession) {
    helpFrom_ = screen_;
    screen_ = Screen::kHelp;
  }
}

void Desktop::act(view::MenuAction action) {
  switch (action) {
    case view::MenuAction::kNone:
      return;
    case view::MenuAction::kResume:
      screen_ = Screen::kWorld;
      return;
    case view::MenuAction::kHelp:
      helpFrom_ = Screen::kMenu;
      screen_ = Screen::kHelp;
      return;
    case view::MenuAction::kFinish:
    case view::MenuAction::kRestart:
    case view::MenuAction::kQuit:
      asked_ = action;
      screen_ = Screen::kConfirm;
      return;
  }
}

void Desktop::confirm() {
  const char* name = asked_ == view::MenuAction::kFinish    ? "finish"
                     : asked_ == view::MenuAction::kRestart ? "restart"
                                                            : "quit";
  const std::string key = std::string("ui.confirm.") + name;
  view::ConfirmView question;
  question.question = key;
  question.details = key + "_details";
  question.yes = key + "_yes";
  question.danger = asked_ != view::MenuAction::kFinish;
  const view::ConfirmAction answer = view::showConfirm(context(), question);
  if (answer == view::ConfirmAction::kNo) {
    screen_ = Screen::kMenu;
    asked_ = view::MenuAction::kNone;
  }
  if (answer != view::ConfirmAction::kYes) return;
  commands_.push_back(
      plain(asked_ == view::MenuAction::kFinish ? CommandKind::kFinish : CommandKind::kAbandon));
}

// The panels that stop the world.
void Desktop::showOver() {
  const view::PanelContext c = context();
  switch (screen_) {
    case Screen::kStart: {
      const view::StartAction action = view::showStart(c, choice_);
      if (action == view::StartAction::kQuit) leave_ = true;
      if (action == view::StartAction::kBegin) screen_ = Screen::kWorld;
      return;
    }
    case Screen::kWorld:
      return;
    case Screen::kMenu:
      return act(view::showMenu(c, focusLost_));
    case Screen::kHelp:
      if (!view::showHelp(c)) screen_ = helpFrom_;
      return;
    case Screen::kConfirm:
      return confirm();
    case Screen::kDebrief: {
      const Played& last = outcome.sessions.back();
      view::DebriefView debrief;
      debrief.findings = &last.judged.findings;
      debrief.score = last.judged.score;
      debrief.duration = last.judged.duration;
      debrief.finished = last.judged.finished;
      debrief.recordPath = last.recordPath;
      debrief.reportPath = last.reportPath;
      debrief.trouble = last.trouble;
      const view::DebriefAction action = view::showDebrief(c, debrief);
      if (action == view::DebriefAction::kQuit) leave_ = true;
      if (action == view::DebriefAction::kRestart) {
        live_.reset();
        screen_ = Screen::kWorld;
      }
      return;
    }
  }
}

void Desktop::showPanels(double seconds) {
  stage_->ui().beginFrame(uiInputFrom(input_, seconds));
  const view::PanelContext c = context();
  if (live_ != nullptr && !live_->over()) {
    hud_.hear(c, *live_, findings_, screen_ == Screen::kWorld ? seconds : 0);
    findings_.clear();
    if (screen_ == Screen::kWorld) {
      Hud::Input in;
      in.desk = &input_;
      in.typing = stage_->ui().wantsText();
      in.clicked = input_.button(MouseButton::kLeft).pressed && !uiHasMouse_;
      in.probe = pointer_.probe();
      hud_.show(c, *live_, in, commands_);
    }
  }
  showOver();
  stage_->ui().endFrame();
  uiHasMouse_ = stage_->ui().wantsMouse();
}

interact::InputFrame Desktop::inputFrame() {
  interact::InputFrame frame;
  frame.worldFromHead = walker_.worldFromHead();
  frame.uiCaptured = uiHasMouse_ || screen_ != Screen::kWorld;
  frame.pointer = pointer_.next();
  const bool inside = input_.mouseX >= 0 && input_.mouseY >= 0 && input_.mouseX < input_.width &&
                      input_.mouseY < input_.height;
  frame.pointer.active = inside && !pointer_.looking();
  frame.pointer.worldRay = walker_.rayAt(input_.mouseX, input_.mouseY, input_.width, input_.height);
  frame.panelCommands.swap(commands_);
  return frame;
}

void Desktop::advance(double seconds) {
  setPaused(screen_ != Screen::kWorld);
  const bool paused = live_->run().session().state().paused;
  behind_ = std::min(behind_ + seconds, kMostCaughtUp);
  // A pause stops the clock, so that only what panels ask for is given to the session.
  int ticks = static_cast<int>(std::floor(behind_ / kTickSeconds));
  behind_ -= ticks * kTickSeconds;
  if (paused) ticks = std::min(ticks, 1);
  if (ticks == 0 && !commands_.empty()) ticks = 1;
  for (int i = 0; i < ticks && !live_->over(); ++i) {
    const auto found = live_->tick(inputFrame());
    findings_.insert(findings_.end(), found.begin(), found.end());
    const double limit = def_.model->timeLimit;
    const bool limited = rulesOf(live_->run().session().info().mode).limited && limit > 0;
    if (limited && live_->run().session().time() >= limit) {
      commands_.push_back(plain(CommandKind::kFinish));
    }
  }
  live_->frame(seconds);
}

Status Desktop::draw() {
  std::vector<scenario::EntityRef> lit;
  if (live_ != nullptr && screen_ == Screen::kWorld) {
    const interact::Hover hover = live_->interactor().hover();
    // What only stands there does not glow.
    const bool usable = hover.entity.kind != scenario::EntityKind::kInstance ||
                        def_.model->instances[hover.entity.index].item >= 0;
    if (hover.entity && hover.reachable && usable) lit.push_back(hover.entity);
  }
  stage_->scene().build(snapshot(), lit, list_);
  list_.views.resize(1);
  list_.views[0].viewFromWorld = render::viewFromPose(walker_.worldFromHead());
  list_.views[0].clipFromView = render::perspective(
      walker_.verticalAngle(), static_cast<double>(input_.width) / input_.height);
  auto drawn = stage_->draw(list_);
  if (!drawn.ok()) return drawn.status();
  if (*drawn == render::FrameOutcome::kSkipped) platform::sleepSeconds(0.02);
  return {};
}

// For tests that drive the window from outside.
void Desktop::tellPlaces() {
  told_.resize(def_.locate.size());
  const Vec2 window(input_.width, input_.height);
  for (size_t i = 0; i < def_.locate.size(); ++i) {
    const auto at = locate(*def_.model, snapshot().state, walker_, window, def_.locate[i]);
    std::string line = def_.locate[i] + " unseen";
    if (at) {
      line = def_.locate[i] + " " + std::to_string(std::lround(at->x)) + " " +
             std::to_string(std::lround(at->y));
    }
    if (line == told_[i]) continue;
    told_[i] = line;
    std::cout << line << "\n";
  }
  if (live_ != nullptr) std::cout << "tick " << live_->run().session().state().tick << "\n";
  std::cout << std::flush;  // whoever reads waits for it
}

Status Desktop::frame(double seconds) {
  input_ = stage_->window().poll();
  if (input_.resized) stage_->resize(input_.width, input_.height);
  readKeys();
  if (input_.width == 0 || input_.height == 0) {
    platform::sleepSeconds(0.03);
    return {};
  }
  if (live_ != nullptr && screen_ == Screen::kWorld) {
    const interact::Hover hover = live_->interactor().hover();
    const bool touchable = hover.reachable && hover.entity.kind == scenario::EntityKind::kTerminal;
    pointer_.update(input_, touchable, uiHasMouse_);
    // The body keeps the session's time: on a slow machine both are slow together.
    walker_.update(input_, std::min(seconds, kMostCaughtUp), pointer_.looking(),
                   !stage_->ui().wantsText());
  } else {
    pointer_.letGo();
  }
  showPanels(seconds);
  if (leave_) return {};
  if (screen_ == Screen::kWorld && live_ == nullptr) {
    if (Status s = begin(); !s.ok()) return s;
  }
  if (live_ != nullptr && !live_->over()) {
    advance(seconds);
    if (live_->over()) {
      end();
      screen_ = Screen::kDebrief;
      if (asked_ == view::MenuAction::kQuit) leave_ = true;
      if (asked_ == view::MenuAction::kRestart) {
        live_.reset();
        asked_ = view::MenuAction::kNone;
        return begin();
      }
      asked_ = view::MenuAction::kNone;
    }
  }
  if (!def_.locate.empty()) tellPlaces();
  return draw();
}

Status Desktop::loop() {
  const double began = platform::monotonicSeconds();
  double before = began;
  Status trouble;
  while (!leave_ && trouble.ok()) {
    const double now = platform::monotonicSeconds();
    trouble = frame(std::clamp(now - before, 0.0, 1.0));
    before = now;
    if (def_.forSeconds > 0 && now - began >= def_.forSeconds) break;
  }
  if (trouble.ok() && !def_.screenshotPath.empty()) {
    auto png = stage_->picture(list_);
    trouble = png.ok() ? disk().replace(def_.screenshotPath, *png) : png.status();
  }
  // The window was closed, or the device is gone: what was done so far is kept and judged.
  if (live_ != nullptr && !live_->over()) {
    commands_ = {plain(CommandKind::kAbandon)};
    static_cast<void>(live_->tick(inputFrame()));
    end();
  }
  return trouble;
}

}  // namespace

Result<DesktopOutcome> runDesktop(const DesktopDef& def) {
  askedToEnd = 0;
  const auto interruptBefore = std::signal(SIGINT, onSignal);
  const auto terminateBefore = std::signal(SIGTERM, onSignal);
  Desktop desktop(def);
  Status status = desktop.open();
  if (status.ok()) status = desktop.loop();
  std::signal(SIGINT, interruptBefore);
  std::signal(SIGTERM, terminateBefore);
  if (!status.ok()) return status;
  return std::move(desktop.outcome);
}

}  // namespace shixun::app
