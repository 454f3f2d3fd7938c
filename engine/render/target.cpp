#include "render/target.h"

#include <algorithm>
#include <cmath>

#include "render/pipelines.h"

namespace shixun::render {

namespace {

VkPresentModeKHR choosePresentMode(const Device& device, bool vsync) {
  if (vsync) return VK_PRESENT_MODE_FIFO_KHR;  // always there
  uint32_t count = 0;
  vkGetPhysicalDeviceSurfacePresentModesKHR(device.physical, device.surface, &count, nullptr);
  std::vector<VkPresentModeKHR> modes(count);
  vkGetPhysicalDeviceSurfacePresentModesKHR(device.physical, device.surface, &count, modes.data());
  for (const VkPresentModeKHR wanted :
       {VK_PRESENT_MODE_MAILBOX_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR}) {
    if (std::find(modes.begin(), modes.end(), wanted) != modes.end()) return wanted;
  }
  return VK_PRESENT_MODE_FIFO_KHR;
}

}  // namespace

VkFormat chooseColourFormat(const Device& device) {
  if (device.surface == VK_NULL_HANDLE) return VK_FORMAT_B8G8R8A8_UNORM;
  uint32_t count = 0;
  vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical, device.surface, &count, nullptr);
  std::vector<VkSurfaceFormatKHR> formats(count);
  vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical, device.surface, &count, formats.data());
  for (const VkFormat wanted : {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM}) {
    for (const VkSurfaceFormatKHR& f : formats) {
      if (f.format == wanted) return wanted;
    }
  }
  return formats.empty() ? VK_FORMAT_B8G8R8A8_UNORM : formats.front().format;
}

Result<std::unique_ptr<Target>> Target::create(const Device& device, const TargetDef& def) {
  const bool sized = def.width >= 1 && def.height >= 1 && def.width <= 16384 && def.height <= 16384;
  if (def.kind != TargetKind::kWindow && !sized) {
    return Status(StatusCode::kInvalid, "a picture of " + std::to_string(def.width) + " x " +
                                            std::to_string(def.height) +
                                            " cannot be drawn; use 1 to 16384 pixels");
  }
  if (def.layers < 1 || def.layers > kMaxViews) {
    return Status(StatusCode::kInvalid, std::to_string(def.layers) +
                                            " views cannot be drawn; use 1 to " +
                                            std::to_string(kMaxViews));
  }
  std::unique_ptr<Target> self(new Target);
  self->device_ = &device;
  self->def_ = def;
  self->setRenderScale(def.renderScale);
  const Result<bool> ready = self->prepare();
  if (!ready) return ready.status();
  return self;
}

Target::~Target() {
  destroyImages();
  if (swapchain_ != VK_NULL_HANDLE) vkDestroySwapchainKHR(device_->device, swapchain_, nullptr);
}

void Target::destroyImages() {
  const VkDevice d = device_->device;
  for (const VkFramebuffer f : framebuffers_) vkDestroyFramebuffer(d, f, nullptr);
  for (const VkSemaphore s : drawn_) vkDestroySemaphore(d, s, nullptr);
  for (size_t i = 0; i < views_.size(); ++i) {
    for (const VkImageView v : layerViews_[i]) vkDestroyImageView(d, v, nullptr);
    vkDestroyImageView(d, views_[i], nullptr);
  }
  for (const VkImageView v : depthViews_) vkDestroyImageView(d, v, nullptr);
  depthViews_.clear();
  framebuffers_.clear();
  drawn_.clear();
  views_.clear();
  layerViews_.clear();
  images_.clear();
  colour_.reset();
  depth_.reset();
  scaled_.reset();
  single_.reset();
  own_.reset();
}

void Target::resize(uint32_t width, uint32_t height) {
  if (width == def_.width && height == def_.height) return;
  def_.width = std::min(width, 16384U);
  def_.height = std::min(height, 16384U);
  stale_ = true;
}

void Target::setRenderScale(double scale) {
  const double wanted =
      def_.kind == TargetKind::kExternal || std::isnan(scale) ? 1 : std::clamp(scale, 0.25, 1.0);
  stale_ = stale_ || wanted != def_.renderScale;
  def_.renderScale = wanted;
}

void Target::setSamples(uint32_t samples) {
  stale_ = stale_ || samples != def_.samples;
  def_.samples = samples;
}

