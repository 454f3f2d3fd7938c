// XR_KHR_vulkan_enable2: the instance and device are made by the real Vulkan, and remembered, so
// that a session made with others is found out.
#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

constexpr XrVersion kMinVulkan = XR_MAKE_VERSION(1, 0, 0);
constexpr XrVersion kMaxVulkan = XR_MAKE_VERSION(1, 4, 0);

XrResult getRequirements(XrInstance handle, XrSystemId system,
                         XrGraphicsRequirementsVulkanKHR* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  if (!typed(out, XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN2_KHR, "XrGraphicsRequirements")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  out->minApiVersionSupported = kMinVulkan;
  out->maxApiVersionSupported = kMaxVulkan;
  theInstance()->requirementsAsked = true;
  return XR_SUCCESS;
}

XrResult makeVulkanInstance(XrInstance handle, const XrVulkanInstanceCreateInfoKHR* info,
                            VkInstance* out, VkResult* vkResult) {
  if (!typed(info, XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR, "XrVulkanInstanceCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, info->systemId, &why)) return why;
  if (info->pfnGetInstanceProcAddr == nullptr || info->vulkanCreateInfo == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no vkGetInstanceProcAddr or no create info");
  }
  if (!theInstance()->requirementsAsked) {
    complain("xrGetVulkanGraphicsRequirements2KHR was not called before");
  }
  const auto create = reinterpret_cast<PFN_vkCreateInstance>(
      info->pfnGetInstanceProcAddr(VK_NULL_HANDLE, "vkCreateInstance"));
  *vkResult = create(info->vulkanCreateInfo, info->vulkanAllocator, out);
  if (*vkResult == VK_SUCCESS) theInstance()->vkInstance = *out;
  return XR_SUCCESS;
}

XrResult getVulkanDevice(XrInstance handle, const XrVulkanGraphicsDeviceGetInfoKHR* info,
                         VkPhysicalDevice* out) {
  if (!typed(info, XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR, "XrVulkanGraphicsDeviceGetInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, info->systemId, &why)) return why;
  if (info->vulkanInstance != theInstance()->vkInstance || info->vulkanInstance == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE,
                  "the VkInstance is not the one made by xrCreateVulkanInstanceKHR");
  }
  uint32_t count = 1;
  const VkResult result = vkEnumeratePhysicalDevices(info->vulkanInstance, &count, out);
  if (result != VK_SUCCESS && result != VK_INCOMPLETE) return XR_ERROR_RUNTIME_FAILURE;
  if (count == 0) return XR_ERROR_RUNTIME_FAILURE;
  theInstance()->vkPhysicalDevice = *out;
  return XR_SUCCESS;
}

XrResult makeVulkanDevice(XrInstance handle, const XrVulkanDeviceCreateInfoKHR* info, VkDevice* out,
                          VkResult* vkResult) {
  if (!typed(info, XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR, "XrVulkanDeviceCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, info->systemId, &why)) return why;
  if (info->pfnGetInstanceProcAddr == nullptr || info->vulkanCreateInfo == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no vkGetInstanceProcAddr or no create info");
  }
  Instance& instance = *theInstance();
  if (info->vulkanPhysicalDevice != instance.vkPhysicalDevice ||
      info->vulkanPhysicalDevice == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE,
                  "the VkPhysicalDevice is not the one from xrGetVulkanGraphicsDevice2KHR");
  }
  const auto create = reinterpret_cast<PFN_vkCreateDevice>(
      info->pfnGetInstanceProcAddr(instance.vkInstance, "vkCreateDevice"));
  *vkResult =
      create(info->vulkanPhysicalDevice, info->vulkanCreateInfo, info->vulkanAllocator, out);
  if (*vkResult != VK_SUCCESS) return XR_SUCCESS;
  instance.vkDevice = *out;
  instance.vkQueues.clear();
  for (uint32_t i = 0; i < info->vulkanCreateInfo->queueCreateInfoCount; ++i) {
    const VkDeviceQueueCreateInfo& q = info->vulkanCreateInfo->pQueueCreateInfos[i];
    instance.vkQueues[q.queueFamilyIndex] += q.queueCount;
  }
  return XR_SUCCESS;
}

}  // namespace

void addVulkanFunctions(Functions& f) {
  constexpr const char* kExtension = XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME;
  SHIXUN_FAKE_EXTENSION(f, kExtension, xrGetVulkanGraphicsRequirements2KHR, getRequirements);
  SHIXUN_FAKE_EXTENSION(f, kExtension, xrCreateVulkanInstanceKHR, makeVulkanInstance);
  SHIXUN_FAKE_EXTENSION(f, kExtension, xrGetVulkanGraphicsDevice2KHR, getVulkanDevice);
  SHIXUN_FAKE_EXTENSION(f, kExtension, xrCreateVulkanDeviceKHR, makeVulkanDevice);
}

}  // namespace shixun::xr::fake
