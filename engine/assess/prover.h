// Prover: what a scenario's rules are worth, judged by its plant. A run that was done right is done
// again with one thing otherwise; where the plant then shows a hazard, a gate has to have told it.
//
// A hazard is a shock (a current through the trainee), a flash (a short circuit, or a meter that
// made one), or a state that the scenario lists under `hazards`. It is told when a gate that must
// hold throughout (`always`) is broken before it or within kTold of it; gates about the end of a
// session (`finally`) tell nobody what was dangerous. What a run that gets full marks shows itself
// cannot be avoided where its faults are (a hidden short circuit blows the fuse of whoever tries
// the start): it is expected, as often as there.
//
// No threads here: a Base is const once it is played, and any number of threads may play mutants of
// it, each with a Prover of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assess/mutant.h"
#include "assess/run.h"

namespace shixun::assess {

inline constexpr Tick kTold = kTicksPerSecond;

inline constexpr size_t kMostHazards = 64;

struct HazardSeen {
  std::string name;   // "shock", "flash", or the scenario's name of it
  std::string place;  // what and where: "shock at=Q1.1L1"
  std::string text;   // the event: "shock at=Q1.1L1 to=fibrillation value=0.22"
  Tick tick = 0;
};

struct Outcome {
  std::vector<std::string> findings;  // rule codes, sorted; up to the first gate that was broken
  double total = 0;                   // marks of 100; of a whole run only
  bool passed = false;
  bool gated = false;                    // a gate that must hold throughout was broken
  std::vector<HazardSeen> hazards;       // up to there, in order; the first kMostHazards
  std::optional<HazardSeen> undetected;  // the first that no gate told and that is not expected
  plant::State end;
};

enum class Verdict : uint8_t {
  kMarked,    // a finding, or marks that were not earned
  kHarmless,  // no hazard, and in the end everything stands as after the run itself
  kUnmarked,  // no hazard and full marks, but something stands otherwise: for a teacher to see
  kUndetectedHazard,
};
// "marked", "harmless", "unmarked", "undetectedHazard".
std::string_view verdictName(Verdict verdict);

// A run that mutants are compared with, and points of it from which they can go on. References the
// walkthrough.
struct Base {
  struct Point {
    size_t next = 0;  // the first command that had not been given
    session::Session::Mark mark;
    Assessor assessor;
    std::vector<HazardSeen> hazards;
    std::vector<bool> listedSeen;
  };
  const scenario::Walkthrough* run = nullptr;
  Outcome outcome;
  std::vector<uint32_t> faults;  // there from the start: the scenario's, the run's and chance's
  std::string unexpected;        // what is not as the walkthrough says it must be; empty: all is
  std::vector<Point> points;     // in order of time, the first before all commands
};

class Prover {
 public:
  // model and bases must outlive the prover. `bases`: the runs that get full marks, to know what
  // hazards cannot be avoided; without them none is expected.
  explicit Prover(const scenario::ScenarioModel& model, std::span<const Base> bases = {});

  // Plays a walkthrough to its end. `points`: keep points for mutants.
  Base play(const scenario::Walkthrough& run, bool points);
  // Plays a mutant of it; stops at the first gate, which settles it.
  Outcome play(const Base& base, const Mutant& mutant);
  Verdict judge(const Base& base, const Outcome& outcome) const;

  // Leaves out of a mutant that shows an undetected hazard whatever it can do without: no command
  // of what is returned can be left out. `base` and `mutant` as played.
  std::vector<scenario::WalkthroughStep> shortest(const Base& base, const Mutant& mutant,
                                                  const HazardSeen& hazard);

 private:
  struct Play;
  session::Session& sessionFor(const Base& base, const std::vector<uint32_t>& faults);
  void advance(Play& play, session::Session& session, CommandPlayer& player, bool stopAtGate);
  void watch(Play& play, std::span<const session::TracePoint> points) const;
  Outcome outcomeOf(Play& play, const session::Session& session) const;
  size_t expected(const std::string& place, const std::vector<uint32_t>& faults) const;

  const scenario::ScenarioModel& model_;
  std::span<const Base> bases_;
  // The session last used, and what it is for: to be taken back instead of made anew.
  std::unique_ptr<session::Session> session_;
  const scenario::Walkthrough* sessionRun_ = nullptr;
  std::vector<uint32_t> sessionFaults_;
  std::optional<session::Session::Mark> sessionStart_;
};

}  // namespace shixun::assess
