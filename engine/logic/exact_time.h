// Exact time: decimal texts to whole nanoseconds, without passing through a double. At 0.1 s and
// 0.3 s the difference is 0.2 s, and a stamp of 1.7e9 s keeps its ninth digit.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace shixun::logic {

// "No upper limit" of a window, and the saturated value of times too long to count (292 years).
inline constexpr int64_t kNoLimit = std::numeric_limits<int64_t>::max();

// Time stamps lie strictly between -kMaxStamp and +kMaxStamp (146 years), so that the difference of
// any two is below kNoLimit.
inline constexpr int64_t kMaxStamp = int64_t{1} << 62;

enum class TimeFault {
  kNone,
  kNotDecimal,  // not a decimal number
  kTooFine,     // needs parts of a nanosecond
  kTooLarge,    // `ns` is saturated to +-kNoLimit
};

struct ExactTime {
  int64_t ns = 0;
  TimeFault fault = TimeFault::kNone;
};

// "-12.5", "1e-3", "+.5": seconds. More than 9 digits after the point (counted after applying the
// exponent) are kTooFine, even when they are zeros.
ExactTime parseSeconds(std::string_view text);

// A number in one of the units ns, us, ms, s, min, h, exact as above; kNotDecimal for other units.
// Only a value that is no whole number of nanoseconds is kTooFine.
ExactTime parseTime(std::string_view number, std::string_view unit);

// Seconds as a decimal without trailing zeros: 1500000000 -> "1.5".
std::string formatSeconds(int64_t ns);

// A finite decimal number with '.', optional sign and exponent; a value too small for a double is
// 0. nullopt when any character is left over ("nan", "inf", "0x1", "1e999" included).
std::optional<double> parseDecimal(std::string_view text);

// a + b, stopping at kNoLimit. b >= 0.
inline int64_t addSaturated(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? kNoLimit : sum;
}

}  // namespace shixun::logic
