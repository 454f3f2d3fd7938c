// Score: findings and what was put to the test -> marks. A pure function, so that a record always
// gives the same score. Marks are earned, not given: a rule that was never put to the test is not
// broken, and earns nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessor.h"
#include "assess/judgement.h"
#include "scenario/model.h"
#include "session/finding.h"

namespace shixun::assess {

enum class MarkState : uint8_t {
  kEarned,
  kNotDone,      // its step was not done
  kNotTested,    // its step was done, but not what the rule asks about
  kBroken,       // there is a finding
  kPartial,      // there is one that costs only some of the marks
  kUnderivable,  // the record lacks an observable
};
// "earned", "not done", "not tested", "broken", "partly earned", "cannot be derived": for machines.
std::string_view markStateName(MarkState state);

struct RuleScore {
  std::string code;
  uint32_t aspect = 0;           // Score::aspects
  std::optional<uint32_t> step;  // Score::steps
  double marks = 0;              // of 100
  MarkState state = MarkState::kNotDone;
  double earned = 0;   // 0..marks
  std::string found;   // of a measured rule: the value that counts; empty: none
  std::string wanted;  // and what earns all marks; empty: not a measured rule
};

struct StepScore {
  std::string id;
  std::string titleKey;
  double maximum = 0;        // of 100: marks of its rules
  double earned = 0;         // 0..maximum
  std::optional<Tick> done;  // when first
  bool waived = false;       // it was not called for in this run
  uint32_t attempts = 0;     // how often it was tried
  uint32_t hints = 0;        // asked for while it was next
  // A step that was done began when the one done before it ended, and ended when it was done.
  std::optional<Tick> began, ended;
  double used = 0;            // s, from one to the other
  double expected = 0;        // s; 0: not said
  std::string evaluationKey;  // text: how it went
};

struct AspectScore {
  std::string id;
  std::string titleKey;
  double maximum = 0;  // of 100
  double earned = 0;   // 0..maximum
  double broken = 0;   // lost to findings, those that cannot be derived included
  double notDone = 0;  // not earned, since nothing put the rules to the test
  double pending = 0;  // not judged yet
};

// A judged aspect, with the judgement that counts if there is one.
struct JudgedScore {
  std::string code;
  std::string titleKey;
  uint32_t aspect = 0;  // Score::aspects
  double marks = 0;     // of 100
  double earned = 0;    // 0..marks
  std::optional<Judgement> judgement;
  std::string levelKey;  // text: what the level means
};

// An instructor's view of a rule beside the automatic verdict, which stays in Score::rules.
struct OverrideScore {
  Override view;
  size_t rule = 0;    // Score::rules
  double earned = 0;  // of 100
};

struct Score {
  double total = 0;     // 0..100; what is pending is not in it
  bool passed = false;  // total at least the pass mark and no gate broken
  bool gated = false;   // a gate was broken
  double pending = 0;   // of 100: marks that an instructor has not given or refused yet
  double deducted = 0;  // of 100: for hints and for going on too long
  std::vector<AspectScore> aspects;  // in the rubric's order
  std::vector<StepScore> steps;      // in the rubric's order
  std::vector<RuleScore> rules;      // in the rubric's order; the time last, if it has marks
  std::vector<JudgedScore> judged;   // in the rubric's order
  std::vector<OverrideScore> overrides;
  // With the overrides in place of the verdicts; as above when there are none.
  double overriddenTotal = 0;
  bool overriddenPassed = false;
};

// A rule costs its marks once, however often it was broken, unless it says what each breach costs
// or measures something.
Score score(const scenario::ScenarioModel& model, std::span<const session::Finding> findings,
            const Progress& progress, const Judgements& judgements = {});

// Marks that were not earned without anything having been broken, together by step: what the
// debrief and the report list.
struct Unearned {
  std::optional<uint32_t> step;  // Score::steps
  bool stepDone = false;         // done, but what the rules ask about was not
  double marks = 0;
  std::vector<std::string> rules;  // codes
};
std::vector<Unearned> unearned(const Score& score);

}  // namespace shixun::assess
