#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 inPosition;

void main() {
  Instance i = instances[gl_InstanceIndex];
  vec4 p = vec4(inPosition, 1.0);
  vec4 world = vec4(dot(i.row0, p), dot(i.row1, p), dot(i.row2, p), 1.0);
  vec4 s = frame.shadowFromWorld * world;
  // Back from texture coordinates to clip space.
  s.xy = s.xy * 2.0 - s.w;
  gl_Position = s;
  // The room's shell does not shade the room.
  vec3 below = frame.casterMax.xyz - world.xyz;
  vec3 above = world.xyz - frame.casterMin.xyz;
  gl_ClipDistance[0] = below.y;
  gl_ClipDistance[1] = min(below.x, above.x);
  gl_ClipDistance[2] = min(below.z, above.z);
}
