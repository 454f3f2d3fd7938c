// Feeds random and mutated formulas to the parser, the compiler and the monitor: formula_fuzz
// SECONDS [SEED]. What compiles runs along a random trace row by row and in blocks, which must
// agree. Prints its seed, how much it did and the slowest input. A crash, a sanitizer's report, a
// disagreement, a hang or a refusal without a place is the finding; the last input lies in
// formula_fuzz_last.txt in the working folder.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>

#include "core/rng.h"
#include "logic/compile.h"
#include "logic/monitor.h"
#include "logic/table.h"
#include "tests/fuzz/last_input.h"

namespace shixun::logic {
namespace {

constexpr double kMostSeconds = 10;  // for one formula, under a sanitizer, too

// As a rubric sees the world: signals with types and units, events with arguments, sets.
class RubricLike final : public Scope {
 public:
  // The type of every slot, so that rows can be made.
  static std::vector<SignalType> slots() {
    return {SignalType::truth(),
            SignalType::number(dimension::kVoltage),
            SignalType::choice({"on", "off", "tripped"}),
            SignalType::number(dimension::kCurrent),
            SignalType::number(),
            SignalType::truth(),
            SignalType::number(dimension::kVoltage)};
  }
  std::optional<Signal> findSignal(std::string_view name) override {
    static constexpr std::string_view kNames[] = {"lock.held", "volt", "breaker.lever", "amps",
                                                  "n"};
    for (uint32_t i = 0; i < std::size(kNames); ++i) {
      if (name == kNames[i]) return Signal{slots()[i], i};
    }
    return std::nullopt;
  }
  std::optional<Signal> findCall(const Call& call, Diagnostics& diagnostics) override {
    if (call.name == "volts" && !call.arguments.empty()) return Signal{slots()[6], 6};
    if (call.name != "event") return std::nullopt;
    if (!call.arguments.empty()) return Signal{slots()[5], 5};
    diagnostics.error(call.where, "missing-argument", "event needs a kind");
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> findSet(std::string_view name) override {
    if (name == "points") return std::vector<std::string>{"L1", "L2", "L3", "N"};
    if (name == "one") return std::vector<std::string>{"lock"};
    if (name == "none") return std::vector<std::string>();
    return std::nullopt;
  }
  std::vector<std::string> names(NameKind kind) const override {
    if (kind == NameKind::kSet) return {"points", "one", "none"};
    if (kind == NameKind::kCall) return {"event", "volts"};
    return {"lock.held", "volt", "breaker.lever", "amps", "n"};
  }
};

class FormulaMaker {
 public:
  FormulaMaker(Rng& rng, bool table) : rng_(rng), table_(table) {}

  // A formula that is well-formed, and well-typed mostly.
  std::string truth(int depth) {
    if (depth <= 0) return leaf();
    const std::string a = truth(depth - 1);
    switch (rng_.below(15)) {
      case 0:
        return "not " + a;
      case 1:
        return "(" + a + ") and " + truth(depth - 1);
      case 2:
        return a + " or (" + truth(depth - 1) + ")";
      case 3:
        return "(" + a + ") implies " + truth(depth - 1);
      case 4:
        return "(" + a + ") since" + window() + " (" + truth(depth - 1) + ")";
      case 5:
        return "once" + window() + "(" + a + ")";
      case 6:
        return "historically" + window() + "(" + a + ")";
      case 7:
        return "prev(" + a + ")";
      case 8:
        return "(never " + a + ")";
      case 9:
        return "(never " + leaf() + " unless " + leaf() + ")";
      case 10:
        return "(" + leaf() + " before " + leaf() + ")";
      case 11:
        return "within[" + bound() + "](" + a + ")";
      case 12:
        return std::string("(") + (rng_.below(2) == 0 ? "forall " : "exists ") +
               (rng_.below(2) == 0 ? "x" : "x, y") + " in " +
               (rng_.below(4) == 0 ? "one" : "points") + ": " + a + ")";
      default:
        return "(" + number(depth - 1) + pick({" < ", " <= ", " == ", " != ", " >= ", " > "}) +
               number(depth - 1) + ")";
    }
  }

