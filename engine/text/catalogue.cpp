#include "text/catalogue.h"

#include <algorithm>
#include <array>

#include "core/quantity.h"
#include "text/utf8.h"

namespace shixun::text {
namespace {

constexpr std::array<std::string_view, 6> kForms = {"zero", "one", "two", "few", "many", "other"};
constexpr std::string_view kFallback = "en";

void addNode(const Document& document, const Node& node, const std::string& key, TextTable& table,
             Diagnostics& diagnostics) {
  if (node.isMapping()) {
    for (const Entry& entry : node.entries) {
      addNode(document, entry.value, key.empty() ? entry.key : key + "." + entry.key, table,
              diagnostics);
    }
    return;
  }
  if (key.empty() && node.kind == NodeKind::kNull) return;  // an empty file
  if (!node.isScalar()) {
    diagnostics.error(
        document.at(node), "wrong-type",
        "found " + std::string(describe(node.kind)) + " where '" + key + "' needs a text",
        "write the text, in quotes if it has special characters");
    table.emplace(key, "");  // it is there, so nobody need miss it
  } else if (!table.emplace(key, node.text).second) {
    diagnostics.error(document.at(node), "duplicate-key", "the text '" + key + "' is given twice",
                      "remove one of them");
  }
}

// "findings.one" -> "findings"; empty when the key does not end in a plural form.
std::string_view withoutForm(std::string_view key) {
  const size_t dot = key.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view form = key.substr(dot + 1);
  const bool isForm = std::find(kForms.begin(), kForms.end(), form) != kForms.end();
  return isForm ? key.substr(0, dot) : std::string_view{};
}

std::string_view primaryLanguage(std::string_view language) {
  return language.substr(0, language.find_first_of("-_"));
}

bool isOneOf(std::string_view language, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), language) != list.end();
}

std::string_view slavicForm(std::string_view language, long long n) {
  const long long ten = n % 10;
  const long long hundred = n % 100;
  const bool one = language == "pl" ? n == 1 : ten == 1 && hundred != 11;
  if (one) return "one";
  if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)) return "few";
  return "many";
}

void checkArguments(const std::string& file, const TextTable& english, const TextTable& other,
                    Diagnostics& diagnostics) {
  for (const auto& [key, text] : other) {
    const auto found = english.find(key);
    if (found == english.end() || !withoutForm(key).empty()) continue;
    if (argNames(found->second) == argNames(text)) continue;
    diagnostics.error({file, 0, 0}, "text-arguments",
                      "the names in braces of '" + key + "' differ from English: '" + text +
                          "', English '" + found->second + "'",
                      "use the same names");
  }
}

}  // namespace

Arg::Arg(std::string_view argName, double value) : name(argName), text(formatNumber(value)) {}

void addTexts(const Document& document, TextTable& table, Diagnostics& diagnostics) {
  addNode(document, document.root, "", table, diagnostics);
}

std::string fill(std::string_view pattern, const Args& args) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if ((c == '{' || c == '}') && i + 1 < pattern.size() && pattern[i + 1] == c) {
      out += c;
      ++i;
      continue;
    }
    const size_t end = c == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += c;
      continue;
    }
    const std::string_view name = pattern.substr(i + 1, end - i - 1);
    const auto arg =
        std::find_if(args.begin(), args.end(), [&](const Arg& a) { return a.name == name; });
    out += arg == args.end() ? std::string(pattern.substr(i, end - i + 1)) : arg->text;
    i = end;
  }
  return out;
}

std::set<std::string> argNames(std::string_view pattern) {
  std::set<std::string> names;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') continue;
    if (i + 1 < pattern.size() && pattern[i + 1] == '{') {
      ++i;
      continue;
    }
    const size_t end = pattern.find('}', i);
    if (end == std::string_view::npos) break;
    names.emplace(pattern.substr(i + 1, end - i - 1));
    i = end;
  }
  return names;
}

std::string_view pluralForm(std::string_view language, double count) {
  const std::string_view primary = primaryLanguage(language);
  if (isOneOf(primary, {"zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my"})) return "other";
  const double size = count < 0 ? -count : count;
  const bool whole = size < 1e15 && static_cast<double>(static_cast<long long>(size)) == size;
  if (isOneOf(primary, {"fr", "pt"})) return size < 2 ? "one" : "other";
  if (!whole) return "other";
  const auto n = static_cast<long long>(size);
  if (isOneOf(primary, {"ru", "uk", "be", "pl"})) return slavicForm(primary, n);
  if (isOneOf(primary, {"cs", "sk"})) return n == 1 ? "one" : n >= 2 && n <= 4 ? "few" : "other";
  if (primary == "ar") {
    if (n <= 2) return kForms.at(static_cast<size_t>(n));
    if (n % 100 >= 3 && n % 100 <= 10) return "few";
    return n % 100 >= 11 ? "many" : "other";
  }
  return n == 1 ? "one" : "other";
}

