#include <iostream>

#include "command.h"
#include "record/reader.h"
#include "record/seal.h"
#include "session/playback.h"

namespace shixun::tools {
namespace {

const char* name(record::SealState state) {
  switch (state) {
    case record::SealState::kSealed:
      return "sealed";
    case record::SealState::kUnsealed:
      return "unsealed";
    case record::SealState::kBroken:
      return "broken";
  }
  return "";
}

Json describe(const record::Reader& reader) {
  Json json;
  const record::SealReport seal = record::verifySeal(reader);
  json["seal"] = {{"state", name(seal.state)}, {"why", seal.why}, {"key", seal.fingerprint}};
  json["complete"] = reader.finished();
  Json damage = Json::array();
  for (const record::Damage& d : reader.damage()) {
    damage.push_back({{"offset", d.offset}, {"length", d.length}, {"why", d.why}});
  }
  json["damage"] = std::move(damage);
  for (const record::Metadata& m : reader.metadata()) {
    if (m.name == record::kRecoveredName) json["recovered"] = m.values;
  }
  if (auto info = session::readInfo(reader); info.ok()) {
    json["scenario"] = info->scenario;
    json["scenarioVersion"] = info->scenarioVersion;
    json["contentHash"] = info->contentHash;
    json["trainee"] = info->info.trainee;
    json["mode"] = info->info.mode;
    json["input"] = info->info.input;
    json["walkthrough"] = info->info.walkthrough;
    json["seed"] = info->info.seed;
    json["startedAt"] = info->info.startedAt;
    json["build"] = info->info.build;
    json["device"] = info->info.device;
    json["faults"] = info->faultNames;
  } else {
    json["head"] = info.status().message();
  }
  const record::Statistics& statistics = reader.statistics();
  json["duration"] = static_cast<double>(statistics.endTimeNs) * 1e-9;
  json["messages"] = statistics.messageCount;
  Json channels = Json::object();
  for (const record::Channel& channel : reader.channels()) {
    const auto count = statistics.messageCounts.find(channel.id);
    channels[channel.topic] = count == statistics.messageCounts.end() ? 0 : count->second;
  }
  json["channels"] = std::move(channels);
  Json attachments = Json::array();
  for (const record::Attachment& a : reader.attachments()) {
    attachments.push_back({{"name", a.name}, {"mediaType", a.mediaType}, {"bytes", a.data.size()}});
  }
  json["attachments"] = std::move(attachments);
  return json;
}

void printMessages(const record::Reader& reader, const std::string& topic) {
  record::CursorDef def;
  def.topics = {topic};
  record::Cursor cursor = reader.messages(def);
  record::Message message;
  while (cursor.next(message)) std::cout << message.data << "\n";
}

}  // namespace

void addInspect(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("inspect", "contents, seal and damage of a session file");
  auto path = std::make_shared<std::string>();
  auto topic = std::make_shared<std::string>();
  command->add_option("SESSION", *path, "session file")->required();
  command->add_option("--messages", *topic, "print the messages of this topic, one a line");
  command->callback([&context, path, topic] {
    auto bytes = disk().read(*path);
    if (!bytes.ok()) return context.fail(bytes.status());
    auto reader = record::Reader::open(std::move(bytes).value());
    if (!reader.ok()) return context.fail(reader.status().within(*path));
    if (!topic->empty()) {
      const record::Channel* channel = reader->findChannel(*topic);
      if (channel == nullptr) {
        return context.fail(kUsage, "'" + *path + "' has no topic '" + *topic + "'");
      }
      if (channel->encoding != "json") {
        return context.fail(kUsage, "messages of '" + *topic + "' are not text but " +
                                        channel->encoding + "; `replay` shows what is in them");
      }
      return printMessages(*reader, *topic);
    }
    const Json json = describe(*reader);
    if (json["seal"]["state"] == "broken" || !json["damage"].empty()) context.exitCode = kContent;
    if (context.json) return print(json);
    for (const auto& [key, value] : json.items()) {
      std::cout << key << ": " << (value.is_string() ? value.get<std::string>() : value.dump())
                << "\n";
    }
  });
}

}  // namespace shixun::tools
