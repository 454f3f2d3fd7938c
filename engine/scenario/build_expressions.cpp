// Every expression of equipment and people, when all signals are known.
#include "logic/compile.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

// Names of an equipment file (its own members) or of the scenario (instances and roles).
class ExpressionScope final : public logic::Scope {
 public:
  ExpressionScope(const Build& build, int32_t instance) : build_(build) {
    if (instance >= 0) {
      prefix_ = build.model.instances[static_cast<size_t>(instance)].name + ".";
    }
  }

  std::optional<logic::Signal> findSignal(std::string_view name) override {
    const std::string full =
        prefix_.empty() ? resolveRole(build_.model, name) : prefix_ + std::string(name);
    const auto found = build_.signalByName.find(full);
    if (found == build_.signalByName.end()) return std::nullopt;
    return logicSignal(build_.model.signals[found->second], found->second);
  }

  std::vector<std::string> names(NameKind kind) const override {
    std::vector<std::string> list;
    if (kind != NameKind::kSignal) return list;
    for (const auto& [name, index] : build_.signalByName) {
      if (name.starts_with(prefix_)) list.push_back(name.substr(prefix_.size()));
    }
    return list;
  }

 private:
  const Build& build_;
  std::string prefix_;
};

// Places and terminals are complete only now.
void fillLabels(ScenarioModel& model) {
  model.placeLabels = {"home", "hand", "worn", "floor"};
  for (const PointModel& point : model.points) model.placeLabels.push_back(point.name);
  model.terminalLabels = {"none"};
  for (const TerminalModel& terminal : model.terminals) {
    model.terminalLabels.push_back(terminal.name);
  }
  for (SignalModel& signal : model.signals) {
    if (signal.source == SignalSource::kItemPlace) signal.labels = model.placeLabels;
    if (signal.source == SignalSource::kProbeTerminal) signal.labels = model.terminalLabels;
  }
}

void compilePending(Build& build, const PendingExpression& pending) {
  ExpressionScope scope(build, pending.instance);
  Expression& target = pending.target();
  target.text = pending.formula->value;
  target.where = pending.formula->at.where();
  auto program = compileFormula(*pending.formula, scope, {.temporal = false}, build.problems);
  if (!program) return;
  if (program->type().kind != logic::SignalType::Kind::kBool) {
    build.problems.error(target.where, "wrong-type", "this is a number, not true or false",
                         "compare it with something");
    return;
  }
  reportClashes(*pending.formula, *program, nullptr, build.problems);
  target.program = std::move(program);
}

void resolveSpin(Build& build, const PendingSignal& pending) {
  const std::string name = memberName(build, pending.instance, pending.name->value);
  const auto found = build.signalByName.find(name);
  if (found == build.signalByName.end()) {
    std::vector<std::string> valid;
    const std::string prefix = memberName(build, pending.instance, "");
    for (const auto& [known, index] : build.signalByName) {
      if (known.starts_with(prefix)) valid.push_back(known.substr(prefix.size()));
    }
    reportUnknown(build.problems, pending.name->at.where(), pending.name->value, "signal", valid);
    return;
  }
  const SignalModel& signal = build.model.signals[found->second];
  if (signal.type != SignalType::kNumber || signal.dimension != dimension::kAngularVelocity) {
    build.problems.error(pending.name->at.where(), "wrong-unit",
                         "'" + pending.name->value + "' is no speed of rotation",
                         "name a signal such as machine.speed");
    return;
  }
  pending.target() = found->second;
}

}  // namespace

void buildExpressions(Build& build) {
  fillLabels(build.model);
  for (const PendingExpression& pending : build.expressions) compilePending(build, pending);
  for (const PendingSignal& pending : build.spins) resolveSpin(build, pending);
}

}  // namespace shixun::scenario
