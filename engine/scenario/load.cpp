#include "scenario/load.h"

#include <algorithm>

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
  const size_t from = message.find('\'');
  if (from == std::string::npos) return {};
  return message.substr(from + 1, message.find_first_of("'.", from + 1) - from - 1);
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

std::unique_ptr<const ScenarioModel> loadInto(const ContentRoot& root, const std::string& scenario,
                                              Diagnostics& diagnostics) {
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
}

void checkTexts(const ContentRoot& root, const std::string& path, Diagnostics& problems) {
  const auto document = text::readDocument(*root.files, path, problems);
  if (!document) return;
  text::TextTable table;
  text::addTexts(*document, table, problems);
}

// A scenario with its walkthroughs, or with only the one named.
void checkScenario(const ContentRoot& root, const std::string& path, const std::string& only,
                   Diagnostics& problems) {
  const auto model = loadInto(root, path, problems);
  if (model == nullptr) return;
  const std::vector<std::string> all = walkthroughNames(root, model->folder);
  for (const std::string& name : only.empty() ? all : std::vector<std::string>{only}) {
    // Its status repeats the diagnostics.
    static_cast<void>(loadWalkthrough(root, *model, name, problems));
  }
}

bool isTextFile(const std::string& path) {
  const std::string name = fileName(path);
  const bool beside = name.starts_with("text.") && name.ends_with(".yaml");
  return beside || (name.ends_with(".yaml") && fileName(parentPath(path)) == "text");
}

void checkFile(const ContentRoot& root, const std::string& path, Diagnostics& problems) {
  if (fileName(path) == "equipment.yaml") return checkEquipment(root, path, problems);
  if (isTextFile(path)) return checkTexts(root, path, problems);
  const std::string folder = parentPath(path);
  if (fileName(folder) == "walkthroughs" && path.ends_with(".yaml")) {
    return checkScenario(root, parentPath(folder), path, problems);
  }
  checkScenario(root, path, "", problems);
}

// A folder that is no scenario: all scenarios, equipment and program texts below it. Returns how
// many there are.
int checkFolder(const ContentRoot& root, const std::string& folder, int depth,
                Diagnostics& problems) {
  if (depth == 0) return 0;
  const auto names = root.files->list(folder);
  if (!names.ok()) {
    problems.error({folder, 0, 0}, "unreadable", names.status().message(),
                   "make the folder readable, or check what is below it by itself");
    return 1;
  }
  int checked = 0;
  for (const std::string& name : *names) {
    const std::string path = joinPath(folder, name);
    if (root.files->isFolder(path)) {
      if (!root.files->isFile(joinPath(path, kFileName))) {
        checked += checkFolder(root, path, depth - 1, problems);
        continue;
      }
      checkScenario(root, path, "", problems);
    } else if (name == "equipment.yaml") {
      checkEquipment(root, path, problems);
    } else if (isTextFile(path)) {
      checkTexts(root, path, problems);
    } else {
      continue;
    }
    ++checked;
  }
  return checked;
}

void checkPath(const ContentRoot& root, const std::string& path, Diagnostics& problems) {
  constexpr int kDeepest = 6;
  const bool scenario = root.files->isFile(joinPath(folderOf(root, path), kFileName));
  if (!scenario && root.files->isFolder(path)) {
    if (checkFolder(root, path, kDeepest, problems) > 0) return;
    problems.error({path, 0, 0}, "nothing-to-check",
                   "there is no scenario.yaml, equipment.yaml or text file in this folder",
                   "name the folder of a scenario, or its id; `shixun list` shows those there are");
  } else {
    checkFile(root, path, problems);
  }
}

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

void check(const ContentRoot& root, const std::string& path, Diagnostics& diagnostics) {
  Diagnostics problems;
  checkPath(root, path, problems);
  addOnce(problems, diagnostics);
}

}  // namespace shixun::scenario
