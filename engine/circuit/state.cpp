#include "circuit/state.h"

namespace shixun::circuit {

void CircuitState::hash(Hash64& hash) const {
  for (const SwitchState& s : switches) {
    hash.add((s.commanded ? 1u : 0u) | (s.closed ? 2u : 0u) |
             (static_cast<uint32_t>(s.fault) << 2));
  }
  for (const CoilState& s : coils) {
    hash.add((s.sealed ? 1u : 0u) | (s.chattering ? 2u : 0u) | (s.flips << 2));
    hash.add(s.timer);
    hash.add(s.hold);
    hash.add(s.window);
  }
  for (const ThermalState& s : thermals) {
    hash.add(s.tripped);
    hash.add(s.setting);
    hash.add(s.magneticTimer);
    for (const double heat : s.heat) hash.add(heat);
  }
  for (const FuseState& s : fuses) {
    hash.add(s.blown);
    hash.add(s.damage);
  }
  for (const ResidualState& s : residuals) {
    hash.add(s.tripped);
    hash.add(s.progress);
  }
  for (const RectifiedState& s : rectified) {
    for (const double held : s.held) hash.add(held);
    hash.add(s.time);
    hash.add(s.steady);
    hash.add(s.calm);
  }
  for (const double charge : charges) hash.add(charge);
  for (const MachineState& s : machines) {
    hash.add(s.speed);
    hash.add(s.loadFactor);
    hash.add(s.blocked);
    hash.add(s.solvedSlip);
  }
  for (const Attachment& s : attachments) {
    hash.add((static_cast<uint64_t>(s.generation) << 32) | (s.present ? 1u : 0u) |
             (s.body ? 2u : 0u) | (static_cast<uint32_t>(s.worst) << 2));
    if (!s.present) continue;
    hash.add((static_cast<uint64_t>(s.a.value) << 32) | s.b.value);
    hash.add(s.resistance);
    hash.add(s.capacitance);
    hash.add(s.series);
    hash.add(s.emf);
    hash.add(s.exposure);
    hash.add(s.danger);
    hash.add(s.peak);
  }
  hash.add(failures);
}

}  // namespace shixun::circuit
