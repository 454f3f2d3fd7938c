#include "interact/holding.h"

namespace shixun::interact {

namespace {

// An instrument whose probes are both loose hangs above the forearm while the hand has its probe.
const Vec3 kAboveForearm = Vec3(0, 0.07, 0.12);
constexpr double kShaftLength = 0.1;  // m behind the tip that must not pass through anything

// The pose in a hand of a thing whose palm point and working end are given in the thing's frame.
Pose inHand(const Vec3& palm, const Vec3& end) {
  const Vec3 way = end - palm;
  const double length = glm::length(way);
  if (length < 0.03) return Pose(-palm);
  const Quat turn = turnBetween(way / length, Vec3(0, 0, -1));
  return {turn, turn * -palm};
}

Pose modelFromNode(const ScenarioModel& model, NodeRef node) {
  return model.sidecars[model.parts[node.part].sidecar].nodes[node.node].modelFromNode;
}

}  // namespace

Holding::Holding(const Scene& scene) : model_(scene.model()) {
  const ScenarioModel& m = model_;
  for (const scenario::ProbeModel& probe : m.probes) {
    const asset::SidecarNode& body =
        m.sidecars[m.parts[probe.body.part].sidecar].nodes[probe.body.node];
    const Pose itemFromBody = body.modelFromNode;
    const Pose bodyFromTip = itemFromBody.inverse() * modelFromNode(m, probe.tip);
    itemFromBody_.push_back(itemFromBody);
    bodyFromTip_.push_back(bodyFromTip);
    // The first node of the model is the instrument itself.
    ownBody_.push_back(probe.body.node != 0 ? 1 : 0);
    const Vec3 middle = body.box.empty() ? Vec3(0) : body.box.centre();
    const int32_t item = m.instances[m.instruments[probe.instrument].instance].item;
    std::vector<Pose> grips;
    if (item >= 0) grips = gripsBelow(scene, static_cast<uint32_t>(item), probe.body.node);
    gripFromProbe_.push_back(grips.empty() ? inHand(middle, bodyFromTip.position)
                                           : grips.front().inverse() * itemFromBody);
    const Vec3 back = middle - bodyFromTip.position;
    const double length = glm::length(back);
    shaftInBody_.push_back(length < 1e-6 ? bodyFromTip.apply(Vec3(0, 0, kShaftLength))
                                         : bodyFromTip.position + back / length * kShaftLength);
  }
  for (uint32_t i = 0; i < m.items.size(); ++i) {
    const std::vector<Pose> grips = gripsBelow(scene, i, 0);
    const Vec3 palm = grips.empty() ? scene.boxOfItem(i).centre() : grips.front().position;
    const int32_t instrument = instrumentOfItem(m, static_cast<int32_t>(i));
    Pose pose(-palm);
    if (instrument >= 0 && !m.instruments[static_cast<size_t>(instrument)].probes.empty()) {
      const uint32_t first = m.instruments[static_cast<size_t>(instrument)].probes.front();
      pose = ownBody_[first] != 0
                 ? Pose(kAboveForearm - palm)
                 : inHand(palm, (itemFromBody_[first] * bodyFromTip_[first]).position);
      if (ownBody_[first] == 0 && !grips.empty()) pose = grips.front().inverse();
    } else if (!grips.empty()) {
      pose = grips.front().inverse();
    } else if (const auto end = workingEnd(scene, i)) {
      pose = inHand(palm, *end);
    }
    gripFromItem_.push_back(pose);
  }
  worldFromItem_.resize(m.items.size());
  worldFromBody_.resize(m.probes.size());
  tip_.resize(m.probes.size());
  shaft_.resize(m.probes.size());
}

Pose Holding::gripFromBody(uint32_t probe) const {
  if (ownBody_[probe] != 0) return gripFromProbe_[probe];
  const auto& instrument = model_.instruments[model_.probes[probe].instrument];
  const int32_t item = model_.instances[instrument.instance].item;
  const Pose grip = item < 0 ? Pose() : gripFromItem_[static_cast<size_t>(item)];
  return grip * itemFromBody_[probe];
}

Vec3 Holding::gripFromTip(uint32_t probe) const {
  return gripFromBody(probe).apply(bodyFromTip_[probe].position);
}

Vec3 Holding::gripFromShaft(uint32_t probe) const {
  return gripFromBody(probe).apply(shaftInBody_[probe]);
}

int Holding::leader(const plant::State& state, uint32_t probe) const {
  const scenario::InstrumentModel& instrument = model_.instruments[model_.probes[probe].instrument];
  const int32_t item = model_.instances[instrument.instance].item;
  for (int h = 0; h < 2; ++h) {
    if (item < 0 || state.hands[h].item != item) continue;
    if (instrument.probes.front() == probe) return h;
    return probeInHand_[1 - h] == static_cast<int32_t>(probe) ? 1 - h : -1;
  }
  return -1;
}

void Holding::takeProbe(uint32_t probe, Hand hand) {
  probeInHand_[indexOf(hand)] = static_cast<int32_t>(probe);
}

void Holding::letGoOfProbe(uint32_t probe) {
  for (int32_t& p : probeInHand_) {
    if (p == static_cast<int32_t>(probe)) p = -1;
  }
}

int32_t Holding::probeIn(Hand hand) const {
  return probeInHand_[indexOf(hand)];
}

// The body's pose with the tip on a terminal's metal, coming from outside and a little from above.
Pose Holding::pokeAt(const Scene& scene, uint32_t probe, uint32_t terminal) const {
  const Pose& node = scene.worldFromNode(model_.terminals[terminal].node);
  const Vec3 outward = node.turn(Vec3(0, 0, 1));
  const Vec3 shaft = glm::normalize(shaftInBody_[probe] - bodyFromTip_[probe].position);
  const Quat turn = turnBetween(shaft, outward);
  return {turn, node.position - turn * bodyFromTip_[probe].position};
}

void Holding::update(const Scene& scene, const plant::State& state,
                     const Pose (&worldFromHand)[2]) {
  for (int h = 0; h < 2; ++h) {
    if (state.hands[h].item < 0) continue;
    const auto item = static_cast<size_t>(state.hands[h].item);
    worldFromItem_[item] = worldFromHand[h] * gripFromItem_[item];
  }
  for (uint32_t p = 0; p < model_.probes.size(); ++p) {
    const uint32_t instance = model_.instruments[model_.probes[p].instrument].instance;
    const int32_t item = model_.instances[instance].item;
    const bool held = item >= 0 && (state.hands[0].item == item || state.hands[1].item == item);
    if (!held) {
      letGoOfProbe(p);
      continue;
    }
    const int lead = leader(state, p);
    const int32_t terminal = state.probes[p].terminal;
    const auto i = static_cast<size_t>(item);
    if (ownBody_[p] == 0) {
      worldFromBody_[p] = worldFromItem_[i] * itemFromBody_[p];
    } else if (lead >= 0) {
      worldFromBody_[p] = worldFromHand[lead] * gripFromProbe_[p];
    } else if (terminal >= 0) {
      worldFromBody_[p] = pokeAt(scene, p, static_cast<uint32_t>(terminal));
    } else {
      worldFromBody_[p] = worldFromItem_[i] * itemFromBody_[p];
    }
    tip_[p] = (worldFromBody_[p] * bodyFromTip_[p]).position;
    shaft_[p] = worldFromBody_[p].apply(shaftInBody_[p]);
  }
}

void Holding::writeOverrides(const plant::State& state, plant::PoseOverrides& overrides) const {
  for (int h = 0; h < 2; ++h) {
    if (state.hands[h].item < 0) continue;
    const auto item = static_cast<uint32_t>(state.hands[h].item);
    overrides.items.push_back({item, worldFromItem_[item]});
    const int32_t instrument = instrumentOfItem(model_, state.hands[h].item);
    if (instrument < 0) continue;
    for (const uint32_t p : model_.instruments[static_cast<size_t>(instrument)].probes) {
      if (ownBody_[p] != 0) overrides.probes.push_back({p, worldFromBody_[p]});
    }
  }
}

}  // namespace shixun::interact
