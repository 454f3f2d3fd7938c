// Which sound is heard where: of events and of what goes on in a real session.
#include "view/sounds.h"

#include <gtest/gtest.h>

#include "session/session.h"
#include "tests/view/shown.h"
#include "view/fright.h"

namespace shixun::view {
namespace {

using audio::SoundKind;
using plant::Event;
using plant::EventKind;
using scenario::EntityRef;

struct Heard {
  session::Session session{model(), {}, nullptr};
  session::Snapshot snapshot;
  plant::Poses poses{model()};

  Heard() { look(); }
  void look() {
    session::fill(snapshot, session);
    poses.update(snapshot.state);
    snapshot.worldFromHead = Pose(Vec3(0, 1.6, 2));
  }
  std::vector<audio::Cue> of(Event event) { return cuesOf(snapshot, poses, {&event, 1}); }
  EntityRef entity(const char* name) const { return model().entities.at(name); }
  static Event event(EventKind kind, EntityRef what) {
    Event e;
    e.kind = kind;
    e.what = what;
    return e;
  }
};

TEST(Sounds, AHandleClicksWhereItIs) {
  Heard heard;
  const auto handle = heard.entity("isolator.handle");
  const auto cues = heard.of(Heard::event(EventKind::kOperated, handle));
  ASSERT_EQ(cues.size(), 1U);
  EXPECT_EQ(cues[0].kind, SoundKind::kClick);
  EXPECT_FALSE(cues[0].inHead);
  const Vec3 there = heard.poses.worldFromNode(*nodeOf(model(), handle)).position;
  EXPECT_LT(glm::distance(cues[0].at, there), 1e-9);
}

TEST(Sounds, AMagnetThumpsInAndReleasesMoreLightly) {
  Heard heard;
  ASSERT_FALSE(model().coils.empty());
  Event event = Heard::event(EventKind::kSwitched,
                             {scenario::EntityKind::kInstance, model().coils[0].instance});
  event.value = 1;
  EXPECT_EQ(heard.of(event).at(0).kind, SoundKind::kThump);
  event.value = 0;
  EXPECT_EQ(heard.of(event).at(0).kind, SoundKind::kRelease);
}

TEST(Sounds, ATesterBeepsWhenThereIsVoltageAndAMeterNever) {
  Heard heard;
  Event event = Heard::event(EventKind::kMeasured, heard.entity("tester"));
  event.to = "ac_volts";
  event.value = 231;
  ASSERT_EQ(heard.of(event).size(), 1U);
  EXPECT_EQ(heard.of(event)[0].kind, SoundKind::kBeep);
  event.value = 0;
  EXPECT_TRUE(heard.of(event).empty()) << "dead: silent";
  bool meterFound = false;
  for (const auto& instrument : model().instruments) {
    for (const auto& function : instrument.functions) {
      if (function.threshold > 0) continue;
      meterFound = true;
      event.what = {scenario::EntityKind::kInstance, instrument.instance};
      event.to = function.label;
      event.value = 231;
      EXPECT_TRUE(heard.of(event).empty()) << function.label;
    }
  }
  EXPECT_TRUE(meterFound);
}

TEST(Sounds, AShockCracksInTheHeadAndADangerousOneRaisesTheAlarm) {
  Heard heard;
  Event event;
  event.kind = EventKind::kShock;
  event.to = "perception";
  ASSERT_EQ(heard.of(event).size(), 1U);
  EXPECT_EQ(heard.of(event)[0].kind, SoundKind::kCrack);
  EXPECT_TRUE(heard.of(event)[0].inHead);
  event.to = "fibrillation";
  ASSERT_EQ(heard.of(event).size(), 2U);
  EXPECT_EQ(heard.of(event)[1].kind, SoundKind::kAlarm);
}

TEST(Sounds, AnArcBangs) {
  Heard heard;
  const auto cues = heard.of(Heard::event(EventKind::kFlash, {}));
  ASSERT_FALSE(cues.empty());
  EXPECT_EQ(cues[0].kind, SoundKind::kBang);
  EXPECT_TRUE(cues[0].inHead) << "nobody knows where";
}

TEST(Sounds, WhatIsSaidOrAskedForMakesNoSound) {
  Heard heard;
  for (const EventKind kind : {EventKind::kSaid, EventKind::kHinted, EventKind::kFinished}) {
    EXPECT_TRUE(heard.of(Heard::event(kind, {})).empty());
  }
}

TEST(Sounds, TheMotorHumsWhileItRunsAndRunsDownAfterTheIsolatorIsOpened) {
  Heard heard;
  const auto running = humsOf(heard.snapshot, heard.poses);
  ASSERT_EQ(running.size(), 1U) << "the pump runs when the session starts";
  EXPECT_GT(running[0].gain, 0.4);
  EXPECT_NEAR(running[0].pitch, 1, 0.1);
  scenario::Command open;
  open.kind = scenario::CommandKind::kOperate;
  open.what = heard.entity("isolator.handle");
  const auto& positions = model().controls[open.what.index].positions;
  while (positions.at(open.position).label != "off") ++open.position;
  static_cast<void>(heard.session.step({&open, 1}));
  for (int i = 0; i < 60; ++i) static_cast<void>(heard.session.step({}));
  heard.look();
  const auto after = humsOf(heard.snapshot, heard.poses);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].id, running[0].id);
  EXPECT_LT(after[0].pitch, running[0].pitch);
  for (int i = 0; i < 60 * 120; ++i) static_cast<void>(heard.session.step({}));
  heard.look();
  EXPECT_TRUE(humsOf(heard.snapshot, heard.poses).empty());
}

TEST(Fright, AShockJoltsTheHeadOnceAndBriefly) {
  session::Snapshot snapshot;
  EXPECT_EQ(joltOf(snapshot).position, Vec3(0));
  int turns = 0;
  double before = 0;
  double most = 0;
  for (double left = 1; left > 0; left -= 0.01) {
    snapshot.shock = left;
    const double back = joltOf(snapshot).rotation.x;
    most = std::max(most, std::abs(back));
    if (left < 0.5) {
      EXPECT_EQ(back, 0) << left;
    }
    if (before * back < 0) ++turns;
    if (back != 0) before = back;
  }
  EXPECT_GT(most, 0.005);
  EXPECT_LE(turns, 1) << "one swing there and back, no shaking";
}

}  // namespace
}  // namespace shixun::view
