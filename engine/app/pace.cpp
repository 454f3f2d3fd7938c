#include "app/pace.h"

#include <cmath>

namespace shixun::app {

namespace {

constexpr double kStill = 2e-4;  // m and rad a frame that nobody sees

}  // namespace

bool Pace::fast(const Pose& worldFromHead, bool busy, double seconds) {
  const Vec3 ahead = worldFromHead.turn(Vec3(0, 0, -1));
  const bool moved = known_ && (glm::distance(before_.position, worldFromHead.position) > kStill ||
                                glm::distance(before_.turn(Vec3(0, 0, -1)), ahead) > kStill);
  before_ = worldFromHead;
  known_ = true;
  still_ = moved || busy ? 0 : still_ + seconds;
  return still_ < kSettle;
}

}  // namespace shixun::app
