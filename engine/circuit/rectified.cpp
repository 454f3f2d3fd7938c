#include "circuit/rectified.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "circuit/netlist_transient.h"
#include "circuit/phasor.h"
#include "core/clock.h"
#include "core/hash.h"

namespace shixun::circuit {
namespace {

constexpr double kRootTwo = 1.4142135623730951;
constexpr uint32_t kSamplesPerTick = 40;
// Compared over so many ticks, a whole number of periods at 25, 50 and 60 Hz, the steps of the
// solution fall alike; what moves by less of the largest value stands still.
constexpr uint32_t kCalmTicks = 24;
constexpr double kRepeats = 1e-5;
constexpr double kTimePinOhms = 1;
constexpr double kTimeJointOhms = 1e-6;

// Sets of nodes, of which earth is never a member.
class Conductors {
 public:
  explicit Conductors(const NetworkDef& net) : earth_(net.earth.value), parent_(net.nodes.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    for (const auto& e : net.sources) join(e.p, e.n);
    for (const auto& e : net.impedances) join(e.p, e.n);
    for (const auto& e : net.switches) join(e.p, e.n);
    for (const auto& e : net.coils) join(e.p, e.n);
    for (const auto& e : net.fuses) join(e.p, e.n);
    for (const auto& e : net.diodes) join(e.p, e.n);
    for (const auto& e : net.thermals) {
      for (const Pole& pole : e.poles) join(pole.p, pole.n);
    }
    for (const auto& e : net.residuals) {
      for (const Pole& pole : e.poles) join(pole.p, pole.n);
    }
    for (const auto& e : net.transformers) {
      join(e.p1, e.n1);
      join(e.p2, e.n2);
    }
    for (const auto& e : net.lines) {
      join(e.p1, e.p2);
      join(e.p1, e.n);
    }
    for (const auto& e : net.machines) {
      join(e.u, e.v);
      join(e.u, e.w);
    }
    for (const auto& e : net.diodes) {
      for (const NodeIndex node : {e.p, e.n}) {
        if (node.value != earth_) parts_.emplace(root(node.value), 0);
      }
    }
    int32_t number = 0;
    for (auto& [top, index] : parts_) index = number++;
  }

  uint32_t count() const { return static_cast<uint32_t>(parts_.size()); }
  int32_t partOf(NodeIndex node) {
    if (node.value == earth_) return -1;
    const auto at = parts_.find(root(node.value));
    return at == parts_.end() ? -1 : at->second;
  }
  int32_t partOf(NodeIndex a, NodeIndex b) { return std::max(partOf(a), partOf(b)); }

 private:
  uint32_t root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(NodeIndex a, NodeIndex b) {
    if (a.value == earth_ || b.value == earth_) return;
    const uint32_t ra = root(a.value), rb = root(b.value);
    parent_[std::max(ra, rb)] = std::min(ra, rb);
  }

  uint32_t earth_;
  std::vector<uint32_t> parent_;
  std::map<uint32_t, int32_t> parts_;
};

// Builds the netlist of one part.
class PartNetlist {
 public:
  PartNetlist(const CircuitModel& model, const CircuitState& state, uint32_t part, double seconds)
      : model_(model),
        net_(model.net),
        state_(state),
        part_(model.rectified[part]),
        kept_(state.rectified[part]) {
    out_.net.title = "rectified part " + std::to_string(part + 1);
    at_.assign(model.nodeCount(), NetNode(0));
    for (const uint32_t node : part_.nodes) {
      at_[node] = NetNode(out_.net.nodes.size());
      out_.nodes.push_back(at_[node]);
      out_.net.nodes.push_back("n" + std::to_string(node));
    }
    NetAnalysis& analysis = out_.net.analysis;
    analysis.kind = NetAnalysis::Kind::kTransient;
    analysis.stop = seconds;
    analysis.longest = 1 / (net_.frequency * 256);
    analysis.step = std::min(analysis.longest, seconds);
    analysis.useInitial = true;
  }

