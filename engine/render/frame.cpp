#include "render/frame.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace shixun::render {

namespace {

Status fill(const Device& device, Buffer& buffer, VkBufferUsageFlags usage, const void* data,
            size_t bytes) {
  if (bytes > buffer.size || buffer.handle == VK_NULL_HANDLE) {
    Result<Buffer> larger = device.makeBuffer(std::max<size_t>(bytes * 2, 4096), usage, true);
    if (!larger) return larger.status();
    buffer = std::move(*larger);
  }
  if (bytes > 0) std::memcpy(buffer.mapped, data, bytes);
  return {};
}

template <typename T>
Status fill(const Device& device, Buffer& buffer, VkBufferUsageFlags usage,
            const std::vector<T>& items) {
  return fill(device, buffer, usage, items.data(), items.size() * sizeof(T));
}

void writeSet(const Device& device, const FrameJob& job, FrameSlot& slot) {
  if (slot.boundInstances == slot.instances.handle &&
      slot.boundMaterials == job.models->materials()) {
    return;
  }
  slot.boundInstances = slot.instances.handle;
  slot.boundMaterials = job.models->materials();
  const std::array<VkDescriptorBufferInfo, 3> buffers = {
      VkDescriptorBufferInfo{slot.frame.handle, 0, sizeof(FrameData)},
      VkDescriptorBufferInfo{slot.instances.handle, 0, VK_WHOLE_SIZE},
      VkDescriptorBufferInfo{job.models->materials(), 0, VK_WHOLE_SIZE}};
  const std::array<VkDescriptorImageInfo, 2> images = {
      VkDescriptorImageInfo{job.shared->shadowSampler, job.shared->shadow.view,
                            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL},
      VkDescriptorImageInfo{job.shared->glyphSampler, job.shared->glyphs.view,
                            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL}};
  std::array<VkWriteDescriptorSet, 5> writes = {};
  for (uint32_t i = 0; i < writes.size(); ++i) {
    writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    writes[i].dstSet = slot.set;
    writes[i].dstBinding = i;
    writes[i].descriptorCount = 1;
    writes[i].descriptorType = i == 0   ? VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER
                               : i <= 2 ? VK_DESCRIPTOR_TYPE_STORAGE_BUFFER
                                        : VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    if (i <= 2)
      writes[i].pBufferInfo = &buffers[i];
    else
      writes[i].pImageInfo = &images[i - 3];
  }
  vkUpdateDescriptorSets(device.device, static_cast<uint32_t>(writes.size()), writes.data(), 0,
                         nullptr);
}

void uploadGlyphs(const Device& device, const FrameJob& job, FrameSlot& slot, Status& status) {
  uint32_t first = 0;
  uint32_t last = 0;
  job.atlas->takeDirtyRows(first, last);
  if (first == last) return;
  const size_t row = GlyphAtlas::kSide;
  status = fill(device, slot.glyphRows, VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                job.atlas->texels().data() + first * row, (last - first) * row);
  if (!status) return;
  transition(slot.commands, {.image = job.shared->glyphs.handle,
                             .from = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                             .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                             .fromStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                             .fromAccess = 0,
                             .toStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                             .toAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT});
  VkBufferImageCopy copy = {};
  copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  copy.imageOffset = {0, static_cast<int32_t>(first), 0};
  copy.imageExtent = {GlyphAtlas::kSide, last - first, 1};
  vkCmdCopyBufferToImage(slot.commands, slot.glyphRows.handle, job.shared->glyphs.handle,
                         VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
  transition(slot.commands, {.image = job.shared->glyphs.handle,
                             .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                             .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                             .fromStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                             .fromAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT,
                             .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                             .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT});
}

void setViewport(VkCommandBuffer commands, const VkRect2D& area) {
  const VkViewport viewport = {static_cast<float>(area.offset.x),
                               static_cast<float>(area.offset.y),
                               static_cast<float>(area.extent.width),
                               static_cast<float>(area.extent.height),
                               0,
                               1};
  vkCmdSetViewport(commands, 0, 1, &viewport);
  vkCmdSetScissor(commands, 0, 1, &area);
}

void bindGeometry(const FrameJob& job, const FrameSlot& slot, bool tubes) {
  const VkBuffer vertices = tubes ? slot.tubeVertices.handle : job.models->vertices();
  const VkDeviceSize zero = 0;
  vkCmdBindVertexBuffers(slot.commands, 0, 1, &vertices, &zero);
  vkCmdBindIndexBuffer(slot.commands, tubes ? slot.tubeIndices.handle : job.models->indices(), 0,
                       VK_INDEX_TYPE_UINT32);
}

void drawBatch(const FrameSlot& slot, const Batch& batch) {
  constexpr uint32_t kStride = sizeof(VkDrawIndexedIndirectCommand);
  vkCmdDrawIndexedIndirect(slot.commands, slot.indirect.handle, VkDeviceSize{batch.first} * kStride,
                           batch.count, kStride);
}

void bindFrameSet(const FrameJob& job, const FrameSlot& slot) {
  vkCmdBindDescriptorSets(slot.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, job.pipelines->layout(),
                          0, 1, &slot.set, 0, nullptr);
}

void recordShadow(const FrameJob& job, const FrameSlot& slot) {
  const Image& map = job.shared->shadow;
  const VkPipelineStageFlags2 depthStages =
      VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT;
  transition(slot.commands, {.image = map.handle,
                             .to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
                             .fromStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                             .toStage = depthStages,
                             .toAccess = VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT |
                                         VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT,
                             .aspect = VK_IMAGE_ASPECT_DEPTH_BIT});
  VkRenderingAttachmentInfo depth = {};
  depth.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  depth.imageView = map.view;
  depth.imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
  depth.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  depth.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
  depth.clearValue.depthStencil = {1, 0};
  VkRenderingInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
  info.renderArea = {{0, 0}, {map.def.width, map.def.height}};
  info.layerCount = 1;
  info.pDepthAttachment = &depth;
  vkCmdBeginRendering(slot.commands, &info);
  setViewport(slot.commands, info.renderArea);
  vkCmdBindPipeline(slot.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, job.pipelines->shadow());
  bindFrameSet(job, slot);
  for (const Batch& batch : job.scene->shadowBatches) {
    bindGeometry(job, slot, batch.fromTubes);
    drawBatch(slot, batch);
  }
  vkCmdEndRendering(slot.commands);
  transition(slot.commands, {.image = map.handle,
                             .from = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
                             .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                             .fromStage = depthStages,
                             .fromAccess = VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
                             .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                             .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT,
                             .aspect = VK_IMAGE_ASPECT_DEPTH_BIT});
}

VkRect2D sceneArea(const FrameJob& job) {
  const auto pixels = [](double fraction, uint32_t side) {
    return static_cast<uint32_t>(std::clamp(fraction, 0.0, 1.0) * side + 0.5);
  };
  const uint32_t w = job.target->sceneWidth();
  const uint32_t h = job.target->sceneHeight();
  const uint32_t x = std::min(pixels(job.viewport.x, w), w - 1);
  const uint32_t y = std::min(pixels(job.viewport.y, h), h - 1);
  return {{static_cast<int32_t>(x), static_cast<int32_t>(y)},
          {std::clamp(pixels(job.viewport.width, w), 1U, w - x),
           std::clamp(pixels(job.viewport.height, h), 1U, h - y)}};
}

struct ScenePass {
  VkImageView colour = VK_NULL_HANDLE, depth = VK_NULL_HANDLE, resolve = VK_NULL_HANDLE;
  VkImageView keptDepth = VK_NULL_HANDLE;  // where depth stays after the pass; null: nowhere
  uint32_t firstView = 0;
  PassKind kind;
};

// Binds pipelines of one pass, each only when it changes; remembers the first failure.
class PipelineBinder {
 public:
  PipelineBinder(const FrameJob& job, const FrameSlot& slot, const PassKind& pass)
      : job_(job), slot_(slot), pass_(pass) {}

  void bind(PipelineKey key) {
    key.pass = pass_;
    const Result<VkPipeline> pipeline = job_.pipelines->find(key);
    if (!pipeline) {
      if (status_.ok()) status_ = pipeline.status();
      return;
    }
    if (*pipeline == bound_) return;
    bound_ = *pipeline;
    vkCmdBindPipeline(slot_.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, bound_);
  }
  const Status& status() const { return status_; }

 private:
  const FrameJob& job_;
  const FrameSlot& slot_;
  PassKind pass_;
  VkPipeline bound_ = VK_NULL_HANDLE;
  Status status_;
};

void bindTextures(const FrameJob& job, const FrameSlot& slot, uint32_t set) {
  const VkDescriptorSet textures = job.models->textureSet(set);
  vkCmdBindDescriptorSets(slot.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, job.pipelines->layout(),
                          1, 1, &textures, 0, nullptr);
}

// What comes after all opaque things and before glass: the background and ink.
void drawSkyAndTexts(const FrameJob& job, const FrameSlot& slot, PipelineBinder& binder) {
  bindTextures(job, slot, 0);
  PipelineKey key;
  key.drawn = Drawn::kSky;
  binder.bind(key);
  if (!binder.status()) return;
  vkCmdDraw(slot.commands, 6, 1, 0, 0);
  if (job.texts->empty()) return;
  key.drawn = Drawn::kText;
  binder.bind(key);
  if (!binder.status()) return;
  const VkDeviceSize zero = 0;
  vkCmdBindVertexBuffers(slot.commands, 0, 1, &slot.textVertices.handle, &zero);
  vkCmdDraw(slot.commands, static_cast<uint32_t>(job.texts->size()), 1, 0, 0);
}

// Before everything else: what lies there fails the depth test.
void drawHidden(const FrameJob& job, const FrameSlot& slot, PipelineBinder& binder) {
  if (job.scene->hidden.empty()) return;
  PipelineKey key;
  key.drawn = Drawn::kMask;
  binder.bind(key);
  if (!binder.status()) return;
  const VkDeviceSize zero = 0;
  vkCmdBindVertexBuffers(slot.commands, 0, 1, &slot.hidden.handle, &zero);
  vkCmdDraw(slot.commands, static_cast<uint32_t>(job.scene->hidden.size()), 1, 0, 0);
}

Status drawScene(const FrameJob& job, const FrameSlot& slot, const PassKind& pass) {
  bindFrameSet(job, slot);
  PipelineBinder binder(job, slot, pass);
  drawHidden(job, slot, binder);
  bool skyDrawn = false;
  for (const Batch& batch : job.scene->batches) {
    if (batch.pass == Batch::Pass::kBlend && !skyDrawn) {
      drawSkyAndTexts(job, slot, binder);
      skyDrawn = true;
    }
    PipelineKey key;
    key.doubleSided = batch.pass == Batch::Pass::kDoubleSided;
    key.blend = batch.pass == Batch::Pass::kBlend;
    key.textures = job.models->textureBits(batch.textureSet);
    binder.bind(key);
    if (!binder.status()) return binder.status();
    bindGeometry(job, slot, batch.fromTubes);
    bindTextures(job, slot, batch.textureSet);
    drawBatch(slot, batch);
  }
  if (!skyDrawn) drawSkyAndTexts(job, slot, binder);
  return binder.status();
}

// As OpenXR wants a depth image to be given back.
constexpr VkImageLayout kKeptDepthLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;

Status recordScenePass(const FrameJob& job, const FrameSlot& slot, const ScenePass& pass) {
  const bool multisampled = pass.colour != VK_NULL_HANDLE;
  VkRenderingAttachmentInfo colour = {};
  colour.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  colour.imageView = multisampled ? pass.colour : pass.resolve;
  colour.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  colour.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  colour.storeOp = multisampled ? VK_ATTACHMENT_STORE_OP_DONT_CARE : VK_ATTACHMENT_STORE_OP_STORE;
  colour.clearValue.color.float32[3] = 1;
  if (multisampled) {
    colour.resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT;
    colour.resolveImageView = pass.resolve;
    colour.resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  }
  VkRenderingAttachmentInfo depth = {};
  depth.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  depth.imageView = pass.depth;
  depth.imageLayout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
  depth.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  depth.storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  if (pass.keptDepth != VK_NULL_HANDLE && multisampled) {
    depth.resolveMode = VK_RESOLVE_MODE_SAMPLE_ZERO_BIT;
    depth.resolveImageView = pass.keptDepth;
    depth.resolveImageLayout = kKeptDepthLayout;
  } else if (pass.keptDepth != VK_NULL_HANDLE) {
    depth.imageView = pass.keptDepth;
    depth.imageLayout = kKeptDepthLayout;
    depth.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
  }
  VkRenderingInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
  info.renderArea = {{0, 0}, {job.target->sceneWidth(), job.target->sceneHeight()}};
  info.layerCount = 1;
  info.viewMask = pass.kind.viewMask;
  info.colorAttachmentCount = 1;
  info.pColorAttachments = &colour;
  info.pDepthAttachment = &depth;
  vkCmdBeginRendering(slot.commands, &info);
  setViewport(slot.commands, sceneArea(job));
  vkCmdPushConstants(slot.commands, job.pipelines->layout(),
                     VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0, 4,
                     &pass.firstView);
  const Status status = drawScene(job, slot, pass.kind);
  vkCmdEndRendering(slot.commands);
  return status;
}

// The stages that touch the final image of a frame first: a window waits for its image there.
constexpr VkPipelineStageFlags2 kFirstUse =
    VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

// The multisampled colour and depth images, whose old contents do not matter.
void prepareMultisampled(const FrameJob& job, const FrameSlot& slot) {
  const Target& target = *job.target;
  const VkPipelineStageFlags2 depthStages =
      VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT;
  if (target.colour().handle != VK_NULL_HANDLE)
    readyForColour(slot.commands, target.colour().handle);
  transition(slot.commands, {.image = target.depth().handle,
                             .to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
                             .fromStage = depthStages,
                             .fromAccess = VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
                             .toStage = depthStages,
                             .toAccess = VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT |
                                         VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT,
                             .aspect = VK_IMAGE_ASPECT_DEPTH_BIT});
}

// The depth image of somebody else, if there is one; its old contents do not matter. Depth is
// resolved in the stage that resolves colour.
void prepareKeptDepth(const FrameJob& job, const FrameSlot& slot) {
  const Target& target = *job.target;
  if (!target.keepsDepth()) return;
  const VkPipelineStageFlags2 stages = VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT |
                                       VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT |
                                       VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT;
  const VkAccessFlags2 writes =
      VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT;
  transition(slot.commands, {.image = target.depthImage(target.currentDepth),
                             .to = kKeptDepthLayout,
                             .fromStage = stages,
                             .fromAccess = writes,
                             .toStage = stages,
                             .toAccess = writes | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT |
                                         VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT,
                             .aspect = VK_IMAGE_ASPECT_DEPTH_BIT});
}

void readyToRead(const FrameSlot& slot, VkImage image) {
  transition(slot.commands, {.image = image,
                             .from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                             .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                             .fromStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                             .fromAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
                             .toStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                             .toAccess = VK_ACCESS_2_TRANSFER_READ_BIT});
}

// Before and after pictures are copied into the final image.
void beginCopies(const FrameJob& job, const FrameSlot& slot) {
  transition(slot.commands, {.image = job.target->image(job.target->current),
                             .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                             .fromStage = kFirstUse,
                             .fromAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
                             .toStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                             .toAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT});
}

void endCopies(const FrameJob& job, const FrameSlot& slot) {
  transition(slot.commands, {.image = job.target->image(job.target->current),
                             .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                             .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                             .fromStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                             .fromAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT,
                             .toStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                             .toAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT |
                                         VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT});
}

// Enlarges (or copies) the scene's picture into `layers` layers of the final image.
void copyScene(const FrameJob& job, const FrameSlot& slot, VkImage from, uint32_t firstLayer,
               uint32_t layers) {
  const Target& target = *job.target;
  const auto corner = [](uint32_t w, uint32_t h) {
    return VkOffset3D{static_cast<int32_t>(w), static_cast<int32_t>(h), 1};
  };
  readyToRead(slot, from);
  VkImageBlit blit = {};
  blit.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, layers};
  blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, firstLayer, layers};
  blit.srcOffsets[1] = corner(target.sceneWidth(), target.sceneHeight());
  blit.dstOffsets[1] = corner(target.def().width, target.def().height);
  vkCmdBlitImage(slot.commands, from, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                 target.image(target.current), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit,
                 VK_FILTER_LINEAR);
}

