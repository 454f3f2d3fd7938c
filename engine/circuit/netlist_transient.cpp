#include "circuit/netlist_transient.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "circuit/diode.h"
#include "circuit/netlist_junctions.h"
#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/netlist_system.h"

namespace shixun::circuit {
namespace {

constexpr int kMostStepRounds = 40;
constexpr double kStepJunctionTolerance = 1e-9;
// What hangs on reversed junctions alone has a voltage that rounding moves: after so many rounds a
// junction is at rest, too, when its equation holds to within this current.
constexpr int kExactRounds = 12;
constexpr double kLeastCurrent = 1e-12;  // A
constexpr double kFirstStep = 1e-4;      // of the longest, after a corner
constexpr double kStepError = 1e-5;      // of the largest value so far
constexpr double kFloorVolts = 1e-7, kFloorAmperes = 1e-10;
constexpr double kStepsPerPeriod = 200;  // of a sine, at least

// The first corner of `wave` after `time`; infinite when there is none.
double nextCorner(const Waveform& wave, double time, double step, double stop) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  if (wave.kind == Waveform::Kind::kNone) return kNever;
  if (time < wave.delay) return wave.delay;
  if (wave.kind == Waveform::Kind::kSine) return kNever;
  const double rise = wave.rise > 0 ? wave.rise : step, fall = wave.fall > 0 ? wave.fall : step;
  const double width = wave.width > 0 ? wave.width : stop;
  const double period = wave.period > 0 ? wave.period : stop;
  const double turn = std::floor((time - wave.delay) / period);
  for (const double round : {turn, turn + 1}) {
    const double begin = wave.delay + round * period;
    for (const double at : {0.0, rise, rise + width, rise + width + fall}) {
      if (at < period && begin + at > time) return begin + at;
    }
  }
  return kNever;
}

// What a capacitor (voltage) or an inductor (current) remembers.
struct Memory {
  double held = 0;    // V or A
  double driven = 0;  // A or V, the other one
  double largest = 0;
  std::array<double, 3> past = {};  // accepted values before `held`, latest first
};

class TransientSolver {
 public:
  TransientSolver(const Netlist& net, TransientOptions options)
      : net_(net),
        options_(options),
        analysis_(net.analysis),
        system_(net),
        memory_(net.elements.size()),
        junctions_(net) {
    longest_ = analysis_.longest > 0
                   ? analysis_.longest
                   : std::min(analysis_.step, (analysis_.stop - analysis_.start) / 50);
    for (const NetElement& e : net.elements) {
      if (e.wave.kind == Waveform::Kind::kSine) {
        longest_ = std::min(longest_, 1 / (kStepsPerPeriod * e.wave.frequency));
      }
    }
    out_.potentials.resize(net.nodes.size());
    out_.currents.resize(net.elements.size());
  }

  Result<Transient> solve() {
    const double values = analysis_.stop / longest_ * static_cast<double>(net_.nodes.size());
    if (!(values < kMostTransientValues) || !(corners() < kMostTransientValues)) return tooMany();
    if (Status begun = begin(); !begun.ok()) return begun;
    restart();
    while (time_ < analysis_.stop) {
      double h = std::min(step_, longest_);
      const double target = std::min(corner_, analysis_.stop);
      const bool last = time_ + h * 1.0000001 >= target;
      if (last) h = target - time_;
      // Two even steps to a corner, not one long and one tiny.
      if (!last && time_ + 2 * h > target) h = (target - time_) / 2;
      if (Status taken = takeStep(h, last ? target : time_ + h); !taken.ok()) return taken;
      if (time_ >= corner_) restart();
      // What is not kept takes as long.
      if (static_cast<double>(++steps_ * net_.nodes.size()) > kMostTransientValues) {
        return tooMany();
      }
    }
    for (const Memory& m : memory_) out_.held.push_back(m.held);
    return std::move(out_);
  }

 private:
  // Of all repeated pulses until the end, times nodes: each is stepped to.
  double corners() const {
    double count = 0;
    for (const NetElement& e : net_.elements) {
      if (e.wave.kind == Waveform::Kind::kPulse && e.wave.period > 0) {
        count += 4 * analysis_.stop / e.wave.period;
      }
    }
    return count * static_cast<double>(net_.nodes.size());
  }
  static Status tooMany() {
    return Status(StatusCode::kInvalid,
                  "the transient has too many points to keep: shorten it or lengthen its step");
  }

