#include "circuit/islands.h"

#include <algorithm>

namespace shixun::circuit {
namespace {

class UnionFind {
 public:
  explicit UnionFind(std::vector<uint32_t>& parent, uint32_t count) : parent_(parent) {
    parent_.resize(count);
    for (uint32_t i = 0; i < count; ++i) parent_[i] = i;
  }
  uint32_t root(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The lower index becomes the root.
  void join(NodeIndex a, NodeIndex b) {
    const uint32_t ra = root(a.value), rb = root(b.value);
    parent_[std::max(ra, rb)] = std::min(ra, rb);
  }

 private:
  std::vector<uint32_t>& parent_;
};

}  // namespace

void findIslands(const CircuitModel& model, const CircuitState& state, double frequency,
                 bool steady, std::vector<uint32_t>& islands, std::vector<uint32_t>& references) {
  UnionFind sets(islands, model.nodeCount());
  for (const Branch& branch : model.branches) {
    const bool conducts = branch.kind == BranchKind::kSwitch ? state.switches[branch.index].closed
                          : branch.kind == BranchKind::kFuse ? !state.fuses[branch.index].blown
                                                             : true;
    if (conducts) sets.join(branch.p, branch.n);
  }
  for (const Shunt& shunt : model.shunts) {
    bool blocked = false;
    if (shunt.kind == ShuntKind::kImpedance) {
      blocked = steady && model.net.impedances[shunt.index].capacitance > 0;
    } else if (shunt.kind == ShuntKind::kLineEnd) {
      const LineDef& line = model.net.lines[shunt.index];
      blocked = line.conductance == 0 && (frequency == 0 || line.capacitance == 0);
    }
    if (!blocked) sets.join(shunt.p, shunt.n);
  }
  for (const MachineDef& m : model.net.machines) {
    sets.join(m.u, m.v);
    sets.join(m.u, m.w);
  }
  for (const Attachment& attachment : state.attachments) {
    if (attachment.present) sets.join(attachment.a, attachment.b);
  }
  const uint32_t earth = model.net.earth.value;
  const uint32_t earthRoot = sets.root(earth);
  references.clear();
  for (uint32_t i = 0; i < model.nodeCount(); ++i) {
    // Roots are the lowest of their set, so a lower node's entry is final when i reads it.
    const uint32_t root = sets.root(i);
    if (root == i && root != earthRoot) references.push_back(i);
  }
  // Diodes conduct, but not in the equations of phasors (rectified.h): they join what is compared,
  // not what has to be pinned.
  for (const DiodeDef& diode : model.net.diodes) sets.join(diode.p, diode.n);
  const uint32_t earthed = sets.root(earth);
  for (uint32_t i = 0; i < model.nodeCount(); ++i) islands[i] = sets.root(i);
  for (uint32_t& island : islands) {
    if (island == earthed) island = earth;
  }
}

}  // namespace shixun::circuit
