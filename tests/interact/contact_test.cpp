// Tips on metal: probes, fingers, and everything that keeps them from it.
#include <gtest/gtest.h>

#include "interact/body_shape.h"
#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {

// From the palm to the tips of the workshop's tester, held as the tests hold it.
const Vec3 kTipA = Vec3(0, 0, -0.11);
const Vec3 kTipB = Vec3(0, 0, -0.09);

void takeTester(Trainee& t, const Workshop& shop) {
  const Vec3 at = t.at({t.model.instances[shop.tester].parts.front(), 0});
  t.moveHand(kRight, at + Vec3(0, 0.15, 0.05));
  t.moveHand(kRight, at + Vec3(0, 0.05, 0));
  t.squeeze(kRight, true);
  t.moveHand(kRight, Vec3(0.15, 1.25, -0.25));
}

void takeSecondProbe(Trainee& t) {
  // It lies 6 cm beside the tester's body.
  const Vec3 tester = t.input.hands[1].worldFromGrip.position;
  t.moveHand(kLeft, tester + Vec3(0.06, 0, 0.03));
  t.squeeze(kLeft, true);
}

void probeA(Trainee& t, const Vec3& terminal) {
  t.moveHand(kRight, terminal - kTipA + Vec3(0, 0, 0.1));
  t.moveHand(kRight, terminal - kTipA + Vec3(0, 0, 0.002));
}

TEST(Contact, BothProbesTouchTheirTerminalsAndTheInstrumentReads) {
  const Workshop shop;
  Trainee t(shop.model);
  takeTester(t, shop);
  takeSecondProbe(t);
  t.moveHand(kLeft, t.terminalAt(shop.earth) - kTipB + Vec3(0, 0, 0.1));
  probeA(t, t.terminalAt(shop.live));
  ASSERT_EQ(t.story(), "take tester\nprobe tester.a live\n");
  t.moveHand(kLeft, t.terminalAt(shop.earth) - kTipB + Vec3(0, 0, 0.002));
  ASSERT_EQ(t.story(), "take tester\nprobe tester.a live\nprobe tester.b earth\n");
  t.wait(60);
  EXPECT_NEAR(t.state.instruments[1].reading, 230, 1);
  t.moveHand(kLeft, t.terminalAt(shop.earth) - kTipB + Vec3(0, 0, 0.1));
  t.moveHand(kRight, t.terminalAt(shop.live) - kTipA + Vec3(0, 0, 0.1));
  EXPECT_EQ(t.story(),
            "take tester\nprobe tester.a live\nprobe tester.b earth\n"
            "unprobe tester.b\nunprobe tester.a\n");
}

TEST(Contact, LettingGoOfTheSecondProbeLiftsIt) {
  const Workshop shop;
  Trainee t(shop.model);
  takeTester(t, shop);
  takeSecondProbe(t);
  t.moveHand(kLeft, t.terminalAt(shop.earth) - kTipB + Vec3(0, 0, 0.1));
  t.moveHand(kLeft, t.terminalAt(shop.earth) - kTipB + Vec3(0, 0, 0.002));
  ASSERT_EQ(t.story(), "take tester\nprobe tester.b earth\n");
  t.squeeze(kLeft, false);
  EXPECT_EQ(t.story(), "take tester\nprobe tester.b earth\nunprobe tester.b\n");
}

TEST(Contact, ATipBesideTheTerminalTouchesNothing) {
  const Workshop shop;
  Trainee t(shop.model);
  takeTester(t, shop);
  probeA(t, t.terminalAt(shop.live) + Vec3(0, 0.02, 0));
  EXPECT_EQ(t.story(), "take tester\n");
}

TEST(Contact, ATerminalMovedTwoMetresAwayIsNotProbedByTheSameMotion) {
  Workshop shop;
  const Workshop original;
  moveInstance(shop.model, shop.board, Vec3(0, 0, -2));
  Trainee t(shop.model);
  takeTester(t, shop);
  Trainee reference(original.model);
  probeA(t, reference.terminalAt(shop.live));  // where it used to be
  probeA(t, t.terminalAt(shop.live));          // stretching towards where it is now
  EXPECT_EQ(t.story(), "take tester\n");
}

