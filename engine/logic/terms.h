// Terms: named formulas with parameters that other formulas use like signals and predicates.
//
//   near(p)   exists v in meters: event(measured, what=v, at=p)         used as  near(isolator.in)
//   still     motor.speed < 1 rpm                                       used as  still, still()
//
// A use stands for the term's formula in brackets, its parameters replaced by the arguments. An
// argument is a name or a quantity; a parameter stands where a name does: a signal or the first
// part of one, an argument of a call, a set, a whole number. Variables of quantifiers never reach
// into a term or out of it. Beside == and != a bare word may be a label, so a term is written with
// brackets there: still(). Terms use each other, but never themselves.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "logic/formula.h"

namespace shixun::logic {

// From a place in a formula's own text (lines and columns from 1) to the place in its file.
using Locate = std::function<SourceLocation(const SourceLocation&)>;

struct TermDef {
  std::string signature;  // "near(p)" or "still"
  SourceLocation where;   // of the signature
  std::string text;       // the formula
  Locate locate;          // of places in `text`; empty: as they are
};

class Terms {
 public:
  // Reports a bad signature, a name that is there already and a formula that does not parse.
  void add(TermDef def, Diagnostics& problems);
  // All are added: reports terms that use themselves, naming the way round.
  void close(Diagnostics& problems);

  // Writes every use out. False after a report, or when the formula uses a term that is wrong
  // itself, which has been reported; it then serves locate() alone.
  bool expand(Ast& formula, Diagnostics& problems) const;
  // Puts a problem in an expanded formula where it stands in the files, and says in which term and
  // where that is used. `own` is for places in the formula itself.
  Diagnostic locate(Diagnostic problem, const Ast& formula, const Locate& own) const;

  bool empty() const { return terms_.empty(); }
  std::vector<std::string> names() const;
  // Names and places of those that no formula has used so far.
  struct Unused {
    std::string name;
    SourceLocation where;
  };
  std::vector<Unused> unused() const;

 private:
  friend class Expander;
  struct Term {
    std::string name;
    std::vector<std::string> parameters;
    TermDef def;
    Ast body;
    std::vector<uint8_t> labels;  // (body.nodes) 1: a bare word beside == or !=
    bool broken = false;
    mutable bool used = false;
  };

  const Term* find(std::string_view name) const;
  std::vector<size_t> usesOf(const Term& term) const;
  bool findCycle(size_t term, std::vector<size_t>& way, std::vector<uint8_t>& seen,
                 Diagnostics& problems);

  std::vector<Term> terms_;
  std::map<std::string, size_t, std::less<>> byName_;
};

}  // namespace shixun::logic
