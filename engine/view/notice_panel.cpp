#include <algorithm>
#include <cstdio>

#include "text/utf8.h"
#include "view/panels.h"

namespace shixun::view {

using plant::EventKind;
using scenario::EntityKind;

double noticeSeconds(const std::string& text) {
  // About 15 characters a second are read at ease; ideographs carry more each, but also take more
  // bytes, which evens it out.
  return std::clamp(2.0 + static_cast<double>(text.size()) / 15, 3.0, 12.0);
}

void showNotices(const PanelContext& context, const std::vector<Notice>& notices) {
  constexpr size_t kAtMost = 3;
  const size_t first = notices.size() > kAtMost ? notices.size() - kAtMost : 0;
  if (notices.empty()) return;
  PanelDef def;
  def.id = "notices";
  def.anchor = Vec2(0.5, 1);
  def.pivot = Vec2(0.5, 1);
  def.offset = Vec2(0, -20);
  // In the middle between the corners, where hands and instruments are told.
  constexpr double kCorner = 346;
  def.width = std::min(560.0, context.width / context.scale() - (context.keys ? 2 * kCorner : 20));
  def.passive = true;
  const double left = noticeSeconds(notices.back().text) - notices.back().shownFor;
  def.opacity = 0.86 * std::clamp(left / 0.5, 0.25, 1.0);
  const Panel panel(context, def);
  for (size_t i = first; i < notices.size(); ++i) {
    write(notices[i].text, Font::kBody, notices[i].tone);
  }
}

void showBanner(const PanelContext& context, const std::string& text, Tone tone) {
  PanelDef def;
  def.id = "banner";
  def.anchor = def.pivot = Vec2(1, 0);
  def.offset = Vec2(-16, 62);
  def.width = 560;
  def.passive = true;
  def.opacity = 0.95;
  const Panel panel(context, def);
  write(text, Font::kBody, tone);
}

Notice noticeOf(const PanelContext& context, const plant::Event& event) {
  Notice notice;
  switch (event.kind) {
    case EventKind::kRefused:
      notice.text = context.tr(event.text);
      notice.tone = Tone::kWarn;
      break;
    case EventKind::kBlocked:
      notice.text =
          event.with ? context.tr("ui.notice.locked", {{"what", context.title(event.what)},
                                                       {"by", context.title(event.with)}})
                     : context.tr("ui.notice.interlocked", {{"what", context.title(event.what)}});
      notice.tone = Tone::kWarn;
      break;
    case EventKind::kShock: {
      char current[32];
      std::snprintf(current, sizeof current, "%.0f mA", event.value * 1e3);
      notice.text = context.tr(
          "ui.notice.shock", {{"current", current}, {"effect", context.tr("effect." + event.to)}});
      notice.tone = Tone::kBad;
      break;
    }
    case EventKind::kFlash:
      notice.text = context.tr("ui.notice.flash");
      notice.tone = Tone::kBad;
      break;
    case EventKind::kSaid:
      break;  // the answer stands in the dialogue
    case EventKind::kWorn:
      notice.text = context.tr("ui.notice.worn", {{"what", context.title(event.what)}});
      break;
    case EventKind::kUnworn:
      notice.text = context.tr("ui.notice.unworn", {{"what", context.title(event.what)}});
      break;
    case EventKind::kExamined:
      notice.text = context.tr("ui.notice.examined", {{"what", context.title(event.what)}});
      notice.tone = Tone::kGood;
      break;
    case EventKind::kTouched:
      notice.text = context.tr("ui.notice.touched", {{"what", nameOf(*context.model, event.at)}});
      break;
    case EventKind::kFilled:
      notice.text = context.tr("ui.notice.filled", {{"what", context.title(event.what)}});
      break;
    default:
      break;
  }
  return notice;
}

}  // namespace shixun::view
