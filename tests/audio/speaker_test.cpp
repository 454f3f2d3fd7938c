#include "audio/speaker.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/log.h"

namespace shixun::audio {
namespace {

int warnings = 0;
std::string lastWarning;

void countWarnings(LogLevel level, std::string_view message) {
  if (level != LogLevel::kWarning) return;
  ++warnings;
  lastWarning = message;
}

class SpeakerTest : public testing::Test {
 protected:
  void SetUp() override {
    // A machine without a sound device.
    setenv("ALSOFT_DRIVERS", "null", 1);
    warnings = 0;
    setLogSink(countWarnings);
  }
  void TearDown() override { setLogSink(nullptr); }
};

TEST_F(SpeakerTest, WithoutADeviceEverythingCanBeCalledAndTheLogSaysSoOnce) {
  Speaker speaker;
  EXPECT_FALSE(speaker.audible());
  EXPECT_EQ(speaker.device(), "no sound device");
  const Cue cue;
  const Hum hum;
  for (int i = 0; i < 3; ++i) speaker.hear(Pose(), {&cue, 1}, {&hum, 1});
  speaker.silence();
  EXPECT_EQ(warnings, 1);
  EXPECT_NE(lastWarning.find("without sound"), std::string::npos);
}

TEST_F(SpeakerTest, WhoWantsNoSoundIsNotWarned) {
  Speaker speaker(false);
  EXPECT_FALSE(speaker.audible());
  EXPECT_EQ(warnings, 0);
}

}  // namespace
}  // namespace shixun::audio
