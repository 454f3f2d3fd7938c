#include "logic/compile.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "core/assert.h"
#include "logic/emitter.h"
#include "logic/value.h"

namespace shixun::logic {
namespace {

class Compiler {
 public:
  Compiler(const Ast& ast, Scope& scope, const CompileOptions& options)
      : ast_(ast), scope_(scope), options_(options) {}

  CompileResult run() {
    walk(0, ast_.nodes.size());
    SHIXUN_ASSERT(stack_.size() == 1, "a parsed formula leaves one value");
    Value result = pop();
    if (options_.number) {
      wantNumber(result, "the formula");
    } else {
      wantTruth(result, "the formula");
    }
    CompileResult out;
    // After an error registers are no longer given back, and the code is not used.
    if (!diagnostics_.hasErrors() && code_.registers() > kMaxRegisters) {
      refuseSize(std::to_string(kMaxRegisters) + " intermediate results");
    }
    diagnostics_.sort();
    out.diagnostics = std::move(diagnostics_);
    if (!out.ok()) return out;
    SignalType type = options_.number ? SignalType::number(result.dimension) : SignalType::truth();
    out.program = Program(code_.finish(result.operand), std::move(type), atoms(), ast_.text);
    return out;
  }

 private:
  // ---- the walk over the nodes -------------------------------------------------------------

  void walk(size_t begin, size_t end) {
    for (size_t i = begin; i < end && countStep(); ++i) {
      const Node& node = ast_.nodes[i];
      visit(node, i);
      if (node.kind == NodeKind::kForall || node.kind == NodeKind::kExists) {
        i += ast_.quantifiers[node.index].bodyNodes;
      }
    }
    // Keeps run()'s invariant when the walk was cut short.
    if (tooLarge_) stack_.assign(1, Value{});
  }

  // Quantifiers multiply the work; false once there is too much of it.
  bool countStep() {
    if (!tooLarge_ && ++steps_ > kMaxOps) refuseSize(std::to_string(kMaxOps) + " operations");
    return !tooLarge_;
  }

  void refuseSize(const std::string& limit) {
    tooLarge_ = true;
    error(ast_.place(ast_.nodes.front()), "formula-too-large",
          "the formula needs more than " + limit,
          "use smaller sets or split the formula into several rules");
  }

  void visit(const Node& node, size_t at) {
    switch (node.kind) {
      case NodeKind::kTrue:
      case NodeKind::kFalse:
        return pushTruth(node.kind == NodeKind::kTrue, ast_.place(node));
      case NodeKind::kNumber:
        return pushNumber(node);
      case NodeKind::kName:
        return pushName(node);
      case NodeKind::kCall:
        return pushCall(node);
      case NodeKind::kNegate:
        return negate(node);
      case NodeKind::kAdd:
      case NodeKind::kSubtract:
      case NodeKind::kMultiply:
      case NodeKind::kDivide:
        return arithmetic(node);
      case NodeKind::kLess:
      case NodeKind::kLessEqual:
      case NodeKind::kEqual:
      case NodeKind::kNotEqual:
      case NodeKind::kGreaterEqual:
      case NodeKind::kGreater:
        return comparison(node);
      case NodeKind::kNot:
      case NodeKind::kAnd:
      case NodeKind::kOr:
      case NodeKind::kImplies:
        return connective(node);
      case NodeKind::kPrev:
      case NodeKind::kOnce:
      case NodeKind::kHistorically:
      case NodeKind::kSince:
        return temporal(node);
      case NodeKind::kForall:
      case NodeKind::kExists:
        return quantified(node, at + 1);
    }
  }

  Value pop() {
    Value value = std::move(stack_.back());
    stack_.pop_back();
    return value;
  }
  void push(Value::Kind kind, Operand operand, const SourceLocation& begin,
            const Dimension& dimension = {}) {
    Value value;
    value.kind = kind;
    value.operand = operand;
    value.dimension = dimension;
    value.begin = begin;
    stack_.push_back(std::move(value));
  }
  void pushBroken(const SourceLocation& begin) { push(Value::Kind::kBroken, {}, begin); }

  // ---- atoms -------------------------------------------------------------------------------

  void pushTruth(bool truth, const SourceLocation& begin) {
    push(Value::Kind::kBool, code_.constant(truth ? 1 : 0), begin);
  }

  void pushNumber(const Node& node) {
    const Quantity& quantity = ast_.quantities[node.index];
    push(Value::Kind::kNumber, code_.constant(quantity.value), ast_.place(node),
         quantity.dimension);
  }

