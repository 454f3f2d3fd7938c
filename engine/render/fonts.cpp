#include <algorithm>

#include "core/file.h"
#include "render/glyphs.h"
#include "render/ui.h"

namespace shixun::render {

namespace {

// Noto Sans CJK has Latin, Chinese, Japanese and Korean in one style; face 2 of the collection
// draws the shared ideographs as simplified Chinese does. DejaVu has the symbols it lacks.
constexpr const char* kCjk = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
constexpr int kCjkFace = 2;
// Thai, which neither of them has. Used where it is installed.
constexpr const char* kThai = "/usr/share/fonts/truetype/tlwg/Loma.ttf";
constexpr const char* kLatin = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

void addRange(std::vector<uint32_t>& glyphs, uint32_t first, uint32_t last) {
  for (uint32_t c = first; c <= last; ++c) glyphs.push_back(c);
}

}  // namespace

Result<std::vector<FontFile>> defaultFonts(const std::string& text) {
  std::vector<uint32_t> glyphs;
  addRange(glyphs, 0x20, 0x7E);
  addRange(glyphs, 0xA0, 0x17F);     // Latin with accents
  addRange(glyphs, 0x2010, 0x2027);  // dashes, quotes, dots
  for (const uint32_t c : {0x0394U, 0x03A9U, 0x03BCU, 0x2190U, 0x2191U, 0x2192U, 0x2193U, 0x2212U,
                           0x2264U, 0x2265U, 0x26A0U, 0x26A1U, 0x2713U, 0x2717U, 0xFFFDU}) {
    glyphs.push_back(c);
  }
  bool ideographs = false;
  bool thai = false;
  for (const uint32_t c : codePoints(text)) {
    if (c < 0x20 || c > 0xFFFF) continue;
    glyphs.push_back(c);
    ideographs = ideographs || (c >= 0x2E80 && c < 0xFFF0);
    thai = thai || (c >= 0x0E00 && c < 0x0E80);
  }
  std::sort(glyphs.begin(), glyphs.end());
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  std::vector<FontFile> fonts;
  if (disk().isFile(kCjk)) fonts.push_back({kCjk, kCjkFace, glyphs});
  if (disk().isFile(kLatin)) fonts.push_back({kLatin, 0, glyphs});
  if (thai && disk().isFile(kThai)) fonts.push_back({kThai, 0, glyphs});
  if (fonts.empty()) {
    return Status(StatusCode::kNotFound, std::string("no font: ") + kCjk + " and " + kLatin +
                                             " are missing; install fonts-noto-cjk and "
                                             "fonts-dejavu-core");
  }
  if (ideographs && fonts.front().path != kCjk) {
    return Status(StatusCode::kNotFound, std::string("the texts need Chinese characters but ") +
                                             kCjk + " is missing; install fonts-noto-cjk");
  }
  return fonts;
}

}  // namespace shixun::render
