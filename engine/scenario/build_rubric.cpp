// The rubric: aspects, steps, rules, and marks that sum to 100.
#include <algorithm>
#include <set>

#include "scenario/build.h"
#include "scenario/rubric_formulas.h"

namespace shixun::scenario {
namespace {

class RubricBuilder {
 public:
  RubricBuilder(Build& build, const RubricSpec& spec)
      : build_(build), spec_(spec), rubric_(build.model.rubric), formulas_(build, spec) {}

  void run() {
    rubric_.passMark = spec_.pass.value;
    if (spec_.pass && (spec_.pass.value < 0 || spec_.pass.value > 100)) {
      build_.problems.error(spec_.pass.at.where(), "bad-value", "the pass mark is not in 0 to 100");
    }
    for (const auto& aspect : spec_.aspects) {
      aspects_.emplace(aspect.name, static_cast<uint32_t>(rubric_.aspects.size()));
      rubric_.aspects.push_back({aspect.name, useText(build_, aspect.value.title), 0});
    }
    addSteps();
    addRules();
    addHazards();
    buildParts(build_, spec_, aspects_);
    formulas_.finish();
    normalise();
  }

 private:
  std::vector<EntityRef> about(const std::vector<Word>& names) {
    std::vector<EntityRef> list;
    for (const Word& name : names) {
      const EntityRef entity = findEntity(build_, name, EntityKind::kNone);
      if (entity) list.push_back(entity);
    }
    return list;
  }

  std::optional<logic::Program> formula(const Formula& text) { return formulas_.truth(text); }

  void duplicate(const Word& name, std::string_view what) {
    build_.problems.error(name.at.where(), "duplicate-name",
                          "there are two " + std::string(what) + " '" + name.value + "'",
                          "rename one of them");
  }

  void addSteps() {
    for (const StepSpec& spec : spec_.steps) {
      StepModel step;
      step.id = spec.id.value;
      step.titleKey = useText(build_, spec.title);
      step.reasonKey = useText(build_, spec.reason);
      if (auto program = formula(spec.doneWhen)) step.doneWhen = std::move(*program);
      if (auto program = formula(spec.waivedWhen)) step.waivedWhen = std::move(*program);
      step.attemptWhen = formulas_.attempts(spec);
      setEvaluation(spec, step);
      step.expectedTime = spec.expected.quantity.value;
      step.about = about(spec.about);
      const auto index = static_cast<uint32_t>(rubric_.steps.size());
      if (spec.id && !steps_.emplace(step.id, index).second) duplicate(spec.id, "steps");
      rubric_.steps.push_back(std::move(step));
    }
  }

  void setEvaluation(const StepSpec& spec, StepModel& step) {
    const auto key = [this](const TextKey* own, const char* otherwise) {
      if (own != nullptr && *own) return useText(build_, *own);
      build_.programKeys.insert(otherwise);
      return std::string(otherwise);
    };
    const EvaluationSpec* own = spec.evaluation ? &*spec.evaluation : nullptr;
    step.goodKey = key(own ? &own->good : nullptr, "evaluation.good");
    step.partialKey = key(own ? &own->partial : nullptr, "evaluation.partial");
    step.poorKey = key(own ? &own->poor : nullptr, "evaluation.poor");
    build_.programKeys.insert("evaluation.waived");
  }

  void addRules() {
    std::set<std::string> codes;
    for (const RuleSpec& spec : spec_.rules) {
      if (spec.code && !codes.insert(spec.code.value).second) duplicate(spec.code, "rules");
      addRule(spec);
    }
  }

  static RuleSeverity severityOf(const std::string& word) {
    if (word == "gate") return RuleSeverity::kGate;
    if (word == "major") return RuleSeverity::kMajor;
    return word == "minor" ? RuleSeverity::kMinor : RuleSeverity::kModerate;
  }

  bool hasOneForm(const RuleSpec& spec) {
    const bool measured = spec.tolerance || spec.graded;
    const int forms = (spec.always ? 1 : 0) + (spec.finally ? 1 : 0) + (spec.tolerance ? 1 : 0) +
                      (spec.graded ? 1 : 0);
    if (forms == 1) return true;
    if (measured) {
      build_.problems.error(spec.at.where(), "conflicting-keys",
                            "a rule needs only one of 'always', 'finally', 'tolerance', 'graded'",
                            "write a rule for each");
    } else {
      build_.problems.error(spec.at.where(), spec.always ? "conflicting-keys" : "missing-key",
                            "a rule needs either 'always' or 'finally'",
                            "'always' must hold at every point, 'finally' at the end");
    }
    return false;
  }

  void addRule(const RuleSpec& spec) {
    if (!hasOneForm(spec)) return;
    RuleModel rule;
    rule.code = spec.code.value;
    rule.aspect = findIn(build_, aspects_, spec.aspect, "aspect").value_or(0);
    rule.severity = severityOf(spec.severity.value);
    rule.marks = spec.marks.value;
    if (rule.marks < 0) {
      build_.problems.error(spec.marks.at.where(), "bad-value", "marks cannot be negative");
      rule.marks = 0;
    }
    if (spec.tolerance || spec.graded) {
      buildMeasure(build_, spec, formulas_, rule);
    } else {
      setFormula(spec, rule);
    }
    rule.wrongKey = useText(build_, spec.wrong);
    rule.adviceKey = useText(build_, spec.advice);
    rule.about = about(spec.about);
    tie(spec, rule);
    rubric_.rules.push_back(std::move(rule));
  }

