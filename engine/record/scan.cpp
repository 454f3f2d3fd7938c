#include "record/scan.h"

#include <algorithm>
#include <map>
#include <string>

#include "record/chunk.h"
#include "record/crc32.h"
#include "record/plausible.h"

namespace shixun::record {
namespace {

constexpr size_t kMaxDamage = 10000;  // a file in more pieces than this is not worth listing

class Scanner {
 public:
  Scanner(std::string_view bytes, const Limits& limits)
      : bytes_(bytes), limits_(limits), plausibility_(bytes, limits) {}

  Scan run();

 private:
  enum class Frame { kDoubtful, kCredible, kLonger };
  // What became of a record. why empty: taken. frame: what its content says of its length; kLonger:
  // there are bytes after the fields it should have.
  struct Taken {
    std::string why;
    Frame frame = Frame::kDoubtful;
  };
  static Taken verdict(Parse parsed, const char* name) {
    if (parsed == Parse::kBad) return {std::string("the ") + name + " is malformed"};
    return {{}, parsed == Parse::kExact ? Frame::kCredible : Frame::kLonger};
  }

  uint64_t step(uint64_t at);
  Taken take(const RawRecord& record);
  Taken takeChunk(const RawRecord& record);
  Taken takeMessageIndex(const RawRecord& record);
  Taken takeAttachment(const RawRecord& record);
  Taken takeMetadata(const RawRecord& record);
  Taken takeDataEnd(const RawRecord& record);
  Taken takeFooter(const RawRecord& record);
  void finishChunk();
  void keep(const Schema& schema, bool proved, const RawRecord& record);
  void keep(const Channel& channel, bool proved, const RawRecord& record);
  void dropUnknownChannels();
  void addDamage(uint64_t offset, uint64_t length, std::string why);

  std::string_view bytes_;
  Limits limits_;
  Decompressor decompressor_;
  Plausibility plausibility_;
  Scan scan_;
  uint64_t unpacked_ = 0;   // bytes, over all chunks
  uint64_t footerEnd_ = 0;  // 0: no footer yet
  bool dataCrcGood_ = false;
  bool dataCrcBad_ = false;  // reported only when nothing else explains it
  std::vector<Damage> unknown_;

  // The latest chunk, until its message indexes are over.
  bool inChunk_ = false;
  ChunkIndex chunk_;
  std::map<ChannelId, uint64_t> counts_;
  uint64_t indexEnd_ = 0;

