#include "app/locomotion.h"

#include "core/rng.h"
#include "interact/body_shape.h"
#include "math/libm.h"
#include "tests/app/boxes_of_test.h"
#include "tests/app/scenario_of_test.h"

namespace shixun::app {
namespace {

Quat yawed(double deg) {
  return glm::angleAxis(radiansFromDegrees(deg), Vec3(0, 1, 0));
}

double headingDeg(const Pose& pose) {
  const Vec3 ahead = interact::levelHead(pose).turn(Vec3(0, 0, -1));
  return degreesFromRadians(std::atan2(-ahead.x, -ahead.z));
}

// Somebody in a room of the sample workshop; starts at (0, 0, 1) looking at the bench.
class MovingAbout : public testing::Test {
 protected:
  MovingAbout() : person_({Quat(1, 0, 0, 0), Vec3(0, 0, 1)}, workshop_.floor, &workshop_.solids) {
    input_.seconds = 1.0 / 90;
    // Really standing somewhere else, looking elsewhere.
    input_.stageFromHead = {yawed(70), Vec3(0.8, 1.7, -0.5)};
  }

  void use(const ComfortSettings& settings) { person_.set(settings); }
  void frames(int n = 1) {
    for (int i = 0; i < n; ++i) {
      person_.update(input_);
      input_.recentre = input_.measureHeight = false;
    }
  }
  // A hand before the person, so far up and to the side.
  void point(double pitchDeg, double yawDeg = 0) {
    input_.aimTracked = true;
    const Pose head = person_.worldFromHead();
    input_.worldFromAim = {
        yawed(yawDeg) * glm::angleAxis(radiansFromDegrees(pitchDeg), Vec3(1, 0, 0)),
        head.position + Vec3(0, -0.4, 0)};
  }
  Vec3 head() const { return person_.worldFromHead().position; }

  Workshop workshop_;
  Locomotion person_;
  LocomotionInput input_;
};

TEST_F(MovingAbout, BeginsAtTheStartLookingAheadWhereverThePersonReallyIs) {
  frames();
  EXPECT_NEAR(glm::distance(head(), Vec3(0, 1.7, 1)), 0, 1e-12);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 0, 1e-9);
  EXPECT_TRUE(person_.moved().recentred);
  frames();
  EXPECT_FALSE(person_.moved().any());
}

TEST_F(MovingAbout, StaysWhereOneIsWhenTheHeadsetsOriginJumps) {
  frames();
  input_.moveStick = Vec2(0, 1);
  ComfortSettings walking;
  walking.moving = Moving::kWalk;
  use(walking);
  frames(30);
  input_.moveStick = Vec2(0);
  frames();
  const Pose before = person_.worldFromHead();
  person_.keepPlace();
  input_.stageFromHead = {yawed(-20), Vec3(-1.1, 1.7, 0.4)};
  frames();
  EXPECT_NEAR(glm::distance(head(), before.position), 0, 1e-9);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), headingDeg(before), 1e-9);
  frames();
  EXPECT_FALSE(person_.moved().any());
}

TEST_F(MovingAbout, BeforeAHeadIsTrackedNothingIsPlaced) {
  input_.headTracked = false;
  frames(10);
  EXPECT_NEAR(glm::distance(head(), Vec3(0, 1.62, 1)), 0, 1e-12);
  input_.headTracked = true;
  frames();
  EXPECT_NEAR(glm::distance(head(), Vec3(0, 1.7, 1)), 0, 1e-12);
}

TEST_F(MovingAbout, TheShippedScenarioPutsTheHeadAtItsStart) {
  Locomotion person(shippedScenario(), nullptr);
  person.update(input_);
  const Vec3 start = shippedScenario().worldFromStart.position;
  EXPECT_NEAR(glm::distance(person.worldFromHead().position, start + Vec3(0, 1.7, 0)), 0, 1e-9);
}

