// Private to the module: the graphics pipelines, made when first needed for a kind of target.
#pragma once

#include <map>

#include "render/device.h"

namespace shixun::render {

// What kind of pass a pipeline is for.
struct PassKind {
  VkFormat colour = VK_FORMAT_B8G8R8A8_UNORM;
  uint32_t viewMask = 0;   // 0: one view
  bool encodeSrgb = true;  // the shader does, because the image does not
  uint32_t fills = 0;      // number of fill lights
  bool spot = false;       // the key light is one
  bool fast = false;       // Quality::kFast
  VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_4_BIT;
  auto operator<=>(const PassKind&) const = default;
};

enum class Drawn { kMesh, kText, kSky, kMask };

struct PipelineKey {
  PassKind pass;
  Drawn drawn = Drawn::kMesh;
  bool doubleSided = false;  // meshes only, as the next two
  bool blend = false;
  uint32_t textures = 0;  // ModelStore::textureBits
  auto operator<=>(const PipelineKey&) const = default;
};

class Pipelines {
 public:
  Status init(const Device& device, VkDescriptorSetLayout textureLayout);
  ~Pipelines();

  // Made on first use.
  Result<VkPipeline> find(const PipelineKey& key);
  VkPipeline shadow() const { return shadow_; }
  VkPipelineLayout layout() const { return layout_; }
  VkDescriptorSetLayout frameLayout() const { return frameLayout_; }

  static constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;

 private:
  struct Recipe;
  class Builder;
  Result<VkPipeline> make(const Recipe& recipe) const;
  Status makeLayouts(VkDescriptorSetLayout textureLayout);

  const Device* device_ = nullptr;
  VkDescriptorSetLayout frameLayout_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkPipeline shadow_ = VK_NULL_HANDLE;
  VkPipelineCache cache_ = VK_NULL_HANDLE;
  std::map<PipelineKey, VkPipeline> made_;
};

}  // namespace shixun::render
