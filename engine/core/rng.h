// Rng: the only source of randomness in a session. PCG-XSH-RR 64/32 (O'Neill 2014): small, seeded,
// the same sequence everywhere.
#pragma once

#include <cstdint>

namespace shixun {

class Rng {
 public:
  explicit Rng(uint64_t seed = 0, uint64_t stream = 0) : state_(0), increment_((stream << 1) | 1) {
    next();
    state_ += seed;
    next();
  }

  uint32_t next() {
    const uint64_t old = state_;
    state_ = old * 6364136223846793005ULL + increment_;
    const auto shifted = static_cast<uint32_t>(((old >> 18) ^ old) >> 27);
    const auto turn = static_cast<uint32_t>(old >> 59);
    return (shifted >> turn) | (shifted << ((32 - turn) & 31));
  }
  // Uniform in [0, bound), without modulo bias. bound > 0.
  uint32_t below(uint32_t bound) {
    const uint32_t threshold = (0 - bound) % bound;
    for (;;) {
      const uint32_t r = next();
      if (r >= threshold) return r % bound;
    }
  }
  // Uniform in [0, 1) with 32 bits.
  double unit() { return static_cast<double>(next()) * (1.0 / 4294967296.0); }

 private:
  uint64_t state_;
  uint64_t increment_;
};

}  // namespace shixun
