// Trace: what rules see of a session, point by point. A live session and a record give the same
// points, which is why a mark can be derived again.
#pragma once

#include <cstdint>
#include <vector>

#include "core/clock.h"
#include "plant/event.h"

namespace shixun::session {

struct SignalChange {
  uint32_t signal = 0;      // ScenarioModel::signals
  double value = 0;         // SI, label index, 0/1; NaN: undefined
};

struct PotentialChange {
  uint32_t terminal = 0;    // ScenarioModel::terminals
  double re = 0, im = 0;    // V rms against the reference of its island
  int32_t island = -1;
  std::vector<double> more = {};  // V: see plant::Plant::Potential
};

enum class PointKind : uint8_t { kEvent, kObservables };

struct TracePoint {
  PointKind kind = PointKind::kEvent;
  Tick tick = 0;
  plant::Event event;                    // kEvent
  std::vector<SignalChange> signals;     // kObservables
  std::vector<PotentialChange> potentials;  // kObservables
};

}  // namespace shixun::session