// The device's number, or 1: the one other number that every device has.
VkSampleCountFlagBits Target::samples() const {
  return def_.samples == 1 ? VK_SAMPLE_COUNT_1_BIT : device_->samples;
}

Result<bool> Target::prepare() {
  if (!stale_) return true;
  if (def_.width == 0 || def_.height == 0) return false;
  // Frames that still use the old images end first. Rare: only on a change of size.
  vkDeviceWaitIdle(device_->device);
  destroyImages();
  everDrawn = false;
  if (def_.kind == TargetKind::kWindow) {
    bool usable = false;
    const Status status = makeSwapchain(usable);
    if (!status) return status;
    if (!usable) return false;
  }
  Status status = makeImages();
  if (status) status = makeViews();
  if (status) status = makeDepthViews();
  if (status) status = makeFramebuffers();
  if (!status) return status;
  stale_ = false;
  return true;
}

Status Target::makeSwapchain(bool& usable) {
  VkSurfaceCapabilitiesKHR caps = {};
  VkResult result =
      vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_->physical, device_->surface, &caps);
  if (result != VK_SUCCESS) return vulkanStatus(result, "asking for the window's size");
  // The surface knows its size better than the last event we saw.
  if (caps.currentExtent.width != UINT32_MAX) {
    def_.width = caps.currentExtent.width;
    def_.height = caps.currentExtent.height;
  }
  def_.width = std::clamp(def_.width, caps.minImageExtent.width, caps.maxImageExtent.width);
  def_.height = std::clamp(def_.height, caps.minImageExtent.height, caps.maxImageExtent.height);
  if (def_.width == 0 || def_.height == 0) return {};
  const VkSwapchainKHR old = swapchain_;
  VkSwapchainCreateInfoKHR info = {};
  info.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR;
  info.surface = device_->surface;
  info.minImageCount = std::max(3U, caps.minImageCount);
  if (caps.maxImageCount > 0) info.minImageCount = std::min(info.minImageCount, caps.maxImageCount);
  info.imageFormat = def_.format;
  info.imageColorSpace = VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
  info.imageExtent = {def_.width, def_.height};
  info.imageArrayLayers = 1;
  info.imageUsage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  info.preTransform = caps.currentTransform;
  info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
  info.presentMode = choosePresentMode(*device_, def_.vsync);
  info.clipped = VK_TRUE;
  info.oldSwapchain = old;
  result = vkCreateSwapchainKHR(device_->device, &info, nullptr, &swapchain_);
  if (old != VK_NULL_HANDLE) vkDestroySwapchainKHR(device_->device, old, nullptr);
  if (result != VK_SUCCESS) {
    swapchain_ = VK_NULL_HANDLE;
    return vulkanStatus(result, "the window's images");
  }
  uint32_t count = 0;
  vkGetSwapchainImagesKHR(device_->device, swapchain_, &count, nullptr);
  images_.resize(count);
  vkGetSwapchainImagesKHR(device_->device, swapchain_, &count, images_.data());
  usable = true;
  return {};
}

Status Target::makeImages() {
  if (def_.kind == TargetKind::kExternal) images_ = def_.images;
  if (def_.kind == TargetKind::kPanels) {
    images_ = def_.images;
    return {};
  }
  if (def_.kind == TargetKind::kOffscreen) {
    ImageDef own;
    own.width = def_.width;
    own.height = def_.height;
    own.layers = def_.layers;
    own.format = def_.format;
    own.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    Result<Image> made = device_->makeImage(own);
    if (!made) return made.status();
    own_ = std::move(*made);
    images_ = {own_.handle};
  }
  const auto scaledSide = [&](uint32_t side) {
    return std::max(1U, static_cast<uint32_t>(side * def_.renderScale + 0.5));
  };
  sceneWidth_ = scaledSide(def_.width);
  sceneHeight_ = scaledSide(def_.height);
  ImageDef image;
  image.width = sceneWidth_;
  image.height = sceneHeight_;
  image.layers = def_.layers;
  image.format = def_.format;
  if (def_.renderScale < 1) {
    image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    Result<Image> made = device_->makeImage(image);
    if (!made) return made.status();
    scaled_ = std::move(*made);
  }
  if (def_.layers > 1) {
    ImageDef single = image;
    single.layers = 1;
    single.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    Result<Image> made = device_->makeImage(single);
    if (!made) return made.status();
    single_ = std::move(*made);
  }
  return makeMultisampled(image);
}

