#include "plant/pose.h"

namespace shixun::plant {

using scenario::ControlModel;
using scenario::ControlType;
using scenario::MotionModel;
using scenario::MotionType;
using scenario::NodeRef;
using scenario::PartModel;
using scenario::ScenarioModel;

namespace {

bool turns(ControlType type) {
  return type == ControlType::kRotary || type == ControlType::kHinge || type == ControlType::kToggle;
}

Pose along(const Vec3& axis, double amount, bool turning) {
  if (turning) return Pose(glm::angleAxis(amount, glm::normalize(axis)), Vec3(0));
  return Pose(glm::normalize(axis) * amount);
}

}  // namespace

Poses::Poses(const ScenarioModel& model) : model_(model) {
  uint32_t total = 0;
  for (const PartModel& part : model.parts) {
    firstNode_.push_back(total);
    total += static_cast<uint32_t>(model.sidecars[part.sidecar].nodes.size());
  }
  firstNode_.push_back(total);
  parts_.resize(model.parts.size());
  local_.resize(total);
  nodes_.resize(total);
  done_.resize(model.parts.size());
  itemPose_.resize(model.items.size());
  itemOverride_.resize(model.items.size());
}

void Poses::update(const State& state, const PoseOverrides& overrides) {
  state_ = &state;
  for (size_t p = 0; p < model_.parts.size(); ++p) {
    const auto& nodes = model_.sidecars[model_.parts[p].sidecar].nodes;
    for (size_t n = 0; n < nodes.size(); ++n) local_[firstNode_[p] + n] = nodes[n].parentFromNode;
    done_[p] = 0;
  }
  const auto local = [this](NodeRef node) -> Pose& {
    return local_[firstNode_[node.part] + node.node];
  };
  for (size_t c = 0; c < model_.controls.size(); ++c) {
    const ControlModel& control = model_.controls[c];
    double amount = control.positions[state.controls[c]].amount;
    for (const auto& over : overrides.controls) {
      if (over.control == c) amount = over.amount;
    }
    local(control.node) = local(control.node) * along(control.axis, amount, turns(control.type));
  }
  for (size_t m = 0; m < model_.motions.size(); ++m) {
    const MotionModel& motion = model_.motions[m];
    if (motion.type == MotionType::kSpin) {
      local(motion.node) = local(motion.node) * along(motion.axis, state.spins[m], true);
    } else if (motion.type == MotionType::kTurn || motion.type == MotionType::kMove) {
      const bool active =
          !motion.when.program || motion.when.program->evaluate(state.signals);
      if (active) {
        local(motion.node) =
            local(motion.node) * along(motion.axis, motion.amount, motion.type == MotionType::kTurn);
      }
    }
  }
  std::fill(itemOverride_.begin(), itemOverride_.end(), uint8_t{0});
  for (const auto& over : overrides.items) {
    itemOverride_[over.item] = 1;
    itemPose_[over.item] = over.worldFromItem;
  }
  for (uint32_t p = 0; p < model_.parts.size(); ++p) placePart(p);
  for (const auto& over : overrides.probes) {
    const NodeRef body = model_.probes[over.probe].body;
    // Only the probe's own subtree moves; its children follow.
    const auto& sidecar = model_.sidecars[model_.parts[body.part].sidecar];
    const Pose before = worldFromNode(body);
    const Pose change = over.worldFromBody * before.inverse();
    std::vector<uint8_t> below(sidecar.nodes.size());
    for (const uint32_t n : sidecar.order) {
      const int parent = sidecar.nodes[n].parent;
      below[n] = n == body.node || (parent >= 0 && below[static_cast<size_t>(parent)] != 0) ? 1 : 0;
      if (below[n] != 0) {
        Pose& world = nodes_[firstNode_[body.part] + n];
        world = change * world;
      }
    }
    const int parent = sidecar.nodes[body.node].parent;
    const Pose& above = parent < 0 ? worldFromPart(body.part)
                                   : worldFromNode({body.part, static_cast<uint32_t>(parent)});
    local(body) = above.inverse() * over.worldFromBody;
  }
}

// Places a part, its parent first. The depth is bounded: the loader refuses loops, and an item can
// hang on an item only a few deep.
void Poses::placePart(uint32_t part) {
  if (done_[part] != 0) return;
  done_[part] = 1;
  const PartModel& model = model_.parts[part];
  const scenario::InstanceModel& instance = model_.instances[model.instance];
  const std::optional<NodeRef>* parent = &model.parent;
  Pose parentFromPart = model.parentFromPart;
  std::optional<NodeRef> hungOn;
  if (instance.item >= 0) {
    const auto item = static_cast<size_t>(instance.item);
    const uint32_t place = state_->itemPlaces[item];
    if (place >= scenario::kFirstPointPlace) {
      hungOn = model_.points[place - scenario::kFirstPointPlace].node;
      parent = &hungOn;
      parentFromPart = Pose();
    } else if (itemOverride_[item] != 0) {
      parent = &hungOn;  // none: the world
      parentFromPart = itemPose_[item];
    }
  }
  if (parent->has_value()) {
    placePart((*parent)->part);
    parts_[part] = worldFromNode(**parent) * parentFromPart;
  } else {
    parts_[part] = parentFromPart;
  }
  const auto& sidecar = model_.sidecars[model.sidecar];
  const uint32_t first = firstNode_[part];
  for (const uint32_t n : sidecar.order) {
    const int up = sidecar.nodes[n].parent;
    const Pose& above = up < 0 ? parts_[part] : nodes_[first + static_cast<uint32_t>(up)];
    nodes_[first + n] = above * local_[first + n];
  }
}

}  // namespace shixun::plant
