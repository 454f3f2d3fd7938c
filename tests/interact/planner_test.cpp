// Commands become motions, and the motions alone give the commands again.
#include "interact/planner.h"

#include <gtest/gtest.h>

#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {

Command make(CommandKind kind, EntityRef what, EntityRef at = {}, EntityRef with = {}) {
  Command c;
  c.kind = kind;
  c.what = what;
  c.at = at;
  c.with = with;
  return c;
}
Command operate(uint32_t control, uint32_t position) {
  Command c = make(CommandKind::kOperate, {EntityKind::kControl, control});
  c.position = position;
  return c;
}
EntityRef instance(uint32_t i) {
  return {EntityKind::kInstance, i};
}
EntityRef terminal(uint32_t t) {
  return {EntityKind::kTerminal, t};
}
EntityRef probe(uint32_t p) {
  return {EntityKind::kProbe, p};
}

// Plans and lives through one command after the other; returns all keyframes.
std::vector<Keyframe> rehearse(Trainee& t, const std::vector<Command>& commands) {
  Planner planner(t.model);
  std::vector<Keyframe> keys = {planner.start()};
  Tick tick = 0;
  for (const Command& command : commands) {
    const Status status = planner.plan(command, t.state, t.interactor.overrides(), keys);
    EXPECT_TRUE(status.ok()) << status.message();
    for (; secondsFromTick(tick) <= keys.back().time; ++tick) {
      t.input = sample(keys, secondsFromTick(tick - 1), secondsFromTick(tick));
      t.tick();
    }
    t.input.panelCommands.clear();
    t.wait(2);
    tick += 2;
    Keyframe rest = keys.back();
    rest.time = secondsFromTick(tick) + 0.5;
    rest.panelCommands.clear();
    keys.push_back(rest);
  }
  return keys;
}

// Plays keyframes without the planner.
std::string replay(const ScenarioModel& model, const std::vector<Keyframe>& keys) {
  Trainee t(model);
  const Tick end = tickFromSeconds(keys.back().time + 0.5);
  for (Tick tick = 0; tick < end; ++tick) {
    t.input = sample(keys, secondsFromTick(tick - 1), secondsFromTick(tick));
    t.tick();
  }
  return t.story();
}

std::vector<Command> wholeJob(const Workshop& shop) {
  Command say = make(CommandKind::kHint, {});
  Command touch = make(CommandKind::kTouch, {}, terminal(shop.earth));
  touch.hand = Hand::kLeft;
  Command untouch = make(CommandKind::kUntouch, {});
  untouch.hand = Hand::kLeft;
  return {
      say,
      operate(shop.button, 1),
      operate(shop.button, 0),
      operate(shop.lever, 1),
      operate(shop.slide, 1),
      operate(shop.door, 1),
      make(CommandKind::kExamine, {EntityKind::kInspect, shop.window}),
      make(CommandKind::kTake, instance(shop.gloves)),
      make(CommandKind::kWear, instance(shop.gloves)),
      make(CommandKind::kTake, instance(shop.clamp)),
      make(CommandKind::kClamp, instance(shop.clamp), {EntityKind::kConductor, shop.conductor}),
      make(CommandKind::kUnclamp, instance(shop.clamp)),
      make(CommandKind::kPut, instance(shop.clamp)),
      make(CommandKind::kTake, instance(shop.lock)),
      make(CommandKind::kHang, instance(shop.lock), {EntityKind::kPoint, shop.hasp}),
      operate(shop.handle, 1),  // blocked
      make(CommandKind::kTake, instance(shop.tester)),
      make(CommandKind::kProbe, probe(0), terminal(shop.live)),
      make(CommandKind::kProbe, probe(1), terminal(shop.earth)),
      make(CommandKind::kUnprobe, probe(1)),
      make(CommandKind::kUnprobe, probe(0)),
      make(CommandKind::kProbe, probe(0), terminal(shop.inside)),
      make(CommandKind::kUnprobe, probe(0)),
      make(CommandKind::kPut, instance(shop.tester)),
      touch,
      untouch,
      make(CommandKind::kUnwear, instance(shop.gloves)),
      make(CommandKind::kPut, instance(shop.gloves)),
      make(CommandKind::kTake, instance(shop.cutter)),
      make(CommandKind::kCut, instance(shop.lock), {}, instance(shop.cutter)),
      make(CommandKind::kDrop, instance(shop.cutter)),
      operate(shop.handle, 1),
      make(CommandKind::kFinish, {}),
  };
}