Status Target::makeMultisampled(ImageDef image) {
  image.samples = samples();
  image.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;
  if (samples() != VK_SAMPLE_COUNT_1_BIT) {
    Result<Image> made = device_->makeImage(image);
    if (!made) return made.status();
    colour_ = std::move(*made);
  }
  image.format = Pipelines::kDepthFormat;
  image.usage =
      VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSIENT_ATTACHMENT_BIT;
  image.aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  Result<Image> made = device_->makeImage(image);
  if (!made) return made.status();
  depth_ = std::move(*made);
  return {};
}

Result<VkImageView> Target::makeView(VkImage image, VkFormat format, uint32_t firstLayer,
                                     uint32_t layers) const {
  VkImageViewCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
  info.image = image;
  info.viewType = layers > 1 ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
  info.format = format;
  const VkImageAspectFlags aspect =
      format == Pipelines::kDepthFormat ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
  info.subresourceRange = {aspect, 0, 1, firstLayer, layers};
  VkImageView view = VK_NULL_HANDLE;
  const VkResult result = vkCreateImageView(device_->device, &info, nullptr, &view);
  if (result != VK_SUCCESS) return vulkanStatus(result, "an image view");
  return view;
}

Status Target::makeViews() {
  for (const VkImage image : images_) {
    const Result<VkImageView> all = makeView(image, def_.format, 0, def_.layers);
    if (!all) return all.status();
    views_.push_back(*all);
    layerViews_.emplace_back();
    for (uint32_t layer = 0; layer < def_.layers; ++layer) {
      const Result<VkImageView> one = makeView(image, def_.format, layer, 1);
      if (!one) return one.status();
      layerViews_.back().push_back(*one);
    }
    if (def_.kind != TargetKind::kWindow) continue;
    VkSemaphoreCreateInfo semaphore = {};
    semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
    VkSemaphore drawn = VK_NULL_HANDLE;
    const VkResult result = vkCreateSemaphore(device_->device, &semaphore, nullptr, &drawn);
    if (result != VK_SUCCESS) return vulkanStatus(result, "a semaphore");
    drawn_.push_back(drawn);
  }
  return {};
}

Status Target::makeDepthViews() {
  for (const VkImage image : def_.depthImages) {
    const Result<VkImageView> view = makeView(image, Pipelines::kDepthFormat, 0, def_.layers);
    if (!view) return view.status();
    depthViews_.push_back(*view);
  }
  return {};
}

Status Target::makeFramebuffers() {
  if (def_.uiPass == VK_NULL_HANDLE) return {};
  for (size_t i = 0; i < images_.size(); ++i) {
    VkFramebufferCreateInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO;
    info.renderPass = def_.uiPass;
    info.attachmentCount = 1;
    info.pAttachments = &layerViews_[i][0];
    info.width = def_.width;
    info.height = def_.height;
    info.layers = 1;
    VkFramebuffer framebuffer = VK_NULL_HANDLE;
    const VkResult result = vkCreateFramebuffer(device_->device, &info, nullptr, &framebuffer);
    if (result != VK_SUCCESS) return vulkanStatus(result, "a frame buffer");
    framebuffers_.push_back(framebuffer);
  }
  return {};
}

Result<bool> Target::acquire(VkSemaphore acquired) {
  const VkResult result = vkAcquireNextImageKHR(device_->device, swapchain_, UINT64_MAX, acquired,
                                                VK_NULL_HANDLE, &current);
  if (result == VK_ERROR_OUT_OF_DATE_KHR) {
    stale_ = true;
    return false;
  }
  // Suboptimal images can still be drawn and shown; they are replaced after presenting.
  if (result != VK_SUCCESS && result != VK_SUBOPTIMAL_KHR) {
    return vulkanStatus(result, "the window's next image");
  }
  return true;
}

Result<bool> Target::present(VkQueue queue) {
  VkPresentInfoKHR info = {};
  info.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR;
  info.waitSemaphoreCount = 1;
  info.pWaitSemaphores = &drawn_[current];
  info.swapchainCount = 1;
  info.pSwapchains = &swapchain_;
  info.pImageIndices = &current;
  const VkResult result = vkQueuePresentKHR(queue, &info);
  if (result == VK_ERROR_OUT_OF_DATE_KHR || result == VK_SUBOPTIMAL_KHR) {
    stale_ = true;
    return false;
  }
  if (result != VK_SUCCESS) return vulkanStatus(result, "showing the picture");
  return true;
}

}  // namespace shixun::render
