#include "asset/model.h"

#include <assimp/postprocess.h>
#include <assimp/scene.h>

#include <algorithm>
#include <assimp/Importer.hpp>
#include <cstring>
#include <nlohmann/json.hpp>

#include "asset/glb.h"

namespace shixun::asset {

namespace {

using Json = nlohmann::json;

void appendWord(std::string& out, uint32_t value) {
  char bytes[4];
  std::memcpy(bytes, &value, 4);
  out.append(bytes, 4);
}

Json accessorJson(const Glb& glb, uint32_t index, Json& views) {
  static const char* const kTypes[] = {"", "SCALAR", "VEC2", "VEC3", "VEC4"};
  const GlbAccessor& a = glb.accessors[index];
  const uint64_t element = uint64_t{componentSize(a.componentType)} * a.components;
  Json view = {
      {"buffer", 0}, {"byteOffset", a.offset}, {"byteLength", (a.count - 1) * a.stride + element}};
  if (a.stride != element) view["byteStride"] = a.stride;
  views.push_back(view);
  return {{"bufferView", views.size() - 1},
          {"componentType", a.componentType},
          {"count", a.count},
          {"normalized", a.normalized},
          {"type", kTypes[a.components]}};
}

// A new .glb with the meshes only, written from what parseGlb has checked: Assimp trusts its input
// far more than a file deserves, so it never sees the file.
std::string checkedMeshes(const Glb& glb) {
  Json root = {{"asset", {{"version", "2.0"}}}, {"scene", 0}};
  root["buffers"] = Json::array({{{"byteLength", glb.bin.size()}}});
  Json views = Json::array();
  Json accessors = Json::array();
  Json meshes = Json::array();
  Json nodes = Json::array();
  Json roots = Json::array();
  const auto add = [&](uint32_t index) {
    accessors.push_back(accessorJson(glb, index, views));
    return accessors.size() - 1;
  };
  for (const GlbMesh& mesh : glb.meshes) {
    if (mesh.primitives.empty()) continue;
    Json primitives = Json::array();
    for (const GlbPrimitive& p : mesh.primitives) {
      Json json = {{"mode", 4}, {"attributes", Json::object()}};
      for (const auto& [key, index] : p.attributes) {
        if (key != "TANGENT") json["attributes"][key] = add(index);
      }
      if (p.indices >= 0) json["indices"] = add(static_cast<uint32_t>(p.indices));
      primitives.push_back(json);
    }
    roots.push_back(nodes.size());
    nodes.push_back({{"mesh", meshes.size()}, {"name", "mesh_" + std::to_string(meshes.size())}});
    meshes.push_back({{"primitives", primitives}});
  }
  root["bufferViews"] = views;
  root["accessors"] = accessors;
  root["meshes"] = meshes;
  root["nodes"] = nodes;
  root["scenes"] = Json::array({{{"nodes", roots}}});
  std::string json = root.dump();
  json.resize((json.size() + 3) / 4 * 4, ' ');
  std::string bin(glb.bin);
  bin.resize((bin.size() + 3) / 4 * 4, '\0');
  std::string out = "glTF";
  appendWord(out, 2);
  appendWord(out, static_cast<uint32_t>(12 + 8 + json.size() + 8 + bin.size()));
  appendWord(out, static_cast<uint32_t>(json.size()));
  appendWord(out, 0x4E4F534A);
  out += json;
  appendWord(out, static_cast<uint32_t>(bin.size()));
  appendWord(out, 0x004E4942);
  return out + bin;
}

Vec3f unitOr(const aiVector3D& v, const Vec3f& otherwise) {
  const Vec3f out(v.x, v.y, v.z);
  const float length = glm::length(out);
  return length > 1e-6F && length < 1e6F ? out / length : otherwise;
}

Vertex vertexOf(const aiMesh& from, unsigned i) {
  Vertex v;
  v.position = Vec3f(from.mVertices[i].x, from.mVertices[i].y, from.mVertices[i].z);
  if (from.HasNormals()) v.normal = unitOr(from.mNormals[i], Vec3f(0, 1, 0));
  if (from.HasTextureCoords(0)) {
    // Assimp turns v to run upwards; glTF and we have it run down.
    v.uv = Vec2f(from.mTextureCoords[0][i].x, 1 - from.mTextureCoords[0][i].y);
  }
  if (from.HasTangentsAndBitangents()) {
    const Vec3f tangent = unitOr(from.mTangents[i], Vec3f(1, 0, 0));
    const Vec3f bitangent = unitOr(from.mBitangents[i], Vec3f(0, 0, 1));
    const bool positive = glm::dot(glm::cross(v.normal, tangent), bitangent) >= 0;
    v.tangent = Vec4f(tangent, positive ? 1.0F : -1.0F);
  }
  if (from.HasVertexColors(0)) v.occlusion = std::clamp(from.mColors[0][i].r, 0.0F, 1.0F);
  return v;
}

void appendPrimitive(Mesh& mesh, const aiMesh& from, uint32_t material) {
  const auto base = static_cast<uint32_t>(mesh.vertices.size());
  Primitive primitive;
  primitive.material = material;
  primitive.firstIndex = static_cast<uint32_t>(mesh.indices.size());
  for (unsigned i = 0; i < from.mNumVertices; ++i) mesh.vertices.push_back(vertexOf(from, i));
  for (unsigned f = 0; f < from.mNumFaces; ++f) {
    const aiFace& face = from.mFaces[f];
    if (face.mNumIndices != 3) continue;
    for (unsigned k = 0; k < 3; ++k) {
      if (face.mIndices[k] >= from.mNumVertices) return;
      mesh.indices.push_back(base + face.mIndices[k]);
    }
  }
  primitive.indexCount = static_cast<uint32_t>(mesh.indices.size()) - primitive.firstIndex;
  mesh.primitives.push_back(primitive);
}

// A leaf's scale goes into its own copy of the mesh.
void applyScale(Mesh& mesh, const Vec3& scale) {
  if (scale == Vec3(1)) return;
  const bool mirrored = scale.x * scale.y * scale.z < 0;
  for (Vertex& v : mesh.vertices) {
    v.position *= Vec3f(scale);
    const Vec3f n = v.normal / Vec3f(scale);
    if (glm::length(n) > 1e-9F) v.normal = glm::normalize(n);
    const Vec3f t = Vec3f(v.tangent) * Vec3f(scale);
    if (glm::length(t) > 1e-9F) v.tangent = Vec4f(glm::normalize(t), v.tangent.w);
  }
  for (size_t i = 0; mirrored && i + 2 < mesh.indices.size(); i += 3) {
    std::swap(mesh.indices[i + 1], mesh.indices[i + 2]);
  }
}

Result<std::vector<Mesh>> importMeshes(const Glb& glb, std::string_view name) {
  std::vector<Mesh> meshes(glb.meshes.size());
  size_t wanted = 0;
  for (const GlbMesh& mesh : glb.meshes) wanted += mesh.primitives.size();
  if (wanted == 0) return meshes;
  const std::string bytes = checkedMeshes(glb);
  Assimp::Importer importer;
  const aiScene* scene = importer.ReadFileFromMemory(
      bytes.data(), bytes.size(), aiProcess_GenSmoothNormals | aiProcess_CalcTangentSpace, "glb");
  if (scene == nullptr || scene->mNumMeshes != wanted) {
    return Status(StatusCode::kCorrupt, std::string(name) + ": the meshes cannot be imported (" +
                                            importer.GetErrorString() +
                                            "); export the model again");
  }
  size_t next = 0;
  for (size_t m = 0; m < meshes.size(); ++m) {
    for (const GlbPrimitive& p : glb.meshes[m].primitives) {
      appendPrimitive(meshes[m], *scene->mMeshes[next], p.material);
      ++next;
    }
  }
  return meshes;
}

Result<Model> loadChecked(std::string_view bytes, std::string_view name) {
  const Result<Glb> parsed = parseGlb(bytes, name);
  if (!parsed) return parsed.status();
  const Glb& glb = *parsed;
  Model model;
  model.name = name;
  model.order = glb.order;
  model.materials = glb.materials;
  for (size_t i = 0; i < glb.pictures.size(); ++i) {
    const std::string where = std::string(name) + ": images[" + std::to_string(i) + "]";
    Result<Picture> picture = decodePng(glb.pictures[i], where);
    if (!picture) return picture.status();
    if (picture->width > 4096 || picture->height > 4096) {
      return Status(StatusCode::kUnsupported,
                    where + ": larger than 4096 x 4096 pixels; scale the texture down");
    }
    model.textures.push_back(std::move(*picture));
  }
  Result<std::vector<Mesh>> meshes = importMeshes(glb, name);
  if (!meshes) return meshes.status();
  std::vector<Pose> modelFromNode(glb.nodes.size());
  std::vector<int> meshOf(glb.nodes.size(), -1);
  std::vector<int> shared(glb.meshes.size(), -1);
  for (const uint32_t i : glb.order) {
    const GlbNode& node = glb.nodes[i];
    modelFromNode[i] = node.parent < 0
                           ? node.parentFromNode
                           : modelFromNode[static_cast<size_t>(node.parent)] * node.parentFromNode;
    if (node.mesh < 0) continue;
    int& slot = shared[static_cast<size_t>(node.mesh)];
    const bool scaled = node.scale != Vec3(1);
    if (scaled || slot < 0) {
      Mesh mesh = (*meshes)[static_cast<size_t>(node.mesh)];
      applyScale(mesh, node.scale);
      for (const Vertex& v : mesh.vertices) mesh.box.include(Vec3(v.position));
      meshOf[i] = static_cast<int>(model.meshes.size());
      model.meshes.push_back(std::move(mesh));
      if (!scaled) slot = meshOf[i];
    } else {
      meshOf[i] = slot;
    }
    const Box& box = model.meshes[static_cast<size_t>(meshOf[i])].box;
    model.bounds.include(transformed(box, modelFromNode[i]));
  }
  for (size_t i = 0; i < glb.nodes.size(); ++i) {
    const GlbNode& node = glb.nodes[i];
    model.nodes.push_back({node.name, node.parent, node.parentFromNode, meshOf[i]});
  }
  return model;
}

}  // namespace

int Model::findNode(std::string_view nodeName) const {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name == nodeName) return static_cast<int>(i);
  }
  return -1;
}

int Model::findMaterial(std::string_view materialName) const {
  for (size_t i = 0; i < materials.size(); ++i) {
    if (materials[i].name == materialName) return static_cast<int>(i);
  }
  return -1;
}

Result<Model> loadModel(std::string_view bytes, std::string_view name) {
  // Assimp and the JSON library report some troubles by throwing; none of it leaves this module.
  try {
    return loadChecked(bytes, name);
  } catch (const std::exception& e) {
    return Status(StatusCode::kCorrupt,
                  std::string(name) + ": " + e.what() + "; export the model again");
  }
}

}  // namespace shixun::asset
