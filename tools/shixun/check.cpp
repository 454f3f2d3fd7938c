#include <iostream>

#include "command.h"
#include "interact/reachable.h"
#include "scenario/load.h"

namespace shixun::tools {

namespace {

// What no hand could ever get at.
void checkReach(const scenario::ScenarioModel& model,
                const std::vector<scenario::NamedEntity>& named, Diagnostics& problems) {
  std::vector<scenario::EntityRef> wanted;
  for (const scenario::NamedEntity& n : named) wanted.push_back(n.entity);
  for (const interact::Unreachable& found : interact::findUnreachable(model, wanted)) {
    for (const scenario::NamedEntity& n : named) {
      if (n.entity != found.entity) continue;
      problems.warning(
          n.where, "unreachable",
          "no hand gets at '" + nameOf(model, found.entity) + "': " + found.why,
          "move the equipment or the node in its model, or approve it with the reason");
    }
  }
}

}  // namespace

void addCheck(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("check", "all problems of scenario, equipment and text files");
  auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, "files, folders or scenario ids")->required();
  command->callback([&context, paths] {
    scenario::ContentRoot root;
    if (!context.findRoot(root)) return;
    Diagnostics diagnostics;
    for (const std::string& path : *paths) scenario::check(root, path, diagnostics, checkReach);
    diagnostics.sort();
    if (diagnostics.hasErrors()) context.exitCode = kContent;
    if (!context.json) {
      std::cout << diagnostics.text();
      return;
    }
    Json array = Json::array();
    for (const Diagnostic& d : diagnostics.list()) {
      array.push_back({{"file", d.where.file},
                       {"line", d.where.line},
                       {"column", d.where.column},
                       {"severity", d.severity == Severity::kError ? "error" : "warning"},
                       {"code", d.code},
                       {"message", d.message},
                       {"hint", d.hint}});
    }
    print({{"diagnostics", std::move(array)}});
  });
}

}  // namespace shixun::tools
