// Plant: the simulated world. One step takes the const model, the mutable state and the commands of
// a tick, and leaves the state one tick later together with what happened.
//
// Flow of a step: commands (controls, items, probes, hands, talk) -> logic to rest (latches, switch
// conditions) and circuit solve, iterated -> instruments and body -> signal row -> events.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "plant/event.h"
#include "plant/state.h"
#include "scenario/command.h"
#include "scenario/model.h"

namespace shixun::plant {

using scenario::Command;
using scenario::ScenarioModel;


// Holds the solver's factors and scratch memory (no simulation state) for one model. Not copyable.
class Plant {
 public:
  // model must outlive the Plant. faults: indices into model.faults, in addition to
  // model.activeFaults.
  Plant(const ScenarioModel& model, std::span<const uint32_t> faults);
  ~Plant();
  Plant(const Plant&) = delete;
  Plant& operator=(const Plant&) = delete;

  // The state at tick 0: faults applied, prelude played and settled.
  State start();

  // Advances by one tick of 1/120 s. While paused only Resume, Finish and Abandon act and the tick
  // does not advance. The returned events are valid until the next step.
  std::span<const Event> step(State& state, std::span<const Command> commands);

  // Complex potential of a terminal against the reference of its island.
  struct Potential {
    double re = 0;       // V rms
    double im = 0;       // V rms
    int32_t island = -1; // 0: earthed; potentials are comparable inside one island only
    // V, what is superposed on that: re, im of every other frequency (rising), DC at the end; parts
    // at the end that nothing drives are left out.
    std::vector<double> more;
  };
  Potential potential(const State& state, uint32_t terminal) const;
  // V rms of everything superposed between two potentials of one island.
  static double between(const Potential& a, const Potential& b);

  // What the display of an instrument shows in plain characters, e.g. "231", "0.0", "OL", "".
  std::string displayText(const State& state, uint32_t instrument) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// True when a locking item holds the control (directly at a point that blocks it, or on an item
// hung there). Returns that item's index, -1 for none.
int32_t lockHolding(const ScenarioModel& model, const State& state, uint32_t control);

// True when the item hangs on the entity: on that point, on a point of that instance, on a point
// that blocks that control, or on an item that does.
bool hangsOn(const ScenarioModel& model, std::span<const uint32_t> itemPlaces, uint32_t item,
             EntityRef target);

}  // namespace shixun::plant
