#include "view/panels.h"

namespace shixun::view {

MenuAction showMenu(const PanelContext& context, bool focusLost) {
  dimBehind(context);
  PanelDef def;
  def.id = "menu";
  def.width = 380;
  def.opacity = 0.95;
  const Panel panel(context, def);
  MenuAction action = MenuAction::kNone;
  write(context.tr("ui.menu.title"), Font::kTitle);
  write(context.tr(focusLost ? "ui.menu.focus_lost" : "ui.menu.paused"), Font::kBody, Tone::kDim);
  gap(6);
  const auto entry = [&](const char* key, ButtonLook look, MenuAction when) {
    if (button(context.tr(key), roomRight(), look)) action = when;
  };
  entry("ui.menu.resume", ButtonLook::kPrimary, MenuAction::kResume);
  entry("ui.menu.help", ButtonLook::kPlain, MenuAction::kHelp);
  entry("ui.menu.finish", ButtonLook::kPlain, MenuAction::kFinish);
  entry("ui.menu.restart", ButtonLook::kPlain, MenuAction::kRestart);
  entry("ui.menu.quit", ButtonLook::kPlain, MenuAction::kQuit);
  return action;
}

}  // namespace shixun::view
