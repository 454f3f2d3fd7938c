// compile: from a syntax tree to a Program, checking names, types and units against a Scope.
//
// Types: a truth value, a number with a dimension, an enum. Arithmetic needs equal dimensions for
// + and -, and combines them for * and /. Comparisons need equal dimensions on both sides; enums
// compare with == and != only, with a label or an enum of the same labels. On one side of such a
// comparison a bare name is first looked up among the other side's labels. Numbers are no truth
// values and truth values no numbers, unless the scope is loose().
#pragma once

#include "core/diagnostic.h"
#include "logic/formula.h"
#include "logic/program.h"
#include "logic/scope.h"
#include "logic/terms.h"

namespace shixun::logic {

// After the quantifiers are written out.
inline constexpr size_t kMaxOps = 100'000;

struct CompileOptions {
  // A number is wanted instead of a verdict (any dimension; see Program::type()).
  bool number = false;
  // false refuses prev, once, historically and since: the formula must depend on one row alone.
  bool temporal = true;
  // Where the formula as a whole is once(p), p is compiled in its place: when it comes about rather
  // than that it has.
  bool occurrences = false;

  // Of compileFormula alone.
  const Terms* terms = nullptr;  // not owned
  Locate locate = {};            // places of problems; empty: as they are
};

struct CompileResult {
  Program program;          // meaningful only when ok()
  Diagnostics diagnostics;  // all problems, in order of place; warnings may stand beside ok()
  bool dropped = false;     // it uses a term that is wrong itself, which was reported there
  bool ok() const { return !dropped && !diagnostics.hasErrors(); }
};

CompileResult compile(const Ast& ast, Scope& scope, const CompileOptions& options = {});

// parse, write the terms out, then compile.
CompileResult compileFormula(std::string_view text, const SourceLocation& base, Scope& scope,
                             const CompileOptions& options = {});

}  // namespace shixun::logic
