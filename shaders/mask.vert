#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 inCorner;  // x y in clip space, z the view that it hides a part of

// What a headset's lenses hide: nothing is nearer, so nothing is drawn there. Triangles of other
// views shrink to a point in a corner, which leaves the clipper nothing to do (see sky.vert).
void main() {
  bool here = uint(inCorner.z + 0.5) == push.firstView + gl_ViewIndex;
  gl_Position = here ? vec4(inCorner.xy, 1.0, 1.0) : vec4(-1.0, -1.0, 1.0, 1.0);
}
