#include "render/glyphs.h"

#include <algorithm>
#include <cmath>

#include "core/file.h"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <imstb_truetype.h>

namespace shixun::render {

struct GlyphAtlas::Font {
  std::string bytes;  // the file; stb reads from it
  stbtt_fontinfo info = {};
  float emScale = 0;  // font units to em
};

namespace {

// Squared distance to the nearest zero of a row (Felzenszwalb and Huttenlocher 2012). f is
// replaced.
void distanceRow(std::vector<float>& f, std::vector<float>& d, std::vector<int>& v,
                 std::vector<float>& z, int n) {
  int k = 0;
  v[0] = 0;
  z[0] = -1e20F;
  z[1] = 1e20F;
  const auto at = [](int i) { return static_cast<size_t>(i); };
  for (int q = 1; q < n; ++q) {
    const auto meet = [&](int p) {
      const auto fq = static_cast<float>(q);
      const auto fp = static_cast<float>(p);
      return ((f[at(q)] + fq * fq) - (f[at(p)] + fp * fp)) / (2 * fq - 2 * fp);
    };
    float s = meet(v[at(k)]);
    while (s <= z[at(k)]) {
      --k;
      s = meet(v[at(k)]);
    }
    ++k;
    v[at(k)] = q;
    z[at(k)] = s;
    z[at(k) + 1] = 1e20F;
  }
  k = 0;
  for (int q = 0; q < n; ++q) {
    while (z[at(k) + 1] < static_cast<float>(q)) ++k;
    const auto off = static_cast<float>(q - v[at(k)]);
    d[at(q)] = off * off + f[at(v[at(k)])];
  }
}

// Distances to the nearest cell where `set` is true, in cells.
std::vector<float> distances(const std::vector<uint8_t>& cells, int width, int height, bool set) {
  std::vector<float> grid(cells.size());
  for (size_t i = 0; i < cells.size(); ++i) grid[i] = ((cells[i] >= 128) == set) ? 0.0F : 1e12F;
  const auto longest = static_cast<size_t>(std::max(width, height));
  std::vector<float> f(longest);
  std::vector<float> d(longest);
  std::vector<int> v(longest);
  std::vector<float> z(longest + 1);
  const auto at = [&](int x, int y) {
    return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
  };
  for (int x = 0; x < width; ++x) {
    for (int y = 0; y < height; ++y) f[static_cast<size_t>(y)] = grid[at(x, y)];
    distanceRow(f, d, v, z, height);
    for (int y = 0; y < height; ++y) grid[at(x, y)] = d[static_cast<size_t>(y)];
  }
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) f[static_cast<size_t>(x)] = grid[at(x, y)];
    distanceRow(f, d, v, z, width);
    for (int x = 0; x < width; ++x) grid[at(x, y)] = std::sqrt(d[static_cast<size_t>(x)]);
  }
  return grid;
}

}  // namespace

std::vector<uint32_t> codePoints(const std::string& s) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < s.size();) {
    const auto lead = static_cast<uint8_t>(s[i]);
    const int extra = lead < 0x80                   ? 0
                      : lead >= 0xF0 && lead < 0xF8 ? 3
                      : lead >= 0xE0 && lead < 0xF0 ? 2
                      : lead >= 0xC2 && lead < 0xE0 ? 1
                                                    : -1;
    uint32_t c = extra <= 0 ? lead : lead & (0x3FU >> extra);
    bool good = extra >= 0 && i + static_cast<size_t>(extra) < s.size();
    for (int k = 1; good && k <= extra; ++k) {
      const auto next = static_cast<uint8_t>(s[i + static_cast<size_t>(k)]);
      good = (next & 0xC0) == 0x80;
      c = (c << 6) | (next & 0x3FU);
    }
    out.push_back(good ? c : 0xFFFD);
    i += good ? static_cast<size_t>(extra) + 1 : 1;
  }
  return out;
}

GlyphAtlas::GlyphAtlas() = default;
GlyphAtlas::~GlyphAtlas() = default;

