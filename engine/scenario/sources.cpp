#include "scenario/sources.h"

#include <algorithm>
#include <array>

#include "core/hash.h"
#include "scenario/schema.h"

namespace shixun::scenario {
namespace {

constexpr uint64_t kLargestModel = 64u << 20;

std::string hexDigest(std::string_view content) {
  Sha256 sha;
  sha.add(content);
  const auto digest = sha.finish();
  return hex(digest);
}

}  // namespace

bool isSafePath(std::string_view path) {
  const auto safe = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '/';
  };
  return !path.empty() && path.front() != '/' && std::all_of(path.begin(), path.end(), safe);
}

Sources::Sources(const ContentRoot& root, Diagnostics& problems)
    : root_(root), problems_(problems) {
  SHIXUN_ASSERT(root.files != nullptr, "a content root needs a file system");
}

const text::Document* Sources::document(const std::string& path, const std::string& digestName) {
  const auto known = documents_.find(path);
  if (known != documents_.end()) return known->second.get();
  auto document = text::readDocument(*root_.files, path, problems_);
  auto& slot = documents_[path];
  if (!document) return nullptr;
  digests_[digestName] = hexDigest(document->source);
  slot = std::make_unique<text::Document>(*std::move(document));
  return slot.get();
}

// Reads the root of a file; false when it is of a format that we do not know.
template <typename Spec>
bool Sources::readFile(const text::Document& document, bool parameters, Spec& spec) {
  if (!document.root.isMapping()) {
    problems_.error(document.at(document.root), "wrong-type",
                    "found " + std::string(describe(document.root.kind)) + " where " +
                        std::string(Spec::schema().name) + " needs a map of keys",
                    "begin with 'format: 1'");
    return false;
  }
  const text::Node* format = document.root.find("format");
  if (format != nullptr && format->isScalar() && format->text != std::to_string(kFormat)) {
    problems_.error(document.at(*format), "bad-format-version",
                    "format '" + format->text + "' is not known here, this program reads format " +
                        std::to_string(kFormat),
                    "write 'format: 1', or use a newer program");
    return false;
  }
  Reader reader{document, problems_, parameters};
  spec.at = reader.place(document.root);
  readGroup(reader, Spec::schema(), document.root, &spec);
  return true;
}

const ScenarioSpec* Sources::scenario(const std::string& folder) {
  const text::Document* file = document(joinPath(folder, "scenario.yaml"), "scenario.yaml");
  if (file == nullptr) return nullptr;
  scenario_ = std::make_unique<ScenarioSpec>();
  if (!readFile(*file, false, *scenario_)) scenario_.reset();
  return scenario_.get();
}

const EquipmentSpec* Sources::equipmentFile(const std::string& path) {
  const auto known = equipment_.find(path);
  if (known != equipment_.end()) return known->second.get();
  auto& slot = equipment_[path];
  const std::string folder = fileName(parentPath(path));
  const text::Document* file = document(path, "equipment/" + folder + "/equipment.yaml");
  if (file == nullptr) return nullptr;
  auto spec = std::make_unique<EquipmentSpec>();
  if (!readFile(*file, true, *spec)) return nullptr;
  slot = std::move(spec);
  return slot.get();
}

std::vector<std::string> Sources::equipmentNames() const {
  const auto names = root_.files->list(joinPath(root_.path, "assets/equipment"));
  return names ? *names : std::vector<std::string>{};
}

const EquipmentSpec* Sources::equipment(const std::string& name, const SourceLocation& user) {
  const auto redirected = redirected_.find(name);
  if (redirected != redirected_.end()) return equipmentFile(redirected->second);
  const std::string path = joinPath(root_.path, "assets/equipment/" + name + "/equipment.yaml");
  if (isSafePath(name) && (equipment_.contains(path) || root_.files->isFile(path))) {
    return equipmentFile(path);
  }
  const std::string nearest = nearestName(name, equipmentNames());
  problems_.error(
      user, "unknown-equipment", "there is no equipment '" + name + "'",
      nearest.empty() ? "it would be read from " + path : "did you mean '" + nearest + "'?");
  return nullptr;
}

std::vector<const EquipmentSpec*> Sources::allEquipment() const {
  std::vector<const EquipmentSpec*> all;
  for (const auto& [path, spec] : equipment_) {
    if (spec != nullptr) all.push_back(spec.get());
  }
  return all;
}

const asset::Sidecar* Sources::sidecar(const std::string& asset, const SourceLocation& user) {
  const auto known = sidecars_.find(asset);
  if (known != sidecars_.end()) return known->second.get();
  auto& slot = sidecars_[asset];
  const std::string path = joinPath(root_.path, "assets/equipment/" + asset + "/" + asset + ".glb");
  if (!isSafePath(asset)) {
    problems_.error(user, "unreadable-model", "'" + asset + "' is no name of a model",
                    "write the name of a folder under assets/equipment");
    return nullptr;
  }
  const auto bytes = root_.files->read(path, kLargestModel);
  if (!bytes) {
    const std::string nearest = nearestName(asset, equipmentNames());
    problems_.error(user, "unreadable-model", bytes.status().message(),
                    nearest.empty() || nearest == asset ? "make the model or correct the name"
                                                        : "did you mean '" + nearest + "'?");
    return nullptr;
  }
  // Triangles: a cubicle is hollow, and a hand must be able to reach inside.
  auto cooked = asset::cookSidecar(*bytes, path, {.triangles = true});
  if (!cooked) {
    problems_.error(user, "unreadable-model", cooked.status().message());
    return nullptr;
  }
  digests_["equipment/" + asset + "/" + asset + ".glb"] = hexDigest(*bytes);
  slot = std::make_unique<asset::Sidecar>(std::move(cooked).value());
  return slot.get();
}

bool Sources::hasTexts(const std::string& folder, const std::string& language) const {
  return isSafePath(language) &&
         root_.files->isFile(joinPath(folder, "text." + language + ".yaml"));
}

std::optional<text::TextTable> Sources::texts(const std::string& folder,
                                              const std::string& language) {
  text::TextTable table;
  const std::string name = "text." + language + ".yaml";
  const std::string path = joinPath(folder, name);
  if (!hasTexts(folder, language)) return table;
  const text::Document* file = document(path, name);
  if (file == nullptr) return std::nullopt;
  text::addTexts(*file, table, problems_);
  return table;
}

text::TextTable Sources::sharedTexts(const std::string& language) {
  text::TextTable table;
  const std::string path = joinPath(root_.path, "assets/text/" + language + ".yaml");
  if (!isSafePath(language) || !root_.files->isFile(path)) return table;
  const auto file = text::readDocument(*root_.files, path, problems_);
  if (file) text::addTexts(*file, table, problems_);
  return table;
}

std::string Sources::digest() const {
  Sha256 sha;
  for (const auto& [name, content] : digests_) sha.add(name + "\n" + content + "\n");
  return hex(sha.finish());
}

}  // namespace shixun::scenario
