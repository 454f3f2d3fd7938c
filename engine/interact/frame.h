// Frame: what the pieces of interact see of one tick. Lives for one call of Interactor::step.
#pragma once

#include <vector>

#include "interact/body_shape.h"
#include "interact/input_frame.h"
#include "interact/interactor.h"
#include "interact/scene.h"
#include "interact/targets.h"

namespace shixun::interact {

struct Frame {
  const InputFrame& input;
  const plant::State& state;
  const InteractorDef& def;
  std::vector<Command>& commands;

  Vec3 eye() const { return input.worldFromHead.position; }
  Vec3 shoulder(Hand hand) const { return shoulderOf(input.worldFromHead, hand); }
  const plant::HandState& hand(Hand hand) const { return state.hands[static_cast<size_t>(hand)]; }

  // The commands that concern one thing at most.
  void command(scenario::CommandKind kind, Hand hand, EntityRef what, EntityRef at = {},
               EntityRef with = {}) const {
    Command c;
    c.kind = kind;
    c.hand = hand;
    c.what = what;
    c.at = at;
    c.with = with;
    commands.push_back(c);
  }
};

inline EntityRef instanceOfItem(const ScenarioModel& model, uint32_t item) {
  return {EntityKind::kInstance, model.items[item].instance};
}
// The instrument that an item is; -1 for none.
inline int32_t instrumentOfItem(const ScenarioModel& model, int32_t item) {
  if (item < 0) return -1;
  return model.instances[model.items[static_cast<size_t>(item)].instance].instrument;
}

}  // namespace shixun::interact
