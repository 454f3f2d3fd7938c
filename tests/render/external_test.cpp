// Images of somebody else, as a headset's runtime gives them: colour, and depth that stays.
#include <cstring>

#include "tests/render/test_scene.h"

namespace shixun::render {
namespace {

using testing::Fixture;

constexpr uint32_t kSide = 128;

// An image as a runtime would make it, and its depth read back.
class ForeignImage {
 public:
  ForeignImage(const Renderer::Handles& h, VkFormat format, VkImageUsageFlags usage) : h_(h) {
    VkImageCreateInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = format;
    info.extent = {kSide, kSide, 1};
    info.mipLevels = 1;
    info.arrayLayers = 2;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = usage;
    EXPECT_EQ(vkCreateImage(h.device, &info, nullptr, &image), VK_SUCCESS);
    VkMemoryRequirements needs = {};
    vkGetImageMemoryRequirements(h.device, image, &needs);
    memory_ = allocate(needs, 0);
    EXPECT_EQ(vkBindImageMemory(h.device, image, memory_, 0), VK_SUCCESS);
  }
  ~ForeignImage() {
    vkDestroyImage(h_.device, image, nullptr);
    vkFreeMemory(h_.device, memory_, nullptr);
  }
  ForeignImage(const ForeignImage&) = delete;
  ForeignImage& operator=(const ForeignImage&) = delete;

  // Both layers, row by row, of an image that was left as the renderer says.
  std::vector<float> depth() const {
    const VkDeviceSize bytes = VkDeviceSize{2} * kSide * kSide * sizeof(float);
    VkBufferCreateInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = bytes;
    info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    VkBuffer buffer = VK_NULL_HANDLE;
    EXPECT_EQ(vkCreateBuffer(h_.device, &info, nullptr, &buffer), VK_SUCCESS);
    VkMemoryRequirements needs = {};
    vkGetBufferMemoryRequirements(h_.device, buffer, &needs);
    const VkDeviceMemory memory =
        allocate(needs, VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT);
    vkBindBufferMemory(h_.device, buffer, memory, 0);
    copyTo(buffer);
    void* mapped = nullptr;
    EXPECT_EQ(vkMapMemory(h_.device, memory, 0, bytes, 0, &mapped), VK_SUCCESS);
    std::vector<float> out(size_t{2} * kSide * kSide);
    std::memcpy(out.data(), mapped, bytes);
    vkDestroyBuffer(h_.device, buffer, nullptr);
    vkFreeMemory(h_.device, memory, nullptr);
    return out;
  }

  VkImage image = VK_NULL_HANDLE;

 private:
  VkDeviceMemory allocate(const VkMemoryRequirements& needs, VkMemoryPropertyFlags wanted) const {
    VkPhysicalDeviceMemoryProperties has = {};
    vkGetPhysicalDeviceMemoryProperties(h_.physical, &has);
    VkMemoryAllocateInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
    info.allocationSize = needs.size;
    while ((needs.memoryTypeBits & (1U << info.memoryTypeIndex)) == 0 ||
           (has.memoryTypes[info.memoryTypeIndex].propertyFlags & wanted) != wanted) {
      ++info.memoryTypeIndex;
    }
    VkDeviceMemory memory = VK_NULL_HANDLE;
    EXPECT_EQ(vkAllocateMemory(h_.device, &info, nullptr, &memory), VK_SUCCESS);
    return memory;
  }

