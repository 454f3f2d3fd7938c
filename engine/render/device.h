// Private to the module: the Vulkan device, and memory, buffers and images on it.
#pragma once

#include <vulkan/vulkan_core.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "render/renderer.h"

namespace shixun::render {

// "what failed (VK_ERROR_...)" with advice; ok for VK_SUCCESS.
Status vulkanStatus(VkResult result, const std::string& what);

class Device;

// A buffer with its own memory; host-visible ones stay mapped. Moves only.
struct Buffer {
  VkBuffer handle = VK_NULL_HANDLE;
  VkDeviceMemory memory = VK_NULL_HANDLE;
  VkDeviceSize size = 0;   // bytes
  void* mapped = nullptr;  // host-visible buffers only
  const Device* device = nullptr;

  Buffer() = default;
  ~Buffer() { reset(); }
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    swap(other);
    return *this;
  }
  void swap(Buffer& other) noexcept;
  void reset();
};

struct ImageDef {
  uint32_t width = 1, height = 1, layers = 1, mips = 1;
  VkFormat format = VK_FORMAT_B8G8R8A8_UNORM;
  VkImageUsageFlags usage = 0;
  VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
  bool arrayView = false;  // the whole view is an array even with one layer
};

// An image with its own memory, a view of everything and one view per layer. Moves only.
struct Image {
  VkImage handle = VK_NULL_HANDLE;
  VkDeviceMemory memory = VK_NULL_HANDLE;
  VkImageView view = VK_NULL_HANDLE;
  std::vector<VkImageView> layerViews;
  ImageDef def;
  const Device* device = nullptr;

  Image() = default;
  ~Image() { reset(); }
  Image(Image&& other) noexcept { swap(other); }
  Image& operator=(Image&& other) noexcept {
    swap(other);
    return *this;
  }
  void swap(Image& other) noexcept;
  void reset();
};

// One image barrier, spelt out.
struct Transition {
  VkImage image = VK_NULL_HANDLE;
  VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED;
  VkImageLayout to = VK_IMAGE_LAYOUT_UNDEFINED;
  VkPipelineStageFlags2 fromStage = 0;
  VkAccessFlags2 fromAccess = 0;
  VkPipelineStageFlags2 toStage = 0;
  VkAccessFlags2 toAccess = 0;
  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
};
void transition(VkCommandBuffer commands, const Transition& t);

class Device {
 public:
  static Result<std::unique_ptr<Device>> create(const RendererDef& def);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  Result<Buffer> makeBuffer(VkDeviceSize size, VkBufferUsageFlags usage, bool hostVisible) const;
  Result<Image> makeImage(const ImageDef& def) const;
  // Records with `record`, submits and waits.
  Status runOnce(const std::function<void(VkCommandBuffer)>& record) const;

  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  VkQueue queue = VK_NULL_HANDLE;
  uint32_t queueFamily = 0;
  VkSurfaceKHR surface = VK_NULL_HANDLE;  // owned; null without a window
  VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_4_BIT;
  uint32_t maxViews = 2;  // of one multiview pass
  float maxAnisotropy = 1;
  bool software = false;  // the processor draws
  std::string name;
  std::vector<std::string> messages;  // of the validation layer
  mutable bool lost = false;

 private:
  Device() = default;
  Status makeInstance(const RendererDef& def);
  Status choosePhysical(const RendererDef& def);
  Status makeDevice(const RendererDef& def);
  Result<uint32_t> memoryType(uint32_t allowed, VkMemoryPropertyFlags wanted) const;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  VkCommandPool oncePool_ = VK_NULL_HANDLE;
};

}  // namespace shixun::render
