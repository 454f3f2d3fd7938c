// The shipped models: what every one of them must be.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "asset/model.h"
#include "core/file.h"

namespace shixun::asset {
namespace {

// A mesh taken apart into what hangs together by shared places.
class Parts {
 public:
  explicit Parts(const Mesh& mesh) {
    std::map<std::array<int64_t, 3>, uint32_t> known;
    for (const Vertex& vertex : mesh.vertices) {
      std::array<int64_t, 3> key;
      for (int i = 0; i < 3; ++i)
        key[static_cast<size_t>(i)] = std::llround(static_cast<double>(vertex.position[i]) * 1e6);
      place_.push_back(known.emplace(key, static_cast<uint32_t>(known.size())).first->second);
    }
    above_.resize(known.size());
    std::iota(above_.begin(), above_.end(), 0U);
    for (size_t i = 0; i < mesh.indices.size(); i += 3) {
      for (size_t k = 1; k < 3; ++k) {
        above_[top(place_[mesh.indices[i]])] = top(place_[mesh.indices[i + k]]);
      }
    }
    for (size_t i = 0; i < mesh.indices.size(); i += 3) add(mesh, &mesh.indices[i]);
  }

  // Closed parts of more than 10 mm3 whose faces look inwards.
  int insideOut() const {
    int count = 0;
    for (const auto& [part, found] : parts_) {
      const bool closed = std::all_of(found.edges.begin(), found.edges.end(),
                                      [](const auto& edge) { return edge.second == 0; });
      if (closed && found.volume < -1e-8) ++count;
    }
    return count;
  }

 private:
  struct Part {
    std::map<std::pair<uint32_t, uint32_t>, int> edges;  // how often forth less how often back
    Vec3 origin = Vec3(0);
    double volume = 0;  // m3
  };

  uint32_t top(uint32_t place) {
    while (above_[place] != place) place = above_[place] = above_[above_[place]];
    return place;
  }
  void add(const Mesh& mesh, const uint32_t* corners) {
    const uint32_t root = top(place_[corners[0]]);
    const bool fresh = !parts_.contains(root);
    Part& part = parts_[root];
    if (fresh) part.origin = Vec3(mesh.vertices[corners[0]].position);
    std::array<Vec3, 3> at;
    for (size_t k = 0; k < 3; ++k) {
      at[k] = Vec3(mesh.vertices[corners[k]].position) - part.origin;
      const uint32_t from = place_[corners[k]];
      const uint32_t to = place_[corners[(k + 1) % 3]];
      if (from != to) part.edges[std::minmax(from, to)] += from < to ? 1 : -1;
    }
    part.volume += glm::dot(at[0], glm::cross(at[1], at[2])) / 6;
  }

  std::vector<uint32_t> place_;  // of a vertex
  std::vector<uint32_t> above_;
  std::map<uint32_t, Part> parts_;
};

Mesh tetrahedron(bool inside) {
  Mesh mesh;
  mesh.vertices.resize(4);
  for (int i = 0; i < 3; ++i) mesh.vertices[static_cast<size_t>(i) + 1].position[i] = 0.1F;
  mesh.indices = {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3};
  if (inside) {
    for (size_t i = 0; i < mesh.indices.size(); i += 3)
      std::swap(mesh.indices[i], mesh.indices[i + 1]);
  }
  return mesh;
}

TEST(ShippedModels, ATurnedTetrahedronIsSeen) {
  EXPECT_EQ(Parts(tetrahedron(false)).insideOut(), 0);
  EXPECT_EQ(Parts(tetrahedron(true)).insideOut(), 1);
}

TEST(ShippedModels, NothingIsInsideOut) {
  const std::string folder = std::string(SHIXUN_SOURCE_DIR) + "/assets/equipment";
  const auto names = disk().list(folder);
  ASSERT_TRUE(names.ok());
  size_t meshes = 0;
  for (const std::string& name : *names) {
    const std::string path = joinPath(joinPath(folder, name), name + ".glb");
    if (!disk().isFile(path)) continue;  // wiring is made from its route
    const auto bytes = disk().read(path);
    ASSERT_TRUE(bytes.ok()) << path;
    const auto model = loadModel(*bytes, path);
    ASSERT_TRUE(model.ok()) << path << ": " << model.status().message();
    for (const Node& node : model->nodes) {
      if (node.mesh < 0) continue;
      EXPECT_EQ(Parts(model->meshes[static_cast<size_t>(node.mesh)]).insideOut(), 0)
          << path << ", node " << node.name;
      ++meshes;
    }
  }
  EXPECT_GT(meshes, 80U);
}

}  // namespace
}  // namespace shixun::asset
