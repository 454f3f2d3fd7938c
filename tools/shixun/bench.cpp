#include "bench.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>

#include "command.h"
#include "text_table.h"

namespace shixun::tools {
namespace {

struct BenchGroup {
  const char* name;                  // what is in front of the dot
  std::vector<std::string> figures;  // what is behind it
  Bench measure;
};

// Every benchmark there is. A group measures all its figures at once.
const std::vector<BenchGroup>& benchGroups() {
  static const std::vector<BenchGroup> all = {
      {"circuit", {"resolve", "bare", "tick"}, &benchCircuit},
      {"stereo", {"multiview", "one_eye", "cpu"}, &benchStereo},
      {"record", {"bytes", "cpu"}, &benchRecord},
      {"monitor", {"events", "push"}, &benchMonitor},
      {"remark", {"thousand", "record", "wall"}, &benchRemark},
  };
  return all;
}

struct BenchChoice {
  std::string name, language = "en";
  BenchOptions options;
};

// The groups that a name means: all of them, one, or the one that has the figure of that name.
std::vector<const BenchGroup*> chosenGroups(const std::string& name,
                                            std::vector<std::string>& names) {
  std::vector<const BenchGroup*> chosen;
  for (const BenchGroup& group : benchGroups()) {
    bool wanted = name.empty() || name == group.name;
    names.emplace_back(group.name);
    for (const std::string& figure : group.figures) {
      names.push_back(std::string(group.name) + "." + figure);
      wanted = wanted || name == names.back();
    }
    if (wanted) chosen.push_back(&group);
  }
  return chosen;
}

double rounded(double value) {
  return std::round(value * 1000) / 1000;
}

Json benchJson(const std::vector<BenchRow>& rows, const text::Catalogue& catalogue,
               const std::string& language) {
  Json benches = Json::array();
  for (const BenchRow& row : rows) {
    Json one = {{"name", row.name}, {"value", rounded(row.value)}, {"unit", row.unit}};
    if (row.ratio > 0) {
      one["ratio"] = rounded(row.ratio);
      one["against"] = catalogue.tr(language, row.againstKey);
    }
    if (row.limit > 0) one["limit"] = row.limit;
    if (row.least > 0) one["least"] = row.least;
    if (row.most > 0) one["most"] = row.most;
    one["clock"] = row.clock == BenchClock::kWall ? "wall" : "processor";
    benches.push_back(std::move(one));
  }
  return {{"benches", std::move(benches)}};
}

std::string benchNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

void showBenches(const std::vector<BenchRow>& rows, const text::Catalogue& catalogue,
                 const std::string& language) {
  const auto tr = [&](const std::string& key) { return catalogue.tr(language, key); };
  std::vector<std::vector<std::string>> lines = {{tr("bench.name"), tr("bench.value"),
                                                  tr("bench.ratio"), tr("bench.limit"),
                                                  tr("bench.clock"), tr("bench.against")}};
  for (const BenchRow& row : rows) {
    const auto wanted = [&](const char* key, double bound, bool kept) {
      return catalogue.tr(language, key, {{"limit", bound}}) + ": " +
             tr(kept ? "bench.kept" : "bench.missed");
    };
    std::string limit;
    if (row.limit > 0) limit = wanted("bench.at_most", row.limit, row.ratio <= row.limit);
    if (row.least > 0) limit = wanted("bench.at_least", row.least, row.ratio >= row.least);
    if (row.most > 0) limit = wanted("bench.value_at_most", row.most, row.value <= row.most);
    lines.push_back(
        {row.name, benchNumber(row.value) + " " + row.unit,
         row.ratio > 0 ? benchNumber(row.ratio) : "", std::move(limit),
         tr(row.clock == BenchClock::kWall ? "bench.time.wall" : "bench.time.processor"),
         row.ratio > 0 ? tr(row.againstKey) : ""});
  }
  printTable(lines, {1, 2});
}

void bench(Context& context, BenchChoice choice) {
  scenario::ContentRoot& root = choice.options.root;
  text::Catalogue catalogue;
  if (!context.findRoot(root) || !context.loadCatalogue(root, catalogue)) return;
  const std::vector<std::string> languages = catalogue.languages();
  const std::string& language = choice.language;
  if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
    return context.fail(kUsage, catalogue.tr("en", "bench.no_language",
                                             {{"name", language}, {"known", listed(languages)}}));
  }
  std::vector<std::string> names;
  const auto groups = chosenGroups(choice.name, names);
  if (groups.empty()) {
    const std::string nearest = nearestName(choice.name, names);
    const char* const key = nearest.empty() ? "bench.unknown" : "bench.unknown_near";
    return context.fail(
        kUsage,
        catalogue.tr(language, key,
                     {{"name", choice.name}, {"nearest", nearest}, {"known", listed(names)}}));
  }
  std::vector<BenchRow> rows;
  for (const BenchGroup* group : groups) {
    std::cerr << catalogue.tr(language, "bench.measuring", {{"name", group->name}}) << "\n";
    const Status status = group->measure(choice.options, rows);
    if (!status.ok()) context.fail(status.within(group->name));
  }
  if (context.json) return print(benchJson(rows, catalogue, language));
  if (!rows.empty()) showBenches(rows, catalogue, language);
}

}  // namespace

double processorSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double tenthPercentile(std::vector<double> samples) {
  SHIXUN_ASSERT(!samples.empty(), "a percentile needs a sample");
  const auto at = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 10);
  std::nth_element(samples.begin(), at, samples.end());
  return *at;
}

void addBench(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("bench", "measures the program against yardsticks");
  auto choice = std::make_shared<BenchChoice>();
  command->add_option("NAME", choice->name, "a benchmark or a group of them; all when left out");
  command->add_flag("--quick", choice->options.quick,
                    "small and few: shows that it works, the figures mean little");
  command->add_option("--lang", choice->language, "language of texts");
  command->callback([&context, choice] { bench(context, *choice); });
}

}  // namespace shixun::tools
