#include "record/reader.h"

#include <algorithm>

#include "record/crc32.h"

namespace shixun::record {
namespace {

// What the footer and Data End of a file say, when both are where they should be.
struct Ending {
  uint64_t dataEndOffset = 0;
  uint32_t dataCrc = 0;
  Footer footer;
  uint64_t footerOffset = 0;
};

bool readEnding(std::string_view bytes, Ending& out) {
  constexpr uint64_t kLeast = 8 + kRecordHead + kDataEndSize + kFooterSize + 8;
  if (bytes.size() < kLeast || !bytes.starts_with(kMagic) || !bytes.ends_with(kMagic)) return false;
  out.footerOffset = bytes.size() - kMagic.size() - kFooterSize;
  const auto footer = readRecord(bytes, out.footerOffset);
  if (!footer || !footer->is(Opcode::kFooter) || footer->end != bytes.size() - kMagic.size() ||
      parse(footer->content, out.footer) != Parse::kExact) {
    return false;
  }
  const uint64_t start = out.footer.summaryStart;
  if (start < kMagic.size() + kDataEndSize || start > out.footerOffset) return false;
  out.dataEndOffset = start - kDataEndSize;
  const auto end = readRecord(bytes, out.dataEndOffset);
  return end && end->is(Opcode::kDataEnd) && end->end == start &&
         parseDataEnd(end->content, out.dataCrc) == Parse::kExact;
}

// Both checksums are given and right: then every byte but the Data End record's is proved.
bool checksumsHold(std::string_view bytes, const Ending& ending) {
  const auto part = [bytes](uint64_t from, uint64_t to) {
    return bytes.substr(static_cast<size_t>(from), static_cast<size_t>(to - from));
  };
  const uint64_t start = ending.footer.summaryStart;
  return ending.dataCrc != 0 && ending.footer.summaryCrc != 0 &&
         crc32(part(0, ending.dataEndOffset)) == ending.dataCrc &&
         crc32(part(start, ending.footerOffset + kFooterSize - 4)) == ending.footer.summaryCrc;
}

// The records of an index lie in the data section, one after the other, and are what it says.
template <typename Index>
bool pointsRight(std::string_view bytes, const std::vector<Index>& list, Opcode opcode,
                 uint64_t dataEnd) {
  uint64_t last = 0;
  for (const Index& index : list) {
    if (index.offset < last || index.offset > dataEnd) return false;
    const auto record = readRecord(bytes, index.offset);
    if (!record || !record->is(opcode) || record->end - record->offset != index.length)
      return false;
    last = record->end;
  }
  return last <= dataEnd;
}

bool fits(std::string_view bytes, const ChunkIndex& index) {
  const auto record = readRecord(bytes, index.offset);
  ChunkHeader chunk;
  return record && parse(record->content, chunk) != Parse::kBad &&
         chunk.startTimeNs == index.startTimeNs && chunk.endTimeNs == index.endTimeNs &&
         chunk.compression == index.compression && chunk.records.size() == index.compressedSize &&
         chunk.uncompressedSize == index.uncompressedSize;
}

template <typename Record>
bool ascendingIds(const std::vector<Record>& records) {
  return std::is_sorted(records.begin(), records.end(),
                        [](const Record& a, const Record& b) { return a.id <= b.id; });
}

// The quick way in. False: walk the file instead; `why` then says what is wrong with the summary
// when the checksums, as far as they are given, do not say so already.
bool openBySummary(std::string_view bytes, Scan& out, std::string& why) {
  Ending ending;
  if (!readEnding(bytes, ending) || !checksumsHold(bytes, ending)) return false;
  why = "the summary does not fit the data section";
  const auto header = readRecord(bytes, kMagic.size());
  if (!header || !header->is(Opcode::kHeader) ||
      parse(header->content, out.header) == Parse::kBad) {
    return false;
  }
  if (!parseSummary(bytes, ending.footer.summaryStart, ending.footerOffset, out.summary)) {
    return false;
  }
  const Summary& summary = out.summary;
  const uint64_t dataEnd = ending.dataEndOffset;
  const bool good = ascendingIds(summary.schemas) && ascendingIds(summary.channels) &&
                    pointsRight(bytes, summary.chunks, Opcode::kChunk, dataEnd) &&
                    pointsRight(bytes, summary.attachments, Opcode::kAttachment, dataEnd) &&
                    pointsRight(bytes, summary.metadata, Opcode::kMetadata, dataEnd) &&
                    std::all_of(summary.chunks.begin(), summary.chunks.end(),
                                [bytes](const ChunkIndex& index) { return fits(bytes, index); });
  if (!good) return false;
  out.dataEnd = ending.footer.summaryStart;
  out.finished = true;
  why.clear();
  return true;
}

}  // namespace

Result<Reader> Reader::open(std::string bytes, const Limits& limits) {
  Reader reader;
  reader.bytes_ = std::make_unique<const std::string>(std::move(bytes));
  reader.limits_ = limits;
  std::string why;
  if (openBySummary(reader.bytes(), reader.scan_, why) && reader.load()) {
    reader.usedSummary_ = true;
    return reader;
  }
  reader.scan_ = scanRecord(reader.bytes(), limits);
  if (reader.scan_.damage.empty() && !why.empty()) {
    reader.scan_.damage.push_back({reader.scan_.dataEnd, 0, why});
  }
  const Statistics& found = reader.statistics();
  const bool nothing = found.chunkCount == 0 && found.attachmentCount == 0 &&
                       found.metadataCount == 0 && reader.channels().empty();
  if (nothing && !reader.bytes().starts_with(kMagic)) {
    return Status(StatusCode::kCorrupt, reader.bytes().empty()
                                            ? "the file is empty"
                                            : "nothing in it belongs to a session record (MCAP)");
  }
  SHIXUN_ASSERT(reader.load(), "the walk lists only records that can be read");
  return reader;
}

bool Reader::load() {
  metadata_.clear();
  attachments_.clear();
  for (const MetadataIndex& index : scan_.summary.metadata) {
    const auto record = readRecord(*bytes_, index.offset);
    Metadata metadata;
    if (!record || parse(record->content, metadata) == Parse::kBad) return false;
    metadata_.push_back(std::move(metadata));
  }
  for (const AttachmentIndex& index : scan_.summary.attachments) {
    const auto record = readRecord(*bytes_, index.offset);
    Attachment attachment;
    bool crcGood = false;
    if (!record || parse(record->content, attachment, crcGood) == Parse::kBad || !crcGood) {
      return false;
    }
    attachments_.push_back(std::move(attachment));
  }
  return true;
}

const Channel* Reader::findChannel(ChannelId id) const {
  const auto& all = channels();
  const auto found = std::lower_bound(
      all.begin(), all.end(), id,
      [](const Channel& channel, ChannelId wanted) { return channel.id < wanted; });
  return found != all.end() && found->id == id ? &*found : nullptr;
}

const Channel* Reader::findChannel(std::string_view topic) const {
  for (const Channel& channel : channels()) {
    if (channel.topic == topic) return &channel;
  }
  return nullptr;
}

const Metadata* Reader::findMetadata(std::string_view name) const {
  for (auto it = metadata_.rbegin(); it != metadata_.rend(); ++it) {
    if (it->name == name) return &*it;
  }
  return nullptr;
}

std::string format(const Damage& damage) {
  const std::string from = std::to_string(damage.offset);
  if (damage.length == 0) return "at byte " + from + ": " + damage.why;
  return "bytes " + from + ".." + std::to_string(damage.offset + damage.length) + ": " + damage.why;
}

}  // namespace shixun::record
