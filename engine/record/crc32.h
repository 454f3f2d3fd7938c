// CRC-32 as zlib, PNG and MCAP use it (reflected polynomial 0xEDB88320).
#pragma once

#include <cstdint>
#include <string_view>

namespace shixun::record {

class Crc32 {
 public:
  void add(std::string_view bytes);
  // Of everything added so far; more may follow.
  uint32_t value() const { return ~state_; }

 private:
  uint32_t state_ = 0xffffffffU;
};

uint32_t crc32(std::string_view bytes);

}  // namespace shixun::record
