// The grammar: how formulas group, where nodes stand, and what is refused with which words.
#include <gtest/gtest.h>

#include "logic/formula.h"

namespace shixun::logic {
namespace {

std::string bounds(const Window& window) {
  const std::string upper = window.upper == kNoLimit ? "inf" : formatSeconds(window.upper);
  return "[" + formatSeconds(window.lower) + "," + upper + "]";
}

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

// The nodes in their order, as a reader of postfix would say them.
std::string postfix(std::string_view text) {
  static const std::vector<std::string> kNames = {"true",
                                                  "false",
                                                  "",
                                                  "",
                                                  "",
                                                  "neg",
                                                  "+",
                                                  "-",
                                                  "*",
                                                  "/",
                                                  "<",
                                                  "<=",
                                                  "==",
                                                  "!=",
                                                  ">=",
                                                  ">",
                                                  "not",
                                                  "and",
                                                  "or",
                                                  "implies",
                                                  "prev",
                                                  "once",
                                                  "historically",
                                                  "since",
                                                  "forall",
                                                  "exists"};
  const ParseResult parsed = parse(text);
  if (!parsed.ok()) return parsed.diagnostics.text();
  const Ast& ast = parsed.ast;
  std::string out;
  for (const Node& node : ast.nodes) {
    std::string word = kNames[static_cast<size_t>(node.kind)];
    if (node.kind == NodeKind::kName) word = ast.names[node.index];
    if (node.kind == NodeKind::kCall) word = formatCall(ast.calls[node.index]);
    if (node.kind == NodeKind::kNumber) word = formatNumber(ast.quantities[node.index].value);
    if (node.kind == NodeKind::kOnce || node.kind == NodeKind::kHistorically ||
        node.kind == NodeKind::kSince) {
      word += bounds(ast.windows[node.index]);
    }
    if (node.kind == NodeKind::kForall || node.kind == NodeKind::kExists) {
      const Quantifier& q = ast.quantifiers[node.index];
      word += " " + list(q.variables) + ":" + q.set + "{" + std::to_string(q.bodyNodes) + "}";
    }
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

std::string refusal(std::string_view text) {
  const ParseResult parsed = parse(text, {"f", 1, 1});
  EXPECT_EQ(parsed.diagnostics.list().size(), 1u) << text;
  return parsed.ok() ? "accepted" : format(parsed.diagnostics.list().front());
}

TEST(Parser, LooserOperatorsGroupTighterOnes) {
  EXPECT_EQ(postfix("a implies b or c and d since not e < f + g * -h"),
            "a b c d e f g h neg * + < not since[0,inf] and or implies");
  EXPECT_EQ(postfix("-a * b + c >= d since e and f or g implies h"),
            "a neg b * c + d >= e since[0,inf] f and g or h implies");
}

TEST(Parser, ImpliesGroupsToTheRightAndTheOthersToTheLeft) {
  EXPECT_EQ(postfix("a implies b implies c"), "a b c implies implies");
  EXPECT_EQ(postfix("a since b since[1,2] c"), "a b since[0,inf] c since[1,2]");
  EXPECT_EQ(postfix("a - b - c + d"), "a b - c - d +");
  EXPECT_EQ(postfix("a / b / c * d"), "a b / c / d *");
  EXPECT_EQ(postfix("a or b or c"), "a b or c or");
}

TEST(Parser, NotBindsLooserThanComparisonsAndTighterThanSince) {
  EXPECT_EQ(postfix("not a == b"), "a b == not");
  EXPECT_EQ(postfix("not a since b"), "a not b since[0,inf]");
  EXPECT_EQ(postfix("not not a"), "a not not");
  EXPECT_EQ(postfix("- - a"), "a neg neg");
}

TEST(Parser, BracketsAndTemporalOperatorsAreOperands) {
  EXPECT_EQ(postfix("(a or b) and c"), "a b or c and");
  EXPECT_EQ(postfix("once(a) + historically[0,5](b or c)"),
            "a once[0,inf] b c or historically[0,5] +");
  EXPECT_EQ(postfix("prev(a implies b)"), "a b implies prev");
}

TEST(Parser, BoundsAreExactSecondsOrTimesWithAUnit) {
  EXPECT_EQ(postfix("once[0.1,0.3](a)"), "a once[0.1,0.3]");
  EXPECT_EQ(postfix("once[300 ms, 1.5 h](a)"), "a once[0.3,5400]");
  EXPECT_EQ(postfix("once[0,inf](a)"), "a once[0,inf]");
  EXPECT_EQ(postfix("once[2us,2 us](a)"), "a once[0.000002,0.000002]");
  EXPECT_EQ(postfix("once[1e-9,1e3](a)"), "a once[0.000000001,1000]");
  EXPECT_EQ(postfix("once[0,1e30](a)"), "a once[0,inf]");
}

TEST(Parser, NumbersMayHaveAnExponentAndAUnit) {
  EXPECT_EQ(postfix("a > 1.5e3"), "a 1500 >");
  EXPECT_EQ(postfix("a > .5 or a < 2."), "a 0.5 > a 2 < or");
  EXPECT_EQ(postfix("a > 50 V"), "a 50 >");
  EXPECT_EQ(postfix("a > 2.5kV"), "a 2500 >");
  EXPECT_EQ(postfix("a > 10 %"), "a 0.1 >");
  EXPECT_EQ(postfix("a > 5 m/s"), "a 5 >");
  EXPECT_EQ(postfix("a > 5 m / s"), "a 5 s / >");
  EXPECT_EQ(postfix("a > -10 degC"), "a 263.15 >");
  EXPECT_EQ(postfix("a > 5 V and b"), "a 5 > b and");
}

TEST(Parser, NamesHaveDotsDigitsAndLettersOfAnyLanguage) {
  EXPECT_EQ(postfix("isolator.out_L1 and Q1.13 and 门.开"), "isolator.out_L1 Q1.13 and 门.开 and");
}

TEST(Parser, CallsTakeNamesLabelsAndQuantities) {
  EXPECT_EQ(postfix("event(touch, by=hand)"), "event(touch, by=hand)");
  EXPECT_EQ(postfix("volts(a.b,earth) > 50 V"), "volts(a.b, earth) 50 >");
  EXPECT_EQ(postfix("event(set, to=-2.5 kV, on=true)"), "event(set, to=-2500 V, on=true)");
  EXPECT_EQ(postfix("quiet()"), "quiet()");
}

TEST(Parser, QuantifiersReachAsFarAsTheyCan) {
  EXPECT_EQ(postfix("forall p in work: a implies once(event(measure, at=p))"),
            "forall p:work{4} a event(measure, at=p) once[0,inf] implies");
  EXPECT_EQ(postfix("a and exists x, y in s: x.on or y.on"), "a exists x,y:s{3} x.on y.on or and");
  EXPECT_EQ(postfix("for each x in s: x"), "forall x:s{1} x");
  EXPECT_EQ(postfix("not forall x in s: forall y in u: x == y"),
            "forall x:s{4} forall y:u{3} x y == not");
}

TEST(Parser, PatternsStandForPlainFormulas) {
  EXPECT_EQ(postfix("never a and b"), postfix("not (a and b)"));
  EXPECT_EQ(postfix("never a or b unless c since d"), postfix("(a or b) implies (c since d)"));
  EXPECT_EQ(postfix("a or b before c and d"), postfix("c and d implies prev(once(a or b))"));
  EXPECT_EQ(postfix("within[30 s](a)"), postfix("once[0,30](a)"));
  EXPECT_EQ(postfix("a implies never (b) unless c"), postfix("a implies (b implies c)"));
}

TEST(Parser, PatternWordsAreOrdinaryNamesElsewhere) {
  EXPECT_EQ(postfix("never and unless"), "never unless and");
  EXPECT_EQ(postfix("before before within"), postfix("within implies prev(once(before))"));
  EXPECT_EQ(postfix("forall > 1 or exists < in"), "forall 1 > exists in < or");
  EXPECT_EQ(postfix("never == inf"), "never inf ==");
  EXPECT_EQ(postfix("never"), "never");
}

TEST(Parser, NodesKnowTheirPlaceInTheFile) {
  const ParseResult parsed = parse("门 and\n  once(b)", {"rubric.yaml", 12, 9});
  ASSERT_TRUE(parsed.ok());
  const auto at = [&](size_t i) {
    const SourceLocation place = parsed.ast.place(parsed.ast.nodes[i]);
    return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  };
  EXPECT_EQ(at(0), "rubric.yaml:12:9");
  EXPECT_EQ(at(1), "rubric.yaml:13:8");   // b
  EXPECT_EQ(at(2), "rubric.yaml:13:3");   // once
  EXPECT_EQ(at(3), "rubric.yaml:12:11");  // and
}

TEST(Parser, RefusalsNameWhatWasFoundAndExpected) {
  EXPECT_EQ(refusal(""),
            "f:1:1: error[formula-syntax]: found the end of the formula, expected a name, a number "
            "or '('");
  EXPECT_EQ(refusal("a and"),
            "f:1:6: error[formula-syntax]: found the end of the formula, expected a name, a number "
            "or '('");
  EXPECT_EQ(refusal("a b"),
            "f:1:3: error[formula-syntax]: found 'b', expected an operator or the end of the "
            "formula; put 'and', 'or' or another operator before it");
  EXPECT_EQ(refusal("(a or b"),
            "f:1:8: error[formula-syntax]: found the end of the formula, expected ')' or an "
            "operator");
  EXPECT_EQ(refusal("a)"),
            "f:1:2: error[formula-syntax]: found ')', expected an operator or the end of the "
            "formula; remove it, or open a '(' before");
  EXPECT_EQ(refusal("once a"),
            "f:1:6: error[formula-syntax]: found 'a', expected '(' after 'once'");
  EXPECT_EQ(refusal("prev[0,1](a)"),
            "f:1:5: error[formula-syntax]: found '[', expected '(' after 'prev'");
  EXPECT_EQ(
      refusal("a < not b"),
      "f:1:5: error[formula-syntax]: found 'not', expected a name, a number or '('; put 'not' "
      "and what it applies to in brackets");
  EXPECT_EQ(refusal("a before b before c"),
            "f:1:12: error[formula-syntax]: found 'before', expected an operator or the end of the "
            "formula; put brackets around one of the two parts");
}

TEST(Parser, ComparisonsDoNotChain) {
  EXPECT_EQ(refusal("a < b < c"),
            "f:1:7: error[formula-syntax]: found '<', expected 'and', 'or' or the end: comparisons "
            "do not chain; write 'a < b and b < c' for a chain");
}

TEST(Parser, SignsOfOtherLanguagesAreExplained) {
  EXPECT_EQ(refusal("a && b"),
            "f:1:3: error[formula-syntax]: found '&&', expected an operator or the end of the "
            "formula; write 'and'");
  EXPECT_EQ(refusal("a = b"),
            "f:1:3: error[formula-syntax]: found '=', expected an operator or the end of the "
            "formula; write '==' to compare");
  EXPECT_EQ(refusal("!a"),
            "f:1:1: error[formula-syntax]: found '!', expected a name, a number or '('; write "
            "'not'");
  EXPECT_EQ(
      refusal("a and（b)"),
      "f:1:6: error[formula-syntax]: found '（', expected a name, a number or '('; write '('");
  EXPECT_EQ(refusal("a \x01"),
            "f:1:3: error[formula-syntax]: found the byte 0x01, expected an operator or the end of "
            "the formula");
  EXPECT_EQ(refusal("\xff"),
            "f:1:1: error[formula-syntax]: found the byte 0xff, expected a name, a number or '('");
}

TEST(Parser, WrongBoundsAreRefused) {
  EXPECT_EQ(
      refusal("once[5,3](a)"),
      "f:1:5: error[wrong-bounds]: the lower bound 5 s is above the upper bound 3 s; write the "
      "smaller one first");
  EXPECT_EQ(refusal("a since[0,0.0000000001] b"),
            "f:1:11: error[too-fine]: '0.0000000001' is finer than a nanosecond; write at most 9 "
            "digits after the point");
  EXPECT_EQ(refusal("once[inf,inf](a)"),
            "f:1:6: error[formula-syntax]: found 'inf', expected a time in seconds; only the upper "
            "bound may be inf");
  EXPECT_EQ(
      refusal("once[-1,2](a)"),
      "f:1:6: error[formula-syntax]: found '-', expected a time in seconds; a bound looks back "
      "and has no sign");
  EXPECT_EQ(
      refusal("once[5](a)"),
      "f:1:7: error[formula-syntax]: found ']', expected ',' and the upper bound; write [0,5] "
      "for the last 5 s");
  EXPECT_EQ(refusal("once[0,5 V](a)"),
            "f:1:10: error[wrong-unit]: found 'V', expected a unit of time; use ns, us, ms, s, min "
            "or h");
  EXPECT_EQ(refusal("once[0,5 sec](a)"),
            "f:1:10: error[unknown-unit]: found 'sec', expected a unit of time; use ns, us, ms, s, "
            "min or h");
}

TEST(Parser, WrongNumbersAndUnitsAreRefused) {
  EXPECT_EQ(refusal("a > 5 Volt"),
            "f:1:7: error[unknown-unit]: found 'Volt' after a number, expected a unit or an "
            "operator; known units are V, A, Ohm, s, m and the like, with their prefixes");
  EXPECT_EQ(
      refusal("a > 5 ohm"),
      "f:1:7: error[unknown-unit]: found 'ohm' after a number, expected a unit or an operator; "
      "did you mean 'Ohm'?");
  EXPECT_EQ(refusal("a > 1e999"),
            "f:1:5: error[number-range]: '1e999' is too large for a number; use a larger unit");
}

TEST(Parser, WrongCallsAndQuantifiersAreRefused) {
  EXPECT_EQ(refusal("event(touch, by=hand, once)"),
            "f:1:23: error[formula-syntax]: found 'once', expected name=value; arguments without a "
            "name come first");
  EXPECT_EQ(
      refusal("event(by=hand, by=foot)"),
      "f:1:16: error[formula-syntax]: found 'by', expected an argument that is not given yet");
  EXPECT_EQ(
      refusal("event(touch"),
      "f:1:12: error[formula-syntax]: found the end of the formula, expected ',' or ')' after "
      "an argument of 'event'");
  EXPECT_EQ(refusal("event((a))"),
            "f:1:7: error[formula-syntax]: found '(', expected an argument: a name or a quantity "
            "such as 50 V");
  EXPECT_EQ(refusal("forall x of s: x"),
            "f:1:10: error[formula-syntax]: found 'of', expected 'in' and the name of a set; write "
            "'forall x in SET: formula'");
  EXPECT_EQ(refusal("forall x, x in s: x"),
            "f:1:11: error[formula-syntax]: found 'x', expected a variable that is not in use yet; "
            "give each variable its own name");
  EXPECT_EQ(
      refusal("for every x in s: x"),
      "f:1:5: error[formula-syntax]: found 'every', expected 'each'; write 'for each x in SET: "
      "formula'");
  EXPECT_EQ(refusal("forall x.y in s: x"),
            "f:1:8: error[formula-syntax]: found 'x.y', expected a variable without a dot");
}

TEST(Parser, DeepNestingIsRefusedAndNotFollowed) {
  const std::string deep =
      "f:1:201: error[formula-too-deep]: nested deeper than 200 levels; split "
      "the formula into several rules";
  EXPECT_EQ(refusal(std::string(10'000, '(') + "a" + std::string(10'000, ')')), deep);
  std::string chain;
  for (int i = 0; i < 10'000; ++i) chain += "a implies ";
  EXPECT_NE(refusal(chain.substr(0, kMaxFormulaBytes)).find("[formula-too-deep]"),
            std::string::npos);
  std::string temporal;
  for (int i = 0; i < 10'000; ++i) temporal += "prev(";
  EXPECT_NE(refusal(temporal).find("[formula-too-deep]"), std::string::npos);
  std::string quantified;
  for (int i = 0; i < 1'000; ++i) quantified += "forall x in s: ";
  EXPECT_NE(refusal(quantified).find("[formula-too-deep]"), std::string::npos);
}

TEST(Parser, LongChainsAreNoNesting) {
  std::string chain = "a";
  for (int i = 0; i < 9'000; ++i) chain += " or a";
  EXPECT_TRUE(parse(chain).ok());
  std::string nots;
  for (int i = 0; i < 10'000; ++i) nots += "not ";
  EXPECT_TRUE(parse(nots + "a").ok());
  EXPECT_TRUE(parse(std::string(10'000, '-') + "a > 1").ok());
}

TEST(Parser, LongTextIsRefused) {
  EXPECT_EQ(
      refusal(std::string(50'000'000, 'a')),
      "f:1:1: error[formula-too-long]: the formula has 50000000 bytes, more than 65536; split "
      "it into several rules");
}

}  // namespace
}  // namespace shixun::logic
