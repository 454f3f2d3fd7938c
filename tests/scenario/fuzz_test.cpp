// Broken files must give messages, never a crash, whatever is broken in them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "scenario/walkthrough.h"
#include "tests/scenario/fixture.h"
#include "tests/support/mutator.h"

namespace shixun::scenario {
namespace {

const std::string kWalkthroughFile = "scenarios/course/task/walkthroughs/mistake.yaml";

TEST(Fuzz, MutatedFilesNeverCrashTheLoader) {
  const char* given = std::getenv("SHIXUN_FUZZ_SEED");
  const uint64_t seed = given ? std::strtoull(given, nullptr, 10) : 20'240'611;
  const char* rounds = std::getenv("SHIXUN_FUZZ_ROUNDS");
  const uint64_t count = rounds ? std::strtoull(rounds, nullptr, 10) : 2000;
  RecordProperty("seed", std::to_string(seed));
  const Content original;
  uint64_t loaded = 0;
  uint64_t refused = 0;
  for (uint64_t round = 0; round < count; ++round) {
    SCOPED_TRACE("SHIXUN_FUZZ_SEED=" + std::to_string(seed + round) + " SHIXUN_FUZZ_ROUNDS=1");
    test::Mutator mutator(seed + round);
    Content content = original;
    content.root.files = &content.files;
    const std::string paths[] = {kScenarioFile, kBoxFile, kWalkthroughFile,
                                 "assets/equipment/tester/equipment.yaml",
                                 "scenarios/course/task/text.en.yaml"};
    mutator.mutate(content.files.files.at(paths[mutator.below(5)]));
    Diagnostics problems;
    const auto model = content.load(problems);
    ASSERT_EQ(model == nullptr, problems.hasErrors()) << problems.text();
    if (model) {
      ++loaded;
      const auto walkthrough = loadWalkthrough(content.root, *model, "mistake", problems);
      ASSERT_EQ(walkthrough.ok(), !problems.hasErrors()) << problems.text();
      check(content.root, "course/task", problems);
    } else {
      ++refused;
    }
    check(content.root, kBoxFile, problems);
    for (const Diagnostic& problem : problems.list()) {
      ASSERT_FALSE(problem.where.file.empty()) << format(problem);
      ASSERT_FALSE(problem.message.empty()) << format(problem);
    }
  }
  // Neither always nor never: the mutations reach both sides of the check.
  if (count >= 100) {
    EXPECT_GT(loaded, count / 50);
    EXPECT_GT(refused, count / 50);
  }
}

}  // namespace
}  // namespace shixun::scenario
