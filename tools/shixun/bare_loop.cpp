#include "bare_loop.h"

#include <array>
#include <cstring>

#include "render/gpu_types.h"
#include "render/lights.h"

namespace shixun::tools {

struct BareLoop::Barrier {
  const Image* image = nullptr;
  VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED, to = VK_IMAGE_LAYOUT_UNDEFINED;
  VkPipelineStageFlags2 fromStage = 0;
  VkAccessFlags2 fromAccess = 0;
  VkPipelineStageFlags2 toStage = 0;
  VkAccessFlags2 toAccess = 0;
};

namespace {

constexpr VkPipelineStageFlags2 kDepthStages =
    VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT;
constexpr VkAccessFlags2 kDepthWrite = VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
constexpr VkAccessFlags2 kDepthUse = kDepthWrite | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT;
constexpr VkPipelineStageFlags2 kColourStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT;
constexpr VkAccessFlags2 kColourWrite = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT;
constexpr VkAccessFlags2 kColourUse = kColourWrite | VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT;
constexpr VkPipelineStageFlags2 kCopyStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

void placeInstance(const Pose& place, render::GpuInstance& out) {
  const Mat4f m(place.matrix());
  for (int i = 0; i < 3; ++i) out.rows[i] = Vec4f(m[0][i], m[1][i], m[2][i], m[3][i]);
}

render::GpuVertex packVertex(const asset::Vertex& v) {
  render::GpuVertex out;
  for (int i = 0; i < 3; ++i) {
    out.position[i] = v.position[i];
    out.normal[i] = render::snorm16(v.normal[i]);
    out.tangent[i] = render::snorm16(v.tangent[i]);
  }
  out.normal[3] = render::snorm16(v.occlusion);
  out.tangent[3] = render::snorm16(v.tangent.w);
  out.uv[0] = v.uv.x;
  out.uv[1] = v.uv.y;
  return out;
}

// The whole scene as the shaders read it.
struct Packed {
  std::vector<render::GpuVertex> vertices;
  std::vector<uint32_t> indices;
  std::vector<render::GpuMaterial> materials;  // one per model
  std::vector<render::GpuInstance> instances;  // one per draw
  std::vector<VkDrawIndexedIndirectCommand> draws;
  render::FrameData frame;
};

void packModels(const BenchScene& scene, Packed& out) {
  std::vector<VkDrawIndexedIndirectCommand> ofModel;
  for (const asset::Model& model : scene.models) {
    const asset::Mesh& mesh = model.meshes[0];
    ofModel.push_back({static_cast<uint32_t>(mesh.indices.size()), 1,
                       static_cast<uint32_t>(out.indices.size()),
                       static_cast<int32_t>(out.vertices.size()), 0});
    for (const asset::Vertex& v : mesh.vertices) out.vertices.push_back(packVertex(v));
    out.indices.insert(out.indices.end(), mesh.indices.begin(), mesh.indices.end());
    const asset::Material& m = model.materials[0];
    render::GpuMaterial material;
    material.baseColour = m.baseColour;
    material.emissive = Vec4f(m.emissive, m.normalScale);
    material.surface = Vec4f(m.roughness, m.metallic, -1, 0);
    out.materials.push_back(material);
  }
  for (size_t i = 0; i < scene.list.draws.size(); ++i) {
    out.draws.push_back(ofModel[scene.modelOf[i]]);
    out.draws.back().firstInstance = static_cast<uint32_t>(i);
    render::GpuInstance instance;
    placeInstance(scene.list.draws[i].worldFromModel, instance);
    instance.material = scene.modelOf[i];
    out.instances.push_back(instance);
  }
}

Packed packScene(const BenchScene& scene, const BareLoopDef& def) {
  Packed out;
  packModels(scene, out);
  render::setLights(scene.list, def.shadowSize, out.frame);
  for (size_t i = 0; i < scene.list.views.size(); ++i) {
    const render::View& view = scene.list.views[i];
    out.frame.views[i].clipFromWorld = Mat4f(view.clipFromView * view.viewFromWorld);
    out.frame.views[i].eye = Vec4f(Vec3f(Vec3(glm::inverse(view.viewFromWorld)[3])), 0);
  }
  out.frame.viewport =
      Vec4f(0, 0, 1 / static_cast<float>(def.width), 1 / static_cast<float>(def.height));
  return out;
}

}  // namespace

bool BareLoop::good(VkResult result, const char* what) {
  if (result != VK_SUCCESS && status_.ok()) {
    status_ =
        Status(StatusCode::kUnavailable, "the bare Vulkan loop cannot have " + std::string(what) +
                                             " (VkResult " + std::to_string(result) + ")");
  }
  return status_.ok();
}

Result<std::unique_ptr<BareLoop>> BareLoop::create(const BareLoopDef& def,
                                                   const BenchScene& scene) {
  std::unique_ptr<BareLoop> self(new BareLoop(def));
  vkGetDeviceQueue(def.handles.device, def.handles.queueFamily, def.handles.queueIndex,
                   &self->queue_);
  self->makeCommands();
  self->makeImages();
  self->makeSamplers();
  self->uploadScene(scene);
  self->makeSets();
  self->makePipelines(static_cast<uint32_t>(scene.list.fills.size()));
  self->whiteTexture();
  if (!self->status_) return self->status_;
  return self;
}

BareLoop::~BareLoop() {
  vkDeviceWaitIdle(device_);
  for (const VkPipeline p : {mesh_, sky_, casters_}) vkDestroyPipeline(device_, p, nullptr);
  vkDestroyPipelineLayout(device_, layout_, nullptr);
  vkDestroyDescriptorPool(device_, sets_, nullptr);
  for (const VkDescriptorSetLayout l : {frameLayout_, textureLayout_}) {
    vkDestroyDescriptorSetLayout(device_, l, nullptr);
  }
  for (const VkSampler s : {sampler_, shadowSampler_}) vkDestroySampler(device_, s, nullptr);
  for (const Image& i : {colour_, depth_, picture_, shadow_, white_}) freeImage(i);
  for (const Buffer& b : {vertices_, indices_, materials_, instances_, frame_, indirect_}) {
    freeBuffer(b);
  }
  vkDestroyFence(device_, done_, nullptr);
  vkDestroyCommandPool(device_, pool_, nullptr);
}

void BareLoop::makeImages() {
  ImageDef def = {.width = def_.width, .height = def_.height, .layers = 2};
  def.format = kColourFormat;
  def.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
              VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  picture_ = makeImage(def);
  def.samples = kSceneSamples;
  def.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;
  colour_ = makeImage(def);
  def.format = kDepthFormat;
  def.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;
  depth_ = makeImage(def);
  def = {.width = def_.shadowSize, .height = def_.shadowSize};
  def.format = kDepthFormat;
  def.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
  shadow_ = makeImage(def);
  def = {};
  def.format = VK_FORMAT_R8G8B8A8_UNORM;
  def.usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
  white_ = makeImage(def);
}

void BareLoop::makeCommands() {
  VkCommandPoolCreateInfo pool = {};
  pool.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
  pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
  pool.queueFamilyIndex = def_.handles.queueFamily;
  if (!good(vkCreateCommandPool(device_, &pool, nullptr, &pool_), "a command pool")) return;
  VkCommandBufferAllocateInfo commands = {};
  commands.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
  commands.commandPool = pool_;
  commands.commandBufferCount = 1;
  good(vkAllocateCommandBuffers(device_, &commands, &commands_), "a command buffer");
  VkFenceCreateInfo fence = {};
  fence.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO;
  good(vkCreateFence(device_, &fence, nullptr, &done_), "a fence");
}

void BareLoop::uploadScene(const BenchScene& scene) {
  const Packed packed = packScene(scene, def_);
  const auto bytes = [](const auto& items) { return items.size() * sizeof items[0]; };
  vertices_ =
      upload(packed.vertices.data(), bytes(packed.vertices), VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
  indices_ = upload(packed.indices.data(), bytes(packed.indices), VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
  materials_ =
      upload(packed.materials.data(), bytes(packed.materials), VK_BUFFER_USAGE_STORAGE_BUFFER_BIT);
  indirect_ = upload(packed.draws.data(), bytes(packed.draws), VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT);
  frame_ = upload(&packed.frame, sizeof packed.frame, VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT);
  // The one thing that changes: where the moved object is.
  instances_ = makeBuffer(bytes(packed.instances), VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, true);
  if (status_) std::memcpy(instances_.mapped, packed.instances.data(), bytes(packed.instances));
  draws_ = static_cast<uint32_t>(packed.draws.size());
}

bool BareLoop::begin() {
  vkResetCommandPool(device_, pool_, 0);
  VkCommandBufferBeginInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
  info.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  return good(vkBeginCommandBuffer(commands_, &info), "a command buffer");
}

bool BareLoop::submit() {
  if (!good(vkEndCommandBuffer(commands_), "a command buffer")) return false;
  VkCommandBufferSubmitInfo commands = {};
  commands.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
  commands.commandBuffer = commands_;
  VkSubmitInfo2 info = {};
  info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2;
  info.commandBufferInfoCount = 1;
  info.pCommandBufferInfos = &commands;
  if (!good(vkQueueSubmit2(queue_, 1, &info, done_), "its work done")) return false;
  if (!good(vkWaitForFences(device_, 1, &done_, VK_TRUE, UINT64_MAX), "its work done"))
    return false;
  return good(vkResetFences(device_, 1, &done_), "a fence");
}

void BareLoop::barriers(std::initializer_list<Barrier> list) {
  std::array<VkImageMemoryBarrier2, 3> out = {};
  uint32_t count = 0;
  for (const Barrier& b : list) {
    VkImageMemoryBarrier2& barrier = out[count++];
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
    barrier.srcStageMask = b.fromStage;
    barrier.srcAccessMask = b.fromAccess;
    barrier.dstStageMask = b.toStage;
    barrier.dstAccessMask = b.toAccess;
    barrier.oldLayout = b.from;
    barrier.newLayout = b.to;
    barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.image = b.image->handle;
    barrier.subresourceRange = {b.image->aspect, 0, 1, 0, VK_REMAINING_ARRAY_LAYERS};
  }
  VkDependencyInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
  info.imageMemoryBarrierCount = count;
  info.pImageMemoryBarriers = out.data();
  vkCmdPipelineBarrier2(commands_, &info);
}

// Nothing in it is seen, as no material has a texture; but the shader names four.
void BareLoop::whiteTexture() {
  if (!status_ || !begin()) return;
  const VkClearColorValue white = {{1, 1, 1, 1}};
  const VkImageSubresourceRange all = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
  barriers({{.image = &white_,
             .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
             .toStage = kCopyStage,
             .toAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT}});
  vkCmdClearColorImage(commands_, white_.handle, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &white, 1,
                       &all);
  barriers({{.image = &white_,
             .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
             .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
             .fromStage = kCopyStage,
             .fromAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT,
             .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
             .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT}});
  submit();
}

void BareLoop::drawTriangles() {
  vkCmdDrawIndexedIndirect(commands_, indirect_.handle, 0, draws_,
                           sizeof(VkDrawIndexedIndirectCommand));
}

void BareLoop::recordShadow() {
  barriers({{.image = &shadow_,
             .to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
             .fromStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
             .toStage = kDepthStages,
             .toAccess = kDepthUse}});
  VkRenderingAttachmentInfo depth = {};
  depth.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  depth.imageView = shadow_.view;
  depth.imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
  depth.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  depth.clearValue.depthStencil = {1, 0};
  VkRenderingInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
  info.renderArea = {{0, 0}, {def_.shadowSize, def_.shadowSize}};
  info.layerCount = 1;
  info.pDepthAttachment = &depth;
  const auto side = static_cast<float>(def_.shadowSize);
  const VkViewport viewport = {0, 0, side, side, 0, 1};
  vkCmdBeginRendering(commands_, &info);
  vkCmdSetViewport(commands_, 0, 1, &viewport);
  vkCmdSetScissor(commands_, 0, 1, &info.renderArea);
  vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, casters_);
  drawTriangles();
  vkCmdEndRendering(commands_);
}

void BareLoop::recordScene() {
  VkRenderingAttachmentInfo colour = {};
  colour.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  colour.imageView = colour_.view;
  colour.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  colour.resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT;
  colour.resolveImageView = picture_.view;
  colour.resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  colour.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  colour.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  colour.clearValue.color.float32[3] = 1;
  VkRenderingAttachmentInfo depth = {};
  depth.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  depth.imageView = depth_.view;
  depth.imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
  depth.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  depth.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  VkRenderingInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
  info.renderArea = {{0, 0}, {def_.width, def_.height}};
  info.layerCount = 1;
  info.viewMask = 3;
  info.colorAttachmentCount = 1;
  info.pColorAttachments = &colour;
  info.pDepthAttachment = &depth;
  const VkViewport viewport = {
      0, 0, static_cast<float>(def_.width), static_cast<float>(def_.height), 0, 1};
  const uint32_t firstView = 0;
  vkCmdBeginRendering(commands_, &info);
  vkCmdSetViewport(commands_, 0, 1, &viewport);
  vkCmdSetScissor(commands_, 0, 1, &info.renderArea);
  vkCmdPushConstants(commands_, layout_, kBothShaders, 0, 4, &firstView);
  vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, mesh_);
  drawTriangles();
  vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, sky_);
  vkCmdDraw(commands_, 6, 1, 0, 0);
  vkCmdEndRendering(commands_);
}

