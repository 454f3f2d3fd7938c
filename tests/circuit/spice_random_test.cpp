// Random netlists, read and solved here and by ngspice: every node is compared. Without ngspice
// these fail.
#include <cmath>

#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/netlist_transient.h"
#include "circuit/spice_read.h"
#include "tests/circuit/ngspice_run.h"
#include "tests/circuit/spice_generator.h"

namespace shixun::circuit {
namespace {

constexpr int kChunks = 8;
constexpr int kOperatingPoints = 800, kAcs = 1000, kTransients = 400, kFaulty = 600;

Result<Netlist> readChecked(const std::string& text, Diagnostics& problems) {
  Result<Netlist> net = readSpice(text, "net.cir", problems);
  if (net.ok()) checkNetlist(*net, problems);
  return net;
}

double largestOf(const NetSolution& solution) {
  double largest = 0;
  for (const Complex& v : solution.potentials) largest = std::max(largest, magnitude(v));
  return largest;
}

void comparePoint(const Netlist& net, const NetSolution& mine, const RawPlot& theirs) {
  // ngspice linearises diodes where its own iteration stopped.
  const double floor = 1e-8 * largestOf(mine);
  for (size_t i = 1; i < net.nodes.size(); ++i) {
    const Complex v = theirs.value("v(" + net.nodes[i] + ")");
    ASSERT_TRUE(std::isfinite(v.real())) << "no v(" << net.nodes[i] << "): " << theirs.log;
    EXPECT_LE(magnitude(mine.potentials[i] - v), 1e-4 * magnitude(v) + floor)
        << net.nodes[i] << ": " << mine.potentials[i] << " here, " << v << " there";
  }
  for (size_t i = 0; i < net.elements.size(); ++i) {
    if (net.elements[i].kind != NetElementKind::kVoltage) continue;
    const Complex c = theirs.value("i(" + net.elements[i].name + ")");
    ASSERT_TRUE(std::isfinite(c.real())) << net.elements[i].name << theirs.log;
    // A current is a difference of potentials over an impedance, here 10 mOhm at least.
    EXPECT_LE(magnitude(*mine.currents[i] - c), 1e-4 * magnitude(c) + 1e-9 * largestOf(mine))
        << net.elements[i].name << ": " << *mine.currents[i] << " here, " << c << " there";
  }
}

class SpiceRandom : public ::testing::TestWithParam<int> {
 protected:
  // ngspice has no answer to compare with: seldom.
  void countGivenUp() { EXPECT_LE(++givenUp_, 2); }

  // Runs this chunk's share of `count` seeds.
  template <typename Body>
  void forEachSeed(int count, int base, Body body) {
    for (int i = GetParam(); i < count; i += kChunks) {
      const auto seed = static_cast<uint64_t>(base + i);
      SCOPED_TRACE("seed " + std::to_string(seed));
      body(seed);
      if (HasFailure()) return;
    }
  }