  // The state at t = 0: the operating point, or with `uic` what the elements say.
  Status begin() {
    if (!analysis_.useInitial) {
      Result<OperatingPoint> point = solveOperatingPoint(net_, true);
      if (!point.ok()) return point.status();
      junctions_.set(point->junctions);
      const auto at = [&](NetNode node) { return point->solution.potentials[node.value].real(); };
      for (uint32_t i = 0; i < net_.elements.size(); ++i) {
        const NetElement& e = net_.elements[i];
        const std::optional<Complex>& current = point->solution.currents[i];
        memory_[i].held = e.kind == NetElementKind::kInductor ? (current ? current->real() : 0)
                                                              : at(e.p) - at(e.n);
      }
    } else {
      for (uint32_t i = 0; i < net_.elements.size(); ++i) {
        memory_[i].held = net_.elements[i].initial.value_or(0);
      }
    }
    // The other values at t = 0 follow from these within a step too short to change them.
    if (!newton(0, longest_ * 1e-9, false)) return failed();
    for (uint32_t i = 0; i < net_.elements.size(); ++i) remember(i);
    if (analysis_.start == 0) record(0);
    return {};
  }

  // After a corner: what lies before it says nothing about what comes.
  void restart() {
    history_ = 0;
    eulerSteps_ = 2;
    corner_ = analysis_.start > time_ ? analysis_.start : std::numeric_limits<double>::infinity();
    for (const NetElement& e : net_.elements) {
      corner_ = std::min(corner_, nextCorner(e.wave, time_, analysis_.step, analysis_.stop));
    }
    step_ = std::min(longest_ * kFirstStep, (std::min(corner_, analysis_.stop) - time_) * 0.01);
  }

  Status failed() const {
    return Status(StatusCode::kInvalid,
                  "the transient stops at " + std::to_string(time_) + " s: " + trouble_);
  }

  // Advances by at most `h`; `target` is the time to stand at when all of it is taken.
  Status takeStep(double h, double target) {
    const double asked = h;
    for (;;) {
      const bool euler = eulerSteps_ > 0;
      const std::vector<double> before = junctions_.volts();
      if (newton(time_ + h, h, !euler)) {
        const double ratio = errorRatio(h, !euler);
        if (ratio <= 1 || h < 1e-9 * longest_) {
          accept(h, h == asked ? target : time_ + h, ratio, euler);
          return {};
        }
        junctions_.set(before);
        h *= std::clamp(0.8 / std::cbrt(ratio), 0.1, 0.5);
      } else {
        junctions_.set(before);
        h *= 0.125;
      }
      if (h < 1e-13 * longest_ || time_ + h == time_) return failed();
    }
  }

  void accept(double h, double time, double ratio, bool euler) {
    for (uint32_t i = 0; i < net_.elements.size(); ++i) remember(i);
    gaps_ = {h, gaps_[0], gaps_[1]};
    if (history_ < 3) ++history_;
    if (euler) --eulerSteps_;
    time_ = time;
    const double most = history_ < 3 ? 8.0 : 2.0;
    step_ = h * (ratio > 0 ? std::clamp(0.8 / std::cbrt(ratio), 0.3, most) : most);
    if (junctions_.turned()) restart();
    if (time_ >= analysis_.start) record(time_);
  }

  void remember(uint32_t i) {
    const NetElement& e = net_.elements[i];
    Memory& m = memory_[i];
    if (e.kind == NetElementKind::kInductor || e.kind == NetElementKind::kCapacitor) {
      m.past = {m.held, m.past[0], m.past[1]};
      m.held = heldNow(i);
      m.driven = e.kind == NetElementKind::kInductor ? system_.across(e) : system_.current(i);
      m.largest = std::max(m.largest, std::fabs(m.held));
    }
  }
  double heldNow(uint32_t i) const {
    const NetElement& e = net_.elements[i];
    return e.kind == NetElementKind::kInductor ? system_.current(i) : system_.across(e);
  }

  // The local error of the step just solved over what is allowed.
  double errorRatio(double h, bool trapezoidal) const {
    double worst = 0;
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      const NetElement& e = net_.elements[i];
      const bool inductor = e.kind == NetElementKind::kInductor;
      if ((!inductor && e.kind != NetElementKind::kCapacitor) || e.value == 0) continue;
      const double now = heldNow(i);
      const double allowed = kStepError * std::max(memory_[i].largest, std::fabs(now)) +
                             (inductor ? kFloorAmperes : kFloorVolts);
      worst = std::max(worst, localError(i, now, h, trapezoidal) / allowed);
    }
    return worst;
  }

