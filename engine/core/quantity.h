// Quantities: a number with its physical dimension, as authored files and formulas write them
// ("4 mm", "230 V", "10 MOhm", "1460 rpm"). Values are held in SI.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shixun {

// No reading, no value: what an instrument shows that is off.
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Exponents of the SI base units m, kg, s, A, K, and of the angle rad (kept apart from plain
// numbers so that a torque is not an energy per nothing and "90 deg" is not "1.57").
struct Dimension {
  std::array<int8_t, 6> exponents = {};  // m, kg, s, A, K, rad
  bool operator==(const Dimension&) const = default;
  bool none() const { return *this == Dimension{}; }
};

namespace dimension {
inline constexpr Dimension kNumber{};
inline constexpr Dimension kLength{{1, 0, 0, 0, 0, 0}};
inline constexpr Dimension kMass{{0, 1, 0, 0, 0, 0}};
inline constexpr Dimension kTime{{0, 0, 1, 0, 0, 0}};
inline constexpr Dimension kCurrent{{0, 0, 0, 1, 0, 0}};
inline constexpr Dimension kTemperature{{0, 0, 0, 0, 1, 0}};
inline constexpr Dimension kAngle{{0, 0, 0, 0, 0, 1}};
inline constexpr Dimension kFrequency{{0, 0, -1, 0, 0, 0}};
inline constexpr Dimension kAngularVelocity{{0, 0, -1, 0, 0, 1}};
inline constexpr Dimension kVoltage{{2, 1, -3, -1, 0, 0}};
inline constexpr Dimension kResistance{{2, 1, -3, -2, 0, 0}};
inline constexpr Dimension kCapacitance{{-2, -1, 4, 2, 0, 0}};
inline constexpr Dimension kInductance{{2, 1, -2, -2, 0, 0}};
inline constexpr Dimension kPower{{2, 1, -3, 0, 0, 0}};
inline constexpr Dimension kForce{{1, 1, -2, 0, 0, 0}};
inline constexpr Dimension kTorque{{2, 1, -2, 0, 0, 0}};
inline constexpr Dimension kInertia{{2, 1, 0, 0, 0, 0}};
inline constexpr Dimension kSpeed{{1, 0, -1, 0, 0, 0}};
inline constexpr Dimension kLet{{0, 0, 1, 2, 0, 0}};  // A^2 s, let-through of fuses
}  // namespace dimension

struct Quantity {
  double value = 0;  // SI
  Dimension dimension;
};

struct Unit {
  Dimension dimension;
  double factor = 1;  // SI value of one unit
  double offset = 0;  // added after scaling (only degC)
};

// Looks a unit up: SI and trade units with their usual prefixes, e.g. "mOhm", "kV", "mm", "rpm",
// "deg", "degC", "min", "%" (a plain number, factor 0.01). Names are case sensitive as in SI.
std::optional<Unit> findUnit(std::string_view name);

// All units of a dimension by name, prefixed ones after their own: "V", "pV", …, "GV".
std::vector<std::string> unitsOf(const Dimension& dimension);

// "4 mm", "-10.5 kV", "1e3 Ohm", "42". Space between number and unit is optional. nullopt when the
// text is not of that form, the unit is unknown, or the value is not finite.
std::optional<Quantity> parseQuantity(std::string_view text);

// A human name: "voltage (V)", "a plain number"; for dimensions without a name, "m^2 kg s^-3".
std::string describe(const Dimension& dimension);

// An ASCII digit, whatever the locale.
constexpr bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
// A finite number with '.' whatever the locale; nullopt when any character is left over.
std::optional<double> parseNumber(std::string_view text);
// The shortest text that reads back as the same double.
std::string formatNumber(double value);
// Six significant digits: for people.
std::string formatSignificant(double value);

}  // namespace shixun
