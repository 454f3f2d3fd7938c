// Feeds mutated scenario, equipment, text and walkthrough files to the loader and the check, and
// plays what still loads: scenario_fuzz SECONDS [SEED [FIRST]]; FIRST is the number of the first
// input. Prints its seed, how much it did and the slowest input. A crash, a sanitizer's report, a
// hang or a refusal without a place is the finding; the last input lies in scenario_fuzz_last.yaml
// in the working folder, and beside it, in scenario_fuzz_last.name, the file that it stands for.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "assess/run.h"
#include "tests/fuzz/last_input.h"
#include "tests/scenario/fixture.h"
#include "tests/support/mutator.h"

namespace shixun::scenario {
namespace {

constexpr double kMostSeconds = 20;  // for one input, under a sanitizer, too
constexpr uint32_t kShippedEvery = 50;

void require(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "scenario_fuzz: %s\n", what);
  std::abort();
}

// The content on the disk with one file changed.
class OneChanged final : public FileSystem {
 public:
  std::string path, content;

  Result<std::string> read(const std::string& p, uint64_t limit) const override {
    if (p != path) return disk().read(p, limit);
    if (content.size() > limit) return Status(StatusCode::kInvalid, "too large");
    return content;
  }
  Result<std::unique_ptr<AppendFile>> create(const std::string&) override {
    return Status(StatusCode::kDenied, "read only");
  }
  Status replace(const std::string&, std::string_view) override {
    return {StatusCode::kDenied, "read only"};
  }
  bool isFile(const std::string& p) const override { return disk().isFile(p); }
  bool isFolder(const std::string& p) const override { return disk().isFolder(p); }
  Result<std::vector<std::string>> list(const std::string& p) const override {
    return disk().list(p);
  }
};

std::vector<std::string> shippedFiles() {
  std::vector<std::string> out;
  for (const char* folder : {"/scenarios", "/assets/equipment", "/assets/text"}) {
    const std::string from = std::string(SHIXUN_SOURCE_DIR) + folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
      const std::string path = entry.path().generic_string();
      // A hand script is read by another module.
      if (path.ends_with(".yaml") && path.find("/hands/") == std::string::npos) out.push_back(path);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Which file was changed, and to what.
struct Kept {
  test::LastInput content{"scenario_fuzz_last.yaml"}, name{"scenario_fuzz_last.name"};
  void keep(const std::string& path, const std::string& text) {
    content.keep(text);
    name.keep(path + "\n");
  }
};

void requirePlaces(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems.list()) {
    require(!problem.where.file.empty(), "a problem without a file");
    require(!problem.message.empty(), "a problem without a message");
    require(!problem.code.empty(), "a problem without a code");
  }
}

// Five seconds of what loads: accepted content must run, whatever it says.
void play(const ScenarioModel& model, const Walkthrough* walkthrough) {
  assess::Run run(model, {}, nullptr);
  assess::CommandPlayer player(walkthrough ? *walkthrough : Walkthrough());
  for (int i = 0; i < 600 && !run.over(); ++i) {
    static_cast<void>(run.step(player.due(run.session().state())));
  }
  const assess::Score score = run.score();
  require(score.total >= 0 && score.total <= 100, "a total out of 0 to 100");
}

// True when it loads.
bool trySmall(const Content& original, test::Mutator& mutator, Kept& kept) {
  Content content = original;
  content.root.files = &content.files;
  std::vector<std::string> paths;
  for (const auto& [path, text] : content.files.files) {
    if (path.ends_with(".yaml")) paths.push_back(path);
  }
  const std::string& path = paths[mutator.below(static_cast<uint32_t>(paths.size()))];
  mutator.mutate(content.files.files.at(path));
  kept.keep(path, content.files.files.at(path));
  Diagnostics problems, checked;
  const auto model = content.load(problems);
  require((model == nullptr) == problems.hasErrors(), "loaded with errors, or refused without");
  check(content.root, "scenarios/course/task", checked);
  require(model != nullptr || checked.hasErrors(), "check passes what load refuses");
  requirePlaces(problems);
  requirePlaces(checked);
  if (model == nullptr) return false;
  Diagnostics more;
  const auto names = listWalkthroughs(content.root, *model);
  const std::string name =
      names.empty() ? "mistake" : names[mutator.below(static_cast<uint32_t>(names.size()))];
  const auto walkthrough = loadWalkthrough(content.root, *model, name, more);
  require(walkthrough.ok() != more.hasErrors(), "a walkthrough with errors, or refused without");
  requirePlaces(more);
  play(*model, walkthrough.ok() ? &*walkthrough : nullptr);
  return true;
}

// The shipped files, larger and with more in them. True when the file passes its check.
bool tryShipped(const std::vector<std::string>& files, test::Mutator& mutator, Kept& kept) {
  OneChanged changed;
  changed.path = files[mutator.below(static_cast<uint32_t>(files.size()))];
  changed.content = disk().read(changed.path).value();
  mutator.mutate(changed.content);
  kept.keep(changed.path, changed.content);
  const ContentRoot root{&changed, SHIXUN_SOURCE_DIR};
  Diagnostics problems;
  check(root, changed.path, problems);
  requirePlaces(problems);
  return !problems.hasErrors();
}

}  // namespace
}  // namespace shixun::scenario

int main(int argc, char** argv) {
  using namespace shixun;
  using Clock = std::chrono::steady_clock;
  const double seconds = argc > 1 ? std::atof(argv[1]) : 10;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  const scenario::Content original;
  const std::vector<std::string> shipped = scenario::shippedFiles();
  scenario::Kept kept;
  const auto begun = Clock::now();
  const uint64_t first = argc > 3 ? std::strtoull(argv[3], nullptr, 10) - 1 : 0;
  uint64_t tried = first, good = 0, slowestTry = 0;
  double slowest = 0;
  while (std::chrono::duration<double>(Clock::now() - begun).count() < seconds) {
    test::Mutator mutator(seed * 1'000'003 + tried);
    const std::clock_t from = std::clock();  // other work on the machine does not count
    const bool ok = ++tried % scenario::kShippedEvery == 0
                        ? scenario::tryShipped(shipped, mutator, kept)
                        : scenario::trySmall(original, mutator, kept);
    const double took = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
    if (ok) ++good;
    if (took <= slowest) continue;
    slowest = took;
    slowestTry = tried;
  }
  std::printf("%llu files, %llu accepted, slowest %.3f s (number %llu)\n",
              static_cast<unsigned long long>(tried - first), static_cast<unsigned long long>(good),
              slowest, static_cast<unsigned long long>(slowestTry));
  const bool sound = good > 0 && good < tried - first && slowest < scenario::kMostSeconds;
  if (!sound) return 1;
  kept.content.forget();
  kept.name.forget();
  return 0;
}