// One pass per view, each through a picture of one layer: lavapipe 22.3 resolves multisampled
// images into layer 0 whatever layer the view names.
Status recordViewByView(const FrameJob& job, const FrameSlot& slot, ScenePass pass) {
  const Target& target = *job.target;
  if (target.keepsDepth()) {
    return Status(StatusCode::kInvalid, "depth stays only where one pass draws all views");
  }
  beginCopies(job, slot);
  for (uint32_t view = 0; view < job.views; ++view) {
    prepareMultisampled(job, slot);
    readyForColour(slot.commands, target.single().handle);
    pass.firstView = view;
    if (target.colour().handle != VK_NULL_HANDLE) pass.colour = target.colour().layerViews[0];
    pass.depth = target.depth().layerViews[0];
    pass.resolve = target.single().view;
    const Status status = recordScenePass(job, slot, pass);
    if (!status) return status;
    copyScene(job, slot, target.single().handle, view, 1);
  }
  endCopies(job, slot);
  return {};
}

Status recordScene(const Device& device, const FrameJob& job, const FrameSlot& slot) {
  const Target& target = *job.target;
  const VkFormat format = target.def().format;
  ScenePass pass;
  pass.kind.colour = format;
  pass.kind.fills = job.fills;
  pass.kind.spot = job.spot;
  pass.kind.fast = job.fast;
  pass.kind.samples = target.samples();
  pass.kind.encodeSrgb = format != VK_FORMAT_R8G8B8A8_SRGB && format != VK_FORMAT_B8G8R8A8_SRGB;
  const uint32_t layers = target.def().layers;
  const bool multiview = layers > 1 && job.views == layers && job.path == ViewPath::kMultiview &&
                         layers <= device.maxViews;
  if (layers > 1 && !multiview) return recordViewByView(job, slot, pass);
  if (multiview) pass.kind.viewMask = (1U << layers) - 1;
  const VkImage into = target.scaled() ? target.scaledImage().handle : target.image(target.current);
  prepareMultisampled(job, slot);
  prepareKeptDepth(job, slot);
  readyForColour(slot.commands, into);
  pass.colour = target.colour().view;
  pass.depth = target.depth().view;
  if (target.keepsDepth()) pass.keptDepth = target.depthView(target.currentDepth);
  pass.resolve = target.scaled() ? target.scaledImage().view : target.view(target.current);
  const Status status = recordScenePass(job, slot, pass);
  if (!status || !target.scaled()) return status;
  beginCopies(job, slot);
  copyScene(job, slot, into, 0, layers);
  endCopies(job, slot);
  return {};
}

