#include <algorithm>
#include <array>
#include <utility>

#include "logic/formula.h"
#include "logic/lexer.h"

namespace shixun::logic {
namespace {

constexpr std::array<std::string_view, 20> kUsualUnits = {
    "V",  "mV",  "kV", "A",  "mA", "kA",  "Ohm", "kOhm", "MOhm", "s",
    "ms", "min", "h",  "mm", "m",  "deg", "rpm", "Hz",   "W",    "Nm"};

// Signs that other languages use, and what to write here.
std::string adviceFor(std::string_view sign) {
  static constexpr std::pair<std::string_view, std::string_view> kAdvice[] = {
      {"&&", "write 'and'"},
      {"||", "write 'or'"},
      {"!", "write 'not'"},
      {"=>", "write 'implies'"},
      {"->", "write 'implies'"},
      {"<>", "write '!='"},
      {"=", "write '==' to compare"},
      {"=<", "write '<='"},
      {"≤", "write '<='"},
      {"≥", "write '>='"},
      {"≠", "write '!='"},
      {"（", "write '('"},
      {"）", "write ')'"},
      {"，", "write ','"},
      {"：", "write ':'"},
      {"【", "write '['"},
      {"】", "write ']'"},
      {"∞", "write 'inf'"}};
  for (const auto& [wrong, right] : kAdvice) {
    if (wrong == sign) return std::string(right);
  }
  return {};
}

// Recursive descent. Every parse function appends the nodes of what it read and returns false after
// an error, which is then in result_.diagnostics.
class Parser {
 public:
  Parser(std::string_view text, const SourceLocation& base) : tokens_(tokenize(text, base)) {
    result_.ast.file = base.file;
    result_.ast.text = std::string(text);
  }

