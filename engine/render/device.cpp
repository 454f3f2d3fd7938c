#include "render/device.h"

#include <algorithm>
#include <cstring>

#include "core/log.h"
#include "render/driver_leaks.h"

namespace shixun::render {

namespace {

constexpr const char* kLayer = "VK_LAYER_KHRONOS_validation";
constexpr const char* kInstallDriver =
    "install a Vulkan 1.3 driver (Debian: mesa-vulkan-drivers, which also has one without a GPU)";

const char* resultName(VkResult result) {
  switch (result) {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
      return "out of memory";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
      return "out of graphics memory";
    case VK_ERROR_DEVICE_LOST:
      return "the graphics device was lost";
    case VK_ERROR_LAYER_NOT_PRESENT:
      return "a layer is missing";
    case VK_ERROR_EXTENSION_NOT_PRESENT:
      return "an extension is missing";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
      return "no usable Vulkan driver";
    case VK_ERROR_SURFACE_LOST_KHR:
      return "the window's surface was lost";
    case VK_ERROR_FORMAT_NOT_SUPPORTED:
      return "the format is not supported";
    default:
      return "Vulkan error";
  }
}

VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                         VkDebugUtilsMessageTypeFlagsEXT,
                                         const VkDebugUtilsMessengerCallbackDataEXT* data,
                                         void* user) {
  constexpr auto kCounted = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                            VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  // The loader itself warns about drivers that are not for this machine (missing libraries, say):
  // not ours to answer for.
  const bool loader =
      data->pMessageIdName != nullptr && std::strcmp(data->pMessageIdName, "Loader Message") == 0;
  if ((severity & kCounted) != 0 && !loader) {
    static_cast<Device*>(user)->messages.emplace_back(data->pMessage);
  }
  return VK_FALSE;
}

bool hasLayer(const char* wanted) {
  uint32_t count = 0;
  vkEnumerateInstanceLayerProperties(&count, nullptr);
  std::vector<VkLayerProperties> layers(count);
  vkEnumerateInstanceLayerProperties(&count, layers.data());
  return std::any_of(layers.begin(), layers.end(), [&](const VkLayerProperties& l) {
    return std::strcmp(l.layerName, wanted) == 0;
  });
}

// How much we like a device; -1: cannot be used.
struct Candidate {
  VkPhysicalDevice device = VK_NULL_HANDLE;
  int score = -1;
  uint32_t family = 0;
  std::string name;
  std::string missing;
};

std::string missingFeatures(VkPhysicalDevice device) {
  VkPhysicalDeviceVulkan13Features f13 = {};
  f13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
  VkPhysicalDeviceVulkan11Features f11 = {};
  f11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES;
  f11.pNext = &f13;
  VkPhysicalDeviceFeatures2 f = {};
  f.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
  f.pNext = &f11;
  vkGetPhysicalDeviceFeatures2(device, &f);
  if (f13.dynamicRendering == VK_FALSE) return "dynamic rendering";
  if (f13.synchronization2 == VK_FALSE) return "synchronization2";
  if (f11.multiview == VK_FALSE) return "multiview";
  if (f.features.drawIndirectFirstInstance == VK_FALSE) return "indirect first instance";
  if (f.features.shaderClipDistance == VK_FALSE) return "clip distances";
  if (f.features.multiDrawIndirect == VK_FALSE) return "multi-draw indirect";
  return {};
}

bool hasSwapchain(VkPhysicalDevice device) {
  uint32_t count = 0;
  vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr);
  std::vector<VkExtensionProperties> all(count);
  vkEnumerateDeviceExtensionProperties(device, nullptr, &count, all.data());
  return std::any_of(all.begin(), all.end(), [](const VkExtensionProperties& e) {
    return std::strcmp(e.extensionName, VK_KHR_SWAPCHAIN_EXTENSION_NAME) == 0;
  });
}

