// What hands do on panels, and the panels themselves.
#include <algorithm>

#include "app/immersive_room.h"
#include "core/log.h"
#include "interact/body_shape.h"

namespace shixun::app {

using scenario::Hand;

namespace {

constexpr double kPointing = 3;  // m, how far a hand points at boards
constexpr double kPress = 0.6;   // trigger that presses a button of a panel
constexpr double kZoom = 1.22;   // pixels of a design pixel on boards and tablet
constexpr double kTools = 100;   // pixels below the tablet's screen

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
  return trainer_.live()->interactor().hover(interact::otherHand(better));
}

void Immersive::pointAtBoards() {
  for (const Hand hand : interact::kHands) {
    const auto h = interact::indexOf(hand);
    const interact::HandInput& in = body_.now().hands[h];
    pointers_[h] = {};
    if (!in.tracked || !body_.mayPoint(hand)) continue;
    const Vec3 tip =
        in.tipTracked ? in.worldTip : in.worldFromGrip.apply(interact::gripFromFingertip(hand));
    const Ray aim = {in.worldFromAim.position, in.worldFromAim.turn(Vec3(0, 0, -1))};
    for (const Board* board : {&keys_, &board_, &tablet_}) {
      // The hand under the tablet does not point at it.
      const bool own = board == &tablet_ && hand != body_.settings().betterHand();
      if (own || pointers_[h].board != nullptr) continue;
      // What a finger holds is not to touch a panel by the way.
      auto pointer = body_.empty(hand) ? touchAt(*board, tip) : std::nullopt;
      if (!pointer) pointer = pointAt(*board, aim, kPointing);
      if (pointer) pointers_[h] = *pointer;
    }
  }
}

// The device's own trigger: what a hand makes of it (nothing, while it may point) does not count
// here.
bool Immersive::presses(Hand hand) const {
  const int device = body_.deviceOf(hand);
  return pointers_[interact::indexOf(hand)].touching ||
         (device >= 0 && samples_[static_cast<size_t>(device)].trigger > kPress);
}

// One mouse for two hands: the better hand's word counts last. The keyboard is not the mouse's: a
// field that is written in keeps the focus.
render::UiInput Immersive::uiInput(double seconds) const {
  render::UiInput ui;
  ui.width = ui.height = kPanelPixels;
  ui.deltaTime = std::max(seconds, 1e-4);
  ui.text = typedKeys_.text;
  ui.keys[static_cast<size_t>(render::UiKey::kBackspace)] = typedKeys_.backspace;
  ui.keys[static_cast<size_t>(render::UiKey::kEnter)] = typedKeys_.enter;
  const Hand better = body_.settings().betterHand();
  for (const Hand hand : {interact::otherHand(better), better}) {
    const BoardPointer& pointer = pointers_[interact::indexOf(hand)];
    if (pointer.board == nullptr || pointer.board == &keys_) continue;
    ui.mouseX = pointer.pixel.x;
    ui.mouseY = pointer.pixel.y;
    ui.buttons[0] = presses(hand);
    const int device = body_.deviceOf(hand);
    if (device >= 0) ui.wheelY = samples_[static_cast<size_t>(device)].stick.y * seconds * 10;
  }
  return ui;
}

void Immersive::showTools() {
  view::PanelContext strip = contextOf(tablet_);
  strip.origin.y += strip.height - kTools;
  strip.height = kTools;
  strip.zoom = kZoom;
  const bool hints = rulesOf(trainer_.live()->run().session().info().mode).hints;
  const view::ToolsAnswer tools = view::showTools(strip, hints);
  asked_.task = tools.task;
  asked_.form = tools.form;
  asked_.talk = tools.talk;
  asked_.hint = tools.hint;
  if (tools.menu) trainer_.escape();
}

void Immersive::showKeyboard() {
  typedKeys_ = {};
  if (!keys_.shown) return keyboard_.reset();
  std::optional<Vec2> pixel;
  bool down = false;
  for (const Hand hand : interact::kHands) {
    const BoardPointer& pointer = pointers_[interact::indexOf(hand)];
    if (pointer.board != &keys_) continue;
    pixel = pointer.pixel;
    down = presses(hand);
  }
  typedKeys_ = keyboard_.show(contextOf(keys_), pixel, down);
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
  stage_->studio().ui().beginFrame(uiInput(seconds));
  Hud::Input in = asked_;
  asked_ = {};
  in.over = over;
  in.label = Vec2(label_.x + 20.0, label_.y + 20.0);
  view::PanelContext task = contextOf(tablet_);
  if (tablet_.shown) view::slabBehind(task);
  task.height -= kTools;
  task.zoom = kZoom;
  view::PanelContext board = contextOf(board_);
  board.zoom = kZoom;
  trainer_.showPanels({board, {task, contextOf(captions_), contextOf(label_)}}, in, seconds);
  if (trainer_.playing()) showTools();
  showKeyboard();
  for (const Hand hand : interact::kHands) {
    const BoardPointer& pointer = pointers_[interact::indexOf(hand)];
    if (pointer.board != nullptr) view::showPointer(pointer.pixel, presses(hand));
  }
  stage_->studio().ui().endFrame();
}

std::vector<xr::Quad> Immersive::quads() const {
  std::vector<xr::Quad> all;
  const Pose stageFromWorld = body_.worldFromStage().inverse();
  for (const Board* board : {&board_, &captions_, &label_, &tablet_, &keys_}) {
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
