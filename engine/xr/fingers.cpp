// Tracked fingers (XR_EXT_hand_tracking) as curls, a pinch and a palm.
#include <algorithm>
#include <cmath>

#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

namespace {

constexpr XrHandJointEXT kUsed[kJoints] = {
    XR_HAND_JOINT_PALM_EXT,      XR_HAND_JOINT_WRIST_EXT,      XR_HAND_JOINT_THUMB_TIP_EXT,
    XR_HAND_JOINT_INDEX_TIP_EXT, XR_HAND_JOINT_MIDDLE_TIP_EXT, XR_HAND_JOINT_RING_TIP_EXT,
    XR_HAND_JOINT_LITTLE_TIP_EXT};

// The four joints along which a finger's bend is measured: two before the first knuckle that
// curls, two at the end.
constexpr XrHandJointEXT kFingers[5][4] = {
    {XR_HAND_JOINT_THUMB_METACARPAL_EXT, XR_HAND_JOINT_THUMB_PROXIMAL_EXT,
     XR_HAND_JOINT_THUMB_DISTAL_EXT, XR_HAND_JOINT_THUMB_TIP_EXT},
    {XR_HAND_JOINT_INDEX_METACARPAL_EXT, XR_HAND_JOINT_INDEX_PROXIMAL_EXT,
     XR_HAND_JOINT_INDEX_DISTAL_EXT, XR_HAND_JOINT_INDEX_TIP_EXT},
    {XR_HAND_JOINT_MIDDLE_METACARPAL_EXT, XR_HAND_JOINT_MIDDLE_PROXIMAL_EXT,
     XR_HAND_JOINT_MIDDLE_DISTAL_EXT, XR_HAND_JOINT_MIDDLE_TIP_EXT},
    {XR_HAND_JOINT_RING_METACARPAL_EXT, XR_HAND_JOINT_RING_PROXIMAL_EXT,
     XR_HAND_JOINT_RING_DISTAL_EXT, XR_HAND_JOINT_RING_TIP_EXT},
    {XR_HAND_JOINT_LITTLE_METACARPAL_EXT, XR_HAND_JOINT_LITTLE_PROXIMAL_EXT,
     XR_HAND_JOINT_LITTLE_DISTAL_EXT, XR_HAND_JOINT_LITTLE_TIP_EXT}};

// rad between the hand's bone and the finger's last one when the finger is closed.
constexpr double kClosed = 2.8, kThumbClosed = 1.2;
// m between the tips of thumb and index: meeting, and open.
constexpr double kPinchNear = 0.012, kPinchFar = 0.045;

Vec3 at(const XrHandJointLocationEXT* joints, XrHandJointEXT joint) {
  return vecOf(joints[joint].pose.position);
}

double bend(const XrHandJointLocationEXT* joints, const XrHandJointEXT (&finger)[4]) {
  const Vec3 base = at(joints, finger[1]) - at(joints, finger[0]);
  const Vec3 end = at(joints, finger[3]) - at(joints, finger[2]);
  const double lengths = glm::length(base) * glm::length(end);
  if (lengths < 1e-8) return 0;
  return std::acos(std::clamp(glm::dot(base, end) / lengths, -1.0, 1.0));
}

// Ours from OpenXR's palm, whose -Z points along the fingers and whose +Y comes out of the back of
// the hand: the thumb's side becomes +Y, the axis of what is held.
Quat palmFromGrip(int hand) {
  const double turn = hand == 0 ? -std::sqrt(0.5) : std::sqrt(0.5);
  return {std::sqrt(0.5), 0, 0, turn};
}

}  // namespace

void Headset::Impl::createTrackers() {
  if (!info.handTracking || createHandTracker == nullptr) return;
  for (int h = 0; h < 2; ++h) {
    XrHandTrackerCreateInfoEXT create = {};
    create.type = XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT;
    create.hand = h == 0 ? XR_HAND_LEFT_EXT : XR_HAND_RIGHT_EXT;
    create.handJointSet = XR_HAND_JOINT_SET_DEFAULT_EXT;
    const XrResult result = createHandTracker(session, &create, &hand[h].tracker);
    if (XR_FAILED(result)) {
      hand[h].tracker = XR_NULL_HANDLE;
      log(LogLevel::kInfo, "fingers are not tracked: " + resultText(result));
    }
  }
}

void Headset::Impl::readFingers(int which, XrTime time, HandSample& sample) {
  if (hand[which].tracker == XR_NULL_HANDLE) return;
  XrHandJointLocationEXT joints[XR_HAND_JOINT_COUNT_EXT] = {};
  XrHandJointLocationsEXT locations = {};
  locations.type = XR_TYPE_HAND_JOINT_LOCATIONS_EXT;
  locations.jointCount = XR_HAND_JOINT_COUNT_EXT;
  locations.jointLocations = joints;
  XrHandJointsLocateInfoEXT locate = {};
  locate.type = XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT;
  locate.baseSpace = stage;
  locate.time = time;
  const XrResult result = locateHandJoints(hand[which].tracker, &locate, &locations);
  if (!good(result, "looking where the fingers are") || locations.isActive != XR_TRUE) return;
  constexpr XrSpaceLocationFlags kPlace = XR_SPACE_LOCATION_POSITION_VALID_BIT;
  for (const XrHandJointLocationEXT& joint : joints) {
    if ((joint.locationFlags & kPlace) == 0) return;
  }
  sample.articulated = true;
  for (size_t j = 0; j < kJoints; ++j) sample.joints[j] = at(joints, kUsed[j]);
  for (size_t f = 0; f < 5; ++f) {
    sample.curl[f] =
        std::clamp(bend(joints, kFingers[f]) / (f == 0 ? kThumbClosed : kClosed), 0.0, 1.0);
  }
  const double apart = glm::distance(at(joints, XR_HAND_JOINT_THUMB_TIP_EXT),
                                     at(joints, XR_HAND_JOINT_INDEX_TIP_EXT));
  sample.pinch = std::clamp((kPinchFar - apart) / (kPinchFar - kPinchNear), 0.0, 1.0);
  // Bare hands: the palm is where a controller would have its grip.
  if (sample.active) return;
  sample.active = true;
  sample.gripTracked = true;
  sample.stageFromGrip =
      poseOf(joints[XR_HAND_JOINT_PALM_EXT].pose) * Pose(palmFromGrip(which), Vec3(0));
  sample.aimTracked = true;
  const Vec3 from = at(joints, XR_HAND_JOINT_WRIST_EXT);
  sample.stageFromAim = {poseOf(joints[XR_HAND_JOINT_PALM_EXT].pose).rotation, from};
}

}  // namespace shixun::xr
