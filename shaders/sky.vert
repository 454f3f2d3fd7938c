#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

// Two triangles over exactly the whole viewport, at the farthest depth: nothing for the clipper to
// do, which in multiview passes some software devices get wrong.
void main() {
  vec2 p = vec2(gl_VertexIndex == 1 || gl_VertexIndex == 2 || gl_VertexIndex == 4,
                gl_VertexIndex == 2 || gl_VertexIndex == 4 || gl_VertexIndex == 5);
  gl_Position = vec4(p * 2.0 - 1.0, 0.0, 1.0);
}
