// Names, types and units: what a formula may say about a world with typed signals.
#include "logic/compile.h"

#include <gtest/gtest.h>

#include <map>

#include "logic/monitor.h"

namespace shixun::logic {
namespace {

// A small world: the names of a motor starter. Calls get slots as they are asked for.
class World : public Scope {
 public:
  World() {
    add("isolator.handle", SignalType::choice({"off", "on", "tripped"}));
    add("breaker.handle", SignalType::choice({"off", "on", "tripped"}));
    add("meter.range", SignalType::choice({"V", "A"}));
    add("K1.armature", SignalType::truth());
    add("stop.pressed", SignalType::truth());
    add("motor.current", SignalType::number(dimension::kCurrent));
    add("motor.speed", SignalType::number(dimension::kAngularVelocity));
    add("motor.voltage", SignalType::number(dimension::kVoltage));
    add("attempts", SignalType::number());
    add("lock1.closed", SignalType::truth());
    add("lock2.closed", SignalType::truth());
  }
  std::optional<Signal> findSignal(std::string_view name) override {
    const auto found = signals_.find(std::string(name));
    if (found == signals_.end()) return std::nullopt;
    return found->second;
  }
  std::optional<Signal> findCall(const Call& call, Diagnostics& diagnostics) override {
    if (call.name == "volts" && call.arguments.size() == 2) {
      return add(formatCall(call), SignalType::number(dimension::kVoltage));
    }
    if (call.name == "event") {
      if (call.arguments.empty()) {
        diagnostics.error(call.where, "wrong-arguments", "event() needs the kind of event");
        return std::nullopt;
      }
      return add(formatCall(call), SignalType::truth());
    }
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> findSet(std::string_view name) override {
    if (name == "locks") return std::vector<std::string>{"lock1", "lock2"};
    if (name == "terminals") return std::vector<std::string>{"L1", "L2", "L3", "N", "E"};
    if (name == "nothing") return std::vector<std::string>();
    if (name == "mixed") return std::vector<std::string>{"lock1", "stop"};
    if (name == "many") return std::vector<std::string>(1000, "lock1");
    return std::nullopt;
  }
  std::vector<std::string> names(NameKind kind) const override {
    if (kind == NameKind::kCall) return {"event", "volts"};
    if (kind == NameKind::kSet) return {"locks", "terminals", "nothing", "many"};
    std::vector<std::string> out;
    for (const auto& [name, signal] : signals_) out.push_back(name);
    return out;
  }

  // A row in which everything is 0 but what `values` says.
  std::vector<double> row(const std::map<std::string, double>& values) const {
    std::vector<double> out(signals_.size());
    for (const auto& [name, value] : values) out[signals_.at(name).slot] = value;
    return out;
  }
  std::vector<std::string> calls;  // in the order asked for

 private:
  Signal add(const std::string& name, SignalType type) {
    if (name.find('(') != std::string::npos) calls.push_back(name);
    const auto slot = static_cast<uint32_t>(signals_.size());
    return signals_.emplace(name, Signal{std::move(type), slot}).first->second;
  }
  std::map<std::string, Signal> signals_;
};

Program compiled(std::string_view text, World& world) {
  CompileResult result = compileFormula(text, {"f", 1, 1}, world);
  EXPECT_TRUE(result.ok()) << result.diagnostics.text();
  return result.program;
}

bool holds(std::string_view text, const std::map<std::string, double>& values) {
  World world;
  const Program program = compiled(text, world);
  return program.evaluate(world.row(values));
}

std::string problems(std::string_view text, const CompileOptions& options = {}) {
  World world;
  return compileFormula(text, {"f", 1, 1}, world, options).diagnostics.text();
}

TEST(Compile, StateExpressionsFollowTheRow) {
  EXPECT_TRUE(holds("isolator.handle == on and not stop.pressed", {{"isolator.handle", 1}}));
  EXPECT_FALSE(holds("isolator.handle == on and not stop.pressed",
                     {{"isolator.handle", 1}, {"stop.pressed", 1}}));
  EXPECT_TRUE(holds("isolator.handle != breaker.handle", {{"isolator.handle", 2}}));
  EXPECT_TRUE(holds("off == isolator.handle", {}));
  EXPECT_TRUE(holds("K1.armature implies motor.current > 10 A", {}));
  EXPECT_FALSE(holds("K1.armature implies motor.current > 10 A",
                     {{"K1.armature", 1}, {"motor.current", 10}}));
}

TEST(Compile, UnitsScaleAndCombine) {
  EXPECT_TRUE(holds("motor.voltage > 0.2 kV", {{"motor.voltage", 230}}));
  EXPECT_FALSE(holds("motor.voltage > 0.2 MV", {{"motor.voltage", 230}}));
  EXPECT_TRUE(holds("motor.voltage * motor.current >= 2.3 kW",
                    {{"motor.voltage", 230}, {"motor.current", 10}}));
  EXPECT_TRUE(holds("motor.voltage / motor.current == 23 Ohm",
                    {{"motor.voltage", 230}, {"motor.current", 10}}));
  EXPECT_TRUE(holds("2 * motor.current - 5 A < 16 A", {{"motor.current", 10}}));
  EXPECT_TRUE(holds("-motor.current < 0 A", {{"motor.current", 10}}));
}

TEST(Compile, ComparisonsWithTheUndefinedAreFalseButNotEqual) {
  const double undefined = std::numeric_limits<double>::quiet_NaN();
  for (const char* op : {"<", "<=", "==", ">=", ">"}) {
    EXPECT_FALSE(
        holds(std::string("motor.voltage ") + op + " 5 V", {{"motor.voltage", undefined}}));
  }
  EXPECT_TRUE(holds("motor.voltage != 5 V", {{"motor.voltage", undefined}}));
  EXPECT_FALSE(holds("isolator.handle == off", {{"isolator.handle", undefined}}));
}

TEST(Compile, WrongUnitsAreRefused) {
  EXPECT_EQ(
      problems("volts(a, b) > 50 A"),
      "f:1:15: error[wrong-unit]: found a current (A) on the right of '>', expected a voltage "
      "(V) as on the left\n");
  EXPECT_EQ(
      problems("motor.voltage > 50"),
      "f:1:17: error[wrong-unit]: found a plain number on the right of '>', expected a voltage "
      "(V) as on the left; write the unit, as in '0 V'\n");
  EXPECT_EQ(
      problems("motor.voltage + motor.current > 50 V"),
      "f:1:17: error[wrong-unit]: found a current (A) on the right of '+', expected a voltage "
      "(V) as on the left\n");
}

TEST(Compile, TruthValuesAndNumbersAreKeptApart) {
  EXPECT_EQ(problems("motor.voltage and K1.armature"),
            "f:1:1: error[wrong-type]: found a voltage (V) for 'and', expected a truth value; "
            "compare it, such as '> 0 V'\n");
  EXPECT_EQ(problems("once(attempts)"),
            "f:1:6: error[wrong-type]: found a plain number for 'once', expected a truth value; "
            "compare it, such as '> 0'\n");
  EXPECT_EQ(problems("isolator.handle"),
            "f:1:1: error[wrong-type]: found one of the labels off, on, tripped for the formula, "
            "expected a truth value; compare it with a label, such as '== off'\n");
  EXPECT_EQ(problems("K1.armature + 1 > 2"),
            "f:1:1: error[wrong-type]: found a truth value for '+', expected a number\n");
  EXPECT_EQ(
      problems("K1.armature == 1"),
      "f:1:16: error[wrong-type]: found a plain number on the right of '==', expected a truth "
      "value as on the left\n");
  EXPECT_EQ(problems("K1.armature < stop.pressed"),
            "f:1:13: error[wrong-type]: found '<' between truth values, expected '==' or '!='\n");
  EXPECT_EQ(problems("K1.armature == stop.pressed"), "");
}

TEST(Compile, EnumsCompareWithTheirLabelsOnly) {
  EXPECT_EQ(
      problems("isolator.handle == of"),
      "f:1:20: error[unknown-label]: found 'of', expected one of the labels off, on, tripped; "
      "did you mean 'off'?\n");
  EXPECT_EQ(
      problems("isolator.handle < on"),
      "f:1:17: error[wrong-type]: found '<' between labels, which have no order, expected '==' "
      "or '!='\n");
  EXPECT_EQ(
      problems("isolator.handle == meter.range"),
      "f:1:20: error[wrong-type]: found one of the labels V, A on the right of '==', expected "
      "one of the labels off, on, tripped as on the left\n");
  EXPECT_EQ(problems("isolator.handle == 1"),
            "f:1:20: error[wrong-type]: found a plain number on the right of '==', expected one of "
            "the labels off, on, tripped as on the left\n");
}

TEST(Compile, UnknownNamesGetTheNearestOne) {
  EXPECT_EQ(problems("isolater.handle == off"),
            "f:1:1: error[unknown-name]: unknown name 'isolater.handle'; did you mean "
            "'isolator.handle'?\n");
  EXPECT_EQ(problems("evnt(touch)"),
            "f:1:1: error[unknown-name]: unknown predicate 'evnt'; did you mean 'event'?\n");
  EXPECT_EQ(problems("K1.armature and event"),
            "f:1:17: error[unknown-name]: unknown name 'event'; it takes arguments: write "
            "'event(...)'\n");
  EXPECT_EQ(problems("forall x in lock: x.closed"),
            "f:1:13: error[unknown-set]: unknown set 'lock'; did you mean 'locks'?\n");
  EXPECT_EQ(problems("event()"),
            "f:1:1: error[wrong-arguments]: event() needs the kind of event\n");
}

TEST(Compile, AllProblemsAreReportedInTheOrderOfTheText) {
  EXPECT_EQ(
      problems("nobody or motor.voltage > 5 A or\n  isolator.handle == open"),
      "f:1:1: error[unknown-name]: unknown name 'nobody'\n"
      "f:1:27: error[wrong-unit]: found a current (A) on the right of '>', expected a voltage "
      "(V) as on the left\n"
      "f:2:22: error[unknown-label]: found 'open', expected one of the labels off, on, "
      "tripped\n");
}

TEST(Compile, QuantifiersAreWrittenOut) {
  World world;
  const Program every = compiled("forall k in locks: k.closed", world);
  EXPECT_TRUE(every.evaluate(world.row({{"lock1.closed", 1}, {"lock2.closed", 1}})));
  EXPECT_FALSE(every.evaluate(world.row({{"lock1.closed", 1}})));
  const Program some = compiled("exists k in locks: k.closed", world);
  EXPECT_TRUE(some.evaluate(world.row({{"lock2.closed", 1}})));
  EXPECT_FALSE(some.evaluate(world.row({})));
}

TEST(Compile, TwoVariablesMeanEveryPairOnce) {
  World world;
  compiled("forall a, b in terminals: once(event(measure, from=a, to=b))", world);
  EXPECT_EQ(world.calls, (std::vector<std::string>{
                             "event(measure, from=L1, to=L2)", "event(measure, from=L1, to=L3)",
                             "event(measure, from=L1, to=N)", "event(measure, from=L1, to=E)",
                             "event(measure, from=L2, to=L3)", "event(measure, from=L2, to=N)",
                             "event(measure, from=L2, to=E)", "event(measure, from=L3, to=N)",
                             "event(measure, from=L3, to=E)", "event(measure, from=N, to=E)"}));
}

TEST(Compile, InnerVariablesHideOuterOnesAndVariablesCompare) {
  World world;
  compiled("forall x in locks: event(x) and forall x in terminals: event(x)", world);
  EXPECT_EQ(world.calls[1], "event(L1)");
  World other;
  const Program differ =
      compiled("forall a in terminals: forall b in terminals: a == b or event(a, b)", other);
  EXPECT_EQ(other.calls.size(), 25u);  // asked for, but not looked at where a == b
  std::vector<double> row = other.row({});
  EXPECT_FALSE(differ.evaluate(row));
  for (const std::string& call : other.calls) {
    const bool self = call == "event(L1, L1)" || call == "event(L2, L2)" ||
                      call == "event(L3, L3)" || call == "event(N, N)" || call == "event(E, E)";
    row[other.findSignal(call)->slot] = self ? 0 : 1;
  }
  EXPECT_TRUE(differ.evaluate(row));
}

TEST(Compile, AVariableMayStandForALabel) {
  World world;
  EXPECT_EQ(
      compileFormula("exists x in locks: meter.range == x", {"f", 1, 1}, world).diagnostics.text(),
      "f:1:35: error[unknown-label]: found 'lock1', expected one of the labels V, A\n");
}

TEST(Compile, AnEmptySetIsAWarning) {
  EXPECT_EQ(
      problems("forall x in nothing: x.closed"),
      "f:1:13: warning[empty-set]: 'nothing' has 0 members, too few for the variables: this is "
      "always true\n");
  EXPECT_EQ(problems("exists x, y, z in locks: K1.armature"),
            "f:1:19: warning[empty-set]: 'locks' has 2 members, too few for the variables: this is "
            "always false\n");
}

TEST(Compile, ErrorsInAQuantifierAreReportedOnce) {
  EXPECT_EQ(
      problems("forall x in locks: x.close"),
      "f:1:20: error[unknown-name]: unknown name 'lock1.close'; did you mean 'lock1.closed'?\n");
}

TEST(Compile, AMemberThatDoesNotFitIsAnErrorWhateverCameBefore) {
  EXPECT_EQ(problems("K1.armature or (exists x in mixed: x.closed) or stop.pressed"),
            "f:1:36: error[unknown-name]: unknown name 'stop.closed'\n");
}

TEST(Compile, QuantifiersThatMultiplyBeyondTheLimitAreRefused) {
  const std::string refused =
      "f:1:1: error[formula-too-large]: the formula needs more than 100000 operations; use smaller "
      "sets or split the formula into several rules\n";
  EXPECT_EQ(problems("forall a in many: forall b in many: forall c in many: a.closed"), refused);
  EXPECT_EQ(problems("forall a in many: forall b in many: forall c in many: true"), refused);
  EXPECT_EQ(problems("forall a, b, c, d, e, g in many: a.closed or b.closed"), refused);
}

TEST(Compile, ConstantFormulasAreKnownAsSuch) {
  World world;
  EXPECT_EQ(compiled("2 * 3 > 5 or false", world).constant(), true);
  EXPECT_EQ(compiled("not true", world).constant(), false);
  EXPECT_EQ(compiled("K1.armature", world).constant(), std::nullopt);
  EXPECT_EQ(compiled("once(true)", world).constant(), std::nullopt);
  EXPECT_TRUE(compiled("0/0 != 0/0 and not 0/0 == 0/0 and 1/0 > 5", world).evaluate({}));
}

TEST(Compile, AnEmptyProgramIsAlwaysFalse) {
  EXPECT_EQ(Program().constant(), false);
  EXPECT_FALSE(Program().evaluate({}));
}

TEST(Compile, APresentStateFormulaHasNoHistory) {
  EXPECT_EQ(problems("K1.armature and prev(stop.pressed)", {.number = false, .temporal = false}),
            "f:1:17: error[no-history]: found 'prev', but this formula is about the present state "
            "alone; use a rule of the rubric, or a state that remembers\n");
  World world;
  EXPECT_TRUE(compiled("K1.armature", world).pure());
  EXPECT_FALSE(compiled("once(K1.armature)", world).pure());
}

TEST(Compile, ANumberMayBeWantedInsteadOfAVerdict) {
  World world;
  const CompileResult result = compileFormula("2 * motor.voltage", {}, world, {.number = true});
  ASSERT_TRUE(result.ok()) << result.diagnostics.text();
  EXPECT_EQ(result.program.type().dimension, dimension::kVoltage);
  EXPECT_EQ(result.program.number(world.row({{"motor.voltage", 230}})), 460);
  EXPECT_EQ(problems("K1.armature", {.number = true}),
            "f:1:1: error[wrong-type]: found a truth value for the formula, expected a number\n");
}

TEST(Compile, AtomsTellTheStateThatBrokeARule) {
  World world;
  const Program program = compiled(
      "volts(isolator.out_L1, earth) > 50 V implies (isolator.handle == on or "
      "once(event(touch, by=hand)) or motor.speed > 0 rpm or isolator.handle == off)",
      world);
  EXPECT_EQ(program.atoms().size(), 4u);
  std::vector<double> row = world.row({{"isolator.handle", 2}, {"motor.speed", 152.8908}});
  row.resize(program.width());
  row[world.findSignal("volts(isolator.out_L1, earth)")->slot] = 230.94010767585033;
  std::string told;
  for (const AtomValue& atom : describeValues(program, row))
    told += atom.name + " = " + atom.text + "\n";
  EXPECT_EQ(told,
            "volts(isolator.out_L1, earth) = 230.94 V\n"
            "isolator.handle = tripped\n"
            "event(touch, by=hand) = false\n"
            "motor.speed = 1460 rpm\n");
  EXPECT_EQ(program.text().substr(0, 29), "volts(isolator.out_L1, earth)");
  EXPECT_EQ(formatValue(SignalType::number(), std::numeric_limits<double>::quiet_NaN()),
            "undefined");
}

TEST(Compile, LongChainsCompileWithoutRecursion) {
  std::string chain = "K1.armature";
  for (int i = 0; i < 3'500; ++i) chain += " or stop.pressed";
  EXPECT_TRUE(holds(chain, {{"stop.pressed", 1}}));
}

TEST(Compile, IntermediateResultsAreGivenBack) {
  // Far more subformulas than registers, but few are alive at one time.
  std::string chain = "K1.armature";
  for (int i = 0; i < 1'500; ++i) chain += " or(K1.armature and stop.pressed)";
  World world;
  EXPECT_EQ(compiled(chain, world).code().registers, 2u);
}

TEST(Compile, TheDeepestNestingThatParsesFitsTheRegisters) {
  // Every level keeps one intermediate result per precedence level alive.
  std::string open;
  std::string close;
  for (int i = 0; i < kMaxNesting - 1; ++i) {
    open += "once(attempts+attempts>0)and attempts+attempts<attempts-(2*";
    close += ")";
  }
  World world;
  const CompileResult result = compileFormula(open, {"f", 1, 1}, world);
  EXPECT_FALSE(result.ok());  // cut off in the middle: an error, not a crash
  std::string deep = "K1.armature";
  for (int i = 0; i < kMaxNesting - 1; ++i) {
    deep = "not K1.armature or not K1.armature and not K1.armature since not(" + deep + ")";
  }
  EXPECT_TRUE(compileFormula(deep, {"f", 1, 1}, world).ok());
}

}  // namespace
}  // namespace shixun::logic
