// Trip times of overload relays, breakers and fuses (A6 of the electrical facts), element by
// element.
#include "circuit/protection.h"

#include <vector>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

constexpr double kNever = -1;

// Seconds to a trip at `multiple` of the setting, starting from `theta`; kNever within `limit`.
double tripTime(const ThermalGroupDef& def, double multiple, double theta, double limit) {
  ThermalState state{.setting = def.setting, .heat = {theta * def.setting * def.setting}};
  const std::vector<double> squares = {multiple * multiple * def.setting * def.setting};
  for (Tick tick = 1; secondsFromTick(tick) <= limit; ++tick) {
    if (advanceThermal(def, state, squares, kTickSeconds) != TripCause::kNone) {
      return secondsFromTick(tick);
    }
  }
  return kNever;
}

ThermalGroupDef overload() {
  ThermalGroupDef def;
  def.name = "F2";
  def.setting = 14.8;
  return def;
}

ThermalGroupDef breakerD25() {
  ThermalGroupDef def;
  def.name = "Q1";
  def.setting = 25;
  def.timeConstant = 68;
  def.tripThreshold = 1.29;
  def.magneticMultiple = 15;
  def.magneticDelay = 0.01;
  return def;
}

TEST(Overload, TripsAtTheStatedTimes) {
  EXPECT_NEAR(tripTime(overload(), 7.2, 0, 100), 8.0, 0.05);
  EXPECT_NEAR(tripTime(overload(), 6.72, 0, 100), 9.2, 0.05);
  EXPECT_NEAR(tripTime(overload(), 6.72, 1, 100), 2.1, 0.05);
  EXPECT_NEAR(tripTime(overload(), 1.98, 0, 1000), 127, 0.5);
  EXPECT_NEAR(tripTime(overload(), 1.98, 1, 1000), 34, 0.5);
  EXPECT_NEAR(tripTime(overload(), 1.5, 1, 1000), 86, 0.5);
}

TEST(Overload, KeepsTheClassTenBands) {
  EXPECT_EQ(tripTime(overload(), 1.05, 0, 7200), kNever);
  const double after = tripTime(overload(), 1.2, 1.05 * 1.05, 7200);
  EXPECT_GT(after, 0);
  EXPECT_LT(after, 7200);
  EXPECT_LT(tripTime(overload(), 1.5, 1, 1000), 240);
  const double cold = tripTime(overload(), 7.2, 0, 100);
  EXPECT_GE(cold, 4);
  EXPECT_LE(cold, 10);
}

TEST(Overload, LossOfOnePhaseTripsWithinTwoHours) {
  const double time = tripTime(overload(), 1.15, 0, 7200);
  EXPECT_GT(time, 0);
}

TEST(Overload, TurningTheSettingActsOnTheHeatThatIsThere) {
  ThermalGroupDef def = overload();
  ThermalState state{.setting = 14.8, .heat = {14.8 * 14.8}};
  EXPECT_NEAR(thermalLevel(state), 1, 1e-12);
  state.setting = 12;
  EXPECT_NEAR(thermalLevel(state), 14.8 * 14.8 / 144, 1e-12);
  const std::vector<double> squares = {14.8 * 14.8};
  EXPECT_EQ(advanceThermal(def, state, squares, kTickSeconds), TripCause::kThermal);
}

TEST(Breaker, KeepsItsBands) {
  EXPECT_EQ(tripTime(breakerD25(), 1.13, 0, 3600), kNever);
  const double at145 = tripTime(breakerD25(), 1.45, 0, 3600);
  EXPECT_GT(at145, 0);
  const double at255 = tripTime(breakerD25(), 2.55, 0, 3600);
  EXPECT_GE(at255, 1);
  EXPECT_LE(at255, 60);
}

TEST(Breaker, MagneticTripIsQuickAboveAndThermalBelow) {
  EXPECT_LE(tripTime(breakerD25(), 15.1, 0, 10), 0.02);
  EXPECT_GT(tripTime(breakerD25(), 14.9, 0, 10), 0.1);
  for (const double multiple : {4.0, 7.5, 15.0}) {
    ThermalGroupDef def = breakerD25();
    def.magneticMultiple = multiple;
    EXPECT_LE(tripTime(def, multiple * 1.01, 0, 10), 0.02);
    EXPECT_GT(tripTime(def, multiple * 0.99, 0, 10), 0.1);
  }
}

