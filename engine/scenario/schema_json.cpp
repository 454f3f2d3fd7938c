// JSON Schema out of the tables.
#include <nlohmann/json.hpp>
#include <set>

#include "scenario/schema.h"
#include "scenario/schema_out.h"
#include "scenario/sources.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kKinds[] = {"scenario", "equipment", "walkthrough", "text"};

// As isName() of the reader, as a set of characters.
constexpr std::string_view kNameSet = "(?:[A-Za-z0-9_]|[^\\u0000-\\u007F])";
constexpr std::string_view kFirstOfName = "(?:[A-Za-z_]|[^\\u0000-\\u007F])";

// A regular expression's own characters in a unit's name.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '/' || c == '.') out += '\\';
    out += c;
  }
  return out;
}

// What parseQuantity() takes for a number.
std::string numberPattern(Sign sign) {
  const std::string digits = "(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";
  if (sign == Sign::kAny) return "[+-]?" + digits;
  if (sign == Sign::kNotNegative) return "\\+?" + digits;
  return "\\+?(?=[0.]*[1-9])" + digits;  // some digit is not zero
}

std::string quantityPattern(const FieldOptions& options, bool parameters) {
  std::string units;
  if (options.anyDimension) {
    units = "[A-Za-z%][A-Za-z0-9%/]*";
  } else {
    for (const std::string& unit : unitsOf(options.dimension)) {
      units += (units.empty() ? "" : "|") + escaped(unit);
    }
  }
  const bool plain = options.anyDimension || options.dimension.none();
  std::string pattern = numberPattern(options.sign) + " *(?:" + units + ")" + (plain ? "?" : "");
  if (parameters) {
    pattern = "(?:" + pattern + ")|" + std::string(kFirstOfName) + std::string(kNameSet) + "*";
  }
  return "^(?:" + pattern + ")$";
}

std::string wantedQuantity(const FieldOptions& options) {
  if (options.anyDimension) return "a number with its unit";
  std::string text = describe(options.dimension);
  if (options.sign == Sign::kPositive) text += ", above zero";
  if (options.sign == Sign::kNotNegative) text += ", zero or above";
  return text;
}

Json reference(const std::string& definition) {
  return {{"$ref", "#/definitions/" + definition}};
}

// Any text: YAML takes some texts for numbers or truth values.
Json scalarSchema() {
  return {{"type", {"string", "number", "boolean"}}};
}

class SchemaWriter {
 public:
  // parameters: in this kind of file a name may stand for a quantity.
  explicit SchemaWriter(bool parameters) : parameters_(parameters) {}

