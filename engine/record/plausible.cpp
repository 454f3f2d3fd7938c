#include "record/plausible.h"

#include <algorithm>

#include "record/chunk.h"

namespace shixun::record {
namespace {

template <typename Record>
bool isExact(std::string_view content) {
  Record record;
  return parse(content, record) == Parse::kExact;
}

bool isWellFormed(const RawRecord& record) {
  ChannelId channel;
  uint64_t count = 0;
  switch (static_cast<Opcode>(record.opcode)) {
    case Opcode::kSchema:
      return isExact<Schema>(record.content);
    case Opcode::kChannel:
      return isExact<Channel>(record.content);
    case Opcode::kMessageIndex:
      return parseMessageIndex(record.content, channel, count) == Parse::kExact;
    case Opcode::kChunkIndex:
      return isExact<ChunkIndex>(record.content);
    case Opcode::kAttachmentIndex:
      return isExact<AttachmentIndex>(record.content);
    case Opcode::kStatistics:
      return isExact<Statistics>(record.content);
    case Opcode::kMetadata:
      return isExact<Metadata>(record.content);
    case Opcode::kMetadataIndex:
      return isExact<MetadataIndex>(record.content);
    case Opcode::kSummaryOffset:
      return record.content.size() == 1 + 8 + 8;
    default:
      return false;  // header, message, unknown: nothing that a walk could go on from
  }
}

}  // namespace

Plausibility::Plausibility(std::string_view bytes, const Limits& limits)
    : bytes_(bytes), limits_(limits), workLimit_((16ULL << 20) + 16 * bytes.size()) {}

Plausibility::Verdict Plausibility::judgeChunk(const RawRecord& record) {
  ChunkHeader chunk;
  if (parse(record.content, chunk) != Parse::kExact) return Verdict::kBad;
  if (chunk.compression != "zstd" && !chunk.compression.empty()) return Verdict::kBad;
  if (chunk.uncompressedSize > limits_.chunkBytes) return Verdict::kFramed;
  // Unpacking is far cheaper per byte than parsing.
  work_ += chunk.records.size() + std::min(chunk.uncompressedSize, maxExpansion(chunk)) / 64;
  const auto records = unpack(chunk, limits_, decompressor_);
  if (!records.ok()) return Verdict::kFramed;
  return chunk.uncompressedCrc != 0 ? Verdict::kProved : Verdict::kWellFormed;
}

Plausibility::Verdict Plausibility::judge(const RawRecord& record) {
  work_ += kRecordHead;
  if (record.is(Opcode::kChunk)) return judgeChunk(record);
  work_ += record.content.size();
  if (record.is(Opcode::kAttachment)) {
    Attachment attachment;
    bool crcGood = false;
    if (parse(record.content, attachment, crcGood) != Parse::kExact) return Verdict::kBad;
    return crcGood ? Verdict::kProved : Verdict::kFramed;
  }
  if (record.is(Opcode::kDataEnd)) {
    return record.content.size() == 4 ? Verdict::kProved : Verdict::kBad;
  }
  if (record.is(Opcode::kFooter)) {
    const bool atEnd = record.end <= bytes_.size() && bytes_.substr(record.end) == kMagic;
    return atEnd && record.content.size() == 20 ? Verdict::kProved : Verdict::kBad;
  }
  return isWellFormed(record) ? Verdict::kWellFormed : Verdict::kBad;
}

bool Plausibility::continuesAt(uint64_t offset) {
  std::vector<uint64_t> run;
  bool found = false;
  for (;; run.push_back(offset), offset = readRecord(bytes_, offset)->end) {
    found = offset == bytes_.size();
    if (offset >= bytes_.size() || work_ >= workLimit_) break;
    if (const auto known = continues_.find(offset); known != continues_.end()) {
      found = known->second;
      break;
    }
    const auto record = readRecord(bytes_, offset);
    if (!record) {
      found = isKnown(static_cast<uint8_t>(bytes_[static_cast<size_t>(offset)]));
      break;
    }
    const Verdict verdict = judge(*record);
    found = verdict == Verdict::kProved;
    if (found || verdict == Verdict::kBad) break;
  }
  for (const uint64_t passed : run) continues_[passed] = found;
  return found;
}

bool Plausibility::isProvedAt(uint64_t offset) {
  failed_.resize(bytes_.size());
  std::vector<uint64_t> run;
  while (offset < bytes_.size() && !failed_[static_cast<size_t>(offset)] && work_ < workLimit_) {
    run.push_back(offset);
    const auto record = readRecord(bytes_, offset);
    if (!record) break;
    const Verdict verdict = judge(*record);
    if (verdict == Verdict::kProved) return true;
    if (verdict != Verdict::kWellFormed) break;
    offset = record->end;
  }
  for (const uint64_t failed : run) failed_[static_cast<size_t>(failed)] = true;
  return false;
}

uint64_t Plausibility::nextRecord(uint64_t from) {
  for (uint64_t at = from; at < bytes_.size() && work_ < workLimit_; ++at) {
    if (isKnown(static_cast<uint8_t>(bytes_[static_cast<size_t>(at)])) && isProvedAt(at)) {
      return at;
    }
  }
  return bytes_.size();
}

}  // namespace shixun::record
