// Model: a glTF file as plain CPU data, ready to be handed to the renderer. Also made by hand (see
// shapes.h). Owns everything; copies are deep.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "asset/picture.h"
#include "asset/sidecar.h"
#include "core/status.h"
#include "math/geometry.h"

namespace shixun::asset {

struct Vertex {
  Vec3f position = Vec3f(0);          // m, node frame
  Vec3f normal = Vec3f(0, 1, 0);      // unit length
  Vec4f tangent = Vec4f(1, 0, 0, 1);  // xyz along +u, w = sign of the bitangent
  Vec2f uv = Vec2f(0);                // v runs down the picture
  float occlusion = 1;                // baked ambient occlusion (COLOR_0), 0 dark .. 1 open
};

enum class AlphaMode { kOpaque, kMask, kBlend };

struct Material {
  std::string name;
  Vec4f baseColour = Vec4f(1);  // linear; alpha counts only when alpha is not kOpaque
  float metallic = 0;           // 0..1
  float roughness = 0.5F;       // 0..1, perceptual as in glTF
  Vec3f emissive = Vec3f(0);    // linear radiance, may exceed 1
  float normalScale = 1;
  int baseColourTexture = -1;         // index into Model::textures, -1 for none; sRGB
  int metallicRoughnessTexture = -1;  // g roughness, b metallic; linear
  int normalTexture = -1;             // tangent space; linear
  int emissiveTexture = -1;           // sRGB
  AlphaMode alpha = AlphaMode::kOpaque;
  float alphaCutoff = 0.5F;
  bool doubleSided = false;
};

// A run of triangles of one material.
struct Primitive {
  uint32_t material = 0;    // index into Model::materials
  uint32_t firstIndex = 0;  // into Mesh::indices
  uint32_t indexCount = 0;  // a multiple of three
};

struct Mesh {
  std::vector<Vertex> vertices;
  std::vector<uint32_t> indices;  // counter-clockwise from the front
  std::vector<Primitive> primitives;
  Box box;
};

struct Node {
  std::string name;
  int parent = -1;      // index into Model::nodes, -1 for a root
  Pose parentFromNode;  // at rest
  int mesh = -1;        // index into Model::meshes, -1 for an empty
};

struct Model {
  std::string name;
  std::vector<Node> nodes;      // same order as Sidecar::nodes
  std::vector<uint32_t> order;  // every parent before its children
  std::vector<Mesh> meshes;
  std::vector<Material> materials;
  std::vector<Picture> textures;
  Box bounds;  // at rest, model frame

  // Index of the node or material of that name, -1 when there is none.
  int findNode(std::string_view nodeName) const;
  int findMaterial(std::string_view materialName) const;
};

// Reads a binary glTF 2.0 with embedded PNG pictures. Normals are made when the file has none,
// tangents where a normal map needs them. Same refusals as cookSidecar, plus pictures that are not
// PNG or larger than 4096 x 4096.
Result<Model> loadModel(std::string_view glb, std::string_view name);

}  // namespace shixun::asset
