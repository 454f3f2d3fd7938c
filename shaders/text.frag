#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "light.glsl"
#include "output.glsl"

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) flat in vec3 inColour;
layout(location = 4) flat in vec3 inEmissive;
layout(location = 5) in vec3 inToEye;

layout(location = 0) out vec4 outColour;

// Half the range of distances the atlas stores, atlas pixels (see glyphs.cpp).
const float kSpread = 6.0;

void main() {
  // Signed distance to the outline in atlas pixels, then in screen pixels: an edge one pixel wide at
  // every size.
  float distance = (textureLod(glyphs, inUv, 0.0).r - 0.5) * 2.0 * kSpread;
  vec2 size = vec2(textureSize(glyphs, 0));
  vec2 dx = dFdx(inUv) * size;
  vec2 dy = dFdy(inUv) * size;
  float atlasPerPixel = max(sqrt(0.5 * (dot(dx, dx) + dot(dy, dy))), 1e-4);
  float cover = clamp(distance / atlasPerPixel + 0.5, 0.0, 1.0);
  // Where a pixel is wider than the stored range the text fades to its mean instead of sparkling.
  cover = mix(cover, clamp(distance / kSpread * 0.5 + 0.5, 0.0, 1.0),
              smoothstep(kSpread * 0.6, kSpread * 1.5, atlasPerPixel));
  Surface s;
  s.position = inPosition;
  s.normal = normalize(inNormal);
  s.toEye = normalize(inToEye);
  s.roughness = 0.6;
  s.occlusion = 1.0;
  s.diffuse = inColour;
  s.f0 = vec3(0.02);
  vec3 matt;
  vec3 mirror;
  shade(s, matt, mirror);
  outColour = vec4(screenColour(matt + inEmissive) * cover, cover);
}
