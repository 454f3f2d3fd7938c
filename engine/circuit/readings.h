// Readings: what the present solution says. Pure functions of model and state; rms phasors.
#pragma once

#include "circuit/compile.h"
#include "circuit/state.h"

namespace shixun::circuit {

// A voltage between nodes of different islands is undefined: nothing fixes it until something joins
// the islands (an instrument does). It is never shown as 0 V.
struct VoltageReading {
  bool defined = false;
  Complex value;       // V, rms phasor; meaningful only when defined
  double rms() const;  // 0 when undefined
};

// V(a) - V(b).
VoltageReading voltage(const CircuitModel& model, const CircuitState& state, NodeIndex a,
                       NodeIndex b);
// V(node) against earth.
VoltageReading toEarth(const CircuitModel& model, const CircuitState& state, NodeIndex node);
// Against the island's own reference (earth, or its lowest node). Compare within one island only.
Complex potential(const CircuitState& state, NodeIndex node);
// The island's lowest node; earth for what is connected to earth.
NodeIndex islandOf(const CircuitState& state, NodeIndex node);

// From p through the element to n, A.
Complex current(const CircuitModel& model, const CircuitState& state, SourceIndex index);
Complex current(const CircuitModel& model, const CircuitState& state, ImpedanceIndex index);
Complex current(const CircuitModel& model, const CircuitState& state, SwitchIndex index);
Complex current(const CircuitModel& model, const CircuitState& state, CoilIndex index);
Complex current(const CircuitModel& model, const CircuitState& state, ThermalIndex index,
                uint32_t pole);
Complex current(const CircuitModel& model, const CircuitState& state, FuseIndex index);
// Into terminal 0 (u), 1 (v) or 2 (w).
Complex current(const CircuitModel& model, const CircuitState& state, MachineIndex index,
                uint32_t terminal);
// From a to b through an attachment; 0 for a stale id.
Complex current(const CircuitState& state, AttachmentId id);
// null for a stale id.
const Attachment* findAttachment(const CircuitState& state, AttachmentId id);

// Slip against the forward field, and electromagnetic torque in N m.
double slip(const CircuitModel& model, const CircuitState& state, MachineIndex index);
double torque(const CircuitModel& model, const CircuitState& state, MachineIndex index);

}  // namespace shixun::circuit