Candidate examine(VkPhysicalDevice device, VkSurfaceKHR surface) {
  Candidate c;
  c.device = device;
  VkPhysicalDeviceProperties properties = {};
  vkGetPhysicalDeviceProperties(device, &properties);
  c.name = properties.deviceName;
  if (properties.apiVersion < VK_API_VERSION_1_3) {
    c.missing = "Vulkan 1.3";
    return c;
  }
  c.missing = missingFeatures(device);
  if (!c.missing.empty()) return c;
  if (surface != VK_NULL_HANDLE && !hasSwapchain(device)) {
    c.missing = "swapchains";
    return c;
  }
  uint32_t count = 0;
  vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
  c.missing = surface != VK_NULL_HANDLE ? "a queue that draws to this window" : "a graphics queue";
  for (uint32_t i = 0; i < count; ++i) {
    VkBool32 present = VK_TRUE;
    if (surface != VK_NULL_HANDLE) {
      vkGetPhysicalDeviceSurfaceSupportKHR(device, i, surface, &present);
    }
    if ((families[i].queueFlags & VK_QUEUE_GRAPHICS_BIT) == 0 || present == VK_FALSE) continue;
    c.missing.clear();
    c.family = i;
    const auto type = properties.deviceType;
    c.score = type == VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU     ? 4
              : type == VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU ? 3
              : type == VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU    ? 2
                                                               : 1;
    break;
  }
  return c;
}

}  // namespace

Status vulkanStatus(VkResult result, const std::string& what) {
  if (result == VK_SUCCESS) return {};
  const std::string text =
      what + " failed: " + resultName(result) + " (" + std::to_string(result) + ")";
  if (result == VK_ERROR_OUT_OF_HOST_MEMORY || result == VK_ERROR_OUT_OF_DEVICE_MEMORY) {
    return Status(StatusCode::kFull, text + "; close other programs or make the window smaller");
  }
  if (result == VK_ERROR_DEVICE_LOST) {
    return Status(StatusCode::kUnavailable,
                  text + "; start the program again, and update the graphics driver if it recurs");
  }
  return Status(StatusCode::kUnsupported, text + "; " + kInstallDriver);
}

void Buffer::swap(Buffer& other) noexcept {
  std::swap(handle, other.handle);
  std::swap(memory, other.memory);
  std::swap(size, other.size);
  std::swap(mapped, other.mapped);
  std::swap(device, other.device);
}

void Buffer::reset() {
  if (device == nullptr) return;
  vkDestroyBuffer(device->device, handle, nullptr);
  vkFreeMemory(device->device, memory, nullptr);
  handle = VK_NULL_HANDLE;
  memory = VK_NULL_HANDLE;
  mapped = nullptr;
  size = 0;
  device = nullptr;
}

void Image::swap(Image& other) noexcept {
  std::swap(handle, other.handle);
  std::swap(memory, other.memory);
  std::swap(view, other.view);
  std::swap(layerViews, other.layerViews);
  std::swap(def, other.def);
  std::swap(device, other.device);
}

void Image::reset() {
  if (device == nullptr) return;
  for (const VkImageView v : layerViews) vkDestroyImageView(device->device, v, nullptr);
  layerViews.clear();
  vkDestroyImageView(device->device, view, nullptr);
  vkDestroyImage(device->device, handle, nullptr);
  vkFreeMemory(device->device, memory, nullptr);
  view = VK_NULL_HANDLE;
  handle = VK_NULL_HANDLE;
  memory = VK_NULL_HANDLE;
  device = nullptr;
}

void transition(VkCommandBuffer commands, const Transition& t) {
  VkImageMemoryBarrier2 barrier = {};
  barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
  barrier.srcStageMask = t.fromStage;
  barrier.srcAccessMask = t.fromAccess;
  barrier.dstStageMask = t.toStage;
  barrier.dstAccessMask = t.toAccess;
  barrier.oldLayout = t.from;
  barrier.newLayout = t.to;
  barrier.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = t.image;
  barrier.subresourceRange = {t.aspect, 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS};
  VkDependencyInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
  info.imageMemoryBarrierCount = 1;
  info.pImageMemoryBarriers = &barrier;
  vkCmdPipelineBarrier2(commands, &info);
}

Result<std::unique_ptr<Device>> Device::create(const RendererDef& def) {
  std::unique_ptr<Device> self(new Device);
  Status status = self->makeInstance(def);
  if (status && def.createSurface) {
    Result<uint64_t> surface = def.createSurface(self->instance);
    if (!surface) {
      status = surface.status();
    } else {
      static_assert(sizeof(VkSurfaceKHR) == sizeof(uint64_t));
      std::memcpy(&self->surface, &*surface, sizeof self->surface);
    }
  }
  if (status) status = self->choosePhysical(def);
  if (status) status = self->makeDevice(def);
  keepDriversLoaded();
  if (!status) return status;
  return self;
}