TEST_F(MovingAbout, TheStageNeverTilts) {
  input_.stageFromHead.rotation =
      yawed(20) * glm::angleAxis(-0.9, Vec3(1, 0, 0)) * glm::angleAxis(0.4, Vec3(0, 0, 1));
  frames();
  input_.turnStick = Vec2(1, 0);
  frames(2);
  const Vec3 up = person_.worldFromStage().turn(Vec3(0, 1, 0));
  EXPECT_NEAR(up.y, 1, 1e-12);
}

TEST_F(MovingAbout, ASnapTurnsOncePerPushAboutTheHead) {
  frames();
  const Vec3 before = head();
  input_.turnStick = Vec2(0.8, 0.1);
  frames();
  EXPECT_TRUE(person_.moved().snapped);
  frames(50);
  EXPECT_FALSE(person_.moved().turned);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), -30, 1e-9);
  EXPECT_NEAR(glm::distance(head(), before), 0, 1e-12);
  EXPECT_EQ(person_.vignette(), 0);
  // Half way back is not let go.
  for (const double x : {0.5, 0.35, 0.9}) {
    input_.turnStick = Vec2(x, 0);
    frames();
  }
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), -30, 1e-9);
  for (const double x : {0.2, 0.6, 0.75}) {
    input_.turnStick = Vec2(x, 0);
    frames();
  }
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), -60, 1e-9);
  // From one side to the other within a frame is a push, too.
  input_.turnStick = Vec2(-1, 0);
  frames(3);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), -30, 1e-9);
}

TEST_F(MovingAbout, SnapAngleIsChosenAndTurningCanBeOff) {
  use({.snapAngleDeg = 45});
  frames();
  input_.turnStick = Vec2(-1, 0);
  frames(3);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 45, 1e-9);
  use({.turning = Turning::kOff});
  input_.turnStick = Vec2(0);
  frames();
  input_.turnStick = Vec2(-1, 0);
  frames(30);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 45, 1e-9);
}

TEST_F(MovingAbout, ASmoothTurnKeepsTheHeadWhereItIsAtAnyFrameRate) {
  for (const double rate : {72.0, 144.0}) {
    use({.turning = Turning::kSmooth, .smoothSpeedDegPerSecond = 40});
    input_.seconds = 1 / rate;
    input_.turnStick = Vec2(0);
    input_.recentre = true;
    frames();
    const Vec3 before = head();
    input_.turnStick = Vec2(-0.5, 0);
    frames(static_cast<int>(rate));
    EXPECT_NEAR(headingDeg(person_.worldFromHead()), 20, 1e-6);
    EXPECT_NEAR(glm::distance(head(), before), 0, 1e-9);
    EXPECT_GT(person_.vignette(), 0.1);
  }
}

TEST_F(MovingAbout, ATeleportPutsTheHeadsFloorPointOnTheTarget) {
  frames();
  point(-10, 180);
  input_.moveStick = Vec2(0, 1);
  frames(3);
  ASSERT_TRUE(person_.aim().valid);
  EXPECT_FALSE(person_.moved().teleported);
  const Vec3 target = person_.aim().worldFromMarker.position;
  EXPECT_NEAR(target.y, 0, 1e-9);
  EXPECT_GT(target.z, 2);
  EXPECT_GE(person_.aim().arc.size(), 5u);
  EXPECT_NEAR(person_.aim().arc.back().y, 0, 1e-9);
  const double heading = headingDeg(person_.worldFromHead());
  input_.moveStick = Vec2(0, 0.5);  // on its way back
  frames();
  EXPECT_FALSE(person_.moved().teleported);
  input_.moveStick = Vec2(0);
  frames();
  EXPECT_TRUE(person_.moved().teleported);
  EXPECT_NEAR(head().x, target.x, 1e-9);
  EXPECT_NEAR(head().z, target.z, 1e-9);
  EXPECT_NEAR(head().y, 1.7, 1e-12);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), heading, 1e-9);
  EXPECT_EQ(person_.vignette(), 0);
  EXPECT_FALSE(person_.aim().shown);
}

TEST_F(MovingAbout, AHeldButtonAimsAsAStickDoes) {
  frames();
  point(-10, 180);
  input_.teleportHeld = true;
  frames(3);
  EXPECT_TRUE(person_.aim().valid);
  input_.teleportHeld = false;
  frames();
  EXPECT_TRUE(person_.moved().teleported);
}

