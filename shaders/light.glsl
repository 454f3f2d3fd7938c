// How surfaces answer light: GGX metallic-roughness (the model of glTF 2.0, appendix B), one shadowed
// light, lamps without shadow, and a room around everything.

const float kPi = 3.14159265;

// Of the light's visibility, 0..1: four bilinear comparisons on a turned grid, so that an edge along
// either axis meets four different distances and its ramp has no steps.
float keyVisibility(vec3 position, vec3 normal) {
  // Moved along the normal by about a texel, more where light grazes: no acne, and little enough to
  // keep shadows attached.
  float grazing = 1.0 - clamp(dot(normal, frame.keyDirection.xyz), 0.0, 1.0);
  vec3 moved = position + normal * frame.keyPosition.w * (0.8 + 1.8 * grazing);
  vec4 p = frame.shadowFromWorld * vec4(moved, 1.0);
  if (kSpot == 1) p.xyz /= max(p.w, 1e-4);
  // What lies outside the map is lit.
  vec3 off = abs(p.xyz - 0.5);
  float outside = step(0.5, max(off.x, max(off.y, off.z)));
  if (kFast == 1) return max(textureLod(shadowMap, p.xyz, 0.0), outside);
  float r = frame.keyColour.w;
  float sum = textureLod(shadowMap, p.xyz + vec3(-0.25, -0.75, 0) * r, 0.0);
  sum += textureLod(shadowMap, p.xyz + vec3(0.75, -0.25, 0) * r, 0.0);
  sum += textureLod(shadowMap, p.xyz + vec3(0.25, 0.75, 0) * r, 0.0);
  sum += textureLod(shadowMap, p.xyz + vec3(-0.75, 0.25, 0) * r, 0.0);
  return max(sum * 0.25, outside);
}

// Radiance arriving from everywhere onto a matt surface facing n: an ambient cube of the room.
vec3 ambientDiffuse(vec3 n) {
  vec3 q = n * n;
  return (q.x + q.z) * frame.sides.rgb + q.y * (n.y > 0.0 ? frame.above.rgb : frame.below.rgb);
}

// What a mirror at p sees along r: walls, floor and two rows of ceiling lamps, blurred by roughness.
vec3 ambientMirror(vec3 p, vec3 r, float roughness) {
  vec3 blurred = ambientDiffuse(r);
  float blur = roughness * roughness;
  // Where the ray leaves the room.
  vec3 inverse = 1.0 / (r + vec3(greaterThanEqual(r, vec3(0))) * 2e-5 - 1e-5);
  vec3 far = max((frame.roomMin.xyz - p) * inverse, (frame.roomMax.xyz - p) * inverse);
  float distance = max(min(far.x, min(far.y, far.z)), 0.0);
  vec3 hit = p + r * distance;
  vec3 size = frame.roomMax.xyz - frame.roomMin.xyz;
  vec3 h = (hit - frame.roomMin.xyz) / size;
  // Soft edges between the faces, wider for rough surfaces and far walls.
  float edge = 0.02 + blur * 1.2;
  float up = smoothstep(1.0 - edge, 1.0, h.y);
  float down = 1.0 - smoothstep(0.0, edge, h.y);
  vec3 wall = frame.sides.rgb * mix(0.72, 1.12, h.y);
  vec3 sharp = mix(mix(wall, frame.above.rgb, up), frame.below.rgb, down);
  vec3 colour = mix(sharp, blurred, smoothstep(0.05, 0.6, blur));
  // The lamps: two rows along x, a quarter of the room's depth from the middle.
  if (r.y > 0.0) {
    float toCeiling = (frame.roomMax.y - p.y) / max(r.y, 1e-3);
    vec3 c = p + r * toCeiling;
    float spread = 0.02 + blur * toCeiling * 1.1;
    float z = abs(c.z - 0.5 * (frame.roomMin.z + frame.roomMax.z)) - 0.24 * size.z;
    float x = abs(c.x - 0.5 * (frame.roomMin.x + frame.roomMax.x)) - 0.38 * size.x;
    float half_ = 0.09;
    float row = 1.0 - smoothstep(half_ - spread * 0.5, half_ + spread, abs(z));
    float along = 1.0 - smoothstep(-spread, spread, x);
    // A blurred lamp keeps its light: wider and fainter.
    colour += frame.lamp.rgb * row * along * half_ / (half_ + spread * 0.8);
  }
  return colour;
}

