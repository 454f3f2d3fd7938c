#include "session/codec.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/hash.h"
#include "core/quantity.h"
#include "logic/scope.h"

namespace shixun::session {

using Json = nlohmann::ordered_json;
using plant::Event;
using scenario::ArgInfo;
using scenario::ArgType;
using scenario::EntityRef;
using scenario::SignalModel;
using scenario::SignalType;

namespace {


std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// No exception leaves: a parse failure is a discarded value, which is no object.
Json parseObject(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json();
}

Status corrupt(std::string_view what) {
  return {StatusCode::kCorrupt,
          "a recorded message is not of the expected form: " + std::string(what)};
}

std::optional<EntityRef> findEntity(const ScenarioModel& model, const std::string& name) {
  const auto found = model.entities.find(name);
  if (found == model.entities.end()) return std::nullopt;
  return found->second;
}

std::string stringAt(const Json& json, std::string_view key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::optional<Tick> tickOf(const Json& json) {
  const auto it = json.find("tick");
  if (it == json.end() || !it->is_number_integer()) return std::nullopt;
  return it->get<Tick>();
}

// Finds the entity argument `name`, if the message has it, into `out`. False: unknown name.
bool entityArg(const ScenarioModel& model, const Json& json, std::string_view name, EntityRef& out,
               Status& trouble) {
  const std::string text = stringAt(json, name);
  if (text.empty()) return true;
  const auto found = findEntity(model, text);
  if (!found) {
    trouble = {StatusCode::kNotFound,
               "the record names '" + text + "', which this scenario does not have"};
    return false;
  }
  out = *found;
  return true;
}

Json signalValue(const SignalModel& signal, double value) {
  if (std::isnan(value)) return nullptr;
  switch (signal.type) {
    case SignalType::kBool:
      return value != 0;
    case SignalType::kEnum: {
      const auto index = static_cast<size_t>(value);
      return index < signal.labels.size() ? Json(signal.labels[index]) : Json(nullptr);
    }
    case SignalType::kNumber:
      return value;
  }
  return nullptr;
}

std::optional<double> valueFromJson(const SignalModel& signal, const Json& json) {
  if (json.is_null()) return kNaN;
  switch (signal.type) {
    case SignalType::kBool:
      if (json.is_boolean()) return json.get<bool>() ? 1.0 : 0.0;
      return std::nullopt;
    case SignalType::kEnum:
      if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        for (size_t i = 0; i < signal.labels.size(); ++i) {
          if (signal.labels[i] == text) return static_cast<double>(i);
        }
      }
      return std::nullopt;
    case SignalType::kNumber:
      if (json.is_number()) return json.get<double>();
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<uint32_t> findSignal(const ScenarioModel& model, const std::string& name) {
  const auto found = model.signalsByName.find(name);
  if (found == model.signalsByName.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::string encodeCommand(const ScenarioModel& model, Tick tick, const Command& command) {
  const auto& info = scenario::info(command.kind);
  Json json;
  json["tick"] = tick;
  json["do"] = info.name;
  for (const ArgInfo& arg : info.args) {
    if (arg.name == "what" && command.what) json["what"] = nameOf(model, command.what);
    if (arg.name == "at" && command.at) json["at"] = nameOf(model, command.at);
    if (arg.name == "with" && command.with) json["with"] = nameOf(model, command.with);
    if (arg.name == "to" && command.what.kind == scenario::EntityKind::kControl) {
      json["to"] = model.controls[command.what.index].positions[command.position].label;
    }
    if (arg.name == "text") json["text"] = command.text;
  }
  json["hand"] = command.hand == scenario::Hand::kLeft ? "left" : "right";
  return dump(json);
}

Result<TimedCommand> decodeCommand(const ScenarioModel& model, std::string_view text) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  const auto kind = scenario::findCommand(stringAt(json, "do"));
  if (!tick || !kind) return corrupt("a command needs 'tick' and a known 'do'");
  TimedCommand out;
  out.tick = *tick;
  out.command.kind = *kind;
  Status trouble;
  if (!entityArg(model, json, "what", out.command.what, trouble) ||
      !entityArg(model, json, "at", out.command.at, trouble) ||
      !entityArg(model, json, "with", out.command.with, trouble)) {
    return trouble;
  }
  out.command.hand =
      stringAt(json, "hand") == "left" ? scenario::Hand::kLeft : scenario::Hand::kRight;
  out.command.text = stringAt(json, "text");
  const std::string to = stringAt(json, "to");
  if (!to.empty() && out.command.what.kind == scenario::EntityKind::kControl) {
    const auto& positions = model.controls[out.command.what.index].positions;
    size_t i = 0;
    while (i < positions.size() && positions[i].label != to) ++i;
    if (i == positions.size()) {
      return Status(StatusCode::kNotFound, "the record turns '" + stringAt(json, "what") +
                                               "' to '" + to + "', a position it does not have");
    }
    out.command.position = static_cast<uint32_t>(i);
  }
  return out;
}

std::string encodeEvent(const ScenarioModel& model, Tick tick, const Event& event) {
  const auto& info = scenario::info(event.kind);
  Json json;
  json["tick"] = tick;
  json["kind"] = info.name;
  for (const ArgInfo& arg : info.args) {
    if (arg.name == "what" && event.what) json["what"] = nameOf(model, event.what);
    if (arg.name == "at" && event.at) json["at"] = nameOf(model, event.at);
    if (arg.name == "with" && event.with) json["with"] = nameOf(model, event.with);
    if (arg.name == "to") json["to"] = event.to;
    if (arg.name == "value") {
      json["value"] = std::isnan(event.value) ? Json(nullptr) : Json(event.value);
    }
    if (arg.name == "text") json["text"] = event.text;
  }
  return dump(json);
}

Result<TracePoint> decodeEvent(const ScenarioModel& model, std::string_view text) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  const auto kind = scenario::findEvent(stringAt(json, "kind"));
  if (!tick || !kind) return corrupt("an event needs 'tick' and a known 'kind'");
  TracePoint point;
  point.kind = PointKind::kEvent;
  point.tick = *tick;
  point.event.kind = *kind;
  Status trouble;
  if (!entityArg(model, json, "what", point.event.what, trouble) ||
      !entityArg(model, json, "at", point.event.at, trouble) ||
      !entityArg(model, json, "with", point.event.with, trouble)) {
    return trouble;
  }
  point.event.to = stringAt(json, "to");
  point.event.text = stringAt(json, "text");
  const auto value = json.find("value");
  if (value != json.end()) point.event.value = value->is_number() ? value->get<double>() : kNaN;
  return point;
}

std::string encodeSignals(const ScenarioModel& model, const TracePoint& point) {
  if (point.signals.empty()) return {};
  Json set = Json::object();
  for (const SignalChange& change : point.signals) {
    const SignalModel& signal = model.signals[change.signal];
    set[signal.name] = signalValue(signal, change.value);
  }
  Json json;
  json["tick"] = point.tick;
  json["set"] = std::move(set);
  return dump(json);
}

Status decodeSignals(const ScenarioModel& model, std::string_view text, TracePoint& point,
                     size_t& unknown) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  const auto set = json.find("set");
  if (!tick || set == json.end() || !set->is_object()) return corrupt("an observable needs 'set'");
  point.kind = PointKind::kObservables;
  point.tick = *tick;
  for (const auto& [name, value] : set->items()) {
    const auto signal = findSignal(model, name);
    const auto number = signal ? valueFromJson(model.signals[*signal], value) : std::nullopt;
    if (number) {
      point.signals.push_back({*signal, *number});
    } else {
      ++unknown;
    }
  }
  return {};
}

std::string encodePotentials(const ScenarioModel& model, const TracePoint& point) {
  if (point.potentials.empty()) return {};
  Json set = Json::object();
  for (const PotentialChange& change : point.potentials) {
    Json value = {change.re, change.im, change.island};
    for (const double part : change.more) value.push_back(part);
    set[model.terminals[change.terminal].name] = std::move(value);
  }
  Json json;
  json["tick"] = point.tick;
  json["set"] = std::move(set);
  return dump(json);
}

Status decodePotentials(const ScenarioModel& model, std::string_view text, TracePoint& point,
                        size_t& unknown) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  const auto set = json.find("set");
  if (!tick || set == json.end() || !set->is_object()) return corrupt("a potential needs 'set'");
  point.kind = PointKind::kObservables;
  point.tick = *tick;
  for (const auto& [name, value] : set->items()) {
    const auto entity = findEntity(model, name);
    if (!entity || entity->kind != scenario::EntityKind::kTerminal) {
      ++unknown;
      continue;
    }
    if (!value.is_array() || value.size() < 3 || !value[2].is_number_integer() ||
        !std::all_of(value.begin(), value.end(), [](const Json& n) { return n.is_number(); })) {
      return corrupt("a potential is [re, im, island, more...]");
    }
    PotentialChange change{entity->index, value[0].get<double>(), value[1].get<double>(),
                           value[2].get<int32_t>()};
    for (size_t i = 3; i < value.size(); ++i) change.more.push_back(value[i].get<double>());
    point.potentials.push_back(std::move(change));
  }
  return {};
}

std::string encodeFinding(const Finding& finding) {
  Json json;
  json["tick"] = finding.tick;
  json["rule"] = finding.rule;
  json["severity"] = severityName(finding.severity);
  json["marks"] = finding.marksLost;
  json["wrong"] = finding.wrongKey;
  json["advice"] = finding.adviceKey;
  json["step"] = finding.step;
  json["about"] = finding.about;
  json["formula"] = finding.formula;
  json["event"] = finding.event;
  Json values = Json::object();
  for (const EvidenceValue& v : finding.values) values[v.name] = v.value;
  json["values"] = std::move(values);
  if (!finding.wanted.empty()) {
    json["found"] = finding.found;
    json["wanted"] = finding.wanted;
  }
  if (finding.place) json["place"] = {finding.place->x, finding.place->y, finding.place->z};
  if (finding.underivable) json["underivable"] = true;
  return dump(json);
}

Result<Finding> decodeFinding(std::string_view text) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  if (!tick || stringAt(json, "rule").empty()) return corrupt("a finding needs 'tick' and 'rule'");
  Finding out;
  out.tick = *tick;
  out.rule = stringAt(json, "rule");
  const std::string severity = stringAt(json, "severity");
  for (const auto s : {scenario::RuleSeverity::kMinor, scenario::RuleSeverity::kModerate,
                       scenario::RuleSeverity::kMajor, scenario::RuleSeverity::kGate}) {
    if (severityName(s) == severity) out.severity = s;
  }
  const auto marks = json.find("marks");
  if (marks != json.end() && marks->is_number()) out.marksLost = marks->get<double>();
  out.wrongKey = stringAt(json, "wrong");
  out.adviceKey = stringAt(json, "advice");
  out.step = stringAt(json, "step");
  out.formula = stringAt(json, "formula");
  out.event = stringAt(json, "event");
  out.found = stringAt(json, "found");
  out.wanted = stringAt(json, "wanted");
  const auto about = json.find("about");
  if (about != json.end() && about->is_array()) {
    for (const Json& name : *about) {
      if (name.is_string()) out.about.push_back(name.get<std::string>());
    }
  }
  const auto values = json.find("values");
  if (values != json.end() && values->is_object()) {
    for (const auto& [name, value] : values->items()) {
      if (value.is_string()) out.values.push_back({name, value.get<std::string>()});
    }
  }
  const auto place = json.find("place");
  if (place != json.end() && place->is_array() && place->size() == 3 &&
      std::all_of(place->begin(), place->end(), [](const Json& n) { return n.is_number(); })) {
    out.place = Vec3((*place)[0].get<double>(), (*place)[1].get<double>(),
                     (*place)[2].get<double>());
  }
  const auto underivable = json.find("underivable");
  out.underivable =
      underivable != json.end() && underivable->is_boolean() && underivable->get<bool>();
  return out;
}

std::string encodeHash(Tick tick, uint64_t hash) {
  return "{\"tick\":" + std::to_string(tick) + ",\"hash\":\"" + hex(hash) + "\"}";
}

Result<TimedHash> decodeHash(std::string_view text) {
  const Json json = parseObject(text);
  const auto tick = tickOf(json);
  const std::string digits = stringAt(json, "hash");
  if (!tick || digits.size() != 16 ||
      digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
    return corrupt("a hash needs 'tick' and 16 hexadecimal digits");
  }
  return TimedHash{*tick, std::stoull(digits, nullptr, 16)};
}

std::string describeSignal(const SignalModel& signal, double value) {
  switch (signal.type) {
    case SignalType::kBool:
      return logic::formatValue(logic::SignalType::truth(), value);
    case SignalType::kEnum:
      return logic::formatValue(logic::SignalType::choice(signal.labels), value);
    case SignalType::kNumber:
      return logic::formatValue(logic::SignalType::number(signal.dimension), value);
  }
  return {};
}

std::string describeEvent(const ScenarioModel& model, const Event& event) {
  const auto& info = scenario::info(event.kind);
  std::string out(info.name);
  for (const ArgInfo& arg : info.args) {
    std::string value;
    if (arg.name == "what" && event.what) value = nameOf(model, event.what);
    if (arg.name == "at" && event.at) value = nameOf(model, event.at);
    if (arg.name == "with" && event.with) value = nameOf(model, event.with);
    if (arg.name == "to") value = event.to;
    if (arg.name == "value") value = formatSignificant(event.value);
    if (arg.name == "text") value = event.text;
    if (!value.empty()) out += " " + std::string(arg.name) + "=" + value;
  }
  return out;
}

std::string_view severityName(scenario::RuleSeverity severity) {
  switch (severity) {
    case scenario::RuleSeverity::kMinor:
      return "minor";
    case scenario::RuleSeverity::kModerate:
      return "moderate";
    case scenario::RuleSeverity::kMajor:
      return "major";
    case scenario::RuleSeverity::kGate:
      return "gate";
  }
  return "";
}

}  // namespace shixun::session
