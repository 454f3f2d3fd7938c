// remark: what it takes to mark a thousand sessions of half an hour again, on two threads.
#include <unistd.h>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "assess/run.h"
#include "bench.h"
#include "bench_motion.h"
#include "remark_all.h"

namespace shixun::tools {
namespace {

constexpr double kMostRemarkSeconds = 30;                   // for a thousand
constexpr double kLessonSeconds = 1800, kQuickSeconds = 0;  // 0: as it is
constexpr size_t kRecords = 1000, kQuickRecords = 4;
constexpr unsigned kThreads = 2;
constexpr int kPoseRate = 90;    // Hz
constexpr uint32_t kMoving = 2;  // things: what two hands hold
constexpr const char* kLesson = "electrical/motor-starter-isolation";

// A folder that goes away with everything in it.
class BenchFolder {
 public:
  BenchFolder()
      : path_((std::filesystem::temp_directory_path() /
               ("shixun-bench-" + std::to_string(::getpid())))
                  .string()) {
    std::filesystem::create_directories(path_, error_);
  }
  ~BenchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  BenchFolder(const BenchFolder&) = delete;
  BenchFolder& operator=(const BenchFolder&) = delete;

  const std::string& path() const { return path_; }
  bool has(uint64_t bytes) const {
    std::error_code error;
    const auto space = std::filesystem::space(path_, error);
    return !error_ && !error && space.available > bytes;
  }

 private:
  std::string path_;
  std::error_code error_;
};

// The reference run of a scenario, stretched to `seconds`, with head, hands and what they hold
// moving all the time, as a headset reports them.
Status recordLesson(const scenario::ScenarioModel& model, scenario::Walkthrough walkthrough,
                    double seconds, const std::string& path) {
  double sum = 0;
  for (const auto& step : walkthrough.steps) sum += step.after;
  // Never pressed together: equipment takes its time.
  const double stretch = std::max(1.0, (seconds - walkthrough.settle) / sum);
  for (auto& step : walkthrough.steps) step.after *= stretch;
  auto file = disk().create(path);
  if (!file.ok()) return file.status();
  assess::Run run(model, session::infoOf(walkthrough), std::move(file).value());
  assess::CommandPlayer player(walkthrough);
  BenchMotion motion(std::min(kMoving, static_cast<uint32_t>(model.items.size())));
  double nextPose = 0;
  while (!run.over()) {
    static_cast<void>(run.step(player.due(run.session().state())));
    if (run.session().time() < nextPose) continue;
    run.session().pose(motion.at(run.session().time()));
    nextPose += 1.0 / kPoseRate;
  }
  if (!run.score().passed)
    return {StatusCode::kCorrupt, "the stretched reference run is not passed"};
  return run.session().recorder()->close(nullptr);
}

Status copyRecords(const std::string& record, const BenchFolder& folder, size_t count,
                   std::vector<std::string>& paths) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(record, error);
  if (!folder.has(bytes * (count + 10))) {
    return {StatusCode::kFull, std::to_string(count) + " records of " + std::to_string(bytes) +
                                   " bytes do not fit in '" + folder.path() +
                                   "'; free some space, or set TMPDIR"};
  }
  for (size_t i = 0; i < count && !error; ++i) {
    paths.push_back(joinPath(folder.path(), "lesson" + std::to_string(i) + ".mcap"));
    std::filesystem::copy_file(record, paths.back(), error);
  }
  if (error) return {StatusCode::kIo, "cannot copy '" + record + "': " + error.message()};
  return {};
}

}  // namespace

Status benchRemark(const BenchOptions& options, std::vector<BenchRow>& rows) {
  const size_t count = options.quick ? kQuickRecords : kRecords;
  ScenarioShelf shelf(options.root);
  const auto model = shelf.find(kLesson);
  if (!model.ok()) return model.status();
  Diagnostics problems;
  auto reference = scenario::loadWalkthrough(options.root, **model, "reference", problems);
  if (!reference.ok()) return reference.status();
  const BenchFolder folder;
  const std::string record = joinPath(folder.path(), "lesson.mcap");
  Status made = recordLesson(**model, std::move(reference).value(),
                             options.quick ? kQuickSeconds : kLessonSeconds, record);
  RemarkJob job{options.root, {}, kLesson, kThreads};
  if (made.ok()) made = copyRecords(record, folder, count, job.paths);
  if (!made.ok()) return made;
  const auto begin = std::chrono::steady_clock::now();
  const double worked = processorSeconds();
  const std::vector<app::Remarking> all = remarkAll(job, shelf);
  const double processor = (processorSeconds() - worked) / static_cast<double>(count);
  const double wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  for (const app::Remarking& one : all) {
    if (!one.trouble.ok()) return one.trouble;
    if (one.changed() || one.after.passed != true || one.after.total != 100.0) {
      return {StatusCode::kCorrupt, "the marks of the reference run are not full marks"};
    }
  }
  // Two cores that do nothing else take this long; by the clock it depends on what else runs.
  rows.push_back({.name = "remark.thousand",
                  .value = processor * 1000 / kThreads,
                  .unit = "s",
                  .most = options.quick ? 0 : kMostRemarkSeconds,
                  .clock = BenchClock::kProcessor});
  rows.push_back({.name = "remark.record",
                  .value = processor * 1000,
                  .unit = "ms",
                  .clock = BenchClock::kProcessor});
  rows.push_back(
      {.name = "remark.wall", .value = wall * 1000 / static_cast<double>(count), .unit = "s"});
  return {};
}

}  // namespace shixun::tools
