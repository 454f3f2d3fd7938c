// A small .glb written by hand: a box, a lamp hanging on it, an empty, a textured plate.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "asset/picture.h"

namespace shixun::asset::testing {

inline void appendWord(std::string& out, uint32_t value) {
  char bytes[4];
  std::memcpy(bytes, &value, 4);
  out.append(bytes, 4);
}

inline void appendFloats(std::string& out, const std::vector<float>& values) {
  for (const float v : values) {
    char bytes[4];
    std::memcpy(bytes, &v, 4);
    out.append(bytes, 4);
  }
}

inline std::string glbFrom(std::string json, std::string bin) {
  json.resize((json.size() + 3) / 4 * 4, ' ');
  bin.resize((bin.size() + 3) / 4 * 4, '\0');
  std::string out = "glTF";
  appendWord(out, 2);
  appendWord(out, static_cast<uint32_t>(28 + json.size() + bin.size()));
  appendWord(out, static_cast<uint32_t>(json.size()));
  out += "JSON" + json;
  appendWord(out, static_cast<uint32_t>(bin.size()));
  return out + std::string("BIN\0", 4) + bin;
}

// The tetrahedron (0,0,0) (1,0,0) (0,2,0) (0,0,3) with occlusion, indices, and a 2x2 picture.
struct Fixture {
  std::string nodes =
      R"([{"name":"frame","children":[1,2],"extras":{"kind":"panel","poles":3}},)"
      R"({"name":"lamp","mesh":0,"translation":[1,2,3],"scale":[2,2,2]},)"
      R"({"name":"terminal","translation":[0,0.5,0],"rotation":[0,0.70710678,0,0.70710678]}])";
  std::string extra;  // further members of the root, each starting with a comma
  std::string material =
      R"({"name":"lens","pbrMetallicRoughness":{"baseColorFactor":[1,0.5,0.25,1],)"
      R"("metallicFactor":0.1,"roughnessFactor":0.3,"baseColorTexture":{"index":0}},)"
      R"("emissiveFactor":[0,1,0],)"
      R"("extensions":{"KHR_materials_emissive_strength":{"emissiveStrength":4}}})";

  std::string build() const {
    std::string bin;
    appendFloats(bin, {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3});  // 0: 48 bytes
    for (const uint16_t i : {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3}) {
      bin.append(reinterpret_cast<const char*>(&i), 2);  // 48: 24 bytes
    }
    appendFloats(bin, {0, 0, 1, 0, 0, 1, 1, 1});  // 72: uv, 32 bytes
    for (const uint16_t v :
         {65535, 0, 0, 65535, 32768, 0, 0, 65535, 0, 0, 0, 65535, 65535, 0, 0, 65535}) {
      bin.append(reinterpret_cast<const char*>(&v), 2);  // 104: colour, 32 bytes
    }
    Picture picture;
    picture.width = picture.height = 2;
    picture.rgba = {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255};
    const std::string png = encodePng(picture).value();
    const std::string length = std::to_string(png.size());
    bin += png;  // 136
    const std::string json =
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":)" + nodes +
        R"(,"meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":2,"COLOR_0":3},)"
        R"("indices":1,"material":0}]}],"materials":[)" +
        material +
        R"(],"textures":[{"source":0}],"images":[{"bufferView":4,"mimeType":"image/png"}],)"
        R"("accessors":[)"
        R"({"bufferView":0,"componentType":5126,"count":4,"type":"VEC3","min":[0,0,0],"max":[1,2,3]},)"
        R"({"bufferView":1,"componentType":5123,"count":12,"type":"SCALAR"},)"
        R"({"bufferView":2,"componentType":5126,"count":4,"type":"VEC2"},)"
        R"({"bufferView":3,"componentType":5123,"count":4,"type":"VEC4","normalized":true}],)"
        R"("bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":48},)"
        R"({"buffer":0,"byteOffset":48,"byteLength":24},{"buffer":0,"byteOffset":72,"byteLength":32},)"
        R"({"buffer":0,"byteOffset":104,"byteLength":32},)"
        R"({"buffer":0,"byteOffset":136,"byteLength":)" +
        length +
        R"(}],)"
        R"("buffers":[{"byteLength":)" +
        std::to_string(bin.size()) + "}]" + extra + "}";
    return glbFrom(json, bin);
  }
};

}  // namespace shixun::asset::testing
