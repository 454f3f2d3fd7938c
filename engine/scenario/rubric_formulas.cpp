#include "scenario/rubric_formulas.h"

#include <algorithm>

namespace shixun::scenario {

RubricFormulas::RubricFormulas(Build& build, const RubricSpec& spec)
    : build_(build), scope_(build) {
  for (const auto& item : spec.terms) {
    if (!item.value) continue;  // reported as no text
    const std::string name = item.name.substr(0, item.name.find('('));
    if (nameIsTaken(name)) {
      build_.problems.error(item.where, "duplicate-name", "'" + name + "' has a meaning already",
                            "give the term another name");
      continue;
    }
    logic::TermDef def;
    def.signature = item.name;
    def.where = item.where;
    def.text = item.value.value;
    def.locate = [&formula = item.value](const SourceLocation& where) {
      return placeIn(formula, where);
    };
    terms_.add(std::move(def), build_.problems);
  }
  terms_.close(build_.problems);
}

bool RubricFormulas::nameIsTaken(const std::string& name) const {
  const auto calls = scope_.names(logic::Scope::NameKind::kCall);
  if (std::find(calls.begin(), calls.end(), name) != calls.end()) return true;
  return name == "time" || build_.signalByName.contains(resolveRole(build_.model, name));
}

std::optional<logic::Program> RubricFormulas::compile(const Formula& text,
                                                      logic::CompileOptions options) {
  options.terms = &terms_;
  Diagnostics problems;
  auto program = compileFormula(text, scope_, options, problems);
  for (const Diagnostic& problem : problems.list()) {
    const std::string key = problem.code + " " + std::to_string(problem.where.line) + ":" +
                            std::to_string(problem.where.column);
    if (reported_.insert(key).second) build_.problems.add(problem);
  }
  return program;
}

logic::Program RubricFormulas::attempts(const StepSpec& spec) {
  std::optional<logic::Program> program;
  if (spec.attemptWhen) {
    program = truth(spec.attemptWhen);
  } else if (spec.doneWhen) {
    program = compile(spec.doneWhen, {.occurrences = true});
  }
  return program ? std::move(*program) : logic::Program();
}

void RubricFormulas::finish() {
  if (build_.problems.hasErrors()) return;  // a broken formula may be the one that uses it
  for (const auto& term : terms_.unused()) {
    build_.problems.warning(term.where, "unused-term", "no formula uses '" + term.name + "'",
                            "take it away, or look for a slip where it should be used");
  }
}

std::optional<logic::Program> RubricFormulas::truth(const Formula& text) {
  if (!text) return std::nullopt;
  auto program = compile(text, {});
  if (!program) return std::nullopt;
  if (const auto constant = program->constant()) {
    build_.problems.warning(
        text.at.where(), "constant-formula",
        "'" + text.value.substr(0, 60) + "' is always " + (*constant ? "true" : "false"),
        "it decides nothing: look for a slip");
    return program;
  }
  const auto exclusive = [this](uint32_t a, uint32_t b) {
    return excludeEachOther(build_.model.rubric, a, b);
  };
  reportClashes(text, *program, exclusive, build_.problems);
  return program;
}

std::optional<logic::Program> RubricFormulas::number(const Formula& text) {
  if (!text) return std::nullopt;
  return compile(text, {.number = true});
}

}  // namespace shixun::scenario
