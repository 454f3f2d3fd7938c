#include <openxr/openxr_reflection.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

namespace {

struct ResultName {
  XrResult result;
  const char* name;
};
#define SHIXUN_XR_NAME(name, value) {name, #name},
// The names of openxr_reflection.h's list.
constexpr ResultName kResultNames[] = {XR_LIST_ENUM_XrResult(SHIXUN_XR_NAME)};
#undef SHIXUN_XR_NAME

// Younger than Debian's headers; used where the runtime has them.
constexpr const char* kLocalFloor = "XR_EXT_local_floor";
constexpr const char* kUserPresence = "XR_EXT_user_presence";

std::vector<std::string> offeredExtensions(XrResult& result) {
  uint32_t count = 0;
  result = xrEnumerateInstanceExtensionProperties(nullptr, 0, &count, nullptr);
  if (XR_FAILED(result)) return {};
  XrExtensionProperties empty = {};
  empty.type = XR_TYPE_EXTENSION_PROPERTIES;
  std::vector<XrExtensionProperties> all(count, empty);
  result = xrEnumerateInstanceExtensionProperties(nullptr, count, &count, all.data());
  std::vector<std::string> names;
  for (const XrExtensionProperties& e : all) names.emplace_back(e.extensionName);
  return names;
}

Status noRuntime(XrResult result) {
  return Status(StatusCode::kNotFound,
                "no OpenXR runtime answers on this machine (" + resultText(result) +
                    "); start the headset's software and make it the active OpenXR runtime");
}

}  // namespace

std::string resultText(XrResult result) {
  for (const ResultName& r : kResultNames) {
    if (r.result == result) return std::string(r.name) + " (" + std::to_string(result) + ")";
  }
  return "OpenXR result " + std::to_string(result);
}

XrPosef toXr(const Pose& pose) {
  const Quat q = glm::normalize(pose.rotation);
  return {{static_cast<float>(q.x), static_cast<float>(q.y), static_cast<float>(q.z),
           static_cast<float>(q.w)},
          {static_cast<float>(pose.position.x), static_cast<float>(pose.position.y),
           static_cast<float>(pose.position.z)}};
}

VkResult VulkanFactory::createInstance(const VkInstanceCreateInfo& info, VkInstance& instance) {
  XrVulkanInstanceCreateInfoKHR create = {};
  create.type = XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR;
  create.systemId = system;
  create.pfnGetInstanceProcAddr = vkGetInstanceProcAddr;
  create.vulkanCreateInfo = &info;
  VkResult result = VK_ERROR_INITIALIZATION_FAILED;
  trouble = makeInstance(xr, &create, &instance, &result);
  return XR_SUCCEEDED(trouble) ? result : VK_ERROR_INITIALIZATION_FAILED;
}

VkPhysicalDevice VulkanFactory::choose(VkInstance instance) {
  XrVulkanGraphicsDeviceGetInfoKHR get = {};
  get.type = XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR;
  get.systemId = system;
  get.vulkanInstance = instance;
  VkPhysicalDevice device = VK_NULL_HANDLE;
  trouble = getDevice(xr, &get, &device);
  return XR_SUCCEEDED(trouble) ? device : VK_NULL_HANDLE;
}

VkResult VulkanFactory::createDevice(VkPhysicalDevice physical, const VkDeviceCreateInfo& info,
                                     VkDevice& device) {
  XrVulkanDeviceCreateInfoKHR create = {};
  create.type = XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR;
  create.systemId = system;
  create.pfnGetInstanceProcAddr = vkGetInstanceProcAddr;
  create.vulkanPhysicalDevice = physical;
  create.vulkanCreateInfo = &info;
  VkResult result = VK_ERROR_INITIALIZATION_FAILED;
  trouble = makeDevice(xr, &create, &device, &result);
  return XR_SUCCEEDED(trouble) ? result : VK_ERROR_INITIALIZATION_FAILED;
}

