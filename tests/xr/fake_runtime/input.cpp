// What the hands hold and press, as the application's actions see it, and vibration.
#include <algorithm>
#include <cmath>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

constexpr Hand kHands[] = {Hand::kLeft, Hand::kRight};
constexpr size_t kEither = 2;  // index of the value of both hands together

bool attachedTo(const Session& session, XrActionSet set) {
  const auto& all = session.actionSets;
  return std::find(all.begin(), all.end(), set) != all.end();
}

bool activeFor(const Session& session, const Action& action, Hand hand) {
  for (const XrActiveActionSet& a : session.active) {
    const std::optional<Hand> only = handOf(a.subactionPath);
    if (a.actionSet == action.set && (!only || *only == hand)) return true;
  }
  return false;
}

float valueOf(const Controller& controller, const std::string& key) {
  const auto found = controller.values.find(key);
  return found == controller.values.end() ? 0 : found->second;
}

// The value under "/user/hand/x/input/trigger/value" or "/user/hand/x/input/trigger".
XrVector2f read(const Controller& controller, const std::string& path, XrActionType type) {
  const size_t start = path.find("/input/");
  if (start == std::string::npos) return {0, 0};
  const std::string below = path.substr(start + 7);
  if (type == XR_ACTION_TYPE_VECTOR2F_INPUT) {
    return {valueOf(controller, below + "/x"), valueOf(controller, below + "/y")};
  }
  if (below.find('/') != std::string::npos) return {valueOf(controller, below), 0};
  const bool clicks = type == XR_ACTION_TYPE_BOOLEAN_INPUT;
  for (const char* part : {clicks ? "/click" : "/value", clicks ? "/value" : "/click", "/force"}) {
    if (controller.values.count(below + part) != 0) return {valueOf(controller, below + part), 0};
  }
  return {0, 0};
}

XrVector2f stronger(const XrVector2f& a, const XrVector2f& b) {
  return std::hypot(a.x, a.y) >= std::hypot(b.x, b.y) ? a : b;
}

void store(ActionValue& old, bool active, XrVector2f value) {
  if (!active) value = {0, 0};
  old.changed = active && old.active && (value.x != old.value.x || value.y != old.value.y);
  if (old.changed) old.changeTime = control().now;
  old.active = active;
  old.value = value;
}

void evaluate(const Session& session, XrAction handle, Action& action) {
  bool anyActive = false;
  XrVector2f strongest = {0, 0};
  for (const Hand hand : kHands) {
    const auto index = static_cast<size_t>(hand);
    const Controller& controller = control().person.controllers[index];
    const std::vector<std::string> paths = boundPaths(handle, hand);
    const bool active = session.synced && controller.connected && !paths.empty() &&
                        activeFor(session, action, hand);
    XrVector2f value = {0, 0};
    for (const std::string& path : paths) {
      value = stronger(value, read(controller, path, action.type));
    }
    if (action.type == XR_ACTION_TYPE_BOOLEAN_INPUT) value = {value.x > 0.5F ? 1.0F : 0.0F, 0};
    store(action.values[index], active, value);
    if (active) strongest = stronger(strongest, value);
    anyActive |= active;
  }
  store(action.values[kEither], anyActive, strongest);
}

XrResult syncActions(XrSession handle, const XrActionsSyncInfo* info) {
  Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_ACTIONS_SYNC_INFO, "XrActionsSyncInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (!session->attached) {
    return refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "the session has no action sets");
  }
  for (uint32_t i = 0; i < info->countActiveActionSets; ++i) {
    const XrActiveActionSet& a = info->activeActionSets[i];
    if (live(a.actionSet, "action set") == nullptr) return XR_ERROR_HANDLE_INVALID;
    if (!attachedTo(*session, a.actionSet)) {
      return refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "an action set is not of this session");
    }
  }
  session->active.assign(info->activeActionSets,
                         info->activeActionSets + info->countActiveActionSets);
  session->synced = session->state == XR_SESSION_STATE_FOCUSED;
  refreshProfiles(handle, *session);
  World& w = world();
  for (const XrAction a :
       w.actions.where([&](const Action& o) { return attachedTo(*session, o.set); })) {
    evaluate(*session, a, *w.actions.find(a));
  }
  return session->synced ? XR_SUCCESS : XR_SESSION_NOT_FOCUSED;
}

// The action of a query, with every check that all of them need.
Action* asked(XrSession handle, XrAction actionHandle, XrPath subaction, XrActionType type,
              XrResult* why) {
  *why = XR_ERROR_HANDLE_INVALID;
  const Session* session = live(handle, "session");
  Action* action = live(actionHandle, "action");
  if (session == nullptr || action == nullptr) return nullptr;
  if (action->type != type) {
    *why =
        refuse(XR_ERROR_ACTION_TYPE_MISMATCH, "the action '", action->name, "' is of another type");
    return nullptr;
  }
  if (!attachedTo(*session, action->set)) {
    *why = refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "the set of the action '", action->name,
                  "' is not attached");
    return nullptr;
  }
  const auto& all = action->subactions;
  if (subaction != XR_NULL_PATH && std::find(all.begin(), all.end(), subaction) == all.end()) {
    *why = refuse(XR_ERROR_PATH_UNSUPPORTED, "the action '", action->name,
                  "' was not made with the subaction path '", nameOfPath(subaction), "'");
    return nullptr;
  }
  *why = XR_SUCCESS;
  return action;
}

