#include "session/session.h"

#include <cmath>

#include "core/assert.h"

namespace shixun::session {

using scenario::SignalModel;

namespace {

// A potential is reported again when it has moved by more than this.
constexpr double kPotentialStep = 0.2;  // V
constexpr double kPotentialFraction = 1e-3;

bool reports(const SignalModel& signal, double before, double now) {
  if (std::isnan(before) || std::isnan(now)) return std::isnan(before) != std::isnan(now);
  if (before == now) return false;
  // A value that comes back to exactly zero is always told: rules ask whether something is at rest.
  return now == 0 || std::abs(now - before) > signal.resolution;
}

bool reports(const plant::Plant::Potential& before, const plant::Plant::Potential& now) {
  if (before.island != now.island) return true;
  const double moved = plant::Plant::between(before, now);
  return moved > kPotentialStep + kPotentialFraction * magnitude({now.re, now.im});
}

}  // namespace

Session::Session(const ScenarioModel& model, const SessionInfo& info,
                 std::unique_ptr<AppendFile> file)
    : model_(model),
      info_(withDraw(model, info)),
      plant_(model, info_.faults),
      state_(plant_.start()) {
  if (file != nullptr) recorder_ = std::make_unique<Recorder>(model, info_, std::move(file));
  lastSignals_.assign(model.signals.size(), 0);
  lastPotentials_.resize(model.terminals.size());
}

void Session::observe(bool all) {
  TracePoint point;
  point.kind = PointKind::kObservables;
  point.tick = state_.tick;
  for (uint32_t s = 0; s < model_.signals.size(); ++s) {
    const double now = state_.signals[s];
    if (!all && !reports(model_.signals[s], lastSignals_[s], now)) continue;
    lastSignals_[s] = now;
    point.signals.push_back({s, now});
  }
  if (all || state_.circuit.solves != lastSolves_) {
    lastSolves_ = state_.circuit.solves;
    for (uint32_t t = 0; t < model_.terminals.size(); ++t) {
      const plant::Plant::Potential now = plant_.potential(state_, t);
      if (!all && !reports(lastPotentials_[t], now)) continue;
      lastPotentials_[t] = now;
      point.potentials.push_back({t, now.re, now.im, now.island, now.more});
    }
  }
  if (!point.signals.empty() || !point.potentials.empty()) points_.push_back(std::move(point));
}

std::span<const TracePoint> Session::step(std::span<const Command> commands) {
  points_.clear();
  if (!begun_) {
    begun_ = true;
    observe(true);
  }
  if (over()) return points_;
  const Tick tick = state_.tick;
  if (recorder_ != nullptr) {
    for (const Command& command : commands) recorder_->command(tick, command);
  }
  for (const plant::Event& event : plant_.step(state_, commands)) {
    TracePoint point;
    point.tick = tick;
    point.event = event;
    points_.push_back(std::move(point));
  }
  observe(false);
  if (state_.tick != tick && state_.tick % kHashInterval == 0) {
    Hash64 chained(chain_);
    chained.add(state_.hash());
    chain_ = chained.value();
    if (recorder_ != nullptr) recorder_->hash(state_.tick, chain_);
  }
  if (recorder_ != nullptr) {
    for (const TracePoint& point : points_) recorder_->point(point);
    recorder_->tick(state_.tick);
    if (state_.paused || over()) recorder_->flush();
  }
  return points_;
}

Session::Mark Session::mark() const {
  return {state_, lastSignals_, lastPotentials_, lastSolves_, chain_, begun_};
}

void Session::restore(const Mark& mark) {
  SHIXUN_ASSERT(recorder_ == nullptr, "a recorded session cannot go back");
  state_ = mark.state;
  lastSignals_ = mark.signals;
  lastPotentials_ = mark.potentials;
  lastSolves_ = mark.solves;
  chain_ = mark.chain;
  begun_ = mark.begun;
  points_.clear();
}

void Session::pose(const PoseSample& sample) {
  if (recorder_ != nullptr) recorder_->pose(state_.tick, sample);
}

}  // namespace shixun::session