bool Headset::Impl::has(const char* extension) const {
  return std::find(offered.begin(), offered.end(), extension) != offered.end();
}

Status Headset::Impl::createInstance() {
  // The loader would tell on stderr what the caller gets as a Status.
  setenv("XR_LOADER_DEBUG", "none", 0);
  XrResult result = XR_SUCCESS;
  offered = offeredExtensions(result);
  if (XR_FAILED(result)) return noRuntime(result);
  if (!has(XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME)) {
    return Status(StatusCode::kUnsupported,
                  "the OpenXR runtime cannot draw with Vulkan (it lacks XR_KHR_vulkan_enable2); "
                  "update the headset's software or choose another OpenXR runtime");
  }
  std::vector<const char*> enabled = {XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME};
  const auto wish = [&](const char* name, bool wanted = true) {
    if (wanted && has(name)) enabled.push_back(name);
  };
  wish(XR_EXT_HAND_TRACKING_EXTENSION_NAME, def.handTracking);
  wish(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME);
  wish(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME, def.depth);
  wish(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME, def.hiddenArea);
  wish(kLocalFloor);
  wish(kUserPresence);
  for (const Profile& profile : profiles()) {
    if (profile.extension != nullptr) wish(profile.extension);
  }
  XrInstanceCreateInfo create = {};
  create.type = XR_TYPE_INSTANCE_CREATE_INFO;
  create.applicationInfo.apiVersion = XR_CURRENT_API_VERSION;
  create.applicationInfo.applicationVersion = 1;
  def.appName.copy(create.applicationInfo.applicationName, XR_MAX_APPLICATION_NAME_SIZE - 1);
  std::strcpy(create.applicationInfo.engineName, "shixun");
  create.enabledExtensionCount = static_cast<uint32_t>(enabled.size());
  create.enabledExtensionNames = enabled.data();
  result = xrCreateInstance(&create, &instance);
  if (XR_FAILED(result)) return noRuntime(result);
  XrInstanceProperties properties = {};
  properties.type = XR_TYPE_INSTANCE_PROPERTIES;
  if (XR_SUCCEEDED(xrGetInstanceProperties(instance, &properties))) {
    const XrVersion v = properties.runtimeVersion;
    info.runtime = std::string(properties.runtimeName) + " " + std::to_string(XR_VERSION_MAJOR(v)) +
                   "." + std::to_string(XR_VERSION_MINOR(v)) + "." +
                   std::to_string(XR_VERSION_PATCH(v));
  }
  load("xrCreateVulkanInstanceKHR", vulkan.makeInstance);
  load("xrGetVulkanGraphicsDevice2KHR", vulkan.getDevice);
  load("xrCreateVulkanDeviceKHR", vulkan.makeDevice);
  if (vulkan.makeInstance == nullptr || vulkan.getDevice == nullptr ||
      vulkan.makeDevice == nullptr) {
    return Status(StatusCode::kUnsupported,
                  info.runtime + " has no usable XR_KHR_vulkan_enable2; update it");
  }
  const auto enabledNow = [&](const char* name) {
    return std::any_of(enabled.begin(), enabled.end(),
                       [&](const char* e) { return std::strcmp(e, name) == 0; });
  };
  info.tellsWorn = enabledNow(kUserPresence);
  info.depth = enabledNow(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME);
  if (enabledNow(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME)) {
    load("xrGetVisibilityMaskKHR", getVisibilityMask);
  }
  if (enabledNow(XR_EXT_HAND_TRACKING_EXTENSION_NAME)) {
    load("xrCreateHandTrackerEXT", createHandTracker);
    load("xrDestroyHandTrackerEXT", destroyHandTracker);
    load("xrLocateHandJointsEXT", locateHandJoints);
  }
  if (enabledNow(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME)) {
    load("xrEnumerateDisplayRefreshRatesFB", enumerateRates);
    load("xrGetDisplayRefreshRateFB", getRate);
    load("xrRequestDisplayRefreshRateFB", requestRate);
  }
  return {};
}

