// What persons do, faults, where and how the session starts, and warnings about what fits nowhere.
#include <algorithm>

#include "math/libm.h"
#include "scenario/build.h"
#include "scenario/read_command.h"

namespace shixun::scenario {
namespace {

bool accepts(const PointModel& point, const ItemModel& item) {
  return std::any_of(item.tags.begin(), item.tags.end(), [&](const std::string& tag) {
    return std::find(point.accepts.begin(), point.accepts.end(), tag) != point.accepts.end();
  });
}

// {repair: K1.pole_2_welded}: the fault is gone.
void addRepair(Build& build, LineModel& line, const Raw& raw, const text::Node& name) {
  const SourceLocation where = raw.at.document->at(name);
  const auto fault = findFault(build.model, name.text);
  if (fault) {
    line.effects.push_back({.kind = EffectModel::Kind::kRepair, .fault = *fault});
    return;
  }
  std::vector<std::string> valid;
  for (const FaultModel& f : build.model.faults) valid.push_back(f.name);
  reportUnknown(build.problems, where, resolveRole(build.model, name.text), "fault", valid);
}

// {hang: PL2, at: HASP1.lock_2}, {remove: PL2}, {operate: Q1.handle, to: "off"}: the commands of
// these names, done by the person; or {repair: fault}.
void addEffect(Build& build, LineModel& line, const Raw& raw) {
  if (raw.at.node->isMapping()) {
    const text::Node* repaired = raw.at.node->find("repair");
    if (repaired != nullptr && repaired->isScalar() && raw.at.node->entries.size() == 1) {
      return addRepair(build, line, raw, *repaired);
    }
  }
  const auto command = readCommand(build.model, raw.at, false, build.problems);
  if (!command) return;
  if (!info(command->command.kind).effect) {
    build.problems.error(command->where, "unknown-command",
                         "a person can only hang, remove, operate and repair",
                         "write {hang: item, at: point}, {remove: item}, {operate: control, to: "
                         "position} or {repair: fault}");
    return;
  }
  if (command->command.kind == CommandKind::kOperate) {
    line.effects.push_back({.kind = EffectModel::Kind::kOperate,
                            .control = command->command.what.index,
                            .position = command->command.position});
    return;
  }
  const bool hang = command->command.kind == CommandKind::kHang;
  const int32_t item = build.model.instances[command->command.what.index].item;
  if (item < 0) {
    build.problems.error(
        command->where, "wrong-kind",
        "'" + build.model.instances[command->command.what.index].name + "' is no item",
        "only what can be carried can be hung");
    return;
  }
  line.effects.push_back({.kind = hang ? EffectModel::Kind::kHang : EffectModel::Kind::kRemove,
                          .item = static_cast<uint32_t>(item),
                          .point = command->command.at.index});
}

void addEffects(Build& build) {
  size_t index = 0;
  for (const InstanceBuild& instance : build.instances) {
    if (!instance.person) continue;
    for (const auto& item : instance.spec->lines) {
      LineModel& line = build.model.lines[index++];
      for (const Raw& effect : item.value.effects) addEffect(build, line, effect);
    }
  }
}

FaultType faultTypeOf(const std::string& type) {
  if (type == "stuck_open") return FaultType::kStuckOpen;
  if (type == "blown") return FaultType::kBlown;
  if (type == "tripped") return FaultType::kTripped;
  if (type == "dead") return FaultType::kDead;
  return type == "together" ? FaultType::kTogether : FaultType::kStuckClosed;
}

// What a fault befalls; reported when it is not there.
std::optional<uint32_t> targetOf(Build& build, uint32_t instance, FaultType type,
                                 const Word& target) {
  const InstanceBuild& owner = build.instances[instance];
  switch (type) {
    case FaultType::kBlown:
      return findIn(build, owner.fuses, target, "fuse");
    case FaultType::kTripped:
      return findIn(build, owner.thermals, target, "thermal");
    case FaultType::kStuckClosed:
    case FaultType::kStuckOpen:
      return findIn(build, owner.switches, target, "switch");
    case FaultType::kDead:
    case FaultType::kTogether:
      break;
  }
  const int32_t instrument = build.model.instances[instance].instrument;
  if (target.value == "instrument" && instrument >= 0) return static_cast<uint32_t>(instrument);
  build.problems.error(target.at.where(), "wrong-kind", "only an instrument can be dead",
                       "write target: instrument");
  return std::nullopt;
}

// A fault that comes with itself, or a contact that is stuck open and closed at once.
void checkTogether(Build& build, const FaultModel& cause, uint32_t member, const Word& name) {
  const FaultModel& fresh = build.model.faults[member];
  const auto sticks = [](const FaultModel& f) {
    return f.type == FaultType::kStuckClosed || f.type == FaultType::kStuckOpen;
  };
  for (const uint32_t other : cause.members) {
    const FaultModel& earlier = build.model.faults[other];
    if (other == member) {
      build.problems.error(name.at.where(), "duplicate-name",
                           "'" + name.value + "' is listed twice", "remove one of them");
    } else if (sticks(earlier) && sticks(fresh) && earlier.target == fresh.target &&
               earlier.type != fresh.type) {
      build.problems.error(name.at.where(), "conflicting-faults",
                           "'" + name.value + "' and '" +
                               earlier.name.substr(earlier.name.find('.') + 1) +
                               "' would hold one contact open and closed",
                           "keep one of them");
    }
  }
}

void addFaults(Build& build, uint32_t instance) {
  const InstanceBuild& owner = build.instances[instance];
  if (owner.equipment == nullptr) return;
  std::map<std::string, uint32_t> single;  // of this equipment, by member name
  const auto add = [&](const NamedItem<FaultSpec>& item, FaultModel fault) {
    fault.name = memberName(build, instance, item.name);
    fault.instance = instance;
    SignalModel active;
    active.name = fault.name + ".active";
    active.source = SignalSource::kFaultActive;
    active.index = static_cast<uint32_t>(build.model.faults.size());
    fault.signal = addSignal(build, std::move(active), item.where);
    build.model.faults.push_back(std::move(fault));
  };
  for (const auto& item : owner.equipment->faults) {
    FaultModel fault;
    fault.type = faultTypeOf(item.value.type.value);
    if (fault.type == FaultType::kTogether) continue;
    const auto target = targetOf(build, instance, fault.type, item.value.target);
    if (!target) continue;
    fault.target = *target;
    single.emplace(item.name, static_cast<uint32_t>(build.model.faults.size()));
    add(item, std::move(fault));
  }
  for (const auto& item : owner.equipment->faults) {
    FaultModel fault;
    fault.type = faultTypeOf(item.value.type.value);
    if (fault.type != FaultType::kTogether) continue;
    for (const Word& name : item.value.of) {
      const auto member = findIn(build, single, name, "fault");
      if (!member) continue;
      checkTogether(build, fault, *member, name);
      fault.members.push_back(*member);
    }
    add(item, std::move(fault));
  }
}

// The faults of that list of names, unknown ones reported.
std::vector<uint32_t> namedFaults(Build& build, const std::vector<Word>& names) {
  std::vector<uint32_t> out;
  for (const Word& name : names) {
    const auto fault = findFault(build.model, name.value);
    if (fault) {
      out.push_back(*fault);
    } else if (name) {
      std::vector<std::string> valid;
      for (const FaultModel& f : build.model.faults) valid.push_back(f.name);
      reportUnknown(build.problems, name.at.where(), resolveRole(build.model, name.value), "fault",
                    valid);
    }
  }
  return out;
}

void activateFaults(Build& build) {
  build.model.activeFaults = namedFaults(build, build.spec.faults);
  if (!build.spec.draw) return;
  const DrawSpec& draw = *build.spec.draw;
  build.model.drawPool = namedFaults(build, draw.of);
  const int64_t pick = draw.pick ? draw.pick.value : 1;
  if (pick < 1 || pick > static_cast<int64_t>(draw.of.size())) {
    build.problems.error(draw.pick.at.where(), "bad-value",
                         "'pick' must be between 1 and the number of faults to choose from");
    return;
  }
  build.model.drawPick = static_cast<uint32_t>(pick);
}

void placeTrainee(Build& build) {
  if (!build.spec.start) return;
  const double half = build.spec.start->heading.quantity.value / 2;
  build.model.worldFromStart = {Quat(cosine(half), 0, sine(half), 0),
                                build.spec.start->position.value};
}

// What an item is good for when it fits no point: worn, measured with, cut with, written on.
bool hasOtherUse(const ScenarioModel& model, const ItemModel& item) {
  const uint32_t instance = item.instance;
  const auto belongs = [&](const auto& member) { return member.instance == instance; };
  return item.wearable || !item.cuts.empty() || model.instances[instance].instrument >= 0 ||
         std::any_of(model.fields.begin(), model.fields.end(), belongs) ||
         std::any_of(model.terminals.begin(), model.terminals.end(), belongs);
}

}  // namespace

double timeOf(const QuantitySpec& spec, double otherwise, Diagnostics& problems) {
  constexpr double kLongest = 3600;
  if (!spec) return otherwise;
  const double seconds = spec.quantity.value;
  if (seconds >= 0 && seconds <= kLongest) return seconds;
  problems.error(spec.at.where(), "bad-value", "this time is not in 0 to 60 min",
                 "it is simulated tick by tick");
  return otherwise;
}

std::optional<uint32_t> findFault(const ScenarioModel& model, std::string_view name) {
  const std::string resolved = resolveRole(model, name);
  for (uint32_t i = 0; i < model.faults.size(); ++i) {
    if (model.faults[i].name == resolved) return i;
  }
  return std::nullopt;
}

void buildFaults(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) addFaults(build, i);
}

void buildStart(Build& build) {
  addEffects(build);
  activateFaults(build);
  placeTrainee(build);
  if (!build.spec.prelude) return;
  build.model.preludeSettle = timeOf(build.spec.prelude->settle, 0, build.problems);
  for (const Raw& raw : build.spec.prelude->commands) {
    auto command = readCommand(build.model, raw.at, false, build.problems);
    if (command) build.model.prelude.push_back(std::move(command->command));
  }
}

void checkSense(Build& build) {
  const ScenarioModel& model = build.model;
  for (const ItemModel& item : model.items) {
    if (item.tags.empty() || hasOtherUse(model, item)) continue;
    const bool fits = std::any_of(model.points.begin(), model.points.end(),
                                  [&](const PointModel& p) { return accepts(p, item); });
    // Something to hang that can be hung nowhere; a mere tool has no locking and no point for its
    // kind anywhere, which is no fault.
    if (fits || !item.locking) continue;
    build.problems.warning(
        model.instances[item.instance].where, "fits-nowhere",
        "no point of this scenario accepts '" + model.instances[item.instance].name + "'",
        "add one of its tags to the 'accepts' of a point");
  }
}

}  // namespace shixun::scenario
