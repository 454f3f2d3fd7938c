// The induction machine: sequence admittances and torque from the equivalent circuit, and the
// shaft's motion.
#pragma once

#include "circuit/network_def.h"
#include "circuit/state.h"

namespace shixun::circuit {

// One sequence network at one slip.
struct SequenceResponse {
  Complex admittance;         // terminal current per phase voltage, S
  double torquePerVolt2 = 0;  // N m per V^2 of the phase voltage of this sequence, signed like slip
};

// `frequency` of the supply in Hz (> 0). Slip of any sign; 0 is finite.
SequenceResponse sequenceResponse(const MachineDef& def, double slip, double frequency);

// The 3x3 terminal admittance is circulant: I(u) = own V(u) + next V(v) + previous V(w), and so on
// around; rows and columns sum to zero (the star point floats).
struct TerminalAdmittance {
  Complex own, next, previous;
};
TerminalAdmittance terminalAdmittance(const MachineDef& def, double slip, double frequency);
// At DC: the three stator resistances in star.
TerminalAdmittance terminalAdmittanceAtDc(const MachineDef& def);

// Synchronous speed of the shaft, rad/s.
double synchronousSpeed(const MachineDef& def, double frequency);
// Slip against the forward field (u, v, w): 0 synchronous, 1 standstill, 2 synchronous backwards.
double slipOf(const MachineDef& def, double speed, double frequency);

// Electromagnetic torque in N m at `speed` for the sequence voltages in `state`.
double machineTorque(const MachineDef& def, const MachineState& state, double speed,
                     double frequency);

// Moves the shaft by dt with the sequence voltages held.
void advanceMachine(const MachineDef& def, MachineState& state, double dt, double frequency);

}  // namespace shixun::circuit
