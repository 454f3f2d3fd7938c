// Texts in every declared language.
#include <algorithm>
#include <set>

#include "scenario/build.h"

namespace shixun::scenario {
namespace {

std::string pathOf(const Build& build, const std::string& language) {
  return joinPath(build.model.folder, "text." + language + ".yaml");
}

// A file that is not there is one problem, not one for each of its texts.
bool lacksFile(Build& build, const std::string& language, const text::TextTable& shared) {
  if (build.sources.hasTexts(build.model.folder, language)) return false;
  const auto missing =
      std::count_if(build.textKeys.begin(), build.textKeys.end(),
                    [&](const TextKey* key) { return !shared.contains(key->value); });
  if (missing == 0) return false;
  build.problems.error({pathOf(build, language), 0, 0}, "missing-file",
                       "there is no text." + language + ".yaml, where " + std::to_string(missing) +
                           " texts in '" + language + "' should be",
                       "write it with the keys of the other languages' files, or take '" +
                           language + "' out of 'languages'");
  return true;
}

// Texts that rules and lines name, from the scenario's file or else from the program's.
void takeTexts(Build& build, const std::string& language) {
  auto read = build.sources.texts(build.model.folder, language);
  if (!read) return;  // what a broken file would have held is not known
  const text::TextTable shared = build.sources.sharedTexts(language);
  if (lacksFile(build, language, shared)) return;
  text::TextTable& table = build.model.text[language];
  table = *std::move(read);
  for (const std::string& key : build.programKeys) {
    if (const auto found = shared.find(key); found != shared.end()) table.insert(*found);
  }
  const std::string file = "text." + language + ".yaml";
  for (const TextKey* key : build.textKeys) {
    if (table.contains(key->value)) continue;
    const auto found = shared.find(key->value);
    if (found != shared.end()) {
      table.insert(*found);
      continue;
    }
    const std::string nearest = nearestName(key->value, keysOf(table));
    build.problems.error(key->at.where(), "missing-translation",
                         "'" + key->value + "' is in no text file of '" + language + "'",
                         nearest.empty()
                             ? "add it to " + file
                             : "did you mean '" + nearest + "'? Else add it to " + file);
  }
}

// Texts beside the scenario that differ between languages in what they hold.
void compareTexts(Build& build) {
  std::set<std::string> all;
  for (const auto& [language, table] : build.model.text) {
    for (const auto& [key, text] : table) all.insert(key);
  }
  std::set<std::string> reported;
  for (const TextKey* key : build.textKeys) reported.insert(key->value);
  for (const auto& [language, table] : build.model.text) {
    for (const std::string& key : all) {
      if (table.contains(key) || reported.contains(key)) continue;
      build.problems.error({pathOf(build, language), 0, 0}, "missing-translation",
                           "'" + key + "' is in another language's texts but not here", "add it");
    }
  }
}

}  // namespace

void checkTitles(Build& build) {
  for (const Located<LocalText>* title : build.titles) {
    for (const std::string& language : build.model.languages) {
      if (title->value.contains(language)) continue;
      build.problems.error(title->at.where(), "missing-translation",
                           "this text has no '" + language + "'",
                           "add " + language + ": ..., as 'languages' of the scenario asks");
    }
  }
}

void buildTexts(Build& build) {
  checkTitles(build);
  for (const std::string& language : build.model.languages) takeTexts(build, language);
  compareTexts(build);
}

}  // namespace shixun::scenario
