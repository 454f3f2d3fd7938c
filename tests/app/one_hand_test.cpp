#include "app/one_hand.h"

#include "tests/app/devices_of_test.h"

namespace shixun::app {
namespace {

using scenario::Hand;

// Two adapters behind one body.
struct Pair {
  OneHand hands;
  OneHandInput input;
  HandInput out[2];
  bool closed[2] = {};
  Holding within = Holding::kNothing;

  Pair() {
    input.seconds = kHandFrame;
    input.devices[0] = input.devices[1] = touching();
    input.devices[0].worldFromGrip.position.x = -0.2;
  }
  void frames(int n) {
    for (int i = 0; i < n; ++i) {
      hands.update(input, out);
      for (int h = 0; h < 2; ++h) {
        if (!out[h].tracked) continue;
        if (!closed[h] && out[h].squeeze >= 0.6) {
          closed[h] = true;
          if (input.holding[h] == Holding::kNothing) input.holding[h] = within;
        } else if (closed[h] && out[h].squeeze < 0.4) {
          closed[h] = false;
          input.holding[h] = Holding::kNothing;
        }
      }
    }
  }
  void swap() {
    input.swap = true;
    frames(6);
    input.swap = false;
    frames(5);
  }
};

TEST(OneHand, TwoDevicesAreTwoHands) {
  Pair p;
  p.frames(2);
  EXPECT_TRUE(p.out[0].tracked && p.out[1].tracked);
  EXPECT_EQ(p.out[0].worldFromGrip.position.x, -0.2);
  EXPECT_EQ(p.out[1].worldFromGrip.position.x, 0.2);
}

TEST(OneHand, TheUnusedHandIsUntracked) {
  Pair p;
  p.input.oneHanded = true;
  p.frames(2);
  EXPECT_FALSE(p.out[0].tracked);
  EXPECT_TRUE(p.out[1].tracked);
  // A left-handed person, and one whose only device is in the other hand.
  Pair left;
  left.input.oneHanded = true;
  left.input.better = Hand::kLeft;
  left.frames(2);
  EXPECT_TRUE(left.out[0].tracked);
  Pair other;
  other.input.oneHanded = true;
  other.input.devices[1].present = false;
  other.frames(2);
  EXPECT_EQ(other.hands.device(), Hand::kLeft);
  EXPECT_TRUE(other.out[0].tracked);
  EXPECT_FALSE(other.out[1].tracked);
}

TEST(OneHand, WhatTheParkedHandHoldsStaysBeforeTheBodyAndComesBack) {
  Pair p;
  p.input.oneHanded = true;
  p.frames(2);
  p.within = Holding::kItem;
  p.input.devices[1].squeeze = 1;
  p.frames(3);
  ASSERT_EQ(p.input.holding[1], Holding::kItem);
  const Vec3 where = p.out[1].worldFromGrip.position;
  p.swap();
  EXPECT_EQ(p.hands.acting(), Hand::kLeft);
  // The squeeze that holds the right hand's thing takes nothing with the left one.
  EXPECT_EQ(p.input.holding[0], Holding::kNothing);
  p.input.devices[1].squeeze = 0;
  p.input.devices[1].worldFromGrip.position += Vec3(0.3, 0.2, 0);
  p.frames(60);
  EXPECT_EQ(p.input.holding[1], Holding::kItem);
  EXPECT_EQ(p.out[1].worldFromGrip.position, where);
  EXPECT_EQ(p.out[0].worldFromGrip.position, p.input.devices[1].worldFromGrip.position);
  // It goes along with a teleport.
  p.input.worldFromStage.position = Vec3(2, 0, 0);
  p.frames(1);
  EXPECT_NEAR(glm::distance(p.out[1].worldFromGrip.position, where + Vec3(2, 0, 0)), 0, 1e-12);
  // The left one takes something, too; then back to the right one, which goes on holding.
  p.input.devices[1].squeeze = 1;
  p.frames(3);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
  p.swap();
  p.input.devices[1].squeeze = 0;
  p.frames(60);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
  EXPECT_EQ(p.input.holding[1], Holding::kItem);
  p.within = Holding::kNothing;
  p.input.devices[1].squeeze = 1;
  p.frames(3);
  p.input.devices[1].squeeze = 0;
  p.frames(3);
  EXPECT_EQ(p.input.holding[1], Holding::kNothing);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
}

TEST(OneHand, AParkedHandHoldsAndDoesNothingElse) {
  Pair p;
  p.input.oneHanded = true;
  p.input.devices[1] = bare();
  p.within = Holding::kItem;
  p.frames(3);
  curl(p.input.devices[1], 0.7, 0.7);
  p.frames(30);
  p.input.devices[1].pinch = 1;
  p.frames(3);
  EXPECT_EQ(p.out[1].trigger, 1);
  EXPECT_LT(p.out[1].squeeze, 1);
  p.swap();
  EXPECT_EQ(p.out[1].squeeze, 1);
  EXPECT_EQ(p.out[1].trigger, 0);
  EXPECT_FALSE(p.out[1].poke || p.out[1].tipTracked);
  // What leaves it leaves it free.
  p.input.holding[1] = Holding::kNothing;
  p.frames(1);
  EXPECT_FALSE(p.out[1].tracked);
}

TEST(OneHand, ChangingToOneHandAndBackDropsNothing) {
  Pair p;
  p.within = Holding::kItem;
  p.frames(2);
  p.input.devices[0].squeeze = p.input.devices[1].squeeze = 1;
  p.frames(3);
  p.input.oneHanded = true;
  p.input.devices[0] = DeviceHand{};
  p.frames(100);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
  EXPECT_TRUE(p.out[0].tracked);
  p.input.oneHanded = false;
  p.input.devices[0] = touching();
  p.frames(100);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
  EXPECT_EQ(p.input.holding[1], Holding::kItem);
}

TEST(OneHand, StickyHoldWorksForBothHandsOfOneDevice) {
  Pair p;
  p.input.oneHanded = true;
  p.input.devices[1].stickyHold = true;
  p.frames(3);
  p.within = Holding::kItem;
  for (int hand = 0; hand < 2; ++hand) {
    for (const double squeeze : {1.0, 0.0}) {
      p.input.devices[1].squeeze = squeeze;
      p.frames(30);
    }
    p.swap();
  }
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
  EXPECT_EQ(p.input.holding[1], Holding::kItem);
  p.within = Holding::kNothing;
  p.input.devices[1].squeeze = 1;
  p.frames(5);
  EXPECT_EQ(p.input.holding[1], Holding::kNothing);
  EXPECT_EQ(p.input.holding[0], Holding::kItem);
}

TEST(OneHand, WhateverDevicesSayBothHandsAreSound) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng(seed);
    Pair p;
    for (int i = 0; i < 3000; ++i) {
      for (DeviceHand& device : p.input.devices) shake(device, rng);
      if (rng.below(300) == 0) p.input.oneHanded = !p.input.oneHanded;
      if (rng.below(30) == 0) p.input.swap = !p.input.swap;
      if (rng.below(30) == 0) p.within = static_cast<Holding>(rng.below(3));
      const Holding before[2] = {p.input.holding[0], p.input.holding[1]};
      p.frames(1);
      for (int h = 0; h < 2; ++h) ASSERT_TRUE(sound(p.out[h], before[h])) << "frame " << i;
    }
  }
}

}  // namespace
}  // namespace shixun::app