TEST(Breaker, InrushShorterThanTheDelayDoesNotTrip) {
  const ThermalGroupDef def = breakerD25();
  ThermalState state{.setting = 25, .heat = {0}};
  const std::vector<double> strong = {400.0 * 400.0}, weak = {100};
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(advanceThermal(def, state, strong, 0.009), TripCause::kNone);
    EXPECT_EQ(advanceThermal(def, state, weak, 0.009), TripCause::kNone);
  }
}

TEST(Overload, TripTimeDoesNotDependOnTheTick) {
  ThermalGroupDef def = overload();
  for (const double dt : {0.001, 0.008, 0.1}) {
    ThermalState state{.setting = 14.8, .heat = {0}};
    const std::vector<double> squares = {1.98 * 1.98 * 14.8 * 14.8};
    double time = 0;
    while (advanceThermal(def, state, squares, dt) == TripCause::kNone) time += dt;
    EXPECT_NEAR(time + dt, 126.856, dt);
  }
}

// 25 A gG between its gates: no melting 52 A 10 s, 150 A 0.1 s; melting 110 A 5 s, 260 A 0.1 s.
FuseDef fuse25() {
  FuseDef def;
  def.name = "F1";
  def.curve = {{40, 3600}, {65, 20}, {90, 4}, {200, 0.1}};
  return def;
}

double meltTime(const FuseDef& def, double amperes, double limit) {
  FuseState state;
  for (Tick tick = 1; secondsFromTick(tick) <= limit; ++tick) {
    if (advanceFuse(def, state, amperes * amperes, kTickSeconds)) return secondsFromTick(tick);
  }
  return kNever;
}

TEST(Fuse, MeltsOutsideItsGatesOnly) {
  EXPECT_EQ(meltTime(fuse25(), 52, 10), kNever);
  EXPECT_EQ(meltTime(fuse25(), 150, 0.1), kNever);
  EXPECT_NE(meltTime(fuse25(), 110, 5), kNever);
  EXPECT_NE(meltTime(fuse25(), 260, 0.1), kNever);
  EXPECT_EQ(meltTime(fuse25(), 39, 7200), kNever);
}

TEST(Fuse, CurveIsLogLogWithConstantLetThroughBeyondIt) {
  EXPECT_NEAR(meltingTime(fuse25(), 65), 20, 1e-9);
  EXPECT_NEAR(meltingTime(fuse25(), squareRoot(65 * 90)), squareRoot(20 * 4), 1e-9);
  EXPECT_NEAR(meltingTime(fuse25(), 2000) * 2000 * 2000, 0.1 * 200 * 200, 1e-6);
}

TEST(Fuse, RecoversBetweenShortOverloads) {
  FuseState state;
  for (int i = 0; i < 60; ++i) EXPECT_FALSE(advanceFuse(fuse25(), state, 90 * 90, 1.0 / 60));
  EXPECT_NEAR(state.damage, 0.25, 1e-9);
  for (int i = 0; i < 600; ++i) EXPECT_FALSE(advanceFuse(fuse25(), state, 100, 1));
  EXPECT_LT(state.damage, 1e-4);
}

TEST(CoilElement, HoldsBetweenDropOutAndPickUp) {
  CoilDef def;
  def.pickUpVolts = 0.85 * 230;
  def.dropOutVolts = 0.4 * 230;
  CoilState state;
  EXPECT_EQ(advanceCoil(def, state, 195, 0), CoilChange::kNone);
  EXPECT_EQ(advanceCoil(def, state, 196, 0), CoilChange::kPickedUp);
  EXPECT_EQ(advanceCoil(def, state, 93, 0), CoilChange::kNone);
  EXPECT_EQ(advanceCoil(def, state, 91, 0), CoilChange::kDroppedOut);
  EXPECT_EQ(advanceCoil(def, state, 93, 0), CoilChange::kNone);
}

TEST(CoilElement, MovesOnlyAfterTheWholeDelay) {
  CoilDef def;
  def.pickUpVolts = 195;
  def.dropOutVolts = 92;
  def.closeDelay = 0.015;
  CoilState state;
  EXPECT_EQ(advanceCoil(def, state, 230, 0.008), CoilChange::kNone);
  EXPECT_EQ(advanceCoil(def, state, 100, 0.008), CoilChange::kNone);  // interrupted: starts again
  EXPECT_EQ(advanceCoil(def, state, 230, 0.008), CoilChange::kNone);
  EXPECT_EQ(advanceCoil(def, state, 230, 0.008), CoilChange::kPickedUp);
}

}  // namespace
}  // namespace shixun::circuit
