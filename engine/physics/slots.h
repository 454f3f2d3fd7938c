// Slots: things addressed by Id. A destroyed thing's place is used again with a new generation, so
// that a stale Id is noticed. Iteration is in order of place, hence the same in every run.
#pragma once

#include <optional>
#include <vector>

#include "core/assert.h"
#include "core/id.h"

namespace shixun::physics {

template <typename T, typename Tag>
class Slots {
 public:
  Id<Tag> add(T thing) {
    uint32_t index;
    if (free_.empty()) {
      index = static_cast<uint32_t>(slots_.size());
      slots_.emplace_back();
    } else {
      index = free_.back();
      free_.pop_back();
    }
    Slot& slot = slots_[index];
    slot.thing = std::move(thing);
    ++slot.generation;
    return {index, slot.generation};
  }
  bool contains(Id<Tag> id) const {
    return id.valid() && id.index < slots_.size() && slots_[id.index].thing &&
           slots_[id.index].generation == id.generation;
  }
  T& get(Id<Tag> id) {
    SHIXUN_ASSERT(contains(id), "a handle of something that no longer exists");
    return *slots_[id.index].thing;
  }
  const T& get(Id<Tag> id) const {
    SHIXUN_ASSERT(contains(id), "a handle of something that no longer exists");
    return *slots_[id.index].thing;
  }
  void remove(Id<Tag> id) {
    SHIXUN_ASSERT(contains(id), "a handle of something that no longer exists");
    slots_[id.index].thing.reset();
    free_.push_back(id.index);
  }
  // visit(id, thing) for everything alive.
  template <typename Visit>
  void each(Visit visit) {
    for (uint32_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].thing) visit(Id<Tag>{i, slots_[i].generation}, *slots_[i].thing);
    }
  }
  size_t count() const { return slots_.size() - free_.size(); }

 private:
  struct Slot {
    std::optional<T> thing;
    uint32_t generation = 0;
  };
  std::vector<Slot> slots_;
  std::vector<uint32_t> free_;
};

}  // namespace shixun::physics
