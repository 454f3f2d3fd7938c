// Private to the module: the trainer in the headset as one object. Its parts lie in files of their
// own: immersive.cpp (opening, news, one frame, the loop), immersive_body.cpp (head and hands),
// immersive_panels.cpp (panels in the room), immersive_tell.cpp (for tests).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/headset_stage.h"
#include "app/immersive.h"
#include "audio/speaker.h"

namespace shixun::app {

// Where a group of panels lies in the panels' picture and stands in the room.
struct Board {
  uint32_t x = 0, y = 0, width = 0, height = 0;  // pixels
  double metres = 1;                             // width in the room
  Pose worldFromBoard;                           // middle; reads along +x, faces +z
  bool shown = false;
  double zoom = 1;  // pixels of a design pixel
};

class Immersive {
 public:
  explicit Immersive(const ImmersiveDef& def);

  Status open();
  Status loop();
  ImmersiveOutcome outcome();

 private:
  void hear(const xr::HeadsetNews& news);
  Status frame();
  Status draw(const xr::HeadsetFrame& frame);
  void sound();

  // immersive_body.cpp
  void readBody(const xr::HeadsetFrame& frame);
  interact::InputFrame bodyAt(double part) const;
  void goToStart(const xr::HeadsetFrame& frame);
  void shake();

  // immersive_panels.cpp
  void placeBoards();
  void showPanels(double seconds);
  view::PanelContext contextOf(const Board& board) const;
  bool pointAt(const Board& board, Vec2& pixel) const;
  std::vector<xr::Quad> quads() const;

  // immersive_tell.cpp
  void tell(const xr::HeadsetFrame& frame);
  void readCommands();

  ImmersiveDef def_;
  Trainer trainer_;
  std::unique_ptr<HeadsetStage> stage_;
  std::unique_ptr<audio::Speaker> speaker_;
  render::DrawList list_;
  Pose worldFromStage_;
  bool placed_ = false;                 // worldFromStage_ has been set for this session
  interact::InputFrame body_, before_;  // of this frame and of the one before
  bool bodyKnown_ = false;
  std::array<xr::HandSample, 2> hands_;
  Board board_, tablet_, captions_;
  bool overPanel_ = false;  // a hand points at a panel
  bool menuWas_ = false;
  double lastDisplay_ = -1;  // s
  bool worn_ = true;
  bool leave_ = false;
  std::string trouble_;
  std::string typed_;  // of stdin, an unfinished line
  uint64_t frames_ = 0;
};

}  // namespace shixun::app