  // Of what element i holds, from Newton's divided differences over the last points; right after a
  // corner from the slope that its own law gives.
  double localError(uint32_t i, double now, double h, bool trapezoidal) const {
    const Memory& m = memory_[i];
    if (history_ == 0) return std::fabs(now - m.held - h * m.driven / net_.elements[i].value) / 2;
    const double h1 = gaps_[0], h2 = gaps_[1];
    const double d1 = (m.held - m.past[0]) / h1;
    if (trapezoidal && history_ >= 3) {
      const double d2 = (d1 - (m.past[0] - m.past[1]) / h2) / (h1 + h2);
      const double predicted = m.held + h * d1 + h * (h + h1) * d2;
      const double reach = (h + h1) * (h + h1 + h2) / 6;
      return std::fabs(now - predicted) * (h * h / 12) / (reach + h * h / 12);
    }
    return std::fabs(now - m.held - h * d1) * h / (2 * h + h1);
  }

  bool newton(double time, double h, bool trapezoidal) {
    for (int round = 0; round < kMostStepRounds; ++round) {
      system_.clear();
      for (uint32_t i = 0; i < net_.elements.size(); ++i) stamp(i, time, h, trapezoidal);
      if (!system_.solve()) {
        trouble_ = "the equations fail at " + system_.trouble();
        return false;
      }
      const double current = round < kExactRounds ? 0 : kLeastCurrent;
      if (!junctions_.move(system_, kStepJunctionTolerance, current)) return true;
    }
    trouble_ = "the diode '" + junctions_.mover() + "' does not come to rest";
    return false;
  }

  void stamp(uint32_t i, double time, double h, bool trapezoidal) {
    const NetElement& e = net_.elements[i];
    const Memory& m = memory_[i];
    switch (e.kind) {
      case NetElementKind::kResistor:
      case NetElementKind::kVoltageByVoltage:
      case NetElementKind::kCurrentByVoltage:
      case NetElementKind::kCurrentByCurrent:
        return system_.setPlain(i);
      case NetElementKind::kInductor: {
        const double z = (trapezoidal ? 2 : 1) * e.value / h;
        return system_.setRow(i, 1, -z, -z * m.held - (trapezoidal ? m.driven : 0));
      }
      case NetElementKind::kCapacitor: {
        const double y = (trapezoidal ? 2 : 1) * e.value / h;
        return system_.setRow(i, y, -1, y * m.held + (trapezoidal ? m.driven : 0));
      }
      case NetElementKind::kVoltage:
      case NetElementKind::kCurrent: {
        const double value = e.wave.kind == Waveform::Kind::kNone
                                 ? e.value
                                 : waveValue(e.wave, time, analysis_.step, analysis_.stop);
        const bool voltage = e.kind == NetElementKind::kVoltage;
        return system_.setRow(i, voltage ? 1 : 0, voltage ? 0 : 1, value);
      }
      case NetElementKind::kDiode:
        return junctions_.stamp(system_, i, kJunctionLeak);
    }
  }

  void record(double time) {
    out_.times.push_back(time);
    for (uint32_t i = 0; i < net_.nodes.size(); ++i) {
      out_.potentials[i].push_back(system_.potential(NetNode(i)));
    }
    for (uint32_t i = 0; i < net_.elements.size(); ++i) {
      if (options_.allCurrents || net_.elements[i].kind == NetElementKind::kVoltage) {
        out_.currents[i].push_back(system_.current(i));
      }
    }
  }

  const Netlist& net_;
  TransientOptions options_;
  const NetAnalysis& analysis_;
  NetSystem<double> system_;
  std::vector<Memory> memory_;
  Junctions junctions_;
  Transient out_;
  double time_ = 0, step_ = 0, longest_ = 0, corner_ = 0;
  std::array<double, 3> gaps_ = {};  // the last steps, latest first
  int history_ = 0;                  // how many of them lie after the last corner
  int eulerSteps_ = 0;
  size_t steps_ = 0;
  std::string trouble_;
};

}  // namespace

Result<Transient> solveTransient(const Netlist& net, TransientOptions options) {
  return TransientSolver(net, options).solve();
}

CourseReading readCourse(const std::vector<double>& times, const std::vector<double>& values,
                         double from) {
  CourseReading out;
  double span = 0, square = 0;
  for (size_t i = 0; i < times.size(); ++i) {
    if (times[i] < from) continue;
    out.peak = std::max(out.peak, std::fabs(values[i]));
    if (i == 0) continue;
    double begin = times[i - 1], a = values[i - 1];
    const double b = values[i];
    if (begin < from) {
      a += (b - a) * (from - begin) / (times[i] - begin);
      begin = from;
    }
    const double h = times[i] - begin;
    span += h;
    out.mean += h * (a + b) / 2;
    square += h * (a * a + a * b + b * b) / 3;
  }
  if (span > 0) {
    out.mean /= span;
    out.rms = squareRoot(square / span);
  }
  return out;
}

}  // namespace shixun::circuit
