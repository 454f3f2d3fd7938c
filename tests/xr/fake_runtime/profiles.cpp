// The interaction profiles of OpenXR 1.0 that hands hold, and which paths each of them has.
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

struct Profile {
  const char* path;
  const char* extension;   // "" for the core
  const char* components;  // below /user/hand/x/input/; "l:" and "r:" for one hand only
};

constexpr Profile kProfiles[] = {
    {kSimple, "", "select/click menu/click grip/pose aim/pose"},
    {kTouch, "",
     "l:x/click l:x/touch l:y/click l:y/touch l:menu/click r:a/click r:a/touch r:b/click r:b/touch "
     "r:system/click squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y "
     "thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose"},
    {kIndex, "",
     "system/click system/touch a/click a/touch b/click b/touch squeeze/value squeeze/force "
     "trigger/click trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
     "thumbstick/touch trackpad/x trackpad/y trackpad/force trackpad/touch grip/pose aim/pose"},
    {kVive, "",
     "system/click squeeze/click menu/click trigger/click trigger/value trackpad/x trackpad/y "
     "trackpad/click trackpad/touch grip/pose aim/pose"},
    {kMotion, "",
     "menu/click squeeze/click trigger/value thumbstick/x thumbstick/y thumbstick/click trackpad/x "
     "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose"},
    {"/interaction_profiles/hp/mixed_reality_controller",
     XR_EXT_HP_MIXED_REALITY_CONTROLLER_EXTENSION_NAME,
     "l:x/click l:y/click r:a/click r:b/click menu/click squeeze/value trigger/value thumbstick/x "
     "thumbstick/y thumbstick/click grip/pose aim/pose"},
};

const Profile* findProfile(const std::string& path) {
  for (const Profile& p : kProfiles) {
    if (path == p.path && (*p.extension == '\0' || enabled(p.extension))) return &p;
  }
  return nullptr;
}

bool hasComponent(const Profile& profile, Hand hand, const std::string& wanted) {
  std::istringstream all(profile.components);
  for (std::string word; all >> word;) {
    if (word.size() > 2 && word[1] == ':') {
      if ((word[0] == 'l') != (hand == Hand::kLeft)) continue;
      word = word.substr(2);
    }
    if (word == wanted) return true;
  }
  return false;
}

// "trigger" or "trigger/value" for a kind of action.
bool fits(const Profile& profile, Hand hand, const std::string& below, XrActionType type) {
  const auto has = [&](const char* part) { return hasComponent(profile, hand, below + part); };
  const bool whole = below.find('/') != std::string::npos;
  const bool isPose = below.size() > 5 && below.compare(below.size() - 5, 5, "/pose") == 0;
  switch (type) {
    case XR_ACTION_TYPE_POSE_INPUT:
      return whole ? isPose && has("") : has("/pose");
    case XR_ACTION_TYPE_VECTOR2F_INPUT:
      return !whole && has("/x") && has("/y");
    default:
      return whole ? !isPose && has("") : has("/click") || has("/value") || has("/force");
  }
}

}  // namespace

bool profileKnown(const std::string& profile) {
  return findProfile(profile) != nullptr;
}

bool profileHas(const std::string& path, const std::string& binding, XrActionType type,
                std::string* why) {
  const Profile& profile = *findProfile(path);
  for (const Hand hand : {Hand::kLeft, Hand::kRight}) {
    const std::string user = hand == Hand::kLeft ? "/user/hand/left/" : "/user/hand/right/";
    if (binding.rfind(user, 0) != 0) continue;
    const std::string rest = binding.substr(user.size());
    if (rest == "output/haptic") {
      *why = "gives vibration only";
      return type == XR_ACTION_TYPE_VIBRATION_OUTPUT;
    }
    if (rest.rfind("input/", 0) != 0) break;
    const std::string below = rest.substr(std::strlen("input/"));
    if (type != XR_ACTION_TYPE_VIBRATION_OUTPUT && fits(profile, hand, below, type)) return true;
    *why = "is not there, or not of the action's type";
    return false;
  }
  *why = "is no path of a hand";
  return false;
}

}  // namespace shixun::xr::fake
