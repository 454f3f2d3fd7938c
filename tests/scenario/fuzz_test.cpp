// Broken files must give messages, never a crash, whatever is broken in them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/rng.h"
#include "scenario/walkthrough.h"
#include "tests/scenario/fixture.h"

namespace shixun::scenario {
namespace {

const std::string kWalkthroughFile = "scenarios/course/task/walkthroughs/mistake.yaml";

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : rng_(seed) {}

  void mutate(std::string& text) {
    const uint32_t times = 1 + rng_.below(4);
    for (uint32_t i = 0; i < times && !text.empty(); ++i) once(text);
  }
  uint32_t below(uint32_t bound) { return rng_.below(bound); }

 private:
  size_t at(const std::string& text) { return rng_.below(static_cast<uint32_t>(text.size())); }

  void once(std::string& text) {
    static const std::vector<std::string> kPieces = {"{",
                                                     "}",
                                                     "[",
                                                     "]",
                                                     ":",
                                                     ": ",
                                                     "- ",
                                                     "\n",
                                                     "\n  ",
                                                     "'",
                                                     "\"",
                                                     "#",
                                                     "&a ",
                                                     "*a",
                                                     "!x ",
                                                     "|\n",
                                                     ">\n",
                                                     "?",
                                                     "~",
                                                     "null",
                                                     "-1",
                                                     "1e308",
                                                     "0 V",
                                                     "nan",
                                                     "'' ",
                                                     "\t",
                                                     "\xFF",
                                                     "隔",
                                                     "%",
                                                     "...\n",
                                                     "---\n",
                                                     "<<: ",
                                                     "Q1",
                                                     "isolator",
                                                     "true",
                                                     "forall p in pairs: ",
                                                     "(",
                                                     ")",
                                                     "once[0,1](",
                                                     " and ",
                                                     "not ",
                                                     ".",
                                                     "..",
                                                     "/",
                                                     "prev(",
                                                     "PL1",
                                                     "99999999999999999999"};
    switch (rng_.below(7)) {
      case 0:
        text[at(text)] = static_cast<char>(rng_.below(256));
        break;
      case 1:
        text.erase(at(text), 1 + rng_.below(12));
        break;
      case 2:
        text.insert(at(text), kPieces[rng_.below(static_cast<uint32_t>(kPieces.size()))]);
        break;
      case 3:
        text.insert(at(text), text.substr(at(text), 1 + rng_.below(40)));
        break;
      case 4:
        text.resize(at(text));
        break;
      case 5:
        dropLine(text);
        break;
      default:
        swapWords(text);
        break;
    }
  }
  void dropLine(std::string& text) {
    const size_t from = text.rfind('\n', at(text));
    if (from == std::string::npos) return;
    text.erase(from, text.find('\n', from + 1) - from);
  }
  // Puts one word in the place of another: the result is often well-formed and wrong.
  void swapWords(std::string& text) {
    const auto word = [&](size_t& from, size_t& size) {
      static const std::string kWord =
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
      from = text.find_first_of(kWord, at(text));
      if (from == std::string::npos) return false;
      size = std::min(text.find_first_not_of(kWord, from), text.size()) - from;
      return true;
    };
    size_t from = 0, size = 0, otherFrom = 0, otherSize = 0;
    if (!word(from, size) || !word(otherFrom, otherSize)) return;
    text.replace(from, size, text.substr(otherFrom, otherSize));
  }

  Rng rng_;
};

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
    Mutator mutator(seed + round);
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