template <XrActionType kType, XrStructureType kStructure, typename State, typename Set>
XrResult getState(XrSession handle, const XrActionStateGetInfo* info, State* out, Set set) {
  if (!typed(info, XR_TYPE_ACTION_STATE_GET_INFO, "XrActionStateGetInfo") ||
      !typed(out, kStructure, "the action's state")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  const Action* action = asked(handle, info->action, info->subactionPath, kType, &why);
  if (action == nullptr) return why;
  const std::optional<Hand> hand = handOf(info->subactionPath);
  const ActionValue& value = action->values[hand ? static_cast<size_t>(*hand) : kEither];
  out->isActive = value.active ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
  set(*out, value);
  return XR_SUCCESS;
}

const auto kSetChange = [](auto& out, const ActionValue& value) {
  out.changedSinceLastSync = value.changed ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
  out.lastChangeTime = value.changeTime;
};

XrResult getBoolean(XrSession handle, const XrActionStateGetInfo* info, XrActionStateBoolean* out) {
  return getState<XR_ACTION_TYPE_BOOLEAN_INPUT, XR_TYPE_ACTION_STATE_BOOLEAN>(
      handle, info, out, [](XrActionStateBoolean& o, const ActionValue& v) {
        o.currentState = v.value.x > 0.5F ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
        kSetChange(o, v);
      });
}

XrResult getFloat(XrSession handle, const XrActionStateGetInfo* info, XrActionStateFloat* out) {
  return getState<XR_ACTION_TYPE_FLOAT_INPUT, XR_TYPE_ACTION_STATE_FLOAT>(
      handle, info, out, [](XrActionStateFloat& o, const ActionValue& v) {
        o.currentState = v.value.x;
        kSetChange(o, v);
      });
}

XrResult getVector(XrSession handle, const XrActionStateGetInfo* info, XrActionStateVector2f* out) {
  return getState<XR_ACTION_TYPE_VECTOR2F_INPUT, XR_TYPE_ACTION_STATE_VECTOR2F>(
      handle, info, out, [](XrActionStateVector2f& o, const ActionValue& v) {
        o.currentState = v.value;
        kSetChange(o, v);
      });
}

XrResult getPose(XrSession handle, const XrActionStateGetInfo* info, XrActionStatePose* out) {
  return getState<XR_ACTION_TYPE_POSE_INPUT, XR_TYPE_ACTION_STATE_POSE>(
      handle, info, out, [](XrActionStatePose&, const ActionValue&) {});
}

XrResult getProfile(XrSession handle, XrPath user, XrInteractionProfileState* out) {
  const Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(out, XR_TYPE_INTERACTION_PROFILE_STATE, "XrInteractionProfileState")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (!session->attached) {
    return refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "the session has no action sets");
  }
  const std::optional<Hand> hand = handOf(user);
  if (user == XR_NULL_PATH || nameOfPath(user).rfind("/user/", 0) != 0) {
    return refuse(XR_ERROR_PATH_UNSUPPORTED, "'", nameOfPath(user), "' is no top level path");
  }
  out->interactionProfile =
      hand ? session->profiles[static_cast<size_t>(*hand)] : XrPath{XR_NULL_PATH};
  return XR_SUCCESS;
}

XrResult enumerateSources(XrSession handle, const XrBoundSourcesForActionEnumerateInfo* info,
                          uint32_t capacity, uint32_t* count, XrPath* out) {
  const Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO,
             "XrBoundSourcesForActionEnumerateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const Action* action = live(info->action, "action");
  if (action == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!attachedTo(*session, action->set)) {
    return refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "the action's set is not attached");
  }
  std::vector<XrPath> paths;
  for (const Hand hand : kHands) {
    for (const std::string& path : boundPaths(info->action, hand)) paths.push_back(pathOf(path));
  }
  return twoCalls(paths, capacity, count, out);
}

XrResult getSourceName(XrSession handle, const XrInputSourceLocalizedNameGetInfo* info,
                       uint32_t capacity, uint32_t* count, char* out) {
  const Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO,
             "XrInputSourceLocalizedNameGetInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (!session->attached) {
    return refuse(XR_ERROR_ACTIONSET_NOT_ATTACHED, "the session has no action sets");
  }
  if (info->whichComponents == 0) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no part of the name is wanted");
  }
  const std::string& path = nameOfPath(info->sourcePath);
  if (path.empty()) return refuse(XR_ERROR_PATH_INVALID, "the source is no path");
  const bool left = path.rfind("/user/hand/left", 0) == 0;
  return twoCallString((left ? "Left hand " : "Right hand ") + path.substr(path.rfind('/') + 1),
                       capacity, count, out);
}

