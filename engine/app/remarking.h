// Marking records again, many of them: what a changed rubric makes of sessions that are over,
// beside what they were marked when they were new.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/debrief.h"

namespace shixun::app {

// One set of marks of one session.
struct Marks {
  std::optional<double> total;       // 0..100; not known where only the findings are
  std::optional<bool> passed;        // likewise
  std::vector<std::string> broken;   // codes of the rules with a finding, sorted
  std::vector<std::string> missing;  // those of them that cannot be derived from the record, sorted
};

struct Remarking {
  std::string path;
  Status trouble;  // not ok: there are no marks, and what else is known is below
  session::RecordedInfo info;
  double duration = 0;  // s
  bool sealBroken = false;
  // As judged by the scenario that the record was made with, where that is still to be found;
  // otherwise what was judged at the time: then only its findings are known, and that a gate among
  // them means not passed.
  Marks before;
  Marks after;
  std::vector<std::string> appeared, disappeared;  // codes of rules, sorted
  std::vector<std::string> warnings;
  bool changed() const;
};

// A scenario by its id or path; what it gives stays valid. Called from several threads where
// remarkRecord is.
using FindScenario = std::function<Result<const scenario::ScenarioModel*>(const std::string&)>;

// Reads the record, marks it by `scenario` (empty: the one of its id) and compares. Never fails:
// see `trouble`. Safe to call from several threads at once.
Remarking remarkRecord(const scenario::ContentRoot& root, const std::string& path,
                       const std::string& scenario, const FindScenario& find);

}  // namespace shixun::app
