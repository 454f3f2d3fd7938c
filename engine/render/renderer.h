// Renderer: draws DrawLists with Vulkan 1.3 into windows, pictures, or images owned by somebody
// else (a headset's runtime). One object per process is the normal case. Single threaded.
//
// Everything that can fail because of the machine gives a Status with what to do about it. After
// the device is lost every call gives kUnavailable; destroy the renderer and make another.
#pragma once

#include <vulkan/vulkan_core.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "asset/model.h"
#include "asset/picture.h"
#include "core/id.h"
#include "core/status.h"
#include "render/draw_list.h"
#include "render/font.h"

namespace shixun::render {

class Ui;

struct TargetTag {};
using TargetId = Id<TargetTag>;

// Lets somebody else make the instance and the device (an OpenXR runtime does, through
// XR_KHR_vulkan_enable2). The renderer destroys what was made, before the factory may die.
class DeviceFactory {
 public:
  virtual ~DeviceFactory() = default;
  virtual VkResult createInstance(const VkInstanceCreateInfo& info, VkInstance& instance) = 0;
  // The device the runtime wants; VK_NULL_HANDLE leaves the choice to the renderer.
  virtual VkPhysicalDevice choose(VkInstance instance) = 0;
  virtual VkResult createDevice(VkPhysicalDevice physical, const VkDeviceCreateInfo& info,
                                VkDevice& device) = 0;
};

struct RendererDef {
  std::string appName = "shixun";
  // Validation layer with synchronization validation; a missing layer is a failure. Messages are
  // collected, see validationMessages().
  bool validate = false;
  // For a window: what platform::Window::vulkanExtensions() and createSurface() give. The function
  // gets the VkInstance and returns the VkSurfaceKHR, which the renderer then owns.
  std::vector<std::string> instanceExtensions = {};
  std::function<Result<uint64_t>(void* vkInstance)> createSurface = {};
  DeviceFactory* factory = nullptr;  // null: plain Vulkan
  uint32_t shadowSize = 2048;        // texels, a power of two
  uint32_t samples = 4;              // of multisampling: 1, 2, 4, 8; less where the device has less
  std::vector<FontFile> worldFonts = {};  // for WorldText, tried in order; empty: defaultFonts
};

struct OffscreenDef {
  uint32_t width = 1280;  // pixels, 1..16384
  uint32_t height = 720;
  uint32_t layers = 1;     // one per view, 1..kMaxViews
  double renderScale = 1;  // 0.25..1: the scene is drawn smaller and enlarged; panels are not
};

// Images that somebody else owns (an OpenXR swapchain). Each has `layers` layers and colour
// attachment usage; contents are left in VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL. depthImages,
// when given, take the scene's depth (1 at the near plane, 0 at infinity): of kExternalDepthFormat,
// as many layers, depth attachment usage, left in DEPTH_STENCIL_ATTACHMENT_OPTIMAL. Such
// a target is drawn in one pass for all views (ViewPath::kMultiview), or not at all.
inline constexpr VkFormat kExternalDepthFormat = VK_FORMAT_D32_SFLOAT;
struct ExternalTargetDef {
  std::vector<VkImage> images = {};
  std::vector<VkImage> depthImages = {};
  VkFormat format = VK_FORMAT_R8G8B8A8_SRGB;
  uint32_t width = 0;
  uint32_t height = 0;
  uint32_t layers = 2;
};

enum class FrameOutcome {
  kDrawn,
  kSkipped,  // the window has no size (minimised) or changed under us: nothing shown, go on
};

// How several views are drawn: in one pass, or one after the other and copied together. The second
// is slower; it is for devices whose multiview is faulty (lavapipe of Mesa 22.3 draws triangles
// that need clipping into the wrong layer). It needs images with transfer-destination usage.
enum class ViewPath { kMultiview, kOnePassPerView };

// kFast: harder shadow edges, for devices that are short of time; kFine: as good as it gets.
enum class Quality { kFine, kFast };

struct FrameDef {
  TargetId target = {};
  uint32_t image = 0;       // external targets: which of the images
  uint32_t depthImage = 0;  // and of the depth images
  Ui* ui = nullptr;         // drawn over layer 0 when given, after its endFrame()
  ViewPath path = ViewPath::kMultiview;
  Quality quality = Quality::kFine;
};

// Of the last frame drawn; times in seconds.
struct FrameStats {
  double cpuSeconds = 0;       // building and recording, without waiting for the device
  uint32_t draws = 0;          // draw calls of the scene pass
  uint64_t triangles = 0;      // of the scene pass, one view
  uint32_t culled = 0;         // primitives outside every view
  bool shadowRedrawn = false;  // false: nothing that casts a shadow moved
};

class Renderer {
 public:
  static Result<std::unique_ptr<Renderer>> create(const RendererDef& def);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Copies the model to the device. The model may be destroyed afterwards.
  Result<ModelId> addModel(const asset::Model& model);
  // Forgets all models; every ModelId becomes stale (a stale one in a DrawList draws nothing).
  Status clearModels();

  // The window of RendererDef::createSurface. width x height in pixels of the frame buffer.
  Result<TargetId> createWindowTarget(uint32_t width, uint32_t height, bool vsync = true);
  Result<TargetId> createOffscreen(const OffscreenDef& def);
  Result<TargetId> createExternal(const ExternalTargetDef& def);
  // Images of somebody else that take panels alone, on nothing: alpha 0 where no panel is, colours
  // multiplied by alpha. Of panelFormat(), one layer.
  Result<TargetId> createPanels(const ExternalTargetDef& def);
  // Format of everything that panels are drawn on. To be set before windows, off-screen targets and
  // a Ui are made.
  VkFormat panelFormat() const;
  Status setPanelFormat(VkFormat format);
  void destroyTarget(TargetId target);
  // The window was resized; 0 x 0 means minimised. Any call order and rate is fine.
  void resize(TargetId target, uint32_t width, uint32_t height);
  // 0.25..1, see OffscreenDef; for windows and off-screen targets.
  void setRenderScale(TargetId target, double scale);
  // Multisampling of this target on (RendererDef::samples) or off.
  void setMultisampling(TargetId target, bool on);

  // Draws the list (views beyond the target's layers are left out). For windows: also presents.
  Result<FrameOutcome> draw(const DrawList& list, const FrameDef& frame);
  // Draws a Ui, after its endFrame(), into one image of a target of createPanels().
  Status drawPanels(TargetId target, uint32_t image, Ui& ui);
  // Waits for the device and reads one layer of an off-screen target.
  Result<asset::Picture> readPicture(TargetId target, uint32_t layer = 0);
  // Waits until everything submitted is done.
  Status finish();

  FrameStats stats() const;
  std::string deviceName() const;
  // True when the processor draws (lavapipe): worth a smaller render scale, no multisampling and
  // Quality::kFast while somebody moves in the picture.
  bool softwareDevice() const;
  // Texts of the validation layer's warnings and errors so far; empty is good (with validate on).
  const std::vector<std::string>& validationMessages() const;
  void clearValidationMessages();
  // Does something that synchronization validation must report (a read after a write without a
  // barrier), so that its silence elsewhere is known to mean something.
  Status plantHazard();

  // For xr: the handles it must give to the runtime. Owned by the renderer.
  struct Handles {
    VkInstance instance = VK_NULL_HANDLE;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    VkDevice device = VK_NULL_HANDLE;
    uint32_t queueFamily = 0;
    uint32_t queueIndex = 0;
  };
  Handles handles() const;

  struct Impl;  // for Ui
  Impl& impl() { return *impl_; }

 private:
  Renderer() = default;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::render
