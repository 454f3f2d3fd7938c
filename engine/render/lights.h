// Private to the module and to the benchmarks' bare loop: a list's lights as the shaders read them.
#pragma once

#include "render/draw_list.h"
#include "render/gpu_types.h"

namespace shixun::render {

// The light's matrix to texture coordinates and depth, and FrameData's light members. `shadowSize`:
// side of the shadow map, texels.
void setLights(const DrawList& list, uint32_t shadowSize, FrameData& frame);

}  // namespace shixun::render
