// Sources: the files that a scenario is made of, each read once, and their common digest.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asset/sidecar.h"
#include "core/diagnostic.h"
#include "scenario/load.h"
#include "scenario/scenario_spec.h"
#include "text/catalogue.h"

namespace shixun::scenario {

inline constexpr int64_t kFormat = 1;

class Sources {
 public:
  // Both must outlive the Sources.
  Sources(const ContentRoot& root, Diagnostics& problems);

  // Reads <folder>/scenario.yaml. Null when it cannot be read or is of another format.
  const ScenarioSpec* scenario(const std::string& folder);
  // Reads assets/equipment/<name>/equipment.yaml; `user` is where it is asked for. Null after a
  // report; asked again for the same name, null without one.
  const EquipmentSpec* equipment(const std::string& name, const SourceLocation& user);
  // From now on equipment `name` is read from `path`.
  void redirect(const std::string& name, const std::string& path) { redirected_[name] = path; }
  // Reads an equipment file by its path.
  const EquipmentSpec* equipmentFile(const std::string& path);
  // All equipment files read so far.
  std::vector<const EquipmentSpec*> allEquipment() const;
  // Cooks assets/equipment/<asset>/<asset>.glb, the same way.
  const asset::Sidecar* sidecar(const std::string& asset, const SourceLocation& user);
  // Reads <folder>/text.<language>.yaml; empty when there is none, nothing when it is broken.
  bool hasTexts(const std::string& folder, const std::string& language) const;
  std::optional<text::TextTable> texts(const std::string& folder, const std::string& language);
  // assets/text/<language>.yaml. Not part of the digest: it is the program's, not the scenario's.
  text::TextTable sharedTexts(const std::string& language);

  // SHA-256 over name, size and content of every file read so far, in order of name, hex. Names are
  // relative (to the scenario's folder or to assets), so a copy elsewhere has the same digest.
  std::string digest() const;

  const ContentRoot& root() const { return root_; }
  Diagnostics& problems() { return problems_; }

 private:
  const text::Document* document(const std::string& path, const std::string& digestName);
  template <typename Spec>
  bool readFile(const text::Document& document, bool parameters, Spec& spec);
  std::vector<std::string> equipmentNames() const;

  const ContentRoot& root_;
  Diagnostics& problems_;
  std::map<std::string, std::unique_ptr<text::Document>> documents_;  // by path
  std::map<std::string, std::unique_ptr<EquipmentSpec>> equipment_;   // by path
  std::map<std::string, std::unique_ptr<asset::Sidecar>> sidecars_;   // by asset
  std::map<std::string, std::string> redirected_;
  std::unique_ptr<ScenarioSpec> scenario_;
  std::map<std::string, std::string> digests_;  // name -> digest of content
};

// A path that leads nowhere but below its folder: letters, digits, _, - and / without "..".
bool isSafePath(std::string_view path);

}  // namespace shixun::scenario
