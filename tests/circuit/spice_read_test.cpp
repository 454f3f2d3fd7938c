#include "circuit/spice_read.h"

#include <gtest/gtest.h>

#include <ctime>

#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/netlist_transient.h"
#include "circuit/spice_lexer.h"

namespace shixun::circuit {
namespace {

Netlist reads(const std::string& text) {
  Diagnostics problems;
  Result<Netlist> net = readSpice(text, "t.cir", problems);
  EXPECT_TRUE(net.ok()) << problems.text();
  if (!net.ok()) return {};
  checkNetlist(*net, problems);
  EXPECT_FALSE(problems.hasErrors()) << problems.text();
  return *net;
}

// The formatted problems of a netlist that is refused.
std::string refusal(const std::string& text) {
  Diagnostics problems;
  Result<Netlist> net = readSpice(text, "t.cir", problems);
  if (net.ok()) checkNetlist(*net, problems);
  EXPECT_TRUE(problems.hasErrors()) << text;
  return problems.text();
}

double voltsAt(const Netlist& net, const std::string& node) {
  const Result<OperatingPoint> point = solveOperatingPoint(net, false);
  EXPECT_TRUE(point.ok()) << point.status().message();
  for (size_t i = 0; i < net.nodes.size(); ++i) {
    if (net.nodes[i] == node) return point->solution.potentials[i].real();
  }
  ADD_FAILURE() << "no node " << node;
  return 0;
}

TEST(SpiceNumber, TakesScalesAndIgnoresTheLettersAfterThem) {
  const std::pair<const char*, double> cases[] = {
      {"1.5", 1.5},    {"1e3", 1000},    {"2.2k", 2200},   {"10meg", 1e7}, {"4.7uf", 4.7e-6},
      {"3kohm", 3000}, {"5m", 5e-3},     {"5mil", 127e-6}, {"7t", 7e12},   {"2g", 2e9},
      {"3n", 3e-9},    {"4p", 4e-12},    {"6f", 6e-15},    {"8a", 8e-18},  {".5", 0.5},
      {"5.", 5},       {"-3", -3},       {"+3", 3},        {"1e-3k", 1},   {"230v", 230},
      {"10ohm", 10},   {"1e+2meg", 1e8}, {"0", 0}};
  for (const auto& [text, value] : cases) {
    const std::optional<double> read = spiceNumber(text);
    ASSERT_TRUE(read) << text;
    EXPECT_DOUBLE_EQ(*read, value) << text;
  }
}

TEST(SpiceNumber, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "k", "nan", "inf", "1e999", "1k2", "1..2", "1e", "--1", "0x10",
                           "1_0", "1e308meg", "+", ".", "-.", "1-2", "five"}) {
    EXPECT_FALSE(spiceNumber(text)) << text;
  }
}

TEST(SpiceRead, TheFirstLineIsTheTitleWhateverItSays) {
  const Netlist net = reads("R1 a 0 1k\nV1 a 0 5\nR1 a 0 2k\n.op\n");
  EXPECT_EQ(net.title, "R1 a 0 1k");
  ASSERT_EQ(net.elements.size(), 2u);
  EXPECT_DOUBLE_EQ(net.elements[1].value, 2000);
}

TEST(SpiceRead, JoinsContinuationsAcrossCommentsAndBlankLines) {
  const Netlist net = reads("t\nV1 a\n* between\n\n+ 0\n+ 5 ; volts\nR1 a 0 1k $ load\n.op\n");
  ASSERT_EQ(net.elements.size(), 2u);
  EXPECT_DOUBLE_EQ(voltsAt(net, "a"), 5);
}

TEST(SpiceRead, ComparesNamesWithoutCaseAndKnowsTwoNamesOfGround) {
  const Netlist net = reads("t\nv1 Bus_3 GND 5\nr1 BUS_3 k1.t2 1k\nR2 K1.T2 0 1k\n.OP\n");
  EXPECT_EQ(net.nodes.size(), 3u);
  EXPECT_DOUBLE_EQ(voltsAt(net, "k1.t2"), 2.5);
}

