// Private to the module: a .glb taken apart and checked, so that everything behind it may trust
// every index, offset and count.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "asset/model.h"
#include "core/status.h"
#include "math/geometry.h"

namespace shixun::asset {

struct GlbAccessor {
  uint64_t offset = 0;         // of the first element in Glb::bin
  uint64_t stride = 0;         // bytes from one element to the next
  uint64_t count = 0;          // elements
  uint32_t componentType = 0;  // 5120 i8, 5121 u8, 5122 i16, 5123 u16, 5125 u32, 5126 f32
  uint32_t components = 0;     // 1..4
  bool normalized = false;
};

struct GlbPrimitive {
  std::map<std::string, uint32_t> attributes;  // POSITION, NORMAL, ... -> accessor
  int indices = -1;                            // accessor
  uint32_t material = 0;                       // into Glb::materials
};

struct GlbMesh {
  std::vector<GlbPrimitive> primitives;
};

struct GlbNode {
  std::string name;
  int parent = -1;
  std::vector<uint32_t> children;
  int mesh = -1;
  Pose parentFromNode;
  Vec3 scale = Vec3(1);  // only on leaves; applied to the mesh
  std::vector<std::pair<std::string, std::string>> extras;
};

struct Glb {
  std::string_view bin;  // the binary chunk; lives as long as the bytes given to parseGlb
  std::vector<GlbAccessor> accessors;
  std::vector<GlbMesh> meshes;
  std::vector<GlbNode> nodes;
  std::vector<uint32_t> order;             // parents first
  std::vector<Material> materials;         // at least one; texture fields index `pictures`
  std::vector<std::string_view> pictures;  // PNG bytes
};

Result<Glb> parseGlb(std::string_view bytes, std::string_view name);

// One element as numbers (normalised integers scaled to 0..1 or -1..1); missing components are 0.
std::array<double, 4> readElement(const Glb& glb, const GlbAccessor& accessor, uint64_t element);
uint32_t readIndex(const Glb& glb, const GlbAccessor& accessor, uint64_t element);
uint32_t componentSize(uint32_t componentType);

}  // namespace shixun::asset
