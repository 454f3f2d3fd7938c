#include "interact/gaze.h"

#include "core/clock.h"
#include "math/libm.h"

namespace shixun::interact {

namespace {

constexpr double kLookDeg = 6;    // degrees between the head's direction and the point
constexpr double kAwayDeg = 10;   // beyond this the look has ended
constexpr double kCloserDeg = 1;  // another point must be this much nearer to take over

double angleTo(const Frame& frame, const Vec3& point) {
  const Vec3 way = point - frame.eye();
  const double distance = glm::length(way);
  if (distance < 1e-6) return 0;
  const Vec3 ahead = frame.input.worldFromHead.turn(Vec3(0, 0, -1));
  return degreesFromRadians(arcCosine(glm::dot(ahead, way / distance)));
}

}  // namespace

int32_t Gaze::lookedAt(const Frame& frame) const {
  const auto& inspects = scene_.model().inspects;
  int32_t best = -1;
  double smallest = kLookDeg;
  for (uint32_t i = 0; i < inspects.size(); ++i) {
    const Vec3 at = scene_.worldFromNode(inspects[i].node).position;
    if (glm::distance(at, frame.eye()) > frame.def.examineDistance) continue;
    const bool now = static_cast<int32_t>(i) == inspect_;
    const double angle = angleTo(frame, at) - (now ? kCloserDeg : 0);
    const double limit = now ? kAwayDeg : smallest;
    if (angle >= limit || (best >= 0 && angle >= smallest)) continue;
    smallest = angle;
    best = static_cast<int32_t>(i);
  }
  return best;
}

void Gaze::act(const Frame& frame) {
  // With a mouse one examines by a click, not by where the picture happens to point.
  if (frame.input.pointer.active || scene_.model().inspects.empty()) return;
  const int32_t at = lookedAt(frame);
  if (at != inspect_) {
    inspect_ = at;
    ticks_ = 0;
    done_ = false;
  }
  if (at < 0 || done_) return;
  // The line of sight is checked when the look begins and when it counts.
  const auto index = static_cast<uint32_t>(at);
  const bool due = ++ticks_ >= tickFromSeconds(frame.def.examineSeconds);
  if (ticks_ != 1 && !due) return;
  if (!reachFree(scene_, inspectTarget(scene_, index), frame.eye(), frame.eye())) {
    ticks_ = 0;
    return;
  }
  if (!due) return;
  done_ = true;
  frame.command(scenario::CommandKind::kExamine, Hand::kRight, {EntityKind::kInspect, index});
}

}  // namespace shixun::interact
