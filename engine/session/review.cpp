#include "session/review.h"

#include <algorithm>
#include <cmath>

#include "math/libm.h"

namespace shixun::session {

using scenario::SignalSource;

namespace {

constexpr double kNever = -1e9;  // s

// What an instrument measures, as its controls stand; -1: it shows nothing.
int32_t functionAt(const scenario::InstrumentModel& instrument, const plant::State& state) {
  if (std::isnan(state.signals[instrument.signal])) return -1;
  for (size_t f = 0; f < instrument.functions.size(); ++f) {
    const auto& when = instrument.functions[f].when;
    if (!when.program || when.program->evaluate(state.signals)) return static_cast<int32_t>(f);
  }
  return -1;
}

double faded(double since, double seconds) {
  return std::clamp(1 - since / seconds, 0.0, 1.0);
}

}  // namespace

Review::Review(const ScenarioModel& model, const std::vector<TracePoint>& trace, PoseTrack poses)
    : model_(model), trace_(trace), poses_(std::move(poses)), plant_(model, {}) {
  start_ = plant_.start();
  restart();
}

void Review::restart() {
  snapshot_ = {};
  snapshot_.model = &model_;
  snapshot_.state = start_;
  next_ = 0;
  tick_ = 0;
  shockAt_ = flashAt_ = kNever;
}

void Review::applySignal(const SignalChange& change) {
  plant::State& state = snapshot_.state;
  state.signals[change.signal] = change.value;
  const scenario::SignalModel& signal = model_.signals[change.signal];
  const auto index = std::isnan(change.value) ? 0U : static_cast<uint32_t>(change.value);
  switch (signal.source) {
    case SignalSource::kControl:
      state.controls[signal.index] = index;
      break;
    case SignalSource::kItemPlace:
      state.itemPlaces[signal.index] = index;
      break;
    case SignalSource::kProbeTerminal:
      state.probes[signal.index].terminal = static_cast<int32_t>(index) - 1;
      break;
    case SignalSource::kLatch:
      state.latches[signal.index] = change.value != 0 ? 1 : 0;
      break;
    case SignalSource::kReading:
      state.instruments[signal.index].reading = change.value;
      break;
    default:
      break;
  }
}

void Review::apply(const TracePoint& point) {
  if (point.kind == PointKind::kEvent) {
    const double time = secondsFromTick(point.tick);
    if (point.event.kind == plant::EventKind::kShock) shockAt_ = time;
    if (point.event.kind == plant::EventKind::kFlash) flashAt_ = time;
    snapshot_.state.paused =
        point.event.kind == plant::EventKind::kPaused ||
        (snapshot_.state.paused && point.event.kind != plant::EventKind::kResumed);
  }
  for (const SignalChange& change : point.signals) applySignal(change);
}

const Snapshot& Review::at(Tick tick) {
  if (tick < tick_) restart();
  plant::State& state = snapshot_.state;
  for (; next_ < trace_.size() && trace_[next_].tick <= tick; ++next_) apply(trace_[next_]);
  for (uint32_t i = 0; i < model_.instruments.size(); ++i) {
    plant::InstrumentState& instrument = state.instruments[i];
    instrument.function = functionAt(model_.instruments[i], state);
    if (instrument.function < 0) continue;
    const double maximum =
        model_.instruments[i].functions[static_cast<size_t>(instrument.function)].maximum;
    instrument.overRange = maximum > 0 && instrument.reading >= maximum;
  }
  const double passed = secondsFromTick(tick - tick_);
  for (size_t m = 0; m < model_.motions.size(); ++m) {
    if (model_.motions[m].type != scenario::MotionType::kSpin) continue;
    const double angle = state.spins[m] + state.signals[model_.motions[m].speedSignal] * passed;
    if (std::isfinite(angle)) state.spins[m] = angle - 2 * kPi * std::floor(angle / (2 * kPi));
  }
  tick_ = state.tick = tick;
  snapshot_.displays.resize(model_.instruments.size());
  for (uint32_t i = 0; i < model_.instruments.size(); ++i) {
    snapshot_.displays[i] = plant_.displayText(state, i);
  }
  snapshot_.shock = faded(secondsFromTick(tick) - shockAt_, kShockFades);
  snapshot_.flash = faded(secondsFromTick(tick) - flashAt_, kFlashFades);
  const auto poses = poses_.at(tick);
  static_cast<PoseSample&>(snapshot_) = poses.value_or(PoseSample());
  snapshot_.headShown = poses.has_value();
  return snapshot_;
}

}  // namespace shixun::session
