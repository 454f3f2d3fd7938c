#include "asset/shapes.h"

#include <algorithm>
#include <array>

#include "math/libm.h"

namespace shixun::asset {

namespace {

class Builder {
 public:
  Builder(Mesh& mesh, uint32_t material, const Pose& meshFromShape)
      : mesh_(mesh), pose_(meshFromShape), base_(static_cast<uint32_t>(mesh.vertices.size())) {
    mesh.primitives.push_back({material, static_cast<uint32_t>(mesh.indices.size()), 0});
  }
  ~Builder() {
    Primitive& p = mesh_.primitives.back();
    p.indexCount = static_cast<uint32_t>(mesh_.indices.size()) - p.firstIndex;
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  uint32_t vertex(const Vec3& position, const Vec3& normal, const Vec3& tangent, double u,
                  double v) {
    Vertex out;
    out.position = Vec3f(pose_.apply(position));
    out.normal = Vec3f(pose_.turn(normal));
    out.tangent = Vec4f(Vec3f(pose_.turn(tangent)), 1);
    out.uv = Vec2f(Vec2(u, v));
    mesh_.vertices.push_back(out);
    mesh_.box.include(Vec3(out.position));
    return static_cast<uint32_t>(mesh_.vertices.size()) - 1 - base_;
  }
  void triangle(uint32_t a, uint32_t b, uint32_t c) {
    for (const uint32_t i : {a, b, c}) mesh_.indices.push_back(base_ + i);
  }
  void quad(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }

 private:
  Mesh& mesh_;
  Pose pose_;
  uint32_t base_;
};

Vec3 axis(int i) {
  return {i == 0 ? 1.0 : 0.0, i == 1 ? 1.0 : 0.0, i == 2 ? 1.0 : 0.0};
}

// A triangle turned to face along `out`.
void facing(Builder& b, const std::array<uint32_t, 3>& i, const std::array<Vec3, 3>& p,
            const Vec3& out) {
  const bool good = glm::dot(glm::cross(p[1] - p[0], p[2] - p[0]), out) > 0;
  b.triangle(i[0], good ? i[1] : i[2], good ? i[2] : i[1]);
}

// One face of the box plus nothing else; `in` is how far the bevel moves its edges inwards.
void boxFace(Builder& b, int k, double sign, const Vec3& half, double bevel) {
  const Vec3 n = axis(k) * sign;
  const Vec3 u = axis((k + 1) % 3) * sign;
  const Vec3 v = axis((k + 2) % 3);
  const double hu = half[(k + 1) % 3] - bevel;
  const double hv = half[(k + 2) % 3] - bevel;
  const Vec3 c = n * half[k];
  const uint32_t i0 = b.vertex(c - u * hu - v * hv, n, u, 0, 1);
  const uint32_t i1 = b.vertex(c + u * hu - v * hv, n, u, 1, 1);
  const uint32_t i2 = b.vertex(c + u * hu + v * hv, n, u, 1, 0);
  const uint32_t i3 = b.vertex(c - u * hu + v * hv, n, u, 0, 0);
  b.quad(i0, i1, i2, i3);
}

// The slanted strips along the twelve edges and the triangles at the eight corners. Their normals
// are those of the faces they join, so that light runs smoothly over the edge.
void boxBevels(Builder& b, const Vec3& half, double bevel) {
  const auto onFace = [&](int k, const Vec3& s) {
    Vec3 p = s * (half - Vec3(bevel));
    p[k] = s[k] * half[k];
    return p;
  };
  for (int k = 0; k < 3; ++k) {
    const int a = (k + 1) % 3;
    const int c = (k + 2) % 3;
    for (int corner = 0; corner < 4; ++corner) {
      Vec3 s0(1);
      s0[a] = (corner & 1) != 0 ? 1 : -1;
      s0[c] = (corner & 2) != 0 ? 1 : -1;
      Vec3 s1 = s0;
      s0[k] = -1;
      const Vec3 na = axis(a) * s0[a];
      const Vec3 nc = axis(c) * s0[c];
      const std::array<Vec3, 4> p = {onFace(a, s0), onFace(a, s1), onFace(c, s1), onFace(c, s0)};
      std::array<uint32_t, 4> i = {};
      for (size_t q = 0; q < 4; ++q) i[q] = b.vertex(p[q], q < 2 ? na : nc, axis(k), 0, 0);
      facing(b, {i[0], i[1], i[2]}, {p[0], p[1], p[2]}, na + nc);
      facing(b, {i[0], i[2], i[3]}, {p[0], p[2], p[3]}, na + nc);
    }
  }
  for (int corner = 0; corner < 8; ++corner) {
    const Vec3 s((corner & 1) != 0 ? 1 : -1, (corner & 2) != 0 ? 1 : -1,
                 (corner & 4) != 0 ? 1 : -1);
    std::array<Vec3, 3> p;
    std::array<uint32_t, 3> i = {};
    for (int k = 0; k < 3; ++k) {
      const auto at = static_cast<size_t>(k);
      p[at] = onFace(k, s);
      i[at] = b.vertex(p[at], axis(k) * s[k], axis((k + 1) % 3), 0, 0);
    }
    facing(b, i, p, s);
  }
}

}  // namespace

void addBox(Mesh& mesh, uint32_t material, const Pose& meshFromShape, const Vec3& size,
            double bevel) {
  Builder b(mesh, material, meshFromShape);
  const Vec3 half = size * 0.5;
  const double limit = std::min({half.x, half.y, half.z}) * 0.9;
  const double edge = std::clamp(bevel, 0.0, limit);
  for (int k = 0; k < 3; ++k) {
    boxFace(b, k, 1, half, edge);
    boxFace(b, k, -1, half, edge);
  }
  if (edge > 0) boxBevels(b, half, edge);
}

void addPlane(Mesh& mesh, uint32_t material, const Pose& meshFromShape, const PlaneDef& def) {
  Builder b(mesh, material, meshFromShape);
  const auto cells = [&](double length) {
    return def.cell > 0 ? std::max(1, static_cast<int>(length / def.cell + 0.5)) : 1;
  };
  const int nx = cells(def.width);
  const int nz = cells(def.depth);
  for (int z = 0; z <= nz; ++z) {
    for (int x = 0; x <= nx; ++x) {
      const double px = (static_cast<double>(x) / nx - 0.5) * def.width;
      const double pz = (static_cast<double>(z) / nz - 0.5) * def.depth;
      b.vertex({px, 0, pz}, {0, 1, 0}, {1, 0, 0}, px / def.uvScale, pz / def.uvScale);
    }
  }
  const auto row = static_cast<uint32_t>(nx) + 1;
  for (uint32_t z = 0; z < static_cast<uint32_t>(nz); ++z) {
    for (uint32_t x = 0; x < static_cast<uint32_t>(nx); ++x) {
      const uint32_t i = z * row + x;
      b.quad(i, i + row, i + row + 1, i + 1);
    }
  }
}

void addCylinder(Mesh& mesh, uint32_t material, const Pose& meshFromShape, double radius,
                 double height, int sides) {
  Builder b(mesh, material, meshFromShape);
  const auto n = static_cast<uint32_t>(std::max(sides, 3));
  const double h = height * 0.5;
  for (uint32_t i = 0; i <= n; ++i) {
    const double a = 2 * kPi * i / n;
    const Vec3 out(sine(a), 0, cosine(a));
    const Vec3 along(cosine(a), 0, -sine(a));
    b.vertex(out * radius - Vec3(0, h, 0), out, along, static_cast<double>(i) / n, 1);
    b.vertex(out * radius + Vec3(0, h, 0), out, along, static_cast<double>(i) / n, 0);
  }
  for (uint32_t i = 0; i < n; ++i) b.quad(i * 2, i * 2 + 2, i * 2 + 3, i * 2 + 1);
  for (const double end : {-1.0, 1.0}) {
    const uint32_t centre = b.vertex({0, h * end, 0}, {0, end, 0}, {1, 0, 0}, 0.5, 0.5);
    uint32_t previous = 0;
    for (uint32_t i = 0; i <= n; ++i) {
      const double a = 2 * kPi * i / n;
      const Vec3 rim(sine(a) * radius, h * end, cosine(a) * radius);
      const uint32_t now =
          b.vertex(rim, {0, end, 0}, {1, 0, 0}, 0.5 + sine(a) / 2, 0.5 + cosine(a) / 2);
      if (i > 0 && end > 0) b.triangle(centre, previous, now);
      if (i > 0 && end < 0) b.triangle(centre, now, previous);
      previous = now;
    }
  }
}

void addSphere(Mesh& mesh, uint32_t material, const Vec3& centre, double radius, int rings) {
  Builder b(mesh, material, Pose(centre));
  const auto rows = static_cast<uint32_t>(std::max(rings, 3));
  const uint32_t columns = rows * 2;
  for (uint32_t r = 0; r <= rows; ++r) {
    const double polar = kPi * r / rows;
    for (uint32_t c = 0; c <= columns; ++c) {
      const double a = 2 * kPi * c / columns;
      const Vec3 n(sine(polar) * sine(a), cosine(polar), sine(polar) * cosine(a));
      b.vertex(n * radius, n, {cosine(a), 0, -sine(a)}, static_cast<double>(c) / columns,
               static_cast<double>(r) / rows);
    }
  }
  const uint32_t row = columns + 1;
  for (uint32_t r = 0; r < rows; ++r) {
    for (uint32_t c = 0; c < columns; ++c) {
      const uint32_t i = r * row + c;
      if (r > 0) b.triangle(i, i + row, i + 1);
      if (r + 1 < rows) b.triangle(i + 1, i + row, i + row + 1);
    }
  }
}

void updateBox(Mesh& mesh) {
  mesh.box = Box();
  for (const Vertex& v : mesh.vertices) mesh.box.include(Vec3(v.position));
}

Model modelFromMesh(std::string name, Mesh mesh, std::vector<Material> materials) {
  Model model;
  model.name = std::move(name);
  updateBox(mesh);
  model.bounds = mesh.box;
  model.nodes.push_back({model.name, -1, Pose(), 0});
  model.order = {0};
  model.meshes.push_back(std::move(mesh));
  model.materials = std::move(materials);
  return model;
}

}  // namespace shixun::asset
