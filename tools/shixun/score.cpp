#include <iostream>

#include "command.h"

namespace shixun::tools {
namespace {

struct ScoreOptions {
  std::string session, scenario, judgement, language;
  bool report = false;
};

void scoreSession(Context& context, const ScoreOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  auto judged =
      app::judgeRecord(root, {options.session, options.scenario, options.judgement}, diagnostics);
  context.show(diagnostics);
  if (!judged.ok()) return context.fail(judged.status());
  for (const std::string& warning : judged->warnings) std::cerr << "warning: " << warning << "\n";
  const std::string language =
      options.language.empty() ? judged->judged.info.info.language : options.language;
  if (!options.language.empty() && !context.checkLanguage(*judged->model, options.language)) return;
  Json json = resultJson(*judged->model, judged->judged, options.session);
  json["warnings"] = judged->warnings;
  if (!judged->judgementPath.empty()) json["judgements"] = judged->judgementPath;
  if (options.report) {
    std::vector<assess::Picture> pictures;
    for (const record::Attachment& a : judged->reader->attachments()) {
      if (a.mediaType != "image/png") continue;
      // "004-E09.png" shows the finding E09, "003-step.png" a step.
      std::string rule = a.name.substr(0, a.name.rfind('.'));
      rule = rule.substr(std::min(rule.size(), rule.find('-') + 1));
      if (rule == "step") rule.clear();
      const auto tick = static_cast<Tick>(a.logTimeNs * kTicksPerSecond / 1'000'000'000);
      pictures.push_back({tick, "", rule, std::string(a.data)});
    }
    assess::ReportSeal seal;
    if (judged->seal.state == record::SealState::kSealed)
      seal.fingerprint = judged->seal.fingerprint;
    if (judged->seal.state == record::SealState::kBroken) seal.broken = judged->seal.why;
    auto path = app::writeReport(*judged->model, catalogue, judged->judged, options.session,
                                 std::move(pictures), seal);
    if (!path.ok()) return context.fail(path.status());
    json["report"] = *path;
  }
  // Marks of a record that somebody has changed are shown, and never taken for good ones.
  if (judged->seal.state == record::SealState::kBroken) context.exitCode = kContent;
  if (context.json) return print(json);
  printResult(*judged->model, catalogue, judged->judged, language);
}

}  // namespace

void addScore(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("score", "marks a session's record again");
  auto options = std::make_shared<ScoreOptions>();
  command->add_option("SESSION", options->session, "session file")->required();
  command->add_option("--scenario", options->scenario, "id or path of a (changed) scenario");
  command->add_option("--judgement", options->judgement,
                      "file of an instructor's judgements; default: SESSION.judgements.yaml");
  command->add_option("--lang", options->language, "language of texts");
  command->add_flag("--report", options->report, "write the report again, too");
  command->callback([&context, options] { scoreSession(context, *options); });
}

}  // namespace shixun::tools
