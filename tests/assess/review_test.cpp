#include "session/review.h"

#include <gtest/gtest.h>

#include "assess/run.h"
#include "session/playback.h"
#include "tests/support/shipped.h"

namespace shixun::session {
namespace {

using test::flagship;

// What a record has to bring back of the moments of a run, as they were seen live.
struct Seen {
  std::vector<uint32_t> controls, itemPlaces;
  std::vector<uint8_t> latches;
  std::vector<int32_t> probes;
  std::vector<std::string> displays;
  bool operator==(const Seen&) const = default;
};

Seen seen(const Snapshot& snapshot) {
  const plant::State& state = snapshot.state;
  Seen out{state.controls, state.itemPlaces, state.latches, {}, snapshot.displays};
  for (const auto& probe : state.probes) out.probes.push_back(probe.terminal);
  return out;
}

struct Played {
  MemoryDisk disk;
  std::map<Tick, Seen> moments;  // every 97th tick
  Tick firstShock = -1, lastShock = -1;

  explicit Played(const std::string& name) {
    const scenario::Walkthrough walkthrough = flagship().walkthrough(name);
    SessionInfo info;
    info.faults = walkthrough.faults;
    assess::Run run(*flagship().model, info, disk.create("/a.mcap").value());
    assess::CommandPlayer player(walkthrough);
    while (!run.over()) {
      static_cast<void>(run.step(player.due(run.session().state())));
      const Tick tick = run.session().state().tick;
      for (const TracePoint& point : run.points()) {
        if (point.kind == PointKind::kEvent && point.event.kind == plant::EventKind::kShock) {
          lastShock = point.tick;
          if (firstShock < 0) firstShock = lastShock;
        }
      }
      if (tick % 97 != 0) continue;
      Snapshot snapshot;
      fill(snapshot, run.session());
      moments[tick] = seen(snapshot);
    }
    EXPECT_TRUE(run.session().recorder()->close(nullptr).ok());
  }
  Playback playback() const {
    auto reader = record::Reader::open(disk.read("/a.mcap").value());
    EXPECT_TRUE(reader.ok());
    return readPlayback(*reader, *flagship().model);
  }
};

TEST(Review, ShowsEveryMomentAsItWasSeenLiveInWhateverOrder) {
  const Played played("reference");
  const Playback playback = played.playback();
  Review review(*flagship().model, playback.trace, {});
  ASSERT_GT(played.moments.size(), 100U);
  for (const auto& [tick, moment] : played.moments) {
    EXPECT_EQ(seen(review.at(tick)), moment) << "forwards to " << tick;
  }
  // Back in strides, since every step back begins at the start again.
  std::vector<Tick> ticks;
  for (const auto& [tick, moment] : played.moments) ticks.push_back(tick);
  for (size_t i = ticks.size(); i > 10; i -= 11) {
    EXPECT_EQ(seen(review.at(ticks[i - 1])), played.moments.at(ticks[i - 1]))
        << "back to " << ticks[i - 1];
  }
}

TEST(Review, AShockIsSeenWhenItHappensAndFades) {
  const Played played("touches_live_terminal");
  ASSERT_GE(played.firstShock, 0);
  const Playback playback = played.playback();
  Review review(*flagship().model, playback.trace, {});
  EXPECT_EQ(review.at(played.firstShock - 1).shock, 0);
  EXPECT_EQ(review.at(played.firstShock).shock, 1);
  EXPECT_EQ(review.at(played.lastShock).shock, 1);
  EXPECT_NEAR(review.at(played.lastShock + 96).shock, 0.5, 1e-9);
  EXPECT_EQ(review.at(played.lastShock + 300).shock, 0);
  EXPECT_EQ(review.at(0).shock, 0);
}

TEST(Review, WithoutPosesThereIsNobodyToBeSeen) {
  const Played played("no_padlock");
  const Playback playback = played.playback();
  Review review(*flagship().model, playback.trace, {});
  EXPECT_FALSE(review.hasPoses());
  const Snapshot& snapshot = review.at(600);
  EXPECT_FALSE(snapshot.headShown || snapshot.handShown[0] || snapshot.handShown[1]);
}

}  // namespace
}  // namespace shixun::session
