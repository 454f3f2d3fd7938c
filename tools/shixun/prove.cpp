// prove: plays every walkthrough and mutants of those that were done right, on all cores, and says
// what the rules did not tell.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "assess/prover.h"
#include "command.h"
#include "scenario/load.h"
#include "scenario/read_command.h"

namespace shixun::tools {
namespace {

using assess::Base;
using assess::Mutant;
using assess::Outcome;
using assess::Prover;
using assess::Verdict;

struct ProveOptions {
  std::string scenario, out, language = "en";
  size_t mutants = 300;
  uint64_t seed = 1;
  size_t jobs = 0;
  bool all = false, list = false;
};

constexpr size_t kShortened = 8;  // undetected hazards of which the shortest commands are sought

constexpr size_t kLuckCandidates = 80;  // of the mutants that no gate tells, without --all

struct Trial {
  size_t base = 0;
  Mutant mutant;
  Verdict verdict = Verdict::kHarmless;
  Outcome outcome;              // without its end
  std::vector<uint32_t> world;  // the faults in which it is luck
  std::vector<std::string> shortest;
};

// Runs `work(prover, index)` for every index on several threads, each with a prover of its own.
// Tells how far it is on stderr.
class Crew {
 public:
  Crew(const scenario::ScenarioModel& model, size_t jobs) : model_(model), jobs_(jobs) {}

  template <typename Work>
  void run(const char* what, size_t count, std::span<const Base> bases, const Work& work) {
    std::atomic<size_t> next{0}, done{0};
    const auto loop = [&] {
      Prover prover(model_, bases);
      for (size_t i = next++; i < count; i = next++) {
        work(prover, i);
        tell(what, ++done, count);
      }
    };
    std::vector<std::thread> threads;
    for (size_t t = 1; t < std::min(jobs_, count); ++t) threads.emplace_back(loop);
    loop();
    for (std::thread& thread : threads) thread.join();
  }

 private:
  // Every tenth part a line; stderr is a log as often as a screen.
  void tell(const char* what, size_t done, size_t count) {
    const size_t part = done * 10 / count;
    if (part == (done - 1) * 10 / count) return;
    const std::lock_guard lock(mutex_);
    std::fprintf(stderr, "%s: %zu of %zu\n", what, done, count);
  }

  const scenario::ScenarioModel& model_;
  size_t jobs_;
  std::mutex mutex_;
};

class Proof {
 public:
  Proof(const scenario::ScenarioModel& model, const ProveOptions& options)
      : model_(model),
        options_(options),
        crew_(model, options.jobs != 0 ? options.jobs
                                       : std::max(1U, std::thread::hardware_concurrency())) {}

  void run(std::vector<scenario::Walkthrough> runs) {
    runs_ = std::move(runs);
    bases_.resize(runs_.size());
    crew_.run("walkthroughs", runs_.size(), {}, [this](Prover& prover, size_t i) {
      bases_[i] = prover.play(runs_[i], runs_[i].fullMarks);
    });
    plan();
    crew_.run("mutants", trials_.size(), bases_,
              [this](Prover& prover, size_t i) { play(prover, i); });
    seekLuck();
    shorten();
  }

  bool passed() const {
    const bool asExpected = std::all_of(bases_.begin(), bases_.end(),
                                        [](const Base& base) { return base.unexpected.empty(); });
    const bool right =
        std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return run.fullMarks; });
    return asExpected && right && count(Verdict::kUndetectedHazard) == 0;
  }

  Json json() const;
  void print(const text::Catalogue& catalogue) const;

 private:
  // Half of the mutants are of the run called reference, the rest of the other ways.
  void plan() {
    if (options_.mutants == 0 && !options_.all) return;
    std::vector<size_t> right;
    for (size_t i = 0; i < runs_.size(); ++i) {
      if (runs_[i].fullMarks && bases_[i].unexpected.empty()) right.push_back(i);
    }
    std::stable_partition(right.begin(), right.end(),
                          [this](size_t i) { return runs_[i].name == "reference"; });
    for (size_t n = 0; n < right.size(); ++n) {
      assess::MutantDef def;
      def.seed = options_.seed + n;
      const size_t others = right.size() - 1;
      const size_t half = others == 0 ? options_.mutants : (options_.mutants + 1) / 2;
      def.limit = n == 0 ? half : std::max<size_t>((options_.mutants - half) / others, 1);
      if (options_.all) def.limit = 0;
      for (Mutant& mutant : assess::mutantsOf(model_, runs_[right[n]], def)) {
        trials_.push_back({right[n], std::move(mutant), Verdict::kHarmless, {}, {}, {}});
      }
    }
  }

