// Snapshot: everything that can be shown of a session at one moment, filled by the live state or by
// a Review of a record. View draws it; it holds no rules.
#pragma once

#include <string>
#include <vector>

#include "plant/state.h"
#include "scenario/model.h"
#include "session/pose_sample.h"
#include "session/session.h"

namespace shixun::session {

inline constexpr double kShockFades = 1.6;  // s
inline constexpr double kFlashFades = 0.7;  // s

struct Snapshot : PoseSample {
  const ScenarioModel* model = nullptr;  // not owned
  plant::State state;                    // of a record: observables, controls, places only
  std::vector<std::string> displays;     // (instruments) what each display shows
  double shock = 0;                      // 0..1, fades after a shock in kShockFades
  double flash = 0;                      // 0..1, fades after a short circuit in kFlashFades
  bool headShown = false;                // of a record, seen by somebody else
  bool headsetShown = false;             // and there is a headset on it
};

// Fills everything but where head and hands are, overrides and the fading effects.
void fill(Snapshot& snapshot, const Session& session);

// How the fingers are, by what the hand does.
HandShape shapeOf(const plant::HandState& hand);

}  // namespace shixun::session
