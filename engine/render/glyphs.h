// Private to the module: glyphs as signed distances, made when a text first needs them, and texts
// laid out as quads in the world.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "render/draw_list.h"
#include "render/gpu_types.h"
#include "render/ui.h"

namespace shixun::render {

// One code point after the other; broken UTF-8 gives U+FFFD and goes on with the next byte.
std::vector<uint32_t> codePoints(const std::string& utf8);

class GlyphAtlas {
 public:
  static constexpr uint32_t kSide = 2048;  // texels
  static constexpr int kEm = 48;           // texels per em
  static constexpr int kSpread = 6;        // texels, half the range of stored distances
  static constexpr int kFine = 3;          // the outline is rasterised so much finer

  Status init(const std::vector<FontFile>& fonts);
  GlyphAtlas();
  ~GlyphAtlas();

  // Appends two triangles per glyph. Glyphs not yet in the atlas are added.
  void layOut(const WorldText& text, std::vector<GpuTextVertex>& out);

  const std::vector<uint8_t>& texels() const { return texels_; }  // kSide x kSide
  // Rows [first, last) changed since the last call; first == last: none.
  void takeDirtyRows(uint32_t& first, uint32_t& last);
  // Call between frames: forgets everything when the atlas has run full.
  void startFrame();

 private:
  struct Font;
  struct Glyph {
    float x = 0, y = 0, width = 0, height = 0;  // texels in the atlas; width 0: nothing to draw
    float left = 0, top = 0;                    // em, from the pen to the quad's corner
    float advance = 0;                          // em
  };
  const Glyph& glyph(uint32_t codePoint);
  Glyph make(uint32_t codePoint);
  void rasterise(const Font& font, int index, Glyph& g);
  bool place(uint32_t width, uint32_t height, Glyph& g);

  std::vector<std::unique_ptr<Font>> fonts_;
  std::map<uint32_t, Glyph> glyphs_;
  std::vector<uint8_t> texels_;
  uint32_t penX_ = 0, penY_ = 0, rowHeight_ = 0;
  uint32_t dirtyFirst_ = kSide, dirtyLast_ = 0;
  bool full_ = false;
  float capHeight_ = 0.7F;   // em
  float lineHeight_ = 1.2F;  // em
};

}  // namespace shixun::render