const char* const kStory =
    "hint\noperate S0 1\noperate S0 0\noperate Q2 1\noperate B3 1\noperate door 1\n"
    "examine window\ntake gloves\nwear gloves\ntake clamp\nclamp clamp wire\nunclamp clamp\n"
    "put clamp\ntake lock\nhang lock hasp\noperate S1 1\ntake tester\nprobe tester.a live\n"
    "probe tester.b earth\nunprobe tester.b\nunprobe tester.a\nprobe tester.a inside\n"
    "unprobe tester.a\nput tester\ntouch earth\nuntouch\nunwear gloves\nput gloves\ntake cutter\n"
    "cut lock cutter\ndrop cutter\noperate S1 1\nfinish\n";

TEST(Planner, EveryKindOfCommandComesOutOfItsMotion) {
  const Workshop shop;
  Trainee t(shop.model);
  const auto keys = rehearse(t, wholeJob(shop));
  EXPECT_EQ(t.story(), kStory);
  EXPECT_LT(keys.size(), wholeJob(shop).size() * 18);  // few keyframes a command
}

TEST(Planner, TheKeyframesAloneGiveTheSameCommandsAgain) {
  const Workshop shop;
  Trainee t(shop.model);
  const auto keys = rehearse(t, wholeJob(shop));
  EXPECT_EQ(replay(shop.model, keys), t.story());
}

TEST(Planner, TheSameKeyframesFailWhenATerminalHasMovedOrIsWalledOff) {
  const Workshop shop;
  const std::vector<Command> job = {
      make(CommandKind::kTake, instance(shop.tester)),
      make(CommandKind::kProbe, probe(0), terminal(shop.live)),
  };
  Trainee t(shop.model);
  const auto keys = rehearse(t, job);
  ASSERT_EQ(t.story(), "take tester\nprobe tester.a live\n");
  Workshop moved;
  moveInstance(moved.model, moved.board, Vec3(2, 0, 0));
  EXPECT_EQ(replay(moved.model, keys), "take tester\n");
  Workshop walled;
  addWall(walled.model, Vec3(0, 1.35, -0.45));
  EXPECT_EQ(replay(walled.model, keys), "take tester\n");
}

TEST(Planner, SaysWhenThereIsNoWay) {
  Workshop shop;
  for (const double z : {-0.6, 0.6}) addWall(shop.model, Vec3(0, 1.35, -0.5 + z * 0.1));
  Trainee t(shop.model);
  Planner planner(t.model);
  std::vector<Keyframe> keys = {planner.start()};
  Command touch = make(CommandKind::kTouch, {}, terminal(shop.live));
  const Status status = planner.plan(touch, t.state, {}, keys);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_NE(status.message().find("touch live"), std::string::npos) << status.message();
  EXPECT_EQ(keys.size(), 1U);
}

TEST(Keyframes, AreSampledStraightAndTurnTheShortWay) {
  std::vector<Keyframe> keys(2);
  keys[1].time = 2;
  keys[1].worldFromHead = Pose(glm::angleAxis(1.0, Vec3(0, 1, 0)), Vec3(4, 0, 0));
  keys[0].hands[0].squeeze = 1;
  keys[1].panelCommands.push_back(make(CommandKind::kFinish, {}));
  const InputFrame half = sample(keys, 0.99, 1.0);
  EXPECT_NEAR(half.worldFromHead.position.x, 2, 1e-12);
  EXPECT_NEAR(glm::angle(half.worldFromHead.rotation), 0.5, 1e-9);
  EXPECT_EQ(half.hands[0].squeeze, 1);
  EXPECT_TRUE(half.panelCommands.empty());
  const InputFrame end = sample(keys, 1.995, 2.0);
  EXPECT_EQ(end.hands[0].squeeze, 0);
  EXPECT_EQ(end.panelCommands.size(), 1U);
  EXPECT_TRUE(sample(keys, 2.0, 2.1).panelCommands.empty());
}

}  // namespace
}  // namespace shixun::interact::test
