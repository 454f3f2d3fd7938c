#include "render/renderer.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "render/renderer_impl.h"
#include "render/ui.h"

namespace shixun::render {

static_assert(kExternalDepthFormat == Pipelines::kDepthFormat);

Renderer::Impl::~Impl() {
  if (device == nullptr || device->device == VK_NULL_HANDLE) return;
  const VkDevice d = device->device;
  vkDeviceWaitIdle(d);
  targets.clear();
  for (FrameSlot& slot : slots) destroySlot(*device, slot);
  vkDestroySampler(d, shared.shadowSampler, nullptr);
  vkDestroySampler(d, shared.glyphSampler, nullptr);
  vkDestroyDescriptorPool(d, framePool, nullptr);
  vkDestroyRenderPass(d, uiPass, nullptr);
}

Status Renderer::Impl::init(const RendererDef& wanted) {
  def = wanted;
  Result<std::unique_ptr<Device>> made = Device::create(def);
  if (!made) return made.status();
  device = std::move(*made);
  colourFormat = chooseColourFormat(*device);
  std::vector<FontFile> fonts = def.worldFonts;
  if (fonts.empty()) {
    Result<std::vector<FontFile>> found = defaultFonts({});
    if (!found) return found.status();
    fonts = std::move(*found);
  }
  Status status = atlas.init(fonts);
  if (status) status = models.init(*device);
  if (status) status = pipelines.init(*device, models.textureLayout());
  if (status) status = makeShared();
  if (status) status = makeUiPass();
  const VkDescriptorPoolSize sizes[3] = {
      {VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, kFramesInFlight},
      {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, kFramesInFlight * 2},
      {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kFramesInFlight * 2}};
  VkDescriptorPoolCreateInfo pool = {};
  pool.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
  pool.maxSets = kFramesInFlight;
  pool.poolSizeCount = 3;
  pool.pPoolSizes = sizes;
  if (status) {
    status = vulkanStatus(vkCreateDescriptorPool(device->device, &pool, nullptr, &framePool),
                          "a descriptor pool");
  }
  for (FrameSlot& slot : slots) {
    if (status) status = makeSlot(*device, framePool, pipelines.frameLayout(), slot);
  }
  return status;
}

Status Renderer::Impl::makeShared() {
  ImageDef shadow;
  shadow.width = shadow.height = std::clamp(def.shadowSize, 256U, 8192U);
  shadow.format = Pipelines::kDepthFormat;
  shadow.usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
  shadow.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  Result<Image> shadowImage = device->makeImage(shadow);
  if (!shadowImage) return shadowImage.status();
  shared.shadow = std::move(*shadowImage);
  ImageDef glyphs;
  glyphs.width = glyphs.height = GlyphAtlas::kSide;
  glyphs.format = VK_FORMAT_R8_UNORM;
  glyphs.usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT;
  Result<Image> glyphImage = device->makeImage(glyphs);
  if (!glyphImage) return glyphImage.status();
  shared.glyphs = std::move(*glyphImage);
  VkSamplerCreateInfo sampler = {};
  sampler.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
  sampler.magFilter = sampler.minFilter = VK_FILTER_LINEAR;
  sampler.addressModeU = sampler.addressModeV = sampler.addressModeW =
      VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
  VkResult result = vkCreateSampler(device->device, &sampler, nullptr, &shared.glyphSampler);
  sampler.compareEnable = VK_TRUE;
  sampler.compareOp = VK_COMPARE_OP_LESS_OR_EQUAL;
  if (result == VK_SUCCESS) {
    result = vkCreateSampler(device->device, &sampler, nullptr, &shared.shadowSampler);
  }
  if (result != VK_SUCCESS) return vulkanStatus(result, "a sampler");
  return device->runOnce([&](VkCommandBuffer commands) {
    const VkClearColorValue nothing = {};
    const VkImageSubresourceRange all = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    transition(commands, {.image = shared.glyphs.handle,
                          .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                          .toStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                          .toAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT});
    vkCmdClearColorImage(commands, shared.glyphs.handle, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                         &nothing, 1, &all);
    transition(commands, {.image = shared.glyphs.handle,
                          .from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                          .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                          .fromStage = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                          .fromAccess = VK_ACCESS_2_TRANSFER_WRITE_BIT,
                          .toStage = VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT,
                          .toAccess = VK_ACCESS_2_SHADER_SAMPLED_READ_BIT});
  });
}

// Dear ImGui 1.86 wants a render pass: one that draws over what is there.
Status Renderer::Impl::makeUiPass() {
  VkAttachmentDescription attachment = {};
  attachment.format = colourFormat;
  attachment.samples = VK_SAMPLE_COUNT_1_BIT;
  attachment.loadOp = VK_ATTACHMENT_LOAD_OP_LOAD;
  attachment.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
  attachment.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
  attachment.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  attachment.initialLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  attachment.finalLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  const VkAttachmentReference reference = {0, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
  VkSubpassDescription subpass = {};
  subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
  subpass.colorAttachmentCount = 1;
  subpass.pColorAttachments = &reference;
  // The frame's own barriers order this pass against its neighbours.
  VkSubpassDependency dependencies[2] = {};
  for (int i = 0; i < 2; ++i) {
    dependencies[i].srcSubpass = i == 0 ? VK_SUBPASS_EXTERNAL : 0;
    dependencies[i].dstSubpass = i == 0 ? 0 : VK_SUBPASS_EXTERNAL;
    dependencies[i].srcStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
    dependencies[i].dstStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
    dependencies[i].srcAccessMask = VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT;
    dependencies[i].dstAccessMask =
        VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT;
  }
  VkRenderPassCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO;
  info.attachmentCount = 1;
  info.pAttachments = &attachment;
  info.subpassCount = 1;
  info.pSubpasses = &subpass;
  info.dependencyCount = 2;
  info.pDependencies = dependencies;
  return vulkanStatus(vkCreateRenderPass(device->device, &info, nullptr, &uiPass),
                      "the panels' pass");
}

Status Renderer::Impl::lostStatus() const {
  return device->lost ? vulkanStatus(VK_ERROR_DEVICE_LOST, "drawing") : Status();
}

Status Renderer::Impl::idle() const {
  const VkResult result = vkDeviceWaitIdle(device->device);
  device->lost = device->lost || result == VK_ERROR_DEVICE_LOST;
  return vulkanStatus(result, "waiting for the graphics device");
}

Result<TargetId> Renderer::Impl::addTarget(const TargetDef& targetDef) {
  const Status alive = lostStatus();
  if (!alive) return alive;
  Result<std::unique_ptr<Target>> made = Target::create(*device, targetDef);
  if (!made) return made.status();
  size_t index = 0;
  while (index < targets.size() && targets[index] != nullptr) ++index;
  if (index == targets.size()) {
    targets.emplace_back();
    targetGenerations.push_back(0);
  }
  targets[index] = std::move(*made);
  ++targetGenerations[index];
  return TargetId{static_cast<uint32_t>(index), targetGenerations[index]};
}

Target* Renderer::Impl::find(TargetId id) const {
  const bool good =
      id.valid() && id.index < targets.size() && targetGenerations[id.index] == id.generation;
  return good ? targets[id.index].get() : nullptr;
}

Status Renderer::Impl::submit(FrameSlot& slot, const Target& target) {
  const bool window = target.def().kind == TargetKind::kWindow;
  VkSemaphoreSubmitInfo wait = {};
  wait.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
  wait.semaphore = slot.acquired;
  wait.stageMask =
      VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT | VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
  VkSemaphoreSubmitInfo signal = {};
  signal.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
  signal.semaphore = window ? target.drawn(target.current) : VK_NULL_HANDLE;
  signal.stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
  VkCommandBufferSubmitInfo commands = {};
  commands.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
  commands.commandBuffer = slot.commands;
  VkSubmitInfo2 info = {};
  info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2;
  info.waitSemaphoreInfoCount = window ? 1 : 0;
  info.pWaitSemaphoreInfos = &wait;
  info.commandBufferInfoCount = 1;
  info.pCommandBufferInfos = &commands;
  info.signalSemaphoreInfoCount = window ? 1 : 0;
  info.pSignalSemaphoreInfos = &signal;
  vkResetFences(device->device, 1, &slot.free);
  const VkResult result = vkQueueSubmit2(device->queue, 1, &info, slot.free);
  device->lost = device->lost || result == VK_ERROR_DEVICE_LOST;
  return vulkanStatus(result, "drawing");
}

Status Renderer::Impl::dropAcquired(FrameSlot& slot) {
  vkDestroySemaphore(device->device, slot.acquired, nullptr);
  slot.acquired = VK_NULL_HANDLE;
  VkSemaphoreCreateInfo semaphore = {};
  semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
  return vulkanStatus(vkCreateSemaphore(device->device, &semaphore, nullptr, &slot.acquired),
                      "a semaphore");
}

Result<bool> Renderer::Impl::begin(Target& target, FrameSlot& slot, uint32_t image) {
  Result<bool> ready = target.prepare();
  if (!ready || !*ready) return ready;
  const VkResult result = vkWaitForFences(device->device, 1, &slot.free, VK_TRUE, UINT64_MAX);
  device->lost = device->lost || result == VK_ERROR_DEVICE_LOST;
  if (result != VK_SUCCESS) return vulkanStatus(result, "waiting for a frame");
  if (target.def().kind == TargetKind::kWindow) return target.acquire(slot.acquired);
  SHIXUN_ASSERT(image < target.imageCount(), "the target has no such image");
  target.current = image;
  return true;
}

FrameJob Renderer::Impl::buildJob(const DrawList& list, const FrameDef& frame, Target& target) {
  FrameJob job;
  job.views = std::min({static_cast<uint32_t>(list.views.size()), target.def().layers, kMaxViews});
  job.viewport = list.viewport;
  job.fills = static_cast<uint32_t>(std::min<size_t>(list.fills.size(), kMaxFillLights));
  job.spot = list.key.kind == KeyLight::Kind::kSpot;
  job.fast = frame.quality == Quality::kFast;
  job.path = frame.path;
  const double w = target.sceneWidth();
  const double h = target.sceneHeight();
  const Rect& r = list.viewport;
  builder.build(list, models, shared.shadow.def.width,
                Vec4(r.x * w, r.y * h, r.width * w, r.height * h), job.views, scene);
  atlas.startFrame();
  textVertices.clear();
  for (const WorldText& text : list.texts) atlas.layOut(text, textVertices);
  job.scene = &scene;
  job.texts = &textVertices;
  job.models = &models;
  job.pipelines = &pipelines;
  job.shared = &shared;
  job.atlas = &atlas;
  job.target = &target;
  if (frame.ui != nullptr) {
    job.drawUi = [this, ui = frame.ui](VkCommandBuffer commands, VkFramebuffer framebuffer,
                                       uint32_t width, uint32_t height) {
      recordUi(*ui, commands, uiPass, framebuffer, {width, height});
    };
  }
  return job;
}

Result<FrameOutcome> Renderer::Impl::draw(const DrawList& list, const FrameDef& frame) {
  const Status alive = lostStatus();
  if (!alive) return alive;
  Target* target = find(frame.target);
  SHIXUN_ASSERT(target != nullptr, "a frame needs a target that exists");
  SHIXUN_ASSERT(!list.views.empty(), "a frame needs a view");
  FrameSlot& slot = slots[nextSlot];
  SHIXUN_ASSERT(!target->keepsDepth() || frame.depthImage < target->def().depthImages.size(),
                "a frame needs a depth image that exists");
  target->currentDepth = frame.depthImage;
  Result<bool> ready = begin(*target, slot, frame.image);
  if (!ready) return ready.status();
  if (!*ready) return FrameOutcome::kSkipped;
  const bool window = target->def().kind == TargetKind::kWindow;
  const auto started = std::chrono::steady_clock::now();
  const FrameJob job = buildJob(list, frame, *target);
  bool shadowRedrawn = false;
  Status status = upload(*device, job, slot);
  if (status) status = record(*device, job, slot, shadowRedrawn);
  const std::chrono::duration<double> cpu = std::chrono::steady_clock::now() - started;
  if (!status) {
    const Status dropped = window ? dropAcquired(slot) : Status();
    return dropped ? status : dropped;
  }
  status = submit(slot, *target);
  if (!status) return status;
  nextSlot = (nextSlot + 1) % kFramesInFlight;
  shared.shadowDrawn = true;
  shared.shadowHash = scene.shadowHash;
  target->everDrawn = true;
  stats = {.cpuSeconds = cpu.count(),
           .triangles = scene.triangles,
           .culled = scene.culled,
           .shadowRedrawn = shadowRedrawn};
  for (const Batch& batch : scene.batches) stats.draws += batch.count;
  if (!window) return FrameOutcome::kDrawn;
  ready = target->present(device->queue);
  if (!ready) return ready.status();
  return *ready ? FrameOutcome::kDrawn : FrameOutcome::kSkipped;
}

Result<std::unique_ptr<Renderer>> Renderer::create(const RendererDef& def) {
  std::unique_ptr<Renderer> self(new Renderer);
  self->impl_ = std::make_unique<Impl>();
  const Status status = self->impl_->init(def);
  if (!status) return status;
  return self;
}

Renderer::~Renderer() = default;

Result<ModelId> Renderer::addModel(const asset::Model& model) {
  Status status = impl_->lostStatus();
  if (status) status = impl_->idle();
  if (!status) return status;
  return impl_->models.add(model);
}

Status Renderer::clearModels() {
  Status status = impl_->lostStatus();
  if (status) status = impl_->idle();
  return status ? impl_->models.clear() : status;
}

Result<TargetId> Renderer::createWindowTarget(uint32_t width, uint32_t height, bool vsync) {
  if (impl_->device->surface == VK_NULL_HANDLE) {
    return Status(StatusCode::kInvalid, "the renderer was made without a window's surface");
  }
  TargetDef def;
  def.kind = TargetKind::kWindow;
  def.format = impl_->colourFormat;
  def.width = width;
  def.height = height;
  def.vsync = vsync;
  def.uiPass = impl_->uiPass;
  return impl_->addTarget(def);
}

Result<TargetId> Renderer::createOffscreen(const OffscreenDef& offscreen) {
  TargetDef def;
  def.format = impl_->colourFormat;
  def.width = offscreen.width;
  def.height = offscreen.height;
  def.layers = offscreen.layers;
  def.renderScale = offscreen.renderScale;
  def.uiPass = impl_->uiPass;
  return impl_->addTarget(def);
}

Result<TargetId> Renderer::createExternal(const ExternalTargetDef& external) {
  if (external.images.empty()) return Status(StatusCode::kInvalid, "no images to draw into");
  TargetDef def;
  def.kind = TargetKind::kExternal;
  def.format = external.format;
  def.width = external.width;
  def.height = external.height;
  def.layers = external.layers;
  def.images = external.images;
  def.depthImages = external.depthImages;
  return impl_->addTarget(def);
}

void Renderer::destroyTarget(TargetId id) {
  if (impl_->find(id) == nullptr) return;
  vkDeviceWaitIdle(impl_->device->device);
  impl_->targets[id.index].reset();
}

void Renderer::resize(TargetId id, uint32_t width, uint32_t height) {
  if (Target* target = impl_->find(id)) target->resize(width, height);
}

void Renderer::setRenderScale(TargetId id, double scale) {
  if (Target* target = impl_->find(id)) target->setRenderScale(scale);
}

void Renderer::setMultisampling(TargetId id, bool on) {
  if (Target* target = impl_->find(id)) target->setSamples(on ? 0 : 1);
}

bool Renderer::softwareDevice() const {
  return impl_->device->software;
}

Result<FrameOutcome> Renderer::draw(const DrawList& list, const FrameDef& frame) {
  return impl_->draw(list, frame);
}

Result<asset::Picture> Renderer::readPicture(TargetId id, uint32_t layer) {
  const Status alive = impl_->lostStatus();
  if (!alive) return alive;
  Target* target = impl_->find(id);
  const bool readable = target != nullptr && target->def().kind == TargetKind::kOffscreen &&
                        layer < target->def().layers && target->everDrawn;
  if (!readable) {
    return Status(StatusCode::kInvalid,
                  "only a layer of an off-screen target that was drawn can be read");
  }
  asset::Picture picture;
  picture.width = target->def().width;
  picture.height = target->def().height;
  const size_t bytes = size_t{picture.width} * picture.height * 4;
  const Result<Buffer> buffer =
      impl_->device->makeBuffer(bytes, VK_BUFFER_USAGE_TRANSFER_DST_BIT, true);
  if (!buffer) return buffer.status();
  const Status status = impl_->device->runOnce([&](VkCommandBuffer commands) {
    VkBufferImageCopy copy = {};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, layer, 1};
    copy.imageExtent = {picture.width, picture.height, 1};
    vkCmdCopyImageToBuffer(commands, target->image(0), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                           buffer->handle, 1, &copy);
    VkMemoryBarrier2 barrier = {};
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT;
    VkDependencyInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.memoryBarrierCount = 1;
    info.pMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands, &info);
  });
  if (!status) return status;
  const auto* raw = static_cast<const uint8_t*>(buffer->mapped);
  picture.rgba.assign(raw, raw + bytes);
  const VkFormat format = target->def().format;
  const bool bgr = format == VK_FORMAT_B8G8R8A8_UNORM || format == VK_FORMAT_B8G8R8A8_SRGB;
  for (size_t i = 0; i < bytes; i += 4) {
    if (bgr) std::swap(picture.rgba[i], picture.rgba[i + 2]);
    picture.rgba[i + 3] = 255;
  }
  return picture;
}

Status Renderer::finish() {
  return impl_->idle();
}

FrameStats Renderer::stats() const {
  return impl_->stats;
}

std::string Renderer::deviceName() const {
  return impl_->device->name;
}

const std::vector<std::string>& Renderer::validationMessages() const {
  return impl_->device->messages;
}

void Renderer::clearValidationMessages() {
  impl_->device->messages.clear();
}

Status Renderer::plantHazard() {
  const Result<Buffer> a = impl_->device->makeBuffer(
      256, VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT, false);
  const Result<Buffer> b = impl_->device->makeBuffer(256, VK_BUFFER_USAGE_TRANSFER_DST_BIT, false);
  if (!a) return a.status();
  if (!b) return b.status();
  return impl_->device->runOnce([&](VkCommandBuffer commands) {
    vkCmdFillBuffer(commands, a->handle, 0, 256, 7);
    const VkBufferCopy copy = {0, 0, 256};
    vkCmdCopyBuffer(commands, a->handle, b->handle, 1, &copy);
  });
}

Renderer::Handles Renderer::handles() const {
  const Device& d = *impl_->device;
  return {d.instance, d.physical, d.device, d.queueFamily, 0};
}

}  // namespace shixun::render
