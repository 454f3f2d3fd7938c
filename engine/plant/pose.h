// Poses: where everything is, computed from model and state (no physics): nodes turned by their
// controls, items at home or on the point where they hang, doors with what is mounted on them.
#pragma once

#include <vector>

#include "math/geometry.h"
#include "plant/state.h"
#include "scenario/model.h"

namespace shixun::plant {

// Overrides that a caller knows better than the state: a handle half way under a hand, a held item.
struct PoseOverrides {
  struct ControlAmount {
    uint32_t control = 0;
    double amount = 0;           // rad or m from the rest pose
  };
  struct ItemPose {
    uint32_t item = 0;
    Pose worldFromItem;
  };
  struct ProbePose {
    uint32_t probe = 0;
    Pose worldFromBody;          // of the probe's body node
  };
  std::vector<ControlAmount> controls;
  std::vector<ItemPose> items;
  std::vector<ProbePose> probes;
};

// World poses of all parts' nodes. Reused from frame to frame; memory is kept.
class Poses {
 public:
  explicit Poses(const scenario::ScenarioModel& model);

  // Recomputes everything. O(nodes).
  void update(const State& state, const PoseOverrides& overrides = {});

  const Pose& worldFromPart(uint32_t part) const { return parts_[part]; }
  const Pose& worldFromNode(scenario::NodeRef node) const {
    return nodes_[firstNode_[node.part] + node.node];
  }
  // Local pose of a node as it is now (parent-from-node), e.g. for drawing.
  const Pose& parentFromNode(scenario::NodeRef node) const {
    return local_[firstNode_[node.part] + node.node];
  }

 private:
  void placePart(uint32_t part);
  const scenario::ScenarioModel& model_;
  std::vector<uint32_t> firstNode_;   // (parts + 1)
  std::vector<Pose> parts_;           // (parts)
  std::vector<Pose> local_, nodes_;   // (all nodes)
  std::vector<uint8_t> done_;         // (parts)
  std::vector<Pose> itemPose_;        // (items) when overridden
  std::vector<uint8_t> itemOverride_;
  const State* state_ = nullptr;
};

}  // namespace shixun::plant
