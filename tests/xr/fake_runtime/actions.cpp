// Action sets, actions, suggested bindings, and attaching them to a session.
#include <algorithm>
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrResult checkName(const char* name, const char* localized, const char* what) {
  const std::string text = name;
  const bool good = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::strchr("-_.", c) != nullptr;
  });
  if (!good) return refuse(XR_ERROR_PATH_FORMAT_INVALID, "'", name, "' is no name of ", what);
  if (*localized == '\0') {
    return refuse(XR_ERROR_LOCALIZED_NAME_INVALID, what, " '", name, "' has no localized name");
  }
  return XR_SUCCESS;
}

// Twins have the same name among those that `same` accepts.
template <typename Rows, typename Same>
XrResult checkTwins(Rows& rows, const std::string& name, const std::string& localized, Same same) {
  if (!rows.where([&](const auto& o) { return same(o) && o.name == name; }).empty()) {
    return refuse(XR_ERROR_NAME_DUPLICATED, "there is a '", name, "' already");
  }
  if (!rows.where([&](const auto& o) { return same(o) && o.localizedName == localized; }).empty()) {
    return refuse(XR_ERROR_LOCALIZED_NAME_DUPLICATED, "there is a '", localized, "' already");
  }
  return XR_SUCCESS;
}

XrResult createActionSet(XrInstance handle, const XrActionSetCreateInfo* info, XrActionSet* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_ACTION_SET_CREATE_INFO, "XrActionSetCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  XrResult checked = checkName(info->actionSetName, info->localizedActionSetName, "an action set");
  if (checked == XR_SUCCESS) {
    checked = checkTwins(world().actionSets, info->actionSetName, info->localizedActionSetName,
                         [](const ActionSet&) { return true; });
  }
  if (checked != XR_SUCCESS) return checked;
  ActionSet set;
  set.instance = handle;
  set.name = info->actionSetName;
  set.localizedName = info->localizedActionSetName;
  set.priority = info->priority;
  *out = world().actionSets.add(std::move(set));
  return XR_SUCCESS;
}

XrResult destroyActionSet(XrActionSet handle) {
  if (live(handle, "action set") == nullptr) return XR_ERROR_HANDLE_INVALID;
  World& w = world();
  for (const XrAction a : w.actions.where([&](const Action& o) { return o.set == handle; })) {
    w.actions.erase(a);
    ++control().log.leftToParent.actions;
  }
  w.actionSets.erase(handle);
  return XR_SUCCESS;
}

XrResult checkSubactions(const XrActionCreateInfo& info) {
  static const char* const kAllowed[] = {"/user/hand/left", "/user/hand/right", "/user/head",
                                         "/user/gamepad"};
  for (uint32_t i = 0; i < info.countSubactionPaths; ++i) {
    const std::string& name = nameOfPath(info.subactionPaths[i]);
    const bool allowed =
        std::find(std::begin(kAllowed), std::end(kAllowed), name) != std::end(kAllowed);
    const auto* end = info.subactionPaths + i;
    if (!allowed || std::find(info.subactionPaths, end, info.subactionPaths[i]) != end) {
      return refuse(XR_ERROR_PATH_UNSUPPORTED, "'", name, "' is no subaction path, or given twice");
    }
  }
  return XR_SUCCESS;
}

XrResult createAction(XrActionSet handle, const XrActionCreateInfo* info, XrAction* out) {
  const ActionSet* set = live(handle, "action set");
  if (set == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_ACTION_CREATE_INFO, "XrActionCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (set->attached) {
    return refuse(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "the set '", set->name,
                  "' is attached already");
  }
  XrResult checked = checkName(info->actionName, info->localizedActionName, "an action");
  if (checked == XR_SUCCESS) {
    checked = checkTwins(world().actions, info->actionName, info->localizedActionName,
                         [handle](const Action& a) { return a.set == handle; });
  }
  if (checked == XR_SUCCESS) checked = checkSubactions(*info);
  if (checked != XR_SUCCESS) return checked;
  switch (info->actionType) {
    case XR_ACTION_TYPE_BOOLEAN_INPUT:
    case XR_ACTION_TYPE_FLOAT_INPUT:
    case XR_ACTION_TYPE_VECTOR2F_INPUT:
    case XR_ACTION_TYPE_POSE_INPUT:
    case XR_ACTION_TYPE_VIBRATION_OUTPUT:
      break;
    default:
      return refuse(XR_ERROR_VALIDATION_FAILURE, "no such type of action");
  }
  Action action;
  action.set = handle;
  action.type = info->actionType;
  action.name = info->actionName;
  action.localizedName = info->localizedActionName;
  action.subactions.assign(info->subactionPaths, info->subactionPaths + info->countSubactionPaths);
  *out = world().actions.add(std::move(action));
  return XR_SUCCESS;
}