Status BareLoop::draw(const Pose& moved) {
  if (!status_ || !begin()) return status_;
  placeInstance(moved, static_cast<render::GpuInstance*>(instances_.mapped)[BenchScene::kMoved]);
  const VkDescriptorSet sets[2] = {frameSet_, textureSet_};
  const VkDeviceSize zero = 0;
  vkCmdBindDescriptorSets(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_, 0, 2, sets, 0,
                          nullptr);
  vkCmdBindVertexBuffers(commands_, 0, 1, &vertices_.handle, &zero);
  vkCmdBindIndexBuffer(commands_, indices_.handle, 0, VK_INDEX_TYPE_UINT32);
  recordShadow();
  barriers({{.image = &shadow_,
             .from = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
             .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
             .fromStage = kDepthStages,
             .fromAccess = kDepthWrite,
             .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
             .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT}});
  const Barrier resolved = {.image = &picture_,
                            .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                            .fromStage = kColourStage | kCopyStage,
                            .fromAccess = kColourWrite,
                            .toStage = kColourStage,
                            .toAccess = kColourUse};
  Barrier sampled = resolved;
  sampled.image = &colour_;
  barriers({resolved,
            sampled,
            {.image = &depth_,
             .to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
             .fromStage = kDepthStages,
             .fromAccess = kDepthWrite,
             .toStage = kDepthStages,
             .toAccess = kDepthUse}});
  recordScene();
  barriers({{.image = &picture_,
             .from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
             .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
             .fromStage = kColourStage,
             .fromAccess = kColourWrite,
             .toStage = kCopyStage,
             .toAccess = VK_ACCESS_2_TRANSFER_READ_BIT}});
  submit();
  return status_;
}

