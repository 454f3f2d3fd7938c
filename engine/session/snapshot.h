// Snapshot: everything that can be shown of a session at one moment, filled by the live state or from
// a record. View draws it; it holds no rules.
#pragma once

#include <string>
#include <vector>

#include "plant/state.h"
#include "scenario/model.h"
#include "session/pose_sample.h"
#include "session/pose_track.h"
#include "session/session.h"

namespace shixun::session {

struct Snapshot : PoseSample {
  const ScenarioModel* model = nullptr;  // not owned
  plant::State state;                    // of a record: observables, controls, places only
  std::vector<std::string> displays;     // (instruments) what each display shows
  double shock = 0;                      // 0..1, fades after a shock
  double flash = 0;                      // 0..1, fades after a short circuit
};

// Fills everything but where head and hands are, overrides and the fading effects.
void fill(Snapshot& snapshot, const Session& session);

// How the fingers are, by what the hand does.
HandShape shapeOf(const plant::HandState& hand);

// The state at a tick as far as a record tells it: applies the observables up to and including that
// tick to a state made by the model alone.
plant::State stateAt(const ScenarioModel& model, const std::vector<TracePoint>& trace, Tick tick);

// The snapshot of a record at a tick. poses: null, or without a sample there: no head and no hands.
Snapshot snapshotAt(const ScenarioModel& model, const std::vector<TracePoint>& trace,
                    PoseTrack* poses, Tick tick);

}  // namespace shixun::session
