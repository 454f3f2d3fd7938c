// Holding: how things lie in a hand, and where the pieces of a held instrument are.
//
// Every item has one way to be held, so that a script, a mouse and a controller hold it alike: the
// palm at the model's first node "grip..." as that node is turned. Without one: at its middle, and
// what does the work - the first probe's tip, or the jaw - pointing forward out of the hand.
#pragma once

#include <vector>

#include "interact/frame.h"

namespace shixun::interact {

class Holding {
 public:
  explicit Holding(const Scene& scene);

  Pose gripFromItem(uint32_t item) const { return gripFromItem_[item]; }
  // How a probe with a body of its own lies in the hand.
  Pose gripFromProbe(uint32_t probe) const { return gripFromProbe_[probe]; }
  // The working line of a probe in the grip frame of the hand that leads it.
  Vec3 gripFromTip(uint32_t probe) const;
  Vec3 gripFromShaft(uint32_t probe) const;
  // False: the tip is fixed to the instrument and moves with it.
  bool ownBody(uint32_t probe) const { return ownBody_[probe] != 0; }

  // The hand that leads a probe now: the one with the instrument for its first probe, the other one
  // for a probe it has taken hold of. -1: nobody.
  int leader(const plant::State& state, uint32_t probe) const;
  void takeProbe(uint32_t probe, Hand hand);
  void letGoOfProbe(uint32_t probe);
  // The probe that a hand has taken hold of, -1 for none.
  int32_t probeIn(Hand hand) const;

  // Poses of held things for hands as shown. Worn things get none.
  void update(const Scene& scene, const plant::State& state, const Pose (&worldFromHand)[2]);
  Pose worldFromItem(uint32_t item) const { return worldFromItem_[item]; }
  Pose worldFromProbeBody(uint32_t probe) const { return worldFromBody_[probe]; }
  Vec3 tip(uint32_t probe) const { return tip_[probe]; }
  // A point on the shaft behind the tip, from which the tip must be seen.
  Vec3 shaft(uint32_t probe) const { return shaft_[probe]; }
  void writeOverrides(const plant::State& state, plant::PoseOverrides& overrides) const;

 private:
  Pose gripFromBody(uint32_t probe) const;
  Pose pokeAt(const Scene& scene, uint32_t probe, uint32_t terminal) const;

  const ScenarioModel& model_;
  std::vector<Pose> gripFromItem_;   // (items)
  std::vector<Pose> gripFromProbe_;  // (probes)
  std::vector<Pose> bodyFromTip_;    // (probes)
  std::vector<Pose> itemFromBody_;   // (probes) at rest
  std::vector<Vec3> shaftInBody_;    // (probes)
  std::vector<uint8_t> ownBody_;     // (probes)
  int32_t probeInHand_[2] = {-1, -1};
  std::vector<Pose> worldFromItem_;  // (items) of held ones
  std::vector<Pose> worldFromBody_;  // (probes) of held instruments
  std::vector<Vec3> tip_, shaft_;    // (probes)
};

}  // namespace shixun::interact
