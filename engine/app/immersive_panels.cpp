#include <algorithm>

#include "app/immersive_room.h"
#include "interact/body_shape.h"

namespace shixun::app {

namespace {

constexpr double kBoardAway = 1.25;     // m before the eyes
constexpr double kCaptionsAway = 1.1;   // m
constexpr double kCaptionsDown = 0.36;  // m below the eyes' level
constexpr double kPress = 0.6;          // trigger that presses a button of a panel

}  // namespace

// The boards' parts of the picture do not overlap.
void Immersive::placeBoards() {
  board_ = {0, 0, 1280, 720, 1.5, {}, false, 1};
  tablet_ = {0, 720, 1280, 720, 0.34, {}, false, 1};
  captions_ = {0, 1440, 1280, 400, 1.0, {}, false, 1};
}

view::PanelContext Immersive::contextOf(const Board& board) const {
  view::PanelContext c;
  c.model = def_.model;
  c.catalogue = def_.catalogue;
  c.language = trainer_.language();
  c.origin = Vec2(board.x, board.y);
  c.width = board.width;
  c.height = board.height;
  c.zoom = board.zoom;
  return c;
}

// Where a hand's ray meets a board, in pixels of the panels' picture.
bool Immersive::pointAt(const Board& board, Vec2& pixel) const {
  if (!board.shown) return false;
  for (const size_t h : {size_t{1}, size_t{0}}) {
    if (!body_.hands[h].tracked) continue;
    const Pose boardFromAim = board.worldFromBoard.inverse() * body_.hands[h].worldFromAim;
    const Vec3 ahead = boardFromAim.turn(Vec3(0, 0, -1));
    if (ahead.z > -1e-6 || boardFromAim.position.z <= 0) continue;
    const Vec3 hit = boardFromAim.position - ahead * (boardFromAim.position.z / ahead.z);
    const double perMetre = board.width / board.metres;
    const Vec2 at(hit.x * perMetre + board.width / 2.0, board.height / 2.0 - hit.y * perMetre);
    if (at.x < 0 || at.y < 0 || at.x > board.width || at.y > board.height) continue;
    pixel = Vec2(board.x, board.y) + at;
    return true;
  }
  return false;
}

void Immersive::showPanels(double seconds) {
  const Pose level = interact::levelHead(body_.worldFromHead);
  const bool stops = trainer_.screen() != Screen::kWorld;
  if (stops && !board_.shown) {
    board_.worldFromBoard = level * Pose(Vec3(0, -0.05, -kBoardAway));
  }
  board_.shown = stops;
  captions_.shown = !stops;
  captions_.worldFromBoard =
      level * Pose(glm::angleAxis(-0.3, Vec3(1, 0, 0)), Vec3(0, -kCaptionsDown, -kCaptionsAway));
  // The tablet lies in the left hand, or before the chest where there is none.
  tablet_.shown = !stops;
  tablet_.worldFromBoard =
      level * Pose(glm::angleAxis(-0.7, Vec3(1, 0, 0)), Vec3(-0.28, -0.42, -0.42));
  const bool menu = hands_[0].menu || hands_[1].menu;
  if (menu && !menuWas_) trainer_.escape();
  menuWas_ = menu;
  render::UiInput ui;
  ui.width = 2048;
  ui.height = 2048;
  ui.deltaTime = std::max(seconds, 1e-4);
  Vec2 pixel(0);
  overPanel_ = pointAt(board_, pixel) || pointAt(tablet_, pixel);
  if (overPanel_) {
    ui.mouseX = pixel.x;
    ui.mouseY = pixel.y;
    ui.buttons[0] = body_.hands[0].trigger > kPress || body_.hands[1].trigger > kPress;
  }
  stage_->ui().beginFrame(ui);
  Hud::Input in;
  if (trainer_.live() != nullptr) {
    in.over = trainer_.live()->interactor().hover(scenario::Hand::kRight);
    if (!in.over.entity) in.over = trainer_.live()->interactor().hover(scenario::Hand::kLeft);
  }
  in.label = Vec2(captions_.x, captions_.y) + Vec2(captions_.width * 0.4, 10);
  const view::PanelContext task = contextOf(tablet_);
  trainer_.showPanels({contextOf(board_), {task, contextOf(captions_)}}, in, seconds);
  stage_->ui().endFrame();
}

std::vector<xr::Quad> Immersive::quads() const {
  std::vector<xr::Quad> all;
  const Pose stageFromWorld = worldFromStage_.inverse();
  for (const Board* board : {&board_, &captions_, &tablet_}) {
    if (!board->shown) continue;
    xr::Quad quad;
    quad.stageFromQuad = stageFromWorld * board->worldFromBoard;
    quad.width = board->metres;
    quad.height = board->metres * board->height / board->width;
    quad.x = board->x;
    quad.y = board->y;
    quad.pixelWidth = board->width;
    quad.pixelHeight = board->height;
    all.push_back(quad);
  }
  return all;
}

}  // namespace shixun::app
