#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

namespace {

constexpr const char* kUserPaths[2] = {"/user/hand/left", "/user/hand/right"};

struct ActionDef {
  const char* name;
  const char* title;  // shown by runtimes where people change bindings
  XrActionType type;
};
constexpr ActionDef kActionDefs[kActionCount] = {
    {"grip", "Palm", XR_ACTION_TYPE_POSE_INPUT},
    {"aim", "Pointing", XR_ACTION_TYPE_POSE_INPUT},
    {"squeeze", "Close the hand", XR_ACTION_TYPE_FLOAT_INPUT},
    {"trigger", "Use what is held", XR_ACTION_TYPE_FLOAT_INPUT},
    {"trigger_touch", "Finger on the trigger", XR_ACTION_TYPE_BOOLEAN_INPUT},
    {"stick", "Move and turn", XR_ACTION_TYPE_VECTOR2F_INPUT},
    {"stick_click", "Stick pressed", XR_ACTION_TYPE_BOOLEAN_INPUT},
    {"primary", "First button", XR_ACTION_TYPE_BOOLEAN_INPUT},
    {"secondary", "Second button", XR_ACTION_TYPE_BOOLEAN_INPUT},
    {"menu", "Menu", XR_ACTION_TYPE_BOOLEAN_INPUT},
    {"haptic", "Shaking", XR_ACTION_TYPE_VIBRATION_OUTPUT},
};

// OpenXR's grip has -Z along a held handle towards the thumb and +Y towards the wrist; ours has +Y
// along the handle and -Z away from the wrist: a quarter turn about +X, for both hands.
const Quat kOpenXrFromGrip(std::sqrt(0.5), -std::sqrt(0.5), 0, 0);

bool poseValid(XrSpaceLocationFlags flags) {
  constexpr XrSpaceLocationFlags kBoth =
      XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT;
  return (flags & kBoth) == kBoth;
}

}  // namespace

Status Headset::Impl::createActions() {
  XrActionSetCreateInfo set = {};
  set.type = XR_TYPE_ACTION_SET_CREATE_INFO;
  std::strcpy(set.actionSetName, "hands");
  std::strcpy(set.localizedActionSetName, "Hands");
  XrResult result = xrCreateActionSet(instance, &set, &actionSet);
  for (int h = 0; h < 2 && XR_SUCCEEDED(result); ++h) {
    result = xrStringToPath(instance, kUserPaths[h], &hand[h].user);
  }
  const XrPath users[2] = {hand[0].user, hand[1].user};
  for (size_t a = 0; a < kActionCount && XR_SUCCEEDED(result); ++a) {
    XrActionCreateInfo create = {};
    create.type = XR_TYPE_ACTION_CREATE_INFO;
    std::strcpy(create.actionName, kActionDefs[a].name);
    std::strcpy(create.localizedActionName, kActionDefs[a].title);
    create.actionType = kActionDefs[a].type;
    create.countSubactionPaths = 2;
    create.subactionPaths = users;
    result = xrCreateAction(actionSet, &create, &actions[a]);
  }
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable,
                  info.runtime + " takes no actions (" + resultText(result) + ")");
  }
  bool any = false;
  for (const Profile& profile : profiles()) {
    if (profile.extension != nullptr && !has(profile.extension)) continue;
    const Status suggested = suggest(profile);
    any = any || suggested.ok();
    if (!suggested) log(LogLevel::kInfo, suggested.message());
  }
  if (!any) {
    return Status(StatusCode::kUnsupported,
                  info.runtime + " knows no controller that the trainer knows");
  }
  for (HandActions& h : hand) {
    XrActionSpaceCreateInfo space = {};
    space.type = XR_TYPE_ACTION_SPACE_CREATE_INFO;
    space.subactionPath = h.user;
    space.poseInActionSpace = identityPose();
    space.action = actions[kGrip];
    if (XR_SUCCEEDED(result)) result = xrCreateActionSpace(session, &space, &h.grip);
    space.action = actions[kAim];
    if (XR_SUCCEEDED(result)) result = xrCreateActionSpace(session, &space, &h.aim);
  }
  XrSessionActionSetsAttachInfo attach = {};
  attach.type = XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO;
  attach.countActionSets = 1;
  attach.actionSets = &actionSet;
  if (XR_SUCCEEDED(result)) result = xrAttachSessionActionSets(session, &attach);
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable,
                  info.runtime + " connects no controllers (" + resultText(result) + ")");
  }
  return {};
}

