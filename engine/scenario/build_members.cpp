// What instances consist of: parameters, controls, terminals, points, logic, motions, things to
// examine; each with its signals and entities.
#include <algorithm>
#include <cmath>
#include <set>

#include "math/libm.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

class MemberBuilder {
 public:
  MemberBuilder(Build& build, uint32_t instance)
      : build_(build),
        model_(build.model),
        instance_(instance),
        owner_(build.instances[instance]),
        equipment_(*owner_.equipment) {}

  void run() {
    addParameters();
    for (const auto& item : equipment_.controls) addControl(item);
    for (const auto& item : owner_.spec->initial) setInitial(item);
    for (const auto& item : equipment_.terminals) addTerminal(item);
    for (const auto& item : equipment_.latches) addLatch(item);
    for (const auto& item : equipment_.logic) addLogic(item);
    for (const auto& item : equipment_.timers) addTimer(item);
    buildElements(build_, instance_);
    for (const auto& item : equipment_.points) addPoint(item);
    for (const auto& item : equipment_.conductors) addConductor(item);
    for (const auto& item : equipment_.inspect) addInspect(item);
    for (const MotionSpec& motion : equipment_.motions) addMotion(motion);
    for (const Word& label : equipment_.labels) {
      if (const auto node = findNode(build_, instance_, label)) {
        model_.labels.push_back({instance_, *node});
      }
    }
    buildInstrument(build_, instance_);
  }

 private:
  std::string name(std::string_view member) const { return memberName(build_, instance_, member); }
  Vec3 axisOf(const Located<Vec3>& axis) {
    if (!axis) return Vec3(0, 0, 1);
    const Vec3& v = axis.value;
    const double length = squareRoot(v.x * v.x + v.y * v.y + v.z * v.z);
    if (length > 1e-9) return v / length;
    build_.problems.error(axis.at.where(), "bad-value", "this axis has no direction",
                          "write a direction such as [0, 0, 1]");
    return Vec3(0, 0, 1);
  }

  void addParameters() {
    for (const auto& item : equipment_.parameters) {
      const auto found = owner_.parameters.find(item.name);
      if (found == owner_.parameters.end()) continue;
      SignalModel signal;
      signal.name = name(item.name);
      signal.type = SignalType::kNumber;
      signal.dimension = found->second.dimension;
      signal.source = SignalSource::kConstant;
      signal.constant = found->second.value;
      addSignal(build_, std::move(signal), item.where);
    }
  }

  void addPositions(ControlModel& model, const ControlSpec& spec) {
    const bool slides = spec.type.value == "button" || spec.type.value == "slider";
    const Dimension needed = slides ? dimension::kLength : dimension::kAngle;
    std::set<std::string> labels;
    const size_t before = build_.problems.list().size();
    for (const PositionSpec& position : spec.positions) {
      if (!labels.insert(position.label.value).second && position.label) {
        build_.problems.error(position.label.at.where(), "duplicate-name",
                              "two positions are called '" + position.label.value + "'",
                              "rename one of them");
      }
      const Quantity& amount = position.amount.quantity;
      const bool plainZero = amount.value == 0 && position.amount.parameter.empty();
      QuantitySpec checked = position.amount;
      checked.anyDimension = false;
      checked.expected = needed;
      if (checked && checked.parameter.empty() && amount.dimension != needed && !plainZero) {
        build_.problems.error(checked.at.where(), "wrong-unit",
                              "the amount is " + describe(amount.dimension) + ", a " +
                                  spec.type.value + " control needs " + describe(needed));
      }
      model.positions.push_back({position.label.value, quantityOf(build_, owner_, checked),
                                 useTitle(build_, position.title)});
    }
    if (build_.problems.list().size() == before) checkTravel(model, spec, slides);
  }