void recordUi(const FrameJob& job, const FrameSlot& slot) {
  const Target& target = *job.target;
  if (!job.drawUi || target.def().uiPass == VK_NULL_HANDLE) return;
  readyToDrawOver(slot.commands, target.image(target.current));
  job.drawUi(slot.commands, target.uiFramebuffer(target.current), target.def().width,
             target.def().height);
}

void handOver(const FrameJob& job, const FrameSlot& slot) {
  const Target& target = *job.target;
  if (target.def().kind == TargetKind::kExternal) return;
  const bool window = target.def().kind == TargetKind::kWindow;
  transition(slot.commands,
             {.image = target.image(target.current),
              .from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
              .to = window ? VK_IMAGE_LAYOUT_PRESENT_SRC_KHR : VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
              .fromStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
              .fromAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
              .toStage = window ? VK_PIPELINE_STAGE_2_BOTTOM_OF_PIPE_BIT
                                : VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
              .toAccess = window ? VkAccessFlags2{0} : VK_ACCESS_2_TRANSFER_READ_BIT});
}

}  // namespace

void readyForColour(VkCommandBuffer commands, VkImage image) {
  transition(commands, {.image = image,
                        .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                        .fromStage = kFirstUse,
                        .fromAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
                        .toStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                        .toAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT |
                                    VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT});
}

