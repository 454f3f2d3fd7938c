#include "logic/sense.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace shixun::logic {
namespace {

// The operations of a program as a tree again: registers are used more than once.
struct Term {
  enum class Kind : uint8_t { kSlot, kConstant, kOperation };
  Kind kind = Kind::kConstant;
  OpCode code = OpCode::kCopy;
  uint32_t slot = 0;
  double constant = 0;
  int32_t left = -1, right = -1;
};

// One fact about one slot.
struct Literal {
  uint32_t slot = 0;
  OpCode relation = OpCode::kEqual;
  double value = 0;
  bool held = true;  // false: the relation does not hold
};

OpCode mirrored(OpCode code) {
  switch (code) {
    case OpCode::kLess:
      return OpCode::kGreater;
    case OpCode::kLessEqual:
      return OpCode::kGreaterEqual;
    case OpCode::kGreater:
      return OpCode::kLess;
    case OpCode::kGreaterEqual:
      return OpCode::kLessEqual;
    default:
      return code;
  }
}

OpCode opposite(OpCode code) {
  return code == OpCode::kEqual ? OpCode::kNotEqual : OpCode::kEqual;
}

std::string_view relationSign(OpCode code) {
  switch (code) {
    case OpCode::kLess:
      return " < ";
    case OpCode::kLessEqual:
      return " <= ";
    case OpCode::kGreater:
      return " > ";
    case OpCode::kGreaterEqual:
      return " >= ";
    case OpCode::kNotEqual:
      return " != ";
    default:
      return " == ";
  }
}

// The numbers that a relation admits.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool lowIn = true, highIn = true;
};

Range rangeOf(const Literal& literal) {
  Range range;
  const OpCode r = literal.relation;
  if (r == OpCode::kLess || r == OpCode::kLessEqual || r == OpCode::kEqual) {
    range.high = literal.value;
    range.highIn = r != OpCode::kLess;
  }
  if (r == OpCode::kGreater || r == OpCode::kGreaterEqual || r == OpCode::kEqual) {
    range.low = literal.value;
    range.lowIn = r != OpCode::kGreater;
  }
  return range;
}

bool apart(const Range& a, const Range& b) {
  const bool below = a.high < b.low || (a.high == b.low && !(a.highIn && b.lowIn));
  const bool above = b.high < a.low || (b.high == a.low && !(b.highIn && a.lowIn));
  return below || above;
}

class ClashFinder {
 public:
  ClashFinder(const Program& program, const Exclusive& exclusive)
      : program_(program), exclusive_(exclusive) {
    for (const Atom& atom : program.atoms()) atoms_.emplace(atom.signal.slot, &atom);
  }

  std::vector<Clash> run() {
    std::vector<int32_t> registers(program_.code().registers, -1);
    const auto termOf = [&](const Operand& operand) {
      Term term;
      if (operand.space == Operand::Space::kRegister) return registers[operand.index];
      const bool row = operand.space == Operand::Space::kRow;
      term.kind = row ? Term::Kind::kSlot : Term::Kind::kConstant;
      term.slot = operand.index;
      if (!row) term.constant = program_.code().constants[operand.index];
      return add(term);
    };
    for (const Op& op : program_.code().ops) {
      Term term;
      term.kind = Term::Kind::kOperation;
      term.code = op.code;
      term.left = termOf(op.left);
      term.right = termOf(op.right);
      registers[op.out] = add(term);
    }
    for (size_t i = 0; i < terms_.size(); ++i) markChildren(terms_[i]);
    for (size_t i = 0; i < terms_.size(); ++i) {
      if (!inner_.contains(static_cast<int32_t>(i))) judge(static_cast<int32_t>(i));
    }
    return std::move(clashes_);
  }

 private:
  int32_t add(const Term& term) {
    terms_.push_back(term);
    return static_cast<int32_t>(terms_.size()) - 1;
  }
  const Term& at(int32_t index) const { return terms_[static_cast<size_t>(index)]; }
  const Atom* atomOf(uint32_t slot) const {
    const auto found = atoms_.find(slot);
    return found != atoms_.end() ? found->second : nullptr;
  }

  // A part of a longer chain of the same kind is judged with the whole.
  void markChildren(const Term& term) {
    if (term.kind != Term::Kind::kOperation) return;
    for (const int32_t child : {term.left, term.right}) {
      const Term& c = at(child);
      const bool same = c.kind == Term::Kind::kOperation && c.code == term.code;
      const bool disjunction = c.kind == Term::Kind::kOperation && term.code == OpCode::kImplies &&
                               c.code == OpCode::kOr && child == term.right;
      if (same || disjunction) inner_.insert(child);
    }
  }

