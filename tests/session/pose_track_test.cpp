#include "session/pose_track.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/rng.h"
#include "math/libm.h"
#include "session/session.h"
#include "tests/record/helpers.h"
#include "tests/support/shipped.h"

namespace shixun::session {
namespace {

using test::flagship;

const ScenarioModel& scene() {
  return *flagship().model;
}

Quat turnOf(double a, double b) {
  return glm::normalize(Quat(std::cos(a), std::sin(a) * std::cos(b), std::sin(a) * std::sin(b),
                             0.3 * std::sin(a + b)));
}

// Somebody who moves, with a thing in the right hand every now and then.
PoseSample moving(double t) {
  PoseSample sample;
  sample.worldFromHead = Pose(turnOf(0.4 * t, t), Vec3(std::sin(t), 1.6, -12.5 + t));
  sample.handShown[0] = std::fmod(t, 3.0) < 1.5;
  sample.worldFromHand[0] = Pose(turnOf(3 * t, 2 * t), Vec3(0.2, 1.1 + 0.1 * std::cos(5 * t), 0.3));
  sample.handShown[1] = true;
  sample.worldFromHand[1] = Pose(turnOf(2 * t, t), Vec3(-0.2, 1.2, 0.3 * std::sin(7 * t)));
  sample.handShape[1] = static_cast<HandShape>(static_cast<int>(t) % 3);
  if (std::fmod(t, 2.0) > 0.7) {
    sample.overrides.items.push_back({2, sample.worldFromHand[1]});
    sample.overrides.controls.push_back({1, -0.8 * std::sin(t)});
    sample.overrides.probes.push_back({0, Pose(turnOf(t, t), Vec3(t, 0, 0))});
  }
  return sample;
}

double degrees(const Quat& a, const Quat& b) {
  return 2 * std::acos(std::min(1.0, std::abs(glm::dot(a, b)))) * 180 / kPi;
}
void expectNear(const Pose& read, const Pose& written, const std::string& what) {
  EXPECT_LT(glm::length(read.position - written.position), 0.9e-4) << what;
  EXPECT_LT(degrees(read.rotation, written.rotation), 0.02) << what;
}

// What was seen is what was written, to half a step.
void expectSame(const PoseSample& read, const PoseSample& written, const std::string& when) {
  expectNear(read.worldFromHead, written.worldFromHead, "head " + when);
  for (size_t h = 0; h < 2; ++h) {
    ASSERT_EQ(read.handShown[h], written.handShown[h]) << h << when;
    if (!read.handShown[h]) continue;
    expectNear(read.worldFromHand[h], written.worldFromHand[h], "hand " + when);
    EXPECT_EQ(read.handShape[h], written.handShape[h]) << h << when;
  }
  ASSERT_EQ(read.overrides.items.size(), written.overrides.items.size()) << when;
  for (size_t i = 0; i < read.overrides.items.size(); ++i) {
    EXPECT_EQ(read.overrides.items[i].item, written.overrides.items[i].item) << when;
    expectNear(read.overrides.items[i].worldFromItem, written.overrides.items[i].worldFromItem,
               "item " + when);
  }
  ASSERT_EQ(read.overrides.probes.size(), written.overrides.probes.size()) << when;
  for (size_t i = 0; i < read.overrides.probes.size(); ++i) {
    expectNear(read.overrides.probes[i].worldFromBody, written.overrides.probes[i].worldFromBody,
               "probe " + when);
  }
  ASSERT_EQ(read.overrides.controls.size(), written.overrides.controls.size()) << when;
  for (size_t i = 0; i < read.overrides.controls.size(); ++i) {
    EXPECT_EQ(read.overrides.controls[i].control, written.overrides.controls[i].control) << when;
    EXPECT_NEAR(read.overrides.controls[i].amount, written.overrides.controls[i].amount, 0.51e-4);
  }
}

TEST(PoseCodec, WhatComesBackIsWhatWasPutInToHalfAStep) {
  PoseEncoder encoder(scene());
  std::vector<TimedPose> read;
  for (Tick first = 0; first < 3000; first += 90) {
    for (Tick tick = first; tick < first + 90; tick += 2) {
      encoder.add(tick, moving(secondsFromTick(tick)));
    }
    const std::string block = encoder.take();
    EXPECT_TRUE(encoder.empty());
    ASSERT_TRUE(decodePoses(poseStreams(scene()), block, read).ok());
    ASSERT_EQ(read.size(), 45U);
    for (const TimedPose& pose : read) {
      expectSame(pose.sample, moving(secondsFromTick(pose.tick)),
                 " at " + std::to_string(pose.tick));
    }
  }
}

TEST(PoseCodec, APoseThatIsNoNumberDoesNotSpoilTheRest) {
  PoseEncoder encoder(scene());
  PoseSample sample = moving(1);
  sample.worldFromHand[1].position.x = std::nan("");
  sample.worldFromHead.position.y = 1e300;
  sample.worldFromHead.rotation = Quat(0, 0, 0, 0);
  encoder.add(7, sample);
  std::vector<TimedPose> read;
  ASSERT_TRUE(decodePoses(poseStreams(scene()), encoder.take(), read).ok());
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].tick, 7);
  EXPECT_EQ(read[0].sample.worldFromHand[1].position.x, 0);
  EXPECT_EQ(read[0].sample.worldFromHead.rotation.w, 1);
  expectNear(read[0].sample.overrides.items.at(0).worldFromItem,
             sample.overrides.items[0].worldFromItem, "the item");
}