 private:
  std::string pick(std::initializer_list<const char*> from) {
    return from.begin()[rng_.below(static_cast<uint32_t>(from.size()))];
  }
  std::string leaf() {
    if (table_) return pick({"a", "b", "c", "t", "true", "false", "a > 0", "b / c == 0"});
    return pick({"lock.held", "event(touched, at=L1)", "breaker.lever == on", "volt > 50 V",
                 "breaker.lever != off", "volts(L1, N) <= 6 V", "amps * volt > 2 kW", "true",
                 "n == 3", "event(touched, at=x)", "volts(x, N) < 1 V"});
  }
  std::string number(int depth) {
    if (depth > 0 && rng_.below(3) == 0) {
      return "(" + number(depth - 1) + pick({" + ", " - ", " * ", " / "}) + number(depth - 1) + ")";
    }
    if (table_) return pick({"a", "b", "c", "t", "1", "-0.5", "1e308", "0"});
    return pick({"volt", "volt", "230 V", "volts(L1)", "volt / amps * 1 A", "amps", "n", "-1"});
  }
  std::string bound() {
    return pick({"0", "1", "0.000000001", "30", "1.5", "2 min", "5 ms", "4600000000"});
  }
  std::string window() {
    if (rng_.below(4) == 0) return "";
    return "[" + bound() + "," + (rng_.below(3) == 0 ? "inf" : bound()) + "]";
  }

  Rng& rng_;
  bool table_;
};

void mutate(std::string& text, Rng& rng) {
  static const char* const kPieces[] = {"(",
                                        ")",
                                        "[0,1]",
                                        "[1,0]",
                                        "not ",
                                        " and ",
                                        " or ",
                                        " implies ",
                                        " since ",
                                        "prev(",
                                        "-",
                                        "+",
                                        "*",
                                        "/",
                                        "<",
                                        "==",
                                        "forall x in points: ",
                                        "exists x, y in none: ",
                                        "event(",
                                        "x",
                                        ".",
                                        ",",
                                        "=",
                                        "0.1234567891",
                                        "1e999",
                                        "inf",
                                        "nan",
                                        "230 V",
                                        " kV",
                                        "\n",
                                        "\xEF\xBC\x88",
                                        "\xFF",
                                        "never ",
                                        " unless ",
                                        " before ",
                                        "99999999999999999999",
                                        "true",
                                        "\"",
                                        "#"};
  for (uint32_t n = 1 + rng.below(3); n > 0 && !text.empty(); --n) {
    const size_t at = rng.below(static_cast<uint32_t>(text.size()));
    std::string many;
    const std::string piece = kPieces[rng.below(std::size(kPieces))];
    switch (rng.below(7)) {
      case 0:
        text[at] = static_cast<char>(rng.below(256));
        break;
      case 1:
        text.erase(at, 1 + rng.below(12));
        break;
      case 2:
        text.insert(at, text.substr(rng.below(static_cast<uint32_t>(text.size())), rng.below(60)));
        break;
      case 3:
        for (uint32_t i = 1 + rng.below(rng.below(8) == 0 ? 20'000 : 300); i > 0; --i) {
          many += piece;
        }
        text.insert(at, many);
        break;
      case 4:
        text.resize(at);
        break;
      default:
        text.insert(at, piece);
    }
  }
}

void require(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "formula_fuzz: %s\n", what);
  std::abort();
}

double cellOf(const SignalType& type, Rng& rng) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  static constexpr double kCells[] = {0, 1, -1, 230, 0.5, -0.0, 1e308, 5e-324, kInf, -kInf};
  if (type.kind == SignalType::Kind::kBool) return rng.below(2);
  if (type.kind == SignalType::Kind::kEnum) {
    return rng.below(static_cast<uint32_t>(type.labels.size()));
  }
  return rng.below(8) == 0 ? std::numeric_limits<double>::quiet_NaN()
                           : kCells[rng.below(std::size(kCells))];
}

struct RandomTrace {
  std::vector<int64_t> times;
  std::vector<double> values;
  size_t width = 0;

