// Private to the module: the renderer's inside, seen by renderer.cpp and ui.cpp.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "render/frame.h"
#include "render/renderer.h"

namespace shixun::render {

struct Renderer::Impl {
  ~Impl();

  Status init(const RendererDef& def);
  Status makeShared();
  Status makeUiPass();
  Result<TargetId> addTarget(const TargetDef& def);
  Target* find(TargetId id) const;
  Status lostStatus() const;
  Status idle() const;
  Result<FrameOutcome> draw(const DrawList& list, const FrameDef& frame);
  // Waits for the slot and the target's image; false: nothing to draw into now.
  Result<bool> begin(Target& target, FrameSlot& slot, uint32_t image);
  FrameJob buildJob(const DrawList& list, const FrameDef& frame, Target& target);
  Status submit(FrameSlot& slot, const Target& target);
  Status drawPanels(TargetId id, uint32_t image, Ui& ui);
  // After an acquire whose frame cannot be drawn: gives the semaphore a clean state.
  Status dropAcquired(FrameSlot& slot);

  // Order matters: the device is destroyed last.
  std::unique_ptr<Device> device;
  RendererDef def;
  VkFormat colourFormat = VK_FORMAT_B8G8R8A8_UNORM;
  VkRenderPass uiPass = VK_NULL_HANDLE;
  VkDescriptorPool framePool = VK_NULL_HANDLE;
  ModelStore models;
  Pipelines pipelines;
  SharedImages shared;
  GlyphAtlas atlas;
  FrameSlot slots[kFramesInFlight];
  uint32_t nextSlot = 0;
  std::vector<std::unique_ptr<Target>> targets;  // index of a TargetId; null when destroyed
  std::vector<uint32_t> targetGenerations;
  SceneBuilder builder;
  Scene scene;
  std::vector<GpuTextVertex> textVertices;
  FrameStats stats;
};

// Records the panels; defined in ui.cpp.
void recordUi(Ui& ui, VkCommandBuffer commands, VkRenderPass pass, VkFramebuffer framebuffer,
              VkExtent2D size);

}  // namespace shixun::render
