#include "render/models.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace shixun::render {

namespace {

constexpr uint32_t kMaxMaterials = 4096;
constexpr uint32_t kMaxTextureSets = 1024;

constexpr VkBufferUsageFlags kCopy =
    VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
constexpr VkBufferUsageFlags kVertexUsage = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | kCopy;
constexpr VkBufferUsageFlags kIndexUsage = VK_BUFFER_USAGE_INDEX_BUFFER_BIT | kCopy;

GpuVertex packed(const asset::Vertex& v) {
  GpuVertex out;
  for (int i = 0; i < 3; ++i) {
    out.position[i] = v.position[i];
    out.normal[i] = snorm16(v.normal[i]);
    out.tangent[i] = snorm16(v.tangent[i]);
  }
  out.normal[3] = snorm16(v.occlusion);
  out.tangent[3] = snorm16(v.tangent.w);
  out.uv[0] = v.uv.x;
  out.uv[1] = v.uv.y;
  return out;
}

GpuMaterial packed(const asset::Material& m) {
  GpuMaterial out;
  out.baseColour = m.baseColour;
  if (m.alpha == asset::AlphaMode::kOpaque) out.baseColour.w = 1;
  out.emissive = Vec4f(m.emissive, m.normalScale);
  const float cutoff = m.alpha == asset::AlphaMode::kMask ? m.alphaCutoff : -1.0F;
  out.surface = Vec4f(m.roughness, m.metallic, cutoff, 0);
  return out;
}

// A sphere around the primitive's own vertices (box centre; good enough for culling).
void bound(const asset::Mesh& mesh, const asset::Primitive& p, GpuPrimitive& out) {
  asset::Box box;
  for (uint32_t i = 0; i < p.indexCount; ++i) {
    box.include(Vec3(mesh.vertices[mesh.indices[p.firstIndex + i]].position));
  }
  if (box.empty()) return;
  out.centre = box.centre();
  out.radius = glm::length(box.halfSize());
}

Status checkModel(const asset::Model& model) {
  for (const asset::Mesh& mesh : model.meshes) {
    for (const asset::Primitive& p : mesh.primitives) {
      const bool good = p.material < model.materials.size() && p.indexCount % 3 == 0 &&
                        uint64_t{p.firstIndex} + p.indexCount <= mesh.indices.size();
      if (!good) return Status(StatusCode::kInvalid, model.name + ": a primitive is out of range");
    }
    for (const uint32_t i : mesh.indices) {
      if (i >= mesh.vertices.size()) {
        return Status(StatusCode::kInvalid, model.name + ": an index is out of range");
      }
    }
  }
  return {};
}

}  // namespace

Status ModelStore::init(const Device& device) {
  device_ = &device;
  Result<Buffer> materials = device.makeBuffer(sizeof(GpuMaterial) * kMaxMaterials,
                                               VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, true);
  if (!materials) return materials.status();
  materials_ = std::move(*materials);
  const Status status = makeSamplersAndLayout();
  if (!status) return status;
  return clear();
}

ModelStore::~ModelStore() {
  if (device_ == nullptr) return;
  vkDestroyDescriptorPool(device_->device, pool_, nullptr);
  vkDestroyDescriptorSetLayout(device_->device, textureLayout_, nullptr);
  vkDestroySampler(device_->device, sampler_, nullptr);
}

