#include "app/board.h"

namespace shixun::app {

namespace {

std::optional<BoardPointer> onBoard(const Board& board, const Vec3& boardPoint) {
  const double perMetre = board.width / board.metres;
  const Vec2 at(boardPoint.x * perMetre + board.width / 2.0,
                board.height / 2.0 - boardPoint.y * perMetre);
  if (at.x < 0 || at.y < 0 || at.x > board.width || at.y > board.height) return {};
  BoardPointer pointer;
  pointer.board = &board;
  pointer.pixel = Vec2(board.x, board.y) + at;
  pointer.worldPoint = board.worldFromBoard.apply(Vec3(boardPoint.x, boardPoint.y, 0));
  return pointer;
}

}  // namespace

Vec3 worldFromPixel(const Board& board, const Vec2& pixel) {
  const double perMetre = board.width / board.metres;
  const Vec2 at = pixel - Vec2(board.x, board.y);
  return board.worldFromBoard.apply(
      Vec3((at.x - board.width / 2.0) / perMetre, (board.height / 2.0 - at.y) / perMetre, 0));
}

std::optional<BoardPointer> pointAt(const Board& board, const Ray& ray, double within) {
  if (!board.shown) return {};
  const Pose boardFromWorld = board.worldFromBoard.inverse();
  const Vec3 from = boardFromWorld.apply(ray.origin);
  const Vec3 along = boardFromWorld.turn(ray.direction);
  if (along.z > -1e-6 || from.z <= 0) return {};
  const double distance = from.z / -along.z;
  if (distance > within) return {};
  auto pointer = onBoard(board, from + along * distance);
  if (pointer) pointer->distance = distance;
  return pointer;
}

std::optional<BoardPointer> touchAt(const Board& board, const Vec3& worldTip) {
  if (!board.shown || !board.touchable) return {};
  const Vec3 tip = board.worldFromBoard.inverse().apply(worldTip);
  if (tip.z > kTouchNear || tip.z < -kTouchDepth) return {};
  auto pointer = onBoard(board, tip);
  if (pointer) pointer->touching = tip.z <= 0;
  return pointer;
}

}  // namespace shixun::app
