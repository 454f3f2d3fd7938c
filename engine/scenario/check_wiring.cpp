// Wiring that leads nowhere, and whose value the circuit complains of.
#include <algorithm>
#include <numeric>

#include "scenario/build.h"

namespace shixun::scenario {
namespace {

// An element of which one end is wired and the other leads nowhere is a forgotten wire; a contact
// that is not used at all is not.
void warnDangling(Build& build, const Word& a, const Word& b, uint32_t instance) {
  Electrical& e = build.electrical;
  const auto connected = [&](uint32_t point) {
    return e.wired[point] != 0 || e.ends[e.find(point)] > 1;
  };
  const auto pa = e.byName.find(memberName(build, instance, a.value));
  const auto pb = e.byName.find(memberName(build, instance, b.value));
  if (pa == e.byName.end() || pb == e.byName.end()) return;
  if (connected(pa->second) == connected(pb->second)) return;
  const uint32_t loose = connected(pa->second) ? pb->second : pa->second;
  const uint32_t held = loose == pa->second ? pb->second : pa->second;
  build.problems.warning(build.instances[instance].where, "unconnected-terminal",
                         "'" + e.names[loose] + "' leads nowhere, though '" + e.names[held] +
                             "' on its other side is connected",
                         "add it to a line of 'wires'");
}

void warnAllDangling(Build& build, uint32_t instance, const ElementSpec& element) {
  const auto& ends = element.between;
  if (ends.size() == 2) warnDangling(build, ends[0], ends[1], instance);
  for (const auto& pole : element.poles) {
    if (pole.size() == 2) warnDangling(build, pole[0], pole[1], instance);
  }
  for (size_t t = 1; t < element.terminals.size(); ++t) {
    warnDangling(build, element.terminals[t - 1], element.terminals[t], instance);
  }
}

// Parts of the network, joined by all elements, contacts open or closed.
class NetworkParts {
 public:
  explicit NetworkParts(const circuit::NetworkDef& net)
      : parent_(net.nodes.size()), live_(net.nodes.size(), 0) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    const auto twoEnds = [this](const auto& list) {
      for (const auto& e : list) join(e.p, e.n);
    };
    const auto poles = [this](const auto& list) {
      for (const auto& e : list) {
        for (const circuit::Pole& pole : e.poles) join(pole.p, pole.n);
      }
    };
    twoEnds(net.sources);
    twoEnds(net.impedances);
    twoEnds(net.switches);
    twoEnds(net.coils);
    twoEnds(net.fuses);
    twoEnds(net.diodes);
    poles(net.thermals);
    poles(net.residuals);
    for (const auto& e : net.machines) {
      join(e.u, e.v);
      join(e.v, e.w);
    }
    // A winding is a source to what hangs on it when the other one is fed; together they are a
    // part.
    for (const auto& e : net.transformers) {
      join(e.p1, e.n1);
      join(e.p1, e.p2);
      join(e.p2, e.n2);
    }
    for (const auto& e : net.lines) {
      join(e.p1, e.p2);
      join(e.p1, e.n);
    }
    for (const auto& e : net.sources) live_[root(e.p.value)] = 1;
    if (net.earth.valid()) live_[root(net.earth.value)] = 1;
  }
  uint32_t root(uint32_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  bool floats(uint32_t node) { return live_[root(node)] == 0; }

 private:
  void join(circuit::NodeIndex a, circuit::NodeIndex b) {
    const uint32_t x = root(a.value), y = root(b.value);
    if (x != y) parent_[std::max(x, y)] = std::min(x, y);
  }
  std::vector<uint32_t> parent_;
  std::vector<uint8_t> live_;
};

// What somebody wired, but to nothing that could ever drive a current through it.
void warnFloating(Build& build) {
  Electrical& e = build.electrical;
  NetworkParts parts(build.network);
  std::set<uint32_t> told;
  for (uint32_t point = 0; point < e.names.size(); ++point) {
    const uint32_t joint = e.find(point);
    const circuit::NodeIndex node = e.nodes[joint];
    if (e.wired[point] == 0 || e.ends[joint] == 0 || !node.valid()) continue;
    if (!parts.floats(node.value) || !told.insert(parts.root(node.value)).second) continue;
    const std::string instance = e.names[point].substr(0, e.names[point].find('.'));
    build.problems.warning(build.instances[build.instanceByName.at(instance)].where,
                           "floating-part",
                           "'" + e.names[point] +
                               "' and what is wired to it have no way to earth or to a source, "
                               "whatever is closed",
                           "wire one of its terminals to the rest");
  }
}

bool mentions(const text::Node& node, std::string_view word) {
  if (node.isScalar()) return node.text == word;
  return std::any_of(node.items.begin(), node.items.end(),
                     [&](const text::Node& n) { return mentions(n, word); }) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [&](const text::Entry& entry) { return mentions(entry.value, word); });
}

}  // namespace

std::string givenBy(const InstanceBuild& instance, std::string_view parameter) {
  const auto* given =
      instance.spec == nullptr ? nullptr : findItem(instance.spec->parameters, parameter);
  if (given == nullptr || !given->value) return {};
  const SourceLocation where = given->value.at.where();
  return "'" + std::string(parameter) + "' is given at " + where.file + ":" +
         std::to_string(where.line) + ":" + std::to_string(where.column);
}

void addGivers(const Build& build, Diagnostic& problem) {
  const size_t from = problem.message.find('\'');
  const size_t dot = from == std::string::npos ? from : problem.message.find('.', from);
  if (dot == std::string::npos) return;
  const auto found = build.instanceByName.find(problem.message.substr(from + 1, dot - from - 1));
  if (found == build.instanceByName.end()) return;
  const InstanceBuild& instance = build.instances[found->second];
  const size_t end = problem.message.find_first_of(".'", dot + 1);
  const std::string member = problem.message.substr(dot + 1, end - dot - 1);
  const auto* element =
      instance.equipment == nullptr ? nullptr : findItem(instance.equipment->elements, member);
  if (element == nullptr || !element->value.at) return;
  for (const auto& given : instance.spec->parameters) {
    if (!mentions(*element->value.at.node, given.name)) continue;
    const std::string place = givenBy(instance, given.name);
    if (!place.empty()) problem.hint += (problem.hint.empty() ? "" : "; ") + place;
  }
}

void checkWiring(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    if (build.instances[i].equipment == nullptr) continue;
    for (const auto& element : build.instances[i].equipment->elements) {
      warnAllDangling(build, i, element.value);
    }
  }
  warnFloating(build);
}

}  // namespace shixun::scenario
