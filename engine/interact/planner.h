// Planner: from a command to the motion that makes the Interactor give it: walk to where an arm
// gets at the thing, reach for it from in front, grasp, turn, let go, draw back. The inverse of
// hands.h, used once to write scripts; replaying a script needs no planner and no commands.
#pragma once

#include <memory>

#include "core/status.h"
#include "interact/interactor.h"
#include "interact/keyframe.h"

namespace shixun::interact {

class Planner {
 public:
  // model must outlive the Planner.
  explicit Planner(const scenario::ScenarioModel& model, const InteractorDef& def = {});
  ~Planner();
  Planner(const Planner&) = delete;
  Planner& operator=(const Planner&) = delete;

  // The trainee as a session begins: standing, hands at rest, at time 0.
  Keyframe start() const;

  // Appends the motion for one command to keys (at least one: where the body is now). state and
  // overrides are those of the moment at which the motion begins; plan the next command only after
  // the world has lived through this one. Steps in between that the world asks for (lifting a probe
  // on the way to another terminal) are part of the motion and give their own commands. Fails
  // (kUnavailable) when there is no place to stand, no hand free or no free way to the thing.
  Status plan(const Command& command, const plant::State& state,
              const plant::PoseOverrides& overrides, std::vector<Keyframe>& keys);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::interact
