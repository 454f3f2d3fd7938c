#include "view/panels.h"

namespace shixun::view {

void showClosing(const PanelContext& context, size_t picturesTaken, size_t pictures) {
  dimBehind(context);
  PanelDef def;
  def.id = "closing";
  def.width = 460;
  def.opacity = 0.95;
  const Panel panel(context, def);
  write(context.tr("ui.closing.title"), Font::kTitle);
  write(context.tr("ui.closing.about"), Font::kBody, Tone::kDim);
  gap(4);
  const double part =
      pictures > 0 ? static_cast<double>(picturesTaken) / static_cast<double>(pictures) : 1;
  bar(part, roomRight(), Tone::kAccent);
}

}  // namespace shixun::view