  ParseResult run() {
    if (formula() && now().kind != TokenKind::kEnd) {
      fail("an operator or the end of the formula", adviceAtOperator());
    }
    return std::move(result_);
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  const Token& after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  Token take() {
    const Token token = now();
    if (token.kind != TokenKind::kEnd) ++at_;
    return token;
  }
  bool isSymbol(std::string_view text) const {
    return now().kind == TokenKind::kSymbol && now().text == text;
  }
  bool isWord(std::string_view text) const {
    return now().kind == TokenKind::kWord && now().text == text;
  }
  bool isName(std::string_view text) const {
    return now().kind == TokenKind::kName && now().text == text;
  }
  SourceLocation place(const Token& token) const {
    return {result_.ast.file, token.line, token.column};
  }

  bool error(const Token& token, std::string code, std::string message, std::string hint = {}) {
    result_.diagnostics.error(place(token), std::move(code), std::move(message), std::move(hint));
    return false;
  }
  bool fail(std::string_view expected, std::string hint = {}) {
    if (hint.empty()) hint = adviceFor(now().text);
    return error(now(), "formula-syntax",
                 "found " + describe(now()) + ", expected " + std::string(expected),
                 std::move(hint));
  }
  bool expect(std::string_view symbol, std::string_view what) {
    if (!isSymbol(symbol)) return fail("'" + std::string(symbol) + "' " + std::string(what));
    take();
    return true;
  }
  void emit(NodeKind kind, const Token& token, size_t index = 0) {
    result_.ast.nodes.push_back({kind, static_cast<uint32_t>(index), token.line, token.column});
  }

  std::string adviceAtOperator() const {
    if (isName("before") || isWord("implies") || isName("unless")) {
      return "put brackets around one of the two parts";
    }
    if (now().kind == TokenKind::kNumber || now().kind == TokenKind::kName) {
      return "put 'and', 'or' or another operator before it";
    }
    if (isSymbol(")")) return "remove it, or open a '(' before";
    return {};
  }

  // The word starts a pattern only where an operand follows it; else it is an ordinary name.
  bool startsPattern(std::string_view word) const {
    if (!isName(word)) return false;
    const Token& next = after();
    if (next.kind == TokenKind::kName) return next.text != "before" && next.text != "unless";
    if (next.kind == TokenKind::kNumber) return true;
    if (next.kind == TokenKind::kSymbol) return next.text == "(";
    return next.kind == TokenKind::kWord && next.text != "and" && next.text != "or" &&
           next.text != "implies" && next.text != "since";
  }
  bool startsQuantifier() const {
    return (isName("forall") || isName("exists") || isName("for")) &&
           after().kind == TokenKind::kName && after().text != "before" && after().text != "unless";
  }

  bool formula() {
    if (depth_ >= kMaxNesting) {
      return error(now(), "formula-too-deep",
                   "nested deeper than " + std::to_string(kMaxNesting) + " levels",
                   "split the formula into several rules");
    }
    ++depth_;
    const bool ok = startsPattern("never") ? neverFormula() : plainFormula();
    --depth_;
    return ok;
  }

  bool neverFormula() {
    const Token never = take();
    if (!orFormula()) return false;
    if (!isName("unless")) {
      emit(NodeKind::kNot, never);
      return true;
    }
    take();
    if (!orFormula()) return false;
    emit(NodeKind::kImplies, never);
    return true;
  }

  bool plainFormula() {
    std::vector<Node>& nodes = result_.ast.nodes;
    const size_t left = nodes.size();
    if (!orFormula()) return false;
    if (isWord("implies")) {
      const Token op = take();
      if (!formula()) return false;
      emit(NodeKind::kImplies, op);
    } else if (isName("before")) {
      const Token op = take();
      const size_t right = nodes.size();
      if (!orFormula()) return false;
      const auto begin = nodes.begin();
      std::rotate(begin + static_cast<std::ptrdiff_t>(left),
                  begin + static_cast<std::ptrdiff_t>(right), nodes.end());
      emitWindowed(NodeKind::kOnce, op, Window{});
      emit(NodeKind::kPrev, op);
      emit(NodeKind::kImplies, op);
    }
    return true;
  }

  bool orFormula() {
    if (!andFormula()) return false;
    while (isWord("or")) {
      const Token op = take();
      if (!andFormula()) return false;
      emit(NodeKind::kOr, op);
    }
    return true;
  }

  bool andFormula() {
    if (!sinceFormula()) return false;
    while (isWord("and")) {
      const Token op = take();
      if (!sinceFormula()) return false;
      emit(NodeKind::kAnd, op);
    }
    return true;
  }

  bool sinceFormula() {
    if (!notFormula()) return false;
    while (isWord("since")) {
      const Token op = take();
      Window window;
      if (!optionalWindow(window) || !notFormula()) return false;
      emitWindowed(NodeKind::kSince, op, window);
    }
    return true;
  }

  bool notFormula() {
    std::vector<Token> nots;
    while (isWord("not")) nots.push_back(take());
    if (!(startsQuantifier() ? quantified() : comparison())) return false;
    for (auto it = nots.rbegin(); it != nots.rend(); ++it) emit(NodeKind::kNot, *it);
    return true;
  }

  bool quantified() {
    const Token word = take();
    if (word.text == "for") {
      if (!isName("each")) return fail("'each'", "write 'for each x in SET: formula'");
      take();
    }
    Quantifier quantifier;
    do {
      if (!quantifier.variables.empty()) take();  // the comma
      if (now().kind != TokenKind::kName) return fail("the name of a variable");
      if (now().text.find('.') != std::string_view::npos) return fail("a variable without a dot");
      const std::string variable(take().text);
      const auto& known = quantifier.variables;
      if (std::find(known.begin(), known.end(), variable) != known.end()) {
        --at_;
        return fail("a variable that is not in use yet", "give each variable its own name");
      }
      quantifier.variables.push_back(variable);
    } while (isSymbol(","));
    if (!isName("in"))
      return fail("'in' and the name of a set", "write 'forall x in SET: formula'");
    take();
    if (now().kind != TokenKind::kName) return fail("the name of a set");
    const Token set = take();
    quantifier.set = std::string(set.text);
    quantifier.setPlace = place(set);
    if (!expect(":", "after the set")) return false;

    const size_t self = result_.ast.quantifiers.size();
    result_.ast.quantifiers.push_back(std::move(quantifier));
    emit(word.text == "exists" ? NodeKind::kExists : NodeKind::kForall, word, self);
    const size_t body = result_.ast.nodes.size();
    if (!formula()) return false;
    result_.ast.quantifiers[self].bodyNodes =
        static_cast<uint32_t>(result_.ast.nodes.size() - body);
    return true;
  }

  static bool comparisonKind(const Token& token, NodeKind& kind) {
    static constexpr std::pair<std::string_view, NodeKind> kKinds[] = {
        {"<", NodeKind::kLess},      {"<=", NodeKind::kLessEqual},    {"==", NodeKind::kEqual},
        {"!=", NodeKind::kNotEqual}, {">=", NodeKind::kGreaterEqual}, {">", NodeKind::kGreater}};
    if (token.kind != TokenKind::kSymbol) return false;
    for (const auto& [text, found] : kKinds) {
      if (text != token.text) continue;
      kind = found;
      return true;
    }
    return false;
  }

  bool comparison() {
    if (!sum()) return false;
    NodeKind kind{};
    if (!comparisonKind(now(), kind)) return true;
    const Token op = take();
    if (!sum()) return false;
    emit(kind, op);
    if (comparisonKind(now(), kind)) {
      return fail("'and', 'or' or the end: comparisons do not chain",
                  "write 'a < b and b < c' for a chain");
    }
    return true;
  }

  bool sum() {
    if (!product()) return false;
    while (isSymbol("+") || isSymbol("-")) {
      const Token op = take();
      if (!product()) return false;
      emit(op.text == "+" ? NodeKind::kAdd : NodeKind::kSubtract, op);
    }
    return true;
  }

  bool product() {
    if (!minus()) return false;
    while (isSymbol("*") || isSymbol("/")) {
      const Token op = take();
      if (!minus()) return false;
      emit(op.text == "*" ? NodeKind::kMultiply : NodeKind::kDivide, op);
    }
    return true;
  }

  bool minus() {
    std::vector<Token> signs;
    while (isSymbol("-")) signs.push_back(take());
    if (!signs.empty() && now().kind == TokenKind::kNumber) {
      signs.pop_back();  // part of the number: -10 degC is 263.15 K, not -(283.15 K)
      if (!number(-1)) return false;
    } else if (!primary()) {
      return false;
    }
    for (auto it = signs.rbegin(); it != signs.rend(); ++it) emit(NodeKind::kNegate, *it);
    return true;
  }

  bool primary() {
    const Token token = now();
    if (token.kind == TokenKind::kNumber) return number(1);
    if (isWord("once")) return windowed(NodeKind::kOnce);
    if (isWord("historically")) return windowed(NodeKind::kHistorically);
    if (token.kind == TokenKind::kName) {
      const bool opens = after().kind == TokenKind::kSymbol;
      if (opens && after().text == "(") return call();
      if (opens && after().text == "[" && token.text == "within") return within();
      emit(NodeKind::kName, take(), result_.ast.names.size());
      result_.ast.names.emplace_back(token.text);
      return true;
    }
    if (isWord("true") || isWord("false")) {
      emit(token.text == "true" ? NodeKind::kTrue : NodeKind::kFalse, take());
      return true;
    }
    if (isWord("prev")) {
      take();
      if (!bracketed("after 'prev'")) return false;
      emit(NodeKind::kPrev, token);
      return true;
    }
    if (isSymbol("(")) return bracketed("");
    return fail("a name, a number or '('",
                isWord("not") ? "put 'not' and what it applies to in brackets" : "");
  }

  bool bracketed(std::string_view what) {
    if (!expect("(", what) || !formula()) return false;
    if (isSymbol(")")) {
      take();
      return true;
    }
    return fail("')' or an operator", adviceFor(now().text));
  }

  bool windowed(NodeKind kind) {
    const Token word = take();
    Window window;
    if (!optionalWindow(window)) return false;
    if (!bracketed("after '" + std::string(word.text) + "'")) return false;
    emitWindowed(kind, word, window);
    return true;
  }

  bool within() {
    const Token word = take();
    take();  // the bracket
    Window window;
    if (!bound(window.upper, false) || !expect("]", "after the time")) return false;
    if (!bracketed("after 'within[...]'")) return false;
    emitWindowed(NodeKind::kOnce, word, window);
    return true;
  }

  void emitWindowed(NodeKind kind, const Token& token, const Window& window) {
    emit(kind, token, result_.ast.windows.size());
    result_.ast.windows.push_back(window);
  }

  bool optionalWindow(Window& window) {
    if (!isSymbol("[")) return true;
    const Token open = take();
    if (!bound(window.lower, false)) return false;
    if (!isSymbol(",")) return fail("',' and the upper bound", "write [0,5] for the last 5 s");
    take();
    if (!bound(window.upper, true) || !expect("]", "after the upper bound")) return false;
    if (window.lower > window.upper) {
      return error(open, "wrong-bounds",
                   "the lower bound " + formatSeconds(window.lower) +
                       " s is above the upper bound " + formatSeconds(window.upper) + " s",
                   "write the smaller one first");
    }
    return true;
  }

  bool bound(int64_t& out, bool mayBeInf) {
    if (isName("inf") && mayBeInf) {
      take();
      out = kNoLimit;
      return true;
    }
    if (isName("inf")) return fail("a time in seconds", "only the upper bound may be inf");
    if (isSymbol("-")) return fail("a time in seconds", "a bound looks back and has no sign");
    if (now().kind != TokenKind::kNumber) return fail("a time such as 5, 0.25 or 300 ms");
    const Token value = take();
    ExactTime time = parseSeconds(value.text);
    if (now().kind == TokenKind::kName) {
      const auto unit = findUnit(now().text);
      time = parseTime(value.text, now().text);
      if (time.fault == TimeFault::kNotDecimal) {
        return error(now(), unit ? "wrong-unit" : "unknown-unit",
                     "found " + describe(now()) + ", expected a unit of time",
                     "use ns, us, ms, s, min or h");
      }
      take();
    }
    if (time.fault == TimeFault::kTooFine) {
      return error(value, "too-fine", describe(value) + " is finer than a nanosecond",
                   "write at most 9 digits after the point");
    }
    out = time.ns;  // saturated when too long to count: nothing lies that far back
    return true;
  }

  // The unit after a number, if one follows: V, m/s, %.
  bool unitAhead(std::string& unit) const {
    if (isSymbol("%")) {
      unit = "%";
      return true;
    }
    if (now().kind != TokenKind::kName || isName("before") || isName("unless")) return false;
    unit = std::string(now().text);
    if (at_ + 2 < tokens_.size() && after().text == "/") {
      const Token& under = tokens_[at_ + 2];
      const bool adjacent =
          now().text.end() == after().text.begin() && after().text.end() == under.text.begin();
      const std::string fraction = unit + "/" + std::string(under.text);
      if (adjacent && findUnit(fraction)) unit = fraction;
    }
    return true;
  }

  bool quantity(Quantity& out, double sign) {
    const Token value = take();
    const auto number = parseDecimal(value.text);
    if (!number) {
      return error(value, "number-range", describe(value) + " is too large for a number",
                   "use a larger unit");
    }
    out = {sign * *number, {}};
    std::string unit;
    if (!unitAhead(unit)) return true;
    const auto found = findUnit(unit);
    if (!found) {
      const std::vector<std::string> usual(kUsualUnits.begin(), kUsualUnits.end());
      const std::string near = nearestName(unit, usual);
      return error(now(), "unknown-unit",
                   "found " + describe(now()) + " after a number, expected a unit or an operator",
                   near.empty()
                       ? "known units are V, A, Ohm, s, m and the like, with their prefixes"
                       : "did you mean '" + near + "'?");
    }
    at_ += unit.find('/') == std::string::npos ? 1 : 3;
    out = {out.value * found->factor + found->offset, found->dimension};
    return true;
  }

  bool number(double sign) {
    const Token token = now();
    Quantity value;
    if (!quantity(value, sign)) return false;
    emit(NodeKind::kNumber, token, result_.ast.quantities.size());
    result_.ast.quantities.push_back(value);
    return true;
  }

  bool call() {
    const Token name = take();
    take();  // the bracket
    Call out{std::string(name.text), {}, place(name)};
    if (!isSymbol(")")) {
      if (!argument(out)) return false;
      while (isSymbol(",")) {
        take();
        if (!argument(out)) return false;
      }
    }
    if (!isSymbol(")")) return fail("',' or ')' after an argument of '" + out.name + "'");
    take();
    emit(NodeKind::kCall, name, result_.ast.calls.size());
    result_.ast.calls.push_back(std::move(out));
    return true;
  }

  bool argument(Call& to) {
    Argument out;
    out.where = place(now());
    const bool keyed =
        now().kind == TokenKind::kName && after().kind == TokenKind::kSymbol && after().text == "=";
    if (keyed) {
      out.key = std::string(now().text);
      for (const Argument& other : to.arguments) {
        if (other.key == out.key) return fail("an argument that is not given yet");
      }
      take();
      take();
    } else if (!to.arguments.empty() && !to.arguments.back().key.empty()) {
      return fail("name=value", "arguments without a name come first");
    }
    const bool minus = isSymbol("-") && after().kind == TokenKind::kNumber;
    if (minus) take();
    if (now().kind == TokenKind::kNumber) {
      out.quantity.emplace();
      if (!quantity(*out.quantity, minus ? -1 : 1)) return false;
    } else if (now().kind == TokenKind::kName || isWord("true") || isWord("false")) {
      out.name = std::string(take().text);
    } else {
      return fail("an argument: a name or a quantity such as 50 V");
    }
    to.arguments.push_back(std::move(out));
    return true;
  }

  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  ParseResult result_;
};

}  // namespace

ParseResult parse(std::string_view text, const SourceLocation& base) {
  SourceLocation from = base;
  from.line = std::max(from.line, 1);
  from.column = std::max(from.column, 1);
  if (text.size() > kMaxFormulaBytes) {
    ParseResult refused;
    refused.diagnostics.error(from, "formula-too-long",
                              "the formula has " + std::to_string(text.size()) +
                                  " bytes, more than " + std::to_string(kMaxFormulaBytes),
                              "split it into several rules");
    return refused;
  }
  return Parser(text, from).run();
}

}  // namespace shixun::logic
