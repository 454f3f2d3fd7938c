#include "text/document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "text/utf8.h"

namespace shixun::text {
namespace {

// Byte positions of line starts, so that a place is found without counting from the top each time.
class Lines {
 public:
  explicit Lines(std::string_view source) : source_(source) {
    for (size_t i = 0; i < source.size(); ++i) {
      if (source[i] == '\n') starts_.push_back(i + 1);
    }
  }
  SourceLocation locate(std::string file, size_t offset) const {
    offset = std::min(offset, source_.size());
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const size_t line = static_cast<size_t>(next - starts_.begin());
    // Places are asked for from left to right, so that in a line of megabytes each one is counted
    // from the last.
    if (line != line_ || offset < offset_) {
      line_ = line;
      offset_ = starts_[line - 1];
      column_ = 1;
    }
    column_ += countCodePoints(source_.substr(offset_, offset - offset_));
    offset_ = offset;
    return {std::move(file), static_cast<int>(line), static_cast<int>(column_)};
  }
  size_t offsetOf(size_t line, size_t byteColumn) const {
    const size_t start = starts_[std::min(line, starts_.size() - 1)];
    return std::min(start + byteColumn, source_.size());
  }

  std::string_view source() const { return source_; }

 private:
  std::string_view source_;
  std::vector<size_t> starts_ = {0};
  mutable size_t line_ = 0, offset_ = 0, column_ = 1;  // of the last place
};

bool isSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Past an anchor or tag, which yaml-cpp counts as the start of the value.
size_t skipProperties(std::string_view source, size_t at) {
  while (at < source.size() && (source[at] == '&' || source[at] == '!')) {
    while (at < source.size() && !isSpace(source[at])) ++at;
    while (at < source.size() && isSpace(source[at])) ++at;
  }
  return at;
}

// Thrown inside this file only, to leave yaml-cpp's parser early.
struct Refusal {
  size_t offset;
  std::string code;
  std::string message;
  std::string hint;
};

size_t countNodes(const Node& node) {
  size_t count = 1;
  for (const Node& item : node.items) count += countNodes(item);
  for (const Entry& entry : node.entries) count += countNodes(entry.value);
  return count;
}

size_t depthOf(const Node& node) {
  size_t deepest = 0;
  for (const Node& item : node.items) deepest = std::max(deepest, depthOf(item));
  for (const Entry& entry : node.entries) deepest = std::max(deepest, depthOf(entry.value));
  return deepest + 1;
}

class Builder final : public YAML::EventHandler {
 public:
  Builder(const std::string& file, const Lines& lines, const Limits& limits,
          Diagnostics& diagnostics)
      : file_(file), lines_(lines), limits_(limits), diagnostics_(diagnostics) {}

  Node root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(begin(mark, NodeKind::kNull), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw Refusal{offsetOf(mark), "bad-yaml", "the alias stands inside what it repeats",
                    "write the value out"};
    }
    spend(countNodes(found->second), mark);
    if (open_.size() + depthOf(found->second) > limits_.depth) refuseDepth(offsetOf(mark));
    add(found->second, 0);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    checkTag(mark, tag);
    Node node = begin(mark, NodeKind::kScalar);
    node.text = value;
    node.quoted = tag == "!";
    if (node.quoted) refuseOpenQuote(node.offset);
    add(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, NodeKind::kSequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, NodeKind::kMapping);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor = 0;
    bool hasKey = false;     // a key was read and waits for its value
    bool dropValue = false;  // the key is a repetition
    Entry entry;
    std::set<std::string> keys;
  };

