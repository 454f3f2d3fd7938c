// The linear part of Circuit: pattern, factors, solve, residual check, DC port.
#include <algorithm>
#include <cmath>
#include <limits>

#include "circuit/analysis.h"
#include "circuit/islands.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"
#include "circuit/readings.h"
#include "circuit/rectified.h"
#include "core/assert.h"

namespace shixun::circuit {
namespace {

constexpr size_t kMostTopologies = 64;
constexpr int kMostBodyRounds = 40;
constexpr double kBodyTolerance = 1e-9;  // of the body's resistance
constexpr double kResidualTolerance = 1e-10;
constexpr double kResidualGood = 1e-13;   // of the largest unknown: rounding and nothing else
constexpr double kSmallestCharge = 1e-3;  // V: what a contact leaves behind and nobody can tell

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

namespace {

// Whether anything drives a direct current.
bool driven(const CircuitModel& model, const CircuitState& state) {
  if (model.hasDcSources) return true;
  for (const double charge : state.charges) {
    if (charge != 0) return true;
  }
  for (const Attachment& attachment : state.attachments) {
    if (attachment.present && attachment.emf != 0) return true;
  }
  return false;
}

}  // namespace

void Circuit::Analysis::reset() {
  topologies.clear();
  present = nullptr;
  presentKey = nullptr;
}

Circuit::Circuit(const CircuitModel& model) : model_(model), steady_(std::make_unique<Analysis>()) {
  for (const double frequency : model.frequencies) {
    analyses_.push_back(std::make_unique<Analysis>());
    analyses_.back()->frequency = frequency;
  }
  // Harmonics are found in time, not solved.
  for (uint32_t i = 0; i < model.harmonics; ++i) analyses_[model.firstHarmonic + i]->live = false;
  steady_->steady = true;
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
  for (auto& analysis : analyses_) analysis->reset();
  steady_->reset();
  direct_ = SparseFactor<Complex>();
  assembly_ = std::make_unique<Assembly>(model_, std::move(bridges));
  structureSound_ = sparse_.analyse(assembly_->takePattern());
  for (auto& a : analyses_) assembly_->constants(a->frequency, a->steady, a->values, a->rhs);
  assembly_->constants(0, true, steady_->values, steady_->rhs);
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
      findIslands(model_, state, analysis.frequency, analysis.steady, made->islands,
                  made->references);
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
  values_ = analysis.values;
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

// Solves with *active_ and refines once if that is needed: pivots chosen for speed lose digits
// where gigaohms hang on milliohms, and one correction brings them back. x: the solution.
bool Circuit::solveRefined(std::vector<Complex>& x, const std::vector<Complex>& rhs) {
  x = rhs;
  active_->solve(sparse_, x);
  const double worst = worstResidual(x, rhs);
  if (worst <= kResidualGood) return true;
  if (!(worst <= kResidualTolerance)) return false;
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

bool Circuit::solveLine(CircuitState& state, Analysis& analysis) {
  Topology& present = topology(state, analysis);
  if (!factorActual(state, analysis, present)) return false;
  if (analysis.frequency == 0) {
    rhs_ = analysis.rhs;
    assembly_->drives(state, rhs_);
    if (!solveLinear(rhs_)) return false;
  } else if (!model_.rectified.empty() && &analysis == analyses_.front().get()) {
    rhs_ = analysis.rhs;
    drawRectified(model_, state, rhs_);
    if (!solveLinear(rhs_)) return false;
  } else if (!solveLinear(analysis.rhs)) {
    return false;
  }
  analysis.x = x_;
  return true;
}

void Circuit::solve(CircuitState& state) {
  state.dirty = false;
  ++state.solves;
  prepareStructure(state);
  if (!structureSound_) return fail(state);
  analyses_.back()->live = driven(model_, state);
  for (int round = 0; round < kMostBodyRounds; ++round) {
    for (const auto& analysis : analyses_) {
      if (analysis->live && !solveLine(state, *analysis)) return fail(state);
    }
    if (!updateBodies(state)) break;
  }
  commit(state);
}

void Circuit::fail(CircuitState& state) {
  ++state.failures;
  events_.push_back({.kind = EventKind::kSingular, .name = model_.nameOfRow(troubledRow_)});
}

double Circuit::branchSquare(const CircuitState& state, uint32_t branch) const {
  double sum = 0;
  for (const Solution& line : state.spectrum) {
    if (line.live) sum += squaredMagnitude(line.currents[branch]);
  }
  return sum;
}

// A body's impedance falls with the voltage across it: fixed-point iteration on the network. The
// map is a contraction (the table falls by at most 25 ohm per volt). True when another round is
// due.
bool Circuit::updateBodies(CircuitState& state) const {
  bool moved = false;
  for (Attachment& body : state.attachments) {
    if (!body.present || !body.body || body.fixed > 0) continue;
    double square = 0;
    for (const auto& analysis : analyses_) {
      if (!analysis->live) continue;
      const auto at = [this, &analysis](NodeIndex node) {
        const int32_t row = model_.rowOfNode[node.value];
        return row < 0 ? Complex() : analysis->x[static_cast<size_t>(row)];
      };
      square += squaredMagnitude(at(body.a) - at(body.b));
    }
    // What is rectified shows its voltage only in time.
    if (partOfEnds(model_, body.a, body.b) >= 0) {
      square = 0;
      for (const Solution& line : state.spectrum) {
        square += squaredMagnitude(line.potentials[body.a.value] - line.potentials[body.b.value]);
      }
    }
    const double volts = squareRoot(square);
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

void Circuit::commitLine(const CircuitModel& model, const Analysis& analysis, Solution& solution) {
  if (!analysis.live) {
    if (!solution.live) return;
    std::fill(solution.potentials.begin(), solution.potentials.end(), Complex());
    std::fill(solution.currents.begin(), solution.currents.end(), Complex());
    solution.live = false;
    return;
  }
  solution.live = true;
  for (uint32_t i = 0; i < model.nodeCount(); ++i) {
    const int32_t row = model.rowOfNode[i];
    solution.potentials[i] = row < 0 ? Complex() : analysis.x[static_cast<size_t>(row)];
  }
  for (uint32_t i = 0; i < model.branches.size(); ++i) {
    solution.currents[i] = analysis.x[model.rowOfBranch(i)];
  }
  const std::vector<uint32_t>& islands = analysis.present->islands;
  std::copy(islands.begin(), islands.end(), solution.islands.begin());
}

void Circuit::commitMachines(CircuitState& state) const {
  const std::vector<Complex>& at = state.spectrum[0].potentials;
  for (size_t i = 0; i < state.machines.size(); ++i) {
    const MachineDef& def = model_.net.machines[i];
    MachineState& machine = state.machines[i];
    machine.solvedSlip = slipOf(def, machine.speed, model_.net.frequency);
    // Against w: the sequence voltages do not see what all three terminals have in common.
    const Complex u = at[def.u.value] - at[def.w.value], v = at[def.v.value] - at[def.w.value];
    const Complex a = {-0.5, 0.86602540378443864676}, a2 = {-0.5, -0.86602540378443864676};
    machine.forwardSquared = squaredMagnitude(u + multiply(a, v)) / 9;
    machine.backwardSquared = squaredMagnitude(u + multiply(a2, v)) / 9;
  }
}

void Circuit::commitAttachments(CircuitState& state) const {
  for (Attachment& attachment : state.attachments) {
    if (!attachment.present) continue;
    attachment.otherSquares = attachment.dcCurrent = 0;
    for (uint32_t line = 0; line < state.spectrum.size(); ++line) {
      const Solution& s = state.spectrum[line];
      const double frequency = model_.frequencies[line];
      Complex volts = s.potentials[attachment.a.value] - s.potentials[attachment.b.value];
      if (frequency == 0 && s.live && attachment.a != attachment.b) volts -= attachment.emf;
      const Complex amperes = multiply(volts, attachmentAdmittance(attachment, frequency));
      if (line == 0) {
        attachment.current = amperes;
      } else if (frequency == 0) {
        attachment.dcCurrent = amperes.real();
      } else {
        attachment.otherSquares += squaredMagnitude(amperes);
      }
    }
  }
}

// When a contact moves, the voltage of a capacitor does not jump: what the alternating part loses,
// the charge keeps. Contacts part at a zero of the current, when the energy stored in the
// alternating part is at its greatest; with several capacitors that instant is the one at which the
// sum of all is. True when a charge has changed.
bool Circuit::keepCharges(CircuitState& state) const {
  // Before the first solution there was nothing.
  if (model_.capacitors.empty() || !state.switched || state.solves == 1) return false;
  const double omega = 2 * kPi * model_.net.frequency;
  const Analysis& now = *analyses_.front();
  const Solution& before = state.spectrum.front();
  const auto voltsOf = [omega](const ImpedanceDef& def, Complex across) {
    const Complex own = {0, -1 / (omega * def.capacitance)};
    return multiply(across, divide(own, own + Complex(def.resistance, omega * def.inductance)));
  };
  std::vector<Complex> lost;
  Complex energy;
  for (const uint32_t i : model_.capacitors) {
    const Shunt& shunt = model_.shunts[i];
    const ImpedanceDef& def = model_.net.impedances[shunt.index];
    const auto at = [this, &now](NodeIndex node) {
      const int32_t row = model_.rowOfNode[node.value];
      return row < 0 ? Complex() : now.x[static_cast<size_t>(row)];
    };
    const Complex change = before.potentials[shunt.p.value] - before.potentials[shunt.n.value] -
                           (at(shunt.p) - at(shunt.n));
    lost.push_back(voltsOf(def, change));
    energy += scale(multiply(lost.back(), lost.back()), def.capacitance);
  }
  if (energy == Complex()) return false;
  const Complex instant = fromPolar(1.4142135623730951, -argument(energy) / 2);
  bool kept = false;
  for (size_t i = 0; i < lost.size(); ++i) {
    const double volts = multiply(lost[i], instant).real();
    if (volts < kSmallestCharge && volts > -kSmallestCharge) continue;
    state.charges[i] += volts;
    kept = true;
  }
  return kept;
}

void Circuit::commit(CircuitState& state) {
  const bool before = analyses_.back()->live;
  const bool kept = keepCharges(state);
  state.switched = false;
  // The charges that a contact has just left behind drive from this moment on.
  Analysis& dc = *analyses_.back();
  dc.live = driven(model_, state);
  if (dc.live && (!before || kept) && !solveLine(state, dc)) return fail(state);
  for (size_t i = 0; i < analyses_.size(); ++i) {
    commitLine(model_, *analyses_[i], state.spectrum[i]);
  }
  wakeRectified(model_, state);
  commitRectified(model_, state);
  commitMachines(state);
  commitAttachments(state);
}

DcReading Circuit::dcResistance(const CircuitState& state, NodeIndex a, NodeIndex b,
                                double testVolts, double sourceResistance) {
  SHIXUN_ASSERT(sourceResistance > 0, "an instrument has a source resistance");
  DcReading reading;
  reading.acVolts = voltage(model_, state, a, b).ac();
  prepareStructure(state);
  if (!structureSound_) return {.solved = false};
  Topology& present = topology(state, *steady_);
  if (present.islands[a.value] != present.islands[b.value]) {
    reading.open = true;
    reading.resistance = std::numeric_limits<double>::infinity();
    reading.voltage = testVolts;
    return reading;
  }
  if (!factorActual(state, *steady_, present)) return {.solved = false};
  const auto between = [this, a, b] {
    const int32_t ra = model_.rowOfNode[a.value], rb = model_.rowOfNode[b.value];
    return (ra < 0 ? 0 : x_[static_cast<size_t>(ra)].real()) -
           (rb < 0 ? 0 : x_[static_cast<size_t>(rb)].real());
  };
  if (model_.hasDcSources) {
    if (!solveLinear(steady_->rhs)) return {.solved = false};
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
