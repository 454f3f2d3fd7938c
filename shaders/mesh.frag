#version 460
#extension GL_EXT_multiview : require
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "light.glsl"
#include "output.glsl"

layout(location = 0) in vec4 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec2 inUv;
layout(location = 4) flat in uint inInstance;

layout(location = 0) out vec4 outColour;

// Those that a material lacks are bound to something; Material::textures says which count.
layout(set = 1, binding = 0) uniform sampler2D baseTexture;
layout(set = 1, binding = 1) uniform sampler2D roughnessTexture;
layout(set = 1, binding = 2) uniform sampler2D normalTexture;
layout(set = 1, binding = 3) uniform sampler2D emissiveTexture;

// 1: see-through materials, drawn last.
layout(constant_id = 1) const uint kBlend = 0;

void main() {
  Instance i = instances[inInstance];
  Material m = materials[i.ids.x];

  vec4 base = m.baseColour;
  if (m.textures.x >= 0) base *= texture(baseTexture, inUv);
  if (base.a < m.surface.z) discard;
  base.rgb *= i.tint.rgb;
  float roughness = i.surface.x < 0.0 ? m.surface.x : i.surface.x;
  float metallic = i.surface.y < 0.0 ? m.surface.y : i.surface.y;
  if (m.textures.y >= 0) {
    vec3 mr = texture(roughnessTexture, inUv).rgb;
    roughness *= mr.g;
    metallic *= mr.b;
  }

  Surface s;
  s.position = inPosition.xyz;
  s.toEye = normalize(frame.views[push.firstView + gl_ViewIndex].eye.xyz - s.position);
  s.normal = normalize(inNormal);
  if (m.textures.z >= 0) {
    vec3 n = texture(normalTexture, inUv).xyz * 2.0 - 1.0;
    vec3 t = normalize(inTangent.xyz);
    vec3 b = cross(s.normal, t) * inTangent.w;
    s.normal = normalize(t * n.x * m.emissive.w + b * n.y * m.emissive.w + s.normal * n.z);
  }
  if (m.surface.w > 0.5 && !gl_FrontFacing) s.normal = -s.normal;
  s.roughness = clamp(roughness, 0.06, 1.0);
  s.occlusion = inPosition.w;
  s.diffuse = base.rgb * (1.0 - metallic);
  s.f0 = mix(vec3(0.04), base.rgb, metallic);

  vec3 matt;
  vec3 mirror;
  shade(s, matt, mirror);

  vec3 emissive = m.emissive.rgb;
  if (m.textures.w >= 0) emissive *= texture(emissiveTexture, inUv).rgb;
  emissive += i.emissive.rgb;

  // Highlight: the rim glows and the whole lifts a little, gently breathing.
  float highlight = i.tint.w * (0.85 + 0.15 * sin(frame.time.x * 4.0));
  if (highlight > 0.0) {
    float rim = 1.0 - max(dot(s.normal, s.toEye), 0.0);
    emissive += vec3(0.16, 0.5, 1.0) * highlight * (0.10 + 0.9 * rim * rim);
  }

  if (kBlend == 1) {
    // Premultiplied: the matt part is as thick as the material, the mirror image is all there.
    float sheen = clamp(max(mirror.r, max(mirror.g, mirror.b)), 0.0, 1.0);
    vec3 c = screenColour(matt * base.a + mirror + emissive);
    outColour = vec4(c, clamp(base.a + sheen * (1.0 - base.a), 0.0, 1.0));
  } else {
    outColour = vec4(screenColour(matt + mirror + emissive), 1.0);
  }
}
