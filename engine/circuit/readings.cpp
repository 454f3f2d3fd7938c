#include "circuit/readings.h"

#include <array>

#include "circuit/assembly.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"

namespace shixun::circuit {

double VoltageReading::rms() const {
  return defined ? magnitude(value) : 0;
}

VoltageReading voltage(const CircuitModel& /*model*/, const CircuitState& state, NodeIndex a,
                       NodeIndex b) {
  const Solution& s = state.solution;
  if (s.islands[a.value] != s.islands[b.value]) return {};
  return {true, s.potentials[a.value] - s.potentials[b.value]};
}

VoltageReading toEarth(const CircuitModel& model, const CircuitState& state, NodeIndex node) {
  return voltage(model, state, node, model.net.earth);
}

Complex potential(const CircuitState& state, NodeIndex node) {
  return state.solution.potentials[node.value];
}

NodeIndex islandOf(const CircuitState& state, NodeIndex node) {
  return NodeIndex(state.solution.islands[node.value]);
}

Complex current(const CircuitModel& model, const CircuitState& state, SourceIndex index) {
  return state.solution.currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, ImpedanceIndex index) {
  const int32_t branch = model.branchOfImpedance[index.value];
  if (branch >= 0) return state.solution.currents[static_cast<size_t>(branch)];
  const ImpedanceDef& def = model.net.impedances[index.value];
  return multiply(potential(state, def.p) - potential(state, def.n),
                  shuntAdmittance(def, model.net.frequency));
}

Complex current(const CircuitModel& model, const CircuitState& state, SwitchIndex index) {
  return state.solution.currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, CoilIndex index) {
  const CoilDef& def = model.net.coils[index.value];
  return multiply(potential(state, def.p) - potential(state, def.n),
                  coilAdmittance(def, state.coils[index.value].sealed, model.net.frequency));
}

Complex current(const CircuitModel& model, const CircuitState& state, ThermalIndex index,
                uint32_t pole) {
  return state.solution.currents[model.branchOf(index, pole)];
}

Complex current(const CircuitModel& model, const CircuitState& state, FuseIndex index) {
  return state.solution.currents[model.branchOf(index)];
}

Complex current(const CircuitModel& model, const CircuitState& state, MachineIndex index,
                uint32_t terminal) {
  const MachineDef& def = model.net.machines[index.value];
  const TerminalAdmittance y =
      terminalAdmittance(def, state.machines[index.value].solvedSlip, model.net.frequency);
  const std::array nodes = {def.u, def.v, def.w};
  const auto at = [&](uint32_t k) { return potential(state, nodes[(terminal + k) % 3]); };
  return multiply(y.own, at(0)) + multiply(y.next, at(1)) + multiply(y.previous, at(2));
}

Complex current(const CircuitState& state, AttachmentId id) {
  const Attachment* attachment = findAttachment(state, id);
  return attachment != nullptr ? attachment->current : Complex();
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
