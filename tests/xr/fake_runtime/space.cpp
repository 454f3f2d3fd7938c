// Spaces and where things are in them.
#include <algorithm>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

std::vector<XrReferenceSpaceType> offeredSpaces() {
  std::vector<XrReferenceSpaceType> types = {XR_REFERENCE_SPACE_TYPE_VIEW,
                                             XR_REFERENCE_SPACE_TYPE_LOCAL};
  if (control().setup.stage) types.push_back(XR_REFERENCE_SPACE_TYPE_STAGE);
  if (enabled("XR_EXT_local_floor")) types.push_back(kReferenceSpaceLocalFloor);
  return types;
}

bool spaceOffered(XrReferenceSpaceType type) {
  const auto types = offeredSpaces();
  return std::find(types.begin(), types.end(), type) != types.end();
}

XrResult enumerateSpaces(XrSession handle, uint32_t capacity, uint32_t* count,
                         XrReferenceSpaceType* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  return twoCalls(offeredSpaces(), capacity, count, out);
}

XrResult createReferenceSpace(XrSession handle, const XrReferenceSpaceCreateInfo* info,
                              XrSpace* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_REFERENCE_SPACE_CREATE_INFO, "XrReferenceSpaceCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  checkChain(info->next, {}, "XrReferenceSpaceCreateInfo");
  if (!spaceOffered(info->referenceSpaceType)) {
    return refuse(XR_ERROR_REFERENCE_SPACE_UNSUPPORTED, "the reference space ",
                  static_cast<int>(info->referenceSpaceType), " is not offered");
  }
  const XrResult posed = checkPose(info->poseInReferenceSpace, "poseInReferenceSpace");
  if (posed != XR_SUCCESS) return posed;
  Space space;
  space.session = handle;
  space.type = info->referenceSpaceType;
  space.offset = info->poseInReferenceSpace;
  *out = world().spaces.add(std::move(space));
  return XR_SUCCESS;
}

XrResult createActionSpace(XrSession handle, const XrActionSpaceCreateInfo* info, XrSpace* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_ACTION_SPACE_CREATE_INFO, "XrActionSpaceCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const Action* action = live(info->action, "action");
  if (action == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (action->type != XR_ACTION_TYPE_POSE_INPUT) {
    return refuse(XR_ERROR_ACTION_TYPE_MISMATCH, "the action ", action->name, " is no pose");
  }
  const auto& allowed = action->subactions;
  if (info->subactionPath != XR_NULL_PATH &&
      std::find(allowed.begin(), allowed.end(), info->subactionPath) == allowed.end()) {
    return refuse(XR_ERROR_PATH_UNSUPPORTED, "the action ", action->name,
                  " was not made with the subaction path '", nameOfPath(info->subactionPath), "'");
  }
  const XrResult posed = checkPose(info->poseInActionSpace, "poseInActionSpace");
  if (posed != XR_SUCCESS) return posed;
  Space space;
  space.session = handle;
  space.isAction = true;
  space.action = info->action;
  space.subaction = info->subactionPath;
  space.offset = info->poseInActionSpace;
  *out = world().spaces.add(std::move(space));
  return XR_SUCCESS;
}

XrResult destroySpace(XrSpace handle) {
  if (live(handle, "space") == nullptr) return XR_ERROR_HANDLE_INVALID;
  world().spaces.erase(handle);
  return XR_SUCCESS;
}

XrResult getBounds(XrSession handle, XrReferenceSpaceType type, XrExtent2Df* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!spaceOffered(type)) {
    return refuse(XR_ERROR_REFERENCE_SPACE_UNSUPPORTED, "the reference space ",
                  static_cast<int>(type), " is not offered");
  }
  *out = {0, 0};
  if (type != XR_REFERENCE_SPACE_TYPE_STAGE || !control().setup.bounds) {
    return XR_SPACE_BOUNDS_UNAVAILABLE;
  }
  *out = *control().setup.bounds;
  return XR_SUCCESS;
}

