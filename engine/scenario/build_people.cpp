// Persons and what can be said to them; owners of locks; roles.
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

void addLines(Build& build, uint32_t instance, uint32_t person) {
  auto& list = build.model.lines;
  for (const auto& item : build.instances[instance].spec->lines) {
    const size_t index = list.size();
    LineModel line;
    line.name = memberName(build, instance, item.name);
    line.person = person;
    line.textKey = useText(build, item.value.text);
    line.replyKey = useText(build, item.value.reply);
    line.refusalKey = useText(build, item.value.refusal);
    if (item.value.when && !item.value.refusal) {
      build.problems.error(item.where, "missing-key",
                           "the line '" + item.name + "' lacks the key 'refusal'",
                           "say what the person answers when 'when' does not hold");
    }
    addEntity(build, line.name, {EntityKind::kLine, static_cast<uint32_t>(index)}, item.where);
    list.push_back(std::move(line));
    addExpression(build, item.value.when, -1,
                  [&list, index]() -> Expression& { return list[index].when; });
  }
}

void setOwner(Build& build, uint32_t instance) {
  const Word& owner = build.instances[instance].spec->owner;
  if (!owner) return;
  const int32_t item = build.model.instances[instance].item;
  if (item < 0) {
    build.problems.error(owner.at.where(), "wrong-kind",
                         "'" + build.model.instances[instance].name + "' is no item",
                         "only what can be carried has an owner");
    return;
  }
  const EntityRef person = findEntity(build, owner, EntityKind::kPerson);
  if (person)
    build.model.items[static_cast<size_t>(item)].owner = static_cast<int32_t>(person.index);
}

// Whether a dotted name leads to anything that rules can speak of.
bool isKnown(const Build& build, const std::string& name) {
  if (build.model.entities.contains(name) || build.signalByName.contains(name)) return true;
  const auto member = build.signalByName.lower_bound(name + ".");
  return member != build.signalByName.end() && member->first.starts_with(name + ".");
}

void addRole(Build& build, const NamedItem<Word>& item) {
  const std::string& name = item.value.value;
  if (!item.value) return;
  if (build.instanceByName.contains(item.name) && item.name != name) {
    build.problems.error(item.where, "duplicate-name",
                         "the role '" + item.name + "' is also a piece of equipment",
                         "choose another name for the role");
    return;
  }
  if (!isKnown(build, name)) {
    const auto instance = build.instanceByName.find(name.substr(0, name.find('.')));
    const bool unread = instance != build.instanceByName.end() &&
                        build.instances[instance->second].equipment == nullptr;
    if (unread) return;
    if (build.electrical.byName.contains(name)) {
      build.problems.error(item.value.at.where(), "wrong-kind",
                           "the terminal '" + name + "' has no node, so no rule can see it",
                           "give it a node in its equipment");
      return;
    }
    reportUnknown(build.problems, item.value.at.where(), name, "equipment or member of it",
                  keysOf(build.model.entities));
    return;
  }
  build.model.roles.push_back({item.name, name});
}

void addRoleEntities(Build& build, const std::map<std::string, EntityRef>& plain,
                     const RoleModel& role) {
  const SourceLocation where = findItem(build.spec.roles, role.role)->where;
  const std::string stem = role.standsFor + ".";
  for (const auto& [name, entity] : plain) {
    if (name == role.standsFor) addEntity(build, role.role, entity, where);
    if (name.starts_with(stem)) {
      addEntity(build, role.role + name.substr(stem.size() - 1), entity, where);
    }
  }
}

// Signals by their own names and by the roles'.
void nameSignals(ScenarioModel& model) {
  for (uint32_t s = 0; s < model.signals.size(); ++s) {
    const std::string& name = model.signals[s].name;
    model.signalsByName.emplace(name, s);
    for (const RoleModel& role : model.roles) {
      if (name == role.standsFor) model.signalsByName.emplace(role.role, s);
      if (name.starts_with(role.standsFor + ".")) {
        model.signalsByName.emplace(role.role + name.substr(role.standsFor.size()), s);
      }
    }
  }
}

}  // namespace

void buildPeople(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    if (!build.instances[i].person) continue;
    const auto person = static_cast<uint32_t>(build.model.persons.size());
    const std::string& name = build.model.instances[i].name;
    build.model.persons.push_back({name, i});
    addEntity(build, name, {EntityKind::kPerson, person}, build.instances[i].where);
    addLines(build, i, person);
  }
  for (uint32_t i = 0; i < build.instances.size(); ++i) setOwner(build, i);
  for (const auto& item : build.spec.equipment) {
    if (item.value.lines.empty()) continue;
    build.problems.error(item.where, "wrong-kind", "'" + item.name + "' has lines but is no person",
                         "move it under 'people'");
  }
}

void buildRoles(Build& build) {
  for (const auto& item : build.spec.roles) addRole(build, item);
  // Roles must not stand on roles, so what they stand for is collected before any is added.
  const auto plain = build.model.entities;
  for (const RoleModel& role : build.model.roles) addRoleEntities(build, plain, role);
  for (const auto& item : build.spec.sets) build.sets.emplace(item.name, &item.value);
  nameSignals(build.model);
}

}  // namespace shixun::scenario
