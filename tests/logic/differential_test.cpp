// The monitor against an evaluator written straight from the definitions: every formula is built as
// a tree here, evaluated by looking at all earlier rows, and printed as text for the real parser.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/quantity.h"
#include "core/rng.h"
#include "logic/compile.h"
#include "logic/monitor.h"
#include "logic/table.h"

namespace shixun::logic {
namespace {

constexpr int64_t kInf = -1;

struct Tree {
  std::string op;  // the operator's text, "column", "number"
  std::vector<std::unique_ptr<Tree>> children;
  int64_t lower = 0;     // ns
  int64_t upper = kInf;  // ns, or kInf
  bool window = false;   // written out
  size_t column = 0;
  double number = 0;
};
using TreePtr = std::unique_ptr<Tree>;

struct Trace {
  std::vector<int64_t> times;
  std::vector<std::vector<double>> rows;  // rows x columns a..d
};

bool inWindow(const Tree& tree, int64_t distance) {
  return distance >= tree.lower && (tree.upper == kInf || distance <= tree.upper);
}

// The definitions of the language, word for word, at row i; `children` are the operands' values at
// all rows.
double define(const Tree& tree, const Trace& trace, size_t i,
              const std::vector<std::vector<double>>& children) {
  const auto at = [&](size_t child, size_t row) { return children[child][row]; };
  const auto holds = [&](size_t child, size_t row) { return children[child][row] != 0; };
  const std::string& op = tree.op;
  if (op == "column") return trace.rows[i][tree.column];
  if (op == "number") return tree.number;
  if (op == "true") return 1;
  if (op == "false") return 0;
  if (op == "-1") return -at(0, i);
  if (op == "+") return at(0, i) + at(1, i);
  if (op == "-") return at(0, i) - at(1, i);
  if (op == "*") return at(0, i) * at(1, i);
  if (op == "/") return at(0, i) / at(1, i);
  if (op == "<") return at(0, i) < at(1, i);
  if (op == "<=") return at(0, i) <= at(1, i);
  if (op == "==") return at(0, i) == at(1, i);
  if (op == "!=") return at(0, i) != at(1, i);
  if (op == ">=") return at(0, i) >= at(1, i);
  if (op == ">") return at(0, i) > at(1, i);
  if (op == "not") return !holds(0, i);
  if (op == "and") return holds(0, i) && holds(1, i);
  if (op == "or") return holds(0, i) || holds(1, i);
  if (op == "implies") return !holds(0, i) || holds(1, i);
  if (op == "prev") return i > 0 && holds(0, i - 1);
  const int64_t now = trace.times[i];
  bool some = false;
  bool all = true;
  for (size_t j = 0; j <= i; ++j) {
    if (!inWindow(tree, now - trace.times[j])) continue;
    if (op == "since") {
      bool kept = holds(1, j);
      for (size_t k = j + 1; k <= i && kept; ++k) kept = holds(0, k);
      some |= kept;
    } else {
      some |= holds(0, j);
      all &= holds(0, j);
    }
  }
  return op == "historically" ? all : some;
}

std::vector<double> evaluate(const Tree& tree, const Trace& trace) {
  std::vector<std::vector<double>> children;
  for (const TreePtr& child : tree.children) children.push_back(evaluate(*child, trace));
  std::vector<double> out;
  for (size_t i = 0; i < trace.times.size(); ++i) {
    out.push_back(define(tree, trace, i, children));
  }
  return out;
}

int level(const Tree& tree) {
  static const std::vector<std::pair<int, std::vector<std::string>>> kLevels = {
      {1, {"implies"}}, {2, {"or"}},     {3, {"and"}},
      {4, {"since"}},   {5, {"not"}},    {6, {"<", "<=", "==", "!=", ">=", ">"}},
      {7, {"+", "-"}},  {8, {"*", "/"}}, {9, {"-1"}}};
  for (const auto& [found, ops] : kLevels) {
    if (std::find(ops.begin(), ops.end(), tree.op) != ops.end()) return found;
  }
  return 10;
}

std::string windowText(const Tree& tree) {
  if (!tree.window) return "";
  return "[" + formatSeconds(tree.lower) + "," +
         (tree.upper == kInf ? "inf" : formatSeconds(tree.upper)) + "]";
}

// With as few brackets as the precedence allows, so that precedence is under test, too.
std::string print(const Tree& tree, int least) {
  const auto child = [&](size_t i, int want) { return print(*tree.children[i], want); };
  const int own = level(tree);
  std::string out;
  if (tree.op == "column") {
    out = std::string(1, static_cast<char>('a' + tree.column));
  } else if (tree.op == "number") {
    out = formatNumber(tree.number);
  } else if (tree.op == "prev" || tree.op == "once" || tree.op == "historically") {
    out = tree.op + windowText(tree) + "(" + child(0, 0) + ")";
  } else if (tree.op == "-1") {
    out = "-" + child(0, own);
  } else if (tree.op == "not") {
    out = "not " + child(0, own);
  } else if (tree.op == "implies") {
    out = child(0, own + 1) + " implies " + child(1, own);
  } else if (own == 6) {
    out = child(0, own + 1) + " " + tree.op + " " + child(1, own + 1);
  } else if (own < 10) {
    out = child(0, own) + " " + tree.op + windowText(tree) + " " + child(1, own + 1);
  } else {
    out = tree.op;
  }
  return own < least ? "(" + out + ")" : out;
}

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
    for (size_t i = 0; i < rows; ++i) {
      if (rng_.below(3) != 0) now += static_cast<int64_t>(rng_.below(4)) * grid_;
      if (rng_.below(20) == 0) ++now;
      out.times.push_back(now);
      std::vector<double> row;
      for (int c = 0; c < 4; ++c) row.push_back(cell());
      out.rows.push_back(std::move(row));
    }
    return out;
  }