Status Headset::Impl::suggest(const Profile& profile) {
  XrInteractionProfileSuggestedBinding suggestion = {};
  suggestion.type = XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING;
  XrResult result = xrStringToPath(instance, profile.path, &suggestion.interactionProfile);
  std::vector<XrActionSuggestedBinding> bindings;
  for (const Binding& b : profile.bindings) {
    for (int h = 0; h < 2; ++h) {
      if (b.side != 'b' && (b.side == 'l') != (h == 0)) continue;
      XrActionSuggestedBinding one = {};
      one.action = actions[b.action];
      if (XR_SUCCEEDED(result)) {
        result =
            xrStringToPath(instance, (std::string(kUserPaths[h]) + b.path).c_str(), &one.binding);
      }
      bindings.push_back(one);
    }
  }
  suggestion.countSuggestedBindings = static_cast<uint32_t>(bindings.size());
  suggestion.suggestedBindings = bindings.data();
  if (XR_SUCCEEDED(result)) result = xrSuggestInteractionProfileBindings(instance, &suggestion);
  if (XR_SUCCEEDED(result)) return {};
  return Status(StatusCode::kUnsupported,
                std::string(profile.path) + " is not taken: " + resultText(result));
}

void Headset::Impl::readProfiles() {
  for (HandActions& h : hand) {
    XrInteractionProfileState now = {};
    now.type = XR_TYPE_INTERACTION_PROFILE_STATE;
    h.profile = XR_NULL_PATH;
    const XrResult result = xrGetCurrentInteractionProfile(session, h.user, &now);
    if (good(result, "asking for the controllers")) h.profile = now.interactionProfile;
    h.device = HandDevice::kNone;
    if (h.profile == XR_NULL_PATH) continue;
    char text[XR_MAX_PATH_LENGTH] = {};
    uint32_t length = 0;
    h.device = HandDevice::kOther;
    if (XR_FAILED(xrPathToString(instance, h.profile, sizeof text, &length, text))) continue;
    for (const Profile& profile : profiles()) {
      if (std::strcmp(profile.path, text) == 0) h.device = profile.device;
    }
  }
}

float Headset::Impl::number(ActionName action, int which) const {
  XrActionStateGetInfo get = {};
  get.type = XR_TYPE_ACTION_STATE_GET_INFO;
  get.action = actions[action];
  get.subactionPath = hand[which].user;
  XrActionStateFloat value = {};
  value.type = XR_TYPE_ACTION_STATE_FLOAT;
  const XrResult result = xrGetActionStateFloat(session, &get, &value);
  const bool usable =
      XR_SUCCEEDED(result) && value.isActive == XR_TRUE && std::isfinite(value.currentState);
  return usable ? std::clamp(value.currentState, 0.0F, 1.0F) : 0.0F;
}

bool Headset::Impl::pressed(ActionName action, int which, bool* known) const {
  XrActionStateGetInfo get = {};
  get.type = XR_TYPE_ACTION_STATE_GET_INFO;
  get.action = actions[action];
  get.subactionPath = hand[which].user;
  XrActionStateBoolean value = {};
  value.type = XR_TYPE_ACTION_STATE_BOOLEAN;
  const XrResult result = xrGetActionStateBoolean(session, &get, &value);
  const bool active = XR_SUCCEEDED(result) && value.isActive == XR_TRUE;
  if (known != nullptr) *known = active;
  return active && value.currentState == XR_TRUE;
}

