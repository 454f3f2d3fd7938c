#include "interact/body_shape.h"

#include <cmath>

#include "math/libm.h"

namespace shixun::interact {

Pose levelHead(const Pose& worldFromHead) {
  const Vec3 ahead = worldFromHead.turn(Vec3(0, 0, -1));
  // Looking straight up or down: the top of the head or the chin tells the heading.
  const Vec3 up = worldFromHead.turn(Vec3(0, 1, 0));
  const Vec3 flat = std::abs(ahead.y) < 0.99 ? ahead : (ahead.y > 0 ? -up : up);
  const double heading = arcTangent2(-flat.x, -flat.z);
  return {glm::angleAxis(heading, Vec3(0, 1, 0)), worldFromHead.position};
}

Vec3 shoulderOf(const Pose& worldFromHead, scenario::Hand hand) {
  const double side = hand == scenario::Hand::kLeft ? -1 : 1;
  return levelHead(worldFromHead).apply(Vec3(side * kShoulderHalfWidth, -kShoulderDrop, 0));
}

Pose carriedHand(const Pose& worldFromHead, scenario::Hand hand) {
  const double side = hand == scenario::Hand::kLeft ? -1 : 1;
  const Quat slightlyUp = glm::angleAxis(0.25, Vec3(1, 0, 0));
  return levelHead(worldFromHead) * Pose(slightlyUp, Vec3(side * 0.2, -0.26, -0.42));
}

Quat turnBetween(const Vec3& from, const Vec3& to) {
  const double c = glm::dot(from, to);
  if (c > 1 - 1e-12) return Quat(1, 0, 0, 0);
  if (c < -1 + 1e-9) {
    const Vec3 other = std::abs(from.x) < 0.9 ? Vec3(1, 0, 0) : Vec3(0, 1, 0);
    return glm::angleAxis(kPi, glm::normalize(glm::cross(from, other)));
  }
  const Vec3 axis = glm::cross(from, to);
  return glm::normalize(Quat(1 + c, axis.x, axis.y, axis.z));
}

double twistAbout(const Quat& rotation, const Vec3& axis) {
  const double along = glm::dot(Vec3(rotation.x, rotation.y, rotation.z), axis);
  double angle = 2 * arcTangent2(along, rotation.w);
  if (angle > kPi) angle -= 2 * kPi;
  if (angle < -kPi) angle += 2 * kPi;
  return angle;
}

}  // namespace shixun::interact
