#include "scenario/read_command.h"

#include <algorithm>

#include "scenario/build.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {
namespace {

class CommandReader {
 public:
  CommandReader(const ScenarioModel& model, const Place& place, bool script, Diagnostics& problems)
      : model_(model),
        document_(*place.document),
        node_(*place.node),
        script_(script),
        problems_(problems) {}

  std::optional<CommandLine> run() {
    line_.where = document_.at(node_);
    if (!node_.isMapping()) {
      problems_.error(line_.where, "wrong-type",
                      "found " + std::string(describe(node_.kind)) + " where a command is needed",
                      "write {operate: handle, to: \"off\"} or {finish}");
      return std::nullopt;
    }
    const text::Entry* verb = findVerb();
    if (verb == nullptr) return std::nullopt;
    const CommandInfo& known = info(*findCommand(verb->key));
    line_.command.kind = known.kind;
    checkKeys(*verb, known);
    for (size_t i = 0; i < known.args.size(); ++i) {
      const ArgInfo& arg = known.args[i];
      const text::Node* value = i == 0 ? &verb->value : node_.find(arg.name);
      if (value == nullptr || !value->isScalar()) {
        missing(i == 0 ? verb->key : std::string(arg.name), arg);
      } else {
        set(arg, *value);
      }
    }
    if (good_) return line_;
    return std::nullopt;
  }

 private:
  void fail(const SourceLocation& where, std::string code, std::string message, std::string hint) {
    problems_.error(where, std::move(code), std::move(message), std::move(hint));
    good_ = false;
  }
  void missing(const std::string& key, const ArgInfo& arg) {
    if (arg.required) {
      fail(line_.where, "missing-key", "this command lacks a value for '" + key + "'", "");
    }
  }

  // The one key that is a command's name.
  const text::Entry* findVerb() {
    const text::Entry* verb = nullptr;
    std::vector<std::string> keys;
    for (const text::Entry& entry : node_.entries) {
      if (!findCommand(entry.key)) continue;
      if (verb != nullptr) {
        fail(document_.at(entry), "conflicting-keys",
             "'" + verb->key + "' and '" + entry.key + "' are two commands",
             "write one command a line");
        return nullptr;
      }
      verb = &entry;
    }
    if (verb != nullptr) return verb;
    std::vector<std::string> names;
    for (const CommandInfo& c : commandInfos()) names.emplace_back(c.name);
    const std::string first = node_.entries.empty() ? "" : node_.entries.front().key;
    fail(line_.where, "unknown-command", "'" + first + "' is no command",
         nearestHint(first, names));
    return nullptr;
  }

  static std::string nearestHint(const std::string& name, const std::vector<std::string>& valid) {
    const std::string nearest = nearestName(name, valid);
    if (!nearest.empty()) return "did you mean '" + nearest + "'?";
    std::string all;
    for (const std::string& v : valid) all += (all.empty() ? "" : ", ") + v;
    return "known: " + all;
  }

  void checkKeys(const text::Entry& verb, const CommandInfo& known) {
    std::vector<std::string> valid;
    for (size_t i = 1; i < known.args.size(); ++i) valid.emplace_back(known.args[i].name);
    valid.emplace_back("hand");
    if (script_) valid.insert(valid.end(), {"after", "id"});
    for (const text::Entry& entry : node_.entries) {
      if (&entry == &verb) continue;
      if (std::find(valid.begin(), valid.end(), entry.key) == valid.end()) {
        fail(document_.at(entry), "unknown-key",
             "'" + entry.key + "' is no key of the command '" + verb.key + "'",
             nearestHint(entry.key, valid));
      } else if (entry.key == "hand") {
        setHand(entry.value);
      } else if (entry.key == "after") {
        setAfter(entry.value);
      } else if (entry.key == "id") {
        line_.id = entry.value.text;
      }
    }
  }

  void setHand(const text::Node& value) {
    line_.command.hand = value.text == "left" ? Hand::kLeft : Hand::kRight;
    if (value.text == "left" || value.text == "right") return;
    fail(document_.at(value), "unknown-choice", "'" + value.text + "' is no hand",
         "write left or right");
  }
  void setAfter(const text::Node& value) {
    const auto time = parseQuantity(value.text);
    constexpr double kLongest = 24 * 3600;
    if (time && time->dimension == dimension::kTime && time->value >= 0 &&
        time->value <= kLongest) {
      line_.after = time->value;
      return;
    }
    fail(document_.at(value), "wrong-unit", "'" + value.text + "' is no waiting time",
         "write a time such as 2 s");
  }

