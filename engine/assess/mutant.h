// Mutants: a run that was done right, with one thing in it done otherwise. What the rules say to
// each of them is how rules are proved: see prover.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/model.h"
#include "scenario/walkthrough.h"

namespace shixun::assess {

enum class Mutation : uint8_t {
  kDrop,        // a command, or a block of commands with one id, is left out
  kSwap,        // two neighbours, commands or blocks, change places
  kRepeat,      // a command is given twice
  kTarget,      // another control, position, terminal, point, line, option ... of the same kind
  kInstrument,  // another instrument or item in place of this one, and each of its ranges
  kEarly,       // a block comes before blocks that it should come after
  kHasty,       // a command follows at once where the run waited
  kStray,       // something is touched or operated on the way that has no business there
  kWander,      // from somewhere on, commands of the run and stray ones in any order
  kFault,       // the same commands while something else is broken
  kTwo,         // two of these at once
};
// "drop", "swap", "repeat", "target", "instrument", "early", "hasty", "stray", "wander",
// "fault", "two".
std::string_view mutationName(Mutation mutation);

struct Mutant {
  Mutation mutation = Mutation::kDrop;
  std::string text;  // what is otherwise: "without {hang: PL1, at: HASP1.lock_1}"
  size_t first = 0;  // index of the first step that differs from the run's
  std::vector<scenario::WalkthroughStep> steps;
  std::vector<uint32_t> faults;  // in addition to the run's: indices into ScenarioModel::faults
};

struct MutantDef {
  size_t limit = 300;  // at most so many, each kind in its turn; 0: all there are but pairs
  uint64_t seed = 1;   // chooses them
};

// The same arguments give the same mutants. None is equal to the run itself.
std::vector<Mutant> mutantsOf(const scenario::ScenarioModel& model,
                              const scenario::Walkthrough& run, const MutantDef& def);

}  // namespace shixun::assess
