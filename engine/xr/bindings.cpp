// The bindings that are suggested for each kind of controller: the whole table of what a button
// means to a hand. Paths are those of the OpenXR specification, "Interaction Profile Paths", and of
// the extensions named.
#include "xr/impl.h"

namespace shixun::xr {

namespace {

std::vector<Binding> with(std::vector<Binding> more) {
  std::vector<Binding> all = {{kGrip, 'b', "/input/grip/pose"}, {kAim, 'b', "/input/aim/pose"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// What controllers with sticks have in common.
std::vector<Binding> withSticks(std::vector<Binding> more) {
  std::vector<Binding> all = with({{kHaptic, 'b', "/output/haptic"},
                                   {kTrigger, 'b', "/input/trigger/value"},
                                   {kStick, 'b', "/input/thumbstick"},
                                   {kStickClick, 'b', "/input/thumbstick/click"}});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<Binding> touchLike() {
  return withSticks({{kSqueeze, 'b', "/input/squeeze/value"},
                     {kTriggerTouch, 'b', "/input/trigger/touch"},
                     {kPrimary, 'l', "/input/x/click"},
                     {kPrimary, 'r', "/input/a/click"},
                     {kSecondary, 'l', "/input/y/click"},
                     {kSecondary, 'r', "/input/b/click"},
                     {kMenu, 'l', "/input/menu/click"}});
}

}  // namespace

const std::vector<Profile>& profiles() {
  static const std::vector<Profile> kProfiles = {
      {"/interaction_profiles/khr/simple_controller", HandDevice::kSimple, nullptr,
       with({{kHaptic, 'b', "/output/haptic"},
             {kTrigger, 'b', "/input/select/click"},
             {kMenu, 'b', "/input/menu/click"}})},
      {"/interaction_profiles/oculus/touch_controller", HandDevice::kTouch, nullptr, touchLike()},
      {"/interaction_profiles/valve/index_controller", HandDevice::kIndex, nullptr,
       withSticks({{kSqueeze, 'b', "/input/squeeze/value"},
                   {kTriggerTouch, 'b', "/input/trigger/touch"},
                   {kPrimary, 'b', "/input/a/click"},
                   {kMenu, 'b', "/input/b/click"}})},
      {"/interaction_profiles/htc/vive_controller", HandDevice::kVive, nullptr,
       with({{kHaptic, 'b', "/output/haptic"},
             {kSqueeze, 'b', "/input/squeeze/click"},
             {kTrigger, 'b', "/input/trigger/value"},
             {kStick, 'b', "/input/trackpad"},
             {kStickClick, 'b', "/input/trackpad/click"},
             {kPrimary, 'b', "/input/trackpad/touch"},
             {kMenu, 'b', "/input/menu/click"}})},
      {"/interaction_profiles/microsoft/motion_controller", HandDevice::kMixedReality, nullptr,
       withSticks({{kSqueeze, 'b', "/input/squeeze/click"},
                   {kPrimary, 'b', "/input/trackpad/touch"},
                   {kMenu, 'b', "/input/menu/click"}})},
      {"/interaction_profiles/bytedance/pico4_controller", HandDevice::kTouch,
       "XR_BD_controller_interaction", touchLike()},
      {"/interaction_profiles/ext/hand_interaction_ext", HandDevice::kOther,
       "XR_EXT_hand_interaction",
       with(
           {{kSqueeze, 'b', "/input/grasp_ext/value"}, {kTrigger, 'b', "/input/pinch_ext/value"}})},
  };
  return kProfiles;
}

}  // namespace shixun::xr
