// Boundary: the edge of the free floor in a person's real room, shown as a fence of light where
// head or hands come near it, beside whatever the runtime itself shows.
#pragma once

#include <span>
#include <vector>

#include "render/draw_list.h"

namespace shixun::app {

// size: of the free floor along the stage's x and z, m, its middle at the stage's origin; 0: not
// known, and nothing is shown. body: head and hands in the stage. Appends to `tubes`.
void addBoundary(const Vec2& size, const Pose& worldFromStage, std::span<const Vec3> body,
                 std::vector<render::Tube>& tubes);

}  // namespace shixun::app