TEST(SpiceRead, ReadsEverySpellingOfASource) {
  const Netlist net = reads(
      "t\nV1 a 0 1\nV2 b 0 DC 2\nV3 c 0 AC 3 -120\nV4 d 0 DC 4 AC 5 60\nV5 e 0 SIN(0 6 50)\n"
      "V6 f 0 PULSE(1 2 1m 2m 3m 4m 20m)\nV7 g 0\nI1 0 a 1m\nI2 0 b AC 1\nV8 h 0 sin 0 1 50\n"
      "R1 a 0 1\nR2 b 0 1\nR3 c 0 1\nR4 d 0 1\nR5 e 0 1\nR6 f 0 1\nR7 g 0 1\nR8 h 0 1\n.op\n");
  EXPECT_DOUBLE_EQ(net.elements[1].value, 2);
  EXPECT_DOUBLE_EQ(net.elements[2].acMagnitude, 3);
  EXPECT_NEAR(net.elements[2].acPhase, -2 * kPi / 3, 1e-12);
  EXPECT_DOUBLE_EQ(net.elements[3].value, 4);
  EXPECT_DOUBLE_EQ(net.elements[3].acMagnitude, 5);
  EXPECT_EQ(net.elements[4].wave.kind, Waveform::Kind::kSine);
  EXPECT_DOUBLE_EQ(net.elements[5].wave.fall, 3e-3);
  EXPECT_EQ(net.elements[9].wave.kind, Waveform::Kind::kSine);
  EXPECT_DOUBLE_EQ(voltsAt(net, "f"), 1);  // a pulse counts at its value at t = 0
}

TEST(SpiceRead, PassesOverOptionsWithAWarning) {
  Diagnostics problems;
  const Result<Netlist> net = readSpice(
      "t\n.options reltol=1e-4\nV1 a 0 1\nR1 a 0 1\n.print v(a)\n.op\n", "t.cir", problems);
  ASSERT_TRUE(net.ok());
  EXPECT_EQ(problems.list().size(), 2u);
  EXPECT_FALSE(problems.hasErrors());
}

TEST(SpiceRead, IgnoresWhatFollowsTheEnd) {
  EXPECT_EQ(reads("t\nV1 a 0 1\nR1 a 0 1\n.op\n.END\nQ1 nonsense\n").elements.size(), 2u);
}

