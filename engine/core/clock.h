// The session's clock: whole ticks of 1/120 s since the session began. The display rate never
// changes it.
#pragma once

#include <cstdint>

namespace shixun {

using Tick = int64_t;

inline constexpr int64_t kTicksPerSecond = 120;
inline constexpr double kTickSeconds = 1.0 / 120.0;

constexpr double secondsFromTick(Tick tick) {
  return static_cast<double>(tick) / static_cast<double>(kTicksPerSecond);
}
// The first tick at or after `seconds` (seconds >= 0).
constexpr Tick tickFromSeconds(double seconds) {
  const double exact = seconds * static_cast<double>(kTicksPerSecond);
  const auto whole = static_cast<Tick>(exact);
  return static_cast<double>(whole) + 1e-9 < exact ? whole + 1 : whole;
}
// Exact: 1/120 s = 25/3 ms, rounded down to whole nanoseconds.
constexpr int64_t nanosecondsFromTick(Tick tick) { return tick * 1'000'000'000 / kTicksPerSecond; }

}  // namespace shixun
