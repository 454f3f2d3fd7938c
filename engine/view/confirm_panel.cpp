#include "view/panels.h"

namespace shixun::view {

ConfirmAction showConfirm(const PanelContext& context, const ConfirmView& view) {
  dimBehind(context);
  PanelDef def;
  def.id = "confirm";
  def.width = 520;
  def.opacity = 0.96;
  const Panel panel(context, def);
  ConfirmAction action = ConfirmAction::kNone;
  write(context.tr(view.question), Font::kTitle);
  write(context.tr(view.details), Font::kBody, Tone::kDim);
  gap(8);
  const double width = (roomRight() - 10) / 2;
  if (button(context.tr(view.yes), width,
             view.danger ? ButtonLook::kDanger : ButtonLook::kPrimary)) {
    action = ConfirmAction::kYes;
  }
  beside();
  if (button(context.tr("ui.confirm.no"), width)) action = ConfirmAction::kNo;
  return action;
}

}  // namespace shixun::view
