#include <algorithm>
#include <iostream>

#include "app/replayer.h"
#include "command.h"
#include "core/quantity.h"
#include "platform/system.h"
#include "session/pose_track.h"

namespace shixun::tools {
namespace {

struct ReplayOptions {
  std::string session, scenario, png, language, window = "1280x720", screenshot;
  double at = -1, forSeconds = 0;
  bool verify = false, eyes = false, fullScreen = false, tell = false;
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

void still(Context& context, const ReplayOptions& options, const app::ReplayDef& def) {
  const Tick last = def.record->playback.lastTick;
  const Tick tick = options.at < 0 ? last : tickFromSeconds(options.at);
  auto png = app::replayStill(def, tick);
  if (!png.ok()) return context.fail(png.status());
  if (Status s = disk().replace(options.png, *png); !s.ok()) return context.fail(s);
  if (context.json) return print({{"png", options.png}, {"at", secondsFromTick(tick)}});
  std::cout << options.png << "\n";
}

void show(Context& context, const ReplayOptions& options, app::ReplayDef& def) {
  if (!readWindowSize(options.window, def.width, def.height)) {
    return context.fail(kUsage, kWindowSizeWanted);
  }
  def.fullScreen = options.fullScreen;
  def.from = std::max(0.0, options.at);
  def.forSeconds = options.forSeconds;
  def.screenshotPath = options.screenshot;
  def.tell = options.tell;
  if (Status s = app::runReplay(def); !s.ok()) context.fail(s);
}

// As wanted, or the one that the trainee had, or what the scenario has.
std::string languageOf(const app::JudgedRecord& record, const std::string& wanted) {
  if (!wanted.empty()) return wanted;
  const std::vector<std::string>& has = record.model->languages;
  const std::string& own = record.judged.info.info.language;
  if (std::find(has.begin(), has.end(), own) != has.end() || has.empty()) return own;
  return has.front();
}

void replay(Context& context, const ReplayOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  auto record = app::judgeRecord(root, {options.session, options.scenario, {}}, diagnostics);
  context.show(diagnostics);
  if (!record.ok()) return context.fail(record.status());
  for (const std::string& warning : record->warnings) std::cerr << "warning: " << warning << "\n";
  if (options.verify) return verifyRecord(context, *record);
  const double end = secondsFromTick(record->playback.lastTick);
  if (options.eyes && session::PoseTrack::read(*record->reader, *record->model).empty()) {
    return context.fail(kUsage, "--eyes: this record has no head and hands");
  }
  if (options.at > end) {
    return context.fail(kUsage, "--at: the session ends after " + formatSignificant(end) + " s");
  }
  app::ReplayDef def;
  def.root = root;
  def.record = &*record;
  def.catalogue = &catalogue;
  def.language = languageOf(*record, options.language);
  if (!context.checkLanguage(*record->model, def.language)) return;
  def.eyes = options.eyes;
  return options.png.empty() ? show(context, options, def) : still(context, options, def);
}

}  // namespace

void addReplay(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "replay", "shows a session in a window, takes a still of it, or simulates it again");
  auto options = std::make_shared<ReplayOptions>();
  command->add_option("SESSION", options->session, "session file")->required();
  command->add_option("--scenario", options->scenario, "id or path of the scenario");
  command->add_option("--at", options->at, "session time in s")->check(seconds());
  command->add_option("--png", options->png, "picture file to write");
  command->add_option("--lang", options->language,
                      "language of texts; the trainee's when left out");
  command->add_flag("--eyes", options->eyes, "seen through the trainee's eyes");
  command->add_option("--window", options->window, "size of the window, e.g. 1920x1080");
  command->add_flag("--full-screen", options->fullScreen, "fill the monitor");
  command->add_option("--for-seconds", options->forSeconds, "leave by itself (for tests)")
      ->check(seconds());
  command->add_option("--screenshot", options->screenshot,
                      "PNG of the window when it is left (for tests)");
  command->add_flag("--tell", options->tell, "tell time and buttons on stdout (for tests)");
  command->add_flag("--verify", options->verify, "simulate again and compare all state hashes");
  command->callback([&context, options] { replay(context, *options); });
}

}  // namespace shixun::tools
