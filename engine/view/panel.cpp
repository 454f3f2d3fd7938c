#include "view/panel.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cstring>
#include <vector>

#include "view/wrap.h"

namespace shixun::view {
namespace {

// Design pixels -> pixels of the panel being drawn.
double scaleNow = 1;
// Panels drawn since anybody asked; a handful, since a caller that never asks keeps the last ones.
std::vector<PanelBox> drawnBoxes;
std::vector<ButtonPlace> drawnButtons;
constexpr size_t kKeptBoxes = 16, kKeptButtons = 128;

float px(double design) {
  return static_cast<float>(design * scaleNow);
}
ImVec2 px(const Vec2& design) {
  return {px(design.x), px(design.y)};
}

ImVec4 colourOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return {0.93F, 0.95F, 0.97F, 1};
    case Tone::kDim:
      return {0.62F, 0.67F, 0.74F, 1};
    case Tone::kAccent:
      return {0.45F, 0.72F, 1.0F, 1};
    case Tone::kGood:
      return {0.42F, 0.84F, 0.58F, 1};
    case Tone::kWarn:
      return {1.0F, 0.77F, 0.34F, 1};
    case Tone::kBad:
      return {1.0F, 0.45F, 0.42F, 1};
  }
  return {1, 1, 1, 1};
}

ImFont* fontOf(Font font) {
  const ImVector<ImFont*>& fonts = ImGui::GetIO().Fonts->Fonts;
  return fonts[std::min(static_cast<int>(font), fonts.Size - 1)];
}

// The fonts were made for one window height; after a resize they are enlarged to fit.
void setFontScale(double wantedBody) {
  ImGui::GetIO().FontGlobalScale = static_cast<float>(wantedBody) / fontOf(Font::kBody)->FontSize;
}

double advance(const ImFont& font, char32_t c) {
  const auto wide = c <= 0xFFFF ? static_cast<ImWchar>(c) : static_cast<ImWchar>(0xFFFD);
  return static_cast<double>(font.GetCharAdvance(wide) * ImGui::GetIO().FontGlobalScale);
}

constexpr double kBodySize = 18, kTitleSize = 25, kLargeSize = 46;

}  // namespace

std::vector<double> panelFontSizes(double windowHeight) {
  const double s = std::clamp(windowHeight / 720, 0.6, 3.0);
  return {kBodySize * s, kTitleSize * s, kLargeSize * s};
}

Panel::Panel(const PanelContext& context, const PanelDef& def) {
  scaleNow = context.scale();
  setFontScale(kBodySize * scaleNow);
  const Vec2 anchor = context.origin + def.anchor * Vec2(context.width, context.height);
  const ImVec2 at(static_cast<float>(anchor.x) + px(def.offset.x),
                  static_cast<float>(anchor.y) + px(def.offset.y));
  ImGui::SetNextWindowPos(at, ImGuiCond_Always,
                          {static_cast<float>(def.pivot.x), static_cast<float>(def.pivot.y)});
  if (def.width > 0 || def.height > 0) {
    const ImVec2 size = px(Vec2(def.width, def.height));
    const float most = FLT_MAX;
    ImGui::SetNextWindowSizeConstraints(
        size, {def.width > 0 ? size.x : most, def.height > 0 ? size.y : most});
  }
  ImGui::SetNextWindowBgAlpha(context.keys ? static_cast<float>(def.opacity) : 1.0F);
  ImGuiWindowFlags flags =
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
  if (def.height <= 0) flags |= ImGuiWindowFlags_AlwaysAutoResize;
  if (def.passive) {
    flags |= ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoNav |
             ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBringToFrontOnFocus;
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, def.padded ? px(Vec2(18, 15)) : px(Vec2(12, 8)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(12));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, px(7));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, px(Vec2(14, 8)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, px(Vec2(10, 7)));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, px(12));
  ImGui::Begin(def.id, nullptr, flags);
  PanelBox box;
  box.id = def.id;
  if (drawnBoxes.size() >= kKeptBoxes) drawnBoxes.erase(drawnBoxes.begin());
  drawnBoxes.push_back(box);
}

