// What a checked formula says that cannot be meant: parts joined by `and` that never hold together,
// parts joined by `or` one of which always holds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "logic/program.h"

namespace shixun::logic {

struct Clash {
  std::string first, second;  // as an author would write them: "x == on", "v < 3 V"
  bool always = false;        // joined by `or`: one of them always holds
};

// Whether two truth-valued slots are never true in one row; null: none are known to be.
using Exclusive = std::function<bool(uint32_t slotA, uint32_t slotB)>;

// Every pair once, in order of place. Numbers may be NaN, where every comparison but != is false,
// so of numbers only `and` is judged.
std::vector<Clash> findClashes(const Program& program, const Exclusive& exclusive = nullptr);

}  // namespace shixun::logic
