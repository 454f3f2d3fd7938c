#include "record/recover.h"

#include <map>
#include <memory>

#include "record/reader.h"
#include "record/writer.h"

namespace shixun::record {
namespace {

// A file in memory, owned by someone else.
class StringFile final : public AppendFile {
 public:
  explicit StringFile(std::string& out) : out_(out) {}
  Status append(std::span<const std::byte> bytes) override {
    out_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {};
  }
  Status sync() override { return {}; }

 private:
  std::string& out_;
};

constexpr size_t kListedDamage = 20;

Metadata describe(const std::vector<Damage>& damage) {
  Metadata out{std::string(kRecoveredName), {{"damageCount", std::to_string(damage.size())}}};
  for (size_t i = 0; i < damage.size() && i < kListedDamage; ++i) {
    out.values["damage" + std::to_string(i + 1)] = format(damage[i]);
  }
  return out;
}

// Ids are given anew, so that they are without gaps.
std::map<ChannelId, ChannelId> copyChannels(const Reader& from, Writer& to) {
  std::map<SchemaId, SchemaId> schemas = {{SchemaId::kNone, SchemaId::kNone}};
  for (const Schema& schema : from.schemas()) {
    schemas[schema.id] = to.addSchema(schema.name, schema.encoding, schema.data);
  }
  std::map<ChannelId, ChannelId> channels;
  for (Channel channel : from.channels()) {
    const auto schema = schemas.find(channel.schema);
    const ChannelId old = channel.id;
    channel.schema = schema == schemas.end() ? SchemaId::kNone : schema->second;
    channels[old] = to.addChannel(std::move(channel));
  }
  return channels;
}

}  // namespace

Result<Recovered> recover(std::string bytes, const Limits& limits) {
  auto opened = Reader::open(std::move(bytes), limits);
  if (!opened.ok()) return opened.status();
  const Reader& reader = *opened;
  Recovered out;
  out.damage = reader.damage();
  if (out.damage.empty()) {
    out.bytes = reader.bytes();
    out.statistics = reader.statistics();
    return out;
  }
  out.changed = true;

  WriterDef def;
  def.file = std::make_unique<StringFile>(out.bytes);
  def.profile = reader.profile();
  def.library = "shixun recover";
  Writer writer(std::move(def));
  // What does not fit into a record of ours is listed with the damage.
  const auto check = [&out](const Status& done) {
    if (!done.ok()) out.damage.push_back({0, 0, done.message()});
  };
  for (const Metadata& metadata : reader.metadata()) {
    if (metadata.name != kSealName) check(writer.addMetadata(metadata));
  }
  const auto channels = copyChannels(reader, writer);
  Cursor cursor = reader.messages();
  Message message;
  while (cursor.next(message)) {
    message.channel = channels.at(message.channel);
    check(writer.write(message));
  }
  for (const Damage& damage : cursor.damage()) out.damage.push_back(damage);
  for (const Attachment& attachment : reader.attachments()) check(writer.addAttachment(attachment));
  check(writer.addMetadata(describe(out.damage)));
  if (Status closed = writer.close(); !closed.ok()) return closed;
  out.statistics = writer.statistics();
  return out;
}

}  // namespace shixun::record
