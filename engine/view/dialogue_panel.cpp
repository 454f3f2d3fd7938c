#include "view/panels.h"

namespace shixun::view {

namespace {

// Everybody who can be talked to, where there is more than one.
void showPersons(const PanelContext& context, uint32_t& person) {
  const scenario::ScenarioModel& model = *context.model;
  if (model.persons.size() < 2) return;
  uint32_t chosen = person;
  for (uint32_t p = 0; p < model.persons.size(); ++p) {
    if (tabButton("##person" + std::to_string(p),
                  context.titleOfInstance(model.persons[p].instance), p == person, p == 0)) {
      chosen = p;
    }
  }
  person = chosen;
  rule();
}

}  // namespace

bool showDialogue(const PanelContext& context, const session::Snapshot& snapshot, uint32_t& person,
                  std::vector<Command>& commands) {
  const scenario::ScenarioModel& model = *context.model;
  PanelDef def;
  def.id = "dialogue";
  def.anchor = Vec2(0.5, 1);
  def.pivot = Vec2(0.5, 1);
  def.offset = Vec2(0, -16);
  def.width = 640;
  def.opacity = 0.93;
  const Panel panel(context, def);
  bool open = true;
  write(context.titleOfInstance(model.persons[person].instance), Font::kTitle, Tone::kPlain, 420);
  const std::string close = context.tr("ui.close");
  besideRight(buttonWidth(close));
  if (button(close)) open = false;
  showPersons(context, person);
  const uint32_t last = snapshot.state.lastLine;
  if (last < model.lines.size() && model.lines[last].person == person) {
    const scenario::LineModel& line = model.lines[last];
    const bool agreed = snapshot.state.lastLineAgreed;
    write(context.tr("ui.dialogue.reply",
                     {{"text", context.say(agreed ? line.replyKey : line.refusalKey)}}),
          Font::kBody, agreed ? Tone::kGood : Tone::kWarn);
    rule();
  }
  for (uint32_t l = 0; l < model.lines.size(); ++l) {
    if (model.lines[l].person != person) continue;
    if (sentenceButton(("##line" + std::to_string(l)).c_str(),
                       context.say(model.lines[l].textKey))) {
      Command say;
      say.kind = scenario::CommandKind::kSay;
      say.what = {scenario::EntityKind::kLine, l};
      commands.push_back(say);
    }
  }
  return open;
}

}  // namespace shixun::view
