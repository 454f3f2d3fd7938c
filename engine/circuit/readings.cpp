#include "circuit/readings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "circuit/assembly.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"

namespace shixun::circuit {

double VoltageReading::rms() const {
  return defined ? squareRoot(squaredMagnitude(value) + otherSquares + dc * dc) : 0;
}

double VoltageReading::ac() const {
  return defined ? squareRoot(squaredMagnitude(value) + otherSquares) : 0;
}

VoltageReading voltage(const CircuitModel& model, const CircuitState& state, NodeIndex a,
                       NodeIndex b) {
  const Solution& main = state.spectrum.front();
  if (main.islands[a.value] != main.islands[b.value]) return {};
  VoltageReading out;
  out.defined = true;
  for (uint32_t line = 0; line < state.spectrum.size(); ++line) {
    const Solution& s = state.spectrum[line];
    if (!s.live) continue;
    const Complex volts = s.potentials[a.value] - s.potentials[b.value];
    if (line == 0) {
      out.value = volts;
    } else if (line == model.dcLine()) {
      out.dc = volts.real();
    } else {
      out.otherSquares += squaredMagnitude(volts);
    }
  }
  return out;
}

double peak(const CircuitModel& model, const CircuitState& state, NodeIndex a, NodeIndex b) {
  constexpr int kInstants = 512;  // of a period; the twelfth harmonic's crest within 0.3 %
  if (!voltage(model, state, a, b).defined) return 0;
  std::array<double, kInstants> course = {};
  double beside = 0;
  for (uint32_t line = 0; line < state.spectrum.size(); ++line) {
    const Solution& s = state.spectrum[line];
    if (!s.live) continue;
    const Complex volts = s.potentials[a.value] - s.potentials[b.value];
    const bool harmonic =
        line >= model.firstHarmonic && line < model.firstHarmonic + model.harmonics;
    if (line != 0 && line != model.dcLine() && !harmonic) {
      beside += squareRoot(2) * magnitude(volts);
      continue;
    }
    const double scale = line == model.dcLine() ? 1 : squareRoot(2);
    const double turns = model.frequencies[line] / model.frequencies.front() / kInstants;
    for (int i = 0; i < kInstants; ++i) {
      const double angle = 2 * kPi * turns * i;
      course[static_cast<size_t>(i)] +=
          scale * (volts.real() * cosine(angle) - volts.imag() * sine(angle));
    }
  }
  double largest = 0;
  for (const double volts : course) largest = std::max(largest, std::abs(volts));
  return largest + beside;
}

VoltageReading toEarth(const CircuitModel& model, const CircuitState& state, NodeIndex node) {
  return voltage(model, state, node, model.net.earth);
}

Complex potential(const CircuitState& state, NodeIndex node) {
  return state.spectrum.front().potentials[node.value];
}

NodeIndex islandOf(const CircuitState& state, NodeIndex node) {
  return NodeIndex(state.spectrum.front().islands[node.value]);
}

Complex current(const CircuitModel& model, const CircuitState& state, SourceIndex index,
                uint32_t line) {
  return state.spectrum[line].currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, ImpedanceIndex index,
                uint32_t line) {
  const Solution& s = state.spectrum[line];
  const int32_t branch = model.branchOfImpedance[index.value];
  if (branch >= 0) return s.currents[static_cast<size_t>(branch)];
  const ImpedanceDef& def = model.net.impedances[index.value];
  const Complex volts = s.potentials[def.p.value] - s.potentials[def.n.value];
  const double frequency = model.frequencies[line];
  if (frequency > 0 || def.capacitance == 0) {
    return multiply(volts, shuntAdmittance(def, frequency));
  }
  for (size_t i = 0; i < model.capacitors.size(); ++i) {
    if (model.shunts[model.capacitors[i]].index != index.value) continue;
    return s.live ? (volts - state.charges[i]) * chargeConductance(def) : Complex();
  }
  return {};
}

Complex current(const CircuitModel& model, const CircuitState& state, SwitchIndex index,
                uint32_t line) {
  return state.spectrum[line].currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, CoilIndex index,
                uint32_t line) {
  const CoilDef& def = model.net.coils[index.value];
  const Solution& s = state.spectrum[line];
  return multiply(s.potentials[def.p.value] - s.potentials[def.n.value],
                  coilAdmittance(def, state.coils[index.value].sealed, model.frequencies[line]));
}

Complex current(const CircuitModel& model, const CircuitState& state, ThermalIndex index,
                uint32_t pole, uint32_t line) {
  return state.spectrum[line].currents[model.branchOf(index, pole)];
}

Complex current(const CircuitModel& model, const CircuitState& state, FuseIndex index,
                uint32_t line) {
  return state.spectrum[line].currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, MachineIndex index,
                uint32_t terminal, uint32_t line) {
  const MachineDef& def = model.net.machines[index.value];
  const double frequency = model.frequencies[line];
  // The slip that the present solution was made with; other frequencies see their own.
  const double speed =
      (1 - state.machines[index.value].solvedSlip) * synchronousSpeed(def, model.net.frequency);
  const TerminalAdmittance y =
      frequency == 0 ? terminalAdmittanceAtDc(def)
                     : terminalAdmittance(def, slipOf(def, speed, frequency), frequency);
  const std::array nodes = {def.u, def.v, def.w};
  const auto at = [&](uint32_t k) {
    return state.spectrum[line].potentials[nodes[(terminal + k) % 3].value];
  };
  return multiply(y.own, at(0)) + multiply(y.next, at(1)) + multiply(y.previous, at(2));
}

Complex current(const CircuitModel& model, const CircuitState& state, TransformerIndex index,
                uint32_t line) {
  return state.spectrum[line].currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, ResidualIndex index,
                uint32_t line) {
  Complex sum;
  for (uint32_t k = 0; k < model.net.residuals[index.value].poles.size(); ++k) {
    sum += state.spectrum[line].currents[model.branchOf(index, k)];
  }
  return sum;
}

Complex current(const CircuitState& state, AttachmentId id) {
  const Attachment* attachment = findAttachment(state, id);
  return attachment != nullptr ? attachment->current : Complex();
}

double totalCurrent(const Attachment& attachment) {
  return squareRoot(squaredMagnitude(attachment.current) + attachment.otherSquares +
                    attachment.dcCurrent * attachment.dcCurrent);
}

double totalCurrent(const CircuitState& state, AttachmentId id) {
  const Attachment* attachment = findAttachment(state, id);
  return attachment != nullptr ? totalCurrent(*attachment) : 0;
}

const Attachment* findAttachment(const CircuitState& state, AttachmentId id) {
  if (!id.valid() || id.index >= state.attachments.size()) return nullptr;
  const Attachment& attachment = state.attachments[id.index];
  return attachment.present && attachment.generation == id.generation ? &attachment : nullptr;
}

double slip(const CircuitModel& model, const CircuitState& state, MachineIndex index) {
  return slipOf(model.net.machines[index.value], state.machines[index.value].speed,
                model.net.frequency);
}

double torque(const CircuitModel& model, const CircuitState& state, MachineIndex index) {
  const MachineState& machine = state.machines[index.value];
  return machineTorque(model.net.machines[index.value], machine, machine.speed,
                       model.net.frequency);
}

}  // namespace shixun::circuit
