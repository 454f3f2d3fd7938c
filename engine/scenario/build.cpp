#include "scenario/build.h"

#include <algorithm>
#include <numeric>

#include "logic/compile.h"
#include "scenario/read_command.h"
#include "scenario/schema.h"
#include "text/utf8.h"

namespace shixun::scenario {
namespace {

// Byte offset of a place in a text whose first character is line 1, column 1.
size_t offsetOf(std::string_view text, int line, int column) {
  size_t at = 0;
  for (int l = 1; l < line && at < text.size(); ++l) {
    const size_t end = text.find('\n', at);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
  for (int c = 1; c < column && at < text.size(); ++c) text::nextCodePoint(text, at);
  return at;
}

}  // namespace

uint32_t Electrical::add(const std::string& name, const SourceLocation& at) {
  const auto index = static_cast<uint32_t>(names.size());
  names.push_back(name);
  where.push_back(at);
  byName.emplace(name, index);
  parent.push_back(index);
  wired.push_back(0);
  ends.push_back(0);
  nodes.emplace_back();
  return index;
}

uint32_t Electrical::find(uint32_t point) {
  while (parent[point] != point) {
    parent[point] = parent[parent[point]];
    point = parent[point];
  }
  return point;
}

// The lower index becomes the root, so that a node's name does not depend on the order of wires.
void Electrical::join(uint32_t a, uint32_t b) {
  a = find(a);
  b = find(b);
  if (a != b) parent[std::max(a, b)] = std::min(a, b);
}

double quantityOf(Build& build, const InstanceBuild& instance, const QuantitySpec& spec,
                  double otherwise) {
  if (!spec) return otherwise;
  if (spec.parameter.empty()) return spec.quantity.value;
  const auto found = instance.parameters.find(spec.parameter);
  if (found == instance.parameters.end()) {
    reportUnknown(build.problems, spec.at.where(), spec.parameter, "parameter",
                  keysOf(instance.parameters));
    return otherwise;
  }
  if (!spec.anyDimension && found->second.dimension != spec.expected) {
    build.problems.error(spec.at.where(), "wrong-unit",
                         "the parameter '" + spec.parameter + "' is " +
                             describe(found->second.dimension) + ", needed is " +
                             describe(spec.expected));
    return otherwise;
  }
  Diagnostics problems;
  checkSign(problems, spec, found->second.value);
  const std::string giver = givenBy(instance, spec.parameter);
  for (Diagnostic problem : problems.list()) {
    if (!giver.empty()) problem.hint += "; " + giver;
    build.problems.add(std::move(problem));
  }
  return found->second.value;
}

std::optional<NodeRef> findNode(Build& build, uint32_t instance, const Word& path) {
  if (!path) return std::nullopt;
  const InstanceBuild& owner = build.instances[instance];
  const std::string& name = build.model.instances[instance].name;
  if (owner.parts.empty()) {
    if (owner.equipment == nullptr) return std::nullopt;  // reported already
    build.problems.error(path.at.where(), "unknown-node",
                         "'" + name + "' has no model, so there is no node '" + path.value + "'",
                         "give its equipment a model");
    return std::nullopt;
  }
  // "part/node", or just "node" when there is one part; nodes may have slashes in their names.
  const std::string first = path.value.substr(0, path.value.find('/'));
  auto found = owner.parts.find(first);
  const bool named = found != owner.parts.end() && first.size() < path.value.size();
  if (!named && owner.parts.size() > 1) {
    build.problems.error(path.at.where(), "unknown-node",
                         "'" + path.value + "' does not begin with a part of '" + name + "'",
                         "write part/node; its parts: " + listed(keysOf(owner.parts)));
    return std::nullopt;
  }
  if (!named) found = owner.parts.begin();
  const PartModel& model = build.model.parts[found->second];
  const asset::Sidecar& sidecar = build.model.sidecars[model.sidecar];
  if (sidecar.nodes.empty()) return std::nullopt;  // the model could not be read: reported already
  const std::string node = named ? path.value.substr(first.size() + 1) : path.value;
  if (const auto index = sidecar.find(node)) return NodeRef{found->second, *index};
  std::vector<std::string> names;
  std::string nearest;
  for (const asset::SidecarNode& n : sidecar.nodes) {
    names.push_back(n.name);
    if (n.name.ends_with("/" + node)) nearest = n.name;
  }
  if (nearest.empty()) nearest = nearestName(node, names);
  build.problems.error(
      path.at.where(), "unknown-node", "the model '" + model.asset + "' has no node '" + node + "'",
      nearest.empty() ? "its nodes: " + listed(names) : "did you mean '" + nearest + "'?");
  return std::nullopt;
}

NodeRef nodeOrNone(Build& build, uint32_t instance, const Word& path) {
  return findNode(build, instance, path).value_or(NodeRef{});
}

std::string memberName(const Build& build, uint32_t instance, std::string_view member) {
  return build.model.instances[instance].name + "." + std::string(member);
}

uint32_t addSignal(Build& build, SignalModel signal, const SourceLocation& where) {
  const auto index = static_cast<uint32_t>(build.model.signals.size());
  if (!build.signalByName.emplace(signal.name, index).second) {
    build.problems.error(where, "duplicate-name",
                         "two things would be called '" + signal.name + "'", "rename one of them");
  }
  build.model.signals.push_back(std::move(signal));
  return index;
}

void addEntity(Build& build, const std::string& name, EntityRef entity,
               const SourceLocation& where) {
  const auto [found, added] = build.model.entities.emplace(name, entity);
  if (added || found->second == entity) return;
  build.problems.error(where, "duplicate-name", "two things would be called '" + name + "'",
                       "rename one of them");
}

void addExpression(Build& build, const Formula& formula, int32_t instance,
                   std::function<Expression&()> target) {
  if (formula) build.expressions.push_back({&formula, instance, std::move(target)});
}

EntityRef findEntity(Build& build, const Word& name, EntityKind kind) {
  if (!name) return {};
  return findEntity(build.model, name.value, kind, name.at.where(), build.problems);
}

std::optional<uint32_t> findIn(Build& build, const std::map<std::string, uint32_t>& map,
                               const Word& name, std::string_view what) {
  if (!name) return std::nullopt;
  const auto found = map.find(name.value);
  if (found != map.end()) return found->second;
  reportUnknown(build.problems, name.at.where(), name.value, what, keysOf(map));
  return std::nullopt;
}

SourceLocation placeIn(const Formula& formula, const SourceLocation& where) {
  return formula.at.where(offsetOf(formula.value, where.line, where.column));
}

std::optional<logic::Program> compileFormula(const Formula& formula, logic::Scope& scope,
                                             const logic::CompileOptions& options,
                                             Diagnostics& problems) {
  logic::CompileOptions located = options;
  located.locate = [&formula](const SourceLocation& where) { return placeIn(formula, where); };
  logic::CompileResult result = logic::compileFormula(formula.value, {}, scope, located);
  for (const Diagnostic& problem : result.diagnostics.list()) problems.add(problem);
  if (!result.ok()) return std::nullopt;
  return std::move(result.program);
}

std::string resolveRole(const ScenarioModel& model, std::string_view name) {
  const size_t dot = name.find('.');
  const std::string_view first = name.substr(0, dot);
  for (const RoleModel& role : model.roles) {
    if (role.role != first) continue;
    return dot == std::string_view::npos ? role.standsFor
                                         : role.standsFor + std::string(name.substr(dot));
  }
  return std::string(name);
}

logic::Signal logicSignal(const SignalModel& signal, uint32_t slot) {
  switch (signal.type) {
    case SignalType::kBool:
      return {logic::SignalType::truth(), slot};
    case SignalType::kEnum:
      return {logic::SignalType::choice(signal.labels), slot};
    case SignalType::kNumber:
      return {logic::SignalType::number(signal.dimension), slot};
  }
  return {};
}

const LocalText& useTitle(Build& build, const Located<LocalText>& title) {
  if (title) build.titles.push_back(&title);
  return title.value;
}

const std::string& useText(Build& build, const TextKey& key) {
  if (key) build.textKeys.push_back(&key);
  return key.value;
}

}  // namespace shixun::scenario
