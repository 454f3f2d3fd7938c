#include "interact/loose.h"

namespace shixun::interact {

namespace {

constexpr double kOutOfTheWorld = -3;  // m, height below which a thing has fallen out of the room

double massOf(const asset::Box& box) {
  const Vec3 size = box.halfSize() * 2.0;
  // Tools are partly hollow: half the density of water, within what a hand lifts.
  return glm::clamp(size.x * size.y * size.z * 500, 0.05, 5.0);
}

}  // namespace

Loose::Loose(Scene& scene) : scene_(scene) {}

void Loose::letGo(uint32_t item, const Pose& worldFromItem, const Vec3& velocity) {
  released_[item] = {worldFromItem, velocity};
}

void Loose::makeBody(uint32_t item, const Release& release) {
  const ScenarioModel& model = scene_.model();
  physics::World& world = scene_.world();
  auto& shapes = shapes_[item];
  if (shapes.empty()) {
    for (const asset::SidecarNode& node :
         model.sidecars[model.parts[scene_.partOfItem(item)].sidecar].nodes) {
      if (node.hull.size() >= 4) {
        shapes.push_back({world.addHull(node.hull), node.modelFromNode});
      } else if (!node.box.empty()) {
        const Vec3 half = glm::max(node.box.halfSize(), Vec3(0.002));
        shapes.push_back({world.addBox(half, node.box.centre()), node.modelFromNode});
      }
    }
    if (shapes.empty()) {
      const asset::Box& box = scene_.boxOfItem(item);
      shapes.push_back({world.addBox(box.halfSize(), box.centre()), Pose()});
    }
  }
  physics::BodyDef def;
  def.type = physics::BodyType::kDynamic;
  def.shapes = shapes;
  def.worldFromBody = release.worldFromItem;
  def.mass = massOf(scene_.boxOfItem(item));
  def.layers = kLoose;
  def.collidesWith = kFixed | kLoose;
  const physics::BodyId body = world.createBody(def);
  world.setVelocity(body, release.velocity, Vec3(0));
  bodies_[item] = body;
}

void Loose::update(const plant::State& state) {
  for (uint32_t item = 0; item < state.itemPlaces.size(); ++item) {
    const bool loose = state.itemPlaces[item] == scenario::kPlaceFloor;
    const auto body = bodies_.find(item);
    if (!loose) {
      if (body != bodies_.end()) {
        scene_.world().destroyBody(body->second);
        bodies_.erase(body);
      }
      // A release that did not make it loose (hung, put away) is over once no hand has it.
      if (state.itemPlaces[item] != scenario::kPlaceHand) released_.erase(item);
      continue;
    }
    if (body != bodies_.end()) continue;
    const auto release = released_.find(item);
    // What came loose by itself (a cut lock) falls from where it was.
    makeBody(item, release != released_.end()
                       ? release->second
                       : Release{scene_.worldFromPart(scene_.partOfItem(item)), Vec3(0)});
    released_.erase(item);
  }
}

void Loose::collect(plant::PoseOverrides& overrides) {
  for (const auto& [item, body] : bodies_) {
    if (scene_.world().pose(body).position.y < kOutOfTheWorld) {
      scene_.world().setPose(body, scene_.worldFromHome(item));
    }
    overrides.items.push_back({item, scene_.world().pose(body)});
  }
}

}  // namespace shixun::interact
