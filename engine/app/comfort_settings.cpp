#include "app/comfort_settings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/quantity.h"
#include "text/document.h"

namespace shixun::app {
namespace {

template <auto Member>
size_t choiceOf(const ComfortSettings& settings) {
  return static_cast<size_t>(settings.*Member);
}
template <auto Member>
void choose(ComfortSettings& settings, size_t index) {
  using Value = std::remove_reference_t<decltype(settings.*Member)>;
  settings.*Member = static_cast<Value>(index);
}

constexpr int kComfortFormat = 1;
// Forty times what we write; a file in somebody's folder may be anything.
constexpr text::Limits kComfortLimits = {.bytes = 64U << 10, .depth = 8, .nodes = 1000};

std::string quotedValue(const text::Node& node) {
  // A hostile value is not repeated at length.
  constexpr size_t kShown = 40;
  if (!node.isScalar()) return std::string(text::describe(node.kind));
  return node.text.size() > kShown ? "a text of " + std::to_string(node.text.size()) + " bytes"
                                   : "'" + node.text + "'";
}

// "30 deg" in exactly the setting's unit; nullopt when it is anything else.
std::optional<double> numberIn(std::string_view text, std::string_view unit) {
  if (!unit.empty()) {
    if (!text.ends_with(unit)) return std::nullopt;
    text.remove_suffix(unit.size());
  }
  while (text.ends_with(' ')) text.remove_suffix(1);
  return parseNumber(text);
}

std::string withUnit(double value, std::string_view unit) {
  return formatNumber(value) + (unit.empty() ? "" : " ") + std::string(unit);
}

// What stands in the file is wrong; the message says what would be right.
struct ComfortReader {
  const text::Document& document;
  Diagnostics& diagnostics;
  ComfortSettings settings = {};