Device::~Device() {
  const size_t before = messages.size();
  if (device != VK_NULL_HANDLE) {
    vkDestroyCommandPool(device, oncePool_, nullptr);
    vkDestroyDevice(device, nullptr);
  }
  // What validation says about objects left behind comes too late for validationMessages().
  for (size_t i = before; i < messages.size(); ++i) log(LogLevel::kError, messages[i]);
  if (instance == VK_NULL_HANDLE) return;
  if (surface != VK_NULL_HANDLE) vkDestroySurfaceKHR(instance, surface, nullptr);
  if (messenger_ != VK_NULL_HANDLE) {
    const auto destroy = reinterpret_cast<PFN_vkDestroyDebugUtilsMessengerEXT>(
        vkGetInstanceProcAddr(instance, "vkDestroyDebugUtilsMessengerEXT"));
    if (destroy != nullptr) destroy(instance, messenger_, nullptr);
  }
  vkDestroyInstance(instance, nullptr);
}

Status Device::makeInstance(const RendererDef& def) {
  std::vector<const char*> extensions;
  for (const std::string& e : def.instanceExtensions) extensions.push_back(e.c_str());
  std::vector<const char*> layers;
  if (def.validate) {
    if (!hasLayer(kLayer)) {
      return Status(StatusCode::kNotFound,
                    std::string(kLayer) +
                        " is not installed; install it (Debian: vulkan-validationlayers) or start "
                        "without validation");
    }
    layers.push_back(kLayer);
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    extensions.push_back(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME);
  }
  VkApplicationInfo app = {};
  app.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
  app.pApplicationName = def.appName.c_str();
  app.pEngineName = "shixun";
  app.apiVersion = VK_API_VERSION_1_3;
  const VkValidationFeatureEnableEXT enable =
      VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
  VkValidationFeaturesEXT features = {};
  features.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT;
  features.enabledValidationFeatureCount = 1;
  features.pEnabledValidationFeatures = &enable;
  VkDebugUtilsMessengerCreateInfoEXT messenger = {};
  messenger.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
  messenger.pNext = &features;
  messenger.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                              VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  messenger.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT |
                          VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
                          VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
  messenger.pfnUserCallback = onMessage;
  messenger.pUserData = this;
  VkInstanceCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
  info.pNext = def.validate ? &messenger : nullptr;
  info.pApplicationInfo = &app;
  info.enabledLayerCount = static_cast<uint32_t>(layers.size());
  info.ppEnabledLayerNames = layers.data();
  info.enabledExtensionCount = static_cast<uint32_t>(extensions.size());
  info.ppEnabledExtensionNames = extensions.data();
  const VkResult result = def.factory != nullptr ? def.factory->createInstance(info, instance)
                                                 : vkCreateInstance(&info, nullptr, &instance);
  if (result != VK_SUCCESS) return vulkanStatus(result, "starting Vulkan");
  if (!def.validate) return {};
  messenger.pNext = nullptr;
  const auto create = reinterpret_cast<PFN_vkCreateDebugUtilsMessengerEXT>(
      vkGetInstanceProcAddr(instance, "vkCreateDebugUtilsMessengerEXT"));
  if (create == nullptr) return Status(StatusCode::kUnsupported, "Vulkan validation cannot report");
  return vulkanStatus(create(instance, &messenger, nullptr, &messenger_), "starting validation");
}

Status Device::choosePhysical(const RendererDef& def) {
  uint32_t count = 0;
  vkEnumeratePhysicalDevices(instance, &count, nullptr);
  std::vector<VkPhysicalDevice> devices(count);
  vkEnumeratePhysicalDevices(instance, &count, devices.data());
  devices.resize(count);
  const VkPhysicalDevice forced =
      def.factory != nullptr ? def.factory->choose(instance) : VK_NULL_HANDLE;
  if (forced != VK_NULL_HANDLE) devices = {forced};
  Candidate best;
  std::string refused;
  for (const VkPhysicalDevice d : devices) {
    const Candidate c = examine(d, surface);
    if (c.score > best.score) best = c;
    if (c.score < 0) refused += "; " + c.name + " lacks " + c.missing;
  }
  if (best.score < 0) {
    return Status(StatusCode::kUnavailable, "no Vulkan device can be used (" +
                                                std::to_string(devices.size()) + " found" +
                                                refused + "); " + kInstallDriver);
  }
  physical = best.device;
  queueFamily = best.family;
  name = best.name;
  return {};
}