  // A hand has to tell two positions apart, and a joint has to know how often it went round.
  void checkTravel(const ControlModel& model, const ControlSpec& spec, bool slides) {
    const double apart = slides ? 0.0005 : radiansFromDegrees(1.0);  // m or rad, least
    constexpr double kMostTurnDeg = 340;
    double least = 0, most = 0;
    for (size_t i = 0; i < model.positions.size(); ++i) {
      if (!spec.positions[i].amount) return;  // reported where it was read
      const double amount = model.positions[i].amount;
      least = i == 0 ? amount : std::min(least, amount);
      most = i == 0 ? amount : std::max(most, amount);
      for (size_t k = 0; k < i; ++k) {
        if (std::abs(amount - model.positions[k].amount) >= apart) continue;
        build_.problems.error(
            spec.positions[i].amount.at.where(), "same-position",
            "positions '" + model.positions[k].label + "' and '" + model.positions[i].label +
                "' are at the same place",
            slides ? "keep them 0.5 mm apart or more" : "keep them 1 deg apart or more");
      }
    }
    if (slides || degreesFromRadians(most - least) <= kMostTurnDeg) return;
    build_.problems.error(spec.type.at.where(), "too-far-round",
                          "the positions of '" + model.name + "' are " +
                              formatNumber(degreesFromRadians(most - least)) + " deg apart",
                          "a control turns 340 deg at most; a switch without stops needs positions "
                          "that end before it is round");
  }

  static std::map<std::string, uint32_t> labelsOf(const ControlModel& model) {
    std::map<std::string, uint32_t> labels;
    for (uint32_t i = 0; i < model.positions.size(); ++i) {
      labels.emplace(model.positions[i].label, i);
    }
    return labels;
  }

  static ControlType typeOf(const std::string& type) {
    if (type == "hinge") return ControlType::kHinge;
    if (type == "button") return ControlType::kButton;
    if (type == "toggle") return ControlType::kToggle;
    if (type == "slider") return ControlType::kSlider;
    return ControlType::kRotary;
  }

  void addControl(const NamedItem<ControlSpec>& item) {
    const ControlSpec& spec = item.value;
    const auto index = static_cast<uint32_t>(model_.controls.size());
    ControlModel model;
    model.name = name(item.name);
    model.instance = instance_;
    model.type = typeOf(spec.type.value);
    model.title = useTitle(build_, spec.title);
    model.node = nodeOrNone(build_, instance_, spec.node);
    model.axis = axisOf(spec.axis);
    model.momentary = spec.momentary.value;
    addPositions(model, spec);
    const auto labels = labelsOf(model);
    model.initial = findIn(build_, labels, spec.initial, "position").value_or(0);
    for (const Word& grip : spec.grips) {
      if (const auto node = findNode(build_, instance_, grip)) model.grips.push_back(*node);
    }
    SignalModel position;
    position.name = model.name;
    position.type = SignalType::kEnum;
    for (const PositionModel& p : model.positions) position.labels.push_back(p.label);
    // A control without positions is reported; its signal still needs a label to be compared with.
    if (position.labels.empty()) position.labels.emplace_back("?");
    position.source = SignalSource::kControl;
    position.index = index;
    model.signal = addSignal(build_, std::move(position), item.where);
    SignalModel locked;
    locked.name = model.name + ".locked";
    locked.source = SignalSource::kControlLocked;
    locked.index = index;
    model.lockedSignal = addSignal(build_, std::move(locked), item.where);
    addEntity(build_, model.name, {EntityKind::kControl, index}, item.where);
    owner_.controls.emplace(item.name, index);
    model_.controls.push_back(std::move(model));
    addExpression(
        build_, spec.freeWhen, static_cast<int32_t>(instance_),
        [this_ = &model_, index]() -> Expression& { return this_->controls[index].freeWhen; });
  }

  void setInitial(const NamedItem<Word>& item) {
    const auto control = owner_.controls.find(item.name);
    if (control == owner_.controls.end()) {
      reportUnknown(build_.problems, item.where, item.name, "control", keysOf(owner_.controls));
      return;
    }
    ControlModel& model = model_.controls[control->second];
    const auto position = findIn(build_, labelsOf(model), item.value, "position");
    if (position) model.initial = *position;
  }

