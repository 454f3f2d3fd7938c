// Schema: one table per kind of group says which keys it has, of what type and unit, which are
// required, and what they mean. The same table reads files, checks them and describes them.
//
// A table is a list of field<&Spec::member>("key", "what it means", {options}); the member's type
// is the key's type.
#pragma once

#include <string_view>
#include <type_traits>
#include <vector>

#include "scenario/scenario_spec.h"
#include "scenario/spec.h"

namespace shixun::scenario {

struct Reader {
  const text::Document& document;
  Diagnostics& diagnostics;
  bool parameters = false;  // may a name stand for a quantity?

  Place place(const text::Node& node) const { return {&document, &node}; }
};

enum class ValueKind : uint8_t {
  kWord,
  kFormula,
  kTextKey,
  kBoolean,
  kCount,     // a whole number
  kNumber,    // a plain number
  kQuantity,  // a number with a unit, or a parameter's name
  kVector2,
  kVector3,
  kLocalText,   // a map language -> text
  kGroup,       // a map with the keys of `child`
  kPlacements,  // a group `child`, or a map of them by part
  kSet,         // a list of names or {pairs_of: name}
  kRaw,         // a command or effect: see vocabulary.h
};

enum class Shape : uint8_t { kOne, kList, kListOfLists, kMap, kMapOfLists };

// What a kRaw value is.
enum class RawKind : uint8_t {
  kCommand,  // as readCommand() reads it
  kScript,   // the same with `after` and `id`
  kEffect,   // what a person does: some of the commands, and {repair: fault}
};

struct FieldOptions {
  bool required = false;
  Dimension dimension = {};
  bool anyDimension = false;
  std::vector<std::string_view> choices = {};
  size_t least = 0;  // of a list: at least so many
  size_t most = SIZE_MAX;
  Sign sign = Sign::kAny;  // of a quantity
  RawKind raw = RawKind::kCommand;
  std::string_view otherwise = {};  // what holds when the key is left out, as a file would write it
  bool signatures = false;          // of a map: names may have parameters, near(p)
};

struct Field {
  std::string_view key;
  std::string_view doc;
  FieldOptions options;
  ValueKind kind = ValueKind::kWord;
  Shape shape = Shape::kOne;
  const Schema& (*child)() = nullptr;
  void (*read)(Reader& reader, const Field& field, const text::Node& node, void* owner) = nullptr;
};

struct Variant {
  std::string_view label;  // value of the selector
  std::vector<Field> fields;
};

struct Schema {
  std::string_view name;  // "a control", as messages say it
  std::vector<Field> fields;
  std::string_view selector = {};  // the key that chooses a variant; empty: none
  std::vector<Variant> variants = {};
};

// A group that is no mapping is reported and left out of its list or map, so every group that is
// there has a place.
//
// Reads all keys of a mapping into `owner`, the spec that `schema` belongs to. Reports unknown,
// missing and ill-typed ones.
void readGroup(Reader& reader, const Schema& schema, const text::Node& node, void* owner);

// One value. Each reports what is wrong and then leaves `out` as it was.
void readValue(Reader&, const Field&, const text::Node&, Word& out);
void readValue(Reader&, const Field&, const text::Node&, Located<bool>& out);
void readValue(Reader&, const Field&, const text::Node&, Located<int64_t>& out);
void readValue(Reader&, const Field&, const text::Node&, Located<double>& out);
void readValue(Reader&, const Field&, const text::Node&, QuantitySpec& out);
// Reports "bad-value" when a value has not the sign that `spec` needs.
void checkSign(Diagnostics& problems, const QuantitySpec& spec, double value);
void readValue(Reader&, const Field&, const text::Node&, Located<Vec2>& out);
void readValue(Reader&, const Field&, const text::Node&, Located<Vec3>& out);
void readValue(Reader&, const Field&, const text::Node&, Located<LocalText>& out);
void readValue(Reader&, const Field&, const text::Node&, PlacementsSpec& out);
void readValue(Reader&, const Field&, const text::Node&, SetSpec& out);
void readValue(Reader&, const Field&, const text::Node&, Raw& out);

// Reports "wrong-type" unless the node is of that kind; nothing at all counts as an empty list or
// map. Returns whether to go on.
bool expectKind(Reader&, const Field&, const text::Node&, text::NodeKind kind);
// Reports "wrong-length" and "bad-name".
void checkLength(Reader&, const Field&, const text::Node&);
bool checkName(Reader&, const text::Entry&);

template <typename T>
concept IsGroup = std::is_base_of_v<Group, T>;

template <IsGroup T>
void readValue(Reader& reader, const Field& field, const text::Node& node, T& out) {
  if (!expectKind(reader, field, node, text::NodeKind::kMapping)) return;
  out.at = reader.place(node);
  readGroup(reader, T::schema(), node, &out);
}

template <typename T>
void readValue(Reader& reader, const Field& field, const text::Node& node, std::optional<T>& out) {
  readValue(reader, field, node, out.emplace());
  if constexpr (IsGroup<T>) {
    if (!out->at) out.reset();
  }
}

template <typename T>
void readValue(Reader& reader, const Field& field, const text::Node& node, std::vector<T>& out) {
  if (!expectKind(reader, field, node, text::NodeKind::kSequence)) return;
  checkLength(reader, field, node);
  for (const text::Node& item : node.items) {
    readValue(reader, field, item, out.emplace_back());
    if constexpr (IsGroup<T>) {
      if (!out.back().at) out.pop_back();
    }
  }
}

template <typename T>
void readValue(Reader& reader, const Field& field, const text::Node& node, Named<T>& out) {
  if (!expectKind(reader, field, node, text::NodeKind::kMapping)) return;
  for (const text::Entry& entry : node.entries) {
    if (!field.options.signatures && !checkName(reader, entry)) continue;
    NamedItem<T>& item = out.emplace_back();
    item.name = entry.key;
    item.where = reader.document.at(entry);
    readValue(reader, field, entry.value, item.value);
    if constexpr (IsGroup<T>) {
      if (!item.value.at) out.pop_back();
    }
  }
}

// What the member's type says about a field.
template <typename T>
struct TypeOf {
  static constexpr ValueKind kKind = IsGroup<T> ? ValueKind::kGroup : ValueKind::kRaw;
  static constexpr Shape kShape = Shape::kOne;
  using Element = T;
};
#define SHIXUN_VALUE_KIND(type, value)           \
  template <>                                    \
  struct TypeOf<type> {                          \
    static constexpr ValueKind kKind = (value);  \
    static constexpr Shape kShape = Shape::kOne; \
    using Element = type;                        \
  }
SHIXUN_VALUE_KIND(Word, ValueKind::kWord);
SHIXUN_VALUE_KIND(Formula, ValueKind::kFormula);
SHIXUN_VALUE_KIND(TextKey, ValueKind::kTextKey);
SHIXUN_VALUE_KIND(Located<bool>, ValueKind::kBoolean);
SHIXUN_VALUE_KIND(Located<int64_t>, ValueKind::kCount);
SHIXUN_VALUE_KIND(Located<double>, ValueKind::kNumber);
SHIXUN_VALUE_KIND(QuantitySpec, ValueKind::kQuantity);
SHIXUN_VALUE_KIND(Located<Vec2>, ValueKind::kVector2);
SHIXUN_VALUE_KIND(Located<Vec3>, ValueKind::kVector3);
SHIXUN_VALUE_KIND(Located<LocalText>, ValueKind::kLocalText);
SHIXUN_VALUE_KIND(PlacementsSpec, ValueKind::kPlacements);
SHIXUN_VALUE_KIND(SetSpec, ValueKind::kSet);
#undef SHIXUN_VALUE_KIND
template <typename T>
struct TypeOf<std::optional<T>> : TypeOf<T> {};
template <typename T>
struct TypeOf<std::vector<T>> : TypeOf<T> {
  static constexpr Shape kShape =
      TypeOf<T>::kShape == Shape::kList ? Shape::kListOfLists : Shape::kList;
};
template <typename T>
struct TypeOf<Named<T>> : TypeOf<T> {
  static constexpr Shape kShape =
      TypeOf<T>::kShape == Shape::kList ? Shape::kMapOfLists : Shape::kMap;
};

template <typename S, typename T>
S ownerOf(T S::*);
template <typename S, typename T>
T memberOf(T S::*);

template <auto kMember>
Field field(std::string_view key, std::string_view doc, FieldOptions options = {}) {
  using Owner = decltype(ownerOf(kMember));
  using Member = decltype(memberOf(kMember));
  using Type = TypeOf<Member>;
  Field f{key, doc, std::move(options), Type::kKind, Type::kShape};
  if constexpr (IsGroup<typename Type::Element>) f.child = &Type::Element::schema;
  f.read = [](Reader& reader, const Field& self, const text::Node& node, void* owner) {
    readValue(reader, self, node, static_cast<Owner*>(owner)->*kMember);
  };
  return f;
}

}  // namespace shixun::scenario
