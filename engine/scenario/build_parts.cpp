// What a rubric marks besides rules: judged aspects, time, hints.
#include <algorithm>

#include "scenario/rubric_formulas.h"

namespace shixun::scenario {
namespace {

class PartsBuilder {
 public:
  PartsBuilder(Build& build, const RubricSpec& spec, std::map<std::string, uint32_t>& aspects)
      : build_(build), spec_(spec), rubric_(build.model.rubric), aspects_(aspects) {}

  void run() {
    for (const JudgedSpec& judged : spec_.judged) addJudged(judged);
    if (spec_.time) addTime(*spec_.time);
    if (spec_.penalty) addPenalty(*spec_.penalty);
    if (spec_.hints) addHints(*spec_.hints);
    if (spec_.repeat.value == "first") rubric_.repeat = Repeat::kFirst;
    if (spec_.repeat.value == "last") rubric_.repeat = Repeat::kLast;
  }

 private:
  double marksOf(const Located<double>& marks) {
    if (!marks || marks.value >= 0) return marks.value;
    build_.problems.error(marks.at.where(), "bad-value", "marks cannot be negative");
    return 0;
  }

  void takeCode(const std::string& code, const SourceLocation& where) {
    const auto known = codesOf(rubric_);
    if (std::find(known.begin(), known.end(), code) == known.end()) return;
    build_.problems.error(where, "duplicate-name", "there are two rules '" + code + "'",
                          "rename one of them");
  }

  // Findings of a part that has no texts of its own.
  void useTexts(std::string_view code) {
    for (const char* what : {"wrong", "advice", "title"}) {
      build_.programKeys.insert(rubricTextKey(code, what));
    }
  }

  void addJudged(const JudgedSpec& spec) {
    if (spec.code) takeCode(spec.code.value, spec.code.at.where());
    JudgedModel judged;
    judged.code = spec.code.value;
    judged.aspect = findIn(build_, aspects_, spec.aspect, "aspect").value_or(0);
    judged.titleKey = useText(build_, spec.title);
    judged.marks = marksOf(spec.marks);
    for (size_t level = 0; level < spec.levels.size() && level < judged.levels.size(); ++level) {
      judged.levels.at(level) = useText(build_, spec.levels[level]);
    }
    rubric_.judged.push_back(std::move(judged));
  }

  void addTime(const TimeSpec& spec) {
    takeCode(std::string(kTimeCode), spec.at.where());
    TimeModel time;
    time.marks = marksOf(spec.marks);
    time.full = spec.full.quantity.value;
    time.none = spec.none.quantity.value;
    if (spec.full && spec.none && time.none < time.full) {
      build_.problems.error(spec.none.at.where(), "bad-value", "'none' is shorter than 'full'",
                            "marks go from all at 'full' to none at 'none'");
    }
    useTexts(kTimeCode);
    time.aspect = static_cast<uint32_t>(rubric_.aspects.size());
    rubric_.aspects.push_back({std::string(kTimeCode), rubricTextKey(kTimeCode, "title"), 0});
    rubric_.time = time;
  }

  void addPenalty(const PenaltySpec& spec) {
    takeCode(std::string(kPenaltyCode), spec.at.where());
    PenaltyModel penalty;
    penalty.after = spec.after.quantity.value;
    if (!spec.after) {
      for (const StepModel& step : rubric_.steps) penalty.after += step.expectedTime;
    }
    if (!(penalty.after > 0)) {
      build_.problems.error(spec.at.where(), "missing-key", "the penalty does not know after what",
                            "add 'after', or 'expected' to the steps");
    }
    penalty.each = spec.each.quantity.value;
    penalty.marks = marksOf(spec.marks);
    penalty.stop = spec.stop.quantity.value;
    useTexts(kPenaltyCode);
    rubric_.penalty = penalty;
  }

  void addHints(const HintsSpec& spec) {
    takeCode(std::string(kHintsCode), spec.at.where());
    HintsModel hints;
    hints.free = static_cast<uint32_t>(std::min<int64_t>(spec.free.value, UINT32_MAX));
    hints.each = marksOf(spec.each);
    useTexts(kHintsCode);
    rubric_.hints = hints;
  }

  Build& build_;
  const RubricSpec& spec_;
  RubricModel& rubric_;
  std::map<std::string, uint32_t>& aspects_;
};

}  // namespace

double sumOfMarks(const RubricModel& rubric) {
  double sum = 0;
  for (const RuleModel& rule : rubric.rules) sum += rule.marks;
  for (const JudgedModel& judged : rubric.judged) sum += judged.marks;
  if (rubric.time) sum += rubric.time->marks;
  return sum;
}

std::vector<std::string> codesOf(const RubricModel& rubric) {
  std::vector<std::string> codes;
  for (const RuleModel& rule : rubric.rules) codes.push_back(rule.code);
  for (const JudgedModel& judged : rubric.judged) codes.push_back(judged.code);
  if (rubric.time) codes.emplace_back(kTimeCode);
  if (rubric.penalty) codes.emplace_back(kPenaltyCode);
  if (rubric.hints) codes.emplace_back(kHintsCode);
  return codes;
}

std::string rubricTextKey(std::string_view code, std::string_view what) {
  return "rubric." + std::string(code) + "." + std::string(what);
}

void buildParts(Build& build, const RubricSpec& spec, std::map<std::string, uint32_t>& aspects) {
  PartsBuilder(build, spec, aspects).run();
}

}  // namespace shixun::scenario