  void setFormula(const RuleSpec& spec, RuleModel& rule) {
    const Formula& text = spec.always ? spec.always : spec.finally;
    rule.form = spec.always ? RuleForm::kAlways : RuleForm::kFinally;
    rule.formulaText = text.value;
    rule.where = text.at.where();
    if (auto program = formula(text)) {
      for (const logic::Atom& atom : program->atoms()) rule.atoms.push_back(atom.signal.slot);
      rule.formula = std::move(*program);
    }
    setDeduction(spec, rule);
  }

  // What a breach costs, if not everything.
  void setDeduction(const RuleSpec& spec, RuleModel& rule) {
    if (!spec.each && !spec.most) return;
    const auto wrong = [&](const Located<double>& at, const char* code, std::string message,
                           std::string hint) {
      const SourceLocation where = at ? at.at.where() : spec.at.where();
      build_.problems.error(where, code, std::move(message), std::move(hint));
    };
    if (!spec.always) {
      return wrong(spec.each ? spec.each : spec.most, "conflicting-keys",
                   "only a breach of 'always' can be counted",
                   "take 'each' and 'most' away, or write the rule with 'always'");
    }
    if (!spec.each || !spec.most) {
      return wrong(spec.each ? spec.each : spec.most, "missing-key",
                   spec.each ? "'each' lacks its 'most'" : "'most' lacks its 'each'",
                   "write both: marks lost by every breach, and at most by all of them");
    }
    if (!(spec.each.value > 0)) {
      wrong(spec.each, "bad-value", "a breach costs no marks", "write a number above zero");
    }
    if (spec.most.value < spec.each.value || spec.most.value > spec.marks.value) {
      wrong(spec.most, "bad-value", "'most' is not between 'each' and 'marks'",
            "more than the rule's own marks cannot be lost by it");
    }
    rule.each = spec.each.value;
    rule.most = spec.most.value;
  }

  // When its marks are earned.
  void tie(const RuleSpec& spec, RuleModel& rule) {
    rule.stepIndex = findIn(build_, steps_, spec.step, "step");
    if (rule.stepIndex) rule.step = spec.step.value;
    rule.earnedWhen = formula(spec.earnedWhen);
    const bool attempts = rule.measure && !rule.measure->counts;
    if (!spec.step && !spec.earnedWhen && !attempts && rule.marks > 0) {
      build_.problems.warning(spec.at.where(), "marks-for-nothing",
                              "the marks of '" + rule.code + "' are earned by doing nothing",
                              "name its 'step', or say in 'earned_when' what must have been done");
    }
  }

  void addHazards() {
    for (const auto& spec : build_.spec.hazards) {
      HazardModel hazard;
      hazard.name = spec.name;
      hazard.where = spec.where;
      if (auto program = formula(spec.value)) hazard.formula = std::move(*program);
      rubric_.hazards.push_back(std::move(hazard));
    }
  }

  void normalise() {
    const double sum = sumOfMarks(rubric_);
    if (!(sum > 0)) {
      build_.problems.error(spec_.at.where(), "no-marks", "the marks of all rules sum to 0",
                            "give at least one rule marks");
      return;
    }
    const auto aspectOf = [this](uint32_t index, double marks) {
      if (index < rubric_.aspects.size()) rubric_.aspects[index].marks += marks;
    };
    for (RuleModel& rule : rubric_.rules) {
      rule.marks = rule.marks * 100 / sum;
      rule.each = rule.each * 100 / sum;
      rule.most = rule.most * 100 / sum;
      aspectOf(rule.aspect, rule.marks);
      const auto step = steps_.find(rule.step);
      if (step != steps_.end()) rubric_.steps[step->second].maximumScore += rule.marks;
    }
    for (JudgedModel& judged : rubric_.judged) {
      judged.marks = judged.marks * 100 / sum;
      aspectOf(judged.aspect, judged.marks);
    }
    if (rubric_.time) {
      rubric_.time->marks = rubric_.time->marks * 100 / sum;
      aspectOf(rubric_.time->aspect, rubric_.time->marks);
    }
    if (rubric_.penalty) rubric_.penalty->marks = rubric_.penalty->marks * 100 / sum;
    if (rubric_.hints) rubric_.hints->each = rubric_.hints->each * 100 / sum;
  }

  Build& build_;
  const RubricSpec& spec_;
  RubricModel& rubric_;
  RubricFormulas formulas_;
  std::map<std::string, uint32_t> aspects_;
  std::map<std::string, uint32_t> steps_;
};

void checkSets(Build& build) {
  for (const auto& [name, set] : build.sets) {
    for (const Word& member : set->members) findEntity(build, member, EntityKind::kNone);
    if (!set->pairsOf) continue;
    const auto base = build.sets.find(set->pairsOf.value);
    if (base == build.sets.end()) {
      reportUnknown(build.problems, set->pairsOf.at.where(), set->pairsOf.value, "set",
                    keysOf(build.sets));
    } else if (base->second->pairsOf) {
      build.problems.error(set->pairsOf.at.where(), "wrong-kind",
                           "'" + base->first + "' is itself made of pairs",
                           "name a set that lists its members");
    }
  }
}

}  // namespace

void buildRubric(Build& build) {
  checkSets(build);
  if (build.spec.rubric) RubricBuilder(build, *build.spec.rubric).run();
}

}  // namespace shixun::scenario
