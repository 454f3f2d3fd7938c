#include "session/rehearse.h"

#include <algorithm>

#include "interact/planner.h"
#include "session/session.h"

namespace shixun::session {

using interact::Keyframe;
using scenario::Command;
using scenario::CommandKind;
using scenario::EntityKind;

namespace {

constexpr double kSettle = 0.25;   // s after each motion: what swings comes to rest
constexpr double kPatience = 2.0;  // s that a command may come after the end of its motion

bool same(const Command& wanted, const Command& given) {
  if (wanted.kind != given.kind || wanted.what != given.what || wanted.at != given.at) return false;
  return wanted.kind != CommandKind::kOperate || wanted.position == given.position;
}

// Nothing to move: the control is where it should be, the probe is off already.
bool nothingToDo(const Command& command, const plant::State& state) {
  if (command.kind == CommandKind::kOperate) {
    return state.controls[command.what.index] == command.position;
  }
  if (command.kind == CommandKind::kUnprobe) return state.probes[command.what.index].terminal < 0;
  return false;
}

class Rehearsal {
 public:
  Rehearsal(const scenario::ScenarioModel& model, const scenario::Walkthrough& walkthrough)
      : model_(model),
        session_(model, infoOf(walkthrough), nullptr),
        planner_(model),
        interactor_(model) {
    script_.keys = {rounded(planner_.start())};
  }

  Status perform(const scenario::WalkthroughStep& step) {
    const double since = script_.keys.back().time - lastDone_;
    if (since < step.after) rest(step.after - since);
    live();
    if (nothingToDo(step.command, session_.state())) return {};
    const size_t before = script_.keys.size();
    Status status =
        planner_.plan(step.command, session_.state(), interactor_.overrides(), script_.keys);
    if (!status.ok()) return status;
    for (size_t i = before; i < script_.keys.size(); ++i)
      script_.keys[i] = rounded(script_.keys[i]);
    given_.clear();
    live();
    for (double waited = 0; !done(step.command) && waited < kPatience; waited += kSettle) {
      rest(kSettle);
      live();
    }
    lastDone_ = script_.keys.back().time;
    if (done(step.command) || session_.over()) {
      rest(kSettle);
      return {};
    }
    return {StatusCode::kUnavailable,
            "the motion for '" + describe(step.command) + "' did not do it"};
  }

  bool over() const { return session_.over(); }
  HandScript take() { return std::move(script_); }

 private:
  void rest(double seconds) {
    Keyframe key = script_.keys.back();
    key.time += seconds;
    key.panelCommands.clear();
    script_.keys.push_back(rounded(key));
  }

  // Lives up to the last keyframe.
  void live() {
    for (; secondsFromTick(tick_) <= script_.keys.back().time && !session_.over(); ++tick_) {
      const auto input =
          interact::sample(script_.keys, secondsFromTick(tick_ - 1), secondsFromTick(tick_));
      const auto commands = interactor_.step(input, session_.state());
      given_.insert(given_.end(), commands.begin(), commands.end());
      session_.step(commands);
    }
  }

  bool done(const Command& wanted) const {
    return std::any_of(given_.begin(), given_.end(),
                       [&](const Command& given) { return same(wanted, given); });
  }
  std::string describe(const Command& command) const {
    return std::string(scenario::info(command.kind).name) + " " +
           scenario::nameOf(model_, command.what ? command.what : command.at);
  }

  const scenario::ScenarioModel& model_;
  Session session_;
  interact::Planner planner_;
  interact::Interactor interactor_;
  HandScript script_;
  std::vector<Command> given_;  // since the step's motion began
  Tick tick_ = 0;
  double lastDone_ = 0;  // s
};

}  // namespace

Result<HandScript> rehearse(const scenario::ScenarioModel& model,
                            const scenario::Walkthrough& walkthrough) {
  Rehearsal rehearsal(model, walkthrough);
  for (const scenario::WalkthroughStep& step : walkthrough.steps) {
    if (rehearsal.over()) break;
    Status status = rehearsal.perform(step);
    if (!status.ok()) return status.within(step.where.file + ":" + std::to_string(step.where.line));
  }
  return rehearsal.take();
}

}  // namespace shixun::session
