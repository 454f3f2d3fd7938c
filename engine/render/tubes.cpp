#include <algorithm>
#include <cmath>

#include "math/libm.h"
#include "render/scene.h"

namespace shixun::render {

namespace {

GpuVertex vertex(const Vec3& p, const Vec3& n, const Vec3& t) {
  GpuVertex v;
  for (int i = 0; i < 3; ++i) {
    v.position[i] = static_cast<float>(p[i]);
    v.normal[i] = snorm16(static_cast<float>(n[i]));
    v.tangent[i] = snorm16(static_cast<float>(t[i]));
  }
  v.normal[3] = 32767;
  v.tangent[3] = 32767;
  return v;
}

std::vector<Vec3> distinct(const std::vector<Vec3>& points) {
  std::vector<Vec3> out;
  for (const Vec3& p : points) {
    const bool finite = std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
    if (finite && (out.empty() || glm::length(p - out.back()) > 1e-6)) out.push_back(p);
  }
  return out;
}

}  // namespace

void addTubeGeometry(const Tube& tube, std::vector<GpuVertex>& vertices,
                     std::vector<uint32_t>& indices) {
  const std::vector<Vec3> points = distinct(tube.points);
  if (points.size() < 2 || tube.radius <= 0) return;
  const uint32_t sides = tube.radius > 0.0025 ? 12 : 8;
  const auto base = static_cast<uint32_t>(vertices.size());
  const auto rings = static_cast<uint32_t>(points.size());
  Vec3 along = glm::normalize(points[1] - points[0]);
  Vec3 side =
      glm::normalize(glm::cross(along, std::abs(along.y) < 0.9 ? Vec3(0, 1, 0) : Vec3(1, 0, 0)));
  for (uint32_t r = 0; r < rings; ++r) {
    // The ring stands across the mean of the directions before and after; the side vector is
    // carried along, so that the tube does not twist.
    const Vec3 before = r > 0 ? points[r] - points[r - 1] : points[1] - points[0];
    const Vec3 after = r + 1 < rings ? points[r + 1] - points[r] : before;
    const Vec3 sum = glm::normalize(before) + glm::normalize(after);
    if (glm::length(sum) > 1e-6) along = glm::normalize(sum);
    const Vec3 flat = side - along * glm::dot(side, along);
    if (glm::length(flat) > 1e-6) side = glm::normalize(flat);
    const Vec3 other = glm::cross(along, side);
    for (uint32_t s = 0; s < sides; ++s) {
      const double a = 2 * kPi * s / sides;
      const Vec3 n = side * std::cos(a) + other * std::sin(a);
      vertices.push_back(vertex(points[r] + n * tube.radius, n, along));
    }
  }
  for (uint32_t r = 0; r + 1 < rings; ++r) {
    for (uint32_t s = 0; s < sides; ++s) {
      const uint32_t a = base + r * sides + s;
      const uint32_t b = base + r * sides + (s + 1) % sides;
      for (const uint32_t i : {a, b, b + sides, a, b + sides, a + sides}) indices.push_back(i);
    }
  }
  // Ends are closed with a fan over the ring's own vertices; their normals make it look rounded.
  const uint32_t last = base + (rings - 1) * sides;
  for (uint32_t s = 1; s + 1 < sides; ++s) {
    for (const uint32_t i : {base, base + s + 1, base + s}) indices.push_back(i);
    for (const uint32_t i : {last, last + s, last + s + 1}) indices.push_back(i);
  }
}

}  // namespace shixun::render
