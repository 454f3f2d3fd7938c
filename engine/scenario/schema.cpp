#include "scenario/schema.h"

#include <algorithm>
#include <array>

namespace shixun::scenario {
namespace {

using text::NodeKind;

std::string quoted(std::string_view text) {
  constexpr size_t kLongest = 60;
  if (text.size() <= kLongest) return "'" + std::string(text) + "'";
  size_t cut = kLongest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return "'" + std::string(text.substr(0, cut)) + "…'";
}

std::string hintFor(std::string_view name, const std::vector<std::string>& valid,
                    std::string_view what) {
  const std::string nearest = nearestName(name, valid);
  if (!nearest.empty()) return "did you mean '" + nearest + "'?";
  return std::string(what) + ": " + listed(valid);
}

// The fields that a mapping may have, with those of its variant.
std::vector<const Field*> fieldsOf(Reader& reader, const Schema& schema, const text::Node& node) {
  std::vector<const Field*> fields;
  for (const Field& f : schema.fields) fields.push_back(&f);
  if (schema.selector.empty()) return fields;
  const text::Node* chosen = node.find(schema.selector);
  if (chosen == nullptr || !chosen->isScalar()) return fields;  // reported as missing or ill-typed
  std::vector<std::string> labels;
  for (const Variant& variant : schema.variants) {
    labels.emplace_back(variant.label);
    if (variant.label != chosen->text) continue;
    for (const Field& f : variant.fields) fields.push_back(&f);
    return fields;
  }
  reader.diagnostics.error(reader.document.at(*chosen), "unknown-choice",
                           quoted(chosen->text) + " is no " + std::string(schema.selector) +
                               " of " + std::string(schema.name),
                           hintFor(chosen->text, labels, "one of"));
  return {};
}

const text::Node* scalar(Reader& reader, const Field& field, const text::Node& node,
                         std::string_view expected) {
  if (node.isScalar()) return &node;
  reader.diagnostics.error(reader.document.at(node), "wrong-type",
                           "found " + std::string(describe(node.kind)) + " where '" +
                               std::string(field.key) + "' needs " + std::string(expected),
                           std::string(field.doc));
  return nullptr;
}

void wrongText(Reader& reader, const Field& field, const text::Node& node,
               std::string_view expected, std::string hint) {
  reader.diagnostics.error(
      reader.document.at(node), "wrong-type",
      quoted(node.text) + " where '" + std::string(field.key) + "' needs " + std::string(expected),
      std::move(hint));
}

bool isNameCharacter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool isName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isNameCharacter);
}

std::string_view exampleOf(const Dimension& d) {
  static constexpr std::pair<Dimension, std::string_view> kExamples[] = {
      {dimension::kLength, "4 mm"},      {dimension::kTime, "0.3 s"},
      {dimension::kCurrent, "16 A"},     {dimension::kAngle, "90 deg"},
      {dimension::kFrequency, "50 Hz"},  {dimension::kAngularVelocity, "1460 rpm"},
      {dimension::kVoltage, "230 V"},    {dimension::kResistance, "2 mOhm"},
      {dimension::kCapacitance, "1 nF"}, {dimension::kInductance, "10 mH"},
      {dimension::kPower, "2 W"},        {dimension::kTorque, "49 Nm"},
      {dimension::kInertia, "0.05 kgm2"}};
  for (const auto& [known, example] : kExamples) {
    if (known == d) return example;
  }
  return "42";
}

std::string unitHint(const Field& field) {
  if (field.options.anyDimension) return "write a number and its unit, such as 4 mm or 2 mOhm";
  return "write " + describe(field.options.dimension) + ", such as " +
         std::string(exampleOf(field.options.dimension));
}

// A quantity of the field's dimension, or nothing after a report.
std::optional<Quantity> quantity(Reader& reader, const Field& field, const text::Node& node) {
  const auto found = parseQuantity(node.text);
  const std::string key = "'" + std::string(field.key) + "'";
  if (!found) {
    const std::string number = node.text.substr(0, node.text.find_first_not_of("0123456789.+-eE"));
    const bool unit = parseNumber(number).has_value();
    reader.diagnostics.error(reader.document.at(node), "bad-quantity",
                             quoted(node.text) + " of " + key +
                                 (unit ? " has an unknown unit" : " is no number with a unit"),
                             unitHint(field));
    return std::nullopt;
  }
  // Nothing is nothing in every unit, but only a plain zero may leave its unit out.
  const bool fits = field.options.anyDimension || found->dimension == field.options.dimension;
  if (fits) return found;
  reader.diagnostics.error(reader.document.at(node), "wrong-unit",
                           quoted(node.text) + " is " + describe(found->dimension) + ", " + key +
                               " needs " + describe(field.options.dimension),
                           unitHint(field));
  return std::nullopt;
}

