// Reader: a record in memory. It opens whatever can be opened: an intact file through its summary,
// anything else by walking all of it (scan.h). damage() then lists what is missing; everything else
// that the reader hands out is proved by a checksum, except, in a damaged file, metadata and
// schemas, which carry none of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "record/cursor.h"
#include "record/record.h"
#include "record/scan.h"

namespace shixun::record {

class Reader {
 public:
  // Takes the file's bytes. kCorrupt only when there is nothing in them that belongs to a record.
  static Result<Reader> open(std::string bytes, const Limits& limits = {});

  const std::string& profile() const { return scan_.header.profile; }
  const std::string& library() const { return scan_.header.library; }
  const std::vector<Schema>& schemas() const { return scan_.summary.schemas; }     // by id
  const std::vector<Channel>& channels() const { return scan_.summary.channels; }  // by id
  const Channel* findChannel(ChannelId id) const;                                  // null: none
  const Channel* findChannel(std::string_view topic) const;  // the first of that topic
  // In the order they were written.
  const std::vector<Metadata>& metadata() const { return metadata_; }
  const Metadata* findMetadata(std::string_view name) const;  // the latest of that name
  const std::vector<Attachment>& attachments() const {
    return attachments_;
  }  // data: valid as long
     // as this reader
  const Statistics& statistics() const { return scan_.summary.statistics; }

  // Messages in the order of their log time; of one time, in the order they were written.
  Cursor messages(CursorDef def = {}) const { return Cursor(*this, std::move(def)); }

  // By offset; empty for an intact record. A record that was never closed has at least one entry.
  const std::vector<Damage>& damage() const { return scan_.damage; }
  // The record was closed: its end is there, and what is between may still be damaged.
  bool finished() const { return scan_.finished; }
  // Opened through the summary, without a walk.
  bool usedSummary() const { return usedSummary_; }

  std::string_view bytes() const { return *bytes_; }
  const Limits& limits() const { return limits_; }
  const std::vector<ChunkIndex>& chunkIndex() const { return scan_.summary.chunks; }
  // One for each of metadata().
  const std::vector<MetadataIndex>& metadataIndex() const { return scan_.summary.metadata; }

 private:
  Reader() = default;
  bool load();

  std::unique_ptr<const std::string> bytes_;  // stays where it is when the reader moves
  Limits limits_;
  Scan scan_;
  bool usedSummary_ = false;
  std::vector<Metadata> metadata_;
  std::vector<Attachment> attachments_;
};

}  // namespace shixun::record
