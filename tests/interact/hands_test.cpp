// Hands: grabbing, turning, pressing, taking, hanging, wearing, cutting, clamping.
#include <gtest/gtest.h>

#include "interact/body_shape.h"
#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {


TEST(Hands, TwistingAKnobPastTheMidpointOperatesIt) {
  const Workshop shop;
  Trainee t(shop.model);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.06));
  t.squeeze(kLeft, true);
  t.turnHand(kLeft, gripOf(t, shop.handle), Vec3(0, 0, 1), -0.5);
  EXPECT_EQ(t.story(), "");  // 29 of 90 degrees: not yet
  t.turnHand(kLeft, gripOf(t, shop.handle), Vec3(0, 0, 1), -0.7);
  EXPECT_EQ(t.story(), "operate S1 1\n");
  EXPECT_EQ(t.state.controls[shop.handle], 1U);
  t.squeeze(kLeft, false);
  t.wait(120);
  EXPECT_EQ(t.story(), "operate S1 1\n");
  EXPECT_EQ(t.interactor.counters().moving, 0U);
}

TEST(Hands, LetGoBeforeTheMidpointItFallsBack) {
  const Workshop shop;
  Trainee t(shop.model);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.06));
  t.squeeze(kLeft, true);
  t.turnHand(kLeft, gripOf(t, shop.handle), Vec3(0, 0, 1), -0.6);
  ASSERT_FALSE(t.interactor.overrides().controls.empty());
  EXPECT_LT(t.interactor.overrides().controls.front().amount, -0.4);
  t.squeeze(kLeft, false);
  t.wait(120);
  EXPECT_TRUE(t.interactor.overrides().controls.empty());
  EXPECT_EQ(t.story(), "");
}

TEST(Hands, ALeverFollowsTheHandThatPullsItsEnd) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 grip = gripOf(t, shop.lever);
  t.moveHand(kRight, grip + Vec3(0, 0, 0.05));
  t.squeeze(kRight, true);
  t.moveHand(kRight, grip + Vec3(0.06, -0.03, 0.05));
  EXPECT_EQ(t.story(), "operate Q2 1\n");
}

TEST(Hands, ASlideIsPushedAlong) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 at = t.at(t.model.controls[shop.slide].node);
  t.moveHand(kRight, at + Vec3(0, 0, 0.06));
  t.squeeze(kRight, true);
  t.moveHand(kRight, at + Vec3(0.045, 0, 0.06));
  t.wait(10);
  EXPECT_EQ(t.story(), "operate B3 1\n");
  t.moveHand(kRight, at + Vec3(0, 0, 0.06));
  t.wait(10);
  EXPECT_EQ(t.story(), "operate B3 1\noperate B3 0\n");
}

TEST(Hands, ALockedHandleBarelyMovesAndSaysWhatHoldsIt) {
  Workshop shop;
  Trainee t(shop.model);
  t.state.itemPlaces[static_cast<size_t>(t.model.instances[shop.lock].item)] =
      scenario::kFirstPointPlace + shop.hasp;
  t.wait(2);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(-0.02, 0, 0.06));
  t.squeeze(kLeft, true);
  t.turnHand(kLeft, gripOf(t, shop.handle), Vec3(0, 0, 1), -1.2);
  EXPECT_EQ(t.story(), "operate S1 1\n");
  EXPECT_EQ(t.state.controls[shop.handle], 0U);
  ASSERT_FALSE(t.events.empty());
  EXPECT_EQ(t.events.back().kind, plant::EventKind::kBlocked);
  ASSERT_FALSE(t.interactor.overrides().controls.empty());
  EXPECT_GT(t.interactor.overrides().controls.front().amount, -0.1);
}

TEST(Hands, AHandPulledAwaySlipsOffTheHandle) {
  const Workshop shop;
  Trainee t(shop.model);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.06));
  t.squeeze(kLeft, true);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.3));
  t.turnHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.3), Vec3(0, 0, 1), -1.2);
  EXPECT_EQ(t.story(), "");
}

