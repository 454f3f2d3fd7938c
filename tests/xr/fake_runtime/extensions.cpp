// Hand tracking, visibility mask, refresh rate, and the conversion of time.
#include <algorithm>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrResult createHandTracker(XrSession handle, const XrHandTrackerCreateInfoEXT* info,
                           XrHandTrackerEXT* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT, "XrHandTrackerCreateInfoEXT")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (!control().setup.handTrackingSystem) {
    return refuse(XR_ERROR_FEATURE_UNSUPPORTED, "the system does not track hands");
  }
  if ((info->hand != XR_HAND_LEFT_EXT && info->hand != XR_HAND_RIGHT_EXT) ||
      info->handJointSet != XR_HAND_JOINT_SET_DEFAULT_EXT) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no such hand or set of joints");
  }
  HandTracker tracker;
  tracker.session = handle;
  tracker.hand = info->hand == XR_HAND_LEFT_EXT ? Hand::kLeft : Hand::kRight;
  *out = world().handTrackers.add(tracker);
  return XR_SUCCESS;
}

XrResult destroyHandTracker(XrHandTrackerEXT handle) {
  if (live(handle, "hand tracker") == nullptr) return XR_ERROR_HANDLE_INVALID;
  world().handTrackers.erase(handle);
  return XR_SUCCESS;
}

XrResult locateJoints(XrHandTrackerEXT handle, const XrHandJointsLocateInfoEXT* info,
                      XrHandJointLocationsEXT* out) {
  const HandTracker* tracker = live(handle, "hand tracker");
  if (tracker == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT, "XrHandJointsLocateInfoEXT") ||
      !typed(out, XR_TYPE_HAND_JOINT_LOCATIONS_EXT, "XrHandJointLocationsEXT")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  checkChain(out->next, {XR_TYPE_HAND_JOINT_VELOCITIES_EXT}, "XrHandJointLocationsEXT");
  const Space* base = live(info->baseSpace, "base space");
  if (base == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!validTime(info->time)) return XR_ERROR_TIME_INVALID;
  if (out->jointCount != XR_HAND_JOINT_COUNT_EXT || out->jointLocations == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "room for ", out->jointCount, " joints; a hand has ",
                  XR_HAND_JOINT_COUNT_EXT);
  }
  const TrackedHand& hand = control().person.hands[static_cast<size_t>(tracker->hand)];
  const Tracked from = stageFromSpace(*base, info->time);
  out->isActive = hand.active ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
  for (uint32_t i = 0; i < out->jointCount; ++i) {
    const Joint& joint = hand.joints[i];
    const Tracking known = hand.active ? both(joint.tracking, from.tracking) : kLost;
    out->jointLocations[i].locationFlags = flagsOf(known);
    out->jointLocations[i].pose = poisoned(multiply(inverse(from.pose), joint.pose), known);
    out->jointLocations[i].radius = joint.radius;
  }
  auto* next = static_cast<XrBaseOutStructure*>(out->next);
  if (next == nullptr || next->type != XR_TYPE_HAND_JOINT_VELOCITIES_EXT) return XR_SUCCESS;
  auto* velocities = reinterpret_cast<XrHandJointVelocitiesEXT*>(next);
  for (uint32_t i = 0; i < velocities->jointCount; ++i) velocities->jointVelocities[i] = {};
  return XR_SUCCESS;
}

XrResult getMask(XrSession handle, XrViewConfigurationType type, uint32_t view,
                 XrVisibilityMaskTypeKHR maskType, XrVisibilityMaskKHR* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(out, XR_TYPE_VISIBILITY_MASK_KHR, "XrVisibilityMaskKHR")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const ViewConfigurationDef* def = viewConfiguration(type);
  if (def == nullptr) {
    return refuse(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED,
                  "the view configuration is not offered");
  }
  const auto& masks = control().setup.masks;
  if (view >= def->views.size() || view >= masks.size()) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "there is no view ", view);
  }
  MaskDef mask;  // no mask: everything is seen
  const auto found = masks[view].find(maskType);
  if (found != masks[view].end()) mask = found->second;
  const XrResult result =
      twoCalls(mask.vertices, out->vertexCapacityInput, &out->vertexCountOutput, out->vertices);
  if (result != XR_SUCCESS) return result;
  return twoCalls(mask.indices, out->indexCapacityInput, &out->indexCountOutput, out->indices);
}