  RectifiedNetlist run() {
    addDriven();
    addPassive();
    addContacts();
    for (const uint32_t i : part_.diodes) {
      const DiodeDef& e = net_.diodes[i];
      out_.net.diodes.push_back({.name = "d" + std::to_string(i),
                                 .saturation = e.saturation,
                                 .emission = e.emission,
                                 .resistance = e.resistance});
      add(NetElementKind::kDiode, "d", at(e.p), at(e.n), 0).model =
          static_cast<uint32_t>(out_.net.diodes.size()) - 1;
    }
    addAttachments();
    addPins();
    return std::move(out_);
  }

 private:
  NetNode at(NodeIndex node) const { return at_[node.value]; }
  NetNode inner() {
    out_.net.nodes.push_back("x" + std::to_string(out_.net.nodes.size()));
    return NetNode(out_.net.nodes.size() - 1);
  }
  NetElement& add(NetElementKind kind, const char* letter, NetNode p, NetNode n, double value) {
    NetElement e;
    e.kind = kind;
    e.name = letter + std::to_string(out_.net.elements.size());
    e.p = p;
    e.n = n;
    e.value = value;
    out_.net.elements.push_back(std::move(e));
    return out_.net.elements.back();
  }
  double remembered() {
    const double value = memory_ < kept_.held.size() ? kept_.held[memory_] : 0;
    ++memory_;
    return value;
  }

  // R, L and C in series; L and C always have their place in the memory. The index of an element
  // that carries the current.
  uint32_t chain(NetNode p, NetNode n, double r, double l, double c) {
    const auto first = static_cast<uint32_t>(out_.net.elements.size());
    const bool more = l > 0 || c > 0;
    if (r > 0 || !more) {
      const NetNode to = more ? inner() : n;
      add(NetElementKind::kResistor, "r", p, to, r > 0 ? r : kTimeJointOhms);
      p = to;
    }
    if (l > 0) {
      const NetNode to = c > 0 ? inner() : n;
      add(NetElementKind::kInductor, "l", p, to, l).initial = remembered();
      p = to;
    }
    if (c > 0) add(NetElementKind::kCapacitor, "c", p, n, c).initial = remembered();
    return first;
  }

  // An EMF of phasor `volts` (rms) from p to n, at the part's own time.
  void emf(NetNode p, NetNode n, Complex volts, double dc) {
    NetElement& e = add(NetElementKind::kVoltage, "v", p, n, dc);
    if (volts == Complex()) {
      e.hasDc = true;
      return;
    }
    const double omega = 2 * kPi * net_.frequency;
    e.wave = {.kind = Waveform::Kind::kSine,
              .offset = dc,
              .amplitude = kRootTwo * magnitude(volts),
              .frequency = net_.frequency,
              .phase = argument(volts) + omega * kept_.time + kPi / 2};
  }

  void addDriven() {
    for (const uint32_t i : part_.sources) {
      const VoltageSourceDef& e = net_.sources[i];
      const NetNode top = inner();
      out_.currentOf.push_back(
          static_cast<int32_t>(chain(at(e.p), top, e.resistance, e.inductance, 0)));
      const bool dc = e.kind == SourceKind::kDc;
      emf(top, at(e.n), dc ? Complex() : fromPolar(e.volts, e.angle), dc ? e.volts : 0);
    }
    for (const uint32_t i : part_.transformers) {
      const TransformerDef& e = net_.transformers[i];
      const std::vector<Complex>& v = state_.spectrum[0].potentials;
      const NetNode top = inner();
      out_.currentOf.push_back(
          static_cast<int32_t>(chain(at(e.p2), top, e.resistance, e.inductance, 0)));
      emf(top, at(e.n2), scale(v[e.p1.value] - v[e.n1.value], 1 / e.ratio), 0);
    }
  }

