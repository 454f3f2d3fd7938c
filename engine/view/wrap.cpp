#include "view/wrap.h"

#include "text/utf8.h"

namespace shixun::view {
namespace {

// Scripts written without spaces: a line may end after any character.
bool ideographic(char32_t c) {
  return (c >= 0x2E80 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF);
}

bool closes(char32_t c) {
  constexpr std::u32string_view kMarks = U"、。，．：；！？）》」』】〉”’…·%,.;:!?)]}";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool opens(char32_t c) {
  constexpr std::u32string_view kMarks = U"（《「『【〈“‘([{";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool mayBreakBetween(char32_t before, char32_t after) {
  if (before == U' ') return after != U' ';
  if (after == U' ' || closes(after) || opens(before)) return false;
  return ideographic(before) || ideographic(after);
}

void trimEnd(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::vector<std::string> wrapText(std::string_view text, double width, const Advance& advance) {
  std::vector<std::string> lines;
  size_t lineStart = 0;
  size_t breakAt = 0;       // byte position where the line may end; lineStart: nowhere yet
  double lineWidth = 0;     // up to the present position
  double widthAtBreak = 0;  // up to breakAt
  char32_t before = U'\n';
  const auto put = [&](size_t from, size_t to) {
    lines.emplace_back(text.substr(from, to - from));
    trimEnd(lines.back());
  };
  for (size_t position = 0; position < text.size();) {
    const size_t start = position;
    const char32_t c = text::nextCodePoint(text, position);
    if (c == U'\n') {
      put(lineStart, start);
      lineStart = breakAt = position;
      lineWidth = widthAtBreak = 0;
      before = c;
      continue;
    }
    if (start > lineStart && mayBreakBetween(before, c)) {
      breakAt = start;
      widthAtBreak = lineWidth;
    }
    lineWidth += advance(c);
    before = c;
    // A space may hang over the edge: it is not drawn there.
    if (lineWidth <= width || c == U' ' || start == lineStart) continue;
    const size_t end = breakAt > lineStart ? breakAt : start;
    lineWidth -= breakAt > lineStart ? widthAtBreak : lineWidth - advance(c);
    put(lineStart, end);
    lineStart = breakAt = end;
    widthAtBreak = 0;
  }
  if (lineStart < text.size() || lines.empty()) put(lineStart, text.size());
  return lines;
}

}  // namespace shixun::view