  size_t offsetOf(const YAML::Mark& mark) const {
    return lines_.offsetOf(static_cast<size_t>(std::max(mark.line, 0)),
                           static_cast<size_t>(std::max(mark.column, 0)));
  }
  void spend(size_t nodes, const YAML::Mark& mark) {
    used_ += nodes;
    if (used_ <= limits_.nodes) return;
    throw Refusal{offsetOf(mark), "too-large",
                  "more than " + std::to_string(limits_.nodes) + " values in one file",
                  "split the file, or write out what aliases repeat"};
  }
  [[noreturn]] void refuseDepth(size_t offset) const {
    throw Refusal{offset, "too-large",
                  "nested more than " + std::to_string(limits_.depth) + " levels deep",
                  "no file of this kind needs that; look for brackets that are never closed"};
  }
  void checkTag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refusal{offsetOf(mark), "bad-yaml", "the YAML tag '" + tag + "' is not used here",
                  "remove it; quote a text that starts with '!'"};
  }
  // yaml-cpp takes the end of the file for the end of a quoted text.
  void refuseOpenQuote(size_t offset) const {
    const std::string_view source = lines_.source();
    const size_t start = skipProperties(source, offset);
    const char quote = start < source.size() ? source[start] : '|';
    if (quote != '"' && quote != '\'') return;
    for (size_t i = start + 1; i < source.size(); ++i) {
      const bool doubled = quote == '\'' && i + 1 < source.size() && source[i + 1] == quote;
      if ((quote == '"' && source[i] == '\\') || (source[i] == quote && doubled)) {
        ++i;
      } else if (source[i] == quote) {
        return;
      }
    }
    throw Refusal{start, "bad-yaml", "this quote is never closed", "close it where the text ends"};
  }
  Node begin(const YAML::Mark& mark, NodeKind kind) {
    spend(1, mark);
    Node node;
    node.kind = kind;
    const size_t offset = offsetOf(mark);
    const SourceLocation where = lines_.locate({}, offset);
    node.line = where.line;
    node.column = where.column;
    node.offset = static_cast<uint32_t>(offset);
    return node;
  }
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, NodeKind kind) {
    checkTag(mark, tag);
    if (open_.size() + 1 > limits_.depth) refuseDepth(offsetOf(mark));
    Node node = begin(mark, kind);
    refuseKey(node);
    open_.push_back({std::move(node), anchor, false, false, {}, {}});
  }
  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    add(std::move(done.node), done.anchor);
  }
  // Keys are plain texts: a list or map as a key is a slip, usually a lost quote or a stray '?'.
  void refuseKey(const Node& node) const {
    if (open_.empty()) return;
    const Open& parent = open_.back();
    if (parent.node.kind != NodeKind::kMapping || parent.hasKey) return;
    throw Refusal{node.offset, "bad-yaml", "a key must be a text, this one is not",
                  "put the key in quotes"};
  }
  void add(Node node, YAML::anchor_t anchor) {
    if (anchor != 0) {
      spendCopy(node);
      anchors_[anchor] = node;
    }
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == NodeKind::kSequence) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.hasKey) {
      addKey(parent, node);
    } else {
      parent.hasKey = false;
      if (parent.dropValue) return;
      parent.entry.value = std::move(node);
      parent.node.entries.push_back(std::move(parent.entry));
    }
  }
  void spendCopy(const Node& node) {
    YAML::Mark mark;
    mark.line = node.line - 1;
    spend(countNodes(node), mark);
  }
  void addKey(Open& parent, const Node& node) {
    if (!node.isScalar()) refuseKey(node);
    parent.hasKey = true;
    parent.dropValue = !parent.keys.insert(node.text).second;
    parent.entry = {node.text, node.line, node.column, {}};
    if (!parent.dropValue) return;
    const Entry* first = nullptr;
    for (const Entry& e : parent.node.entries) first = e.key == node.text ? &e : first;
    diagnostics_.error({file_, node.line, node.column}, "duplicate-key",
                       "the key '" + node.text + "' is given twice" +
                           (first ? ", first on line " + std::to_string(first->line) : ""),
                       "remove or rename one of them");
  }

  const std::string& file_;
  const Lines& lines_;
  const Limits& limits_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  size_t used_ = 0;
};

// yaml-cpp's words, first letter lowered so that they follow our "file:line:col:".
std::string lowered(std::string message) {
  if (message.size() > 1 && message[0] >= 'A' && message[0] <= 'Z') message[0] += 'a' - 'A';
  return message;
}

bool refuseBytes(const std::string& source, const std::string& file, const Limits& limits,
                 Diagnostics& diagnostics) {
  if (source.size() > limits.bytes) {
    diagnostics.error({file, 0, 0}, "too-large",
                      "the file has " + std::to_string(source.size()) + " bytes, at most " +
                          std::to_string(limits.bytes) + " are read",
                      "split the file");
    return true;
  }
  const auto broken = findNotText(source);
  if (!broken) return false;
  diagnostics.error(Lines(source).locate(file, *broken), "bad-yaml", "a byte that is no UTF-8 text",
                    "save the file as UTF-8");
  return true;
}

