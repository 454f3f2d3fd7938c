// Document: an authored YAML file as a tree in which every key and value knows its line and column.
//
// Scalars stay text ("4 mm", "on", "0x10"): what a text means is decided by who reads it, so that
// YAML's own guesses (on = true) never change an author's word. Reading is safe against hostile
// files: size, depth and the growth by aliases are bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/file.h"

namespace shixun::text {

enum class NodeKind : uint8_t { kNull, kScalar, kSequence, kMapping };

// "a text", "a list", ... as messages say it.
std::string_view describe(NodeKind kind);

struct Entry;

struct Node {
  NodeKind kind = NodeKind::kNull;
  std::string text;            // kScalar: its value, escapes and folding undone
  bool quoted = false;         // kScalar: written in quotes or as a block
  int line = 0;                // from 1; where the value starts
  int column = 0;              // from 1, in characters
  uint32_t offset = 0;         // the same place in Document::source, in bytes
  std::vector<Node> items;     // kSequence
  std::vector<Entry> entries;  // kMapping, in file order, keys unique

  bool isScalar() const { return kind == NodeKind::kScalar; }
  bool isSequence() const { return kind == NodeKind::kSequence; }
  bool isMapping() const { return kind == NodeKind::kMapping; }
  // The value of a key; nullptr when this is no mapping or has no such key.
  const Node* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  int line = 0;  // where the key is
  int column = 0;
  Node value;
};

struct Document {
  std::string file;    // as messages name it
  std::string source;  // the whole text, as read
  Node root;

  SourceLocation at(const Node& node) const { return {file, node.line, node.column}; }
  SourceLocation at(const Entry& entry) const { return {file, entry.line, entry.column}; }
  // Where byte `offset` of a scalar's text stands in the file: right for plain scalars and blocks
  // over several lines, and for quoted ones whose escapes are \" \\ or ''.
  SourceLocation at(const Node& scalar, size_t offset) const;
};

struct Limits {
  uint64_t bytes = 2u << 20;  // of the file
  uint32_t depth = 64;        // of nesting
  uint32_t nodes = 200'000;   // after aliases are expanded
};

// Parses `source`. nullopt when it is no YAML of one document (code "bad-yaml") or passes a limit
// ("too-large"). A key given twice is an error ("duplicate-key") too, but the first one is kept and
// the document returned so that all further problems can be shown at once.
std::optional<Document> parseDocument(std::string source, std::string file,
                                      Diagnostics& diagnostics, const Limits& limits = {});

// Reads `path` and parses it; a file that cannot be read is an error ("unreadable-file").
std::optional<Document> readDocument(const FileSystem& files, const std::string& path,
                                     Diagnostics& diagnostics, const Limits& limits = {});

}  // namespace shixun::text
