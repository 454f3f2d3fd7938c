#include <iostream>

#include "command.h"
#include "core/file.h"
#include "core/file_pieces.h"
#include "logic/compile.h"
#include "logic/table.h"

namespace shixun::tools {
namespace {

struct MonitorOptions {
  std::string formula, formulaFile, trace;
};

// The program of the formula; nothing after its problems have been added.
std::optional<logic::Program> compiled(const MonitorOptions& options, const std::string& formula,
                                       const std::vector<std::string>& columns,
                                       Diagnostics& problems) {
  const std::string& file = options.formulaFile.empty() ? "--formula" : options.formulaFile;
  logic::TableScope scope(columns);
  logic::CompileResult result = logic::compileFormula(formula, {file, 1, 1}, scope);
  for (const Diagnostic& one : result.diagnostics.list()) problems.add(one);
  if (!result.ok()) return std::nullopt;
  return std::move(result.program);
}

// One verdict a row, and the row's time where it is wanted. A table of any length costs these and
// the rows inside the formula's windows.
struct Verdicts {
  std::vector<bool> holds;
  std::vector<int64_t> times;  // ns
};

// Runs the formula over the table as it is read. False after problems, which have been said.
bool judge(Context& context, const MonitorOptions& options, const std::string& formula,
           Verdicts& verdicts) {
  logic::TableReader reader(options.trace);
  Diagnostics problems;
  std::optional<logic::Program> program;
  std::optional<logic::Monitor> monitor;
  std::vector<uint8_t> block;
  const auto advance = [&] {
    if (reader.headed() && !program && !problems.hasErrors()) {
      program = compiled(options, formula, reader.table().columns, problems);
      if (program) monitor.emplace(*program);
    }
    const logic::Rows rows = reader.table().rows();
    if (monitor && reader.diagnostics().empty()) {
      block.resize(rows.times.size());
      monitor->run(rows, block);
      verdicts.holds.insert(verdicts.holds.end(), block.begin(), block.end());
      if (!context.json) {
        verdicts.times.insert(verdicts.times.end(), rows.times.begin(), rows.times.end());
      }
    }
    reader.dropRows();
  };
  const Status read = readPieces(options.trace, [&](std::string_view piece) {
    const bool more = reader.feed(piece);
    advance();
    return more;
  });
  if (!read.ok()) {
    context.fail(read);
    return false;
  }
  reader.finish();
  advance();
  for (const Diagnostic& one : reader.diagnostics().list()) problems.add(one);
  context.show(problems);
  return !problems.hasErrors();
}

void printVerdicts(const Verdicts& verdicts, bool json) {
  // Written as it goes: a tree of millions of values would cost far more memory than the text.
  std::string out = json ? "{\"verdicts\":[" : "";
  for (size_t i = 0; i < verdicts.holds.size(); ++i) {
    if (json) {
      out += i > 0 ? "," : "";
    } else {
      out += logic::formatSeconds(verdicts.times[i]) + " ";
    }
    out += verdicts.holds[i] ? "true" : "false";
    if (!json) out += "\n";
    if (out.size() < 65536) continue;
    std::cout << out;
    out.clear();
  }
  std::cout << out << (json ? "]}\n" : "");
}

void monitorTable(Context& context, const MonitorOptions& options) {
  std::string formula = options.formula;
  if (!options.formulaFile.empty()) {
    auto text = disk().read(options.formulaFile, logic::kMaxFormulaBytes);
    if (!text.ok()) return context.fail(text.status());
    formula = std::move(text).value();
    if (formula.starts_with("\xEF\xBB\xBF")) formula.erase(0, 3);
  }
  Verdicts verdicts;
  if (judge(context, options, formula, verdicts)) printVerdicts(verdicts, context.json);
}

}  // namespace

void addMonitor(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "monitor",
      "evaluates a temporal formula on a table, one verdict per row. Prints a line for each row, "
      "its time in s and true or false, such as '0.1 true'; with --json {\"verdicts\":[true,...]}. "
      "The table is CSV: the first line names the columns, one of which is t, the time in decimal "
      "seconds, which never goes back; then numbers, where anything but 0 holds. Formulas know "
      "and, or, not, implies, comparisons, arithmetic, prev(p), once[a,b](p), "
      "historically[a,b](p), p since[a,b] q.");
  auto options = std::make_shared<MonitorOptions>();
  CLI::Option_group* formula = command->add_option_group("formula");
  formula->add_option("--formula", options->formula,
                      "the formula, such as 'touch implies once[0,30](proved)'");
  formula->add_option("--formula-file", options->formulaFile, "a file that holds the formula");
  formula->require_option(1);
  command->add_option("--trace", options->trace, "the table, a CSV file")->required();
  command->callback([&context, options] { monitorTable(context, *options); });
}

}  // namespace shixun::tools
