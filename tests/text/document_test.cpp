#include "text/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>

#include "text/utf8.h"

namespace shixun::text {
namespace {

std::optional<Document> parse(std::string source, Diagnostics& diagnostics) {
  return parseDocument(std::move(source), "t.yaml", diagnostics);
}

Document parsed(std::string source) {
  Diagnostics diagnostics;
  auto document = parse(std::move(source), diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  SHIXUN_ASSERT(document.has_value(), "the test's document must parse");
  return *std::move(document);
}

std::string refused(std::string source) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse(std::move(source), diagnostics).has_value());
  EXPECT_EQ(diagnostics.list().size(), 1u);
  return diagnostics.text();
}

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Document, KeysAndValuesKnowTheirPlace) {
  const Document d = parsed("a: 1\nlist:\n  - {x: 4 mm, y: \"on\"}\n  - plain\n");
  ASSERT_TRUE(d.root.isMapping());
  EXPECT_EQ(d.root.entries[1].key, "list");
  EXPECT_EQ(d.root.entries[1].line, 2);
  EXPECT_EQ(d.root.entries[1].column, 1);
  const Node& list = d.root.entries[1].value;
  ASSERT_EQ(list.items.size(), 2u);
  const Node* y = list.items[0].find("y");
  ASSERT_NE(y, nullptr);
  EXPECT_EQ(y->text, "on");
  EXPECT_TRUE(y->quoted);
  EXPECT_EQ(y->line, 3);
  EXPECT_EQ(y->column, 18);
  EXPECT_FALSE(list.items[0].find("x")->quoted);
  EXPECT_EQ(list.items[0].find("z"), nullptr);
}

TEST(Document, ScalarsStayAsWritten) {
  const Document d = parsed("a: on\nb: 0x10\nc: 1e3 Ohm\nd: ~\ne:\n");
  EXPECT_EQ(d.root.find("a")->text, "on");
  EXPECT_EQ(d.root.find("b")->text, "0x10");
  EXPECT_EQ(d.root.find("c")->text, "1e3 Ohm");
  EXPECT_EQ(d.root.find("d")->kind, NodeKind::kNull);
  EXPECT_EQ(d.root.find("e")->kind, NodeKind::kNull);
}

TEST(Document, ColumnsCountCharactersNotBytes) {
  const Document d = parsed("{en: Isolator, zh: 隔离开关, de: x}");
  EXPECT_EQ(d.root.find("de")->column, 30);
}

