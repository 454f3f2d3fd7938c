#include "circuit/flatten.h"

#include <array>
#include <set>

#include "circuit/assembly.h"
#include "circuit/islands.h"
#include "circuit/line.h"
#include "circuit/machine.h"
#include "circuit/phasor.h"
#include "circuit/rectified.h"

namespace shixun::circuit {
namespace {

constexpr double kPinOhms = 1;
constexpr double kJointOhms = 1e-6;  // in series with a charge, so that no two sources form a loop

// A name that SPICE takes: lower case letters, digits, '_' and '.'.
std::string spiceName(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    out += upper ? static_cast<char>(c - 'A' + 'a') : plain ? c : '_';
  }
  return out;
}

class Flattener {
 public:
  Flattener(const CircuitModel& model, const CircuitState& state, uint32_t line)
      : model_(model), state_(state), frequency_(model.frequencies[line]) {}

  FlatNetwork run() {
    out_.net.title = "network at " + std::to_string(frequency_) + " Hz";
    taken_ = {"0", "gnd"};
    nameNodes();
    addSources();
    addImpedances();
    addContacts();
    addCouplings();
    for (uint32_t i = 0; i < model_.net.machines.size(); ++i) addMachine(i);
    addAttachments();
    addPins();
    NetAnalysis& analysis = out_.net.analysis;
    analysis.kind = dc() ? NetAnalysis::Kind::kOperatingPoint : NetAnalysis::Kind::kAc;
    analysis.frequency = frequency_;
    return std::move(out_);
  }

 private:
  bool dc() const { return frequency_ == 0; }
  double omega() const { return 2 * kPi * frequency_; }

  std::string fresh(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !taken_.insert(name).second; ++i) name = wanted + "_" + std::to_string(i);
    return name;
  }

  void nameNodes() {
    for (uint32_t i = 0; i < model_.nodeCount(); ++i) {
      if (i == model_.net.earth.value) {
        out_.nodes.emplace_back("0");
        at_.emplace_back(0);
        continue;
      }
      if (!model_.partOfNode.empty() && model_.partOfNode[i] >= 0) {
        out_.nodes.emplace_back();
        at_.emplace_back(0);
        continue;
      }
      out_.nodes.push_back(fresh(spiceName(model_.net.nodes[i].name)));
      at_.emplace_back(NetNode(out_.net.nodes.size()));
      out_.net.nodes.push_back(out_.nodes.back());
    }
  }
  NetNode at(NodeIndex node) const { return at_[node.value]; }
  NetNode inner(const std::string& owner) {
    out_.net.nodes.push_back(fresh(spiceName(owner) + ".i"));
    return NetNode(out_.net.nodes.size() - 1);
  }

  // What is rectified is a netlist of its own.
  bool apart(NodeIndex a, NodeIndex b) const { return partOfEnds(model_, a, b) >= 0; }
  NetElement& add(NetElementKind kind, const char* letter, const std::string& owner, NetNode p,
                  NetNode n, double value) {
    NetElement e;
    e.kind = kind;
    e.name = fresh(letter + spiceName(owner));
    e.p = p;
    e.n = n;
    e.value = value;
    out_.net.elements.push_back(std::move(e));
    out_.origin.push_back(owner);
    return out_.net.elements.back();
  }
  void resistor(const std::string& owner, NetNode p, NetNode n, double ohms) {
    add(NetElementKind::kResistor, "r", owner, p, n, ohms);
  }

  // R, L and C in series from p to n, what is zero left out; at least a joint.
  void chain(const std::string& owner, NetNode p, NetNode n, double r, double l, double c) {
    struct Part {
      NetElementKind kind;
      const char* letter;
      double value;
    };
    std::vector<Part> parts;
    if (r > 0) parts.push_back({NetElementKind::kResistor, "r", r});
    if (l > 0 && !dc()) parts.push_back({NetElementKind::kInductor, "l", l});
    if (c > 0) parts.push_back({NetElementKind::kCapacitor, "c", c});
    if (parts.empty()) parts.push_back({NetElementKind::kResistor, "r", kJointOhms});
    for (size_t i = 0; i < parts.size(); ++i) {
      const NetNode to = i + 1 == parts.size() ? n : inner(owner);
      add(parts[i].kind, parts[i].letter, owner, p, to, parts[i].value);
      p = to;
    }
  }

  // A complex series impedance of one frequency.
  void impedance(const std::string& owner, NetNode p, NetNode n, Complex z) {
    if (z.imag() >= 0) return chain(owner, p, n, z.real(), dc() ? 0 : z.imag() / omega(), 0);
    chain(owner, p, n, z.real(), 0, -1 / (z.imag() * omega()));
  }
  void admittance(const std::string& owner, NetNode p, NetNode n, Complex y) {
    if (y.real() > 0) resistor(owner, p, n, 1 / y.real());
    if (dc() || y.imag() == 0) return;
    if (y.imag() > 0) {
      add(NetElementKind::kCapacitor, "c", owner, p, n, y.imag() / omega());
    } else {
      add(NetElementKind::kInductor, "l", owner, p, n, -1 / (y.imag() * omega()));
    }
  }

