#include "core/quantity.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace shixun {
namespace {

using namespace dimension;

struct BaseUnit {
  std::string_view name;
  Dimension dimension;
  double factor;
  bool prefixes;
};

constexpr double kPi = 3.14159265358979323846;

constexpr BaseUnit kUnits[] = {
    {"m", kLength, 1, true},
    {"g", kMass, 1e-3, true},
    {"s", kTime, 1, true},
    {"A", kCurrent, 1, true},
    {"K", kTemperature, 1, false},
    {"V", kVoltage, 1, true},
    {"Ohm", kResistance, 1, true},
    {"F", kCapacitance, 1, true},
    {"H", kInductance, 1, true},
    {"W", kPower, 1, true},
    {"VA", kPower, 1, true},
    {"var", kPower, 1, true},
    {"Hz", kFrequency, 1, true},
    {"N", kForce, 1, true},
    {"Nm", kTorque, 1, true},
    {"kgm2", kInertia, 1, false},
    {"rad", kAngle, 1, false},
    {"deg", kAngle, kPi / 180, false},
    {"rad/s", kAngularVelocity, 1, false},
    {"rpm", kAngularVelocity, 2 * kPi / 60, false},
    {"m/s", kSpeed, 1, false},
    {"min", kTime, 60, false},
    {"h", kTime, 3600, false},
    {"A2s", kLet, 1, true},
    {"%", kNumber, 0.01, false},
};

struct Prefix {
  char letter;
  double factor;
};
constexpr Prefix kPrefixes[] = {{'p', 1e-12}, {'n', 1e-9}, {'u', 1e-6}, {'m', 1e-3},
                                {'c', 1e-2},  {'k', 1e3},  {'M', 1e6},  {'G', 1e9}};

}  // namespace

std::optional<Unit> findUnit(std::string_view name) {
  if (name == "degC") return Unit{kTemperature, 1, 273.15};
  for (const BaseUnit& unit : kUnits) {
    if (unit.name == name) return Unit{unit.dimension, unit.factor, 0};
  }
  if (name.size() < 2) return std::nullopt;
  for (const Prefix& prefix : kPrefixes) {
    if (name.front() != prefix.letter) continue;
    if (prefix.letter == 'c' && name != "cm") continue;  // centi belongs to the metre only
    for (const BaseUnit& unit : kUnits) {
      if (unit.prefixes && unit.name == name.substr(1)) {
        return Unit{unit.dimension, prefix.factor * unit.factor, 0};
      }
    }
  }
  return std::nullopt;
}

std::vector<std::string> unitsOf(const Dimension& dimension) {
  std::vector<std::string> names;
  if (dimension == kTemperature) names.emplace_back("degC");
  for (const BaseUnit& unit : kUnits) {
    if (unit.dimension != dimension) continue;
    names.emplace_back(unit.name);
    for (const Prefix& prefix : kPrefixes) {
      std::string prefixed = prefix.letter + std::string(unit.name);
      if (unit.prefixes && findUnit(prefixed)) names.push_back(std::move(prefixed));
    }
  }
  return names;
}

std::optional<double> parseNumber(std::string_view text) {
  double value = 0;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<Quantity> parseQuantity(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  if (unit.empty()) return Quantity{value, kNumber};
  const auto found = findUnit(unit);
  if (!found) return std::nullopt;
  const double si = value * found->factor + found->offset;
  if (!std::isfinite(si)) return std::nullopt;
  return Quantity{si, found->dimension};
}

std::string describe(const Dimension& d) {
  static constexpr std::pair<Dimension, std::string_view> kNames[] = {
      {kNumber, "a plain number"},
      {kLength, "a length (m)"},
      {kMass, "a mass (kg)"},
      {kTime, "a time (s)"},
      {kCurrent, "a current (A)"},
      {kTemperature, "a temperature (K)"},
      {kAngle, "an angle (deg)"},
      {kFrequency, "a frequency (Hz)"},
      {kAngularVelocity, "a speed of rotation (rpm)"},
      {kVoltage, "a voltage (V)"},
      {kResistance, "a resistance (Ohm)"},
      {kCapacitance, "a capacitance (F)"},
      {kInductance, "an inductance (H)"},
      {kPower, "a power (W)"},
      {kForce, "a force (N)"},
      {kTorque, "a torque (Nm)"},
      {kInertia, "a moment of inertia (kgm2)"},
      {kSpeed, "a speed (m/s)"},
      {kLet, "a let-through (A2s)"}};
  for (const auto& [known, name] : kNames) {
    if (known == d) return std::string(name);
  }
  static constexpr std::string_view kBase[] = {"m", "kg", "s", "A", "K", "rad"};
  std::string out;
  for (size_t i = 0; i < 6; ++i) {
    if (d.exponents[i] == 0) continue;
    if (!out.empty()) out += ' ';
    out += kBase[i];
    if (d.exponents[i] != 1) out += "^" + std::to_string(d.exponents[i]);
  }
  return out;
}

std::string formatNumber(double value) {
  char buffer[40];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return error == std::errc() ? std::string(buffer, end) : std::string("nan");
}

std::string formatSignificant(double value) {
  char buffer[40];
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6);
  return error == std::errc() ? std::string(buffer, end) : std::string("nan");
}

}  // namespace shixun
