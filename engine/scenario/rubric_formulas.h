// RubricFormulas: the formulas of one rubric, compiled over one row of atoms.
#pragma once

#include <optional>

#include "scenario/build.h"
#include "scenario/rubric_scope.h"

namespace shixun::scenario {

class RubricFormulas {
 public:
  // Atoms are added to build.model.rubric.atoms.
  explicit RubricFormulas(Build& build) : build_(build), scope_(build) {}

  // A truth value that is not the same whatever happens. Nothing when left out, or after a report.
  std::optional<logic::Program> truth(const Formula& text);
  // A number of any unit.
  std::optional<logic::Program> number(const Formula& text);

 private:
  Build& build_;
  RubricScope scope_;
};

// The `tolerance` or `graded` of a rule (build_measure.cpp).
void buildMeasure(Build& build, const RuleSpec& spec, RubricFormulas& formulas, RuleModel& rule);

}  // namespace shixun::scenario
