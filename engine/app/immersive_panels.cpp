#include <algorithm>

#include "app/immersive_room.h"
#include "interact/body_shape.h"

namespace shixun::app {

using scenario::Hand;

namespace {

constexpr double kBoardAway = 1.25;     // m before the eyes
constexpr double kCaptionsAway = 1.1;   // m
constexpr double kCaptionsDown = 0.34;  // m below the eyes' level
constexpr double kPointing = 3;         // m, how far a hand points at boards
constexpr double kPress = 0.6;          // trigger that presses a button of a panel
constexpr double kTabletLean = 0.9;     // rad, towards the face

const Hand kBoth[2] = {Hand::kLeft, Hand::kRight};

// Upright at `at`, facing the eyes.
Pose facing(const Vec3& at, const Vec3& eyes) {
  Vec3 front = eyes - at;
  if (glm::length(front) < 1e-3) front = Vec3(0, 0, 1);
  front = glm::normalize(front);
  const Vec3 right = glm::normalize(glm::cross(Vec3(0, 1, 0), front));
  return {glm::quat_cast(glm::dmat3(right, glm::cross(front, right), front)), at};
}

}  // namespace

view::PanelContext Immersive::contextOf(const Board& board) const {
  view::PanelContext c;
  c.model = def_.model;
  c.catalogue = def_.catalogue;
  c.language = trainer_.language();
  c.origin = Vec2(board.x, board.y);
  c.width = board.width;
  c.height = board.height;
  c.keys = false;
  c.zoom = 1;
  return c;
}

// What a hand is over; the better hand's thing first.
interact::Hover Immersive::overNow() const {
  if (!trainer_.playing()) return {};
  const Hand better = body_.settings().betterHand();
  const interact::Hover first = trainer_.live()->interactor().hover(better);
  if (first.entity) return first;
  return trainer_.live()->interactor().hover(better == Hand::kLeft ? Hand::kRight : Hand::kLeft);
}

// The boards' parts of the picture do not overlap. Larger text is the same picture shown larger.
void Immersive::placeBoards(const interact::Hover& over) {
  const ComfortSettings& settings = body_.settings();
  const Pose head = body_.now().worldFromHead;
  const Pose level = interact::levelHead(head);
  const bool stops = trainer_.screen() != Screen::kWorld;
  const double size = settings.textSize;
  const Board before = board_;
  board_ = {0, 0, 1280, 720, 1.5 * std::min(size, 1.5), before.worldFromBoard, stops, true};
  // It stays where it was put up; somebody who has gone away from it finds it again.
  const bool lost = glm::distance(before.worldFromBoard.position, head.position) > 2.5;
  if (stops && (!before.shown || lost)) {
    board_.worldFromBoard = level * Pose(Vec3(0, -0.06, -kBoardAway));
  }
  captions_ = {0, 1440, 1280, 300, 0.95 * size, {}, !stops && settings.captions, false};
  captions_.worldFromBoard =
      level * Pose(glm::angleAxis(-0.3, Vec3(1, 0, 0)), Vec3(0, -kCaptionsDown, -kCaptionsAway));
  label_ = {1280, 0, 520, 160, 0.20 * size, {}, !stops && over.entity, false};
  if (over.entity) {
    label_.worldFromBoard = facing(over.worldPoint + Vec3(0, 0.10, 0), head.position);
  }
  placeTablet();
}

void Immersive::placeTablet() {
  const ComfortSettings& settings = body_.settings();
  const Pose head = body_.now().worldFromHead;
  // The tablet lies in the hand that is not the better one, as long as that is free.
  const Hand holder = settings.betterHand() == Hand::kRight ? Hand::kLeft : Hand::kRight;
  const interact::HandInput& hand = body_.now().hands[static_cast<size_t>(holder)];
  tablet_ = {0, 720, 1280, 720, 0.34 * settings.textSize, {}, false, true};
  tablet_.shown = trainer_.screen() == Screen::kWorld && tabletOut_;
  const double side = holder == Hand::kLeft ? -1 : 1;
  if (hand.tracked && body_.empty(holder)) {
    const Vec3 at = hand.worldFromGrip.apply(Vec3(side * -0.06, 0.12, -0.10));
    tablet_.worldFromBoard = facing(at, head.position);
  } else {
    tablet_.worldFromBoard =
        interact::levelHead(head) *
        Pose(glm::angleAxis(-kTabletLean, Vec3(1, 0, 0)), Vec3(side * 0.34, -0.45, -0.36));
  }
}

void Immersive::pointAtBoards() {
  for (const Hand hand : kBoth) {
    const auto h = static_cast<size_t>(hand);
    const interact::HandInput& in = body_.now().hands[h];
    pointers_[h] = {};
    // A hand with something in it works in the world, not on panels.
    if (!in.tracked || !body_.empty(hand)) continue;
    const Vec3 tip =
        in.tipTracked ? in.worldTip : in.worldFromGrip.apply(interact::gripFromFingertip(hand));
    const Ray aim = {in.worldFromAim.position, in.worldFromAim.turn(Vec3(0, 0, -1))};
    for (const Board* board : {&board_, &tablet_}) {
      // The hand under the tablet does not point at it.
      const bool own = board == &tablet_ && hand != body_.settings().betterHand();
      if (own || pointers_[h].board != nullptr) continue;
      auto pointer = touchAt(*board, tip);
      if (!pointer) pointer = pointAt(*board, aim, kPointing);
      if (pointer) pointers_[h] = *pointer;
    }
  }
}

// One mouse for two hands: the better hand's word counts last.
render::UiInput Immersive::uiInput(double seconds) const {
  render::UiInput ui;
  ui.width = ui.height = kPanelPixels;
  ui.deltaTime = std::max(seconds, 1e-4);
  for (const Hand hand :
       {body_.settings().betterHand() == Hand::kRight ? Hand::kLeft : Hand::kRight,
        body_.settings().betterHand()}) {
    const BoardPointer& pointer = pointers_[static_cast<size_t>(hand)];
    if (pointer.board == nullptr) continue;
    ui.mouseX = pointer.pixel.x;
    ui.mouseY = pointer.pixel.y;
    ui.buttons[0] = pointer.touching || samples_[static_cast<size_t>(hand)].trigger > kPress;
    ui.wheelY = samples_[static_cast<size_t>(hand)].stick.y * seconds * 10;
  }
  return ui;
}

void Immersive::showPanels(double seconds) {
  const interact::Hover over = overNow();
  const bool menu = samples_[0].menu || samples_[1].menu;
  if (menu && !menuWas_) trainer_.escape();
  menuWas_ = menu;
  const bool toggle =
      !body_.settings().oneHanded && (samples_[0].secondary || samples_[1].secondary);
  if (toggle && !tabletWas_) tabletOut_ = !tabletOut_;
  tabletWas_ = toggle;
  placeBoards(over);
  pointAtBoards();
  stage_->ui().beginFrame(uiInput(seconds));
  Hud::Input in = asked_;
  asked_ = {};
  in.over = over;
  in.label = Vec2(label_.x + label_.width / 2.0 - 60, label_.y + 40.0);
  view::PanelContext task = contextOf(tablet_);
  Hud::Places places{task, contextOf(captions_), contextOf(label_)};
  trainer_.showPanels({contextOf(board_), places}, in, seconds);
  if (trainer_.playing()) {
    task.height -= 8;
    const bool hints = rulesOf(trainer_.live()->run().session().info().mode).hints;
    const view::ToolsAnswer tools = view::showTools(task, hints);
    asked_.task = tools.task;
    asked_.form = tools.form;
    asked_.talk = tools.talk;
    asked_.hint = tools.hint;
    if (tools.menu) trainer_.escape();
  }
  stage_->ui().endFrame();
}

std::vector<xr::Quad> Immersive::quads() const {
  std::vector<xr::Quad> all;
  const Pose stageFromWorld = body_.worldFromStage().inverse();
  for (const Board* board : {&board_, &captions_, &label_, &tablet_}) {
    if (!board->shown) continue;
    xr::Quad quad;
    quad.stageFromQuad = stageFromWorld * board->worldFromBoard;
    quad.width = board->metres;
    quad.height = board->tall();
    quad.x = board->x;
    quad.y = board->y;
    quad.pixelWidth = board->width;
    quad.pixelHeight = board->height;
    all.push_back(quad);
  }
  return all;
}

}  // namespace shixun::app
