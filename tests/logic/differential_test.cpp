// The monitor against an evaluator written straight from the definitions: every formula is built as
// a tree here, evaluated by looking at all earlier rows, and printed as text for the real parser.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>

#include "core/quantity.h"
#include "core/rng.h"
#include "logic/compile.h"
#include "logic/monitor.h"
#include "logic/table.h"

namespace shixun::logic {
namespace {

constexpr int64_t kInf = -1;

// The sets that quantifiers range over: positions of columns.
struct ColumnSet {
  const char* name;
  std::vector<size_t> members;
};
const std::vector<ColumnSet>& columnSets() {
  static const std::vector<ColumnSet> all = {
      {"all", {0, 1, 2, 3}}, {"few", {2, 0}}, {"one", {1}}, {"none", {}}};
  return all;
}
std::string columnName(size_t column) {
  return std::string(1, static_cast<char>('a' + column));
}

struct Tree {
  std::string op;  // the operator's text, "column", "number", "variable", "never", "unless"
  std::vector<std::unique_ptr<Tree>> children;
  int64_t lower = 0;     // ns
  int64_t upper = kInf;  // ns, or kInf
  bool window = false;   // written out
  bool within = false;   // once[0,upper], written as within[upper]
  size_t column = 0;     // of "variable": how many quantifiers' variables are outside of it
  double number = 0;
  size_t set = 0;        // forall, exists: into columnSets()
  size_t variables = 0;  // forall, exists: 1 or 2
};
using TreePtr = std::unique_ptr<Tree>;

// How often the trace and the formula met what monitors get wrong.
struct Met {
  size_t rows = 0, trues = 0;
  size_t lowerBounds = 0,
         upperBounds = 0;              // verdicts that hang on a bound being part of its window
  size_t sameInstant = 0;              // rows that share the time of the row before
  size_t undefined = 0, infinite = 0;  // operands of comparisons
  std::map<std::string, size_t> operators;  // formulas that have it
};

struct Trace {
  std::vector<int64_t> times;
  std::vector<std::vector<double>> rows;  // rows x columns a..d
};

constexpr int kComparison = 6;

int level(const Tree& tree) {
  static const std::vector<std::pair<int, std::vector<std::string>>> kLevels = {
      {0, {"never", "unless"}},
      {1, {"implies", "before"}},
      {2, {"or"}},
      {3, {"and"}},
      {4, {"since"}},
      {5, {"not", "forall", "exists"}},
      {kComparison, {"<", "<=", "==", "!=", ">=", ">"}},
      {7, {"+", "-"}},
      {8, {"*", "/"}},
      {9, {"-1"}}};
  for (const auto& [found, ops] : kLevels) {
    if (std::find(ops.begin(), ops.end(), tree.op) != ops.end()) return found;
  }
  return 10;
}

bool inWindow(int64_t lower, int64_t upper, int64_t distance) {
  return distance >= lower && (upper == kInf || distance <= upper);
}

// The values of the operands at all rows.
using Columns = std::vector<std::vector<double>>;

// once, historically and since with these bounds at row i.
bool lookBack(const Tree& tree, const Trace& trace, size_t i, const Columns& children,
              int64_t lower, int64_t upper) {
  const auto holds = [&](size_t child, size_t row) { return children[child][row] != 0; };
  bool some = false;
  bool all = true;
  for (size_t j = 0; j <= i; ++j) {
    if (!inWindow(lower, upper, trace.times[i] - trace.times[j])) continue;
    if (tree.op == "since") {
      bool kept = holds(1, j);
      for (size_t k = j + 1; k <= i && kept; ++k) kept = holds(0, k);
      some |= kept;
    } else {
      some |= holds(0, j);
      all &= holds(0, j);
    }
  }
  return tree.op == "historically" ? all : some;
}

bool compare(const std::string& op, double a, double b, Met& met) {
  met.undefined += a != a || b != b;
  met.infinite += std::isinf(a) || std::isinf(b);
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  if (op == "==") return a == b;
  if (op == "!=") return a != b;
  if (op == ">=") return a >= b;
  return a > b;
}

// The definitions of the language, word for word, at row i.
double define(const Tree& tree, const Trace& trace, size_t i, const Columns& children, Met& met) {
  const auto at = [&](size_t child) { return children[child][i]; };
  const auto holds = [&](size_t child) { return children[child][i] != 0; };
  const std::string& op = tree.op;
  if (op == "column") return trace.rows[i][tree.column];
  if (op == "number") return tree.number;
  if (op == "true") return 1;
  if (op == "false") return 0;
  if (op == "-1") return -at(0);
  if (op == "+") return at(0) + at(1);
  if (op == "-") return at(0) - at(1);
  if (op == "*") return at(0) * at(1);
  if (op == "/") return at(0) / at(1);
  if (level(tree) == kComparison) return compare(op, at(0), at(1), met);
  if (op == "not" || op == "never") return !holds(0);
  if (op == "and") return holds(0) && holds(1);
  if (op == "or") return holds(0) || holds(1);
  if (op == "implies" || op == "unless") return !holds(0) || holds(1);
  if (op == "prev") return i > 0 && children[0][i - 1] != 0;
  if (op == "before") {
    // At every q some earlier row had p.
    bool earlier = false;
    for (size_t j = 0; j < i; ++j) earlier |= children[0][j] != 0;
    return !holds(1) || earlier;
  }
  const bool found = lookBack(tree, trace, i, children, tree.lower, tree.upper);
  met.lowerBounds +=
      tree.lower > 0 && found != lookBack(tree, trace, i, children, tree.lower + 1, tree.upper);
  met.upperBounds += tree.upper > tree.lower &&
                     found != lookBack(tree, trace, i, children, tree.lower, tree.upper - 1);
  return found;
}

// All choices of `count` different members, in the set's order.
std::vector<std::vector<size_t>> choices(const std::vector<size_t>& members, size_t count) {
  std::vector<std::vector<size_t>> out;
  for (size_t i = 0; i < members.size(); ++i) {
    if (count == 1) out.push_back({members[i]});
    for (size_t j = i + 1; count == 2 && j < members.size(); ++j) {
      out.push_back({members[i], members[j]});
    }
  }
  return out;
}

// bound: the columns that the variables stand for, outer ones first.
std::vector<double> evaluate(const Tree& tree, const Trace& trace, std::vector<size_t>& bound,
                             Met& met) {
  const size_t count = trace.times.size();
  std::vector<double> out;
  if (tree.op == "variable") {
    for (size_t i = 0; i < count; ++i) out.push_back(trace.rows[i][bound[tree.column]]);
    return out;
  }
  if (tree.variables > 0) {
    const bool forall = tree.op == "forall";
    out.assign(count, forall);
    for (const auto& chosen : choices(columnSets()[tree.set].members, tree.variables)) {
      bound.insert(bound.end(), chosen.begin(), chosen.end());
      const std::vector<double> body = evaluate(*tree.children[0], trace, bound, met);
      bound.resize(bound.size() - chosen.size());
      for (size_t i = 0; i < count; ++i) {
        out[i] = forall ? out[i] != 0 && body[i] != 0 : out[i] != 0 || body[i] != 0;
      }
    }
    return out;
  }
  Columns children;
  for (const TreePtr& child : tree.children) {
    children.push_back(evaluate(*child, trace, bound, met));
  }
  for (size_t i = 0; i < count; ++i) out.push_back(define(tree, trace, i, children, met));
  return out;
}

std::string windowText(const Tree& tree) {
  if (!tree.window) return "";
  return "[" + formatSeconds(tree.lower) + "," +
         (tree.upper == kInf ? "inf" : formatSeconds(tree.upper)) + "]";
}

std::string variableName(size_t index) {
  return std::string(1, static_cast<char>('p' + index));
}

// Writes a tree with as few brackets as the precedence allows, so that precedence is under test,
// too. Quantifiers reach as far to the right as they can: bare ones stand at the end only.
class Printer {
 public:
  // least: the loosest level that needs no brackets here; last: nothing follows inside of these.
  std::string print(const Tree& tree, int least, bool last) {
    const int own = level(tree);
    const bool open = tree.variables > 0 && !last;
    if (own < least || open) return "(" + bare(tree, true) + ")";
    return bare(tree, last);
  }

