#include "bench_motion.h"

#include "math/libm.h"

namespace shixun::tools {
namespace {

constexpr double kTremor = 2.5e-4;  // m, what a tracker's places scatter by; the same in rad

}  // namespace

BenchMotion::BenchMotion(uint32_t things) : random_(7), ways_(things + 3) {
  for (Way& way : ways_) {
    for (double& v : way.speed) v = 0.4 + 4 * random_.unit();
    for (double& v : way.phase) v = 2 * kPi * random_.unit();
  }
}

Pose BenchMotion::pose(const Way& way, double t) {
  const auto swing = [&](size_t i) {
    const double slow = way.speed[i] * t + way.phase[i];
    return sine(slow) + 0.3 * sine(3.1 * way.speed[i] * t + way.phase[i]);
  };
  const auto scatter = [&] {
    return kTremor * (random_.unit() + random_.unit() + random_.unit() - 1.5) * 2;
  };
  const Vec3 place(0.25 * swing(0) + scatter(), 1.2 + 0.2 * swing(1) + scatter(),
                   0.25 * swing(2) + scatter());
  const Quat turn(1, 0.4 * swing(3) + scatter(), 0.4 * swing(4) + scatter(),
                  0.4 * swing(5) + scatter());
  return {glm::normalize(turn), place};
}

session::PoseSample BenchMotion::at(double t) {
  session::PoseSample sample;
  sample.worldFromHead = pose(ways_[0], t);
  for (size_t h = 0; h < 2; ++h) {
    sample.handShown[h] = true;
    sample.worldFromHand[h] = pose(ways_[1 + h], t);
  }
  for (size_t i = 3; i < ways_.size(); ++i) {
    sample.overrides.items.push_back({static_cast<uint32_t>(i - 3), pose(ways_[i], t)});
  }
  return sample;
}

}  // namespace shixun::tools
