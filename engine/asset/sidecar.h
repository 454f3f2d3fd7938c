// Sidecar: what headless code needs to know of a model - named nodes, their frames, and how much
// room their shapes take - read straight from the bytes of a .glb, without Assimp, images or a GPU.
//
// Cooking is a pure function: the same bytes give the same sidecar on every machine and build.
// Node order and indices are those of asset::Model and of the .glb itself, so one index names a
// node in physics, in the plant and on the screen.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "math/geometry.h"

namespace shixun::asset {

// An axis-aligned box, metres. Default: contains nothing.
struct Box {
  Vec3 min = Vec3(1e30);
  Vec3 max = Vec3(-1e30);

  bool empty() const { return min.x > max.x; }
  Vec3 centre() const { return (min + max) * 0.5; }
  Vec3 halfSize() const { return (max - min) * 0.5; }
  void include(const Vec3& p) {
    min = glm::min(min, p);
    max = glm::max(max, p);
  }
  void include(const Box& b) {
    if (b.empty()) return;
    include(b.min);
    include(b.max);
  }
};

// The box around `box` after moving it by `pose`.
Box transformed(const Box& box, const Pose& pose);

struct SidecarNode {
  // Unique in the model. A name that several nodes of the file share gets its parent's in front
  // ("door/grip_1"); "node_<index>" when the file gives none.
  std::string name;
  int parent = -1;       // index into Sidecar::nodes, -1 for a root
  Pose parentFromNode;   // at rest; for a root: modelFromNode
  Pose modelFromNode;    // at rest
  bool hasMesh = false;  // false: an empty (terminal, grip, tip, frame)
  Box box;               // of this node's own mesh in the node's frame; empty() for empties
  // Points whose convex hull encloses the mesh to within a few percent (all are vertices of the
  // mesh, at most 98), node frame. A hollow thing's hull fills its inside: use triangles there.
  std::vector<Vec3> hull;
  // Only when asked for (CookDef::triangles): the mesh itself, node frame; three indices a
  // triangle.
  std::vector<Vec3> vertices;
  std::vector<uint32_t> indices;
  // "extras" of the file: numbers, strings and booleans as text, in the file's order of keys.
  std::vector<std::pair<std::string, std::string>> extras;
};

struct Sidecar {
  std::string name;                // as given to cookSidecar
  std::vector<SidecarNode> nodes;  // in file order; a parent may come after its child
  std::vector<uint32_t> order;     // indices into nodes, every parent before its children
  Box bounds;                      // of everything at rest, model frame

  // Index of the node of that name.
  std::optional<uint32_t> find(std::string_view nodeName) const;
};

struct CookDef {
  bool triangles = false;  // fill vertices and indices
};

// Reads a binary glTF 2.0. `name` (a path, say) is used in messages only. Fails with kCorrupt or
// kUnsupported and a sentence that says where in the file, what is wrong and what to do; no byte
// sequence makes it crash. Scale is accepted on nodes without children only (it is applied to the
// mesh); two nodes of one name under one parent are refused since content refers to nodes by name.
Result<Sidecar> cookSidecar(std::string_view glb, std::string_view name, const CookDef& def = {});

}  // namespace shixun::asset