  void addSources() {
    for (const VoltageSourceDef& e : model_.net.sources) {
      if (apart(e.p, e.n)) continue;
      const double own = e.frequency > 0 ? e.frequency : model_.net.frequency;
      const bool impedance = e.resistance > 0 || (e.inductance > 0 && !dc());
      const NetNode top = impedance ? inner(e.name) : at(e.p);
      NetElement& v = add(NetElementKind::kVoltage, "v", e.name, top, at(e.n), 0);
      if (dc() && e.kind == SourceKind::kDc) v.value = e.volts;
      if (!dc() && e.kind == SourceKind::kAc && own == frequency_) {
        v.acMagnitude = e.volts;
        v.acPhase = e.angle;
      }
      v.hasDc = true;
      if (impedance) chain(e.name, at(e.p), top, e.resistance, e.inductance, 0);
    }
  }

  void addImpedances() {
    size_t capacitor = 0;
    for (const ImpedanceDef& e : model_.net.impedances) {
      if (apart(e.p, e.n)) continue;
      if (!dc() || e.capacitance == 0) {
        chain(e.name, at(e.p), at(e.n), e.resistance, e.inductance, e.capacitance);
        continue;
      }
      // What it does within a tick: its charge behind the tick's own resistance.
      const NetNode top = inner(e.name);
      add(NetElementKind::kVoltage, "v", e.name, top, at(e.n), state_.charges[capacitor++]).hasDc =
          true;
      resistor(e.name, at(e.p), top, 1 / chargeConductance(e));
    }
    for (uint32_t i = 0; i < model_.net.coils.size(); ++i) {
      const CoilDef& e = model_.net.coils[i];
      if (apart(e.p, e.n)) continue;
      const bool sealed = state_.coils[i].sealed;
      chain(e.name, at(e.p), at(e.n), sealed ? e.sealedResistance : e.openResistance,
            sealed ? e.sealedInductance : e.openInductance, 0);
    }
  }

  void addContacts() {
    const NetworkDef& net = model_.net;
    for (uint32_t i = 0; i < net.switches.size(); ++i) {
      const SwitchDef& e = net.switches[i];
      if (apart(e.p, e.n)) continue;
      if (state_.switches[i].closed) resistor(e.name, at(e.p), at(e.n), e.closedResistance);
    }
    for (uint32_t i = 0; i < net.fuses.size(); ++i) {
      const FuseDef& e = net.fuses[i];
      if (apart(e.p, e.n)) continue;
      if (!state_.fuses[i].blown) resistor(e.name, at(e.p), at(e.n), e.resistance);
    }
    for (const ThermalGroupDef& e : net.thermals) {
      for (const Pole& pole : e.poles) {
        if (!apart(pole.p, pole.n)) resistor(e.name, at(pole.p), at(pole.n), e.poleResistance);
      }
    }
    for (const ResidualDef& e : net.residuals) {
      for (const Pole& pole : e.poles) resistor(e.name, at(pole.p), at(pole.n), e.poleResistance);
    }
  }

  void addCouplings() {
    for (const TransformerDef& e : model_.net.transformers) addTransformer(e);
    for (const LineDef& e : model_.net.lines) {
      const LinePi pi = linePi(e, frequency_);
      impedance(e.name, at(e.p1), at(e.p2), pi.series);
      admittance(e.name, at(e.p1), at(e.n), pi.end);
      admittance(e.name, at(e.p2), at(e.n), pi.end);
    }
  }

  // What a rectified part draws through the primary: its secondary current over the ratio.
  void addDraw(const TransformerDef& e) {
    const auto index = static_cast<size_t>(&e - model_.net.transformers.data());
    const Complex amperes =
        state_.spectrum[0].currents[model_.branchOf(TransformerIndex(index))] / e.ratio;
    if (frequency_ != model_.net.frequency || amperes == Complex()) return;
    NetElement& i = add(NetElementKind::kCurrent, "i", e.name, at(e.n1), at(e.p1), 0);
    i.hasDc = true;
    i.acMagnitude = magnitude(amperes);
    i.acPhase = argument(amperes);
  }

