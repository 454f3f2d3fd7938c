#include <iostream>

#include "command.h"
#include "scenario/load.h"

namespace shixun::tools {

void addList(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("list", "scenarios found, with languages and modes");
  command->callback([&context] {
    scenario::ContentRoot root;
    if (!context.findRoot(root)) return;
    Diagnostics diagnostics;
    const auto listings = scenario::listScenarios(root, diagnostics);
    context.show(diagnostics);
    if (context.json) {
      Json array = Json::array();
      for (const scenario::Listing& l : listings) {
        array.push_back({{"id", l.id},
                         {"title", l.title},
                         {"languages", l.languages},
                         {"modes", l.modes},
                         {"walkthroughs", l.walkthroughs}});
      }
      return print({{"scenarios", std::move(array)}});
    }
    for (const scenario::Listing& l : listings) {
      std::cout << l.id << "\n";
      for (const auto& [language, title] : l.title) {
        std::cout << "  " << language << "  " << title << "\n";
      }
      std::cout << "  walkthroughs:";
      for (const std::string& w : l.walkthroughs) std::cout << " " << w;
      std::cout << "\n";
    }
  });
}

}  // namespace shixun::tools
