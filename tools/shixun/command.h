// What every command of the program shares: options, exit codes, output.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/debrief.h"
#include "app/paths.h"
#include "core/diagnostic.h"
#include "text/catalogue.h"

namespace shixun::tools {

using Json = nlohmann::ordered_json;

// 0 done, 1 the content or the check failed, 2 wrong use, 3 the environment failed.
enum ExitCode { kDone = 0, kContent = 1, kUsage = 2, kEnvironment = 3 };

struct Context {
  std::string rootPath;  // --root
  bool json = false;     // --json
  int exitCode = kDone;

  // The content, or nothing after having said why (exit code 3).
  bool findRoot(scenario::ContentRoot& root);
  bool loadCatalogue(const scenario::ContentRoot& root, text::Catalogue& catalogue);
  // Says it on stderr and remembers the exit code.
  void fail(ExitCode code, const std::string& message);
  void fail(const Status& status);
  // Whether the scenario has texts in that language; says which it has when not (exit code 2).
  bool checkLanguage(const scenario::ScenarioModel& model, const std::string& language);
  // Exit code 3 when what was printed did not arrive.
  void finishOutput();
  // One line each on stderr; exit code 1 when any is an error.
  void show(const Diagnostics& diagnostics);
};

// Checks of options: a whole number from 0 that 64 bits hold; a finite number of seconds from 0.
CLI::Validator wholeNumber();
CLI::Validator seconds();
// "1920x1080" of --window. False for anything else or an absurd size: say kWindowSizeWanted.
bool readWindowSize(const std::string& text, uint32_t& width, uint32_t& height);
inline constexpr const char* kWindowSizeWanted =
    "--window wants a size such as 1920x1080, 640x360 at least";

void print(const Json& json);
Json findingJson(const scenario::ScenarioModel& model, const session::Finding& finding,
                 const std::string& language);
// The shape of `run` and `score`: session, scenario, duration, score, findings.
Json resultJson(const scenario::ScenarioModel& model, const app::Judged& judged,
                const std::string& sessionPath);
// The same for a person.
void printResult(const scenario::ScenarioModel& model, const text::Catalogue& catalogue,
                 const app::Judged& judged, const std::string& language);

void addList(CLI::App& app, Context& context);
void addPractise(CLI::App& app, Context& context);
void addRun(CLI::App& app, Context& context);
void addRehearse(CLI::App& app, Context& context);
void addCheck(CLI::App& app, Context& context);
void addProve(CLI::App& app, Context& context);
void addSchema(CLI::App& app, Context& context);
void addScore(CLI::App& app, Context& context);
void addReplay(CLI::App& app, Context& context);
void addInspect(CLI::App& app, Context& context);
void addRecover(CLI::App& app, Context& context);
void addSolve(CLI::App& app, Context& context);
void addCircuit(CLI::App& app, Context& context);
void addMonitor(CLI::App& app, Context& context);
void addBench(CLI::App& app, Context& context);

}  // namespace shixun::tools
