// Private to the module: the trainer in the headset as one object. Its parts lie in files of their
// own: immersive.cpp (opening, news, one frame, the loop), immersive_draw.cpp (what the eyes see),
// immersive_boards.cpp (where panels stand), immersive_panels.cpp (panels and the hands on them),
// immersive_tell.cpp (for tests).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/board.h"
#include "app/comfort_menu.h"
#include "app/headset_body.h"
#include "app/headset_stage.h"
#include "app/immersive.h"
#include "audio/speaker.h"
#include "view/keyboard.h"

namespace shixun::app {

inline constexpr uint32_t kPanelPixels = 2048;  // of the panels' picture, each side

class Immersive {
 public:
  explicit Immersive(const ImmersiveDef& def);

  Status open();
  void loop();
  ImmersiveOutcome outcome();

 private:
  void hear(const xr::HeadsetNews& news);
  Status frame();
  void readBody(const xr::HeadsetFrame& frame, double seconds);
  void sound();
  void shake();
  bool showComfort(const view::PanelContext& context);

  // immersive_draw.cpp
  Status draw(const xr::HeadsetFrame& frame);
  void addPointers();
  void addTeleport();

  // immersive_panels.cpp
  void placeBoards(const interact::Hover& over);
  void placeTablet();
  void placeKeyboard();
  bool presses(scenario::Hand hand) const;
  void showTools();
  void showKeyboard();
  void pointAtBoards();
  render::UiInput uiInput(double seconds) const;
  void showPanels(double seconds);
  view::PanelContext contextOf(const Board& board) const;
  interact::Hover overNow() const;
  std::vector<xr::Quad> quads() const;

  // immersive_tell.cpp
  void tell(const xr::HeadsetFrame& frame);
  void tellButtons();

  ImmersiveDef def_;
  Trainer trainer_;
  ComfortMenu comfort_;
  HeadsetBody body_;
  std::unique_ptr<HeadsetStage> stage_;
  std::unique_ptr<audio::Speaker> speaker_;
  render::DrawList list_;
  std::array<xr::HandSample, 2> samples_;  // of this frame
  Board board_, tablet_, captions_, label_, keys_;
  view::Keyboard keyboard_;
  view::Typed typedKeys_;     // for the next frame
  BoardPointer pointers_[2];  // by hand
  struct Felt {
    bool holds = false, pressed = false;
    scenario::EntityRef over;
  };
  Felt felt_[2];  // by hand, in the last frame
  bool tabletOut_ = true;
  Hud::Input asked_;  // of the tablet's buttons, for the next frame
  bool menuWas_ = false, tabletWas_ = false;
  double lastDisplay_ = -1;  // s
  bool leave_ = false;
  std::string trouble_;
  std::string toldButtons_;
  uint64_t frames_ = 0;
};

}  // namespace shixun::app
