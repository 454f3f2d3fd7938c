#include <iostream>

#include "app/pictures.h"
#include "command.h"
#include "core/quantity.h"
#include "platform/system.h"
#include "session/snapshot.h"

namespace shixun::tools {
namespace {

struct ReplayOptions {
  std::string session, scenario, png, language = "en";
  double at = -1;
  bool verify = false;
};

void verifyRecord(Context& context, const app::JudgedRecord& record) {
  const double begin = platform::monotonicSeconds();
  const session::VerifyReport report =
      session::verify(*record.model, record.judged.info, record.playback);
  const double wall = platform::monotonicSeconds() - begin;
  const double speed = secondsFromTick(report.ticks) / std::max(wall, 1e-9);
  // A part that agrees proves nothing of what is missing.
  const bool complete = (record.judged.finished || record.judged.abandoned) &&
                        record.playback.troubles.empty() && record.reader->damage().empty() &&
                        record.seal.state != record::SealState::kBroken;
  if (!report.same || report.compared == 0 || !complete) context.exitCode = kContent;
  if (context.json) {
    Json json = {{"same", report.same},
                 {"complete", complete},
                 {"compared", report.compared},
                 {"duration", secondsFromTick(report.ticks)},
                 {"speed", speed}};
    if (report.firstDifference) {
      json["firstDifference"] = secondsFromTick(*report.firstDifference);
      json["expected"] = hex(report.expected);
      json["found"] = hex(report.found);
    }
    return print(json);
  }
  std::cout << report.compared << " state hashes compared over "
            << assess::formatTime(secondsFromTick(report.ticks)) << ": "
            << (report.same ? "all the same" : "DIFFERENT") << " (" << static_cast<int>(speed)
            << " times real time)\n";
  if (!complete) std::cout << "the record is not whole: what is missing was not compared\n";
  if (report.firstDifference) {
    std::cout << "first difference at " << secondsFromTick(*report.firstDifference)
              << " s; made by " << record.judged.info.info.build << ", replayed by "
              << app::buildName() << "\n";
  }
}

void still(Context& context, const ReplayOptions& options, const scenario::ContentRoot& root,
           const text::Catalogue& catalogue, const app::JudgedRecord& record) {
  const double end = secondsFromTick(record.playback.lastTick);
  if (options.at > end) {
    return context.fail(kUsage, "--at: the session ends after " + formatSignificant(end) + " s");
  }
  auto pictures = app::PictureMaker::create(root, *record.model, catalogue, options.language);
  if (!pictures.ok()) return context.fail(pictures.status());
  session::Snapshot snapshot;
  snapshot.model = record.model.get();
  const Tick tick = options.at < 0 ? record.playback.lastTick : tickFromSeconds(options.at);
  snapshot.state = session::stateAt(*record.model, record.playback.trace, tick);
  auto png = (*pictures)->photographer()(snapshot, {});
  if (!png.ok()) return context.fail(png.status());
  if (Status s = disk().replace(options.png, *png); !s.ok()) return context.fail(s);
  if (context.json) return print({{"png", options.png}, {"at", secondsFromTick(tick)}});
  std::cout << options.png << "\n";
}

void replay(Context& context, const ReplayOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  auto record = app::judgeRecord(root, options.session, options.scenario, diagnostics);
  context.show(diagnostics);
  if (!record.ok()) return context.fail(record.status());
  for (const std::string& warning : record->warnings) std::cerr << "warning: " << warning << "\n";
  if (!context.checkLanguage(*record->model, options.language)) return;
  if (options.verify) return verifyRecord(context, *record);
  if (!options.png.empty()) return still(context, options, root, catalogue, *record);
  context.fail(kUsage, "say what to do with the record: --verify, or --at T --png FILE");
}

}  // namespace

void addReplay(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("replay", "re-simulates a session or takes a still of it");
  auto options = std::make_shared<ReplayOptions>();
  command->add_option("SESSION", options->session, "session file")->required();
  command->add_option("--scenario", options->scenario, "id or path of the scenario");
  command->add_option("--at", options->at, "session time in s")->check(seconds());
  command->add_option("--png", options->png, "picture file to write");
  command->add_option("--lang", options->language, "language of texts");
  command->add_flag("--verify", options->verify, "simulate again and compare all state hashes");
  command->callback([&context, options] { replay(context, *options); });
}

}  // namespace shixun::tools