TEST(Hands, AButtonIsPressedFromInFrontAndReleased) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 cap = t.at(t.model.controls[shop.button].node);
  const Vec3 palm = cap - gripFromFingertip(kRight);  // fingertip on the cap's origin
  t.poke(kRight, true);
  t.moveHand(kRight, palm + Vec3(0, 0, 0.06));
  t.moveHand(kRight, palm + Vec3(0, 0, 0.014));
  EXPECT_EQ(t.story(), "");
  t.moveHand(kRight, palm + Vec3(0, 0, 0.006));
  EXPECT_EQ(t.story(), "operate S0 1\n");
  t.moveHand(kRight, palm + Vec3(0, 0, 0.06));
  EXPECT_EQ(t.story(), "operate S0 1\noperate S0 0\n");
}

TEST(Hands, AFingerFromTheSideOrBentPressesNothing) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 cap = t.at(t.model.controls[shop.button].node);
  const Vec3 palm = cap - gripFromFingertip(kRight);
  t.poke(kRight, true);
  t.moveHand(kRight, palm + Vec3(0.1, 0, 0.06));
  t.moveHand(kRight, palm + Vec3(0.1, 0, 0.004));
  t.moveHand(kRight, palm + Vec3(0, 0, 0.004));  // sideways onto the pressed depth
  EXPECT_EQ(t.story(), "");
  t.moveHand(kRight, palm + Vec3(0, 0, 0.06));
  t.poke(kRight, false);
  t.moveHand(kRight, palm + Vec3(0, 0, 0.004));  // a fist whose finger is not stretched
  EXPECT_EQ(t.story(), "");
}

// Takes an item from the table with a hand.
void take(Trainee& t, Hand hand, uint32_t instance) {
  t.moveHand(hand, middleOf(t, instance) + Vec3(0, 0.1, 0));
  t.moveHand(hand, middleOf(t, instance) + Vec3(0, 0.03, 0));
  t.squeeze(hand, true);
}

TEST(Hands, AnItemIsTakenHungAndRemoved) {
  const Workshop shop;
  Trainee t(shop.model);
  take(t, kRight, shop.lock);
  ASSERT_EQ(t.story(), "take lock\n");
  const Vec3 hasp = t.at(t.model.points[shop.hasp].node);
  t.moveHand(kRight, Vec3(0.2, 1.4, -0.2));
  t.moveHand(kRight, hasp + Vec3(0, 0, 0.03));
  t.squeeze(kRight, false);
  ASSERT_EQ(t.story(), "take lock\nhang lock hasp\n");
  t.moveHand(kRight, hasp + Vec3(0, 0, 0.2));
  t.moveHand(kRight, hasp + Vec3(0, -0.05, 0.03));  // where the lock is held
  t.squeeze(kRight, true);
  EXPECT_EQ(t.story(), "take lock\nhang lock hasp\nremove lock\n");
}

TEST(Hands, AnItemLetGoAtItsHomeIsPutBack) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 home = middleOf(t, shop.lock);
  take(t, kRight, shop.lock);
  t.moveHand(kRight, Vec3(0.1, 1.3, -0.2));
  t.moveHand(kRight, home + Vec3(0.03, 0.05, 0));
  t.squeeze(kRight, false);
  EXPECT_EQ(t.story(), "take lock\nput lock\n");
}

TEST(Hands, AnItemLetGoElsewhereFallsToTheFloorAndCanBePickedUp) {
  const Workshop shop;
  Trainee t(shop.model);
  take(t, kRight, shop.lock);
  t.moveHand(kRight, Vec3(0.0, 1.3, -0.2));
  t.squeeze(kRight, false);
  ASSERT_EQ(t.story(), "take lock\ndrop lock\n");
  t.wait(480);
  ASSERT_EQ(t.interactor.overrides().items.size(), 1U);
  const Pose pose = t.interactor.overrides().items.front().worldFromItem;
  EXPECT_LT(pose.position.y, 0.075);
  const Vec3 lies = pose.apply(Vec3(0, -0.05, 0));
  EXPECT_EQ(t.interactor.counters().moving, 0U);
  t.moveHand(kRight, Vec3(0, 0.9, -0.15));
  t.input.worldFromHead.position.y = 0.9;  // crouches
  t.moveHand(kRight, lies + Vec3(0, 0.08, 0));
  t.squeeze(kRight, true);
  EXPECT_EQ(t.story(), "take lock\ndrop lock\ntake lock\n");
}

