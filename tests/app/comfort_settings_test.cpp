#include "app/comfort_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <cmath>

#include <filesystem>

#include "core/quantity.h"
#include "core/rng.h"
#include "text/catalogue.h"

namespace shixun::app {
namespace {

using testing::HasSubstr;

constexpr const char* kPath = "data/comfort.yaml";

ComfortSettings readBack(const std::string& content, std::string* messages = nullptr) {
  MemoryDisk files;
  files.files[kPath] = content;
  Diagnostics diagnostics;
  const ComfortSettings settings = readComfort(files, kPath, diagnostics);
  if (messages != nullptr) *messages = diagnostics.text();
  return settings;
}

ComfortSettings unusual() {
  ComfortSettings s;
  s.turning = Turning::kSmooth;
  s.snapAngleDeg = 45;
  s.smoothSpeedDegPerSecond = 100;
  s.moving = Moving::kBoth;
  s.heading = Heading::kHand;
  s.walkSpeed = 0.8;
  s.vignette = 0.3;
  s.eyeHeight = 1.7;
  s.heightOffset = -0.15;
  s.textSize = 1.75;
  for (const SwitchSetting& w : comfortSwitches()) s.*w.value = !(s.*w.value);
  return s;
}

TEST(ComfortSettings, EveryTableEntryIsWrittenAndReadBack) {
  MemoryDisk files;
  ASSERT_TRUE(writeComfort(files, kPath, unusual()).ok());
  Diagnostics diagnostics;
  EXPECT_EQ(readComfort(files, kPath, diagnostics), unusual());
  EXPECT_EQ(diagnostics.text(), "");
  EXPECT_NE(unusual(), ComfortSettings{});
  EXPECT_THAT(files.files[kPath], HasSubstr("snap_angle: 45 deg\n"));
}

TEST(ComfortSettings, RandomSettingsAreReadBackToTheLastBit) {
  const uint64_t seed = 3;
  SCOPED_TRACE(seed);
  Rng rng(seed);
  for (int i = 0; i < 300; ++i) {
    ComfortSettings s;
    for (const NumberSetting& n : comfortNumbers()) {
      s.*n.value = n.least + (n.most - n.least) * rng.unit();
    }
    for (const SwitchSetting& w : comfortSwitches()) s.*w.value = rng.below(2) == 0;
    for (const ChoiceSetting& c : comfortChoices()) {
      c.set(s, rng.below(static_cast<uint32_t>(c.labels.size())));
    }
    std::string messages;
    ASSERT_EQ(readBack(comfortText(s), &messages), s);
    ASSERT_EQ(messages, "");
  }
}

TEST(ComfortSettings, TheUsualValuesAreWithinTheirLimits) {
  EXPECT_EQ(withinLimits({}), ComfortSettings{});
  for (const NumberSetting& n : comfortNumbers()) {
    EXPECT_LT(n.least, n.most) << n.key;
    EXPECT_GT(n.step, 0) << n.key;
  }
}

TEST(ComfortSettings, NoNumberPassesItsLimits) {
  for (const double odd : {kNaN, HUGE_VAL, -HUGE_VAL, 1e300, -1e300}) {
    ComfortSettings s;
    for (const NumberSetting& n : comfortNumbers()) s.*n.value = odd;
    s = withinLimits(s);
    for (const NumberSetting& n : comfortNumbers()) {
      EXPECT_GE(s.*n.value, n.least) << n.key;
      EXPECT_LE(s.*n.value, n.most) << n.key;
    }
  }
  ComfortSettings s;
  s.turning = static_cast<Turning>(77);
  EXPECT_EQ(withinLimits(s).turning, Turning::kSnap);
  s.snapAngleDeg = kNaN;
  EXPECT_EQ(withinLimits(s).snapAngleDeg, 30);
}

TEST(ComfortSettings, NoFileMeansTheUsualValuesAndNothingToSay) {
  MemoryDisk files;
  Diagnostics diagnostics;
  EXPECT_EQ(readComfort(files, kPath, diagnostics), ComfortSettings{});
  EXPECT_TRUE(diagnostics.empty());
}

TEST(ComfortSettings, AWrongLineCostsOnlyItself) {
  std::string messages;
  const ComfortSettings s = readBack(
      "format: 1\nturning: sideways\nsnap_angle: 45 deg\nwalk_speed: 900 m/s\nvignette: nan\n"
      "eye_height: 170 cm\nseated: perhaps\nheight_offset: [1 m]\ncaptions: false\n"
      "snap_angel: 20 deg\ntext_size: 1e999\nmoving: {a: b}\n"
      "smooth_speed: 100 rad/s\n",
      &messages);
  ComfortSettings expected;
  expected.snapAngleDeg = 45;
  expected.captions = false;
  EXPECT_EQ(s, expected);
  for (const char* part :
       {"data/comfort.yaml:2:1: error[bad-value]: 'turning' is 'sideways', not one of snap",
        ":4:1: error[bad-value]: 'walk_speed' is '900 m/s', not 0.4 m/s to 2.4 m/s",
        ":5:1: error[bad-value]: 'vignette'", ":6:1: error[bad-value]: 'eye_height'",
        ":7:1: error[bad-value]: 'seated' is 'perhaps', not true or false",
        ":8:1: error[bad-value]: 'height_offset' is a list",
        ":10:1: warning[unknown-key]: there is no such setting; did you mean 'snap_angle'?",
        ":11:1: error[bad-value]: 'text_size'", ":12:1: error[bad-value]: 'moving'",
        ":13:1: error[bad-value]: 'smooth_speed' is '100 rad/s', not 20 deg/s to 180 deg/s"}) {
    EXPECT_THAT(messages, HasSubstr(part));
  }
}

TEST(ComfortSettings, AHostileFileGivesTheUsualValuesAndAShortMessage) {
  std::string binary = "format: 1\n";
  for (int i = 0; i < 4000; ++i) binary += static_cast<char>((i * 37 + i / 256) & 255);
  std::string deep = "format: 1\nturning: ";
  for (int i = 0; i < 5000; ++i) deep += '[';
  const std::string bomb =
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
  for (const std::string& content :
       {std::string(50U << 20, 'a'), "format: 1\nseated: true\n#" + std::string(100'000, ' '),
        "format: 1\nsnap_angle: " + std::string(60'000, '9') + " deg", binary, deep, bomb,
        std::string("\0\0\0", 3), std::string("- 1\n- 2\n"), std::string("{"),
        std::string("format: 2\nseated: true\n"), std::string("seated: true\n"),
        std::string("format: [1]\nseated: true\n")}) {
    SCOPED_TRACE(content.substr(0, 40));
    std::string messages;
    EXPECT_EQ(readBack(content, &messages), ComfortSettings{});
    EXPECT_THAT(messages, HasSubstr("data/comfort.yaml:"));
    EXPECT_LT(messages.size(), 2000U);
  }
}

TEST(ComfortSettings, AKeyGivenTwiceIsSaidAndTheFirstCounts) {
  std::string messages;
  EXPECT_EQ(readBack("format: 1\nsnap_angle: 45 deg\nsnap_angle: 60 deg\n", &messages).snapAngleDeg,
            45);
  EXPECT_THAT(messages, HasSubstr(":3:1: error[duplicate-key]"));
}

TEST(ComfortSettings, CutAnywhereTheRestIsStillSound) {
  const std::string whole = comfortText(unusual());
  for (size_t cut = 0; cut < whole.size(); ++cut) {
    const ComfortSettings s = readBack(whole.substr(0, cut));
    ASSERT_EQ(withinLimits(s), s) << cut;
  }
}

TEST(ComfortSettings, AFullDiskLeavesTheOldFile) {
  MemoryDisk files;
  ASSERT_TRUE(writeComfort(files, kPath, unusual()).ok());
  const std::string before = files.files[kPath];
  files.setCapacity(10);
  EXPECT_EQ(writeComfort(files, kPath, {}).code(), StatusCode::kFull);
  EXPECT_EQ(files.files[kPath], before);
}

TEST(ComfortSettings, TheDiskHoldsThemAndNothingElseIsLeftThere) {
  const std::string folder =
      testing::TempDir() + "comfort_" + std::to_string(static_cast<unsigned>(::getpid()));
  const std::string path = joinPath(folder, "comfort.yaml");
  ASSERT_TRUE(writeComfort(disk(), path, {}).ok());
  ASSERT_TRUE(writeComfort(disk(), path, unusual()).ok());
  Diagnostics diagnostics;
  EXPECT_EQ(readComfort(disk(), path, diagnostics), unusual());
  EXPECT_EQ(disk().list(folder)->size(), 1U);
  std::filesystem::remove_all(folder);
}

TEST(ComfortSettings, EverySettingHasItsTextsInEveryLanguage) {
  Diagnostics diagnostics;
  const auto catalogue =
      text::Catalogue::load(disk(), SHIXUN_SOURCE_DIR "/assets/text", diagnostics);
  std::vector<std::string> keys = {"ui.comfort.yes", "ui.comfort.no"};
  const auto key = [&](std::string_view name, std::string_view what) {
    keys.push_back("ui.comfort." + std::string(name) + "." + std::string(what));
  };
  for (const NumberSetting& n : comfortNumbers()) key(n.key, "name"), key(n.key, "value");
  for (const SwitchSetting& s : comfortSwitches()) key(s.key, "name");
  for (const ChoiceSetting& c : comfortChoices()) {
    key(c.key, "name");
    for (const std::string& label : c.labels) key(c.key, label);
  }
  for (const std::string& language : catalogue.languages()) {
    for (const std::string& k : keys)
      EXPECT_TRUE(catalogue.has(language, k)) << language << " " << k;
  }
}

}  // namespace
}  // namespace shixun::app
