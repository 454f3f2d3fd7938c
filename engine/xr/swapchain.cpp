#include <algorithm>
#include <utility>

#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

namespace {

// The runtime takes colours from an sRGB image as light, which is what the renderer means.
constexpr VkFormat kEyeFormats[] = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_SRGB};

// The same bytes, written as they are: panels are mixed as a desktop mixes them.
VkFormat plainFormat(VkFormat format) {
  return format == VK_FORMAT_B8G8R8A8_SRGB ? VK_FORMAT_B8G8R8A8_UNORM : VK_FORMAT_R8G8B8A8_UNORM;
}

// One whose bytes are like those that the renderer's panels are made of, when there is a choice.
Result<VkFormat> chooseFormat(const std::vector<int64_t>& formats, VkFormat panelFormat) {
  VkFormat chosen = VK_FORMAT_UNDEFINED;
  for (const VkFormat wanted : kEyeFormats) {
    if (std::find(formats.begin(), formats.end(), wanted) == formats.end()) continue;
    if (chosen == VK_FORMAT_UNDEFINED || plainFormat(wanted) == panelFormat) chosen = wanted;
  }
  if (chosen != VK_FORMAT_UNDEFINED) return chosen;
  return Status(StatusCode::kUnsupported,
                "the headset's runtime offers no 8 bit sRGB images; update the headset's software");
}

}  // namespace

Status Headset::Impl::createSwapchain(Swapchain& chain, VkFormat format, ChainUse use) {
  XrSwapchainCreateInfo create = {};
  create.type = XR_TYPE_SWAPCHAIN_CREATE_INFO;
  create.usageFlags = XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT;
  if (use == ChainUse::kDepth) {
    create.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  }
  if (use == ChainUse::kPanels) create.usageFlags |= XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT;
  create.format = format;
  create.sampleCount = 1;
  create.width = chain.width;
  create.height = chain.height;
  create.faceCount = 1;
  create.arraySize = chain.layers;
  create.mipCount = 1;
  XrResult result = xrCreateSwapchain(session, &create, &chain.handle);
  uint32_t count = 0;
  if (XR_SUCCEEDED(result)) {
    result = xrEnumerateSwapchainImages(chain.handle, 0, &count, nullptr);
  }
  XrSwapchainImageVulkan2KHR empty = {};
  empty.type = XR_TYPE_SWAPCHAIN_IMAGE_VULKAN2_KHR;
  std::vector<XrSwapchainImageVulkan2KHR> images(count, empty);
  if (XR_SUCCEEDED(result)) {
    result = xrEnumerateSwapchainImages(
        chain.handle, count, &count, reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data()));
  }
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable,
                  "the headset's runtime gives no images of " + std::to_string(chain.width) +
                      " x " + std::to_string(chain.height) + " (" + resultText(result) + ")");
  }
  for (const XrSwapchainImageVulkan2KHR& image : images) chain.images.push_back(image.image);
  return {};
}

Status Headset::Impl::createSwapchains(render::Renderer& made) {
  uint32_t count = 0;
  xrEnumerateSwapchainFormats(session, 0, &count, nullptr);
  std::vector<int64_t> formats(count);
  if (XR_FAILED(xrEnumerateSwapchainFormats(session, count, &count, formats.data()))) {
    formats.clear();
  }
  const Result<VkFormat> format = chooseFormat(formats, made.panelFormat());
  if (!format) return format.status();
  eyes.width = info.eyeWidth;
  eyes.height = info.eyeHeight;
  eyes.layers = 2;
  if (Status s = createSwapchain(eyes, *format, ChainUse::kEyes); !s) return s;
  createDepth(formats);
  render::ExternalTargetDef eyesDef = {.images = eyes.images,
                                       .depthImages = depth.images,
                                       .format = *format,
                                       .width = eyes.width,
                                       .height = eyes.height,
                                       .layers = 2};
  Result<render::TargetId> target = made.createExternal(eyesDef);
  if (!target && info.depth) {
    dropDepth(target.status());
    eyesDef.depthImages.clear();
    target = made.createExternal(eyesDef);
  }
  if (!target) return target.status();
  eyesTarget = *target;
  if (def.panelWidth == 0 || def.panelHeight == 0) return {};
  panels.width = def.panelWidth;
  panels.height = def.panelHeight;
  panels.layers = 1;
  if (Status s = createSwapchain(panels, *format, ChainUse::kPanels); !s) return s;
  if (Status s = made.setPanelFormat(plainFormat(*format)); !s) return s;
  const Result<render::TargetId> panelTarget = made.createPanels({.images = panels.images,
                                                                  .format = plainFormat(*format),
                                                                  .width = panels.width,
                                                                  .height = panels.height,
                                                                  .layers = 1});
  if (!panelTarget) return panelTarget.status();
  panelsTarget = *panelTarget;
  return {};
}

// Depth is a gift to the runtime: what goes wrong with it leaves the pictures without.
void Headset::Impl::createDepth(const std::vector<int64_t>& formats) {
  const bool offers =
      std::find(formats.begin(), formats.end(), render::kExternalDepthFormat) != formats.end();
  info.depth = info.depth && offers;
  if (!info.depth) return;
  depth.width = eyes.width;
  depth.height = eyes.height;
  depth.layers = eyes.layers;
  const Status status = createSwapchain(depth, render::kExternalDepthFormat, ChainUse::kDepth);
  if (!status) dropDepth(status);
}

void Headset::Impl::dropDepth(const Status& why) {
  log(LogLevel::kWarning, "the headset gets pictures without depth: " + why.message());
  if (depth.handle != XR_NULL_HANDLE) xrDestroySwapchain(depth.handle);
  depth = {};
  info.depth = false;
}

Result<uint32_t> Headset::Impl::acquireImage(Swapchain& chain) {
  XrResult result = xrAcquireSwapchainImage(chain.handle, nullptr, &chain.current);
  if (XR_SUCCEEDED(result)) {
    chain.acquired = true;
    XrSwapchainImageWaitInfo wait = {};
    wait.type = XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO;
    wait.timeout = XR_INFINITE_DURATION;
    result = xrWaitSwapchainImage(chain.handle, &wait);
    chain.waited = result == XR_SUCCESS;
  }
  if (!good(result, "taking an image")) {
    return Status(StatusCode::kUnavailable, "no image of the headset: " + resultText(result));
  }
  return chain.current;
}

void Headset::Impl::releaseImage(Swapchain& chain) {
  if (!chain.acquired) return;
  chain.acquired = false;
  // What could not be waited for may not be given back.
  if (!std::exchange(chain.waited, false)) return;
  static_cast<void>(good(xrReleaseSwapchainImage(chain.handle, nullptr), "giving back an image"));
}

void Headset::Impl::destroySwapchains() {
  // The device must be done with the images first.
  if (renderer != nullptr) {
    static_cast<void>(renderer->finish());
    if (eyesTarget.valid()) renderer->destroyTarget(eyesTarget);
    if (panelsTarget.valid()) renderer->destroyTarget(panelsTarget);
  }
  for (Swapchain* chain : {&eyes, &depth, &panels}) {
    if (chain->handle != XR_NULL_HANDLE) xrDestroySwapchain(chain->handle);
    chain->handle = XR_NULL_HANDLE;
  }
}

}  // namespace shixun::xr
