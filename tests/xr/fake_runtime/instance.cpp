// The way in: what the loader asks for, the extensions, the instance, paths and names.
#include <openxr/openxr_reflection.h>

#include <algorithm>
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

struct Offer {
  const char* name;
  uint32_t version;
};
constexpr Offer kOffers[] = {
    {XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME, 2},
    {XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME, 5},
    {XR_KHR_VISIBILITY_MASK_EXTENSION_NAME, 2},
    {XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME, 1},
    {XR_EXT_HAND_TRACKING_EXTENSION_NAME, 4},
    {XR_EXT_HP_MIXED_REALITY_CONTROLLER_EXTENSION_NAME, 1},
    {XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME, 1},
    {"XR_EXT_local_floor", 1},
    {"XR_EXT_user_presence", 1},
};

bool denied(const std::string& name) {
  const auto& all = control().setup.denied;
  return std::find(all.begin(), all.end(), name) != all.end();
}

bool offered(const std::string& name) {
  return !denied(name) && std::any_of(std::begin(kOffers), std::end(kOffers),
                                      [&](const Offer& o) { return name == o.name; });
}

XrResult enumerateExtensions(const char* layer, uint32_t capacity, uint32_t* count,
                             XrExtensionProperties* properties) {
  if (layer != nullptr) return refuse(XR_ERROR_API_LAYER_NOT_PRESENT, "no layer here");
  std::vector<Offer> offers;
  for (const Offer& o : kOffers) {
    if (!denied(o.name)) offers.push_back(o);
  }
  return twoCalls(offers, capacity, count, [&](size_t i, const Offer& o) {
    if (!typed(&properties[i], XR_TYPE_EXTENSION_PROPERTIES, "XrExtensionProperties")) {
      return XR_ERROR_VALIDATION_FAILURE;
    }
    std::strncpy(properties[i].extensionName, o.name, XR_MAX_EXTENSION_NAME_SIZE - 1);
    properties[i].extensionVersion = o.version;
    return XR_SUCCESS;
  });
}

XrResult createInstance(const XrInstanceCreateInfo* info, XrInstance* out) {
  if (!typed(info, XR_TYPE_INSTANCE_CREATE_INFO, "XrInstanceCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (info->applicationInfo.applicationName[0] == '\0') {
    return refuse(XR_ERROR_NAME_INVALID, "the application has no name");
  }
  const XrVersion version = info->applicationInfo.apiVersion;
  if (XR_VERSION_MAJOR(version) != 1 || XR_VERSION_MINOR(version) != 0) {
    return XR_ERROR_API_VERSION_UNSUPPORTED;  // an application may try and take less
  }
  Instance instance;
  for (uint32_t i = 0; i < info->enabledExtensionCount; ++i) {
    const std::string name = info->enabledExtensionNames[i];
    if (!offered(name)) {
      return refuse(XR_ERROR_EXTENSION_NOT_PRESENT, name, " is not offered");
    }
    instance.extensions.push_back(name);
  }
  control().log.enabledExtensions = instance.extensions;
  *out = world().instances.add(std::move(instance));
  control().instance = reinterpret_cast<uint64_t>(*out);
  return XR_SUCCESS;
}

XrResult destroyInstance(XrInstance handle) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  World& w = world();
  Live& left = control().log.leftToParent;
  for (const XrSession s : w.sessions.where([](const Session&) { return true; })) {
    endChildren(s);
    w.sessions.erase(s);
    ++left.sessions;
  }
  left.actions += w.actions.size();
  left.actionSets += w.actionSets.size();
  w.actions.clear();
  w.actionSets.clear();
  w.instances.erase(handle);
  w.events.clear();
  w.paths = {""};
  w.pathByName.clear();
  control().instance = 0;
  control().session = 0;
  return XR_SUCCESS;
}

XrResult getInstanceProperties(XrInstance handle, XrInstanceProperties* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(out, XR_TYPE_INSTANCE_PROPERTIES, "XrInstanceProperties")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  out->runtimeVersion = XR_MAKE_VERSION(1, 0, 0);
  std::strncpy(out->runtimeName, "Fake runtime for tests", XR_MAX_RUNTIME_NAME_SIZE - 1);
  return XR_SUCCESS;
}

#define SHIXUN_FAKE_CASE(name, value) \
  case name:                          \
    text = #name;                     \
    break;

XrResult resultToString(XrInstance handle, XrResult value, char* buffer) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  std::string text = (value < 0 ? "XR_UNKNOWN_FAILURE_" : "XR_UNKNOWN_SUCCESS_") +
                     std::to_string(std::abs(static_cast<int>(value)));
  switch (value) { XR_LIST_ENUM_XrResult(SHIXUN_FAKE_CASE) default : break; }
  std::strncpy(buffer, text.c_str(), XR_MAX_RESULT_STRING_SIZE - 1);
  buffer[XR_MAX_RESULT_STRING_SIZE - 1] = '\0';
  return XR_SUCCESS;
}

XrResult structureTypeToString(XrInstance handle, XrStructureType value, char* buffer) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  std::string text = "XR_UNKNOWN_STRUCTURE_TYPE_" + std::to_string(static_cast<int>(value));
  switch (value) { XR_LIST_ENUM_XrStructureType(SHIXUN_FAKE_CASE) default : break; }
  std::strncpy(buffer, text.c_str(), XR_MAX_STRUCTURE_NAME_SIZE - 1);
  buffer[XR_MAX_STRUCTURE_NAME_SIZE - 1] = '\0';
  return XR_SUCCESS;
}

#undef SHIXUN_FAKE_CASE

