#include <algorithm>

#include "view/panels.h"

namespace shixun::view {

using scenario::FieldModel;

int32_t formInHand(const session::Snapshot& snapshot) {
  const scenario::ScenarioModel& model = *snapshot.model;
  for (const plant::HandState& hand : snapshot.state.hands) {
    if (hand.item < 0) continue;
    const uint32_t instance = model.items[static_cast<size_t>(hand.item)].instance;
    for (const FieldModel& field : model.fields) {
      if (field.instance == instance) return static_cast<int32_t>(instance);
    }
  }
  return -1;
}

namespace {

void fillIn(uint32_t field, const std::string& text, std::vector<Command>& commands) {
  Command fill;
  fill.kind = scenario::CommandKind::kFill;
  fill.what = {scenario::EntityKind::kField, field};
  fill.text = text;
  commands.push_back(fill);
}

// One of several, as a list of sentences: the chosen one is marked.
void showOptions(const PanelContext& context, const FieldModel& field, uint32_t index,
                 const std::string& now, std::vector<Command>& commands) {
  for (size_t o = 0; o < field.options.size(); ++o) {
    const std::string& option = field.options[o];
    const std::string id = "##option" + std::to_string(index) + "." + std::to_string(o);
    if (sentenceButton(id.c_str(), context.say(option), now == option)) {
      fillIn(index, option, commands);
    }
  }
}

}  // namespace

bool showForm(const PanelContext& context, const session::Snapshot& snapshot, uint32_t instance,
              std::vector<std::string>& typed, std::vector<Command>& commands) {
  const scenario::ScenarioModel& model = *context.model;
  typed.resize(model.fields.size());
  PanelDef def;
  def.id = "form";
  def.anchor = def.pivot = Vec2(1, 0);
  def.offset = Vec2(-16, 62);
  def.width = 480;
  def.opacity = 0.95;
  const Panel panel(context, def);
  bool open = true;
  write(context.titleOfInstance(instance), Font::kTitle, Tone::kPlain, 300);
  const std::string close = context.tr("ui.close");
  besideRight(buttonWidth(close));
  if (button(close)) open = false;
  for (uint32_t f = 0; f < model.fields.size(); ++f) {
    const FieldModel& field = model.fields[f];
    if (field.instance != instance) continue;
    const std::string& now = snapshot.state.fields[f];
    gap(3);
    write(context.say(field.textKey), Font::kBody, Tone::kAccent);
    if (!field.options.empty()) {
      showOptions(context, field, f, now, commands);
      continue;
    }
    // The button tells whether what stands in the field has been entered.
    const bool entered = !now.empty() && typed[f] == now;
    const std::string label = context.tr(entered ? "ui.form.stands" : "ui.form.enter");
    const double width = std::max(buttonWidth(context.tr("ui.form.enter")),
                                  buttonWidth(context.tr("ui.form.stands")));
    const std::string id = "##field" + std::to_string(f);
    bool wanted =
        textField(id.c_str(), typed[f], context.tr("ui.form.hint"), roomRight() - width - 10);
    beside();
    wanted = button(label + "##enter" + std::to_string(f), width,
                    entered ? ButtonLook::kChosen : ButtonLook::kPlain) ||
             wanted;
    if (wanted && !typed[f].empty() && typed[f] != now) fillIn(f, typed[f], commands);
  }
  if (!context.keys) return open;
  gap(2);
  write(context.tr("ui.form.note"), Font::kBody, Tone::kDim);
  return open;
}

}  // namespace shixun::view