Status Device::makeDevice(const RendererDef& def) {
  VkPhysicalDeviceMultiviewProperties multiview = {};
  multiview.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_PROPERTIES;
  VkPhysicalDeviceProperties2 properties = {};
  properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
  properties.pNext = &multiview;
  vkGetPhysicalDeviceProperties2(physical, &properties);
  maxViews = multiview.maxMultiviewViewCount;
  const VkPhysicalDeviceLimits& limits = properties.properties.limits;
  const VkSampleCountFlags both =
      limits.framebufferColorSampleCounts & limits.framebufferDepthSampleCounts;
  uint32_t s = std::clamp(def.samples, 1U, 8U);
  while (s > 1 && (both & s) == 0) --s;
  samples = static_cast<VkSampleCountFlagBits>(s);
  VkPhysicalDeviceFeatures has = {};
  vkGetPhysicalDeviceFeatures(physical, &has);

  const float priority = 1;
  VkDeviceQueueCreateInfo queueInfo = {};
  queueInfo.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
  queueInfo.queueFamilyIndex = queueFamily;
  queueInfo.queueCount = 1;
  queueInfo.pQueuePriorities = &priority;
  VkPhysicalDeviceVulkan13Features f13 = {};
  f13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
  f13.dynamicRendering = VK_TRUE;
  f13.synchronization2 = VK_TRUE;
  VkPhysicalDeviceVulkan11Features f11 = {};
  f11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES;
  f11.pNext = &f13;
  f11.multiview = VK_TRUE;
  VkPhysicalDeviceFeatures2 features = {};
  features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
  features.pNext = &f11;
  features.features.drawIndirectFirstInstance = VK_TRUE;
  features.features.multiDrawIndirect = VK_TRUE;
  features.features.shaderClipDistance = VK_TRUE;
  features.features.samplerAnisotropy = has.samplerAnisotropy;
  // On a software device every sample is paid in processor time.
  software = properties.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
  if (has.samplerAnisotropy == VK_TRUE && !software)
    maxAnisotropy = std::min(limits.maxSamplerAnisotropy, 4.0F);
  const char* const swapchain = VK_KHR_SWAPCHAIN_EXTENSION_NAME;
  VkDeviceCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
  info.pNext = &features;
  info.queueCreateInfoCount = 1;
  info.pQueueCreateInfos = &queueInfo;
  info.enabledExtensionCount = surface != VK_NULL_HANDLE ? 1 : 0;
  info.ppEnabledExtensionNames = &swapchain;
  VkResult result = def.factory != nullptr ? def.factory->createDevice(physical, info, device)
                                           : vkCreateDevice(physical, &info, nullptr, &device);
  if (result != VK_SUCCESS) return vulkanStatus(result, "opening " + name);
  vkGetDeviceQueue(device, queueFamily, 0, &queue);
  VkCommandPoolCreateInfo pool = {};
  pool.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
  pool.flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT;
  pool.queueFamilyIndex = queueFamily;
  return vulkanStatus(vkCreateCommandPool(device, &pool, nullptr, &oncePool_), "command pool");
}

Result<uint32_t> Device::memoryType(uint32_t allowed, VkMemoryPropertyFlags wanted) const {
  VkPhysicalDeviceMemoryProperties properties = {};
  vkGetPhysicalDeviceMemoryProperties(physical, &properties);
  for (uint32_t i = 0; i < properties.memoryTypeCount; ++i) {
    const bool fits = (properties.memoryTypes[i].propertyFlags & wanted) == wanted;
    if ((allowed & (1U << i)) != 0 && fits) return i;
  }
  return Status(StatusCode::kUnsupported, name + " has no memory of the kind needed");
}

