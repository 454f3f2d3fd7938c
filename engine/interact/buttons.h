// Buttons: pressed from in front by a stretched finger, or by the palm when they are large enough.
#pragma once

#include "interact/hands.h"

namespace shixun::interact {

// The unpressed face of a button, in its node's frame.
struct ButtonFace {
  double front = 0;       // m, furthest extent against the axis, from the node's origin
  double radius = 0.01;   // m across
  double travel = 0.001;  // m to the stop
  Vec3 centre = Vec3(0);  // on the axis through the cap, level with the node's origin
};
ButtonFace buttonFace(const ScenarioModel& model, uint32_t control);

class Buttons {
 public:
  Buttons(Scene& scene, const Hands& hands);
  void act(const Frame& frame);
  void writeOverrides(const plant::State& state, plant::PoseOverrides& overrides) const;
  // The button that a hand presses now, -1 for none.
  int32_t pressedBy(Hand hand) const { return press_[indexOf(hand)].button; }

 private:
  struct Press {
    int32_t button = -1;  // in contact with it
    bool down = false;    // far enough in to have operated it
    double depth = 0;     // m along its axis
    bool before = false;  // the tip has been in front of `candidate`
    int32_t candidate = -1;
  };

  // How far a point is in from the unpressed face, and how far off its middle.
  struct Depth {
    double in = 0;
    double aside = 0;
  };
  Depth depthAt(uint32_t button, const Vec3& point) const;
  bool mayPress(const Frame& frame, Hand hand, uint32_t button, const Vec3& palm,
                const Vec3& tip) const;
  void actHand(const Frame& frame, Hand hand);
  void letGo(const Frame& frame, Hand hand);

  Scene& scene_;
  const Hands& hands_;
  std::vector<uint32_t> buttons_;  // controls that are buttons
  std::vector<ButtonFace> faces_;  // parallel to buttons_
  Press press_[2];
};

// Where the press of a button leads from its present position.
uint32_t pressedPosition(const scenario::ControlModel& control, uint32_t now);

}  // namespace shixun::interact
