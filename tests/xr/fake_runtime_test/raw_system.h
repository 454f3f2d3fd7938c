// The lower half of RawApp: instance, system, Vulkan and session in raw calls.
#pragma once

#include <gtest/gtest.h>
#include <vulkan/vulkan.h>

#define XR_USE_GRAPHICS_API_VULKAN
#define XR_USE_TIMESPEC
#include <time.h>

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include <cstring>
#include <string>
#include <vector>

#include "render/driver_leaks.h"

namespace shixun::xr::testing {

constexpr XrPosef kHere = {{0, 0, 0, 1}, {0, 0, 0}};

template <typename Struct>
Struct make(XrStructureType type) {
  Struct result = {};
  result.type = type;
  return result;
}

struct RawSystem {
  std::vector<const char*> extensions = {XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME};
  std::vector<const char*> vulkanLayers;
  VkDebugUtilsMessengerCreateInfoEXT* messenger = nullptr;
  XrInstance instance = XR_NULL_HANDLE;
  XrSystemId system = XR_NULL_SYSTEM_ID;
  VkInstance vkInstance = VK_NULL_HANDLE;
  VkPhysicalDevice vkPhysical = VK_NULL_HANDLE;
  VkDevice vkDevice = VK_NULL_HANDLE;
  XrSession session = XR_NULL_HANDLE;

  template <typename Pointer>
  Pointer function(const char* name) const {
    PFN_xrVoidFunction found = nullptr;
    xrGetInstanceProcAddr(instance, name, &found);
    return reinterpret_cast<Pointer>(found);
  }

  XrResult makeInstance() {
    auto info = make<XrInstanceCreateInfo>(XR_TYPE_INSTANCE_CREATE_INFO);
    std::strcpy(info.applicationInfo.applicationName, "raw application");
    info.applicationInfo.apiVersion = XR_CURRENT_API_VERSION;
    info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
    info.enabledExtensionNames = extensions.data();
    return xrCreateInstance(&info, &instance);
  }

  XrResult findSystem() {
    auto info = make<XrSystemGetInfo>(XR_TYPE_SYSTEM_GET_INFO);
    info.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY;
    return xrGetSystem(instance, &info, &system);
  }

  XrResult askRequirements() {
    auto needs = make<XrGraphicsRequirementsVulkanKHR>(XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN2_KHR);
    return function<PFN_xrGetVulkanGraphicsRequirements2KHR>("xrGetVulkanGraphicsRequirements2KHR")(
        instance, system, &needs);
  }

  void makeVulkan() {
    VkApplicationInfo application = {};
    application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    application.apiVersion = VK_API_VERSION_1_1;
    VkInstanceCreateInfo instanceInfo = {};
    instanceInfo.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    instanceInfo.pNext = messenger;
    instanceInfo.pApplicationInfo = &application;
    instanceInfo.enabledLayerCount = static_cast<uint32_t>(vulkanLayers.size());
    instanceInfo.ppEnabledLayerNames = vulkanLayers.data();
    const char* debug = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
    instanceInfo.enabledExtensionCount = messenger != nullptr ? 1 : 0;
    instanceInfo.ppEnabledExtensionNames = &debug;
    auto info = make<XrVulkanInstanceCreateInfoKHR>(XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR);
    info.systemId = system;
    info.pfnGetInstanceProcAddr = &vkGetInstanceProcAddr;
    info.vulkanCreateInfo = &instanceInfo;
    VkResult vkResult = VK_ERROR_UNKNOWN;
    ASSERT_EQ(function<PFN_xrCreateVulkanInstanceKHR>("xrCreateVulkanInstanceKHR")(
                  instance, &info, &vkInstance, &vkResult),
              XR_SUCCESS);
    ASSERT_EQ(vkResult, VK_SUCCESS);
    auto get = make<XrVulkanGraphicsDeviceGetInfoKHR>(XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR);
    get.systemId = system;
    get.vulkanInstance = vkInstance;
    ASSERT_EQ(function<PFN_xrGetVulkanGraphicsDevice2KHR>("xrGetVulkanGraphicsDevice2KHR")(
                  instance, &get, &vkPhysical),
              XR_SUCCESS);
    makeDevice();
    render::keepDriversLoaded();
  }

  void makeDevice() {
    const float priority = 1;
    VkDeviceQueueCreateInfo queue = {};
    queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue.queueCount = 1;
    queue.pQueuePriorities = &priority;
    VkDeviceCreateInfo deviceInfo = {};
    deviceInfo.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    deviceInfo.queueCreateInfoCount = 1;
    deviceInfo.pQueueCreateInfos = &queue;
    auto info = make<XrVulkanDeviceCreateInfoKHR>(XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR);
    info.systemId = system;
    info.pfnGetInstanceProcAddr = &vkGetInstanceProcAddr;
    info.vulkanPhysicalDevice = vkPhysical;
    info.vulkanCreateInfo = &deviceInfo;
    VkResult vkResult = VK_ERROR_UNKNOWN;
    ASSERT_EQ(function<PFN_xrCreateVulkanDeviceKHR>("xrCreateVulkanDeviceKHR")(
                  instance, &info, &vkDevice, &vkResult),
              XR_SUCCESS);
    ASSERT_EQ(vkResult, VK_SUCCESS);
  }

  XrResult makeSession(uint32_t queueIndex = 0) {
    auto binding = make<XrGraphicsBindingVulkanKHR>(XR_TYPE_GRAPHICS_BINDING_VULKAN2_KHR);
    binding.instance = vkInstance;
    binding.physicalDevice = vkPhysical;
    binding.device = vkDevice;
    binding.queueIndex = queueIndex;
    auto info = make<XrSessionCreateInfo>(XR_TYPE_SESSION_CREATE_INFO);
    info.next = &binding;
    info.systemId = system;
    return xrCreateSession(instance, &info, &session);
  }
};

}  // namespace shixun::xr::testing