Status GlyphAtlas::init(const std::vector<FontFile>& fonts) {
  for (const FontFile& file : fonts) {
    Result<std::string> bytes = disk().read(file.path, uint64_t{256} << 20);
    if (!bytes) return bytes.status().within("the font for texts in the world");
    auto font = std::make_unique<Font>();
    font->bytes = std::move(*bytes);
    const auto* data = reinterpret_cast<const unsigned char*>(font->bytes.data());
    // stb trusts a font's tables; only whole files of the known kinds get that far.
    const int offset =
        font->bytes.size() > 64 ? stbtt_GetFontOffsetForIndex(data, file.faceIndex) : -1;
    if (offset < 0 || stbtt_InitFont(&font->info, data, offset) == 0) {
      return Status(StatusCode::kCorrupt,
                    file.path + ": no font, or no face " + std::to_string(file.faceIndex) +
                        "; install the package again (Debian: fonts-noto-cjk, fonts-dejavu-core)");
    }
    font->emScale = stbtt_ScaleForMappingEmToPixels(&font->info, 1.0F);
    fonts_.push_back(std::move(font));
  }
  texels_.assign(size_t{kSide} * kSide, 0);
  if (fonts_.empty()) return Status(StatusCode::kNotFound, "no font for texts in the world");
  const Font& first = *fonts_.front();
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  if (stbtt_GetCodepointBox(&first.info, 'H', &x0, &y0, &x1, &y1) != 0) {
    capHeight_ = static_cast<float>(y1) * first.emScale;
  }
  return {};
}

void GlyphAtlas::takeDirtyRows(uint32_t& first, uint32_t& last) {
  first = dirtyFirst_;
  last = std::max(dirtyLast_, dirtyFirst_);
  dirtyFirst_ = kSide;
  dirtyLast_ = 0;
}

void GlyphAtlas::startFrame() {
  if (!full_) return;
  glyphs_.clear();
  penX_ = penY_ = rowHeight_ = 0;
  full_ = false;
}

bool GlyphAtlas::place(uint32_t width, uint32_t height, Glyph& g) {
  if (penX_ + width > kSide) {
    penX_ = 0;
    penY_ += rowHeight_;
    rowHeight_ = 0;
  }
  if (width > kSide || penY_ + height > kSide) {
    full_ = true;
    return false;
  }
  g.x = static_cast<float>(penX_);
  g.y = static_cast<float>(penY_);
  g.width = static_cast<float>(width);
  g.height = static_cast<float>(height);
  penX_ += width;
  rowHeight_ = std::max(rowHeight_, height);
  return true;
}

void GlyphAtlas::rasterise(const Font& font, int index, Glyph& g) {
  const float scale = font.emScale * static_cast<float>(kEm * kFine);
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  stbtt_GetGlyphBitmapBox(&font.info, index, scale, scale, &x0, &y0, &x1, &y1);
  if (x1 <= x0 || y1 <= y0) return;
  // Whole atlas texels around the outline, with room for the distances.
  const int border = (kSpread + 1) * kFine;
  const int width = (x1 - x0 + 2 * border + kFine - 1) / kFine;
  const int height = (y1 - y0 + 2 * border + kFine - 1) / kFine;
  if (!place(static_cast<uint32_t>(width), static_cast<uint32_t>(height), g)) return;
  const int fineWidth = width * kFine;
  const int fineHeight = height * kFine;
  std::vector<uint8_t> fine(static_cast<size_t>(fineWidth) * static_cast<size_t>(fineHeight), 0);
  const auto start =
      static_cast<size_t>(border) * static_cast<size_t>(fineWidth) + static_cast<size_t>(border);
  stbtt_MakeGlyphBitmap(&font.info, &fine[start], x1 - x0, y1 - y0, fineWidth, scale, scale, index);
  const std::vector<float> outside = distances(fine, fineWidth, fineHeight, true);
  const std::vector<float> inside = distances(fine, fineWidth, fineHeight, false);
  const auto px = static_cast<size_t>(g.x);
  const auto py = static_cast<size_t>(g.y);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto at = static_cast<size_t>(y * kFine + kFine / 2) * static_cast<size_t>(fineWidth) +
                      static_cast<size_t>(x * kFine + kFine / 2);
      const float d = (inside[at] - outside[at]) / static_cast<float>(kFine * kSpread);
      const float stored = std::clamp(0.5F + 0.5F * d, 0.0F, 1.0F);
      texels_[(py + static_cast<size_t>(y)) * kSide + px + static_cast<size_t>(x)] =
          static_cast<uint8_t>(stored * 255.0F + 0.5F);
    }
  }
  const auto em = static_cast<float>(kEm * kFine);
  g.left = static_cast<float>(x0 - border) / em;
  g.top = -static_cast<float>(y0 - border) / em;
  dirtyFirst_ = std::min(dirtyFirst_, static_cast<uint32_t>(py));
  dirtyLast_ = std::max(dirtyLast_, static_cast<uint32_t>(py) + static_cast<uint32_t>(height));
}