  // Replaces a bound variable that is the whole name or its first part.
  std::string substituted(const std::string& name, bool* whole = nullptr) const {
    const size_t dot = std::min(name.find('.'), name.size());
    const std::string_view first = std::string_view(name).substr(0, dot);
    for (auto it = bindings_.rbegin(); it != bindings_.rend(); ++it) {
      if (it->first != first) continue;
      if (whole != nullptr) *whole = dot == name.size();
      return it->second + name.substr(dot);
    }
    return name;
  }

  void pushName(const Node& node) {
    Value value;
    value.kind = Value::Kind::kName;
    value.name = substituted(ast_.names[node.index], &value.variable);
    value.begin = ast_.place(node);
    stack_.push_back(std::move(value));
  }

  // Signals are remembered by their text: one atom, one slot. `signal` counts only the first time.
  void become(Value& value, const std::string& name, Signal signal) {
    const auto [at, isNew] = atomOf_.emplace(name, atoms_.size());
    if (isNew) atoms_.push_back({name, std::move(signal)});
    const Signal& known = atoms_[at->second].signal;
    value.operand = {Operand::Space::kRow, known.slot};
    value.dimension = known.type.dimension;
    value.labels = &known.type.labels;
    switch (known.type.kind) {
      case SignalType::Kind::kBool:
        value.kind = Value::Kind::kBool;
        break;
      case SignalType::Kind::kNumber:
        value.kind = Value::Kind::kNumber;
        break;
      case SignalType::Kind::kEnum:
        value.kind = Value::Kind::kEnum;
        break;
    }
  }

  bool resolveQuietly(Value& value) {
    if (value.kind != Value::Kind::kName) return true;
    auto signal = atomOf_.contains(value.name) ? Signal{} : scope_.findSignal(value.name);
    if (!signal) return false;
    become(value, value.name, std::move(*signal));
    return true;
  }

  std::string didYouMean(std::string_view name, Scope::NameKind kind) const {
    const std::string near = nearestName(name, scope_.names(kind));
    return near.empty() ? std::string() : "did you mean '" + near + "'?";
  }

  void resolve(Value& value) {
    if (resolveQuietly(value)) return;
    std::string hint = didYouMean(value.name, Scope::NameKind::kSignal);
    const auto calls = scope_.names(Scope::NameKind::kCall);
    if (std::find(calls.begin(), calls.end(), value.name) != calls.end()) {
      hint = "it takes arguments: write '" + value.name + "(...)'";
    }
    error(value.begin, "unknown-name", "unknown name '" + value.name + "'", std::move(hint));
    value.kind = Value::Kind::kBroken;
  }

  void pushCall(const Node& node) {
    Call call = ast_.calls[node.index];
    for (Argument& argument : call.arguments) {
      if (!argument.quantity) argument.name = substituted(argument.name);
    }
    Value value;
    value.begin = ast_.place(node);
    const std::string name = formatCall(call);
    if (atomOf_.contains(name)) {
      become(value, name, {});
    } else {
      const size_t before = diagnostics_.list().size();
      auto signal = scope_.findCall(call, diagnostics_);
      if (signal) {
        become(value, name, std::move(*signal));
      } else if (diagnostics_.list().size() == before) {
        error(value.begin, "unknown-name", "unknown predicate '" + call.name + "'",
              didYouMean(call.name, Scope::NameKind::kCall));
      }
    }
    stack_.push_back(std::move(value));
  }

  // ---- types -------------------------------------------------------------------------------

  void error(const SourceLocation& where, std::string code, std::string message,
             std::string hint = {}) {
    diagnostics_.error(where, std::move(code), std::move(message), std::move(hint));
  }

  bool wantTruth(Value& value, std::string_view user) {
    resolve(value);
    if (value.kind == Value::Kind::kBroken) return false;
    if (value.kind == Value::Kind::kBool) return true;
    if (value.kind == Value::Kind::kNumber && scope_.loose() && value.dimension.none()) return true;
    std::string hint = "compare it with a label, such as '== " +
                       (value.labels && !value.labels->empty() ? value.labels->front() : "") + "'";
    if (value.kind == Value::Kind::kNumber) {
      const std::string zero = example(value.dimension);
      hint = zero.empty() ? "compare it with a limit" : "compare it, such as '> " + zero + "'";
    }
    error(value.begin, "wrong-type",
          "found " + describe(value) + " for " + std::string(user) + ", expected a truth value",
          std::move(hint));
    return false;
  }