  void addPassive() {
    for (const uint32_t i : part_.impedances) {
      const ImpedanceDef& e = net_.impedances[i];
      const uint32_t element = chain(at(e.p), at(e.n), e.resistance, e.inductance, e.capacitance);
      if (model_.branchOfImpedance[i] >= 0) {
        out_.currentOf.push_back(static_cast<int32_t>(element));
      }
    }
    for (const uint32_t i : part_.coils) {
      const CoilDef& e = net_.coils[i];
      const bool sealed = state_.coils[i].sealed;
      const double l = sealed ? e.sealedInductance : e.openInductance;
      chain(at(e.p), at(e.n), sealed ? e.sealedResistance : e.openResistance, l, 0);
    }
    for (const uint32_t i : part_.poles) {
      const PoleRef& ref = model_.poles[i];
      const ThermalGroupDef& e = net_.thermals[ref.group.value];
      const Pole& pole = e.poles[ref.pole];
      out_.currentOf.push_back(
          static_cast<int32_t>(chain(at(pole.p), at(pole.n), e.poleResistance, 0, 0)));
    }
  }

  void addContacts() {
    for (const uint32_t i : part_.switches) {
      const SwitchDef& e = net_.switches[i];
      contact(state_.switches[i].closed, e.p, e.n, e.closedResistance);
    }
    for (const uint32_t i : part_.fuses) {
      const FuseDef& e = net_.fuses[i];
      contact(!state_.fuses[i].blown, e.p, e.n, e.resistance);
    }
  }
  void contact(bool closed, NodeIndex p, NodeIndex n, double ohms) {
    out_.currentOf.push_back(closed ? static_cast<int32_t>(chain(at(p), at(n), ohms, 0, 0)) : -1);
  }

  // Instruments and persons of which no end is in another part of the network.
  void addAttachments() {
    const auto here = [this](NodeIndex node) {
      return node == net_.earth || at_[node.value].value != 0;
    };
    for (const Attachment& a : state_.attachments) {
      if (!a.present || a.a == a.b || !here(a.a) || !here(a.b)) continue;
      if (a.a == net_.earth && a.b == net_.earth) continue;
      const double ohms = a.body ? a.series + a.resistance : a.resistance;
      if (a.emf == 0) {
        add(NetElementKind::kResistor, "r", at(a.a), at(a.b), ohms);
        continue;
      }
      const NetNode top = inner();
      add(NetElementKind::kResistor, "r", at(a.a), top, ohms);
      emf(top, at(a.b), {}, a.emf);
    }
  }