// Brackets are counted before parsing because yaml-cpp's scanner keeps growing state for each one
// long before it reports the nesting. Quotes and comments are not told apart: a file that is
// refused wrongly would need that many open brackets in its texts.
std::optional<size_t> findDeepBracket(std::string_view source) {
  constexpr int kDeepest = 200;
  int depth = 0;
  for (size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '[' || source[i] == '{') ++depth;
    if ((source[i] == ']' || source[i] == '}') && depth > 0) --depth;
    if (depth > kDeepest) return i;
  }
  return std::nullopt;
}

void parseInto(Builder& builder, const std::string& source) {
  std::istringstream stream(source);
  YAML::Parser parser(stream);
  if (!parser.HandleNextDocument(builder)) return;  // an empty file: the root stays null
  Builder second = builder;
  if (parser.HandleNextDocument(second)) {
    throw Refusal{second.root.offset, "bad-yaml", "a second document begins here",
                  "keep one document a file"};
  }
}

}  // namespace

std::string_view describe(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return "nothing";
    case NodeKind::kScalar:
      return "a text";
    case NodeKind::kSequence:
      return "a list";
    case NodeKind::kMapping:
      return "a map of keys";
  }
  return "";
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

SourceLocation Document::at(const Node& scalar, size_t offset) const {
  size_t at = skipProperties(source, scalar.offset);
  if (at >= source.size()) return this->at(scalar);
  const char opening = source[at];
  const bool block = opening == '|' || opening == '>';
  const bool quotes = opening == '"' || opening == '\'';
  if (scalar.quoted && block) {
    at = std::min(source.find('\n', at), source.size());
  } else if (scalar.quoted && quotes) {
    ++at;
  }
  // Spaces may have been folded, so only what is not space is counted.
  for (size_t i = 0; i <= std::min(offset, scalar.text.size()); ++i) {
    if (i < scalar.text.size() && isSpace(scalar.text[i])) continue;
    while (at < source.size() && isSpace(source[at])) ++at;
    if (i == offset || i == scalar.text.size()) break;
    if (quotes && (source[at] == '\\' || (opening == '\'' && source[at] == '\''))) ++at;
    ++at;
    if (at >= source.size()) break;
  }
  // Counted from the scalar's own place: a file may hold thousands of formulas.
  at = std::min(at, source.size());
  const std::string_view before = std::string_view(source).substr(0, at);
  const auto newlines = std::count(before.begin() + scalar.offset, before.end(), '\n');
  const size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  const size_t column = countCodePoints(before.substr(start)) + 1;
  return {file, scalar.line + static_cast<int>(newlines), static_cast<int>(column)};
}

std::optional<Document> parseDocument(std::string source, std::string file,
                                      Diagnostics& diagnostics, const Limits& limits) {
  if (source.starts_with("\xEF\xBB\xBF")) source.erase(0, 3);
  if (refuseBytes(source, file, limits, diagnostics)) return std::nullopt;
  const Lines lines(source);
  Builder builder(file, lines, limits, diagnostics);
  try {
    if (const auto deep = findDeepBracket(source)) {
      throw Refusal{*deep, "too-large", "more than 200 brackets are open",
                    "look for brackets that are never closed"};
    }
    parseInto(builder, source);
  } catch (const Refusal& refusal) {
    diagnostics.error(lines.locate(file, refusal.offset), refusal.code, refusal.message,
                      refusal.hint);
    return std::nullopt;
  } catch (const YAML::Exception& trouble) {
    const bool placed = trouble.mark.line >= 0 && trouble.mark.column >= 0;
    const size_t offset = placed ? lines.offsetOf(static_cast<size_t>(trouble.mark.line),
                                                  static_cast<size_t>(trouble.mark.column))
                                 : 0;
    diagnostics.error(lines.locate(file, offset), "bad-yaml", lowered(trouble.msg),
                      "compare indentation, colons, quotes and brackets with the lines around");
    return std::nullopt;
  } catch (const std::exception& trouble) {
    diagnostics.error({file, 0, 0}, "bad-yaml", lowered(trouble.what()));
    return std::nullopt;
  }
  return Document{std::move(file), std::move(source), std::move(builder.root)};
}

std::optional<Document> readDocument(const FileSystem& files, const std::string& path,
                                     Diagnostics& diagnostics, const Limits& limits) {
  Result<std::string> content = files.read(path, limits.bytes);
  if (!content) {
    diagnostics.error({path, 0, 0}, "unreadable-file", content.status().message(),
                      "check that the file is there and may be read");
    return std::nullopt;
  }
  return parseDocument(std::move(content).value(), path, diagnostics, limits);
}

}  // namespace shixun::text
