#include "logic/monitor.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "core/rng.h"
#include "logic/compile.h"
#include "logic/table.h"

namespace shixun::logic {
namespace {

Program program(std::string_view formula, std::vector<std::string> columns) {
  TableScope scope(std::move(columns));
  CompileResult result = compileFormula(formula, {}, scope);
  EXPECT_TRUE(result.ok()) << result.diagnostics.text();
  return result.program;
}

// One verdict per row, as 0 and 1.
std::string verdicts(std::string_view formula, std::string_view csv) {
  const TableResult read = readTable(csv, "trace");
  EXPECT_TRUE(read.ok()) << read.diagnostics.text();
  const Program compiled = program(formula, read.table.columns);
  Monitor monitor(compiled);
  std::string out;
  const Rows rows = read.table.rows();
  for (size_t i = 0; i < rows.times.size(); ++i) {
    out += monitor.push(rows.times[i], rows.values.subspan(i * rows.width, rows.width)) ? '1' : '0';
  }
  return out;
}

TEST(Monitor, OnceRemembersForEver) {
  EXPECT_EQ(verdicts("once(p)", "t,p\n0,0\n1,1\n2,0\n9999999,0\n"), "0111");
}

TEST(Monitor, HistoricallyIsLostForEver) {
  EXPECT_EQ(verdicts("historically(p)", "t,p\n0,1\n1,1\n2,0\n3,1\n"), "1100");
}

TEST(Monitor, BothEndsOfAWindowBelongToItExactly) {
  EXPECT_EQ(
      verdicts("once[0.2,0.4](p)", "t,p\n0.1,1\n0.299999999,0\n0.3,0\n0.5,0\n0.500000001,0\n"),
      "00110");
  EXPECT_EQ(
      verdicts("once[0,0.2](p)", "t,p\n1700000000.1,1\n1700000000.3,0\n1700000000.300000001,0\n"),
      "110");
}

TEST(Monitor, NothingInTheWindowIsFalseForOnceAndSinceAndTrueForHistorically) {
  EXPECT_EQ(verdicts("once[5,6](true)", "t\n0\n1\n"), "00");
  EXPECT_EQ(verdicts("true since[5,6] true", "t\n0\n1\n"), "00");
  EXPECT_EQ(verdicts("historically[5,6](false)", "t\n0\n1\n"), "11");
}

TEST(Monitor, SinceNeedsPAfterQButNotAtQ) {
  EXPECT_EQ(verdicts("p since q", "t,p,q\n0,1,0\n1,0,1\n2,1,0\n3,0,0\n4,1,0\n"), "01100");
}

TEST(Monitor, SinceMayUseAnyQInTheWindowNotOnlyTheLatest) {
  // At 5 the q at 4 is too young, that at 2 is not.
  EXPECT_EQ(verdicts("p since[2,3] q", "t,p,q\n2,1,1\n4,1,1\n5,1,0\n6,1,0\n7,1,0\n8,1,0\n"),
            "011110");
  EXPECT_EQ(verdicts("p since[2,inf] q", "t,p,q\n2,1,1\n4,1,1\n5,0,1\n6,1,0\n7,1,0\n"), "01001");
}

TEST(Monitor, ARowSeesTheEarlierRowsOfItsInstantNotTheLaterOnes) {
  EXPECT_EQ(verdicts("once[0,0](p)", "t,p\n1,0\n1,1\n1,0\n2,0\n"), "0110");
  EXPECT_EQ(verdicts("historically[0,0](p)", "t,p\n1,1\n1,0\n1,1\n2,1\n"), "1001");
  EXPECT_EQ(verdicts("p since[0,0] q", "t,p,q\n1,1,1\n1,1,0\n1,0,0\n1,1,0\n"), "1100");
  EXPECT_EQ(verdicts("p since[1,1] q", "t,p,q\n1,1,1\n1,0,0\n2,1,0\n2,1,0\n"), "0000");
  EXPECT_EQ(verdicts("p since[1,1] q", "t,p,q\n1,1,0\n1,0,1\n2,1,0\n2,1,0\n"), "0011");
}

TEST(Monitor, PrevIsTheRowBeforeAndFalseAtTheFirst) {
  EXPECT_EQ(verdicts("prev(p)", "t,p\n0,1\n0,0\n5,1\n6,0\n"), "0101");
  EXPECT_EQ(verdicts("not prev(not p)", "t,p\n0,1\n"), "1");
}

TEST(Monitor, PatternsMeanWhatTheirTableSays) {
  // touch is marked at the second row (not proved) and fine at the fourth.
  const char* csv = "t,touch,proved,locked\n0,0,0,1\n1,1,0,1\n2,0,1,1\n3,1,0,1\n4,0,0,0\n5,1,0,1\n";
  EXPECT_EQ(verdicts("never touch unless locked since proved", csv), "101110");
  EXPECT_EQ(verdicts("proved before touch", csv), "101111");
  EXPECT_EQ(verdicts("touch implies within[1 s](proved)", csv), "101110");
  EXPECT_EQ(verdicts("never touch", csv), "101010");
}

TEST(Monitor, BeforeMeansAnEarlierRowEvenInOneInstant) {
  EXPECT_EQ(verdicts("p before q", "t,p,q\n0,1,1\n"), "0");
  EXPECT_EQ(verdicts("p before q", "t,p,q\n0,1,0\n0,0,1\n"), "11");
}

TEST(Monitor, TimesAtTheEndsOfTheRangeDoNotOverflow) {
  const char* csv = "t,p\n-4.6e9,1\n0,0\n4.6e9,0\n";
  EXPECT_EQ(verdicts("once[0,9.2e9](p)", csv), "111");
  EXPECT_EQ(verdicts("once[9.2e9,9.2e9](p)", csv), "001");
  EXPECT_EQ(verdicts("once[9.2e9,inf](p)", csv), "001");
  EXPECT_EQ(verdicts("once[0,9e18](p)", csv), "111");
  EXPECT_EQ(verdicts("once[8e9,9e18](p)", csv), "001");
  EXPECT_EQ(verdicts("once[9e18,1e19](p)", csv), "000");
  const char* late = "t,p\n4.6e9,1\n4.6e9,0\n";  // a window that closes after the end of the count
  EXPECT_EQ(verdicts("once[0,9e9](p)", late), "11");
  EXPECT_EQ(verdicts("once[9e9,9.1e9](p)", late), "00");
  EXPECT_EQ(verdicts("once[9e9,inf](p)", late), "00");
}

TEST(Monitor, UnboundedWindowsRememberNoRows) {
  for (const char* formula : {"once(p)", "historically[3,inf](p)", "p since[2,inf] q", "p since q",
                              "once[0,50](p)", "p since[0,70] q", "prev(p)"}) {
    const Program compiled = program(formula, {"p", "q"});
    Monitor monitor(compiled);
    const double row[] = {1, 1};
    for (int64_t i = 0; i < 10'000; ++i) monitor.push(i * 1'000'000'000, row);
    EXPECT_EQ(monitor.retained(), 0u) << formula;
  }
}

TEST(Monitor, BoundedWindowsRememberOnlyTheRowsInside) {
  const Program compiled = program("p since[10,60] q", {"p", "q"});
  Monitor monitor(compiled);
  const double row[] = {1, 1};
  size_t most = 0;
  for (int64_t i = 0; i < 200'000; ++i) {
    monitor.push(i * 100'000'000, row);  // ten rows a second
    most = std::max(most, monitor.retained());
  }
  EXPECT_GE(most, 90u);
  EXPECT_LE(most, 101u);  // the rows of the last 10 s
  const double broken[] = {0, 0};
  monitor.push(200'000 * 100'000'000LL, broken);
  EXPECT_EQ(monitor.retained(), 0u);
}

TEST(Monitor, RowsThatShareATimeAreRememberedOnce) {
  const Program compiled = program("once[1,2](p)", {"p"});
  Monitor monitor(compiled);
  const double row[] = {1};
  for (int i = 0; i < 100'000; ++i) monitor.push(0, row);
  EXPECT_EQ(monitor.retained(), 1u);
}

TEST(Monitor, ACopyIsASnapshotAndResetForgets) {
  const Program compiled = program("once(p)", {"p"});
  Monitor monitor(compiled);
  const double yes[] = {1};
  const double no[] = {0};
  Monitor before = monitor;
  EXPECT_TRUE(monitor.push(5, yes));
  EXPECT_FALSE(before.push(5, no));
  monitor.reset();
  EXPECT_FALSE(monitor.push(0, no));
}

TEST(MonitorDeathTest, TimeThatGoesBackIsABug) {
  const Program compiled = program("once(p)", {"p"});
  Monitor monitor(compiled);
  const double row[] = {1};
  monitor.push(5, row);
  EXPECT_DEATH(monitor.push(4, row), "time goes back");
  EXPECT_DEATH(monitor.push(6, std::span<const double>()), "shorter");
}

// Printed, not asserted: timings depend on the machine and the build.
TEST(Monitor, TimingsArePrinted) {
  const char* formulas[] = {"historically(touch implies once[0,30](proved))",
                            "touch implies (locked since[0,300] proved)",
                            "touch implies once[5,30](proved)"};
  constexpr size_t kRows = 100'000;
  std::vector<int64_t> times;
  std::vector<double> values;
  Rng rng(1);
  int64_t now = 0;
  for (size_t i = 0; i < kRows; ++i) {
    now += rng.below(20) * int64_t{100'000'000};
    times.push_back(now);
    values.push_back(rng.below(10) == 0);
    values.push_back(rng.below(30) == 0);
    values.push_back(rng.below(50) != 0);
  }
  const Rows rows{times, values, 3};
  std::vector<uint8_t> out(kRows);
  for (const char* formula : formulas) {
    const Program compiled = program(formula, {"touch", "proved", "locked"});
    Monitor pushed(compiled);
    Monitor run(compiled);
    size_t trues = 0;
    const auto a = std::chrono::steady_clock::now();
    for (size_t i = 0; i < kRows; ++i) {
      trues += pushed.push(times[i], rows.values.subspan(i * 3, 3)) ? 1 : 0;
    }
    const auto b = std::chrono::steady_clock::now();
    run.run(rows, out);
    const auto c = std::chrono::steady_clock::now();
    const auto rate = [&](auto span) {
      return static_cast<double>(kRows) / std::chrono::duration<double>(span).count() * 1e-6;
    };
    std::printf("%-48s push %6.1f, run %6.1f million rows/s\n", formula, rate(b - a), rate(c - b));
    EXPECT_EQ(static_cast<size_t>(std::count(out.begin(), out.end(), 1)), trues);
  }
}

}  // namespace
}  // namespace shixun::logic
