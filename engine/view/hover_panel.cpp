#include "view/panels.h"

namespace shixun::view {

using scenario::EntityKind;

namespace {

// How the thing stands now: "off", "on"; empty when it has no state of its own.
std::string standing(const PanelContext& context, const session::Snapshot& snapshot,
                     EntityRef entity) {
  if (entity.kind != EntityKind::kControl) return {};
  const scenario::ControlModel& control = context.model->controls[entity.index];
  const scenario::PositionModel& now = control.positions[snapshot.state.controls[entity.index]];
  const auto own = now.title.find(context.language);
  if (own != now.title.end()) return own->second;
  const auto english = now.title.find("en");
  return english != now.title.end() ? english->second : now.label;
}

}  // namespace

void showHover(const PanelContext& context, const session::Snapshot& snapshot,
               const HoverView& view) {
  if (!view.entity) return;
  PanelDef def;
  // A name of its own for every thing: a box that is used again has the last text's size for one
  // picture, and cuts the new text off.
  const std::string id = "hover " + nameOf(*context.model, view.entity) + context.language;
  def.id = id.c_str();
  def.anchor = (view.mouse - context.origin) / Vec2(context.width, context.height);
  // On the side of the mouse where there is room.
  def.pivot = Vec2(def.anchor.x > 0.7 ? 1 : 0, def.anchor.y > 0.8 ? 1 : 0);
  def.offset = Vec2(def.pivot.x > 0 ? -14 : 20, def.pivot.y > 0 ? -10 : 18);
  def.opacity = 0.86;
  def.passive = true;
  def.padded = false;
  const Panel panel(context, def);
  const int32_t instance = instanceOf(*context.model, view.entity);
  std::string whole = instance >= 0 ? context.titleOfInstance(static_cast<uint32_t>(instance)) : "";
  const std::string own = context.title(view.entity);
  if (view.entity.kind == EntityKind::kInstance || own.empty()) {
    write(own.empty() ? whole : own, Font::kBody, Tone::kPlain, 420);
  } else {
    const std::string state = standing(context, snapshot, view.entity);
    write(state.empty() ? own : context.tr("ui.hover.state", {{"name", own}, {"state", state}}),
          Font::kBody, Tone::kPlain, 420);
    if (whole != own) write(whole, Font::kBody, Tone::kDim, 420);
  }
  // Of something that only stands there one wants the name alone.
  const bool usable = view.entity.kind != EntityKind::kInstance ||
                      context.model->instances[view.entity.index].item >= 0;
  if (usable && !view.reachable) {
    write(context.tr("ui.hover.far"), Font::kBody, Tone::kWarn, 420);
  }
}

}  // namespace shixun::view
