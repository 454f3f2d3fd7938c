// The Vulkan images behind swapchains, on the application's own device.
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

VkImageLayout handedOver(const Swapchain& s) {
  return isDepthFormat(s.info.format) ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
                                      : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
}

VkImageAspectFlags aspectOf(int64_t format) {
  if (!isDepthFormat(format)) return VK_IMAGE_ASPECT_COLOR_BIT;
  const bool stencil =
      format == VK_FORMAT_D24_UNORM_S8_UINT || format == VK_FORMAT_D32_SFLOAT_S8_UINT;
  return stencil ? VK_IMAGE_ASPECT_DEPTH_BIT | VK_IMAGE_ASPECT_STENCIL_BIT
                 : VkImageAspectFlags{VK_IMAGE_ASPECT_DEPTH_BIT};
}

VkImageUsageFlags vkUsage(const XrSwapchainCreateInfo& info) {
  const struct {
    XrSwapchainUsageFlags ours;
    VkImageUsageFlags theirs;
  } pairs[] = {
      {XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT, VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT},
      {XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT,
       VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT},
      {XR_SWAPCHAIN_USAGE_UNORDERED_ACCESS_BIT, VK_IMAGE_USAGE_STORAGE_BIT},
      {XR_SWAPCHAIN_USAGE_TRANSFER_SRC_BIT, VK_IMAGE_USAGE_TRANSFER_SRC_BIT},
      {XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT, VK_IMAGE_USAGE_TRANSFER_DST_BIT},
      {XR_SWAPCHAIN_USAGE_SAMPLED_BIT, VK_IMAGE_USAGE_SAMPLED_BIT},
  };
  // The layout in which images are handed over needs the attachment bit.
  VkImageUsageFlags usage = isDepthFormat(info.format) ? VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT
                                                       : VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
  for (const auto& pair : pairs) {
    if ((info.usageFlags & pair.ours) != 0) usage |= pair.theirs;
  }
  if (control().setup.readPixels) usage |= VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  return usage;
}

std::optional<uint32_t> memoryType(VkPhysicalDevice device, uint32_t fits,
                                   VkMemoryPropertyFlags wanted) {
  VkPhysicalDeviceMemoryProperties all = {};
  vkGetPhysicalDeviceMemoryProperties(device, &all);
  for (uint32_t i = 0; i < all.memoryTypeCount; ++i) {
    const bool has = (all.memoryTypes[i].propertyFlags & wanted) == wanted;
    if ((fits >> i & 1U) != 0 && has) return i;
  }
  return std::nullopt;
}

VkResult allocate(const Session& session, const VkMemoryRequirements& needs,
                  VkMemoryPropertyFlags wanted, VkDeviceMemory* out) {
  const auto type = memoryType(session.vkPhysicalDevice, needs.memoryTypeBits, wanted);
  if (!type) return VK_ERROR_OUT_OF_DEVICE_MEMORY;
  auto info = structure<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  info.allocationSize = needs.size;
  info.memoryTypeIndex = *type;
  return vkAllocateMemory(session.vkDevice, &info, nullptr, out);
}

VkResult makeImage(const Session& session, Swapchain& s) {
  auto info = structure<VkImageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO);
  if ((s.info.usageFlags & XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT) != 0) {
    info.flags = VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT;
  }
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = static_cast<VkFormat>(s.info.format);
  info.extent = {s.info.width, s.info.height, 1};
  info.mipLevels = 1;
  info.arrayLayers = s.info.arraySize;
  info.samples = static_cast<VkSampleCountFlagBits>(s.info.sampleCount);
  info.usage = vkUsage(s.info);
  VkImage image = VK_NULL_HANDLE;
  VkResult result = vkCreateImage(session.vkDevice, &info, nullptr, &image);
  if (result != VK_SUCCESS) return result;
  s.images.push_back(image);
  VkMemoryRequirements needs = {};
  vkGetImageMemoryRequirements(session.vkDevice, image, &needs);
  VkDeviceMemory memory = VK_NULL_HANDLE;
  result = allocate(session, needs, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, &memory);
  if (result != VK_SUCCESS) return result;
  s.memory.push_back(memory);
  return vkBindImageMemory(session.vkDevice, image, memory, 0);
}

void barrier(VkCommandBuffer commands, const Swapchain& s, VkImage image, VkImageLayout before,
             VkImageLayout after) {
  auto b = structure<VkImageMemoryBarrier>(VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER);
  b.srcAccessMask = b.dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT;
  b.oldLayout = before;
  b.newLayout = after;
  b.srcQueueFamilyIndex = b.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  b.image = image;
  b.subresourceRange = {aspectOf(s.info.format), 0, 1, 0, s.info.arraySize};
  vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                       VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, nullptr, 0, nullptr, 1, &b);
}

VkCommandBuffer begin(const Session& session, VkCommandBufferUsageFlags flags) {
  auto info =
      structure<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  info.commandPool = session.vkPool;
  info.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
  info.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  if (vkAllocateCommandBuffers(session.vkDevice, &info, &commands) != VK_SUCCESS) {
    return VK_NULL_HANDLE;
  }
  auto beginInfo = structure<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  beginInfo.flags = flags;
  vkBeginCommandBuffer(commands, &beginInfo);
  return commands;
}