  void play(Prover& prover, size_t i) {
    Trial& trial = trials_[i];
    trial.outcome = prover.play(bases_[trial.base], trial.mutant);
    trial.verdict = prover.judge(bases_[trial.base], trial.outcome);
    trial.outcome.end = {};
  }

  // Mutants of the first run that no gate tells, in every other world.
  void seekLuck() {
    std::vector<Prover::Candidate> candidates;
    std::vector<size_t> indices;
    for (size_t i = 0; i < trials_.size(); ++i) {
      const Trial& trial = trials_[i];
      const bool open = trial.verdict != Verdict::kUndetectedHazard && !trial.outcome.gated;
      const bool first = options_.all || trial.base == trials_.front().base;
      const bool more = trial.mutant.mutation == assess::Mutation::kRepeat;
      if (!open || !first || more || !trial.mutant.faults.empty()) continue;
      if (!options_.all && candidates.size() == kLuckCandidates) break;
      candidates.push_back({&trial.mutant, &trial.outcome});
      indices.push_back(i);
    }
    if (candidates.empty()) return;
    const auto worlds = assess::otherWorlds(model_);
    std::mutex mutex;
    std::map<size_t, std::pair<size_t, assess::HazardSeen>> found;  // trial -> world
    crew_.run("worlds", worlds.size(), bases_, [&](Prover& prover, size_t w) {
      for (size_t begin = 0; begin < candidates.size();) {
        size_t end = begin + 1;
        while (end < candidates.size() &&
               trials_[indices[end]].base == trials_[indices[begin]].base) {
          ++end;
        }
        const Base& base = bases_[trials_[indices[begin]].base];
        for (const assess::Luck& one :
             prover.luck(base, worlds[w], std::span(candidates).subspan(begin, end - begin))) {
          const std::lock_guard lock(mutex);
          const auto at = found.try_emplace(indices[begin + one.candidate], w, one.hazard).first;
          if (w < at->second.first) at->second = {w, one.hazard};
        }
        begin = end;
      }
    });
    for (const auto& [i, luck] : found) {
      trials_[i].verdict = Verdict::kUndetectedHazard;
      trials_[i].world = worlds[luck.first];
      trials_[i].outcome.undetected = luck.second;
    }
  }

  // Of the first few undetected hazards; others may be the same ones.
  void shorten() {
    std::vector<size_t> found;
    for (size_t i = 0; i < trials_.size(); ++i) {
      if (trials_[i].verdict == Verdict::kUndetectedHazard) found.push_back(i);
    }
    if (found.size() > kShortened) found.resize(kShortened);
    crew_.run("shortening", found.size(), bases_, [&](Prover& prover, size_t n) {
      Trial& trial = trials_[found[n]];
      for (const auto& step : prover.shortest(bases_[trial.base], trial.mutant,
                                              *trial.outcome.undetected, trial.world)) {
        std::string line = formatCommand(model_, step.command);
        line.insert(line.size() - 1, ", after: " + formatSignificant(step.after) + " s");
        trial.shortest.push_back(std::move(line));
      }
    });
  }

