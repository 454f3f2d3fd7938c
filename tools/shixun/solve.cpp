#include <iostream>

#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/netlist_transient.h"
#include "circuit/spice_read.h"
#include "command.h"

namespace shixun::tools {
namespace {

constexpr uint64_t kMostNetlistBytes = 64ull << 20;

Json complexJson(const std::optional<Complex>& value) {
  if (!value) return nullptr;
  return {{"re", value->real()}, {"im", value->imag()}};
}

Json solutionJson(const circuit::Netlist& net, const circuit::NetSolution& solution,
                  const char* analysis) {
  Json nodes = Json::object(), sources = Json::object(), inductors = Json::object();
  for (size_t i = 1; i < net.nodes.size(); ++i) {
    nodes[net.nodes[i]] = complexJson(solution.potentials[i]);
  }
  for (size_t i = 0; i < net.elements.size(); ++i) {
    const circuit::NetElement& e = net.elements[i];
    if (e.kind == circuit::NetElementKind::kVoltage) {
      sources[e.name] = complexJson(solution.currents[i]);
    } else if (e.kind == circuit::NetElementKind::kInductor) {
      inductors[e.name] = complexJson(solution.currents[i]);
    }
  }
  return {{"analysis", analysis},
          {"nodes", std::move(nodes)},
          {"sources", std::move(sources)},
          {"inductors", std::move(inductors)}};
}

Json transientJson(const circuit::Netlist& net, const circuit::Transient& transient) {
  Json nodes = Json::object(), sources = Json::object();
  for (size_t i = 1; i < net.nodes.size(); ++i) nodes[net.nodes[i]] = transient.potentials[i];
  for (size_t i = 0; i < net.elements.size(); ++i) {
    if (net.elements[i].kind == circuit::NetElementKind::kVoltage) {
      sources[net.elements[i].name] = transient.currents[i];
    }
  }
  return {{"analysis", "tran"},
          {"time", transient.times},
          {"nodes", std::move(nodes)},
          {"sources", std::move(sources)}};
}

Result<Json> solved(const circuit::Netlist& net) {
  switch (net.analysis.kind) {
    case circuit::NetAnalysis::Kind::kAc: {
      auto solution = circuit::solveAc(net, net.analysis.frequency);
      if (!solution.ok()) return solution.status();
      return solutionJson(net, *solution, "ac");
    }
    case circuit::NetAnalysis::Kind::kTransient: {
      auto transient = circuit::solveTransient(net);
      if (!transient.ok()) return transient.status();
      return transientJson(net, *transient);
    }
    default: {
      auto point = circuit::solveOperatingPoint(net, false);
      if (!point.ok()) return point.status();
      return solutionJson(net, point->solution, "op");
    }
  }
}

}  // namespace

void addSolve(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "solve", "solves a flat SPICE netlist (R L C V I D; .ac lin 1 F F, .op, .tran) as JSON");
  auto path = std::make_shared<std::string>();
  command->add_option("FILE", *path, "netlist")->required();
  command->callback([&context, path] {
    auto text = disk().read(*path, kMostNetlistBytes);
    if (!text.ok()) return context.fail(text.status());
    Diagnostics problems;
    auto net = circuit::readSpice(*text, *path, problems);
    if (net.ok()) circuit::checkNetlist(*net, problems);
    context.show(problems);
    if (!net.ok() || problems.hasErrors()) return;
    auto json = solved(*net);
    if (!json.ok()) return context.fail(kContent, *path + ": " + json.status().message());
    print(*json);
  });
}

}  // namespace shixun::tools