TEST_F(MovingAbout, NobodyTeleportsOntoABenchThroughAWallOrOutOfReach) {
  frames();
  input_.moveStick = Vec2(0, 1);
  struct Case {
    const char* what;
    double pitch;
    Vec3 from;
  };
  for (const Case& c :
       {Case{"the bench's top", -35, {0, 1.3, -1}},
        Case{"behind the bench: the arc meets it", 8, {0, 0.8, 0.2}},
        Case{"the wall", 0, {2, 1.3, -2}}, Case{"from behind the wall", -60, {0, 1.3, -5}},
        Case{"straight up", 90, {0, 1.3, 2.5}}, Case{"below the floor", -20, {0, -0.2, 1}}}) {
    SCOPED_TRACE(c.what);
    input_.aimTracked = true;
    input_.worldFromAim = {glm::angleAxis(radiansFromDegrees(c.pitch), Vec3(1, 0, 0)), c.from};
    input_.moveStick = Vec2(0, 1);
    frames(2);
    EXPECT_TRUE(person_.aim().shown);
    const bool up = c.pitch == 90;
    EXPECT_EQ(person_.aim().valid, up);  // straight up comes down at one's feet, nearly
    input_.moveStick = Vec2(0);
    const Vec3 before = head();
    if (up) input_.teleportDenied = true;
    frames();
    EXPECT_EQ(head(), before);
    input_.teleportDenied = false;
  }
}

TEST_F(MovingAbout, AHandPutThroughAWallAimsAtNothingBehindIt) {
  frames();
  input_.aimTracked = true;
  input_.moveStick = Vec2(0, 1);
  input_.worldFromAim = {glm::angleAxis(-1.2, Vec3(1, 0, 0)), Vec3(0, 1.3, 0.5)};
  frames();
  EXPECT_TRUE(person_.aim().valid);
  workshop_.solids.boxes.push_back(boxBetween({-3, 0, 0.7}, {3, 2, 0.71}));
  frames();
  EXPECT_TRUE(person_.aim().shown);
  EXPECT_FALSE(person_.aim().valid);
}

TEST_F(MovingAbout, AStickThatFacedAsideDoesNotTurnOnceTheAimIsDropped) {
  use({.teleportFacing = true, .oneHanded = true});
  frames();
  point(-10, 180);
  input_.moveStick = input_.turnStick = Vec2(0, 1);
  frames(2);
  input_.moveStick = input_.turnStick = Vec2(1, 0);
  frames(2);
  input_.teleportDenied = true;
  frames(3);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 0, 1e-9);
}

TEST_F(MovingAbout, ATeleportReachesSixMetres) {
  FloorDef wide;
  Locomotion person({Quat(1, 0, 0, 0), Vec3(0)}, Floor(wide), nullptr);
  person.update(input_);
  double furthest = 0;
  input_.aimTracked = true;
  input_.moveStick = Vec2(0, 1);
  bool refused = false;
  for (double pitch = -60; pitch < 60; pitch += 1) {
    input_.worldFromAim = {glm::angleAxis(radiansFromDegrees(pitch), Vec3(1, 0, 0)),
                           Vec3(0, 1.3, 0)};
    person.update(input_);
    const double distance = glm::length(person.aim().worldFromMarker.position);
    if (person.aim().valid) furthest = std::max(furthest, distance);
    if (!person.aim().valid) refused = true;
    ASSERT_TRUE(person.aim().valid || distance > 6) << pitch;
  }
  EXPECT_TRUE(refused);
  EXPECT_LE(furthest, 6);
  EXPECT_GT(furthest, 5.5);
}

TEST_F(MovingAbout, ATargetTooNearAThingIsMovedBesideIt) {
  frames();
  input_.moveStick = Vec2(0, 1);
  input_.aimTracked = true;
  // Straight down before the bench, 10 cm from it.
  input_.worldFromAim = {glm::angleAxis(-kPi / 2, Vec3(1, 0, 0)), Vec3(0, 1.2, -1.9)};
  frames();
  ASSERT_TRUE(person_.aim().valid);
  const Vec3 at = person_.aim().worldFromMarker.position;
  EXPECT_TRUE(person_.floor().standable(at));
  EXPECT_NEAR(at.z, -1.78, 0.06);
}

