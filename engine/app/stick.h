// Sticks: what thumbsticks say once they are cleaned, and which stick does what for whom.
#pragma once

#include "app/comfort_settings.h"
#include "math/geometry.h"

namespace shixun::app {

inline constexpr double kStickDead = 0.15;  // of its way: a worn stick at rest
inline constexpr double kStickFull = 0.95;  // of its way: what worn sticks reach at the end

// -1..1 each, x to the right, y forward. A circle of rest in the middle, the whole range from its
// edge on, never longer than 1; what is no number is rest.
Vec2 withDeadZone(const Vec2& raw);

struct Sticks {
  Vec2 move = Vec2(0);  // walks, or aims the teleport when pushed forward
  Vec2 turn = Vec2(0);  // turns by x
};
// raw: by Hand. The better hand turns, the other one moves; where both kinds of moving are wanted
// the better hand's stick, pushed forward, aims. One-handed, `only`'s stick does all: it turns by x
// (it walks aside when nothing turns) and moves by y; it cannot do both kinds, so it teleports.
Sticks assignSticks(const ComfortSettings& settings, const Vec2 (&raw)[2], scenario::Hand only);
// The hand whose aim the teleport follows.
scenario::Hand teleportHand(const ComfortSettings& settings, scenario::Hand only);
// The hand whose heading walking follows (Heading::kHand).
scenario::Hand moveHand(const ComfortSettings& settings, scenario::Hand only);

}  // namespace shixun::app
