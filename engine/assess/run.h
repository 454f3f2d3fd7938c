// Run: a session and its assessor working together: what the trainer, the walkthrough player and
// the tests all drive. Findings go into the record the moment they are made.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "assess/assessor.h"
#include "assess/score.h"
#include "scenario/walkthrough.h"
#include "session/playback.h"
#include "session/session.h"

namespace shixun::assess {

class Run {
 public:
  // model must outlive the run. file null: nothing is recorded.
  Run(const ScenarioModel& model, const session::SessionInfo& info,
      std::unique_ptr<AppendFile> file);

  // One tick. Returns the findings it caused, valid until the next call. The tick that finishes or
  // abandons the session also judges the rules about its end.
  std::span<const Finding> step(std::span<const scenario::Command> commands);

  session::Session& session() { return session_; }
  const session::Session& session() const { return session_; }
  const Assessor& assessor() const { return assessor_; }
  // The trace points of the last step.
  std::span<const TracePoint> points() const { return points_; }
  bool over() const { return session_.over(); }
  // As it stands now; final once over().
  Score score() const;

 private:
  session::Session session_;
  Assessor assessor_;
  std::span<const TracePoint> points_;
  std::vector<Finding> fresh_;
  bool judged_ = false;
};

// Plays a walkthrough's commands tick by tick: step() until it returns nothing more to do.
class CommandPlayer {
 public:
  explicit CommandPlayer(const scenario::Walkthrough& walkthrough);
  // Of bare steps; `settle` in s: from the last of them to the finish that is added.
  explicit CommandPlayer(std::span<const scenario::WalkthroughStep> steps, double settle = 1);
  // The commands due in this state; a finish is added at the end when the walkthrough has none. In
  // a pause the clock stands still, so the next command comes at once.
  std::span<const scenario::Command> due(const plant::State& state);
  bool done() const { return next_ >= steps_.size(); }
  // The index of the next command, of all with the finish that was added; and going on from one.
  size_t next() const { return next_; }
  void goTo(size_t next) { next_ = next; }
  // The tick at which command `index` is due; the last one's for those after it.
  Tick tickOf(size_t index) const { return steps_[std::min(index, steps_.size() - 1)].tick; }

 private:
  struct Timed {
    Tick tick;
    scenario::Command command;
  };
  std::vector<Timed> steps_;
  size_t next_ = 0;
  std::vector<scenario::Command> batch_;
};

// What is derived from a record, and from what an instructor has added to it, alone.
struct Remarked {
  std::vector<Finding> findings;
  Score score;
  double duration = 0;  // s
  std::vector<std::optional<Tick>> stepsDone;
};
Remarked remark(const ScenarioModel& model, const session::Playback& playback,
                const Judgements& judgements = {});

}  // namespace shixun::assess
