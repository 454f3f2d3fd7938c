#include "circuit/compile.h"

#include "circuit/rules.h"

namespace shixun::circuit {
namespace {

// Below this the element becomes a branch. 1 Ohm keeps cables and contacts apart from loads; the
// exact value changes only rounding.
constexpr double kBranchOhms = 1.0;

bool needsBranch(const ImpedanceDef& z, double frequency) {
  if (z.capacitance > 0) return false;
  // A pure inductor is a short at DC: only a branch can say so.
  return z.resistance == 0 || z.resistance + 2 * kPi * frequency * z.inductance < kBranchOhms;
}

void numberRows(CircuitModel& model) {
  int32_t next = 0;
  for (uint32_t i = 0; i < model.nodeCount(); ++i) {
    model.rowOfNode.push_back(i == model.net.earth.value ? -1 : next++);
  }
  model.unknowns = static_cast<uint32_t>(next) + static_cast<uint32_t>(model.branches.size());
}

void listElements(CircuitModel& model) {
  const NetworkDef& net = model.net;
  for (uint32_t i = 0; i < net.sources.size(); ++i) {
    model.branches.push_back({net.sources[i].p, net.sources[i].n, BranchKind::kSource, i});
    if (net.sources[i].kind == SourceKind::kDc) model.hasDcSources = true;
  }
  for (uint32_t i = 0; i < net.switches.size(); ++i) {
    model.branches.push_back({net.switches[i].p, net.switches[i].n, BranchKind::kSwitch, i});
  }
  for (uint32_t i = 0; i < net.thermals.size(); ++i) {
    model.firstPole.push_back(static_cast<uint32_t>(model.poles.size()));
    for (uint32_t k = 0; k < net.thermals[i].poles.size(); ++k) {
      const Pole& pole = net.thermals[i].poles[k];
      model.branches.push_back(
          {pole.p, pole.n, BranchKind::kPole, static_cast<uint32_t>(model.poles.size())});
      model.poles.push_back({ThermalIndex(i), k});
    }
  }
  for (uint32_t i = 0; i < net.fuses.size(); ++i) {
    model.branches.push_back({net.fuses[i].p, net.fuses[i].n, BranchKind::kFuse, i});
  }
  for (uint32_t i = 0; i < net.impedances.size(); ++i) {
    const ImpedanceDef& z = net.impedances[i];
    if (needsBranch(z, net.frequency)) {
      model.branchOfImpedance.push_back(static_cast<int32_t>(model.branches.size()));
      model.branches.push_back({z.p, z.n, BranchKind::kImpedance, i});
    } else {
      model.branchOfImpedance.push_back(-1);
      model.shunts.push_back({z.p, z.n, ShuntKind::kImpedance, i});
    }
  }
  for (uint32_t i = 0; i < net.coils.size(); ++i) {
    model.shunts.push_back({net.coils[i].p, net.coils[i].n, ShuntKind::kCoil, i});
  }
}

}  // namespace

const std::string& CircuitModel::nameOfRow(uint32_t row) const {
  if (row < nodeCount() - 1) {
    const uint32_t node = row < net.earth.value ? row : row + 1;
    return net.nodes[node].name;
  }
  const Branch& branch = branches[row - (nodeCount() - 1)];
  switch (branch.kind) {
    case BranchKind::kSource:
      return net.sources[branch.index].name;
    case BranchKind::kSwitch:
      return net.switches[branch.index].name;
    case BranchKind::kPole:
      return net.thermals[poles[branch.index].group.value].name;
    case BranchKind::kFuse:
      return net.fuses[branch.index].name;
    case BranchKind::kImpedance:
      break;
  }
  return net.impedances[branch.index].name;
}

Result<CircuitModel> compile(const NetworkDef& def, Diagnostics& problems) {
  Diagnostics found;
  checkNetwork(def, found);
  const bool refused = found.hasErrors();
  std::string first;
  size_t errors = 0;
  for (const Diagnostic& problem : found.list()) {
    if (problem.severity == Severity::kError && ++errors == 1) first = problem.message;
    problems.add(problem);
  }
  if (refused) {
    return Status(StatusCode::kInvalid,
                  "the network has " + std::to_string(errors) + " error(s), the first: " + first);
  }
  CircuitModel model;
  model.net = def;
  listElements(model);
  numberRows(model);
  return model;
}

}  // namespace shixun::circuit
