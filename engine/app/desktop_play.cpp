#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/desktop_window.h"
#include "app/paths.h"

namespace shixun::app {

using scenario::Command;
using scenario::CommandKind;

namespace {

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

}  // namespace

std::string Desktop::newRecordPath() const {
  if (!def_.recordPath.empty()) return unusedRecordPath(disk(), def_.recordPath);
  const std::string name =
      timeStampForFile() + "-" + fileName(def_.model->id) + "-" + choice_.mode + ".mcap";
  return unusedRecordPath(disk(), joinPath(def_.sessionsFolder, name));
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
                            std::move(pictures), {seal.ok() ? *seal : std::string(), {}});
  if (report.ok()) {
    played.reportPath = *report;
  } else {
    played.trouble += (played.trouble.empty() ? "" : "; ") + report.status().message();
  }
  outcome.sessions.push_back(std::move(played));
}

// What was asked for when the session was ended decides where one goes.
Status Desktop::endOfSession() {
  end();
  const view::MenuAction asked = asked_;
  asked_ = view::MenuAction::kNone;
  screen_ = Screen::kDebrief;
  if (asked == view::MenuAction::kQuit) leave_ = true;
  if (asked != view::MenuAction::kRestart) return {};
  live_.reset();
  return begin();
}

void Desktop::setPaused(bool paused) {
  if (live_->over() || live_->run().session().state().paused == paused) return;
  commands_.push_back(plain(paused ? CommandKind::kPause : CommandKind::kResume));
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
  // Effects fade in the session's time: on a slow machine they are as long as the rest.
  live_->frame(std::min(seconds, kMostCaughtUp));
}

}  // namespace shixun::app