float currentRate(const Session& session) {
  if (session.refreshRate > 0) return session.refreshRate;
  return static_cast<float>(1e9 / static_cast<double>(control().setup.periods.front()));
}

XrResult enumerateRates(XrSession handle, uint32_t capacity, uint32_t* count, float* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  return twoCalls(control().setup.refreshRates, capacity, count, out);
}

XrResult getRate(XrSession handle, float* out) {
  const Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  *out = currentRate(*session);
  return XR_SUCCESS;
}

XrResult requestRate(XrSession handle, float rate) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  const auto& rates = control().setup.refreshRates;
  if (rate == 0) return XR_SUCCESS;  // the application does not mind
  if (std::find(rates.begin(), rates.end(), rate) == rates.end()) {
    return refuse(XR_ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB, rate, " Hz are not offered");
  }
  control().setRefreshRate(rate);
  return XR_SUCCESS;
}

// The virtual clock and the machine's agree at the moment of asking.
int64_t virtualMinusMachine() {
  timespec machine = {};
  clock_gettime(CLOCK_MONOTONIC, &machine);
  return control().now - (int64_t{machine.tv_sec} * 1'000'000'000 + machine.tv_nsec);
}

XrResult timeFromMachine(XrInstance handle, const timespec* machine, XrTime* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  const int64_t ns = int64_t{machine->tv_sec} * 1'000'000'000 + machine->tv_nsec;
  *out = ns + virtualMinusMachine();
  return validTime(*out) ? XR_SUCCESS : XR_ERROR_TIME_INVALID;
}

XrResult machineFromTime(XrInstance handle, XrTime time, timespec* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!validTime(time)) return XR_ERROR_TIME_INVALID;
  const int64_t ns = time - virtualMinusMachine();
  out->tv_sec = static_cast<time_t>(ns / 1'000'000'000);
  out->tv_nsec = static_cast<int64_t>(ns % 1'000'000'000);
  return XR_SUCCESS;
}

}  // namespace

void addExtensionFunctions(Functions& f) {
  constexpr const char* kHands = XR_EXT_HAND_TRACKING_EXTENSION_NAME;
  SHIXUN_FAKE_EXTENSION(f, kHands, xrCreateHandTrackerEXT, createHandTracker);
  SHIXUN_FAKE_EXTENSION(f, kHands, xrDestroyHandTrackerEXT, destroyHandTracker);
  SHIXUN_FAKE_EXTENSION(f, kHands, xrLocateHandJointsEXT, locateJoints);
  SHIXUN_FAKE_EXTENSION(f, XR_KHR_VISIBILITY_MASK_EXTENSION_NAME, xrGetVisibilityMaskKHR, getMask);
  constexpr const char* kRate = XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME;
  SHIXUN_FAKE_EXTENSION(f, kRate, xrEnumerateDisplayRefreshRatesFB, enumerateRates);
  SHIXUN_FAKE_EXTENSION(f, kRate, xrGetDisplayRefreshRateFB, getRate);
  SHIXUN_FAKE_EXTENSION(f, kRate, xrRequestDisplayRefreshRateFB, requestRate);
  constexpr const char* kTime = XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME;
  SHIXUN_FAKE_EXTENSION(f, kTime, xrConvertTimespecTimeToTimeKHR, timeFromMachine);
  SHIXUN_FAKE_EXTENSION(f, kTime, xrConvertTimeToTimespecTimeKHR, machineFromTime);
}

}  // namespace shixun::xr::fake
