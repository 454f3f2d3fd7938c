#include "logic/scope.h"

#include <utility>

namespace shixun::logic {
namespace {

// The unit in which a reader expects a quantity of this dimension; empty when there is none.
std::string_view usualUnit(const Dimension& d) {
  static constexpr std::pair<Dimension, std::string_view> kUsual[] = {
      {dimension::kLength, "m"},      {dimension::kMass, "kg"},
      {dimension::kTime, "s"},        {dimension::kCurrent, "A"},
      {dimension::kTemperature, "K"}, {dimension::kAngle, "deg"},
      {dimension::kFrequency, "Hz"},  {dimension::kAngularVelocity, "rpm"},
      {dimension::kVoltage, "V"},     {dimension::kResistance, "Ohm"},
      {dimension::kCapacitance, "F"}, {dimension::kInductance, "H"},
      {dimension::kPower, "W"},       {dimension::kForce, "N"},
      {dimension::kTorque, "Nm"},     {dimension::kInertia, "kgm2"},
      {dimension::kSpeed, "m/s"},     {dimension::kLet, "A2s"}};
  for (const auto& [known, name] : kUsual) {
    if (known == d) return name;
  }
  return {};
}

std::string formatQuantity(const Dimension& d, double value) {
  if (d.none()) return formatSignificant(value);
  const std::string_view name = usualUnit(d);
  const auto unit = findUnit(name);
  if (!unit) return formatSignificant(value) + " (SI)";
  return formatSignificant(value / unit->factor) + " " + std::string(name);
}

}  // namespace

std::string formatValue(const SignalType& type, double value) {
  if (value != value) return "undefined";
  if (type.kind == SignalType::Kind::kBool) return value != 0 ? "true" : "false";
  if (type.kind == SignalType::Kind::kNumber) return formatQuantity(type.dimension, value);
  for (size_t i = 0; i < type.labels.size(); ++i) {
    if (value == static_cast<double>(i)) return type.labels[i];
  }
  return "undefined";
}

std::string formatCall(const Call& call) {
  std::string out = call.name + "(";
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument& argument = call.arguments[i];
    if (i > 0) out += ", ";
    if (!argument.key.empty()) out += argument.key + "=";
    if (!argument.quantity) {
      out += argument.name;
      continue;
    }
    const std::string_view unit = usualUnit(argument.quantity->dimension);
    const auto found = findUnit(unit);
    // Every digit, unlike formatValue: two calls with different arguments must differ.
    out += formatNumber(argument.quantity->value / (found ? found->factor : 1));
    if (found) out += " " + std::string(unit);
  }
  return out + ")";
}

std::optional<Signal> Scope::findCall(const Call&, Diagnostics&) {
  return std::nullopt;
}
std::optional<std::vector<std::string>> Scope::findSet(std::string_view) {
  return std::nullopt;
}
std::vector<std::string> Scope::names(NameKind) const {
  return {};
}

}  // namespace shixun::logic
