#include <iostream>
#include <thread>

#include "command.h"
#include "score_many.h"

namespace shixun::tools {
namespace {

struct ScoreOptions {
  std::vector<std::string> sessions;
  std::string session, scenario, judgement, language, csv;
  unsigned jobs = 0;  // 0: as many as there are processors
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

// One session is shown with all that there is to say about it; several side by side.
void scoreOneOrMany(Context& context, ScoreOptions options) {
  const bool one = options.sessions.size() == 1 && !disk().isFolder(options.sessions[0]);
  if (one && options.csv.empty()) {
    options.session = options.sessions[0];
    return scoreSession(context, options);
  }
  if (options.report) {
    return context.fail(kUsage, "--report is for one session; leave it out, or name one");
  }
  ScoreManyOptions many{options.sessions, options.scenario, options.csv, "en", options.jobs};
  if (!options.language.empty()) many.language = options.language;
  if (many.jobs == 0) many.jobs = std::max(1U, std::thread::hardware_concurrency());
  scoreMany(context, many);
}

}  // namespace

void addScore(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "score",
      "marks a session's record again; of several sessions, what their marks were and are now");
  auto options = std::make_shared<ScoreOptions>();
  command->add_option("SESSION", options->sessions, "session files, or folders of them")
      ->required();
  command->add_option("--scenario", options->scenario, "id or path of a (changed) scenario");
  command->add_option("--judgement", options->judgement,
                      "file of an instructor's judgements; default: SESSION.judgements.yaml");
  command->add_option("--lang", options->language, "language of texts");
  command->add_flag("--report", options->report, "write the report again, too (one session)");
  command->add_option("--csv", options->csv, "write old and new marks to this file, too");
  command->add_option("--jobs", options->jobs, "sessions at a time; default one a processor")
      ->check(CLI::Range(1, 256));
  command->callback([&context, options] { scoreOneOrMany(context, *options); });
}

}  // namespace shixun::tools
