// Snapshot: everything that can be shown of a session at one moment, filled by the live state or from
// a record. View draws it; it holds no rules.
#pragma once

#include <string>
#include <vector>

#include "plant/pose.h"
#include "plant/state.h"
#include "scenario/model.h"
#include "session/session.h"

namespace shixun::session {

struct Snapshot {
  const ScenarioModel* model = nullptr;  // not owned
  plant::State state;                    // of a record: observables, controls, places only
  plant::PoseOverrides overrides;        // what a hand holds half way
  Pose worldFromHead;
  bool handShown[2] = {false, false};
  Pose worldFromHand[2];
  std::vector<std::string> displays;     // (instruments) what each display shows
  double shock = 0;                      // 0..1, fades after a shock
  double flash = 0;                      // 0..1, fades after a short circuit
};

// Fills everything but head, hands, overrides and the fading effects.
void fill(Snapshot& snapshot, const Session& session);

// The state at a tick as far as a record tells it: applies the observables up to and including that
// tick to a state made by the model alone.
plant::State stateAt(const ScenarioModel& model, const std::vector<TracePoint>& trace, Tick tick);

}  // namespace shixun::session
