#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec4 inNormal;     // w baked occlusion
layout(location = 2) in vec4 inTangent;    // w sign of the bitangent
layout(location = 3) in vec2 inUv;

layout(location = 0) out vec4 outPosition;   // world; w baked occlusion
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec3 outToEye;
layout(location = 3) out vec4 outTangent;
layout(location = 4) out vec2 outUv;
// The draw's material, handed on so that no pixel has to look it up.
layout(location = 5) flat out vec4 outBase;      // rgba
layout(location = 6) flat out vec4 outGlow;      // rgb emission; w highlight
layout(location = 7) flat out vec4 outSurface;   // roughness, metallic, alpha cutoff, normal scale

void main() {
  Instance i = instances[gl_InstanceIndex];
  Material m = materials[i.ids.x];
  vec4 p = vec4(inPosition, 1.0);
  vec3 world = vec3(dot(i.row0, p), dot(i.row1, p), dot(i.row2, p));
  mat3 turn = transpose(mat3(i.row0.xyz, i.row1.xyz, i.row2.xyz));
  uint view = push.firstView + gl_ViewIndex;
  outPosition = vec4(world, inNormal.w);
  outNormal = turn * inNormal.xyz;
  outToEye = frame.views[view].eye.xyz - world;
  outTangent = vec4(turn * inTangent.xyz, inTangent.w);
  outUv = inUv;
  outBase = vec4(m.baseColour.rgb * i.tint.rgb, m.baseColour.a);
  outGlow = vec4(m.emissive.rgb + i.emissive.rgb, i.tint.w);
  outSurface = vec4(i.surface.x < 0.0 ? m.surface.xy : i.surface.xy, m.surface.z, m.emissive.w);
  gl_Position = frame.views[view].clipFromWorld * vec4(world, 1.0);
}