  size_t count(Verdict verdict) const {
    return static_cast<size_t>(
        std::count_if(trials_.begin(), trials_.end(),
                      [verdict](const Trial& trial) { return trial.verdict == verdict; }));
  }
  // Mutants in which the plant showed a hazard, told by a gate or not.
  size_t withHazard() const {
    return static_cast<size_t>(
        std::count_if(trials_.begin(), trials_.end(),
                      [](const Trial& trial) { return !trial.outcome.hazards.empty(); }));
  }
  // Rules that no walkthrough breaks: nobody has seen them at work.
  std::vector<std::string> unseen() const {
    std::vector<std::string> out;
    for (const auto& rule : model_.rubric.rules) {
      const bool seen = std::any_of(bases_.begin(), bases_.end(), [&rule](const Base& base) {
        const auto& found = base.outcome.findings;
        return std::find(found.begin(), found.end(), rule.code) != found.end();
      });
      if (!seen) out.push_back(rule.code);
    }
    return out;
  }
  Json runJson(size_t i) const {
    return {{"name", runs_[i].name},
            {"passed", bases_[i].unexpected.empty()},
            {"total", bases_[i].outcome.total},
            {"findings", bases_[i].outcome.findings},
            {"problem", bases_[i].unexpected}};
  }
  std::vector<std::string> faultNames(const std::vector<uint32_t>& faults) const {
    std::vector<std::string> out;
    for (const uint32_t fault : faults) out.push_back(model_.faults[fault].name);
    return out;
  }
  Json trialJson(const Trial& trial) const {
    Json json = {{"of", runs_[trial.base].name},
                 {"mutation", assess::mutationName(trial.mutant.mutation)},
                 {"text", trial.mutant.text},
                 {"findings", trial.outcome.findings}};
    if (!trial.mutant.faults.empty()) json["faults"] = faultNames(trial.mutant.faults);
    if (trial.outcome.undetected) {
      json["hazard"] = {{"name", trial.outcome.undetected->name},
                        {"text", trial.outcome.undetected->text},
                        {"time", secondsFromTick(trial.outcome.undetected->tick)}};
      json["commands"] = trial.shortest;
      if (!trial.world.empty()) json["hazard"]["hidden"] = faultNames(trial.world);
    }
    return json;
  }

  const scenario::ScenarioModel& model_;
  const ProveOptions& options_;
  Crew crew_;
  std::vector<scenario::Walkthrough> runs_;
  std::vector<Base> bases_;  // (runs_)
  std::vector<Trial> trials_;
};

Json Proof::json() const {
  Json references = Json::array(), mistakes = Json::array();
  size_t matched = 0;
  bool right = true;
  for (size_t i = 0; i < runs_.size(); ++i) {
    (runs_[i].fullMarks ? references : mistakes).push_back(runJson(i));
    if (runs_[i].fullMarks) right = right && bases_[i].unexpected.empty();
    if (!runs_[i].fullMarks && bases_[i].unexpected.empty()) ++matched;
  }
  Json mutants = {{"total", trials_.size()},
                  {"marked", count(Verdict::kMarked)},
                  {"harmless", count(Verdict::kHarmless)},
                  {"unmarked", count(Verdict::kUnmarked)},
                  {"undetectedHazards", count(Verdict::kUndetectedHazard)},
                  {"withHazard", withHazard()},
                  {"seed", options_.seed}};
  Json hazards = Json::array(), unmarked = Json::array(), harmless = Json::array();
  std::map<std::string, std::map<std::string, size_t>> kinds;
  for (const Trial& trial : trials_) {
    ++kinds[std::string(mutationName(trial.mutant.mutation))]
           [std::string(verdictName(trial.verdict))];
    if (trial.verdict == Verdict::kUndetectedHazard) hazards.push_back(trialJson(trial));
    if (trial.verdict == Verdict::kUnmarked) unmarked.push_back(trialJson(trial));
    if (trial.verdict == Verdict::kHarmless) harmless.push_back(trialJson(trial));
  }
  mutants["byMutation"] = kinds;
  return {{"scenario", model_.id},
          {"passed", passed()},
          {"reference", {{"passed", right && !references.empty()}, {"runs", references}}},
          {"mistakes", {{"total", mistakes.size()}, {"matched", matched}, {"runs", mistakes}}},
          {"rulesNeverBroken", unseen()},
          {"mutants", mutants},
          {"undetectedHazards", hazards},
          {"unmarked", unmarked},
          {"harmless", harmless}};
}

