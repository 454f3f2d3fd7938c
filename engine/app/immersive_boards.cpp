// Where the groups of panels stand in the room.
#include <algorithm>

#include "app/immersive_room.h"
#include "interact/body_shape.h"

namespace shixun::app {

using scenario::Hand;

namespace {

constexpr double kBoardAway = 1.35;     // m before the eyes
constexpr double kCaptionsAway = 1.1;   // m
constexpr double kCaptionsDown = 0.34;  // m below the eyes' level
constexpr double kTabletLean = 0.9;     // rad, towards the face
constexpr double kLeftBehind = 2.5;     // m: a board further away than this is put up again

// The parts of the panels' picture, pixels. They do not overlap.
struct Part {
  uint32_t x, y, width, height;
};
constexpr Part kBoardPart = {0, 0, 1440, 900};
constexpr Part kTabletPart = {0, 900, 1280, 1020};
constexpr Part kCaptionsPart = {1440, 460, 608, 300};
constexpr Part kLabelPart = {1440, 0, 520, 160};
constexpr Part kKeysPart = {1440, 160, 608, 300};

Board boardOf(const Part& part, double metres) {
  Board board;
  board.x = part.x;
  board.y = part.y;
  board.width = part.width;
  board.height = part.height;
  board.metres = metres;
  return board;
}

// Upright at `at`, facing the eyes.
Pose facing(const Vec3& at, const Vec3& eyes) {
  Vec3 front = eyes - at;
  if (glm::length(front) < 1e-3) front = Vec3(0, 0, 1);
  front = glm::normalize(front);
  const Vec3 side = glm::cross(Vec3(0, 1, 0), front);
  if (glm::length(side) < 1e-3) return Pose(at);
  const Vec3 right = glm::normalize(side);
  return {glm::quat_cast(glm::dmat3(right, glm::cross(front, right), front)), at};
}

}  // namespace

// Larger text is the same picture shown larger.
void Immersive::placeBoards(const interact::Hover& over) {
  const ComfortSettings& settings = body_.settings();
  const double size = settings.textSize;
  const Pose head = body_.now().worldFromHead;
  const Pose level = interact::levelHead(head);
  const bool stops = trainer_.screen() != Screen::kWorld;
  const Board before = board_;
  board_ = boardOf(kBoardPart, 1.75 * std::min(size, 1.5));
  board_.shown = stops;
  board_.touchable = true;
  board_.worldFromBoard = before.worldFromBoard;
  // It stays where it was put up; somebody who has gone away from it finds it again.
  const bool lost = glm::distance(before.worldFromBoard.position, head.position) > kLeftBehind;
  if (stops && (!before.shown || lost)) {
    board_.worldFromBoard = level * Pose(Vec3(0, -0.06, -kBoardAway));
  }
  captions_ = boardOf(kCaptionsPart, 0.46 * size);
  captions_.shown = !stops && settings.captions;
  captions_.worldFromBoard =
      level * Pose(glm::angleAxis(-0.3, Vec3(1, 0, 0)), Vec3(0, -kCaptionsDown, -kCaptionsAway));
  label_ = boardOf(kLabelPart, 0.20 * size);
  label_.shown = !stops && static_cast<bool>(over.entity);
  if (over.entity) {
    label_.worldFromBoard = facing(over.worldPoint + Vec3(0, 0.10, 0), head.position);
  }
  placeTablet();
  placeKeyboard();
}

// The tablet lies in the hand that is not the better one, as long as that is free; else beside the
// body.
void Immersive::placeTablet() {
  const ComfortSettings& settings = body_.settings();
  const Pose head = body_.now().worldFromHead;
  const Hand holder = interact::otherHand(settings.betterHand());
  const interact::HandInput& hand = body_.now().hands[interact::indexOf(holder)];
  tablet_ = boardOf(kTabletPart, 0.33 * settings.textSize);
  tablet_.shown = trainer_.playing() && tabletOut_;
  tablet_.touchable = true;
  const double side = holder == Hand::kLeft ? -1 : 1;
  if (hand.tracked && body_.empty(holder)) {
    const Vec3 at = hand.worldFromGrip.apply(Vec3(side * -0.02, 0.13, -0.08));
    tablet_.worldFromBoard = facing(at, head.position);
  } else {
    tablet_.worldFromBoard =
        interact::levelHead(head) *
        Pose(glm::angleAxis(-kTabletLean, Vec3(1, 0, 0)), Vec3(side * 0.36, -0.45, -0.38));
  }
}

// Below what is being written on, leaning like a desk's.
void Immersive::placeKeyboard() {
  const Board& under = board_.shown ? board_ : tablet_;
  keys_ = boardOf(kKeysPart, under.metres * 0.62);
  keys_.shown = stage_->studio().ui().wantsText() && under.shown;
  keys_.touchable = true;
  const double drop = under.tall() / 2 + keys_.tall() / 2;
  keys_.worldFromBoard = under.worldFromBoard * Pose(glm::angleAxis(-0.5, Vec3(1, 0, 0)),
                                                     Vec3(0, -drop * 0.96, under.metres * 0.06));
}

}  // namespace shixun::app
