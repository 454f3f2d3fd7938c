#include "view/panels.h"

namespace shixun::view {

SettingsAnswer showSettings(const PanelContext& context, const SettingsView& view) {
  dimBehind(context);
  PanelDef def;
  def.id = "settings";
  def.width = 900;
  def.height = 600;
  def.opacity = 0.96;
  const Panel panel(context, def);
  SettingsAnswer answer;
  write(view.title, Font::kTitle);
  write(view.about, Font::kBody, Tone::kDim);
  gap(4);
  constexpr double kFoot = 54, kNames = 380, kStep = 44;
  beginScroll("settings_rows", roomRight(), 600 - 2 * 15 - 80 - kFoot);
  for (size_t i = 0; i < view.rows.size(); ++i) {
    const SettingRow& row = view.rows[i];
    if (row.heading) {
      gap(4);
      write(row.name, Font::kBody, Tone::kAccent);
      continue;
    }
    levelWithButton();
    writePair(row.name, row.value, kNames);
    besideRight(2 * kStep + 10);
    const auto change = [&](const char* sign, int by) {
      // The sign is what is read; what comes after ## tells the rows' buttons apart.
      if (button(sign + std::string("##") + std::to_string(i), kStep)) {
        answer.row = static_cast<int>(i);
        answer.by = by;
      }
    };
    change("−", -1);
    beside();
    change("+", 1);
  }
  endScroll();
  gap(6);
  for (size_t i = 0; i < view.buttons.size(); ++i) {
    if (i > 0) beside();
    const bool last = i + 1 == view.buttons.size();
    if (button(view.buttons[i], 0, last ? ButtonLook::kPrimary : ButtonLook::kPlain)) {
      answer.button = static_cast<int>(i);
    }
  }
  return answer;
}

}  // namespace shixun::view
