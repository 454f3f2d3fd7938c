// Finding the next whole record behind a damaged range. A record is taken for real when its own
// checksum proves it, or when an unbroken run of well-formed records leads from it to one that is
// proved: random or hostile bytes practically never do that.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "record/wire.h"
#include "record/zstd_codec.h"

namespace shixun::record {

class Plausibility {
 public:
  Plausibility(std::string_view bytes, const Limits& limits);

  // Is the record at `offset`, which follows a damaged record of credible length, where it should
  // be? Also true when a run of well-formed records reaches the end of the file or one that is cut
  // there.
  bool continuesAt(uint64_t offset);
  // The same, and a run of well-formed records leads from there to one that is proved.
  bool isProvedAt(uint64_t offset);
  // The first offset at or after `from` where a real record begins; the end of the file when none.
  // Total work over all calls is bounded: past it, the answer is the end of the file.
  uint64_t nextRecord(uint64_t from);

 private:
  enum class Verdict { kProved, kWellFormed, kFramed, kBad };
  Verdict judge(const RawRecord& record);
  Verdict judgeChunk(const RawRecord& record);

  std::string_view bytes_;
  Limits limits_;
  Decompressor decompressor_;
  std::vector<bool> failed_;            // offsets from which no run leads to a proof
  std::map<uint64_t, bool> continues_;  // what continuesAt found, for every offset of its runs
  uint64_t work_ = 0;                   // bytes looked at
  uint64_t workLimit_;
};

}  // namespace shixun::record
