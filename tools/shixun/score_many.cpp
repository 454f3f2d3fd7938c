#include "score_many.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "remark_all.h"
#include "text_table.h"

namespace shixun::tools {
namespace {

using app::Marks;
using app::Remarking;

constexpr std::string_view kRecordEnding = ".mcap";

// The records of a folder and the folders in it, sorted; or the file itself.
void addSessions(const std::string& path, std::vector<std::string>& out) {
  if (!disk().isFolder(path)) return out.push_back(path);
  const auto names = disk().list(path);
  if (!names.ok()) return out.push_back(path);
  for (const std::string& name : *names) {
    const std::string inside = joinPath(path, name);
    // A link to a folder may lead back here.
    const bool folder = disk().isFolder(inside) && !std::filesystem::is_symlink(inside);
    if (folder) addSessions(inside, out);
    if (!folder && name.ends_with(kRecordEnding) && disk().isFile(inside)) out.push_back(inside);
  }
}

Json marksJson(const Marks& marks) {
  Json json;
  json["total"] = marks.total ? Json(*marks.total) : Json(nullptr);
  json["passed"] = marks.passed ? Json(*marks.passed) : Json(nullptr);
  json["findings"] = marks.broken;
  json["underivable"] = marks.missing;
  return json;
}

Json remarkingJson(const Remarking& one) {
  Json json = {
      {"session", one.path}, {"trainee", one.info.info.trainee}, {"scenario", one.info.scenario}};
  if (!one.trouble.ok()) {
    json["trouble"] = one.trouble.message();
    return json;
  }
  json["mode"] = one.info.info.mode;
  json["duration"] = one.duration;
  json["old"] = marksJson(one.before);
  json["new"] = marksJson(one.after);
  json["appeared"] = one.appeared;
  json["disappeared"] = one.disappeared;
  json["changed"] = one.changed();
  json["sealBroken"] = one.sealBroken;
  json["warnings"] = one.warnings;
  return json;
}

struct Totals {
  size_t marked = 0, changed = 0, failed = 0;
};

Totals totalsOf(const std::vector<Remarking>& all) {
  Totals out;
  for (const Remarking& one : all) {
    if (!one.trouble.ok()) {
      ++out.failed;
      continue;
    }
    ++out.marked;
    if (one.changed()) ++out.changed;
  }
  return out;
}

std::string joined(const std::vector<std::string>& codes, const char* before, const char* between) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : between) + (before + code);
  return out;
}

std::string totalText(const Marks& marks) {
  if (!marks.total) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", *marks.total);
  return text;
}

// RFC 4180. What a spreadsheet would take for a formula is made a text.
std::string csvCell(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string::npos;
  std::string out = formula ? "'" : "";
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csvText(const std::vector<Remarking>& all) {
  std::string out =
      "trainee,session,scenario,old_total,old_passed,new_total,new_passed,appeared,disappeared,"
      "underivable,warnings,trouble\r\n";
  const auto passed = [](const Marks& marks) -> std::string {
    return marks.passed ? *marks.passed ? "true" : "false" : "";
  };
  for (const Remarking& one : all) {
    const std::string cells[] = {one.info.info.trainee,
                                 one.path,
                                 one.info.scenario,
                                 totalText(one.before),
                                 passed(one.before),
                                 totalText(one.after),
                                 passed(one.after),
                                 joined(one.appeared, "", " "),
                                 joined(one.disappeared, "", " "),
                                 joined(one.after.missing, "", " "),
                                 joined(one.warnings, "", "; "),
                                 one.trouble.message()};
    for (size_t i = 0; i < std::size(cells); ++i) out += (i > 0 ? "," : "") + csvCell(cells[i]);
    out += "\r\n";
  }
  return out;
}

void printRemarkings(const std::vector<Remarking>& all, const text::Catalogue& catalogue,
                     const std::string& language) {
  const auto tr = [&](const char* key) { return catalogue.tr(language, key); };
  const auto marks = [&](const Marks& m) {
    std::string out = m.total ? totalText(m) : tr("remark.unknown");
    if (m.passed) out += " " + tr(*m.passed ? "report.passed" : "report.failed");
    return out;
  };
  std::vector<std::vector<std::string>> lines = {{tr("remark.trainee"), tr("remark.session"),
                                                  tr("remark.old"), tr("remark.new"),
                                                  tr("remark.changes")}};
  for (const Remarking& one : all) {
    if (!one.trouble.ok()) {
      lines.push_back({one.info.info.trainee, fileName(one.path), "", "", tr("remark.trouble")});
      continue;
    }
    std::string changes = joined(one.appeared, "+", " ");
    if (!one.disappeared.empty())
      changes += (changes.empty() ? "" : " ") + joined(one.disappeared, "-", " ");
    if (!one.after.missing.empty()) {
      changes += (changes.empty() ? "" : "; ") +
                 catalogue.tr(language, "remark.underivable",
                              {{"rules", joined(one.after.missing, "", " ")}});
    }
    if (one.sealBroken) changes += (changes.empty() ? "" : "; ") + tr("remark.seal_broken");
    if (changes.empty()) changes = tr(one.changed() ? "remark.marks_only" : "remark.same");
    lines.push_back({one.info.info.trainee, fileName(one.path), marks(one.before), marks(one.after),
                     std::move(changes)});
  }
  printTable(lines, {});
  const Totals totals = totalsOf(all);
  std::cout << catalogue.tr(language, "remark.summary",
                            {{"marked", static_cast<double>(totals.marked)},
                             {"changed", static_cast<double>(totals.changed)},
                             {"failed", static_cast<double>(totals.failed)}})
            << "\n";
}

}  // namespace

void scoreMany(Context& context, const ScoreManyOptions& options) {
  scenario::ContentRoot root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  RemarkJob job{root, {}, options.scenario, options.jobs};
  for (const std::string& path : options.sessions) {
    const size_t before = job.paths.size();
    addSessions(path, job.paths);
    if (job.paths.size() == before) {
      context.fail(kContent,
                   "there is no session (" + std::string(kRecordEnding) + ") in '" + path + "'");
    }
  }
  ScenarioShelf shelf(root);
  if (!options.scenario.empty() && !shelf.find(options.scenario).ok()) {
    return context.show(shelf.diagnostics());
  }
  const std::vector<Remarking> all = remarkAll(job, shelf);
  context.show(shelf.diagnostics());
  for (const Remarking& one : all) {
    for (const std::string& warning : one.warnings) {
      std::cerr << "warning: " << one.path << ": " << warning << "\n";
    }
    // Marks of a record that somebody has changed are shown, and never taken for good ones.
    if (one.sealBroken) context.exitCode = std::max<int>(context.exitCode, kContent);
    if (!one.trouble.ok()) context.fail(kContent, one.trouble.within(one.path).message());
  }
  if (!options.csv.empty()) {
    if (Status written = disk().replace(options.csv, csvText(all)); !written.ok()) {
      context.fail(written);
    }
  }
  if (!context.json) return printRemarkings(all, catalogue, options.language);
  const Totals totals = totalsOf(all);
  Json sessions = Json::array();
  for (const Remarking& one : all) sessions.push_back(remarkingJson(one));
  print({{"sessions", std::move(sessions)},
         {"marked", totals.marked},
         {"changed", totals.changed},
         {"failed", totals.failed}});
}

}  // namespace shixun::tools
