#include "circuit/assembly.h"

#include <algorithm>
#include <array>
#include <utility>

#include "circuit/line.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"
#include "circuit/rectified.h"
#include "core/assert.h"
#include "core/clock.h"

namespace shixun::circuit {
namespace {

constexpr double kCanonicalBodyOhms = 1000;
constexpr Complex kOne = {1, 0};
// Pins a floating island's reference to 0. The island's currents sum to zero by themselves, so no
// current flows here and the value only has to be of the matrix's own size.
constexpr Complex kPin = {1, 0};

using Entry = std::pair<int32_t, int32_t>;  // column, row

void addBlock(std::vector<Entry>& entries, std::span<const int32_t> rows) {
  for (const int32_t column : rows) {
    for (const int32_t row : rows) {
      if (row >= 0 && column >= 0) entries.emplace_back(column, row);
    }
  }
}

}  // namespace

Complex seriesImpedance(double resistance, double inductance, double frequency) {
  if (frequency == 0 && resistance == 0 && inductance > 0) return {kDcInductorOhms, 0};
  return {resistance, 2 * kPi * frequency * inductance};
}

Complex shuntAdmittance(const ImpedanceDef& def, double frequency) {
  Complex z = seriesImpedance(def.resistance, def.inductance, frequency);
  if (def.capacitance > 0) {
    if (frequency == 0) return {0, 0};
    z += Complex(0, -1 / (2 * kPi * frequency * def.capacitance));
  }
  return inverse(z);
}

double chargeConductance(const ImpedanceDef& def) {
  return 1 / (def.resistance + kTickSeconds / def.capacitance);
}

Complex coilAdmittance(const CoilDef& def, bool sealed, double frequency) {
  return inverse(sealed ? seriesImpedance(def.sealedResistance, def.sealedInductance, frequency)
                        : seriesImpedance(def.openResistance, def.openInductance, frequency));
}

Complex attachmentAdmittance(const Attachment& attachment, double frequency) {
  if (attachment.body) return {1 / (attachment.series + attachment.resistance), 0};
  return {1 / attachment.resistance, 2 * kPi * frequency * attachment.capacitance};
}

Assembly::Assembly(const CircuitModel& model, std::vector<Bridge> bridges)
    : model_(model), bridges_(std::move(bridges)) {
  std::vector<Entry> entries;
  const auto row = [&model](NodeIndex node) { return model.rowOfNode[node.value]; };
  // Every diagonal is stored: nodes for the pins, branches for their own impedance.
  for (uint32_t i = 0; i < model.unknowns; ++i) {
    entries.emplace_back(static_cast<int32_t>(i), static_cast<int32_t>(i));
  }
  for (uint32_t i = 0; i < model.branches.size(); ++i) {
    const auto own = static_cast<int32_t>(model.rowOfBranch(i));
    for (const NodeIndex node : {model.branches[i].p, model.branches[i].n}) {
      if (row(node) < 0) continue;
      entries.emplace_back(own, row(node));
      entries.emplace_back(row(node), own);
    }
  }
  for (uint32_t i = 0; i < model.net.transformers.size(); ++i) {
    const TransformerDef& t = model.net.transformers[i];
    const auto own = static_cast<int32_t>(model.rowOfBranch(model.branchOf(TransformerIndex(i))));
    for (const NodeIndex node : {t.p1, t.n1}) {
      if (row(node) < 0) continue;
      entries.emplace_back(own, row(node));
      entries.emplace_back(row(node), own);
    }
  }
  for (const Shunt& shunt : model.shunts) {
    addBlock(entries, std::array{row(shunt.p), row(shunt.n)});
  }
  for (const Bridge& bridge : bridges_) addBlock(entries, std::array{row(bridge.a), row(bridge.b)});
  for (const MachineDef& m : model.net.machines) {
    addBlock(entries, std::array{row(m.u), row(m.v), row(m.w)});
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());

  pattern_.size = static_cast<int32_t>(model.unknowns);
  pattern_.columnStarts.assign(model.unknowns + 1, 0);
  for (const Entry& entry : entries) {
    ++pattern_.columnStarts[static_cast<size_t>(entry.first) + 1];
    pattern_.rows.push_back(entry.second);
  }
  for (size_t i = 1; i <= model.unknowns; ++i) {
    pattern_.columnStarts[i] += pattern_.columnStarts[i - 1];
  }
  trash_ = static_cast<Slot>(entries.size());
  locateSlots();
}

Assembly::Slot Assembly::slot(int32_t row, int32_t column) const {
  if (row < 0 || column < 0) return trash_;
  const auto begin = pattern_.rows.begin() + pattern_.columnStarts[static_cast<size_t>(column)];
  const auto end = pattern_.rows.begin() + pattern_.columnStarts[static_cast<size_t>(column) + 1];
  const auto at = std::lower_bound(begin, end, row);
  SHIXUN_ASSERT(at != end && *at == row, "the pattern lacks an entry");
  return static_cast<Slot>(at - pattern_.rows.begin());
}

Assembly::PairSlots Assembly::pairSlots(NodeIndex p, NodeIndex n) const {
  const int32_t rp = model_.rowOfNode[p.value], rn = model_.rowOfNode[n.value];
  return {slot(rp, rp), slot(rn, rn), slot(rp, rn), slot(rn, rp)};
}

void Assembly::locateSlots() {
  for (const int32_t row : model_.rowOfNode) diagonals_.push_back(slot(row, row));
  for (uint32_t i = 0; i < model_.branches.size(); ++i) {
    const auto own = static_cast<int32_t>(model_.rowOfBranch(i));
    const int32_t rp = model_.rowOfNode[model_.branches[i].p.value];
    const int32_t rn = model_.rowOfNode[model_.branches[i].n.value];
    branchSlots_.push_back(
        {slot(rp, own), slot(rn, own), slot(own, rp), slot(own, rn), slot(own, own)});
  }
  for (uint32_t i = 0; i < model_.net.transformers.size(); ++i) {
    const TransformerDef& t = model_.net.transformers[i];
    const auto own = static_cast<int32_t>(model_.rowOfBranch(model_.branchOf(TransformerIndex(i))));
    const int32_t p = model_.rowOfNode[t.p1.value], n = model_.rowOfNode[t.n1.value];
    couplingSlots_.push_back({slot(p, own), slot(n, own), slot(own, p), slot(own, n)});
  }
  for (const Shunt& shunt : model_.shunts) shuntSlots_.push_back(pairSlots(shunt.p, shunt.n));
  for (const Bridge& bridge : bridges_) bridgeSlots_.push_back(pairSlots(bridge.a, bridge.b));
  for (const MachineDef& m : model_.net.machines) {
    std::vector<Slot> slots;
    for (const NodeIndex r : {m.u, m.v, m.w}) {
      for (const NodeIndex c : {m.u, m.v, m.w}) {
        slots.push_back(slot(model_.rowOfNode[r.value], model_.rowOfNode[c.value]));
      }
    }
    machineSlots_.push_back(std::move(slots));
  }
}

void Assembly::addPair(const PairSlots& slots, Complex admittance, std::span<Complex> values) {
  values[static_cast<size_t>(slots.pp)] += admittance;
  values[static_cast<size_t>(slots.nn)] += admittance;
  values[static_cast<size_t>(slots.pn)] -= admittance;
  values[static_cast<size_t>(slots.np)] -= admittance;
}

void Assembly::contact(uint32_t branch, bool closed, double resistance,
                       std::span<Complex> values) const {
  const BranchSlots& slots = branchSlots_[branch];
  const Complex a = closed ? kOne : Complex();
  values[static_cast<size_t>(slots.pColumn)] = a;
  values[static_cast<size_t>(slots.nColumn)] = -a;
  values[static_cast<size_t>(slots.own)] = closed ? Complex(-resistance, 0) : kOne;
}

// Series impedance of a branch that no contact opens.
Complex Assembly::branchImpedance(const Branch& branch, double frequency) const {
  const NetworkDef& net = model_.net;
  switch (branch.kind) {
    case BranchKind::kSource: {
      const VoltageSourceDef& def = net.sources[branch.index];
      return seriesImpedance(def.resistance, def.inductance, frequency);
    }
    case BranchKind::kPole:
      return net.thermals[model_.poles[branch.index].group.value].poleResistance;
    case BranchKind::kResidualPole:
      return net.residuals[model_.residualPoles[branch.index].release.value].poleResistance;
    case BranchKind::kImpedance: {
      const ImpedanceDef& def = net.impedances[branch.index];
      return seriesImpedance(def.resistance, def.inductance, frequency);
    }
    case BranchKind::kTransformer: {
      const TransformerDef& def = net.transformers[branch.index];
      if (frequency == 0) return def.resistance / 2;
      return seriesImpedance(def.resistance, def.inductance, frequency);
    }
    case BranchKind::kLine:
      return linePi(net.lines[branch.index], frequency).series;
    case BranchKind::kSwitch:
    case BranchKind::kFuse:
      break;  // contact() sets these
  }
  return {};
}

// Admittance of a shunt that no state changes; zero for coils.
Complex Assembly::fixedShunt(const Shunt& shunt, double frequency, bool steady) const {
  const NetworkDef& net = model_.net;
  switch (shunt.kind) {
    case ShuntKind::kImpedance: {
      const ImpedanceDef& def = net.impedances[shunt.index];
      if (frequency == 0 && !steady && def.capacitance > 0) return chargeConductance(def);
      return shuntAdmittance(def, frequency);
    }
    case ShuntKind::kMagnetising: {
      const TransformerDef& def = net.transformers[shunt.index];
      if (frequency == 0) return 1 / (def.ratio * def.ratio * def.resistance / 2);
      return {1 / def.magnetisingResistance,
              -1 / (2 * kPi * frequency * def.magnetisingInductance)};
    }
    case ShuntKind::kLineEnd:
      return linePi(net.lines[shunt.index], frequency).end;
    case ShuntKind::kCoil:
      break;
  }
  return {};
}

void Assembly::constants(double frequency, bool steady, std::vector<Complex>& values,
                         std::vector<Complex>& rhs) const {
  values.assign(static_cast<size_t>(trash_) + 1, Complex());
  rhs.assign(model_.unknowns, Complex());
  for (uint32_t i = 0; i < model_.branches.size(); ++i) {
    const BranchSlots& slots = branchSlots_[i];
    values[static_cast<size_t>(slots.pRow)] = kOne;
    values[static_cast<size_t>(slots.nRow)] = -kOne;
    values[static_cast<size_t>(slots.pColumn)] = kOne;
    values[static_cast<size_t>(slots.nColumn)] = -kOne;
    values[static_cast<size_t>(slots.own)] = -branchImpedance(model_.branches[i], frequency);
  }
  for (uint32_t i = 0; i < model_.net.sources.size(); ++i) {
    const VoltageSourceDef& def = model_.net.sources[i];
    const double own = def.frequency > 0 ? def.frequency : model_.net.frequency;
    const uint32_t row = model_.rowOfBranch(model_.branchOf(SourceIndex(i)));
    if (def.kind == SourceKind::kDc && frequency == 0) rhs[row] = def.volts;
    if (def.kind == SourceKind::kAc && frequency == own) rhs[row] = fromPolar(def.volts, def.angle);
  }
  if (frequency > 0) {
    for (uint32_t i = 0; i < model_.net.transformers.size(); ++i) {
      const TransformerDef& t = model_.net.transformers[i];
      // What a rectified part draws comes back as an injection.
      if (partOfEnds(model_, t.p2, t.n2) >= 0) continue;
      const double k = 1 / t.ratio;
      const CouplingSlots& slots = couplingSlots_[i];
      // On top of what is there: primary and secondary may share a node.
      values[static_cast<size_t>(slots.pRow)] -= k;
      values[static_cast<size_t>(slots.nRow)] += k;
      values[static_cast<size_t>(slots.pColumn)] -= k;
      values[static_cast<size_t>(slots.nColumn)] += k;
    }
  }
  for (size_t i = 0; i < model_.shunts.size(); ++i) {
    if (model_.shunts[i].kind == ShuntKind::kCoil) continue;
    addPair(shuntSlots_[i], fixedShunt(model_.shunts[i], frequency, steady), values);
  }
}

void Assembly::drives(const CircuitState& state, std::span<Complex> rhs) const {
  const auto push = [this, rhs](NodeIndex into, NodeIndex from, double amperes) {
    const int32_t p = model_.rowOfNode[into.value], n = model_.rowOfNode[from.value];
    if (p >= 0) rhs[static_cast<size_t>(p)] += amperes;
    if (n >= 0) rhs[static_cast<size_t>(n)] -= amperes;
  };
  for (size_t i = 0; i < model_.capacitors.size(); ++i) {
    const Shunt& shunt = model_.shunts[model_.capacitors[i]];
    push(shunt.p, shunt.n,
         state.charges[i] * chargeConductance(model_.net.impedances[shunt.index]));
  }
  for (const Attachment& attachment : state.attachments) {
    if (!attachment.present || attachment.emf == 0 || attachment.a == attachment.b) continue;
    push(attachment.a, attachment.b, attachment.emf / attachment.resistance);
  }
}

void Assembly::variables(const CircuitState& state, double frequency, Values kind,
                         std::span<const uint32_t> references, std::span<Complex> values) const {
  const NetworkDef& net = model_.net;
  for (uint32_t i = 0; i < net.switches.size(); ++i) {
    contact(model_.branchOf(SwitchIndex(i)), state.switches[i].closed,
            net.switches[i].closedResistance, values);
  }
  for (uint32_t i = 0; i < net.fuses.size(); ++i) {
    contact(model_.branchOf(FuseIndex(i)), !state.fuses[i].blown, net.fuses[i].resistance, values);
  }
  for (size_t i = 0; i < model_.shunts.size(); ++i) {
    if (model_.shunts[i].kind != ShuntKind::kCoil) continue;
    const uint32_t coil = model_.shunts[i].index;
    addPair(shuntSlots_[i], coilAdmittance(net.coils[coil], state.coils[coil].sealed, frequency),
            values);
  }
  for (size_t i = 0; i < net.machines.size(); ++i) {
    const MachineDef& machine = net.machines[i];
    TerminalAdmittance y;
    if (frequency == 0) {
      y = terminalAdmittanceAtDc(machine);
    } else {
      const double speed = kind == Values::kCanonical ? 0 : state.machines[i].speed;
      y = terminalAdmittance(machine, slipOf(machine, speed, frequency), frequency);
    }
    const std::array around = {y.own, y.next, y.previous};
    for (size_t r = 0; r < 3; ++r) {
      for (size_t c = 0; c < 3; ++c) {
        values[static_cast<size_t>(machineSlots_[i][3 * r + c])] += around[(c + 3 - r) % 3];
      }
    }
  }
  size_t bridge = 0;
  for (const Attachment& attachment : state.attachments) {
    if (!attachment.present) continue;
    const PairSlots& slots = bridgeSlots_[bridge++];
    if (attachment.a == attachment.b) continue;
    const bool guess = kind == Values::kCanonical && attachment.body;
    addPair(slots,
            guess ? Complex(1 / (attachment.series + kCanonicalBodyOhms), 0)
                  : attachmentAdmittance(attachment, frequency),
            values);
  }
  for (const uint32_t node : references) values[static_cast<size_t>(diagonals_[node])] += kPin;
}

}  // namespace shixun::circuit
