#include "record/bytes.h"
#include "record/crc32.h"
#include "record/wire.h"

namespace shixun::record {
namespace {

Parse verdict(const ByteReader& in) {
  if (!in.ok()) return Parse::kBad;
  return in.left() == 0 ? Parse::kExact : Parse::kLonger;
}

SchemaId schemaId(ByteReader& in) {
  return static_cast<SchemaId>(in.u16());
}
ChannelId channelId(ByteReader& in) {
  return static_cast<ChannelId>(in.u16());
}

// A map in memory is ten times its bytes; no honest one comes near this.

// False when the map's length is not that of its entries or a key comes twice.
bool readMap(ByteReader& in, StringMap& out) {
  ByteReader entries(in.string());
  while (entries.ok() && entries.left() > 0) {
    if (out.size() == kMaxMapEntries) return false;
    std::string key(entries.string());
    std::string value(entries.string());
    if (!out.emplace(std::move(key), std::move(value)).second) return false;
  }
  return in.ok() && entries.ok();
}

bool readMap(ByteReader& in, std::map<ChannelId, uint64_t>& out) {
  ByteReader entries(in.string());
  while (entries.ok() && entries.left() > 0) {
    const ChannelId key = channelId(entries);
    if (!out.emplace(key, entries.u64()).second) return false;
  }
  return in.ok() && entries.ok();
}

}  // namespace

bool isKnown(uint8_t opcode) {
  return opcode >= static_cast<uint8_t>(Opcode::kHeader) &&
         opcode <= static_cast<uint8_t>(Opcode::kDataEnd);
}

const char* nameOf(Opcode opcode) {
  switch (opcode) {
    case Opcode::kHeader:
      return "header";
    case Opcode::kFooter:
      return "footer";
    case Opcode::kSchema:
      return "schema";
    case Opcode::kChannel:
      return "channel";
    case Opcode::kMessage:
      return "message";
    case Opcode::kChunk:
      return "chunk";
    case Opcode::kMessageIndex:
      return "message index";
    case Opcode::kChunkIndex:
      return "chunk index";
    case Opcode::kAttachment:
      return "attachment";
    case Opcode::kAttachmentIndex:
      return "attachment index";
    case Opcode::kStatistics:
      return "statistics";
    case Opcode::kMetadata:
      return "metadata";
    case Opcode::kMetadataIndex:
      return "metadata index";
    case Opcode::kSummaryOffset:
      return "summary offset";
    case Opcode::kDataEnd:
      return "data end";
  }
  return "record of unknown type";
}

std::optional<RawRecord> readRecord(std::string_view bytes, uint64_t offset) {
  if (offset > bytes.size() || bytes.size() - offset < kRecordHead) return std::nullopt;
  ByteReader head(bytes.substr(static_cast<size_t>(offset), kRecordHead));
  RawRecord record;
  record.opcode = head.u8();
  record.offset = offset;
  const uint64_t length = head.u64();
  const uint64_t begin = offset + kRecordHead;
  if (length > bytes.size() - begin) return std::nullopt;
  record.content = bytes.substr(static_cast<size_t>(begin), static_cast<size_t>(length));
  record.end = begin + length;
  return record;
}

Parse parse(std::string_view content, Header& out) {
  ByteReader in(content);
  out.profile = in.string();
  out.library = in.string();
  return verdict(in);
}

Parse parse(std::string_view content, Footer& out) {
  ByteReader in(content);
  out.summaryStart = in.u64();
  out.summaryOffsetStart = in.u64();
  out.summaryCrc = in.u32();
  return verdict(in);
}

Parse parse(std::string_view content, Schema& out) {
  ByteReader in(content);
  out.id = schemaId(in);
  out.name = in.string();
  out.encoding = in.string();
  out.data = in.string();
  return out.id == SchemaId::kNone ? Parse::kBad : verdict(in);
}

Parse parse(std::string_view content, Channel& out) {
  ByteReader in(content);
  out.id = channelId(in);
  out.schema = schemaId(in);
  out.topic = in.string();
  out.encoding = in.string();
  return readMap(in, out.metadata) ? verdict(in) : Parse::kBad;
}

Parse parse(std::string_view content, Message& out) {
  ByteReader in(content);
  out.channel = channelId(in);
  out.sequence = in.u32();
  out.logTimeNs = in.u64();
  out.publishTimeNs = in.u64();
  out.data = in.rest();
  return verdict(in);
}

Parse parse(std::string_view content, ChunkHeader& out) {
  ByteReader in(content);
  out.startTimeNs = in.u64();
  out.endTimeNs = in.u64();
  out.uncompressedSize = in.u64();
  out.uncompressedCrc = in.u32();
  out.compression = in.string();
  out.records = in.bytes(in.u64());
  return verdict(in);
}

Parse parse(std::string_view content, ChunkIndex& out) {
  ByteReader in(content);
  out.startTimeNs = in.u64();
  out.endTimeNs = in.u64();
  out.offset = in.u64();
  out.length = in.u64();
  if (!readMap(in, out.messageIndexOffsets)) return Parse::kBad;
  out.messageIndexLength = in.u64();
  out.compression = in.string();
  out.compressedSize = in.u64();
  out.uncompressedSize = in.u64();
  return verdict(in);
}

Parse parse(std::string_view content, Attachment& out, bool& crcGood) {
  ByteReader in(content);
  out.logTimeNs = in.u64();
  out.createTimeNs = in.u64();
  out.name = in.string();
  out.mediaType = in.string();
  out.data = in.bytes(in.u64());
  const std::string_view covered = content.substr(0, content.size() - in.left());
  const uint32_t crc = in.u32();
  crcGood = in.ok() && (crc == 0 || crc == crc32(covered));
  return verdict(in);
}

Parse parse(std::string_view content, AttachmentIndex& out) {
  ByteReader in(content);
  out.offset = in.u64();
  out.length = in.u64();
  out.logTimeNs = in.u64();
  out.createTimeNs = in.u64();
  out.dataSize = in.u64();
  out.name = in.string();
  out.mediaType = in.string();
  return verdict(in);
}

Parse parse(std::string_view content, Statistics& out) {
  ByteReader in(content);
  out.messageCount = in.u64();
  out.schemaCount = in.u16();
  out.channelCount = in.u32();
  out.attachmentCount = in.u32();
  out.metadataCount = in.u32();
  out.chunkCount = in.u32();
  out.startTimeNs = in.u64();
  out.endTimeNs = in.u64();
  return readMap(in, out.messageCounts) ? verdict(in) : Parse::kBad;
}

Parse parse(std::string_view content, Metadata& out) {
  ByteReader in(content);
  out.name = in.string();
  return readMap(in, out.values) ? verdict(in) : Parse::kBad;
}

Parse parse(std::string_view content, MetadataIndex& out) {
  ByteReader in(content);
  out.offset = in.u64();
  out.length = in.u64();
  out.name = in.string();
  return verdict(in);
}

Parse parseDataEnd(std::string_view content, uint32_t& dataCrc) {
  ByteReader in(content);
  dataCrc = in.u32();
  return verdict(in);
}

Parse parseMessageIndex(std::string_view content, ChannelId& channel, uint64_t& entryCount) {
  constexpr uint64_t kEntryBytes = 16;
  ByteReader in(content);
  channel = channelId(in);
  const std::string_view entries = in.string();
  entryCount = entries.size() / kEntryBytes;
  return entries.size() % kEntryBytes == 0 ? verdict(in) : Parse::kBad;
}

}  // namespace shixun::record
