// Arithmetic of poses, and where the spaces are.
#include <limits>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrVector3f cross(const XrVector3f& a, const XrVector3f& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

XrVector3f plus(const XrVector3f& a, const XrVector3f& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}

// An action space follows the device of the hand it is bound to.
Tracked stageFromAction(const Space& space, XrTime time) {
  const Session* session = sessionOf(space.session);
  const Action* action = world().actions.find(space.action);
  const std::optional<Hand> only = handOf(space.subaction);
  Tracked lost;
  lost.tracking = kLost;
  lost.velocityValid = false;
  if (session == nullptr || action == nullptr) return lost;
  for (const Hand hand : {Hand::kLeft, Hand::kRight}) {
    const auto index = static_cast<size_t>(hand);
    if ((only && *only != hand) || !action->values[index].active) continue;
    const std::vector<std::string> paths = boundPaths(space.action, hand);
    if (paths.empty()) continue;
    const Controller& controller = control().person.controllers[index];
    const bool aims = paths.front().find("/aim") != std::string::npos;
    return at(aims ? controller.aim : controller.grip, time);
  }
  return lost;
}

}  // namespace

XrVector3f rotate(const XrQuaternionf& q, const XrVector3f& v) {
  const XrVector3f axis = {q.x, q.y, q.z};
  XrVector3f t = cross(axis, v);
  t = {2 * t.x, 2 * t.y, 2 * t.z};
  const XrVector3f u = cross(axis, t);
  return {v.x + q.w * t.x + u.x, v.y + q.w * t.y + u.y, v.z + q.w * t.z + u.z};
}

XrPosef multiply(const XrPosef& a, const XrPosef& b) {
  const XrQuaternionf& p = a.orientation;
  const XrQuaternionf& q = b.orientation;
  XrPosef result;
  result.orientation = {
      p.w * q.x + p.x * q.w + p.y * q.z - p.z * q.y, p.w * q.y - p.x * q.z + p.y * q.w + p.z * q.x,
      p.w * q.z + p.x * q.y - p.y * q.x + p.z * q.w, p.w * q.w - p.x * q.x - p.y * q.y - p.z * q.z};
  result.position = plus(a.position, rotate(p, b.position));
  return result;
}

XrPosef inverse(const XrPosef& a) {
  XrPosef result;
  result.orientation = {-a.orientation.x, -a.orientation.y, -a.orientation.z, a.orientation.w};
  result.position = rotate(result.orientation, {-a.position.x, -a.position.y, -a.position.z});
  return result;
}

Tracked at(const Tracked& tracked, XrTime time) {
  Tracked result = tracked;
  if (tracked.motion) result.pose = tracked.motion(time);
  return result;
}

Tracking both(const Tracking& a, const Tracking& b) {
  return {a.orientationValid && b.orientationValid, a.positionValid && b.positionValid,
          a.orientationTracked && b.orientationTracked, a.positionTracked && b.positionTracked};
}

XrSpaceLocationFlags flagsOf(const Tracking& t) {
  return (t.orientationValid ? XR_SPACE_LOCATION_ORIENTATION_VALID_BIT : 0U) |
         (t.positionValid ? XR_SPACE_LOCATION_POSITION_VALID_BIT : 0U) |
         (t.orientationTracked ? XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT : 0U) |
         (t.positionTracked ? XR_SPACE_LOCATION_POSITION_TRACKED_BIT : 0U);
}

XrPosef poisoned(const XrPosef& pose, const Tracking& tracking) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  XrPosef result = pose;
  if (!tracking.orientationValid) result.orientation = {kNan, kNan, kNan, kNan};
  if (!tracking.positionValid) result.position = {kNan, kNan, kNan};
  return result;
}

Tracked stageFromSpace(const Space& space, XrTime time) {
  const Person& person = control().person;
  Tracked result;
  if (space.isAction) {
    result = stageFromAction(space, time);
  } else if (space.type == XR_REFERENCE_SPACE_TYPE_VIEW) {
    result = at(person.head, time);
  } else if (space.type != XR_REFERENCE_SPACE_TYPE_STAGE) {
    result.pose = person.localInStage;
    if (space.type == kReferenceSpaceLocalFloor) result.pose.position.y = 0;
  }
  // A point beside the origin also moves by the rotation.
  const XrVector3f arm = rotate(result.pose.orientation, space.offset.position);
  result.linearVelocity = plus(result.linearVelocity, cross(result.angularVelocity, arm));
  result.pose = multiply(result.pose, space.offset);
  return result;
}

}  // namespace shixun::xr::fake
