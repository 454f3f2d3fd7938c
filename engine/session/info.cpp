#include "session/info.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/rng.h"

namespace shixun::session {

using Json = nlohmann::ordered_json;
using scenario::ScenarioModel;
using scenario::SignalType;

namespace {

constexpr int kFormat = 1;

std::string stringAt(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Json signalJson(const scenario::SignalModel& signal) {
  Json out;
  switch (signal.type) {
    case SignalType::kBool:
      out["type"] = "bool";
      break;
    case SignalType::kEnum:
      out["type"] = "enum";
      out["labels"] = signal.labels;
      break;
    case SignalType::kNumber:
      out["type"] = "number";
      out["unit"] = describe(signal.dimension);
      break;
  }
  return out;
}

}  // namespace

bool givesHints(const std::string& mode) {
  return mode == "practise";
}

SessionInfo infoOf(const scenario::Walkthrough& walkthrough) {
  SessionInfo info;
  info.mode = walkthrough.mode;
  info.walkthrough = walkthrough.name;
  info.seed = walkthrough.seed;
  info.faults = walkthrough.faults;
  return info;
}

SessionInfo withDraw(const ScenarioModel& model, SessionInfo info) {
  std::vector<uint32_t> pool = model.drawPool;
  for (const uint32_t fault : info.faults) {
    if (std::find(pool.begin(), pool.end(), fault) != pool.end()) return info;
  }
  constexpr uint64_t kStream = 1;  // chance of its own, so that nothing else shifts it
  Rng rng(info.seed, kStream);
  for (uint32_t i = 0; i < model.drawPick && !pool.empty(); ++i) {
    const auto at =
        pool.begin() + static_cast<std::ptrdiff_t>(rng.below(static_cast<uint32_t>(pool.size())));
    info.faults.push_back(*at);
    pool.erase(at);
  }
  return info;
}

std::string encodeInfo(const ScenarioModel& model, const SessionInfo& info) {
  Json json;
  json["format"] = kFormat;
  json["scenario"] = model.id;
  json["scenarioVersion"] = model.version;
  json["contentHash"] = model.contentHash;
  json["scenarioPath"] = model.folder;
  json["title"] = model.title;
  json["trainee"] = info.trainee;
  json["mode"] = info.mode;
  json["language"] = info.language;
  json["input"] = info.input;
  json["walkthrough"] = info.walkthrough;
  json["seed"] = info.seed;
  json["startedAt"] = info.startedAt;
  json["build"] = info.build;
  json["device"] = info.device;
  Json faults = Json::array();
  for (const uint32_t f : info.faults) faults.push_back(model.faults[f].name);
  json["faults"] = std::move(faults);
  json["axes"] = "right-handed, +Y up, -Z forward, metres; quaternions x y z w";
  json["clock"] = "120 ticks per second, log time in nanoseconds since the session began";
  json["units"] = "SI, voltages and currents rms";
  Json signals = Json::object();
  for (const auto& signal : model.signals) signals[signal.name] = signalJson(signal);
  json["signals"] = std::move(signals);
  Json roles = Json::object();
  for (const auto& role : model.roles) roles[role.role] = role.standsFor;
  json["roles"] = std::move(roles);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<RecordedInfo> decodeInfo(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || stringAt(json, "scenario").empty()) {
    return Status(StatusCode::kCorrupt, "the record's head does not say which scenario it is of");
  }
  const auto format = json.find("format");
  if (format == json.end() || !format->is_number_integer() || format->get<int64_t>() > kFormat) {
    return Status(StatusCode::kUnsupported,
                  "the record was made by a newer program; update this one to read it");
  }
  RecordedInfo out;
  out.scenario = stringAt(json, "scenario");
  out.scenarioVersion = stringAt(json, "scenarioVersion");
  out.contentHash = stringAt(json, "contentHash");
  out.scenarioPath = stringAt(json, "scenarioPath");
  out.info.trainee = stringAt(json, "trainee");
  out.info.mode = stringAt(json, "mode");
  out.info.language = stringAt(json, "language");
  out.info.input = stringAt(json, "input");
  out.info.walkthrough = stringAt(json, "walkthrough");
  out.info.startedAt = stringAt(json, "startedAt");
  out.info.build = stringAt(json, "build");
  out.info.device = stringAt(json, "device");
  const auto seed = json.find("seed");
  if (seed != json.end() && seed->is_number_integer()) out.info.seed = seed->get<uint64_t>();
  const auto faults = json.find("faults");
  if (faults != json.end() && faults->is_array()) {
    for (const Json& name : *faults) {
      if (name.is_string()) out.faultNames.push_back(name.get<std::string>());
    }
  }
  return out;
}

Status resolveFaults(const ScenarioModel& model, RecordedInfo& recorded) {
  recorded.info.faults.clear();
  for (const std::string& name : recorded.faultNames) {
    size_t f = 0;
    while (f < model.faults.size() && model.faults[f].name != name) ++f;
    if (f == model.faults.size()) {
      return {StatusCode::kNotFound,
              "the record was made with the fault '" + name + "', which this scenario lacks"};
    }
    recorded.info.faults.push_back(static_cast<uint32_t>(f));
  }
  return {};
}

}  // namespace shixun::session
