// State: everything about a session's world that can change, apart from Bullet's loose bodies.
// A plain value: copy it to snapshot, compare hashes to compare.
//
// Arrays are parallel to the ScenarioModel's arrays of the same name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "circuit/circuit.h"
#include "core/clock.h"
#include "core/hash.h"
#include "scenario/model.h"

namespace shixun::plant {

using scenario::EntityRef;
using scenario::Hand;

struct HandState {
  int32_t item = -1;             // items index held, -1: empty
  int32_t control = -1;          // momentary control held down, -1: none
  int32_t terminal = -1;         // terminal touched with the hand itself, -1: none
  circuit::BodyEffect announced = circuit::BodyEffect::kNone;  // worst effect reported so far
  circuit::AttachmentId body;    // the trainee between this terminal and the earth
};

struct ProbeState {
  int32_t terminal = -1;         // -1: in the air
};

struct InstrumentState {
  int32_t function = -1;         // active function, -1: none (off or dead)
  int32_t conductor = -1;        // clamped conductor, -1: none
  double reading = 0;            // SI; NaN: shows nothing
  double steadySeconds = 0;      // how long reading and contact have been unchanged
  bool announced = false;        // the measurement has been reported as an event
  bool overRange = false;
  bool dead = false;             // a fault: battery flat, lead broken
  Complex open;                  // V between its tips before its own load was there
  double loaded = 0;             // s for which its own load has flowed
  circuit::AttachmentId attachment;  // its own impedance in the circuit while both probes touch
};

struct TimerState {
  bool on = false;               // what the timer says
  double waited = 0;             // s for which its input has wanted the other
};

struct State {
  Tick tick = 0;
  bool paused = false;
  bool finished = false;
  bool abandoned = false;
  uint32_t hints = 0;

  std::vector<uint32_t> controls;        // (controls) position index
  std::vector<uint8_t> latches;          // (latches)
  std::vector<uint32_t> itemPlaces;      // (items) kPlaceHome, ..., kFirstPointPlace + point
  std::vector<uint8_t> itemCut;          // (items) 1: destroyed, no longer locks
  std::vector<ProbeState> probes;        // (probes)
  std::vector<InstrumentState> instruments;  // (instruments)
  std::vector<uint8_t> resets;           // (thermals) resetWhen held at the last step
  std::vector<uint8_t> residualResets;   // (residuals) likewise
  std::vector<uint8_t> renewals;         // (fuses) renewWhen held at the last step
  std::vector<TimerState> timers;        // (timers)
  std::vector<uint8_t> faults;           // (faults) 1: it is there
  std::vector<std::string> fields;       // (fields) what was filled in; empty: nothing
  std::vector<double> spins;             // (motions) rad, for kSpin
  HandState hands[2];                    // by Hand
  circuit::AttachmentId acrossHands;     // the trainee from hand to hand
  double sourceCurrent = 0;              // A, largest of the sources, at the last look for flashes
  uint32_t lastLine = UINT32_MAX;        // what was said last (lines) and whether it was agreed to
  bool lastLineAgreed = false;
  std::vector<double> signals;           // (signals) the observable row; NaN: undefined
  circuit::CircuitState circuit;

  // Chained hash of everything above but Bullet; equal states have equal hashes on every build.
  uint64_t hash() const;
};

}  // namespace shixun::plant