Result<Buffer> Device::makeBuffer(VkDeviceSize size, VkBufferUsageFlags usage,
                                  bool hostVisible) const {
  Buffer b;
  b.device = this;
  b.size = size;
  VkBufferCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
  info.size = size;
  info.usage = usage;
  Status status = vulkanStatus(vkCreateBuffer(device, &info, nullptr, &b.handle), "a buffer");
  if (!status) return status;
  VkMemoryRequirements needs = {};
  vkGetBufferMemoryRequirements(device, b.handle, &needs);
  const VkMemoryPropertyFlags wanted =
      hostVisible ? VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT
                  : VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
  const Result<uint32_t> type = memoryType(needs.memoryTypeBits, wanted);
  if (!type) return type.status();
  VkMemoryAllocateInfo allocate = {};
  allocate.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = *type;
  status = vulkanStatus(vkAllocateMemory(device, &allocate, nullptr, &b.memory), "memory");
  if (!status) return status;
  status = vulkanStatus(vkBindBufferMemory(device, b.handle, b.memory, 0), "memory");
  if (status && hostVisible) {
    status = vulkanStatus(vkMapMemory(device, b.memory, 0, VK_WHOLE_SIZE, 0, &b.mapped), "memory");
  }
  if (!status) return status;
  return b;
}

Result<Image> Device::makeImage(const ImageDef& def) const {
  Image image;
  image.device = this;
  image.def = def;
  VkImageCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = def.format;
  info.extent = {def.width, def.height, 1};
  info.mipLevels = def.mips;
  info.arrayLayers = def.layers;
  info.samples = def.samples;
  info.usage = def.usage;
  const std::string what =
      "an image of " + std::to_string(def.width) + " x " + std::to_string(def.height);
  Status status = vulkanStatus(vkCreateImage(device, &info, nullptr, &image.handle), what);
  if (!status) return status;
  VkMemoryRequirements needs = {};
  vkGetImageMemoryRequirements(device, image.handle, &needs);
  const Result<uint32_t> type =
      memoryType(needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  if (!type) return type.status();
  VkMemoryAllocateInfo allocate = {};
  allocate.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = *type;
  status = vulkanStatus(vkAllocateMemory(device, &allocate, nullptr, &image.memory), what);
  if (!status) return status;
  status = vulkanStatus(vkBindImageMemory(device, image.handle, image.memory, 0), what);
  if (!status) return status;
  VkImageViewCreateInfo view = {};
  view.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
  view.image = image.handle;
  view.viewType =
      def.layers > 1 || def.arrayView ? VK_IMAGE_VIEW_TYPE_2D_ARRAY : VK_IMAGE_VIEW_TYPE_2D;
  view.format = def.format;
  view.subresourceRange = {def.aspect, 0, def.mips, 0, def.layers};
  status = vulkanStatus(vkCreateImageView(device, &view, nullptr, &image.view), what);
  if (!status) return status;
  view.viewType = VK_IMAGE_VIEW_TYPE_2D;
  for (uint32_t layer = 0; layer < def.layers && def.mips == 1; ++layer) {
    view.subresourceRange = {def.aspect, 0, 1, layer, 1};
    VkImageView one = VK_NULL_HANDLE;
    status = vulkanStatus(vkCreateImageView(device, &view, nullptr, &one), what);
    if (!status) return status;
    image.layerViews.push_back(one);
  }
  return image;
}

Status Device::runOnce(const std::function<void(VkCommandBuffer)>& record) const {
  VkCommandBufferAllocateInfo allocate = {};
  allocate.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
  allocate.commandPool = oncePool_;
  allocate.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
  allocate.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VkResult result = vkAllocateCommandBuffers(device, &allocate, &commands);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a command buffer");
  VkCommandBufferBeginInfo begin = {};
  begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  result = vkBeginCommandBuffer(commands, &begin);
  if (result == VK_SUCCESS) {
    record(commands);
    result = vkEndCommandBuffer(commands);
  }
  VkCommandBufferSubmitInfo one = {};
  one.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
  one.commandBuffer = commands;
  VkSubmitInfo2 submit = {};
  submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2;
  submit.commandBufferInfoCount = 1;
  submit.pCommandBufferInfos = &one;
  if (result == VK_SUCCESS) result = vkQueueSubmit2(queue, 1, &submit, VK_NULL_HANDLE);
  if (result == VK_SUCCESS) result = vkQueueWaitIdle(queue);
  vkFreeCommandBuffers(device, oncePool_, 1, &commands);
  lost = lost || result == VK_ERROR_DEVICE_LOST;
  return vulkanStatus(result, "work on the graphics device");
}

}  // namespace shixun::render