void readyToDrawOver(VkCommandBuffer commands, VkImage image) {
  transition(commands, {.image = image,
                        .from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                        .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                        .fromStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                        .fromAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
                        .toStage = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                        .toAccess = VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT |
                                    VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT});
}

Status beginRecording(const Device& device, const FrameSlot& slot) {
  vkResetCommandPool(device.device, slot.pool, 0);
  VkCommandBufferBeginInfo begin = {};
  begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  return vulkanStatus(vkBeginCommandBuffer(slot.commands, &begin), "recording a frame");
}

Status makeSlot(const Device& device, VkDescriptorPool pool, VkDescriptorSetLayout layout,
                FrameSlot& slot) {
  VkCommandPoolCreateInfo commandPool = {};
  commandPool.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
  commandPool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
  commandPool.queueFamilyIndex = device.queueFamily;
  VkResult result = vkCreateCommandPool(device.device, &commandPool, nullptr, &slot.pool);
  VkCommandBufferAllocateInfo commands = {};
  commands.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
  commands.commandPool = slot.pool;
  commands.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
  commands.commandBufferCount = 1;
  if (result == VK_SUCCESS) {
    result = vkAllocateCommandBuffers(device.device, &commands, &slot.commands);
  }
  VkFenceCreateInfo fence = {};
  fence.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO;
  fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
  if (result == VK_SUCCESS) result = vkCreateFence(device.device, &fence, nullptr, &slot.free);
  VkSemaphoreCreateInfo semaphore = {};
  semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
  if (result == VK_SUCCESS) {
    result = vkCreateSemaphore(device.device, &semaphore, nullptr, &slot.acquired);
  }
  VkDescriptorSetAllocateInfo set = {};
  set.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO;
  set.descriptorPool = pool;
  set.descriptorSetCount = 1;
  set.pSetLayouts = &layout;
  if (result == VK_SUCCESS) result = vkAllocateDescriptorSets(device.device, &set, &slot.set);
  return vulkanStatus(result, "a frame");
}