TEST(SpiceRead, SaysWhereAndWhatIsWrong) {
  const std::string frame = "V1 a 0 5\nR1 a 0 1k\n";
  const std::pair<std::string, const char*> cases[] = {
      {"", "file is empty"},
      {" \n\t\n", "file is empty"},
      {std::string("t\nV1 \0a 0", 9), "not text"},
      {"t\n+ R1 a 0 1\n.op\n", "t.cir:2:1: error[continuation-of-nothing]"},
      {"t\n" + frame + "Q1 a 0 0 q\n.op\n", "t.cir:4:1: error[unknown-element]: 'q1'"},
      {"t\n" + frame + "R1 a 0 2k\n.op\n", "used twice, first in line 3"},
      {"t\n" + frame + "R2 a 0 0\n.op\n", "'r2' has zero ohm"},
      {"t\n" + frame + "R2 a 0 -5\n.op\n", "resistance of 'r2' must not be negative"},
      {"t\n" + frame + "L2 a 0 -5\n.op\n", "inductance of 'l2' must not be negative"},
      {"t\n" + frame + "C2 a 0 -5\n.op\n", "capacitance of 'c2' must not be negative"},
      {"t\n" + frame + "R2 a 0 nan\n.op\n", "'nan' is not a number"},
      {"t\n" + frame + "R2 a 0 1e999\n.op\n", "'1e999' is not a number that fits"},
      {"t\n" + frame + "R2 a 0\n.op\n", "resistance of 'r2' is missing"},
      {"t\n" + frame + "R2 a\n.op\n", "'r2' needs two nodes"},
      {"t\n" + frame + "R2 a 0 1k 2k\n.op\n", "'2k' is more than this card can hold"},
      {"t\n" + frame + "D2 a 0 dm\n.op\n", "there is no model 'dm'"},
      {"t\n" + frame + ".model dm npn\n.op\n", "'npn' is not a known kind"},
      {"t\n" + frame + ".model dm d(bv=5)\n.op\n", "no parameter 'bv'"},
      {"t\n" + frame + ".model dm d(is=1\n.op\n", "not closed"},
      {"t\n" + frame + "V2 b 0 SIN(0 1\nR2 b 0 1\n.op\n", "not closed"},
      {"t\n" + frame + "V2 b 0 SIN(0 1 -50)\nR2 b 0 1\n.op\n", "frequency of a sine"},
      {"t\n" + frame, "there is no analysis"},
      {"t\n" + frame + ".op\n.op\n", "more than one analysis"},
      {"t\n" + frame + ".ac dec 10 1 1k\n", ".ac lin 1 F F"},
      {"t\n" + frame + ".ac lin 2 50 60\n", ".ac lin 1 F F"},
      {"t\n" + frame + ".ac lin 1 -50 -50\n", "must not be negative"},
      {"t\n" + frame + ".ac lin 50 50\n", "is missing"},
      {"t\n" + frame + ".tran 0 1m\n", "must be above zero"},
      {"t\n" + frame + ".tran 1m\n", "the end of .tran is missing"},
      {"t\n" + frame + ".tran 1m 1u\n", "before its end"},
      {"t\n" + frame + ".include x\n.op\n", "'.include' is not a known card"},
      {"t\nV1 a b 5\nR1 a b 1\n.op\n", "no element is connected to ground"},
      {"t\n" + frame + "R2 x y 1\n.op\n", "the node 'x'"},
      {"t\n" + frame + "C2 a x 1u\nC3 x 0 1u\n.op\n", "the node 'x' has no DC path"},
      {"t\n" + frame + "I2 0 x 1m\nI3 x 0 1m\n.op\n",
       "the node 'x' is fed only by the current source 'i2'"},
      {"t\n" + frame + "V2 a 0 5\n.op\n", "'v2' closes a loop of voltage sources"},
      {"t\n" + frame + "V2 a a 5\n.op\n", "'v2' is shorted"},
      {"t\n" + frame + "L2 a 0 1m\n.op\n", "'v1' is shorted by an inductor"},
      {"t\n" + frame + "L2 a 0 0\n.ac lin 1 50 50\n", "'v1' is shorted by an inductor"},
  };
  for (const auto& [text, wanted] : cases) {
    EXPECT_NE(refusal(text).find(wanted), std::string::npos) << text << "\n-> " << refusal(text);
  }
}

TEST(SpiceRead, AnAcSolutionWithoutADcSolutionIsFound) {
  // Nodes held by capacitors only, and an inductor across a source.
  const Netlist net = reads("t\nV1 a 0 AC 100\nC1 a x 1u\nC2 x 0 1u\nL1 a 0 1m\n.ac lin 1 50 50\n");
  const Result<NetSolution> solution = solveAc(net, 50);
  ASSERT_TRUE(solution.ok());
  EXPECT_NEAR(solution->potentials[2].real(), 50, 1e-9);
}

TEST(NetlistSolve, ALoopOfInductorsHasVoltagesButNoCurrentsOfItsOwn) {
  const Netlist net = reads("t\nV1 a 0 5\nR1 a b 1k\nL1 b c 1m\nL2 b c 2m\nL3 c 0 1m\n.op\n");
  const Result<OperatingPoint> point = solveOperatingPoint(net, false);
  ASSERT_TRUE(point.ok());
  EXPECT_DOUBLE_EQ(point->solution.potentials[2].real(), 0);
  EXPECT_FALSE(point->solution.currents[2]);
  EXPECT_FALSE(point->solution.currents[3]);
  ASSERT_TRUE(point->solution.currents[4]);
  EXPECT_NEAR(point->solution.currents[4]->real(), 5e-3, 1e-15);
  EXPECT_NEAR(point->solution.currents[0]->real(), -5e-3, 1e-15);  // delivers: negative
}

TEST(NetlistSolve, AMilliohmBesideAGigaohmKeepsItsCurrent) {
  const Netlist net = reads("t\nV1 a 0 230\nR1 a b 1m\nR2 b 0 1g\n.op\n");
  const Result<OperatingPoint> point = solveOperatingPoint(net, false);
  ASSERT_TRUE(point.ok());
  EXPECT_NEAR(point->solution.currents[0]->real(), -2.3e-7, 1e-16);
}

