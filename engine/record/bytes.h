// Little-endian values in and out of byte strings. The reader never reads past its end: it then
// turns bad for good and yields zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shixun::record {

inline void putUint(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(static_cast<uint8_t>(value >> (8 * i)));
}
inline void putU8(std::string& out, uint8_t v) {
  putUint(out, v, 1);
}
inline void putU16(std::string& out, uint16_t v) {
  putUint(out, v, 2);
}
inline void putU32(std::string& out, uint32_t v) {
  putUint(out, v, 4);
}
inline void putU64(std::string& out, uint64_t v) {
  putUint(out, v, 8);
}
// u32 length, then the bytes. At most 4 GiB - 1.
inline void putString(std::string& out, std::string_view text) {
  putU32(out, static_cast<uint32_t>(text.size()));
  out += text;
}

class ByteReader {
 public:
  // `bytes` must outlive the reader and every view it hands out.
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  uint8_t u8() { return static_cast<uint8_t>(uint(1)); }
  uint16_t u16() { return static_cast<uint16_t>(uint(2)); }
  uint32_t u32() { return static_cast<uint32_t>(uint(4)); }
  uint64_t u64() { return uint(8); }
  std::string_view bytes(uint64_t count) {
    if (count > left()) {
      ok_ = false;
      bytes_ = {};
      return {};
    }
    const std::string_view part = bytes_.substr(0, static_cast<size_t>(count));
    bytes_.remove_prefix(static_cast<size_t>(count));
    return part;
  }
  std::string_view string() { return bytes(u32()); }
  std::string_view rest() { return bytes(left()); }

  bool ok() const { return ok_; }
  size_t left() const { return bytes_.size(); }

 private:
  uint64_t uint(size_t count) {
    const std::string_view part = bytes(count);
    uint64_t value = 0;
    for (size_t i = part.size(); i-- > 0;) value = (value << 8) | static_cast<uint8_t>(part[i]);
    return value;
  }
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace shixun::record
