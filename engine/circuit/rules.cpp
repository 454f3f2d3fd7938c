#include "circuit/rules.h"

#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "core/quantity.h"

namespace shixun::circuit {
namespace {

// Collects problems of one network. `what` is the element's kind as a person says it.
class Checker {
 public:
  Checker(const NetworkDef& net, Diagnostics& problems) : net_(net), problems_(problems) {
    used_.assign(net.nodes.size(), false);
  }

  void run() {
    checkNodes();
    for (const auto& e : net_.sources) check(e);
    for (const auto& e : net_.impedances) check(e);
    for (const auto& e : net_.switches) check(e);
    for (const auto& e : net_.coils) check(e);
    for (const auto& e : net_.thermals) check(e);
    for (const auto& e : net_.fuses) check(e);
    for (const auto& e : net_.machines) check(e);
    for (const auto& e : net_.transformers) check(e);
    for (const auto& e : net_.lines) check(e);
    for (const auto& e : net_.residuals) check(e);
    for (const auto& e : net_.diodes) check(e);
    if (!problems_.hasErrors()) checkSourceLoops();
    warnUnused();
  }

 private:
  static std::string quoted(const std::string& name) { return "'" + name + "'"; }

  void error(const SourceLocation& where, const char* code, std::string message,
             std::string hint = {}) {
    problems_.error(where, code, std::move(message), std::move(hint));
  }

  void checkNodes() {
    if (!net_.earth.valid() || net_.earth.value >= net_.nodes.size()) {
      error({}, "earth-missing", "the network has no earth node",
            "set NetworkDef::earth to the node that earthed voltages are measured against");
    } else {
      used_[net_.earth.value] = true;
    }
    if (!(net_.frequency > 0) || !std::isfinite(net_.frequency)) {
      error({}, "bad-value", "the network's frequency must be positive");
    }
    std::map<std::string, bool> seen;
    for (const NodeDef& node : net_.nodes) {
      if (node.name.empty()) error(node.where, "name-empty", "a node has no name");
      if (!seen.emplace(node.name, true).second) {
        error(node.where, "name-twice", "the node name " + quoted(node.name) + " is used twice");
      }
    }
  }

  void name(const SourceLocation& where, const char* what, const std::string& text) {
    if (text.empty()) {
      error(where, "name-empty", std::string("a ") + what + " has no name");
    } else if (!elementNames_.emplace(text, true).second) {
      error(where, "name-twice", "the element name " + quoted(text) + " is used twice");
    }
  }

  bool node(const SourceLocation& where, const std::string& element, NodeIndex index) {
    if (!index.valid() || index.value >= net_.nodes.size()) {
      error(where, "node-unknown", quoted(element) + " is connected to a node that does not exist");
      return false;
    }
    used_[index.value] = true;
    return true;
  }

  void ends(const SourceLocation& where, const std::string& element, NodeIndex p, NodeIndex n) {
    const bool knownP = node(where, element, p), knownN = node(where, element, n);
    if (knownP && knownN && p == n) {
      error(where, "one-node",
            quoted(element) + " has both ends on the node " + quoted(net_.nodes[p.value].name),
            "connect its ends to different nodes or leave it out");
    }
  }

  // Reports a value that is not finite or below the bound; `strict` excludes the bound itself.
  void value(const SourceLocation& where, const std::string& element, const char* what, double v,
             bool strict) {
    if (std::isfinite(v) && (strict ? v > 0 : v >= 0)) return;
    error(where, "bad-value",
          quoted(element) + ": the " + what + " is " + formatNumber(v) + " but must " +
              (strict ? "be above zero" : "not be negative"));
  }
  void positive(const SourceLocation& where, const std::string& element, const char* what,
                double v) {
    value(where, element, what, v, true);
  }
  void notNegative(const SourceLocation& where, const std::string& element, const char* what,
                   double v) {
    value(where, element, what, v, false);
  }
  // A resistance that must not vanish; zero gets its own code because it is the usual slip.
  void contactResistance(const SourceLocation& where, const std::string& element, const char* what,
                         double v) {
    if (v == 0) {
      error(where, "zero-impedance", quoted(element) + ": the " + what + " is zero ohm",
            "join the two nodes instead, or give a real value such as 2 mOhm");
      return;
    }
    positive(where, element, what, v);
  }

  void check(const VoltageSourceDef& e) {
    name(e.where, "source", e.name);
    ends(e.where, e.name, e.p, e.n);
    if (e.kind == SourceKind::kAc) notNegative(e.where, e.name, "voltage", e.volts);
    if (!std::isfinite(e.volts) || !std::isfinite(e.angle)) {
      error(e.where, "bad-value", quoted(e.name) + ": the voltage or angle is not a finite number");
    }
    notNegative(e.where, e.name, "resistance", e.resistance);
    notNegative(e.where, e.name, "inductance", e.inductance);
    notNegative(e.where, e.name, "frequency", e.frequency);
  }

