#include "scenario/rubric_formulas.h"

namespace shixun::scenario {

std::optional<logic::Program> RubricFormulas::truth(const Formula& text) {
  if (!text) return std::nullopt;
  auto program = compileFormula(text, scope_, {}, build_.problems);
  if (!program) return std::nullopt;
  if (const auto constant = program->constant()) {
    build_.problems.warning(text.at.where(), "constant-formula",
                            std::string("this is always ") + (*constant ? "true" : "false"),
                            "it decides nothing: look for a slip");
  }
  return program;
}

std::optional<logic::Program> RubricFormulas::number(const Formula& text) {
  if (!text) return std::nullopt;
  return compileFormula(text, scope_, {.number = true}, build_.problems);
}

}  // namespace shixun::scenario