void fillVelocity(XrSpaceVelocity* out, const Tracked& there, const XrPosef& baseFromStage) {
  out->velocityFlags = 0;
  out->linearVelocity = out->angularVelocity = {0, 0, 0};
  if (!there.velocityValid) return;
  if (there.tracking.positionValid) {
    out->velocityFlags |= XR_SPACE_VELOCITY_LINEAR_VALID_BIT;
    out->linearVelocity = rotate(baseFromStage.orientation, there.linearVelocity);
  }
  if (there.tracking.orientationValid) {
    out->velocityFlags |= XR_SPACE_VELOCITY_ANGULAR_VALID_BIT;
    out->angularVelocity = rotate(baseFromStage.orientation, there.angularVelocity);
  }
}

XrResult locateSpace(XrSpace handle, XrSpace baseHandle, XrTime time, XrSpaceLocation* out) {
  const Space* space = live(handle, "space");
  const Space* base = live(baseHandle, "base space");
  if (space == nullptr || base == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(out, XR_TYPE_SPACE_LOCATION, "XrSpaceLocation")) return XR_ERROR_VALIDATION_FAILURE;
  checkChain(out->next, {XR_TYPE_SPACE_VELOCITY}, "XrSpaceLocation");
  if (!validTime(time)) return XR_ERROR_TIME_INVALID;
  const Tracked there = stageFromSpace(*space, time);
  const Tracked from = stageFromSpace(*base, time);
  const Tracking known = both(there.tracking, from.tracking);
  out->locationFlags = flagsOf(known);
  out->pose = poisoned(multiply(inverse(from.pose), there.pose), known);
  for (auto* next = static_cast<XrBaseOutStructure*>(out->next); next != nullptr;
       next = next->next) {
    if (next->type != XR_TYPE_SPACE_VELOCITY) break;
    fillVelocity(reinterpret_cast<XrSpaceVelocity*>(next), there, inverse(from.pose));
  }
  return XR_SUCCESS;
}

XrResult locateViews(XrSession handle, const XrViewLocateInfo* info, XrViewState* state,
                     uint32_t capacity, uint32_t* count, XrView* views) {
  Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_VIEW_LOCATE_INFO, "XrViewLocateInfo") ||
      !typed(state, XR_TYPE_VIEW_STATE, "XrViewState")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const Space* base = live(info->space, "space");
  if (base == nullptr) return XR_ERROR_HANDLE_INVALID;
  const ViewConfigurationDef* def = viewConfiguration(info->viewConfigurationType);
  if (def == nullptr) {
    return refuse(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED,
                  "the view configuration is not offered");
  }
  if (!validTime(info->displayTime)) return XR_ERROR_TIME_INVALID;
  const Tracked head = at(control().person.head, info->displayTime);
  const Tracked from = stageFromSpace(*base, info->displayTime);
  const Tracking known = both(head.tracking, from.tracking);
  state->viewStateFlags = flagsOf(known);  // the same bits
  LocatedViews located = {info->displayTime, info->space, {}};
  const XrPosef baseFromHead = multiply(inverse(from.pose), head.pose);
  const XrResult result = twoCalls(def->views, capacity, count, [&](size_t i, const ViewDef& v) {
    if (!typed(&views[i], XR_TYPE_VIEW, "XrView")) return XR_ERROR_VALIDATION_FAILURE;
    views[i].pose = poisoned(multiply(baseFromHead, v.inHead), known);
    views[i].fov = v.fov;
    located.views.push_back(views[i]);
    return XR_SUCCESS;
  });
  constexpr size_t kKept = 8;  // more than any frame loop has under way
  session->located.push_back(std::move(located));
  if (session->located.size() > kKept) session->located.erase(session->located.begin());
  return result;
}

}  // namespace

void addSpaceFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrEnumerateReferenceSpaces, enumerateSpaces);
  SHIXUN_FAKE_CORE(f, xrCreateReferenceSpace, createReferenceSpace);
  SHIXUN_FAKE_CORE(f, xrCreateActionSpace, createActionSpace);
  SHIXUN_FAKE_CORE(f, xrDestroySpace, destroySpace);
  SHIXUN_FAKE_CORE(f, xrGetReferenceSpaceBoundsRect, getBounds);
  SHIXUN_FAKE_CORE(f, xrLocateSpace, locateSpace);
  SHIXUN_FAKE_CORE(f, xrLocateViews, locateViews);
}

}  // namespace shixun::xr::fake