Panel::~Panel() {
  PanelBox& box = drawnBoxes.back();
  const ImVec2 at = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  box.min = Vec2(at.x, at.y);
  box.max = Vec2(at.x + size.x, at.y + size.y);
  constexpr float kRounding = 2;  // pixels
  box.overflows = ImGui::GetScrollMaxX() > kRounding || ImGui::GetScrollMaxY() > kRounding;
  ImGui::End();
  ImGui::PopStyleVar(7);
}

std::vector<PanelBox> takePanelBoxes() {
  std::vector<PanelBox> taken;
  taken.swap(drawnBoxes);
  return taken;
}

std::vector<ButtonPlace> takeButtonPlaces() {
  std::vector<ButtonPlace> taken;
  taken.swap(drawnButtons);
  return taken;
}

void dimBehind(const PanelContext& context, double amount) {
  if (!context.keys) return;
  ImGui::GetBackgroundDrawList()->AddRectFilled(
      {static_cast<float>(context.origin.x), static_cast<float>(context.origin.y)},
      {static_cast<float>(context.origin.x + context.width),
       static_cast<float>(context.origin.y + context.height)},
      ImGui::ColorConvertFloat4ToU32({0.01F, 0.02F, 0.03F, static_cast<float>(amount)}));
}

void showPointer(const Vec2& pixel, bool pressed) {
  const ImVec2 at(static_cast<float>(pixel.x), static_cast<float>(pixel.y));
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const float radius = pressed ? 7 : 9;
  list->AddCircleFilled(at, radius + 2, ImGui::ColorConvertFloat4ToU32({0.02F, 0.04F, 0.08F, 1}));
  list->AddCircleFilled(at, radius, ImGui::ColorConvertFloat4ToU32({0.45F, 0.72F, 1.0F, 1}));
}

void slabBehind(const PanelContext& context) {
  const ImVec2 min(static_cast<float>(context.origin.x), static_cast<float>(context.origin.y));
  const ImVec2 max(min.x + static_cast<float>(context.width),
                   min.y + static_cast<float>(context.height));
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  constexpr float kRound = 36, kRim = 5;
  list->AddRectFilled(min, max, ImGui::ColorConvertFloat4ToU32({0.16F, 0.18F, 0.21F, 1}), kRound);
  list->AddRectFilled({min.x + kRim, min.y + kRim}, {max.x - kRim, max.y - kRim},
                      ImGui::ColorConvertFloat4ToU32({0.035F, 0.05F, 0.07F, 1}), kRound - kRim);
}

void write(std::string_view text, Font font, Tone tone, double width) {
  ImFont* f = fontOf(font);
  const double room =
      width > 0 ? width * scaleNow : static_cast<double>(ImGui::GetContentRegionAvail().x);
  ImGui::PushFont(f);
  ImGui::PushStyleColor(ImGuiCol_Text, colourOf(tone));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, px(Vec2(10, 3)));
  ImGui::BeginGroup();
  const auto lines =
      wrapText(text, std::max(room, 40.0), [f](char32_t c) { return advance(*f, c); });
  for (const std::string& line : lines) {
    ImGui::TextUnformatted(line.data(), line.data() + line.size());
  }
  ImGui::EndGroup();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void writePair(std::string_view name, std::string_view value, double column, Tone tone) {
  const float left = ImGui::GetCursorPosX();
  write(name, Font::kBody, Tone::kDim, column - 12);
  ImGui::SameLine(left + px(column));
  write(value, Font::kBody, tone);
}

void levelWithButton() {
  ImGui::AlignTextToFramePadding();
}

void gap(double height) {
  ImGui::Dummy({1, px(height)});
}

void rule() {
  gap(2);
  ImGui::Separator();
  gap(2);
}

void beside(double spacing) {
  ImGui::SameLine(0, px(spacing));
}

void besideRight(double width) {
  ImGui::SameLine();
  const float room = ImGui::GetContentRegionAvail().x - px(width);
  if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
}

