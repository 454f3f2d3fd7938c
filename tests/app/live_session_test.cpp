#include "app/live_session.h"

#include "record/reader.h"
#include "session/playback.h"
#include "tests/app/scenario_of_test.h"

namespace shixun::app {
namespace {

using scenario::CommandKind;

interact::InputFrame standing(std::initializer_list<CommandKind> kinds = {}) {
  interact::InputFrame frame;
  frame.worldFromHead = Pose(shippedScenario().worldFromStart.position + Vec3(0, 1.62, 0));
  frame.uiCaptured = true;
  for (const CommandKind kind : kinds) {
    scenario::Command command;
    command.kind = kind;
    frame.panelCommands.push_back(command);
  }
  return frame;
}

LiveSessionDef defOn(MemoryDisk& files) {
  LiveSessionDef def;
  def.model = &shippedScenario();
  def.info.mode = "practise";
  def.recordPath = "/first/one.mcap";
  def.fallbackFolders = {"/second"};
  def.files = &files;
  return def;
}

session::Playback readBack(const MemoryDisk& files, const std::string& path) {
  auto bytes = files.read(path);
  EXPECT_TRUE(bytes.ok()) << path;
  auto reader = record::Reader::open(std::move(bytes).value());
  EXPECT_TRUE(reader.ok());
  return session::readPlayback(*reader, shippedScenario());
}

TEST(LiveSession, LeavingIsRecordedAndJudged) {
  MemoryDisk files;
  auto live = LiveSession::create(defOn(files));
  ASSERT_TRUE(live.ok()) << live.status().message();
  for (int i = 0; i < 30; ++i) static_cast<void>((*live)->tick(standing()));
  static_cast<void>((*live)->tick(standing({CommandKind::kAbandon})));
  EXPECT_TRUE((*live)->over());
  ASSERT_TRUE((*live)->run().session().recorder()->close(nullptr).ok());
  const session::Playback playback = readBack(files, "/first/one.mcap");
  EXPECT_TRUE(playback.abandoned);
  EXPECT_FALSE(playback.finished);
  EXPECT_EQ(playback.findings.size(), (*live)->run().assessor().findings().size());
}

TEST(LiveSession, APauseStopsTheClock) {
  MemoryDisk files;
  auto live = LiveSession::create(defOn(files));
  ASSERT_TRUE(live.ok());
  static_cast<void>((*live)->tick(standing({CommandKind::kPause})));
  const Tick before = (*live)->run().session().state().tick;
  for (int i = 0; i < 20; ++i) static_cast<void>((*live)->tick(standing()));
  EXPECT_EQ((*live)->run().session().state().tick, before);
  static_cast<void>((*live)->tick(standing({CommandKind::kResume})));
  static_cast<void>((*live)->tick(standing()));
  EXPECT_GT((*live)->run().session().state().tick, before);
}

// The first folder's disk fills up; a second one has room again.
TEST(LiveSession, AFullDiskIsToldAndTheRecordGoesOnElsewhere) {
  MemoryDisk files;
  auto live = LiveSession::create(defOn(files));
  ASSERT_TRUE(live.ok());
  for (int i = 0; i < 60; ++i) static_cast<void>((*live)->tick(standing()));
  files.setCapacity(files.used());
  for (int i = 0; i < 240 && (*live)->recordTrouble().ok(); ++i) {
    static_cast<void>((*live)->tick(standing()));
    (*live)->frame(kTickSeconds);
  }
  EXPECT_EQ((*live)->recordTrouble().code(), StatusCode::kFull);
  EXPECT_FALSE((*live)->over());
  EXPECT_EQ((*live)->recordPath(), "/first/one.mcap");
  files.setCapacity(UINT64_MAX);
  for (int i = 0; i < 60; ++i) static_cast<void>((*live)->tick(standing()));
  (*live)->frame(10);
  EXPECT_TRUE((*live)->recordTrouble().ok()) << (*live)->recordTrouble().message();
  EXPECT_TRUE((*live)->moved());
  EXPECT_NE((*live)->recordPath(), "/first/one.mcap");
  static_cast<void>((*live)->tick(standing({CommandKind::kFinish})));
  ASSERT_TRUE((*live)->run().session().recorder()->close(nullptr).ok());
  EXPECT_TRUE(readBack(files, (*live)->recordPath()).finished);
}

TEST(LiveSession, ARecordThatCannotBeBegunAnywhereIsAFailureWithAReason) {
  class NoDisk final : public FileSystem {
   public:
    Result<std::string> read(const std::string&, uint64_t) const override { return none(); }
    Result<std::unique_ptr<AppendFile>> create(const std::string&) override { return none(); }
    Status replace(const std::string&, std::string_view) override { return none(); }
    bool isFile(const std::string&) const override { return false; }
    bool isFolder(const std::string&) const override { return false; }
    Result<std::vector<std::string>> list(const std::string&) const override { return none(); }
    static Status none() { return Status(StatusCode::kDenied, "nothing may be written"); }
  };
  NoDisk files;
  LiveSessionDef def;
  def.model = &shippedScenario();
  def.recordPath = "/first/one.mcap";
  def.files = &files;
  const auto live = LiveSession::create(def);
  ASSERT_FALSE(live.ok());
  EXPECT_EQ(live.status().code(), StatusCode::kDenied);
}

TEST(LiveSession, MistakesAtTheEndAreRememberedAsPictures) {
  MemoryDisk files;
  auto live = LiveSession::create(defOn(files));
  ASSERT_TRUE(live.ok());
  static_cast<void>((*live)->tick(standing()));
  static_cast<void>((*live)->tick(standing({CommandKind::kFinish})));
  const auto& findings = (*live)->run().assessor().findings();
  ASSERT_FALSE(findings.empty());
  ASSERT_EQ((*live)->moments().size(), findings.size());
  EXPECT_EQ((*live)->moments().front().rule, findings.front().rule);
}

}  // namespace
}  // namespace shixun::app