XrResult destroyAction(XrAction handle) {
  if (live(handle, "action") == nullptr) return XR_ERROR_HANDLE_INVALID;
  world().actions.erase(handle);
  return XR_SUCCESS;
}

XrResult checkBinding(const std::string& profile, const XrActionSuggestedBinding& suggested) {
  const Action* action = live(suggested.action, "action");
  if (action == nullptr) return XR_ERROR_HANDLE_INVALID;
  const ActionSet* set = world().actionSets.find(action->set);
  if (set->attached) {
    return refuse(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "the set '", set->name,
                  "' is attached already");
  }
  const std::string& binding = nameOfPath(suggested.binding);
  std::string why;
  if (!profileHas(profile, binding, action->type, &why)) {
    return refuse(XR_ERROR_PATH_UNSUPPORTED, "'", binding, "' for the action '", action->name,
                  "' in ", profile, ": it ", why);
  }
  return XR_SUCCESS;
}

XrResult suggestBindings(XrInstance handle, const XrInteractionProfileSuggestedBinding* info) {
  Instance* instance = live(handle, "instance");
  if (instance == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING,
             "XrInteractionProfileSuggestedBinding")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const std::string& profile = nameOfPath(info->interactionProfile);
  if (!profileKnown(profile)) {
    return refuse(XR_ERROR_PATH_UNSUPPORTED, "'", profile,
                  "' is no interaction profile, or its extension is not enabled");
  }
  if (info->countSuggestedBindings == 0) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no bindings for ", profile);
  }
  const std::vector<XrActionSuggestedBinding> all(
      info->suggestedBindings, info->suggestedBindings + info->countSuggestedBindings);
  for (const XrActionSuggestedBinding& suggested : all) {
    const XrResult checked = checkBinding(profile, suggested);
    if (checked != XR_SUCCESS) return checked;
  }
  instance->suggested[info->interactionProfile] = all;
  return XR_SUCCESS;
}

XrResult attachActionSets(XrSession handle, const XrSessionActionSetsAttachInfo* info) {
  Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, "XrSessionActionSetsAttachInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (session->attached) {
    return refuse(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "the session has its action sets already");
  }
  if (info->countActionSets == 0) return refuse(XR_ERROR_VALIDATION_FAILURE, "no action sets");
  for (uint32_t i = 0; i < info->countActionSets; ++i) {
    if (live(info->actionSets[i], "action set") == nullptr) return XR_ERROR_HANDLE_INVALID;
  }
  for (uint32_t i = 0; i < info->countActionSets; ++i) {
    session->actionSets.push_back(info->actionSets[i]);
    world().actionSets.find(info->actionSets[i])->attached = true;
  }
  session->attached = true;
  return XR_SUCCESS;
}

}  // namespace

void addActionFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrCreateActionSet, createActionSet);
  SHIXUN_FAKE_CORE(f, xrDestroyActionSet, destroyActionSet);
  SHIXUN_FAKE_CORE(f, xrCreateAction, createAction);
  SHIXUN_FAKE_CORE(f, xrDestroyAction, destroyAction);
  SHIXUN_FAKE_CORE(f, xrSuggestInteractionProfileBindings, suggestBindings);
  SHIXUN_FAKE_CORE(f, xrAttachSessionActionSets, attachActionSets);
}

}  // namespace shixun::xr::fake