namespace {

// `name` is what it is remembered by.
bool drawnButton(const std::string& label, const std::string& name, double width, ButtonLook look) {
  ImVec4 base(1, 1, 1, 0.10F);
  if (look == ButtonLook::kPrimary) base = {0.13F, 0.43F, 0.82F, 1};
  if (look == ButtonLook::kChosen) base = {0.13F, 0.43F, 0.82F, 0.62F};
  if (look == ButtonLook::kDanger) base = {0.62F, 0.16F, 0.15F, 1};
  const auto lift = [&base](float by) {
    return ImVec4(base.x + by, base.y + by, base.z + by, std::min(base.w + by, 1.0F));
  };
  ImGui::PushStyleColor(ImGuiCol_Button, base);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, lift(0.10F));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, lift(0.18F));
  const bool pressed = ImGui::Button(label.c_str(), {px(width), 0});
  ImGui::PopStyleColor(3);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  // A panel's first picture is not shown; its layout is not known yet.
  if (ImGui::IsWindowAppearing()) return pressed;
  rememberButton(name, Vec2((min.x + max.x) / 2, (min.y + max.y) / 2));
  return pressed;
}

}  // namespace

bool button(const std::string& label, double width, ButtonLook look) {
  return drawnButton(label, label, width, look);
}

bool tabButton(const std::string& id, const std::string& text, bool chosen, bool first) {
  if (!first) {
    ImGui::SameLine(0, px(8));
    if (ImGui::GetContentRegionAvail().x < px(buttonWidth(text))) ImGui::NewLine();
  }
  return drawnButton(text + id, id, 0, chosen ? ButtonLook::kChosen : ButtonLook::kPlain);
}

void rememberButton(const std::string& label, const Vec2& middle) {
  if (drawnButtons.size() >= kKeptButtons) drawnButtons.erase(drawnButtons.begin());
  drawnButtons.push_back({label, middle});
}

double buttonWidth(const std::string& label) {
  return textWidth(label, Font::kBody) + 28;
}

bool sentenceButton(const char* id, const std::string& text, bool chosen) {
  const ImFont& font = *fontOf(Font::kBody);
  const float width = ImGui::GetContentRegionAvail().x;
  const auto lines = wrapText(text, static_cast<double>(width - px(24)),
                              [&font](char32_t c) { return advance(font, c); });
  const float lineHeight = ImGui::GetTextLineHeight() + px(2);
  const float height = lineHeight * static_cast<float>(lines.size()) + px(12);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton(id, {std::max(width, 1.0F), height});
  if (!ImGui::IsWindowAppearing()) rememberButton(id, Vec2(at.x + width / 2, at.y + height / 2));
  ImVec4 base(1, 1, 1, 0.07F);
  if (chosen) base = {0.13F, 0.43F, 0.82F, 0.62F};
  if (ImGui::IsItemHovered()) base.w += 0.10F;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(at, {at.x + width, at.y + height}, ImGui::ColorConvertFloat4ToU32(base),
                      px(7));
  const ImU32 ink = ImGui::ColorConvertFloat4ToU32(colourOf(Tone::kPlain));
  for (size_t i = 0; i < lines.size(); ++i) {
    list->AddText({at.x + px(12), at.y + px(6) + lineHeight * static_cast<float>(i)}, ink,
                  lines[i].c_str());
  }
  return pressed;
}

bool textField(const char* id, std::string& value, const std::string& hint, double width) {
  char buffer[256];
  const size_t length = std::min(value.size(), sizeof buffer - 1);
  std::memcpy(buffer, value.data(), length);
  buffer[length] = 0;
  ImGui::SetNextItemWidth(px(width));
  const bool entered = ImGui::InputTextWithHint(id, hint.c_str(), buffer, sizeof buffer,
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  value = buffer;
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  if (!ImGui::IsWindowAppearing()) {
    rememberButton(id, Vec2((min.x + max.x) / 2, (min.y + max.y) / 2));
  }
  return entered;
}

void bar(double fraction, double width, Tone tone) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float high = px(8);
  const float drop = (ImGui::GetTextLineHeight() - high) / 2;
  const float full = px(width);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto box = [&](float length, const ImVec4& colour) {
    list->AddRectFilled({at.x, at.y + drop}, {at.x + length, at.y + drop + high},
                        ImGui::ColorConvertFloat4ToU32(colour), high / 2);
  };
  box(full, {1, 1, 1, 0.12F});
  const float part = full * static_cast<float>(std::clamp(fraction, 0.0, 1.0));
  if (part > high) box(part, colourOf(tone));
  ImGui::Dummy({full, ImGui::GetTextLineHeight()});
}

