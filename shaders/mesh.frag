#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "light.glsl"
#include "output.glsl"

layout(location = 0) in vec4 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 inToEye;
layout(location = 3) in vec4 inTangent;
layout(location = 4) in vec2 inUv;
layout(location = 5) flat in vec4 inBase;
layout(location = 6) flat in vec4 inGlow;
layout(location = 7) flat in vec4 inSurface;

layout(location = 0) out vec4 outColour;

layout(set = 1, binding = 0) uniform sampler2D baseTexture;
layout(set = 1, binding = 1) uniform sampler2D roughnessTexture;
layout(set = 1, binding = 2) uniform sampler2D normalTexture;
layout(set = 1, binding = 3) uniform sampler2D emissiveTexture;

void main() {
  vec4 base = inBase;
  float roughness = inSurface.x;
  float metallic = inSurface.y;
  vec3 emissive = inGlow.rgb;
  if ((kTextures & 1) != 0) {
    base *= texture(baseTexture, inUv);
    if (base.a < inSurface.z) discard;
  }
  if ((kTextures & 2) != 0) {
    vec2 mr = texture(roughnessTexture, inUv).gb;
    roughness *= mr.x;
    metallic *= mr.y;
  }
  if ((kTextures & 8) != 0) emissive *= texture(emissiveTexture, inUv).rgb;

  Surface s;
  s.position = inPosition.xyz;
  s.toEye = normalize(inToEye);
  s.normal = normalize(inNormal);
  if ((kTextures & 4) != 0) {
    vec3 n = texture(normalTexture, inUv).xyz * 2.0 - 1.0;
    vec3 t = normalize(inTangent.xyz);
    vec3 b = cross(s.normal, t) * inTangent.w;
    s.normal = normalize((t * n.x + b * n.y) * inSurface.w + s.normal * n.z);
  }
  if (kDoubleSided == 1) s.normal = gl_FrontFacing ? s.normal : -s.normal;
  s.roughness = clamp(roughness, 0.06, 1.0);
  s.occlusion = inPosition.w;
  s.diffuse = base.rgb * (1.0 - metallic);
  s.f0 = mix(vec3(0.04), base.rgb, metallic);

  vec3 matt;
  vec3 mirror;
  shade(s, matt, mirror);

  // Highlight: the rim glows and the whole lifts a little.
  float rim = 1.0 - max(dot(s.normal, s.toEye), 0.0);
  emissive += vec3(0.16, 0.5, 1.0) * (inGlow.w * (0.10 + 0.9 * rim * rim));

  if (kBlend == 1) {
    // The matt part is as thick as the material, the mirror image covers by its own brightness.
    float sheen = clamp(max(mirror.r, max(mirror.g, mirror.b)), 0.0, 1.0);
    float cover = clamp(base.a + sheen * (1.0 - base.a), 0.001, 1.0);
    outColour = vec4(screenColour((matt * base.a + mirror + emissive) / cover) * cover, cover);
  } else {
    outColour = vec4(screenColour(matt + mirror + emissive), 1.0);
  }
}