  void check(const ImpedanceDef& e) {
    name(e.where, "passive element", e.name);
    ends(e.where, e.name, e.p, e.n);
    notNegative(e.where, e.name, "resistance", e.resistance);
    notNegative(e.where, e.name, "inductance", e.inductance);
    notNegative(e.where, e.name, "capacitance", e.capacitance);
    if (e.resistance == 0 && e.inductance == 0 && e.capacitance == 0) {
      error(e.where, "zero-impedance", quoted(e.name) + " is zero ohm",
            "join the two nodes instead, or give a real value such as 1 mOhm");
    }
  }

  void check(const SwitchDef& e) {
    name(e.where, "switch", e.name);
    ends(e.where, e.name, e.p, e.n);
    contactResistance(e.where, e.name, "closed resistance", e.closedResistance);
    const bool coil = e.coil.valid(), thermal = e.thermal.valid();
    if ((coil && e.coil.value >= net_.coils.size()) ||
        (thermal && e.thermal.value >= net_.thermals.size())) {
      error(e.where, "contact-link", quoted(e.name) + " is linked to a device that does not exist");
      return;
    }
    const bool linkFits = e.contact == ContactKind::kFree       ? !coil && !thermal
                          : e.contact == ContactKind::kTripFree ? thermal && !coil
                                                                : coil != thermal;
    if (!linkFits) {
      error(e.where, "contact-link",
            quoted(e.name) + ": what moves the contact does not fit its kind",
            "free: nothing; make and break: one coil or one thermal group; trip-free: one thermal "
            "group");
    }
  }

  void check(const CoilDef& e) {
    name(e.where, "coil", e.name);
    ends(e.where, e.name, e.p, e.n);
    contactResistance(e.where, e.name, "open resistance", e.openResistance);
    contactResistance(e.where, e.name, "sealed resistance", e.sealedResistance);
    notNegative(e.where, e.name, "open inductance", e.openInductance);
    notNegative(e.where, e.name, "sealed inductance", e.sealedInductance);
    positive(e.where, e.name, "pick-up voltage", e.pickUpVolts);
    notNegative(e.where, e.name, "drop-out voltage", e.dropOutVolts);
    notNegative(e.where, e.name, "close delay", e.closeDelay);
    notNegative(e.where, e.name, "open delay", e.openDelay);
    if (e.dropOutVolts >= e.pickUpVolts) {
      error(e.where, "bad-range",
            quoted(e.name) + ": the drop-out voltage must be below the pick-up voltage");
    }
  }

  void check(const ThermalGroupDef& e) {
    name(e.where, "thermal group", e.name);
    if (e.poles.empty()) error(e.where, "bad-range", quoted(e.name) + " has no pole");
    for (const Pole& pole : e.poles) ends(e.where, e.name, pole.p, pole.n);
    contactResistance(e.where, e.name, "pole resistance", e.poleResistance);
    positive(e.where, e.name, "setting", e.setting);
    positive(e.where, e.name, "time constant", e.timeConstant);
    positive(e.where, e.name, "trip threshold", e.tripThreshold);
    positive(e.where, e.name, "reset threshold", e.resetThreshold);
    notNegative(e.where, e.name, "magnetic multiple", e.magneticMultiple);
    notNegative(e.where, e.name, "magnetic delay", e.magneticDelay);
    if (e.settingMin == 0 && e.settingMax == 0) return;
    positive(e.where, e.name, "lowest setting", e.settingMin);
    if (!(e.settingMin <= e.setting && e.setting <= e.settingMax)) {
      error(e.where, "bad-range",
            quoted(e.name) + ": the setting " + formatNumber(e.setting) + " A is outside " +
                formatNumber(e.settingMin) + " to " + formatNumber(e.settingMax) + " A");
    }
  }

  void check(const FuseDef& e) {
    name(e.where, "fuse", e.name);
    ends(e.where, e.name, e.p, e.n);
    contactResistance(e.where, e.name, "resistance", e.resistance);
    positive(e.where, e.name, "cooling time", e.coolTime);
    if (e.curve.size() < 2) {
      error(e.where, "bad-range", quoted(e.name) + ": the melting curve needs two points or more");
    }
    for (size_t i = 0; i < e.curve.size(); ++i) {
      positive(e.where, e.name, "melting current", e.curve[i].current);
      positive(e.where, e.name, "melting time", e.curve[i].time);
      if (i > 0 &&
          !(e.curve[i].current > e.curve[i - 1].current && e.curve[i].time < e.curve[i - 1].time)) {
        error(e.where, "bad-range",
              quoted(e.name) + ": along the melting curve the current must rise and the time fall");
      }
    }
  }

