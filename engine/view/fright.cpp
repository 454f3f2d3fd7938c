#include "view/fright.h"

#include <imgui.h>

#include <algorithm>

#include "math/libm.h"

namespace shixun::view {

namespace {

constexpr double kLargest = 0.055;  // rad, of the head
constexpr double kLasts = 0.45;     // of the effect's own length

// One swing there and back, dying out. left: 1 at the moment itself .. 0.
double swing(double left) {
  const double t = (1 - std::clamp(left, 0.0, 1.0)) / kLasts;
  if (left <= 0 || t >= 1) return 0;
  return sine(2 * kPi * t) * (1 - t) * (1 - t);
}

}  // namespace

Pose joltOf(const session::Snapshot& snapshot) {
  const double shock = swing(snapshot.shock);
  const double flash = swing(snapshot.flash);
  if (shock == 0 && flash == 0) return {};
  const double back = kLargest * (shock + flash);
  const Quat turn = glm::angleAxis(back, Vec3(1, 0, 0)) *
                    glm::angleAxis(0.6 * kLargest * (shock - flash), Vec3(0, 0, 1));
  return {turn, Vec3(0, 0, 0.05 * (shock + flash))};
}

void showFright(const PanelContext& context, const session::Snapshot& snapshot) {
  const double amount = std::clamp(snapshot.shock, 0.0, 1.0);
  if (amount <= 0) return;
  const auto w = static_cast<float>(context.width);
  const auto h = static_cast<float>(context.height);
  const float rim = h * 0.30F;
  const ImU32 red =
      ImGui::ColorConvertFloat4ToU32({0.72F, 0.02F, 0.02F, static_cast<float>(0.85 * amount)});
  const ImU32 none = ImGui::ColorConvertFloat4ToU32({0.72F, 0.02F, 0.02F, 0});
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  list->AddRectFilledMultiColor({0, 0}, {w, rim}, red, red, none, none);
  list->AddRectFilledMultiColor({0, h - rim}, {w, h}, none, none, red, red);
  list->AddRectFilledMultiColor({0, 0}, {rim, h}, red, none, none, red);
  list->AddRectFilledMultiColor({w - rim, 0}, {w, h}, none, red, red, none);
}

}  // namespace shixun::view
