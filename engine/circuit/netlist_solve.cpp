#include "circuit/netlist_solve.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "circuit/diode.h"
#include "circuit/netlist_junctions.h"
#include "circuit/netlist_rules.h"
#include "circuit/netlist_system.h"

namespace shixun::circuit {
namespace {

constexpr int kMostNewtonRounds = 150;
constexpr double kJunctionTolerance = 1e-10;  // V, and of the junction's own voltage

double sourceAtDc(const Netlist& net, const NetElement& e, bool transient) {
  const bool wave = e.wave.kind != Waveform::Kind::kNone;
  if (!wave || (e.hasDc && !transient)) return e.value;
  return waveValue(e.wave, 0, net.analysis.step, net.analysis.stop);
}

// One attempt at the operating point with the sources scaled and extra leaks beside the junctions.
struct Ladder {
  double sources = 1;
  double leak = kJunctionLeak;
};

class DcSolver {
 public:
  DcSolver(const Netlist& net, bool transient)
      : net_(net),
        transient_(transient),
        loops_(inductorLoops(net, Regime::kDc)),
        system_(net),
        junctions_(net) {
    for (const NetElement& e : net.elements) diodes_ |= e.kind == NetElementKind::kDiode;
  }

  Result<OperatingPoint> solve() {
    if (newton({})) return result();
    if (diodes_ && (byLeak() || bySources())) return result();
    return Status(StatusCode::kInvalid, "no operating point is found: " + trouble_);
  }

 private:
  // Shrinking leaks beside the junctions, each rung starting from the one before.
  bool byLeak() {
    junctions_.reset();
    for (double leak = 1e-1; leak > kJunctionLeak; leak *= 0.1) {
      if (!newton({.leak = leak})) return false;
    }
    return newton({});
  }
  bool bySources() {
    junctions_.reset();
    for (int percent = 0; percent < 100; ++percent) {
      if (!newton({.sources = percent / 100.0})) return false;
    }
    return newton({});
  }

  bool newton(Ladder ladder) {
    for (int round = 0; round < kMostNewtonRounds; ++round) {
      system_.clear();
      for (uint32_t i = 0; i < net_.elements.size(); ++i) stamp(i, ladder);
      if (!system_.solve()) {
        trouble_ = "the equations fail at " + system_.trouble();
        return false;
      }
      if (!junctions_.move(system_, kJunctionTolerance)) return true;
    }
    trouble_ = "the diode '" + junctions_.mover() + "' does not come to rest";
    return false;
  }

  void stamp(uint32_t i, Ladder ladder) {
    const NetElement& e = net_.elements[i];
    switch (e.kind) {
      case NetElementKind::kResistor:
      case NetElementKind::kVoltageByVoltage:
      case NetElementKind::kCurrentByVoltage:
      case NetElementKind::kCurrentByCurrent:
        return system_.setPlain(i);
      case NetElementKind::kInductor:
        return loops_[i] == LoopPart::kClosing ? system_.setRow(i, 0, 1, 0)
                                               : system_.setRow(i, 1, 0, 0);
      case NetElementKind::kCapacitor:
        return system_.setRow(i, 0, 1, 0);
      case NetElementKind::kVoltage:
        return system_.setRow(i, 1, 0, ladder.sources * sourceAtDc(net_, e, transient_));
      case NetElementKind::kCurrent:
        return system_.setRow(i, 0, 1, ladder.sources * sourceAtDc(net_, e, transient_));
      case NetElementKind::kDiode:
        return junctions_.stamp(system_, i, ladder.leak);
    }
  }

  OperatingPoint result() const {
    OperatingPoint out;
    out.junctions = junctions_.volts();
    for (uint32_t i = 0; i < net_.nodes.size(); ++i) {
      out.solution.potentials.emplace_back(system_.potential(NetNode(i)));
    }
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      if (loops_[i] == LoopPart::kNone) {
        out.solution.currents.emplace_back(system_.current(i));
      } else {
        out.solution.currents.emplace_back(std::nullopt);
      }
    }
    return out;
  }

  const Netlist& net_;
  bool transient_;
  std::vector<LoopPart> loops_;
  NetSystem<double> system_;
  Junctions junctions_;
  bool diodes_ = false;
  std::string trouble_;
};

}  // namespace

Result<OperatingPoint> solveOperatingPoint(const Netlist& net, bool transient) {
  return DcSolver(net, transient).solve();
}

Result<NetSolution> solveAc(const Netlist& net, double frequency) {
  const double omega = 2 * kPi * frequency;
  const bool diodes =
      std::any_of(net.elements.begin(), net.elements.end(),
                  [](const NetElement& e) { return e.kind == NetElementKind::kDiode; });
  std::vector<double> junctions(net.elements.size(), 0);
  if (diodes) {
    Result<OperatingPoint> point = solveOperatingPoint(net, false);
    if (!point.ok()) return point.status();
    junctions = point->junctions;
  }
  const std::vector<LoopPart> loops = inductorLoops(net, frequency > 0 ? Regime::kAc : Regime::kDc);
  NetSystem<Complex> system(net);
  for (uint32_t i = 0; i < net.elements.size(); ++i) {
    const NetElement& e = net.elements[i];
    switch (e.kind) {
      case NetElementKind::kResistor:
      case NetElementKind::kVoltageByVoltage:
      case NetElementKind::kCurrentByVoltage:
      case NetElementKind::kCurrentByCurrent:
        system.setPlain(i);
        break;
      case NetElementKind::kInductor:
        if (loops[i] == LoopPart::kClosing) {
          system.setRow(i, 0, 1, 0);
        } else {
          system.setRow(i, 1, Complex(0, -omega * e.value), 0);
        }
        break;
      case NetElementKind::kCapacitor:
        system.setRow(i, Complex(0, omega * e.value), -1, 0);
        break;
      case NetElementKind::kVoltage:
        system.setRow(i, 1, 0, fromPolar(e.acMagnitude, e.acPhase));
        break;
      case NetElementKind::kCurrent:
        system.setRow(i, 0, 1, fromPolar(e.acMagnitude, e.acPhase));
        break;
      case NetElementKind::kDiode: {
        const DiodeModel& model = net.diodes[e.model];
        const double g = junctionAt(model, junctions[i], kJunctionLeak).conductance;
        system.setRow(i, g, -(1 + g * model.resistance), 0);
        break;
      }
    }
  }
  if (!system.solve()) {
    return Status(StatusCode::kInvalid, "the equations have no solution at " + system.trouble());
  }
  NetSolution out;
  for (uint32_t i = 0; i < net.nodes.size(); ++i) {
    out.potentials.push_back(system.potential(NetNode(i)));
  }
  for (uint32_t i = 0; i < net.elements.size(); ++i) {
    if (loops[i] == LoopPart::kNone) {
      out.currents.emplace_back(system.current(i));
    } else {
      out.currents.emplace_back(std::nullopt);
    }
  }
  return out;
}

}  // namespace shixun::circuit
