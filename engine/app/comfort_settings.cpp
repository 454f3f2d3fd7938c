#include "app/comfort_settings.h"

#include <algorithm>
#include <array>
#include <cmath>

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

}  // namespace shixun::app
