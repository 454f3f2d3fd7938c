#include "app/live_session.h"

#include <algorithm>

#include "app/paths.h"

namespace shixun::app {

using plant::EventKind;

namespace {

constexpr double kRetryAfter = 5;    // s between tries to write somewhere
constexpr size_t kMostMoments = 60;  // pictures in one report

void fade(double& amount, double seconds, double whole) {
  amount = std::max(0.0, amount - seconds / whole);
}

}  // namespace

LiveSession::LiveSession(const LiveSessionDef& def) : def_(def) {
  stepSeen_.assign(def.model->rubric.steps.size(), false);
}

FileSystem& LiveSession::files() const {
  return def_.files != nullptr ? *def_.files : disk();
}

Result<std::unique_ptr<LiveSession>> LiveSession::create(const LiveSessionDef& def) {
  std::unique_ptr<LiveSession> self(new LiveSession(def));
  self->recordPath_ = def.recordPath;
  auto file = self->files().create(def.recordPath);
  for (const std::string& folder : def.fallbackFolders) {
    if (file.ok()) break;
    self->recordPath_ = unusedRecordPath(self->files(), joinPath(folder, fileName(def.recordPath)));
    self->moved_ = true;
    file = self->files().create(self->recordPath_);
  }
  if (!file.ok()) return file.status();
  self->run_ = std::make_unique<assess::Run>(*def.model, def.info, std::move(file).value());
  self->interactor_ = std::make_unique<interact::Interactor>(*def.model);
  session::fill(self->snapshot_, self->run_->session());
  return self;
}

std::span<const session::Finding> LiveSession::tick(const interact::InputFrame& input) {
  session::Session& session = run_->session();
  const auto commands = interactor_->step(input, session.state());
  const auto findings = run_->step(commands);
  for (const scenario::Hand hand : interact::kHands) {
    const size_t h = interact::indexOf(hand);
    const plant::HandState& state = session.state().hands[h];
    snapshot_.handShown[h] =
        input.hands[h].tracked || state.item >= 0 || state.control >= 0 || state.terminal >= 0;
    snapshot_.worldFromHand[h] = interactor_->shownHand(hand);
  }
  snapshot_.worldFromHead = input.worldFromHead;
  for (const session::TracePoint& point : run_->points()) {
    if (point.kind != session::PointKind::kEvent) continue;
    if (point.event.kind == EventKind::kShock) snapshot_.shock = 1;
    if (point.event.kind == EventKind::kFlash) snapshot_.flash = 1;
    events_.push_back(point.event);
  }
  remember(findings);
  return findings;
}

void LiveSession::frame(double seconds) {
  session::fill(snapshot_, run_->session());
  snapshot_.overrides = interactor_->overrides();
  if (!snapshot_.state.paused) {
    fade(snapshot_.shock, seconds, session::kShockFades);
    fade(snapshot_.flash, seconds, session::kFlashFades);
  }
  session::Recorder* recorder = run_->session().recorder();
  if (recorder == nullptr || over()) return;
  if (run_->session().state().tick > 0) run_->session().pose(snapshot_);
  if (!recorder->status().ok()) {
    trouble_ = recorder->status();
    retryIn_ -= seconds;
    if (retryIn_ <= 0) resumeRecord();
  }
}

void LiveSession::rescueRecord() {
  run_->session().recorder()->flush();
  if (!run_->session().recorder()->status().ok()) resumeRecord();
}

// What could not be written is in memory; a file that can take it is looked for in turn.
void LiveSession::resumeRecord() {
  retryIn_ = kRetryAfter;
  session::Recorder& recorder = *run_->session().recorder();
  for (size_t i = 0; i < def_.fallbackFolders.size(); ++i) {
    const std::string& folder = def_.fallbackFolders[nextFallback_ % def_.fallbackFolders.size()];
    ++nextFallback_;
    std::string name = fileName(def_.recordPath);
    if (name.ends_with(".mcap")) name.resize(name.size() - 5);
    const std::string path = unusedRecordPath(
        files(), joinPath(folder, name + ".part" + std::to_string(nextFallback_ + 1) + ".mcap"));
    auto file = files().create(path);
    if (!file.ok()) continue;
    if (!recorder.resumeIn(std::move(file).value()).ok()) continue;
    recordPath_ = path;
    moved_ = true;
    trouble_ = {};
    return;
  }
}

void LiveSession::remember(std::span<const session::Finding> findings) {
  const auto keep = [this](const std::vector<scenario::EntityRef>& focus,
                           const std::string& caption, const std::string& rule) {
    if (moments_.size() >= kMostMoments) return;
    Moment moment;
    session::fill(snapshot_, run_->session());
    snapshot_.overrides = interactor_->overrides();
    moment.snapshot = snapshot_;
    moment.focus = focus;
    moment.caption = caption;
    moment.rule = rule;
    moments_.push_back(std::move(moment));
  };
  for (const session::Finding& finding : findings) {
    std::vector<scenario::EntityRef> focus;
    for (const std::string& name : finding.about) {
      const auto entity = def_.model->entities.find(name);
      if (entity != def_.model->entities.end()) focus.push_back(entity->second);
    }
    keep(focus, finding.wrongKey, finding.rule);
  }
  const auto& done = run_->assessor().stepsDone();
  for (size_t i = 0; i < done.size(); ++i) {
    if (!done[i] || stepSeen_[i]) continue;
    stepSeen_[i] = true;
    keep(def_.model->rubric.steps[i].about, def_.model->rubric.steps[i].titleKey, {});
  }
}

std::vector<plant::Event> LiveSession::takeEvents() {
  std::vector<plant::Event> taken;
  taken.swap(events_);
  return taken;
}

}  // namespace shixun::app
