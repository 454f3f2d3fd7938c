// World: one plant at work on one state. Private to the module; the pieces of a step are in
// commands.cpp (what the trainee does), instruments.cpp (what meters and bodies do), signals.cpp
// (the observable row) and plant.cpp (their order).
#pragma once

#include <vector>

#include "circuit/circuit.h"
#include "plant/event.h"
#include "plant/plant.h"
#include "plant/state.h"

namespace shixun::plant {

struct World {
  World(const ScenarioModel& m, std::span<const uint32_t> activeFaults);

  const ScenarioModel& model;
  std::vector<uint32_t> faults;
  circuit::Circuit circuit;
  std::vector<Event> events;        // of the present step
  std::vector<double> evaluated;    // the signal row that logic was last brought to rest with

  // commands.cpp: applies one command; what the world does not allow becomes a refused or blocked
  // event and changes nothing.
  void apply(State& state, const Command& command);
  // Lifts the probes of an instrument and opens its jaw, e.g. when it is put away.
  void liftInstrument(State& state, uint32_t instrument);

  // signals.cpp: brings the row up to date with the state.
  void refreshSignals(State& state) const;
  // Latches, switch conditions and resets until nothing changes; true when something moved.
  bool settleLogic(State& state);
  // Lets delays run; their outputs take effect with the next settleLogic().
  void advanceTimers(State& state, double dt);

  // plant.cpp: makes a fault come or go.
  void setFault(State& state, uint32_t index, bool active);

  // instruments.cpp
  void connectInstruments(State& state);            // before the solve
  void readInstruments(State& state, double dt);    // after it
  void connectBodies(State& state);
  void readBodies(State& state);
  void watchFlashes(State& state);

  void emit(Event event) { events.push_back(std::move(event)); }

 private:
  bool settleReleases(State& state);
  void operate(State& state, const Command& command);
  void take(State& state, const Command& command);
  void put(State& state, const Command& command, uint32_t place);
  void hang(State& state, const Command& command);
  void remove(State& state, const Command& command);
  void cut(State& state, const Command& command);
  void wear(State& state, const Command& command);
  void unwear(State& state, const Command& command);
  void probe(State& state, const Command& command);
  void clamp(State& state, const Command& command);
  void touch(State& state, const Command& command);
  void untouch(State& state, const Command& command);
  void say(State& state, const Command& command);
  void repair(State& state, uint32_t fault);
  void operateByOther(State& state, uint32_t control, uint32_t position);
  void fillIn(State& state, const Command& command);
  void refuse(EntityRef what, const char* reason);
};

// The hand that holds an item, -1 for none.
int handHolding(const State& state, int32_t item);

}  // namespace shixun::plant
