#include "circuit/netlist_rules.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

namespace shixun::circuit {
namespace {

class NodeSets {
 public:
  explicit NodeSets(size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  uint32_t root(NetNode node) {
    uint32_t i = node.value;
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // False when they were in one set already.
  bool join(NetNode a, NetNode b) {
    const uint32_t ra = root(a), rb = root(b);
    if (ra == rb) return false;
    parent_[std::max(ra, rb)] = std::min(ra, rb);
    return true;
  }

 private:
  std::vector<uint32_t> parent_;
};

std::string inQuotes(const std::string& name) {
  return "'" + name + "'";
}

// Nodes that no element ties to ground, as the lowest node of each part.
std::vector<uint32_t> partsWithoutGround(const Netlist& net, NodeSets& sets) {
  std::vector<uint32_t> out;
  for (uint32_t i = 1; i < net.nodes.size(); ++i) {
    if (sets.root(NetNode(i)) == i) out.push_back(i);
  }
  return out;
}

class NetlistChecker {
 public:
  NetlistChecker(const Netlist& net, Diagnostics& problems) : net_(net), problems_(problems) {
    firstAt_.assign(net.nodes.size(), nullptr);
    for (const NetElement& e : net.elements) {
      for (const NetNode node : {e.p, e.n}) {
        if (firstAt_[node.value] == nullptr) firstAt_[node.value] = &e;
      }
    }
  }

  void run() {
    const bool grounded =
        std::any_of(net_.elements.begin(), net_.elements.end(),
                    [](const NetElement& e) { return e.p.value == 0 || e.n.value == 0; });
    if (net_.elements.empty()) {
      error({fileOf(), 0, 0}, "ground-missing", "the netlist has no element");
      return;
    }
    if (!grounded) {
      error({fileOf(), 0, 0}, "ground-missing", "no element is connected to ground",
            "connect the reference point to the node 0");
      return;
    }
    NodeSets whole(net_.nodes.size());
    for (const NetElement& e : net_.elements) whole.join(e.p, e.n);
    for (const uint32_t part : partsWithoutGround(net_, whole)) {
      floating(
          part, "floating-part",
          "the part with the node " + inQuotes(net_.nodes[part]) + " is not connected to the rest",
          "tie it to ground, if only through a large resistor");
    }
    if (problems_.hasErrors()) return;
    for (const Regime regime : regimesOf(net_)) {
      checkPaths(regime);
      checkLoops(regime);
    }
  }

 private:
  std::string fileOf() const {
    return net_.elements.empty() ? net_.analysis.where.file : net_.elements[0].where.file;
  }
  void error(SourceLocation where, const char* code, std::string message, std::string hint = {}) {
    problems_.error(std::move(where), code, std::move(message), std::move(hint));
  }

  // Reported at the first element that touches the part's first node, once a node.
  void floating(uint32_t node, const char* code, std::string message, std::string hint) {
    if (!told_.insert(node).second) return;
    const NetElement* first = firstAt_[node];
    const SourceLocation where = first != nullptr ? first->where : SourceLocation{fileOf(), 0, 0};
    error(where, code, std::move(message), std::move(hint));
  }

  void checkPaths(Regime regime) {
    NodeSets sets(net_.nodes.size());
    for (const NetElement& e : net_.elements) {
      if (conducts(e, regime)) sets.join(e.p, e.n);
    }
    // What reaches each part from outside, by its lowest node.
    struct Neighbours {
      bool capacitor = false;
      const NetElement* feeder = nullptr;  // the first current source
    };
    std::vector<Neighbours> around(net_.nodes.size());
    for (const NetElement& e : net_.elements) {
      const uint32_t p = sets.root(e.p), n = sets.root(e.n);
      if (p == n) continue;
      for (const uint32_t part : {p, n}) {
        Neighbours& at = around[part];
        if (e.kind == NetElementKind::kCapacitor) at.capacitor = true;
        if (e.kind == NetElementKind::kCurrent && at.feeder == nullptr) at.feeder = &e;
      }
    }
    for (const uint32_t part : partsWithoutGround(net_, sets)) {
      const bool capacitor = around[part].capacitor;
      const std::string feeder = around[part].feeder != nullptr ? around[part].feeder->name : "";
      const std::string name = inQuotes(net_.nodes[part]);
      if (!feeder.empty() && !capacitor) {
        floating(part, "fed-by-current",
                 "the node " + name + " is fed only by the current source " + inQuotes(feeder) +
                     ": its current has no way back",
                 "give the current a path, if only through a large resistor");
      } else {
        floating(part, "held-by-capacitors",
                 "the node " + name + " has no DC path to ground, only capacitors hold it",
                 "tie it to ground through a large resistor");
      }
    }
  }

  // A loop of inductors alone has voltages, one with a source in it has not. So the inductors go
  // first: every source that then closes a loop is at fault.
  void checkLoops(Regime regime) {
    NodeSets sources(net_.nodes.size()), all(net_.nodes.size());
    for (const NetElement& e : net_.elements) {
      if (e.kind == NetElementKind::kInductor && fixesVoltage(e, regime)) all.join(e.p, e.n);
    }
    for (const NetElement& e : net_.elements) {
      if (e.kind == NetElementKind::kInductor || !fixesVoltage(e, regime)) continue;
      const bool amongSources = !sources.join(e.p, e.n), shorted = !all.join(e.p, e.n);
      if (!shorted || !looped_.insert(e.name).second) continue;
      const std::string source = "the voltage source " + inQuotes(e.name);
      error(e.where, "source-loop",
            e.p == e.n     ? source + " is shorted: both its ends are on one node"
            : amongSources ? source + " closes a loop of voltage sources"
                           : source + " is shorted by an inductor: nothing limits its current",
            "put a resistance into the loop");
    }
  }

  const Netlist& net_;
  Diagnostics& problems_;
  std::vector<const NetElement*> firstAt_;  // by node
  std::set<uint32_t> told_;
  std::set<std::string> looped_;
};

}  // namespace

std::vector<Regime> regimesOf(const Netlist& net) {
  const bool diodes =
      std::any_of(net.elements.begin(), net.elements.end(),
                  [](const NetElement& e) { return e.kind == NetElementKind::kDiode; });
  switch (net.analysis.kind) {
    case NetAnalysis::Kind::kOperatingPoint:
      return {Regime::kDc};
    case NetAnalysis::Kind::kAc: {
      const Regime at = net.analysis.frequency > 0 ? Regime::kAc : Regime::kDc;
      // Diodes are linearised about the operating point, so there has to be one.
      if (diodes && at == Regime::kAc) return {Regime::kDc, at};
      return {at};
    }
    case NetAnalysis::Kind::kTransient:
      if (net.analysis.useInitial) return {Regime::kStepping};
      return {Regime::kDc, Regime::kStepping};
    case NetAnalysis::Kind::kNone:
      break;
  }
  return {};
}

bool conducts(const NetElement& e, Regime regime) {
  switch (e.kind) {
    case NetElementKind::kCurrent:
    case NetElementKind::kCurrentByVoltage:
    case NetElementKind::kCurrentByCurrent:
      return false;
    case NetElementKind::kCapacitor:
      return regime != Regime::kDc && e.value > 0;
    default:
      return true;
  }
}

bool fixesVoltage(const NetElement& e, Regime regime) {
  if (e.kind == NetElementKind::kVoltage || e.kind == NetElementKind::kVoltageByVoltage) {
    return true;
  }
  return e.kind == NetElementKind::kInductor && (regime == Regime::kDc || e.value == 0);
}

std::vector<LoopPart> inductorLoops(const Netlist& net, Regime regime) {
  // The shorts are taken one by one into a spanning forest: one that joins nothing new closes a
  // loop, and the branches on the forest's path between its ends are the rest of that loop.
  std::vector<LoopPart> parts(net.elements.size(), LoopPart::kNone);
  struct TreeBranch {
    uint32_t to, element;
  };
  std::vector<std::vector<TreeBranch>> tree(net.nodes.size());
  NodeSets sets(net.nodes.size());
  std::vector<uint32_t> closing;
  for (uint32_t i = 0; i < net.elements.size(); ++i) {
    const NetElement& e = net.elements[i];
    if (e.kind != NetElementKind::kInductor || !fixesVoltage(e, regime)) continue;
    if (sets.join(e.p, e.n)) {
      tree[e.p.value].push_back({e.n.value, i});
      tree[e.n.value].push_back({e.p.value, i});
    } else {
      closing.push_back(i);
    }
  }
  std::vector<int64_t> cameBy(net.nodes.size());
  for (const uint32_t i : closing) {
    parts[i] = LoopPart::kClosing;
    const uint32_t from = net.elements[i].p.value, to = net.elements[i].n.value;
    std::fill(cameBy.begin(), cameBy.end(), -1);
    std::vector<uint32_t> queue = {from};
    for (size_t k = 0; k < queue.size() && cameBy[to] < 0 && from != to; ++k) {
      for (const TreeBranch& branch : tree[queue[k]]) {
        if (branch.to == from || cameBy[branch.to] >= 0) continue;
        cameBy[branch.to] = branch.element;
        queue.push_back(branch.to);
      }
    }
    for (uint32_t at = to; at != from && cameBy[at] >= 0;) {
      const auto element = static_cast<uint32_t>(cameBy[at]);
      parts[element] = LoopPart::kBranch;
      const NetElement& e = net.elements[element];
      at = e.p.value == at ? e.n.value : e.p.value;
    }
  }
  return parts;
}

void checkNetlist(const Netlist& net, Diagnostics& problems) {
  Diagnostics found;
  NetlistChecker(net, found).run();
  found.sort();
  for (const Diagnostic& problem : found.list()) problems.add(problem);
}

}  // namespace shixun::circuit