template <size_t kSize>
std::optional<std::array<double, kSize>> vector(Reader& reader, const Field& field,
                                                const text::Node& node) {
  if (!node.isSequence() || node.items.size() != kSize) {
    const std::string found = node.isSequence() ? "a list of " + std::to_string(node.items.size())
                                                : std::string(describe(node.kind));
    reader.diagnostics.error(reader.document.at(node), "wrong-type",
                             "found " + found + " where '" + std::string(field.key) +
                                 "' needs a list of " + std::to_string(kSize) + " numbers",
                             std::string(field.doc));
    return std::nullopt;
  }
  std::array<double, kSize> values = {};
  bool good = true;
  for (size_t i = 0; i < kSize; ++i) {
    const text::Node* item = scalar(reader, field, node.items[i], "a number");
    const auto value = item ? quantity(reader, field, *item) : std::nullopt;
    if (value) values.at(i) = value->value;
    good = good && value.has_value();
  }
  return good ? std::optional(values) : std::nullopt;
}

}  // namespace

void readGroup(Reader& reader, const Schema& schema, const text::Node& node, void* owner) {
  const std::vector<const Field*> fields = fieldsOf(reader, schema, node);
  if (fields.empty() && !schema.fields.empty()) return;  // an unknown variant: keys mean nothing
  std::vector<std::string> keys;
  for (const Field* f : fields) keys.emplace_back(f->key);
  for (const text::Entry& entry : node.entries) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field* f) { return f->key == entry.key; });
    if (found != fields.end()) {
      (*found)->read(reader, **found, entry.value, owner);
      continue;
    }
    reader.diagnostics.error(
        reader.document.at(entry), "unknown-key",
        quoted(entry.key) + " is no key of " + std::string(schema.name),
        keys.empty() ? "it has no keys" : hintFor(entry.key, keys, "the keys are"));
  }
  for (const Field* f : fields) {
    if (!f->options.required || node.find(f->key) != nullptr) continue;
    reader.diagnostics.error(
        reader.document.at(node), "missing-key",
        std::string(schema.name) + " lacks the key '" + std::string(f->key) + "'",
        "add it: " + std::string(f->doc));
  }
}

bool expectKind(Reader& reader, const Field& field, const text::Node& node, NodeKind kind) {
  if (node.kind == kind || node.kind == NodeKind::kNull) return true;
  reader.diagnostics.error(reader.document.at(node), "wrong-type",
                           "found " + std::string(describe(node.kind)) + " where '" +
                               std::string(field.key) + "' needs " + std::string(describe(kind)),
                           std::string(field.doc));
  return false;
}

void checkLength(Reader& reader, const Field& field, const text::Node& node) {
  const size_t size = node.items.size();
  // Lists of lists: the bounds belong to the inner lists.
  if (field.shape == Shape::kListOfLists && (size == 0 || node.items.front().isSequence())) return;
  if (size >= field.options.least && size <= field.options.most) return;
  const bool exact = field.options.least == field.options.most;
  const std::string bound = exact ? std::to_string(field.options.least)
                            : size < field.options.least
                                ? "at least " + std::to_string(field.options.least)
                                : "at most " + std::to_string(field.options.most);
  reader.diagnostics.error(
      reader.document.at(node), "wrong-length",
      "'" + std::string(field.key) + "' lists " + std::to_string(size) + ", it needs " + bound,
      std::string(field.doc));
}

bool checkName(Reader& reader, const text::Entry& entry) {
  if (isName(entry.key)) return true;
  reader.diagnostics.error(reader.document.at(entry), "bad-name", quoted(entry.key) + " is no name",
                           "use letters, digits and _ only, such as pole_1");
  return false;
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Word& out) {
  if (!scalar(reader, field, node, "a text")) return;
  const auto& choices = field.options.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), node.text) == choices.end()) {
    reader.diagnostics.error(reader.document.at(node), "unknown-choice",
                             quoted(node.text) + " is no value of '" + std::string(field.key) + "'",
                             hintFor(node.text, {choices.begin(), choices.end()}, "one of"));
    return;
  }
  out.value = node.text;
  out.at = reader.place(node);
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Located<bool>& out) {
  if (!scalar(reader, field, node, "true or false")) return;
  if (node.text != "true" && node.text != "false") {
    return wrongText(reader, field, node, "true or false", std::string(field.doc));
  }
  out = {node.text == "true", reader.place(node)};
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Located<int64_t>& out) {
  if (!scalar(reader, field, node, "a whole number")) return;
  const auto number = parseNumber(node.text);
  constexpr double kLargest = 9e15;  // exact in a double
  if (!number || *number < 0 || *number > kLargest ||
      static_cast<double>(static_cast<int64_t>(*number)) != *number) {
    return wrongText(reader, field, node, "a whole number", std::string(field.doc));
  }
  out = {static_cast<int64_t>(*number), reader.place(node)};
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Located<double>& out) {
  if (!scalar(reader, field, node, "a plain number")) return;
  const auto number = parseNumber(node.text);
  if (!number) {
    return wrongText(reader, field, node, "a plain number, without a unit", std::string(field.doc));
  }
  out = {*number, reader.place(node)};
}

