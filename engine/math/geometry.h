// Geometry types: GLM vectors under our names, Pose and the frames' rule.
//
// A transform is named by both frames: worldFromHand takes hand coordinates to world coordinates;
// worldFromHand * handFromTip = worldFromTip, the inner names cancel. Metres, radians;
// right-handed, +Y up, -Z forward.
#pragma once

#include <glm/glm.hpp>
#include <glm/gtc/quaternion.hpp>

namespace shixun {

using Vec2 = glm::dvec2;
using Vec3 = glm::dvec3;
using Vec4 = glm::dvec4;
using Quat = glm::dquat;
using Mat4 = glm::dmat4;
// Single precision, for what goes to a graphics device.
using Vec2f = glm::vec2;
using Vec3f = glm::vec3;
using Vec4f = glm::vec4;
using Mat4f = glm::mat4;

// A rigid transform: rotate, then move.
struct Pose {
  Quat rotation = Quat(1, 0, 0, 0);  // w, x, y, z; unit length
  Vec3 position = Vec3(0);           // m

  Pose() = default;
  Pose(const Quat& r, const Vec3& p) : rotation(r), position(p) {}
  explicit Pose(const Vec3& p) : position(p) {}

  Vec3 apply(const Vec3& point) const { return rotation * point + position; }
  Vec3 turn(const Vec3& direction) const { return rotation * direction; }
  Pose inverse() const {
    const Quat back = glm::conjugate(rotation);
    return {back, back * -position};
  }
  Mat4 matrix() const {
    Mat4 m = glm::mat4_cast(rotation);
    m[3] = Vec4(position, 1);
    return m;
  }
};

inline Pose operator*(const Pose& a, const Pose& b) {
  return {a.rotation * b.rotation, a.apply(b.position)};
}

// On the way from a (share 0) to b (1): straight, and the short way round.
inline Pose between(const Pose& a, const Pose& b, double share) {
  return {glm::slerp(a.rotation, b.rotation, share), glm::mix(a.position, b.position, share)};
}

struct Ray {
  Vec3 origin = Vec3(0);
  Vec3 direction = Vec3(0, 0, -1);  // unit length
};

}  // namespace shixun
