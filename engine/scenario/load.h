// Loading: files -> Spec -> Diagnostics -> ScenarioModel.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/file.h"
#include "scenario/model.h"

namespace shixun::scenario {

// Where content is found: <root>/scenarios, <root>/assets.
struct ContentRoot {
  FileSystem* files = nullptr;  // not owned
  std::string path;
};

struct Listing {
  std::string id;
  LocalText title;
  std::vector<std::string> languages;
  std::vector<std::string> modes;
  std::vector<std::string> walkthroughs;
};

// All scenario folders below <root>/scenarios, sorted by id. A broken one is left out and reported.
std::vector<Listing> listScenarios(const ContentRoot& root, Diagnostics& diagnostics);

// `scenario` is an id ("electrical/motor-starter-isolation"), or the path of a scenario folder or
// of its scenario.yaml (a copy anywhere; equipment still comes from <root>/assets). All problems
// are reported at once; null when any is an error.
std::unique_ptr<const ScenarioModel> load(const ContentRoot& root, const std::string& scenario,
                                          Diagnostics& diagnostics);

// Something that a role, a rule or a walkthrough names, with the place where it does.
struct NamedEntity {
  EntityRef entity;
  SourceLocation where;
};
// What other modules have to say about a scenario that is otherwise in order: every entity that is
// named to be used, once.
using MoreChecks = std::function<void(
    const ScenarioModel& model, const std::vector<NamedEntity>& named, Diagnostics& problems)>;

// Checks only. `path` is a scenario as for load (its walkthroughs are checked too), one
// walkthrough, an equipment.yaml, a text file, or a folder: then every scenario and equipment below
// it.
void check(const ContentRoot& root, const std::string& path, Diagnostics& diagnostics,
           const MoreChecks& more = nullptr);

}  // namespace shixun::scenario