  bool wantNumber(Value& value, std::string_view user) {
    resolve(value);
    if (value.kind == Value::Kind::kBroken) return false;
    if (value.kind == Value::Kind::kNumber) return true;
    if (value.kind == Value::Kind::kBool && scope_.loose()) return true;
    error(value.begin, "wrong-type",
          "found " + describe(value) + " for " + std::string(user) + ", expected a number");
    return false;
  }

  std::string quoted(const Node& node) const { return "'" + std::string(symbol(node.kind)) + "'"; }

  // ---- operators ---------------------------------------------------------------------------

  void negate(const Node& node) {
    Value value = pop();
    if (!wantNumber(value, quoted(node))) return pushBroken(ast_.place(node));
    push(Value::Kind::kNumber, code_.pure(OpCode::kNegate, value.operand, value.operand),
         ast_.place(node), value.dimension);
  }

  void arithmetic(const Node& node) {
    Value right = pop();
    Value left = pop();
    const bool leftOk = wantNumber(left, quoted(node));
    if (!wantNumber(right, quoted(node)) || !leftOk) return pushBroken(left.begin);
    Dimension dimension = left.dimension;
    const bool divides = node.kind == NodeKind::kDivide;
    if (node.kind == NodeKind::kMultiply || divides) {
      for (size_t i = 0; i < dimension.exponents.size(); ++i) {
        const int sum = left.dimension.exponents[i] +
                        (divides ? -right.dimension.exponents[i] : right.dimension.exponents[i]);
        if (sum < -100 || sum > 100) {
          error(ast_.place(node), "wrong-unit", "the unit of this product has too high a power");
          return pushBroken(left.begin);
        }
        dimension.exponents[i] = static_cast<int8_t>(sum);
      }
    } else if (left.dimension != right.dimension) {
      wrongUnit(node, left, right);
      return pushBroken(left.begin);
    }
    push(Value::Kind::kNumber, code_.pure(pureCode(node.kind), left.operand, right.operand),
         left.begin, dimension);
  }

  void wrongUnit(const Node& node, const Value& left, const Value& right) {
    const std::string zero = example(left.dimension);
    error(right.begin, "wrong-unit",
          "found " + describe(right) + " on the right of " + quoted(node) + ", expected " +
              describe(left) + " as on the left",
          right.dimension.none() && !zero.empty() ? "write the unit, as in '" + zero + "'" : "");
  }

  // Names on both sides of a comparison: signals, labels of the other side, or variables.
  bool resolveSides(Value& left, Value& right) {
    const bool leftNamed = left.kind == Value::Kind::kName;
    const bool rightNamed = right.kind == Value::Kind::kName;
    if (!leftNamed) return resolveLabel(right, left);
    if (!rightNamed) return resolveLabel(left, right);
    if (resolveQuietly(left)) return resolveLabel(right, left);
    if (resolveQuietly(right)) return resolveLabel(left, right);
    return true;
  }

  // Beside a side that is unknown a bare word may well be a label: no second error for that.
  void resolveAfterError(Value& value) {
    if (value.kind == Value::Kind::kName && value.name.find('.') == std::string::npos) {
      value.kind = Value::Kind::kBroken;
    }
    resolve(value);
  }

  // `value`, compared with `other`: if that is an enum, a bare name is one of its labels, or else a
  // signal. False when an error was reported.
  bool resolveLabel(Value& value, const Value& other) {
    if (value.kind == Value::Kind::kName && other.kind == Value::Kind::kEnum) {
      const auto found = std::find(other.labels->begin(), other.labels->end(), value.name);
      if (found != other.labels->end()) {
        value.kind = Value::Kind::kEnum;
        value.operand = code_.constant(static_cast<double>(found - other.labels->begin()));
        value.labels = other.labels;
        return true;
      }
      if (resolveQuietly(value)) return true;
      const std::string near = nearestName(value.name, *other.labels);
      error(value.begin, "unknown-label",
            "found '" + value.name + "', expected one of the labels " + listed(*other.labels),
            near.empty() ? "" : "did you mean '" + near + "'?");
      value.kind = Value::Kind::kBroken;
      return false;
    }
    if (other.kind == Value::Kind::kBroken) {
      resolveAfterError(value);
    } else {
      resolve(value);
    }
    return value.kind != Value::Kind::kBroken;
  }