// Directional albedo of GGX as scale and bias of F0 (fit by Karis, "Physically based shading on
// mobile", 2014).
vec2 mirrorWeights(float roughness, float nv) {
  vec4 r = roughness * vec4(-1, -0.0275, -0.572, 0.022) + vec4(1, 0.0425, 1.04, -0.04);
  float a = min(r.x * r.x, exp2(-9.28 * nv)) * r.x + r.y;
  return vec2(-1.04, 1.04) * a + r.zw;
}

struct Surface {
  vec3 diffuse;        // base colour of the matt part
  vec3 f0;
  float roughness;
  float occlusion;
  vec3 position;
  vec3 normal;
  vec3 toEye;
};

// Specular lobe times n.l for one light; `wide` opens the lobe for lamps with a size.
vec3 specular(Surface s, vec3 l, float nl, float nv, float wide) {
  vec3 h = normalize(l + s.toEye);
  float nh = clamp(dot(s.normal, h), 0.0, 1.0);
  float lh = clamp(dot(l, h), 0.0, 1.0);
  float a = s.roughness * s.roughness;
  float aw = min(a + wide, 1.0);
  float a2 = aw * aw;
  float d = nh * nh * (a2 - 1.0) + 1.0;
  float distribution = a2 / (d * d) * (a / aw) * (a / aw);
  // Smith visibility for GGX, the approximation of Hammon (GDC 2017).
  float visibility = 0.5 / max(mix(2.0 * nl * nv, nl + nv, a), 1e-4);
  float x = 1.0 - lh;
  float x2 = x * x;
  vec3 fresnel = s.f0 + (1.0 - s.f0) * (x2 * x2 * x);
  // The light's intensity is that of a white matt surface's radiance, pi already divided out.
  return fresnel * (distribution * visibility * nl);
}

// Outgoing radiance, split so that glass keeps its reflections: matt part and mirror part.
void shade(Surface s, out vec3 matt, out vec3 mirror) {
  float nv = max(dot(s.normal, s.toEye), 1e-3);
  // Baked occlusion darkens the room's light fully and lamps a little, as a near wall would.
  float direct = mix(1.0, s.occlusion, 0.35);
  matt = ambientDiffuse(s.normal) * s.occlusion;
  vec2 w = mirrorWeights(s.roughness, nv);
  // After Lagarde and de Rousiers, "Moving Frostbite to PBR" (2014), 4.10.2, its power made a root.
  float mirrorOpen = clamp(
      mix(sqrt(nv + s.occlusion), 1.0, min(s.roughness * 2.0, 1.0)) - 1.0 + s.occlusion, 0.0, 1.0);
  mirror = ambientMirror(s.position, reflect(-s.toEye, s.normal), s.roughness) *
           (s.f0 * w.x + w.y) * mirrorOpen;

  vec3 l = frame.keyDirection.xyz;
  float strength = 1.0;
  if (kSpot == 1) {
    vec3 toLight = frame.keyPosition.xyz - s.position;
    float d2 = dot(toLight, toLight);
    float cone = dot(toLight, frame.keyDirection.xyz) * inversesqrt(d2);
    l = toLight * inversesqrt(d2);
    strength = smoothstep(frame.keyCone.y, frame.keyCone.x, cone) / max(d2, 0.01);
  }
  float nl = max(dot(s.normal, l), 0.0);
  vec3 key = frame.keyColour.rgb * (strength * direct * keyVisibility(s.position, s.normal));
  matt += key * nl;
  mirror += key * specular(s, l, nl, nv, 0.03);
  for (uint i = 0; i < kFills; ++i) {
    vec3 toLight = frame.fillPosition[i].xyz - s.position;
    float d2 = max(dot(toLight, toLight), 1e-6);
    float range = frame.fillColour[i].w;
    float radius = frame.fillPosition[i].w;
    float fade = clamp(1.0 - (d2 * d2) / (range * range * range * range), 0.0, 1.0);
    float perMetre = inversesqrt(d2);
    vec3 li = toLight * perMetre;
    float nli = max(dot(s.normal, li), 0.0);
    vec3 light = frame.fillColour[i].rgb * (fade * fade * direct / (d2 + radius * radius));
    matt += light * nli;
    mirror += light * specular(s, li, nli, nv, min(0.5 * radius * perMetre, 0.5));
  }
  matt *= s.diffuse;
}
