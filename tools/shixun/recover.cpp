#include <iostream>

#include "command.h"
#include "record/recover.h"

namespace shixun::tools {

void addRecover(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("recover", "makes a whole session file of what can still be read");
  auto path = std::make_shared<std::string>();
  auto out = std::make_shared<std::string>();
  command->add_option("SESSION", *path, "damaged or unfinished session file")->required();
  command->add_option("--out", *out, "new file; default: SESSION with '.recovered.mcap'");
  command->callback([&context, path, out] {
    auto bytes = disk().read(*path);
    if (!bytes.ok()) return context.fail(bytes.status());
    auto recovered = record::recover(std::move(bytes).value());
    if (!recovered.ok()) return context.fail(recovered.status().within(*path));
    std::string target = *out;
    if (target.empty()) {
      target = *path;
      if (target.ends_with(".mcap")) target.resize(target.size() - 5);
      target += ".recovered.mcap";
    }
    if (Status s = disk().replace(target, recovered->bytes); !s.ok()) return context.fail(s);
    if (context.json) {
      Json damage = Json::array();
      for (const auto& d : recovered->damage) damage.push_back(record::format(d));
      return print({{"session", target},
                    {"changed", recovered->changed},
                    {"messages", recovered->statistics.messageCount},
                    {"damage", std::move(damage)}});
    }
    for (const auto& d : recovered->damage) std::cerr << "lost: " << record::format(d) << "\n";
    std::cout << target << ": " << recovered->statistics.messageCount << " messages\n";
  });
}

}  // namespace shixun::tools