VkResult submit(const Session& session, VkCommandBuffer commands) {
  auto info = structure<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  info.commandBufferCount = 1;
  info.pCommandBuffers = &commands;
  return vkQueueSubmit(session.vkQueue, 1, &info, VK_NULL_HANDLE);
}

VkResult runOnce(const Session& session, VkCommandBuffer commands) {
  vkEndCommandBuffer(commands);
  VkResult result = submit(session, commands);
  if (result == VK_SUCCESS) result = vkQueueWaitIdle(session.vkQueue);
  vkFreeCommandBuffers(session.vkDevice, session.vkPool, 1, &commands);
  return result;
}

}  // namespace

bool isDepthFormat(int64_t format) {
  return format >= VK_FORMAT_D16_UNORM && format <= VK_FORMAT_D32_SFLOAT_S8_UINT;
}

VkResult makeImages(const Session& session, Swapchain& s) {
  const bool isStatic = (s.info.createFlags & XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0;
  const uint32_t count = isStatic ? 1 : control().setup.swapchainImages;
  for (uint32_t i = 0; i < count; ++i) {
    const VkResult result = makeImage(session, s);
    if (result != VK_SUCCESS) return result;
  }
  const VkImageLayout layout = handedOver(s);
  VkCommandBuffer first = begin(session, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT);
  if (first == VK_NULL_HANDLE) return VK_ERROR_OUT_OF_HOST_MEMORY;
  for (const VkImage image : s.images) {
    barrier(first, s, image, VK_IMAGE_LAYOUT_UNDEFINED, layout);
    VkCommandBuffer back = begin(session, VK_COMMAND_BUFFER_USAGE_SIMULTANEOUS_USE_BIT);
    if (back == VK_NULL_HANDLE) return VK_ERROR_OUT_OF_HOST_MEMORY;
    barrier(back, s, image, layout, layout);
    vkEndCommandBuffer(back);
    s.takeBack.push_back(back);
  }
  return runOnce(session, first);
}

void freeImages(const Session& session, Swapchain& s) {
  vkQueueWaitIdle(session.vkQueue);
  if (!s.takeBack.empty()) {
    vkFreeCommandBuffers(session.vkDevice, session.vkPool, static_cast<uint32_t>(s.takeBack.size()),
                         s.takeBack.data());
  }
  for (const VkImage image : s.images) vkDestroyImage(session.vkDevice, image, nullptr);
  for (const VkDeviceMemory m : s.memory) vkFreeMemory(session.vkDevice, m, nullptr);
  s.images.clear();
  s.memory.clear();
  s.takeBack.clear();
}

void takeBack(const Session& session, const Swapchain& s, uint32_t image) {
  submit(session, s.takeBack[image]);
}

std::vector<uint8_t> readPixels(const Session& session, const Swapchain& s, const XrRect2Di& rect,
                                uint32_t arrayIndex) {
  const auto format = static_cast<VkFormat>(s.info.format);
  const bool fourBytes = format >= VK_FORMAT_R8G8B8A8_UNORM && format <= VK_FORMAT_B8G8R8A8_SRGB;
  if (!fourBytes || s.info.sampleCount != 1 || !s.released) return {};
  const VkDeviceSize size = VkDeviceSize{4} * static_cast<uint32_t>(rect.extent.width) *
                            static_cast<uint32_t>(rect.extent.height);
  auto info = structure<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = size;
  info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  VkBuffer buffer = VK_NULL_HANDLE;
  if (vkCreateBuffer(session.vkDevice, &info, nullptr, &buffer) != VK_SUCCESS) return {};
  VkMemoryRequirements needs = {};
  vkGetBufferMemoryRequirements(session.vkDevice, buffer, &needs);
  VkDeviceMemory memory = VK_NULL_HANDLE;
  std::vector<uint8_t> pixels;
  VkCommandBuffer commands = begin(session, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT);
  if (commands != VK_NULL_HANDLE &&
      allocate(session, needs,
               VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT,
               &memory) == VK_SUCCESS) {
    vkBindBufferMemory(session.vkDevice, buffer, memory, 0);
    const VkImage image = s.images[*s.released];
    barrier(commands, s, image, handedOver(s), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
    VkBufferImageCopy copy = {};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, arrayIndex, 1};
    copy.imageOffset = {rect.offset.x, rect.offset.y, 0};
    copy.imageExtent = {static_cast<uint32_t>(rect.extent.width),
                        static_cast<uint32_t>(rect.extent.height), 1};
    vkCmdCopyImageToBuffer(commands, image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer, 1, &copy);
    barrier(commands, s, image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, handedOver(s));
    void* mapped = nullptr;
    if (runOnce(session, commands) == VK_SUCCESS &&
        vkMapMemory(session.vkDevice, memory, 0, size, 0, &mapped) == VK_SUCCESS) {
      pixels.resize(size);
      std::memcpy(pixels.data(), mapped, size);
    }
  }
  vkDestroyBuffer(session.vkDevice, buffer, nullptr);
  vkFreeMemory(session.vkDevice, memory, nullptr);
  return pixels;
}

}  // namespace shixun::xr::fake
