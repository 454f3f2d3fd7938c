// Witness: what a trainee can know of a session while it goes on: what instruments have shown, what
// was said and done, what lights up, moves and turns, and what stands behind a window that was
// examined. Two sessions whose sights are the same so far cannot be told apart from inside.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plant/state.h"
#include "scenario/model.h"
#include "session/trace.h"

namespace shixun::assess {

struct Sight {
  Tick tick = 0;
  uint64_t what = 0;  // hash
  friend bool operator==(const Sight&, const Sight&) = default;
};

class Witness {
 public:
  // model must outlive the witness.
  explicit Witness(const scenario::ScenarioModel& model);

  // The points of a tick and the state after it.
  void watch(std::span<const session::TracePoint> points, const plant::State& state);
  const std::vector<Sight>& sights() const { return sights_; }

 private:
  void note(Tick tick, uint64_t what) { sights_.push_back({tick, what}); }
  void look(Tick tick, const plant::State& state);
  void examine(Tick tick, uint32_t inspect, const plant::State& state);
  bool behindWindow(uint32_t motion) const;

  const scenario::ScenarioModel* model_;
  std::vector<uint8_t> shown_;    // (motions) as last seen; 2: not yet
  std::vector<uint8_t> turning_;  // (machines)
  std::vector<Sight> sights_;
};

// Whether somebody who saw `now` up to tick `until` could tell it from `other`, which went on at
// least as long. Sights may come kBlink later or earlier.
inline constexpr Tick kBlink = kTicksPerSecond / 4;
bool differ(std::span<const Sight> now, std::span<const Sight> other, Tick until);

}  // namespace shixun::assess
