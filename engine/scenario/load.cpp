#include "scenario/load.h"

#include <algorithm>
#include <functional>
#include <set>

#include "scenario/build.h"
#include "scenario/walkthrough.h"

namespace shixun::scenario {
namespace {

constexpr std::string_view kFileName = "scenario.yaml";

// Where a scenario is, from an id or a path.
std::string folderOf(const ContentRoot& root, const std::string& scenario) {
  if (fileName(scenario) == kFileName && root.files->isFile(scenario)) return parentPath(scenario);
  if (root.files->isFile(joinPath(scenario, kFileName))) return scenario;
  return joinPath(joinPath(root.path, "scenarios"), scenario);
}

std::string idOf(const ContentRoot& root, std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  const std::string home = joinPath(root.path, "scenarios") + "/";
  return folder.starts_with(home) ? folder.substr(home.size()) : fileName(folder);
}

void setHeader(Build& build) {
  const ScenarioSpec& spec = build.spec;
  ScenarioModel& model = build.model;
  model.version = spec.version.value;
  model.title = useTitle(build, spec.title);
  model.description = useTitle(build, spec.description);
  for (const Word& language : spec.languages) model.languages.push_back(language.value);
  for (const Word& mode : spec.modes) {
    if (mode) model.modes.push_back(mode.value);
  }
  model.timeLimit = spec.timeLimit.quantity.value;
}

void buildAll(Build& build) {
  setHeader(build);
  buildInstances(build);
  buildWires(build);
  buildMembers(build);
  buildFaults(build);
  buildPeople(build);
  buildRoles(build);
  buildExpressions(build);
  buildStart(build);
  buildRubric(build);
  buildTexts(build);
  checkSense(build);
  checkNames(build);
  checkLogicLoops(build);
  buildCircuit(build);  // last: it is compiled only when nothing else is wrong
}

// The same equipment used twice has the same problems twice.
void addOnce(const Diagnostics& from, Diagnostics& to) {
  Diagnostics sorted = from;
  sorted.sort();
  std::vector<std::string> seen;
  for (const Diagnostic& problem : sorted.list()) {
    std::string text = format(problem);
    if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
    seen.push_back(std::move(text));
    to.add(problem);
  }
}

// Roles that lead nowhere and equipment that could not be read: what cannot be found through them
// is no problem of its own.
std::vector<std::string> brokenNames(const Build& build) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    if (build.instances[i].equipment == nullptr) names.push_back(build.model.instances[i].name);
  }
  const auto broken = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name.substr(0, name.find('.'))) != names.end();
  };
  const size_t instances = names.size();
  for (const auto& role : build.spec.roles) {
    const auto found = build.model.entities.find(role.name);
    const bool leads =
        found != build.model.entities.end() || resolveRole(build.model, role.name) != role.name;
    const bool read = instances == 0 || !broken(role.value.value);
    if (!leads || !read) names.push_back(role.name);
  }
  return names;
}

// The first name in quotes, up to its first dot.
std::string firstQuoted(const std::string& message) {
  const std::string name = subjectOf(message);
  return name.substr(0, name.find('.'));
}

void addWithoutConsequences(const Diagnostics& from, const std::vector<std::string>& broken,
                            Diagnostics& to) {
  Diagnostics causes;
  for (const Diagnostic& problem : from.list()) {
    const bool follows =
        problem.code == "unknown-name" &&
        std::find(broken.begin(), broken.end(), firstQuoted(problem.message)) != broken.end();
    if (!follows) causes.add(problem);
  }
  // A name that leads to itself is cause and consequence in one.
  const bool enough = causes.hasErrors() || !from.hasErrors();
  for (const Diagnostic& problem : enough ? causes.list() : from.list()) to.add(problem);
}

void reportUnknownScenario(const ContentRoot& root, const std::string& scenario,
                           const std::string& folder, Diagnostics& diagnostics) {
  Diagnostics ignored;
  std::vector<std::string> ids;
  for (const Listing& listing : listScenarios(root, ignored)) ids.push_back(listing.id);
  const std::string nearest = nearestName(scenario, ids);
  diagnostics.error(
      {scenario, 0, 0}, "unknown-scenario", "there is no scenario in '" + folder + "'",
      nearest.empty() ? "`shixun list` shows those there are" : "did you mean '" + nearest + "'?");
}

// What only a check looks at.
using Inspection = std::function<void(Build&)>;

