#include <iostream>

#include "command.h"
#include "scenario/load.h"

namespace shixun::tools {

void addCheck(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("check", "all problems of scenario, equipment and text files");
  auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("PATH", *paths, "files, folders or scenario ids")->required();
  command->callback([&context, paths] {
    scenario::ContentRoot root;
    if (!context.findRoot(root)) return;
    Diagnostics diagnostics;
    for (const std::string& path : *paths) scenario::check(root, path, diagnostics);
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
