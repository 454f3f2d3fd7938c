#include "view/panels.h"

namespace shixun::view {

ToolsAnswer showTools(const PanelContext& context, bool hints) {
  PanelDef def;
  def.id = "tools";
  def.anchor = def.pivot = Vec2(0.5, 1);
  def.offset = Vec2(0, -14);
  def.opacity = 0.95;
  def.padded = false;
  const Panel panel(context, def);
  ToolsAnswer answer;
  const auto tool = [&](const char* key, bool& asked) {
    asked = button(context.tr(key));
    beside();
  };
  tool("ui.tools.task", answer.task);
  tool("ui.tools.form", answer.form);
  tool("ui.tools.talk", answer.talk);
  if (hints) tool("ui.tools.hint", answer.hint);
  answer.menu = button(context.tr("ui.tools.menu"));
  return answer;
}

}  // namespace shixun::view
