#version 460
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "output.glsl"

layout(location = 0) out vec4 outColour;

void main() { outColour = vec4(screenColour(frame.background.rgb), 1.0); }
