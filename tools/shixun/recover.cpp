#include <filesystem>
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
    // What is there may be the damaged original, another session or a device: never replaced.
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, ignored))) {
      return context.fail(kEnvironment, "'" + target +
                                            "' is there already, and recovering replaces nothing; "
                                            "give another place with --out, or move it away");
    }
    if (recovered->statistics.messageCount == 0) {
      return context.fail(kContent, "nothing in '" + *path + "' can be recovered");
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
