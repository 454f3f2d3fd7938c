// The MCAP records as bytes: one put and one parse for each. Field order and types follow the
// public specification (mcap.dev/spec, "Records"). Offsets count from the start of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.h"

namespace shixun::record {

// The most entries that readers take for one map.
inline constexpr size_t kMaxMapEntries = 65536;

enum class Opcode : uint8_t {
  kHeader = 0x01,
  kFooter = 0x02,
  kSchema = 0x03,
  kChannel = 0x04,
  kMessage = 0x05,
  kChunk = 0x06,
  kMessageIndex = 0x07,
  kChunkIndex = 0x08,
  kAttachment = 0x09,
  kAttachmentIndex = 0x0A,
  kStatistics = 0x0B,
  kMetadata = 0x0C,
  kMetadataIndex = 0x0D,
  kSummaryOffset = 0x0E,
  kDataEnd = 0x0F,
};
const char* nameOf(Opcode opcode);  // "chunk"; "record of unknown type" for others
bool isKnown(uint8_t opcode);

inline constexpr std::string_view kMagic{"\x89MCAP0\r\n", 8};
inline constexpr uint64_t kRecordHead = 9;               // opcode and length
inline constexpr uint64_t kMessageHead = 2 + 4 + 8 + 8;  // a message's content before its data
inline constexpr uint64_t kFooterSize = kRecordHead + 20;
inline constexpr uint64_t kDataEndSize = kRecordHead + 4;

// A record as it lies in `bytes`: content is a view, end is the offset after it.
struct RawRecord {
  uint8_t opcode = 0;
  uint64_t offset = 0;
  std::string_view content;
  uint64_t end = 0;
  bool is(Opcode o) const { return opcode == static_cast<uint8_t>(o); }
};
// None when the record does not fit between `offset` and the end of `bytes`.
std::optional<RawRecord> readRecord(std::string_view bytes, uint64_t offset);

struct Header {
  std::string profile;
  std::string library;
};
struct Footer {
  uint64_t summaryStart = 0;
  uint64_t summaryOffsetStart = 0;
  uint32_t summaryCrc = 0;
};
// Views point into the parsed content.
struct ChunkHeader {
  uint64_t startTimeNs = 0;
  uint64_t endTimeNs = 0;
  uint64_t uncompressedSize = 0;
  uint32_t uncompressedCrc = 0;  // 0: not given
  std::string_view compression;  // "zstd" or "" (none)
  std::string_view records;
};
// Log time and offset within the uncompressed chunk, of each message of one channel.
struct MessageIndex {
  ChannelId channel = ChannelId::kNone;
  std::vector<std::pair<uint64_t, uint64_t>> entries;
};
struct ChunkIndex {
  uint64_t startTimeNs = 0;
  uint64_t endTimeNs = 0;
  uint64_t offset = 0;
  uint64_t length = 0;
  std::map<ChannelId, uint64_t> messageIndexOffsets;  // empty: not known
  uint64_t messageIndexLength = 0;
  std::string compression;
  uint64_t compressedSize = 0;
  uint64_t uncompressedSize = 0;
};
struct AttachmentIndex {
  uint64_t offset = 0;
  uint64_t length = 0;
  uint64_t logTimeNs = 0;
  uint64_t createTimeNs = 0;
  uint64_t dataSize = 0;
  std::string name;
  std::string mediaType;
};
struct MetadataIndex {
  uint64_t offset = 0;
  uint64_t length = 0;
  std::string name;
};

// Append a whole record, opcode and length included.
void putRecord(std::string& out, Opcode opcode, std::string_view content);
void put(std::string& out, const Header& header);
void put(std::string& out, const Schema& schema);
void put(std::string& out, const Channel& channel);
void put(std::string& out, const Message& message);
void put(std::string& out, const ChunkHeader& chunk);
void put(std::string& out, const MessageIndex& index);
void put(std::string& out, const ChunkIndex& index);
void put(std::string& out, const Attachment& attachment);  // computes the CRC
void put(std::string& out, const AttachmentIndex& index);
void put(std::string& out, const Statistics& statistics);
void put(std::string& out, const Metadata& metadata);
void put(std::string& out, const MetadataIndex& index);
void putSummaryOffset(std::string& out, Opcode group, uint64_t start, uint64_t length);
void putDataEnd(std::string& out, uint32_t dataCrc);
// Footer and trailing magic; the CRC covers `summary` and the footer's first fields.
void putFooter(std::string& out, Footer footer, std::string_view summary);

// How a record's content read. kLonger: well formed, with bytes after the known fields, which the
// specification reserves for future fields; in a damaged file it is a reason to doubt.
enum class Parse { kBad, kExact, kLonger };
Parse parse(std::string_view content, Header& out);
Parse parse(std::string_view content, Footer& out);
Parse parse(std::string_view content, Schema& out);
Parse parse(std::string_view content, Channel& out);
Parse parse(std::string_view content, Message& out);
Parse parse(std::string_view content, ChunkHeader& out);
Parse parse(std::string_view content, ChunkIndex& out);
// crcGood: the attachment's own checksum matches, or is not given (0).
Parse parse(std::string_view content, Attachment& out, bool& crcGood);
Parse parse(std::string_view content, AttachmentIndex& out);
Parse parse(std::string_view content, Statistics& out);
Parse parse(std::string_view content, Metadata& out);
Parse parse(std::string_view content, MetadataIndex& out);
Parse parseDataEnd(std::string_view content, uint32_t& dataCrc);
// A Message Index without its entries, of which there may be many.
Parse parseMessageIndex(std::string_view content, ChannelId& channel, uint64_t& entryCount);

}  // namespace shixun::record
