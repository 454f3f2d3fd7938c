// Private to the module: what a frame is drawn into - a window's swapchain, an image of our own, or
// images of somebody else - with the multisampled images that belong to it.
#pragma once

#include <vector>

#include "render/device.h"
#include "render/renderer.h"

namespace shixun::render {

// kPanels: images of somebody else that hold panels and nothing of the scene.
enum class TargetKind { kWindow, kOffscreen, kExternal, kPanels };

struct TargetDef {
  TargetKind kind = TargetKind::kOffscreen;
  VkFormat format = VK_FORMAT_B8G8R8A8_UNORM;
  uint32_t width = 0, height = 0, layers = 1;
  double renderScale = 1;
  uint32_t samples = 0;  // 0: the device's choice
  bool vsync = true;
  std::vector<VkImage> images;           // external and panels only
  std::vector<VkImage> depthImages;      // external only: where depth stays; may be empty
  VkRenderPass uiPass = VK_NULL_HANDLE;  // framebuffers are made for it; null for external
};

class Target {
 public:
  static Result<std::unique_ptr<Target>> create(const Device& device, const TargetDef& def);
  ~Target();
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  void resize(uint32_t width, uint32_t height);
  void setRenderScale(double scale);
  void setSamples(uint32_t samples);

  // Makes what is missing after a resize. False: there is nothing to draw into now (no size).
  Result<bool> prepare();
  // Windows: the next image; false when the swapchain no longer fits (call prepare() again).
  Result<bool> acquire(VkSemaphore acquired);
  // Windows: false when the swapchain no longer fits.
  Result<bool> present(VkQueue queue);

  const TargetDef& def() const { return def_; }
  VkSampleCountFlagBits samples() const;
  uint32_t sceneWidth() const { return sceneWidth_; }  // of the scene pass, pixels
  uint32_t sceneHeight() const { return sceneHeight_; }
  bool scaled() const { return scaled_.handle != VK_NULL_HANDLE; }

  const Image& colour() const { return colour_; }  // multisampled; empty when samples are 1
  const Image& depth() const { return depth_; }
  const Image& scaledImage() const { return scaled_; }
  // Targets with several layers: one layer's picture, for drawing view by view.
  const Image& single() const { return single_; }
  uint32_t imageCount() const { return static_cast<uint32_t>(images_.size()); }
  VkImage image(uint32_t i) const { return images_[i]; }
  // Of all layers (an array view when there are several), or of one.
  VkImageView view(uint32_t i) const { return views_[i]; }
  VkImageView layerView(uint32_t i, uint32_t layer) const { return layerViews_[i][layer]; }
  VkFramebuffer uiFramebuffer(uint32_t i) const { return framebuffers_[i]; }
  VkSemaphore drawn(uint32_t i) const { return drawn_[i]; }

  // Images of somebody else that depth stays in.
  bool keepsDepth() const { return !def_.depthImages.empty(); }
  VkImage depthImage(uint32_t i) const { return def_.depthImages[i]; }
  VkImageView depthView(uint32_t i) const { return depthViews_[i]; }

  uint32_t current = 0;       // image being drawn
  uint32_t currentDepth = 0;  // of the depth images
  bool everDrawn = false;

 private:
  Target() = default;
  Status makeSwapchain(bool& usable);
  Status makeImages();
  Status makeMultisampled(ImageDef image);
  Status makeViews();
  Status makeFramebuffers();
  void destroyImages();
  Status makeDepthViews();
  Result<VkImageView> makeView(VkImage image, VkFormat format, uint32_t firstLayer,
                               uint32_t layers) const;

  const Device* device_ = nullptr;
  TargetDef def_;
  bool stale_ = true;
  uint32_t sceneWidth_ = 0, sceneHeight_ = 0;
  VkSwapchainKHR swapchain_ = VK_NULL_HANDLE;
  Image colour_, depth_, scaled_, single_, own_;
  std::vector<VkImage> images_;
  std::vector<VkImageView> views_;
  std::vector<std::vector<VkImageView>> layerViews_;
  std::vector<VkImageView> depthViews_;
  std::vector<VkFramebuffer> framebuffers_;
  std::vector<VkSemaphore> drawn_;
};

// The format for windows and pictures: stored as written, 8 bits.
VkFormat chooseColourFormat(const Device& device);

}  // namespace shixun::render