bool timeLine(const char* id, double& time, double length, const std::vector<TimeMark>& marks,
              double width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float full = px(width), tall = ImGui::GetFrameHeight(), thick = px(8);
  ImGui::InvisibleButton(id, {std::max(full, 1.0F), tall});
  const bool held = ImGui::IsItemActive();
  if (held && full > 0) {
    const float part = std::clamp((ImGui::GetIO().MousePos.x - at.x) / full, 0.0F, 1.0F);
    time = static_cast<double>(part) * length;
  }
  rememberButton(id, Vec2(at.x + full / 2, at.y + tall / 2));
  const auto x = [&](double moment) {
    return at.x + full * static_cast<float>(length > 0 ? std::clamp(moment / length, 0.0, 1.0) : 0);
  };
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float top = at.y + (tall - thick) / 2;
  list->AddRectFilled({at.x, top}, {at.x + full, top + thick},
                      ImGui::ColorConvertFloat4ToU32({1, 1, 1, 0.14F}), thick / 2);
  list->AddRectFilled({at.x, top}, {x(time), top + thick},
                      ImGui::ColorConvertFloat4ToU32({0.13F, 0.43F, 0.82F, 1}), thick / 2);
  for (const TimeMark& mark : marks) {
    list->AddRectFilled({x(mark.time) - px(1.5), top - px(5)},
                        {x(mark.time) + px(1.5), top + thick + px(5)},
                        ImGui::ColorConvertFloat4ToU32(colourOf(mark.tone)), px(1));
  }
  list->AddCircleFilled({x(time), top + thick / 2}, px(held || ImGui::IsItemHovered() ? 10 : 8),
                        ImGui::ColorConvertFloat4ToU32({0.93F, 0.95F, 0.97F, 1}));
  return held;
}

void dot(Tone tone) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float tall = ImGui::GetTextLineHeight() + px(14);
  ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(6), at.y + tall / 2}, px(5),
                                              ImGui::ColorConvertFloat4ToU32(colourOf(tone)));
  ImGui::Dummy({px(12), tall});
}

void badge(const std::string& text, Tone tone) {
  ImVec4 colour = colourOf(tone);
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 end(at.x + size.x + px(16), at.y + size.y + px(2));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 ink = ImGui::ColorConvertFloat4ToU32(colour);
  colour.w = 0.20F;
  list->AddRectFilled(at, end, ImGui::ColorConvertFloat4ToU32(colour), px(6));
  list->AddText({at.x + px(8), at.y + px(1)}, ink, text.c_str());
  ImGui::Dummy({end.x - at.x, end.y - at.y});
}

void beginScroll(const char* id, double width, double height) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ImVec4(0, 0, 0, 0));
  ImGui::BeginChild(id, px(Vec2(width, height)));
  ImGui::PopStyleColor();
}

void endScroll() {
  ImGui::EndChild();
}

void scrollHere() {
  ImGui::SetScrollHereY();
}

double roomRight() {
  return static_cast<double>(ImGui::GetContentRegionAvail().x) / scaleNow;
}

double roomBelow() {
  return static_cast<double>(ImGui::GetContentRegionAvail().y) / scaleNow;
}

double textWidth(std::string_view text, Font font) {
  const ImFont* f = fontOf(font);
  const float size = f->FontSize * ImGui::GetIO().FontGlobalScale;
  const ImVec2 extent = f->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size());
  return static_cast<double>(extent.x) / scaleNow;
}

}  // namespace shixun::view
