#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 inPosition;    // world
layout(location = 1) in vec4 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in vec4 inColour;      // rgb of the ink
layout(location = 4) in vec4 inEmissive;    // rgb

layout(location = 0) out vec3 outPosition;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec2 outUv;
layout(location = 3) flat out vec3 outColour;
layout(location = 4) flat out vec3 outEmissive;
layout(location = 5) out vec3 outToEye;

void main() {
  outPosition = inPosition;
  outNormal = inNormal.xyz;
  outUv = inUv;
  outColour = inColour.rgb;
  outEmissive = inEmissive.rgb;
  uint view = push.firstView + gl_ViewIndex;
  outToEye = frame.views[view].eye.xyz - inPosition;
  gl_Position = frame.views[view].clipFromWorld * vec4(inPosition, 1.0);
}
