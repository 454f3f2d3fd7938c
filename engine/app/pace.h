// Pace: when to draw fast and when to draw well. On a device that draws with the processor a moving
// picture has to be quick and a standing one good.
#pragma once

#include "math/geometry.h"

namespace shixun::app {

class Pace {
 public:
  // Once a frame: where the head is, and whether something is being moved by hand. Returns true
  // while the picture should be fast: from the first movement until kSettle after the last.
  bool fast(const Pose& worldFromHead, bool busy, double seconds);

  static constexpr double kSettle = 0.35;  // s

 private:
  Pose before_;
  bool known_ = false;
  double still_ = kSettle;  // s
};

}  // namespace shixun::app