  void addTerminal(const NamedItem<TerminalSpec>& item) {
    const LocalText& title = useTitle(build_, item.value.title);
    if (!item.value.node) return;  // can only be wired
    TerminalModel model;
    model.name = name(item.name);
    model.instance = instance_;
    model.title = title;
    model.node = nodeOrNone(build_, instance_, item.value.node);
    model.insulated = item.value.insulated.value;
    Electrical& e = build_.electrical;
    const auto point = e.byName.find(model.name);
    if (point != e.byName.end()) {
      circuit::NodeIndex& node = e.nodes[e.find(point->second)];
      if (!node.valid()) {
        const uint32_t root = e.find(point->second);
        node = build_.network.addNode(e.names[root], e.where[root]);
      }
      model.circuitNode = node;
    }
    addEntity(build_, model.name,
              {EntityKind::kTerminal, static_cast<uint32_t>(model_.terminals.size())}, item.where);
    model_.terminals.push_back(std::move(model));
  }

  uint32_t boolSignal(const std::string& full, SignalSource source, size_t index,
                      const SourceLocation& where) {
    SignalModel signal;
    signal.name = full;
    signal.source = source;
    signal.index = static_cast<uint32_t>(index);
    return addSignal(build_, std::move(signal), where);
  }

  void addLatch(const NamedItem<LatchSpec>& item) {
    auto& list = model_.latches;
    const size_t index = list.size();
    LatchModel model;
    model.name = name(item.name);
    model.initial = item.value.initial.value;
    model.signal = boolSignal(model.name, SignalSource::kLatch, index, item.where);
    list.push_back(std::move(model));
    const auto instance = static_cast<int32_t>(instance_);
    addExpression(build_, item.value.set, instance,
                  [&list, index]() -> Expression& { return list[index].setWhen; });
    addExpression(build_, item.value.reset, instance,
                  [&list, index]() -> Expression& { return list[index].resetWhen; });
  }

