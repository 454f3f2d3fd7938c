// Logic that depends on itself and can go on for ever: found by running the rounds of the plant on
// the signals of each ring, from every state (or many) with many values of what it looks at.
#include <algorithm>
#include <set>

#include "core/rng.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

// A signal that logic sets at once: a named expression, a latch, a contact.
struct LogicNode {
  uint32_t signal = 0;
  const Expression* value = nullptr;  // of a latch: what sets it
  const Expression* reset = nullptr;  // of a latch
  bool held = false;                  // known before the round: a latch or a contact
};

std::vector<LogicNode> logicNodes(const ScenarioModel& model) {
  std::vector<LogicNode> nodes;
  for (const LogicModel& m : model.logics) nodes.push_back({m.signal, &m.value, nullptr, false});
  for (const LatchModel& m : model.latches) {
    nodes.push_back({m.signal, &m.setWhen, &m.resetWhen, true});
  }
  for (const SwitchModel& m : model.switches) {
    nodes.push_back({m.signal, &m.closedWhen, nullptr, true});
  }
  std::sort(nodes.begin(), nodes.end(),
            [](const LogicNode& a, const LogicNode& b) { return a.signal < b.signal; });
  return nodes;
}

class LoopFinder {
 public:
  explicit LoopFinder(Build& build)
      : build_(build), nodes_(logicNodes(build.model)), row_(build.model.signals.size()) {
    for (uint32_t i = 0; i < nodes_.size(); ++i) bySignal_.emplace(nodes_[i].signal, i);
    for (const LogicNode& node : nodes_) {
      auto& next = next_.emplace_back();
      for (const Expression* e : {node.value, node.reset}) {
        if (e == nullptr || !e->program) continue;
        for (const logic::Atom& atom : e->program->atoms()) {
          const auto found = bySignal_.find(atom.signal.slot);
          if (found != bySignal_.end()) next.push_back(found->second);
        }
      }
    }
  }

