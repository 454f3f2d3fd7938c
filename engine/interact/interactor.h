// Interactor: InputFrame + model + state -> commands. Grabs, turns, presses, probes, touches,
// hangs.
//
// It owns the hands' Bullet world: what swings or is loose moves there, and every grasp is a query
// against solid shapes, so that nothing is reached through a wall or from too far away. What the
// equipment is changes only through the commands returned here.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "interact/input_frame.h"
#include "plant/pose.h"
#include "plant/state.h"
#include "scenario/model.h"

namespace shixun::interact {

// What the pointer or a hand is over: for highlights and names on hover.
struct Hover {
  scenario::EntityRef entity;  // a thing that can be used, else the equipment itself; or none
  Vec3 worldPoint = Vec3(0);
  double distance = 0;     // m from the eye or the hand
  bool reachable = false;  // false: too far or behind something
};

struct InteractorDef {
  double reach = 0.9;            // m from the shoulder to the palm of a stretched arm
  double grabRadius = 0.09;      // m around the palm
  double probeRadius = 0.012;    // m from a tip to a terminal's metal
  double examineSeconds = 1.0;   // gaze at an inspect point
  double examineDistance = 1.3;  // m
};

class Interactor {
 public:
  // model must outlive the Interactor. A fresh world each session.
  Interactor(const scenario::ScenarioModel& model, const InteractorDef& def = {});
  ~Interactor();
  Interactor(const Interactor&) = delete;
  Interactor& operator=(const Interactor&) = delete;

  // One tick: moves the physical world by 1/120 s towards input and state, and returns the commands
  // of this tick, panelCommands included (valid until the next call). hover() looks at the state
  // given last, which must live as long.
  std::span<const Command> step(const InputFrame& input, const plant::State& state);

  Hover hover() const;  // of the pointer
  Hover hover(Hand hand) const;

  // Where things are for the eye: handles half way, held items, swinging doors, fallen tools.
  const plant::PoseOverrides& overrides() const;
  // A hand is closed around a control (a handle, a door), or leads a probe that it has taken.
  bool gripsControl(Hand hand) const;
  bool leadsProbe(Hand hand) const;
  // Pose of each hand as shown (stopped by solid things, fitted to what it holds). An untracked
  // hand is carried beside the body.
  Pose shownHand(Hand hand) const;

  struct Counters {
    uint64_t ticks = 0;
    uint64_t physicsSolved = 0;  // ticks in which a body moved
    uint32_t moving = 0;         // controls and loose things moving now
  };
  Counters counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::interact
