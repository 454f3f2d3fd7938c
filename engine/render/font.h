// Font files, for panels and for texts in the world.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"

namespace shixun::render {

// A font file. `faceIndex` picks a face of a .ttc collection (Noto Sans CJK: 2 is simplified
// Chinese). `glyphs` are the code points wanted from it, all within U+0020..U+FFFF; empty: basic
// Latin with accents.
struct FontFile {
  std::string path = {};
  int faceIndex = 0;
  std::vector<uint32_t> glyphs = {};
};

// Fonts of Debian (packages fonts-dejavu-core and fonts-noto-cjk) that are on this machine. `text`
// is UTF-8 holding every character that will be shown; Latin is always there. kNotFound names the
// package to install.
Result<std::vector<FontFile>> defaultFonts(const std::string& text);

}  // namespace shixun::render
