// The shipped content for tests: loaded as it is, or with some files changed in memory.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "core/file.h"
#include "scenario/load.h"
#include "scenario/walkthrough.h"

namespace shixun::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSlow = true;
#else
inline constexpr bool kSlow = false;
#endif

inline const std::string kFlagship = "electrical/motor-starter-isolation";

// The source tree, with changed copies of some files in front of it. Nothing is written to disk.
class Overlay final : public FileSystem {
 public:
  // Paths are relative to the source tree.
  std::map<std::string, std::string> changed;

  std::string path(const std::string& relative) const {
    return joinPath(SHIXUN_SOURCE_DIR, relative);
  }
  std::string original(const std::string& relative) const {
    return disk().read(path(relative)).value();
  }
  // Replaces every occurrence; a text that does not occur is a broken test.
  void replaceAll(const std::string& relative, const std::string& from, const std::string& to) {
    std::string content = changed.contains(relative) ? changed[relative] : original(relative);
    size_t at = content.find(from);
    ASSERT_NE(at, std::string::npos) << "'" << from << "' does not occur in " << relative;
    for (; at != std::string::npos; at = content.find(from, at + to.size())) {
      content.replace(at, from.size(), to);
    }
    changed[relative] = content;
  }

  Result<std::string> read(const std::string& p, uint64_t limit = kNoLimit) const override {
    for (const auto& [relative, content] : changed) {
      if (p == path(relative)) return content;
    }
    return disk().read(p, limit);
  }
  Result<std::unique_ptr<AppendFile>> create(const std::string&) override {
    return Status(StatusCode::kDenied, "the overlay is read only");
  }
  Status replace(const std::string&, std::string_view) override {
    return {StatusCode::kDenied, "the overlay is read only"};
  }
  bool isFile(const std::string& p) const override { return disk().isFile(p); }
  bool isFolder(const std::string& p) const override { return disk().isFolder(p); }
  Result<std::vector<std::string>> list(const std::string& p) const override {
    return disk().list(p);
  }
};

struct Shipped {
  Overlay files;
  scenario::ContentRoot root{&files, SHIXUN_SOURCE_DIR};
  std::unique_ptr<const scenario::ScenarioModel> model;

  void load(const std::string& id = kFlagship) {
    Diagnostics diagnostics;
    model = scenario::load(root, id, diagnostics);
    ASSERT_NE(model, nullptr) << diagnostics.text();
  }
  scenario::Walkthrough walkthrough(const std::string& name) {
    Diagnostics diagnostics;
    auto loaded = scenario::loadWalkthrough(root, *model, name, diagnostics);
    EXPECT_TRUE(loaded.ok()) << diagnostics.text();
    return loaded.ok() ? std::move(loaded).value() : scenario::Walkthrough();
  }
  scenario::EntityRef entity(const std::string& name) const {
    const auto found = model->entities.find(name);
    EXPECT_NE(found, model->entities.end()) << name;
    return found == model->entities.end() ? scenario::EntityRef() : found->second;
  }
};

// Loaded once a process: loading reads some forty models.
inline Shipped& flagship() {
  static Shipped* shipped = [] {
    auto* made = new Shipped;
    made->load();
    return made;
  }();
  return *shipped;
}

// A walkthrough of a shipped scenario: what parameterised tests run through.
struct Played {
  std::string scenario, walkthrough;
};
inline void PrintTo(const Played& one, std::ostream* out) {
  *out << one.scenario << " " << one.walkthrough;
}

// Every walkthrough of every shipped scenario (but see kSlow), from the files, so that one that
// cannot be loaded fails its test and is not left out.
inline std::vector<Played> allPlayed() {
  std::vector<Played> out;
  size_t count = 0;
  Diagnostics problems;
  const scenario::ContentRoot root{&disk(), SHIXUN_SOURCE_DIR};
  for (const scenario::Listing& listing : scenario::listScenarios(root, problems)) {
    for (const std::string& name : listing.walkthroughs) {
      // Under a sanitizer, ten times as slow, a tenth of what is alike has to do.
      const bool spared =
          kSlow && listing.id != kFlagship && name != "reference" && ++count % 10 != 0;
      if (!spared) out.push_back({listing.id, name});
    }
  }
  return out;
}

// The name of such a test: letters, digits and '_'.
inline std::string testName(const testing::TestParamInfo<Played>& info) {
  std::string name = info.param.scenario + "_" + info.param.walkthrough;
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

// Loaded once a process.
inline Shipped& shippedScenario(const std::string& id) {
  if (id == kFlagship) return flagship();
  static std::map<std::string, std::unique_ptr<Shipped>> loaded;
  auto& one = loaded[id];
  if (one == nullptr) {
    one = std::make_unique<Shipped>();
    one->load(id);
  }
  return *one;
}

}  // namespace shixun::test
