// Walkthroughs: scripted sessions with the findings they must produce. A walkthrough at command
// level is a list of commands; at hand level (session/hand_script.h) the same is poses and inputs.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "scenario/command.h"
#include "scenario/load.h"
#include "scenario/model.h"

namespace shixun::scenario {

struct WalkthroughStep {
  std::string id;    // may be empty; other walkthroughs refer to it
  double after = 1;  // s after the previous step
  Command command;
  SourceLocation where;
};

struct Walkthrough {
  std::string name;  // file name without extension
  LocalText title;
  std::string mode;  // "assess" unless given
  uint64_t seed = 1;
  std::vector<uint32_t> faults;  // switched on in addition to the scenario's
  std::vector<WalkthroughStep> steps;
  std::vector<std::string> findings;  // rule codes it must produce: no more, no fewer, sorted
  bool fullMarks = false;             // must end with 100 and no finding
  double settle = 1;                  // s after the last step when no finish is given
};

// Reads <scenario folder>/walkthroughs/<name>.yaml (or a path ending in .yaml). One that `extends`
// another takes its steps and drops, replaces or inserts some by id.
Result<Walkthrough> loadWalkthrough(const ContentRoot& root, const ScenarioModel& model,
                                    const std::string& name, Diagnostics& diagnostics);

std::vector<std::string> listWalkthroughs(const ContentRoot& root, const ScenarioModel& model);

}  // namespace shixun::scenario