  void addTransformer(const TransformerDef& e) {
    const bool rectified = apart(e.p2, e.n2);
    if (dc()) {
      resistor(e.name, at(e.p1), at(e.n1), e.ratio * e.ratio * e.resistance / 2);
      if (!rectified) resistor(e.name, at(e.p2), at(e.n2), e.resistance / 2);
      return;
    }
    admittance(e.name, at(e.p1), at(e.n1),
               {1 / e.magnetisingResistance, -1 / (omega() * e.magnetisingInductance)});
    if (rectified) return addDraw(e);
    // The secondary's EMF copies the primary's voltage; the primary's current copies the
    // secondary's.
    const NetNode emf = inner(e.name);
    NetElement& copy =
        add(NetElementKind::kVoltageByVoltage, "e", e.name, emf, at(e.n2), 1 / e.ratio);
    copy.cp = at(e.p1);
    copy.cn = at(e.n1);
    const auto sensed = static_cast<uint32_t>(out_.net.elements.size());
    const NetNode sense = inner(e.name);
    add(NetElementKind::kVoltage, "v", e.name, sense, emf, 0).hasDc = true;
    chain(e.name, at(e.p2), sense, e.resistance, e.inductance, 0);
    // Into p2 flows I, out of p1 flows I over the ratio.
    add(NetElementKind::kCurrentByCurrent, "f", e.name, at(e.p1), at(e.n1), -1 / e.ratio).control =
        sensed;
  }

  // I(u) = next V(v,u) + previous V(w,u), and so on around, with complex admittances: the real part
  // by a controlled source, the imaginary part by one that copies the current of a capacitor of
  // 1/omega farad, which is j times its voltage.
  void addMachine(uint32_t index) {
    const MachineDef& e = model_.net.machines[index];
    const std::array ends = {at(e.u), at(e.v), at(e.w)};
    if (dc()) {
      const NetNode star = inner(e.name);
      for (const NetNode terminal : ends) resistor(e.name, terminal, star, e.r1);
      return;
    }
    const double speed =
        (1 - state_.machines[index].solvedSlip) * synchronousSpeed(e, model_.net.frequency);
    const TerminalAdmittance y = terminalAdmittance(e, slipOf(e, speed, frequency_), frequency_);
    // turned[k]: the element whose current is j (V(k + 1) - V(k)).
    std::array<uint32_t, 3> turned = {};
    for (size_t k = 0; k < 3; ++k) {
      const NetNode copy = inner(e.name), sense = inner(e.name);
      NetElement& volts = add(NetElementKind::kVoltageByVoltage, "e", e.name, copy, NetNode(0), 1);
      volts.cp = ends[(k + 1) % 3];
      volts.cn = ends[k];
      add(NetElementKind::kCapacitor, "c", e.name, copy, sense, 1 / omega());
      turned[k] = static_cast<uint32_t>(out_.net.elements.size());
      add(NetElementKind::kVoltage, "v", e.name, sense, NetNode(0), 0).hasDc = true;
    }
    for (size_t k = 0; k < 3; ++k) {
      const size_t next = (k + 1) % 3, previous = (k + 2) % 3;
      // V(next, k) is turned[k]; V(previous, k) is -turned[previous].
      const auto real = [&](NetNode cp, double gain) {
        NetElement& g =
            add(NetElementKind::kCurrentByVoltage, "g", e.name, ends[k], NetNode(0), gain);
        g.cp = cp;
        g.cn = ends[k];
      };
      const auto imaginary = [&](uint32_t control, double gain) {
        add(NetElementKind::kCurrentByCurrent, "f", e.name, ends[k], NetNode(0), gain).control =
            control;
      };
      real(ends[next], y.next.real());
      real(ends[previous], y.previous.real());
      imaginary(turned[k], y.next.imag());
      imaginary(turned[previous], -y.previous.imag());
    }
  }

  void addAttachments() {
    int number = 0;
    for (const Attachment& a : state_.attachments) {
      ++number;
      if (!a.present || a.a == a.b || apart(a.a, a.b)) continue;
      const std::string name = (a.body ? "person" : "instrument") + std::to_string(number);
      const double ohms = a.body ? a.series + a.resistance : a.resistance;
      if (dc() && a.emf != 0) {
        const NetNode top = inner(name);
        add(NetElementKind::kVoltage, "v", name, top, at(a.b), a.emf).hasDc = true;
        resistor(name, at(a.a), top, ohms);
        continue;
      }
      resistor(name, at(a.a), at(a.b), ohms);
      if (!dc() && a.capacitance > 0) {
        add(NetElementKind::kCapacitor, "c", name, at(a.a), at(a.b), a.capacitance);
      }
    }
  }

  void addPins() {
    std::vector<uint32_t> islands, references;
    findIslands(model_, state_, frequency_, false, islands, references);
    for (const uint32_t node : references) {
      if (apart(NodeIndex(node), NodeIndex(node))) continue;
      resistor("pin." + model_.net.nodes[node].name, at_[node], NetNode(0), kPinOhms);
    }
  }

  const CircuitModel& model_;
  const CircuitState& state_;
  double frequency_;
  FlatNetwork out_;
  std::vector<NetNode> at_;
  std::set<std::string> taken_;
};

}  // namespace

FlatNetwork flatten(const CircuitModel& model, const CircuitState& state, uint32_t line) {
  return Flattener(model, state, line).run();
}

}  // namespace shixun::circuit