  void wrong(const text::Entry& entry, const std::string& expected) {
    diagnostics.error(document.at(entry), "bad-value",
                      "'" + entry.key + "' is " + quotedValue(entry.value) + ", not " + expected,
                      "the usual value is taken instead");
  }
  bool number(const text::Entry& entry) {
    for (const NumberSetting& n : comfortNumbers()) {
      if (n.key != entry.key) continue;
      const auto value =
          entry.value.isScalar() ? numberIn(entry.value.text, n.unit) : std::optional<double>();
      if (value && *value >= n.least && *value <= n.most) {
        settings.*n.value = *value;
      } else {
        wrong(entry, withUnit(n.least, n.unit) + " to " + withUnit(n.most, n.unit));
      }
      return true;
    }
    return false;
  }
  bool onOff(const text::Entry& entry) {
    for (const SwitchSetting& s : comfortSwitches()) {
      if (s.key != entry.key) continue;
      const bool yes = entry.value.isScalar() && entry.value.text == "true";
      const bool no = entry.value.isScalar() && entry.value.text == "false";
      if (yes || no) {
        settings.*s.value = yes;
      } else {
        wrong(entry, "true or false");
      }
      return true;
    }
    return false;
  }
  bool choice(const text::Entry& entry) {
    for (const ChoiceSetting& c : comfortChoices()) {
      if (c.key != entry.key) continue;
      const auto found = std::find(c.labels.begin(), c.labels.end(), entry.value.text);
      if (entry.value.isScalar() && found != c.labels.end()) {
        c.set(settings, static_cast<size_t>(found - c.labels.begin()));
      } else {
        wrong(entry, "one of " + listed(c.labels));
      }
      return true;
    }
    return false;
  }
};

std::vector<std::string> comfortKeys() {
  std::vector<std::string> keys = {"format"};
  for (const auto& n : comfortNumbers()) keys.emplace_back(n.key);
  for (const auto& s : comfortSwitches()) keys.emplace_back(s.key);
  for (const auto& c : comfortChoices()) keys.emplace_back(c.key);
  return keys;
}

}  // namespace

std::span<const NumberSetting> comfortNumbers() {
  using S = ComfortSettings;
  // Eye heights from a child's seat to a very tall person's; beyond 1 m the floor is far below.
  static constexpr std::array<NumberSetting, 7> kNumbers = {{
      {"snap_angle", &S::snapAngleDeg, 15, 90, 15, "deg"},
      {"smooth_speed", &S::smoothSpeedDegPerSecond, 20, 180, 20, "deg/s"},
      {"walk_speed", &S::walkSpeed, 0.4, 2.4, 0.2, "m/s"},
      {"vignette", &S::vignette, 0, 1, 0.1, ""},
      {"eye_height", &S::eyeHeight, 1.2, 2.0, 0.02, "m"},
      {"height_offset", &S::heightOffset, -0.3, 1.0, 0.05, "m"},
      {"text_size", &S::textSize, 1, 2, 0.25, ""},
  }};
  return kNumbers;
}

std::span<const SwitchSetting> comfortSwitches() {
  using S = ComfortSettings;
  static constexpr std::array<SwitchSetting, 6> kSwitches = {{
      {"teleport_facing", &S::teleportFacing},
      {"seated", &S::seated},
      {"left_handed", &S::leftHanded},
      {"one_handed", &S::oneHanded},
      {"sticky_hold", &S::stickyHold},
      {"captions", &S::captions},
  }};
  return kSwitches;
}

std::span<const ChoiceSetting> comfortChoices() {
  using S = ComfortSettings;
  static const std::array<ChoiceSetting, 3> kChoices = {{
      {"turning", {"snap", "smooth", "none"}, choiceOf<&S::turning>, choose<&S::turning>},
      {"moving", {"teleport", "walk", "both"}, choiceOf<&S::moving>, choose<&S::moving>},
      {"heading", {"head", "hand"}, choiceOf<&S::heading>, choose<&S::heading>},
  }};
  return kChoices;
}

ComfortSettings withinLimits(ComfortSettings settings) {
  const ComfortSettings usual;
  for (const NumberSetting& n : comfortNumbers()) {
    double& value = settings.*n.value;
    value = std::isnan(value) ? usual.*n.value : std::clamp(value, n.least, n.most);
  }
  for (const ChoiceSetting& c : comfortChoices()) {
    if (c.get(settings) >= c.labels.size()) c.set(settings, c.get(usual));
  }
  return settings;
}

ComfortSettings readComfort(const FileSystem& files, const std::string& path,
                            Diagnostics& diagnostics) {
  if (!files.isFile(path)) return {};
  const auto document = text::readDocument(files, path, diagnostics, kComfortLimits);
  if (!document) return {};
  const text::Node* format = document->root.find("format");
  if (format == nullptr || format->text != std::to_string(kComfortFormat)) {
    diagnostics.error(document->at(format != nullptr ? *format : document->root), "bad-format",
                      "this is no settings file of format " + std::to_string(kComfortFormat) +
                          "; all settings have their usual values");
    return {};
  }
  ComfortReader reader{*document, diagnostics};
  for (const text::Entry& entry : document->root.entries) {
    if (entry.key == "format" || reader.number(entry) || reader.onOff(entry) ||
        reader.choice(entry)) {
      continue;
    }
    const std::string near = entry.key.size() < 40 ? nearestName(entry.key, comfortKeys()) : "";
    diagnostics.warning(document->at(entry), "unknown-key", "there is no such setting",
                        near.empty() ? "" : "did you mean '" + near + "'?");
  }
  return reader.settings;
}

std::string comfortText(const ComfortSettings& settings) {
  std::string text =
      "# How this person turns, moves, stands and reads in the headset. Written by the program.\n"
      "format: " +
      std::to_string(kComfortFormat) + "\n";
  const auto line = [&](std::string_view key, const std::string& value) {
    text += std::string(key) + ": " + value + "\n";
  };
  for (const ChoiceSetting& c : comfortChoices()) line(c.key, c.labels[c.get(settings)]);
  for (const NumberSetting& n : comfortNumbers()) line(n.key, withUnit(settings.*n.value, n.unit));
  for (const SwitchSetting& s : comfortSwitches()) {
    line(s.key, settings.*s.value ? "true" : "false");
  }
  return text;
}

Status writeComfort(FileSystem& files, const std::string& path, const ComfortSettings& settings) {
  return files.replace(path, comfortText(withinLimits(settings))).within("settings");
}

}  // namespace shixun::app
