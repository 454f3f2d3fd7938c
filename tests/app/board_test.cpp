#include "app/board.h"

#include <gtest/gtest.h>

#include "math/libm.h"

namespace shixun::app {
namespace {

// A metre wide, half a metre tall, before somebody who stands at the origin.
Board boardAhead() {
  Board board;
  board.x = 100;
  board.y = 50;
  board.width = 1000;
  board.height = 500;
  board.metres = 1;
  board.worldFromBoard = Pose(Vec3(0, 1.5, -1));
  board.shown = true;
  board.touchable = true;
  return board;
}

TEST(Board, ARayMeetsItWhereThePictureIs) {
  const Board board = boardAhead();
  // A quarter to the right of the middle, a tenth of a metre above it.
  const Vec3 from(0.25, 1.6, 0);
  const auto hit = pointAt(board, {from, Vec3(0, 0, -1)}, 3);
  ASSERT_TRUE(hit.has_value());
  EXPECT_NEAR(hit->pixel.x, 100 + 750, 1e-9);
  EXPECT_NEAR(hit->pixel.y, 50 + 150, 1e-9);
  EXPECT_NEAR(hit->distance, 1, 1e-12);
  EXPECT_NEAR(glm::distance(hit->worldPoint, Vec3(0.25, 1.6, -1)), 0, 1e-12);
  EXPECT_FALSE(hit->touching);
}

TEST(Board, APixelsPlaceInTheRoomIsWhereARayFindsIt) {
  Board board = boardAhead();
  board.worldFromBoard =
      Pose(glm::angleAxis(0.7, Vec3(0, 1, 0)) * glm::angleAxis(-0.4, Vec3(1, 0, 0)),
           Vec3(0.4, 1.2, -0.8));
  for (const Vec2 pixel : {Vec2(101, 51), Vec2(600, 300), Vec2(1099, 549)}) {
    const Vec3 place = worldFromPixel(board, pixel);
    const Vec3 eye = board.worldFromBoard.apply(Vec3(0.1, -0.2, 0.9));
    const auto hit = pointAt(board, {eye, glm::normalize(place - eye)}, 5);
    ASSERT_TRUE(hit.has_value());
    EXPECT_NEAR(glm::distance(hit->pixel, pixel), 0, 1e-6);
  }
}

TEST(Board, ARayFromBehindOrBesideOrTooFarMeetsNothing) {
  Board board = boardAhead();
  EXPECT_FALSE(pointAt(board, {Vec3(0, 1.5, -2), Vec3(0, 0, 1)}, 3));
  EXPECT_FALSE(pointAt(board, {Vec3(0.51, 1.5, 0), Vec3(0, 0, -1)}, 3));
  EXPECT_FALSE(pointAt(board, {Vec3(0, 1.76, 0), Vec3(0, 0, -1)}, 3));
  EXPECT_FALSE(pointAt(board, {Vec3(0, 1.5, 3), Vec3(0, 0, -1)}, 3));
  EXPECT_FALSE(pointAt(board, {Vec3(0, 1.5, 0), Vec3(0, 0, 1)}, 3));
  board.shown = false;
  EXPECT_FALSE(pointAt(board, {Vec3(0, 1.5, 0), Vec3(0, 0, -1)}, 3));
}

TEST(Board, AFingerTouchesOnlyWhenItIsThroughTheSurface) {
  const Board board = boardAhead();
  const auto before = touchAt(board, Vec3(0, 1.5, -1 + kTouchNear / 2));
  ASSERT_TRUE(before.has_value());
  EXPECT_FALSE(before->touching);
  const auto through = touchAt(board, Vec3(0, 1.5, -1.001));
  ASSERT_TRUE(through.has_value());
  EXPECT_TRUE(through->touching);
  EXPECT_NEAR(through->pixel.x, 600, 1e-9);
  EXPECT_FALSE(touchAt(board, Vec3(0, 1.5, -1 + 2 * kTouchNear)));
  EXPECT_FALSE(touchAt(board, Vec3(0, 1.5, -1 - 2 * kTouchDepth)));
  EXPECT_FALSE(touchAt(board, Vec3(0.6, 1.5, -1)));
}

TEST(Board, ABoardForReadingOnlyIsNotTouched) {
  Board board = boardAhead();
  board.touchable = false;
  EXPECT_FALSE(touchAt(board, Vec3(0, 1.5, -1.001)));
}

}  // namespace
}  // namespace shixun::app
