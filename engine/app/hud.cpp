#include "app/hud.h"

#include <algorithm>

namespace shixun::app {

using scenario::Command;
using scenario::CommandKind;
using scenario::EntityKind;

namespace {

constexpr double kHintSeconds = 25;      // a hint stays that long
constexpr double kBriefingSeconds = 30;  // the whole task folds by itself after that
constexpr double kMovedSeconds = 20;     // how long it is told that the record moved
constexpr size_t kMostNotices = 6;
constexpr double kDialogueAndInstruments = 1270;  // design pixels

}  // namespace

ModeRules rulesOf(const std::string& mode) {
  if (mode == "learn") return {true, false, false};
  if (session::givesHints(mode)) return {false, true, false};
  return {false, false, true};
}

void Hud::reset() {
  *this = Hud();
}

void Hud::hear(const view::PanelContext& context, const LiveSession& live, const Happened& happened,
               double seconds) {
  const ModeRules rules = rulesOf(live.run().session().info().mode);
  // Messages wait while the dialogue stands in their place.
  for (view::Notice& notice : notices_) notice.shownFor += person_ < 0 ? seconds : 0;
  std::erase_if(notices_,
                [](const view::Notice& n) { return n.shownFor > view::noticeSeconds(n.text); });
  const auto add = [this](view::Notice notice) {
    if (notice.text.empty()) return;
    if (!notices_.empty() && notices_.back().text == notice.text) notices_.pop_back();
    notices_.push_back(std::move(notice));
    if (notices_.size() > kMostNotices) notices_.erase(notices_.begin());
  };
  for (const plant::Event& event : happened.events) add(view::noticeOf(context, event));
  for (const session::Finding& finding : happened.findings) {
    if (!rules.leads) break;
    add({context.tr("ui.notice.finding", {{"wrong", context.say(finding.wrongKey)},
                                          {"advice", context.say(finding.adviceKey)}}),
         view::Tone::kWarn, 0});
  }
  const plant::State& state = live.run().session().state();
  hintLeft_ = std::max(0.0, hintLeft_ - seconds);
  if (live.moved()) movedFor_ += seconds;
  if (state.hints != hints_) {
    hints_ = state.hints;
    hintLeft_ = kHintSeconds;
    hintStep_ = static_cast<int>(live.run().assessor().nextStep());
  }
  if (!taskTouched_ && live.run().session().time() > kBriefingSeconds) taskOpen_ = false;
}

int Hud::shownStep(const LiveSession& live) const {
  if (rulesOf(live.run().session().info().mode).leads) {
    const size_t next = live.run().assessor().nextStep();
    return next < live.snapshot().model->rubric.steps.size() ? static_cast<int>(next) : -1;
  }
  return hintLeft_ > 0 ? hintStep_ : -1;
}

// The person nearest to where one stands.
void Hud::talk(const LiveSession& live) {
  if (person_ >= 0) {
    person_ = -1;
    return;
  }
  const scenario::ScenarioModel& model = *live.snapshot().model;
  plant::Poses poses(model);
  poses.update(live.snapshot().state);
  double least = 1e9;
  for (uint32_t p = 0; p < model.persons.size(); ++p) {
    const auto& parts = model.instances[model.persons[p].instance].parts;
    if (parts.empty()) continue;
    const double away = glm::distance(poses.worldFromPart(parts.front()).position,
                                      live.snapshot().worldFromHead.position);
    if (away >= least) continue;
    least = away;
    person_ = static_cast<int32_t>(p);
  }
}

void Hud::follow(const LiveSession& live, const Input& input, std::vector<Command>& commands) {
  if (input.talk) talk(live);
  if (input.form) formHidden_ = !formHidden_;
  if (input.task) {
    taskOpen_ = !taskOpen_;
    taskTouched_ = true;
  }
  if (input.hint && rulesOf(live.run().session().info().mode).hints) {
    Command hint;
    hint.kind = CommandKind::kHint;
    commands.push_back(hint);
  }
  const scenario::ScenarioModel& model = *live.snapshot().model;
  if (!input.clicked || input.over.entity.kind != EntityKind::kInstance) return;
  for (uint32_t p = 0; p < model.persons.size(); ++p) {
    if (model.persons[p].instance == input.over.entity.index) person_ = static_cast<int32_t>(p);
  }
}

bool Hud::closeOne() {
  if (person_ < 0) return false;
  person_ = -1;
  return true;
}

void Hud::showWorld(const Places& places, const LiveSession& live, const Input& input) {
  const view::PanelContext& context = places.task;
  const session::SessionInfo& info = live.run().session().info();
  const ModeRules rules = rulesOf(info.mode);
  view::ObjectiveView objective;
  objective.step = shownStep(live);
  const auto& done = live.run().assessor().stepsDone();
  objective.stepsDone = static_cast<size_t>(
      std::count_if(done.begin(), done.end(), [](const auto& d) { return d.has_value(); }));
  objective.hintOffered = rules.hints && hintLeft_ <= 0;
  objective.briefing = taskOpen_;
  view::showObjective(context, objective);
  view::StatusView status;
  status.mode = info.mode;
  status.time = live.run().session().time();
  if (rules.limited) status.limit = context.model->timeLimit;
  view::showStatus(context, status);
  view::showHands(context, live.snapshot());
  // In a narrow window the dialogue would cover a part of the reading: half a number is worse than
  // none, and the instrument itself is still there to be read.
  const bool roomForBoth = context.width / context.scale() >= kDialogueAndInstruments;
  if (person_ < 0 || roomForBoth) {
    view::showInstruments(context, live.snapshot(), input.probe);
  }
  if (person_ < 0) view::showNotices(places.captions, notices_);
  if (!live.recordTrouble().ok()) {
    view::showBanner(context,
                     context.tr("ui.notice.record", {{"why", live.recordTrouble().message()}}),
                     view::Tone::kBad);
  } else if (live.moved() && movedFor_ < kMovedSeconds) {
    view::showBanner(context, context.tr("ui.notice.continues", {{"path", live.recordPath()}}),
                     view::Tone::kWarn);
  }
}

void Hud::show(const Places& places, const LiveSession& live, const Input& input,
               std::vector<Command>& commands) {
  const view::PanelContext& context = places.task;
  follow(live, input, commands);
  showWorld(places, live, input);
  if (person_ >= 0) {
    uint32_t person = static_cast<uint32_t>(person_);
    const bool open = view::showDialogue(context, live.snapshot(), person, commands);
    person_ = open ? static_cast<int32_t>(person) : -1;
  }
  const int32_t form = view::formInHand(live.snapshot());
  if (form < 0) formHidden_ = false;
  if (form >= 0 && !formHidden_ &&
      !view::showForm(context, live.snapshot(), static_cast<uint32_t>(form), typed_, commands)) {
    formHidden_ = true;
  }
  view::HoverView over;
  over.entity = input.over.entity;
  over.reachable = input.over.reachable;
  over.mouse = input.label;
  view::showHover(places.label, live.snapshot(), over);
}

}  // namespace shixun::app