TEST(PoseCodec, ThingsThatTodaysScenarioDoesNotHaveAreLeftOut) {
  PoseEncoder encoder(scene());
  encoder.add(0, moving(1));
  const std::string block = encoder.take();
  std::string names = namePoseStreams(scene());
  const std::string item = "item " + scene().instances[scene().items[2].instance].name;
  ASSERT_NE(names.find(item + " 7\n"), std::string::npos) << names;
  names.replace(names.find(item), item.size(), "item gone");
  const auto streams = readPoseStreams(scene(), names);
  ASSERT_TRUE(streams.ok());
  std::vector<TimedPose> read;
  ASSERT_TRUE(decodePoses(*streams, block, read).ok());
  PoseSample expected = moving(1);
  expected.overrides.items.clear();
  expectSame(read.at(0).sample, expected, "");
  EXPECT_FALSE(readPoseStreams(scene(), "head - 9\n").ok());
  EXPECT_FALSE(readPoseStreams(scene(), "head\n").ok());
}

TEST(PoseCodec, DamagedBlocksAreRefusedAndNeverReadBeyondTheirEnd) {
  Rng random(record::testSeed());
  PoseEncoder encoder(scene());
  for (Tick tick = 0; tick < 40; tick += 2) encoder.add(tick, moving(secondsFromTick(tick) + 0.6));
  const std::string block = encoder.take();
  const auto streams = poseStreams(scene());
  std::vector<TimedPose> read;
  for (size_t length = 0; length < block.size(); ++length) {
    EXPECT_FALSE(decodePoses(streams, block.substr(0, length), read).ok()) << length;
    EXPECT_TRUE(read.empty());
  }
  EXPECT_FALSE(decodePoses(streams, block + "x", read).ok());
  for (int i = 0; i < 20000; ++i) {
    std::string bad = block;
    for (uint64_t n = 1 + random.next() % 4; n > 0; --n) {
      bad[random.next() % bad.size()] = static_cast<char>(random.next());
    }
    if (!decodePoses(streams, bad, read).ok()) continue;
    for (const TimedPose& pose : read) {
      for (const auto& item : pose.sample.overrides.items) {
        ASSERT_LT(item.item, scene().items.size());
      }
      ASSERT_NEAR(glm::length(pose.sample.worldFromHead.rotation), 1, 1e-9);
    }
  }
}

struct Recorded {
  MemoryDisk disk;
  std::map<Tick, PoseSample> poses;

  // 12 s with a picture every other tick.
  Recorded() {
    Session session(scene(), {}, disk.create("/a.mcap").value());
    while (session.state().tick < 1440) {
      static_cast<void>(session.step({}));
      if (session.state().tick % 2 != 0) continue;
      const PoseSample sample = moving(session.time());
      session.pose(sample);
      session.pose({});  // the same moment again: the first counts
      poses[session.state().tick] = sample;
    }
    EXPECT_TRUE(session.recorder()->close(nullptr).ok());
  }
  std::string bytes() const { return disk.read("/a.mcap").value(); }
};

TEST(PoseTrack, GivesTheLastSampleBeforeAMoment) {
  const Recorded recorded;
  auto reader = record::Reader::open(recorded.bytes());
  ASSERT_TRUE(reader.ok());
  PoseTrack track = PoseTrack::read(*reader, scene());
  EXPECT_EQ(track.samples(), recorded.poses.size());
  EXPECT_EQ(track.damaged(), 0U);
  ASSERT_TRUE(track.at(0).has_value());
  expectSame(*track.at(0), recorded.poses.at(2), " before the first");
  for (Tick tick = 1440 + kPoseGap; tick >= 2; --tick) {
    const auto sample = track.at(tick);
    ASSERT_TRUE(sample.has_value()) << tick;
    const Tick from = std::min<Tick>(tick / 2 * 2, 1440);
    expectSame(*sample, recorded.poses.at(from), " at " + std::to_string(tick));
  }
  EXPECT_FALSE(track.at(1441 + kPoseGap).has_value());
}

TEST(PoseTrack, ARecordThatWasCutOffHasEveryPoseUpToAQuarterOfASecondBefore) {
  MemoryDisk disk;
  Session session(scene(), {}, disk.create("/a.mcap").value());
  for (Tick tick = 0; tick < 900; ++tick) {
    static_cast<void>(session.step({}));
    session.pose(moving(session.time()));
    if (tick % 7 != 0) continue;
    auto reader = record::Reader::open(disk.read("/a.mcap").value());
    ASSERT_TRUE(reader.ok());
    PoseTrack track = PoseTrack::read(*reader, scene());
    const Tick due = session.state().tick - 30;
    if (due < 1) continue;
    const auto sample = track.at(due);
    ASSERT_TRUE(sample.has_value()) << due;
    expectSame(*sample, moving(secondsFromTick(due)), " at " + std::to_string(due));
  }
}

}  // namespace
}  // namespace shixun::session