TEST_F(MovingAbout, TheSticksAngleMayTurnWhomItTeleports) {
  use({.turning = Turning::kSmooth, .teleportFacing = true});
  frames();
  point(-10, 180);
  input_.moveStick = Vec2(0, 1);
  frames(2);
  // Facing to the right of the aim. It is the same stick that turns, one-handed; not now.
  input_.moveStick = input_.turnStick = Vec2(1, 0);
  frames(2);
  EXPECT_FALSE(person_.moved().turned);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 0, 1e-9);
  input_.turnStick = Vec2(0);
  ASSERT_TRUE(person_.aim().valid);
  const Vec3 target = person_.aim().worldFromMarker.position;
  input_.moveStick = Vec2(0.2, 0.4);  // its way back turns nothing
  frames();
  input_.moveStick = Vec2(0);
  frames();
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 90, 1e-6);
  EXPECT_NEAR(head().x, target.x, 1e-9);
  EXPECT_NEAR(head().z, target.z, 1e-9);
}

TEST_F(MovingAbout, AnAimThatIsLostOrDeniedMovesNobody) {
  for (const bool denied : {false, true}) {
    frames();
    point(-10, 180);
    input_.moveStick = Vec2(0, 1);
    frames(2);
    ASSERT_TRUE(person_.aim().valid);
    const Vec3 before = head();
    input_.aimTracked = denied;
    input_.teleportDenied = denied;
    frames();
    input_.moveStick = Vec2(0);
    frames();
    input_.teleportDenied = false;
    frames();
    EXPECT_EQ(head(), before);
  }
}

TEST_F(MovingAbout, WalkingFollowsTheHeadOrTheHandAndItsSpeed) {
  use({.moving = Moving::kWalk, .walkSpeed = 1});
  frames();
  input_.moveStick = Vec2(0, 1);
  frames(90);
  EXPECT_NEAR(head().z, 0, 1e-6);
  EXPECT_NEAR(head().x, 0, 1e-6);
  EXPECT_TRUE(person_.moved().walked);
  EXPECT_FALSE(person_.aim().shown);
  use({.moving = Moving::kWalk, .heading = Heading::kHand, .walkSpeed = 1});
  input_.worldFromMoveHand = {yawed(-90), Vec3(0)};
  frames(90);
  EXPECT_NEAR(head().x, 1, 1e-6);
  EXPECT_NEAR(head().z, 0, 1e-6);
}

TEST_F(MovingAbout, WalkingSlidesAlongThingsAndStaysInTheRoom) {
  use({.moving = Moving::kWalk});
  frames();
  input_.moveStick = Vec2(0, 1);
  frames(900);
  EXPECT_NEAR(head().z, -1.79, 0.04);
  input_.moveStick = Vec2(0.7, 0.7);
  frames(900);
  EXPECT_LT(head().z, -3.5);
  EXPECT_LE(head().x, 4);
  EXPECT_GE(head().z, -4);
}

TEST_F(MovingAbout, TheViewNarrowsWithArtificialMotionAndWidensAgain) {
  use({.moving = Moving::kWalk, .vignette = 0.8});
  frames();
  input_.moveStick = Vec2(0, 1);
  double before = 0;
  for (int i = 0; i < 40; ++i) {
    frames();
    EXPECT_GE(person_.vignette(), before);
    EXPECT_LT(person_.vignette() - before, 0.15);
    before = person_.vignette();
  }
  EXPECT_NEAR(before, 0.8, 0.05);
  input_.moveStick = Vec2(0);
  frames();
  EXPECT_GT(person_.vignette(), 0.7);
  frames(300);
  EXPECT_EQ(person_.vignette(), 0);
  // Against the bench nothing moves, so nothing narrows.
  input_.moveStick = Vec2(0, 1);
  frames(600);
  EXPECT_EQ(person_.vignette(), 0);
}

