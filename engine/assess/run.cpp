#include "assess/run.h"

namespace shixun::assess {

using scenario::Command;
using scenario::CommandKind;

Run::Run(const ScenarioModel& model, const session::SessionInfo& info,
         std::unique_ptr<AppendFile> file)
    : session_(model, info, std::move(file)), assessor_(model, info.mode) {}

std::span<const Finding> Run::step(std::span<const Command> commands) {
  fresh_.clear();
  points_ = session_.step(commands);
  for (const TracePoint& point : points_) {
    const auto found = assessor_.push(point);
    fresh_.insert(fresh_.end(), found.begin(), found.end());
  }
  if (session_.over() && !judged_) {
    judged_ = true;
    const auto found = assessor_.finish();
    fresh_.insert(fresh_.end(), found.begin(), found.end());
  }
  if (session::Recorder* recorder = session_.recorder(); recorder != nullptr) {
    for (const Finding& finding : fresh_) recorder->finding(finding);
  }
  return fresh_;
}

Score Run::score() const {
  return assess::score(session_.model(), assessor_.findings(), assessor_.progress());
}

CommandPlayer::CommandPlayer(const scenario::Walkthrough& walkthrough)
    : CommandPlayer(walkthrough.steps, walkthrough.settle) {}

CommandPlayer::CommandPlayer(std::span<const scenario::WalkthroughStep> steps, double settle) {
  double time = 0;
  bool ends = false;
  for (const scenario::WalkthroughStep& step : steps) {
    time += step.after;
    steps_.push_back({tickFromSeconds(time), step.command});
    ends = ends || step.command.kind == CommandKind::kFinish ||
           step.command.kind == CommandKind::kAbandon;
  }
  if (!ends) {
    Command finish;
    finish.kind = CommandKind::kFinish;
    steps_.push_back({tickFromSeconds(time + settle), finish});
  }
}

std::span<const Command> CommandPlayer::due(const plant::State& state) {
  batch_.clear();
  if (state.paused && next_ < steps_.size()) batch_.push_back(steps_[next_++].command);
  while (!state.paused && next_ < steps_.size() && steps_[next_].tick <= state.tick) {
    batch_.push_back(steps_[next_++].command);
  }
  return batch_;
}

Remarked remark(const ScenarioModel& model, const session::Playback& playback,
                const Judgements& judgements) {
  Assessor assessor(model, playback.mode);
  for (const TracePoint& point : playback.trace) static_cast<void>(assessor.push(point));
  static_cast<void>(assessor.finish());
  Remarked out;
  out.findings = assessor.findings();
  out.score = score(model, out.findings, assessor.progress(), judgements);
  out.duration = secondsFromTick(playback.lastTick);
  out.stepsDone = assessor.stepsDone();
  return out;
}

}  // namespace shixun::assess
