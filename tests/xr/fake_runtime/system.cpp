// The system, and how it is looked at.
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

constexpr XrSystemId kSystem = 7;

XrResult getSystem(XrInstance handle, const XrSystemGetInfo* info, XrSystemId* out) {
  Instance* instance = live(handle, "instance");
  if (instance == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_SYSTEM_GET_INFO, "XrSystemGetInfo")) return XR_ERROR_VALIDATION_FAILURE;
  checkChain(info->next, {}, "XrSystemGetInfo");
  if (info->formFactor != XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY) {
    return XR_ERROR_FORM_FACTOR_UNSUPPORTED;
  }
  if (control().setup.formFactorUnavailable > 0) {
    --control().setup.formFactorUnavailable;
    return XR_ERROR_FORM_FACTOR_UNAVAILABLE;
  }
  *out = instance->system = kSystem;
  return XR_SUCCESS;
}

XrResult getSystemProperties(XrInstance handle, XrSystemId system, XrSystemProperties* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  if (!typed(out, XR_TYPE_SYSTEM_PROPERTIES, "XrSystemProperties")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const Setup& setup = control().setup;
  out->systemId = system;
  out->vendorId = 0;
  std::strncpy(out->systemName, "Fake headset", XR_MAX_SYSTEM_NAME_SIZE - 1);
  out->graphicsProperties = {setup.maxSwapchainSize, setup.maxSwapchainSize, setup.maxLayers};
  out->trackingProperties = {XR_TRUE,
                             setup.positionTracking ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE}};
  for (auto* next = static_cast<XrBaseOutStructure*>(out->next); next != nullptr;
       next = next->next) {
    if (next->type == XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT &&
        enabled(XR_EXT_HAND_TRACKING_EXTENSION_NAME)) {
      reinterpret_cast<XrSystemHandTrackingPropertiesEXT*>(next)->supportsHandTracking =
          setup.handTrackingSystem ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
    } else if (next->type == kTypeSystemUserPresence && enabled("XR_EXT_user_presence")) {
      reinterpret_cast<SystemUserPresence*>(next)->supportsUserPresence =
          setup.userPresenceSystem ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
    } else {
      complain("XrSystemProperties is chained to a structure of type ",
               static_cast<int>(next->type), ", which does not belong there or is not enabled");
      break;
    }
  }
  return XR_SUCCESS;
}

XrResult enumerateViewConfigurations(XrInstance handle, XrSystemId system, uint32_t capacity,
                                     uint32_t* count, XrViewConfigurationType* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  std::vector<XrViewConfigurationType> types;
  for (const auto& v : control().setup.viewConfigurations) types.push_back(v.type);
  return twoCalls(types, capacity, count, out);
}

XrResult getViewConfigurationProperties(XrInstance handle, XrSystemId system,
                                        XrViewConfigurationType type,
                                        XrViewConfigurationProperties* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  if (viewConfiguration(type) == nullptr) return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
  if (!typed(out, XR_TYPE_VIEW_CONFIGURATION_PROPERTIES, "XrViewConfigurationProperties")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  out->viewConfigurationType = type;
  out->fovMutable = XR_TRUE;
  return XR_SUCCESS;
}

XrResult enumerateViewConfigurationViews(XrInstance handle, XrSystemId system,
                                         XrViewConfigurationType type, uint32_t capacity,
                                         uint32_t* count, XrViewConfigurationView* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  const ViewConfigurationDef* def = viewConfiguration(type);
  if (def == nullptr) return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
  return twoCalls(def->views, capacity, count, [&](size_t i, const ViewDef& v) {
    if (!typed(&out[i], XR_TYPE_VIEW_CONFIGURATION_VIEW, "XrViewConfigurationView")) {
      return XR_ERROR_VALIDATION_FAILURE;
    }
    out[i].recommendedImageRectWidth = v.recommendedWidth;
    out[i].recommendedImageRectHeight = v.recommendedHeight;
    out[i].maxImageRectWidth = v.maxWidth;
    out[i].maxImageRectHeight = v.maxHeight;
    out[i].recommendedSwapchainSampleCount = v.recommendedSamples;
    out[i].maxSwapchainSampleCount = v.maxSamples;
    return XR_SUCCESS;
  });
}

XrResult enumerateBlendModes(XrInstance handle, XrSystemId system, XrViewConfigurationType type,
                             uint32_t capacity, uint32_t* count, XrEnvironmentBlendMode* out) {
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, system, &why)) return why;
  const ViewConfigurationDef* def = viewConfiguration(type);
  if (def == nullptr) return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
  return twoCalls(def->blendModes, capacity, count, out);
}

}  // namespace

bool systemGiven(XrInstance handle, XrSystemId system, XrResult* why) {
  const Instance* instance = live(handle, "instance");
  if (instance == nullptr) {
    *why = XR_ERROR_HANDLE_INVALID;
  } else if (system == XR_NULL_SYSTEM_ID || system != instance->system) {
    *why = refuse(XR_ERROR_SYSTEM_INVALID, "the system ", system, " was not given by xrGetSystem");
  }
  return *why == XR_SUCCESS;
}

const ViewConfigurationDef* viewConfiguration(XrViewConfigurationType type) {
  for (const ViewConfigurationDef& v : control().setup.viewConfigurations) {
    if (v.type == type) return &v;
  }
  return nullptr;
}

void addSystemFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrGetSystem, getSystem);
  SHIXUN_FAKE_CORE(f, xrGetSystemProperties, getSystemProperties);
  SHIXUN_FAKE_CORE(f, xrEnumerateViewConfigurations, enumerateViewConfigurations);
  SHIXUN_FAKE_CORE(f, xrGetViewConfigurationProperties, getViewConfigurationProperties);
  SHIXUN_FAKE_CORE(f, xrEnumerateViewConfigurationViews, enumerateViewConfigurationViews);
  SHIXUN_FAKE_CORE(f, xrEnumerateEnvironmentBlendModes, enumerateBlendModes);
}

}  // namespace shixun::xr::fake
