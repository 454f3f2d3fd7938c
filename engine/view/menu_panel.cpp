#include "view/panels.h"

namespace shixun::view {

MenuAction showMenu(const PanelContext& context, const MenuView& view) {
  dimBehind(context);
  PanelDef def;
  def.id = "menu";
  def.width = 380;
  def.opacity = 0.95;
  const Panel panel(context, def);
  MenuAction action = MenuAction::kNone;
  write(context.tr("ui.menu.title"), Font::kTitle);
  const char* aside = context.keys ? "ui.menu.focus_lost" : "ui.menu.taken_off";
  write(context.tr(view.putAside ? aside : "ui.menu.paused"), Font::kBody, Tone::kDim);
  gap(6);
  const auto entry = [&](const char* key, ButtonLook look, MenuAction when) {
    if (button(context.tr(key), roomRight(), look)) action = when;
  };
  entry("ui.menu.resume", ButtonLook::kPrimary, MenuAction::kResume);
  entry("ui.menu.help", ButtonLook::kPlain, MenuAction::kHelp);
  if (view.comfort) entry("ui.menu.comfort", ButtonLook::kPlain, MenuAction::kComfort);
  entry("ui.menu.finish", ButtonLook::kPlain, MenuAction::kFinish);
  entry("ui.menu.restart", ButtonLook::kPlain, MenuAction::kRestart);
  entry("ui.menu.quit", ButtonLook::kPlain, MenuAction::kQuit);
  return action;
}

}  // namespace shixun::view
