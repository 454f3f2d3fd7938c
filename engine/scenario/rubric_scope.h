// RubricScope: what formulas of the rubric may name. Every distinct observable, call and pair
// becomes one atom, whose slot in the row is its index in RubricModel::atoms.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logic/scope.h"
#include "scenario/build.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {

class RubricScope final : public logic::Scope {
 public:
  // Atoms are added to build.model.rubric.atoms.
  explicit RubricScope(Build& build) : build_(build), model_(build.model) {}

  std::optional<logic::Signal> findSignal(std::string_view name) override;
  std::optional<logic::Signal> findCall(const logic::Call& call, Diagnostics& problems) override;
  std::optional<std::vector<std::string>> findSet(std::string_view name) override;
  std::vector<std::string> names(NameKind kind) const override;

 private:
  using Type = logic::SignalType;

  logic::Signal atom(AtomModel atom, Type type);
  std::optional<logic::Signal> findVolts(const logic::Call& call, Diagnostics& problems);
  std::optional<logic::Signal> findHangs(const logic::Call& call, Diagnostics& problems);
  std::optional<logic::Signal> findEvent(const logic::Call& call, bool value,
                                         Diagnostics& problems);
  bool setArgument(const logic::Argument& argument, const EventInfo& event, EventFilter& filter,
                   Diagnostics& problems);
  bool setPair(const logic::Argument& argument, EventFilter& filter, Diagnostics& problems);
  bool checkLabel(const logic::Argument& to, const EventFilter& filter, Diagnostics& problems);
  std::optional<Dimension> valueDimension(const logic::Call& call, const EventFilter& filter,
                                          Diagnostics& problems);
  EntityRef entity(const logic::Argument& argument, EntityKind kind, Diagnostics& problems);
  std::string displayName(const logic::Call& call) const;

  Build& build_;
  ScenarioModel& model_;
  std::map<std::string, logic::Signal, std::less<>> known_;  // by name as displayed
};

// Reports "never-matches" and is false when no event of this world is like that.
bool canMatch(const ScenarioModel& model, const EventFilter& filter, const logic::Call& call,
              Diagnostics& problems);

}  // namespace shixun::scenario
