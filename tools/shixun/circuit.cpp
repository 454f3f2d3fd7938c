#include <algorithm>
#include <cmath>
#include <iostream>

#include "assess/run.h"
#include "circuit/flatten.h"
#include "circuit/spice_write.h"
#include "command.h"
#include "scenario/load.h"
#include "scenario/walkthrough.h"

namespace shixun::tools {
namespace {

struct CircuitOptions {
  std::string scenario, walkthrough;
  double at = 0;
  bool spice = false, dc = false;
  double frequency = 0;
};

// The state of the world `seconds` into the walkthrough (or at its end, if that comes first).
plant::State stateAt(const scenario::ScenarioModel& model, const scenario::Walkthrough* walkthrough,
                     double seconds) {
  session::SessionInfo info;
  if (walkthrough != nullptr) info = session::infoOf(*walkthrough);
  assess::Run run(model, info, nullptr);
  scenario::Walkthrough none;
  assess::CommandPlayer player(walkthrough != nullptr ? *walkthrough : none);
  const Tick until = tickFromSeconds(seconds);
  run.step({});
  while (run.session().state().tick < until && !run.over()) {
    if (walkthrough != nullptr) {
      run.step(player.due(run.session().state()));
    } else {
      run.step({});
    }
  }
  return run.session().state();
}

// Which part of the superposed solution is wanted; the number of parts when there is no such.
uint32_t lineOf(const circuit::CircuitModel& model, const CircuitOptions& options) {
  if (options.dc) return model.dcLine();
  if (options.frequency == 0) return 0;
  const auto at = std::find(model.frequencies.begin(), model.frequencies.end(), options.frequency);
  return static_cast<uint32_t>(at - model.frequencies.begin());
}

Json potentialsJson(const circuit::FlatNetwork& flat, const circuit::Solution& solution) {
  Json nodes = Json::object();
  for (size_t i = 0; i < flat.nodes.size(); ++i) {
    if (flat.nodes[i].empty() || flat.nodes[i] == "0") continue;
    const Complex v = solution.live ? solution.potentials[i] : Complex();
    nodes[flat.nodes[i]] = {{"re", v.real()}, {"im", v.imag()}};
  }
  return nodes;
}

void printCircuit(Context& context, const CircuitOptions& options) {
  scenario::ContentRoot root;
  if (!options.spice) {
    return context.fail(kUsage, "say in which form the circuit is wanted: --spice");
  }
  if (!context.findRoot(root)) return;
  Diagnostics diagnostics;
  const auto model = scenario::load(root, options.scenario, diagnostics);
  if (model == nullptr) return context.show(diagnostics);
  scenario::Walkthrough walkthrough;
  if (!options.walkthrough.empty()) {
    auto loaded = scenario::loadWalkthrough(root, *model, options.walkthrough, diagnostics);
    context.show(diagnostics);
    if (!loaded.ok()) return context.fail(kContent, loaded.status().message());
    walkthrough = std::move(loaded).value();
  }
  const uint32_t line = lineOf(model->circuit, options);
  if (line >= model->circuit.frequencies.size()) {
    return context.fail(kUsage, "--frequency: no source of '" + model->id + "' has that frequency");
  }
  const plant::State state =
      stateAt(*model, options.walkthrough.empty() ? nullptr : &walkthrough, options.at);
  circuit::FlatNetwork flat = circuit::flatten(model->circuit, state.circuit, line);
  flat.net.title = model->id + " at " + formatSignificant(secondsFromTick(state.tick)) + " s" +
                   (options.walkthrough.empty() ? "" : " of " + options.walkthrough);
  const std::string text = circuit::writeSpice(flat.net, flat.origin);
  if (!context.json) {
    std::cout << text;
    return;
  }
  Json terminals = Json::object();
  for (const scenario::TerminalModel& terminal : model->terminals) {
    terminals[terminal.name] = flat.nodes[terminal.circuitNode.value];
  }
  print({{"scenario", model->id},
         {"time", secondsFromTick(state.tick)},
         {"frequency", model->circuit.frequencies[line]},
         {"netlist", text},
         {"terminals", std::move(terminals)},
         {"nodes", potentialsJson(flat, state.circuit.spectrum[line])}});
}

}  // namespace

void addCircuit(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "circuit", "writes a scenario's circuit, as it stands at a moment, as a netlist");
  auto options = std::make_shared<CircuitOptions>();
  command->add_option("SCENARIO", options->scenario, "scenario, such as electrical/…")->required();
  command->add_option("--walkthrough", options->walkthrough, "played up to the moment");
  command->add_option("--at", options->at, "the moment, in s; default the start")->check(seconds());
  command->add_flag("--spice", options->spice, "as ngspice reads it");
  command->add_flag("--dc", options->dc, "the direct part: charges, batteries, ohmmeters");
  command->add_option("--frequency", options->frequency,
                      "the part at this frequency, in Hz; default the network's");
  command->callback([&context, options] { printCircuit(context, *options); });
}

}  // namespace shixun::tools
