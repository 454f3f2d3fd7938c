#include "scenario/model.h"

#include "core/assert.h"

namespace shixun::scenario {
namespace {

const std::string kNothing;

// Calls `use` with the model of an entity; `otherwise` for none.
template <typename Use, typename T>
T visit(const ScenarioModel& m, EntityRef e, Use&& use, T otherwise) {
  switch (e.kind) {
    case EntityKind::kNone:
      return otherwise;
    case EntityKind::kInstance:
      return use(m.instances.at(e.index));
    case EntityKind::kControl:
      return use(m.controls.at(e.index));
    case EntityKind::kTerminal:
      return use(m.terminals.at(e.index));
    case EntityKind::kPoint:
      return use(m.points.at(e.index));
    case EntityKind::kProbe:
      return use(m.probes.at(e.index));
    case EntityKind::kConductor:
      return use(m.conductors.at(e.index));
    case EntityKind::kPerson:
      return use(m.persons.at(e.index));
    case EntityKind::kLine:
      return use(m.lines.at(e.index));
    case EntityKind::kField:
      return use(m.fields.at(e.index));
    case EntityKind::kInspect:
      return use(m.inspects.at(e.index));
  }
  return otherwise;
}

const std::string* find(const LocalText& text, const std::string& language) {
  for (const std::string& candidate : {language, std::string("en")}) {
    const auto found = text.find(candidate);
    if (found != text.end()) return &found->second;
  }
  return text.empty() ? nullptr : &text.begin()->second;
}

}  // namespace

const std::string& nameOf(const ScenarioModel& model, EntityRef entity) {
  return *visit(
      model, entity, [](const auto& m) { return &m.name; }, &kNothing);
}

std::string titleOf(const ScenarioModel& model, EntityRef entity, const std::string& language) {
  switch (entity.kind) {
    case EntityKind::kPerson:
      return titleOf(model, {EntityKind::kInstance, model.persons.at(entity.index).instance},
                     language);
    case EntityKind::kLine:
      return textOf(model, model.lines.at(entity.index).textKey, language);
    case EntityKind::kField:
      return textOf(model, model.fields.at(entity.index).textKey, language);
    default:
      break;
  }
  const LocalText* title = visit(
      model, entity,
      [](const auto& m) -> const LocalText* {
        if constexpr (requires { m.title; }) return &m.title;
        return nullptr;
      },
      static_cast<const LocalText*>(nullptr));
  const std::string* found = title ? find(*title, language) : nullptr;
  return found ? *found : nameOf(model, entity);
}

std::string textOf(const ScenarioModel& model, const std::string& key,
                   const std::string& language) {
  for (const std::string& candidate : {language, std::string("en")}) {
    const auto table = model.text.find(candidate);
    if (table == model.text.end()) continue;
    const auto found = table->second.find(key);
    if (found != table->second.end()) return found->second;
  }
  return key;
}

int32_t instanceOf(const ScenarioModel& model, EntityRef entity) {
  if (entity.kind == EntityKind::kInstance) return static_cast<int32_t>(entity.index);
  return visit(
      model, entity,
      [&](const auto& m) -> int32_t {
        if constexpr (requires { m.instance; }) {
          return static_cast<int32_t>(m.instance);
        } else if constexpr (requires {
                               m.instrument;
                               m.tip;
                             }) {
          return static_cast<int32_t>(model.instruments.at(m.instrument).instance);
        } else if constexpr (requires { m.person; }) {
          return static_cast<int32_t>(model.persons.at(m.person).instance);
        } else {
          return -1;
        }
      },
      int32_t{-1});
}

std::string codeText(const ScenarioModel& model, const std::string& code,
                     const std::string& language) {
  const bool part = code == kTimeCode || code == kPenaltyCode || code == kHintsCode;
  return part ? textOf(model, rubricTextKey(code, "title"), language) : code;
}

std::optional<NodeRef> nodeOf(const ScenarioModel& model, EntityRef entity) {
  const auto direct = visit(
      model, entity,
      [](const auto& m) -> std::optional<NodeRef> {
        if constexpr (requires { m.node; }) {
          return m.node;
        } else if constexpr (requires { m.tip; }) {
          return m.tip;
        } else {
          return std::nullopt;
        }
      },
      std::optional<NodeRef>{});
  if (direct) return direct;
  // Whole equipment, its persons, lines and fields: the root of its first part.
  const int32_t instance = instanceOf(model, entity);
  if (instance < 0 || model.instances[static_cast<size_t>(instance)].parts.empty()) {
    return std::nullopt;
  }
  const uint32_t part = model.instances[static_cast<size_t>(instance)].parts.front();
  const asset::Sidecar& sidecar = model.sidecars.at(model.parts.at(part).sidecar);
  if (sidecar.order.empty()) return std::nullopt;
  return NodeRef{part, sidecar.order.front()};
}

}  // namespace shixun::scenario
