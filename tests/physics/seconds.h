// Steps a world through some seconds.
#pragma once

#include "core/clock.h"
#include "physics/world.h"

namespace shixun::physics {

inline void run(World& world, double seconds) {
  for (int i = 0; i < static_cast<int>(seconds * kTicksPerSecond); ++i) world.step();
}

}  // namespace shixun::physics
