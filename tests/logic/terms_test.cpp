// Named formulas: what a use stands for, and where problems are said to be.
#include "logic/terms.h"

#include <gtest/gtest.h>

#include <map>

#include "core/rng.h"
#include "logic/compile.h"
#include "logic/monitor.h"

namespace shixun::logic {
namespace {

// Bare and dotted signals, predicates of any arguments, two sets.
class TermScope : public Scope {
 public:
  std::optional<Signal> findSignal(std::string_view name) override {
    const std::string text(name);
    if (text == "Q1.handle") return add(text, SignalType::choice({"off", "on"}));
    if (text == "speed") return add(text, SignalType::number(dimension::kAngularVelocity));
    for (const char* known : {"p", "q", "r", "x", "L1.live", "L2.live", "L3.live"}) {
      if (text == known) return add(text, SignalType::truth());
    }
    return std::nullopt;
  }
  std::optional<Signal> findCall(const Call& call, Diagnostics&) override {
    if (call.name == "volts") return add(formatCall(call), SignalType::number(dimension::kVoltage));
    if (call.name == "event") return add(formatCall(call), SignalType::truth());
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> findSet(std::string_view name) override {
    if (name == "lines") return std::vector<std::string>{"L1", "L2", "L3"};
    if (name == "two") return std::vector<std::string>{"L1", "L2"};
    return std::nullopt;
  }
  size_t width() const { return signals_.size(); }

 private:
  Signal add(const std::string& name, SignalType type) {
    const auto slot = static_cast<uint32_t>(signals_.size());
    return signals_.emplace(name, Signal{std::move(type), slot}).first->second;
  }
  std::map<std::string, Signal> signals_;
};

using Definitions = std::vector<std::pair<std::string, std::string>>;

Terms termsOf(const Definitions& definitions, Diagnostics& problems) {
  Terms terms;
  int line = 100;
  for (const auto& [signature, text] : definitions) {
    TermDef def;
    def.signature = signature;
    def.text = text;
    def.where = {"terms", line++, 1};
    def.locate = [at = def.where.line](const SourceLocation& where) {
      return SourceLocation{"terms", at, 10 + where.column};
    };
    terms.add(std::move(def), problems);
  }
  terms.close(problems);
  return terms;
}

CompileResult compiledWith(const Terms& terms, std::string_view text, Scope& scope,
                           CompileOptions options = {}) {
  options.terms = &terms;
  return compileFormula(text, {"rule", 1, 1}, scope, options);
}

// With and without terms the formula looks at the same things and says the same of them.
void expectMeans(const Definitions& definitions, const std::string& used,
                 const std::string& written) {
  Diagnostics problems;
  const Terms terms = termsOf(definitions, problems);
  ASSERT_TRUE(problems.empty()) << problems.text();
  TermScope scope;
  const CompileResult a = compiledWith(terms, used, scope);
  const CompileResult b = compileFormula(written, {"rule", 1, 1}, scope);
  ASSERT_TRUE(a.ok()) << used << "\n" << a.diagnostics.text();
  ASSERT_TRUE(b.ok()) << b.diagnostics.text();
  ASSERT_EQ(a.program.atoms().size(), b.program.atoms().size());
  for (size_t i = 0; i < a.program.atoms().size(); ++i) {
    EXPECT_EQ(a.program.atoms()[i].name, b.program.atoms()[i].name);
  }
  Monitor first(a.program), second(b.program);
  Rng rng(7);
  for (int64_t t = 0; t < 200; ++t) {
    std::vector<double> row(scope.width());
    for (double& value : row) value = rng.below(2);
    EXPECT_EQ(first.push(t * 1'000'000'000, row), second.push(t * 1'000'000'000, row)) << used;
  }
}

TEST(Terms, StandForTheirFormulaInBrackets) {
  expectMeans({{"either", "p or q"}}, "r and either", "r and (p or q)");
  expectMeans({{"either", "p or q"}}, "not either implies once[0,3](either())",
              "not (p or q) implies once[0,3](p or q)");
}

TEST(Terms, TakeNamesSetsAndQuantitiesForTheirParameters) {
  expectMeans({{"dead(t)", "volts(t) < 50 V and not t.live"}}, "dead(L1)",
              "volts(L1) < 50 V and not L1.live");
  expectMeans({{"dead(s, limit)", "forall t in s: volts(t) < limit"}}, "dead(two, 25 V)",
              "forall t in two: volts(t) < 25 V");
  expectMeans({{"seen(k, v)", "event(k, at=v, level=v)"}}, "seen(touched, 3 V)",
              "event(touched, at=3 V, level=3 V)");
  expectMeans({{"held(what)", "once[0,2](what)"}, {"off", "Q1.handle == off"}}, "held(off)",
              "once[0,2](Q1.handle == off)");
}

TEST(Terms, LeaveLabelsAlone) {
  expectMeans({{"off", "Q1.handle == off"}}, "off and Q1.handle == off",
              "Q1.handle == off and Q1.handle == off");
  expectMeans({{"on", "p"}, {"r2", "on() == q"}}, "r2", "p == q");
}

TEST(Terms, AreUsedInTermsInAnyOrder) {
  expectMeans({{"a(t)", "b(t, L2) or p"}, {"b(t, u)", "c(u) and t.live"}, {"c(t)", "t.live"}},
              "a(L1)", "(L2.live and L1.live) or p");
}

TEST(Terms, DoNotMixTheirVariablesWithThoseAround) {
  // The term's own x is not the caller's x, whichever way round.
  expectMeans({{"some(t)", "exists x in two: event(pair, at=x, with=t)"}},
              "forall x in lines: some(x)",
              "forall y in lines: exists x in two: event(pair, at=x, with=y)");
  expectMeans({{"plain", "x"}}, "forall x in two: plain and x.live",
              "forall y in two: x and y.live");
  expectMeans({{"inner(x)", "(forall x in two: x.live) and x.live"}}, "inner(L3)",
              "(forall x in two: x.live) and L3.live");
}

TEST(Terms, ThatUseThemselvesAreNamedWithTheWayRound) {
  Diagnostics problems;
  const Terms terms = termsOf(
      {{"a", "p and b"}, {"b", "q or c(L1)"}, {"c(t)", "t.live and a"}, {"d", "a"}}, problems);
  ASSERT_EQ(problems.list().size(), 1U) << problems.text();
  EXPECT_EQ(format(problems.list()[0]),
            "terms:100:1: error[term-cycle]: a term uses itself: 'a' uses 'b' uses 'c' uses 'a'; "
            "write one of them without the next");
  TermScope scope;
  const CompileResult used = compiledWith(terms, "d or p", scope);
  EXPECT_FALSE(used.ok());
  EXPECT_TRUE(used.diagnostics.empty()) << "reported once, where it is wrong";
}

TEST(Terms, PutAProblemWhereItStandsAndSayWhereItIsUsed) {
  Diagnostics problems;
  const Terms terms =
      termsOf({{"outer(t)", "p or inner(t)"}, {"inner(t)", "t.liev and q"}}, problems);
  TermScope scope;
  const CompileResult used = compiledWith(terms, "r and outer(L1)", scope);
  EXPECT_EQ(
      used.diagnostics.text(),
      "terms:101:11: error[unknown-name]: unknown name 'L1.liev' (in the term 'inner', used at "
      "terms:100:16, in the term 'outer', used at rule:1:7)\n");
}

TEST(Terms, SayHowManyArgumentsTheyTake) {
  Diagnostics problems;
  const Terms terms = termsOf({{"a(t, u)", "t.live or u.live"}, {"n", "p"}}, problems);
  const auto told = [&](const char* text) {
    TermScope scope;
    return compiledWith(terms, text, scope).diagnostics.text();
  };
  EXPECT_EQ(told("p and a(L1)"),
            "rule:1:7: error[wrong-arguments]: the term 'a' takes 2 arguments, found 1; write "
            "'a(t, u)'\n");
  EXPECT_EQ(told("a"),
            "rule:1:1: error[wrong-arguments]: the term 'a' takes 2 arguments, found 0; write "
            "'a(t, u)'\n");
  EXPECT_EQ(
      told("a(t=L1, u=L2)"),
      "rule:1:1: error[wrong-arguments]: the term 'a' takes 2 arguments, found one with a name; "
      "write 'a(t, u)'\n");
  EXPECT_EQ(
      told("n(L1)"),
      "rule:1:1: error[wrong-arguments]: the term 'n' takes 0 arguments, found 1; write 'n'\n");
  EXPECT_EQ(told("a(3 V, L1)"),
            "terms:100:11: error[wrong-arguments]: 't.live' asks for a name, found a quantity "
            "(in the term 'a', used at rule:1:1)\n");
}

TEST(Terms, RefuseBadNamesAndTwoOfOneName) {
  Diagnostics problems;
  static_cast<void>(termsOf({{"a(", "p"},
                             {"a(x, x)", "p"},
                             {"never", "p"},
                             {"a.b", "p"},
                             {"a()", "p"},
                             {"b", "p"},
                             {"b", "q"},
                             {"c", "p or"}},
                            problems));
  std::string codes;
  for (const Diagnostic& problem : problems.list()) codes += problem.code + " ";
  EXPECT_EQ(codes, "bad-name bad-name bad-name bad-name bad-name duplicate-name formula-syntax ");
}

TEST(Terms, ThatGrowByDoublingAreRefusedBeforeTheyFillTheMemory) {
  Definitions definitions = {{"t0", "p"}};
  for (int i = 1; i < 60; ++i) {
    const std::string before = "t" + std::to_string(i - 1);
    definitions.emplace_back("t" + std::to_string(i), before + " and " + before);
  }
  Diagnostics problems;
  const Terms terms = termsOf(definitions, problems);
  TermScope scope;
  const CompileResult used = compiledWith(terms, "t59", scope);
  ASSERT_EQ(used.diagnostics.list().size(), 1U);
  EXPECT_EQ(used.diagnostics.list()[0].code, "formula-too-large");
}

TEST(Terms, TellWhichOfThemNobodyUses) {
  Diagnostics problems;
  const Terms terms = termsOf({{"a", "p"}, {"b", "q"}}, problems);
  TermScope scope;
  EXPECT_TRUE(compiledWith(terms, "a", scope).ok());
  ASSERT_EQ(terms.unused().size(), 1U);
  EXPECT_EQ(terms.unused()[0].name, "b");
}

// `once(p)` as a whole holds for ever; how often p came about is another question.
TEST(Occurrences, AreOfWhatTheFormulaRemembersAsAWhole) {
  Diagnostics problems;
  const Terms terms = termsOf({{"done", "once(p)"}}, problems);
  const auto meansP = [&](const char* text) {
    TermScope scope;
    const CompileResult result = compiledWith(terms, text, scope, {.occurrences = true});
    EXPECT_TRUE(result.ok()) << result.diagnostics.text();
    return result.program.pure();
  };
  EXPECT_TRUE(meansP("once(p)"));
  EXPECT_TRUE(meansP("done"));
  EXPECT_TRUE(meansP("once(forall x in two: x.live)"));
  EXPECT_FALSE(meansP("once[0,5](p)"));
  EXPECT_FALSE(meansP("once(p) and once(q)"));
  EXPECT_FALSE(meansP("forall x in two: once(x.live)"));
}

}  // namespace
}  // namespace shixun::logic
