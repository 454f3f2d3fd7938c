#include "view/panels.h"

namespace shixun::view {

void showObjective(const PanelContext& context, const ObjectiveView& view) {
  PanelDef def;
  def.id = "objective";
  def.anchor = def.pivot = Vec2(0);
  def.offset = Vec2(16);
  def.width = view.briefing ? 470 : 370;
  def.opacity = 0.80;
  def.passive = true;
  const Panel panel(context, def);
  if (view.briefing) {
    write(context.tr("ui.objective.task"), Font::kBody, Tone::kAccent);
    write(context.say("briefing"));
    rule();
  }
  const auto& steps = context.model->rubric.steps;
  if (view.step >= 0 && static_cast<size_t>(view.step) < steps.size()) {
    const scenario::StepModel& step = steps[static_cast<size_t>(view.step)];
    write(context.tr("ui.objective.next",
                     {{"number", static_cast<size_t>(view.step) + 1}, {"total", steps.size()}}),
          Font::kBody, Tone::kAccent);
    write(context.say(step.titleKey));
    if (view.showReason && !step.reasonKey.empty()) {
      write(context.say(step.reasonKey), Font::kBody, Tone::kDim);
    }
    gap(1);
    bar(static_cast<double>(view.stepsDone) / static_cast<double>(steps.size()), roomRight(),
        Tone::kAccent);
  } else {
    write(context.tr("ui.objective.title"), Font::kBody, Tone::kAccent);
    write(context.say("objective"));
  }
  if (!context.keys) return;
  gap(2);
  if (view.hintOffered) {
    write(context.tr("ui.objective.hint"), Font::kBody, Tone::kDim, 150);
    beside(28);
  }
  write(context.tr(view.briefing ? "ui.objective.fold" : "ui.objective.unfold"), Font::kBody,
        Tone::kDim, 200);
}

}  // namespace shixun::view
