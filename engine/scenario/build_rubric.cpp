// The rubric: aspects, steps, rules, and marks that sum to 100.
#include <algorithm>
#include <set>

#include "scenario/build.h"
#include "scenario/rubric_scope.h"

namespace shixun::scenario {
namespace {

class RubricBuilder {
 public:
  RubricBuilder(Build& build, const RubricSpec& spec)
      : build_(build), spec_(spec), rubric_(build.model.rubric), scope_(build) {}

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

  // A formula of the rubric: a truth value that is not the same whatever happens.
  std::optional<logic::Program> formula(const Formula& text) {
    if (!text) return std::nullopt;
    auto program = compileFormula(text, scope_, true, build_.problems);
    if (!program) return std::nullopt;
    if (program->type().kind != logic::SignalType::Kind::kBool) {
      build_.problems.error(text.at.where(), "wrong-type", "this is a number, not true or false",
                            "compare it with something");
      return std::nullopt;
    }
    if (const auto constant = program->constant()) {
      build_.problems.warning(
          text.at.where(), "constant-formula",
          "'" + text.value.substr(0, 60) + "' is always " + (*constant ? "true" : "false"),
          "it decides nothing: look for a slip");
      return program;
    }
    const auto exclusive = [this](uint32_t a, uint32_t b) {
      return excludeEachOther(rubric_, a, b);
    };
    reportClashes(text, *program, exclusive, build_.problems);
    return program;
  }

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
      step.expectedTime = spec.expected.quantity.value;
      step.about = about(spec.about);
      const auto index = static_cast<uint32_t>(rubric_.steps.size());
      if (spec.id && !steps_.emplace(step.id, index).second) duplicate(spec.id, "steps");
      rubric_.steps.push_back(std::move(step));
    }
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

  void addRule(const RuleSpec& spec) {
    if (static_cast<bool>(spec.always) == static_cast<bool>(spec.finally)) {
      build_.problems.error(spec.at.where(), spec.always ? "conflicting-keys" : "missing-key",
                            "a rule needs either 'always' or 'finally'",
                            "'always' must hold at every point, 'finally' at the end");
      return;
    }
    RuleModel rule;
    rule.code = spec.code.value;
    rule.aspect = findIn(build_, aspects_, spec.aspect, "aspect").value_or(0);
    rule.severity = severityOf(spec.severity.value);
    rule.marks = spec.marks.value;
    if (rule.marks < 0) {
      build_.problems.error(spec.marks.at.where(), "bad-value", "marks cannot be negative");
      rule.marks = 0;
    }
    const Formula& text = spec.always ? spec.always : spec.finally;
    rule.form = spec.always ? RuleForm::kAlways : RuleForm::kFinally;
    rule.formulaText = text.value;
    rule.where = text.at.where();
    if (auto program = formula(text)) {
      for (const logic::Atom& atom : program->atoms()) rule.atoms.push_back(atom.signal.slot);
      rule.formula = std::move(*program);
    }
    rule.wrongKey = useText(build_, spec.wrong);
    rule.adviceKey = useText(build_, spec.advice);
    rule.about = about(spec.about);
    tie(spec, rule);
    rubric_.rules.push_back(std::move(rule));
  }

  // When its marks are earned.
  void tie(const RuleSpec& spec, RuleModel& rule) {
    rule.stepIndex = findIn(build_, steps_, spec.step, "step");
    if (rule.stepIndex) rule.step = spec.step.value;
    rule.earnedWhen = formula(spec.earnedWhen);
    if (!spec.step && !spec.earnedWhen && rule.marks > 0) {
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
    double sum = 0;
    for (const RuleModel& rule : rubric_.rules) sum += rule.marks;
    if (!(sum > 0)) {
      build_.problems.error(spec_.at.where(), "no-marks", "the marks of all rules sum to 0",
                            "give at least one rule marks");
      return;
    }
    for (RuleModel& rule : rubric_.rules) {
      rule.marks = rule.marks * 100 / sum;
      if (rule.aspect < rubric_.aspects.size()) rubric_.aspects[rule.aspect].marks += rule.marks;
      const auto step = steps_.find(rule.step);
      if (step != steps_.end()) rubric_.steps[step->second].maximumScore += rule.marks;
    }
  }

  Build& build_;
  const RubricSpec& spec_;
  RubricModel& rubric_;
  RubricScope scope_;
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
