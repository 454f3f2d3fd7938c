// Walker: a person at a desk as a body in the room: walks, looks, bends down.
#pragma once

#include "app/floor.h"
#include "math/geometry.h"
#include "platform/input.h"
#include "scenario/model.h"

namespace shixun::app {

class Walker {
 public:
  // Stands at the scenario's start. model is not kept.
  explicit Walker(const scenario::ScenarioModel& model);

  // Moves by what keys and mouse did in `seconds`. looking: the mouse turns the head.
  // windowHeight: pixels, so that the world stays under the mouse while it is dragged.
  void update(const platform::DesktopInput& input, double seconds, bool looking, bool walking);

  Pose worldFromHead() const;
  // Vertical angle of view, rad; smaller while looking closely.
  double verticalAngle() const { return angle_; }
  // The ray under a pixel.
  Ray rayAt(double x, double y, double width, double height) const;

 private:
  void walk(const platform::DesktopInput& input, double seconds);

  Vec3 feet_ = Vec3(0);
  double yaw_ = 0, pitch_ = 0;  // rad
  double eyeHeight_ = 0, angle_ = 0;
  Floor floor_;
};

}  // namespace shixun::app