bool wellFormedPath(const std::string& text) {
  if (text.size() < 2 || text.size() >= XR_MAX_PATH_LENGTH || text.front() != '/') return false;
  size_t start = 1;
  while (start <= text.size()) {
    const size_t end = std::min(text.find('/', start), text.size());
    const std::string part = text.substr(start, end - start);
    if (part.find_first_not_of('.') == std::string::npos) return false;  // "", ".", ".."
    for (const char c : part) {
      const bool fits =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!fits) return false;
    }
    start = end + 1;
  }
  return true;
}

XrResult stringToPath(XrInstance handle, const char* text, XrPath* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (text == nullptr || !wellFormedPath(text)) {
    return refuse(XR_ERROR_PATH_FORMAT_INVALID, "'", text == nullptr ? "" : text, "' is no path");
  }
  *out = pathOf(text);
  return XR_SUCCESS;
}

XrResult pathToString(XrInstance handle, XrPath path, uint32_t capacity, uint32_t* count,
                      char* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  const std::string& name = nameOfPath(path);
  if (name.empty()) return refuse(XR_ERROR_PATH_INVALID, "the path ", path, " was never made");
  return twoCallString(name, capacity, count, out);
}

XrResult XRAPI_CALL getInstanceProcAddr(XrInstance handle, const char* name,
                                        PFN_xrVoidFunction* function);

const Functions& allFunctions() {
  static const Functions functions = [] {
    Functions f;
    addInstanceFunctions(f);
    addSystemFunctions(f);
    addVulkanFunctions(f);
    addEventFunctions(f);
    addSessionFunctions(f);
    addSwapchainFunctions(f);
    addSpaceFunctions(f);
    addActionFunctions(f);
    addInputFunctions(f);
    addFrameFunctions(f);
    addExtensionFunctions(f);
    return f;
  }();
  return functions;
}

XrResult XRAPI_CALL getInstanceProcAddr(XrInstance handle, const char* name,
                                        PFN_xrVoidFunction* function) {
  const std::lock_guard lock(control().mutex);
  *function = nullptr;
  if (std::strcmp(name, "xrGetInstanceProcAddr") == 0) {
    *function = reinterpret_cast<PFN_xrVoidFunction>(&getInstanceProcAddr);
    return XR_SUCCESS;
  }
  const FunctionRow* row = allFunctions().find(name);
  if (row == nullptr) return XR_ERROR_FUNCTION_UNSUPPORTED;
  const bool withoutInstance = std::strcmp(name, "xrCreateInstance") == 0 ||
                               std::strcmp(name, "xrEnumerateInstanceExtensionProperties") == 0;
  if (handle == XR_NULL_HANDLE && !withoutInstance) return XR_ERROR_HANDLE_INVALID;
  if (*row->extension != '\0' && !enabled(row->extension)) return XR_ERROR_FUNCTION_UNSUPPORTED;
  *function = row->function;
  return XR_SUCCESS;
}

}  // namespace

XrPath pathOf(const std::string& name) {
  World& w = world();
  const auto [place, isNew] = w.pathByName.try_emplace(name, w.paths.size());
  if (isNew) w.paths.push_back(name);
  return place->second;
}

const std::string& nameOfPath(XrPath path) {
  return world().paths[path < world().paths.size() ? path : 0];
}

std::optional<Hand> handOf(XrPath path) {
  const std::string& name = nameOfPath(path);
  if (name.rfind("/user/hand/left", 0) == 0) return Hand::kLeft;
  if (name.rfind("/user/hand/right", 0) == 0) return Hand::kRight;
  return std::nullopt;
}

void addInstanceFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrEnumerateInstanceExtensionProperties, enumerateExtensions);
  SHIXUN_FAKE_CORE(f, xrCreateInstance, createInstance);
  SHIXUN_FAKE_CORE(f, xrDestroyInstance, destroyInstance);
  SHIXUN_FAKE_CORE(f, xrGetInstanceProperties, getInstanceProperties);
  SHIXUN_FAKE_CORE(f, xrResultToString, resultToString);
  SHIXUN_FAKE_CORE(f, xrStructureTypeToString, structureTypeToString);
  SHIXUN_FAKE_CORE(f, xrStringToPath, stringToPath);
  SHIXUN_FAKE_CORE(f, xrPathToString, pathToString);
}

}  // namespace shixun::xr::fake

// The loader's interface to a runtime, version 1. Its header is not packaged; these are its
// structures as the loader's specification gives them.
namespace {
struct LoaderInfo {
  int32_t structType;  // 1
  uint32_t structVersion;
  size_t structSize;
  uint32_t minInterfaceVersion;
  uint32_t maxInterfaceVersion;
  XrVersion minApiVersion;
  XrVersion maxApiVersion;
};
struct RuntimeRequest {
  int32_t structType;  // 3
  uint32_t structVersion;
  size_t structSize;
  uint32_t runtimeInterfaceVersion;
  XrVersion runtimeApiVersion;
  PFN_xrGetInstanceProcAddr getInstanceProcAddr;
};
}  // namespace

extern "C" __attribute__((visibility("default"))) XrResult XRAPI_CALL
xrNegotiateLoaderRuntimeInterface(const LoaderInfo* loader, RuntimeRequest* request) {
  if (loader == nullptr || request == nullptr || loader->structType != 1 ||
      request->structType != 3 || loader->structSize != sizeof(LoaderInfo) ||
      request->structSize != sizeof(RuntimeRequest) || loader->minInterfaceVersion > 1 ||
      loader->maxInterfaceVersion < 1) {
    return XR_ERROR_INITIALIZATION_FAILED;
  }
  request->runtimeInterfaceVersion = 1;
  request->runtimeApiVersion = XR_CURRENT_API_VERSION;
  request->getInstanceProcAddr = &shixun::xr::fake::getInstanceProcAddr;
  return XR_SUCCESS;
}
