#include "view/panels.h"

namespace shixun::view {

void showHands(const PanelContext& context, const session::Snapshot& snapshot) {
  const scenario::ScenarioModel& model = *context.model;
  const auto held = [&](size_t hand) -> std::string {
    const int32_t item = snapshot.state.hands[hand].item;
    if (item < 0) return context.tr("ui.hands.empty");
    return context.titleOfInstance(model.items[static_cast<size_t>(item)].instance);
  };
  std::string worn;
  for (size_t i = 0; i < model.items.size(); ++i) {
    if (snapshot.state.itemPlaces[i] != scenario::kPlaceWorn) continue;
    if (!worn.empty()) worn += context.tr("ui.hands.and");
    worn += context.titleOfInstance(model.items[i].instance);
  }
  const bool any =
      !worn.empty() || snapshot.state.hands[0].item >= 0 || snapshot.state.hands[1].item >= 0;
  if (!any) return;
  PanelDef def;
  def.id = "hands";
  def.anchor = Vec2(0, 1);
  def.pivot = Vec2(0, 1);
  def.offset = Vec2(16, -16);
  def.opacity = 0.78;
  def.passive = true;
  def.padded = false;
  const Panel panel(context, def);
  const auto entry = [&](const char* key, const std::string& text, bool empty) {
    write(context.tr(key), Font::kBody, Tone::kDim, 130);
    beside(8);
    write(text, Font::kBody, empty ? Tone::kDim : Tone::kPlain, 300);
  };
  entry("ui.hands.left", held(0), snapshot.state.hands[0].item < 0);
  entry("ui.hands.right", held(1), snapshot.state.hands[1].item < 0);
  if (!worn.empty()) entry("ui.hands.worn", worn, false);
}

}  // namespace shixun::view
