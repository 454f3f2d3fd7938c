// Mechanisms: the moving controls (handles, doors, levers, slides) that a hand or a pointer holds,
// or that are falling into their detent. Each is a Bullet joint while it moves and gone when it
// rests; at rest a control stands where the state says.
//
// When a held control passes the midpoint to a neighbouring position, the command to operate it is
// given once; the plant decides. A control that a lock or an interlock holds gives way by a hair,
// and pulling it past the midpoint gives the command all the same, so that the plant can say what
// holds.
#pragma once

#include <optional>
#include <vector>

#include "interact/scene.h"
#include "scenario/command.h"

namespace shixun::interact {

using scenario::Command;
using scenario::Hand;

// Who pulls: a hand turns with the wrist and slips out; a pointer does neither.
// m: held nearer to its axis than this, a control is turned by the wrist.
inline constexpr double kOnAxis = 0.03;

enum class Holder : uint8_t { kNobody, kHand, kPointer };

struct PullDef {
  uint32_t control = 0;
  Holder holder = Holder::kHand;
  Hand hand = Hand::kRight;  // of the commands
  Vec3 grip = Vec3(0);       // world, the point that is held
  Pose worldFromHand;        // as it closes; what counts is how it moves from here
};

class Mechanisms {
 public:
  // scene must outlive the Mechanisms.
  explicit Mechanisms(Scene& scene);

  // Buttons cannot be pulled. A control that is already held is taken over.
  void pull(const PullDef& def);
  void movePull(uint32_t control, const Pose& worldFromHand);
  void release(uint32_t control);
  bool held(uint32_t control) const;
  // True when it was torn from the hand; the caller then releases it.
  bool slipped(uint32_t control) const;
  // Where the held point is now, world.
  Vec3 gripPoint(uint32_t control) const;
  // From where the hand would have the held point to where it is, world.
  Vec3 lag(uint32_t control) const;
  // The amount that the hand's movement asks for, whatever holds the control.
  double wanted(uint32_t control) const;

  // Before the physics step: wakes controls that the plant moved, sets limits and detents, and puts
  // out commands.
  void update(const plant::State& state, std::vector<Command>& commands);
  // After it: the amounts of all that moves; what has come to rest is forgotten.
  void collect(const plant::State& state, plant::PoseOverrides& overrides);

  // Controls moving now, for tests and counters.
  size_t moving() const { return active_.size(); }

 private:
  struct Active {
    uint32_t control = 0;
    physics::BodyId body;
    physics::JointId joint;
    Pose worldFromRest;  // of the node, when the joint was made
    Holder holder = Holder::kNobody;
    Hand hand = Hand::kRight;
    physics::GrabId grab;
    Pose nodeFromGrip;   // amount 0 frame: the held point and the hand's turn
    Pose worldFromHand;  // as last given
    Pose handFromGrip;
    double wantedStart = 0;  // amount when the hand closed
    double wanted = 0;
    int32_t asked = -1;    // position commanded at the last update, -1: none
    int32_t refused = -1;  // position that the plant has refused during this hold
    bool pulled = false;   // a hand has moved it, so it springs back when let go
    bool held = false;     // by a lock or interlock
    int restingTicks = 0;
    int ticks = 0;
  };

  Active* find(uint32_t control);
  const Active* find(uint32_t control) const;
  Active& activate(uint32_t control, double amount);
  void makeJoint(Active& active, double amount);
  void makeGrab(Active& active);
  void dropGrab(Active& active);
  void follow(Active& active);
  void setStops(Active& active, const plant::State& state);
  void ask(Active& active, const plant::State& state, std::vector<Command>& commands);
  double amountOf(const Active& active) const;

  Scene& scene_;
  physics::ShapeId cube_;               // shape of every stand-in body
  std::vector<Active> active_;          // ordered by control
  std::vector<uint32_t> lastPosition_;  // (controls) state at the last update
  bool first_ = true;
};

// Positions of a control by growing amount: indices into its positions.
std::vector<uint32_t> positionsByAmount(const scenario::ControlModel& control);
// The position whose amount is nearest.
uint32_t nearestPosition(const scenario::ControlModel& control, double amount);

}  // namespace shixun::interact