TEST_F(MovingAbout, RealStepsMoveTheHeadAndNeverTheWorld) {
  frames();
  const Pose stage = person_.worldFromStage();
  input_.stageFromHead.position += Vec3(3, -0.6, 2);
  frames();
  EXPECT_EQ(person_.worldFromStage().position, stage.position);
  EXPECT_FALSE(person_.moved().any());
}

TEST_F(MovingAbout, AHeadInSomethingSolidIsInTheDarkUntilItIsBack) {
  // Through the wall: 5.35 m ahead of the start.
  input_.stageFromHead = Pose(Vec3(0, 1.7, 0));
  frames(10);
  const Pose stage = person_.worldFromStage();
  EXPECT_EQ(person_.headInside(), 0);
  double dark = 0;
  for (double z = 0; z > -5.35; z -= 0.02) {
    input_.stageFromHead.position.z = z;
    frames(2);
    EXPECT_GE(person_.headInside(), dark - 1e-9) << z;
    dark = person_.headInside();
    if (z > -5.1) {
      EXPECT_EQ(dark, 0) << z;
    }
  }
  frames(60);
  EXPECT_EQ(person_.headInside(), 1);
  // Far behind it is as dark.
  input_.stageFromHead.position.z = -6.5;
  frames(300);
  EXPECT_EQ(person_.headInside(), 1);
  EXPECT_EQ(person_.worldFromStage().position, stage.position);
  input_.stageFromHead.position.z = -4.8;
  frames(60);
  EXPECT_EQ(person_.headInside(), 0);
}

TEST_F(MovingAbout, WhoReallyWalkedAroundAThingSeesAgain) {
  workshop_.solids.boxes.push_back(boxBetween({-0.5, 0, 0}, {0.5, 2, 0.05}));
  input_.stageFromHead = Pose(Vec3(0, 1.7, 0));
  frames(10);
  input_.stageFromHead.position.z = -1.6;
  frames(20);
  EXPECT_EQ(person_.headInside(), 1);
  frames(120);
  EXPECT_EQ(person_.headInside(), 0);
}

TEST_F(MovingAbout, TurningOnTheSpotDoesNotBringAHeadOutOfAWall) {
  input_.stageFromHead = Pose(Vec3(0, 1.7, 0));
  frames(10);
  input_.stageFromHead.position.z = -6;
  frames(60);
  for (int i = 0; i < 12; ++i) {
    input_.turnStick = Vec2(i % 2 == 0 ? 1 : 0, 0);
    frames(5);
  }
  EXPECT_EQ(person_.headInside(), 1);
}

TEST_F(MovingAbout, SeatedEyesAreRaisedAndBendingStillBends) {
  input_.stageFromHead.position.y = 1.15;
  use({.seated = true});
  frames();
  EXPECT_NEAR(head().y, 1.62, 1e-12);
  input_.stageFromHead.position.y = 0.85;
  frames(20);
  EXPECT_NEAR(head().y, 1.32, 1e-12);
  // A wish for another height is not taken for sitting straight again.
  use({.seated = true, .eyeHeight = 1.72});
  frames();
  EXPECT_NEAR(head().y, 1.42, 1e-12);
  input_.measureHeight = true;
  frames();
  EXPECT_NEAR(head().y, 1.72, 1e-12);
  use({});
  frames();
  EXPECT_NEAR(head().y, 0.85, 1e-12);
}

TEST_F(MovingAbout, TheFloorIsShiftedWithinLimitsOnly) {
  input_.stageFromHead.position.y = 0.2;
  use({.seated = true});
  frames();
  EXPECT_NEAR(head().y, 1.2, 1e-12);
  input_.stageFromHead.position.y = 2.4;
  input_.measureHeight = true;
  frames();
  EXPECT_NEAR(head().y, 2.1, 1e-12);
  use({.heightOffset = 0.25});
  frames();
  EXPECT_NEAR(head().y, 2.65, 1e-12);
}