  void run() {
    std::vector<uint8_t> done(nodes_.size(), 0);
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (done[i] != 0) continue;
      const std::vector<uint32_t> path = wayBack(i);
      if (path.empty()) continue;
      const std::vector<uint32_t> ring = ringOf(i);
      for (const uint32_t member : ring) done[member] = 1;
      if (!rests(ring)) report(path);
    }
    for (const ControlModel& control : build_.model.controls) checkInterlock(control);
  }

 private:
  // All nodes that `from` leads to.
  std::vector<uint8_t> reach(uint32_t from) const {
    std::vector<uint8_t> seen(nodes_.size(), 0);
    std::vector<uint32_t> open = {from};
    while (!open.empty()) {
      const uint32_t at = open.back();
      open.pop_back();
      for (const uint32_t to : next_[at]) {
        if (seen[to] != 0) continue;
        seen[to] = 1;
        open.push_back(to);
      }
    }
    return seen;
  }
  std::vector<uint32_t> ringOf(uint32_t node) const {
    std::vector<uint32_t> ring;
    const std::vector<uint8_t> there = reach(node);
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (there[i] != 0 && reach(i)[node] != 0) ring.push_back(i);
    }
    return ring;
  }
  // The shortest way from a node to itself, both ends included; empty: none.
  std::vector<uint32_t> wayBack(uint32_t node) const {
    std::vector<int64_t> cameFrom(nodes_.size(), -1);
    std::vector<uint32_t> queue = {node};
    for (size_t k = 0; k < queue.size(); ++k) {
      for (const uint32_t to : next_[queue[k]]) {
        if (to == node) {
          std::vector<uint32_t> path = {node};
          for (uint32_t at = queue[k]; at != node; at = static_cast<uint32_t>(cameFrom[at])) {
            path.push_back(at);
          }
          path.push_back(node);
          std::reverse(path.begin(), path.end());
          return path;
        }
        if (cameFrom[to] >= 0) continue;
        cameFrom[to] = queue[k];
        queue.push_back(to);
      }
    }
    return {};
  }

  // Values worth trying of what a ring looks at.
  std::vector<double> valuesOf(uint32_t signal, const std::vector<double>& constants) const {
    const SignalModel& model = build_.model.signals[signal];
    if (model.type == SignalType::kBool) return {0, 1};
    std::vector<double> values;
    if (model.type == SignalType::kEnum) {
      for (size_t i = 0; i < model.labels.size(); ++i) values.push_back(static_cast<double>(i));
      return values;
    }
    for (const double c : constants) values.insert(values.end(), {c - 1, c, c + 1});
    values.push_back(kNaN);
    return values;
  }

  using Choices = std::vector<std::pair<uint32_t, std::vector<double>>>;
  Choices choicesOf(const std::set<uint32_t>& inputs, const std::vector<double>& constants) const {
    Choices choices;
    for (const uint32_t input : inputs) choices.emplace_back(input, valuesOf(input, constants));
    return choices;
  }
  void choose(const Choices& choices, Rng& rng) {
    for (const auto& [signal, values] : choices) {
      row_[signal] = values[rng.below(static_cast<uint32_t>(values.size()))];
    }
  }

  // A control that its own interlock never lets out of a position again, whatever else is the case.
  void checkInterlock(const ControlModel& control) {
    const Expression& free = control.freeWhen;
    if (!free.program) return;
    std::set<uint32_t> inputs;
    for (const logic::Atom& atom : free.program->atoms()) inputs.insert(atom.signal.slot);
    if (inputs.erase(control.signal) == 0) return;
    const Choices choices = choicesOf(inputs, free.program->code().constants);
    for (uint32_t position = 0; position < control.positions.size(); ++position) {
      Rng rng(1);
      bool moves = false;
      for (int trial = 0; trial < kTrials && !moves; ++trial) {
        choose(choices, rng);
        row_[control.signal] = position;
        moves = free.program->evaluate(row_);
      }
      if (moves) continue;
      build_.problems.warning(free.where, "locks-itself",
                              "'" + control.name + "' can never be moved out of '" +
                                  control.positions[position].label +
                                  "': there its own 'free_when' never holds",
                              "let something else free it");
    }
  }

  // Whether the ring comes to rest from every state that is tried.
  bool rests(const std::vector<uint32_t>& ring) {
    std::set<uint32_t> inputs;
    std::vector<double> constants = {0};
    for (const uint32_t member : ring) {
      for (const Expression* e : {nodes_[member].value, nodes_[member].reset}) {
        if (e == nullptr || !e->program) continue;
        const auto& own = e->program->code().constants;
        constants.insert(constants.end(), own.begin(), own.end());
        for (const logic::Atom& atom : e->program->atoms()) inputs.insert(atom.signal.slot);
      }
    }
    for (const uint32_t member : ring) inputs.erase(nodes_[member].signal);
    const Choices choices = choicesOf(inputs, constants);
    Rng rng(1);
    for (int trial = 0; trial < kTrials; ++trial) {
      choose(choices, rng);
      for (const uint32_t member : ring) row_[nodes_[member].signal] = rng.below(2);
      if (!restsFromHere(ring)) return false;
    }
    return true;
  }

  bool holds(const Expression* e, bool otherwise) const {
    return e != nullptr && e->program ? e->program->evaluate(row_) : otherwise;
  }

  // The rounds as plant::World::settleLogic makes them.
  bool restsFromHere(const std::vector<uint32_t>& ring) {
    const size_t rounds = 4 * ring.size() + 8;
    for (size_t round = 0; round < rounds; ++round) {
      bool moved = false;
      for (const uint32_t member : ring) {
        const LogicNode& node = nodes_[member];
        if (!node.held) moved = set(node.signal, holds(node.value, false)) || moved;
      }
      std::vector<bool> next;
      for (const uint32_t member : ring) {
        const LogicNode& node = nodes_[member];
        const bool now = row_[node.signal] != 0;
        const bool latch = node.reset != nullptr;
        const bool on = latch ? !holds(node.reset, false) && (holds(node.value, false) || now)
                              : holds(node.value, true);
        next.push_back(node.held ? on : now);
      }
      for (size_t i = 0; i < ring.size(); ++i) {
        moved = set(nodes_[ring[i]].signal, next[i]) || moved;
      }
      if (!moved) return true;
    }
    return false;
  }
  bool set(uint32_t signal, bool value) {
    const double number = value ? 1 : 0;
    if (row_[signal] == number) return false;
    row_[signal] = number;
    return true;
  }

  void report(const std::vector<uint32_t>& path) {
    const auto nameOfNode = [&](uint32_t i) { return build_.model.signals[nodes_[i].signal].name; };
    std::string way;
    for (const uint32_t i : path) way += (way.empty() ? "" : " -> ") + nameOfNode(i);
    build_.problems.error(
        nodes_[path.front()].value->where, "logic-loop",
        "'" + nameOfNode(path.front()) + "' depends on itself and can change for ever: " + way,
        "let it depend on something else, or put a timer into the ring");
  }

  static constexpr int kTrials = 4000;

  Build& build_;
  std::vector<LogicNode> nodes_;
  std::map<uint32_t, uint32_t> bySignal_;
  std::vector<std::vector<uint32_t>> next_;
  std::vector<double> row_;
};

}  // namespace

void checkLogicLoops(Build& build) {
  if (!build.problems.hasErrors()) LoopFinder(build).run();
}

}  // namespace shixun::scenario
