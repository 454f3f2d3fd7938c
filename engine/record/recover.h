// recover: a whole, indexed record of what can still be read in a damaged or unfinished one.
#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "record/record.h"

namespace shixun::record {

struct Recovered {
  std::string bytes;           // the new file; the old one, byte for byte, when nothing was wrong
  bool changed = false;        // false: nothing was wrong
  Statistics statistics;       // of the new file
  std::vector<Damage> damage;  // of the old file; what it lists is not in the new one
};

// The new file has the messages in the order of their log time, all attachments and metadata, and a
// metadata record "shixun.recovered" that says what was wrong. It is not sealed, whatever the old
// one was: a station signs only what it wrote itself. kCorrupt when nothing can be read.
Result<Recovered> recover(std::string bytes, const Limits& limits = {});

}  // namespace shixun::record
