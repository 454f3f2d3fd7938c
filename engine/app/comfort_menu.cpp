#include "app/comfort_menu.h"

#include <algorithm>
#include <cmath>

#include "core/quantity.h"

namespace shixun::app {

namespace {

// The panel's order: what belongs together stands together. Keys of comfort_settings.h.
struct ComfortSection {
  const char* title;
  std::vector<std::string_view> keys;
};
const std::vector<ComfortSection>& sections() {
  static const std::vector<ComfortSection> kSections = {
      {"moving",
       {"turning", "snap_angle", "smooth_speed", "moving", "heading", "walk_speed",
        "teleport_facing"}},
      {"view", {"vignette"}},
      {"body", {"seated", "eye_height", "height_offset"}},
      {"hands", {"left_handed", "one_handed", "sticky_hold"}},
      {"reading", {"text_size", "captions"}},
  };
  return kSections;
}

template <typename Table>
auto findSetting(const Table& table, std::string_view key) {
  return std::find_if(table.begin(), table.end(), [&](const auto& s) { return s.key == key; });
}

std::string valueText(const view::PanelContext& c, const ComfortSettings& settings,
                      std::string_view key) {
  const std::string base = "ui.comfort." + std::string(key) + ".";
  const auto numbers = comfortNumbers();
  const auto switches = comfortSwitches();
  const auto choices = comfortChoices();
  if (const auto n = findSetting(numbers, key); n != numbers.end()) {
    // A share reads better as a percentage.
    const bool share = n->unit.empty() && n->most <= 1;
    const double value = settings.*n->value * (share ? 100 : 1);
    return c.tr(base + "value", {{"value", formatNumber(std::round(value * 100) / 100)}});
  }
  if (const auto s = findSetting(switches, key); s != switches.end()) {
    return c.tr(settings.*s->value ? "ui.comfort.yes" : "ui.comfort.no");
  }
  const auto choice = findSetting(choices, key);
  return choice == choices.end() ? std::string()
                                 : c.tr(base + choice->labels[choice->get(settings)]);
}

}  // namespace

ComfortMenu::ComfortMenu(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  Diagnostics diagnostics;
  settings_ = readComfort(disk(), path_, diagnostics);
  if (!diagnostics.list().empty()) trouble_ = diagnostics.text();
}

void ComfortMenu::change(size_t row, int by) {
  size_t at = 0;
  std::string_view key;
  for (const ComfortSection& section : sections()) {
    if (row == at) return;  // a heading
    if (row <= at + section.keys.size()) {
      key = section.keys[row - at - 1];
      break;
    }
    at += section.keys.size() + 1;
  }
  const auto numbers = comfortNumbers();
  const auto switches = comfortSwitches();
  const auto choices = comfortChoices();
  if (const auto n = findSetting(numbers, key); n != numbers.end()) {
    settings_.*n->value = std::round((settings_.*n->value + by * n->step) / n->step) * n->step;
  } else if (const auto s = findSetting(switches, key); s != switches.end()) {
    settings_.*s->value = !(settings_.*s->value);
  } else if (const auto c = findSetting(choices, key); c != choices.end()) {
    const size_t count = c->labels.size();
    c->set(settings_, (c->get(settings_) + count + static_cast<size_t>(by + 1) - 1) % count);
  }
  settings_ = withinLimits(settings_);
}

void ComfortMenu::keep(const view::PanelContext& context) {
  trouble_.clear();
  if (path_.empty()) return;
  const Status written = writeComfort(disk(), path_, settings_);
  if (!written.ok()) {
    trouble_ = context.tr("ui.comfort.unwritten", {{"why", written.message()}});
  }
}

ComfortMenu::Wish ComfortMenu::show(const view::PanelContext& context) {
  view::SettingsView panel;
  panel.title = context.tr("ui.comfort.title");
  panel.about = trouble_.empty() ? context.tr("ui.comfort.about") : trouble_;
  for (const ComfortSection& section : sections()) {
    panel.rows.push_back(
        {context.tr(std::string("ui.comfort.sections.") + section.title), {}, true});
    for (const std::string_view key : section.keys) {
      panel.rows.push_back({context.tr("ui.comfort." + std::string(key) + ".name"),
                            valueText(context, settings_, key), false});
    }
  }
  panel.buttons = {context.tr("ui.comfort.recentre"), context.tr("ui.comfort.measure"),
                   context.tr("ui.comfort.defaults"), context.tr("ui.close")};
  const view::SettingsAnswer answer = view::showSettings(context, panel);
  if (answer.row >= 0) change(static_cast<size_t>(answer.row), answer.by);
  if (answer.button == 2) settings_ = ComfortSettings();
  if (answer.row >= 0 || answer.button == 2) keep(context);
  if (answer.button == 0) return Wish::kRecentre;
  if (answer.button == 1) return Wish::kMeasure;
  return answer.button == 3 ? Wish::kClose : Wish::kNothing;
}

}  // namespace shixun::app
