#include <algorithm>

#include "record/bytes.h"
#include "record/crc32.h"
#include "record/wire.h"

namespace shixun::record {
namespace {

// Reserves the length of a record or of a map and fills it in when all is written.
class LengthPrefix {
 public:
  LengthPrefix(std::string& out, int bytes) : out_(out), at_(out.size()), bytes_(bytes) {
    putUint(out_, 0, bytes_);
  }
  ~LengthPrefix() {
    const uint64_t length = out_.size() - at_ - static_cast<size_t>(bytes_);
    for (int i = 0; i < bytes_; ++i) {
      out_[at_ + static_cast<size_t>(i)] =
          static_cast<char>(static_cast<uint8_t>(length >> (8 * i)));
    }
  }
  LengthPrefix(const LengthPrefix&) = delete;
  LengthPrefix& operator=(const LengthPrefix&) = delete;

 private:
  std::string& out_;
  size_t at_;
  int bytes_;
};

class RecordScope {
 public:
  RecordScope(std::string& out, Opcode opcode) : length_(begin(out, opcode), 8) {}

 private:
  static std::string& begin(std::string& out, Opcode opcode) {
    putU8(out, static_cast<uint8_t>(opcode));
    return out;
  }
  LengthPrefix length_;
};

void putMap(std::string& out, const StringMap& map) {
  const LengthPrefix length(out, 4);
  for (const auto& [key, value] : map) {
    putString(out, key);
    putString(out, value);
  }
}

void putMap(std::string& out, const std::map<ChannelId, uint64_t>& map) {
  const LengthPrefix length(out, 4);
  for (const auto& [key, value] : map) {
    putU16(out, static_cast<uint16_t>(key));
    putU64(out, value);
  }
}

}  // namespace

void putRecord(std::string& out, Opcode opcode, std::string_view content) {
  const RecordScope record(out, opcode);
  out += content;
}

void put(std::string& out, const Header& header) {
  const RecordScope record(out, Opcode::kHeader);
  putString(out, header.profile);
  putString(out, header.library);
}

void put(std::string& out, const Schema& schema) {
  const RecordScope record(out, Opcode::kSchema);
  putU16(out, static_cast<uint16_t>(schema.id));
  putString(out, schema.name);
  putString(out, schema.encoding);
  putString(out, schema.data);
}

void put(std::string& out, const Channel& channel) {
  const RecordScope record(out, Opcode::kChannel);
  putU16(out, static_cast<uint16_t>(channel.id));
  putU16(out, static_cast<uint16_t>(channel.schema));
  putString(out, channel.topic);
  putString(out, channel.encoding);
  putMap(out, channel.metadata);
}

void put(std::string& out, const Message& message) {
  putU8(out, static_cast<uint8_t>(Opcode::kMessage));
  putU64(out, kMessageHead + message.data.size());
  putU16(out, static_cast<uint16_t>(message.channel));
  putU32(out, message.sequence);
  putU64(out, message.logTimeNs);
  putU64(out, message.publishTimeNs);
  out += message.data;
}

void put(std::string& out, const ChunkHeader& chunk) {
  const RecordScope record(out, Opcode::kChunk);
  putU64(out, chunk.startTimeNs);
  putU64(out, chunk.endTimeNs);
  putU64(out, chunk.uncompressedSize);
  putU32(out, chunk.uncompressedCrc);
  putString(out, chunk.compression);
  putU64(out, chunk.records.size());
  out += chunk.records;
}

void put(std::string& out, const MessageIndex& index) {
  const RecordScope record(out, Opcode::kMessageIndex);
  putU16(out, static_cast<uint16_t>(index.channel));
  const LengthPrefix length(out, 4);
  for (const auto& [time, offset] : index.entries) {
    putU64(out, time);
    putU64(out, offset);
  }
}

void put(std::string& out, const ChunkIndex& index) {
  const RecordScope record(out, Opcode::kChunkIndex);
  putU64(out, index.startTimeNs);
  putU64(out, index.endTimeNs);
  putU64(out, index.offset);
  putU64(out, index.length);
  putMap(out, index.messageIndexOffsets);
  putU64(out, index.messageIndexLength);
  putString(out, index.compression);
  putU64(out, index.compressedSize);
  putU64(out, index.uncompressedSize);
}

void put(std::string& out, const Attachment& attachment) {
  const RecordScope record(out, Opcode::kAttachment);
  const size_t begin = out.size();
  putU64(out, attachment.logTimeNs);
  putU64(out, attachment.createTimeNs);
  putString(out, attachment.name);
  putString(out, attachment.mediaType);
  putU64(out, attachment.data.size());
  out += attachment.data;
  putU32(out, crc32(std::string_view(out).substr(begin)));
}

void put(std::string& out, const AttachmentIndex& index) {
  const RecordScope record(out, Opcode::kAttachmentIndex);
  putU64(out, index.offset);
  putU64(out, index.length);
  putU64(out, index.logTimeNs);
  putU64(out, index.createTimeNs);
  putU64(out, index.dataSize);
  putString(out, index.name);
  putString(out, index.mediaType);
}

void put(std::string& out, const Statistics& statistics) {
  const RecordScope record(out, Opcode::kStatistics);
  putU64(out, statistics.messageCount);
  putU16(out, statistics.schemaCount);
  putU32(out, statistics.channelCount);
  putU32(out, statistics.attachmentCount);
  putU32(out, statistics.metadataCount);
  putU32(out, statistics.chunkCount);
  putU64(out, statistics.startTimeNs);
  putU64(out, statistics.endTimeNs);
  putMap(out, statistics.messageCounts);
}

void put(std::string& out, const Metadata& metadata) {
  const RecordScope record(out, Opcode::kMetadata);
  putString(out, metadata.name);
  putMap(out, metadata.values);
}

void put(std::string& out, const MetadataIndex& index) {
  const RecordScope record(out, Opcode::kMetadataIndex);
  putU64(out, index.offset);
  putU64(out, index.length);
  putString(out, index.name);
}

void putSummaryOffset(std::string& out, Opcode group, uint64_t start, uint64_t length) {
  const RecordScope record(out, Opcode::kSummaryOffset);
  putU8(out, static_cast<uint8_t>(group));
  putU64(out, start);
  putU64(out, length);
}

void putDataEnd(std::string& out, uint32_t dataCrc) {
  const RecordScope record(out, Opcode::kDataEnd);
  putU32(out, dataCrc);
}

void putFooter(std::string& out, Footer footer, std::string_view summary) {
  std::string head;
  putU8(head, static_cast<uint8_t>(Opcode::kFooter));
  putU64(head, kFooterSize - kRecordHead);
  putU64(head, footer.summaryStart);
  putU64(head, footer.summaryOffsetStart);
  Crc32 crc;
  crc.add(summary);
  crc.add(head);
  out += head;
  putU32(out, crc.value());
  out += kMagic;
}

}  // namespace shixun::record
