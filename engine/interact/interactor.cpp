#include "interact/interactor.h"

#include <algorithm>

#include "interact/contact.h"
#include "interact/gaze.h"
#include "interact/pointer.h"

namespace shixun::interact {

struct Interactor::Impl {
  Impl(const ScenarioModel& model, const InteractorDef& interactorDef)
      : def(interactorDef),
        scene(model),
        mechanisms(scene),
        holding(scene),
        loose(scene),
        hands(scene, mechanisms, holding, loose),
        buttons(scene, hands),
        contact(scene, holding, hands),
        gaze(scene),
        pointer(scene, mechanisms, holding, loose) {}

  void step(const InputFrame& given, const plant::State& state);
  void moveHeld(const Frame& frame);

  InteractorDef def;
  Scene scene;
  Mechanisms mechanisms;
  Holding holding;
  Loose loose;
  Hands hands;
  Buttons buttons;
  Contact contact;
  Gaze gaze;
  Pointer pointer;

  InputFrame input;  // of the last tick, for hover
  const plant::State* state = nullptr;
  std::vector<Command> commands;
  plant::PoseOverrides moved;      // what the scene's bodies follow: controls, loose items
  plant::PoseOverrides overrides;  // the same and what is held
  Pose shown[2];
  uint64_t ticks = 0;
};

void Interactor::Impl::moveHeld(const Frame& frame) {
  for (const Hand hand : kHands) shown[indexOf(hand)] = hands.shown(frame, hand);
  // Held things follow the palm itself; the shown hand differs only by what a finger meets.
  Pose palms[2];
  for (const Hand hand : kHands) {
    const bool tracked = frame.input.hands[indexOf(hand)].tracked;
    palms[indexOf(hand)] = tracked ? hands.motion(hand).palm() : shown[indexOf(hand)];
  }
  holding.update(scene, frame.state, palms);
}

void Interactor::Impl::step(const InputFrame& given, const plant::State& now) {
  ++ticks;
  input = given;
  state = &now;
  commands = given.panelCommands;
  if (now.paused || now.finished || now.abandoned) return;
  const Frame frame{input, now, def, commands};

  loose.update(now);
  scene.sync(now, moved);
  hands.move(frame);
  moveHeld(frame);
  hands.act(frame);
  buttons.act(frame);
  contact.act(frame);
  gaze.act(frame);
  pointer.act(frame);
  mechanisms.update(now, commands);
  scene.world().step();

  moved.controls.clear();
  moved.items.clear();
  mechanisms.collect(now, moved);
  buttons.writeOverrides(now, moved);
  loose.collect(moved);
  overrides = moved;
  holding.writeOverrides(now, overrides);
  // A meter in the hand has a selector, a proving unit has contacts: they are where it is held.
  for (const auto& item : overrides.items) {
    if (now.itemPlaces[item.item] != scenario::kPlaceHand) continue;
    if (scene.carriesEntities(item.item)) moved.items.push_back(item);
  }
}

Interactor::Interactor(const scenario::ScenarioModel& model, const InteractorDef& def)
    : impl_(std::make_unique<Impl>(model, def)) {}
Interactor::~Interactor() = default;

std::span<const Command> Interactor::step(const InputFrame& input, const plant::State& state) {
  impl_->step(input, state);
  return impl_->commands;
}

Hover Interactor::hover() const {
  if (impl_->state == nullptr) return {};
  std::vector<Command> none;
  return impl_->pointer.pick(Frame{impl_->input, *impl_->state, impl_->def, none});
}

Hover Interactor::hover(Hand hand) const {
  Hover hover;
  if (impl_->state == nullptr || !impl_->input.hands[indexOf(hand)].tracked) return hover;
  std::vector<Command> none;
  const Frame frame{impl_->input, *impl_->state, impl_->def, none};
  const auto target = impl_->hands.nearest(frame, hand, &hover.distance);
  if (!target) return hover;
  hover.entity = target->entity;
  hover.worldPoint = target->point;
  hover.reachable = true;
  return hover;
}

const plant::PoseOverrides& Interactor::overrides() const {
  return impl_->overrides;
}

bool Interactor::gripsControl(Hand hand) const {
  return impl_->hands.controlIn(hand) >= 0;
}

bool Interactor::leadsProbe(Hand hand) const {
  return impl_->holding.probeIn(hand) >= 0;
}

Pose Interactor::shownHand(Hand hand) const {
  return impl_->shown[indexOf(hand)];
}

Interactor::Counters Interactor::counters() const {
  Counters counters;
  counters.ticks = impl_->ticks;
  counters.physicsSolved = impl_->scene.world().counters().solved;
  counters.moving =
      static_cast<uint32_t>(impl_->mechanisms.moving()) + impl_->scene.world().counters().awake;
  return counters;
}

}  // namespace shixun::interact