Status ModelStore::makeSamplersAndLayout() {
  VkSamplerCreateInfo sampler = {};
  sampler.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
  sampler.magFilter = VK_FILTER_LINEAR;
  sampler.minFilter = VK_FILTER_LINEAR;
  sampler.mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
  sampler.maxLod = VK_LOD_CLAMP_NONE;
  sampler.anisotropyEnable = device_->maxAnisotropy > 1 ? VK_TRUE : VK_FALSE;
  sampler.maxAnisotropy = device_->maxAnisotropy;
  VkResult result = vkCreateSampler(device_->device, &sampler, nullptr, &sampler_);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a sampler");
  std::array<VkDescriptorSetLayoutBinding, 4> bindings = {};
  for (uint32_t i = 0; i < bindings.size(); ++i) {
    bindings[i].binding = i;
    bindings[i].descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    bindings[i].descriptorCount = 1;
    bindings[i].stageFlags = VK_SHADER_STAGE_FRAGMENT_BIT;
  }
  VkDescriptorSetLayoutCreateInfo layout = {};
  layout.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
  layout.bindingCount = static_cast<uint32_t>(bindings.size());
  layout.pBindings = bindings.data();
  result = vkCreateDescriptorSetLayout(device_->device, &layout, nullptr, &textureLayout_);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a descriptor layout");
  const VkDescriptorPoolSize size = {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
                                     kMaxTextureSets * 4};
  VkDescriptorPoolCreateInfo pool = {};
  pool.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
  pool.maxSets = kMaxTextureSets;
  pool.poolSizeCount = 1;
  pool.pPoolSizes = &size;
  return vulkanStatus(vkCreateDescriptorPool(device_->device, &pool, nullptr, &pool_),
                      "a descriptor pool");
}

Status ModelStore::clear() {
  models_.clear();
  ++generation_;
  ++revision_;
  vertexBytes_ = indexBytes_ = 0;
  textures_.clear();
  textureSets_.clear();
  setOf_.clear();
  vkResetDescriptorPool(device_->device, pool_, 0);
  // Something to bind even while there is no model, the white texture, and the plain material.
  const GpuVertex nothing;
  const uint32_t zero[3] = {0, 0, 0};
  Status status = append(vertices_, vertexBytes_, kVertexUsage, &nothing, sizeof nothing);
  if (status) status = append(indices_, indexBytes_, kIndexUsage, zero, sizeof zero);
  if (!status) return status;
  asset::Model plain;
  plain.materials.push_back({});
  asset::Picture white;
  white.width = white.height = 1;
  white.rgba.assign(4, 255);
  asset::Picture flat = white;
  flat.rgba = {128, 128, 255, 255};
  for (const asset::Picture* picture : {&white, &flat}) {
    const Result<uint32_t> texture = addTexture(*picture, false);
    if (!texture) return texture.status();
  }
  materialCount_ = 0;
  std::vector<uint32_t> sets;
  return addMaterials(plain, sets);
}

const GpuModel* ModelStore::find(ModelId id) const {
  const bool good = id.generation == generation_ && id.index < models_.size();
  return good ? &models_[id.index] : nullptr;
}

Status ModelStore::append(Buffer& buffer, VkDeviceSize& used, VkBufferUsageFlags usage,
                          const void* data, VkDeviceSize size) {
  if (size == 0) return {};
  Buffer old;
  if (used + size > buffer.size) {
    const VkDeviceSize capacity = std::max<VkDeviceSize>((used + size) * 2, VkDeviceSize{4} << 20);
    Result<Buffer> larger = device_->makeBuffer(capacity, usage, false);
    if (!larger) return larger.status();
    old.swap(buffer);
    buffer.swap(*larger);
    ++revision_;
  }
  Result<Buffer> staging = device_->makeBuffer(size, VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
  if (!staging) return staging.status();
  std::memcpy(staging->mapped, data, size);
  const Status status = device_->runOnce([&](VkCommandBuffer commands) {
    if (old.handle != VK_NULL_HANDLE && used > 0) {
      const VkBufferCopy all = {0, 0, used};
      vkCmdCopyBuffer(commands, old.handle, buffer.handle, 1, &all);
    }
    const VkBufferCopy fresh = {0, used, size};
    vkCmdCopyBuffer(commands, staging->handle, buffer.handle, 1, &fresh);
  });
  if (status) used += size;
  return status;
}

namespace {

void blitMips(VkCommandBuffer commands, const Image& image) {
  const auto side = [](uint32_t full, uint32_t level) {
    return static_cast<int32_t>(std::max(full >> level, 1U));
  };
  const auto barrier = [&](uint32_t level, VkImageLayout from, VkImageLayout to) {
    VkImageMemoryBarrier2 b = {};
    b.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
    b.srcStageMask = b.dstStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    b.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    b.dstAccessMask = VK_ACCESS_2_TRANSFER_READ_BIT;
    b.oldLayout = from;
    b.newLayout = to;
    b.srcQueueFamilyIndex = b.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    b.image = image.handle;
    b.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, level, 1, 0, 1};
    VkDependencyInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.imageMemoryBarrierCount = 1;
    info.pImageMemoryBarriers = &b;
    vkCmdPipelineBarrier2(commands, &info);
  };
  for (uint32_t level = 1; level < image.def.mips; ++level) {
    barrier(level - 1, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
    VkImageBlit blit = {};
    blit.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level - 1, 0, 1};
    blit.srcOffsets[1] = {side(image.def.width, level - 1), side(image.def.height, level - 1), 1};
    blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level, 0, 1};
    blit.dstOffsets[1] = {side(image.def.width, level), side(image.def.height, level), 1};
    vkCmdBlitImage(commands, image.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, image.handle,
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_LINEAR);
  }
  barrier(image.def.mips - 1, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
          VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
}

}  // namespace

