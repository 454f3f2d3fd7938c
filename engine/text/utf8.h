// UTF-8: reading code points, and the check that a file is text at all.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace shixun::text {

// The code point that starts at `position`, which is moved past it. Bytes that are no UTF-8
// (over-long forms and surrogates included) give U+FFFD and move by one. position < text.size().
char32_t nextCodePoint(std::string_view text, size_t& position);

// Code points in `text`; a broken byte counts as one.
size_t countCodePoints(std::string_view text);

// Byte position of the first thing that an authored text file must not hold: bytes that are no
// UTF-8, or control characters other than tab, line feed and carriage return.
std::optional<size_t> findNotText(std::string_view text);

}  // namespace shixun::text
