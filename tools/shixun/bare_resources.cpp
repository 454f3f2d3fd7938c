// The bare loop's buffers, images and descriptors.
#include <array>
#include <cstring>

#include "bare_loop.h"

namespace shixun::tools {

void BareLoop::freeBuffer(const Buffer& buffer) {
  vkDestroyBuffer(device_, buffer.handle, nullptr);
  vkFreeMemory(device_, buffer.memory, nullptr);
}

void BareLoop::freeImage(const Image& image) {
  vkDestroyImageView(device_, image.view, nullptr);
  vkDestroyImage(device_, image.handle, nullptr);
  vkFreeMemory(device_, image.memory, nullptr);
}

VkDeviceMemory BareLoop::allocate(const VkMemoryRequirements& needs, VkMemoryPropertyFlags wanted) {
  VkPhysicalDeviceMemoryProperties has = {};
  vkGetPhysicalDeviceMemoryProperties(def_.handles.physical, &has);
  VkMemoryAllocateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
  info.allocationSize = needs.size;
  while (info.memoryTypeIndex < has.memoryTypeCount &&
         ((needs.memoryTypeBits >> info.memoryTypeIndex & 1U) == 0 ||
          (has.memoryTypes[info.memoryTypeIndex].propertyFlags & wanted) != wanted)) {
    ++info.memoryTypeIndex;
  }
  VkDeviceMemory memory = VK_NULL_HANDLE;
  good(info.memoryTypeIndex == has.memoryTypeCount
           ? VK_ERROR_OUT_OF_DEVICE_MEMORY
           : vkAllocateMemory(device_, &info, nullptr, &memory),
       "memory");
  return memory;
}

BareLoop::Buffer BareLoop::makeBuffer(VkDeviceSize size, VkBufferUsageFlags usage, bool mapped) {
  Buffer out;
  VkBufferCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
  info.size = size;
  info.usage = usage;
  if (!status_ || !good(vkCreateBuffer(device_, &info, nullptr, &out.handle), "a buffer")) {
    return out;
  }
  VkMemoryRequirements needs = {};
  vkGetBufferMemoryRequirements(device_, out.handle, &needs);
  out.memory = allocate(
      needs, mapped ? VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT
                    : VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  if (!status_ || !good(vkBindBufferMemory(device_, out.handle, out.memory, 0), "memory")) {
    return out;
  }
  if (mapped) {
    good(vkMapMemory(device_, out.memory, 0, VK_WHOLE_SIZE, 0, &out.mapped), "mapped memory");
  }
  return out;
}

BareLoop::Buffer BareLoop::upload(const void* data, VkDeviceSize size, VkBufferUsageFlags usage) {
  const Buffer staging = makeBuffer(size, VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
  const Buffer out = makeBuffer(size, usage | VK_BUFFER_USAGE_TRANSFER_DST_BIT, false);
  if (status_ && begin()) {
    std::memcpy(staging.mapped, data, size);
    const VkBufferCopy all = {0, 0, size};
    vkCmdCopyBuffer(commands_, staging.handle, out.handle, 1, &all);
    submit();
  }
  freeBuffer(staging);
  return out;
}

BareLoop::Image BareLoop::makeImage(const ImageDef& def) {
  Image out;
  if (!status_) return out;
  if (def.format == kDepthFormat) out.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  VkImageCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = def.format;
  info.extent = {def.width, def.height, 1};
  info.mipLevels = 1;
  info.arrayLayers = def.layers;
  info.samples = def.samples;
  info.usage = def.usage;
  if (!good(vkCreateImage(device_, &info, nullptr, &out.handle), "an image")) return out;
  VkMemoryRequirements needs = {};
  vkGetImageMemoryRequirements(device_, out.handle, &needs);
  out.memory = allocate(needs, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  if (!status_ || !good(vkBindImageMemory(device_, out.handle, out.memory, 0), "memory")) {
    return out;
  }
  VkImageViewCreateInfo view = {};
  view.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
  view.image = out.handle;
  view.viewType = def.layers > 1 ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
  view.format = def.format;
  view.subresourceRange = {out.aspect, 0, 1, 0, def.layers};
  good(vkCreateImageView(device_, &view, nullptr, &out.view), "an image view");
  return out;
}

void BareLoop::makeSamplers() {
  if (!status_) return;
  VkSamplerCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
  info.magFilter = info.minFilter = VK_FILTER_LINEAR;
  info.addressModeU = info.addressModeV = info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
  good(vkCreateSampler(device_, &info, nullptr, &sampler_), "a sampler");
  info.compareEnable = VK_TRUE;
  info.compareOp = VK_COMPARE_OP_LESS_OR_EQUAL;
  good(vkCreateSampler(device_, &info, nullptr, &shadowSampler_), "a sampler");
}

void BareLoop::makeSets() {
  if (!status_) return;
  const auto type = [](uint32_t i) {
    return i == 0  ? VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER
           : i < 3 ? VK_DESCRIPTOR_TYPE_STORAGE_BUFFER
                   : VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
  };
  // Bindings 0 to 4 are the frame's, 5 to 8 stand for 0 to 3 of the textures'.
  std::array<VkDescriptorSetLayoutBinding, 9> bindings = {};
  for (uint32_t i = 0; i < bindings.size(); ++i) {
    bindings[i] = {i < 5 ? i : i - 5, type(i), 1, kBothShaders, nullptr};
  }
  VkDescriptorSetLayoutCreateInfo layout = {};
  layout.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
  layout.bindingCount = 5;
  layout.pBindings = bindings.data();
  good(vkCreateDescriptorSetLayout(device_, &layout, nullptr, &frameLayout_), "a layout");
  layout.bindingCount = 4;
  layout.pBindings = bindings.data() + 5;
  good(vkCreateDescriptorSetLayout(device_, &layout, nullptr, &textureLayout_), "a layout");
  const VkDescriptorPoolSize sizes[3] = {{VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1},
                                         {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 2},
                                         {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 6}};
  VkDescriptorPoolCreateInfo pool = {};
  pool.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
  pool.maxSets = 2;
  pool.poolSizeCount = 3;
  pool.pPoolSizes = sizes;
  if (!good(vkCreateDescriptorPool(device_, &pool, nullptr, &sets_), "descriptors")) return;
  const VkDescriptorSetLayout layouts[2] = {frameLayout_, textureLayout_};
  VkDescriptorSetAllocateInfo allocation = {};
  allocation.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
  allocation.descriptorPool = sets_;
  allocation.descriptorSetCount = 2;
  allocation.pSetLayouts = layouts;
  std::array<VkDescriptorSet, 2> sets = {};
  if (!good(vkAllocateDescriptorSets(device_, &allocation, sets.data()), "descriptors")) return;
  frameSet_ = sets[0];
  textureSet_ = sets[1];
  const VkDescriptorBufferInfo buffers[3] = {{frame_.handle, 0, VK_WHOLE_SIZE},
                                             {instances_.handle, 0, VK_WHOLE_SIZE},
                                             {materials_.handle, 0, VK_WHOLE_SIZE}};
  const VkDescriptorImageInfo shadow = {shadowSampler_, shadow_.view,
                                        VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
  const VkDescriptorImageInfo white = {sampler_, white_.view,
                                       VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
  std::array<VkWriteDescriptorSet, 9> writes = {};
  for (uint32_t i = 0; i < writes.size(); ++i) {
    writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    writes[i].dstSet = i < 5 ? frameSet_ : textureSet_;
    writes[i].dstBinding = bindings[i].binding;
    writes[i].descriptorCount = 1;
    writes[i].descriptorType = type(i);
    writes[i].pBufferInfo = i < 3 ? &buffers[i] : nullptr;
    writes[i].pImageInfo = i == 3 ? &shadow : &white;
  }
  vkUpdateDescriptorSets(device_, static_cast<uint32_t>(writes.size()), writes.data(), 0, nullptr);
  const VkPushConstantRange push = {kBothShaders, 0, 4};
  VkPipelineLayoutCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
  info.setLayoutCount = 2;
  info.pSetLayouts = layouts;
  info.pushConstantRangeCount = 1;
  info.pPushConstantRanges = &push;
  good(vkCreatePipelineLayout(device_, &info, nullptr, &layout_), "a layout");
}

}  // namespace shixun::tools
