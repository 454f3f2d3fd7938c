#include <algorithm>
#include <iostream>
#include <optional>

#include "app/headless.h"
#include "app/pictures.h"
#include "assess/expectation.h"
#include "command.h"
#include "scenario/load.h"

namespace shixun::tools {
namespace {

struct RunOptions {
  std::string scenario, walkthrough, mode, frames, out, language = "en", trainee;
  std::optional<uint64_t> seed;
  bool hands = false;
};

// "<sessions>/20260131-142530-motor-starter-isolation-reference.mcap"
std::string recordName(const scenario::ScenarioModel& model, const std::string& walkthrough) {
  return app::timeStampForFile() + "-" + fileName(model.id) + "-" + walkthrough + ".mcap";
}

void tellTroubles(const app::HeadlessResult& result, const text::Catalogue& catalogue) {
  if (result.troubles == 0) return;
  std::cerr << "shixun: the simulation was in trouble " << result.troubles
            << (result.troubles == 1 ? " time" : " times") << ", first at "
            << assess::formatTime(secondsFromTick(result.firstTroubleTick)) << ": "
            << catalogue.tr("en", result.firstTrouble) << "\n";
}

void run(Context& context, const RunOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  const auto model = scenario::load(root, options.scenario, diagnostics);
  if (model == nullptr) return context.show(diagnostics);
  auto walkthrough = scenario::loadWalkthrough(root, *model, options.walkthrough, diagnostics);
  context.show(diagnostics);
  if (!walkthrough.ok()) return context.fail(kContent, walkthrough.status().message());
  if (!context.checkLanguage(*model, options.language)) return;
  app::HeadlessDef def;
  def.model = model.get();
  def.walkthrough = &*walkthrough;
  def.catalogue = &catalogue;
  def.info = session::infoOf(*walkthrough);
  if (!options.mode.empty()) def.info.mode = options.mode;
  if (options.seed) def.info.seed = *options.seed;
  def.info.language = options.language;
  def.info.trainee = options.trainee;
  def.info.startedAt = app::timeStampRfc3339();
  def.info.build = app::buildName();
  session::HandScript hands;
  if (options.hands) {
    auto script = session::loadHandScript(root, *model, walkthrough->name, diagnostics);
    if (!script.ok()) return context.fail(kContent, script.status().message());
    hands = std::move(script).value();
    def.hands = &hands;
    def.info.input = "hands";
  }
  if (options.out.ends_with(".mcap")) {
    def.recordPath = options.out;
  } else {
    auto folder = app::sessionsFolder(options.out);
    if (!folder.ok()) return context.fail(folder.status());
    def.recordPath = joinPath(*folder, recordName(*model, walkthrough->name));
  }
  std::unique_ptr<app::PictureMaker> pictures;
  if (!options.frames.empty()) {
    auto made = app::PictureMaker::create(root, *model, catalogue, options.language);
    if (!made.ok()) return context.fail(made.status());
    pictures = std::move(made).value();
    def.framesFolder = options.frames;
    def.photographer = pictures->photographer();
  }
  const auto result = app::runHeadless(def);
  if (!result.ok()) return context.fail(result.status());
  if (!result->trouble.ok()) {
    context.fail(result->trouble);
    std::cerr << "the session was saved as " << result->recordPath << " instead\n";
  }
  if (!result->pictureTrouble.ok()) {
    context.fail(
        result->pictureTrouble.within("the session is complete, but pictures are missing"));
  }
  tellTroubles(*result, catalogue);
  const std::string unexpected =
      assess::unexpected(*walkthrough, result->judged.findings, result->judged.score);
  if (!unexpected.empty()) {
    context.fail(kContent, "walkthrough '" + walkthrough->name + "': " + unexpected);
  }
  if (context.json) {
    Json json = resultJson(*model, result->judged, result->recordPath);
    json["asExpected"] = unexpected.empty();
    json["report"] = result->reportPath;
    json["pictures"] = result->picturePaths;
    json["troubles"] = result->troubles;
    json["finalHash"] = hex(result->finalHash);
    json["speed"] = secondsFromTick(result->ticks) / std::max(result->wallSeconds, 1e-9);
    return print(json);
  }
  printResult(*model, catalogue, result->judged, options.language);
  std::cout << "session  " << result->recordPath << "\nreport   " << result->reportPath << "\n";
  for (const std::string& path : result->picturePaths) std::cout << "picture  " << path << "\n";
}

}  // namespace

void addRun(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("run", "plays a walkthrough without a person and marks it");
  auto options = std::make_shared<RunOptions>();
  command->add_option("SCENARIO", options->scenario, "id or path")->required();
  command->add_option("--walkthrough", options->walkthrough, "name or path")->required();
  command->add_flag("--hands", options->hands,
                    "plays the walkthrough's hand script: poses and inputs only");
  command->add_option("--mode", options->mode, "learn, practise, assess or compete")
      ->check(CLI::IsMember({"learn", "practise", "assess", "compete"}));
  command->add_option("--seed", options->seed, "overrides the walkthrough's seed")
      ->check(wholeNumber());
  command->add_option("--frames", options->frames, "folder for pictures of steps and findings");
  command->add_option("--out", options->out, "session file (.mcap) or folder for it");
  command->add_option("--lang", options->language, "language of texts");
  command->add_option("--name", options->trainee, "the trainee's name");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace shixun::tools
