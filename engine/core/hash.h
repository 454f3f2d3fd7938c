// Hash64: a fast streaming hash for state comparison (not for security), and Sha256 for content and
// seals. Both give the same value on every build type and every little-endian machine.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace shixun {

// Mixes 64-bit words with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
class Hash64 {
 public:
  explicit Hash64(uint64_t seed = 0) : state_(seed ^ 0x9e3779b97f4a7c15ULL) {}

  void add(uint64_t word) { state_ = mix(state_ ^ mix(word + 0x9e3779b97f4a7c15ULL)); }
  void add(int64_t word) { add(static_cast<uint64_t>(word)); }
  void add(uint32_t word) { add(static_cast<uint64_t>(word)); }
  void add(int32_t word) { add(static_cast<uint64_t>(static_cast<int64_t>(word))); }
  void add(bool word) { add(static_cast<uint64_t>(word ? 1 : 0)); }
  // -0.0 and 0.0 differ; every NaN hashes alike.
  void add(double value) {
    add(value != value ? uint64_t{0x7ff8000000000000ULL} : std::bit_cast<uint64_t>(value));
  }
  void add(std::string_view text);

  uint64_t value() const { return mix(state_); }

 private:
  static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};

// SHA-256 (FIPS 180-4).
class Sha256 {
 public:
  using Digest = std::array<uint8_t, 32>;
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  // The digest of all that was added; the object must not be used afterwards.
  Digest finish();

 private:
  void block(const uint8_t* p);
  std::array<uint32_t, 8> h_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> buffer_ = {};
  size_t used_ = 0;
  uint64_t length_ = 0;
};

// Lower-case hexadecimal.
std::string hex(std::span<const uint8_t> bytes);
std::string hex(uint64_t value);  // 16 digits

}  // namespace shixun
