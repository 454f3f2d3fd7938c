// The linear part of Circuit: pattern, factors, solve, residual check, DC port.
#include <algorithm>
#include <cmath>
#include <limits>

#include "circuit/analysis.h"
#include "circuit/islands.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"
#include "circuit/readings.h"
#include "core/assert.h"

namespace shixun::circuit {
namespace {

constexpr size_t kMostTopologies = 64;
constexpr int kMostBodyRounds = 40;
constexpr double kBodyTolerance = 1e-9;  // of the body's resistance
constexpr double kResidualTolerance = 1e-10;

// Every position that changes which entries are zero or which nodes conduct to each other.
void topologyKey(const CircuitState& state, std::vector<uint64_t>& key) {
  key.clear();
  uint32_t used = 64;
  const auto add = [&key, &used](bool bit) {
    if (used == 64) {
      key.push_back(0);
      used = 0;
    }
    key.back() |= (bit ? uint64_t{1} : uint64_t{0}) << used++;
  };
  for (const SwitchState& s : state.switches) add(s.closed);
  for (const FuseState& s : state.fuses) add(!s.blown);
  for (const CoilState& s : state.coils) add(s.sealed);
}

}  // namespace

void Circuit::Analysis::reset() {
  topologies.clear();
  present = nullptr;
  presentKey = nullptr;
}

Circuit::Circuit(const CircuitModel& model)
    : model_(model), ac_(std::make_unique<Analysis>()), dc_(std::make_unique<Analysis>()) {
  ac_->frequency = model.net.frequency;
  dc_->frequency = 0;
}

Circuit::~Circuit() = default;
Circuit::Circuit(Circuit&&) noexcept = default;

void Circuit::prepareStructure(const CircuitState& state) {
  const auto same = [this, &state] {
    if (!assembly_) return false;
    size_t i = 0;
    for (const Attachment& a : state.attachments) {
      if (!a.present) continue;
      if (i == assembly_->bridges().size() || assembly_->bridges()[i] != Bridge{a.a, a.b}) {
        return false;
      }
      ++i;
    }
    return i == assembly_->bridges().size();
  };
  if (same()) return;
  std::vector<Bridge> bridges;
  for (const Attachment& a : state.attachments) {
    if (a.present) bridges.push_back({a.a, a.b});
  }
  active_ = nullptr;
  ac_->reset();
  dc_->reset();
  direct_ = SparseFactor<Complex>();
  assembly_ = std::make_unique<Assembly>(model_, std::move(bridges));
  structureSound_ = sparse_.analyse(assembly_->takePattern());
  for (Analysis* analysis : {ac_.get(), dc_.get()}) {
    assembly_->constants(analysis->frequency, analysis->values, analysis->rhs);
  }
}

Circuit::Topology& Circuit::topology(const CircuitState& state, Analysis& analysis) {
  topologyKey(state, analysis.key);
  ++analysis.uses;
  if (analysis.present == nullptr || *analysis.presentKey != analysis.key) {
    auto at = analysis.topologies.find(analysis.key);
    if (at == analysis.topologies.end()) {
      if (analysis.topologies.size() == kMostTopologies) {
        analysis.topologies.erase(std::min_element(
            analysis.topologies.begin(), analysis.topologies.end(),
            [](const auto& a, const auto& b) { return a.second->lastUse < b.second->lastUse; }));
      }
      auto made = std::make_unique<Topology>();
      findIslands(model_, state, analysis.frequency, made->islands, made->references);
      values_ = analysis.values;
      assembly_->variables(state, analysis.frequency, Values::kCanonical, made->references,
                           values_);
      // When the canonical values are singular the actual ones may not be: factorActual() tries.
      static_cast<void>(made->factor.factor(sparse_, values_));
      at = analysis.topologies.emplace(analysis.key, std::move(made)).first;
    }
    analysis.present = at->second.get();
    analysis.presentKey = &at->first;
  }
  analysis.present->lastUse = analysis.uses;
  return *analysis.present;
}

// Leaves the actual values in values_ and their factors in *active_.
bool Circuit::factorActual(const CircuitState& state, Analysis& analysis, Topology& topology) {
  std::copy(analysis.values.begin(), analysis.values.end(), values_.begin());
  assembly_->variables(state, analysis.frequency, Values::kActual, topology.references, values_);
  active_ = &topology.factor;
  if (topology.factor.valid() && topology.factor.refactor(sparse_, values_)) return true;
  return factorDirect();
}

// The largest residual over its row's own size; troubledRow_ is that row. NaN counts as infinite.
double Circuit::worstResidual(const std::vector<Complex>& x, const std::vector<Complex>& rhs) {
  const SparsePattern& pattern = sparse_.pattern();
  residual_.assign(rhs.begin(), rhs.end());
  residualScale_.assign(rhs.size(), 0);
  double largest = 0;
  for (size_t column = 0; column < x.size(); ++column) {
    largest = std::max(largest, roughMagnitude(x[column]));
    const auto end = static_cast<size_t>(pattern.columnStarts[column + 1]);
    for (auto i = static_cast<size_t>(pattern.columnStarts[column]); i < end; ++i) {
      const auto row = static_cast<size_t>(pattern.rows[i]);
      residual_[row] -= multiply(values_[i], x[column]);
      residualScale_[row] += roughMagnitude(values_[i]);
    }
  }
  double worst = 0;
  for (size_t row = 0; row < rhs.size(); ++row) {
    const double size = residualScale_[row] * largest + roughMagnitude(rhs[row]);
    const double r = roughMagnitude(residual_[row]);
    const double relative =
        !std::isfinite(r) ? std::numeric_limits<double>::infinity() : (r > 0 ? r / size : 0);
    if (relative > worst) {
      worst = relative;
      troubledRow_ = static_cast<uint32_t>(row);
    }
  }
  return worst;
}

// Solves with *active_ and refines once: pivots chosen for speed lose digits where gigaohms hang on
// milliohms, and one correction brings them back. x: right-hand side in, solution out.
bool Circuit::solveRefined(std::vector<Complex>& x, const std::vector<Complex>& rhs) {
  x = rhs;
  active_->solve(sparse_, x);
  if (!(worstResidual(x, rhs) <= kResidualTolerance)) return false;
  active_->solve(sparse_, residual_);
  for (size_t i = 0; i < x.size(); ++i) x[i] += residual_[i];
  return true;
}

bool Circuit::solveLinear(const std::vector<Complex>& rhs) {
  if (solveRefined(x_, rhs)) return true;
  if (active_ == &direct_) return false;
  // The cached pivots were bad for these values: choose new ones.
  return factorDirect() && solveRefined(x_, rhs);
}

bool Circuit::factorDirect() {
  active_ = &direct_;
  if (direct_.factor(sparse_, values_)) return true;
  troubledRow_ = static_cast<uint32_t>(
      std::clamp(direct_.singularColumn(), 0, static_cast<int32_t>(model_.unknowns) - 1));
  return false;
}

void Circuit::solve(CircuitState& state) {
  state.dirty = false;
  ++state.solves;
  prepareStructure(state);
  if (!structureSound_) return fail(state);
  Topology& present = topology(state, *ac_);
  for (int round = 0; round < kMostBodyRounds; ++round) {
    if (!factorActual(state, *ac_, present)) return fail(state);
    if (!solveLinear(ac_->rhs)) return fail(state);
    if (!updateBodies(state)) break;
  }
  commit(state, present);
}

void Circuit::fail(CircuitState& state) {
  ++state.failures;
  events_.push_back({.kind = EventKind::kSingular, .name = model_.nameOfRow(troubledRow_)});
}

Complex Circuit::across(const CircuitState& state, NodeIndex a, NodeIndex b) const {
  return state.solution.potentials[a.value] - state.solution.potentials[b.value];
}

// A body's impedance falls with the voltage across it: fixed-point iteration on the network. The
// map is a contraction (the table falls by at most 25 ohm per volt). True when another round is
// due.
bool Circuit::updateBodies(CircuitState& state) const {
  bool moved = false;
  const auto at = [this](NodeIndex node) {
    const int32_t row = model_.rowOfNode[node.value];
    return row < 0 ? Complex() : x_[static_cast<size_t>(row)];
  };
  for (Attachment& body : state.attachments) {
    if (!body.present || !body.body || body.fixed > 0) continue;
    const double volts = magnitude(at(body.a) - at(body.b));
    const double share = body.resistance / (body.resistance + body.series);
    const double next = bodyResistance(volts * share, body.percentile);
    const double change = next > body.resistance ? next - body.resistance : body.resistance - next;
    if (change > kBodyTolerance * body.resistance) {
      body.resistance = next;
      moved = true;
    }
  }
  return moved;
}

void Circuit::commit(CircuitState& state, const Topology& topology) const {
  Solution& s = state.solution;
  for (uint32_t i = 0; i < model_.nodeCount(); ++i) {
    const int32_t row = model_.rowOfNode[i];
    s.potentials[i] = row < 0 ? Complex() : x_[static_cast<size_t>(row)];
  }
  for (uint32_t i = 0; i < model_.branches.size(); ++i) s.currents[i] = x_[model_.rowOfBranch(i)];
  std::copy(topology.islands.begin(), topology.islands.end(), s.islands.begin());
  for (size_t i = 0; i < state.machines.size(); ++i) {
    const MachineDef& def = model_.net.machines[i];
    MachineState& machine = state.machines[i];
    machine.solvedSlip = slipOf(def, machine.speed, model_.net.frequency);
    // Against w: the sequence voltages do not see what all three terminals have in common.
    const Complex u = across(state, def.u, def.w), v = across(state, def.v, def.w);
    const Complex a = {-0.5, 0.86602540378443864676}, a2 = {-0.5, -0.86602540378443864676};
    machine.forwardSquared = squaredMagnitude(u + multiply(a, v)) / 9;
    machine.backwardSquared = squaredMagnitude(u + multiply(a2, v)) / 9;
  }
  for (Attachment& attachment : state.attachments) {
    if (!attachment.present) continue;
    attachment.current = multiply(across(state, attachment.a, attachment.b),
                                  attachmentAdmittance(attachment, model_.net.frequency));
  }
}

DcReading Circuit::dcResistance(const CircuitState& state, NodeIndex a, NodeIndex b,
                                double testVolts, double sourceResistance) {
  SHIXUN_ASSERT(sourceResistance > 0, "an instrument has a source resistance");
  DcReading reading;
  reading.acVolts = voltage(model_, state, a, b).rms();
  prepareStructure(state);
  if (!structureSound_) return {.solved = false};
  Topology& present = topology(state, *dc_);
  if (present.islands[a.value] != present.islands[b.value]) {
    reading.open = true;
    reading.resistance = std::numeric_limits<double>::infinity();
    reading.voltage = testVolts;
    return reading;
  }
  if (!factorActual(state, *dc_, present)) return {.solved = false};
  const auto between = [this, a, b] {
    const int32_t ra = model_.rowOfNode[a.value], rb = model_.rowOfNode[b.value];
    return (ra < 0 ? 0 : x_[static_cast<size_t>(ra)].real()) -
           (rb < 0 ? 0 : x_[static_cast<size_t>(rb)].real());
  };
  if (model_.hasDcSources) {
    if (!solveLinear(dc_->rhs)) return {.solved = false};
    reading.dcVolts = between();
  }
  // One ampere in at a and out at b gives the resistance between them without touching the matrix.
  injection_.assign(model_.unknowns, Complex());
  const auto inject = [this](NodeIndex node, double amperes) {
    const int32_t row = model_.rowOfNode[node.value];
    if (row >= 0) injection_[static_cast<size_t>(row)] += amperes;
  };
  inject(a, 1);
  inject(b, -1);
  if (!solveLinear(injection_)) return {.solved = false};
  const double inner = between();
  reading.current = (testVolts - reading.dcVolts) / (sourceResistance + inner);
  reading.voltage = reading.dcVolts + inner * reading.current;
  reading.resistance = reading.current != 0 ? reading.voltage / reading.current
                                            : std::numeric_limits<double>::infinity();
  return reading;
}

}  // namespace shixun::circuit