 private:
  std::string bare(const Tree& tree, bool last) {
    const int own = level(tree);
    const auto left = [&](int want) { return print(*tree.children[0], want, false); };
    const auto right = [&](int want) { return print(*tree.children.back(), want, last); };
    const std::string& op = tree.op;
    if (op == "column") return columnName(tree.column);
    if (op == "variable") return variableName(tree.column);
    if (op == "number") return formatNumber(tree.number);
    if (tree.variables > 0) return quantified(tree);
    if (op == "once" && tree.within) {
      return "within[" + formatSeconds(tree.upper) + "](" + print(*tree.children[0], 0, true) + ")";
    }
    if (op == "prev" || op == "once" || op == "historically") {
      return op + windowText(tree) + "(" + print(*tree.children[0], 0, true) + ")";
    }
    if (op == "-1") return "-" + right(own);
    if (op == "not") return "not " + right(own);
    // "never -a" could be a column of that name less another.
    const auto minus = [](const std::string& p) { return p[0] == '-' ? "(" + p + ")" : p; };
    if (op == "never") return "never " + minus(right(2));
    if (op == "unless") return "never " + minus(left(2)) + " unless " + right(2);
    if (op == "before") return left(2) + " before " + right(2);
    if (op == "implies") return left(own + 1) + " implies " + right(own);
    if (own == kComparison) return left(own + 1) + " " + op + " " + right(own + 1);
    if (own < 10) return left(own) + " " + op + windowText(tree) + " " + right(own + 1);
    return op;
  }
  std::string quantified(const Tree& tree) {
    std::string out = tree.op == "forall" && tree.column % 2 == 1 ? "for each " : tree.op + " ";
    for (size_t i = 0; i < tree.variables; ++i) {
      out += (i > 0 ? ", " : "") + variableName(bound_ + i);
    }
    bound_ += tree.variables;
    out += std::string(" in ") + columnSets()[tree.set].name + ": " +
           print(*tree.children[0], 0, true);
    bound_ -= tree.variables;
    return out;
  }

