#include "app/pace.h"

#include <gtest/gtest.h>

namespace shixun::app {
namespace {

constexpr double kFrame = 1.0 / 30;

TEST(Pace, APictureThatStandsIsDrawnWellFromTheFirstFrameOn) {
  Pace pace;
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(pace.fast(Pose(Vec3(1, 2, 3)), false, kFrame));
}

TEST(Pace, MovingIsFastAndTheGoodPictureComesBackAShortWhileAfter) {
  Pace pace;
  static_cast<void>(pace.fast(Pose(), false, kFrame));
  EXPECT_TRUE(pace.fast(Pose(Vec3(0.02, 0, 0)), false, kFrame));
  double waited = 0;
  while (pace.fast(Pose(Vec3(0.02, 0, 0)), false, kFrame)) {
    waited += kFrame;
    ASSERT_LT(waited, 2);
  }
  EXPECT_NEAR(waited, Pace::kSettle, 2 * kFrame);
}

TEST(Pace, TurningTheHeadIsMoving) {
  Pace pace;
  static_cast<void>(pace.fast(Pose(), false, kFrame));
  EXPECT_TRUE(pace.fast(Pose(glm::angleAxis(0.01, Vec3(0, 1, 0)), Vec3(0)), false, kFrame));
}

TEST(Pace, DraggingAThingIsFastThoughTheHeadIsStill) {
  Pace pace;
  EXPECT_TRUE(pace.fast(Pose(), true, kFrame));
}

}  // namespace
}  // namespace shixun::app
