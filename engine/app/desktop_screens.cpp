#include "app/desktop_window.h"
#include "core/log.h"
#include "view/fright.h"

namespace shixun::app {

using platform::Key;
using platform::MouseButton;
using scenario::CommandKind;

// One step back, wherever one is.
void Desktop::escape() {
  switch (screen_) {
    case Screen::kWorld:
      if (!hud_.closeOne()) screen_ = Screen::kMenu;
      focusLost_ = false;
      return;
    case Screen::kMenu:
      screen_ = Screen::kWorld;
      return;
    case Screen::kHelp:
      screen_ = helpFrom_;
      return;
    case Screen::kConfirm:
      screen_ = Screen::kMenu;
      asked_ = view::MenuAction::kNone;
      return;
    case Screen::kStart:
    case Screen::kDebrief:
      return;
  }
}

void Desktop::readKeys() {
  const bool typing = stage_->ui().wantsText();
  if (screen_ == Screen::kWorld && input_.focusLost) {
    screen_ = Screen::kMenu;
    focusLost_ = true;
    pointer_.letGo();
  }
  if (input_.key(Key::kEscape).pressed && !typing) escape();
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
  scenario::Command end;
  end.kind = asked_ == view::MenuAction::kFinish ? CommandKind::kFinish : CommandKind::kAbandon;
  commands_.push_back(end);
}

void Desktop::showDebrief() {
  const Played& last = outcome.sessions.back();
  view::DebriefView debrief;
  debrief.findings = &last.judged.findings;
  debrief.score = last.judged.score;
  debrief.duration = last.judged.duration;
  debrief.finished = last.judged.finished;
  debrief.recordPath = last.recordPath;
  debrief.reportPath = last.reportPath;
  debrief.trouble = last.trouble;
  const view::DebriefAction action = view::showDebrief(context(), debrief);
  if (action == view::DebriefAction::kQuit) leave_ = true;
  if (action == view::DebriefAction::kRestart) {
    live_.reset();
    screen_ = Screen::kWorld;
  }
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
    case Screen::kDebrief:
      return showDebrief();
  }
}

// A name may be written in any script: characters that are new are drawn for the panels' fonts
// before the next frame shows them.
void Desktop::loadTyped() {
  if (input_.text.empty() && !input_.control()) return;
  std::string typed = input_.text;
  if (input_.control() && input_.key(Key::kV).pressed) typed += stage_->window().clipboard();
  if (Status s = stage_->addCharacters(typed); !s.ok()) log(LogLevel::kWarning, s.message());
}

void Desktop::showPanels(double seconds) {
  loadTyped();
  stage_->ui().beginFrame(uiInputFrom(input_, seconds));
  const view::PanelContext c = context();
  events_.clear();
  view::showFright(c, snapshot());
  if (live_ != nullptr && !live_->over()) {
    events_ = live_->takeEvents();
    hud_.hear(c, *live_, {events_, findings_}, screen_ == Screen::kWorld ? seconds : 0);
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

}  // namespace shixun::app