  void comparison(const Node& node) {
    Value right = pop();
    Value left = pop();
    const bool equality = node.kind == NodeKind::kEqual || node.kind == NodeKind::kNotEqual;
    if (resolveSides(left, right) && left.kind == Value::Kind::kName) {
      // Neither side is a signal. Two variables compare by what they stand for.
      if (left.variable && right.variable && equality) {
        return pushTruth((left.name == right.name) == (node.kind == NodeKind::kEqual), left.begin);
      }
      resolve(left);
      resolveAfterError(right);
    }
    if (left.kind == Value::Kind::kBroken || right.kind == Value::Kind::kBroken ||
        !comparable(node, left, right, equality)) {
      return pushBroken(left.begin);
    }
    push(Value::Kind::kBool, code_.pure(pureCode(node.kind), left.operand, right.operand),
         left.begin);
  }

  bool comparable(const Node& node, const Value& left, const Value& right, bool equality) {
    const bool enums = left.kind == Value::Kind::kEnum && right.kind == Value::Kind::kEnum;
    const bool numbers = left.kind == Value::Kind::kNumber && right.kind == Value::Kind::kNumber;
    if (numbers) {
      if (left.dimension == right.dimension) return true;
      wrongUnit(node, left, right);
      return false;
    }
    if (enums && equality && *left.labels == *right.labels) return true;
    const bool truths = left.kind == Value::Kind::kBool && right.kind == Value::Kind::kBool;
    if (truths && equality) return true;
    const bool plain = left.kind != Value::Kind::kEnum && right.kind != Value::Kind::kEnum &&
                       left.dimension.none() && right.dimension.none();
    if (plain && scope_.loose()) return true;
    if ((enums && *left.labels == *right.labels) || truths) {
      error(ast_.place(node), "wrong-type",
            "found " + quoted(node) + " between " +
                (truths ? "truth values" : "labels, which have no order") +
                ", expected '==' or '!='");
      return false;
    }
    error(right.begin, "wrong-type",
          "found " + describe(right) + " on the right of " + quoted(node) + ", expected " +
              describe(left) + " as on the left");
    return false;
  }

  void connective(const Node& node) {
    Value right = pop();
    if (node.kind == NodeKind::kNot) {
      if (!wantTruth(right, quoted(node))) return pushBroken(ast_.place(node));
      return push(Value::Kind::kBool, code_.pure(OpCode::kNot, right.operand, right.operand),
                  ast_.place(node));
    }
    Value left = pop();
    const bool leftOk = wantTruth(left, quoted(node));
    if (!wantTruth(right, quoted(node)) || !leftOk) return pushBroken(left.begin);
    push(Value::Kind::kBool, code_.pure(pureCode(node.kind), left.operand, right.operand),
         left.begin);
  }

  void temporal(const Node& node) {
    Value right = pop();
    Value left;
    const bool since = node.kind == NodeKind::kSince;
    if (since) left = pop();
    const SourceLocation begin = since ? left.begin : ast_.place(node);
    if (!options_.temporal) {
      error(ast_.place(node), "no-history",
            "found " + quoted(node) + ", but this formula is about the present state alone",
            "use a rule of the rubric, or a state that remembers");
      return pushBroken(begin);
    }
    const bool leftOk = !since || wantTruth(left, quoted(node));
    if (!wantTruth(right, quoted(node)) || !leftOk) return pushBroken(begin);
    Op op;
    op.right = right.operand;
    op.left = right.operand;
    op.code = OpCode::kPrev;
    if (node.kind != NodeKind::kPrev) {
      op.window = ast_.windows[node.index];
      op.code = sinceCode(op.window);
      op.negated = node.kind == NodeKind::kHistorically;
      op.left = since ? left.operand : code_.constant(1);
    }
    op.state = code_.newState();
    push(Value::Kind::kBool, code_.emit(op), begin);
  }

  // ---- quantifiers -------------------------------------------------------------------------

