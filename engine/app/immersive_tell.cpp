// For tests that drive the headset from outside: what it reported in each frame, where the session
// is and where the buttons of panels are, on stdout.

#include <cstdio>
#include <iostream>

#include "app/immersive_room.h"
#include "app/locate.h"

namespace shixun::app {

namespace {

const char* nameOfScreen(Screen screen) {
  constexpr const char* kNames[] = {"start",   "world",   "menu",    "help",
                                    "comfort", "confirm", "closing", "debrief"};
  return kNames[static_cast<size_t>(screen)];
}

std::string poseLine(const Pose& pose) {
  char text[160];
  const Quat& q = pose.rotation;
  std::snprintf(text, sizeof text, " %.5f %.5f %.5f %.5f %.5f %.5f %.5f", pose.position.x,
                pose.position.y, pose.position.z, q.x, q.y, q.z, q.w);
  return text;
}

}  // namespace

void Immersive::tell(const xr::HeadsetFrame& frame) {
  std::string line = "frame " + std::to_string(frames_);
  const LiveSession* live = trainer_.live();
  line += " tick ";
  line += live != nullptr ? std::to_string(live->run().session().state().tick) : "-1";
  line += std::string(" screen ") + nameOfScreen(trainer_.screen());
  line += frame.headTracked ? " head" : " nohead";
  line += poseLine(body_.now().worldFromHead);
  for (size_t h = 0; h < 2; ++h) {
    const interact::HandInput& hand = body_.now().hands[h];
    char inputs[80];
    std::snprintf(inputs, sizeof inputs, " %d %.3f %.3f %d", hand.tracked ? 1 : 0, hand.squeeze,
                  hand.trigger, hand.poke ? 1 : 0);
    line += (h == 0 ? " left" : " right") + poseLine(hand.worldFromGrip) + inputs;
  }
  // What is needed to find a thing of the world in a picture of both eyes.
  for (const xr::Eye& eye : frame.eyes) {
    char fov[80];
    std::snprintf(fov, sizeof fov, " %.5f %.5f %.5f %.5f", eye.fov.left, eye.fov.right, eye.fov.up,
                  eye.fov.down);
    line += " eye" + poseLine(body_.worldFromStage() * eye.stageFromEye) + fov;
  }
  for (const interact::HandInput& hand : body_.now().hands)
    line += " aim" + poseLine(hand.worldFromAim);
  std::cout << line << "\n";
  tellButtons();
  std::cout << std::flush;
}

// Where in the world the buttons of panels are, whenever that changes.
void Immersive::tellButtons() {
  std::string buttons;
  for (const view::ButtonPlace& place : view::takeButtonPlaces()) {
    for (const Board* board : {&board_, &tablet_, &keys_}) {
      const Vec2 inside = place.middle - Vec2(board->x, board->y);
      const bool on = board->shown && inside.x >= 0 && inside.y >= 0 && inside.x <= board->width &&
                      inside.y <= board->height;
      if (!on) continue;
      const Vec3 at = worldFromPixel(*board, place.middle);
      char text[96];
      std::snprintf(text, sizeof text, " %.4f %.4f %.4f\n", at.x, at.y, at.z);
      buttons += "button." + toldName(place.label) + text;
    }
  }
  if (buttons != toldButtons_) std::cout << "buttons:\n" << buttons;
  toldButtons_ = buttons;
}

}  // namespace shixun::app