Catalogue Catalogue::load(const FileSystem& files, const std::string& folder,
                          Diagnostics& diagnostics) {
  Catalogue catalogue;
  const auto names = files.list(folder);
  if (!names) {
    diagnostics.error({folder, 0, 0}, "unreadable-file", names.status().message(),
                      "the program's texts belong there");
    return catalogue;
  }
  constexpr std::string_view kEnding = ".yaml";
  for (const std::string& name : *names) {
    if (!name.ends_with(kEnding)) continue;
    const auto document = readDocument(files, joinPath(folder, name), diagnostics);
    if (!document) continue;
    TextTable table;
    addTexts(*document, table, diagnostics);
    catalogue.add(name.substr(0, name.size() - kEnding.size()), table);
  }
  if (!catalogue.tables_.contains(kFallback)) {
    const std::string file = std::string(kFallback) + ".yaml";
    diagnostics.error({joinPath(folder, file), 0, 0}, "missing-file",
                      "the program's own texts are missing: there is no readable " + file,
                      "bring it back from the program's sources");
  }
  for (const auto& [language, table] : catalogue.tables_) {
    if (language == kFallback) continue;
    checkArguments(joinPath(folder, language + ".yaml"), catalogue.table(kFallback), table,
                   diagnostics);
  }
  return catalogue;
}

void Catalogue::add(const std::string& language, const TextTable& table) {
  tables_[language].insert(table.begin(), table.end());
}

const TextTable& Catalogue::table(std::string_view language) const {
  static const TextTable kEmpty;
  const auto found = tables_.find(language);
  return found == tables_.end() ? kEmpty : found->second;
}

const std::string* Catalogue::find(std::string_view language, std::string_view key) const {
  for (const std::string_view candidate : {language, kFallback}) {
    const TextTable& texts = table(candidate);
    const auto found = texts.find(std::string(key));
    if (found != texts.end()) return &found->second;
  }
  return nullptr;
}

std::string Catalogue::tr(std::string_view language, std::string_view key, const Args& args) const {
  for (const std::string_view candidate : {language, kFallback}) {
    const TextTable& texts = table(candidate);
    auto found = texts.find(std::string(key));
    if (found == texts.end()) {
      const auto count =
          std::find_if(args.begin(), args.end(), [](const Arg& a) { return a.name == "count"; });
      if (count == args.end()) continue;
      const double number = parseNumber(count->text).value_or(0);
      const std::string stem = std::string(key) + ".";
      found = texts.find(stem + std::string(pluralForm(candidate, number)));
      if (found == texts.end()) found = texts.find(stem + "other");
    }
    if (found != texts.end()) return fill(found->second, args);
  }
  return std::string(key);
}

bool Catalogue::has(std::string_view language, std::string_view key) const {
  const TextTable& texts = table(language);
  return texts.contains(std::string(key)) || texts.contains(std::string(key) + ".other");
}

std::vector<std::string> Catalogue::languages() const {
  std::vector<std::string> list;
  for (const auto& [language, table] : tables_) list.push_back(language);
  return list;
}

std::vector<std::string> Catalogue::missing(std::string_view language) const {
  std::vector<std::string> list;
  const TextTable& texts = table(language);
  for (const auto& [key, text] : table(kFallback)) {
    const std::string_view stem = withoutForm(key);
    const bool plural = !stem.empty() && texts.contains(std::string(stem) + ".other");
    if (!texts.contains(key) && !plural) list.push_back(key);
  }
  return list;
}

std::set<char32_t> Catalogue::glyphs(const std::vector<std::string>& languages) const {
  std::set<char32_t> glyphs;
  for (const std::string& language : languages) {
    for (const auto& [key, text] : table(language)) addGlyphs(text, glyphs);
  }
  return glyphs;
}

void addGlyphs(std::string_view text, std::set<char32_t>& glyphs) {
  for (size_t at = 0; at < text.size();) glyphs.insert(nextCodePoint(text, at));
}

}  // namespace shixun::text
