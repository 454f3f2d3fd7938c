#include "app/trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>

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

// Short enough to be typed.
uint64_t chanceSeed() {
  return std::random_device()() % 1'000'000'000U + 1;
}

std::string temporaryFolder() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  return error ? std::string("/tmp") : folder.string();
}

}  // namespace

Trainer::Trainer(const TrainerDef& def) : def_(def) {
  if (def.freshSeed) def_.info.seed = chanceSeed();
  choice_ = {def.info.trainee, def.info.language, def.info.mode};
}

Status Trainer::start(const TrainerDevice& device) {
  device_ = device;
  if (!def_.ask) return begin();
  preview_ = std::make_unique<session::Session>(*def_.model, def_.info, nullptr);
  session::fill(previewSnapshot_, *preview_);
  return {};
}

const session::Snapshot& Trainer::snapshot() const {
  return live_ != nullptr ? live_->snapshot() : previewSnapshot_;
}

void Trainer::showBody(const interact::InputFrame& body) {
  previewSnapshot_.worldFromHead = body.worldFromHead;
  for (size_t h = 0; h < 2; ++h) {
    previewSnapshot_.handShown[h] = body.hands[h].tracked;
    previewSnapshot_.worldFromHand[h] = body.hands[h].worldFromGrip;
  }
}

std::string Trainer::newRecordPath() const {
  if (!def_.recordPath.empty()) return unusedRecordPath(disk(), def_.recordPath);
  const std::string name =
      timeStampForFile() + "-" + fileName(def_.model->id) + "-" + choice_.mode + ".mcap";
  return unusedRecordPath(disk(), joinPath(def_.sessionsFolder, name));
}

Status Trainer::begin() {
  LiveSessionDef live;
  live.model = def_.model;
  live.info = def_.info;
  // Of the session after this one, so that what is drawn is not what has just been found.
  if (def_.freshSeed) def_.info.seed = chanceSeed();
  live.info.trainee = choice_.name;
  live.info.language = choice_.language;
  live.info.mode = choice_.mode;
  live.info.input = device_.input;
  live.info.startedAt = timeStampRfc3339();
  live.info.build = buildName();
  live.info.device = device_.name;
  live.recordPath = newRecordPath();
  if (auto own = sessionsFolder({}); own.ok() && *own != parentPath(live.recordPath)) {
    live.fallbackFolders.push_back(*own);
  }
  live.fallbackFolders.push_back(joinPath(temporaryFolder(), "shixun-sessions"));
  auto made = LiveSession::create(live);
  if (!made.ok()) return made.status();
  live_ = std::move(made).value();
  preview_.reset();
  hud_.reset();
  commands_.clear();
  behind_ = 0;
  settled_ = false;
  screen_ = Screen::kWorld;
  began_ = true;
  return {};
}

// The next picture of a moment; false when there are no more, or the device gives none: a report
// without pictures is still a report.
bool Trainer::takePicture() {
  const auto& moments = live_->moments();
  if (pictures_.size() >= moments.size()) return false;
  const Moment& moment = moments[pictures_.size()];
  auto png = device_.still(moment.snapshot, moment.focus);
  if (!png.ok()) return false;
  char number[16];
  std::snprintf(number, sizeof number, "%03zu", pictures_.size() + 1);
  const std::string name =
      std::string(number) + (moment.rule.empty() ? "-step" : "-" + moment.rule) + ".png";
  live_->run().session().recorder()->attach(moment.snapshot.state.tick, name, "image/png", *png);
  pictures_.push_back(
      {moment.snapshot.state.tick, moment.caption, moment.rule, std::move(png).value()});
  return true;
}

// The session is over: the rest of the pictures, seal, report. Whatever fails is told, the marks
// stand.
void Trainer::end() {
  live_->rescueRecord();
  while (takePicture()) {
  }
  live_->rescueRecord();
  Played played;
  played.judged = judge(live_->run());
  session::Recorder& recorder = *live_->run().session().recorder();
  const auto seal = closeRecord(recorder, true);
  if (!seal.ok()) played.trouble = seal.status().message();
  played.recordPath = live_->recordPath();
  auto report = writeReport(*def_.model, *def_.catalogue, played.judged, played.recordPath,
                            std::move(pictures_), {seal.ok() ? *seal : std::string(), {}});
  pictures_.clear();
  if (report.ok()) {
    played.reportPath = *report;
  } else {
    played.trouble += (played.trouble.empty() ? "" : "; ") + report.status().message();
  }
  played_.push_back(std::move(played));
  settled_ = true;
}

// What was asked for when the session was ended decides where one goes.
Status Trainer::settle() {
  if (live_ == nullptr || !live_->over() || settled_) return {};
  const bool announced = screen_ == Screen::kClosing;
  screen_ = Screen::kClosing;
  if (!announced || takePicture()) return {};
  end();
  const view::MenuAction asked = asked_;
  asked_ = view::MenuAction::kNone;
  screen_ = Screen::kDebrief;
  if (asked == view::MenuAction::kQuit) leave_ = true;
  if (asked != view::MenuAction::kRestart) return {};
  live_.reset();
  return begin();
}

void Trainer::setPaused(bool paused) {
  if (live_->over() || live_->run().session().state().paused == paused) return;
  commands_.push_back(plain(paused ? CommandKind::kPause : CommandKind::kResume));
}

interact::InputFrame Trainer::frameAt(const InputAt& input, double part) {
  interact::InputFrame frame = input(part);
  frame.uiCaptured = frame.uiCaptured || screen_ != Screen::kWorld;
  frame.panelCommands.swap(commands_);
  commands_.clear();
  return frame;
}

void Trainer::play(double seconds, const InputAt& input) {
  setPaused(screen_ != Screen::kWorld);
  const bool paused = live_->run().session().state().paused;
  behind_ = std::min(behind_ + seconds, kMostCaughtUp);
  // A pause stops the clock, so that only what panels ask for is given to the session.
  int ticks = static_cast<int>(std::floor(behind_ / kTickSeconds));
  behind_ -= ticks * kTickSeconds;
  if (paused) ticks = std::min(ticks, 1);
  if (ticks == 0 && !commands_.empty()) ticks = 1;
  for (int i = 0; i < ticks && !live_->over(); ++i) {
    const auto found = live_->tick(frameAt(input, (i + 1.0) / ticks));
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

Status Trainer::advance(double seconds, const InputAt& input) {
  began_ = false;
  // The first tick waits until the body has gone to the start.
  if (screen_ == Screen::kWorld && live_ == nullptr) return begin();
  if (live_ == nullptr || live_->over()) return {};
  play(seconds, input);
  return {};
}

void Trainer::close(const interact::InputFrame& last) {
  if (live_ == nullptr || settled_) return;
  if (live_->over()) return end();
  commands_ = {plain(CommandKind::kAbandon)};
  static_cast<void>(live_->tick(frameAt([&](double) { return last; }, 1)));
  end();
}

}  // namespace shixun::app
