// Session: the tick loop. One world, its recorder and its trace; what comes in are commands, what
// goes out are trace points (to assess) and the state (to view).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "plant/plant.h"
#include "session/recorder.h"
#include "session/trace.h"

namespace shixun::session {

// How often the chained hash is taken, ticks.
inline constexpr Tick kHashInterval = 12;

class Session {
 public:
  // model must outlive the session. file null: nothing is recorded.
  Session(const ScenarioModel& model, const SessionInfo& info, std::unique_ptr<AppendFile> file);

  // One tick: applies the commands, advances the world, records. Returns the points of this tick
  // in order, valid until the next step. The first call begins with all observables at tick 0.
  // While paused, and after the end, the tick does not advance.
  std::span<const TracePoint> step(std::span<const Command> commands);

  const plant::State& state() const { return state_; }
  const plant::Plant& plant() const { return plant_; }
  const ScenarioModel& model() const { return model_; }
  const SessionInfo& info() const { return info_; }
  bool over() const { return state_.finished || state_.abandoned; }
  double time() const { return secondsFromTick(state_.tick); }

  // The chain of state hashes up to the last multiple of kHashInterval.
  uint64_t chainedHash() const { return chain_; }

  // All of a session that changes, to go back to.
  struct Mark {
    plant::State state;
    std::vector<double> signals;
    std::vector<plant::Plant::Potential> potentials;
    uint64_t solves = 0, chain = 0;
    bool begun = false;
  };
  Mark mark() const;
  // Goes back to a mark of a session of the same scenario and the same faults. Only where nothing is
  // recorded: a record cannot go back.
  void restore(const Mark& mark);

  // Null when nothing is recorded.
  Recorder* recorder() { return recorder_.get(); }
  // Where everything was when the last step was over: one a displayed frame.
  void pose(const PoseSample& sample);

 private:
  void observe(bool all);

  const ScenarioModel& model_;
  SessionInfo info_;
  plant::Plant plant_;
  plant::State state_;
  std::unique_ptr<Recorder> recorder_;
  std::vector<TracePoint> points_;
  std::vector<double> lastSignals_;                      // (signals) as last reported
  std::vector<plant::Plant::Potential> lastPotentials_;  // (terminals)
  uint64_t lastSolves_ = 0;
  uint64_t chain_ = 0;
  bool begun_ = false;
};

}  // namespace shixun::session
