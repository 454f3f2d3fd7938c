// The summary section: what is in the data section and where. The writer gathers it as it writes, a
// reader gathers it again by walking the file; for an intact file both give the same bytes, which
// is how a seal also vouches for the summary that follows it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/wire.h"

namespace shixun::record {

struct Summary {
  std::vector<Schema> schemas;     // by id
  std::vector<Channel> channels;   // by id
  std::vector<ChunkIndex> chunks;  // these three by offset
  std::vector<AttachmentIndex> attachments;
  std::vector<MetadataIndex> metadata;
  Statistics statistics;

  // Adds to the list and to the statistics. `counts`: messages by channel.
  void addChunk(ChunkIndex index, const std::map<ChannelId, uint64_t>& counts);
  void addAttachment(AttachmentIndex index);
  void addMetadata(MetadataIndex index);
  // The lists are filled directly for these two; call before serialise.
  void countSchemasAndChannels();
};

// Everything after the Data End record, which ends at `start`: summary, summary offsets, footer,
// magic.
std::string serialise(const Summary& summary, uint64_t start);

// Reads the records in [start, end). False when one is malformed. Unknown ones are skipped.
bool parseSummary(std::string_view bytes, uint64_t start, uint64_t end, Summary& out);

}  // namespace shixun::record
