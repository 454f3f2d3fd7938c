// Swapchains and the order acquire, wait, release.
#include <algorithm>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrResult enumerateFormats(XrSession handle, uint32_t capacity, uint32_t* count, int64_t* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  return twoCalls(control().setup.formats, capacity, count, out);
}

XrResult checkInfo(const XrSwapchainCreateInfo& info) {
  const Setup& setup = control().setup;
  if (std::find(setup.formats.begin(), setup.formats.end(), info.format) == setup.formats.end()) {
    return refuse(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "the format ", info.format,
                  " is not offered");
  }
  if (info.width == 0 || info.height == 0 || info.width > setup.maxSwapchainSize ||
      info.height > setup.maxSwapchainSize) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "the size ", info.width, " x ", info.height,
                  " is outside 1 to ", setup.maxSwapchainSize);
  }
  uint32_t maxSamples = 1;
  for (const ViewConfigurationDef& def : setup.viewConfigurations) {
    for (const ViewDef& v : def.views) maxSamples = std::max(maxSamples, v.maxSamples);
  }
  const bool power = info.sampleCount != 0 && (info.sampleCount & (info.sampleCount - 1)) == 0;
  if (!power || info.sampleCount > maxSamples) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, info.sampleCount, " samples are not offered");
  }
  if (info.arraySize == 0 || info.mipCount == 0 || (info.faceCount != 1 && info.faceCount != 6)) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "array size ", info.arraySize, ", mip count ",
                  info.mipCount, ", face count ", info.faceCount);
  }
  if (info.mipCount > 1 || info.faceCount == 6) return XR_ERROR_FEATURE_UNSUPPORTED;
  if ((info.createFlags & ~XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0) {
    return XR_ERROR_FEATURE_UNSUPPORTED;
  }
  const XrSwapchainUsageFlags wrong = isDepthFormat(info.format)
                                          ? XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT
                                          : XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  if ((info.usageFlags & wrong) != 0) {
    return refuse(XR_ERROR_FEATURE_UNSUPPORTED, "the usage does not fit the format ", info.format);
  }
  return XR_SUCCESS;
}

XrResult createSwapchain(XrSession handle, const XrSwapchainCreateInfo* info, XrSwapchain* out) {
  const Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_SWAPCHAIN_CREATE_INFO, "XrSwapchainCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  checkChain(info->next, {}, "XrSwapchainCreateInfo");
  const XrResult checked = checkInfo(*info);
  if (checked != XR_SUCCESS) return checked;
  Swapchain swapchain;
  swapchain.session = handle;
  swapchain.info = *info;
  swapchain.info.next = nullptr;
  const VkResult made = makeImages(*session, swapchain);
  if (made != VK_SUCCESS) {
    freeImages(*session, swapchain);
    return made == VK_ERROR_OUT_OF_DEVICE_MEMORY ? XR_ERROR_OUT_OF_MEMORY
                                                 : XR_ERROR_RUNTIME_FAILURE;
  }
  // Not from 0: an application that counts by itself is to be wrong.
  swapchain.next = static_cast<uint32_t>(swapchain.images.size() - 1);
  *out = world().swapchains.add(std::move(swapchain));
  return XR_SUCCESS;
}

XrResult destroySwapchain(XrSwapchain handle) {
  Swapchain* swapchain = live(handle, "swapchain");
  if (swapchain == nullptr) return XR_ERROR_HANDLE_INVALID;
  endSwapchain(*swapchain);
  world().swapchains.erase(handle);
  return XR_SUCCESS;
}

XrResult enumerateImages(XrSwapchain handle, uint32_t capacity, uint32_t* count,
                         XrSwapchainImageBaseHeader* out) {
  const Swapchain* swapchain = live(handle, "swapchain");
  if (swapchain == nullptr) return XR_ERROR_HANDLE_INVALID;
  auto* images = reinterpret_cast<XrSwapchainImageVulkanKHR*>(out);
  return twoCalls(swapchain->images, capacity, count, [&](size_t i, VkImage image) {
    if (!typed(&images[i], XR_TYPE_SWAPCHAIN_IMAGE_VULKAN2_KHR, "XrSwapchainImageVulkan2")) {
      return XR_ERROR_VALIDATION_FAILURE;
    }
    images[i].image = image;
    return XR_SUCCESS;
  });
}

XrResult acquireImage(XrSwapchain handle, const XrSwapchainImageAcquireInfo* info,
                      uint32_t* index) {
  Swapchain* s = live(handle, "swapchain");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (info != nullptr) typed(info, XR_TYPE_SWAPCHAIN_IMAGE_ACQUIRE_INFO, "acquire info");
  if (s->acquired.size() == s->images.size()) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID, "all images are acquired already");
  }
  const bool isStatic = (s->info.createFlags & XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT) != 0;
  if (isStatic && s->everAcquired) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID, "a static image is acquired once only");
  }
  s->everAcquired = true;
  *index = s->next;
  s->next = (s->next + 1) % static_cast<uint32_t>(s->images.size());
  s->acquired.push_back(*index);
  return XR_SUCCESS;
}

XrResult waitImage(XrSwapchain handle, const XrSwapchainImageWaitInfo* info) {
  Swapchain* s = live(handle, "swapchain");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, "wait info")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (s->acquired.empty()) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID, "no image was acquired");
  }
  if (s->waited) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID, "the image is waited for already");
  }
  s->waited = true;
  return XR_SUCCESS;
}

XrResult releaseImage(XrSwapchain handle, const XrSwapchainImageReleaseInfo* info) {
  Swapchain* s = live(handle, "swapchain");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (info != nullptr) typed(info, XR_TYPE_SWAPCHAIN_IMAGE_RELEASE_INFO, "release info");
  if (s->acquired.empty() || !s->waited) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID,
                  s->acquired.empty() ? "no image was acquired" : "the image was not waited for");
  }
  s->released = s->acquired.front();
  s->acquired.pop_front();
  s->waited = false;
  s->fresh = true;
  takeBack(*world().sessions.find(s->session), *s, *s->released);
  return XR_SUCCESS;
}

}  // namespace

void endSwapchain(Swapchain& swapchain) {
  freeImages(*world().sessions.find(swapchain.session), swapchain);
}

void addSwapchainFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrEnumerateSwapchainFormats, enumerateFormats);
  SHIXUN_FAKE_CORE(f, xrCreateSwapchain, createSwapchain);
  SHIXUN_FAKE_CORE(f, xrDestroySwapchain, destroySwapchain);
  SHIXUN_FAKE_CORE(f, xrEnumerateSwapchainImages, enumerateImages);
  SHIXUN_FAKE_CORE(f, xrAcquireSwapchainImage, acquireImage);
  SHIXUN_FAKE_CORE(f, xrWaitSwapchainImage, waitImage);
  SHIXUN_FAKE_CORE(f, xrReleaseSwapchainImage, releaseImage);
}

}  // namespace shixun::xr::fake