Result<asset::Picture> BareLoop::readPicture(uint32_t eye) {
  asset::Picture out;
  out.width = def_.width;
  out.height = def_.height;
  const size_t bytes = size_t{out.width} * out.height * 4;
  const Buffer buffer = makeBuffer(bytes, VK_BUFFER_USAGE_TRANSFER_DST_BIT, true);
  if (status_ && begin()) {
    VkBufferImageCopy copy = {};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, eye, 1};
    copy.imageExtent = {out.width, out.height, 1};
    vkCmdCopyImageToBuffer(commands_, picture_.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                           buffer.handle, 1, &copy);
    VkMemoryBarrier2 barrier = {};
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
    barrier.srcStageMask = kCopyStage;
    barrier.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT;
    VkDependencyInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.memoryBarrierCount = 1;
    info.pMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands_, &info);
    submit();
  }
  if (status_) {
    out.rgba.resize(bytes);
    std::memcpy(out.rgba.data(), buffer.mapped, bytes);
    for (size_t i = 0; i < bytes; i += 4) {  // blue comes first
      std::swap(out.rgba[i], out.rgba[i + 2]);
      out.rgba[i + 3] = 255;
    }
  }
  freeBuffer(buffer);
  if (!status_) return status_;
  return out;
}

}  // namespace shixun::tools
