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
  for (const char* name : {"reference", "wrong_instrument", "short_circuit"}) {
    const Played played(name);
    const Playback playback = played.playback();
    Review review(*flagship().model, playback.trace, {});
    ASSERT_GT(played.moments.size(), 100U);
    for (const auto& [tick, moment] : played.moments) {
      EXPECT_EQ(seen(review.at(tick)), moment) << name << ", forwards to " << tick;
    }
    // Back in strides, since every step back begins at the start again.
    std::vector<Tick> ticks;
    for (const auto& [tick, moment] : played.moments) ticks.push_back(tick);
    for (size_t i = ticks.size(); i > 10; i -= 11) {
      EXPECT_EQ(seen(review.at(ticks[i - 1])), played.moments.at(ticks[i - 1]))
          << name << ", back to " << ticks[i - 1];
    }
  }
}

// A meter on "ohm" across an open isolator shows that there is no way through, not a number.
TEST(Review, AnOverRangeStaysOne) {
  const scenario::ScenarioModel& model = *flagship().model;
  MemoryDisk disk;
  Session session(model, {}, disk.create("/a.mcap").value());
  const auto& meter = model.instances[flagship().entity("meter").index];
  std::vector<Command> commands(1);
  commands[0].kind = scenario::CommandKind::kTake;
  commands[0].what = flagship().entity("meter");
  for (const auto& [name, terminal] :
       {std::pair{"meter.a", "work_L1"}, std::pair{"meter.b", "supply_L1"}}) {
    Command probe;
    probe.kind = scenario::CommandKind::kProbe;
    probe.what = flagship().entity(name);
    probe.at = flagship().entity(terminal);
    commands.push_back(probe);
  }
  // Across the open isolator there is no way.
  Command open;
  open.kind = scenario::CommandKind::kOperate;
  open.what = flagship().entity("isolator.handle");
  const auto& positions = model.controls[open.what.index].positions;
  while (positions[open.position].label != "off") ++open.position;
  commands.push_back(open);
  // Every position of its controls, until one shows it.
  bool shown = false;
  for (uint32_t c = 0; c < model.controls.size() && !shown; ++c) {
    if (instanceOf(model, {scenario::EntityKind::kControl, c}) !=
        static_cast<int32_t>(flagship().entity("meter").index)) {
      continue;
    }
    for (uint32_t p = 0; p < model.controls[c].positions.size() && !shown; ++p) {
      Command turn;
      turn.kind = scenario::CommandKind::kOperate;
      turn.what = {scenario::EntityKind::kControl, c};
      turn.position = p;
      commands.push_back(turn);
      static_cast<void>(session.step(commands));
      commands.clear();
      for (int i = 0; i < 120; ++i) static_cast<void>(session.step({}));
      Snapshot live;
      fill(live, session);
      shown = live.displays[static_cast<size_t>(meter.instrument)] == "OL";
    }
  }
  ASSERT_TRUE(shown) << "no position of the meter is over its range";
  session.recorder()->flush();
  auto reader = record::Reader::open(disk.read("/a.mcap").value());
  ASSERT_TRUE(reader.ok());
  const Playback playback = readPlayback(*reader, model);
  Review review(model, playback.trace, {});
  EXPECT_EQ(review.at(session.state().tick).displays[static_cast<size_t>(meter.instrument)], "OL");
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
