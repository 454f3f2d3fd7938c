#include "circuit/compile.h"

#include <algorithm>

#include "circuit/rectified.h"
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

// What joins more than two nodes.
void listCouplings(CircuitModel& model) {
  const NetworkDef& net = model.net;
  model.firstTransformer = static_cast<uint32_t>(model.branches.size());
  for (uint32_t i = 0; i < net.transformers.size(); ++i) {
    const TransformerDef& t = net.transformers[i];
    model.branches.push_back({t.p2, t.n2, BranchKind::kTransformer, i});
    model.shunts.push_back({t.p1, t.n1, ShuntKind::kMagnetising, i});
  }
  for (uint32_t i = 0; i < net.lines.size(); ++i) {
    const LineDef& line = net.lines[i];
    model.branches.push_back({line.p1, line.p2, BranchKind::kLine, i});
    model.shunts.push_back({line.p1, line.n, ShuntKind::kLineEnd, i});
    model.shunts.push_back({line.p2, line.n, ShuntKind::kLineEnd, i});
  }
  for (uint32_t i = 0; i < net.residuals.size(); ++i) {
    model.firstResidualPole.push_back(static_cast<uint32_t>(model.branches.size()));
    for (uint32_t k = 0; k < net.residuals[i].poles.size(); ++k) {
      const Pole& pole = net.residuals[i].poles[k];
      model.branches.push_back({pole.p, pole.n, BranchKind::kResidualPole,
                                static_cast<uint32_t>(model.residualPoles.size())});
      model.residualPoles.push_back({ResidualIndex(i), k});
    }
  }
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
  listCouplings(model);
  for (uint32_t i = 0; i < model.shunts.size(); ++i) {
    const Shunt& shunt = model.shunts[i];
    const bool capacitor =
        shunt.kind == ShuntKind::kImpedance && net.impedances[shunt.index].capacitance > 0;
    // Within a rectified part it is followed in time.
    if (capacitor && partOfEnds(model, shunt.p, shunt.n) < 0) {
      model.capacitors.push_back(i);
    }
  }
}

void listFrequencies(CircuitModel& model) {
  std::vector<double> others;
  for (const VoltageSourceDef& source : model.net.sources) {
    if (source.kind == SourceKind::kAc && source.frequency > 0 &&
        source.frequency != model.net.frequency) {
      others.push_back(source.frequency);
    }
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  model.frequencies = {model.net.frequency};
  model.frequencies.insert(model.frequencies.end(), others.begin(), others.end());
  model.firstHarmonic = static_cast<uint32_t>(model.frequencies.size());
  if (!model.rectified.empty()) {
    for (uint32_t k = 2; k <= kHarmonics; ++k) {
      model.frequencies.push_back(k * model.net.frequency);
    }
    model.harmonics = kHarmonics - 1;
  }
  model.frequencies.push_back(0);
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
    case BranchKind::kTransformer:
      return net.transformers[branch.index].name;
    case BranchKind::kLine:
      return net.lines[branch.index].name;
    case BranchKind::kResidualPole:
      return net.residuals[residualPoles[branch.index].release.value].name;
    case BranchKind::kImpedance:
      break;
  }
  return net.impedances[branch.index].name;
}

Result<CircuitModel> compile(const NetworkDef& def, Diagnostics& problems) {
  Diagnostics found;
  checkNetwork(def, found);
  if (!found.hasErrors()) checkRectified(def, found);
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
  findRectified(model);
  listElements(model);
  listFrequencies(model);
  numberRows(model);
  return model;
}

}  // namespace shixun::circuit
