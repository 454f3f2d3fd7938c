#include "assess/score.h"

#include <algorithm>

namespace shixun::assess {
namespace {

using scenario::RuleSeverity;
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

bool isLost(MarkState state) {
  return state == MarkState::kBroken || state == MarkState::kUnderivable;
}

StepScore stepOf(const scenario::RubricModel& rubric, const Progress& progress, size_t s) {
  StepScore step;
  step.id = rubric.steps[s].id;
  step.titleKey = rubric.steps[s].titleKey;
  step.expected = rubric.steps[s].expectedTime;
  step.done = progress.stepsDone[s];
  step.waived = progress.stepsWaived[s].has_value();
  if (s < progress.attempts.size()) step.attempts = progress.attempts[s];
  if (s < progress.hints.size()) step.hints = progress.hints[s];
  return step;
}

// One step ends where the next begins, in the order in which they were done.
void setTimes(Score& out) {
  std::vector<StepScore*> done;
  for (StepScore& step : out.steps) {
    if (step.done) done.push_back(&step);
  }
  std::stable_sort(done.begin(), done.end(),
                   [](const StepScore* a, const StepScore* b) { return *a->done < *b->done; });
  Tick before = 0;
  for (StepScore* step : done) {
    step->began = before;
    step->ended = before = *step->done;
    step->used = secondsFromTick(*step->ended - *step->began);
  }
}

// The text that fits how a step went.
void evaluate(StepScore& step, const scenario::RubricModel& rubric,
              std::span<const Finding> findings) {
  const auto found = std::find_if(rubric.steps.begin(), rubric.steps.end(),
                                  [&step](const auto& model) { return model.id == step.id; });
  if (found == rubric.steps.end()) return;
  constexpr double kRounding = 1e-9;
  const bool lost = step.earned < step.maximum * (1 - kRounding) ||
                    std::any_of(findings.begin(), findings.end(), [&step](const Finding& f) {
                      return f.step == step.id && f.rule != scenario::kHintsCode;
                    });
  if (!step.done) {
    step.evaluationKey = step.waived ? "evaluation.waived" : found->poorKey;
  } else if (!lost) {
    step.evaluationKey = found->goodKey;
  } else {
    const bool nothing = step.maximum > 0 && step.earned <= 0;
    step.evaluationKey = nothing ? found->poorKey : found->partialKey;
  }
}

RuleScore ruleOf(const scenario::RubricModel& rubric, size_t r, std::span<const Finding> findings,
                 const Progress& progress, const Score& out) {
  const scenario::RuleModel& rule = rubric.rules[r];
  const double sum = scenario::sumOfMarks(rubric);
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
    if (r < progress.measured.size() && progress.measured[r]) {
      marked.found = foundText(rule, *progress.measured[r]);
    }
  }
  return marked;
}

// The time's marks, as a rule: not done until the procedure is complete and the session over.
RuleScore timeOf(const scenario::TimeModel& time, double marks, const Progress& progress) {
  const auto seconds = [](double s) {
    return logic::formatValue(logic::SignalType::number(dimension::kTime), s);
  };
  RuleScore marked;
  marked.code = std::string(scenario::kTimeCode);
  marked.aspect = time.aspect;
  marked.marks = marks;
  marked.wanted = "≤ " + seconds(time.full);
  if (!progress.ended || !progress.complete()) return marked;
  const double used = secondsFromTick(progress.end);
  const double share = timeShare(time, used);
  marked.found = seconds(used);
  marked.earned = marks * share;
  marked.state = share >= 1  ? MarkState::kEarned
                 : share > 0 ? MarkState::kPartial
                             : MarkState::kBroken;
  return marked;
}

// False: not all marks are there.
bool addJudged(Score& out, const scenario::JudgedModel& model, double marks,
               const Judgements& judgements) {
  JudgedScore judged;
  judged.code = model.code;
  judged.titleKey = model.titleKey;
  judged.aspect = model.aspect;
  judged.marks = marks;
  AspectScore& aspect = out.aspects[model.aspect];
  aspect.maximum += marks;
  const Judgement* judgement = judgements.find(model.code);
  if (judgement == nullptr) {
    aspect.pending += marks;
    out.pending += marks;
    out.judged.push_back(std::move(judged));
    return true;  // nothing is lost yet
  }
  const int highest = scenario::kJudgedLevels - 1;
  judged.judgement = *judgement;
  judged.levelKey = model.levels.at(static_cast<size_t>(judgement->level));
  judged.earned = judgement->level == highest ? marks : marks * judgement->level / highest;
  aspect.earned += judged.earned;
  aspect.broken += marks - judged.earned;
  out.total += judged.earned;
  const bool full = judgement->level == highest;
  out.judged.push_back(std::move(judged));
  return full;
}

// Beside the verdicts, which stay as they are.
void applyOverrides(Score& out, const scenario::RubricModel& rubric, const Judgements& judgements) {
  out.overriddenTotal = out.total;
  bool gated = false;
  for (size_t r = 0; r < rubric.rules.size(); ++r) {
    const RuleScore& rule = out.rules[r];
    const Override* view = judgements.findOverride(rule.code);
    const bool lost = view != nullptr ? view->share < 1 : isLost(rule.state);
    gated = gated || (lost && rubric.rules[r].severity == RuleSeverity::kGate);
    if (view == nullptr) continue;
    out.overrides.push_back({*view, r, rule.marks * view->share});
    out.overriddenTotal += out.overrides.back().earned - rule.earned;
  }
  out.overriddenTotal = std::clamp(out.overriddenTotal, 0.0, 100.0);
  out.overriddenPassed = !gated && out.overriddenTotal >= rubric.passMark;
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
            const Progress& progress, const Judgements& judgements) {
  const auto& rubric = model.rubric;
  const double sum = scenario::sumOfMarks(rubric);
  const double scale = sum > 0 ? sum : 1;
  Score out;
  for (const auto& aspect : rubric.aspects) {
    out.aspects.push_back({aspect.id, aspect.titleKey, 0, 0, 0, 0, 0});
  }
  for (size_t s = 0; s < rubric.steps.size(); ++s) out.steps.push_back(stepOf(rubric, progress, s));
  bool full = true;
  for (size_t r = 0; r < rubric.rules.size(); ++r) {
    RuleScore marked = ruleOf(rubric, r, findings, progress, out);
    const bool lost = isLost(marked.state);
    out.gated = out.gated || (lost && rubric.rules[r].severity == RuleSeverity::kGate);
    full = full && (marked.state == MarkState::kEarned || marked.marks == 0);
    addRule(out, std::move(marked));
  }
  if (rubric.time) {
    RuleScore marked = timeOf(*rubric.time, rubric.time->marks * 100 / scale, progress);
    full = full && (marked.state == MarkState::kEarned || marked.marks == 0);
    addRule(out, std::move(marked));
  }
  for (const auto& judged : rubric.judged) {
    full = addJudged(out, judged, judged.marks * 100 / scale, judgements) && full;
  }
  for (const Finding& finding : findings) {
    const bool deduction =
        finding.rule == scenario::kPenaltyCode || finding.rule == scenario::kHintsCode;
    if (deduction) out.deducted += finding.marksLost;
  }
  // 100 exactly when nothing is lost, whatever the rounding of the parts.
  if (full && out.pending == 0) out.total = 100;
  out.total = std::max(0.0, out.total - out.deducted);
  out.passed = !out.gated && out.total >= rubric.passMark;
  setTimes(out);
  for (StepScore& step : out.steps) evaluate(step, rubric, findings);
  applyOverrides(out, rubric, judgements);
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
