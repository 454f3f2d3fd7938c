#include "app/hand_adapter.h"

#include "tests/app/devices_of_test.h"

namespace shixun::app {
namespace {

TEST(HandAdapter, AnEmptyHandPointsWhenItSqueezesWithoutTouchingTheTrigger) {
  struct Case {
    const char* what;
    double squeeze;
    bool touched;
    Holding holding;
    bool poke;
    double out;
  };
  for (const Case& c : {Case{"open", 0, false, Holding::kNothing, false, 0},
                        Case{"half", 0.5, false, Holding::kNothing, false, 0.5},
                        Case{"pointing", 0.7, false, Holding::kNothing, true, 0},
                        Case{"a fist", 0.7, true, Holding::kNothing, false, 0.7},
                        Case{"an item, finger off", 1, false, Holding::kItem, false, 1},
                        Case{"an item, finger on", 1, true, Holding::kItem, false, 1},
                        Case{"a handle", 1, false, Holding::kControl, false, 1}}) {
    SCOPED_TRACE(c.what);
    Trial t(touching());
    t.frame();
    t.device.triggerTouched = c.touched;
    t.device.squeeze = c.squeeze;
    t.holding = c.holding;
    t.frame();
    EXPECT_EQ(t.out.poke, c.poke);
    EXPECT_EQ(t.out.squeeze, c.out);
  }
}

TEST(HandAdapter, PointingGoesOnUntilTheHandOpensOrClosesToAFist) {
  Trial t(touching());
  t.device.triggerTouched = false;
  t.squeeze(0.7);
  EXPECT_TRUE(t.out.poke);
  t.squeeze(0.5);
  EXPECT_TRUE(t.out.poke);
  t.squeeze(0.39);
  EXPECT_FALSE(t.out.poke);
  EXPECT_LT(t.out.squeeze, 0.4);
  t.squeeze(0.55);
  EXPECT_FALSE(t.out.poke);
  t.squeeze(0.8);
  EXPECT_TRUE(t.out.poke);
  t.within = Holding::kItem;
  t.device.triggerTouched = true;
  t.frames(2);
  EXPECT_FALSE(t.out.poke);
  EXPECT_EQ(t.holding, Holding::kItem);
}

TEST(HandAdapter, AFingerThatLeavesTheTriggerAtOnceDoesNotDropWhatWasJustTaken) {
  Trial t(touching());
  t.frame();
  t.device.squeeze = 1;
  t.out = t.adapter.update(t.device, Holding::kNothing, kHandFrame);
  EXPECT_EQ(t.out.squeeze, 1);
  t.device.triggerTouched = false;  // the session has not yet said what is in the hand
  for (int i = 0; i < 3; ++i) {
    t.out = t.adapter.update(t.device, Holding::kNothing, kHandFrame);
    EXPECT_EQ(t.out.squeeze, 1);
    EXPECT_FALSE(t.out.poke);
  }
  t.out = t.adapter.update(t.device, Holding::kItem, 1);
  EXPECT_EQ(t.out.squeeze, 1);
}

TEST(HandAdapter, WhatSlippedOutOfAHandDoesNotMakeItPoint) {
  Trial t(touching());
  t.within = Holding::kControl;
  t.squeeze(1);
  EXPECT_EQ(t.holding, Holding::kControl);
  t.device.triggerTouched = false;
  t.holding = Holding::kNothing;
  t.frames(60);
  EXPECT_FALSE(t.out.poke);
  t.within = Holding::kNothing;
  t.squeeze(0);
  t.squeeze(1);
  EXPECT_TRUE(t.out.poke);
}

TEST(HandAdapter, WhatSlippedOutOfAFistDoesNotMakeItPoint) {
  Trial t(bare());
  t.within = Holding::kControl;
  curl(t.device, 1, 1);
  t.frames(30);
  EXPECT_EQ(t.holding, Holding::kControl);
  t.holding = t.within = Holding::kNothing;
  curl(t.device, 0, 1);
  t.frames(60);
  EXPECT_FALSE(t.out.poke);
  curl(t.device, 0, 0);
  t.frames(30);
  curl(t.device, 0, 1);
  t.frames(30);
  EXPECT_TRUE(t.out.poke);
}

TEST(HandAdapter, WithoutTouchAButtonPoints) {
  Trial t(tracked());
  t.device.pointButton = true;
  t.squeeze(0);
  EXPECT_TRUE(t.out.poke);
  t.squeeze(1);
  EXPECT_TRUE(t.out.poke);
  EXPECT_EQ(t.out.squeeze, 0);
  t.device.pointButton = false;
  t.within = Holding::kItem;
  t.frames(2);
  EXPECT_FALSE(t.out.poke);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.device.pointButton = true;
  t.frames(60);
  EXPECT_FALSE(t.out.poke);
  EXPECT_EQ(t.out.squeeze, 1);
}

TEST(HandAdapter, OneButtonTakesThenPullsTheTriggerAndMenuLetsGo) {
  Trial t(simple());
  t.within = Holding::kItem;
  t.click(&DeviceHand::select);
  EXPECT_EQ(t.holding, Holding::kItem);
  EXPECT_FALSE(t.pulledSince());  // taking it does not operate it
  t.frames(200);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.device.select = true;
  t.frames(90);
  EXPECT_EQ(t.out.trigger, 1);  // as long as it is held
  EXPECT_EQ(t.out.squeeze, 1);
  t.device.select = false;
  t.frames(2);
  EXPECT_EQ(t.out.trigger, 0);
  EXPECT_TRUE(t.pulledSince());
  t.click(&DeviceHand::menu);
  EXPECT_EQ(t.holding, Holding::kNothing);
  t.frames(90);
  EXPECT_EQ(t.out.squeeze, 0);
}

TEST(HandAdapter, OneButtonLetsGoOfAHandleAtTheSecondClick) {
  Trial t(simple());
  t.within = Holding::kControl;
  t.click(&DeviceHand::select);
  t.frames(90);
  EXPECT_EQ(t.holding, Holding::kControl);
  t.click(&DeviceHand::select);
  EXPECT_EQ(t.holding, Holding::kNothing);
  EXPECT_FALSE(t.pulledSince());
  t.frames(90);
  EXPECT_EQ(t.out.squeeze, 0);
  t.click(&DeviceHand::select);
  EXPECT_EQ(t.holding, Holding::kControl);
  t.click(&DeviceHand::menu);
  EXPECT_EQ(t.holding, Holding::kNothing);
}

TEST(HandAdapter, OneButtonThatTookNothingOpensAgain) {
  Trial t(simple());
  t.click(&DeviceHand::select);
  t.frames(40);
  EXPECT_EQ(t.out.squeeze, 0);
  t.within = Holding::kItem;
  t.click(&DeviceHand::select);
  EXPECT_EQ(t.holding, Holding::kItem);
  EXPECT_FALSE(t.out.poke);
  // And a hand whose thing was taken from it.
  t.holding = Holding::kNothing;
  t.within = Holding::kNothing;
  t.frames(2);
  EXPECT_EQ(t.out.squeeze, 0);
}

TEST(HandAdapter, AShortClickHoldsUntilTheSessionHasSaidWhatItTook) {
  Trial t(simple());
  t.device.select = true;
  t.frame();
  t.device.select = false;
  t.frames(8);
  EXPECT_EQ(t.out.squeeze, 1);
  t.holding = Holding::kItem;
  t.frames(60);
  EXPECT_EQ(t.out.squeeze, 1);
}

TEST(HandAdapter, AHandThatClosedAroundNothingComesBackOpenFromALoss) {
  Trial t(simple());
  t.device.select = true;
  t.frames(3);
  t.device.gripTracked = false;
  t.frames(60);
  t.device.gripTracked = true;
  t.frame();
  EXPECT_EQ(t.out.squeeze, 0);
  t.frames(60);
  EXPECT_EQ(t.out.squeeze, 0);
}

TEST(HandAdapter, StickyHoldTakesWithOneSqueezeAndLetsGoWithTheNext) {
  for (DeviceHand device : {touching(), tracked(), bare()}) {
    for (const Holding what : {Holding::kItem, Holding::kControl}) {
      device.stickyHold = true;
      Trial t(device);
      t.frames(3);
      t.within = what;
      const auto squeeze = [&](double value) {
        t.device.squeeze = value;
        curl(t.device, value, value);
        t.frames(20);
      };
      squeeze(1);
      squeeze(0);
      t.frames(200);
      EXPECT_EQ(t.holding, what);
      EXPECT_EQ(t.out.squeeze, 1);
      squeeze(0.5);  // not enough
      squeeze(0);
      EXPECT_EQ(t.holding, what);
      t.within = Holding::kNothing;
      squeeze(1);
      EXPECT_EQ(t.holding, Holding::kNothing);
      EXPECT_EQ(t.out.squeeze, 0);
      t.frames(60);
      EXPECT_EQ(t.out.squeeze, 0);
    }
  }
}

TEST(HandAdapter, TurningStickyHoldOnOrOffDropsNothing) {
  Trial t(touching());
  t.within = Holding::kItem;
  t.squeeze(1);
  t.device.stickyHold = true;
  t.frames(3);
  t.squeeze(0);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.device.stickyHold = false;
  t.frames(60);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.squeeze(1);
  t.squeeze(0);
  EXPECT_EQ(t.holding, Holding::kNothing);
}

TEST(HandAdapter, AFistClosesAndOpensWithHysteresisAndSmoothly) {
  Trial t(bare());
  t.frame();
  double before = t.out.squeeze;
  struct Step {
    double curl;
    bool closed;
  };
  for (const Step& s :
       {Step{0.3, false}, Step{0.59, false}, Step{0.61, true}, Step{0.45, true}, Step{0.41, true},
        Step{0.39, false}, Step{0.55, false}, Step{1, true}, Step{0, false}}) {
    SCOPED_TRACE(s.curl);
    curl(t.device, s.curl, s.curl);
    for (int i = 0; i < 20; ++i) {
      t.frame();
      EXPECT_LE(std::abs(t.out.squeeze - before), 12 * kHandFrame + 1e-12);
      before = t.out.squeeze;
    }
    EXPECT_EQ(t.closed, s.closed);
    EXPECT_FALSE(t.out.poke);
  }
}

TEST(HandAdapter, APinchTakesAndIsNotTheTriggerOfWhatItHolds) {
  Trial t(bare());
  curl(t.device, 0.5, 0.2);
  t.within = Holding::kItem;
  t.device.pinch = 1;
  t.frames(20);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.frames(60);
  EXPECT_FALSE(t.pulledSince());
  // The fist closes too; now the pinch is free to pull.
  curl(t.device, 0.5, 0.9);
  t.frames(20);
  t.device.pinch = 0;
  t.frames(20);
  EXPECT_EQ(t.holding, Holding::kItem);
  EXPECT_FALSE(t.pulledSince());
  t.device.pinch = 1;
  t.frames(20);
  EXPECT_TRUE(t.pulledSince());
  EXPECT_EQ(t.holding, Holding::kItem);
  curl(t.device, 0.1, 0.1);
  t.frames(20);
  EXPECT_EQ(t.holding, Holding::kNothing);
}

TEST(HandAdapter, APinchThatOpensLetsGo) {
  Trial t(bare());
  curl(t.device, 0.5, 0.5);  // relaxed: neither open nor closed
  t.within = Holding::kItem;
  t.device.pinch = 1;
  t.frames(20);
  EXPECT_EQ(t.holding, Holding::kItem);
  t.device.pinch = 0.2;
  t.frames(20);
  EXPECT_EQ(t.holding, Holding::kNothing);
}

TEST(HandAdapter, AFistThatTookSomethingWithTheThumbOnTheFingerDoesNotPull) {
  Trial t(bare());
  t.frame();
  t.within = Holding::kItem;
  curl(t.device, 1, 1);
  t.device.pinch = 0.9;
  t.frames(60);
  EXPECT_EQ(t.holding, Holding::kItem);
  EXPECT_FALSE(t.pulledSince());
}

TEST(HandAdapter, OnlyAStraightFingerOverAClosedHandPokes) {
  struct Case {
    const char* what;
    double index, middle, ring, little;
    bool poke;
  };
  for (const Case& c :
       {Case{"pointing", 0.1, 0.9, 0.9, 0.9, true},
        Case{"loosely pointing", 0.2, 0.55, 0.6, 0.55, true}, Case{"flat", 0, 0, 0, 0, false},
        Case{"relaxed", 0.2, 0.3, 0.3, 0.3, false}, Case{"fist", 0.9, 0.9, 0.9, 0.9, false},
        Case{"two fingers", 0.1, 0.1, 0.9, 0.9, false},
        Case{"half bent", 0.3, 0.9, 0.9, 0.9, false}}) {
    SCOPED_TRACE(c.what);
    Trial t(bare());
    t.frame();
    t.device.curl[1] = c.index;
    t.device.curl[2] = c.middle;
    t.device.curl[3] = c.ring;
    t.device.curl[4] = c.little;
    t.frames(30);
    EXPECT_EQ(t.out.poke, c.poke);
    EXPECT_TRUE(t.out.tipTracked);
    EXPECT_EQ(t.out.worldTip, t.device.worldTip);
    if (c.poke) {
      EXPECT_EQ(t.out.squeeze, 0);
    }
  }
  // A finger stretched along what the hand holds does not press.
  Trial t(bare());
  t.within = Holding::kItem;
  curl(t.device, 0.9, 0.9);
  t.frames(30);
  curl(t.device, 0, 0.9);
  t.frames(60);
  EXPECT_FALSE(t.out.poke);
  EXPECT_EQ(t.holding, Holding::kItem);
}

TEST(HandAdapter, AFlickerOfTrackingChangesNothing) {
  Trial t(touching());
  t.within = Holding::kItem;
  t.squeeze(1);
  const Pose before = t.out.worldFromGrip;
  t.device.gripTracked = false;
  t.device.squeeze = 0;
  t.device.worldFromGrip.position = Vec3(9);
  for (int i = 0; i < 22; ++i) {
    t.frame();
    EXPECT_TRUE(t.out.tracked);
    EXPECT_EQ(t.out.squeeze, 1);
    EXPECT_EQ(t.out.worldFromGrip.position, before.position);
  }
  t.frames(3);
  EXPECT_FALSE(t.out.tracked);
  EXPECT_EQ(t.holding, Holding::kItem);
}

TEST(HandAdapter, AHandThatIsGivenSomethingInAFlickerStopsPointing) {
  Trial t(touching());
  t.device.triggerTouched = false;
  t.squeeze(1);
  EXPECT_TRUE(t.out.poke);
  t.device.gripTracked = false;
  t.holding = Holding::kItem;
  t.frame();
  EXPECT_TRUE(t.out.tracked);
  EXPECT_FALSE(t.out.poke);
}

TEST(HandAdapter, AfterALossASqueezedHandGoesOnHoldingAndAnOpenOneLetsGo) {
  for (const bool squeezed : {true, false}) {
    Trial t(touching());
    t.within = Holding::kItem;
    t.squeeze(1);
    t.device.present = false;
    t.frames(60);
    t.device.present = true;
    t.device.squeeze = squeezed ? 1 : 0;
    t.frames(5);
    EXPECT_EQ(t.holding, squeezed ? Holding::kItem : Holding::kNothing);
  }
}

TEST(HandAdapter, AfterALossNothingIsPressedThatWasNotSeenBeingPressed) {
  struct Case {
    const char* what;
    DeviceHand before, after;
    Holding holding = Holding::kNothing;
  };
  DeviceHand squeezed = touching(), pulling = touching(), pointing = touching(), fist = bare(),
             finger = bare(), button = tracked(), select = simple(), pinch = bare();
  squeezed.squeeze = 1;
  pulling.squeeze = pulling.trigger = 1;
  pointing.squeeze = 1;
  pointing.triggerTouched = false;
  curl(fist, 1, 1);
  curl(finger, 0, 1);
  button.pointButton = true;
  select.select = true;
  pinch.pinch = 1;
  DeviceHand holdingFist = fist, holdingPull = fist;
  holdingPull.pinch = 1;
  for (const Case& c :
       {Case{"squeeze", touching(), squeezed}, Case{"trigger", squeezed, pulling, Holding::kItem},
        Case{"pointing", touching(), pointing}, Case{"fist", bare(), fist},
        Case{"finger", bare(), finger}, Case{"fist after finger", finger, fist},
        Case{"point button", tracked(), button}, Case{"select", simple(), select},
        Case{"pinch", bare(), pinch}, Case{"pull", holdingFist, holdingPull, Holding::kItem}}) {
    SCOPED_TRACE(c.what);
    Trial t(c.before);
    t.within = c.holding;
    t.frames(60);
    EXPECT_EQ(t.holding, c.holding);
    const bool wasClosed = t.closed;
    t.device.gripTracked = false;
    t.frames(60);
    t.device = c.after;
    t.within = Holding::kItem;
    t.pulledSince();
    t.frames(60);
    EXPECT_EQ(t.closed, wasClosed);
    EXPECT_FALSE(t.pulledSince());
    EXPECT_FALSE(t.out.poke);
    // Let go and pressed again, it counts.
    t.device = c.holding == Holding::kNothing ? rested(c.after) : c.before;
    t.frames(30);
    t.device = c.after;
    t.frames(30);
    if (c.holding == Holding::kNothing) {
      EXPECT_TRUE(t.out.poke || t.closed);
    } else {
      EXPECT_TRUE(t.pulledSince());
    }
  }
}

TEST(HandAdapter, WhatIsPressedWhenAHandIsFirstSeenDoesNotCount) {
  HandAdapter adapter;
  DeviceHand device = touching();
  device.squeeze = device.trigger = 1;
  HandInput out = adapter.update(device, Holding::kNothing, kHandFrame);
  EXPECT_TRUE(out.tracked);
  EXPECT_EQ(out.squeeze, 0);
  EXPECT_EQ(out.trigger, 0);
  out = adapter.update(touching(), Holding::kNothing, kHandFrame);
  out = adapter.update(device, Holding::kNothing, kHandFrame);
  EXPECT_EQ(out.squeeze, 1);
}

TEST(HandAdapter, AFingerThatPointedAllTheTimeStillPointsAfterALoss) {
  for (DeviceHand device : {touching(), bare()}) {
    Trial t(device);
    t.frame();
    t.device.triggerTouched = false;
    t.device.squeeze = 1;
    curl(t.device, 0, 1);
    t.frames(5);
    EXPECT_TRUE(t.out.poke);
    t.device.gripTracked = false;
    t.frames(60);
    t.device.gripTracked = true;
    t.frames(3);
    EXPECT_TRUE(t.out.poke);
  }
}

TEST(HandAdapter, LayingControllersDownForBareHandsDropsNothing) {
  Trial t(touching());
  t.within = Holding::kItem;
  t.squeeze(1);
  t.device = bare();
  t.frames(60);
  EXPECT_EQ(t.holding, Holding::kItem);
  curl(t.device, 1, 1);
  t.frames(30);
  curl(t.device, 0, 0);
  t.frames(30);
  EXPECT_EQ(t.holding, Holding::kNothing);
}

TEST(HandAdapter, TheAimFollowsTheGripWhereOnlyThatIsTracked) {
  Trial t(touching());
  t.frame();
  t.device.aimTracked = false;
  t.device.worldFromAim.position = Vec3(50);
  t.device.worldFromGrip.position += Vec3(0, 0.5, 0);
  t.frame();
  EXPECT_NEAR(glm::distance(t.out.worldFromAim.position, Vec3(0.2, 1.6, -0.35)), 0, 1e-12);
}

TEST(HandAdapter, WhateverADeviceSaysTheHandIsSound) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    Trial t(tracked());
    for (int i = 0; i < 3000; ++i) {
      shake(t.device, rng);
      if (rng.below(30) == 0) t.within = static_cast<Holding>(rng.below(3));
      if (rng.below(200) == 0) t.holding = Holding::kNothing;  // slipped
      if (rng.below(300) == 0) t.adapter.takeOver();
      const Holding before = t.holding;
      const bool wasClosed = t.closed;
      t.frame(rng.below(50) == 0 ? kNaN : rng.unit() * 0.02);
      ASSERT_TRUE(sound(t.out, before)) << "frame " << i;
      // Between the thresholds nothing changes.
      if (t.out.tracked && t.out.squeeze >= 0.4 && t.out.squeeze < 0.6) {
        ASSERT_EQ(t.closed, wasClosed) << "frame " << i;
      }
    }
  }
}

}  // namespace
}  // namespace shixun::app
