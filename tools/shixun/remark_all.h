// Marking many records again, on several threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/remarking.h"

namespace shixun::tools {

// Scenarios, each loaded once, for as many threads as ask.
class ScenarioShelf {
 public:
  // root's file system must outlive the shelf.
  explicit ScenarioShelf(scenario::ContentRoot root) : root_(std::move(root)) {}

  // What find() gives stays valid as long as the shelf.
  Result<const scenario::ScenarioModel*> find(const std::string& scenario);
  // What is wrong with those that could not be loaded.
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  scenario::ContentRoot root_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const scenario::ScenarioModel>> models_;  // null: broken
  Diagnostics diagnostics_;
};

struct RemarkJob {
  scenario::ContentRoot root;
  std::vector<std::string> paths;
  std::string scenario;  // empty: each record's own
  unsigned jobs = 1;     // threads
};

// One for each path, in their order.
std::vector<app::Remarking> remarkAll(const RemarkJob& job, ScenarioShelf& shelf);

}  // namespace shixun::tools
