// HandScript: a walkthrough at hand level. Poses of head and hands and what the fingers do, in
// time, and nothing about equipment: what the hands get hold of is up to interact and the world.
// Only what has no place in the world (words, forms, the end) stands in it as a command.
//
// One lies in <scenario folder>/walkthroughs/hands/<name>.yaml and is judged by the findings that
// the walkthrough of the same name expects.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "interact/interactor.h"
#include "interact/keyframe.h"
#include "scenario/load.h"
#include "session/recorder.h"

namespace shixun::session {

struct HandScript {
  std::vector<interact::Keyframe> keys;  // at least one, times growing from 0
};

std::string handScriptPath(const scenario::ScenarioModel& model, const std::string& walkthrough);

// Names of the walkthroughs that have a hand script, sorted.
std::vector<std::string> listHandScripts(const scenario::ContentRoot& root,
                                         const scenario::ScenarioModel& model);

// Problems go to diagnostics with line and column; the Status names the first.
Result<HandScript> loadHandScript(const scenario::ContentRoot& root,
                                  const scenario::ScenarioModel& model,
                                  const std::string& walkthrough, Diagnostics& diagnostics);

// The file's text. Each keyframe names only what differs from the one before; positions are kept to
// 0.1 mm, rotations to 1e-5: see rounded().
std::string formatHandScript(const scenario::ScenarioModel& model, const HandScript& script);
// The keyframe as it comes back from a file.
interact::Keyframe rounded(const interact::Keyframe& key);

// Lives a hand script: one call a tick, the commands that the hands' motion gives.
class HandPlayer {
 public:
  // model and script must outlive the player.
  HandPlayer(const scenario::ScenarioModel& model, const HandScript& script);

  // The commands of the next tick of the script, valid until the next call; a finish follows the
  // last keyframe when nothing else has ended the session. The script's clock runs on in a pause.
  std::span<const scenario::Command> due(const plant::State& state);
  // Where head, hands and what they move are after due(state).
  PoseSample pose(const plant::State& state) const;
  const interact::Interactor& interactor() const { return interactor_; }

 private:
  const HandScript& script_;
  interact::Interactor interactor_;
  interact::InputFrame input_;
  std::vector<scenario::Command> batch_;
  Tick tick_ = 0;
};

}  // namespace shixun::session
