#include "text/utf8.h"

namespace shixun::text {
namespace {

constexpr char32_t kBroken = 0xFFFD;

struct Decoded {
  char32_t value = kBroken;
  size_t length = 1;
  bool valid = false;
};

// The rules are those of RFC 3629.
Decoded decode(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1, true};
  size_t length = 0;
  char32_t value = 0;
  char32_t smallest = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2, value = first & 0x1FU, smallest = 0x80;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3, value = first & 0x0FU, smallest = 0x800;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4, value = first & 0x07U, smallest = 0x10000;
  } else {
    return {};
  }
  if (at + length > text.size()) return {};
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    value = (value << 6) | (byte(at + i) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest || value > 0x10FFFF || surrogate) return {};
  return {value, length, true};
}

}  // namespace

char32_t nextCodePoint(std::string_view text, size_t& position) {
  const Decoded decoded = decode(text, position);
  position += decoded.length;
  return decoded.value;
}

size_t countCodePoints(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) nextCodePoint(text, at);
  return count;
}

std::optional<size_t> findNotText(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text, at);
    const char32_t c = decoded.value;
    const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    if (!decoded.valid || control) return at;
    at += decoded.length;
  }
  return std::nullopt;
}

}  // namespace shixun::text
