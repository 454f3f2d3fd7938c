#include "assess/witness.h"

#include <algorithm>
#include <cmath>

#include "core/hash.h"
#include "math/libm.h"

namespace shixun::assess {

using scenario::EventKind;
using scenario::MotionType;
using session::TracePoint;

namespace {

constexpr double kTurns = 1;  // rad/s from which one sees a shaft turn

// A reading as its display shows it.
double shownReading(const scenario::ScenarioModel& model, const plant::Event& event) {
  const int32_t index = model.instances[event.what.index].instrument;
  if (index < 0) return event.value;
  for (const auto& function : model.instruments[static_cast<size_t>(index)].functions) {
    if (function.label != event.to) continue;
    double unit = 1;
    for (int d = 0; d < function.decimals; ++d) unit *= 10;
    return std::round(event.value * unit) / unit;
  }
  return event.value;
}

// Events that somebody sees, hears or does. A fuse that blows out of sight is none.
bool perceived(EventKind kind) {
  return kind != EventKind::kShock && kind != EventKind::kFlash && kind != EventKind::kFuseBlown &&
         kind != EventKind::kTrouble && kind != EventKind::kProbed && kind != EventKind::kUnprobed;
}

}  // namespace

Witness::Witness(const scenario::ScenarioModel& model)
    : model_(&model), shown_(model.motions.size(), 2), turning_(model.machines.size(), 2) {}

// What is behind a window is seen by those only who look through it.
bool Witness::behindWindow(uint32_t motion) const {
  const uint32_t instance = model_->parts[model_->motions[motion].node.part].instance;
  return std::any_of(model_->inspects.begin(), model_->inspects.end(),
                     [instance](const auto& inspect) { return inspect.instance == instance; });
}

void Witness::look(Tick tick, const plant::State& state) {
  for (uint32_t m = 0; m < model_->motions.size(); ++m) {
    const auto& motion = model_->motions[m];
    if (!motion.when.program) continue;
    const auto now = static_cast<uint8_t>(motion.when.program->evaluate(state.signals) ? 1 : 0);
    if (now == shown_[m]) continue;
    shown_[m] = now;
    if (behindWindow(m)) continue;
    note(tick, (uint64_t{1} << 60) | (uint64_t{m} << 8) | now);
  }
  for (uint32_t m = 0; m < model_->machines.size(); ++m) {
    const double speed = state.signals[model_->machines[m].speedSignal];
    const auto now = static_cast<uint8_t>(std::abs(speed) > kTurns ? 1 : 0);
    if (now == turning_[m]) continue;
    turning_[m] = now;
    note(tick, (uint64_t{2} << 60) | (uint64_t{m} << 8) | now);
  }
}

void Witness::examine(Tick tick, uint32_t inspect, const plant::State& state) {
  Hash64 hash;
  for (uint32_t m = 0; m < model_->motions.size(); ++m) {
    const auto& motion = model_->motions[m];
    if (model_->parts[motion.node.part].instance != model_->inspects[inspect].instance) continue;
    if (motion.when.program) hash.add(motion.when.program->evaluate(state.signals));
  }
  note(tick, hash.value());
}

void Witness::watch(std::span<const TracePoint> points, const plant::State& state) {
  for (const TracePoint& point : points) {
    if (point.kind == session::PointKind::kObservables) {
      if (!point.signals.empty()) look(point.tick, state);
      continue;
    }
    const plant::Event& event = point.event;
    if (!perceived(event.kind)) continue;
    Hash64 hash;
    hash.add(static_cast<uint32_t>(event.kind));
    for (const auto entity : {event.what, event.at, event.with}) {
      hash.add(static_cast<uint32_t>(entity.kind));
      hash.add(entity.index);
    }
    hash.add(std::string_view(event.to));
    hash.add(std::string_view(event.text));
    if (event.kind == EventKind::kMeasured) hash.add(shownReading(*model_, event));
    if (event.kind == EventKind::kSaid) hash.add(state.lastLineAgreed);
    note(point.tick, hash.value());
    if (event.kind == EventKind::kExamined) examine(point.tick, event.what.index, state);
  }
}

bool differ(std::span<const Sight> now, std::span<const Sight> other, Tick until) {
  for (size_t i = 0; i < now.size(); ++i) {
    if (i >= other.size() || now[i].what != other[i].what) return true;
    if (std::abs(now[i].tick - other[i].tick) > kBlink) return true;
  }
  return now.size() < other.size() && other[now.size()].tick + kBlink < until;
}

}  // namespace shixun::assess
