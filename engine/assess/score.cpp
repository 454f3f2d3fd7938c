#include "assess/score.h"

#include <algorithm>

namespace shixun::assess {

Score score(const scenario::ScenarioModel& model, std::span<const session::Finding> findings) {
  const auto& rubric = model.rubric;
  double sum = 0;
  for (const auto& rule : rubric.rules) sum += rule.marks;
  Score out;
  for (const auto& aspect : rubric.aspects) {
    out.aspects.push_back({aspect.id, aspect.titleKey, 0, 0});
  }
  for (const auto& rule : rubric.rules) {
    const bool broken = std::any_of(findings.begin(), findings.end(),
                                    [&rule](const auto& f) { return f.rule == rule.code; });
    const double marks = sum > 0 ? rule.marks * 100 / sum : 0;
    AspectScore& aspect = out.aspects[rule.aspect];
    aspect.maximum += marks;
    if (!broken) {
      aspect.earned += marks;
      out.total += marks;
    } else if (rule.severity == scenario::RuleSeverity::kGate) {
      out.gated = true;
    }
  }
  // 100 exactly when nothing is lost, whatever the rounding of the parts.
  if (findings.empty()) out.total = 100;
  out.passed = !out.gated && out.total >= rubric.passMark;
  return out;
}

}  // namespace shixun::assess