TEST(Contact, AWallInFrontOfATerminalKeepsTheTipAway) {
  for (const double gap : {0.004, 0.02, 0.15}) {
    Workshop shop;
    addWall(shop.model, Vec3(0, 1.35, -0.5 + gap));
    Trainee t(shop.model);
    takeTester(t, shop);
    probeA(t, t.terminalAt(shop.live));
    EXPECT_EQ(t.story(), "take tester\n") << gap;
  }
}

TEST(Contact, WithTheDoorClosedTheTerminalInsideIsOutOfReach) {
  for (const bool open : {false, true}) {
    const Workshop shop;
    Trainee t(shop.model);
    t.state.controls[shop.door] = open ? 1 : 0;
    t.wait(240);
    takeTester(t, shop);
    // A right hand reaches that far left only with the shoulder turned.
    t.input.worldFromHead = Pose(glm::angleAxis(0.6, Vec3(0, 1, 0)), Vec3(-0.4, 1.6, 0.1));
    probeA(t, t.terminalAt(shop.inside));
    EXPECT_EQ(t.count(CommandKind::kProbe), open ? 1U : 0U) << t.story();
  }
}

TEST(Contact, ATipFromBehindTheBoardDoesNotCount) {
  const Workshop shop;
  Trainee t(shop.model);
  takeTester(t, shop);
  // The trainee walks behind the board and points at the terminal's back.
  t.input.worldFromHead = Pose(glm::angleAxis(kPi, Vec3(0, 1, 0)), Vec3(0, 1.6, -1.2));
  const Quat back = glm::angleAxis(kPi, Vec3(0, 1, 0));
  const Vec3 terminal = t.terminalAt(shop.live);
  t.moveHand(kRight, Pose(back, terminal - back * kTipA + Vec3(0, 0, -0.2)));
  t.moveHand(kRight, Pose(back, terminal - back * kTipA + Vec3(0, 0, -0.005)));
  EXPECT_EQ(t.story(), "take tester\n");
}

TEST(Contact, AStretchedFingerOnLiveMetalIsAShock) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 palm = t.terminalAt(shop.live) - gripFromFingertip(kLeft);
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.1));
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.002));
  ASSERT_EQ(t.story(), "");  // a fist beside it touches nothing
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.1));
  t.poke(kLeft, true);
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.002));
  EXPECT_EQ(t.story(), "touch live\n");
  t.wait(10);
  bool shocked = false;
  for (const auto& event : t.events) shocked |= event.kind == plant::EventKind::kShock;
  EXPECT_TRUE(shocked);
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.1));
  EXPECT_EQ(t.story(), "touch live\nuntouch\n");
}

TEST(Contact, AnInsulatedTerminalGivesTheFingerNoMetal) {
  Workshop shop;
  shop.model.terminals[shop.live].insulated = true;
  Trainee t(shop.model);
  const Vec3 palm = t.terminalAt(shop.live) - gripFromFingertip(kLeft);
  t.poke(kLeft, true);
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.1));
  t.moveHand(kLeft, palm + Vec3(0, 0, 0.002));
  EXPECT_EQ(t.story(), "");
}

TEST(Contact, TheSameMotionTwiceGivesTheSameCommandsAndThePosesToTheBit) {
  const Workshop shop;
  std::string stories[2];
  uint64_t hashes[2];
  for (int run = 0; run < 2; ++run) {
    Trainee t(shop.model);
    Hash64 hash;
    takeTester(t, shop);
    takeSecondProbe(t);
    probeA(t, t.terminalAt(shop.live));
    t.squeeze(kLeft, false);
    t.squeeze(kRight, false);  // drops it
    for (int i = 0; i < 300; ++i) {
      t.tick();
      for (const auto& item : t.interactor.overrides().items) {
        for (int k = 0; k < 3; ++k) hash.add(item.worldFromItem.position[k]);
        for (int k = 0; k < 4; ++k) hash.add(item.worldFromItem.rotation[k]);
      }
    }
    stories[run] = t.story();
    hashes[run] = hash.value();
  }
  EXPECT_EQ(stories[0], stories[1]);
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(stories[0], "take tester\nprobe tester.a live\ndrop tester\n");
}

}  // namespace
}  // namespace shixun::interact::test
