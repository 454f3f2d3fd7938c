#include "session/snapshot.h"

#include <cmath>

namespace shixun::session {

using scenario::SignalSource;

void fill(Snapshot& snapshot, const Session& session) {
  snapshot.model = &session.model();
  snapshot.state = session.state();
  snapshot.displays.resize(session.model().instruments.size());
  for (uint32_t i = 0; i < snapshot.displays.size(); ++i) {
    snapshot.displays[i] = session.plant().displayText(session.state(), i);
  }
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
  return state;
}

}  // namespace shixun::session
