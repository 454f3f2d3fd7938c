#include <algorithm>
#include <iostream>
#include <optional>

#include "app/desktop.h"
#include "app/immersive.h"
#include "command.h"
#include "scenario/load.h"

namespace shixun::tools {
namespace {

struct PractiseOptions {
  std::string scenario, mode, language = "en", trainee, out, xr = "auto", window = "1280x720";
  std::string screenshot;
  std::vector<std::string> locate, faults;
  std::optional<uint64_t> seed;
  double forSeconds = 0;
  bool fullScreen = false, noDrawing = false, tell = false;
};

void show(Context& context, const scenario::ScenarioModel& model, const text::Catalogue& catalogue,
          const app::PractiseOutcome& outcome) {
  if (context.json) {
    Json sessions = Json::array();
    for (const app::Played& played : outcome.sessions) {
      Json json = resultJson(model, played.judged, played.recordPath);
      json["report"] = played.reportPath;
      json["trouble"] = played.trouble;
      sessions.push_back(std::move(json));
    }
    return print(Json{{"sessions", std::move(sessions)}});
  }
  for (const app::Played& played : outcome.sessions) {
    printResult(model, catalogue, played.judged, played.judged.info.info.language);
    std::cout << "session  " << played.recordPath << "\n";
    if (!played.reportPath.empty()) std::cout << "report   " << played.reportPath << "\n";
    if (!played.trouble.empty()) std::cerr << played.trouble << "\n";
  }
}

// The headset, when it is wanted and can be had. False: the desk is to be used.
bool immerse(Context& context, const PractiseOptions& options, const app::TrainerDef& trainer) {
  if (options.xr == "off") return false;
  app::ImmersiveDef def;
  static_cast<app::TrainerDef&>(def) = trainer;
  def.forSeconds = options.forSeconds;
  def.draw = !options.noDrawing;
  def.tell = options.tell;
  const auto outcome = app::runImmersive(def);
  if (outcome.ok()) {
    show(context, *trainer.model, *trainer.catalogue, outcome->practised);
    if (!outcome->trouble.empty()) {
      context.fail(kEnvironment, outcome->trouble + "; what was done so far is kept");
    }
    return true;
  }
  const StatusCode code = outcome.status().code();
  const bool none = code == StatusCode::kNotFound || code == StatusCode::kUnavailable ||
                    code == StatusCode::kUnsupported;
  if (options.xr == "on" || !none) {
    context.fail(outcome.status());
    return true;
  }
  std::cerr << "no headset is used: " << outcome.status().message()
            << "; the desk is used: mouse and keyboard\n";
  return false;
}

void practise(Context& context, const PractiseOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  const auto model = scenario::load(root, options.scenario, diagnostics);
  if (model == nullptr) return context.show(diagnostics);
  context.show(diagnostics);
  if (!context.checkLanguage(*model, options.language)) return;
  app::DesktopDef def;
  for (const std::string& name : options.faults) {
    const auto fault = std::find_if(model->faults.begin(), model->faults.end(),
                                    [&](const auto& f) { return f.name == name; });
    if (fault == model->faults.end()) {
      std::vector<std::string> known;
      for (const auto& f : model->faults) known.push_back(f.name);
      return context.fail(
          kUsage, "no fault '" + name + "' in this scenario; it has: " + shixun::listed(known));
    }
    def.info.faults.push_back(static_cast<uint32_t>(fault - model->faults.begin()));
  }
  if (!readWindowSize(options.window, def.width, def.height)) {
    return context.fail(kUsage, kWindowSizeWanted);
  }
  def.root = root;
  def.model = model.get();
  def.catalogue = &catalogue;
  def.info.mode = options.mode.empty() ? "practise" : options.mode;
  def.info.language = options.language;
  def.info.trainee = options.trainee;
  def.info.seed = options.seed.value_or(1);
  def.freshSeed = !options.seed;
  def.ask = options.mode.empty();
  def.fullScreen = options.fullScreen;
  def.forSeconds = options.forSeconds;
  def.screenshotPath = options.screenshot;
  def.locate = options.locate;
  if (options.out.ends_with(".mcap")) {
    def.recordPath = options.out;
  } else {
    auto folder = app::sessionsFolder(options.out);
    if (!folder.ok()) return context.fail(folder.status());
    def.sessionsFolder = *folder;
  }
  if (immerse(context, options, def)) return;
  const auto outcome = app::runDesktop(def);
  if (!outcome.ok()) return context.fail(outcome.status());
  show(context, *model, catalogue, *outcome);
}

}  // namespace

void addPractise(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("practise", "the trainer: practise a scenario in a window");
  auto options = std::make_shared<PractiseOptions>();
  command->add_option("SCENARIO", options->scenario, "id or path")->required();
  command
      ->add_option("--mode", options->mode,
                   "learn, practise, assess or compete; begins at once instead of asking")
      ->check(CLI::IsMember({"learn", "practise", "assess", "compete"}));
  command
      ->add_option("--seed", options->seed,
                   "seed of the session, which decides what is drawn; else chance")
      ->check(wholeNumber());
  command->add_option("--lang", options->language, "language of texts");
  command->add_option("--name", options->trainee, "the trainee's name");
  command->add_option("--out", options->out, "session file (.mcap) or folder for it");
  command->add_option("--xr", options->xr, "auto, on or off: use a headset")
      ->check(CLI::IsMember({"auto", "on", "off"}));
  command->add_option("--window", options->window, "size of the window, e.g. 1920x1080");
  command->add_flag("--full-screen", options->fullScreen, "fill the monitor");
  command->add_option("--for-seconds", options->forSeconds, "leave by itself (for tests)")
      ->check(seconds());
  command->add_option("--screenshot", options->screenshot,
                      "PNG of the window when it is left (for tests)");
  command->add_option("--locate", options->locate,
                      "tell where in the window this is seen, e.g. Q1.handle:off (for tests)");
  command->add_option("--fault", options->faults,
                      "the equipment has this fault from the start, e.g. Q1.pole_2_stuck");
  command->add_flag("--no-drawing", options->noDrawing, "the headset shows nothing (for tests)");
  command->add_flag("--tell", options->tell, "tell on stdout what the headset reports (for tests)");
  command->callback([&context, options] { practise(context, *options); });
}

}  // namespace shixun::tools
