#include "app/walker.h"

#include "tests/app/scenario_of_test.h"

namespace shixun::app {
namespace {

using platform::DesktopInput;
using platform::Key;

DesktopInput holding(std::initializer_list<Key> keys) {
  DesktopInput input;
  input.width = 1280;
  input.height = 720;
  for (const Key key : keys) input.keys[static_cast<size_t>(key)].down = true;
  return input;
}

void walk(Walker& walker, Key key, double seconds) {
  for (double t = 0; t < seconds; t += 0.05) walker.update(holding({key}), 0.05, false, true);
}

TEST(Walker, BeginsWhereTheScenarioSays) {
  const Walker walker(shippedScenario());
  const Vec3 start = shippedScenario().worldFromStart.position;
  EXPECT_NEAR(walker.worldFromHead().position.x, start.x, 1e-9);
  EXPECT_NEAR(walker.worldFromHead().position.z, start.z, 1e-9);
  EXPECT_NEAR(walker.worldFromHead().position.y, start.y + 1.62, 1e-9);
}

TEST(Walker, ComesNearTheCubicleButNotIntoIt) {
  Walker walker(shippedScenario());
  walk(walker, Key::kW, 10);
  const double z = walker.worldFromHead().position.z;
  // The line-up's front is at z = -0.6 m plus its depth; an arm's length before it is enough.
  EXPECT_LT(z, 0.6);
  EXPECT_GT(z, -0.6);
}

TEST(Walker, StaysInTheRoomWhereverItGoes) {
  for (const Key key : {Key::kW, Key::kA, Key::kS, Key::kD}) {
    Walker walker(shippedScenario());
    walk(walker, key, 30);
    const Vec3 at = walker.worldFromHead().position;
    EXPECT_LT(std::abs(at.x), 6);
    EXPECT_LT(std::abs(at.z), 6);
  }
}

TEST(Walker, WalksAsFastAtAnyFrameRate) {
  Walker fast(shippedScenario());
  Walker slow(shippedScenario());
  for (int i = 0; i < 60; ++i) fast.update(holding({Key::kS}), 1.0 / 120, false, true);
  for (int i = 0; i < 5; ++i) slow.update(holding({Key::kS}), 0.1, false, true);
  EXPECT_NEAR(fast.worldFromHead().position.z, slow.worldFromHead().position.z, 0.03);
}

TEST(Walker, TheMiddleOfTheWindowIsWhereTheHeadLooks) {
  const Walker walker(shippedScenario());
  const Ray ray = walker.rayAt(640, 360, 1280, 720);
  const Vec3 ahead = walker.worldFromHead().turn(Vec3(0, 0, -1));
  EXPECT_NEAR(glm::dot(ray.direction, ahead), 1, 1e-12);
  EXPECT_GT(walker.rayAt(640, 0, 1280, 720).direction.y, ray.direction.y);
  EXPECT_GT(walker.rayAt(1280, 360, 1280, 720).direction.x, ray.direction.x);
}

TEST(Walker, BendsDownWhileTheKeyIsHeld) {
  Walker walker(shippedScenario());
  for (int i = 0; i < 60; ++i) walker.update(holding({Key::kC}), 1.0 / 60, false, true);
  EXPECT_LT(walker.worldFromHead().position.y, 1.1);
  for (int i = 0; i < 60; ++i) walker.update(holding({}), 1.0 / 60, false, true);
  EXPECT_GT(walker.worldFromHead().position.y, 1.6);
}

}  // namespace
}  // namespace shixun::app