// A person's table.
void Proof::print(const text::Catalogue& catalogue) const {
  const auto say = [&](const char* key) { return catalogue.tr(options_.language, key); };
  const auto line = [](const std::string& what, const std::string& figures) {
    std::cout << what << ": " << figures << "\n";
  };
  size_t right = 0, rightPassed = 0, wrong = 0, wrongMatched = 0;
  for (size_t i = 0; i < runs_.size(); ++i) {
    const bool good = bases_[i].unexpected.empty();
    ++(runs_[i].fullMarks ? right : wrong);
    if (good) ++(runs_[i].fullMarks ? rightPassed : wrongMatched);
    if (!good) std::cout << "  " << runs_[i].name << ": " << bases_[i].unexpected << "\n";
  }
  line(say("prove.reference"), std::to_string(rightPassed) + " / " + std::to_string(right));
  line(say("prove.mistakes"), std::to_string(wrongMatched) + " / " + std::to_string(wrong));
  if (const auto codes = unseen(); !codes.empty()) line(say("prove.never_broken"), listed(codes));
  line(say("prove.mutants"), std::to_string(trials_.size()));
  line("  " + say("prove.with_hazard"), std::to_string(withHazard()));
  for (const auto verdict :
       {Verdict::kMarked, Verdict::kHarmless, Verdict::kUnmarked, Verdict::kUndetectedHazard}) {
    const std::string key = "prove." + std::string(verdictName(verdict));
    line("  " + say(key.c_str()), std::to_string(count(verdict)));
    const bool shown = verdict == Verdict::kUnmarked || verdict == Verdict::kUndetectedHazard ||
                       (verdict == Verdict::kHarmless && options_.list);
    for (const Trial& trial : trials_) {
      if (!shown || trial.verdict != verdict) continue;
      std::cout << "    " << runs_[trial.base].name << ": " << trial.mutant.text << "\n";
      if (!trial.outcome.undetected) continue;
      std::cout << "      " << secondsFromTick(trial.outcome.undetected->tick)
                << " s: " << trial.outcome.undetected->text;
      if (!trial.world.empty()) {
        std::cout << " (" << say("prove.hidden") << " " << listed(faultNames(trial.world)) << ")";
      }
      std::cout << "\n";
      for (const std::string& command : trial.shortest) std::cout << "      - " << command << "\n";
    }
  }
  std::cout << say(passed() ? "prove.passed" : "prove.failed") << "\n";
}

void prove(Context& context, const ProveOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  Diagnostics diagnostics;
  const auto model = scenario::load(root, options.scenario, diagnostics);
  if (model == nullptr) return context.show(diagnostics);
  std::vector<scenario::Walkthrough> runs;
  for (const std::string& name : scenario::listWalkthroughs(root, *model)) {
    auto run = scenario::loadWalkthrough(root, *model, name, diagnostics);
    if (run.ok()) runs.push_back(std::move(run).value());
  }
  context.show(diagnostics);
  if (diagnostics.hasErrors()) return;
  Proof proof(*model, options);
  proof.run(std::move(runs));
  if (!proof.passed()) context.exitCode = kContent;
  const Json json = proof.json();
  if (!options.out.empty()) {
    const Status written = root.files->replace(options.out, json.dump(2) + "\n");
    if (!written.ok()) context.fail(written);
  }
  if (context.json) return print(json);
  proof.print(catalogue);
}

}  // namespace

void addProve(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "prove", "plays a scenario's walkthroughs and mutants of them against its rules");
  auto options = std::make_shared<ProveOptions>();
  command->add_option("SCENARIO", options->scenario, "id or path")->required();
  command->add_option("--mutants", options->mutants, "how many, chosen by the seed")
      ->check(wholeNumber());
  command->add_flag("--all", options->all, "every mutant with one change");
  command->add_option("--seed", options->seed, "chooses the mutants")->check(wholeNumber());
  command->add_option("--jobs", options->jobs, "threads; as many as cores when left out");
  command->add_option("--out", options->out, "JSON file for the whole result");
  command->add_flag("--list", options->list, "lists the harmless ones, too");
  command->add_option("--lang", options->language, "language of texts");
  command->callback([&context, options] { prove(context, *options); });
}

}  // namespace shixun::tools
