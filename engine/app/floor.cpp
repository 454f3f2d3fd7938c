#include "app/floor.h"

#include <algorithm>
#include <cmath>

#include "math/libm.h"
#include "plant/plant.h"
#include "plant/pose.h"

namespace shixun::app {
namespace {

constexpr double kPassUnder = 1.75;     // m; higher things are passed under
constexpr double kWallGap = 0.30;       // m kept from the room's ends
constexpr double kLongestStep = 0.027;  // m
constexpr double kLongestWay = 20;      // m in one call; more is no walk
constexpr double kLevel = 0.05;         // m between a point and the floor it is on
constexpr double kRing = 0.03;          // m between the rings searched for a place to stand

// How far a body reaches into a box seen from above, m; <= 0: not at all.
double depthIn(const asset::Box& box, const Vec3& feet) {
  const double x = std::clamp(feet.x, box.min.x, box.max.x) - feet.x;
  const double z = std::clamp(feet.z, box.min.z, box.max.z) - feet.z;
  if (x != 0 || z != 0) return Floor::kGirth - std::hypot(x, z);
  return Floor::kGirth + std::min(std::min(feet.x - box.min.x, box.max.x - feet.x),
                                  std::min(feet.z - box.min.z, box.max.z - feet.z));
}

// How far feet are out of the room, m; <= 0: they are in it.
double outOf(const asset::Box& room, const Vec3& feet) {
  if (room.empty()) return -1;
  return std::max(std::max(room.min.x - feet.x, feet.x - room.max.x),
                  std::max(room.min.z - feet.z, feet.z - room.max.z));
}

bool finitePoint(const Vec3& p) {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

}  // namespace

Floor::Floor(const scenario::ScenarioModel& model) {
  const Vec3 start = model.worldFromStart.position;
  def_.height = start.y;
  plant::Poses poses(model);
  poses.update(plant::Plant(model, {}).start());
  asset::Box largest;
  for (uint32_t p = 0; p < model.parts.size(); ++p) {
    const scenario::PartModel& part = model.parts[p];
    const scenario::InstanceModel& instance = model.instances[part.instance];
    const asset::Sidecar& sidecar = model.sidecars[part.sidecar];
    const asset::Box whole = asset::transformed(sidecar.bounds, poses.worldFromPart(p));
    if (largest.empty() || glm::length(whole.halfSize()) > glm::length(largest.halfSize())) {
      largest = whole;
    }
    if (!instance.solid || instance.item >= 0) continue;
    for (uint32_t n = 0; n < sidecar.nodes.size(); ++n) {
      if (!sidecar.nodes[n].hasMesh) continue;
      const asset::Box box = asset::transformed(sidecar.nodes[n].box, poses.worldFromNode({p, n}));
      const bool inTheWay = box.max.y > kStepOver && box.min.y < kPassUnder;
      // A shell around the start (walls, floor and ceiling in one) is the room itself.
      const bool around =
          box.min.x < start.x && box.max.x > start.x && box.min.z < start.z && box.max.z > start.z;
      if (inTheWay && !around) def_.obstacles.push_back(box);
    }
  }
  if (largest.halfSize().x > 1 && largest.halfSize().z > 1) {
    def_.room = largest;
    def_.room.min += Vec3(kWallGap, 0, kWallGap);
    def_.room.max -= Vec3(kWallGap, 0, kWallGap);
  }
}

bool Floor::blocked(const Vec3& feet) const {
  return outOf(def_.room, feet) > 0 ||
         std::any_of(def_.obstacles.begin(), def_.obstacles.end(),
                     [&](const asset::Box& box) { return depthIn(box, feet) > 0; });
}

bool Floor::standable(const Vec3& point) const {
  return finitePoint(point) && std::abs(point.y - def_.height) < kLevel && !blocked(point);
}

std::optional<Vec3> Floor::nearestStandable(const Vec3& point, double within) const {
  if (!finitePoint(point)) return std::nullopt;
  const Vec3 middle(point.x, def_.height, point.z);
  if (!blocked(middle)) return middle;
  for (double radius = kRing; radius <= within; radius += kRing) {
    const int around = std::max(8, static_cast<int>(2 * kPi * radius / kRing));
    for (int i = 0; i < around; ++i) {
      const double angle = 2 * kPi * i / around;
      const Vec3 at = middle + Vec3(std::cos(angle), 0, std::sin(angle)) * radius;
      if (!blocked(at)) return at;
    }
  }
  return std::nullopt;
}

// Nothing that is already too near may come nearer, and nothing else become too near.
bool Floor::deeper(const Vec3& from, const Vec3& to) const {
  const auto worse = [](double before, double after) { return after > 0 && after > before; };
  return worse(outOf(def_.room, from), outOf(def_.room, to)) ||
         std::any_of(def_.obstacles.begin(), def_.obstacles.end(), [&](const asset::Box& box) {
           return worse(depthIn(box, from), depthIn(box, to));
         });
}

// Each direction for itself, so that one slides along what is in the way.
Vec3 Floor::stepped(Vec3 feet, const Vec3& step) const {
  for (const Vec3& part : {Vec3(step.x, 0, 0), Vec3(0, 0, step.z)}) {
    if (!deeper(feet, feet + part)) feet += part;
  }
  return feet;
}

Vec3 Floor::walked(Vec3 feet, const Vec3& way) const {
  const double length = std::hypot(way.x, way.z);
  if (!(length > 0) || !std::isfinite(length)) return feet;
  const Vec3 direction = Vec3(way.x, 0, way.z) / length;
  for (double left = std::min(length, kLongestWay); left > 0; left -= kLongestStep) {
    feet = stepped(feet, direction * std::min(left, kLongestStep));
  }
  return feet;
}

std::optional<double> Floor::hit(const Vec3& from, const Vec3& to) const {
  const double drop = from.y - to.y;
  if (!(drop > 0) || from.y < def_.height || to.y > def_.height) return std::nullopt;
  return (from.y - def_.height) / drop;
}

}  // namespace shixun::app
