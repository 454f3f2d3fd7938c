#include "interact/planner.h"

#include <algorithm>
#include <cmath>

#include "interact/planner_hands.h"

namespace shixun::interact {

using scenario::CommandKind;

struct Planner::Impl {
  Impl(const ScenarioModel& model, const InteractorDef& def)
      : scene(model), holding(scene), body(scene, def), hands(scene, holding, body, def) {}

  Scene scene;
  Holding holding;
  PlannerBody body;
  PlannerHands hands;

  Status plan(const Command& command);
};

Status Planner::Impl::plan(const Command& command) {
  if (scenario::info(command.kind).panel) {
    body.panel(command);
    return {};
  }
  switch (command.kind) {
    case CommandKind::kOperate:
      return hands.operate(command);
    case CommandKind::kTake:
    case CommandKind::kRemove:
      return hands.take(command);
    case CommandKind::kPut:
      return hands.put(command);
    case CommandKind::kHang:
      return hands.hang(command);
    case CommandKind::kDrop:
      return hands.drop(command);
    case CommandKind::kWear:
      return hands.wear(command);
    case CommandKind::kUnwear:
      return hands.unwear(command);
    case CommandKind::kCut:
      return hands.cut(command);
    case CommandKind::kProbe:
      return hands.probe(command);
    case CommandKind::kUnprobe:
      return hands.unprobe(command);
    case CommandKind::kClamp:
      return hands.clamp(command);
    case CommandKind::kUnclamp:
      return hands.unclamp(command);
    case CommandKind::kTouch:
      return hands.touch(command);
    case CommandKind::kUntouch:
      return hands.untouch(command);
    case CommandKind::kExamine:
      return hands.examine(command);
    default:
      break;
  }
  return {StatusCode::kUnsupported, "a command that no motion gives"};
}

Planner::Planner(const scenario::ScenarioModel& model, const InteractorDef& def)
    : impl_(std::make_unique<Impl>(model, def)) {}
Planner::~Planner() = default;

Keyframe Planner::start() const {
  Keyframe key;
  key.worldFromHead = impl_->scene.model().worldFromStart;
  // The start is where the eyes are; one given on the floor means a person of usual height.
  if (key.worldFromHead.position.y < 1) key.worldFromHead.position.y += 1.6;
  for (const Hand hand : kHands) {
    key.hands[indexOf(hand)].worldFromGrip = carriedHand(key.worldFromHead, hand);
  }
  return key;
}

Status Planner::plan(const Command& command, const plant::State& state,
                     const plant::PoseOverrides& overrides, std::vector<Keyframe>& keys) {
  SHIXUN_ASSERT(!keys.empty(), "a motion begins where the body is");
  impl_->scene.sync(state, overrides);
  impl_->body.begin(keys);
  impl_->hands.begin(state);
  const size_t before = keys.size();
  Status status = impl_->plan(command);
  if (!status.ok()) keys.resize(before);
  return status.within(
      std::string(scenario::info(command.kind).name) + " " +
      scenario::nameOf(impl_->scene.model(), command.what ? command.what : command.at));
}

}  // namespace shixun::interact