  size_t bound_ = 0;  // variables of the quantifiers around
};

class Generator {
 public:
  explicit Generator(uint64_t seed) : rng_(seed) {}

  // Times and bounds lie on one coarse grid, so that bounds are hit exactly all the time, with rows
  // that share a time and, sometimes, one nanosecond beside the grid.
  Trace trace(size_t rows) {
    static constexpr int64_t kGrids[] = {100'000'000, 1, 1'000'000'000, 300'000'001};
    grid_ = kGrids[rng_.below(4)];
    Trace out;
    int64_t now = rng_.below(3) == 0 ? 1'700'000'000'123'456'789 : -int64_t{3} * grid_;
    leaps_ = rng_.below(12) == 0;
    if (leaps_) now = -kMaxStamp + 1;
    const size_t leap = rng_.below(static_cast<uint32_t>(rows));
    for (size_t i = 0; i < rows; ++i) {
      if (rng_.below(3) != 0) now += static_cast<int64_t>(rng_.below(4)) * grid_;
      if (rng_.below(20) == 0) ++now;
      if (leaps_ && i == leap) now += kLeap;
      out.times.push_back(now);
      std::vector<double> row;
      for (int c = 0; c < 4; ++c) row.push_back(cell());
      out.rows.push_back(std::move(row));
    }
    return out;
  }

  TreePtr formula(int depth) {
    static const std::vector<std::string> kOps = {
        "not",        "and",    "or",     "implies", "prev",         "once",    "historically",
        "since",      "and",    "since",  "since",   "once",         "compare", "compare",
        "arithmetic", "leaf",   "since",  "once",    "historically", "never",   "unless",
        "before",     "within", "forall", "exists"};
    const std::string& op = kOps[rng_.below(static_cast<uint32_t>(kOps.size()))];
    if (depth == 0 || op == "leaf") return leaf();
    if (op == "compare")
      return binary(pick({"<", "<=", "==", "!=", ">=", ">"}), number(depth - 1), number(depth - 1));
    if (op == "arithmetic") return number(depth);
    if (op == "forall" || op == "exists") return quantified(op, depth);
    if (op == "within") return within(depth);
    if (op == "not" || op == "prev" || op == "never") return unary(op, formula(depth - 1));
    if (op == "and" || op == "or" || op == "implies" || op == "unless" || op == "before") {
      return binary(op, formula(depth - 1), formula(depth - 1));
    }
    TreePtr tree = op == "since" ? binary(op, formula(depth - 1), formula(depth - 1))
                                 : unary(op, formula(depth - 1));
    window(*tree);
    return tree;
  }

  uint32_t below(uint32_t bound) { return rng_.below(bound); }

 private:
  std::string pick(std::vector<std::string> from) {
    return from[rng_.below(static_cast<uint32_t>(from.size()))];
  }
  double cell() {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    static constexpr double kCells[] = {0, 0, 0, 0, 0, 0, 0,  0,   1,     1,         1,
                                        1, 1, 1, 1, 1, 2, -1, 0.5, 1e300, kInfinite, kNan};
    return kCells[rng_.below(std::size(kCells))];
  }
  TreePtr leaf() {
    auto tree = std::make_unique<Tree>();
    const uint32_t kind = rng_.below(12);
    tree->op = kind == 0 ? "true" : kind == 1 ? "false" : kind == 2 ? "number" : "column";
    tree->column = rng_.below(4);
    if (kind > 2 && bound_ > 0 && rng_.below(2) == 0) {
      tree->op = "variable";
      tree->column = rng_.below(static_cast<uint32_t>(bound_));
    }
    tree->number = rng_.below(4) * 0.5;
    return tree;
  }
  TreePtr number(int depth) {
    if (depth <= 0 || rng_.below(3) == 0) return leaf();
    if (rng_.below(5) == 0) return unary("-1", number(depth - 1));
    if (rng_.below(8) == 0) return formula(depth - 1);  // a truth value counts as 0 or 1
    return binary(pick({"+", "-", "*", "/"}), number(depth - 1), number(depth - 1));
  }
  TreePtr unary(const std::string& op, TreePtr child) {
    auto tree = std::make_unique<Tree>();
    tree->op = op;
    tree->children.push_back(std::move(child));
    return tree;
  }
  TreePtr binary(const std::string& op, TreePtr left, TreePtr right) {
    TreePtr tree = unary(op, std::move(left));
    tree->children.push_back(std::move(right));
    return tree;
  }
  TreePtr quantified(const std::string& op, int depth) {
    auto tree = std::make_unique<Tree>();
    tree->op = op;
    tree->set = rng_.below(static_cast<uint32_t>(columnSets().size()));
    tree->variables = 1 + rng_.below(2);
    tree->column = rng_.below(2);  // forall: which way to write it
    bound_ += tree->variables;
    tree->children.push_back(formula(depth - 1));
    bound_ -= tree->variables;
    return tree;
  }
  TreePtr within(int depth) {
    TreePtr tree = unary("once", formula(depth - 1));
    tree->within = true;
    tree->upper = steps();
    return tree;
  }
  int64_t steps() { return static_cast<int64_t>(rng_.below(6)) * grid_; }
  void window(Tree& tree) {
    if (rng_.below(5) == 0) return;
    tree.window = true;
    tree.lower = rng_.below(2) == 0 ? 0 : steps();
    if (leaps_ && rng_.below(3) == 0) tree.lower = kLeap + steps();
    if (rng_.below(4) == 0) return;
    tree.upper = tree.lower + steps();
    if (leaps_ && tree.lower < kLeap && rng_.below(2) == 0) tree.upper = kLeap + steps();
  }

  // Nearly from the first stamp there can be to the last.
  static constexpr int64_t kLeap = 2 * (kMaxStamp - 5'000'000'000'000);

  Rng rng_;
  int64_t grid_ = 1;
  bool leaps_ = false;
  size_t bound_ = 0;  // variables of the quantifiers around
};

// A table holds finite numbers; the others are put into the rows later.
std::string tableText(const Trace& trace) {
  std::string out = "t,a,b,c,d\n";
  for (size_t i = 0; i < trace.times.size(); ++i) {
    out += formatSeconds(trace.times[i]);
    for (const double cell : trace.rows[i]) {
      out += "," + (std::isfinite(cell) ? formatNumber(cell) : "0");
    }
    out += "\n";
  }
  return out;
}

class ColumnScope final : public TableScope {
 public:
  using TableScope::TableScope;
  std::optional<std::vector<std::string>> findSet(std::string_view name) override {
    for (const ColumnSet& set : columnSets()) {
      if (name != set.name) continue;
      std::vector<std::string> members;
      for (const size_t column : set.members) members.push_back(columnName(column));
      return members;
    }
    return std::nullopt;
  }
};

void noteOperators(const Tree& tree, Met& met) {
  ++met.operators[tree.within ? "within" : tree.op];
  for (const TreePtr& child : tree.children) noteOperators(*child, met);
}

// Empty when the monitor agrees with the definitions on every row, row by row and in blocks.
std::string disagreement(const Tree& tree, const Trace& trace, uint32_t cut, Met& met) {
  const std::string formula = Printer().print(tree, 0, true);
  const std::string csv = tableText(trace);
  TableResult read = readTable(csv, "trace");
  if (!read.ok()) return read.diagnostics.text() + csv;
  ColumnScope scope(read.table.columns);
  const CompileResult compiled = compileFormula(formula, {}, scope);
  if (!compiled.ok()) return compiled.diagnostics.text() + formula;
  for (size_t i = 0; i < trace.rows.size(); ++i) {
    std::copy(trace.rows[i].begin(), trace.rows[i].end(),
              read.table.values.begin() + static_cast<std::ptrdiff_t>(i * 5 + 1));
  }

  Monitor single(compiled.program);
  Monitor block(compiled.program);
  const Rows rows = read.table.rows();
  const size_t count = rows.times.size();
  const size_t first = std::min<size_t>(cut, count);
  std::vector<uint8_t> verdicts(count, 2);
  std::vector<size_t> bound;
  const std::vector<double> definition = evaluate(tree, trace, bound, met);
  noteOperators(tree, met);
  block.run({rows.times.first(first), rows.values, rows.width}, verdicts);
  block.run({rows.times.subspan(first), rows.values.subspan(first * rows.width), rows.width},
            std::span(verdicts).subspan(first));
  for (size_t i = 0; i < count; ++i) {
    const bool expected = definition[i] != 0;
    const bool pushed = single.push(rows.times[i], rows.values.subspan(i * rows.width, rows.width));
    ++met.rows;
    met.trues += expected;
    met.sameInstant += i > 0 && rows.times[i] == rows.times[i - 1];
    if (pushed != expected || (verdicts[i] != 0) != expected) {
      return "row " + std::to_string(i) + ": expected " + (expected ? "true" : "false") +
             ", push " + (pushed ? "true" : "false") + ", run " + std::to_string(verdicts[i]) +
             " for\n" + formula + "\n" + csv;
    }
  }
  return {};
}

// The comparison means something only if what monitors get wrong occurs, and occurs often.
void expectAllMet(const Met& met) {
  std::printf(
      "%zu rows, %zu true, lower bounds decide %zu, upper ones %zu, same instant %zu, "
      "undefined %zu, infinite %zu\n",
      met.rows, met.trues, met.lowerBounds, met.upperBounds, met.sameInstant, met.undefined,
      met.infinite);
  EXPECT_GT(met.trues, met.rows / 5);
  EXPECT_LT(met.trues, met.rows * 4 / 5);
  EXPECT_GT(met.lowerBounds, met.rows / 100);
  EXPECT_GT(met.upperBounds, met.rows / 100);
  EXPECT_GT(met.sameInstant, met.rows / 5);
  EXPECT_GT(met.undefined, met.rows / 100);
  EXPECT_GT(met.infinite, met.rows / 100);
  for (const char* op : {"column",  "number",
                         "true",    "false",
                         "-1",      "+",
                         "-",       "*",
                         "/",       "<",
                         "<=",      "==",
                         "!=",      ">=",
                         ">",       "not",
                         "and",     "or",
                         "implies", "prev",
                         "once",    "historically",
                         "since",   "never",
                         "unless",  "before",
                         "within",  "forall",
                         "exists",  "variable"}) {
    const auto found = met.operators.find(op);
    EXPECT_GT(found == met.operators.end() ? 0 : found->second, 500u) << op;
  }
}

TEST(Differential, TwentyThousandRandomFormulasAgreeWithTheDefinitions) {
  constexpr uint64_t kSeed = 20250131;
  std::printf("seed %llu\n", static_cast<unsigned long long>(kSeed));
  Met met;
  for (uint64_t pair = 0; pair < 20'000; ++pair) {
    Generator generator(kSeed + pair);
    const Trace trace = generator.trace(1 + generator.below(24));
    const TreePtr tree = generator.formula(1 + static_cast<int>(generator.below(4)));
    const std::string found = disagreement(*tree, trace, generator.below(24), met);
    ASSERT_EQ(found, "") << "seed " << kSeed << ", pair " << pair;
  }
  expectAllMet(met);
}

TEST(Differential, LongTracesCrossTheMonitorsBlocks) {
  Met met;
  for (uint64_t pair = 0; pair < 60; ++pair) {
    Generator generator(777 + pair);
    const Trace trace = generator.trace(600);
    const TreePtr tree = generator.formula(2);
    const std::string found = disagreement(*tree, trace, generator.below(600), met);
    ASSERT_EQ(found, "") << "pair " << pair;
  }
  EXPECT_GT(met.lowerBounds, 0u);
  EXPECT_GT(met.upperBounds, 0u);
}

}  // namespace
}  // namespace shixun::logic
