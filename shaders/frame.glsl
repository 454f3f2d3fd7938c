// What every shader of the scene shares: one frame's views, lights and room. Mirrors FrameData in
// engine/render/gpu_types.h.

struct ViewData {
  mat4 clipFromWorld;
  vec4 eye;            // world position; w unused
};

layout(set = 0, binding = 0, std140) uniform Frame {
  ViewData views[4];
  mat4 shadowFromWorld;    // to texture coordinates and depth
  vec4 keyDirection;       // xyz towards the light
  vec4 keyPosition;        // xyz; w width of one shadow texel at the scene, m
  vec4 keyColour;          // rgb times intensity; w width of the shadow filter, texture coordinates
  vec4 keyCone;            // x cosine of the inner angle, y of the outer
  vec4 casterMin;          // what lies outside this box throws no shadow
  vec4 casterMax;
  vec4 above;              // rgb
  vec4 sides;
  vec4 below;
  vec4 lamp;               // rgb radiance of the ceiling lamps
  vec4 roomMin;
  vec4 roomMax;
  vec4 background;
  vec4 fillPosition[8];    // w radius
  vec4 fillColour[8];      // w range
  vec4 flash;              // rgb, w amount
  vec4 screen;             // x vignette, y fade, z exposure
  vec4 viewport;           // x, y of the corner, 1/width, 1/height, pixels
} frame;

struct Instance {
  vec4 row0, row1, row2;   // worldFromNode, rigid
  vec4 tint;               // rgb; w highlight
  vec4 emissive;           // rgb, added
  vec4 surface;            // x roughness, y metallic, both < 0: the material's own
  uvec4 ids;               // x material
};
layout(set = 0, binding = 1, std430) readonly buffer Instances { Instance instances[]; };

struct Material {
  vec4 baseColour;
  vec4 emissive;           // rgb; w scale of the normal map
  vec4 surface;            // x roughness, y metallic, z alpha cutoff (< 0: none)
};
layout(set = 0, binding = 2, std430) readonly buffer Materials { Material materials[]; };

layout(set = 0, binding = 3) uniform sampler2DShadow shadowMap;
layout(set = 0, binding = 4) uniform sampler2D glyphs;

// The first view of this pass: 0 with multiview, else the layer that is drawn.
layout(push_constant) uniform Push { uint firstView; } push;

// Everything that is the same for a whole draw is a constant of the pipeline: a software device
// executes both sides of every branch, so a branch saves nothing there and a constant does.
//
// The target stores what the shader writes as it is; 1: we encode sRGB, 0: the image does.
layout(constant_id = 0) const uint kEncode = 1;
// 1: see-through materials, drawn last.
layout(constant_id = 1) const uint kBlend = 0;
// Which textures the material has: 1 base colour, 2 metallic-roughness, 4 normal, 8 emissive.
layout(constant_id = 2) const uint kTextures = 0;
layout(constant_id = 3) const uint kDoubleSided = 0;
layout(constant_id = 4) const uint kFills = 0;
layout(constant_id = 5) const uint kSpot = 0;
// 1: one sample of the shadow map instead of four.
layout(constant_id = 6) const uint kFast = 0;