  void judge(int32_t index) {
    const OpCode code = at(index).code;
    if (at(index).kind != Term::Kind::kOperation) return;
    const bool either = code == OpCode::kOr || code == OpCode::kImplies;
    if (code != OpCode::kAnd && !either) return;
    std::vector<Literal> literals;
    collect(index, !either, literals);
    constexpr size_t kMost = 500;  // of a long forall: enough to see a slip, and quick
    if (literals.size() > kMost) literals.resize(kMost);
    for (size_t j = 1; j < literals.size(); ++j) {
      for (size_t i = 0; i < j; ++i) {
        if (clash(literals[i], literals[j])) report(literals[i], literals[j], either);
      }
    }
  }

  // The literals that all hold where the term does (or does not, when `held` is false). A loop, for
  // chains are as long as formulas.
  void collect(int32_t root, bool rootHeld, std::vector<Literal>& out) const {
    std::vector<std::pair<int32_t, bool>> open = {{root, rootHeld}};
    while (!open.empty()) {
      const auto [index, held] = open.back();
      open.pop_back();
      const Term& term = at(index);
      if (term.kind == Term::Kind::kSlot) truth(term, held, out);
      if (term.kind != Term::Kind::kOperation) continue;
      if (term.code == OpCode::kCopy) open.emplace_back(term.right, held);
      if (term.code == OpCode::kNot) open.emplace_back(term.right, !held);
      const bool both = term.code == OpCode::kAnd ? held : !held;
      const bool joins =
          term.code == OpCode::kAnd || term.code == OpCode::kOr || term.code == OpCode::kImplies;
      if (joins && both) {
        open.emplace_back(term.right, held);
        open.emplace_back(term.left, term.code == OpCode::kImplies ? !held : held);
      }
      compare(term, held, out);
    }
  }

  void truth(const Term& term, bool held, std::vector<Literal>& out) const {
    const Atom* atom = atomOf(term.slot);
    if (atom == nullptr || atom->signal.type.kind != SignalType::Kind::kBool) return;
    out.push_back({term.slot, OpCode::kEqual, 1, held});
  }

  void compare(const Term& term, bool held, std::vector<Literal>& out) const {
    if (term.code < OpCode::kLess || term.code > OpCode::kGreater) return;
    const Term &left = at(term.left), &right = at(term.right);
    const bool straight = left.kind == Term::Kind::kSlot && right.kind == Term::Kind::kConstant;
    const bool turned = right.kind == Term::Kind::kSlot && left.kind == Term::Kind::kConstant;
    if (!straight && !turned) return;
    out.push_back({straight ? left.slot : right.slot, straight ? term.code : mirrored(term.code),
                   straight ? right.constant : left.constant, held});
  }

  bool clash(const Literal& a, const Literal& b) const {
    const Atom* atom = atomOf(a.slot);
    if (atom == nullptr) return false;
    const SignalType::Kind kind = atom->signal.type.kind;
    if (a.slot != b.slot) {
      const Atom* other = atomOf(b.slot);
      const bool truths = kind == SignalType::Kind::kBool && other != nullptr &&
                          other->signal.type.kind == SignalType::Kind::kBool;
      return truths && exclusive_ && a.held && b.held && exclusive_(a.slot, b.slot);
    }
    if (kind == SignalType::Kind::kNumber) {
      return a.held && b.held && apart(rangeOf(a), rangeOf(b));
    }
    return clashOfChoices(a, b, atom->signal.type);
  }

  // Truth values and enums, of which there are few: is there one that both admit?
  static bool clashOfChoices(const Literal& a, const Literal& b, const SignalType& type) {
    const size_t count = type.kind == SignalType::Kind::kBool ? 2 : type.labels.size();
    const auto admits = [](const Literal& l, double value) {
      const bool equal = value == l.value;
      return (l.relation == OpCode::kNotEqual ? !equal : equal) == l.held;
    };
    for (size_t i = 0; i < count; ++i) {
      const auto value = static_cast<double>(i);
      if (admits(a, value) && admits(b, value)) return false;
    }
    return true;
  }

  std::string textOf(const Literal& literal, bool negate) const {
    const Atom& atom = *atomOf(literal.slot);
    const bool held = literal.held != negate;
    if (atom.signal.type.kind == SignalType::Kind::kBool) {
      return (held ? "" : "not ") + atom.name;
    }
    const bool number = atom.signal.type.kind == SignalType::Kind::kNumber;
    const OpCode relation = held || number ? literal.relation : opposite(literal.relation);
    return atom.name + std::string(relationSign(relation)) +
           formatValue(atom.signal.type, literal.value);
  }

  void report(const Literal& a, const Literal& b, bool always) {
    Clash clash{textOf(a, always), textOf(b, always), always};
    if (told_.insert(clash.first + "\n" + clash.second).second) {
      clashes_.push_back(std::move(clash));
    }
  }

  const Program& program_;
  const Exclusive& exclusive_;
  std::map<uint32_t, const Atom*> atoms_;  // by slot
  std::vector<Term> terms_;
  std::set<int32_t> inner_;
  std::vector<Clash> clashes_;
  std::set<std::string> told_;
};

}  // namespace

std::vector<Clash> findClashes(const Program& program, const Exclusive& exclusive) {
  return ClashFinder(program, exclusive).run();
}

}  // namespace shixun::logic
