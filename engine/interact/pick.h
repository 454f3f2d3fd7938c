// Pick: what a ray means. The first solid thing along it bounds how far it goes; small things near
// that place (terminals, points) win over the large thing behind them.
#pragma once

#include "interact/holding.h"

namespace shixun::interact {

// What is in the hands matters: a terminal is meant while an instrument is held, a point while
// something fits it. The instance itself when there is nothing usable; none in empty space.
Hover pickAlong(const Scene& scene, const Frame& frame, const Ray& ray);

// True when a hand can come to a point with this body, bending down for what lies low. `extra` is
// what a tool adds to the arm.
bool withinReach(const Frame& frame, const Vec3& point, double extra);

// The item that a hand holds and that fits the predicate; right hand first. -1 for none.
template <typename Fits>
int32_t heldItem(const plant::State& state, Fits fits) {
  for (const Hand hand : {Hand::kRight, Hand::kLeft}) {
    const int32_t item = state.hands[indexOf(hand)].item;
    if (item >= 0 && fits(static_cast<uint32_t>(item))) return item;
  }
  return -1;
}
// The hand that holds an item.
Hand handWith(const plant::State& state, int32_t item);
// An empty hand, right one first.
std::optional<Hand> freeHand(const plant::State& state);
int32_t heldInstrument(const ScenarioModel& model, const plant::State& state, bool withProbes);

}  // namespace shixun::interact
