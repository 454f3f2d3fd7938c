#include "interact/scene.h"

#include <algorithm>

namespace shixun::interact {

using scenario::PartModel;
using scenario::SignalType;

namespace {

constexpr double kLargeItem = 0.5;  // m, longest side from which an item stands in the way

asset::Box boxOfPart(const asset::Sidecar& sidecar) {
  asset::Box box;
  for (const asset::SidecarNode& node : sidecar.nodes) {
    if (!node.box.empty()) box.include(asset::transformed(node.box, node.modelFromNode));
  }
  if (box.empty()) {  // a thing without a picture still has a place
    box.include(Vec3(-0.02));
    box.include(Vec3(0.02));
  }
  return box;
}

}  // namespace

Scene::Scene(const ScenarioModel& model) : model_(model), poses_(model) {
  uint32_t total = 0;
  for (const PartModel& part : model.parts) {
    firstNode_.push_back(total);
    total += static_cast<uint32_t>(model.sidecars[part.sidecar].nodes.size());
  }
  firstNode_.push_back(total);
  uint32_t shapes = 0;
  for (const asset::Sidecar& sidecar : model.sidecars) {
    firstShape_.push_back(shapes);
    shapes += static_cast<uint32_t>(sidecar.nodes.size());
  }
  shapes_.resize(shapes);
  for (uint32_t s = 0; s < model.signals.size(); ++s) {
    if (model.signals[s].type != SignalType::kNumber) discreteSignals_.push_back(s);
  }
  for (uint32_t i = 0; i < model.items.size(); ++i) {
    itemBox_.push_back(boxOfPart(model.sidecars[model.parts[partOfItem(i)].sidecar]));
    const Vec3 size = itemBox_.back().halfSize() * 2.0;
    largeItem_.push_back(std::max({size.x, size.y, size.z}) > kLargeItem ? 1 : 0);
  }
  carries_.resize(model.items.size());
  const auto carries = [&](uint32_t instance) {
    const int32_t item = model.instances[instance].item;
    if (item >= 0) carries_[static_cast<size_t>(item)] = 1;
  };
  for (const auto& control : model.controls) carries(control.instance);
  for (const auto& terminal : model.terminals) carries(terminal.instance);
  for (const auto& point : model.points) carries(point.instance);
  findControls();
  buildBodies();
}

uint32_t Scene::partOfItem(uint32_t item) const {
  return model_.instances[model_.items[item].instance].parts.front();
}

// The innermost control above each node, within its part.
void Scene::findControls() {
  control_.assign(firstNode_.back(), -1);
  for (uint32_t c = 0; c < model_.controls.size(); ++c) {
    const NodeRef node = model_.controls[c].node;
    control_[firstNode_[node.part] + node.node] = static_cast<int32_t>(c);
  }
  for (uint32_t p = 0; p < model_.parts.size(); ++p) {
    const asset::Sidecar& sidecar = model_.sidecars[model_.parts[p].sidecar];
    for (const uint32_t n : sidecar.order) {
      int32_t& own = control_[firstNode_[p] + n];
      const int parent = sidecar.nodes[n].parent;
      if (own < 0 && parent >= 0) own = control_[firstNode_[p] + static_cast<uint32_t>(parent)];
    }
  }
}

int32_t Scene::controlOf(NodeRef node) const {
  return control_[firstNode_[node.part] + node.node];
}

bool Scene::hasPlace(NodeRef node, uint32_t instance) const {
  if (node.part >= model_.parts.size() || model_.parts[node.part].instance != instance) {
    return false;
  }
  const bool null = node.part == 0 && node.node == 0;
  return !null && node.node < model_.sidecars[model_.parts[node.part].sidecar].nodes.size();
}

uint32_t Scene::groupOf(NodeRef node) const {
  const int32_t control = controlOf(node);
  const auto parts = static_cast<uint32_t>(model_.parts.size());
  return control < 0 ? 1 + node.part : 1 + parts + static_cast<uint32_t>(control);
}

std::vector<uint32_t> Scene::groupsOfPart(uint32_t part) const {
  std::vector<uint32_t> groups = {1 + part};
  for (uint32_t c = 0; c < model_.controls.size(); ++c) {
    if (model_.controls[c].node.part == part) groups.push_back(groupOf(model_.controls[c].node));
  }
  return groups;
}

physics::ShapeId Scene::shapeOf(NodeRef ref) {
  const uint32_t sidecar = model_.parts[ref.part].sidecar;
  physics::ShapeId& shape = shapes_[firstShape_[sidecar] + ref.node];
  if (shape.valid()) return shape;
  const asset::SidecarNode& node = model_.sidecars[sidecar].nodes[ref.node];
  if (!node.indices.empty()) {
    shape = world_.addMesh(node.vertices, node.indices);
  } else if (node.hull.size() >= 4) {
    shape = world_.addHull(node.hull);
  } else {
    shape = world_.addBox(glm::max(node.box.halfSize(), Vec3(0.0005)), node.box.centre());
  }
  return shape;
}

void Scene::addBody(NodeRef ref) {
  const physics::ShapePart part{shapeOf(ref), Pose()};
  physics::BodyDef def;
  def.type = physics::BodyType::kKinematic;
  def.shapes = {&part, 1};
  def.group = groupOf(ref);
  def.user = userOf(ref);
  const scenario::InstanceModel& instance = model_.instances[model_.parts[ref.part].instance];
  const bool fixed = instance.solid && instance.item < 0;
  def.layers = fixed ? kFixed : kGhost;
  def.collidesWith = fixed ? kLoose : 0;
  bodies_.push_back({ref, world_.createBody(def), def.layers, Pose()});
}

void Scene::buildBodies() {
  for (uint32_t p = 0; p < model_.parts.size(); ++p) {
    const asset::Sidecar& sidecar = model_.sidecars[model_.parts[p].sidecar];
    for (uint32_t n = 0; n < sidecar.nodes.size(); ++n) {
      if (!sidecar.nodes[n].box.empty()) addBody({p, n});
    }
  }
}

uint32_t Scene::layersNow(uint32_t part, const plant::State& state) const {
  const scenario::InstanceModel& instance = model_.instances[model_.parts[part].instance];
  if (instance.item < 0) return instance.solid ? kFixed : kGhost;
  const auto item = static_cast<size_t>(instance.item);
  const uint32_t place = state.itemPlaces[item];
  if (place == scenario::kPlaceWorn) return 0;
  if (place == scenario::kPlaceHand) return carries_[item] != 0 ? kGhost : 0;
  const bool hung = place >= scenario::kFirstPointPlace;
  return largeItem_[item] != 0 && !hung && instance.solid ? kResting | kObstacle : kResting;
}

// The bodies depend on controls, places, what motions show (discrete signals) and the overrides;
// a spinning shaft keeps its shape and is left alone.
bool Scene::changed(const plant::State& state, const plant::PoseOverrides& overrides) {
  newKey_.clear();
  for (const uint32_t position : state.controls) newKey_.push_back(position);
  for (const uint32_t place : state.itemPlaces) newKey_.push_back(place);
  for (const uint32_t s : discreteSignals_) newKey_.push_back(state.signals[s]);
  for (const auto& c : overrides.controls) {
    newKey_.insert(newKey_.end(), {static_cast<double>(c.control), c.amount});
  }
  for (const auto& i : overrides.items) {
    const Pose& p = i.worldFromItem;
    newKey_.insert(newKey_.end(), {static_cast<double>(i.item), p.position.x, p.position.y,
                                   p.position.z, p.rotation.x, p.rotation.y, p.rotation.z});
  }
  // NaN never equals itself; discrete signals are never NaN.
  if (newKey_ == key_) return false;
  std::swap(key_, newKey_);
  return true;
}

void Scene::sync(const plant::State& state, const plant::PoseOverrides& overrides) {
  if (!changed(state, overrides)) return;
  poses_.update(state, overrides);
  ++revision_;
  for (NodeBody& body : bodies_) {
    const uint32_t layers = layersNow(body.node.part, state);
    if (layers != body.layers) {
      world_.setLayers(body.body, layers);
      body.layers = layers;
    }
    const Pose& now = poses_.worldFromNode(body.node);
    if (now.position == body.pose.position && now.rotation == body.pose.rotation) continue;
    body.pose = now;
    world_.setPose(body.body, now);
  }
}

Pose Scene::worldFromRest(NodeRef ref) const {
  const PartModel& part = model_.parts[ref.part];
  const asset::SidecarNode& node = model_.sidecars[part.sidecar].nodes[ref.node];
  const Pose above = node.parent < 0
                         ? poses_.worldFromPart(ref.part)
                         : poses_.worldFromNode({ref.part, static_cast<uint32_t>(node.parent)});
  return above * node.parentFromNode;
}

Pose Scene::worldFromHome(uint32_t item) const {
  const PartModel& part = model_.parts[partOfItem(item)];
  return part.parent ? poses_.worldFromNode(*part.parent) * part.parentFromPart
                     : part.parentFromPart;
}

bool Scene::lineFree(const Vec3& from, const Vec3& to,
                     std::span<const uint32_t> ignoreGroups) const {
  physics::Filter filter;
  filter.layers = kStopsHands;
  filter.ignoreGroups = ignoreGroups;
  return !world_.rayCast(from, to, filter);
}

}  // namespace shixun::interact
