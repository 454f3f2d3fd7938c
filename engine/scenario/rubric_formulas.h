// RubricFormulas: the formulas of one rubric, compiled over one row of atoms.
#pragma once

#include <optional>

#include "scenario/build.h"
#include "scenario/rubric_scope.h"

namespace shixun::scenario {

class RubricFormulas {
 public:
  // Atoms are added to build.model.rubric.atoms. build and spec must outlive this.
  RubricFormulas(Build& build, const RubricSpec& spec);

  // A truth value that is not the same whatever happens. Nothing when left out, or after a report.
  std::optional<logic::Program> truth(const Formula& text);
  // A number of any unit.
  std::optional<logic::Program> number(const Formula& text);
  // When a step is tried: `attempt_when`, or what `done_when` asks for.
  logic::Program attempts(const StepSpec& spec);
  // All formulas are compiled: reports terms that none of them uses.
  void finish();

 private:
  bool nameIsTaken(const std::string& name) const;
  std::optional<logic::Program> compile(const Formula& text, logic::CompileOptions options);

  Build& build_;
  RubricScope scope_;
  logic::Terms terms_;
  std::set<std::string> reported_;  // what is wrong in a term is wrong wherever it is used
};

// What is marked besides rules: judged aspects, time, hints (build_parts.cpp). Rules are built.
void buildParts(Build& build, const RubricSpec& spec, std::map<std::string, uint32_t>& aspects);

// The `tolerance` or `graded` of a rule (build_measure.cpp).
void buildMeasure(Build& build, const RuleSpec& spec, RubricFormulas& formulas, RuleModel& rule);

}  // namespace shixun::scenario