  void quantified(const Node& node, size_t body) {
    const Quantifier& quantifier = ast_.quantifiers[node.index];
    const SourceLocation begin = ast_.place(node);
    const auto members = scope_.findSet(quantifier.set);
    if (!members) {
      error(quantifier.setPlace, "unknown-set", "unknown set '" + quantifier.set + "'",
            didYouMean(quantifier.set, Scope::NameKind::kSet));
      return pushBroken(begin);
    }
    const size_t count = quantifier.variables.size();
    const bool forall = node.kind == NodeKind::kForall;
    if (members->size() < count) {
      diagnostics_.warning(quantifier.setPlace, "empty-set",
                           "'" + quantifier.set + "' has " + std::to_string(members->size()) +
                               " members, too few for the variables: this is always " +
                               (forall ? "true" : "false"));
      return pushTruth(forall, begin);
    }
    // chosen: positions of the members in the set, ascending; all combinations in turn.
    std::vector<size_t> chosen(count);
    for (size_t i = 0; i < count; ++i) chosen[i] = i;
    const size_t depth = stack_.size();
    bool first = true;
    do {
      if (!member(quantifier, *members, chosen, body)) {
        stack_.resize(std::min(stack_.size(), depth));  // without the choices before
        return pushBroken(begin);
      }
      if (!first) {
        const Value right = pop();
        const Value left = pop();
        push(Value::Kind::kBool,
             code_.pure(forall ? OpCode::kAnd : OpCode::kOr, left.operand, right.operand), begin);
      }
      stack_.back().begin = begin;
      first = false;
    } while (nextChoice(chosen, members->size()));
  }

  // Walks the body for one choice. False after errors: the other choices would repeat them.
  bool member(const Quantifier& quantifier, const std::vector<std::string>& members,
              const std::vector<size_t>& chosen, size_t body) {
    const size_t bound = bindings_.size();
    for (size_t i = 0; i < chosen.size(); ++i) {
      bindings_.emplace_back(quantifier.variables[i], members[chosen[i]]);
    }
    walk(body, body + quantifier.bodyNodes);
    bindings_.resize(bound);
    return wantTruth(stack_.back(), "a quantified formula") && !tooLarge_;
  }

  static bool nextChoice(std::vector<size_t>& chosen, size_t members) {
    const size_t count = chosen.size();
    for (size_t i = count; i-- > 0;) {
      if (chosen[i] + (count - i) >= members) continue;
      ++chosen[i];
      for (size_t j = i + 1; j < count; ++j) chosen[j] = chosen[j - 1] + 1;
      return true;
    }
    return false;
  }

  std::vector<Atom> atoms() const { return {atoms_.begin(), atoms_.end()}; }

  const Ast& ast_;
  Scope& scope_;
  CompileOptions options_;
  Diagnostics diagnostics_;
  std::vector<Value> stack_;
  std::vector<std::pair<std::string, std::string>> bindings_;  // variable, member; inner last
  std::deque<Atom> atoms_;                // a deque, because values point at the labels inside
  std::map<std::string, size_t> atomOf_;  // by name
  Emitter code_;
  size_t steps_ = 0;
  bool tooLarge_ = false;
};

// Whether the last operator belongs to a quantifier's body, not to the formula as a whole.
bool endsInQuantifier(const Ast& ast) {
  for (size_t i = 0; i < ast.nodes.size(); ++i) {
    const Node& node = ast.nodes[i];
    if (node.kind != NodeKind::kForall && node.kind != NodeKind::kExists) continue;
    if (i + ast.quantifiers[node.index].bodyNodes + 1 == ast.nodes.size()) return true;
  }
  return false;
}

}  // namespace

CompileResult compile(const Ast& ast, Scope& scope, const CompileOptions& options) {
  SHIXUN_ASSERT(!ast.nodes.empty(), "compile needs a formula that parsed");
  const Node& last = ast.nodes.back();
  if (options.occurrences && last.kind == NodeKind::kOnce && ast.windows[last.index].lower == 0 &&
      ast.windows[last.index].upper == kNoLimit && !endsInQuantifier(ast)) {
    Ast inner = ast;
    inner.nodes.pop_back();
    return Compiler(inner, scope, options).run();
  }
  return Compiler(ast, scope, options).run();
}

CompileResult compileFormula(std::string_view text, const SourceLocation& base, Scope& scope,
                             const CompileOptions& options) {
  static const Terms kNone;
  const Terms& terms = options.terms != nullptr ? *options.terms : kNone;
  ParseResult parsed = parse(text, base);
  CompileResult result;
  const bool parses = parsed.ok();
  Diagnostics problems = std::move(parsed.diagnostics);
  if (parses) {
    if (terms.expand(parsed.ast, problems)) {
      result = compile(parsed.ast, scope, options);
      problems = std::move(result.diagnostics);
    } else {
      result.dropped = problems.empty();
    }
  }
  result.diagnostics = {};
  for (const Diagnostic& problem : problems.list()) {
    result.diagnostics.add(terms.locate(problem, parsed.ast, options.locate));
  }
  return result;
}

}  // namespace shixun::logic
