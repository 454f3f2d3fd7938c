// Private to the module: one frame - its buffers on the device and its commands.
#pragma once

#include <vector>

#include "render/device.h"
#include "render/glyphs.h"
#include "render/pipelines.h"
#include "render/scene.h"
#include "render/target.h"

namespace shixun::render {

inline constexpr uint32_t kFramesInFlight = 2;

// What one frame in flight owns. The fence is signalled while the slot is free.
struct FrameSlot {
  VkCommandPool pool = VK_NULL_HANDLE;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VkFence free = VK_NULL_HANDLE;
  VkSemaphore acquired = VK_NULL_HANDLE;
  Buffer frame, instances, indirect, tubeVertices, tubeIndices, textVertices, glyphRows, hidden;
  VkDescriptorSet set = VK_NULL_HANDLE;
  VkBuffer boundInstances = VK_NULL_HANDLE;  // what the set points to now
  VkBuffer boundMaterials = VK_NULL_HANDLE;
};

// The shadow map and the glyph atlas: shared by all frames.
struct SharedImages {
  Image shadow;
  Image glyphs;
  VkSampler shadowSampler = VK_NULL_HANDLE;
  VkSampler glyphSampler = VK_NULL_HANDLE;
  uint64_t shadowHash = 0;  // of what the shadow map shows
  bool shadowDrawn = false;
};

struct FrameJob {
  const Scene* scene = nullptr;
  const std::vector<GpuTextVertex>* texts = nullptr;
  const ModelStore* models = nullptr;
  Pipelines* pipelines = nullptr;
  SharedImages* shared = nullptr;
  GlyphAtlas* atlas = nullptr;
  Target* target = nullptr;
  ViewPath path = ViewPath::kMultiview;
  uint32_t views = 1;
  Rect viewport;
  uint32_t fills = 0;  // lights without shadow
  bool spot = false;   // the key light is one
  bool fast = false;   // Quality::kFast
  std::function<void(VkCommandBuffer, VkFramebuffer, uint32_t, uint32_t)> drawUi;  // may be empty
};

// The frame's own barriers around passes that write colour: before the first, whose old contents do
// not matter, and before one that draws over the one before it.
void readyForColour(VkCommandBuffer commands, VkImage image);
void readyToDrawOver(VkCommandBuffer commands, VkImage image);
// Empties the slot's commands and begins to record.
Status beginRecording(const Device& device, const FrameSlot& slot);

Status makeSlot(const Device& device, VkDescriptorPool pool, VkDescriptorSetLayout layout,
                FrameSlot& slot);
void destroySlot(const Device& device, FrameSlot& slot);
// Copies the job's data into the slot's buffers, which grow as needed.
Status upload(const Device& device, const FrameJob& job, FrameSlot& slot);
// Records the whole frame into the slot's command buffer. `shadowRedrawn` says whether the shadow
// map had to be drawn.
Status record(const Device& device, const FrameJob& job, FrameSlot& slot, bool& shadowRedrawn);

}  // namespace shixun::render
