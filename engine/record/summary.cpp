#include "record/summary.h"

#include <algorithm>

namespace shixun::record {

void Summary::addChunk(ChunkIndex index, const std::map<ChannelId, uint64_t>& counts) {
  for (const auto& [channel, count] : counts) {
    statistics.messageCounts[channel] += count;
    if (statistics.messageCount == 0) {
      statistics.startTimeNs = index.startTimeNs;
      statistics.endTimeNs = index.endTimeNs;
    }
    statistics.messageCount += count;
  }
  if (!counts.empty()) {
    statistics.startTimeNs = std::min(statistics.startTimeNs, index.startTimeNs);
    statistics.endTimeNs = std::max(statistics.endTimeNs, index.endTimeNs);
  }
  ++statistics.chunkCount;
  chunks.push_back(std::move(index));
}

void Summary::addAttachment(AttachmentIndex index) {
  ++statistics.attachmentCount;
  attachments.push_back(std::move(index));
}

void Summary::addMetadata(MetadataIndex index) {
  ++statistics.metadataCount;
  metadata.push_back(std::move(index));
}

void Summary::countSchemasAndChannels() {
  statistics.schemaCount = static_cast<uint16_t>(schemas.size());
  statistics.channelCount = static_cast<uint32_t>(channels.size());
}

std::string serialise(const Summary& summary, uint64_t start) {
  std::string out;
  std::string offsets;
  const auto putGroup = [&](Opcode opcode, const auto& records) {
    const size_t begin = out.size();
    for (const auto& record : records) put(out, record);
    if (out.size() == begin) return;
    putSummaryOffset(offsets, opcode, start + begin, out.size() - begin);
  };
  putGroup(Opcode::kSchema, summary.schemas);
  putGroup(Opcode::kChannel, summary.channels);
  putGroup(Opcode::kStatistics, std::vector<Statistics>{summary.statistics});
  putGroup(Opcode::kChunkIndex, summary.chunks);
  putGroup(Opcode::kAttachmentIndex, summary.attachments);
  putGroup(Opcode::kMetadataIndex, summary.metadata);
  Footer footer;
  footer.summaryStart = start;
  footer.summaryOffsetStart = start + out.size();
  out += offsets;
  const std::string covered = out;
  putFooter(out, footer, covered);
  return out;
}

namespace {

template <typename Record>
bool parseInto(std::string_view content, std::vector<Record>& list) {
  Record record;
  if (parse(content, record) == Parse::kBad) return false;
  list.push_back(std::move(record));
  return true;
}

bool parseOne(const RawRecord& record, Summary& out) {
  switch (static_cast<Opcode>(record.opcode)) {
    case Opcode::kSchema:
      return parseInto(record.content, out.schemas);
    case Opcode::kChannel:
      return parseInto(record.content, out.channels);
    case Opcode::kStatistics:
      out.statistics = {};
      return parse(record.content, out.statistics) != Parse::kBad;
    case Opcode::kChunkIndex:
      return parseInto(record.content, out.chunks);
    case Opcode::kAttachmentIndex:
      return parseInto(record.content, out.attachments);
    case Opcode::kMetadataIndex:
      return parseInto(record.content, out.metadata);
    default:
      return true;
  }
}

}  // namespace

bool parseSummary(std::string_view bytes, uint64_t start, uint64_t end, Summary& out) {
  while (start < end) {
    const auto record = readRecord(bytes.substr(0, static_cast<size_t>(end)), start);
    if (!record || !parseOne(*record, out)) return false;
    start = record->end;
  }
  return true;
}

}  // namespace shixun::record
