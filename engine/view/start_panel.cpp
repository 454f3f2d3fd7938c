#include "view/panels.h"

namespace shixun::view {

StartAction showStart(const PanelContext& context, StartChoice& choice) {
  dimBehind(context, 0.35);
  PanelDef def;
  def.id = "start";
  def.width = 720;
  def.opacity = 0.94;
  const Panel panel(context, def);
  StartAction action = StartAction::kNone;
  write(context.tr("ui.start.brand"), Font::kBody, Tone::kAccent);
  const auto& titles = context.model->title;
  const auto title = titles.find(context.language);
  write(title != titles.end() ? title->second : context.model->id, Font::kTitle);
  gap(2);
  write(context.say("objective"), Font::kBody, Tone::kDim);
  gap(10);
  const double column = 130;
  write(context.tr("ui.start.name"), Font::kBody, Tone::kDim, column);
  gap(-6);
  if (textField("##name", choice.name, context.tr("ui.start.name_hint"), 340)) {
    action = StartAction::kBegin;
  }
  gap(4);
  write(context.tr("ui.start.language"), Font::kBody, Tone::kDim, column);
  gap(-6);
  bool first = true;
  for (const std::string& language : context.model->languages) {
    if (!first) beside();
    first = false;
    const bool chosen = language == choice.language;
    const std::string name = context.catalogue->tr(language, "language.name");
    if (button(name, 140, chosen ? ButtonLook::kChosen : ButtonLook::kPlain)) {
      choice.language = language;
    }
  }
  gap(4);
  write(context.tr("ui.start.mode"), Font::kBody, Tone::kDim, column);
  gap(-6);
  first = true;
  for (const std::string& mode : context.model->modes) {
    if (!first) beside();
    first = false;
    const bool chosen = mode == choice.mode;
    if (button(context.tr("mode." + mode), 140,
               chosen ? ButtonLook::kChosen : ButtonLook::kPlain)) {
      choice.mode = mode;
    }
  }
  write(context.tr("ui.start.about_" + choice.mode), Font::kBody, Tone::kDim);
  gap(12);
  if (button(context.tr("ui.start.begin"), 220, ButtonLook::kPrimary)) {
    action = StartAction::kBegin;
  }
  beside();
  if (button(context.tr("ui.quit"), 140)) action = StartAction::kQuit;
  return action;
}

}  // namespace shixun::view
