// The `shixun` program. Each command lives in a file of its own.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>

#include "command.h"
#include "core/log.h"

namespace {

void toSpdlog(shixun::LogLevel level, std::string_view message) {
  switch (level) {
    case shixun::LogLevel::kDebug:
      return spdlog::debug("{}", message);
    case shixun::LogLevel::kInfo:
      return spdlog::info("{}", message);
    case shixun::LogLevel::kWarning:
      return spdlog::warn("{}", message);
    case shixun::LogLevel::kError:
      return spdlog::error("{}", message);
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace shixun::tools;
  // A file that may not grow is an error of its write, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  spdlog::set_default_logger(spdlog::stderr_color_mt("shixun"));
  spdlog::set_pattern("%^%l%$: %v");
  shixun::setLogSink(&toSpdlog);
  CLI::App app{"Shixun: practical training on simulated equipment"};
  app.set_version_flag("--version", shixun::app::buildName());
  app.require_subcommand(1);
  app.fallthrough();
  Context context;
  app.add_option("--root", context.rootPath, "folder that holds 'scenarios' and 'assets'");
  app.add_flag("--json", context.json, "machine-readable output on stdout");
  addList(app, context);
  addPractise(app, context);
  addRun(app, context);
  addRehearse(app, context);
  addCheck(app, context);
  addProve(app, context);
  addSchema(app, context);
  addScore(app, context);
  addReplay(app, context);
  addInspect(app, context);
  addRecover(app, context);
  addSolve(app, context);
  addCircuit(app, context);
  addMonitor(app, context);
  addBench(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kDone : kUsage;
  }
  context.finishOutput();
  return context.exitCode;
}
