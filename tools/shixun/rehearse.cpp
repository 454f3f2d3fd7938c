#include "session/rehearse.h"

#include <iostream>

#include "assess/expectation.h"
#include "assess/run.h"
#include "command.h"
#include "scenario/load.h"
#include "session/hand_script.h"

namespace shixun::tools {
namespace {

struct RehearseOptions {
  std::string scenario;
  std::vector<std::string> walkthroughs;
  bool dry = false;
};

struct Rehearsed {
  Status status;
  std::vector<std::string> findings;  // rule codes, sorted
  size_t keys = 0;
  double seconds = 0;
};

// The script is played once before it is kept: one that is judged otherwise than the walkthrough
// must be is not written.
Rehearsed rehearse(const scenario::ContentRoot& root, const scenario::ScenarioModel& model,
                   const std::string& name, const RehearseOptions& options) {
  Rehearsed out;
  Diagnostics diagnostics;
  const auto walkthrough = scenario::loadWalkthrough(root, model, name, diagnostics);
  if (!walkthrough.ok()) return {walkthrough.status(), {}, 0, 0};
  const auto script = session::rehearse(model, *walkthrough);
  if (!script.ok()) return {script.status(), {}, 0, 0};
  out.keys = script->keys.size();
  out.seconds = script->keys.back().time;
  assess::Run run(model, session::infoOf(*walkthrough), nullptr);
  session::HandPlayer player(model, *script);
  while (!run.over()) run.step(player.due(run.session().state()));
  const auto& findings = run.assessor().findings();
  out.findings = assess::codesOf(findings);
  const std::string unexpected = assess::unexpected(*walkthrough, findings, run.score());
  if (!unexpected.empty()) {
    out.status = Status(StatusCode::kInvalid, "played by the hands, " + unexpected);
  } else if (!options.dry) {
    out.status = root.files->replace(session::handScriptPath(model, walkthrough->name),
                                     session::formatHandScript(model, *script));
  }
  return out;
}

void run(Context& context, const RehearseOptions& options) {
  scenario::ContentRoot root;
  if (!context.findRoot(root)) return;
  Diagnostics diagnostics;
  const auto model = scenario::load(root, options.scenario, diagnostics);
  if (model == nullptr) return context.show(diagnostics);
  auto names = options.walkthroughs;
  if (names.empty()) names = scenario::listWalkthroughs(root, *model);
  Json list = Json::array();
  for (const std::string& name : names) {
    const Rehearsed one = rehearse(root, *model, name, options);
    if (!one.status.ok()) context.fail(kContent, name + ": " + one.status.message());
    list.push_back({{"walkthrough", name},
                    {"done", one.status.ok()},
                    {"keyframes", one.keys},
                    {"seconds", one.seconds},
                    {"findings", one.findings}});
    if (!context.json && one.status.ok()) {
      std::printf("%-34s %5zu keyframes %6.1f s  findings: [%s]\n", name.c_str(), one.keys,
                  one.seconds, listed(one.findings).c_str());
    }
  }
  if (context.json) print({{"scenario", model->id}, {"rehearsed", list}});
}

}  // namespace

void addRehearse(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "rehearse", "writes the hand scripts of walkthroughs: the motion that does the same");
  auto options = std::make_shared<RehearseOptions>();
  command->add_option("SCENARIO", options->scenario, "id or path")->required();
  command->add_option("--walkthrough", options->walkthroughs, "names; all when left out");
  command->add_flag("--dry", options->dry, "plans and plays, writes nothing");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace shixun::tools