std::unique_ptr<const ScenarioModel> loadInto(const ContentRoot& root, const std::string& scenario,
                                              Diagnostics& diagnostics,
                                              const Inspection& inspection = nullptr) {
  const std::string folder = folderOf(root, scenario);
  if (!root.files->isFolder(folder)) {
    reportUnknownScenario(root, scenario, folder, diagnostics);
    return nullptr;
  }
  Diagnostics problems;
  Sources sources(root, problems);
  const ScenarioSpec* spec = sources.scenario(folder);
  if (spec == nullptr) {
    for (const Diagnostic& problem : problems.list()) diagnostics.add(problem);
    return nullptr;
  }
  auto model = std::make_unique<ScenarioModel>();
  model->folder = folder;
  model->id = idOf(root, folder);
  Build build{sources, problems, *spec, *model};
  buildAll(build);
  model->contentHash = sources.digest();
  const bool whole = !problems.hasErrors();
  if (whole && inspection) inspection(build);
  std::vector<ApprovalsOf> approvals = {{spec->approved, ""}};
  for (const EquipmentSpec* equipment : sources.allEquipment()) {
    approvals.push_back({equipment->approved, equipment->at.where().file});
  }
  // Of equipment, what is approved in its file may show in another scenario.
  const size_t complete = whole && inspection ? 1 : 0;
  problems = withoutApproved(problems, approvals, complete);
  addWithoutConsequences(problems, brokenNames(build), diagnostics);
  if (problems.hasErrors()) return nullptr;
  return model;
}

// Equipment by itself is checked as the only instance of an empty scenario, without its circuit,
// which means nothing unwired.
void checkEquipment(const ContentRoot& root, const std::string& path, Diagnostics& problems) {
  Sources sources(root, problems);
  const EquipmentSpec* equipment = sources.equipmentFile(path);
  if (equipment == nullptr) return;
  ScenarioSpec spec;
  NamedItem<InstanceSpec>& item = spec.equipment.emplace_back();
  item.name = "it";
  item.value.equipment.value = fileName(parentPath(path));
  item.value.equipment.at = equipment->at;
  sources.redirect(item.value.equipment.value, path);
  ScenarioModel model;
  Build build{sources, problems, spec, model};
  buildInstances(build);
  buildWires(build);
  buildMembers(build);
  buildFaults(build);
  buildExpressions(build);
  buildStart(build);
  for (const auto& [language, title] : equipment->title.value) model.languages.push_back(language);
  checkTitles(build);
  checkLogicLoops(build);
  problems = withoutApproved(problems, {{equipment->approved, path}}, problems.hasErrors() ? 0 : 1);
}

void checkTexts(const ContentRoot& root, const std::string& path, Diagnostics& problems) {
  const auto document = text::readDocument(*root.files, path, problems);
  if (!document) return;
  text::TextTable table;
  text::addTexts(*document, table, problems);
}

bool isTextFile(const std::string& path) {
  const std::string name = fileName(path);
  const bool beside = name.starts_with("text.") && name.ends_with(".yaml");
  return beside || (name.ends_with(".yaml") && fileName(parentPath(path)) == "text");
}

class Checker {
 public:
  Checker(const ContentRoot& root, const MoreChecks& more, Diagnostics& problems)
      : root_(root), more_(more), problems_(problems) {}

  // A scenario with its walkthroughs, or with only the one named.
  void checkScenario(const std::string& path, const std::string& only) {
    // The status of loading a walkthrough repeats the diagnostics.
    if (!only.empty()) {
      const auto model = loadInto(root_, path, problems_);
      if (model != nullptr) static_cast<void>(loadWalkthrough(root_, *model, only, problems_));
      return;
    }
    loadInto(root_, path, problems_, [this](Build& build) { inspect(build); });
  }

  void checkFile(const std::string& path) {
    if (fileName(path) == "equipment.yaml") return checkEquipment(root_, path, problems_);
    if (isTextFile(path)) return checkTexts(root_, path, problems_);
    const std::string folder = parentPath(path);
    if (fileName(folder) == "walkthroughs" && path.ends_with(".yaml")) {
      return checkScenario(parentPath(folder), path);
    }
    checkScenario(path, "");
  }

