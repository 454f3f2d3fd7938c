// Instances, their parameters and parts, and where the parts stand.
#include <algorithm>

#include "math/libm.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

constexpr std::string_view kSinglePart = "body";

Quat turn(double radians, const Vec3& axis) {
  const double half = radians / 2;
  return {cosine(half), axis * sine(half)};
}

Pose poseOf(const PlacementSpec& placement) {
  const Vec3& r = placement.rotation.value;
  const Quat rotation =
      turn(r.x, Vec3(1, 0, 0)) * turn(r.y, Vec3(0, 1, 0)) * turn(r.z, Vec3(0, 0, 1));
  return {rotation, placement.position.value};
}

uint32_t sidecarOf(Build& build, const std::string& asset, const SourceLocation& where) {
  const auto known = build.sidecarByAsset.find(asset);
  if (known != build.sidecarByAsset.end()) return known->second;
  const auto index = static_cast<uint32_t>(build.model.sidecars.size());
  const asset::Sidecar* cooked = build.sources.sidecar(asset, where);
  // An unreadable model is reported once and leaves an empty sidecar, so that the rest is checked.
  build.model.sidecars.push_back(cooked ? *cooked : asset::Sidecar{});
  build.sidecarByAsset.emplace(asset, index);
  return index;
}

void addPart(Build& build, uint32_t instance, const std::string& part, const Word& asset,
             bool single) {
  if (!asset) return;
  InstanceModel& owner = build.model.instances[instance];
  const auto index = static_cast<uint32_t>(build.model.parts.size());
  PartModel model;
  model.name = single ? owner.name : owner.name + "/" + part;
  model.instance = instance;
  model.asset = asset.value;
  model.sidecar = sidecarOf(build, asset.value, asset.at.where());
  build.model.parts.push_back(std::move(model));
  owner.parts.push_back(index);
  build.instances[instance].parts.emplace(part, index);
}

void addParts(Build& build, uint32_t instance) {
  const EquipmentSpec& equipment = *build.instances[instance].equipment;
  if (equipment.model && !equipment.parts.empty()) {
    build.problems.error(equipment.model.at.where(), "conflicting-keys",
                         "'model' and 'parts' are both given", "keep one of them");
  }
  if (equipment.model) addPart(build, instance, std::string(kSinglePart), equipment.model, true);
  for (const auto& part : equipment.parts) {
    addPart(build, instance, part.name, part.value.model, equipment.parts.size() == 1);
  }
}

void setParameters(Build& build, InstanceBuild& instance) {
  for (const auto& parameter : instance.equipment->parameters) {
    if (!parameter.value.parameter.empty()) {
      build.problems.error(parameter.value.at.where(), "bad-quantity",
                           "a parameter's default must be a number with a unit");
      continue;
    }
    if (parameter.value) instance.parameters[parameter.name] = parameter.value.quantity;
  }
  for (const auto& given : instance.spec->parameters) {
    if (!given.value) continue;
    const auto known = instance.parameters.find(given.name);
    if (known == instance.parameters.end()) {
      reportUnknown(build.problems, given.where, given.name, "parameter",
                    keysOf(instance.parameters));
    } else if (known->second.dimension != given.value.quantity.dimension) {
      build.problems.error(given.value.at.where(), "wrong-unit",
                           "'" + given.name + "' is " + describe(given.value.quantity.dimension) +
                               ", needed is " + describe(known->second.dimension));
    } else {
      known->second = given.value.quantity;
    }
  }
}

