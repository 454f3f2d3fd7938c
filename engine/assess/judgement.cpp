#include "assess/judgement.h"

#include <algorithm>

#include "scenario/schema.h"

namespace shixun::assess {
namespace {

using scenario::field;
using scenario::FieldOptions;
using scenario::Group;
using scenario::Located;
using scenario::Schema;
using scenario::Word;

FieldOptions needed() {
  return {.required = true};
}

struct JudgementSpec : Group {
  static const Schema& schema();
  Word code, who, when, comment;
  Located<int64_t> level;
};

struct OverrideSpec : Group {
  static const Schema& schema();
  Word rule, who, when, why;
  Located<double> share;
};

struct JudgementsSpec : Group {
  static const Schema& schema();
  Located<int64_t> format;
  std::vector<JudgementSpec> judgements;
  std::vector<OverrideSpec> overrides;
};

const Schema& JudgementSpec::schema() {
  using S = JudgementSpec;
  static const Schema s{"a judgement",
                        {field<&S::code>("code", "of the judged aspect", needed()),
                         field<&S::level>("level", "0, 1, 2 or 3", needed()),
                         field<&S::who>("who", "who judged", needed()),
                         field<&S::when>("when", "date and time, 2026-01-31T15:10:00Z", needed()),
                         field<&S::comment>("comment", "what the trainee should know of it")}};
  return s;
}

const Schema& OverrideSpec::schema() {
  using S = OverrideSpec;
  static const Schema s{"an override",
                        {field<&S::rule>("rule", "code of the rule", needed()),
                         field<&S::share>("share", "of its marks, 0 to 1", needed()),
                         field<&S::who>("who", "who decided", needed()),
                         field<&S::when>("when", "date and time, 2026-01-31T15:10:00Z", needed()),
                         field<&S::why>("why", "the reason", needed())}};
  return s;
}

const Schema& JudgementsSpec::schema() {
  using S = JudgementsSpec;
  static const Schema s{
      "the judgements",
      {field<&S::format>("format", "version of this file format: 1", needed()),
       field<&S::judgements>("judgements", "[{code: J1, level: 2, who: ..., when: ...}]"),
       field<&S::overrides>("overrides",
                            "[{rule: E09, share: 1, who: ..., when: ..., why: ...}]")}};
  return s;
}

class JudgementReader {
 public:
  JudgementReader(const scenario::RubricModel& rubric, Diagnostics& problems)
      : problems_(problems) {
    for (const auto& judged : rubric.judged) aspects_.push_back(judged.code);
    for (const auto& rule : rubric.rules) rules_.push_back(rule.code);
  }

  Judgements read(const JudgementsSpec& spec) {
    Judgements out;
    if (spec.format && spec.format.value != 1) {
      problems_.error(spec.format.at.where(), "future-format",
                      "this program reads format 1 of this file", "take a newer program");
    }
    for (const JudgementSpec& one : spec.judgements) {
      check(one.code, aspects_, "judged aspect");
      checkTime(one.when);
      if (one.level && one.level.value >= scenario::kJudgedLevels) {
        problems_.error(one.level.at.where(), "bad-value", "the level is not in 0 to 3");
      }
      out.judged.push_back({one.code.value, static_cast<int>(std::min<int64_t>(one.level.value, 3)),
                            one.who.value, one.when.value, one.comment.value});
    }
    for (const OverrideSpec& one : spec.overrides) {
      check(one.rule, rules_, "rule");
      checkTime(one.when);
      if (one.share && !(one.share.value >= 0 && one.share.value <= 1)) {
        problems_.error(one.share.at.where(), "bad-value", "the share is not in 0 to 1");
      }
      out.overrides.push_back(
          {one.rule.value, one.share.value, one.who.value, one.when.value, one.why.value});
    }
    return out;
  }

 private:
  void check(const Word& code, const std::vector<std::string>& valid, std::string_view what) {
    if (!code || std::find(valid.begin(), valid.end(), code.value) != valid.end()) return;
    const std::string near = nearestName(code.value, valid);
    problems_.error(code.at.where(), "unknown-name",
                    "unknown " + std::string(what) + " '" + code.value + "'",
                    !near.empty()   ? "did you mean '" + near + "'?"
                    : valid.empty() ? "the scenario has none"
                                    : "one of: " + listed(valid));
  }

  // "2026-01-31T15:10:00Z" or with an offset: enough to keep the order and the day apart.
  void checkTime(const Word& when) {
    static constexpr std::string_view kForm = "0000-00-00T00:00";
    const std::string& text = when.value;
    bool good = text.size() >= kForm.size();
    for (size_t i = 0; good && i < kForm.size(); ++i) {
      good = kForm[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == kForm[i];
    }
    if (!when || good) return;
    problems_.error(when.at.where(), "bad-value", "'" + text + "' is no date and time",
                    "write 2026-01-31T15:10:00Z");
  }

  Diagnostics& problems_;
  std::vector<std::string> aspects_, rules_;
};

template <typename List>
auto lastOf(const List& list, std::string_view code, std::string List::value_type::*key) -> const
    typename List::value_type* {
  const auto found =
      std::find_if(list.rbegin(), list.rend(), [&](const auto& one) { return one.*key == code; });
  return found == list.rend() ? nullptr : &*found;
}

}  // namespace

const Judgement* Judgements::find(std::string_view code) const {
  return lastOf(judged, code, &Judgement::code);
}

const Override* Judgements::findOverride(std::string_view rule) const {
  return lastOf(overrides, rule, &Override::rule);
}

std::string judgementsPath(const std::string& recordPath) {
  std::string path = recordPath;
  if (path.ends_with(".mcap")) path.resize(path.size() - 5);
  return path + ".judgements.yaml";
}

std::optional<Judgements> readJudgements(const FileSystem& files, const std::string& path,
                                         const scenario::ScenarioModel& model,
                                         Diagnostics& diagnostics) {
  Diagnostics problems;
  std::optional<Judgements> out;
  const auto document = text::readDocument(files, path, problems);
  if (document && !document->root.isMapping()) {
    problems.error({path, 1, 1}, "wrong-type", "this is no file of judgements",
                   "write format: 1 and judgements: [...]");
  } else if (document) {
    JudgementsSpec spec;
    scenario::Reader reader{*document, problems};
    spec.at = reader.place(document->root);
    scenario::readGroup(reader, JudgementsSpec::schema(), document->root, &spec);
    out = JudgementReader(model.rubric, problems).read(spec);
  }
  problems.sort();
  for (const Diagnostic& problem : problems.list()) diagnostics.add(problem);
  return problems.hasErrors() ? std::nullopt : out;
}

}  // namespace shixun::assess
