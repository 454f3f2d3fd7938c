// A small valid content folder: tests/bad/base with models made here, in memory.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/assert.h"
#include "core/file.h"
#include "scenario/load.h"

namespace shixun::scenario {

// A binary glTF 2.0 (specification, section 4.4) of empty nodes below one root.
inline std::string makeGlb(const std::vector<std::string>& nodes) {
  std::string list = R"({"name":"root","children":[)";
  for (size_t i = 0; i < nodes.size(); ++i) list += (i ? "," : "") + std::to_string(i + 1);
  list += "]}";
  for (size_t i = 0; i < nodes.size(); ++i) {
    list += R"(,{"name":")" + nodes[i] + R"(","translation":[)" + std::to_string(i) + ",0,0]}";
  }
  std::string json =
      R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[)" + list + "]}";
  while (json.size() % 4 != 0) json += ' ';
  const auto word = [](size_t value) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return bytes;
  };
  return "glTF" + word(2) + word(20 + json.size()) + word(json.size()) + "JSON" + json;
}

inline std::string readFile(const std::string& path) {
  const auto content = disk().read(path);
  SHIXUN_ASSERT(content.ok(), path.c_str());
  return *content;
}

inline const std::string kBadFolder = SHIXUN_SOURCE_DIR "/tests/bad";
inline const std::string kScenarioFile = "scenarios/course/task/scenario.yaml";
inline const std::string kBoxFile = "assets/equipment/box/equipment.yaml";

// The folder's root is "" in the memory disk, so messages name files from `assets` or `scenarios`.
class Content {
 public:
  Content() {
    const std::filesystem::path base = kBadFolder + "/base";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(base)) {
      if (!entry.is_regular_file()) continue;
      files.files[std::filesystem::relative(entry.path(), base).generic_string()] =
          readFile(entry.path().string());
    }
    addModel("box",
             {"handle", "grip", "t_in", "t_out", "t_earth", "hasp", "window", "label", "lens"});
    addModel("tester", {"tip_a", "tip_b", "display"});
    addModel("lock", {});
    addModel("clerk", {});
  }

  void addModel(const std::string& asset, const std::vector<std::string>& nodes) {
    files.files["assets/equipment/" + asset + "/" + asset + ".glb"] = makeGlb(nodes);
  }
  // Replaces the one occurrence of `from` in a file.
  void edit(const std::string& path, const std::string& from, const std::string& to) {
    std::string& content = files.files.at(path);
    const size_t at = content.find(from);
    SHIXUN_ASSERT(at != std::string::npos, ("'" + from + "' is not in " + path).c_str());
    SHIXUN_ASSERT(content.find(from, at + 1) == std::string::npos,
                  ("'" + from + "' is twice in " + path).c_str());
    content.replace(at, from.size(), to);
  }
  std::unique_ptr<const ScenarioModel> load(Diagnostics& problems) const {
    return scenario::load(root, "course/task", problems);
  }

  MemoryDisk files;
  ContentRoot root{&files, ""};
};

}  // namespace shixun::scenario
