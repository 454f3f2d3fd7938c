// The author's reference out of the tables.
#include <algorithm>
#include <set>

#include "scenario/schema.h"
#include "scenario/schema_out.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {
namespace {

// As the web pages that show Markdown name a heading.
std::string anchorOf(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    if (c == ' ' || c == '-') out += '-';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') out += c;
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string linked(std::string_view heading) {
  return "[" + std::string(heading) + "](#" + anchorOf(heading) + ")";
}

// In the cell of a table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::string quantityWords(const FieldOptions& options, bool parameters) {
  std::string text = options.anyDimension ? "a quantity" : describe(options.dimension);
  if (options.sign == Sign::kPositive) text += " above 0";
  if (options.sign == Sign::kNotNegative) text += " from 0";
  return parameters ? text + ", or a parameter" : text;
}

std::string rawWords(RawKind kind) {
  if (kind == RawKind::kScript) return linked("a command") + " with `after` and `id`";
  if (kind == RawKind::kEffect) return "an effect, see " + linked("a command");
  return linked("a command");
}

std::string valueWords(const Field& field, bool parameters) {
  const FieldOptions& o = field.options;
  switch (field.kind) {
    case ValueKind::kWord:
      if (!o.choices.empty()) return code(listed({o.choices.begin(), o.choices.end()}));
      return "a name or text";
    case ValueKind::kFormula:
      return "an expression";
    case ValueKind::kTextKey:
      return "a text key";
    case ValueKind::kBoolean:
      return "`true` or `false`";
    case ValueKind::kCount:
      return "a whole number";
    case ValueKind::kNumber:
      return "a plain number";
    case ValueKind::kQuantity:
      return quantityWords(o, parameters);
    case ValueKind::kVector2:
      return "`[x, y]`, each " + quantityWords(o, false);
    case ValueKind::kVector3:
      return "`[x, y, z]`, each " + quantityWords(o, false);
    case ValueKind::kLocalText:
      return "a text in every language";
    case ValueKind::kGroup:
      return linked(field.child().name);
    case ValueKind::kPlacements:
      return linked(PlacementSpec::schema().name) + ", or a map of them by part";
    case ValueKind::kSet:
      return "a list of names, or `{pairs_of: set}`";
    case ValueKind::kRaw:
      return rawWords(o.raw);
  }
  return {};
}

std::string countWords(const FieldOptions& options) {
  if (options.most != SIZE_MAX) return " (" + std::to_string(options.most) + ")";
  if (options.least > 0) return " (" + std::to_string(options.least) + " or more)";
  return {};
}

std::string typeWords(const Field& field, bool parameters) {
  const std::string one = valueWords(field, parameters);
  switch (field.shape) {
    case Shape::kOne:
      return one;
    case Shape::kList:
      return "list" + countWords(field.options) + " of: " + one;
    case Shape::kListOfLists:
      return "list of lists" + countWords(field.options) + " of: " + one;
    case Shape::kMap:
      return "map, name to: " + one;
    case Shape::kMapOfLists:
      return "map, name to list of: " + one;
  }
  return one;
}

class ReferenceWriter {
 public:
  std::string run() {
    file("scenario.yaml", ScenarioSpec::schema(), false);
    file("equipment.yaml", EquipmentSpec::schema(), true);
    file("walkthroughs", WalkthroughSpec::schema(), false);
    commands();
    events();
    return std::move(out_);
  }

 private:
  void file(std::string_view heading, const Schema& schema, bool parameters) {
    out_ += "### Keys of " + std::string(heading) + "\n\n";
    keys(schema.fields, parameters);
    children(schema, parameters);
  }

  // Every kind of group once, where it is first met.
  void children(const Schema& schema, bool parameters) {
    std::vector<const Schema*> next;
    const auto collect = [&](const std::vector<Field>& fields) {
      for (const Field& field : fields) {
        const Schema* child = field.child != nullptr ? &field.child() : nullptr;
        if (field.kind == ValueKind::kPlacements) child = &PlacementSpec::schema();
        if (child != nullptr && done_.insert(child).second) next.push_back(child);
      }
    };
    collect(schema.fields);
    for (const Variant& variant : schema.variants) collect(variant.fields);
    for (const Schema* child : next) {
      group(*child, parameters);
      children(*child, parameters);
    }
  }

  void group(const Schema& schema, bool parameters) {
    out_ += "#### " + std::string(schema.name) + "\n\n";
    if (schema.fields.empty()) out_ += "It has no keys.\n\n";
    if (!schema.fields.empty()) keys(schema.fields, parameters);
    for (const Variant& variant : schema.variants) {
      out_ += code(std::string(schema.selector) + ": " + std::string(variant.label)) + " has\n\n";
      keys(variant.fields, parameters);
    }
  }

  void keys(const std::vector<Field>& fields, bool parameters) {
    out_ += "| key | value | needed | default | meaning |\n|---|---|---|---|---|\n";
    for (const Field& field : fields) {
      const std::string otherwise(field.options.otherwise);
      out_ += "| " + code(field.key) + " | " + cell(typeWords(field, parameters)) + " | " +
              (field.options.required ? "yes" : "") + " | " + cell(otherwise) + " | " +
              cell(field.doc) + " |\n";
    }
    out_ += "\n";
  }

  static std::string argumentWords(const ArgInfo& arg) {
    if (arg.type == ArgType::kLabel) return "a label";
    if (arg.type == ArgType::kText) return "a text";
    if (arg.type == ArgType::kNumber) return "a number";
    return std::string(entityKindName(arg.entity));
  }

  void commands() {
    out_ +=
        "#### a command\n\n"
        "Each may have `hand: left` (default `right`); steps of walkthroughs have `after` (default "
        "1 s) and `id` as well. An effect of a line is one of those marked, or "
        "`{repair: fault}`.\n\n"
        "| command | of | with | effect |\n|---|---|---|---|\n";
    for (const CommandInfo& info : commandInfos()) {
      std::string rest;
      for (size_t i = 1; i < info.args.size(); ++i) {
        rest += (i > 1 ? ", " : "") + code(info.args[i].name) + ": " + argumentWords(info.args[i]);
      }
      out_ += "| " + code(info.name) + " | " +
              (info.args.empty() ? "" : argumentWords(info.args[0])) + " | " + rest + " | " +
              (info.effect ? "yes" : "") + " |\n";
    }
    out_ += "\n";
  }

  void events() {
    out_ +=
        "#### an event\n\n"
        "In formulas `event(kind, argument=value)` and, of those with a value, `value(...)`.\n\n"
        "| event | arguments | value |\n|---|---|---|\n";
    for (const EventInfo& info : eventInfos()) {
      std::string arguments;
      bool value = false;
      for (const ArgInfo& arg : info.args) {
        value = value || arg.type == ArgType::kNumber;
        if (arg.type != ArgType::kEntity && arg.type != ArgType::kLabel) continue;
        arguments += (arguments.empty() ? "" : ", ") + code(arg.name) + ": " + argumentWords(arg);
      }
      out_ += "| " + code(info.name) + " | " + arguments + " | " + (value ? "yes" : "") + " |\n";
    }
  }

  std::string out_;
  std::set<const Schema*> done_;
};

}  // namespace

std::string schemaReference() {
  return ReferenceWriter().run();
}

}  // namespace shixun::scenario
