#include "scenario/rubric_scope.h"

#include <algorithm>

#include "scenario/read_command.h"

namespace shixun::scenario {
namespace {

// A pair of a set is written "|a|b|" inside formulas: no author can write such a name, and `x.a`
// then reads "|a|b|.a". A third part "…​.rest" is a member of that side.
constexpr char kBar = '|';

// The session's clock, in formulas.
constexpr std::string_view kTimeName = "time";

std::string pairName(const std::string& a, const std::string& b) {
  return std::string(1, kBar) + a + kBar + b + kBar;
}

struct Pair {
  std::string a, b;
  std::string_view rest;  // after the last bar
};

std::optional<Pair> splitPair(std::string_view name) {
  if (name.empty() || name.front() != kBar) return std::nullopt;
  const size_t middle = name.find(kBar, 1);
  const size_t end = middle == std::string_view::npos ? middle : name.find(kBar, middle + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Pair{std::string(name.substr(1, middle - 1)),
              std::string(name.substr(middle + 1, end - middle - 1)), name.substr(end + 1)};
}

// The name that an author means: "|a|b|.a" is a, "|a|b|.b.place" is b.place, others stay.
std::string plainName(std::string_view name) {
  const auto pair = splitPair(name);
  if (!pair || pair->rest.size() < 2 || pair->rest[0] != '.') return std::string(name);
  const char side = pair->rest[1];
  const std::string_view member = pair->rest.substr(2);
  if ((side != 'a' && side != 'b') || (!member.empty() && member[0] != '.')) {
    return std::string(name);
  }
  return (side == 'a' ? pair->a : pair->b) + std::string(member);
}

std::vector<std::string> functionLabels(const ScenarioModel& model, EntityRef instance) {
  std::vector<std::string> labels;
  for (const InstrumentModel& instrument : model.instruments) {
    const bool asked = !instance || instrument.instance == instance.index;
    if (!asked) continue;
    for (const FunctionModel& function : instrument.functions) labels.push_back(function.label);
  }
  return labels;
}

// Names of the elements of an instance's list, without the instance.
template <typename List>
void addElementLabels(const List& list, uint32_t instance, std::vector<std::string>& labels) {
  for (const auto& model : list) {
    if (model.instance == instance) labels.push_back(model.name.substr(model.name.find('.') + 1));
  }
}

bool happensAtTerminals(const EventInfo& event) {
  return std::any_of(event.args.begin(), event.args.end(), [&event](const ArgInfo& arg) {
    return arg.name == "at" &&
           (arg.entity == EntityKind::kTerminal || event.kind == EventKind::kMeasured);
  });
}

}  // namespace

logic::Signal RubricScope::atom(AtomModel atom, Type type) {
  const auto found = known_.find(atom.name);
  if (found != known_.end()) return found->second;
  const logic::Signal signal{std::move(type), static_cast<uint32_t>(model_.rubric.atoms.size())};
  known_.emplace(atom.name, signal);
  model_.rubric.atoms.push_back(std::move(atom));
  return signal;
}

std::optional<logic::Signal> RubricScope::findSignal(std::string_view name) {
  const std::string plain = plainName(name);
  const auto known = known_.find(plain);
  if (known != known_.end()) return known->second;
  const auto found = build_.signalByName.find(resolveRole(model_, plain));
  if (found == build_.signalByName.end()) {
    if (plain != kTimeName) return std::nullopt;
    AtomModel clock;
    clock.kind = AtomKind::kTime;
    clock.name = plain;
    return atom(std::move(clock), Type::number(dimension::kTime));
  }
  logic::Signal signal = logicSignal(model_.signals[found->second], 0);
  AtomModel made;
  made.kind = AtomKind::kSignal;
  made.name = plain;
  made.signal = found->second;
  // Rules speak of roles, so the places and terminals that roles stand for are named by role.
  for (std::string& label : signal.type.labels) {
    for (const RoleModel& role : model_.roles) {
      if (label.starts_with(role.standsFor + ".") || label == role.standsFor) {
        label = role.role + label.substr(role.standsFor.size());
        break;
      }
    }
  }
  return atom(std::move(made), std::move(signal.type));
}

std::optional<std::vector<std::string>> RubricScope::findSet(std::string_view name) {
  const auto found = build_.sets.find(std::string(name));
  if (found == build_.sets.end()) return std::nullopt;
  const SetSpec* spec = found->second;
  const bool pairs = static_cast<bool>(spec->pairsOf);
  if (pairs) {
    const auto base = build_.sets.find(spec->pairsOf.value);
    if (base == build_.sets.end()) return std::vector<std::string>{};  // reported by checkSets
    spec = base->second;
  }
  std::vector<std::string> members;
  const auto& words = spec->members;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!pairs) members.push_back(words[i].value);
    for (size_t j = i + 1; pairs && j < words.size(); ++j) {
      members.push_back(pairName(words[i].value, words[j].value));
    }
  }
  return members;
}