void readValue(Reader& reader, const Field& field, const text::Node& node, QuantitySpec& out) {
  if (!scalar(reader, field, node, "a number with a unit")) return;
  const bool startsName = !node.text.empty() && isNameCharacter(node.text.front()) &&
                          (node.text.front() < '0' || node.text.front() > '9');
  if (reader.parameters && startsName && isName(node.text)) {
    out.parameter = node.text;
  } else if (const auto found = quantity(reader, field, node)) {
    out.quantity = *found;
  } else {
    return;
  }
  out.expected = field.options.dimension;
  out.anyDimension = field.options.anyDimension;
  out.sign = field.options.sign;
  out.at = reader.place(node);
  if (out.parameter.empty()) checkSign(reader.diagnostics, out, out.quantity.value);
}

void checkSign(Diagnostics& problems, const QuantitySpec& spec, double value) {
  const bool positive = spec.sign == Sign::kPositive;
  if (spec.sign == Sign::kAny || value > 0 || (value == 0 && !positive)) return;
  problems.error(spec.at.where(), "bad-value",
                 "this is " + std::string(value < 0 ? "below zero" : "zero"),
                 positive ? "it has to be above zero" : "it has to be zero or above");
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Located<Vec2>& out) {
  const auto values = vector<2>(reader, field, node);
  if (values) out = {Vec2((*values)[0], (*values)[1]), reader.place(node)};
}

void readValue(Reader& reader, const Field& field, const text::Node& node, Located<Vec3>& out) {
  const auto values = vector<3>(reader, field, node);
  if (values) out = {Vec3((*values)[0], (*values)[1], (*values)[2]), reader.place(node)};
}

void readValue(Reader& reader, const Field& field, const text::Node& node,
               Located<LocalText>& out) {
  if (!node.isMapping()) {
    reader.diagnostics.error(reader.document.at(node), "wrong-type",
                             "found " + std::string(describe(node.kind)) + " where '" +
                                 std::string(field.key) + "' needs a text in every language",
                             "write {en: ..., zh: ...}");
    return;
  }
  for (const text::Entry& entry : node.entries) {
    if (entry.value.isScalar()) {
      out.value[entry.key] = entry.value.text;
      continue;
    }
    reader.diagnostics.error(
        reader.document.at(entry), "wrong-type",
        "the language " + quoted(entry.key) + " of '" + std::string(field.key) + "' has no text",
        "put a text that holds a comma in quotes");
  }
  out.at = reader.place(node);
}

void readValue(Reader& reader, const Field& field, const text::Node& node, PlacementsSpec& out) {
  if (!expectKind(reader, field, node, NodeKind::kMapping)) return;
  out.at = reader.place(node);
  const Schema& schema = PlacementSpec::schema();
  const bool single = std::any_of(schema.fields.begin(), schema.fields.end(),
                                  [&](const Field& f) { return node.find(f.key) != nullptr; });
  if (single || node.entries.empty()) {
    readValue(reader, field, node, out.single);
  } else {
    readValue(reader, field, node, out.parts);
  }
}

void readValue(Reader& reader, const Field& field, const text::Node& node, SetSpec& out) {
  out.at = reader.place(node);
  if (node.isMapping() && node.entries.size() == 1 && node.entries[0].key == "pairs_of") {
    return readValue(reader, field, node.entries[0].value, out.pairsOf);
  }
  if (!node.isSequence()) {
    reader.diagnostics.error(
        reader.document.at(node), "wrong-type",
        "found " + std::string(describe(node.kind)) + " where a set needs a list of names",
        "write [a, b, c] or {pairs_of: another_set}");
    return;
  }
  readValue(reader, field, node, out.members);
}

void readValue(Reader& reader, const Field&, const text::Node& node, Raw& out) {
  out.at = reader.place(node);
}

}  // namespace shixun::scenario