Transient courseOf(const Netlist& net) {
  Result<Transient> out = solveTransient(net);
  EXPECT_TRUE(out.ok()) << out.status().message();
  return out.ok() ? *out : Transient{};
}

TEST(NetlistTransient, ACapacitorChargesByItsTimeConstant) {
  const Netlist net = reads("t\nV1 a 0 10\nR1 a b 1k\nC1 b 0 1u\n.tran 10u 5m uic\n");
  const Transient t = courseOf(net);
  ASSERT_FALSE(t.times.empty());
  for (size_t i = 0; i < t.times.size(); ++i) {
    EXPECT_NEAR(t.potentials[2][i], 10 * (1 - exponential(-t.times[i] / 1e-3)), 2e-3);
  }
}

TEST(NetlistTransient, AnLcCircuitKeepsItsEnergyAndItsPeriod) {
  // 1 mH, 1 uF: 5.033 kHz, charged to 10 V; after ten periods it is back, less than 0.1 % away.
  const Netlist net = reads("t\nC1 a 0 1u IC=10\nL1 a 0 1m\nR1 a 0 1g\n.tran 1u 1.98692m uic\n");
  const Transient t = courseOf(net);
  ASSERT_FALSE(t.times.empty());
  EXPECT_NEAR(t.potentials[1].back(), 10, 0.05);
}

TEST(NetlistTransient, AHalfWaveRectifierReadsAsTheBooksSay) {
  // Without smoothing the mean is peak/pi less the drop, the rms peak/2.
  const Netlist net = reads(
      "t\nV1 a 0 SIN(0 325.27 50)\nD1 a b dm\nR1 b 0 1k\n.model dm d(is=1e-9 n=1.2)\n.tran 50u "
      "100m\n");
  const Transient t = courseOf(net);
  const CourseReading r = readCourse(t.times, t.potentials[2], 0.02);
  EXPECT_NEAR(r.mean, 325.27 / kPi, 0.5);
  EXPECT_NEAR(r.rms, 325.27 / 2, 0.5);
  EXPECT_NEAR(r.peak, 324.9, 0.5);
}

TEST(NetlistTransient, ACoilBehindADiodeIsQuietOnceThatBlocks) {
  const Netlist net = reads(
      "t\nV1 a 0 SIN(0 325 50)\nD1 a b dm\nL1 b c 100m\nR1 c 0 10\n"
      ".model dm d(is=1e-9 n=1.8 rs=20m)\n.tran 100u 59.5m\n");
  const Transient t = courseOf(net);
  const double last = t.times.back() - 0.5e-3;
  const CourseReading r = readCourse(t.times, t.potentials[2], last);
  EXPECT_LT(r.peak, 0.01);
}

TEST(NetlistTransient, WhatRingsAfterACornerIsFollowedFromItsFirstInstant) {
  // 10 V on 10 uH and 2.533 nF through 1 ohm: 1 MHz, the first crest 1 + exp(-pi R / 2 sqrt(C/L))
  // of the step; asked for at 1 ms.
  const Netlist net = reads(
      "t\nV1 a 0 PULSE(0 10 1m 1n 1n 100m)\nR1 a b 1\nL1 b c 10u\nC1 c 0 2.533n\n.tran 1m 20m\n");
  const Transient t = courseOf(net);
  EXPECT_NEAR(readCourse(t.times, t.potentials[3]).peak, 19.75, 0.02);
  // 100 V charge 100 uF through a coil and a diode to nearly twice as much, and it stays there.
  const Netlist held = reads(
      "t\nV1 a 0 PULSE(0 100 1m 1u 1u 1)\nR1 a b 0.1\nL1 b c 1m\nD1 c d dm\nC1 d 0 100u\n"
      "R2 d 0 1meg\n.model dm d(is=1e-9 n=1.8)\n.tran 1m 50m\n");
  const Transient h = courseOf(held);
  EXPECT_NEAR(h.potentials[4].back(), 194, 4);
}

