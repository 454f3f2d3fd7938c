// Gaze: looking at an inspect point from near enough, for long enough, with nothing in between.
#pragma once

#include "interact/frame.h"

namespace shixun::interact {

class Gaze {
 public:
  explicit Gaze(const Scene& scene) : scene_(scene) {}
  void act(const Frame& frame);

 private:
  int32_t lookedAt(const Frame& frame) const;

  const Scene& scene_;
  int32_t inspect_ = -1;  // looked at now
  int32_t ticks_ = 0;     // for how long
  bool done_ = false;     // examined in this look
};

}  // namespace shixun::interact
