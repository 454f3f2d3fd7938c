// Cursor: goes through the messages of a record by log time. It unpacks chunks as it reaches them
// and lets go of them when they are used up.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "record/record.h"

namespace shixun::record {

class Reader;
class Decompressor;

struct CursorDef {
  std::vector<std::string> topics;  // empty: all
  uint64_t fromNs = 0;              // log time, both ends included
  uint64_t toNs = UINT64_MAX;
};

class Cursor {
 public:
  // The reader must outlive the cursor and stay where it is.
  Cursor(const Reader& reader, CursorDef def);
  ~Cursor();
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;

  // The next message; out.data is valid until the next call. False at the end.
  bool next(Message& out);

  // Chunks that could not be read on the way though the file's checksums hold: whoever wrote the
  // file wrote them so. Empty for every file of our own writer.
  const std::vector<Damage>& damage() const { return damage_; }

 private:
  struct Loaded;
  bool wanted(const Message& message) const;
  void load(size_t chunk);
  void loadUpTo(uint64_t timeNs);

  const Reader* reader_;
  CursorDef def_;
  std::unique_ptr<Decompressor> decompressor_;
  std::set<ChannelId> channels_;                 // the wanted ones
  std::vector<size_t> order_;                    // chunks by start time
  size_t nextChunk_ = 0;                         // into order_
  std::vector<std::unique_ptr<Loaded>> loaded_;  // a heap, the earliest message on top
  uint64_t loadedBytes_ = 0;
  std::vector<Damage> damage_;
};

}  // namespace shixun::record
