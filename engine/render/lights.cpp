#include <algorithm>
#include <cmath>

#include "render/scene.h"

namespace shixun::render {

namespace {

Vec4f four(const Vec3f& v, float w = 0) {
  return {v, w};
}

struct Corners {
  Vec3 at[8];
};

Corners shadowCorners(const DrawList& list) {
  Vec3 low = list.key.shadowMin;
  Vec3 high = list.key.shadowMax;
  if (low == high) {
    low = list.environment.roomMin;
    high = list.environment.roomMax;
  }
  Corners c;
  for (int i = 0; i < 8; ++i) {
    c.at[i] = Vec3((i & 1) != 0 ? high.x : low.x, (i & 2) != 0 ? high.y : low.y,
                   (i & 4) != 0 ? high.z : low.z);
  }
  return c;
}

// Clip space (-1..1, depth 0..1) to texture coordinates.
Mat4 textureFromClip() {
  Mat4 m(1);
  m[0][0] = m[1][1] = 0.5;
  m[3][0] = m[3][1] = 0.5;
  return m;
}

struct ShadowFit {
  Mat4 clipFromWorld = Mat4(1);
  double extent = 1;  // m across the map where the scene is
};

ShadowFit fitDirectional(const Corners& corners, const Vec3& direction) {
  const Mat4 view =
      lookAt(Vec3(0), direction, std::abs(direction.y) > 0.99 ? Vec3(0, 0, 1) : Vec3(0, 1, 0));
  Vec3 low(1e30);
  Vec3 high(-1e30);
  for (const Vec3& c : corners.at) {
    const Vec3 p = Vec3(view * Vec4(c, 1));
    low = glm::min(low, p);
    high = glm::max(high, p);
  }
  const Vec3 size = glm::max(high - low, Vec3(0.01));
  Mat4 clip(0);
  clip[0][0] = 2 / size.x;
  clip[1][1] = -2 / size.y;
  clip[2][2] = -1 / size.z;
  clip[3] = Vec4(-(high.x + low.x) / size.x, (high.y + low.y) / size.y, high.z / size.z, 1);
  return {clip * view, std::max(size.x, size.y)};
}

ShadowFit fitSpot(const Corners& corners, const KeyLight& key, const Vec3& direction) {
  const Mat4 view = lookAt(key.position, key.position + direction,
                           std::abs(direction.y) > 0.99 ? Vec3(0, 0, 1) : Vec3(0, 1, 0));
  double far = 1;
  for (const Vec3& c : corners.at) far = std::max(far, glm::length(c - key.position));
  const double near = std::min(0.1, far * 0.1);
  const double t = std::tan(std::clamp(key.outerAngle, 0.05, 1.4));
  Mat4 clip(0);
  clip[0][0] = 1 / t;
  clip[1][1] = -1 / t;
  clip[2][2] = far / (near - far);
  clip[2][3] = -1;
  clip[3][2] = near * far / (near - far);
  return {clip * view, t * far};
}

}  // namespace

void setLights(const DrawList& list, uint32_t shadowSize, FrameData& frame) {
  const KeyLight& key = list.key;
  const Vec3 direction =
      glm::length(key.direction) > 1e-9 ? glm::normalize(key.direction) : Vec3(0, -1, 0);
  const Corners corners = shadowCorners(list);
  const bool spot = key.kind == KeyLight::Kind::kSpot;
  const ShadowFit fit =
      spot ? fitSpot(corners, key, direction) : fitDirectional(corners, direction);
  frame.shadowFromWorld = Mat4f(textureFromClip() * fit.clipFromWorld);
  frame.keyDirection = four(Vec3f(-direction));
  const double texel = fit.extent / shadowSize;
  frame.keyPosition = four(Vec3f(key.position), static_cast<float>(texel));
  // The four samples span three quarters of the width to each side; their own filter adds a texel.
  const double width = std::clamp((static_cast<double>(key.softness) / texel - 1) / 1.5, 0.7, 2.5);
  frame.keyColour = four(key.colour * key.intensity, static_cast<float>(width / shadowSize));
  const auto inner = static_cast<float>(std::cos(std::min(key.innerAngle, key.outerAngle - 0.01)));
  frame.keyCone = Vec4f(inner, static_cast<float>(std::cos(key.outerAngle)), 0, 0);

  const Environment& e = list.environment;
  frame.above = four(e.above * e.intensity);
  frame.sides = four(e.sides * e.intensity);
  frame.below = four(e.below * e.intensity);
  frame.lamp = four(e.lamp * e.intensity);
  frame.roomMin = four(Vec3f(e.roomMin));
  frame.roomMax = four(Vec3f(e.roomMax));
  frame.background = four(e.background);
  const size_t fills = std::min<size_t>(list.fills.size(), kMaxFillLights);
  for (size_t i = 0; i < fills; ++i) {
    const FillLight& f = list.fills[i];
    frame.fillPosition[i] = four(Vec3f(f.position), std::max(f.radius, 0.0F));
    frame.fillColour[i] = four(f.colour * f.intensity, std::max(f.range, 0.01F));
  }
  const ScreenEffects& s = list.effects;
  frame.flash = four(s.flash, std::clamp(s.flashAmount, 0.0F, 1.0F));
  frame.screen =
      Vec4f(std::clamp(s.vignette, 0.0F, 1.0F), std::clamp(s.fade, 0.0F, 1.0F), list.exposure, 0);
}

}  // namespace shixun::render
