// The walk through a whole file, record by record, that trusts nothing: it keeps each chunk and
// attachment whose checksum is right, names each range that it had to give up, and finds its way
// back after it. Module-internal; readers see its result through reader.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/summary.h"

namespace shixun::record {

struct Scan {
  Header header;
  Summary summary;             // derived from what was found, not from the file's own summary
  std::vector<Damage> damage;  // by offset
  bool finished = false;       // Data End, Footer and closing magic are there
  uint64_t dataEnd = 0;        // offset after the Data End record; 0: there is none
};

Scan scanRecord(std::string_view bytes, const Limits& limits);

}  // namespace shixun::record
