// Circuit points, wires, and the compiled circuit.
#include <algorithm>

#include "scenario/build.h"

namespace shixun::scenario {
namespace {

void addPoint(Build& build, const std::string& name, const SourceLocation& where) {
  if (build.electrical.byName.contains(name)) {
    build.problems.error(where, "duplicate-name",
                         "'" + name + "' is both a terminal and an inner node", "rename one");
    return;
  }
  build.electrical.add(name, where);
}

std::optional<uint32_t> findPoint(Build& build, const Word& name) {
  if (!name) return std::nullopt;
  const std::string resolved = resolveRole(build.model, name.value);
  const auto found = build.electrical.byName.find(resolved);
  if (found != build.electrical.byName.end()) return found->second;
  // What could not be read has no terminals to compare with.
  const auto instance = build.instanceByName.find(resolved.substr(0, resolved.find('.')));
  const bool unread = instance != build.instanceByName.end() &&
                      build.instances[instance->second].equipment == nullptr;
  if (!unread) {
    reportUnknown(build.problems, name.at.where(), name.value, "terminal",
                  keysOf(build.electrical.byName));
  }
  return std::nullopt;
}

// One line of `wires`: all its terminals become one point.
void joinWire(Build& build, const std::vector<Word>& wire) {
  std::optional<uint32_t> first;
  std::vector<uint32_t> points;
  bool fresh = false;
  for (const Word& end : wire) {
    const auto point = findPoint(build, end);
    if (!point) continue;
    if (std::find(points.begin(), points.end(), *point) != points.end()) {
      fresh = true;  // one word about a wire is enough
      build.problems.error(end.at.where(), "joined-twice",
                           "'" + end.value + "' stands twice in this wire", "remove one of them");
    }
    points.push_back(*point);
    build.electrical.wired[*point] = 1;
    Electrical& e = build.electrical;
    if (first && e.find(*first) != e.find(*point)) {
      e.join(*first, *point);
      fresh = true;
    }
    if (!first) first = point;
  }
  if (fresh || points.size() < 2 || points.size() != wire.size()) return;
  build.problems.warning(
      wire.front().at.where(), "joined-already",
      "'" + wire.front().value + "' and all others of this wire are joined by wires above",
      "remove the wire, or correct one of its ends");
}

}  // namespace

void buildWires(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    const EquipmentSpec* equipment = build.instances[i].equipment;
    if (equipment == nullptr) continue;
    for (const auto& terminal : equipment->terminals) {
      addPoint(build, memberName(build, i, terminal.name), terminal.where);
    }
    for (const Word& node : equipment->nodes) {
      if (node) addPoint(build, memberName(build, i, node.value), node.at.where());
    }
  }
  for (const auto& wire : build.spec.wires) joinWire(build, wire);
}

void buildCircuit(Build& build) {
  const auto& circuit = build.spec.circuit;
  if (circuit) {
    build.model.frequency = circuit->frequency.quantity.value;
    if (const auto earth = findPoint(build, circuit->earth)) {
      Electrical& e = build.electrical;
      const uint32_t root = e.find(*earth);
      if (!e.nodes[root].valid()) {
        e.nodes[root] = build.network.addNode(e.names[root], circuit->earth.at.where());
      }
      build.model.earth = e.nodes[root];
    }
  }
  build.network.frequency = build.model.frequency;
  build.network.earth = build.model.earth;
  if (build.problems.hasErrors()) return;  // the circuit's own words would only repeat them
  checkWiring(build);
  Diagnostics problems;
  auto compiled = circuit::compile(build.network, problems);
  for (Diagnostic problem : problems.list()) {
    if (problem.code == "node-unused") continue;  // spare terminals are no fault
    if (problem.where.file.empty() && circuit) problem.where = circuit->at.where();
    addGivers(build, problem);
    build.problems.add(std::move(problem));
  }
  if (compiled) build.model.circuit = std::move(compiled).value();
}

}  // namespace shixun::scenario
