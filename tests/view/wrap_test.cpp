#include "view/wrap.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace shixun::view {
namespace {

// Ideographs and full-width marks are twice as wide as letters.
double advance(char32_t c) {
  return c >= 0x2E80 ? 2 : 1;
}

std::vector<std::string> wrap(std::string_view text, double width) {
  return wrapText(text, width, advance);
}

using Lines = std::vector<std::string>;

TEST(Wrap, ShortTextStaysOneLine) {
  EXPECT_EQ(wrap("open Q1", 7), Lines{"open Q1"});
}

TEST(Wrap, BreaksAtSpacesWhichAreNotDrawn) {
  EXPECT_EQ(wrap("open the isolator", 8), (Lines{"open the", "isolator"}));
}

TEST(Wrap, BreaksBetweenIdeographs) {
  EXPECT_EQ(wrap("断开隔离开关", 8), (Lines{"断开隔离", "开关"}));
}

TEST(Wrap, AFullStopNeverBeginsALine) {
  EXPECT_EQ(wrap("断开隔离。开关", 8), (Lines{"断开隔", "离。开关"}));
}

TEST(Wrap, AnOpeningBracketNeverEndsALine) {
  EXPECT_EQ(wrap("断开隔（开关）", 8), (Lines{"断开隔", "（开关）"}));
}

TEST(Wrap, AWordInsideIdeographsIsKeptWhole) {
  EXPECT_EQ(wrap("断开开关Q1abc", 10), (Lines{"断开开关", "Q1abc"}));
}

TEST(Wrap, AWordWiderThanALineIsCut) {
  EXPECT_EQ(wrap("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
}

TEST(Wrap, NewLinesAreKept) {
  EXPECT_EQ(wrap("a\n\nb", 10), (Lines{"a", "", "b"}));
}

TEST(Wrap, EmptyTextIsOneEmptyLine) {
  EXPECT_EQ(wrap("", 10), Lines{""});
}

TEST(Wrap, NoLineIsWiderThanAllowedAndNothingIsLost) {
  const std::string text =
      "To isolate 电动机 M1: 先停机，再断开隔离开关 Q1（手柄），and lock it. 验电 12 V!";
  for (double width = 6; width < 60; ++width) {
    std::string together;
    for (const std::string& line : wrap(text, width)) {
      double wide = 0;
      for (size_t at = 0; at < line.size();) wide += advance(text::nextCodePoint(line, at));
      EXPECT_LE(wide, width) << line;
      for (const char c : line) {
        if (c != ' ') together += c;
      }
    }
    std::string whole;
    for (const char c : text) {
      if (c != ' ') whole += c;
    }
    EXPECT_EQ(together, whole);
  }
}

}  // namespace
}  // namespace shixun::view
