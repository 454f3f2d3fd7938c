// Random input never crashes: formulas from bytes and from words, tables from cells. Deterministic;
// with SHIXUN_FUZZ_SCALE=60 in the environment each test tries 60 times as much.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "core/rng.h"
#include "logic/compile.h"
#include "logic/monitor.h"
#include "logic/table.h"

namespace shixun::logic {
namespace {

int scaled(int tries) {
  const char* scale = std::getenv("SHIXUN_FUZZ_SCALE");
  return tries * std::max(1, scale == nullptr ? 1 : std::atoi(scale));
}

// A scope of few names with every type, so that many random formulas get past the names.
class Mixed final : public Scope {
 public:
  std::optional<Signal> findSignal(std::string_view name) override {
    if (name == "a") return Signal{SignalType::truth(), 0};
    if (name == "b") return Signal{SignalType::number(dimension::kVoltage), 1};
    if (name == "x.y") return Signal{SignalType::choice({"on", "off"}), 2};
    return std::nullopt;
  }
  std::optional<Signal> findCall(const Call& call, Diagnostics&) override {
    if (call.arguments.empty()) return std::nullopt;
    return Signal{SignalType::truth(), 3};
  }
  std::optional<std::vector<std::string>> findSet(std::string_view name) override {
    if (name == "s") return std::vector<std::string>{"a", "x", "on"};
    return std::nullopt;
  }
};

// Parses, checks and runs; true when it was a formula at all. Every refusal must name its place.
bool tryFormula(const std::string& text, Scope& scope) {
  const CompileResult result = compileFormula(text, {"f", 1, 1}, scope);
  for (const Diagnostic& diagnostic : result.diagnostics.list()) {
    EXPECT_GE(diagnostic.where.line, 1) << text;
    EXPECT_GE(diagnostic.where.column, 1) << text;
    EXPECT_FALSE(diagnostic.message.empty()) << text;
  }
  if (!result.ok()) return false;
  Monitor monitor(result.program);
  const double rows[] = {0, 230, 1, 1, 1, 0, 0, 0, 1, 1, 2, 0};
  for (size_t i = 0; i < 3; ++i) {
    const auto row = std::span(rows).subspan(i * 4, 4);
    const bool verdict = monitor.push(static_cast<int64_t>(i) * 1'000'000'000, row);
    if (result.program.pure()) {
      EXPECT_EQ(result.program.evaluate(row), verdict) << text;
    }
  }
  return true;
}

TEST(Fuzz, RandomBytesNeverCrash) {
  TableScope table({"a", "b", "t", "x.y"});
  Rng rng(11);
  const int tries = scaled(100'000);
  for (int i = 0; i < tries; ++i) {
    std::string text;
    for (uint32_t n = rng.below(24); n > 0; --n) text += static_cast<char>(rng.below(256));
    tryFormula(text, table);
  }
}

TEST(Fuzz, RandomWordsNeverCrashAndSomeAreFormulas) {
  static const std::vector<std::string> kWords = {"a",
                                                  "b",
                                                  "x.y",
                                                  "a",
                                                  "b",
                                                  "on",
                                                  "off",
                                                  "5",
                                                  "2.5",
                                                  "50 V",
                                                  "300 ms",
                                                  "1e999",
                                                  ".",
                                                  "e",
                                                  "(",
                                                  "(",
                                                  "(",
                                                  ")",
                                                  ")",
                                                  ")",
                                                  "[0,5](",
                                                  "[1,inf](",
                                                  "[5,1](",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "and",
                                                  "or",
                                                  "not",
                                                  "implies",
                                                  "since",
                                                  "since[1,2]",
                                                  "once(",
                                                  "historically(",
                                                  "prev(",
                                                  "once[0,1](",
                                                  "true",
                                                  "false",
                                                  "<",
                                                  "==",
                                                  "!=",
                                                  ">=",
                                                  "+",
                                                  "-",
                                                  "*",
                                                  "/",
                                                  "never",
                                                  "unless",
                                                  "before",
                                                  "within[5](",
                                                  "forall p in s:",
                                                  "exists p, q in s:",
                                                  "for each p in s:",
                                                  "p",
                                                  "q",
                                                  "p.y",
                                                  "event(p, by=a)",
                                                  "event(",
                                                  "by=",
                                                  "=",
                                                  "%",
                                                  "inf",
                                                  "\n",
                                                  "门",
                                                  "（",
                                                  "\xc3"};
  TableScope table({"a", "b", "t", "x.y"});
  Mixed mixed;
  Rng rng(12);
  const int tries = scaled(100'000);
  size_t good = 0;
  for (int i = 0; i < tries; ++i) {
    std::string text;
    for (uint32_t n = 1 + rng.below(9); n > 0; --n) {
      text += kWords[rng.below(static_cast<uint32_t>(kWords.size()))] + " ";
    }
    if (tryFormula(text, mixed)) ++good;
    if (tryFormula(text, table)) ++good;
  }
  EXPECT_GT(good, 1'000u);
}

TEST(Fuzz, DamagedFormulasNeverCrash) {
  const std::string good =
      "never event(touch, by=a) unless (a since[0, 300 s] not b > 50 V) and forall p in s: "
      "once[0,5](a) "
      "or x.y == on implies prev(historically[1.5 h,inf](a == true)) before a";
  Mixed mixed;
  Rng rng(13);
  const int tries = scaled(30'000);
  for (int i = 0; i < tries; ++i) {
    std::string text = good;
    for (uint32_t n = 1 + rng.below(3); n > 0; --n) {
      const size_t at = rng.below(static_cast<uint32_t>(text.size()));
      if (rng.below(3) == 0) {
        text.erase(at, 1 + rng.below(8));
      } else if (rng.below(2) == 0) {
        text[at] = static_cast<char>(rng.below(256));
      } else {
        text.insert(at, text.substr(rng.below(static_cast<uint32_t>(text.size())), rng.below(20)));
      }
      if (text.empty()) text = "a";
    }
    tryFormula(text, mixed);
  }
}

TEST(Fuzz, RandomTablesNeverCrash) {
  static const std::vector<std::string> kPieces = {"t",
                                                   "a",
                                                   "b",
                                                   ",",
                                                   ",",
                                                   ",",
                                                   ",",
                                                   "\n",
                                                   "\n",
                                                   "\r\n",
                                                   "\r",
                                                   "0",
                                                   "1",
                                                   "0.1",
                                                   "1e3",
                                                   "-5",
                                                   "1e999",
                                                   "0.0000000001",
                                                   "9e18",
                                                   " ",
                                                   "\t",
                                                   "x",
                                                   "\"",
                                                   "门",
                                                   "\xef\xbb\xbf",
                                                   "\xff",
                                                   std::string(1, '\0')};
  Rng rng(14);
  const int tries = scaled(100'000);
  size_t good = 0;
  for (int i = 0; i < tries; ++i) {
    std::string text = rng.below(2) == 0 ? "t,a\n" : "";
    for (uint32_t n = rng.below(16); n > 0; --n) {
      text += kPieces[rng.below(static_cast<uint32_t>(kPieces.size()))];
    }
    const TableResult read = readTable(text, "x.csv");
    if (!read.ok()) continue;
    ++good;
    EXPECT_EQ(read.table.values.size(), read.table.times.size() * read.table.columns.size());
    EXPECT_TRUE(std::is_sorted(read.table.times.begin(), read.table.times.end()));
  }
  EXPECT_GT(good, 1'000u);
}

}  // namespace
}  // namespace shixun::logic
