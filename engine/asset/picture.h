// Picture: pixels in memory, and PNG in and out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace shixun::asset {

struct Picture {
  uint32_t width = 0;  // pixels
  uint32_t height = 0;
  std::vector<uint8_t> rgba;  // height x width x 4, top row first, not premultiplied

  const uint8_t* pixel(uint32_t x, uint32_t y) const { return &rgba[(size_t{y} * width + x) * 4]; }
  uint8_t* pixel(uint32_t x, uint32_t y) { return &rgba[(size_t{y} * width + x) * 4]; }
};

inline constexpr uint32_t kLargestPictureSide = 8192;

// Any PNG (palette, grey, 16 bit) becomes 8-bit RGBA. `name` is used in messages only.
Result<Picture> decodePng(std::string_view bytes, std::string_view name);
// A PNG file's bytes, RGB (alpha is dropped) or RGBA.
Result<std::string> encodePng(const Picture& picture, bool withAlpha = false);

// How two pictures differ: for golden pictures and for comparing two routes to one result.
struct PictureDifference {
  double meanAbsolute = 0;  // mean over colour channels, 0..255
  uint32_t worst = 0;       // largest difference of one channel
  uint64_t pixelsOver = 0;  // pixels with a channel off by more than the tolerance
  Picture image;            // grey where equal, brighter red the larger the difference
};
// kInvalid when the sizes differ.
Result<PictureDifference> compare(const Picture& a, const Picture& b, uint32_t tolerance);

}  // namespace shixun::asset
