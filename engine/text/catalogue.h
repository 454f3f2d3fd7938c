// Catalogue: every string a person reads in screens, command line and reports, by key and language.
//
// assets/text/<lang>.yaml holds a map of keys, nested or flat: `debrief: {passed: Passed}` and
// `debrief.passed: Passed` are the same. A text may hold {name}, replaced by the argument of that
// name; {{ and }} are braces. A key with plural forms is a map of them: `findings: {one: "{count}
// finding", other: "{count} findings"}`; the argument `count` chooses.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/file.h"
#include "text/document.h"

namespace shixun::text {

// key -> text of one language.
using TextTable = std::map<std::string, std::string>;

// One named argument of a text. Numbers appear in their shortest form; format others beforehand.
struct Arg {
  Arg(std::string_view argName, std::string_view value) : name(argName), text(value) {}
  Arg(std::string_view argName, const std::string& value) : name(argName), text(value) {}
  Arg(std::string_view argName, const char* value) : name(argName), text(value) {}
  Arg(std::string_view argName, double value);
  Arg(std::string_view argName, int value) : name(argName), text(std::to_string(value)) {}
  Arg(std::string_view argName, size_t value) : name(argName), text(std::to_string(value)) {}

  std::string_view name;
  std::string text;
};
using Args = std::vector<Arg>;

// Adds the texts of a document to `table`, nested keys joined by dots. Anything but texts and maps
// is an error ("wrong-type"), as is a key that the table holds already ("duplicate-key").
void addTexts(const Document& document, TextTable& table, Diagnostics& diagnostics);

// `pattern` with its {name}s replaced. A name without argument stays as it is, so that it is seen.
std::string fill(std::string_view pattern, const Args& args);

// The names in braces, each once, sorted.
std::set<std::string> argNames(std::string_view pattern);

// Plural form ("zero", "one", "two", "few", "many", "other") of a count in a language, by the
// cardinal rules of Unicode CLDR 42 for the languages we know; others follow English.
std::string_view pluralForm(std::string_view language, double count);

class Catalogue {
 public:
  // Reads every <folder>/<lang>.yaml. A broken file is reported and left out; names in braces that
  // differ from English are errors ("text-arguments").
  static Catalogue load(const FileSystem& files, const std::string& folder,
                        Diagnostics& diagnostics);

  // Adds a language's table; keys already there are kept.
  void add(const std::string& language, const TextTable& table);

  // The text of a key with its arguments. Missing in that language: English; there too: the key.
  std::string tr(std::string_view language, std::string_view key, const Args& args = {}) const;
  // Whether the language itself has the key (or its plural forms).
  bool has(std::string_view language, std::string_view key) const;
  // The unfilled text, with the same fallback to English; nullptr when there is none.
  const std::string* find(std::string_view language, std::string_view key) const;

  std::vector<std::string> languages() const;               // sorted
  const TextTable& table(std::string_view language) const;  // empty for an unknown language
  // Keys that English has and the language lacks, sorted. Plural forms that a language does not
  // use do not count.
  std::vector<std::string> missing(std::string_view language) const;
  // Code points of all texts of these languages, for a font's atlas.
  std::set<char32_t> glyphs(const std::vector<std::string>& languages) const;

 private:
  std::map<std::string, TextTable, std::less<>> tables_;
};

// Adds the code points of `text` to `glyphs`.
void addGlyphs(std::string_view text, std::set<char32_t>& glyphs);

}  // namespace shixun::text
