// How a head, two hands and things move in the benchmarks: slow swings of a body, one upon the
// other, and a tracker's scatter.
#pragma once

#include <vector>

#include "core/rng.h"
#include "session/pose_sample.h"

namespace shixun::tools {

class BenchMotion {
 public:
  // `things` items move, those with the indices from 0.
  explicit BenchMotion(uint32_t things);
  // Where everything is at t, in s; to be asked for in order.
  session::PoseSample at(double t);

 private:
  struct Way {
    double speed[6] = {}, phase[6] = {};  // rad/s, rad
  };
  Pose pose(const Way& way, double t);

  Rng random_;
  std::vector<Way> ways_;  // head, hands, things
};

}  // namespace shixun::tools
