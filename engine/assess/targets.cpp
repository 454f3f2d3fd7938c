#include "assess/targets.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace shixun::assess {

using scenario::Command;
using scenario::CommandKind;
using scenario::EntityKind;
using scenario::EntityRef;
using scenario::ItemModel;
using scenario::ScenarioModel;

namespace {

bool haveCommon(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& tag) {
    return std::find(b.begin(), b.end(), tag) != b.end();
  });
}

// "handle" of "Q1.handle"; "" of "Q1".
std::string memberOf(const std::string& name) {
  const size_t dot = name.find('.');
  return dot == std::string::npos ? "" : name.substr(dot + 1);
}

// Every entity of a kind that a command may name, in the model's order.
std::vector<EntityRef> entitiesOf(const ScenarioModel& model, EntityKind kind) {
  std::set<EntityRef> found;
  for (const auto& [name, entity] : model.entities) {
    if (entity.kind == kind) found.insert(entity);
  }
  return {found.begin(), found.end()};
}

class Finder {
 public:
  Finder(const ScenarioModel& model, const Command& command, Rng& rng)
      : model_(model), command_(command), rng_(rng) {}

  std::vector<Command> find(size_t most) {
    switch (command_.kind) {
      case CommandKind::kOperate:
        controls();
        break;
      case CommandKind::kProbe:
      case CommandKind::kTouch:
        terminals();
        break;
      case CommandKind::kHang:
        points();
        break;
      case CommandKind::kClamp:
        others(command_.at, &Command::at);
        break;
      case CommandKind::kSay:
      case CommandKind::kExamine:
        others(command_.what, &Command::what);
        break;
      case CommandKind::kFill:
        options();
        break;
      default:
        break;
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<Command> out;
    for (const Ranked& one : found_) {
      if (out.size() < most) out.push_back(one.command);
    }
    return out;
  }

 private:
  struct Ranked {
    Command command;
    uint64_t rank;  // lower is likelier
  };

  void add(const Command& command, uint32_t likeliness) {
    found_.push_back({command, (uint64_t{likeliness} << 32) | rng_.next()});
  }

  // The same handle of another device first, then another position, then what is beside it.
  void controls() {
    const auto& control = model_.controls[command_.what.index];
    const std::string& label = control.positions[command_.position].label;
    for (uint32_t p = 0; p < control.positions.size(); ++p) {
      Command other = command_;
      other.position = p;
      if (p != command_.position) add(other, 1);
    }
    for (const EntityRef entity : entitiesOf(model_, EntityKind::kControl)) {
      const auto& candidate = model_.controls[entity.index];
      if (entity == command_.what) continue;
      const bool sibling = memberOf(candidate.name) == memberOf(control.name);
      const bool beside = candidate.instance == control.instance;
      for (uint32_t p = 0; p < candidate.positions.size(); ++p) {
        Command other = command_;
        other.what = entity;
        other.position = p;
        const bool same = candidate.positions[p].label == label;
        if (same || beside) add(other, sibling && same ? 0 : (beside ? 2 : 3));
      }
    }
  }

  // A neighbour on the same device first, then the same point of another device.
  void terminals() {
    const auto& here = model_.terminals[command_.at.index];
    for (const EntityRef entity : entitiesOf(model_, EntityKind::kTerminal)) {
      const auto& candidate = model_.terminals[entity.index];
      if (candidate.circuitNode == here.circuitNode) continue;  // the same metal
      if (command_.kind == CommandKind::kTouch && candidate.insulated) continue;
      Command other = command_;
      other.at = entity;
      const bool beside = candidate.instance == here.instance;
      const bool sibling = memberOf(candidate.name) == memberOf(here.name);
      add(other, beside ? 0 : (sibling ? 1 : 2));
    }
  }

  void points() {
    const int32_t item = model_.instances[command_.what.index].item;
    if (item < 0) return;
    const auto& tags = model_.items[static_cast<size_t>(item)].tags;
    for (const EntityRef entity : entitiesOf(model_, EntityKind::kPoint)) {
      if (entity == command_.at || !haveCommon(tags, model_.points[entity.index].accepts)) continue;
      Command other = command_;
      other.at = entity;
      add(other, 0);
    }
  }

  // Other entities of the kind, those of the same instance first.
  void others(EntityRef here, EntityRef Command::*member) {
    for (const EntityRef entity : entitiesOf(model_, here.kind)) {
      if (entity == here) continue;
      Command other = command_;
      other.*member = entity;
      add(other, instanceOf(model_, entity) == instanceOf(model_, here) ? 0 : 1);
    }
  }

  void options() {
    for (const std::string& option : model_.fields[command_.what.index].options) {
      Command other = command_;
      other.text = option;
      if (option != command_.text) add(other, 0);
    }
    for (const EntityRef entity : entitiesOf(model_, EntityKind::kField)) {
      const auto& field = model_.fields[entity.index];
      const bool beside = field.instance == model_.fields[command_.what.index].instance;
      if (entity == command_.what || !beside || !field.options.empty()) continue;
      Command other = command_;
      other.what = entity;
      add(other, 1);
    }
  }

  const ScenarioModel& model_;
  const Command& command_;
  Rng& rng_;
  std::vector<Ranked> found_;
};

}  // namespace