void logHaptic(const XrHapticActionInfo& info, const Haptic& what) {
  const std::optional<Hand> only = handOf(info.subactionPath);
  for (const Hand hand : kHands) {
    if ((only && *only != hand) || boundPaths(info.action, hand).empty()) continue;
    control().log.haptics.push_back(what);
    control().log.haptics.back().hand = hand;
  }
}

XrResult applyHaptic(XrSession handle, const XrHapticActionInfo* info,
                     const XrHapticBaseHeader* feedback) {
  const auto* vibration = reinterpret_cast<const XrHapticVibration*>(feedback);
  if (!typed(info, XR_TYPE_HAPTIC_ACTION_INFO, "XrHapticActionInfo") ||
      !typed(vibration, XR_TYPE_HAPTIC_VIBRATION, "XrHapticVibration")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  if (asked(handle, info->action, info->subactionPath, XR_ACTION_TYPE_VIBRATION_OUTPUT, &why) ==
      nullptr) {
    return why;
  }
  if (!(vibration->amplitude >= 0 && vibration->amplitude <= 1)) {
    complain("the amplitude ", vibration->amplitude, " is outside 0 to 1");
  }
  if (!(vibration->frequency >= 0) ||
      (vibration->duration <= 0 && vibration->duration != XR_MIN_HAPTIC_DURATION)) {
    complain("the frequency ", vibration->frequency, " Hz or the duration ", vibration->duration,
             " ns is none");
  }
  if (sessionOf(handle)->state != XR_SESSION_STATE_FOCUSED) return XR_SESSION_NOT_FOCUSED;
  Haptic what;
  what.duration = vibration->duration;
  what.frequency = vibration->frequency;
  what.amplitude = vibration->amplitude;
  logHaptic(*info, what);
  return XR_SUCCESS;
}

XrResult stopHaptic(XrSession handle, const XrHapticActionInfo* info) {
  if (!typed(info, XR_TYPE_HAPTIC_ACTION_INFO, "XrHapticActionInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult why = XR_SUCCESS;
  if (asked(handle, info->action, info->subactionPath, XR_ACTION_TYPE_VIBRATION_OUTPUT, &why) ==
      nullptr) {
    return why;
  }
  if (sessionOf(handle)->state != XR_SESSION_STATE_FOCUSED) return XR_SESSION_NOT_FOCUSED;
  Haptic what;
  what.stop = true;
  logHaptic(*info, what);
  return XR_SUCCESS;
}

// The profile of what the hand holds if the application knows it, else the simplest one.
XrPath wantedProfile(const Instance& instance, const Controller& controller) {
  if (!controller.connected) return XR_NULL_PATH;
  for (const std::string& name : {controller.profile, std::string(kSimple)}) {
    if (instance.suggested.count(pathOf(name)) != 0) return pathOf(name);
  }
  return XR_NULL_PATH;
}

}  // namespace

std::vector<std::string> boundPaths(XrAction handle, Hand hand) {
  std::vector<std::string> result;
  const Session* session = sessionOf(reinterpret_cast<XrSession>(control().session));
  const Instance* instance = theInstance();
  if (session == nullptr || instance == nullptr) return result;
  const auto found = instance->suggested.find(session->profiles[static_cast<size_t>(hand)]);
  if (found == instance->suggested.end()) return result;
  for (const XrActionSuggestedBinding& b : found->second) {
    if (b.action == handle && handOf(b.binding) == hand) result.push_back(nameOfPath(b.binding));
  }
  return result;
}

void refreshProfiles(XrSession handle, Session& session) {
  bool changed = false;
  for (const Hand hand : kHands) {
    const auto index = static_cast<size_t>(hand);
    const XrPath wanted = wantedProfile(*theInstance(), control().person.controllers[index]);
    changed |= wanted != session.profiles[index];
    session.profiles[index] = wanted;
  }
  if (!changed) return;
  auto event = structure<XrEventDataInteractionProfileChanged>(
      XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED);
  event.session = handle;
  pushEvent(event);
}

void addInputFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrSyncActions, syncActions);
  SHIXUN_FAKE_CORE(f, xrGetActionStateBoolean, getBoolean);
  SHIXUN_FAKE_CORE(f, xrGetActionStateFloat, getFloat);
  SHIXUN_FAKE_CORE(f, xrGetActionStateVector2f, getVector);
  SHIXUN_FAKE_CORE(f, xrGetActionStatePose, getPose);
  SHIXUN_FAKE_CORE(f, xrGetCurrentInteractionProfile, getProfile);
  SHIXUN_FAKE_CORE(f, xrEnumerateBoundSourcesForAction, enumerateSources);
  SHIXUN_FAKE_CORE(f, xrGetInputSourceLocalizedName, getSourceName);
  SHIXUN_FAKE_CORE(f, xrApplyHapticFeedback, applyHaptic);
  SHIXUN_FAKE_CORE(f, xrStopHapticFeedback, stopHaptic);
}

}  // namespace shixun::xr::fake