  Json file(const Schema& schema, std::string_view kind) {
    Json out = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "Shixun: " + std::string(schema.name)},
                {"description", std::string(kind) + ".yaml, format " + std::to_string(kFormat)}};
    const Json body = group(schema);
    for (const auto& [key, value] : body.items()) {
      if (key != "title") out[key] = value;
    }
    out["properties"]["format"]["const"] = kFormat;
    if (!definitions_.empty()) out["definitions"] = definitions_;
    return out;
  }

 private:
  // The one place where a kind of group is written; others refer to it.
  Json groupReference(const Schema& schema) {
    std::string name;
    for (const char c : schema.name) name += c == ' ' ? '-' : c;
    if (begun_.insert(&schema).second) definitions_[name] = group(schema);
    return reference(name);
  }

  Json group(const Schema& schema) {
    Json out = {{"title", schema.name}, {"type", "object"}};
    Json required = Json::array();
    out["properties"] = properties(schema.fields, required);
    if (required.empty()) out["type"] = {"object", "null"};
    if (!required.empty()) out["required"] = required;
    if (schema.selector.empty()) {
      out["additionalProperties"] = false;
      return out;
    }
    for (const Variant& variant : schema.variants) {
      out["properties"][std::string(schema.selector)]["enum"].push_back(variant.label);
      out["allOf"].push_back(whenChosen(schema, variant));
    }
    return out;
  }

  // The keys that go with one value of the selector, and no others.
  Json whenChosen(const Schema& schema, const Variant& variant) {
    const std::string selector(schema.selector);
    Json required = Json::array();
    Json keys = properties(variant.fields, required);
    for (const Field& field : schema.fields) keys[std::string(field.key)] = true;
    Json then = {{"properties", std::move(keys)}, {"additionalProperties", false}};
    if (!required.empty()) then["required"] = std::move(required);
    return {{"if",
             {{"properties", {{selector, {{"const", variant.label}}}}}, {"required", {selector}}}},
            {"then", std::move(then)}};
  }

  Json properties(const std::vector<Field>& fields, Json& required) {
    Json out = Json::object();
    for (const Field& field : fields) {
      Json value = shaped(field);
      value["description"] = described(field);
      out[std::string(field.key)] = std::move(value);
      if (field.options.required) required.push_back(field.key);
    }
    return out;
  }

  static std::string described(const Field& field) {
    std::string text(field.doc);
    if (field.kind == ValueKind::kQuantity) text += " - " + wantedQuantity(field.options);
    if (!field.options.otherwise.empty()) {
      text += "; default " + std::string(field.options.otherwise);
    }
    return text;
  }

  Json list(const Field& field, Json items, bool bounded) {
    Json out = {{"type", {"array", "null"}}, {"items", std::move(items)}};
    if (!bounded) return out;
    if (field.options.least > 0) {
      out["type"] = "array";
      out["minItems"] = field.options.least;
    }
    if (field.options.most != SIZE_MAX) out["maxItems"] = field.options.most;
    return out;
  }
  // `signatures`: the names may have parameters, near(p, q).
  static Json map(Json values, bool signatures = false) {
    const std::string name = std::string(kNameSet) + "+";
    const std::string parameters = "( *\\( *" + name + "( *, *" + name + ")* *\\))?";
    return {{"type", {"object", "null"}},
            {"propertyNames", {{"pattern", "^" + name + (signatures ? parameters : "") + "$"}}},
            {"additionalProperties", std::move(values)}};
  }

  Json shaped(const Field& field) {
    Json one = value(field);
    switch (field.shape) {
      case Shape::kOne:
        break;
      case Shape::kList:
        return list(field, std::move(one), true);
      case Shape::kListOfLists:
        return list(field, list(field, std::move(one), true), false);
      case Shape::kMap:
        return map(std::move(one), field.options.signatures);
      case Shape::kMapOfLists:
        return map(list(field, std::move(one), true));
    }
    // Beside a $ref draft 7 reads nothing else.
    if (one.contains("$ref")) return {{"allOf", Json::array({std::move(one)})}};
    return one;
  }

  Json quantity(const FieldOptions& options) const {
    const bool plain = options.anyDimension || options.dimension.none();
    Json type = plain ? Json({"string", "number"}) : Json("string");
    return {{"type", std::move(type)}, {"pattern", quantityPattern(options, parameters_)}};
  }
  Json vector(const FieldOptions& options, size_t size) const {
    Json number = quantity(options);
    number["pattern"] = quantityPattern(options, false);
    return {
        {"type", "array"}, {"items", std::move(number)}, {"minItems", size}, {"maxItems", size}};
  }

  Json value(const Field& field) {
    switch (field.kind) {
      case ValueKind::kWord:
      case ValueKind::kTextKey:
        if (!field.options.choices.empty()) return {{"enum", field.options.choices}};
        return scalarSchema();
      case ValueKind::kFormula:
        return {{"type", {"string", "boolean"}}};
      case ValueKind::kBoolean:
        return {{"type", "boolean"}};
      case ValueKind::kCount:
        return {{"type", "integer"}, {"minimum", 0}};
      case ValueKind::kNumber:
        return {{"type", "number"}};
      case ValueKind::kQuantity:
        return quantity(field.options);
      case ValueKind::kVector2:
        return vector(field.options, 2);
      case ValueKind::kVector3:
        return vector(field.options, 3);
      case ValueKind::kLocalText:
        return {{"type", "object"}, {"additionalProperties", scalarSchema()}};
      case ValueKind::kGroup:
        return groupReference(field.child());
      case ValueKind::kPlacements:
        return placements();
      case ValueKind::kSet:
        return set();
      case ValueKind::kRaw:
        return raw(field.options.raw);
    }
    return {};
  }

  // One placement, known by any of its keys, or one for each part.
  Json placements() {
    const Json single = groupReference(PlacementSpec::schema());
    Json any = Json::array();
    for (const Field& field : PlacementSpec::schema().fields) {
      any.push_back({{"required", {field.key}}});
    }
    return {{"type", {"object", "null"}},
            {"if", {{"anyOf", std::move(any)}}},
            {"then", single},
            {"else", map(single)}};
  }

  static Json set() {
    Json pairs = {{"type", "object"},
                  {"properties", {{"pairs_of", scalarSchema()}}},
                  {"required", {"pairs_of"}},
                  {"additionalProperties", false}};
    return {{"if", {{"type", "object"}}},
            {"then", std::move(pairs)},
            {"else", {{"type", "array"}, {"items", scalarSchema()}}}};
  }

  Json raw(RawKind kind) {
    static constexpr std::string_view kNames[] = {"command", "step", "effect"};
    const std::string name(kNames[static_cast<size_t>(kind)]);
    if (rawBegun_.insert(kind).second) definitions_[name] = command(kind, name);
    return reference(name);
  }

  Json argument(const ArgInfo& arg) {
    Json out = scalarSchema();
    out["description"] = std::string(entityKindName(arg.entity));
    if (arg.type == ArgType::kLabel) out["description"] = "label";
    if (arg.type == ArgType::kText) out["description"] = "text";
    return out;
  }

  // What stands beside any command.
  Json commonKeys(RawKind kind) {
    Json out = Json::object();
    out["hand"] = {{"enum", {"left", "right"}},
                   {"description", "the hand that does it; default right"}};
    if (kind != RawKind::kScript) return out;
    const FieldOptions time = {.dimension = dimension::kTime, .sign = Sign::kNotNegative};
    out["after"] = {{"type", "string"},
                    {"pattern", quantityPattern(time, false)},
                    {"description", "time since the step before; default 1 s"}};
    out["id"] = scalarSchema();
    out["id"]["description"] = "name of the step or block, for `drop`, `replace` and `insert`";
    return out;
  }

  Json command(RawKind kind, const std::string& title) {
    Json all = commonKeys(kind), any = Json::array(), cases = Json::array();
    const Json common = all;
    const auto add = [&](const std::string& verb, std::span<const ArgInfo> args, bool plain) {
      Json keys = plain ? common : Json::object();
      Json required = Json::array({verb});
      keys[verb] = args.empty() ? Json(Json::object()) : argument(args[0]);
      for (size_t i = 1; i < args.size(); ++i) {
        keys[std::string(args[i].name)] = argument(args[i]);
        all[std::string(args[i].name)] = true;
        if (args[i].required) required.push_back(args[i].name);
      }
      all[verb] = keys[verb];
      any.push_back({{"required", {verb}}});
      cases.push_back({{"if", {{"required", {verb}}}},
                       {"then",
                        {{"properties", std::move(keys)},
                         {"required", std::move(required)},
                         {"additionalProperties", false}}}});
    };
    for (const CommandInfo& info : commandInfos()) {
      if (kind != RawKind::kEffect || info.effect) add(std::string(info.name), info.args, true);
    }
    static constexpr ArgInfo kFault{"what", ArgType::kLabel};
    if (kind == RawKind::kEffect) add("repair", {&kFault, 1}, false);
    return {{"title", title},
            {"type", "object"},
            {"properties", std::move(all)},
            {"anyOf", std::move(any)},
            {"allOf", std::move(cases)}};
  }

  bool parameters_;
  Json definitions_ = Json::object();
  std::set<const Schema*> begun_;
  std::set<RawKind> rawBegun_;
};