Status Headset::Impl::findSystem() {
  XrSystemGetInfo get = {};
  get.type = XR_TYPE_SYSTEM_GET_INFO;
  get.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY;
  XrResult result = xrGetSystem(instance, &get, &system);
  if (XR_FAILED(result)) {
    const std::string what = info.runtime + " finds no headset (" + resultText(result) + ")";
    return result == XR_ERROR_FORM_FACTOR_UNAVAILABLE
               ? Status(StatusCode::kUnavailable, what + "; connect it and switch it on")
               : Status(StatusCode::kUnsupported, what + "; choose another OpenXR runtime");
  }
  vulkan.xr = instance;
  vulkan.system = system;
  XrSystemHandTrackingPropertiesEXT hands = {};
  hands.type = XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT;
  XrSystemProperties properties = {};
  properties.type = XR_TYPE_SYSTEM_PROPERTIES;
  properties.next = createHandTracker != nullptr ? &hands : nullptr;
  result = xrGetSystemProperties(instance, system, &properties);
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable,
                  info.runtime + " does not describe the headset (" + resultText(result) + ")");
  }
  info.system = properties.systemName;
  PFN_xrGetVulkanGraphicsRequirements2KHR getRequirements = nullptr;
  load("xrGetVulkanGraphicsRequirements2KHR", getRequirements);
  XrGraphicsRequirementsVulkan2KHR needs = {};
  needs.type = XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN2_KHR;
  if (getRequirements != nullptr) result = getRequirements(instance, system, &needs);
  if (getRequirements == nullptr || XR_FAILED(result) ||
      needs.minApiVersionSupported > XR_MAKE_VERSION(1, 3, 0)) {
    return Status(StatusCode::kUnsupported,
                  info.runtime + " wants another Vulkan than 1.3; update the headset's software");
  }
  info.handTracking = hands.supportsHandTracking == XR_TRUE;
  uint32_t count = 0;
  XrViewConfigurationView empty = {};
  empty.type = XR_TYPE_VIEW_CONFIGURATION_VIEW;
  std::vector<XrViewConfigurationView> eye(2, empty);
  result = xrEnumerateViewConfigurationViews(
      instance, system, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 2, &count, eye.data());
  if (XR_FAILED(result) || count != 2) {
    return Status(StatusCode::kUnsupported,
                  info.system + " does not show two eyes (" + resultText(result) +
                      "); the trainer needs a headset with one picture for each");
  }
  // Both eyes share one image with two layers, so they are of one size.
  const auto side = [&](uint32_t a, uint32_t b, uint32_t mostA, uint32_t mostB) {
    const double wanted = std::max(a, b) * std::clamp(def.resolution, 0.25, 2.0);
    return std::clamp(static_cast<uint32_t>(wanted + 0.5), 1U, std::min({mostA, mostB, 16384U}));
  };
  info.eyeWidth = side(eye[0].recommendedImageRectWidth, eye[1].recommendedImageRectWidth,
                       eye[0].maxImageRectWidth, eye[1].maxImageRectWidth);
  info.eyeHeight = side(eye[0].recommendedImageRectHeight, eye[1].recommendedImageRectHeight,
                        eye[0].maxImageRectHeight, eye[1].maxImageRectHeight);
  XrEnvironmentBlendMode modes[8] = {};
  result = xrEnumerateEnvironmentBlendModes(
      instance, system, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 8, &count, modes);
  if (XR_FAILED(result) || count == 0) {
    return Status(StatusCode::kUnsupported,
                  info.system + " says no way to show pictures (" + resultText(result) + ")");
  }
  // By the runtime's preference; opaque where it can be had: the room around is not to be seen.
  blend = modes[0];
  for (uint32_t i = 0; i < count; ++i) {
    if (modes[i] == XR_ENVIRONMENT_BLEND_MODE_OPAQUE) blend = modes[i];
  }
  return {};
}

}  // namespace shixun::xr