  void copyTo(VkBuffer buffer) const {
    VkCommandPoolCreateInfo poolInfo = {};
    poolInfo.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
    poolInfo.queueFamilyIndex = h_.queueFamily;
    VkCommandPool pool = VK_NULL_HANDLE;
    vkCreateCommandPool(h_.device, &poolInfo, nullptr, &pool);
    VkCommandBufferAllocateInfo allocateInfo = {};
    allocateInfo.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
    allocateInfo.commandPool = pool;
    allocateInfo.commandBufferCount = 1;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    vkAllocateCommandBuffers(h_.device, &allocateInfo, &commands);
    VkCommandBufferBeginInfo begin = {};
    begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
    vkBeginCommandBuffer(commands, &begin);
    VkImageMemoryBarrier barrier = {};
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER;
    barrier.srcAccessMask = VK_ACCESS_MEMORY_WRITE_BIT;
    barrier.dstAccessMask = VK_ACCESS_TRANSFER_READ_BIT;
    barrier.oldLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;
    barrier.newLayout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
    barrier.image = image;
    barrier.subresourceRange = {VK_IMAGE_ASPECT_DEPTH_BIT, 0, 1, 0, 2};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                         VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 0, nullptr, 0, nullptr, 1, &barrier);
    VkBufferImageCopy copy = {};
    copy.imageSubresource = {VK_IMAGE_ASPECT_DEPTH_BIT, 0, 0, 2};
    copy.imageExtent = {kSide, kSide, 1};
    vkCmdCopyImageToBuffer(commands, image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer, 1, &copy);
    vkEndCommandBuffer(commands);
    VkQueue queue = VK_NULL_HANDLE;
    vkGetDeviceQueue(h_.device, h_.queueFamily, h_.queueIndex, &queue);
    VkSubmitInfo submit = {};
    submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    submit.commandBufferCount = 1;
    submit.pCommandBuffers = &commands;
    EXPECT_EQ(vkQueueSubmit(queue, 1, &submit, VK_NULL_HANDLE), VK_SUCCESS);
    vkQueueWaitIdle(queue);
    vkDestroyCommandPool(h_.device, pool, nullptr);
  }

  Renderer::Handles h_;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
};

TEST(ExternalTarget, IsDrawnIntoAgainAndAgain) {
  Fixture f;
  {
    const ForeignImage colour(f.renderer->handles(), VK_FORMAT_R8G8B8A8_SRGB,
                              VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT);
    const TargetId target =
        f.renderer->createExternal({.images = {colour.image}, .width = kSide, .height = kSide})
            .value();
    DrawList list = testing::makeList(f.model, 1);
    list.views.push_back(list.views[0]);
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(f.renderer->draw(list, {.target = target}).value(), FrameOutcome::kDrawn);
    }
    f.renderer->destroyTarget(target);
  }
}

// The eyes look straight at the back wall from two distances, with and without multisampling.
TEST(ExternalTarget, DepthStaysInTheImageThatWasGiven) {
  constexpr double kNear = 0.1, kWall = -1.2;
  constexpr double kFrom[2] = {1.0, 1.5};
  for (const uint32_t samples : {4U, 1U}) {
    Fixture f({.samples = samples});
    const Renderer::Handles h = f.renderer->handles();
    const ForeignImage colour(
        h, VK_FORMAT_R8G8B8A8_SRGB,
        VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT);
    const VkImageUsageFlags usage =
        VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    const ForeignImage unused(h, kExternalDepthFormat, usage);
    const ForeignImage depth(h, kExternalDepthFormat, usage);
    const TargetId target = f.renderer
                                ->createExternal({.images = {colour.image},
                                                  .depthImages = {unused.image, depth.image},
                                                  .width = kSide,
                                                  .height = kSide})
                                .value();
    DrawList list = testing::makeList(f.model, 1);
    list.views.clear();
    for (const double z : kFrom) {
      list.views.push_back(
          {lookAt(Vec3(0.9, 1, z), Vec3(0.9, 1, kWall)), perspective(0.75, 1, kNear)});
    }
    ASSERT_TRUE(f.renderer->draw(list, {.target = target, .depthImage = 1}).ok());
    ASSERT_TRUE(f.renderer->finish().ok());
    const std::vector<float> read = depth.depth();
    for (size_t layer = 0; layer < 2; ++layer) {
      const double found =
          static_cast<double>(read[(layer * kSide + kSide / 2) * kSide + kSide / 2]);
      EXPECT_NEAR(found, kNear / (kFrom[layer] - kWall), 1e-5)
          << samples << " samples, eye " << layer;
    }
    FrameDef passes = {.target = target, .depthImage = 1};
    passes.path = ViewPath::kOnePassPerView;
    EXPECT_EQ(f.renderer->draw(list, passes).status().code(), StatusCode::kInvalid);
    f.renderer->destroyTarget(target);
  }
}

}  // namespace
}  // namespace shixun::render