  void addLogic(const NamedItem<Formula>& item) {
    auto& list = model_.logics;
    const size_t index = list.size();
    LogicModel model;
    model.name = name(item.name);
    model.signal = boolSignal(model.name, SignalSource::kLogic, index, item.where);
    list.push_back(std::move(model));
    addExpression(build_, item.value, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].value; });
  }

  void addTimer(const NamedItem<TimerSpec>& item) {
    auto& list = model_.timers;
    const size_t index = list.size();
    TimerModel model;
    model.name = name(item.name);
    model.onDelay = quantityOf(build_, owner_, item.value.onDelay);
    model.offDelay = quantityOf(build_, owner_, item.value.offDelay);
    model.signal = boolSignal(model.name, SignalSource::kTimer, index, item.where);
    list.push_back(std::move(model));
    addExpression(build_, item.value.input, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].input; });
  }

  void addPoint(const NamedItem<PointSpec>& item) {
    auto& list = model_.points;
    const auto index = static_cast<uint32_t>(list.size());
    PointModel model;
    model.name = name(item.name);
    model.instance = instance_;
    model.title = useTitle(build_, item.value.title);
    model.node = nodeOrNone(build_, instance_, item.value.node);
    for (const Word& tag : item.value.accepts) model.accepts.push_back(tag.value);
    if (const auto control = findIn(build_, owner_.controls, item.value.blocks, "control")) {
      model.blocks = static_cast<int32_t>(*control);
    }
    owner_.points.emplace(item.name, index);
    model.filledSignal =
        boolSignal(model.name + ".filled", SignalSource::kPointFilled, index, item.where);
    addEntity(build_, model.name, {EntityKind::kPoint, index}, item.where);
    list.push_back(std::move(model));
    addExpression(build_, item.value.openWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].openWhen; });
    addExpression(build_, item.value.releaseWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].releaseWhen; });
  }

  void addConductor(const NamedItem<ConductorSpec>& item) {
    ConductorModel model;
    model.name = name(item.name);
    model.instance = instance_;
    model.title = useTitle(build_, item.value.title);
    model.node = nodeOrNone(build_, instance_, item.value.node);
    const Word& element = item.value.currentOf;
    const auto found = owner_.currents.find(element.value);
    if (found != owner_.currents.end()) {
      model.element = found->second;
    } else if (element) {
      reportUnknown(build_.problems, element.at.where(), element.value, "two-terminal element",
                    keysOf(owner_.currents));
    }
    addEntity(build_, model.name,
              {EntityKind::kConductor, static_cast<uint32_t>(model_.conductors.size())},
              item.where);
    model_.conductors.push_back(std::move(model));
  }

  void addInspect(const NamedItem<InspectSpec>& item) {
    addEntity(build_, name(item.name),
              {EntityKind::kInspect, static_cast<uint32_t>(model_.inspects.size())}, item.where);
    model_.inspects.push_back({name(item.name), instance_, useTitle(build_, item.value.title),
                               nodeOrNone(build_, instance_, item.value.node)});
  }

  // Which of the five it is: exactly one of their keys is given.
  bool setMotionType(MotionModel& model, const MotionSpec& spec) {
    const bool given[] = {static_cast<bool>(spec.turn), static_cast<bool>(spec.move),
                          static_cast<bool>(spec.spin), static_cast<bool>(spec.show),
                          static_cast<bool>(spec.glow)};
    int count = 0;
    for (int i = 0; i < 5; ++i) {
      if (!given[i]) continue;
      ++count;
      model.type = static_cast<MotionType>(i);
    }
    if (count == 1) return true;
    build_.problems.error(spec.at.where(), count == 0 ? "missing-key" : "conflicting-keys",
                          "a motion needs exactly one of 'turn', 'move', 'spin', 'show', 'glow'",
                          "say what the node does");
    return false;
  }

  void addMotion(const MotionSpec& spec) {
    MotionModel model;
    if (!setMotionType(model, spec)) return;
    auto& list = model_.motions;
    const size_t index = list.size();
    model.node = nodeOrNone(build_, instance_, spec.node);
    model.axis = axisOf(spec.axis);
    const QuantitySpec& amount = model.type == MotionType::kTurn ? spec.turn : spec.move;
    model.amount = quantityOf(build_, owner_, amount);
    if (spec.glow) model.colour = spec.glow.value;
    const bool needsWhen = model.type != MotionType::kSpin;
    if (needsWhen && !spec.when) {
      build_.problems.error(spec.at.where(), "missing-key", "this motion lacks the key 'when'",
                            "write the expression that causes it");
    }
    list.push_back(std::move(model));
    addExpression(build_, spec.when, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].when; });
    if (spec.spin) {
      build_.spins.push_back({&spec.spin, instance_,
                              [&list, index]() -> uint32_t& { return list[index].speedSignal; }});
    }
  }

  Build& build_;
  ScenarioModel& model_;
  uint32_t instance_;
  InstanceBuild& owner_;
  const EquipmentSpec& equipment_;
};

}  // namespace

void buildMembers(Build& build) {
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    const InstanceBuild& instance = build.instances[i];
    const EntityRef self{EntityKind::kInstance, i};
    if (!instance.person) addEntity(build, build.model.instances[i].name, self, instance.where);
    if (instance.equipment != nullptr) MemberBuilder(build, i).run();
  }
  SignalModel body;
  body.name = "body.current";
  body.type = SignalType::kNumber;
  body.dimension = dimension::kCurrent;
  body.source = SignalSource::kBodyCurrent;
  body.resolution = 1e-5;  // a hundredth of the smallest current that is felt
  build.model.bodyCurrentSignal = addSignal(build, std::move(body), {});
}

}  // namespace shixun::scenario
