#include "logic/exact_time.h"

#include <gtest/gtest.h>

namespace shixun::logic {
namespace {

int64_t seconds(const char* text) {
  const ExactTime time = parseSeconds(text);
  EXPECT_EQ(time.fault, TimeFault::kNone) << text;
  return time.ns;
}

TEST(ExactTime, DecimalSecondsAreWholeNanoseconds) {
  EXPECT_EQ(seconds("0"), 0);
  EXPECT_EQ(seconds("0.3") - seconds("0.1"), seconds("0.2"));
  EXPECT_EQ(seconds("1700000000.123456789"), 1'700'000'000'123'456'789);
  EXPECT_EQ(seconds("0.000000001"), 1);
  EXPECT_EQ(seconds("-12.5"), -12'500'000'000);
  EXPECT_EQ(seconds("+.5"), 500'000'000);
  EXPECT_EQ(seconds("5."), 5'000'000'000);
  EXPECT_EQ(seconds("0000000000000000000000000000001"), 1'000'000'000);
}

TEST(ExactTime, ExponentsMoveThePoint) {
  EXPECT_EQ(seconds("1e-9"), 1);
  EXPECT_EQ(seconds("1.5E3"), 1'500'000'000'000);
  EXPECT_EQ(seconds("0.00000000001e2"), 1);
  EXPECT_EQ(seconds("0e999999999999"), 0);
}

TEST(ExactTime, MoreThanNineDigitsAreTooFineEvenWhenZeros) {
  EXPECT_EQ(parseSeconds("0.0000000001").fault, TimeFault::kTooFine);
  EXPECT_EQ(parseSeconds("1.0000000000").fault, TimeFault::kTooFine);
  EXPECT_EQ(parseSeconds("1e-10").fault, TimeFault::kTooFine);
  EXPECT_EQ(parseSeconds("1.000000000").fault, TimeFault::kNone);
}

TEST(ExactTime, TimesBeyondTheCountSaturate) {
  EXPECT_EQ(parseSeconds("9223372036.854775807").ns, kNoLimit);
  EXPECT_EQ(parseSeconds("9223372036.854775807").fault, TimeFault::kNone);
  EXPECT_EQ(parseSeconds("9223372036.854775808").fault, TimeFault::kTooLarge);
  EXPECT_EQ(parseSeconds("1e30").ns, kNoLimit);
  EXPECT_EQ(parseSeconds("-1e99999999999").ns, -kNoLimit);
  EXPECT_EQ(addSaturated(kNoLimit - 1, 2), kNoLimit);
}

TEST(ExactTime, WhatIsNoDecimalIsRefused) {
  for (const char* text :
       {"", "-", ".", "e5", "1e", "1e+", "0x10", "1,5", "nan", "inf", "1 ", "--1"}) {
    EXPECT_EQ(parseSeconds(text).fault, TimeFault::kNotDecimal) << text;
    EXPECT_FALSE(parseDecimal(text).has_value()) << text;
  }
}

TEST(ExactTime, UnitsOfTimeAreExact) {
  EXPECT_EQ(parseTime("300", "ms").ns, 300'000'000);
  EXPECT_EQ(parseTime("1.5", "h").ns, 5'400'000'000'000);
  EXPECT_EQ(parseTime("0.1", "min").ns, 6'000'000'000);
  EXPECT_EQ(parseTime("0.000000000001", "h").fault, TimeFault::kTooFine);  // 3.6 ns
  EXPECT_EQ(parseTime("0.00000000025", "h").ns, 900);
  EXPECT_EQ(parseTime("0.5", "ns").fault, TimeFault::kTooFine);
  EXPECT_EQ(parseTime("2.50", "us").ns, 2500);
  EXPECT_EQ(parseTime("5", "V").fault, TimeFault::kNotDecimal);
}

TEST(ExactTime, SecondsAreWrittenWithoutTrailingZeros) {
  EXPECT_EQ(formatSeconds(0), "0");
  EXPECT_EQ(formatSeconds(1'500'000'000), "1.5");
  EXPECT_EQ(formatSeconds(-1), "-0.000000001");
  EXPECT_EQ(formatSeconds(1'700'000'000'123'456'789), "1700000000.123456789");
}

TEST(ExactTime, NumbersTooSmallForADoubleAreZeroAndTooLargeOnesRefused) {
  EXPECT_EQ(parseDecimal("1e-999"), 0.0);
  EXPECT_EQ(parseDecimal("-1e-999"), 0.0);
  EXPECT_EQ(parseDecimal("0." + std::string(400, '0') + "1"), 0.0);
  EXPECT_EQ(parseDecimal("0." + std::string(400, '0') + "1e401"), 1.0);
  EXPECT_FALSE(parseDecimal("1e999").has_value());
  EXPECT_FALSE(parseDecimal(std::string(400, '9')).has_value());
  EXPECT_EQ(parseDecimal("+2.5e-3"), 0.0025);
}

}  // namespace
}  // namespace shixun::logic