  // From inside chunks (under a CRC) and from elsewhere; the former win.
  std::map<SchemaId, Schema> provedSchemas_, otherSchemas_;
  std::map<ChannelId, Channel> provedChannels_, otherChannels_;
};

void Scanner::addDamage(uint64_t offset, uint64_t length, std::string why) {
  if (scan_.damage.size() < kMaxDamage) scan_.damage.push_back({offset, length, std::move(why)});
}

void Scanner::keep(const Schema& schema, bool proved, const RawRecord& record) {
  auto& kept = proved ? provedSchemas_ : otherSchemas_;
  const auto [found, isNew] = kept.emplace(schema.id, schema);
  if (!isNew && found->second != schema) {
    addDamage(record.offset, record.end - record.offset, "a schema differs from its earlier copy");
  }
}

void Scanner::keep(const Channel& channel, bool proved, const RawRecord& record) {
  auto& kept = proved ? provedChannels_ : otherChannels_;
  const auto [found, isNew] = kept.emplace(channel.id, channel);
  if (!isNew && found->second != channel) {
    addDamage(record.offset, record.end - record.offset, "a channel differs from its earlier copy");
  }
}

// A chunk goes into the summary once its message indexes are known to be complete or not.
void Scanner::finishChunk() {
  if (!inChunk_) return;
  inChunk_ = false;
  if (chunk_.messageIndexOffsets.size() != counts_.size()) {
    chunk_.messageIndexOffsets.clear();
    chunk_.messageIndexLength = 0;
  }
  scan_.summary.addChunk(std::move(chunk_), counts_);
}

Scanner::Taken Scanner::takeChunk(const RawRecord& record) {
  ChunkHeader header;
  const Parse parsed = parse(record.content, header);
  Taken taken = verdict(parsed, "chunk's head");
  if (parsed == Parse::kBad) return taken;
  unpacked_ += std::min(header.uncompressedSize, maxExpansion(header));
  if (unpacked_ > limits_.totalBytes) {
    return {"the file holds more uncompressed bytes than allowed", taken.frame};
  }
  const auto records = unpack(header, limits_, decompressor_);
  if (!records.ok()) return {records.status().message(), taken.frame};
  ChunkContent content;
  if (!parseChunk(*records, content)) return {"the chunk's records are malformed", taken.frame};

  for (const auto& [id, schema] : content.schemas) keep(schema, true, record);
  for (const auto& [id, channel] : content.channels) keep(channel, true, record);
  inChunk_ = true;
  chunk_ = {};
  counts_.clear();
  chunk_.offset = record.offset;
  chunk_.length = record.end - record.offset;
  chunk_.compression = header.compression;
  chunk_.compressedSize = header.records.size();
  chunk_.uncompressedSize = header.uncompressedSize;
  if (!content.messages.empty()) {
    const auto [first, last] = std::minmax_element(
        content.messages.begin(), content.messages.end(),
        [](const Message& a, const Message& b) { return a.logTimeNs < b.logTimeNs; });
    chunk_.startTimeNs = first->logTimeNs;
    chunk_.endTimeNs = last->logTimeNs;
  }
  for (const Message& message : content.messages) ++counts_[message.channel];
  indexEnd_ = record.end;
  if (chunk_.startTimeNs != header.startTimeNs || chunk_.endTimeNs != header.endTimeNs) {
    addDamage(record.offset, kRecordHead + 16, "the chunk's times are not those of its messages");
  }
  return taken;
}

Scanner::Taken Scanner::takeMessageIndex(const RawRecord& record) {
  ChannelId channel;
  uint64_t count = 0;
  const Parse parsed = parseMessageIndex(record.content, channel, count);
  Taken taken = verdict(parsed, "message index");
  // Outside of a chunk it belonged to one that was given up.
  if (parsed == Parse::kBad || !inChunk_ || record.offset != indexEnd_) return taken;
  const auto found = counts_.find(channel);
  if (found == counts_.end() || found->second != count ||
      !chunk_.messageIndexOffsets.emplace(channel, record.offset).second) {
    return {"the message index does not fit its chunk", taken.frame};
  }
  indexEnd_ = record.end;
  chunk_.messageIndexLength = indexEnd_ - chunk_.offset - chunk_.length;
  return taken;
}

Scanner::Taken Scanner::takeAttachment(const RawRecord& record) {
  Attachment attachment;
  bool crcGood = false;
  const Parse parsed = parse(record.content, attachment, crcGood);
  Taken taken = verdict(parsed, "attachment");
  if (parsed == Parse::kBad) return taken;
  if (!crcGood) return {"the attachment's checksum does not match", taken.frame};
  scan_.summary.addAttachment({record.offset, record.end - record.offset, attachment.logTimeNs,
                               attachment.createTimeNs, attachment.data.size(), attachment.name,
                               attachment.mediaType});
  return taken;
}

Scanner::Taken Scanner::takeMetadata(const RawRecord& record) {
  Metadata metadata;
  const Parse parsed = parse(record.content, metadata);
  if (parsed != Parse::kBad) {
    scan_.summary.addMetadata({record.offset, record.end - record.offset, metadata.name});
  }
  return verdict(parsed, "metadata");
}

Scanner::Taken Scanner::takeDataEnd(const RawRecord& record) {
  uint32_t crc = 0;
  const Parse parsed = parseDataEnd(record.content, crc);
  if (parsed == Parse::kBad) return verdict(parsed, "data end");
  if (scan_.dataEnd != 0) return {"a second data end"};
  scan_.dataEnd = record.end;
  const bool matches = crc == crc32(bytes_.substr(0, static_cast<size_t>(record.offset)));
  dataCrcGood_ = crc != 0 && matches;
  dataCrcBad_ = crc != 0 && !matches;
  return verdict(parsed, "data end");
}

Scanner::Taken Scanner::takeFooter(const RawRecord& record) {
  Footer footer;
  if (parse(record.content, footer) != Parse::kExact) return {"the footer is malformed"};
  if (bytes_.size() - record.end > kMagic.size()) return {"a footer in the middle of the file"};
  footerEnd_ = record.end;
  Taken good{{}, Frame::kCredible};
  if (footer.summaryStart == 0) return good;  // it has no summary
  if (footer.summaryStart > record.offset)
    return {"the footer points behind itself", Frame::kCredible};
  const uint64_t covered = record.end - 4 - footer.summaryStart;
  const uint32_t crc =
      crc32(bytes_.substr(static_cast<size_t>(footer.summaryStart), static_cast<size_t>(covered)));
  if (footer.summaryCrc != 0 && footer.summaryCrc != crc) {
    addDamage(footer.summaryStart, record.end - footer.summaryStart,
              "the summary's checksum does not match");
  }
  return good;
}

Scanner::Taken Scanner::take(const RawRecord& record) {
  if (!record.is(Opcode::kMessageIndex)) finishChunk();
  Schema schema;
  Channel channel;
  Parse parsed = Parse::kBad;
  switch (static_cast<Opcode>(record.opcode)) {
    case Opcode::kHeader:
      if (record.offset != kMagic.size()) return {"a header in the middle of the file"};
      return verdict(parse(record.content, scan_.header), "header");
    case Opcode::kSchema:
      parsed = parse(record.content, schema);
      if (parsed != Parse::kBad) keep(schema, false, record);
      return verdict(parsed, "schema");
    case Opcode::kChannel:
      parsed = parse(record.content, channel);
      if (parsed != Parse::kBad) keep(channel, false, record);
      return verdict(parsed, "channel");
    case Opcode::kChunk:
      return takeChunk(record);
    case Opcode::kMessageIndex:
      return takeMessageIndex(record);
    case Opcode::kAttachment:
      return takeAttachment(record);
    case Opcode::kMetadata:
      return takeMetadata(record);
    case Opcode::kDataEnd:
      return takeDataEnd(record);
    case Opcode::kFooter:
      return takeFooter(record);
    case Opcode::kMessage:
      return {"a message outside of a chunk is not read", Frame::kCredible};
    case Opcode::kChunkIndex:
    case Opcode::kAttachmentIndex:
    case Opcode::kStatistics:
    case Opcode::kMetadataIndex:
    case Opcode::kSummaryOffset:
      if (scan_.dataEnd == 0) return {"a summary record before the end of the data"};
      return {{}, Frame::kCredible};  // what it says is derived anew
  }
  return {"a record of unknown type is skipped", Frame::kCredible};
}

// Takes the record at `at` or gives up a range beginning there; returns where to go on.
uint64_t Scanner::step(uint64_t at) {
  const auto record = readRecord(bytes_, at);
  Taken taken{"the record is cut off or its length is damaged"};
  if (record) {
    taken = take(*record);
    // The specification lets later versions add fields; so does a damaged length.
    const bool longer = taken.frame == Frame::kLonger;
    if (longer && plausibility_.isProvedAt(record->end)) taken.frame = Frame::kCredible;
    if (taken.why.empty() && taken.frame == Frame::kCredible) return record->end;
    if (taken.why.empty()) taken.why = "the record's length is damaged";
  }
  finishChunk();
  if (record && taken.frame == Frame::kCredible && plausibility_.continuesAt(record->end)) {
    const Damage damage{at, record->end - at, taken.why};
    if (isKnown(record->opcode)) {
      addDamage(damage.offset, damage.length, damage.why);
    } else {
      unknown_.push_back(damage);
    }
    return record->end;
  }
  const uint64_t next = plausibility_.nextRecord(at + 1);
  addDamage(at, next - at, taken.why);
  return next;
}

void Scanner::dropUnknownChannels() {
  Statistics& statistics = scan_.summary.statistics;
  for (auto it = statistics.messageCounts.begin(); it != statistics.messageCounts.end();) {
    if (provedChannels_.contains(it->first)) {
      ++it;
      continue;
    }
    addDamage(bytes_.size(), 0,
              std::to_string(it->second) + " messages are lost with the description of channel " +
                  std::to_string(static_cast<int>(it->first)));
    statistics.messageCount -= it->second;
    it = statistics.messageCounts.erase(it);
  }
}

Scan Scanner::run() {
  uint64_t at = kMagic.size();
  if (!bytes_.starts_with(kMagic)) {
    const auto header = readRecord(bytes_, at);
    if (!header || !header->is(Opcode::kHeader)) at = plausibility_.nextRecord(0);
    addDamage(0, std::min<uint64_t>(at, bytes_.size()), "the file does not begin as a record does");
  }
  while (at < bytes_.size() && footerEnd_ == 0) at = step(at);
  finishChunk();
  scan_.finished = scan_.dataEnd != 0 && footerEnd_ != 0 && bytes_.substr(footerEnd_) == kMagic;
  if (!scan_.finished && footerEnd_ != 0) {
    addDamage(footerEnd_, bytes_.size() - footerEnd_, "the file does not end as a record does");
  } else if (!scan_.finished) {
    addDamage(bytes_.size(), 0,
              "the record was not closed: the program stopped or the file was cut");
  }
  provedSchemas_.merge(otherSchemas_);
  provedChannels_.merge(otherChannels_);
  dropUnknownChannels();
  // A record of unknown type is no damage where a checksum says that it belongs there.
  if (!dataCrcGood_) {
    for (const Damage& one : unknown_) addDamage(one.offset, one.length, one.why);
  }
  const bool explained = std::any_of(scan_.damage.begin(), scan_.damage.end(),
                                     [this](const Damage& d) { return d.offset < scan_.dataEnd; });
  if (dataCrcBad_ && !explained) {
    addDamage(0, scan_.dataEnd,
              "the checksum of the data section does not match, though every chunk is good: a "
              "header, schema, channel, metadata or index record was changed");
  }
  for (auto& [id, schema] : provedSchemas_) scan_.summary.schemas.push_back(std::move(schema));
  for (auto& [id, channel] : provedChannels_) scan_.summary.channels.push_back(std::move(channel));
  scan_.summary.countSchemasAndChannels();
  std::stable_sort(scan_.damage.begin(), scan_.damage.end(),
                   [](const Damage& a, const Damage& b) { return a.offset < b.offset; });
  return std::move(scan_);
}

}  // namespace

Scan scanRecord(std::string_view bytes, const Limits& limits) {
  return Scanner(bytes, limits).run();
}

}  // namespace shixun::record