Json textSchema() {
  Json text = {{"type", {"object", "string", "number", "boolean"}},
               {"additionalProperties", reference("text")}};
  return {{"$schema", "http://json-schema.org/draft-07/schema#"},
          {"title", "Shixun: a text file"},
          {"description", "text.<language>.yaml: a map of keys to texts; {a: {b: ...}} is a.b"},
          {"type", {"object", "null"}},
          {"additionalProperties", reference("text")},
          {"definitions", {{"text", std::move(text)}}}};
}

}  // namespace

std::string_view fileKindName(FileKind kind) {
  return kKinds[static_cast<size_t>(kind)];
}

std::optional<FileKind> findFileKind(std::string_view name) {
  for (const FileKind kind : kFileKinds) {
    if (fileKindName(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string jsonSchema(FileKind kind) {
  const std::string_view name = fileKindName(kind);
  Json out = textSchema();
  if (kind == FileKind::kScenario) out = SchemaWriter(false).file(ScenarioSpec::schema(), name);
  if (kind == FileKind::kEquipment) out = SchemaWriter(true).file(EquipmentSpec::schema(), name);
  if (kind == FileKind::kWalkthrough) {
    out = SchemaWriter(false).file(WalkthroughSpec::schema(), name);
  }
  return out.dump(2) + "\n";
}

}  // namespace shixun::scenario
