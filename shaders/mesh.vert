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
layout(location = 2) out vec4 outTangent;
layout(location = 3) out vec2 outUv;
layout(location = 4) flat out uint outInstance;

void main() {
  Instance i = instances[gl_InstanceIndex];
  vec4 p = vec4(inPosition, 1.0);
  vec3 world = vec3(dot(i.row0, p), dot(i.row1, p), dot(i.row2, p));
  mat3 turn = transpose(mat3(i.row0.xyz, i.row1.xyz, i.row2.xyz));
  outPosition = vec4(world, inNormal.w);
  outNormal = turn * inNormal.xyz;
  outTangent = vec4(turn * inTangent.xyz, inTangent.w);
  outUv = inUv;
  outInstance = gl_InstanceIndex;
  gl_Position = frame.views[push.firstView + gl_ViewIndex].clipFromWorld * vec4(world, 1.0);
}
