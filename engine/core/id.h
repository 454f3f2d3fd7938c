// Handles: index + generation; all zero is null. And Index<Tag>: a typed position in a const model.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace shixun {

// A handle to something that can be created and destroyed. The generation makes a stale handle
// detectable. A default-constructed Id is null.
template <typename Tag>
struct Id {
  uint32_t index = 0;
  uint32_t generation = 0;

  bool valid() const { return generation != 0; }
  auto operator<=>(const Id&) const = default;
};

// A typed index into an array of a const model (which never changes, so no generation is needed).
// A default-constructed Index is "none".
template <typename Tag>
struct Index {
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
  uint32_t value = kNone;

  Index() = default;
  explicit Index(size_t v) : value(static_cast<uint32_t>(v)) {}
  bool valid() const { return value != kNone; }
  explicit operator bool() const { return valid(); }
  auto operator<=>(const Index&) const = default;
};

}  // namespace shixun
