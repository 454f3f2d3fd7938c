// Looking at an inspect point on purpose.
#include <gtest/gtest.h>

#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {

Vec3 windowOf(Trainee& t, const Workshop& shop) {
  return t.at(t.model.inspects[shop.window].node);
}

TEST(Gaze, AnUnbrokenLookExaminesOnce) {
  const Workshop shop;
  Trainee t(shop.model);
  t.lookAt(windowOf(t, shop));
  t.wait(110);
  EXPECT_EQ(t.story(), "");
  t.wait(30);
  EXPECT_EQ(t.story(), "examine window\n");
  t.wait(300);
  EXPECT_EQ(t.story(), "examine window\n");
  t.lookAt(Vec3(2, 1.6, 0));
  t.wait(10);
  t.lookAt(windowOf(t, shop));
  t.wait(130);
  EXPECT_EQ(t.story(), "examine window\nexamine window\n");
}

TEST(Gaze, AGlanceIsNotALook) {
  const Workshop shop;
  Trainee t(shop.model);
  for (int i = 0; i < 5; ++i) {
    t.lookAt(windowOf(t, shop));
    t.wait(60);
    t.lookAt(Vec3(2, 1.6, 0));
    t.wait(10);
  }
  EXPECT_EQ(t.story(), "");
}

TEST(Gaze, FromTooFarOrThroughAWallNothingIsSeen) {
  {
    const Workshop shop;
    Trainee t(shop.model);
    t.input.worldFromHead.position = Vec3(0, 1.6, 1.2);
    t.lookAt(windowOf(t, shop));
    t.wait(240);
    EXPECT_EQ(t.story(), "");
  }
  Workshop shop;
  addWall(shop.model, Vec3(0, 1.5, -0.3));
  Trainee t(shop.model);
  t.lookAt(windowOf(t, shop));
  t.wait(240);
  EXPECT_EQ(t.story(), "");
}

TEST(Gaze, WithAMouseTheMiddleOfThePictureExaminesNothing) {
  const Workshop shop;
  Trainee t(shop.model);
  t.lookAt(windowOf(t, shop));
  t.aim(Vec3(0, 1.2, -0.5));
  t.wait(240);
  EXPECT_EQ(t.story(), "");
}

}  // namespace
}  // namespace shixun::interact::test
