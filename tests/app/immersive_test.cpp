// The trainer in a headset whose runtime does what it is told: whatever happens to the headset, the
// session's record is whole, and the program says what happened.
#include "app/immersive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "record/reader.h"
#include "session/playback.h"
#include "session/pose_track.h"
#include "tests/support/shipped.h"
#include "tests/xr/fake_runtime/fake_client.h"

namespace shixun::app {
namespace {

using scenario::CommandKind;
using testing::HasSubstr;
using testing::IsEmpty;
using xr::fake::FakeRuntime;

class ImmersiveTest : public testing::Test {
 protected:
  ImmersiveTest() {
    char name[] = "/tmp/shixun-immersive-XXXXXX";
    folder_ = ::mkdtemp(name);
    ::setenv("XDG_DATA_HOME", folder_.c_str(), 1);
    Diagnostics problems;
    texts_ =
        text::Catalogue::load(disk(), std::string(SHIXUN_SOURCE_DIR) + "/assets/text", problems);
  }
  ~ImmersiveTest() override { std::filesystem::remove_all(folder_); }

  // Practises for that many frames at most; `happens` is called from another thread as soon as the
  // session has been running for some frames.
  ImmersiveOutcome practise(const std::function<void()>& happens, double seconds = 20,
                            bool draw = false) {
    test::Shipped& shipped = test::flagship();
    ImmersiveDef def;
    def.root = {&disk(), SHIXUN_SOURCE_DIR};
    def.model = shipped.model.get();
    def.catalogue = &texts_;
    def.info.mode = "practise";
    def.ask = false;
    def.recordPath = folder_ + "/session.mcap";
    def.sound = false;
    def.draw = draw;
    def.forSeconds = seconds;
    std::atomic<bool> over = false;
    std::thread other([&] {
      while (!over && runtime.frames().size() < (draw ? 10U : 120U)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
      if (!over) happens();
    });
    auto outcome = runImmersive(def);
    over = true;
    other.join();
    EXPECT_TRUE(outcome.ok()) << outcome.status().message();
    return outcome.ok() ? std::move(outcome).value() : ImmersiveOutcome();
  }

  // The record of the only session, which has to be whole.
  session::Playback whole(const ImmersiveOutcome& outcome) {
    EXPECT_EQ(outcome.practised.sessions.size(), 1U);
    if (outcome.practised.sessions.empty()) return {};
    auto bytes = disk().read(outcome.practised.sessions.front().recordPath);
    EXPECT_TRUE(bytes.ok());
    const auto reader = record::Reader::open(std::move(bytes).value());
    EXPECT_TRUE(reader.ok() && reader->finished() && reader->damage().empty());
    return session::readPlayback(*reader, *test::flagship().model);
  }

  static bool has(const session::Playback& playback, CommandKind kind) {
    for (const session::TimedCommand& c : playback.commands) {
      if (c.command.kind == kind) return true;
    }
    return false;
  }

  FakeRuntime runtime;
  std::string folder_;
  text::Catalogue texts_;
};

TEST_F(ImmersiveTest, ARuntimeThatGivesUpEndsTheSessionWhole) {
  const auto outcome = practise([this] { runtime.go(XR_SESSION_STATE_LOSS_PENDING); });
  // Told by an event, or by the first call that meets it.
  EXPECT_THAT(outcome.trouble, testing::AnyOf(HasSubstr("gives up the session"),
                                              HasSubstr("XR_SESSION_LOSS_PENDING")));
  EXPECT_TRUE(whole(outcome).abandoned);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST_F(ImmersiveTest, ALostInstanceEndsTheSessionWhole) {
  const auto outcome = practise([this] { runtime.loseInstanceIn("xrWaitFrame"); });
  EXPECT_THAT(outcome.trouble, HasSubstr("XR_ERROR_INSTANCE_LOST"));
  EXPECT_TRUE(whole(outcome).abandoned);
}

TEST_F(ImmersiveTest, ALossInTheMiddleOfAPictureIsToldAsALoss) {
  const auto outcome =
      practise([this] { runtime.loseInstanceIn("xrAcquireSwapchainImage"); }, 60, true);
  EXPECT_THAT(outcome.trouble, HasSubstr("has gone while taking an image"));
  EXPECT_TRUE(whole(outcome).abandoned);
}

TEST_F(ImmersiveTest, TakingTheHeadsetOffStopsTheClock) {
  const auto outcome = practise([this] { runtime.setUserPresent(false); }, 4);
  EXPECT_THAT(outcome.trouble, IsEmpty());
  EXPECT_TRUE(has(whole(outcome), CommandKind::kPause));
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST_F(ImmersiveTest, AnotherProgramInFrontStopsTheClock) {
  const auto outcome = practise([this] { runtime.go(XR_SESSION_STATE_VISIBLE); }, 4);
  EXPECT_TRUE(has(whole(outcome), CommandKind::kPause));
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST_F(ImmersiveTest, WithoutTheHeadsMeasureTheSessionGoesOn) {
  const auto outcome = practise([this] { runtime.setHeadTracking(xr::fake::kLost); }, 4);
  EXPECT_THAT(outcome.trouble, IsEmpty());
  const session::Playback playback = whole(outcome);
  EXPECT_FALSE(has(playback, CommandKind::kPause));
  EXPECT_GT(playback.lastTick, 240);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST_F(ImmersiveTest, HeadAndHandsAreRecordedAtTheDisplaysRate) {
  const XrPosef up = {{0, 0, 0, 1}, {0.5F, 1.9F, 0}};
  const auto outcome = practise([&] { runtime.setHeadPose(up); }, 4);
  const session::Playback playback = whole(outcome);
  auto bytes = disk().read(outcome.practised.sessions.front().recordPath);
  const auto reader = record::Reader::open(std::move(bytes).value());
  session::PoseTrack track = session::PoseTrack::read(*reader, *test::flagship().model);
  EXPECT_EQ(track.damaged(), 0U);
  const double seconds = secondsFromTick(playback.lastTick);
  ASSERT_GT(seconds, 1);
  EXPECT_NEAR(static_cast<double>(track.samples()) / seconds, 1e9 / 13888888, 4);
  const auto before = track.at(10), after = track.at(playback.lastTick);
  ASSERT_TRUE(before && after);
  const Vec3 moved = after->worldFromHead.position - before->worldFromHead.position;
  EXPECT_NEAR(glm::length(moved), glm::length(Vec3(0.5, 0.3, 0)), 0.001);
  EXPECT_TRUE(after->handShown[0] && after->handShown[1]);
}

TEST_F(ImmersiveTest, EndedFromTheHeadsetsOwnMenuItSaysSo) {
  const auto outcome = practise([this] { runtime.go(XR_SESSION_STATE_EXITING); });
  EXPECT_THAT(outcome.trouble, HasSubstr("own menu"));
  EXPECT_TRUE(whole(outcome).abandoned);
}

}  // namespace
}  // namespace shixun::app
