#include "render/lights.h"

#include <algorithm>
#include <cmath>

namespace shixun::render {

namespace {

Vec4f four(const Vec3f& v, float w = 0) {
  return {v, w};
}

// Of the room's box, what counts as its shell and throws no shadow, m.
constexpr double kCeiling = 0.35;
constexpr double kWall = 0.06;

struct ShadowBox {
  Vec3 low, high;              // what takes shadows
  Vec3 casterLow, casterHigh;  // what throws them

  Vec3 corner(int i) const {
    return {(i & 1) != 0 ? high.x : low.x, (i & 2) != 0 ? high.y : low.y,
            (i & 4) != 0 ? high.z : low.z};
  }
};

ShadowBox shadowBox(const DrawList& list) {
  if (list.key.shadowMin != list.key.shadowMax) {
    return {list.key.shadowMin, list.key.shadowMax, list.key.shadowMin, list.key.shadowMax};
  }
  const Environment& e = list.environment;
  return {e.roomMin, e.roomMax, e.roomMin + Vec3(kWall, 0, kWall),
          e.roomMax - Vec3(kWall, kCeiling, kWall)};
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

ShadowFit fitDirectional(const ShadowBox& box, const Vec3& direction) {
  const Mat4 view =
      lookAt(Vec3(0), direction, std::abs(direction.y) > 0.99 ? Vec3(0, 0, 1) : Vec3(0, 1, 0));
  Vec3 low(1e30);
  Vec3 high(-1e30);
  for (int i = 0; i < 8; ++i) {
    const Vec3 p = Vec3(view * Vec4(box.corner(i), 1));
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

ShadowFit fitSpot(const ShadowBox& box, const KeyLight& key, const Vec3& direction) {
  const Mat4 view = lookAt(key.position, key.position + direction,
                           std::abs(direction.y) > 0.99 ? Vec3(0, 0, 1) : Vec3(0, 1, 0));
  double far = 1;
  for (int i = 0; i < 8; ++i) far = std::max(far, glm::length(box.corner(i) - key.position));
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
  const ShadowBox box = shadowBox(list);
  const bool spot = key.kind == KeyLight::Kind::kSpot;
  const ShadowFit fit = spot ? fitSpot(box, key, direction) : fitDirectional(box, direction);
  frame.shadowFromWorld = Mat4f(textureFromClip() * fit.clipFromWorld);
  frame.keyDirection = four(Vec3f(-direction));
  const double texel = fit.extent / shadowSize;
  frame.keyPosition = four(Vec3f(key.position), static_cast<float>(texel));
  // The four samples span three quarters of the width to each side; their own filter adds a texel.
  const double width = std::clamp((static_cast<double>(key.softness) / texel - 1) / 1.5, 0.7, 2.5);
  frame.keyColour = four(key.colour * key.intensity, static_cast<float>(width / shadowSize));
  const auto inner = static_cast<float>(std::cos(std::min(key.innerAngle, key.outerAngle - 0.01)));
  frame.keyCone = Vec4f(inner, static_cast<float>(std::cos(key.outerAngle)), 0, 0);
  frame.casterMin = four(Vec3f(box.casterLow));
  frame.casterMax = four(Vec3f(box.casterHigh));

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
