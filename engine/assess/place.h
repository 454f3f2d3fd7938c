// Where in the world a finding is to be looked for.
#pragma once

#include <optional>
#include <span>

#include "math/geometry.h"
#include "scenario/model.h"
#include "session/trace.h"

namespace shixun::assess {

// What a record tells of the world at a moment.
struct Observed {
  std::span<const double> signals;       // (signals)
  std::span<const uint32_t> itemPlaces;  // (items)
};

// Where the event happened, or else where the first of `about` is that has a place; at last what
// the event speaks of. A thing in a hand has none that the record tells. m
std::optional<Vec3> placeOf(const scenario::ScenarioModel& model, const Observed& observed,
                            const session::TracePoint& point,
                            std::span<const scenario::EntityRef> about);

}  // namespace shixun::assess
