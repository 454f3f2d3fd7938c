// A person's body from what a headset reports, in the shipped scenario.
#include "app/headset_body.h"

#include <gtest/gtest.h>

#include "tests/support/shipped.h"

namespace shixun::app {
namespace {

using scenario::Hand;

class HeadsetBodyTest : public testing::Test {
 protected:
  HeadsetBodyTest() : body_(*test::flagship().model) {
    snapshot_.model = test::flagship().model.get();
    snapshot_.state = plant::Plant(*snapshot_.model, {}).start();
    frame_.headTracked = frame_.headMeasured = true;
    frame_.stageFromHead = Pose(Vec3(0.4, 1.7, -0.3));
    for (size_t h = 0; h < 2; ++h) {
      xr::HandSample& hand = frame_.hands[h];
      hand.device = xr::HandDevice::kTouch;
      hand.active = hand.gripTracked = hand.aimTracked = hand.triggerTouchKnown = true;
      hand.triggerTouched = true;
      hand.stageFromGrip = Pose(Vec3(h == 0 ? 0.2 : 0.6, 1.2, -0.6));
      hand.stageFromAim = hand.stageFromGrip;
    }
  }
  void step(int frames = 1) {
    HeadsetBodyInput input;
    input.frame = &frame_;
    input.seconds = 1.0 / 90;
    input.snapshot = &snapshot_;
    input.interactor = &interactor_;
    for (size_t h = 0; h < 2; ++h) input.onPanel[h] = onPanel_[h];
    for (int i = 0; i < frames; ++i) body_.update(input);
  }
  xr::HandSample& hand(Hand which) { return frame_.hands[interact::indexOf(which)]; }

  void hold(const char* name) {
    const scenario::EntityRef thing = test::flagship().entity(name);
    snapshot_.state.hands[1].item = snapshot_.model->instances[thing.index].item;
  }

  HeadsetBody body_;
  interact::Interactor interactor_{*test::flagship().model};
  session::Snapshot snapshot_;
  xr::HeadsetFrame frame_;
  bool onPanel_[2] = {false, false};
};

TEST_F(HeadsetBodyTest, BeginsAtTheScenariosStartWhateverThePlaceInTheRoom) {
  step();
  const Vec3 start = test::flagship().model->worldFromStart.position;
  const Vec3 head = body_.now().worldFromHead.position;
  EXPECT_NEAR(head.x, start.x, 1e-9);
  EXPECT_NEAR(head.z, start.z, 1e-9);
  EXPECT_NEAR(head.y, start.y + 1.7, 1e-9);
}

TEST_F(HeadsetBodyTest, BetweenTwoPicturesItMovesInStraightLines) {
  step();
  const Vec3 before = body_.now().hands[1].worldFromGrip.position;
  hand(Hand::kRight).stageFromGrip.position += Vec3(0.3, 0, 0);
  step();
  const Vec3 after = body_.now().hands[1].worldFromGrip.position;
  EXPECT_NEAR(glm::distance(before, after), 0.3, 1e-9);
  const Vec3 third = body_.at(1.0 / 3).hands[1].worldFromGrip.position;
  EXPECT_NEAR(glm::distance(before, third), 0.1, 1e-9);
  EXPECT_NEAR(glm::distance(body_.at(1).hands[1].worldFromGrip.position, after), 0, 1e-9);
}

TEST_F(HeadsetBodyTest, ATurnOfTheRoomDragsNobodyThroughIt) {
  step(3);
  hand(Hand::kRight).stick = Vec2(1, 0);
  step();
  ASSERT_TRUE(body_.locomotion().moved().turned);
  EXPECT_EQ(body_.at(0).hands[0].worldFromGrip.position,
            body_.at(1).hands[0].worldFromGrip.position);
}

TEST_F(HeadsetBodyTest, ASqueezeWithTheFingerOffTheTriggerPoints) {
  step(3);
  hand(Hand::kRight).triggerTouched = false;
  hand(Hand::kRight).squeeze = 1;
  step(2);
  EXPECT_TRUE(body_.now().hands[1].poke);
  EXPECT_EQ(body_.now().hands[1].squeeze, 0);
  EXPECT_FALSE(body_.now().hands[0].poke);
}

TEST_F(HeadsetBodyTest, AHandPointsAtPanelsUnlessWhatItHoldsUsesTheTrigger) {
  step(3);
  EXPECT_TRUE(body_.mayPoint(Hand::kRight));
  hold("tester");
  step();
  EXPECT_FALSE(body_.empty(Hand::kRight));
  EXPECT_TRUE(body_.mayPoint(Hand::kRight));
  for (const char* used : {"cutter", "clamp", "gloves"}) {
    hold(used);
    step();
    EXPECT_FALSE(body_.mayPoint(Hand::kRight)) << used;
    EXPECT_TRUE(body_.mayPoint(Hand::kLeft)) << used;
  }
}

TEST_F(HeadsetBodyTest, WithOneButtonAFullHandDoesNotPointAtPanels) {
  for (size_t h = 0; h < 2; ++h) frame_.hands[h].device = xr::HandDevice::kSimple;
  step(3);
  EXPECT_TRUE(body_.mayPoint(Hand::kRight));
  hold("tester");
  step();
  EXPECT_FALSE(body_.mayPoint(Hand::kRight));
}

TEST_F(HeadsetBodyTest, AStickOverAPanelScrollsAndDoesNotTurn) {
  step(3);
  onPanel_[1] = true;
  hand(Hand::kRight).stick = Vec2(1, 0);
  step(3);
  EXPECT_FALSE(body_.locomotion().moved().turned);
  EXPECT_NEAR(glm::angle(body_.worldFromStage().rotation), 0, 1e-9);
}

TEST_F(HeadsetBodyTest, ATrackpadTurnsOnlyWhereItIsPressed) {
  hand(Hand::kRight).device = xr::HandDevice::kVive;
  step(3);
  hand(Hand::kRight).stick = Vec2(1, 0);
  step(2);
  EXPECT_NEAR(glm::angle(body_.worldFromStage().rotation), 0, 1e-9);
  hand(Hand::kRight).stickClick = true;
  step(2);
  EXPECT_GT(glm::angle(body_.worldFromStage().rotation), 0.3);
}

TEST_F(HeadsetBodyTest, TheDeviceOfEachHandIsItsOwnUnlessOneActsForBoth) {
  step();
  EXPECT_EQ(body_.deviceOf(Hand::kLeft), 0);
  EXPECT_EQ(body_.deviceOf(Hand::kRight), 1);
  ComfortSettings settings;
  settings.oneHanded = true;
  body_.set(settings);
  step(2);
  EXPECT_EQ(body_.deviceOf(Hand::kRight), 1);
  EXPECT_EQ(body_.deviceOf(Hand::kLeft), -1);
  hand(Hand::kRight).secondary = true;
  step(2);
  EXPECT_EQ(body_.deviceOf(Hand::kLeft), 1);
  EXPECT_EQ(body_.deviceOf(Hand::kRight), -1);
}

TEST_F(HeadsetBodyTest, AHeadThatIsNotTrackedMovesNobody) {
  step(2);
  const Pose before = body_.now().worldFromHead;
  frame_.headTracked = false;
  frame_.stageFromHead = Pose(Vec3(9, 9, 9));
  step(3);
  EXPECT_NEAR(glm::distance(body_.now().worldFromHead.position, before.position), 0, 1e-9);
}

}  // namespace
}  // namespace shixun::app
