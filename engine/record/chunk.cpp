#include "record/chunk.h"

#include <algorithm>

#include "record/crc32.h"

namespace shixun::record {

void ChunkBuilder::add(const Channel& channel, const Message& message) {
  auto found = indexes_.find(channel.id);
  if (found == indexes_.end()) {
    put(records_, channel);
    found = indexes_.emplace(channel.id, MessageIndex{channel.id, {}}).first;
  }
  found->second.entries.emplace_back(message.logTimeNs, records_.size());
  put(records_, message);
  startTimeNs_ = messageCount_ == 0 ? message.logTimeNs : std::min(startTimeNs_, message.logTimeNs);
  endTimeNs_ = messageCount_ == 0 ? message.logTimeNs : std::max(endTimeNs_, message.logTimeNs);
  ++messageCount_;
}

void ChunkBuilder::reset() {
  records_.clear();
  indexes_.clear();
  messageCount_ = 0;
}

Result<ChunkBuilder::Closed> ChunkBuilder::close(uint64_t offset, Compressor* compressor) const {
  std::string packed;
  if (compressor != nullptr) {
    if (Status done = compressor->compress(records_, packed); !done.ok()) return done;
  }
  ChunkHeader chunk;
  chunk.startTimeNs = startTimeNs_;
  chunk.endTimeNs = endTimeNs_;
  chunk.uncompressedSize = records_.size();
  chunk.uncompressedCrc = crc32(records_);
  chunk.compression = compressor != nullptr ? "zstd" : "";
  chunk.records = compressor != nullptr ? std::string_view(packed) : std::string_view(records_);

  Closed closed;
  put(closed.bytes, chunk);
  closed.index.startTimeNs = startTimeNs_;
  closed.index.endTimeNs = endTimeNs_;
  closed.index.offset = offset;
  closed.index.length = closed.bytes.size();
  closed.index.compression = chunk.compression;
  closed.index.compressedSize = chunk.records.size();
  closed.index.uncompressedSize = chunk.uncompressedSize;
  for (const auto& [channel, index] : indexes_) {
    closed.index.messageIndexOffsets[channel] = offset + closed.bytes.size();
    closed.counts[channel] = index.entries.size();
    // Readers expect the entries by time; a message may have been handed over late.
    MessageIndex sorted = index;
    std::stable_sort(sorted.entries.begin(), sorted.entries.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    put(closed.bytes, sorted);
  }
  closed.index.messageIndexLength = closed.bytes.size() - closed.index.length;
  return closed;
}

Result<std::string> unpack(const ChunkHeader& chunk, const Limits& limits,
                           Decompressor& decompressor) {
  if (chunk.uncompressedSize > limits.chunkBytes) {
    return Status(StatusCode::kCorrupt,
                  "the chunk claims " + std::to_string(chunk.uncompressedSize) +
                      " bytes, more than the " + std::to_string(limits.chunkBytes) + " allowed");
  }
  Result<std::string> records =
      Status(StatusCode::kUnsupported, "the chunk is compressed by '" +
                                           std::string(chunk.compression.substr(0, 16)) +
                                           "', which is not supported");
  if (chunk.compression == "zstd") {
    records = decompressor.decompress(chunk.records, chunk.uncompressedSize);
  } else if (chunk.compression.empty()) {
    if (chunk.records.size() != chunk.uncompressedSize) {
      return Status(StatusCode::kCorrupt, "the chunk's size is not that of its records");
    }
    records = std::string(chunk.records);
  }
  if (!records.ok()) return records.status();
  if (chunk.uncompressedCrc != 0 && crc32(*records) != chunk.uncompressedCrc) {
    return Status(StatusCode::kCorrupt, "the chunk's checksum does not match");
  }
  return records;
}

bool parseChunk(std::string_view records, ChunkContent& out) {
  uint64_t at = 0;
  while (at < records.size()) {
    const auto record = readRecord(records, at);
    if (!record) return false;
    at = record->end;
    if (record->is(Opcode::kMessage)) {
      Message message;
      if (parse(record->content, message) == Parse::kBad) return false;
      out.messages.push_back(message);
    } else if (record->is(Opcode::kChannel)) {
      Channel channel;
      if (parse(record->content, channel) == Parse::kBad) return false;
      out.channels.emplace(channel.id, std::move(channel));
    } else if (record->is(Opcode::kSchema)) {
      Schema schema;
      if (parse(record->content, schema) == Parse::kBad) return false;
      out.schemas.emplace(schema.id, std::move(schema));
    }
  }
  return true;
}

}  // namespace shixun::record
