#include <cmath>

#include "render/draw_list.h"

namespace shixun::render {

namespace {

// Reversed depth without a far plane: clip z = near, w = -z, so depth = near / distance.
Mat4 reversed(double left, double right, double up, double down, double nearPlane) {
  Mat4 m(0);
  const double width = right - left;
  const double height = down - up;  // Vulkan's clip y runs down
  m[0][0] = 2 / width;
  m[2][0] = (right + left) / width;
  m[1][1] = 2 / height;
  m[2][1] = (up + down) / height;
  m[2][3] = -1;
  m[3][2] = nearPlane;
  return m;
}

}  // namespace

Mat4 perspective(double verticalAngle, double aspect, double nearPlane) {
  const double t = std::tan(verticalAngle / 2);
  return reversed(-t * aspect, t * aspect, t, -t, nearPlane);
}

Mat4 perspective(const FieldOfView& fov, double nearPlane) {
  return reversed(std::tan(fov.left), std::tan(fov.right), std::tan(fov.up), std::tan(fov.down),
                  nearPlane);
}

Mat4 lookAt(const Vec3& eye, const Vec3& target, const Vec3& up) {
  const Vec3 back = glm::normalize(eye - target);
  Vec3 right = glm::cross(up, back);
  // Looking straight along `up`: any right will do.
  right = glm::length(right) > 1e-9 ? glm::normalize(right) : Vec3(1, 0, 0);
  const Vec3 above = glm::cross(back, right);
  Mat4 m(1);
  for (int i = 0; i < 3; ++i) {
    m[i][0] = right[i];
    m[i][1] = above[i];
    m[i][2] = back[i];
  }
  m[3] = Vec4(-glm::dot(right, eye), -glm::dot(above, eye), -glm::dot(back, eye), 1);
  return m;
}

Mat4 viewFromPose(const Pose& worldFromCamera) {
  return worldFromCamera.inverse().matrix();
}

}  // namespace shixun::render
