// The drawing benchmarks' yardstick: the benchmark scene drawn for both eyes in one multiview pass
// by a loop with nothing around it. Same shaders, pipeline state, images and passes as the
// renderer's; all buffers are there beforehand, nothing is built, sorted or culled, and both the
// shadows and the scene are one indirect draw each.
#pragma once

#include <memory>
#include <vector>

#include "asset/picture.h"
#include "bench_scene.h"
#include "core/status.h"
#include "render/renderer.h"

namespace shixun::tools {

struct BareLoopDef {
  render::Renderer::Handles handles;  // whose device it draws with; must outlive the loop
  uint32_t width = 1024;              // pixels of one eye
  uint32_t height = 1024;
  uint32_t shadowSize = 2048;  // texels
};

class BareLoop {
 public:
  // What an off-screen target of the renderer has.
  static constexpr VkFormat kColourFormat = VK_FORMAT_B8G8R8A8_UNORM;
  static constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;
  static constexpr VkSampleCountFlagBits kSceneSamples = VK_SAMPLE_COUNT_4_BIT;

  static Result<std::unique_ptr<BareLoop>> create(const BareLoopDef& def, const BenchScene& scene);
  ~BareLoop();
  BareLoop(const BareLoop&) = delete;
  BareLoop& operator=(const BareLoop&) = delete;

  // Draws with BenchScene::kMoved at that place, and waits until it is done. Nobody else may use
  // the device meanwhile.
  Status draw(const Pose& moved);
  // 0 the left eye, 1 the right one; after a draw.
  Result<asset::Picture> readPicture(uint32_t eye);

 private:
  struct Buffer {
    VkBuffer handle = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    void* mapped = nullptr;  // null for what only the device sees
  };
  struct Image {
    VkImage handle = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    VkImageView view = VK_NULL_HANDLE;
    VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
  };
  struct ImageDef {
    uint32_t width = 1, height = 1, layers = 1;
    VkFormat format = VK_FORMAT_UNDEFINED;
    VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
    VkImageUsageFlags usage = 0;
  };
  struct PipelineDef;
  struct Barrier;

  static constexpr VkShaderStageFlags kBothShaders =
      VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;

  explicit BareLoop(const BareLoopDef& def) : def_(def), device_(def.handles.device) {}
  // Remembers the first failure; false from then on.
  bool good(VkResult result, const char* what);
  VkDeviceMemory allocate(const VkMemoryRequirements& needs, VkMemoryPropertyFlags wanted);
  Buffer makeBuffer(VkDeviceSize size, VkBufferUsageFlags usage, bool mapped);
  Buffer upload(const void* data, VkDeviceSize size, VkBufferUsageFlags usage);
  Image makeImage(const ImageDef& def);
  void makeImages();
  void makeCommands();
  void makeSamplers();
  void makeSets();
  void uploadScene(const BenchScene& scene);
  void makePipelines(uint32_t fills);
  VkPipeline makePipeline(const PipelineDef& def);
  VkShaderModule makeModule(const uint32_t* words, size_t bytes);
  bool begin();
  bool submit();
  void whiteTexture();
  void barriers(std::initializer_list<Barrier> list);
  void drawTriangles();
  void recordShadow();
  void recordScene();
  void freeBuffer(const Buffer& buffer);
  void freeImage(const Image& image);

  BareLoopDef def_;
  VkDevice device_;
  VkQueue queue_ = VK_NULL_HANDLE;
  Status status_;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  VkFence done_ = VK_NULL_HANDLE;
  Buffer vertices_, indices_, materials_, instances_, frame_, indirect_;
  Image colour_, depth_, picture_, shadow_, white_;
  VkSampler sampler_ = VK_NULL_HANDLE, shadowSampler_ = VK_NULL_HANDLE;
  VkDescriptorSetLayout frameLayout_ = VK_NULL_HANDLE, textureLayout_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkDescriptorPool sets_ = VK_NULL_HANDLE;
  VkDescriptorSet frameSet_ = VK_NULL_HANDLE, textureSet_ = VK_NULL_HANDLE;
  VkPipeline mesh_ = VK_NULL_HANDLE, sky_ = VK_NULL_HANDLE, casters_ = VK_NULL_HANDLE;
  uint32_t draws_ = 0;
};

}  // namespace shixun::tools