  void set(const ArgInfo& arg, const text::Node& value) {
    const SourceLocation where = document_.at(value);
    if (arg.type == ArgType::kText) {
      setText(value);
    } else if (arg.type == ArgType::kLabel) {
      setPosition(value);
    } else {
      const EntityRef entity = findEntity(model_, value.text, arg.entity, where, problems_);
      good_ = good_ && entity.valid();
      // Every command on whole equipment carries it: only items can be carried.
      if (entity.kind == EntityKind::kInstance && model_.instances[entity.index].item < 0) {
        fail(where, "wrong-kind", "'" + value.text + "' is no item", "it cannot be carried");
      }
      if (arg.name == "what") line_.command.what = entity;
      if (arg.name == "at") line_.command.at = entity;
      if (arg.name == "with") line_.command.with = entity;
    }
  }
  // What is filled in: one of the field's options, or anything.
  void setText(const text::Node& value) {
    line_.command.text = value.text;
    if (line_.command.what.kind != EntityKind::kField) return;
    const auto& options = model_.fields[line_.command.what.index].options;
    const bool listed = std::find(options.begin(), options.end(), value.text) != options.end();
    if (options.empty() || listed) return;
    reportUnknown(problems_, document_.at(value), value.text, "option of this field", options);
    good_ = false;
  }
  void setPosition(const text::Node& value) {
    if (line_.command.what.kind != EntityKind::kControl) return;  // reported
    std::vector<std::string> labels;
    for (const PositionModel& p : model_.controls[line_.command.what.index].positions) {
      if (p.label == value.text) {
        line_.command.position = static_cast<uint32_t>(labels.size());
        return;
      }
      labels.push_back(p.label);
    }
    reportUnknown(problems_, document_.at(value), value.text, "position", labels);
    good_ = false;
  }

  const ScenarioModel& model_;
  const text::Document& document_;
  const text::Node& node_;
  bool script_;
  Diagnostics& problems_;
  CommandLine line_;
  bool good_ = true;
};

}  // namespace

void reportUnknown(Diagnostics& problems, const SourceLocation& where, std::string_view name,
                   std::string_view what, const std::vector<std::string>& valid) {
  // What is no text at all has been reported as that, and has no place.
  if (where.file.empty() && where.line == 0) return;
  constexpr size_t kMost = 12;
  const std::string nearest = nearestName(name, valid);
  std::string hint;
  if (!nearest.empty()) {
    hint = "did you mean '" + nearest + "'?";
  } else if (valid.empty()) {
    hint = "there is none here";
  } else {
    hint = "known: ";
    std::vector<std::string> shown;
    for (const std::string& v : valid) {
      if (std::find(shown.begin(), shown.end(), v) != shown.end()) continue;
      if (shown.size() < kMost) hint += (shown.empty() ? "" : ", ") + v;
      shown.push_back(v);
      if (shown.size() > kMost) break;
    }
    if (shown.size() > kMost) hint += ", …";
  }
  problems.error(where, "unknown-name",
                 "there is no " + std::string(what) + " '" + std::string(name) + "'", hint);
}

EntityRef findEntity(const ScenarioModel& model, const std::string& name, EntityKind kind,
                     const SourceLocation& where, Diagnostics& problems) {
  const auto found = model.entities.find(name);
  const bool known = found != model.entities.end();
  if (known && (kind == EntityKind::kNone || found->second.kind == kind)) return found->second;
  if (known && kind == EntityKind::kInstance && found->second.kind == EntityKind::kPerson) {
    return {EntityKind::kInstance, model.persons[found->second.index].instance};
  }
  std::vector<std::string> valid;
  for (const auto& [candidate, entity] : model.entities) {
    if (kind == EntityKind::kNone || entity.kind == kind) valid.push_back(candidate);
  }
  if (!known) {
    reportUnknown(problems, where, name, entityKindName(kind), valid);
    return {};
  }
  const std::string nearest = nearestName(name, valid);
  problems.error(where, "wrong-kind",
                 "'" + name + "' is a " + std::string(entityKindName(found->second.kind)) +
                     ", needed is a " + std::string(entityKindName(kind)),
                 nearest.empty() ? "" : "did you mean '" + nearest + "'?");
  return {};
}

std::string commandId(const Place& place) {
  const text::Node* id = place.node ? place.node->find("id") : nullptr;
  return id != nullptr && id->isScalar() ? id->text : "";
}

std::optional<CommandLine> readCommand(const ScenarioModel& model, const Place& place, bool script,
                                       Diagnostics& problems) {
  if (!place) return std::nullopt;
  return CommandReader(model, place, script, problems).run();
}

std::string formatCommand(const ScenarioModel& model, const Command& command) {
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c == '\n' ? ' ' : c;
    }
    return out + "\"";
  };
  const CommandInfo& known = info(command.kind);
  std::string out = "{" + std::string(known.name);
  for (size_t i = 0; i < known.args.size(); ++i) {
    const ArgInfo& arg = known.args[i];
    out += i == 0 ? ": " : ", " + std::string(arg.name) + ": ";
    if (arg.name == "what") out += nameOf(model, command.what);
    if (arg.name == "at") out += nameOf(model, command.at);
    if (arg.name == "with") out += nameOf(model, command.with);
    if (arg.type == ArgType::kText) out += quoted(command.text);
    if (arg.type == ArgType::kLabel && command.what.kind == EntityKind::kControl) {
      const std::string& label =
          model.controls[command.what.index].positions.at(command.position).label;
      out += label == "on" || label == "off" ? "\"" + label + "\"" : label;
    }
  }
  if (!known.panel && command.hand == Hand::kLeft) out += ", hand: left";
  return out + "}";
}

}  // namespace shixun::scenario
