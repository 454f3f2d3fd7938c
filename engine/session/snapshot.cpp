#include "session/snapshot.h"

#include <cmath>

namespace shixun::session {

using scenario::SignalSource;

namespace {

// What an instrument measures, as its controls stand; -1: it shows nothing.
int32_t functionAt(const scenario::InstrumentModel& instrument, const plant::State& state) {
  if (std::isnan(state.signals[instrument.signal])) return -1;
  for (size_t f = 0; f < instrument.functions.size(); ++f) {
    const auto& when = instrument.functions[f].when;
    if (!when.program || when.program->evaluate(state.signals)) return static_cast<int32_t>(f);
  }
  return -1;
}

}  // namespace

void fill(Snapshot& snapshot, const Session& session) {
  snapshot.model = &session.model();
  snapshot.state = session.state();
  for (size_t h = 0; h < 2; ++h) snapshot.handShape[h] = shapeOf(snapshot.state.hands[h]);
  snapshot.displays.resize(session.model().instruments.size());
  for (uint32_t i = 0; i < snapshot.displays.size(); ++i) {
    snapshot.displays[i] = session.plant().displayText(session.state(), i);
  }
}

HandShape shapeOf(const plant::HandState& hand) {
  if (hand.terminal >= 0) return HandShape::kPoint;
  return hand.item >= 0 || hand.control >= 0 ? HandShape::kGrip : HandShape::kOpen;
}

plant::State stateAt(const ScenarioModel& model, const std::vector<TracePoint>& trace, Tick tick) {
  plant::State state = plant::Plant(model, {}).start();
  for (const TracePoint& point : trace) {
    if (point.tick > tick) break;
    for (const SignalChange& change : point.signals) {
      state.signals[change.signal] = change.value;
      const scenario::SignalModel& signal = model.signals[change.signal];
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
    state.tick = point.tick;
  }
  for (size_t i = 0; i < model.instruments.size(); ++i) {
    state.instruments[i].function = functionAt(model.instruments[i], state);
  }
  return state;
}

Snapshot snapshotAt(const ScenarioModel& model, const std::vector<TracePoint>& trace,
                    PoseTrack* poses, Tick tick) {
  Snapshot snapshot;
  snapshot.model = &model;
  snapshot.state = stateAt(model, trace, tick);
  const plant::Plant plant(model, {});
  for (uint32_t i = 0; i < model.instruments.size(); ++i) {
    snapshot.displays.push_back(plant.displayText(snapshot.state, i));
  }
  if (poses == nullptr) return snapshot;
  if (auto sample = poses->at(tick)) static_cast<PoseSample&>(snapshot) = std::move(*sample);
  return snapshot;
}

}  // namespace shixun::session