TEST(Document, ByteOrderMarkAndWindowsLineEndsAreAccepted) {
  const Document d = parsed(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  EXPECT_EQ(d.root.entries[0].key, "a");
  EXPECT_EQ(d.root.find("b")->text, "2");
  EXPECT_EQ(d.root.find("b")->line, 2);
}

TEST(Document, EmptyFileIsNull) {
  EXPECT_EQ(parsed("").root.kind, NodeKind::kNull);
}

TEST(Document, OffsetsInsideScalarsAreFoundInTheFile) {
  struct Case {
    std::string source;
    size_t offset;
    int line, column;
  };
  const Case cases[] = {
      {"f: a and bad\n", 6, 1, 10},         {"f: \"a and bad\"\n", 6, 1, 11},
      {"f: 'it''s bad'\n", 5, 1, 11},       {"f: a and\n   bad\n", 6, 2, 4},
      {"f: >-\n  a and\n  bad\n", 6, 3, 3}, {"f: |\n  a and\n  bad\n", 6, 3, 3},
      {"f: &x a and bad\n", 6, 1, 13},      {"f: \"中文 bad\"\n", 7, 1, 8},
  };
  for (const Case& c : cases) {
    const Document d = parsed(c.source);
    const Node& f = *d.root.find("f");
    ASSERT_EQ(f.text.substr(c.offset, 3), "bad") << c.source;
    const SourceLocation where = d.at(f, c.offset);
    EXPECT_EQ(where.line, c.line) << c.source;
    EXPECT_EQ(where.column, c.column) << c.source;
  }
}

TEST(Document, DuplicateKeysAreErrorsButTheRestIsStillRead) {
  Diagnostics diagnostics;
  const auto d = parse("a: 1\nb: {x: 1, x: 2}\na: 3\nc: 4\n", diagnostics);
  ASSERT_TRUE(d.has_value());
  EXPECT_EQ(d->root.find("a")->text, "1");
  EXPECT_EQ(d->root.find("c")->text, "4");
  EXPECT_EQ(diagnostics.text(),
            "t.yaml:2:11: error[duplicate-key]: the key 'x' is given twice, first on line 2; "
            "remove or rename one of them\n"
            "t.yaml:3:1: error[duplicate-key]: the key 'a' is given twice, first on line 1; "
            "remove or rename one of them\n");
}

TEST(Document, AliasesAreExpanded) {
  const Document d = parsed("a: &x {k: 1}\nb: *x\nc: [*x, *x]\n");
  EXPECT_EQ(d.root.find("b")->find("k")->text, "1");
  EXPECT_EQ(d.root.find("c")->items[1].find("k")->text, "1");
}

TEST(Document, AnAliasInsideItsOwnAnchorIsRefused) {
  EXPECT_NE(refused("a: &x [1, *x]\n").find("bad-yaml"), std::string::npos);
}

TEST(Document, BrokenYamlGivesItsPlace) {
  EXPECT_EQ(refused("a: 1\nb: [1, 2\nc: 3\n").substr(0, 7), "t.yaml:");
  EXPECT_NE(refused("a: 'open\n").find("bad-yaml"), std::string::npos);
  EXPECT_NE(refused("a: *nobody\n").find("t.yaml:1:4: error[bad-yaml]"), std::string::npos);
  EXPECT_NE(refused("a: b: c\n").find("t.yaml:1:5: error[bad-yaml]"), std::string::npos);
}

TEST(Document, ListsAsKeysTagsSecondDocumentsAndBinaryAreRefused) {
  EXPECT_NE(refused("[a]: 1\n").find("a key must be a text"), std::string::npos);
  EXPECT_NE(refused("~: 1\n").find("a key must be a text"), std::string::npos);
  EXPECT_NE(refused("a: !int 1\n").find("tag"), std::string::npos);
  EXPECT_NE(refused("a: 1\n---\nb: 2\n").find("second document"), std::string::npos);
  EXPECT_NE(refused("a: 1\nb: \xFF\n").find("t.yaml:2:4: error[bad-yaml]"), std::string::npos);
  EXPECT_NE(refused(std::string("a: \0b\n", 6)).find("UTF-8"), std::string::npos);
}

TEST(Document, FiftyMegabytesAreRefusedInUnderASecond) {
  MemoryDisk files;
  files.files["big.yaml"] = "a: " + std::string(50u << 20, 'x');
  Diagnostics diagnostics;
  EXPECT_LT(secondsOf([&] { EXPECT_FALSE(readDocument(files, "big.yaml", diagnostics)); }), 1.0);
  EXPECT_LT(secondsOf([&] {
              EXPECT_NE(refused(std::string(50u << 20, '[')).find("too-large"), std::string::npos);
            }),
            1.0);
  EXPECT_NE(diagnostics.text().find("big.yaml"), std::string::npos);
}

TEST(Document, AliasBombsAreRefusedInUnderASecond) {
  std::string bomb = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string from = "*l" + std::to_string(i - 1);
    bomb += "l" + std::to_string(i) + ": &l" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) bomb += (j ? ", " : "") + from;
    bomb += "]\n";
  }
  EXPECT_LT(secondsOf([&] { EXPECT_NE(refused(bomb).find("too-large"), std::string::npos); }), 1.0);
}

TEST(Document, DeepNestingIsRefusedInUnderASecond) {
  std::string indented;
  for (int i = 0; i < 2000; ++i) indented += std::string(static_cast<size_t>(i), ' ') + "a:\n";
  std::string dashes;
  for (int i = 0; i < 10'000; ++i) dashes += "- ";
  std::string braces;
  for (int i = 0; i < 10'000; ++i) braces += "{a: ";
  const std::string lines = [] {
    std::string s;
    for (int i = 0; i < 10'000; ++i) s += "[\n";
    return s;
  }();
  for (const std::string& source :
       {std::string(10'000, '['), lines, braces, dashes, indented, std::string(900, '[')}) {
    EXPECT_LT(secondsOf([&] { EXPECT_THAT(refused(source), testing::HasSubstr("too-large")); }),
              1.0)
        << source.substr(0, 20);
  }
}

TEST(Document, OneLineOfMegabytesIsReadInAMoment) {
  std::string source = "k: [";
  while (source.size() < (1u << 20)) source += "[],";
  EXPECT_LT(secondsOf([&] { EXPECT_THAT(refused(source), testing::HasSubstr("too-large")); }), 5.0);
}

TEST(Document, MissingFileSaysWhatToDo) {
  MemoryDisk files;
  Diagnostics diagnostics;
  EXPECT_FALSE(readDocument(files, "no.yaml", diagnostics));
  EXPECT_NE(diagnostics.text().find("no.yaml:0:0: error[unreadable-file]"), std::string::npos);
}

TEST(Utf8, OverlongSurrogateAndCutSequencesAreBroken) {
  for (const std::string_view bad : {"\xC0\x80", "\xED\xA0\x80", "\xE4\xB8", "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(findNotText(bad), 0u);
    size_t at = 0;
    EXPECT_EQ(nextCodePoint(bad, at), char32_t{0xFFFD});
    EXPECT_EQ(at, 1u);
  }
  EXPECT_EQ(countCodePoints("a隔\xF0\x9F\x98\x80"), 3u);
}

}  // namespace
}  // namespace shixun::text
