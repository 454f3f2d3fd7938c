// Review: a recorded session at any moment, for the eye of whoever looks at it afterwards. It shows
// what the record tells by name, so that a later build can show it, too; it simulates nothing.
#pragma once

#include <vector>

#include "session/pose_track.h"
#include "session/snapshot.h"

namespace shixun::session {

class Review {
 public:
  // model and trace must outlive the review. trace: in order of ticks, as readPlayback gives it.
  Review(const ScenarioModel& model, const std::vector<TracePoint>& trace, PoseTrack poses);

  // The moment after everything that happened up to and including the tick. Going on costs what
  // happens in between, going back begins at the start. Valid until the next call.
  const Snapshot& at(Tick tick);
  // Whether the record has head and hands at all.
  bool hasPoses() const { return !poses_.empty(); }

 private:
  void restart();
  void apply(const TracePoint& point);
  void applySignal(const SignalChange& change);

  const ScenarioModel& model_;
  const std::vector<TracePoint>& trace_;
  PoseTrack poses_;
  plant::Plant plant_;
  plant::State start_;
  Snapshot snapshot_;
  size_t next_ = 0;  // into trace_
  Tick tick_ = 0;
  double shockAt_ = 0, flashAt_ = 0;  // s; before the session: none yet
};

}  // namespace shixun::session
