// Chunks: gathering messages into one while recording, and taking one apart again.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "record/wire.h"
#include "record/zstd_codec.h"

namespace shixun::record {

// The chunk being filled. Cleared by reset(); nothing is lost by a failed write of what seal made.
class ChunkBuilder {
 public:
  // The channel record goes into the chunk before its first message there.
  void add(const Channel& channel, const Message& message);

  bool empty() const { return indexes_.empty(); }
  uint64_t size() const { return records_.size(); }  // bytes, uncompressed
  uint64_t messageCount() const { return messageCount_; }
  void reset();

  // A closed chunk, ready to append: the Chunk record and its Message Index records.
  struct Closed {
    std::string bytes;
    ChunkIndex index;
    std::map<ChannelId, uint64_t> counts;
  };
  // `offset`: where the bytes will lie in the file. compressor may be null: stored as it is.
  Result<Closed> close(uint64_t offset, Compressor* compressor) const;

 private:
  std::string records_;
  std::map<ChannelId, MessageIndex> indexes_;
  uint64_t messageCount_ = 0;
  uint64_t startTimeNs_ = 0;
  uint64_t endTimeNs_ = 0;
};

// The most bytes that unpacking it can cost, whatever it claims.
inline uint64_t maxExpansion(const ChunkHeader& chunk) {
  return maxExpansion(chunk.records.size());
}
// The uncompressed records, checked against size, limit and CRC.
Result<std::string> unpack(const ChunkHeader& chunk, const Limits& limits,
                           Decompressor& decompressor);

// What an unpacked chunk holds. Messages are views into the unpacked bytes, in their order there.
// Schemas and channels may be repeated there; the first of each id counts.
struct ChunkContent {
  std::map<SchemaId, Schema> schemas;
  std::map<ChannelId, Channel> channels;
  std::vector<Message> messages;
};
// False when a record in it is malformed.
bool parseChunk(std::string_view records, ChunkContent& out);

}  // namespace shixun::record
