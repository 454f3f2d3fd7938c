// CircuitState: everything about a circuit that changes. A plain value: copy it to save, assign it
// to restore. The solver object (circuit.h) holds only caches, so the same state gives the same
// next state whatever solver it is handed to.
#pragma once

#include <cstdint>
#include <vector>

#include "circuit/body.h"
#include "circuit/network_def.h"
#include "core/hash.h"
#include "core/id.h"

namespace shixun::circuit {

using AttachmentId = Id<struct AttachmentTag>;

// A defect that holds a contact whatever moves it.
enum class ContactFault { kNone, kWelded, kStuckOpen };

struct SwitchState {
  bool commanded = false;  // what setSwitch asked for (kFree, kTripFree)
  bool closed = false;     // what the contact does
  ContactFault fault = ContactFault::kNone;
};

struct CoilState {
  bool sealed = false;      // armature in
  bool chattering = false;  // named once; cleared after a quiet second
  double timer = 0;         // how long the voltage has asked for the other position, s
  double hold = 0;          // time for which a chattering armature stays as it is, s
  double window = 0;        // rest of the second in which `flips` are counted
  uint32_t flips = 0;
};

struct ThermalState {
  double setting = 0;        // A
  bool tripped = false;      // latched until reset
  double magneticTimer = 0;  // s above the magnetic threshold
  std::vector<double> heat;  // A^2, one per pole; theta = heat / setting^2
};

struct FuseState {
  bool blown = false;
  double damage = 0;  // 1 melts
};

struct ResidualState {
  bool tripped = false;  // latched until reset
  double progress = 0;   // 1 trips
};

struct MachineState {
  double speed = 0;       // rad/s at the shaft, positive for the order u, v, w
  double loadFactor = 1;  // multiplies the load torque, not the friction
  bool blocked = false;   // held at standstill
  double solvedSlip = 1;  // the slip that the present solution was made with
  double forwardSquared = 0, backwardSquared = 0;  // |V1|^2, |V2|^2 of the present solution
};

// Something that touches two nodes for a while: an instrument (R parallel C) or a person.
struct Attachment {
  uint32_t generation = 0;  // of the AttachmentId; counts reuses of the slot
  bool present = false;
  bool body = false;
  NodeIndex a, b;
  double resistance = 0;   // ohm; of a body its present value, found by iteration
  double capacitance = 0;  // F
  double series = 0;       // gloves and shoes, ohm (body)
  double fixed = 0;        // body resistance that does not follow the table; 0: the table
  BodyPercentile percentile = BodyPercentile::k50;
  double emf = 0;           // V DC in series with the resistance, driving from a
  Complex current = {};     // a to b at the network's frequency, A
  double dcCurrent = 0;     // a to b, A
  double otherSquares = 0;  // A^2, sum over the other frequencies
  double exposure = 0;      // s at or above kPerceptionCurrent
  double danger = 0;        // s at or above kDangerousCurrent
  double peak = 0;          // largest current so far, A
  BodyEffect worst = BodyEffect::kNone;
};

// The last good solution at one of the frequencies that the whole is superposed of. At DC the
// imaginary parts are zero.
struct Solution {
  bool live = false;                // false: nothing drives anything at this frequency
  std::vector<Complex> potentials;  // per node; against earth, or its island's own reference
  std::vector<Complex> currents;    // per branch of the model, p to n
  std::vector<uint32_t> islands;    // per node: lowest node of its island; earth's own for earthed
};

// One rectified part, followed in time.
struct RectifiedState {
  std::vector<double> held;  // per element of its netlist: V of a capacitor, A of an inductor
  double time = 0;           // s within the network's period, of `held`
  bool steady = false;       // it repeats itself: nothing is computed until something changes
  uint32_t calm = 0;         // ticks since `reference` was taken
  uint64_t signature = 0;    // of what it was last solved with
  std::vector<std::vector<double>> courses;  // [sample][node, then current], the last period
  std::vector<double> times;                 // s, of the samples, from the oldest on
  // [line][node, then current]: rms phasors of the network's frequency and its multiples; then DC.
  std::vector<std::vector<Complex>> spectrum;
  std::vector<std::vector<Complex>> reference;  // an earlier one, to see whether it repeats itself
};

struct CircuitState {
  std::vector<SwitchState> switches;
  std::vector<CoilState> coils;
  std::vector<ThermalState> thermals;
  std::vector<FuseState> fuses;
  std::vector<MachineState> machines;
  std::vector<ResidualState> residuals;
  std::vector<RectifiedState> rectified;
  std::vector<double> charges;          // V DC, p to n, per CircuitModel::capacitors
  std::vector<Attachment> attachments;  // slots; use AttachmentId
  std::vector<Solution> spectrum;       // per CircuitModel::frequencies
  bool switched = true;                 // a contact has moved since the last solution
  bool contactsDirty = true;            // a contact may have to move
  bool dirty = true;                    // the solution is older than the network
  uint64_t solves = 0;
  uint64_t failures = 0;  // numeric failures so far; each kept the last good solution

  // Over the discrete and slow states (not the solution, which follows from them).
  void hash(Hash64& hash) const;
};

}  // namespace shixun::circuit
