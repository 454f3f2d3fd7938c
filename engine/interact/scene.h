// Scene: the solid world that hands and rays meet. Every mesh node of every part is a body at the
// pose that state and overrides give it; doors and handles move with their controls.
//
// Shapes are the meshes' own triangles where the sidecar has them (a cubicle is hollow), else
// hulls.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "physics/world.h"
#include "plant/pose.h"
#include "plant/state.h"
#include "scenario/model.h"

namespace shixun::interact {

using scenario::EntityKind;
using scenario::EntityRef;
using scenario::NodeRef;
using scenario::ScenarioModel;

// What a body is to a query.
// Standing equipment: stops hands, sight and falling things.
inline constexpr uint32_t kFixed = 1U << 0;
// An item so large that it stands in the way while nobody holds it.
inline constexpr uint32_t kObstacle = 1U << 1;
// An item at home, hung or on the floor: can be picked.
inline constexpr uint32_t kResting = 1U << 2;
// Equipment that is not solid: can be picked, stops nothing.
inline constexpr uint32_t kGhost = 1U << 3;
// A falling thing as Bullet moves it; no query meets it.
inline constexpr uint32_t kLoose = 1U << 4;
inline constexpr uint32_t kStopsHands = kFixed | kObstacle;
inline constexpr uint32_t kPickable = kFixed | kObstacle | kResting | kGhost;

// A body's user value: its node.
inline uint64_t userOf(NodeRef node) {
  return (uint64_t{node.part} << 32) | node.node;
}
inline NodeRef nodeOfUser(uint64_t user) {
  return {static_cast<uint32_t>(user >> 32), static_cast<uint32_t>(user)};
}

class Scene {
 public:
  // model must outlive the Scene.
  explicit Scene(const ScenarioModel& model);

  // Moves bodies to where state and overrides have them; a few comparisons when nothing moved.
  void sync(const plant::State& state, const plant::PoseOverrides& overrides);

  const ScenarioModel& model() const { return model_; }
  // Grows whenever a body has moved.
  uint64_t revision() const { return revision_; }
  physics::World& world() { return world_; }
  const physics::World& world() const { return world_; }
  const Pose& worldFromNode(NodeRef node) const { return poses_.worldFromNode(node); }
  const Pose& worldFromPart(uint32_t part) const { return poses_.worldFromPart(part); }
  // Node pose with its own control at amount 0, the parent being where it is now.
  Pose worldFromRest(NodeRef node) const;

  // False for the null NodeRef of something that is wired but has no place in the world.
  bool hasPlace(NodeRef node, uint32_t instance) const;
  // Bodies that move as one share a group: a part without the pieces that its controls move, or one
  // such piece. Never 0.
  uint32_t groupOf(NodeRef node) const;
  // The control whose piece a node belongs to (the innermost one of its part); -1 for none.
  int32_t controlOf(NodeRef node) const;
  // All groups of one part, e.g. to look past an item itself.
  std::vector<uint32_t> groupsOfPart(uint32_t part) const;

  // Where an item belongs.
  Pose worldFromHome(uint32_t item) const;
  // The part that carries an item's shape.
  uint32_t partOfItem(uint32_t item) const;
  // Room that an item takes, in the frame of its part; never empty.
  const asset::Box& boxOfItem(uint32_t item) const { return itemBox_[item]; }

  // True when the item carries controls, terminals or points, so that it matters where it is held.
  bool carriesEntities(uint32_t item) const { return carries_[item] != 0; }

  // True when nothing solid lies between the points, apart from the ignored groups.
  bool lineFree(const Vec3& from, const Vec3& to,
                std::span<const uint32_t> ignoreGroups = {}) const;

 private:
  void buildBodies();
  void addBody(NodeRef node);
  physics::ShapeId shapeOf(NodeRef node);
  void findControls();
  uint32_t layersNow(uint32_t part, const plant::State& state) const;
  bool changed(const plant::State& state, const plant::PoseOverrides& overrides);

  struct NodeBody {
    NodeRef node;
    physics::BodyId body;
    uint32_t layers = 0;
    Pose pose;
  };

  const ScenarioModel& model_;
  physics::World world_;
  plant::Poses poses_;
  std::vector<NodeBody> bodies_;
  std::vector<uint32_t> firstNode_;        // (parts + 1)
  std::vector<int32_t> control_;           // (all nodes)
  std::vector<physics::ShapeId> shapes_;   // (sidecars' nodes), shared by equal parts
  std::vector<uint32_t> firstShape_;       // (sidecars)
  std::vector<asset::Box> itemBox_;        // (items)
  std::vector<uint8_t> largeItem_;         // (items)
  std::vector<uint8_t> carries_;           // (items)
  std::vector<uint32_t> discreteSignals_;  // indices of bool and enum signals
  std::vector<double> key_;                // what the bodies were last placed for
  std::vector<double> newKey_;
  uint64_t revision_ = 0;
};

}  // namespace shixun::interact
