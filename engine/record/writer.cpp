#include "record/writer.h"

#include <algorithm>
#include <utility>

#include "core/assert.h"
#include "record/wire.h"

namespace shixun::record {
namespace {

Status tooLarge(const std::string& what, uint64_t size) {
  return {StatusCode::kInvalid, what + " of " + std::to_string(size) + " bytes is more than the " +
                                    std::to_string(kMaxPayloadBytes) +
                                    " a session record takes; split it"};
}

}  // namespace

Writer::Writer(WriterDef def) : def_(std::move(def)) {
  SHIXUN_ASSERT(def_.file != nullptr, "a record needs a file");
  if (def_.level > 0) compressor_ = std::make_unique<Compressor>(def_.level);
  begin();
}

void Writer::begin() {
  std::string head(kMagic);
  put(head, Header{def_.profile, def_.library});
  for (const Schema& schema : summary_.schemas) put(head, schema);
  for (const Channel& channel : summary_.channels) put(head, channel);
  (void)append(head);  // a failure stays in status_
}

Status Writer::append(std::string_view bytes) {
  if (!status_.ok()) return status_;
  Status done = def_.file->append(std::as_bytes(std::span(bytes.data(), bytes.size())));
  if (!done.ok()) {
    status_ = done.within("the session record stops here");
    return status_;
  }
  offset_ += bytes.size();
  crc_.add(bytes);
  digest_.add(bytes);
  return {};
}

SchemaId Writer::addSchema(std::string name, std::string encoding, std::string data) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  SHIXUN_ASSERT(summary_.schemas.size() < UINT16_MAX, "too many schemas");
  const auto id = static_cast<SchemaId>(summary_.schemas.size() + 1);
  summary_.schemas.push_back({id, std::move(name), std::move(encoding), std::move(data)});
  std::string bytes;
  put(bytes, summary_.schemas.back());
  (void)append(bytes);
  return id;
}

ChannelId Writer::addChannel(Channel channel) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  SHIXUN_ASSERT(summary_.channels.size() < UINT16_MAX, "too many channels");
  SHIXUN_ASSERT(static_cast<size_t>(channel.schema) <= summary_.schemas.size(),
                "the channel's schema is not of this record");
  channel.id = static_cast<ChannelId>(summary_.channels.size() + 1);
  summary_.channels.push_back(std::move(channel));
  std::string bytes;
  put(bytes, summary_.channels.back());
  (void)append(bytes);
  return summary_.channels.back().id;
}

Status Writer::write(const Message& message) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  const auto number = static_cast<size_t>(message.channel);
  SHIXUN_ASSERT(number >= 1 && number <= summary_.channels.size(),
                "the message's channel is not of this record");
  if (message.data.size() > kMaxPayloadBytes) return tooLarge("a message", message.data.size());
  if (!status_.ok() && chunk_.size() + message.data.size() > def_.pendingBytes) {
    ++lost_;
    return status_;
  }
  // A chunk never grows beyond what readers accept.
  if (status_.ok() && chunk_.size() + message.data.size() > kMaxPayloadBytes) (void)flush();
  if (chunk_.empty()) chunkSinceNs_ = nowNs_;
  chunk_.add(summary_.channels[number - 1], message);
  return chunk_.size() >= def_.chunkBytes ? flush() : status_;
}

Status Writer::addMetadata(const Metadata& metadata) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  if (metadata.name == kSealName) {
    return {StatusCode::kInvalid, "metadata called 'shixun.seal' is written by seal() alone"};
  }
  uint64_t size = metadata.name.size();
  for (const auto& [key, value] : metadata.values) size += key.size() + value.size();
  if (size > kMaxPayloadBytes || metadata.values.size() > kMaxMapEntries) {
    return tooLarge("metadata", size);
  }
  metadata_.push_back(metadata);
  return putMetadata(metadata);
}

Status Writer::putMetadata(const Metadata& metadata) {
  std::string bytes;
  put(bytes, metadata);
  MetadataIndex index{offset_, bytes.size(), metadata.name};
  Status done = append(bytes);
  if (done.ok()) summary_.addMetadata(std::move(index));
  return done;
}

Status Writer::addAttachment(const Attachment& attachment) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  const uint64_t size =
      attachment.data.size() + attachment.name.size() + attachment.mediaType.size();
  if (size > kMaxPayloadBytes) return tooLarge("an attachment", size);
  std::string bytes;
  put(bytes, attachment);
  AttachmentIndex index{offset_,
                        bytes.size(),
                        attachment.logTimeNs,
                        attachment.createTimeNs,
                        attachment.data.size(),
                        attachment.name,
                        attachment.mediaType};
  Status done = append(bytes);
  if (done.ok()) summary_.addAttachment(std::move(index));
  return done;
}

Status Writer::tick(uint64_t nowNs) {
  nowNs_ = nowNs;
  chunkSinceNs_ = std::min(chunkSinceNs_, nowNs);  // a clock set back must not hold a chunk open
  if (!chunk_.empty() && nowNs - chunkSinceNs_ >= kChunkAgeNs) return flush();
  return status_;
}

Status Writer::flush() {
  if (!status_.ok() || chunk_.empty()) return status_;
  auto closed = chunk_.close(offset_, compressor_.get());
  if (!closed.ok()) {
    status_ = closed.status().within("the session record stops here");
    return status_;
  }
  if (Status done = append(closed->bytes); !done.ok()) return done;
  summary_.addChunk(std::move(closed->index), closed->counts);
  chunk_.reset();
  if (def_.syncChunks) {
    if (Status synced = def_.file->sync(); !synced.ok()) {
      status_ = synced.within("the session record stops here");
    }
  }
  return status_;
}

Status Writer::seal(const StationKey& key) {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  if (Status done = flush(); !done.ok()) return done;
  Sha256 soFar = digest_;
  const Metadata record = makeSeal(key, soFar.finish(), offset_);
  if (Status done = putMetadata(record); !done.ok()) return done;
  return finish();
}

Status Writer::close() {
  SHIXUN_ASSERT(!closed_, "the record is closed");
  if (Status done = flush(); !done.ok()) return done;
  return finish();
}

Status Writer::finish() {
  std::string end;
  putDataEnd(end, crc_.value());
  summary_.countSchemasAndChannels();
  end += serialise(summary_, offset_ + end.size());
  if (Status done = append(end); !done.ok()) return done;
  if (Status synced = def_.file->sync(); !synced.ok()) {
    status_ = synced.within("the session record may not be safe on the disk");
    return status_;
  }
  closed_ = true;
  return {};
}

Status Writer::resumeIn(std::unique_ptr<AppendFile> file) {
  SHIXUN_ASSERT(!status_.ok(), "resumeIn is for a writer that failed");
  SHIXUN_ASSERT(file != nullptr, "a record needs a file");
  earlierMessages_ += summary_.statistics.messageCount;
  ++part_;
  Summary fresh;
  fresh.schemas = std::move(summary_.schemas);
  fresh.channels = std::move(summary_.channels);
  summary_ = std::move(fresh);
  def_.file = std::move(file);
  status_ = {};
  offset_ = 0;
  crc_ = {};
  digest_ = {};
  begin();
  Metadata continues{std::string(kContinuesName),
                     {{"part", std::to_string(part_)},
                      {"messagesBefore", std::to_string(earlierMessages_)},
                      {"messagesLost", std::to_string(lost_)}}};
  (void)putMetadata(continues);
  for (const Metadata& metadata : metadata_) (void)putMetadata(metadata);
  return flush();
}

}  // namespace shixun::record
