// Rules that measure: `tolerance` and `graded`.
#include "core/quantity.h"
#include "scenario/rubric_formulas.h"

namespace shixun::scenario {
namespace {

class MeasureBuilder {
 public:
  MeasureBuilder(Build& build, const RuleSpec& spec, RubricFormulas& formulas, RuleModel& rule)
      : problems_(build.problems), spec_(spec), formulas_(formulas), rule_(rule) {}

  void run() {
    if (rule_.severity == RuleSeverity::kGate) {
      const Place at = spec_.tolerance ? spec_.tolerance->at : spec_.graded->at;
      problems_.error(at.where(), "graded-gate", "a gate cannot be graded",
                      "write what fails the session as 'always' or 'finally'");
    }
    const Located<double>& deduction = spec_.each ? spec_.each : spec_.most;
    if (deduction) {
      problems_.error(deduction.at.where(), "conflicting-keys",
                      "only a breach of 'always' can be counted",
                      "take 'each' and 'most' away, or write the rule with 'always'");
    }
    spec_.tolerance ? tolerance(*spec_.tolerance) : graded(*spec_.graded);
    rule_.measure = std::move(measure_);
  }

 private:
  static Repeat repeatOf(const Word& word) {
    if (word.value == "first") return Repeat::kFirst;
    return word.value == "best" ? Repeat::kBest : Repeat::kLast;
  }

  void setValue(const Formula& value, const Formula& when, const Formula& since) {
    rule_.formulaText = value.value + "  [" + when.value + "]";
    rule_.where = value.at.where();
    if (auto program = formulas_.number(value)) {
      measure_.type = program->type();
      measure_.value = std::move(*program);
      known_ = true;
    }
    if (auto program = formulas_.truth(when)) rule_.formula = std::move(*program);
    measure_.since = formulas_.truth(since);
    refuseEarnedWhen();
  }

  void refuseEarnedWhen() {
    if (!spec_.earnedWhen) return;
    problems_.error(spec_.earnedWhen.at.where(), "conflicting-keys",
                    "a measured value is put to the test by its 'when'", "take 'earned_when' away");
  }

  // Reports a bound of another kind than the value.
  void sameKind(const QuantitySpec& bound) {
    const Dimension& found = bound.quantity.dimension;
    if (!bound || !known_ || found == measure_.type.dimension) return;
    problems_.error(
        bound.at.where(), "wrong-unit",
        "this is " + describe(found) + ", the value is " + describe(measure_.type.dimension));
  }

  void tolerance(const ToleranceSpec& spec) {
    rule_.form = RuleForm::kTolerance;
    measure_.repeat = repeatOf(spec.repeat);
    setValue(spec.value, spec.when, spec.since);
    for (const QuantitySpec* bound : {&spec.target, &spec.full, &spec.none}) sameKind(*bound);
    measure_.target = spec.target.quantity.value;
    measure_.full = spec.full.quantity.value;
    measure_.none = spec.none.quantity.value;
    if (spec.full && measure_.full < 0) {
      problems_.error(spec.full.at.where(), "bad-value", "a distance cannot be below zero");
    } else if (spec.full && spec.none && measure_.none < measure_.full) {
      problems_.error(spec.none.at.where(), "bad-value",
                      "'none' is nearer to the target than 'full'",
                      "marks go from all at 'full' to none at 'none'");
    }
  }

  void graded(const GradedSpec& spec) {
    rule_.form = RuleForm::kGraded;
    measure_.repeat = repeatOf(spec.repeat);
    if (spec.count) {
      count(spec);
    } else if (!spec.value || !spec.when) {
      problems_.error(spec.at.where(), "missing-key",
                      "a graded value needs 'value' and 'when', or 'count'",
                      "say what is measured and at which points, or what is counted");
    } else {
      setValue(spec.value, spec.when, spec.since);
    }
    double before = 0;
    for (size_t i = 0; i < spec.levels.size(); ++i) {
      const LevelSpec& level = spec.levels[i];
      sameKind(level.upTo);
      const double bound = level.upTo.quantity.value;
      if (i > 0 && level.upTo && bound <= before) {
        problems_.error(level.upTo.at.where(), "bad-value", "the levels do not ascend",
                        "write the smallest bound first");
      }
      if (level.share && !(level.share.value >= 0 && level.share.value <= 1)) {
        problems_.error(level.share.at.where(), "bad-value", "the share is not in 0 to 1");
      }
      before = bound;
      measure_.levels.push_back({bound, level.share.value});
    }
  }

  void count(const GradedSpec& spec) {
    for (const Formula* other : {&spec.value, &spec.when, &spec.since}) {
      if (!*other) continue;
      problems_.error(other->at.where(), "conflicting-keys",
                      "'count' stands in place of 'value', 'when' and 'since'", "take one away");
    }
    if (spec.repeat) {
      problems_.error(spec.repeat.at.where(), "conflicting-keys",
                      "a count has no attempts of which one could count", "take 'repeat' away");
    }
    measure_.counts = known_ = true;
    measure_.type = logic::SignalType::number();
    rule_.formulaText = spec.count.value;
    rule_.where = spec.count.at.where();
    if (auto program = formulas_.truth(spec.count)) rule_.formula = std::move(*program);
  }

  Diagnostics& problems_;
  const RuleSpec& spec_;
  RubricFormulas& formulas_;
  RuleModel& rule_;
  MeasureModel measure_;
  bool known_ = false;  // the value's unit
};

}  // namespace

void buildMeasure(Build& build, const RuleSpec& spec, RubricFormulas& formulas, RuleModel& rule) {
  MeasureBuilder(build, spec, formulas, rule).run();
  for (const logic::Atom& atom : rule.formula.atoms()) rule.atoms.push_back(atom.signal.slot);
}

}  // namespace shixun::scenario
