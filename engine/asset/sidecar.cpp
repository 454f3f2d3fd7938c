#include "asset/sidecar.h"

#include <algorithm>
#include <numeric>

#include "asset/glb.h"

namespace shixun::asset {

namespace {

// The 98 primitive directions with whole components in -2..2: faces, edges and corners of a cube
// and what lies between, so that boxes, prisms and turned boxes keep their exact corners.
std::vector<Vec3> hullDirections() {
  std::vector<Vec3> directions;
  for (int x = -2; x <= 2; ++x) {
    for (int y = -2; y <= 2; ++y) {
      for (int z = -2; z <= 2; ++z) {
        if (std::gcd(std::gcd(x, y), z) == 1) directions.emplace_back(x, y, z);
      }
    }
  }
  return directions;
}

std::vector<Vec3> hullPoints(const std::vector<Vec3>& points) {
  std::vector<size_t> chosen;
  for (const Vec3& direction : hullDirections()) {
    size_t best = 0;
    for (size_t i = 1; i < points.size(); ++i) {
      if (glm::dot(points[i], direction) > glm::dot(points[best], direction)) best = i;
    }
    chosen.push_back(best);
  }
  std::sort(chosen.begin(), chosen.end());
  std::vector<Vec3> out;
  for (const size_t i : chosen) {
    // Vertices split for their normals repeat a position.
    if (std::find(out.begin(), out.end(), points[i]) == out.end()) out.push_back(points[i]);
  }
  return out;
}

void readMeshPoints(const Glb& glb, const GlbNode& node, SidecarNode& out) {
  for (const GlbPrimitive& p : glb.meshes[static_cast<size_t>(node.mesh)].primitives) {
    const GlbAccessor& positions = glb.accessors[p.attributes.at("POSITION")];
    const auto base = static_cast<uint32_t>(out.vertices.size());
    for (uint64_t i = 0; i < positions.count; ++i) {
      const auto v = readElement(glb, positions, i);
      out.vertices.push_back(Vec3(v[0], v[1], v[2]) * node.scale);
    }
    const uint64_t count =
        p.indices < 0 ? positions.count : glb.accessors[static_cast<size_t>(p.indices)].count;
    for (uint64_t i = 0; i < count; ++i) {
      const uint32_t index = p.indices < 0
                                 ? static_cast<uint32_t>(i)
                                 : readIndex(glb, glb.accessors[static_cast<size_t>(p.indices)], i);
      out.indices.push_back(base + index);
    }
  }
}

}  // namespace

Box transformed(const Box& box, const Pose& pose) {
  Box out;
  if (box.empty()) return out;
  for (int corner = 0; corner < 8; ++corner) {
    out.include(pose.apply(Vec3((corner & 1) != 0 ? box.max.x : box.min.x,
                                (corner & 2) != 0 ? box.max.y : box.min.y,
                                (corner & 4) != 0 ? box.max.z : box.min.z)));
  }
  return out;
}

std::optional<uint32_t> Sidecar::find(std::string_view nodeName) const {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name == nodeName) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

Result<Sidecar> cookSidecar(std::string_view bytes, std::string_view name, const CookDef& def) {
  Result<Glb> parsed = parseGlb(bytes, name);
  if (!parsed) return parsed.status();
  const Glb& glb = *parsed;
  Sidecar sidecar;
  sidecar.name = name;
  sidecar.order = glb.order;
  for (const GlbNode& from : glb.nodes) {
    SidecarNode node;
    node.name = from.name;
    node.parent = from.parent;
    node.parentFromNode = from.parentFromNode;
    node.extras = from.extras;
    if (from.mesh >= 0) {
      readMeshPoints(glb, from, node);
      node.hasMesh = !node.vertices.empty();
      for (const Vec3& v : node.vertices) node.box.include(v);
      if (node.hasMesh) node.hull = hullPoints(node.vertices);
      if (!def.triangles) {
        node.vertices = {};
        node.indices = {};
      }
    }
    sidecar.nodes.push_back(std::move(node));
  }
  for (const uint32_t i : sidecar.order) {
    SidecarNode& node = sidecar.nodes[i];
    node.modelFromNode =
        node.parent < 0
            ? node.parentFromNode
            : sidecar.nodes[static_cast<size_t>(node.parent)].modelFromNode * node.parentFromNode;
    sidecar.bounds.include(transformed(node.box, node.modelFromNode));
  }
  return sidecar;
}

}  // namespace shixun::asset