GlyphAtlas::Glyph GlyphAtlas::make(uint32_t codePoint) {
  const Font* font = fonts_.front().get();
  int index = 0;
  for (const auto& f : fonts_) {
    index = stbtt_FindGlyphIndex(&f->info, static_cast<int>(codePoint));
    font = f.get();
    if (index != 0) break;
  }
  // No font has it: the first font's empty box, which says so.
  if (index == 0) font = fonts_.front().get();
  Glyph g;
  int advance = 0;
  int bearing = 0;
  stbtt_GetGlyphHMetrics(&font->info, index, &advance, &bearing);
  g.advance = static_cast<float>(advance) * font->emScale;
  rasterise(*font, index, g);
  return g;
}

const GlyphAtlas::Glyph& GlyphAtlas::glyph(uint32_t codePoint) {
  const auto found = glyphs_.find(codePoint);
  if (found != glyphs_.end()) return found->second;
  return glyphs_[codePoint] = make(codePoint);
}

void GlyphAtlas::layOut(const WorldText& text, std::vector<GpuTextVertex>& out) {
  std::vector<std::vector<uint32_t>> lines(1);
  for (const uint32_t c : codePoints(text.text)) {
    if (c == '\n')
      lines.emplace_back();
    else if (c >= 32)
      lines.back().push_back(c);
  }
  std::vector<float> widths;
  float widest = 0;
  for (const auto& line : lines) {
    float w = 0;
    for (const uint32_t c : line) w += glyph(c).advance;
    widths.push_back(w);
    widest = std::max(widest, w);
  }
  double metresPerEm = text.capHeight / static_cast<double>(capHeight_);
  if (text.maxWidth > 0 && static_cast<double>(widest) * metresPerEm > text.maxWidth) {
    metresPerEm = text.maxWidth / static_cast<double>(widest);
  }
  GpuTextVertex v;
  const Vec3 normal = text.worldFromText.turn(Vec3(0, 0, 1));
  for (int i = 0; i < 3; ++i) {
    v.normal[i] = snorm16(static_cast<float>(normal[i]));
    v.colour[i] = text.colour[i];
    v.emissive[i] = text.emissive[i];
  }
  const float texelEm = 1.0F / static_cast<float>(kEm);
  for (size_t l = 0; l < lines.size(); ++l) {
    float pen = text.align == TextAlign::kLeft     ? 0
                : text.align == TextAlign::kCentre ? -widths[l] / 2
                                                   : -widths[l];
    const float base = -static_cast<float>(l) * lineHeight_;
    for (const uint32_t c : lines[l]) {
      const Glyph& g = glyph(c);
      const float x0 = pen + g.left;
      const float y0 = base + g.top;
      pen += g.advance;
      if (g.width <= 0) continue;
      for (const int corner : {0, 1, 2, 0, 2, 3}) {
        const bool right = corner == 2 || corner == 3;
        const bool low = corner == 1 || corner == 2;
        const float ex = x0 + (right ? g.width * texelEm : 0);
        const float ey = y0 - (low ? g.height * texelEm : 0);
        // A hair in front of the surface it is printed on.
        const Vec3 p = text.worldFromText.apply(Vec3(static_cast<double>(ex) * metresPerEm,
                                                     static_cast<double>(ey) * metresPerEm, 2e-4));
        for (int i = 0; i < 3; ++i) v.position[i] = static_cast<float>(p[i]);
        v.uv[0] = (g.x + (right ? g.width : 0)) / static_cast<float>(kSide);
        v.uv[1] = (g.y + (low ? g.height : 0)) / static_cast<float>(kSide);
        out.push_back(v);
      }
    }
  }
}

}  // namespace shixun::render