TEST_F(MovingAbout, RecentringBringsTheHeadToTheStartAtTheSameHeight) {
  input_.stageFromHead.position.y = 1.1;
  use({.seated = true});
  frames();
  input_.stageFromHead = {yawed(-140), Vec3(1, 0.9, 1)};  // bent down
  input_.turnStick = Vec2(1, 0);
  frames(2);
  input_.recentre = true;
  frames();
  EXPECT_NEAR(glm::distance(head(), Vec3(0, 1.42, 1)), 0, 1e-12);
  EXPECT_NEAR(headingDeg(person_.worldFromHead()), 0, 1e-9);
  input_.stageFromHead.position += Vec3(1, 0, 0);
  person_.restart();
  frames();
  EXPECT_NEAR(glm::distance(head(), Vec3(0, 1.42, 1)), 0, 1e-12);
}

TEST_F(MovingAbout, ALongStopCarriesNobodyOn) {
  use({.turning = Turning::kSmooth, .moving = Moving::kWalk, .walkSpeed = 1});
  frames();
  input_.moveStick = Vec2(0, -1);
  input_.seconds = 30;
  frames();
  EXPECT_NEAR(head().z, 1.5, 1e-9);
  input_.seconds = NAN;
  frames();
  EXPECT_NEAR(head().z, 1.5, 1e-9);
}

TEST_F(MovingAbout, WhateverDevicesSayTheResultIsFiniteUprightAndOnTheFloor) {
  const uint64_t seed = 7;
  SCOPED_TRACE(seed);
  Rng rng(seed);
  const auto odd = [&] {
    const double odds[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 0};
    return rng.below(60) == 0 ? odds[rng.below(6)] : rng.unit() * 2 - 1;
  };
  for (int i = 0; i < 20000; ++i) {
    if (rng.below(50) == 0) {
      ComfortSettings settings;
      settings.turning = static_cast<Turning>(rng.below(3));
      settings.moving = static_cast<Moving>(rng.below(3));
      settings.heading = static_cast<Heading>(rng.below(2));
      settings.teleportFacing = rng.below(2) == 0;
      settings.seated = rng.below(2) == 0;
      for (const NumberSetting& n : comfortNumbers()) settings.*n.value = odd() * 3;
      use(settings);
    }
    input_.seconds = odd() * 0.02;
    input_.headTracked = rng.below(10) != 0;
    input_.aimTracked = rng.below(10) != 0;
    input_.moveStick = Vec2(odd(), odd());
    input_.turnStick = Vec2(odd(), odd());
    input_.teleportHeld = rng.below(5) == 0;
    input_.recentre = rng.below(200) == 0;
    input_.stageFromHead = {Quat(odd(), odd(), odd(), odd()), Vec3(odd(), odd() + 1.5, odd())};
    input_.worldFromAim = {Quat(odd(), odd(), odd(), odd()), Vec3(odd(), odd() + 1.5, odd())};
    input_.worldFromMoveHand = input_.worldFromAim;
    frames();
    const Pose stage = person_.worldFromStage();
    ASSERT_TRUE(std::isfinite(glm::length(stage.position))) << i;
    ASSERT_NEAR(stage.turn(Vec3(0, 1, 0)).y, 1, 1e-9) << i;
    ASSERT_GE(stage.position.y, -0.3 - 1e-9) << i;
    ASSERT_LE(stage.position.y, 1.0 + 1e-9) << i;
    ASSERT_TRUE(person_.vignette() >= 0 && person_.vignette() <= 1) << i;
    ASSERT_TRUE(person_.headInside() >= 0 && person_.headInside() <= 1) << i;
    for (const Vec3& p : person_.aim().arc) ASSERT_TRUE(std::isfinite(glm::length(p))) << i;
    if (person_.aim().shown) {
      ASSERT_GE(person_.aim().arc.size(), 2u) << i;
    }
    if (person_.moved().teleported) {
      const Vec3 at = person_.worldFromHead().position;
      ASSERT_FALSE(person_.floor().blocked({at.x, 0, at.z})) << i;
    }
  }
}

}  // namespace
}  // namespace shixun::app
