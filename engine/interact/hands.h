// Hands: what closing and opening a hand does - take hold of controls, items and probes, hang, put
// away, drop, wear - and what the trigger does with the tool in it.
#pragma once

#include "interact/hand_motion.h"
#include "interact/holding.h"
#include "interact/loose.h"
#include "interact/mechanism.h"

namespace shixun::interact {

class Hands {
 public:
  Hands(Scene& scene, Mechanisms& mechanisms, Holding& holding, Loose& loose);

  // Poses first, so that held things are known where they are; then what the hands do.
  void move(const Frame& frame);
  void act(const Frame& frame);

  const HandMotion& motion(Hand hand) const { return memory_[indexOf(hand)].motion; }
  // As shown: at the handle that it holds, with a stretched finger stopped by what is solid.
  Pose shown(const Frame& frame, Hand hand) const;
  // What a hand would take if it closed now; none when nothing is near.
  std::optional<Target> nearest(const Frame& frame, Hand hand, double* distance) const;
  bool canReach(const Frame& frame, Hand hand, const Target& target) const;
  // The control that a hand holds, -1 for none.
  int32_t controlIn(Hand hand) const { return memory_[indexOf(hand)].control; }

 private:
  struct Memory {
    HandMotion motion;
    bool closed = false;
    bool trigger = false;
    int32_t control = -1;
  };

  void close(const Frame& frame, Hand hand);
  void open(const Frame& frame, Hand hand);
  void letGoOfItem(const Frame& frame, Hand hand, uint32_t item);
  void pullTrigger(const Frame& frame, Hand hand, uint32_t item);
  bool takeOff(const Frame& frame, Hand hand);
  bool takeProbe(const Frame& frame, Hand hand);

  Scene& scene_;
  Mechanisms& mechanisms_;
  Holding& holding_;
  Loose& loose_;
  Memory memory_[2];
};

// Whether the trigger does something with an item in the hand: wears it, cuts or clamps with it.
bool usesTrigger(const scenario::ScenarioModel& model, uint32_t item);
// The point where a held item would hang if let go at this pose; -1 for none near enough.
int32_t pointForItem(const Scene& scene, const plant::State& state, uint32_t item,
                     const Pose& worldFromItem);
// The cuttable item whose middle is nearest to a cutter's jaw, -1 for none near enough.
int32_t itemAtJaw(const Scene& scene, const plant::State& state, uint32_t cutter, const Vec3& jaw);
// The conductor that a clamp's jaw is around, -1 for none.
int32_t conductorAtJaw(const Scene& scene, const Vec3& jaw);
// The working point of a tool, else the foremost point of it in the hand.
Vec3 jawOf(const Scene& scene, const Holding& holding, uint32_t item, const Pose& worldFromItem);

}  // namespace shixun::interact