void Headset::Impl::readController(int which, XrTime time, HandSample& sample) {
  const HandActions& h = hand[which];
  XrActionStateGetInfo get = {};
  get.type = XR_TYPE_ACTION_STATE_GET_INFO;
  get.action = actions[kGrip];
  get.subactionPath = h.user;
  XrActionStatePose grip = {};
  grip.type = XR_TYPE_ACTION_STATE_POSE;
  sample.device = h.device;
  sample.active =
      XR_SUCCEEDED(xrGetActionStatePose(session, &get, &grip)) && grip.isActive == XR_TRUE;
  if (!sample.active) return;
  XrSpaceLocation where = {};
  where.type = XR_TYPE_SPACE_LOCATION;
  if (good(xrLocateSpace(h.grip, stage, time, &where), "looking where a hand is") &&
      poseValid(where.locationFlags)) {
    sample.gripTracked = true;
    sample.stageFromGrip = poseOf(where.pose) * Pose(kOpenXrFromGrip, Vec3(0));
  }
  where = {};
  where.type = XR_TYPE_SPACE_LOCATION;
  if (good(xrLocateSpace(h.aim, stage, time, &where), "looking where a hand points") &&
      poseValid(where.locationFlags)) {
    sample.aimTracked = true;
    sample.stageFromAim = poseOf(where.pose);
  }
  sample.squeeze = number(kSqueeze, which);
  sample.trigger = number(kTrigger, which);
  sample.triggerTouched = pressed(kTriggerTouch, which, &sample.triggerTouchKnown);
  sample.stickClick = pressed(kStickClick, which);
  sample.primary = pressed(kPrimary, which);
  sample.secondary = pressed(kSecondary, which);
  sample.menu = pressed(kMenu, which);
  get.action = actions[kStick];
  XrActionStateVector2f stick = {};
  stick.type = XR_TYPE_ACTION_STATE_VECTOR2F;
  if (XR_SUCCEEDED(xrGetActionStateVector2f(session, &get, &stick)) && stick.isActive == XR_TRUE) {
    const Vec2 read(stick.currentState.x, stick.currentState.y);
    if (std::isfinite(read.x) && std::isfinite(read.y)) {
      sample.stick = glm::clamp(read, Vec2(-1), Vec2(1));
    }
  }
}

void Headset::Impl::readHands(XrTime time, std::array<HandSample, 2>& hands) {
  // Without focus the buttons are somebody else's.
  if (state != XR_SESSION_STATE_FOCUSED) return;
  XrActiveActionSet active = {};
  active.actionSet = actionSet;
  active.subactionPath = XR_NULL_PATH;
  XrActionsSyncInfo sync = {};
  sync.type = XR_TYPE_ACTIONS_SYNC_INFO;
  sync.countActiveActionSets = 1;
  sync.activeActionSets = &active;
  const XrResult result = xrSyncActions(session, &sync);
  if (!good(result, "reading the controllers") || result == XR_SESSION_NOT_FOCUSED) return;
  for (int h = 0; h < 2; ++h) {
    readController(h, time, hands[static_cast<size_t>(h)]);
    readFingers(h, time, hands[static_cast<size_t>(h)]);
  }
}

void Headset::pulse(int which, double strength, double seconds) {
  if (!focused() || which < 0 || which > 1) return;
  XrHapticVibration shake = {};
  shake.type = XR_TYPE_HAPTIC_VIBRATION;
  shake.duration = static_cast<XrDuration>(std::clamp(seconds, 0.0, 5.0) * 1e9);
  if (shake.duration == 0) shake.duration = XR_MIN_HAPTIC_DURATION;
  shake.frequency = XR_FREQUENCY_UNSPECIFIED;
  shake.amplitude = static_cast<float>(std::clamp(strength, 0.0, 1.0));
  XrHapticActionInfo info = {};
  info.type = XR_TYPE_HAPTIC_ACTION_INFO;
  info.action = impl_->actions[kHaptic];
  info.subactionPath = impl_->hand[which].user;
  impl_->good(xrApplyHapticFeedback(impl_->session, &info,
                                    reinterpret_cast<const XrHapticBaseHeader*>(&shake)),
              "shaking a controller");
}

}  // namespace shixun::xr