 private:
  int givenUp_ = 0;
};

TEST_P(SpiceRandom, OperatingPointsAgreeWithNgspice) {
  forEachSeed(kOperatingPoints, 0, [this](uint64_t seed) {
    SpiceGenerator generator(seed);
    const std::string text = generator.make(NetKind::kOperatingPoint);
    SCOPED_TRACE(text);
    Diagnostics problems;
    const Result<Netlist> net = readChecked(text, problems);
    ASSERT_FALSE(problems.hasErrors()) << problems.text();
    const Result<OperatingPoint> mine = solveOperatingPoint(*net, false);
    ASSERT_TRUE(mine.ok()) << mine.status().message();
    const RawPlot theirs = ngspicePlot(text);
    if (theirs.gaveUp()) return countGivenUp();
    comparePoint(*net, mine->solution, theirs);
  });
}

TEST_P(SpiceRandom, PhasorsAgreeWithNgspice) {
  forEachSeed(kAcs, 100000, [this](uint64_t seed) {
    SpiceGenerator generator(seed);
    const std::string text = generator.make(NetKind::kAc);
    SCOPED_TRACE(text);
    Diagnostics problems;
    const Result<Netlist> net = readChecked(text, problems);
    ASSERT_FALSE(problems.hasErrors()) << problems.text();
    const Result<NetSolution> mine = solveAc(*net, net->analysis.frequency);
    ASSERT_TRUE(mine.ok()) << mine.status().message();
    const RawPlot theirs = ngspicePlot(text);
    if (theirs.gaveUp()) return countGivenUp();
    comparePoint(*net, *mine, theirs);
  });
}

TEST_P(SpiceRandom, TransientsAgreeWithNgspice) {
  forEachSeed(kTransients, 200000, [this](uint64_t seed) {
    SpiceGenerator generator(seed);
    const std::string text = generator.make(NetKind::kTransient);
    SCOPED_TRACE(text);
    Diagnostics problems;
    const Result<Netlist> net = readChecked(text, problems);
    ASSERT_FALSE(problems.hasErrors()) << problems.text();
    const Result<Transient> mine = solveTransient(*net);
    ASSERT_TRUE(mine.ok()) << mine.status().message();
    const RawPlot theirs = ngspicePlot(text);
    if (theirs.gaveUp()) return countGivenUp();
    const std::vector<double> times = theirs.course("time");
    ASSERT_GT(times.size(), 10u) << theirs.log;
    double largest = 0;
    for (size_t i = 1; i < net->nodes.size(); ++i) {
      largest = std::max(largest, readCourse(mine->times, mine->potentials[i]).peak);
    }
    // The second half: what a start without an operating point begins with is nobody's reading.
    constexpr double kFrom = 0.02;
    for (size_t i = 1; i < net->nodes.size(); ++i) {
      const std::vector<double> v = theirs.course("v(" + net->nodes[i] + ")");
      ASSERT_EQ(v.size(), times.size()) << net->nodes[i];
      const CourseReading a = readCourse(mine->times, mine->potentials[i], kFrom);
      const CourseReading b = readCourse(times, v, kFrom);
      const double allowed = 0.01 * b.rms + 1e-5 * largest;
      EXPECT_NEAR(a.mean, b.mean, allowed) << net->nodes[i];
      EXPECT_NEAR(a.rms, b.rms, allowed) << net->nodes[i];
      EXPECT_NEAR(a.peak, b.peak, 0.01 * b.peak + 1e-5 * largest) << net->nodes[i];
    }
  });
}

TEST_P(SpiceRandom, IllPosedOnesAreRefusedByName) {
  static const char* const kCodes[] = {"floating-part",      "source-loop",      "source-loop",
                                       "source-loop",        "zero-resistor",    "bad-value",
                                       "held-by-capacitors", "fed-by-current",   "ground-missing",
                                       "name-twice",         "unknown-element",  "unknown-model",
                                       "analysis-twice",     "analysis-missing", ""};
  forEachSeed(kFaulty, 300000, [](uint64_t seed) {
    const auto fault = static_cast<NetFault>(seed % static_cast<uint64_t>(NetFault::kCount));
    SpiceGenerator generator(seed);
    const std::string text = generator.makeFaulty(fault);
    SCOPED_TRACE(text);
    Diagnostics problems;
    static_cast<void>(readChecked(text, problems));
    ASSERT_TRUE(problems.hasErrors());
    const std::string code = kCodes[static_cast<size_t>(fault)];
    bool named = code.empty();
    for (const Diagnostic& d : problems.list()) {
      if (d.code == code && !d.message.empty()) named = true;
    }
    EXPECT_TRUE(named) << "wanted " << code << ", got " << problems.text();
  });
}

INSTANTIATE_TEST_SUITE_P(Chunk, SpiceRandom, ::testing::Range(0, kChunks));

}  // namespace
}  // namespace shixun::circuit
