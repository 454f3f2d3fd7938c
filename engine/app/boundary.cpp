#include "app/boundary.h"

#include <algorithm>
#include <cmath>

namespace shixun::app {

namespace {

constexpr double kWarns = 0.45;                // m: from here on a side is seen
constexpr double kBright = 0.15;               // m: from here on it is as bright as it gets
constexpr double kAlong = 0.9;                 // m of it to both sides of the body
constexpr double kPost = 0.3;                  // m between two posts
constexpr double kTall = 1.8;                  // m
constexpr double kRails[] = {0.02, 0.9, 1.8};  // m above the floor
const Vec3f kColour(0.95F, 0.55F, 0.10F);

// A side: its middle, the way along it, the way out of the floor; half its length.
struct Side {
  Vec3 middle, along, out;
  double half;
};

void addSide(const Side& side, const Pose& worldFromStage, const Vec3& point, double strength,
             std::vector<render::Tube>& tubes) {
  const double at = glm::dot(point - side.middle, side.along);
  const double from = std::clamp(at - kAlong, -side.half, side.half);
  const double to = std::clamp(at + kAlong, -side.half, side.half);
  if (to - from < 0.01) return;
  const auto add = [&](const Vec3& a, const Vec3& b) {
    render::Tube tube;
    tube.points = {worldFromStage.apply(a), worldFromStage.apply(b)};
    tube.radius = 0.004;
    tube.colour = kColour;
    tube.emissive = kColour * static_cast<float>(strength);
    tube.castsShadow = false;
    tubes.push_back(std::move(tube));
  };
  const auto on = [&](double along, double high) {
    return side.middle + side.along * along + Vec3(0, high, 0);
  };
  for (const double high : kRails) add(on(from, high), on(to, high));
  for (double post = std::ceil(from / kPost) * kPost; post <= to; post += kPost) {
    add(on(post, 0), on(post, kTall));
  }
}

}  // namespace

void addBoundary(const Vec2& size, const Pose& worldFromStage, std::span<const Vec3> body,
                 std::vector<render::Tube>& tubes) {
  if (size.x <= 0 || size.y <= 0) return;
  const Vec2 half = size / 2.0;
  const Side sides[] = {{{half.x, 0, 0}, {0, 0, 1}, {1, 0, 0}, half.y},
                        {{-half.x, 0, 0}, {0, 0, 1}, {-1, 0, 0}, half.y},
                        {{0, 0, half.y}, {1, 0, 0}, {0, 0, 1}, half.x},
                        {{0, 0, -half.y}, {1, 0, 0}, {0, 0, -1}, half.x}};
  for (const Side& side : sides) {
    // The part of the body that is nearest to it, or furthest beyond.
    const Vec3* nearest = nullptr;
    double least = kWarns;
    for (const Vec3& point : body) {
      const double left = glm::dot(side.middle - point, side.out);
      if (left >= least) continue;
      least = left;
      nearest = &point;
    }
    if (nearest == nullptr) continue;
    const double strength = std::clamp((kWarns - least) / (kWarns - kBright), 0.1, 1.0);
    addSide(side, worldFromStage, *nearest, strength, tubes);
  }
}

}  // namespace shixun::app
