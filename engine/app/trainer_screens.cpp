#include "app/trainer.h"

namespace shixun::app {

using scenario::CommandKind;

void Trainer::escape() {
  switch (screen_) {
    case Screen::kWorld:
      if (!hud_.closeOne()) screen_ = Screen::kMenu;
      putAside_ = false;
      return;
    case Screen::kMenu:
      screen_ = Screen::kWorld;
      return;
    case Screen::kHelp:
      screen_ = helpFrom_;
      return;
    case Screen::kComfort:
      screen_ = Screen::kMenu;
      return;
    case Screen::kConfirm:
      screen_ = Screen::kMenu;
      asked_ = view::MenuAction::kNone;
      return;
    case Screen::kStart:
    case Screen::kClosing:
    case Screen::kDebrief:
      return;
  }
}

void Trainer::toggleHelp() {
  if (screen_ == Screen::kHelp) {
    screen_ = helpFrom_;
  } else if (screen_ == Screen::kWorld || screen_ == Screen::kMenu) {
    helpFrom_ = screen_;
    screen_ = Screen::kHelp;
  }
}

void Trainer::putAside() {
  if (screen_ != Screen::kWorld) return;
  screen_ = Screen::kMenu;
  putAside_ = true;
}

void Trainer::act(view::MenuAction action) {
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
    case view::MenuAction::kComfort:
      screen_ = Screen::kComfort;
      return;
    case view::MenuAction::kFinish:
    case view::MenuAction::kRestart:
    case view::MenuAction::kQuit:
      asked_ = action;
      screen_ = Screen::kConfirm;
      return;
  }
}

void Trainer::confirm(const view::PanelContext& board) {
  const char* name = asked_ == view::MenuAction::kFinish    ? "finish"
                     : asked_ == view::MenuAction::kRestart ? "restart"
                                                            : "quit";
  const std::string key = std::string("ui.confirm.") + name;
  view::ConfirmView question;
  question.question = key;
  question.details = key + "_details";
  question.yes = key + "_yes";
  question.danger = asked_ != view::MenuAction::kFinish;
  const view::ConfirmAction answer = view::showConfirm(board, question);
  if (answer == view::ConfirmAction::kNo) {
    screen_ = Screen::kMenu;
    asked_ = view::MenuAction::kNone;
  }
  if (answer != view::ConfirmAction::kYes) return;
  scenario::Command end;
  end.kind = asked_ == view::MenuAction::kFinish ? CommandKind::kFinish : CommandKind::kAbandon;
  commands_.push_back(end);
}

void Trainer::showDebrief(const view::PanelContext& board) {
  const Played& last = played_.back();
  view::DebriefView debrief;
  debrief.findings = &last.judged.findings;
  debrief.score = last.judged.score;
  debrief.duration = last.judged.duration;
  debrief.finished = last.judged.finished;
  debrief.recordPath = last.recordPath;
  debrief.reportPath = last.reportPath;
  debrief.trouble = last.trouble;
  const view::DebriefAction action = view::showDebrief(board, debrief);
  if (action == view::DebriefAction::kQuit) leave_ = true;
  if (action == view::DebriefAction::kRestart) {
    live_.reset();
    screen_ = Screen::kWorld;
  }
}

// The panels that stop the world.
void Trainer::showOver(const view::PanelContext& board) {
  switch (screen_) {
    case Screen::kStart: {
      const view::StartAction action = view::showStart(board, choice_);
      if (action == view::StartAction::kQuit) leave_ = true;
      if (action == view::StartAction::kBegin) screen_ = Screen::kWorld;
      return;
    }
    case Screen::kWorld:
      return;
    case Screen::kMenu:
      return act(view::showMenu(board, {putAside_, static_cast<bool>(device_.settings)}));
    case Screen::kHelp:
      if (!view::showHelp(board)) screen_ = helpFrom_;
      return;
    case Screen::kComfort:
      if (!device_.settings(board)) screen_ = Screen::kMenu;
      return;
    case Screen::kConfirm:
      return confirm(board);
    case Screen::kClosing:
      return view::showClosing(board, pictures_.size(), live_->moments().size());
    case Screen::kDebrief:
      return showDebrief(board);
  }
}

void Trainer::showPanels(const Surfaces& surfaces, const Hud::Input& input, double seconds) {
  events_.clear();
  if (live_ != nullptr && !live_->over()) {
    events_ = live_->takeEvents();
    const view::PanelContext& texts = surfaces.beside.captions;
    hud_.hear(texts, *live_, {events_, findings_}, screen_ == Screen::kWorld ? seconds : 0);
    findings_.clear();
    if (screen_ == Screen::kWorld) hud_.show(surfaces.beside, *live_, input, commands_);
  }
  showOver(surfaces.board);
}

}  // namespace shixun::app