Result<uint32_t> ModelStore::addTexture(const asset::Picture& picture, bool srgb) {
  ImageDef def;
  def.width = picture.width;
  def.height = picture.height;
  while ((std::max(def.width, def.height) >> def.mips) > 0) ++def.mips;
  def.format = srgb ? VK_FORMAT_R8G8B8A8_SRGB : VK_FORMAT_R8G8B8A8_UNORM;
  def.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT |
              VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  Result<Image> image = device_->makeImage(def);
  if (!image) return image.status();
  Result<Buffer> staging =
      device_->makeBuffer(picture.rgba.size(), VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
  if (!staging) return staging.status();
  std::memcpy(staging->mapped, picture.rgba.data(), picture.rgba.size());
  const Status status = device_->runOnce([&](VkCommandBuffer commands) {
    transition(commands, {.image = image->handle,
                          .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                          .toStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                          .toAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT});
    VkBufferImageCopy copy = {};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageExtent = {picture.width, picture.height, 1};
    vkCmdCopyBufferToImage(commands, staging->handle, image->handle,
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    blitMips(commands, *image);
    transition(commands, {.image = image->handle,
                          .from = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                          .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                          .fromStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                          .fromAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT,
                          .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                          .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT});
  });
  if (!status) return status;
  textures_.push_back(std::move(*image));
  return static_cast<uint32_t>(textures_.size() - 1);
}

Result<uint32_t> ModelStore::textureSetFor(const asset::Model& model, const asset::Material& m,
                                           std::map<std::pair<int, bool>, uint32_t>& made) {
  const std::pair<int, bool> wanted[4] = {{m.baseColourTexture, true},
                                          {m.metallicRoughnessTexture, false},
                                          {m.normalTexture, false},
                                          {m.emissiveTexture, true}};
  // Slots without a texture hold white, or for normals the flat one; the pipeline skips them.
  std::array<uint32_t, 4> key = {kWhite, kWhite, kFlat, kWhite};
  uint32_t bits = 0;
  for (size_t i = 0; i < 4; ++i) {
    const int picture = wanted[i].first;
    if (picture < 0) continue;
    if (static_cast<size_t>(picture) >= model.textures.size()) {
      return Status(StatusCode::kInvalid, model.name + ": a material's texture is out of range");
    }
    const auto found = made.find(wanted[i]);
    if (found == made.end()) {
      const Result<uint32_t> texture =
          addTexture(model.textures[static_cast<size_t>(picture)], wanted[i].second);
      if (!texture) return texture.status();
      made[wanted[i]] = *texture;
    }
    key[i] = made[wanted[i]];
    bits |= 1U << i;
  }
  if (const auto found = setOf_.find(key); found != setOf_.end()) return found->second;
  if (textureSets_.size() >= kMaxTextureSets) {
    return Status(StatusCode::kFull, "too many textured materials; use a texture atlas");
  }
  VkDescriptorSetAllocateInfo allocate = {};
  allocate.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
  allocate.descriptorPool = pool_;
  allocate.descriptorSetCount = 1;
  allocate.pSetLayouts = &textureLayout_;
  VkDescriptorSet set = VK_NULL_HANDLE;
  const VkResult result = vkAllocateDescriptorSets(device_->device, &allocate, &set);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a texture set");
  std::array<VkDescriptorImageInfo, 4> images = {};
  std::array<VkWriteDescriptorSet, 4> writes = {};
  for (uint32_t i = 0; i < 4; ++i) {
    images[i] = {sampler_, textures_[key[i]].view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    writes[i].dstSet = set;
    writes[i].dstBinding = i;
    writes[i].descriptorCount = 1;
    writes[i].descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    writes[i].pImageInfo = &images[i];
  }
  vkUpdateDescriptorSets(device_->device, 4, writes.data(), 0, nullptr);
  textureSets_.push_back({set, bits});
  const auto index = static_cast<uint32_t>(textureSets_.size() - 1);
  setOf_[key] = index;
  return index;
}

Status ModelStore::addMaterials(const asset::Model& model, std::vector<uint32_t>& sets) {
  if (materialCount_ + model.materials.size() > kMaxMaterials) {
    return Status(StatusCode::kFull, model.name + ": too many materials in all (" +
                                         std::to_string(kMaxMaterials) + "); share materials");
  }
  std::map<std::pair<int, bool>, uint32_t> made;
  auto* out = static_cast<GpuMaterial*>(materials_.mapped) + materialCount_;
  for (const asset::Material& m : model.materials) {
    const Result<uint32_t> set = textureSetFor(model, m, made);
    if (!set) return set.status();
    sets.push_back(*set);
    *out++ = packed(m);
  }
  materialCount_ += static_cast<uint32_t>(model.materials.size());
  return {};
}

Result<ModelId> ModelStore::add(const asset::Model& model) {
  const Status good = checkModel(model);
  if (!good) return good;
  GpuModel out;
  out.firstMaterial = materialCount_;
  out.materialCount = static_cast<uint32_t>(model.materials.size());
  out.order = model.order;
  std::vector<uint32_t> sets;
  Status status = addMaterials(model, sets);
  if (!status) return status;
  // Primitives of every mesh once; nodes refer to runs of them.
  std::vector<std::pair<uint32_t, uint32_t>> runs;
  std::vector<GpuVertex> vertices;
  std::vector<uint32_t> indices;
  for (const asset::Mesh& mesh : model.meshes) {
    const auto vertexOffset =
        static_cast<int32_t>(vertexBytes_ / sizeof(GpuVertex) + vertices.size());
    const auto firstIndex = static_cast<uint32_t>(indexBytes_ / 4 + indices.size());
    runs.emplace_back(static_cast<uint32_t>(out.primitives.size()),
                      static_cast<uint32_t>(mesh.primitives.size()));
    for (const asset::Primitive& p : mesh.primitives) {
      GpuPrimitive g;
      g.firstIndex = firstIndex + p.firstIndex;
      g.indexCount = p.indexCount;
      g.vertexOffset = vertexOffset;
      g.material = out.firstMaterial + p.material;
      g.textureSet = sets[p.material];
      g.alpha = model.materials[p.material].alpha;
      g.doubleSided = model.materials[p.material].doubleSided;
      bound(mesh, p, g);
      out.primitives.push_back(g);
    }
    for (const asset::Vertex& v : mesh.vertices) vertices.push_back(packed(v));
    indices.insert(indices.end(), mesh.indices.begin(), mesh.indices.end());
  }
  for (const asset::Node& node : model.nodes) {
    GpuNode n;
    n.parent = node.parent;
    n.parentFromNode = node.parentFromNode;
    if (node.mesh >= 0) {
      n.firstPrimitive = runs[static_cast<size_t>(node.mesh)].first;
      n.primitiveCount = runs[static_cast<size_t>(node.mesh)].second;
    }
    out.nodes.push_back(n);
  }
  status = append(vertices_, vertexBytes_, kVertexUsage, vertices.data(),
                  vertices.size() * sizeof(GpuVertex));
  if (status) {
    status = append(indices_, indexBytes_, kIndexUsage, indices.data(), indices.size() * 4);
  }
  if (!status) return status;
  models_.push_back(std::move(out));
  return ModelId{static_cast<uint32_t>(models_.size() - 1), generation_};
}

}  // namespace shixun::render