void addInstance(Build& build, const NamedItem<InstanceSpec>& item, bool person) {
  const auto index = static_cast<uint32_t>(build.model.instances.size());
  if (item.name == "body") {
    build.problems.error(item.where, "bad-name", "'body' is the trainee's own body",
                         "choose another designation");
    return;
  }
  if (!build.instanceByName.emplace(item.name, index).second) {
    build.problems.error(item.where, "duplicate-name",
                         "'" + item.name + "' is both equipment and a person", "rename one");
    return;
  }
  InstanceBuild& instance = build.instances.emplace_back();
  instance.spec = &item.value;
  instance.where = item.where;
  instance.person = person;
  InstanceModel& model = build.model.instances.emplace_back();
  model.name = item.name;
  model.equipment = item.value.equipment.value;
  model.where = item.where;
  if (!item.value.equipment) return;
  instance.equipment = build.sources.equipment(model.equipment, item.value.equipment.at.where());
  if (instance.equipment == nullptr) return;
  const EquipmentSpec& equipment = *instance.equipment;
  model.title = useTitle(build, item.value.title ? item.value.title : equipment.title);
  model.description = useTitle(build, equipment.description);
  model.solid = !equipment.solid || equipment.solid.value;
  setParameters(build, instance);
  addParts(build, index);
  if (person && !equipment.person) {
    build.problems.error(item.value.equipment.at.where(), "wrong-kind",
                         "the equipment '" + model.equipment + "' is no person",
                         "add 'person: {}' to it, or move this under 'equipment'");
  }
}

// "MCC1/mount_isolator" or "Q1/operator/hasp".
std::optional<NodeRef> findMount(Build& build, const Word& on) {
  const size_t slash = on.value.find('/');
  const std::string name = on.value.substr(0, slash);
  const auto instance = build.instanceByName.find(name);
  if (instance == build.instanceByName.end()) {
    reportUnknown(build.problems, on.at.where(), name, "piece of equipment",
                  keysOf(build.instanceByName));
    return std::nullopt;
  }
  if (slash == std::string::npos) {
    build.problems.error(on.at.where(), "unknown-node", "'" + on.value + "' names no node",
                         "write INSTANCE/node");
    return std::nullopt;
  }
  Word path = on;
  path.value = on.value.substr(slash + 1);
  return findNode(build, instance->second, path);
}

void place(Build& build, uint32_t part, const PlacementSpec& placement) {
  PartModel& model = build.model.parts[part];
  model.parentFromPart = poseOf(placement);
  if (placement.on) model.parent = findMount(build, placement.on);
}

void placeParts(Build& build, uint32_t instance) {
  const InstanceBuild& owner = build.instances[instance];
  const PlacementsSpec& placements = owner.spec->placements;
  if (owner.equipment == nullptr || !placements.at) return;
  if (placements.single) {
    if (owner.parts.size() > 1) {
      build.problems.error(placements.at.where(), "wrong-length",
                           "one placement for " + std::to_string(owner.parts.size()) + " parts",
                           "write at: {" + owner.parts.begin()->first + ": {...}, ...}");
    }
    for (const auto& [name, part] : owner.parts) place(build, part, *placements.single);
    return;
  }
  for (const auto& item : placements.parts) {
    const auto part = owner.parts.find(item.name);
    if (part == owner.parts.end()) {
      reportUnknown(build.problems, item.where, item.name, "part", keysOf(owner.parts));
    } else {
      place(build, part->second, item.value);
    }
  }
}

// Parts that stand on each other in a ring have no place in the world.
void checkLoops(Build& build) {
  const auto& parts = build.model.parts;
  for (uint32_t start = 0; start < parts.size(); ++start) {
    uint32_t at = start;
    for (size_t steps = 0; parts[at].parent && steps <= parts.size(); ++steps) {
      at = parts[at].parent->part;
      if (at != start) continue;
      const InstanceBuild& owner = build.instances[parts[start].instance];
      build.problems.error(owner.spec->placements.at.where(), "placement-loop",
                           "'" + parts[start].name + "' stands on itself, through others",
                           "let one of them stand in the world");
      build.model.parts[start].parent.reset();
      break;
    }
  }
}

}  // namespace

void buildInstances(Build& build) {
  for (const auto& item : build.spec.equipment) addInstance(build, item, false);
  for (const auto& item : build.spec.people) addInstance(build, item, true);
  for (uint32_t i = 0; i < build.instances.size(); ++i) placeParts(build, i);
  checkLoops(build);
}

}  // namespace shixun::scenario
