// The human body in the circuit: impedance that falls with voltage and what a current does.
// Values: IEC 60479-1 (1994 edition, dry, hand to hand, large contact) and its line c1, as quoted
// in vendor and teaching pages; re-check against the standard before claiming conformity.
#pragma once

namespace shixun::circuit {

enum class BodyPercentile { k5, k50, k95 };  // the share of people whose impedance is not above it

// Total body impedance in ohm at `volts` rms across the body, linear between the table's points
// (25, 50, 100, 220, 1000 V) and constant outside them.
double bodyResistance(double volts, BodyPercentile percentile = BodyPercentile::k50);

enum class BodyEffect {
  kNone,          // below 0.5 mA
  kPerception,    // from 0.5 mA
  kCannotLetGo,   // from 10 mA
  kBreathing,     // from 20 mA: paralysis of breathing
  kFibrillation,  // above the line c1 for the time it has lasted
};

// The line c1: the current in A from which fibrillation is likely after `seconds` of flow. Log-log
// between 10 ms 500 mA, 100 ms 400, 0.5 s 100, 1 s 50, 3 s 40; constant outside.
double fibrillationCurrent(double seconds);

// `current` in A rms, `seconds` for how long it has been dangerous (at or above kDangerousCurrent).
BodyEffect bodyEffect(double current, double seconds);

inline constexpr double kPerceptionCurrent = 0.0005;
inline constexpr double kLetGoCurrent = 0.010;
inline constexpr double kBreathingCurrent = 0.020;
inline constexpr double kDangerousCurrent = 0.040;  // c1 for long exposures

}  // namespace shixun::circuit
