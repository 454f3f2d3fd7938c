#include "assess/score.h"

#include <algorithm>

namespace shixun::assess {
namespace {

using session::Finding;

MarkState stateOf(const RuleScore& rule, std::span<const Finding> findings, bool tested,
                  const Score& score) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&rule](const Finding& f) { return f.rule == rule.code; });
  if (found != findings.end()) {
    return found->underivable ? MarkState::kUnderivable : MarkState::kBroken;
  }
  if (tested) return MarkState::kEarned;
  const bool done = rule.step && score.steps[*rule.step].done;
  return done ? MarkState::kNotTested : MarkState::kNotDone;
}

// What is left of the marks of a rule that loses only some of them by its findings.
double leftOf(const RuleScore& rule, std::span<const Finding> findings) {
  double left = rule.marks;
  for (const Finding& finding : findings) {
    if (finding.rule == rule.code) left -= finding.marksLost;
  }
  constexpr double kRounding = 1e-9;
  return left > kRounding * rule.marks ? left : 0;
}

// Some of the marks are earned by a rule whose breaches have their price or that measures; the
// former has to have been put to the test like any other.
void setEarned(RuleScore& marked, const scenario::RuleModel& rule,
               std::span<const Finding> findings, bool tested) {
  if (marked.state == MarkState::kEarned) marked.earned = marked.marks;
  if (marked.state != MarkState::kBroken || !tested) return;
  if (rule.each <= 0 && !rule.measure) return;
  marked.earned = leftOf(marked, findings);
  if (marked.earned > 0) marked.state = MarkState::kPartial;
}

void addRule(Score& out, RuleScore rule) {
  AspectScore& aspect = out.aspects[rule.aspect];
  StepScore* step = rule.step ? &out.steps[*rule.step] : nullptr;
  aspect.maximum += rule.marks;
  if (step != nullptr) step->maximum += rule.marks;
  switch (rule.state) {
    case MarkState::kEarned:
    case MarkState::kPartial:
      out.total += rule.earned;
      aspect.earned += rule.earned;
      aspect.broken += rule.marks - rule.earned;
      if (step != nullptr) step->earned += rule.earned;
      break;
    case MarkState::kNotDone:
    case MarkState::kNotTested:
      aspect.notDone += rule.marks;
      break;
    case MarkState::kBroken:
    case MarkState::kUnderivable:
      aspect.broken += rule.marks;
      break;
  }
  out.rules.push_back(std::move(rule));
}

}  // namespace

std::string_view markStateName(MarkState state) {
  switch (state) {
    case MarkState::kEarned:
      return "earned";
    case MarkState::kNotDone:
      return "not done";
    case MarkState::kNotTested:
      return "not tested";
    case MarkState::kBroken:
      return "broken";
    case MarkState::kPartial:
      return "partly earned";
    case MarkState::kUnderivable:
      return "cannot be derived";
  }
  return "";
}

Score score(const scenario::ScenarioModel& model, std::span<const Finding> findings,
            const Progress& progress) {
  const auto& rubric = model.rubric;
  double sum = 0;
  for (const auto& rule : rubric.rules) sum += rule.marks;
  Score out;
  for (const auto& aspect : rubric.aspects) {
    out.aspects.push_back({aspect.id, aspect.titleKey, 0, 0, 0, 0});
  }
  for (size_t s = 0; s < rubric.steps.size(); ++s) {
    const auto& step = rubric.steps[s];
    out.steps.push_back(
        {step.id, step.titleKey, 0, 0, progress.stepsDone[s], progress.stepsWaived[s].has_value()});
  }
  bool full = true;
  for (size_t r = 0; r < rubric.rules.size(); ++r) {
    const auto& rule = rubric.rules[r];
    const bool tested = progress.rulesTested[r] != 0;
    RuleScore marked;
    marked.code = rule.code;
    marked.aspect = rule.aspect;
    marked.step = rule.stepIndex;
    marked.marks = sum > 0 ? rule.marks * 100 / sum : 0;
    marked.state = stateOf(marked, findings, tested, out);
    setEarned(marked, rule, findings, tested);
    if (rule.measure) {
      marked.wanted = wantedText(rule);
      if (progress.measured[r]) marked.found = foundText(rule, *progress.measured[r]);
    }
    const bool lost = marked.state == MarkState::kBroken || marked.state == MarkState::kUnderivable;
    out.gated = out.gated || (lost && rule.severity == scenario::RuleSeverity::kGate);
    full = full && (marked.state == MarkState::kEarned || marked.marks == 0);
    addRule(out, std::move(marked));
  }
  // 100 exactly when nothing is lost, whatever the rounding of the parts.
  if (full) out.total = 100;
  out.passed = !out.gated && out.total >= rubric.passMark;
  return out;
}

std::vector<Unearned> unearned(const Score& score) {
  std::vector<Unearned> out;
  for (const RuleScore& rule : score.rules) {
    const bool notDone = rule.state == MarkState::kNotDone;
    if ((!notDone && rule.state != MarkState::kNotTested) || rule.marks == 0) continue;
    auto same = std::find_if(out.begin(), out.end(), [&](const Unearned& u) {
      return u.step == rule.step && u.stepDone == !notDone;
    });
    if (same == out.end()) same = out.insert(out.end(), {rule.step, !notDone, 0, {}});
    same->marks += rule.marks;
    same->rules.push_back(rule.code);
  }
  return out;
}

}  // namespace shixun::assess
