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

void checkConnections(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    const EquipmentSpec* equipment = build.instances[i].equipment;
    if (equipment == nullptr) continue;
    for (const auto& element : equipment->elements) {
      const auto& ends = element.value.between;
      if (ends.size() == 2) warnDangling(build, ends[0], ends[1], i);
      for (const auto& pole : element.value.poles) {
        if (pole.size() == 2) warnDangling(build, pole[0], pole[1], i);
      }
      const auto& terminals = element.value.terminals;
      for (size_t t = 1; t < terminals.size(); ++t) {
        warnDangling(build, terminals[t - 1], terminals[t], i);
      }
    }
  }
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
  for (const auto& wire : build.spec.wires) {
    std::optional<uint32_t> first;
    for (const Word& end : wire) {
      const auto point = findPoint(build, end);
      if (!point) continue;
      build.electrical.wired[*point] = 1;
      if (first) build.electrical.join(*first, *point);
      if (!first) first = point;
    }
  }
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
  checkConnections(build);
  Diagnostics problems;
  auto compiled = circuit::compile(build.network, problems);
  for (Diagnostic problem : problems.list()) {
    if (problem.code == "node-unused") continue;  // spare terminals are no fault
    if (problem.where.file.empty() && circuit) problem.where = circuit->at.where();
    build.problems.add(std::move(problem));
  }
  if (compiled) build.model.circuit = std::move(compiled).value();
}

}  // namespace shixun::scenario
