// Framing: where to stand and look so that given equipment is well seen.
#pragma once

#include <vector>

#include "plant/pose.h"
#include "scenario/model.h"

namespace shixun::view {

struct Framing {
  Vec3 eye = Vec3(0, 1.6, 2);
  Vec3 target = Vec3(0, 1.2, 0);
  double verticalAngle = 0.9;  // rad
};

// Looks at the entities together; without any, from the scenario's start. The eye stands where a
// person could: in front of the things (along their outward directions), at eye height or a little
// below, as near as shows them all.
Framing frameFor(const scenario::ScenarioModel& model, const plant::Poses& poses,
                 const std::vector<scenario::EntityRef>& focus);

}  // namespace shixun::view
