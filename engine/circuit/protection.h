// The slow states of coils, thermal groups and fuses: what a time step with constant voltages and
// currents does to them. Pure functions of one element; circuit.cpp applies them to a network.
#pragma once

#include <span>

#include "circuit/network_def.h"
#include "circuit/state.h"

namespace shixun::circuit {

enum class CoilChange { kNone, kPickedUp, kDroppedOut };

// `volts` rms across the coil held for dt >= 0. With dt = 0 only an undelayed armature moves.
CoilChange advanceCoil(const CoilDef& def, CoilState& state, double volts, double dt);
// Counts one movement of the armature; true when it is to be named as chattering (kChatterFlips
// movements within a second, once until it has been quiet for a second).
bool countFlip(CoilState& state);

enum class TripCause { kNone, kThermal, kMagnetic };

// `squaredCurrents`: |I|^2 per pole, A^2. Returns the cause when the group trips in this step.
TripCause advanceThermal(const ThermalGroupDef& def, ThermalState& state,
                         std::span<const double> squaredCurrents, double dt);
// The hottest pole's theta, 1 at the setting for ever.
double thermalLevel(const ThermalState& state);

// Melting time in s at a constant current; infinite below the first point of the curve.
double meltingTime(const FuseDef& def, double current);
// True when the fuse melts in this step.
bool advanceFuse(const FuseDef& def, FuseState& state, double squaredCurrent, double dt);

// The delay of a residual release at a residual current, s; infinite below its level.
double residualDelay(const ResidualDef& def, double current);
// True when the release trips in this step.
bool advanceResidual(const ResidualDef& def, ResidualState& state, double current, double dt);

inline constexpr uint32_t kChatterFlips = 8;

}  // namespace shixun::circuit
