#include <filesystem>
#include <iostream>

#include "command.h"
#include "core/file.h"
#include "scenario/schema_out.h"

namespace shixun::tools {
namespace {

struct SchemaOptions {
  std::string kind, out;
  bool reference = false;
};

// DIR/scenario.schema.json and so on, one of them or all.
void writeSchemas(Context& context, const SchemaOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  Json written = Json::array();
  for (const scenario::FileKind kind : scenario::kFileKinds) {
    const std::string name(scenario::fileKindName(kind));
    if (!options.kind.empty() && options.kind != name) continue;
    const std::string path = joinPath(options.out, name + ".schema.json");
    const Status status = disk().replace(path, scenario::jsonSchema(kind));
    if (!status.ok()) return context.fail(status);
    written.push_back(path);
  }
  if (context.json) return print({{"schemas", std::move(written)}});
  for (const auto& path : written) std::cout << path.get<std::string>() << "\n";
}

void schema(Context& context, const SchemaOptions& options) {
  if (options.reference) {
    if (context.json) return print({{"reference", scenario::schemaReference()}});
    std::cout << scenario::schemaReference();
    return;
  }
  if (!options.out.empty()) return writeSchemas(context, options);
  if (const auto kind = scenario::findFileKind(options.kind)) {
    std::cout << scenario::jsonSchema(*kind);
    return;
  }
  Json all = Json::object();
  for (const scenario::FileKind kind : scenario::kFileKinds) {
    all[std::string(scenario::fileKindName(kind))] = Json::parse(scenario::jsonSchema(kind));
  }
  print(all);
}

}  // namespace

void addSchema(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("schema", "JSON Schema of the files, for editors");
  auto options = std::make_shared<SchemaOptions>();
  auto* kind = command->add_option(
      "KIND", options->kind, "scenario, equipment, walkthrough or text; without it all of them");
  kind->check(CLI::IsMember({"scenario", "equipment", "walkthrough", "text"}));
  auto* out = command->add_option("--out", options->out, "folder for one file a schema");
  auto* reference = command->add_flag("--reference", options->reference,
                                      "the reference of all keys instead, as Markdown");
  reference->excludes(kind);
  reference->excludes(out);
  command->callback([&context, options] { schema(context, *options); });
}

}  // namespace shixun::tools