std::vector<std::string> RubricScope::names(NameKind kind) const {
  if (kind == NameKind::kSet) return keysOf(build_.sets);
  if (kind == NameKind::kCall) return {"event", "value", "volts", "hangs"};
  std::vector<std::string> list;
  for (const RoleModel& role : model_.roles) {
    const std::string stem = role.standsFor + ".";
    for (const auto& [name, index] : build_.signalByName) {
      if (name == role.standsFor) list.push_back(role.role);
      if (name.starts_with(stem)) list.push_back(role.role + name.substr(stem.size() - 1));
    }
  }
  for (const auto& [name, index] : build_.signalByName) list.push_back(name);
  list.emplace_back(kTimeName);
  return list;
}

std::optional<logic::Signal> RubricScope::findCall(const logic::Call& call, Diagnostics& problems) {
  if (call.name == "volts") return findVolts(call, problems);
  if (call.name == "hangs") return findHangs(call, problems);
  if (call.name == "event") return findEvent(call, false, problems);
  if (call.name == "value") return findEvent(call, true, problems);
  return std::nullopt;
}

EntityRef RubricScope::entity(const logic::Argument& argument, EntityKind kind,
                              Diagnostics& problems) {
  return findEntity(model_, plainName(argument.name), kind, argument.where, problems);
}

std::string RubricScope::displayName(const logic::Call& call) const {
  logic::Call shown = call;
  for (logic::Argument& argument : shown.arguments) {
    argument.name = plainName(argument.name);
    if (const auto pair = splitPair(argument.name)) argument.name = pair->a + "/" + pair->b;
  }
  return formatCall(shown);
}

std::optional<logic::Signal> RubricScope::findVolts(const logic::Call& call,
                                                    Diagnostics& problems) {
  if (call.arguments.empty() || call.arguments.size() > 2) {
    problems.error(call.where, "wrong-arguments", "volts needs one or two terminals",
                   "write volts(a) to earth, or volts(a, b)");
    return std::nullopt;
  }
  AtomModel made;
  made.kind = AtomKind::kVolts;
  made.name = displayName(call);
  made.a = entity(call.arguments[0], EntityKind::kTerminal, problems);
  if (!made.a) return std::nullopt;
  if (call.arguments.size() == 2) {
    made.b = entity(call.arguments[1], EntityKind::kTerminal, problems);
    if (!made.b) return std::nullopt;
  }
  return atom(std::move(made), Type::number(dimension::kVoltage));
}

std::optional<logic::Signal> RubricScope::findHangs(const logic::Call& call,
                                                    Diagnostics& problems) {
  if (call.arguments.size() != 2) {
    problems.error(call.where, "wrong-arguments", "hangs needs an item and where it hangs",
                   "write hangs(own_lock, isolator)");
    return std::nullopt;
  }
  AtomModel made;
  made.kind = AtomKind::kHangs;
  made.name = displayName(call);
  made.a = entity(call.arguments[0], EntityKind::kInstance, problems);
  made.b = entity(call.arguments[1], EntityKind::kNone, problems);
  if (!made.a || !made.b) return std::nullopt;
  if (model_.instances[made.a.index].item < 0) {
    problems.error(call.arguments[0].where, "wrong-kind",
                   "'" + call.arguments[0].name + "' is no item", "name what is hung first");
    return std::nullopt;
  }
  const EntityKind target = made.b.kind;
  if (target != EntityKind::kPoint && target != EntityKind::kControl &&
      target != EntityKind::kInstance) {
    problems.error(call.arguments[1].where, "wrong-kind",
                   "nothing can hang on '" + call.arguments[1].name + "'",
                   "name a point, a control or a piece of equipment");
    return std::nullopt;
  }
  return atom(std::move(made), Type::truth());
}

bool RubricScope::setPair(const logic::Argument& argument, EventFilter& filter,
                          Diagnostics& problems) {
  const auto pair = splitPair(argument.name);
  if (!pair || !pair->rest.empty()) {
    problems.error(argument.where, "wrong-arguments", "'" + argument.name + "' is no pair",
                   "pairs are members of a set {pairs_of: ...}: forall p in pairs: ... pair=p");
    return false;
  }
  filter.pair = true;
  filter.pairA = findEntity(model_, pair->a, EntityKind::kTerminal, argument.where, problems);
  filter.pairB = findEntity(model_, pair->b, EntityKind::kTerminal, argument.where, problems);
  return filter.pairA && filter.pairB;
}