// With all diodes blocking the load's voltage to earth hangs on their leakage alone.
TEST(NetlistTransient, BridgesWithACapacitorAndAnEarthedSourceAreSolved) {
  const std::string model = ".model dm d(is=1e-9 n=1.8 rs=20m)\n";
  const Netlist two = reads(
      "t\nV1 a 0 SIN(0 34 50)\nD1 a p dm\nD2 0 p dm\nD3 m a dm\nD4 m 0 dm\nC1 p m 470u\n"
      "R1 p m 50\n" +
      model + ".tran 100u 100m\n");
  const Transient t = courseOf(two);
  std::vector<double> load = t.potentials[2];
  for (size_t i = 0; i < load.size(); ++i) load[i] -= t.potentials[3][i];
  const CourseReading r = readCourse(t.times, load, 0.08);
  EXPECT_NEAR(r.peak, 32, 0.7);    // two drops below the source
  EXPECT_NEAR(r.mean, 28.5, 1.5);  // 50 ohm take a fifth of 470 uF's charge a half period
  const Netlist six = reads(
      "t\nV1 a 0 SIN(0 326.6 50)\nV2 b 0 SIN(0 326.6 50 0 0 -120)\n"
      "V3 c 0 SIN(0 326.6 50 0 0 120)\nL1 a x 61u\nL2 b y 61u\nL3 c z 61u\nD1 x p dm\n"
      "D2 y p dm\nD3 z p dm\nD4 m x dm\nD5 m y dm\nD6 m z dm\nC1 p m 470u\nR1 p m 500\n" +
      model + ".tran 78u 100m uic\n");
  const Transient s = courseOf(six);
  ASSERT_FALSE(s.times.empty());
  EXPECT_GT(s.times.back(), 0.0999);
}

TEST(NetlistTransient, APulseWithoutAPeriodStaysWhereItWent) {
  const Transient t = courseOf(reads("t\nV1 a 0 PULSE(0 1)\nR1 a 0 1k\n.tran 1m 10m\n"));
  EXPECT_EQ(t.potentials[1].back(), 1);
}

TEST(NetlistTransient, ReadingsBeginWithinAStep) {
  // A ramp 0 to 1 over one step, read from its middle on.
  const CourseReading r = readCourse({0, 1}, {0, 1}, 0.5);
  EXPECT_DOUBLE_EQ(r.mean, 0.75);
  EXPECT_DOUBLE_EQ(r.peak, 1);
}

TEST(NetlistTransient, RefusesMorePointsThanItCanKeep) {
  const Netlist net = reads("t\nV1 a 0 SIN(0 1 1e9)\nR1 a 0 1\n.tran 1u 10\n");
  const Result<Transient> out = solveTransient(net);
  ASSERT_FALSE(out.ok());
  EXPECT_NE(out.status().message().find("too many points"), std::string::npos);
  // What lies before the first instant that is kept takes its time, too.
  const Result<Transient> late =
      solveTransient(reads("t\nV1 a 0 PULSE(0 1 0 1n 1n 1n 10n)\nR1 a 0 1\n.tran 1m 10 9.9\n"));
  ASSERT_FALSE(late.ok());
  EXPECT_NE(late.status().message().find("too many points"), std::string::npos);
}

// Every node between two capacitors is a part of its own at DC.
TEST(NetlistRules, TakeTimeInProportionToTheNetlist) {
  std::string text = "* chain\nV1 n0 0 5\n";
  constexpr int kCount = 60'000;
  for (int i = 0; i < kCount; ++i) {
    const std::string k = std::to_string(i), next = std::to_string(i + 1);
    text += "C" + k + " n" + k + " n" + next + " 1u\n";
  }
  text += ".op\n";
  Diagnostics problems;
  const auto net = readSpice(text, "chain.cir", problems);
  ASSERT_TRUE(net.ok());
  const std::clock_t begin = std::clock();
  checkNetlist(*net, problems);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_EQ(problems.list().size(), static_cast<size_t>(kCount));
  EXPECT_LT(seconds, 5) << "the square of the netlist takes half a minute";
}

}  // namespace
}  // namespace shixun::circuit
