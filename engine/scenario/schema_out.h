// The tables of schema.h for other readers: JSON Schema for editors, Markdown for authors.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace shixun::scenario {

enum class FileKind : uint8_t { kScenario, kEquipment, kWalkthrough, kText };

inline constexpr std::array kFileKinds = {FileKind::kScenario, FileKind::kEquipment,
                                          FileKind::kWalkthrough, FileKind::kText};

// "scenario", "equipment", "walkthrough", "text".
std::string_view fileKindName(FileKind kind);
std::optional<FileKind> findFileKind(std::string_view name);

// JSON Schema, draft 7: the newest that editors' YAML support reads in full (it knows nothing of
// `unevaluatedProperties`, so every variant lists all of its keys). Indented JSON.
//
// It says what a file's shape tells: keys, types, units, choices, lengths. What takes other files
// or another key to know (names, formulas, duplicate codes) is for `check`.
std::string jsonSchema(FileKind kind);

// The same as Markdown: of every kind of file all keys with type and unit, whether they are needed,
// what holds without them and what they mean; then commands and events.
std::string schemaReference();

}  // namespace shixun::scenario