  void check(const MachineDef& e) {
    name(e.where, "machine", e.name);
    ends(e.where, e.name, e.u, e.v);
    ends(e.where, e.name, e.v, e.w);
    ends(e.where, e.name, e.w, e.u);
    positive(e.where, e.name, "rated frequency", e.ratedFrequency);
    positive(e.where, e.name, "number of pole pairs", e.polePairs);
    positive(e.where, e.name, "stator resistance", e.r1);
    notNegative(e.where, e.name, "stator reactance", e.x1);
    positive(e.where, e.name, "magnetising reactance", e.xm);
    positive(e.where, e.name, "iron-loss resistance", e.rfe);
    positive(e.where, e.name, "rotor resistance at rated slip", e.r2Rated);
    positive(e.where, e.name, "rotor resistance at standstill", e.r2Standstill);
    notNegative(e.where, e.name, "rotor reactance at rated slip", e.x2Rated);
    notNegative(e.where, e.name, "rotor reactance at standstill", e.x2Standstill);
    positive(e.where, e.name, "inertia", e.inertia);
    notNegative(e.where, e.name, "load torque", e.loadTorque);
    notNegative(e.where, e.name, "friction", e.friction);
    if (!(e.ratedSlip > 0 && e.ratedSlip < 1)) {
      error(e.where, "bad-range", quoted(e.name) + ": the rated slip must lie between 0 and 1");
    }
  }

  void check(const TransformerDef& e) {
    name(e.where, "transformer", e.name);
    ends(e.where, e.name, e.p1, e.n1);
    ends(e.where, e.name, e.p2, e.n2);
    positive(e.where, e.name, "ratio", e.ratio);
    contactResistance(e.where, e.name, "winding resistance", e.resistance);
    notNegative(e.where, e.name, "leakage inductance", e.inductance);
    positive(e.where, e.name, "magnetising resistance", e.magnetisingResistance);
    positive(e.where, e.name, "magnetising inductance", e.magnetisingInductance);
  }

  void check(const LineDef& e) {
    name(e.where, "line", e.name);
    ends(e.where, e.name, e.p1, e.p2);
    ends(e.where, e.name, e.p1, e.n);
    ends(e.where, e.name, e.p2, e.n);
    positive(e.where, e.name, "length", e.length);
    positive(e.where, e.name, "resistance per metre", e.resistance);
    notNegative(e.where, e.name, "inductance per metre", e.inductance);
    notNegative(e.where, e.name, "conductance per metre", e.conductance);
    notNegative(e.where, e.name, "capacitance per metre", e.capacitance);
  }

  void check(const ResidualDef& e) {
    name(e.where, "residual-current release", e.name);
    if (e.poles.size() < 2) {
      error(e.where, "bad-range", quoted(e.name) + " needs two poles or more to compare");
    }
    for (const Pole& pole : e.poles) ends(e.where, e.name, pole.p, pole.n);
    contactResistance(e.where, e.name, "pole resistance", e.poleResistance);
    positive(e.where, e.name, "rated residual current", e.rated);
    if (!(e.level >= 0.5 && e.level <= 1)) {
      error(e.where, "bad-range",
            quoted(e.name) + ": it must trip between 0.5 and 1 of its rated residual current");
    }
    notNegative(e.where, e.name, "delay", e.delay);
    notNegative(e.where, e.name, "fast delay", e.fastDelay);
  }

  void check(const DiodeDef& e) {
    name(e.where, "diode", e.name);
    ends(e.where, e.name, e.p, e.n);
    positive(e.where, e.name, "saturation current", e.saturation);
    positive(e.where, e.name, "emission coefficient", e.emission);
    notNegative(e.where, e.name, "resistance", e.resistance);
  }

  // Ideal sources must not close a loop: two in parallel, or a ring of them, fix one voltage twice.
  void checkSourceLoops() {
    std::vector<uint32_t> parent(net_.nodes.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto root = [&parent](uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (const VoltageSourceDef& e : net_.sources) {
      if (e.resistance > 0 || e.inductance > 0) continue;
      const uint32_t a = root(e.p.value), b = root(e.n.value);
      if (a == b) {
        error(e.where, "source-loop",
              "the ideal source " + quoted(e.name) + " closes a loop of ideal sources",
              "give it a series resistance or inductance");
      }
      parent[a] = b;
    }
  }

  void warnUnused() {
    for (size_t i = 0; i < used_.size(); ++i) {
      if (used_[i]) continue;
      problems_.warning(net_.nodes[i].where, "node-unused",
                        "no element is connected to the node " + quoted(net_.nodes[i].name));
    }
  }

  const NetworkDef& net_;
  Diagnostics& problems_;
  std::vector<bool> used_;
  std::map<std::string, bool> elementNames_;
};

}  // namespace

void checkNetwork(const NetworkDef& net, Diagnostics& problems) {
  Checker(net, problems).run();
}

}  // namespace shixun::circuit
