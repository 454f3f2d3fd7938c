// Formulas that say what cannot be meant.
#include "logic/sense.h"

#include <gtest/gtest.h>

#include "logic/compile.h"

namespace shixun::logic {
namespace {

class Signals : public Scope {
 public:
  std::optional<Signal> findSignal(std::string_view name) override {
    if (name == "x") return Signal{SignalType::choice({"off", "on", "tripped"}), 0};
    if (name == "y") return Signal{SignalType::choice({"off", "on"}), 1};
    if (name == "v") return Signal{SignalType::number(dimension::kVoltage), 2};
    if (name == "p") return Signal{SignalType::truth(), 3};
    if (name == "q") return Signal{SignalType::truth(), 4};
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> findSet(std::string_view) override {
    return std::vector<std::string>{"p", "q"};
  }
};

std::string clashesOf(const std::string& formula, const Exclusive& exclusive = nullptr) {
  Signals scope;
  const CompileResult result = compileFormula(formula, {"f", 1, 1}, scope);
  EXPECT_TRUE(result.ok()) << formula << result.diagnostics.text();
  std::string out;
  for (const Clash& clash : findClashes(result.program, exclusive)) {
    out += clash.first + (clash.always ? " | " : " & ") + clash.second + ";";
  }
  return out;
}

TEST(Sense, PartsThatNeverHoldTogetherAreFound) {
  EXPECT_EQ(clashesOf("x == on and x == off"), "x == on & x == off;");
  EXPECT_EQ(clashesOf("v > 5 V and p and v < 3 V"), "v > 5 V & v < 3 V;");
  EXPECT_EQ(clashesOf("v > 5 V and v <= 5 V"), "v > 5 V & v <= 5 V;");
  EXPECT_EQ(clashesOf("p and not p"), "p & not p;");
  EXPECT_EQ(clashesOf("5 V < v and 5 V == v"), "v > 5 V & v == 5 V;");
  EXPECT_EQ(clashesOf("not (x == on implies p) and x == off"), "x == on & x == off;");
  EXPECT_EQ(clashesOf("once(q and (p and (q and not p)))"), "p & not p;");
  EXPECT_EQ(clashesOf("forall z in s: z and not p"), "p & not p;");
}

TEST(Sense, PartsOneOfWhichAlwaysHoldsAreFound) {
  EXPECT_EQ(clashesOf("x != on or x != off"), "x != on | x != off;");
  EXPECT_EQ(clashesOf("p or q or not p"), "p | not p;");
  EXPECT_EQ(clashesOf("y == on or y == off"), "y == on | y == off;");
  EXPECT_EQ(clashesOf("p implies (q or p)"), "not p | p;");
}

TEST(Sense, WhatCanBeMeantIsLeftAlone) {
  EXPECT_EQ(clashesOf("x == on or x == off"), "");
  EXPECT_EQ(clashesOf("x == on and y == off"), "");
  EXPECT_EQ(clashesOf("v > 3 V and v < 5 V"), "");
  EXPECT_EQ(clashesOf("v >= 5 V and v <= 5 V"), "");
  EXPECT_EQ(clashesOf("v < 5 V or v >= 5 V"), "") << "an undefined voltage is neither";
  EXPECT_EQ(clashesOf("x == on and prev(x == off)"), "");
  EXPECT_EQ(clashesOf("once(x == on) and once(x == off)"), "");
  EXPECT_EQ(clashesOf("(x == on and p) or (x == off and not p)"), "");
}

TEST(Sense, TruthsThatExcludeEachOtherAreNamedByTheCaller) {
  const auto exclusive = [](uint32_t a, uint32_t b) { return a + b == 7; };
  EXPECT_EQ(clashesOf("p and q", exclusive), "p & q;");
  EXPECT_EQ(clashesOf("p or q", exclusive), "");
  EXPECT_EQ(clashesOf("p and not q", exclusive), "");
}

TEST(Sense, ALongChainIsJudgedInATrice) {
  std::string formula = "p";
  for (int i = 0; i < 2000; ++i) formula += " and (x == on or y == off)";
  EXPECT_EQ(clashesOf(formula), "");
}

}  // namespace
}  // namespace shixun::logic