  RandomTrace(const std::vector<SignalType>& slots, size_t rows, Rng& rng) : width(slots.size()) {
    static constexpr int64_t kSteps[] = {0, 0, 1, 1'000'000'000, 500'000'000, 30'000'000'000};
    int64_t now = rng.below(2) == 0 ? 0 : 1'700'000'000'123'456'789;
    for (size_t i = 0; i < rows; ++i) {
      now += kSteps[rng.below(std::size(kSteps))];
      times.push_back(now);
      for (const SignalType& type : slots) values.push_back(cellOf(type, rng));
    }
  }
  std::span<const double> row(size_t i) const {
    return std::span(values).subspan(i * width, width);
  }
  Rows rows(size_t from, size_t count) const {
    return {std::span(times).subspan(from, count), std::span(values).subspan(from * width), width};
  }
};

// Row by row, in blocks of random length and, without temporal operators, row for row on its own.
void run(const Program& program, const RandomTrace& trace, Rng& rng) {
  const size_t count = trace.times.size();
  Monitor single(program), block(program);
  std::vector<uint8_t> verdicts(count);
  for (size_t from = 0; from < count;) {
    const size_t n = std::min<size_t>(1 + rng.below(400), count - from);
    block.run(trace.rows(from, n), std::span(verdicts).subspan(from, n));
    from += n;
  }
  for (size_t i = 0; i < count; ++i) {
    const bool pushed = single.push(trace.times[i], trace.row(i));
    require(pushed == (verdicts[i] != 0), "push and run do not agree");
    if (program.pure()) require(program.evaluate(trace.row(i)) == pushed, "evaluate differs");
  }
  require(single.retained() == block.retained(), "push and run remember different rows");
  require(describeValues(program, trace.row(0)).size() == program.atoms().size(), "atoms are lost");
}

bool tryFormula(const std::string& text, Scope& scope, const std::vector<SignalType>& slots,
                Rng& rng) {
  const CompileResult result = compileFormula(text, {"f", 1, 1}, scope);
  require(result.ok() || !result.diagnostics.empty(), "refused without a word");
  for (const Diagnostic& problem : result.diagnostics.list()) {
    require(problem.where.line >= 1 && problem.where.column >= 1, "a problem without a place");
    require(!problem.message.empty() && !problem.code.empty(), "a problem without words");
  }
  if (!result.ok()) return false;
  require(result.program.code().registers <= kMaxRegisters, "too many registers");
  run(result.program, RandomTrace(slots, rng.below(10) == 0 ? 700 : 12, rng), rng);
  return true;
}

}  // namespace
}  // namespace shixun::logic

int main(int argc, char** argv) {
  using namespace shixun;
  using Clock = std::chrono::steady_clock;
  const double seconds = argc > 1 ? std::atof(argv[1]) : 10;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  Rng rng(seed);
  logic::TableScope table({"t", "a", "b", "c"});
  const std::vector<logic::SignalType> numbers(4, logic::SignalType::number());
  logic::RubricLike rubric;
  test::LastInput last("formula_fuzz_last.txt");
  const auto begun = Clock::now();
  uint64_t tried = 0, good = 0;
  double slowest = 0;
  std::string slowestText;
  while (std::chrono::duration<double>(Clock::now() - begun).count() < seconds) {
    const bool loose = rng.below(2) == 0;
    std::string text = logic::FormulaMaker(rng, loose).truth(1 + static_cast<int>(rng.below(6)));
    if (rng.below(2) != 0) logic::mutate(text, rng);
    last.keep(text);
    const std::clock_t from = std::clock();  // other work on the machine does not count
    const bool ok = loose ? logic::tryFormula(text, table, numbers, rng)
                          : logic::tryFormula(text, rubric, logic::RubricLike::slots(), rng);
    const double took = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
    ++tried;
    if (ok) ++good;
    if (took <= slowest) continue;
    slowest = took;
    slowestText = text.substr(0, 200);
  }
  std::printf("%llu formulas, %llu ran, slowest %.3f s: %s\n",
              static_cast<unsigned long long>(tried), static_cast<unsigned long long>(good),
              slowest, slowestText.c_str());
  if (good == 0 || good == tried || slowest > logic::kMostSeconds) return 1;
  last.forget();
  return 0;
}
