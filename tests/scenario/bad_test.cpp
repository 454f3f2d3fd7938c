// tests/bad: broken files, each with the exact text that an author then reads. A case
// NAME.KIND.yaml takes the place of one file of tests/bad/base; NAME.expected holds all its
// diagnostics.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "scenario/walkthrough.h"
#include "tests/scenario/fixture.h"

namespace shixun::scenario {
namespace {

struct Case {
  std::string name, kind;
};

std::vector<Case> cases() {
  std::vector<Case> list;
  const auto names = disk().list(kBadFolder);
  SHIXUN_ASSERT(names.ok(), "tests/bad is missing");
  for (const std::string& file : *names) {
    if (!file.ends_with(".yaml")) continue;
    const size_t dot = file.find('.');
    list.push_back({file.substr(0, dot), file.substr(dot + 1, file.size() - dot - 6)});
  }
  return list;
}

std::string diagnosticsOf(const Case& c) {
  Content content;
  const std::string broken = readFile(kBadFolder + "/" + c.name + "." + c.kind + ".yaml");
  const std::map<std::string, std::string> places = {
      {"scenario", kScenarioFile},
      {"equipment", kBoxFile},
      {"tester", "assets/equipment/tester/equipment.yaml"},
      {"text", "scenarios/course/task/text.zh.yaml"},
      {"walkthrough", "scenarios/course/task/walkthroughs/broken.yaml"}};
  SHIXUN_ASSERT(places.contains(c.kind), ("no such kind of file: " + c.kind).c_str());
  content.files.files[places.at(c.kind)] = broken;
  Diagnostics problems;
  if (c.kind != "walkthrough") {
    check(content.root, "course/task", problems);
  } else {
    const auto model = content.load(problems);
    SHIXUN_ASSERT(model != nullptr, problems.text().c_str());
    EXPECT_FALSE(loadWalkthrough(content.root, *model, "broken", problems).ok());
  }
  return problems.text();
}

// Nothing of what a case shows is wrong with the base already.
TEST(BadFolder, HasABaseWithoutAnyProblem) {
  const Content content;
  Diagnostics problems;
  check(content.root, "scenarios", problems);
  check(content.root, "assets", problems);
  EXPECT_EQ(problems.text(), "");
}

class Bad : public testing::TestWithParam<Case> {};

// SHIXUN_WRITE_EXPECTED=1 writes what is found instead, to be read through before it is committed.
TEST_P(Bad, GivesExactlyTheExpectedDiagnostics) {
  const std::string found = diagnosticsOf(GetParam());
  const std::string path = kBadFolder + "/" + GetParam().name + ".expected";
  if (std::getenv("SHIXUN_WRITE_EXPECTED") != nullptr) std::ofstream(path) << found;
  EXPECT_NE(found, "") << "the file is not broken";
  EXPECT_EQ(found, readFile(path));
}

INSTANTIATE_TEST_SUITE_P(Files, Bad, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.name; });

TEST(BadFolder, HoldsEnoughCasesEachWithItsExpectation) {
  const std::vector<Case> all = cases();
  EXPECT_GE(all.size(), 25u);
  const auto names = disk().list(kBadFolder);
  for (const std::string& file : *names) {
    if (!file.ends_with(".expected")) continue;
    const std::string name = file.substr(0, file.size() - 9);
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Case& c) { return c.name == name; }))
        << file << " belongs to no case";
  }
}

}  // namespace
}  // namespace shixun::scenario
