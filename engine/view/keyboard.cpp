#include "view/keyboard.h"

#include <imgui.h>

#include <vector>

namespace shixun::view {

namespace {

enum class KeyKind : uint8_t { kText, kShift, kBackspace, kEnter, kSpace };

struct KeyFace {
  KeyKind kind = KeyKind::kText;
  const char* plain = "";
  const char* shifted = "";
  double width = 1;  // of a letter's key
};

using KeyRow = std::vector<KeyFace>;

const std::vector<KeyRow>& keyRows() {
  const auto letter = [](const char* plain, const char* shifted) {
    return KeyFace{KeyKind::kText, plain, shifted, 1};
  };
  static const std::vector<KeyRow> kRows = {
      {letter("1", "1"),
       letter("2", "2"),
       letter("3", "3"),
       letter("4", "4"),
       letter("5", "5"),
       letter("6", "6"),
       letter("7", "7"),
       letter("8", "8"),
       letter("9", "9"),
       letter("0", "0"),
       {KeyKind::kBackspace, "", "", 1.6}},
      {letter("q", "Q"), letter("w", "W"), letter("e", "E"), letter("r", "R"), letter("t", "T"),
       letter("y", "Y"), letter("u", "U"), letter("i", "I"), letter("o", "O"), letter("p", "P"),
       letter("-", "_")},
      {letter("a", "A"),
       letter("s", "S"),
       letter("d", "D"),
       letter("f", "F"),
       letter("g", "G"),
       letter("h", "H"),
       letter("j", "J"),
       letter("k", "K"),
       letter("l", "L"),
       {KeyKind::kEnter, "", "", 2}},
      {{KeyKind::kShift, "", "", 1.4},
       letter("z", "Z"),
       letter("x", "X"),
       letter("c", "C"),
       letter("v", "V"),
       letter("b", "B"),
       letter("n", "N"),
       letter("m", "M"),
       letter(",", ";"),
       letter(".", ":"),
       letter("/", "+")},
      {{KeyKind::kSpace, "", "", 6}},
  };
  return kRows;
}

constexpr double kMostWide = 11.8;  // letters' keys in the widest row

const char* nameOf(KeyKind kind) {
  switch (kind) {
    case KeyKind::kShift:
      return "ui.keyboard.shift";
    case KeyKind::kBackspace:
      return "ui.keyboard.backspace";
    case KeyKind::kEnter:
      return "ui.keyboard.enter";
    case KeyKind::kSpace:
      return "ui.keyboard.space";
    case KeyKind::kText:
      break;
  }
  return "";
}

}  // namespace

Typed Keyboard::show(const PanelContext& context, std::optional<Vec2> pointer, bool down) {
  slabBehind(context);
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  Typed typed;
  const bool press = down && !down_ && pointer;
  down_ = down && pointer;
  constexpr double kEdge = 24, kGap = 5;
  const double unit = (context.width - 2 * kEdge) / kMostWide;
  const double high = (context.height - 2 * kEdge) / static_cast<double>(keyRows().size());
  double y = context.origin.y + kEdge;
  for (const KeyRow& row : keyRows()) {
    double wide = 0;
    for (const KeyFace& key : row) wide += key.width * unit;
    double x = context.origin.x + (context.width - wide) / 2;
    for (const KeyFace& key : row) {
      const Vec2 min(x + kGap / 2, y + kGap / 2);
      const Vec2 max(x + key.width * unit - kGap / 2, y + high - kGap / 2);
      const bool over = pointer && pointer->x >= min.x && pointer->y >= min.y &&
                        pointer->x <= max.x && pointer->y <= max.y;
      const bool lit = key.kind == KeyKind::kShift && shift_;
      ImVec4 face(1, 1, 1, 0.10F);
      if (over || lit) face = {0.13F, 0.43F, 0.82F, over && down ? 1.0F : 0.75F};
      const ImVec2 from(static_cast<float>(min.x), static_cast<float>(min.y));
      const ImVec2 to(static_cast<float>(max.x), static_cast<float>(max.y));
      list->AddRectFilled(from, to, ImGui::ColorConvertFloat4ToU32(face), 8);
      const std::string label = key.kind == KeyKind::kText ? (shift_ ? key.shifted : key.plain)
                                                           : context.tr(nameOf(key.kind));
      const ImVec2 size = ImGui::CalcTextSize(label.c_str());
      list->AddText({(from.x + to.x - size.x) / 2, (from.y + to.y - size.y) / 2},
                    ImGui::ColorConvertFloat4ToU32({0.93F, 0.95F, 0.97F, 1}), label.c_str());
      rememberButton("key " + label, (min + max) / 2.0);
      x += key.width * unit;
      if (!over || !press) continue;
      if (key.kind == KeyKind::kText) typed.text = label;
      if (key.kind == KeyKind::kSpace) typed.text = " ";
      typed.backspace = key.kind == KeyKind::kBackspace;
      typed.enter = key.kind == KeyKind::kEnter;
      shift_ = key.kind == KeyKind::kShift ? !shift_ : false;
    }
    y += high;
  }
  return typed;
}

}  // namespace shixun::view
