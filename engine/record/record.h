// The session container. A record is an MCAP file (https://mcap.dev/spec, major version 0): any
// MCAP tool opens it. This module knows the container only; which topics exist and what their
// messages say is decided by `session`.
//
// How a record looks on disk (all integers little-endian):
//
//   magic                     89 'M' 'C' 'A' 'P' '0' \r \n
//   Header                    profile "shixun", library
//   -- data section, written while the session runs, only ever appended to --
//   Schema, Channel           when they are added
//   Metadata, Attachment      when they are added (attachments carry a CRC)
//   Chunk                     zstd; CRC of the uncompressed bytes; repeats the Channel records that
//                             its messages need, so that it can be read when all else is lost
//   Message Index ...         after each chunk, one per channel in it
//   Metadata "shixun.seal"    digest and signature of every byte before it (seal.h), last of all
//   Data End                  CRC of every byte before it
//   -- summary, written when the record is closed, derivable from the data section --
//   Schema, Channel, Statistics, Chunk/Attachment/Metadata Index, Summary Offset
//   Footer                    where the summary begins, CRC of the summary
//   magic
//
// Every record on disk is <opcode u8> <length u64> <content>. Unknown opcodes are skipped.
//
// Who does what: Writer (writer.h) appends; Reader (reader.h) reads, through the summary when all
// checksums are right, otherwise by walking the whole file and keeping whatever proves intact;
// recover (recover.h) makes a whole file of that; seal.h signs and verifies.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shixun::record {

inline constexpr std::string_view kProfile = "shixun";
// Metadata of these names are written by this module itself.
inline constexpr std::string_view kSealName = "shixun.seal";
inline constexpr std::string_view kContinuesName = "shixun.continues";
inline constexpr std::string_view kRecoveredName = "shixun.recovered";

// Ids as they stand in the file; they never change during a record. kNone: no schema.
enum class SchemaId : uint16_t { kNone = 0 };
enum class ChannelId : uint16_t { kNone = 0 };

using StringMap = std::map<std::string, std::string>;

// Describes the payload of a channel. `data` conforms to `encoding`, e.g. a JSON Schema under
// "jsonschema".
struct Schema {
  SchemaId id = SchemaId::kNone;
  std::string name;
  std::string encoding;
  std::string data;
  bool operator==(const Schema&) const = default;
};

// A stream of messages on one topic.
struct Channel {
  ChannelId id = ChannelId::kNone;
  SchemaId schema = SchemaId::kNone;
  std::string topic;
  std::string encoding = "json";
  StringMap metadata;
  bool operator==(const Channel&) const = default;
};

// Times are nanoseconds since the session began. `data` is a view: its owner is named where a
// Message is handed out.
struct Message {
  ChannelId channel = ChannelId::kNone;
  uint32_t sequence = 0;  // counts per channel, as the caller likes
  uint64_t logTimeNs = 0;
  uint64_t publishTimeNs = 0;
  std::string_view data;
};

struct Metadata {
  std::string name;
  StringMap values;
  bool operator==(const Metadata&) const = default;
};

// A file within the record, a picture for instance. `data` is a view, see Message.
struct Attachment {
  uint64_t logTimeNs = 0;
  uint64_t createTimeNs = 0;  // 0: unknown
  std::string name;
  std::string mediaType;  // e.g. "image/png"
  std::string_view data;
};

// Times are 0 when there are no messages. Channels without a message are not in messageCounts.
struct Statistics {
  uint64_t messageCount = 0;
  uint16_t schemaCount = 0;
  uint32_t channelCount = 0;
  uint32_t attachmentCount = 0;
  uint32_t metadataCount = 0;
  uint32_t chunkCount = 0;
  uint64_t startTimeNs = 0;
  uint64_t endTimeNs = 0;
  std::map<ChannelId, uint64_t> messageCounts;
  bool operator==(const Statistics&) const = default;
};

// A range of the file that could not be read or cannot be trusted, and why, in one sentence part.
// length 0: something is missing at `offset`.
struct Damage {
  uint64_t offset = 0;
  uint64_t length = 0;
  std::string why;
};

// "bytes 120..400: why"
std::string format(const Damage& damage);

// What a reader accepts from a file that nobody vouches for. What is allocated never exceeds these,
// and never exceeds what the file's own compressed bytes could expand to.
struct Limits {
  uint64_t chunkBytes = 64ULL << 20;    // one chunk, uncompressed
  uint64_t cursorBytes = 256ULL << 20;  // chunks that a cursor holds at one time
  uint64_t totalBytes = 8ULL << 30;     // uncompressed over a whole walk
};

}  // namespace shixun::record
