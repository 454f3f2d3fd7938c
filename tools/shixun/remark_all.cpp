#include "remark_all.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace shixun::tools {

Result<const scenario::ScenarioModel*> ScenarioShelf::find(const std::string& scenario) {
  const std::lock_guard lock(mutex_);
  auto [found, fresh] = models_.try_emplace(scenario);
  if (fresh) found->second = scenario::load(root_, scenario, diagnostics_);
  if (found->second != nullptr) return found->second.get();
  return Status(StatusCode::kInvalid, "the scenario '" + scenario + "' cannot be loaded");
}

std::vector<app::Remarking> remarkAll(const RemarkJob& job, ScenarioShelf& shelf) {
  std::vector<app::Remarking> out(job.paths.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    const auto find = [&shelf](const std::string& scenario) { return shelf.find(scenario); };
    for (size_t i = next++; i < out.size(); i = next++) {
      out[i] = app::remarkRecord(job.root, job.paths[i], job.scenario, find);
    }
  };
  std::vector<std::jthread> threads;
  const size_t wanted = std::min<size_t>(job.jobs, job.paths.size());
  for (size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
  work();
  threads.clear();  // waits for them
  return out;
}

}  // namespace shixun::tools