  // What floats is tied to ground at one node; no current flows there.
  void addPins() {
    std::vector<uint32_t> parent(out_.net.nodes.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&parent](uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (const NetElement& e : out_.net.elements) {
      const uint32_t a = root(e.p.value), b = root(e.n.value);
      parent[std::max(a, b)] = std::min(a, b);
    }
    for (uint32_t i = 1; i < parent.size(); ++i) {
      if (root(i) == i)
        add(NetElementKind::kResistor, "rpin", NetNode(i), NetNode(0), kTimePinOhms);
    }
  }

  const CircuitModel& model_;
  const NetworkDef& net_;
  const CircuitState& state_;
  const RectifiedPart& part_;
  const RectifiedState& kept_;
  RectifiedNetlist out_;
  std::vector<NetNode> at_;
  size_t memory_ = 0;
};

// Linear between the points of a course; `from` moves on with rising times.
double valueAt(const std::vector<double>& times, const std::vector<double>& values, double time,
               size_t& from) {
  while (from + 1 < times.size() && times[from + 1] < time) ++from;
  if (from + 1 == times.size()) return values.back();
  const double gap = times[from + 1] - times[from];
  const double t = gap > 0 ? (time - times[from]) / gap : 0;
  return values[from] + t * (values[from + 1] - values[from]);
}

// Adds a tick's courses to the last period's samples and drops what is older than a period.
void keepSamples(const CircuitModel& model, RectifiedState& kept, const RectifiedNetlist& flat,
                 const Transient& course) {
  const double period = 1 / model.net.frequency;
  std::vector<const std::vector<double>*> sources;
  for (const NetNode node : flat.nodes) sources.push_back(&course.potentials[node.value]);
  const std::vector<double> none(course.times.size(), 0.0);
  for (const int32_t element : flat.currentOf) {
    sources.push_back(element < 0 ? &none : &course.currents[static_cast<size_t>(element)]);
  }
  const double begin = kept.times.empty() ? 0 : kept.times.back();
  std::vector<size_t> from(sources.size(), 0);
  // Without a past the instant at the beginning counts as well.
  for (uint32_t k = kept.times.empty() ? 0 : 1; k <= kSamplesPerTick; ++k) {
    const double t = kTickSeconds * k / kSamplesPerTick;
    std::vector<double> sample;
    for (size_t s = 0; s < sources.size(); ++s) {
      sample.push_back(valueAt(course.times, *sources[s], t, from[s]));
    }
    kept.times.push_back(begin + t);
    kept.courses.push_back(std::move(sample));
  }
  // One sample more than a period, for the piece of it that is cut.
  size_t old = 0;
  while (old + 1 < kept.times.size() && kept.times.back() - kept.times[old + 1] >= period) ++old;
  kept.times.erase(kept.times.begin(), kept.times.begin() + static_cast<std::ptrdiff_t>(old));
  kept.courses.erase(kept.courses.begin(), kept.courses.begin() + static_cast<std::ptrdiff_t>(old));
}

// Mean and harmonics over the last period; what is not a whole period yet counts as far as it goes.
void transform(const CircuitModel& model, RectifiedState& kept, size_t width) {
  const double omega = 2 * kPi * model.net.frequency;
  const double end = kept.times.back();
  const double begin = std::max(kept.times.front(), end - 1 / model.net.frequency);
  const double span = end - begin;
  kept.spectrum.assign(kHarmonics + 1, std::vector<Complex>(width));
  if (!(span > 0)) return;
  // The part's own time at the last sample is kept.time.
  const auto turn = [&](uint32_t k, double t) {
    return fromPolar(1, -(k * omega) * (kept.time + t - end));
  };
  for (size_t i = 1; i < kept.times.size(); ++i) {
    if (kept.times[i] <= begin) continue;
    const double from = std::max(kept.times[i - 1], begin), to = kept.times[i];
    const double share = (from - kept.times[i - 1]) / (to - kept.times[i - 1]);
    for (uint32_t k = 0; k <= kHarmonics; ++k) {
      const Complex a = turn(k, from), b = turn(k, to);
      // A phasor's rms is the root of two times the mean of v exp(-jkwt).
      const double weight = (k == 0 ? 1 : kRootTwo) * (to - from) / 2 / span;
      std::vector<Complex>& line = kept.spectrum[k == 0 ? kHarmonics : k - 1];
      for (size_t s = 0; s < width; ++s) {
        const double v1 = kept.courses[i][s];
        const double v0 = kept.courses[i - 1][s] + share * (v1 - kept.courses[i - 1][s]);
        line[s] += scale(scale(a, v0) + scale(b, v1), weight);
      }
    }
  }
}

double largestChange(const std::vector<std::vector<Complex>>& a,
                     const std::vector<std::vector<Complex>>& b) {
  double change = 0, largest = 1e-9;
  for (size_t k = 0; k < a.size(); ++k) {
    for (size_t s = 0; s < a[k].size(); ++s) {
      largest = std::max(largest, roughMagnitude(a[k][s]));
      const Complex before = k < b.size() && s < b[k].size() ? b[k][s] : Complex();
      change = std::max(change, roughMagnitude(a[k][s] - before));
    }
  }
  return change / largest;
}

// Of everything outside that decides a part: rounded, so that the last digits wake nobody.
uint64_t signatureOf(const CircuitModel& model, const CircuitState& state,
                     const RectifiedPart& part) {
  Hash64 hash;
  const auto rounded = [&hash](double v) { hash.add(static_cast<int64_t>(v * 1e3)); };
  for (const uint32_t i : part.transformers) {
    const TransformerDef& e = model.net.transformers[i];
    const Complex v =
        state.spectrum[0].potentials[e.p1.value] - state.spectrum[0].potentials[e.n1.value];
    rounded(v.real());
    rounded(v.imag());
  }
  for (const uint32_t i : part.switches) hash.add(state.switches[i].closed);
  for (const uint32_t i : part.fuses) hash.add(state.fuses[i].blown);
  for (const uint32_t i : part.coils) hash.add(state.coils[i].sealed);
  for (const Attachment& a : state.attachments) {
    if (!a.present) continue;
    hash.add((static_cast<uint64_t>(a.a.value) << 32) | a.b.value);
    rounded(a.resistance);
    rounded(a.emf);
  }
  return hash.value();
}

}  // namespace

int32_t partOfEnds(const CircuitModel& model, NodeIndex a, NodeIndex b) {
  if (model.partOfNode.empty()) return -1;
  return std::max(model.partOfNode[a.value], model.partOfNode[b.value]);
}

void findRectified(CircuitModel& model) {
  const NetworkDef& net = model.net;
  if (net.diodes.empty()) return;
  Conductors conductors(net);
  model.rectified.resize(conductors.count());
  for (uint32_t i = 0; i < net.nodes.size(); ++i) {
    model.partOfNode.push_back(conductors.partOf(NodeIndex(i)));
    if (model.partOfNode.back() >= 0) {
      model.rectified[static_cast<size_t>(model.partOfNode.back())].nodes.push_back(i);
    }
  }
  const auto list = [&model](const auto& elements, std::vector<uint32_t> RectifiedPart::*member,
                             auto endsOf) {
    for (uint32_t i = 0; i < elements.size(); ++i) {
      const auto [a, b] = endsOf(elements[i]);
      const int32_t part = partOfEnds(model, a, b);
      if (part >= 0) (model.rectified[static_cast<size_t>(part)].*member).push_back(i);
    }
  };
  const auto plain = [](const auto& e) { return std::pair(e.p, e.n); };
  list(net.sources, &RectifiedPart::sources, plain);
  list(net.impedances, &RectifiedPart::impedances, plain);
  list(net.switches, &RectifiedPart::switches, plain);
  list(net.coils, &RectifiedPart::coils, plain);
  list(net.fuses, &RectifiedPart::fuses, plain);
  list(net.diodes, &RectifiedPart::diodes, plain);
  list(net.transformers, &RectifiedPart::transformers,
       [](const TransformerDef& e) { return std::pair(e.p2, e.n2); });
  uint32_t pole = 0;
  for (const ThermalGroupDef& e : net.thermals) {
    for (const Pole& p : e.poles) {
      const int32_t part = partOfEnds(model, p.p, p.n);
      if (part >= 0) model.rectified[static_cast<size_t>(part)].poles.push_back(pole);
      ++pole;
    }
  }
}

void checkRectified(const NetworkDef& net, Diagnostics& problems) {
  if (net.diodes.empty()) return;
  Conductors conductors(net);
  const auto refuse = [&problems](const auto& e, const std::string& what) {
    problems.error(e.where, "rectified", what + " '" + e.name + "' shares conductors with a diode",
                   "put a transformer between them: what a diode is joined to is solved in time");
  };
  for (const auto& e : net.machines) {
    if (conductors.partOf(e.u, e.v) >= 0 || conductors.partOf(e.w) >= 0) refuse(e, "the machine");
  }
  for (const auto& e : net.lines) {
    if (conductors.partOf(e.p1, e.p2) >= 0) refuse(e, "the line");
  }
  for (const auto& e : net.residuals) {
    for (const Pole& pole : e.poles) {
      if (conductors.partOf(pole.p, pole.n) < 0) continue;
      refuse(e, "the residual-current release");
      break;
    }
  }
  for (const auto& e : net.transformers) {
    if (conductors.partOf(e.p1, e.n1) >= 0) refuse(e, "the primary of the transformer");
  }
  for (const auto& e : net.sources) {
    const bool other = e.kind == SourceKind::kAc && e.frequency > 0 && e.frequency != net.frequency;
    if (other && conductors.partOf(e.p, e.n) >= 0) {
      refuse(e, "the source of another frequency");
    }
  }
}

std::vector<uint32_t> branchesOf(const CircuitModel& model, uint32_t part) {
  const RectifiedPart& p = model.rectified[part];
  std::vector<uint32_t> out;
  for (const uint32_t i : p.sources) out.push_back(model.branchOf(SourceIndex(i)));
  for (const uint32_t i : p.transformers) out.push_back(model.branchOf(TransformerIndex(i)));
  for (const uint32_t i : p.impedances) {
    const int32_t branch = model.branchOfImpedance[i];
    if (branch >= 0) out.push_back(static_cast<uint32_t>(branch));
  }
  for (const uint32_t i : p.poles) {
    out.push_back(model.branchOf(model.poles[i].group, model.poles[i].pole));
  }
  for (const uint32_t i : p.switches) out.push_back(model.branchOf(SwitchIndex(i)));
  for (const uint32_t i : p.fuses) out.push_back(model.branchOf(FuseIndex(i)));
  return out;
}

RectifiedNetlist rectifiedNetlist(const CircuitModel& model, const CircuitState& state,
                                  uint32_t part, double seconds) {
  return PartNetlist(model, state, part, seconds).run();
}

bool advanceRectified(const CircuitModel& model, CircuitState& state, uint32_t part) {
  RectifiedState& kept = state.rectified[part];
  if (kept.steady) return true;
  const RectifiedNetlist flat = rectifiedNetlist(model, state, part, kTickSeconds);
  const Result<Transient> course = solveTransient(flat.net, {.allCurrents = true});
  if (!course.ok()) return false;
  kept.held.clear();
  for (size_t i = 0; i < flat.net.elements.size(); ++i) {
    const NetElementKind kind = flat.net.elements[i].kind;
    if (kind == NetElementKind::kInductor || kind == NetElementKind::kCapacitor) {
      kept.held.push_back(course->held[i]);
    }
  }
  const double period = 1 / model.net.frequency;
  kept.time += kTickSeconds;
  kept.time -= period * std::floor(kept.time / period);
  keepSamples(model, kept, flat, *course);
  transform(model, kept, flat.nodes.size() + flat.currentOf.size());
  if (++kept.calm < kCalmTicks) return true;
  kept.calm = 0;
  kept.steady = largestChange(kept.spectrum, kept.reference) < kRepeats;
  kept.reference = kept.spectrum;
  return true;
}

void wakeRectified(const CircuitModel& model, CircuitState& state) {
  for (uint32_t p = 0; p < model.rectified.size(); ++p) {
    RectifiedState& kept = state.rectified[p];
    const uint64_t now = signatureOf(model, state, model.rectified[p]);
    if (now == kept.signature) continue;
    kept.signature = now;
    kept.steady = false;
    kept.calm = 0;
  }
}

void commitRectified(const CircuitModel& model, CircuitState& state) {
  for (uint32_t p = 0; p < model.rectified.size(); ++p) {
    const RectifiedState& kept = state.rectified[p];
    const RectifiedPart& part = model.rectified[p];
    const std::vector<uint32_t> branches = branchesOf(model, p);
    for (uint32_t k = 0; k <= kHarmonics; ++k) {
      const uint32_t line = k == 0           ? 0
                            : k < kHarmonics ? model.firstHarmonic + k - 1
                                             : model.dcLine();
      Solution& solution = state.spectrum[line];
      if (kept.spectrum.empty()) continue;
      solution.live = true;
      for (size_t i = 0; i < part.nodes.size(); ++i) {
        solution.potentials[part.nodes[i]] = kept.spectrum[k][i];
      }
      for (size_t i = 0; i < branches.size(); ++i) {
        solution.currents[branches[i]] = kept.spectrum[k][part.nodes.size() + i];
      }
    }
  }
}

void drawRectified(const CircuitModel& model, const CircuitState& state,
                   std::span<Complex> rightSide) {
  for (uint32_t p = 0; p < model.rectified.size(); ++p) {
    const RectifiedState& kept = state.rectified[p];
    const RectifiedPart& part = model.rectified[p];
    if (kept.spectrum.empty()) continue;
    for (size_t i = 0; i < part.transformers.size(); ++i) {
      const TransformerDef& e = model.net.transformers[part.transformers[i]];
      const Complex drawn =
          scale(kept.spectrum[0][part.nodes.size() + part.sources.size() + i], 1 / e.ratio);
      const int32_t a = model.rowOfNode[e.p1.value], b = model.rowOfNode[e.n1.value];
      if (a >= 0) rightSide[static_cast<size_t>(a)] += drawn;
      if (b >= 0) rightSide[static_cast<size_t>(b)] -= drawn;
    }
  }
}

}  // namespace shixun::circuit
