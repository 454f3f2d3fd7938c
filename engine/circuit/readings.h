// Readings: what the present solution says. Pure functions of model and state; rms phasors.
#pragma once

#include "circuit/compile.h"
#include "circuit/state.h"

namespace shixun::circuit {

// A voltage between nodes of different islands is undefined: nothing fixes it until something joins
// the islands (an instrument does). It is never shown as 0 V.
struct VoltageReading {
  bool defined = false;
  Complex value;            // V at the network's frequency, rms; meaningful only when defined
  double dc = 0;            // V
  double otherSquares = 0;  // V^2, sum over the other frequencies
  double rms() const;       // of everything superposed; 0 when undefined
  double ac() const;        // without the direct part
};

// V(a) - V(b).
VoltageReading voltage(const CircuitModel& model, const CircuitState& state, NodeIndex a,
                       NodeIndex b);
// The largest |V(a) - V(b)| at any instant, V: over one period of the network's frequency with its
// harmonics; parts of other frequencies meet their crests together sooner or later and are added. 0
// when undefined.
double peak(const CircuitModel& model, const CircuitState& state, NodeIndex a, NodeIndex b);
// V(node) against earth.
VoltageReading toEarth(const CircuitModel& model, const CircuitState& state, NodeIndex node);
// Against the island's own reference (earth, or its lowest node). Compare within one island only.
Complex potential(const CircuitState& state, NodeIndex node);
// The island's lowest node; earth for what is connected to earth.
NodeIndex islandOf(const CircuitState& state, NodeIndex node);

// Of everything superposed, rms, A: totalCurrent(model, state, index) for every index below.
template <typename... Index>
double totalCurrent(const CircuitModel& model, const CircuitState& state, Index... index);

// From p through the element to n at the network's frequency, or at that of `line` (an index into
// CircuitModel::frequencies), A.
Complex current(const CircuitModel& model, const CircuitState& state, SourceIndex index,
                uint32_t line = 0);
Complex current(const CircuitModel& model, const CircuitState& state, ImpedanceIndex index,
                uint32_t line = 0);
Complex current(const CircuitModel& model, const CircuitState& state, SwitchIndex index,
                uint32_t line = 0);
Complex current(const CircuitModel& model, const CircuitState& state, CoilIndex index,
                uint32_t line = 0);
Complex current(const CircuitModel& model, const CircuitState& state, ThermalIndex index,
                uint32_t pole, uint32_t line = 0);
Complex current(const CircuitModel& model, const CircuitState& state, FuseIndex index,
                uint32_t line = 0);
// Into terminal 0 (u), 1 (v) or 2 (w).
Complex current(const CircuitModel& model, const CircuitState& state, MachineIndex index,
                uint32_t terminal, uint32_t line = 0);
// Of a transformer: into p2.
Complex current(const CircuitModel& model, const CircuitState& state, TransformerIndex index,
                uint32_t line = 0);
// The residual current: the sum over the poles.
Complex current(const CircuitModel& model, const CircuitState& state, ResidualIndex index,
                uint32_t line = 0);
// From a to b through an attachment; 0 for a stale id.
Complex current(const CircuitState& state, AttachmentId id);
double totalCurrent(const CircuitState& state, AttachmentId id);
double totalCurrent(const Attachment& attachment);
// null for a stale id.
const Attachment* findAttachment(const CircuitState& state, AttachmentId id);

// Slip against the forward field, and electromagnetic torque in N m.
double slip(const CircuitModel& model, const CircuitState& state, MachineIndex index);
double torque(const CircuitModel& model, const CircuitState& state, MachineIndex index);

template <typename... Index>
double totalCurrent(const CircuitModel& model, const CircuitState& state, Index... index) {
  double square = 0;
  for (uint32_t line = 0; line < state.spectrum.size(); ++line) {
    if (!state.spectrum[line].live) continue;
    const Complex amperes = current(model, state, index..., line);
    square += amperes.real() * amperes.real() + amperes.imag() * amperes.imag();
  }
  return squareRoot(square);
}

}  // namespace shixun::circuit
