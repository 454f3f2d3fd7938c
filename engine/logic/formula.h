// Formulas as text: the grammar, its syntax tree and the parser. Names, types and units are checked
// later (compile.h), against a Scope.
//
//   formula    := never | or [implies formula | before or]
//   never      := 'never' or ['unless' or]
//   or         := and {'or' and}                 and   := since {'and' since}
//   since      := not {'since' [window] not}     not   := {'not'} (quantified | comparison)
//   quantified := ('forall' | 'exists' | 'for' 'each') name {',' name} 'in' name ':' formula
//   comparison := sum [('<' | '<=' | '==' | '!=' | '>=' | '>') sum]     (they do not chain)
//   sum        := product {('+' | '-') product}
//   product    := minus {('*' | '/') minus}      minus := {'-'} primary
//   primary    := 'true' | 'false' | number [unit] | name | name '(' arguments ')'
//               | ('once' | 'historically') [window] '(' formula ')' | 'prev' '(' formula ')'
//               | 'within' '[' bound ']' '(' formula ')' | '(' formula ')'
//   window     := '[' bound ',' (bound | 'inf') ']'        bound := number [time unit], else
//   seconds arguments  := [argument {',' argument}]                argument := [name '='] value
//   value      := name | 'true' | 'false' | ['-'] number [unit]
//
// A name or call may also be a term, that is, a formula by its name: see terms.h.
//
// Readable patterns are other ways to write plain formulas; each stands for exactly this:
//
//   never p                     not p
//   never p unless c            p implies c          ("never touch unless locked since proved":
//                                                     c may be a since, as anything else)
//   p before q                  q implies prev(once(p))      p at an earlier row than every q
//   within[b](p)                once[0,b](p)
//   for each x in S: p          forall x in S: p
//   forall x in S: p            p with every member of S for x, joined by and; true if S is empty
//   exists x in S: p            the same joined by or; false if S is empty
//   forall x, y in S: p         p for every choice of two different members, x before y in S's
//   order
//
// A quantifier reaches as far to the right as it can. Its variable stands for a whole name (`at=x`)
// or the first part of one (`x.closed`). never, unless, before, within, forall, exists, for, each,
// in and inf are ordinary names wherever the pattern is not meant, so tables may have such columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/quantity.h"
#include "logic/exact_time.h"
#include "logic/scope.h"

namespace shixun::logic {

inline constexpr size_t kMaxFormulaBytes = 65536;
inline constexpr int kMaxNesting = 200;  // brackets, quantifiers and right sides of implies

enum class NodeKind : uint8_t {
  kTrue,
  kFalse,
  kNumber,
  kName,
  kCall,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kLess,
  kLessEqual,
  kEqual,
  kNotEqual,
  kGreaterEqual,
  kGreater,
  kNot,
  kAnd,
  kOr,
  kImplies,
  kPrev,
  kOnce,
  kHistorically,
  kSince,
  kForall,
  kExists,
};

// One node. Operands stand before their operator (postfix order), so a pass over a formula is a
// loop, whatever its depth. Only a quantifier stands before its body.
struct Node {
  NodeKind kind = NodeKind::kTrue;
  uint32_t index = 0;  // into the table of Ast that belongs to the kind
  int line = 0;        // of the name, number, word or operator
  int column = 0;
  uint32_t expansion =
      0;  // which of Ast::expansions it came with, from 1; 0: it is the formula's own
};

// A term's formula in place of its use: see terms.h.
struct Expansion {
  std::string term;
  std::string file;       // stands for the file in places of its nodes: "#3"
  SourceLocation usedAt;  // likewise in the formula or the term around
};

// Distances in time back from now, both ends included; 0 <= lower <= upper, ns.
struct Window {
  int64_t lower = 0;
  int64_t upper = kNoLimit;
};

struct Quantifier {
  std::vector<std::string> variables;  // at least one
  std::string set;
  SourceLocation setPlace;
  uint32_t bodyNodes = 0;  // how many nodes after the quantifier are its body
};

// A value; owns all it refers to.
struct Ast {
  std::string file;
  std::string text;  // as written, for reports
  std::vector<Node> nodes;
  std::vector<std::string> names;       // kName
  std::vector<Quantity> quantities;     // kNumber, SI
  std::vector<Call> calls;              // kCall
  std::vector<Window> windows;          // kOnce, kHistorically, kSince
  std::vector<Quantifier> quantifiers;  // kForall, kExists
  std::vector<Expansion> expansions;    // of terms that have been written out

  SourceLocation place(const Node& node) const {
    return {node.expansion > 0 ? expansions[node.expansion - 1].file : file, node.line,
            node.column};
  }
};

struct ParseResult {
  Ast ast;  // meaningful only when ok()
  Diagnostics diagnostics;
  bool ok() const { return !diagnostics.hasErrors(); }
};

// Parses one formula, which must be the whole text. `base` is the place of its first character
// (line and column 0 count as 1). Stops at the first error. Texts beyond kMaxFormulaBytes and
// nesting beyond kMaxNesting are refused.
ParseResult parse(std::string_view text, const SourceLocation& base = {});

}  // namespace shixun::logic