std::vector<Command> otherTargets(const ScenarioModel& model, const Command& command, size_t most,
                                  Rng& rng) {
  return Finder(model, command, rng).find(most);
}

std::vector<Command> strayCommands(const ScenarioModel& model) {
  std::vector<Command> out;
  std::set<circuit::NodeIndex> touched;
  for (const EntityRef entity : entitiesOf(model, EntityKind::kTerminal)) {
    const auto& terminal = model.terminals[entity.index];
    if (terminal.insulated || !touched.insert(terminal.circuitNode).second) continue;
    Command command;
    command.kind = CommandKind::kTouch;
    command.at = entity;
    out.push_back(command);
  }
  for (const EntityRef entity : entitiesOf(model, EntityKind::kControl)) {
    for (uint32_t p = 0; p < model.controls[entity.index].positions.size(); ++p) {
      Command command;
      command.kind = CommandKind::kOperate;
      command.what = entity;
      command.position = p;
      out.push_back(command);
    }
  }
  return out;
}

std::vector<uint32_t> otherItems(const ScenarioModel& model, uint32_t instance) {
  std::vector<uint32_t> out;
  const auto& here = model.instances[instance];
  if (here.item < 0) return out;
  const ItemModel& item = model.items[static_cast<size_t>(here.item)];
  for (uint32_t i = 0; i < model.instances.size(); ++i) {
    const auto& other = model.instances[i];
    if (i == instance || other.item < 0) continue;
    const ItemModel& candidate = model.items[static_cast<size_t>(other.item)];
    const bool instruments =
        here.instrument >= 0 && other.instrument >= 0 &&
        model.instruments[static_cast<size_t>(here.instrument)].probes.size() ==
            model.instruments[static_cast<size_t>(other.instrument)].probes.size();
    const bool worn = item.wearable && candidate.wearable && item.slot == candidate.slot;
    if (instruments || worn || haveCommon(item.tags, candidate.tags)) out.push_back(i);
  }
  return out;
}

std::optional<Command> exchanged(const ScenarioModel& model, Command command, uint32_t from,
                                 uint32_t to) {
  for (EntityRef Command::*member : {&Command::what, &Command::at, &Command::with}) {
    EntityRef& entity = command.*member;
    if (!entity || instanceOf(model, entity) != static_cast<int32_t>(from)) continue;
    if (entity.kind == EntityKind::kInstance) {
      entity.index = to;
      continue;
    }
    if (entity.kind == EntityKind::kProbe) {  // by their order, whatever they are called
      const auto& old = model.instruments[model.probes[entity.index].instrument].probes;
      const int32_t other = model.instances[to].instrument;
      const auto at = std::find(old.begin(), old.end(), entity.index) - old.begin();
      if (other < 0) return std::nullopt;
      const auto& probes = model.instruments[static_cast<size_t>(other)].probes;
      if (static_cast<size_t>(at) >= probes.size()) return std::nullopt;
      entity.index = probes[static_cast<size_t>(at)];
      continue;
    }
    const auto found =
        model.entities.find(model.instances[to].name + "." + memberOf(nameOf(model, entity)));
    if (found == model.entities.end() || found->second.kind != entity.kind) return std::nullopt;
    entity = found->second;
    if (command.kind == CommandKind::kOperate) {
      const size_t positions = model.controls[entity.index].positions.size();
      if (command.position >= positions) return std::nullopt;
    }
  }
  return command;
}

}  // namespace shixun::assess