  TreePtr formula(int depth) {
    static const std::vector<std::string> kOps = {
        "not", "and",   "or",    "implies", "prev",    "once",    "historically", "since",
        "and", "since", "since", "once",    "compare", "compare", "arithmetic",   "leaf"};
    const std::string& op = kOps[rng_.below(static_cast<uint32_t>(kOps.size()))];
    if (depth == 0 || op == "leaf") return leaf();
    if (op == "compare")
      return binary(pick({"<", "<=", "==", "!=", ">=", ">"}), number(depth - 1), number(depth - 1));
    if (op == "arithmetic") return number(depth);
    if (op == "not" || op == "prev") return unary(op, formula(depth - 1));
    if (op == "and" || op == "or" || op == "implies") {
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
    static constexpr double kCells[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, -1, 0.5, 1e300};
    return kCells[rng_.below(12)];
  }
  TreePtr leaf() {
    auto tree = std::make_unique<Tree>();
    const uint32_t kind = rng_.below(12);
    tree->op = kind == 0 ? "true" : kind == 1 ? "false" : kind == 2 ? "number" : "column";
    tree->column = rng_.below(4);
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
  void window(Tree& tree) {
    if (rng_.below(5) == 0) return;
    tree.window = true;
    tree.lower = rng_.below(2) == 0 ? 0 : static_cast<int64_t>(rng_.below(6)) * grid_;
    if (rng_.below(4) != 0) tree.upper = tree.lower + static_cast<int64_t>(rng_.below(6)) * grid_;
  }

  Rng rng_;
  int64_t grid_ = 1;
};

std::string tableText(const Trace& trace) {
  std::string out = "t,a,b,c,d\n";
  for (size_t i = 0; i < trace.times.size(); ++i) {
    out += formatSeconds(trace.times[i]);
    for (const double cell : trace.rows[i]) out += "," + formatNumber(cell);
    out += "\n";
  }
  return out;
}

// Empty when the monitor agrees with the definitions on every row, row by row and in blocks.
std::string disagreement(const Tree& tree, const Trace& trace, uint32_t cut, size_t& trues) {
  const std::string formula = print(tree, 0);
  const std::string csv = tableText(trace);
  const TableResult read = readTable(csv, "trace");
  if (!read.ok()) return read.diagnostics.text() + csv;
  TableScope scope(read.table.columns);
  const CompileResult compiled = compileFormula(formula, {}, scope);
  if (!compiled.ok()) return compiled.diagnostics.text() + formula;

  Monitor single(compiled.program);
  Monitor block(compiled.program);
  const Rows rows = read.table.rows();
  const size_t count = rows.times.size();
  const size_t first = std::min<size_t>(cut, count);
  std::vector<uint8_t> verdicts(count, 2);
  const std::vector<double> definition = evaluate(tree, trace);
  block.run({rows.times.first(first), rows.values, rows.width}, verdicts);
  block.run({rows.times.subspan(first), rows.values.subspan(first * rows.width), rows.width},
            std::span(verdicts).subspan(first));
  for (size_t i = 0; i < count; ++i) {
    const bool expected = definition[i] != 0;
    const bool pushed = single.push(rows.times[i], rows.values.subspan(i * rows.width, rows.width));
    trues += expected ? 1 : 0;
    if (pushed != expected || (verdicts[i] != 0) != expected) {
      return "row " + std::to_string(i) + ": expected " + (expected ? "true" : "false") +
             ", push " + (pushed ? "true" : "false") + ", run " + std::to_string(verdicts[i]) +
             " for\n" + formula + "\n" + csv;
    }
  }
  return {};
}

TEST(Differential, TwentyThousandRandomFormulasAgreeWithTheDefinitions) {
  constexpr uint64_t kSeed = 20250131;
  std::printf("seed %llu\n", static_cast<unsigned long long>(kSeed));
  size_t trues = 0;
  size_t rows = 0;
  for (uint64_t pair = 0; pair < 20'000; ++pair) {
    Generator generator(kSeed + pair);
    const Trace trace = generator.trace(1 + generator.below(24));
    const TreePtr tree = generator.formula(1 + static_cast<int>(generator.below(4)));
    const std::string found = disagreement(*tree, trace, generator.below(24), trues);
    ASSERT_EQ(found, "") << "seed " << kSeed << ", pair " << pair;
    rows += trace.times.size();
  }
  // The comparison means something only if both verdicts occur often.
  EXPECT_GT(trues, rows / 5);
  EXPECT_LT(trues, rows * 4 / 5);
}

TEST(Differential, LongTracesCrossTheMonitorsBlocks) {
  size_t trues = 0;
  for (uint64_t pair = 0; pair < 60; ++pair) {
    Generator generator(777 + pair);
    const Trace trace = generator.trace(600);
    const TreePtr tree = generator.formula(2);
    const std::string found = disagreement(*tree, trace, generator.below(600), trues);
    ASSERT_EQ(found, "") << "pair " << pair;
  }
}

}  // namespace
}  // namespace shixun::logic
