// Private to the module and to the benchmarks' bare loop: what the shaders read, byte for byte
// (shaders/frame.glsl).
#pragma once

#include <cstdint>

#include "math/geometry.h"
#include "render/draw_list.h"

namespace shixun::render {

struct GpuView {
  Mat4f clipFromWorld = Mat4f(1);
  Vec4f eye = Vec4f(0);
};

struct FrameData {
  GpuView views[kMaxViews];
  Mat4f shadowFromWorld = Mat4f(1);
  Vec4f keyDirection = Vec4f(0), keyPosition = Vec4f(0), keyColour = Vec4f(0), keyCone = Vec4f(0);
  Vec4f casterMin = Vec4f(0), casterMax = Vec4f(0);
  Vec4f above = Vec4f(0), sides = Vec4f(0), below = Vec4f(0), lamp = Vec4f(0);
  Vec4f roomMin = Vec4f(0), roomMax = Vec4f(0), background = Vec4f(0);
  Vec4f fillPosition[kMaxFillLights] = {};
  Vec4f fillColour[kMaxFillLights] = {};
  Vec4f flash = Vec4f(0), screen = Vec4f(0), viewport = Vec4f(0);
};
static_assert(sizeof(FrameData) == 4 * 80 + 64 + 16 * (13 + 16 + 3));

struct GpuInstance {
  Vec4f rows[3] = {};
  Vec4f tint = Vec4f(1, 1, 1, 0);
  Vec4f emissive = Vec4f(0);
  Vec4f surface = Vec4f(-1);
  uint32_t material = 0;
  uint32_t unused[3] = {};
};
static_assert(sizeof(GpuInstance) == 112);

struct GpuMaterial {
  Vec4f baseColour = Vec4f(1);
  Vec4f emissive = Vec4f(0, 0, 0, 1);
  Vec4f surface = Vec4f(0.5F, 0, -1, 0);
};
static_assert(sizeof(GpuMaterial) == 48);

// 36 bytes.
struct GpuVertex {
  float position[3] = {};
  int16_t normal[4] = {};   // xyz, w baked occlusion
  int16_t tangent[4] = {};  // xyz, w sign
  float uv[2] = {};
};
static_assert(sizeof(GpuVertex) == 36);

struct GpuTextVertex {
  float position[3] = {};
  int16_t normal[4] = {};
  float uv[2] = {};
  float colour[4] = {};
  float emissive[4] = {};
};
static_assert(sizeof(GpuTextVertex) == 60);

inline int16_t snorm16(float v) {
  const float c = v < -1 ? -1 : v > 1 ? 1 : v;
  return static_cast<int16_t>(c * 32767.0F + (c < 0 ? -0.5F : 0.5F));
}

}  // namespace shixun::render
