#include <cmath>
#include <cstdio>

#include "view/panels.h"

namespace shixun::view {

std::string clockText(double seconds) {
  const auto whole = static_cast<long>(std::floor(std::max(seconds, 0.0)));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%ld:%02ld", whole / 60, whole % 60);
  return buffer;
}

void showStatus(const PanelContext& context, const StatusView& view) {
  PanelDef def;
  def.id = "status";
  def.anchor = def.pivot = Vec2(1, 0);
  def.offset = Vec2(-16, 16);
  def.opacity = 0.72;
  def.passive = true;
  def.padded = false;
  const Panel panel(context, def);
  badge(context.tr("mode." + view.mode), Tone::kAccent);
  beside();
  if (view.limit > 0) {
    const double left = view.limit - view.time;
    write(context.tr("ui.status.left", {{"time", clockText(std::ceil(left))}}), Font::kBody,
          left < 300 ? Tone::kWarn : Tone::kPlain, 300);
  } else {
    write(clockText(view.time), Font::kBody, Tone::kPlain, 100);
  }
  if (!context.keys) return;
  beside(16);
  write(context.tr("ui.status.keys"), Font::kBody, Tone::kDim, 400);
}

}  // namespace shixun::view
