#include "asset/glb.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "asset/json_reader.h"
#include "math/libm.h"

namespace shixun::asset {

namespace {

constexpr uint64_t kLargestCount = uint64_t{1} << 24;

std::string place(const char* list, size_t i) {
  return std::string(list) + "[" + std::to_string(i) + "]";
}

uint32_t word(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

struct Chunks {
  std::string_view json;
  std::string_view bin;
};

Chunks splitChunks(std::string_view bytes, Reader& reader) {
  Chunks chunks;
  if (bytes.size() < 20 || bytes.substr(0, 4) != "glTF") {
    reader.fail(StatusCode::kCorrupt, "byte 0",
                "not a binary glTF file; export the model as .glb (glTF binary)");
    return chunks;
  }
  if (word(bytes, 4) != 2) {
    reader.fail(StatusCode::kUnsupported, "byte 4",
                "glTF version " + std::to_string(word(bytes, 4)) + "; export as glTF 2.0");
    return chunks;
  }
  if (word(bytes, 8) != bytes.size()) {
    reader.corrupt("byte 8", "the file says it has " + std::to_string(word(bytes, 8)) +
                                 " bytes but has " + std::to_string(bytes.size()) +
                                 " (cut off or changed)");
    return chunks;
  }
  size_t at = 12;
  while (at + 8 <= bytes.size()) {
    const uint64_t length = word(bytes, at);
    const uint32_t kind = word(bytes, at + 4);
    if (length > bytes.size() - at - 8) {
      reader.corrupt("byte " + std::to_string(at), "a chunk runs past the end of the file");
      return chunks;
    }
    const std::string_view body = bytes.substr(at + 8, static_cast<size_t>(length));
    if (kind == 0x4E4F534A && at == 12) chunks.json = body;
    if (kind == 0x004E4942 && chunks.bin.empty()) chunks.bin = body;
    at += 8 + static_cast<size_t>(length);
  }
  if (at != bytes.size()) reader.corrupt("the end", "bytes are left over after the last chunk");
  if (chunks.json.empty()) reader.corrupt("byte 12", "the first chunk is not JSON");
  return chunks;
}

struct BufferView {
  uint64_t offset = 0, length = 0, stride = 0;
};

std::vector<BufferView> readBufferViews(const Json& root, const Glb& glb, Reader& reader) {
  std::vector<BufferView> views;
  const Json& list = reader.list(root, "bufferViews", "root");
  for (size_t i = 0; i < list.size() && !reader.failed(); ++i) {
    const std::string where = place("bufferViews", i);
    if (!list[i].is_object()) {
      reader.corrupt(where, "not an object");
      break;
    }
    BufferView view;
    if (reader.count(list[i], "buffer", 1, where) != 0) {
      reader.fail(StatusCode::kUnsupported, where,
                  "refers to a buffer outside the file; export as .glb with everything embedded");
    }
    view.offset = reader.count(list[i], "byteOffset", 0, where);
    view.length = reader.count(list[i], "byteLength", 0, where);
    view.stride = reader.count(list[i], "byteStride", 0, where);
    if (view.offset > glb.bin.size() || view.length > glb.bin.size() - view.offset) {
      reader.corrupt(where, "runs past the end of the binary chunk (" +
                                std::to_string(glb.bin.size()) + " bytes)");
    }
    if (view.stride > 252) reader.corrupt(where, "'byteStride' is over 252");
    views.push_back(view);
  }
  return views;
}

uint32_t componentsOf(const std::string& type) {
  if (type == "SCALAR") return 1;
  if (type == "VEC2") return 2;
  if (type == "VEC3") return 3;
  if (type == "VEC4") return 4;
  return 0;
}

void readAccessors(const Json& root, const std::vector<BufferView>& views, Glb& glb,
                   Reader& reader) {
  const Json& list = reader.list(root, "accessors", "root");
  for (size_t i = 0; i < list.size() && !reader.failed(); ++i) {
    const std::string where = place("accessors", i);
    const Json& json = list[i];
    GlbAccessor accessor;
    if (!json.is_object()) {
      reader.corrupt(where, "not an object");
      return;
    }
    if (json.contains("sparse")) {
      reader.fail(StatusCode::kUnsupported, where, "sparse accessors are not read; export without");
      return;
    }
    const int view = reader.index(json, "bufferView", views.size(), where);
    accessor.componentType = static_cast<uint32_t>(
        std::min<uint64_t>(reader.count(json, "componentType", 0, where), 9999));
    const std::string type = reader.text(json, "type", where);
    accessor.components = componentsOf(type);
    accessor.count = reader.count(json, "count", 0, where);
    accessor.normalized = json.value("normalized", Json(false)) == Json(true);
    const uint64_t offset = reader.count(json, "byteOffset", 0, where);
    const uint32_t size = componentSize(accessor.componentType);
    // Matrices belong to skins, which are not used: kept as an empty accessor.
    if (!reader.failed() && accessor.components == 0 && type.substr(0, 3) == "MAT") {
      glb.accessors.push_back({});
      continue;
    }
    if (!reader.failed() && (view < 0 || size == 0 || accessor.components == 0)) {
      reader.corrupt(where, "has no buffer view, or an unknown type");
    }
    if (reader.failed()) return;
    const BufferView& v = views[static_cast<size_t>(view)];
    const uint64_t element = uint64_t{size} * accessor.components;
    accessor.stride = v.stride == 0 ? element : v.stride;
    accessor.offset = v.offset + offset;
    const bool fits = accessor.count > 0 && accessor.count <= kLargestCount && offset <= v.length &&
                      accessor.stride >= element &&
                      (accessor.count - 1) * accessor.stride + element <= v.length - offset;
    if (!fits || (v.offset + offset) % size != 0 || accessor.stride % size != 0) {
      reader.corrupt(where, "does not fit its buffer view");
      return;
    }
    glb.accessors.push_back(accessor);
  }
}

// The picture of a texture reference such as {"index": 3}, -1 when there is none.
int pictureOf(const Json& parent, const char* key, const std::vector<int>& textures,
              const std::string& where, Reader& reader) {
  const Json& reference = reader.object(parent, key, where);
  const int texture = reader.index(reference, "index", textures.size(), where);
  if (reader.count(reference, "texCoord", 0, where) != 0) {
    reader.fail(StatusCode::kUnsupported, where,
                "a texture uses a second UV set; use the first for every texture");
  }
  return texture < 0 ? -1 : textures[static_cast<size_t>(texture)];
}

void readPictures(const Json& root, const std::vector<BufferView>& views, Glb& glb,
                  Reader& reader) {
  const Json& images = reader.list(root, "images", "root");
  for (size_t i = 0; i < images.size() && !reader.failed(); ++i) {
    const std::string where = place("images", i);
    if (!images[i].is_object()) {
      reader.corrupt(where, "not an object");
      return;
    }
    const int view = reader.index(images[i], "bufferView", views.size(), where);
    if (!reader.failed() && view < 0) {
      reader.fail(StatusCode::kUnsupported, where,
                  "the picture is not inside the file; export as .glb with pictures embedded");
    }
    if (reader.failed()) return;
    const BufferView& v = views[static_cast<size_t>(view)];
    glb.pictures.push_back(
        glb.bin.substr(static_cast<size_t>(v.offset), static_cast<size_t>(v.length)));
  }
}

Material readMaterial(const Json& json, const std::vector<int>& textures, const std::string& where,
                      Reader& reader) {
  Material m;
  m.name = reader.text(json, "name", where);
  const Json& pbr = reader.object(json, "pbrMetallicRoughness", where);
  const auto base = reader.numbers<4>(pbr, "baseColorFactor", {1, 1, 1, 1}, where);
  m.baseColour = Vec4f(Vec4(base[0], base[1], base[2], base[3]));
  m.metallic = static_cast<float>(reader.number(pbr, "metallicFactor", 1, where));
  m.roughness = static_cast<float>(reader.number(pbr, "roughnessFactor", 1, where));
  m.baseColourTexture = pictureOf(pbr, "baseColorTexture", textures, where, reader);
  m.metallicRoughnessTexture = pictureOf(pbr, "metallicRoughnessTexture", textures, where, reader);
  m.normalTexture = pictureOf(json, "normalTexture", textures, where, reader);
  m.normalScale = static_cast<float>(
      reader.number(reader.object(json, "normalTexture", where), "scale", 1, where));
  m.emissiveTexture = pictureOf(json, "emissiveTexture", textures, where, reader);
  const auto emissive = reader.numbers<3>(json, "emissiveFactor", {0, 0, 0}, where);
  const Json& extensions = reader.object(json, "extensions", where);
  const Json& strength = reader.object(extensions, "KHR_materials_emissive_strength", where);
  const double factor = reader.number(strength, "emissiveStrength", 1, where);
  m.emissive = Vec3f(Vec3(emissive[0], emissive[1], emissive[2]) * factor);
  const std::string alpha = reader.text(json, "alphaMode", where);
  if (alpha == "MASK") m.alpha = AlphaMode::kMask;
  if (alpha == "BLEND") m.alpha = AlphaMode::kBlend;
  m.alphaCutoff = static_cast<float>(reader.number(json, "alphaCutoff", 0.5, where));
  m.doubleSided = json.value("doubleSided", Json(false)) == Json(true);
  return m;
}

void readMaterials(const Json& root, Glb& glb, Reader& reader) {
  std::vector<int> textures;
  const Json& list = reader.list(root, "textures", "root");
  for (size_t i = 0; i < list.size() && !reader.failed(); ++i) {
    if (!list[i].is_object())
      reader.corrupt(place("textures", i), "not an object");
    else
      textures.push_back(
          reader.index(list[i], "source", glb.pictures.size(), place("textures", i)));
  }
  const Json& materials = reader.list(root, "materials", "root");
  for (size_t i = 0; i < materials.size() && !reader.failed(); ++i) {
    if (!materials[i].is_object())
      reader.corrupt(place("materials", i), "not an object");
    else
      glb.materials.push_back(readMaterial(materials[i], textures, place("materials", i), reader));
  }
}

void checkVertexAccessors(const Glb& glb, const GlbPrimitive& p, const std::string& where,
                          Reader& reader) {
  const auto position = p.attributes.find("POSITION");
  if (position == p.attributes.end()) {
    reader.corrupt(where, "has no POSITION");
    return;
  }
  const uint64_t count = glb.accessors[position->second].count;
  for (const auto& [key, index] : p.attributes) {
    const GlbAccessor& a = glb.accessors[index];
    const uint32_t wanted = key == "TANGENT" ? 4 : key == "TEXCOORD_0" ? 2 : 3;
    const bool colour = key == "COLOR_0";
    const bool floats = a.componentType == 5126;
    const bool unsignedParts = (a.componentType == 5121 || a.componentType == 5123) && a.normalized;
    const bool typeGood = colour                ? (floats || unsignedParts) && a.components >= 3
                          : key == "TEXCOORD_0" ? (floats || unsignedParts) && a.components == 2
                                                : floats && a.components == wanted;
    if (!typeGood || a.count != count) reader.corrupt(where, key + " has the wrong type or count");
    if (reader.failed()) return;
    for (uint64_t e = 0; e < a.count; ++e) {
      for (const double v : readElement(glb, a, e)) {
        if (!(v >= -1e6 && v <= 1e6)) {
          reader.corrupt(where, key + " holds a number that is not finite or beyond 1e6");
          return;
        }
      }
    }
  }
}

GlbPrimitive readPrimitive(const Json& json, const Glb& glb, const std::string& where,
                           Reader& reader) {
  GlbPrimitive p;
  if (!json.is_object()) {
    reader.corrupt(where, "not an object");
    return p;
  }
  if (reader.count(json, "mode", 4, where) != 4) {
    reader.fail(StatusCode::kUnsupported, where, "is not made of triangles; export triangles only");
  }
  const Json& attributes = reader.object(json, "attributes", where);
  for (const char* key : {"POSITION", "NORMAL", "TANGENT", "TEXCOORD_0", "COLOR_0"}) {
    const int index = reader.index(attributes, key, glb.accessors.size(), where);
    if (index >= 0) p.attributes[key] = static_cast<uint32_t>(index);
  }
  p.indices = reader.index(json, "indices", glb.accessors.size(), where);
  p.material = static_cast<uint32_t>(
      std::max(reader.index(json, "material", glb.materials.size(), where), 0));
  if (!reader.failed()) checkVertexAccessors(glb, p, where, reader);
  if (reader.failed() || p.indices < 0) {
    if (!reader.failed() && glb.accessors[p.attributes["POSITION"]].count % 3 != 0) {
      reader.corrupt(where, "the number of vertices is not a multiple of three");
    }
    return p;
  }
  const GlbAccessor& indices = glb.accessors[static_cast<size_t>(p.indices)];
  const uint64_t vertices = glb.accessors[p.attributes["POSITION"]].count;
  const bool whole = indices.componentType == 5121 || indices.componentType == 5123 ||
                     indices.componentType == 5125;
  if (!whole || indices.components != 1 || indices.count % 3 != 0) {
    reader.corrupt(where, "the indices have the wrong type or are not a multiple of three");
    return p;
  }
  for (uint64_t i = 0; i < indices.count; ++i) {
    if (readIndex(glb, indices, i) >= vertices) {
      reader.corrupt(where, "an index points past the " + std::to_string(vertices) + " vertices");
      return p;
    }
  }
  return p;
}

void readMeshes(const Json& root, Glb& glb, Reader& reader) {
  const Json& list = reader.list(root, "meshes", "root");
  for (size_t i = 0; i < list.size() && !reader.failed(); ++i) {
    GlbMesh mesh;
    if (!list[i].is_object()) {
      reader.corrupt(place("meshes", i), "not an object");
      return;
    }
    const Json& primitives = reader.list(list[i], "primitives", place("meshes", i));
    for (size_t k = 0; k < primitives.size() && !reader.failed(); ++k) {
      const std::string where = place("meshes", i) + "." + place("primitives", k);
      mesh.primitives.push_back(readPrimitive(primitives[k], glb, where, reader));
    }
    glb.meshes.push_back(std::move(mesh));
  }
}

void readExtras(const Json& json, GlbNode& node) {
  const auto extras = json.find("extras");
  if (extras == json.end() || !extras->is_object()) return;
  for (const auto& [key, value] : extras->items()) {
    if (value.is_string()) node.extras.emplace_back(key, value.get<std::string>());
    if (value.is_number() || value.is_boolean()) node.extras.emplace_back(key, value.dump());
  }
}

GlbNode readNode(const Json& json, size_t i, size_t nodeCount, const Glb& glb, Reader& reader) {
  GlbNode node;
  const std::string where = place("nodes", i);
  if (!json.is_object()) {
    reader.corrupt(where, "not an object");
    return node;
  }
  node.name = reader.text(json, "name", where);
  if (node.name.empty()) node.name = "node_" + std::to_string(i);
  const std::string named = where + " (" + node.name + ")";
  node.mesh = reader.index(json, "mesh", glb.meshes.size(), named);
  if (json.contains("matrix")) {
    reader.fail(StatusCode::kUnsupported, named,
                "has a matrix; export translation, rotation and scale instead");
  }
  const auto t = reader.numbers<3>(json, "translation", {0, 0, 0}, named);
  const auto r = reader.numbers<4>(json, "rotation", {0, 0, 0, 1}, named);
  const auto s = reader.numbers<3>(json, "scale", {1, 1, 1}, named);
  node.parentFromNode.position = Vec3(t[0], t[1], t[2]);
  const double length = squareRoot(r[0] * r[0] + r[1] * r[1] + r[2] * r[2] + r[3] * r[3]);
  if (!(length > 0.9 && length < 1.1))
    reader.corrupt(named, "the rotation has no unit length");
  else
    node.parentFromNode.rotation = Quat(r[3] / length, r[0] / length, r[1] / length, r[2] / length);
  node.scale = Vec3(s[0], s[1], s[2]);
  const Json& children = reader.list(json, "children", named);
  for (const Json& child : children) {
    if (reader.failed()) break;
    node.children.push_back(reader.indexAt(child, nodeCount, named));
  }
  const Vec3 off = glm::abs(node.scale - Vec3(1));
  const bool scaled = glm::max(off.x, glm::max(off.y, off.z)) > 1e-4;
  if (!scaled) node.scale = Vec3(1);
  if (scaled && !node.children.empty()) {
    reader.fail(StatusCode::kUnsupported, named,
                "is scaled and has children; apply the scale before exporting");
  }
  readExtras(json, node);
  return node;
}

// Parents, and an order with every parent before its children. A node reached twice or never is a
// broken tree.
void linkNodes(Glb& glb, Reader& reader) {
  for (size_t i = 0; i < glb.nodes.size(); ++i) {
    for (const uint32_t child : glb.nodes[i].children) {
      if (glb.nodes[child].parent >= 0 || child == i) {
        reader.corrupt(place("nodes", child), "is the child of two nodes or of itself");
        return;
      }
      glb.nodes[child].parent = static_cast<int>(i);
    }
  }
  for (size_t i = 0; i < glb.nodes.size(); ++i) {
    if (glb.nodes[i].parent < 0) glb.order.push_back(static_cast<uint32_t>(i));
  }
  for (size_t k = 0; k < glb.order.size(); ++k) {
    for (const uint32_t child : glb.nodes[glb.order[k]].children) glb.order.push_back(child);
  }
  if (glb.order.size() != glb.nodes.size()) reader.corrupt("nodes", "the nodes form a ring");
}

// A name that several nodes share ("grip_1" of a door and of its latch) gets its parent's in front:
// "door/grip_1". What is then still not unique cannot be referred to.
void makeNamesUnique(Glb& glb, Reader& reader) {
  std::map<std::string, int> uses;
  for (const GlbNode& node : glb.nodes) ++uses[node.name];
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (size_t i = 0; i < glb.nodes.size(); ++i) {
    const GlbNode& node = glb.nodes[i];
    const bool shared = uses[node.name] > 1 && node.parent >= 0;
    names.push_back(shared ? glb.nodes[static_cast<size_t>(node.parent)].name + "/" + node.name
                           : node.name);
    if (!taken.insert(names.back()).second) {
      reader.fail(StatusCode::kCorrupt, place("nodes", i),
                  "a second node is named '" + names.back() + "'; rename one of them");
    }
  }
  for (size_t i = 0; i < glb.nodes.size(); ++i) glb.nodes[i].name = names[i];
}

void readNodes(const Json& root, Glb& glb, Reader& reader) {
  const Json& list = reader.list(root, "nodes", "root");
  for (size_t i = 0; i < list.size() && !reader.failed(); ++i) {
    glb.nodes.push_back(readNode(list[i], i, list.size(), glb, reader));
  }
  if (!reader.failed()) linkNodes(glb, reader);
  if (!reader.failed()) makeNamesUnique(glb, reader);
}

void refuseUnknownExtensions(const Json& root, Reader& reader) {
  for (const Json& e : reader.list(root, "extensionsRequired", "root")) {
    if (e.is_string() && e.get<std::string>() == "KHR_materials_emissive_strength") continue;
    reader.fail(StatusCode::kUnsupported, "extensionsRequired",
                "needs " + e.dump() + "; export without it (no compression)");
  }
}

Result<Glb> parseChecked(std::string_view bytes, Reader& reader) {
  const Chunks chunks = splitChunks(bytes, reader);
  if (reader.failed()) return reader.status();
  const Json root = Json::parse(chunks.json.begin(), chunks.json.end(), nullptr, false);
  if (root.is_discarded() || !root.is_object()) {
    reader.corrupt("the JSON chunk", "is not valid JSON");
    return reader.status();
  }
  Glb glb;
  glb.bin = chunks.bin;
  refuseUnknownExtensions(root, reader);
  const std::vector<BufferView> views = readBufferViews(root, glb, reader);
  if (!reader.failed()) readAccessors(root, views, glb, reader);
  if (!reader.failed()) readPictures(root, views, glb, reader);
  if (!reader.failed()) readMaterials(root, glb, reader);
  if (glb.materials.empty()) glb.materials.push_back({});
  if (!reader.failed()) readMeshes(root, glb, reader);
  if (!reader.failed()) readNodes(root, glb, reader);
  if (reader.failed()) return reader.status();
  return glb;
}

template <typename T>
double component(const char* at, double scale) {
  T value;
  std::memcpy(&value, at, sizeof(T));
  return static_cast<double>(value) * scale;
}

}  // namespace

uint32_t componentSize(uint32_t componentType) {
  switch (componentType) {
    case 5120:
    case 5121:
      return 1;
    case 5122:
    case 5123:
      return 2;
    case 5125:
    case 5126:
      return 4;
    default:
      return 0;
  }
}

std::array<double, 4> readElement(const Glb& glb, const GlbAccessor& a, uint64_t element) {
  std::array<double, 4> out = {};
  const char* at = glb.bin.data() + a.offset + a.stride * element;
  const uint32_t size = componentSize(a.componentType);
  for (uint32_t c = 0; c < a.components; ++c, at += size) {
    switch (a.componentType) {
      case 5120:
        out[c] = component<int8_t>(at, a.normalized ? 1.0 / 127 : 1);
        break;
      case 5121:
        out[c] = component<uint8_t>(at, a.normalized ? 1.0 / 255 : 1);
        break;
      case 5122:
        out[c] = component<int16_t>(at, a.normalized ? 1.0 / 32767 : 1);
        break;
      case 5123:
        out[c] = component<uint16_t>(at, a.normalized ? 1.0 / 65535 : 1);
        break;
      case 5125:
        out[c] = component<uint32_t>(at, 1);
        break;
      default:
        out[c] = component<float>(at, 1);
    }
  }
  return out;
}

uint32_t readIndex(const Glb& glb, const GlbAccessor& a, uint64_t element) {
  return static_cast<uint32_t>(readElement(glb, a, element)[0]);
}

Result<Glb> parseGlb(std::string_view bytes, std::string_view name) {
  Reader reader{name};
  // The JSON library throws on some misuse of values; whatever slips through our checks ends here.
  try {
    return parseChecked(bytes, reader);
  } catch (const std::exception& e) {
    return Status(StatusCode::kCorrupt,
                  std::string(name) + ": " + e.what() + "; export the model again");
  }
}

}  // namespace shixun::asset