  // A folder that is no scenario: all scenarios, equipment and program texts below it. Returns how
  // many there are.
  int checkFolder(const std::string& folder, int depth) {
    if (depth == 0) return 0;
    const auto names = root_.files->list(folder);
    if (!names.ok()) {
      problems_.error({folder, 0, 0}, "unreadable", names.status().message(),
                      "make the folder readable, or check what is below it by itself");
      return 1;
    }
    int checked = 0;
    for (const std::string& name : *names) {
      const std::string path = joinPath(folder, name);
      if (root_.files->isFolder(path)) {
        if (!root_.files->isFile(joinPath(path, kFileName))) {
          checked += checkFolder(path, depth - 1);
          continue;
        }
        checkScenario(path, "");
      } else if (name == "equipment.yaml") {
        checkEquipment(root_, path, problems_);
      } else if (isTextFile(path)) {
        checkTexts(root_, path, problems_);
      } else {
        continue;
      }
      ++checked;
    }
    return checked;
  }

  void checkPath(const std::string& path) {
    constexpr int kDeepest = 6;
    const bool scenario = root_.files->isFile(joinPath(folderOf(root_, path), kFileName));
    if (!scenario && root_.files->isFolder(path)) {
      if (checkFolder(path, kDeepest) > 0) return;
      problems_.error(
          {path, 0, 0}, "nothing-to-check",
          "there is no scenario.yaml, equipment.yaml or text file in this folder",
          "name the folder of a scenario, or its id; `shixun list` shows those there are");
    } else {
      checkFile(path);
    }
  }

 private:
  void inspect(Build& build) {
    std::vector<NamedEntity> named = namedEntities(build);
    for (const std::string& name : walkthroughNames(root_, build.model.folder)) {
      const auto walkthrough = loadWalkthrough(root_, build.model, name, build.problems);
      if (!walkthrough.ok()) continue;
      for (const WalkthroughStep& step : walkthrough->steps) {
        named.push_back({step.command.what, step.where});
        named.push_back({step.command.at, step.where});
      }
    }
    if (build.problems.hasErrors()) return;
    checkUsage(build);
    std::set<EntityRef> seen;
    std::erase_if(named,
                  [&](const NamedEntity& n) { return !n.entity || !seen.insert(n.entity).second; });
    if (more_) more_(build.model, named, build.problems);
  }

  const ContentRoot& root_;
  const MoreChecks& more_;
  Diagnostics& problems_;
};

void findScenarios(const ContentRoot& root, const std::string& folder, int depth,
                   std::vector<std::string>& found) {
  if (root.files->isFile(joinPath(folder, kFileName))) {
    found.push_back(folder);
    return;
  }
  const auto names = root.files->list(folder);
  if (depth == 0 || !names) return;
  for (const std::string& name : *names) {
    const std::string path = joinPath(folder, name);
    if (root.files->isFolder(path)) findScenarios(root, path, depth - 1, found);
  }
}

}  // namespace

std::vector<std::string> walkthroughNames(const ContentRoot& root, const std::string& folder) {
  std::vector<std::string> list;
  const auto names = root.files->list(joinPath(folder, "walkthroughs"));
  if (!names) return list;
  constexpr std::string_view kEnding = ".yaml";
  for (const std::string& name : *names) {
    if (name.ends_with(kEnding)) list.push_back(name.substr(0, name.size() - kEnding.size()));
  }
  return list;
}

std::vector<Listing> listScenarios(const ContentRoot& root, Diagnostics& diagnostics) {
  constexpr int kDeepest = 4;
  std::vector<std::string> folders;
  findScenarios(root, joinPath(root.path, "scenarios"), kDeepest, folders);
  std::vector<Listing> list;
  for (const std::string& folder : folders) {
    Diagnostics problems;
    Sources sources(root, problems);
    const ScenarioSpec* spec = sources.scenario(folder);
    if (spec != nullptr && !problems.hasErrors()) {
      Listing listing;
      listing.id = idOf(root, folder);
      listing.title = spec->title.value;
      for (const Word& language : spec->languages) listing.languages.push_back(language.value);
      for (const Word& mode : spec->modes) listing.modes.push_back(mode.value);
      listing.walkthroughs = walkthroughNames(root, folder);
      list.push_back(std::move(listing));
    }
    addOnce(problems, diagnostics);
  }
  std::sort(list.begin(), list.end(),
            [](const Listing& a, const Listing& b) { return a.id < b.id; });
  return list;
}

std::unique_ptr<const ScenarioModel> load(const ContentRoot& root, const std::string& scenario,
                                          Diagnostics& diagnostics) {
  Diagnostics problems;
  auto model = loadInto(root, scenario, problems);
  addOnce(problems, diagnostics);
  return model;
}

void check(const ContentRoot& root, const std::string& path, Diagnostics& diagnostics,
           const MoreChecks& more) {
  Diagnostics problems;
  Checker(root, more, problems).checkPath(path);
  addOnce(problems, diagnostics);
}

}  // namespace shixun::scenario
