// Private to the module: models on the device. One vertex and one index buffer hold all geometry,
// one storage buffer all materials, and a descriptor set of four textures stands for each
// combination of textures in use (set 0 of them: none).
#pragma once

#include <map>
#include <vector>

#include "asset/model.h"
#include "render/device.h"
#include "render/gpu_types.h"

namespace shixun::render {

struct GpuPrimitive {
  uint32_t firstIndex = 0;
  uint32_t indexCount = 0;
  int32_t vertexOffset = 0;
  uint32_t material = 0;  // into the materials buffer
  uint32_t textureSet = 0;
  asset::AlphaMode alpha = asset::AlphaMode::kOpaque;
  bool doubleSided = false;
  Vec3 centre = Vec3(0);  // bounding sphere, node frame, m
  double radius = 0;
};

struct GpuNode {
  int parent = -1;
  Pose parentFromNode;
  uint32_t firstPrimitive = 0;  // into GpuModel::primitives
  uint32_t primitiveCount = 0;
};

struct GpuModel {
  std::vector<GpuNode> nodes;
  std::vector<uint32_t> order;
  std::vector<GpuPrimitive> primitives;
  uint32_t firstMaterial = 0;  // material i of the model is firstMaterial + i in the buffer
  uint32_t materialCount = 0;
};

class ModelStore {
 public:
  Status init(const Device& device);
  ~ModelStore();

  // The device must be idle for both.
  Result<ModelId> add(const asset::Model& model);
  Status clear();

  const GpuModel* find(ModelId id) const;

  VkBuffer vertices() const { return vertices_.handle; }
  VkBuffer indices() const { return indices_.handle; }
  VkBuffer materials() const { return materials_.handle; }
  VkDescriptorSetLayout textureLayout() const { return textureLayout_; }
  VkDescriptorSet textureSet(uint32_t i) const { return textureSets_[i].handle; }
  // Which of the four are there: 1 base colour, 2 metallic-roughness, 4 normal, 8 emissive.
  uint32_t textureBits(uint32_t i) const { return textureSets_[i].bits; }
  // Goes up whenever a buffer was replaced.
  uint32_t revision() const { return revision_; }
  // Material 0: plain white, for what has no model (tubes).
  static constexpr uint32_t kPlainMaterial = 0;

 private:
  Status makeSamplersAndLayout();
  Result<uint32_t> addTexture(const asset::Picture& picture, bool srgb);
  Result<uint32_t> textureSetFor(const asset::Model& model, const asset::Material& material,
                                 std::map<std::pair<int, bool>, uint32_t>& made);
  Status addMaterials(const asset::Model& model, std::vector<uint32_t>& sets);
  // Appends bytes to a device-local buffer, replacing it by a larger one when full.
  Status append(Buffer& buffer, VkDeviceSize& used, VkBufferUsageFlags usage, const void* data,
                VkDeviceSize size);

  const Device* device_ = nullptr;
  Buffer vertices_, indices_, materials_;
  VkDeviceSize vertexBytes_ = 0, indexBytes_ = 0;
  uint32_t materialCount_ = 0;
  static constexpr uint32_t kWhite = 0, kFlat = 1;  // into textures_
  struct TextureSet {
    VkDescriptorSet handle = VK_NULL_HANDLE;
    uint32_t bits = 0;
  };
  std::vector<Image> textures_;
  std::vector<TextureSet> textureSets_;  // 0: none
  std::map<std::array<uint32_t, 4>, uint32_t> setOf_;
  VkSampler sampler_ = VK_NULL_HANDLE;
  VkDescriptorSetLayout textureLayout_ = VK_NULL_HANDLE;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  std::vector<GpuModel> models_;
  uint32_t generation_ = 1;
  uint32_t revision_ = 1;
};

}  // namespace shixun::render