bool RubricScope::setArgument(const logic::Argument& argument, const EventInfo& event,
                              EventFilter& filter, Diagnostics& problems) {
  if (event.kind == EventKind::kMeasured && (argument.key == "pair" || argument.key == "nodes")) {
    filter.nodes = argument.key == "nodes";
    return setPair(argument, filter, problems);
  }
  if (argument.key == "node" && happensAtTerminals(event)) {
    filter.node = entity(argument, EntityKind::kTerminal, problems);
    return filter.node.valid();
  }
  const auto arg = std::find_if(event.args.begin(), event.args.end(),
                                [&](const ArgInfo& a) { return a.name == argument.key; });
  const bool usable =
      arg != event.args.end() && (arg->type == ArgType::kEntity || arg->type == ArgType::kLabel);
  if (!usable) {
    std::string valid;
    for (const ArgInfo& a : event.args) {
      if (a.type != ArgType::kEntity && a.type != ArgType::kLabel) continue;
      valid += (valid.empty() ? "" : ", ") + std::string(a.name);
    }
    problems.error(argument.where, "wrong-arguments",
                   "the event '" + std::string(event.name) + "' has no '" + argument.key + "'",
                   valid.empty() ? "it has no arguments" : "it has: " + valid);
    return false;
  }
  if (arg->type == ArgType::kLabel) {
    filter.hasTo = true;
    filter.to = argument.name;
    return true;
  }
  const EntityRef found = entity(argument, arg->entity, problems);
  if (arg->name == "what") filter.what = found;
  if (arg->name == "at") filter.at = found;
  if (arg->name == "with") filter.with = found;
  return found.valid();
}

bool RubricScope::checkLabel(const logic::Argument& to, const EventFilter& filter,
                             Diagnostics& problems) {
  std::vector<std::string> valid;
  const uint32_t what = filter.what.index;
  switch (filter.kind) {
    case EventKind::kOperated:
      if (!filter.what) return true;
      for (const PositionModel& p : model_.controls[what].positions) valid.push_back(p.label);
      break;
    case EventKind::kMeasured:
      valid = functionLabels(model_, filter.what);
      break;
    case EventKind::kTripped:
    case EventKind::kSwitched:
    case EventKind::kFuseBlown:
      if (!filter.what) return true;
      addElementLabels(model_.thermals, what, valid);
      addElementLabels(model_.coils, what, valid);
      addElementLabels(model_.fuses, what, valid);
      addElementLabels(model_.residuals, what, valid);
      break;
    case EventKind::kRepaired:
      if (!filter.what) return true;
      addElementLabels(model_.faults, what, valid);
      break;
    case EventKind::kHinted:
      for (const StepModel& step : model_.rubric.steps) valid.push_back(step.id);
      break;
    default:
      return true;
  }
  if (std::find(valid.begin(), valid.end(), to.name) != valid.end()) return true;
  reportUnknown(problems, to.where, to.name, "value of 'to'", valid);
  return false;
}

std::optional<Dimension> RubricScope::valueDimension(const logic::Call& call,
                                                     const EventFilter& filter,
                                                     Diagnostics& problems) {
  if (filter.kind == EventKind::kShock || filter.kind == EventKind::kFlash) {
    return dimension::kCurrent;
  }
  if (filter.kind == EventKind::kSwitched) return dimension::kNumber;
  if (filter.kind != EventKind::kMeasured) {
    problems.error(call.where, "wrong-arguments",
                   "the event '" + std::string(info(filter.kind).name) + "' has no value",
                   "use event(...) instead");
    return std::nullopt;
  }
  std::optional<Dimension> dimension;
  for (const InstrumentModel& instrument : model_.instruments) {
    if (filter.what && instrument.instance != filter.what.index) continue;
    for (const FunctionModel& function : instrument.functions) {
      if (filter.hasTo && function.label != filter.to) continue;
      if (dimension && *dimension != function.dimension) {
        problems.error(call.where, "wrong-arguments", "this value could be of several kinds",
                       "add to= and the instrument's function, such as to=ac_volts");
        return std::nullopt;
      }
      dimension = function.dimension;
    }
  }
  if (!dimension) {
    problems.error(call.where, "wrong-arguments", "nothing can measure this",
                   "name an instrument in what=");
  }
  return dimension;
}

std::optional<logic::Signal> RubricScope::findEvent(const logic::Call& call, bool value,
                                                    Diagnostics& problems) {
  const auto kind = call.arguments.empty() || !call.arguments[0].key.empty()
                        ? std::nullopt
                        : scenario::findEvent(call.arguments[0].name);
  if (!kind) {
    std::vector<std::string> valid;
    for (const EventInfo& e : eventInfos()) valid.emplace_back(e.name);
    const logic::Argument* first = call.arguments.empty() ? nullptr : &call.arguments[0];
    reportUnknown(problems, first ? first->where : call.where, first ? first->name : "",
                  "kind of event", valid);
    return std::nullopt;
  }
  AtomModel made;
  made.kind = value ? AtomKind::kEventValue : AtomKind::kEvent;
  made.name = displayName(call);
  made.filter.kind = *kind;
  bool good = true;
  const logic::Argument* to = nullptr;
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const logic::Argument& argument = call.arguments[i];
    good = setArgument(argument, info(*kind), made.filter, problems) && good;
    if (argument.key == "to") to = &argument;
  }
  if (good && to != nullptr) good = checkLabel(*to, made.filter, problems);
  if (good) good = canMatch(model_, made.filter, call, problems);
  if (!good) return std::nullopt;
  if (!value) return atom(std::move(made), Type::truth());
  const auto dimension = valueDimension(call, made.filter, problems);
  if (!dimension) return std::nullopt;
  return atom(std::move(made), Type::number(*dimension));
}

}  // namespace shixun::scenario
