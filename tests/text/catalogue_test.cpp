#include "text/catalogue.h"

#include <gtest/gtest.h>

namespace shixun::text {
namespace {

Catalogue sample() {
  MemoryDisk files;
  files.files["text/en.yaml"] =
      "debrief:\n  passed: Passed\n  marks: \"{marks} of {total} marks\"\n"
      "debrief.failed: Failed\nonly: English only\n"
      "findings: {one: \"{count} finding\", other: \"{count} findings\"}\n";
  files.files["text/zh.yaml"] =
      "debrief: {passed: 合格, marks: \"{total} 分中得 {marks} 分\", failed: 不合格}\n"
      "findings: {other: \"{count} 处问题\"}\n";
  files.files["text/readme.txt"] = "not a language";
  Diagnostics diagnostics;
  Catalogue catalogue = Catalogue::load(files, "text", diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  return catalogue;
}

TEST(Catalogue, NestedAndFlatKeysAreTheSame) {
  const Catalogue c = sample();
  EXPECT_EQ(c.tr("en", "debrief.passed"), "Passed");
  EXPECT_EQ(c.tr("en", "debrief.failed"), "Failed");
  EXPECT_EQ(c.tr("zh", "debrief.failed"), "不合格");
  EXPECT_EQ(c.languages(), (std::vector<std::string>{"en", "zh"}));
}

TEST(Catalogue, ArgumentsAreFilledByName) {
  const Catalogue c = sample();
  EXPECT_EQ(c.tr("zh", "debrief.marks", {{"marks", 93.5}, {"total", 100}}), "100 分中得 93.5 分");
  EXPECT_EQ(fill("{a}{{b}} {c}", {{"a", "1"}}), "1{b} {c}");
  EXPECT_EQ(fill("{a", {{"a", "1"}}), "{a");
}

TEST(Catalogue, CountChoosesThePluralForm) {
  const Catalogue c = sample();
  EXPECT_EQ(c.tr("en", "findings", {{"count", 1}}), "1 finding");
  EXPECT_EQ(c.tr("en", "findings", {{"count", 0}}), "0 findings");
  EXPECT_EQ(c.tr("zh", "findings", {{"count", 1}}), "1 处问题");
  EXPECT_EQ(c.tr("de", "findings", {{"count", 1}}), "1 finding");
}

TEST(Catalogue, PluralFormsFollowTheLanguage) {
  EXPECT_EQ(pluralForm("ru", 21), "one");
  EXPECT_EQ(pluralForm("ru", 11), "many");
  EXPECT_EQ(pluralForm("ru", 23), "few");
  EXPECT_EQ(pluralForm("pl", 21), "many");
  EXPECT_EQ(pluralForm("fr", 0), "one");
  EXPECT_EQ(pluralForm("en", 1.5), "other");
  EXPECT_EQ(pluralForm("zh-CN", 1), "other");
  EXPECT_EQ(pluralForm("ar", 2), "two");
}

TEST(Catalogue, MissingFallsBackToEnglishThenToTheKey) {
  const Catalogue c = sample();
  EXPECT_EQ(c.tr("zh", "only"), "English only");
  EXPECT_EQ(c.tr("zh", "nothing.here"), "nothing.here");
  EXPECT_FALSE(c.has("zh", "only"));
  EXPECT_TRUE(c.has("zh", "findings"));
  EXPECT_EQ(c.missing("zh"), (std::vector<std::string>{"only"}));
  EXPECT_TRUE(c.missing("en").empty());
}

TEST(Catalogue, GlyphsAreThoseOfTheChosenLanguages) {
  const Catalogue c = sample();
  EXPECT_TRUE(c.glyphs({"zh"}).contains(U'题'));
  EXPECT_FALSE(c.glyphs({"en"}).contains(U'题'));
  EXPECT_TRUE(c.glyphs({"en", "zh"}).contains(U'P'));
}

TEST(Catalogue, BrokenFilesAndForeignArgumentsAreReported) {
  MemoryDisk files;
  files.files["text/en.yaml"] = "a: \"{x}\"\nb: [1]\n";
  files.files["text/zh.yaml"] = "a: \"{y}\"\n";
  files.files["text/de.yaml"] = "a: [\n";
  Diagnostics diagnostics;
  const Catalogue c = Catalogue::load(files, "text", diagnostics);
  const std::string all = diagnostics.text();
  EXPECT_NE(all.find("text/en.yaml:2:4: error[wrong-type]"), std::string::npos) << all;
  EXPECT_NE(all.find("text/zh.yaml:0:0: error[text-arguments]"), std::string::npos) << all;
  EXPECT_NE(all.find("text/de.yaml:"), std::string::npos) << all;
  EXPECT_EQ(c.tr("en", "a", {{"x", "1"}}), "1");
}

TEST(Catalogue, ShippedLanguagesHaveEveryKey) {
  Diagnostics diagnostics;
  const Catalogue c = Catalogue::load(disk(), SHIXUN_SOURCE_DIR "/assets/text", diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  ASSERT_EQ(c.languages(), (std::vector<std::string>{"en", "zh"}));
  EXPECT_EQ(c.missing("zh"), std::vector<std::string>{});
  for (const auto& [key, text] : c.table("zh")) {
    EXPECT_TRUE(c.has("en", key)) << "zh.yaml has '" << key << "', en.yaml has not";
  }
}

}  // namespace
}  // namespace shixun::text