void destroySlot(const Device& device, FrameSlot& slot) {
  vkDestroyCommandPool(device.device, slot.pool, nullptr);
  vkDestroyFence(device.device, slot.free, nullptr);
  vkDestroySemaphore(device.device, slot.acquired, nullptr);
}

Status upload(const Device& device, const FrameJob& job, FrameSlot& slot) {
  const Scene& s = *job.scene;
  constexpr VkBufferUsageFlags kVertex = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT;
  Status status =
      fill(device, slot.frame, VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT, &s.frame, sizeof s.frame);
  if (status)
    status = fill(device, slot.instances, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, s.instances);
  if (status) status = fill(device, slot.indirect, VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT, s.commands);
  if (status) status = fill(device, slot.tubeVertices, kVertex, s.tubeVertices);
  if (status)
    status = fill(device, slot.tubeIndices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT, s.tubeIndices);
  if (status) status = fill(device, slot.textVertices, kVertex, *job.texts);
  if (status) status = fill(device, slot.hidden, kVertex, s.hidden);
  if (status) writeSet(device, job, slot);
  return status;
}

Status record(const Device& device, const FrameJob& job, FrameSlot& slot, bool& shadowRedrawn) {
  Status status = beginRecording(device, slot);
  if (!status) return status;
  uploadGlyphs(device, job, slot, status);
  shadowRedrawn = !job.shared->shadowDrawn || job.shared->shadowHash != job.scene->shadowHash;
  if (shadowRedrawn) recordShadow(job, slot);
  if (status) status = recordScene(device, job, slot);
  if (status) {
    recordUi(job, slot);
    handOver(job, slot);
  }
  const VkResult result = vkEndCommandBuffer(slot.commands);
  return status ? vulkanStatus(result, "recording a frame") : status;
}

}  // namespace shixun::render
