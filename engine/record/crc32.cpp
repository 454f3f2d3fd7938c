#include "record/crc32.h"

#include <array>
#include <cstddef>

namespace shixun::record {
namespace {

// Eight tables let eight bytes be taken in one step ("slicing by 8", Kounavis and Berry 2005).
constexpr std::array<std::array<uint32_t, 256>, 8> makeTables() {
  std::array<std::array<uint32_t, 256>, 8> tables = {};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    tables[0][i] = crc;
  }
  for (size_t t = 1; t < 8; ++t) {
    for (size_t i = 0; i < 256; ++i) {
      const uint32_t before = tables[t - 1][i];
      tables[t][i] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

constexpr auto kTables = makeTables();

}  // namespace

void Crc32::add(std::string_view bytes) {
  uint32_t crc = state_;
  const char* p = bytes.data();
  size_t left = bytes.size();
  const auto at = [&p](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(p[i])); };
  for (; left >= 8; left -= 8, p += 8) {
    crc ^= at(0) | (at(1) << 8) | (at(2) << 16) | (at(3) << 24);
    crc = kTables[7][crc & 0xff] ^ kTables[6][(crc >> 8) & 0xff] ^ kTables[5][(crc >> 16) & 0xff] ^
          kTables[4][crc >> 24] ^ kTables[3][at(4)] ^ kTables[2][at(5)] ^ kTables[1][at(6)] ^
          kTables[0][at(7)];
  }
  for (; left > 0; --left, ++p) crc = (crc >> 8) ^ kTables[0][(crc ^ at(0)) & 0xff];
  state_ = crc;
}

uint32_t crc32(std::string_view bytes) {
  Crc32 crc;
  crc.add(bytes);
  return crc.value();
}

}  // namespace shixun::record
