#include "view/panels.h"

namespace shixun::view {

namespace {

constexpr double kColumn = 240;

// The keys here; what the mouse does to which thing is interact's table (interact/pointer.h).
void helpOfKeys(const PanelContext& context) {
  write(context.tr("help.keys.title"), Font::kBody, Tone::kAccent);
  for (const char* row : {"walk", "look", "crouch", "closer", "probe", "talk", "form", "hint",
                          "task", "menu", "help"}) {
    const std::string key = std::string("help.keys.") + row;
    writePair(context.tr(key + ".key"), context.tr(key + ".does"), kColumn);
  }
  gap();
  write(context.tr("help.pointer.title"), Font::kBody, Tone::kAccent);
  for (const char* row : {"handle", "button", "item", "hung", "lock", "point", "home", "terminal",
                          "conductor", "inspect", "wear", "person", "floor"}) {
    const std::string key = std::string("help.pointer.") + row;
    writePair(context.tr(key + ".on"), context.tr(key + ".does"), kColumn);
  }
}

// What hands do: with controllers, and bare ones.
void helpOfHands(const PanelContext& context) {
  write(context.tr("help.hands.title"), Font::kBody, Tone::kAccent);
  for (const char* row : {"grip", "trigger", "point", "panel", "tablet", "teleport", "turn", "menu",
                          "bare", "slip"}) {
    const std::string key = std::string("help.hands.") + row;
    writePair(context.tr(key + ".on"), context.tr(key + ".does"), kColumn);
  }
}

}  // namespace

bool showHelp(const PanelContext& context) {
  dimBehind(context);
  PanelDef def;
  def.id = "help";
  def.width = 940;
  def.opacity = 0.96;
  const Panel panel(context, def);
  bool open = true;
  write(context.tr(context.keys ? "help.title" : "help.hands.heading"), Font::kTitle, Tone::kPlain,
        500);
  const std::string close = context.tr("ui.close");
  besideRight(buttonWidth(close));
  if (button(close)) open = false;
  beginScroll("help table", 904, 540);
  if (context.keys) {
    helpOfKeys(context);
  } else {
    helpOfHands(context);
  }
  gap();
  write(context.say("help"), Font::kBody, Tone::kDim);
  endScroll();
  return open;
}

}  // namespace shixun::view
