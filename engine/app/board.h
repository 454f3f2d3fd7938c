// Board: a group of panels as a flat thing in the room - where it lies in the panels' picture,
// where it stands, and where a hand that points or touches is on it.
#pragma once

#include <optional>

#include "interact/input_frame.h"
#include "math/geometry.h"

namespace shixun::app {

struct Board {
  uint32_t x = 0, y = 0, width = 0, height = 0;  // pixels of the panels' picture
  double metres = 1;                             // width in the room
  Pose worldFromBoard;                           // middle; reads along +x, faces +z
  bool shown = false;
  bool touchable = false;  // a finger works on it like on a screen

  double tall() const { return metres * height / width; }  // m
};

// A hand on a board. Pixels of the panels' picture.
struct BoardPointer {
  const Board* board = nullptr;  // not owned; null: on none
  Vec2 pixel = Vec2(0);
  Vec3 worldPoint = Vec3(0);
  double distance = 0;    // m from the hand; a touching finger: 0
  bool touching = false;  // the finger is through the surface
};

// Where a pixel of its part of the picture is in the room.
Vec3 worldFromPixel(const Board& board, const Vec2& pixel);
// Where a ray meets a board from its front, at most `within` m away.
std::optional<BoardPointer> pointAt(const Board& board, const Ray& ray, double within);
// Where a finger's tip is on a board: on its surface or up to kTouchDepth behind it.
inline constexpr double kTouchNear = 0.03, kTouchDepth = 0.04;  // m before and behind the surface
std::optional<BoardPointer> touchAt(const Board& board, const Vec3& worldTip);

}  // namespace shixun::app
