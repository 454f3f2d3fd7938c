// Private to the module: the graphics pipelines, made when first needed for a kind of target.
#pragma once

#include <map>
#include <tuple>

#include "render/device.h"

namespace shixun::render {

// What a pipeline depends on besides its shaders.
struct PassKind {
  VkFormat colour = VK_FORMAT_B8G8R8A8_UNORM;
  uint32_t viewMask = 0;   // 0: one view
  bool encodeSrgb = true;  // the shader does, because the image does not
  auto operator<=>(const PassKind&) const = default;
};

struct ScenePipelines {
  VkPipeline opaque = VK_NULL_HANDLE;
  VkPipeline doubleSided = VK_NULL_HANDLE;
  VkPipeline blend = VK_NULL_HANDLE;
  VkPipeline text = VK_NULL_HANDLE;
  VkPipeline sky = VK_NULL_HANDLE;
};

class Pipelines {
 public:
  Status init(const Device& device, VkDescriptorSetLayout textureLayout);
  ~Pipelines();

  Result<ScenePipelines> scene(const PassKind& kind);
  VkPipeline shadow() const { return shadow_; }
  VkPipelineLayout layout() const { return layout_; }
  VkDescriptorSetLayout frameLayout() const { return frameLayout_; }

  static constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;

 private:
  struct Recipe;
  Result<VkPipeline> make(const Recipe& recipe) const;
  Status makeLayouts(VkDescriptorSetLayout textureLayout);

  const Device* device_ = nullptr;
  VkDescriptorSetLayout frameLayout_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkPipeline shadow_ = VK_NULL_HANDLE;
  VkPipelineCache cache_ = VK_NULL_HANDLE;
  std::map<PassKind, ScenePipelines> scenes_;
};

}  // namespace shixun::render
