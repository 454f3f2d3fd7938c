// monitor: events through a formula that looks back in time, against the same rule as a programmer
// would write it by hand, on the same table.
#include <algorithm>

#include "bench.h"
#include "core/rng.h"
#include "logic/compile.h"
#include "logic/table.h"

namespace shixun::tools {
namespace {

constexpr double kMostAgainstHand = 10;
constexpr int64_t kSecondNs = 1'000'000'000;
constexpr int64_t kNoProof = INT64_MIN;
enum Column : size_t { kTime, kTouch, kProved, kLocked, kTraceColumns };

// What a session's trace looks like to a rule: proofs and touches are rare, a lock stays for long,
// some events share an instant.
struct BenchTrace {
  std::vector<int64_t> times;
  std::vector<double> values;

  explicit BenchTrace(size_t rows) {
    Rng rng(5);
    int64_t now = 1'700'000'000 * kSecondNs;
    bool locked = false;
    for (size_t i = 0; i < rows; ++i) {
      if (rng.below(4) != 0) now += rng.below(500'000'000);
      if (rng.below(200) == 0) locked = !locked;
      times.push_back(now);
      values.push_back(static_cast<double>(now) * 1e-9);
      values.push_back(rng.below(20) == 0);
      values.push_back(rng.below(100) == 0);
      values.push_back(locked);
    }
  }
  logic::Rows rows() const { return {times, values, kTraceColumns}; }
};

// historically(touch implies once[0,30](proved))
void neverTouchedUnproved(const logic::Rows& rows, std::span<uint8_t> verdicts) {
  const double* row = rows.values.data();
  int64_t closes = kNoProof;
  bool kept = true;
  for (size_t i = 0; i < rows.times.size(); ++i, row += rows.width) {
    if (row[kProved] != 0) closes = rows.times[i] + 30 * kSecondNs;
    if (row[kTouch] != 0 && rows.times[i] > closes) kept = false;
    verdicts[i] = kept;
  }
}

// touch implies (locked since[0,300] proved)
void lockedSinceProof(const logic::Rows& rows, std::span<uint8_t> verdicts) {
  const double* row = rows.values.data();
  int64_t closes = kNoProof;
  for (size_t i = 0; i < rows.times.size(); ++i, row += rows.width) {
    if (row[kLocked] == 0) closes = kNoProof;
    if (row[kProved] != 0) closes = rows.times[i] + 300 * kSecondNs;
    verdicts[i] = row[kTouch] == 0 || rows.times[i] <= closes;
  }
}

struct HandRule {
  const char* formula;
  void (*byHand)(const logic::Rows&, std::span<uint8_t>);
};
constexpr HandRule kRules[] = {
    {"historically(touch implies once[0,30](proved))", &neverTouchedUnproved},
    {"touch implies (locked since[0,300] proved)", &lockedSinceProof},
};

struct RuleCost {
  double blocks = 0, single = 0, byHand = 0;  // s per event
};

void pushAll(logic::Monitor& monitor, const logic::Rows& rows, std::span<uint8_t> verdicts) {
  for (size_t i = 0; i < rows.times.size(); ++i) {
    verdicts[i] =
        monitor.push(rows.times[i], rows.values.subspan(i * kTraceColumns, kTraceColumns));
  }
}

// The sides in turn. kCorrupt when they do not agree about every event.
Status measureRule(const HandRule& rule, const logic::Rows& rows, int rounds, RuleCost& cost) {
  logic::TableScope scope({"t", "touch", "proved", "locked"});
  const logic::CompileResult compiled = logic::compileFormula(rule.formula, {}, scope);
  if (!compiled.ok()) return {StatusCode::kCorrupt, compiled.diagnostics.text()};
  const size_t events = rows.times.size();
  logic::Monitor monitor(compiled.program);
  std::vector<uint8_t> ours(events), pushed(events), theirs(events);
  std::vector<double> blocks, single, byHand;
  const auto timed = [&](std::vector<double>& samples, auto work) {
    const double begin = processorSeconds();
    work();
    samples.push_back((processorSeconds() - begin) / static_cast<double>(events));
  };
  for (int i = 0; i < rounds; ++i) {
    monitor.reset();
    timed(blocks, [&] { monitor.run(rows, ours); });
    timed(byHand, [&] { rule.byHand(rows, theirs); });
    monitor.reset();
    timed(single, [&] { pushAll(monitor, rows, pushed); });
    if (ours != theirs || pushed != theirs) {
      return {StatusCode::kCorrupt, std::string("the verdicts differ for ") + rule.formula};
    }
  }
  const auto held = static_cast<size_t>(std::count(theirs.begin(), theirs.end(), 1));
  if (held == 0 || held == events) {
    return {StatusCode::kCorrupt, std::string("one verdict only for ") + rule.formula};
  }
  cost = {tenthPercentile(blocks), tenthPercentile(single), tenthPercentile(byHand)};
  return {};
}

}  // namespace

Status benchMonitor(const BenchOptions& options, std::vector<BenchRow>& rows) {
  const BenchTrace trace(options.quick ? 20'000 : 1'000'000);
  // The formula that comes off worse, by each measure.
  BenchRow events = {.name = "monitor.events", .unit = "events/s", .limit = kMostAgainstHand};
  BenchRow push = {.name = "monitor.push", .unit = "events/s"};
  const auto worse = [](BenchRow& row, double ours, double byHand) {
    row.value = row.value > 0 ? std::min(row.value, 1 / ours) : 1 / ours;
    row.ratio = std::max(row.ratio, ours / byHand);
    row.againstKey = "bench.against_what.hand_rule";
    row.clock = BenchClock::kProcessor;
  };
  for (const HandRule& rule : kRules) {
    RuleCost cost;
    if (Status status = measureRule(rule, trace.rows(), options.quick ? 5 : 31, cost);
        !status.ok()) {
      return status;
    }
    worse(events, cost.blocks, cost.byHand);
    worse(push, cost.single, cost.byHand);
  }
  rows.push_back(std::move(events));
  rows.push_back(std::move(push));
  return {};
}

}  // namespace shixun::tools