TEST(Hands, GlovesArePutOnAtTheBodyAndTakenOffAtTheOtherHand) {
  const Workshop shop;
  Trainee t(shop.model);
  take(t, kRight, shop.gloves);
  t.moveHand(kRight, Vec3(0.1, 1.25, -0.15));
  t.squeeze(kRight, false);
  ASSERT_EQ(t.story(), "take gloves\nwear gloves\n");
  t.moveHand(kRight, Vec3(0.0, 1.2, -0.25));
  t.moveHand(kLeft, Vec3(-0.06, 1.2, -0.25));
  t.squeeze(kLeft, true);
  EXPECT_EQ(t.story(), "take gloves\nwear gloves\nunwear gloves\n");
}

TEST(Hands, ACutterCutsALockThatHangs) {
  const Workshop shop;
  Trainee t(shop.model);
  t.state.itemPlaces[static_cast<size_t>(t.model.instances[shop.lock].item)] =
      scenario::kFirstPointPlace + shop.hasp;
  take(t, kRight, shop.cutter);
  ASSERT_EQ(t.story(), "take cutter\n");
  t.moveHand(kRight, Vec3(0.2, 1.4, -0.1));
  t.trigger(kRight);  // in the air: nothing
  const Vec3 hasp = t.at(t.model.points[shop.hasp].node);
  t.moveHand(kRight, hasp + Vec3(0, 0, 0.16));
  t.trigger(kRight);
  EXPECT_EQ(t.story(), "take cutter\ncut lock cutter\n");
  EXPECT_EQ(t.state.itemCut[static_cast<size_t>(t.model.instances[shop.lock].item)], 1);
  t.wait(480);
  ASSERT_FALSE(t.interactor.overrides().items.empty());
  EXPECT_LT(t.interactor.overrides().items.front().worldFromItem.position.y, 0.1);  // fell
}

TEST(Hands, AClampClosesAroundAConductorAndComesOff) {
  const Workshop shop;
  Trainee t(shop.model);
  take(t, kRight, shop.clamp);
  const Vec3 wire = t.at(t.model.conductors[shop.conductor].node);
  t.moveHand(kRight, wire + Vec3(0, 0, 0.3));
  t.moveHand(kRight, wire + Vec3(0, 0, 0.09));
  t.trigger(kRight);
  ASSERT_EQ(t.story(), "take clamp\nclamp clamp wire\n");
  t.moveHand(kRight, wire + Vec3(0, 0, 0.4));
  EXPECT_EQ(t.story(), "take clamp\nclamp clamp wire\nunclamp clamp\n");
}

TEST(Hands, ADoorOpensWithItsGrip) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 hinge = t.at(t.model.controls[shop.door].node);
  t.moveHand(kLeft, gripOf(t, shop.door) + Vec3(0, 0, 0.05));
  t.squeeze(kLeft, true);
  t.turnHand(kLeft, hinge, Vec3(0, 1, 0), -1.3);
  EXPECT_EQ(t.story(), "operate door 1\n");
}

TEST(Hands, AHandStopsAtTheBoard) {
  const Workshop shop;
  Trainee t(shop.model);
  t.moveHand(kLeft, Vec3(-0.4, 1.5, -0.7));  // through the board
  EXPECT_GT(t.interactor.shownHand(kLeft).position.z, -0.5);
  t.moveHand(kLeft, Vec3(-0.4, 1.5, -0.2));
  EXPECT_NEAR(t.interactor.shownHand(kLeft).position.z, -0.2, 0.01);
}

TEST(Hands, AnArmIsOnlySoLong) {
  Workshop shop(Vec3(0, 1.35, -1.5));
  Trainee t(shop.model);
  t.moveHand(kLeft, gripOf(t, shop.handle) + Vec3(0, 0, 0.02));
  t.squeeze(kLeft, true);
  EXPECT_LT(glm::distance(t.interactor.shownHand(kLeft).position,
                          shoulderOf(t.input.worldFromHead, kLeft)),
            0.91);
  t.turnHand(kLeft, gripOf(t, shop.handle), Vec3(0, 0, 1), -1.2);
  EXPECT_EQ(t.story(), "");
}

}  // namespace
}  // namespace shixun::interact::test
