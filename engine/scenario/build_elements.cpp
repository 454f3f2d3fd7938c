// Electrical elements of equipment: from its words to the circuit's definitions, with their
// signals.
#include <algorithm>

#include "math/libm.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

// Reactances in files are given at this frequency (Hz), whatever the scenario's own.
constexpr double kReactanceFrequency = 50;

double inductanceOf(double reactance) {
  return reactance / (2 * kPi * kReactanceFrequency);
}

class ElementBuilder {
 public:
  ElementBuilder(Build& build, uint32_t instance, const NamedItem<ElementSpec>& item)
      : build_(build),
        instance_(instance),
        owner_(build.instances[instance]),
        item_(item),
        spec_(item.value),
        name_(memberName(build, instance, item.name)) {}

  void run() {
    const std::string& type = spec_.type.value;
    if (type == "source") addSource();
    if (type == "impedance") addImpedance();
    if (type == "switch") addSwitch();
    if (type == "lamp") addLamp();
    if (type == "coil") addCoil();
    if (type == "thermal") addThermal();
    if (type == "fuse") addFuse();
    if (type == "machine") addMachine();
    if (type == "capacitor") addCapacitor();
    if (type == "diode") addDiode();
    if (type == "transformer") addTransformer();
    if (type == "line") addLine();
    if (type == "residual") addResidual();
  }

 private:
  double value(const QuantitySpec& q, double otherwise = 0) {
    return quantityOf(build_, owner_, q, otherwise);
  }
  SourceLocation where() const { return item_.where; }

  // The circuit's node of a terminal or inner node of this instance.
  circuit::NodeIndex node(const Word& name) {
    if (!name) return {};
    Electrical& e = build_.electrical;
    const auto found = e.byName.find(memberName(build_, instance_, name.value));
    if (found == e.byName.end()) {
      std::vector<std::string> valid = namesOf(owner_.equipment->terminals);
      for (const Word& inner : owner_.equipment->nodes) valid.push_back(inner.value);
      reportUnknown(build_.problems, name.at.where(), name.value, "terminal or inner node", valid);
      return {};
    }
    const uint32_t root = e.find(found->second);
    ++e.ends[root];
    if (!e.nodes[root].valid())
      e.nodes[root] = build_.network.addNode(e.names[root], e.where[root]);
    return e.nodes[root];
  }
  circuit::NodeIndex end(size_t i) {
    return i < spec_.between.size() ? node(spec_.between[i]) : circuit::NodeIndex{};
  }
  // Starts a definition that joins two nodes.
  template <typename Def>
  Def begin() {
    Def def;
    def.name = name_;
    def.p = end(0);
    def.n = end(1);
    def.where = where();
    return def;
  }
  uint32_t signal(std::string_view member, SignalType type, SignalSource source, size_t index,
                  Dimension dimension = {}, double resolution = 0) {
    SignalModel s;
    s.name = name_ + "." + std::string(member);
    s.type = type;
    s.dimension = dimension;
    s.source = source;
    s.index = static_cast<uint32_t>(index);
    s.resolution = resolution;
    return addSignal(build_, std::move(s), where());
  }
  void current(CurrentRef::Kind kind, uint32_t index) {
    build_.instances[instance_].currents[item_.name] = {kind, index};
  }

  void addSource() {
    auto def = begin<circuit::VoltageSourceDef>();
    def.volts = value(spec_.voltage);
    def.angle = value(spec_.angle);
    def.resistance = value(spec_.resistance);
    def.inductance = inductanceOf(value(spec_.reactance));
    if (spec_.kind.value == "dc") def.kind = circuit::SourceKind::kDc;
    def.frequency = value(spec_.frequency);
    current(CurrentRef::Kind::kSource, build_.network.add(std::move(def)).value);
  }

  void addImpedance() {
    if (spec_.reactance && spec_.inductance) {
      build_.problems.error(spec_.inductance.at.where(), "conflicting-keys",
                            "'reactance' and 'inductance' are both given", "keep one of them");
    }
    auto def = begin<circuit::ImpedanceDef>();
    def.resistance = value(spec_.resistance);
    def.inductance =
        spec_.inductance ? value(spec_.inductance) : inductanceOf(value(spec_.reactance));
    def.capacitance = value(spec_.capacitance);
    current(CurrentRef::Kind::kImpedance, build_.network.add(std::move(def)).value);
  }

  void addSwitch() {
    auto def = begin<circuit::SwitchDef>();
    def.closedResistance = value(spec_.resistance);
    auto& list = build_.model.switches;
    const size_t index = list.size();
    SwitchModel model;
    model.name = name_;
    model.instance = instance_;
    model.element = build_.network.add(std::move(def));
    current(CurrentRef::Kind::kSwitch, model.element.value);
    model.signal = signal("closed", SignalType::kBool, SignalSource::kSwitchClosed, index);
    list.push_back(std::move(model));
    build_.instances[instance_].switches.emplace(item_.name, static_cast<uint32_t>(index));
    addExpression(build_, spec_.closedWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].closedWhen; });
  }

  void addLamp() {
    auto def = begin<circuit::ImpedanceDef>();
    const double volts = value(spec_.ratedVoltage);
    const double watts = value(spec_.power);
    def.resistance = watts > 0 ? volts * volts / watts : 0;
    LampModel model;
    model.name = name_;
    model.instance = instance_;
    model.ratedVoltage = volts;
    model.element = build_.network.add(std::move(def));
    current(CurrentRef::Kind::kImpedance, model.element.value);
    model.signal =
        signal("lit", SignalType::kBool, SignalSource::kLampLit, build_.model.lamps.size());
    build_.model.lamps.push_back(std::move(model));
  }

  void addCoil() {
    auto def = begin<circuit::CoilDef>();
    if (spec_.unsealed) {
      def.openResistance = value(spec_.unsealed->resistance);
      def.openInductance = inductanceOf(value(spec_.unsealed->reactance));
    }
    if (spec_.sealed) {
      def.sealedResistance = value(spec_.sealed->resistance);
      def.sealedInductance = inductanceOf(value(spec_.sealed->reactance));
    }
    def.pickUpVolts = value(spec_.pickUp);
    def.dropOutVolts = value(spec_.dropOut);
    def.closeDelay = value(spec_.closeDelay);
    def.openDelay = value(spec_.openDelay);
    CoilModel model;
    model.name = name_;
    model.instance = instance_;
    model.element = build_.network.add(std::move(def));
    current(CurrentRef::Kind::kCoil, model.element.value);
    model.signal =
        signal("armature", SignalType::kBool, SignalSource::kArmature, build_.model.coils.size());
    build_.model.coils.push_back(std::move(model));
  }

  template <typename Model>
  void setTrips(Model& model) {
    if (!spec_.trips) return;
    const auto control = findIn(build_, owner_.controls, spec_.trips->control, "control");
    if (!control) return;
    const auto& positions = build_.model.controls[*control].positions;
    std::map<std::string, uint32_t> labels;
    for (uint32_t i = 0; i < positions.size(); ++i) labels.emplace(positions[i].label, i);
    const auto to = findIn(build_, labels, spec_.trips->to, "position");
    if (!to) return;
    model.tripsControl = static_cast<int32_t>(*control);
    model.tripsTo = *to;
  }

  // The dial's settings: one a position, and the range that they span.
  void setDial(ThermalModel& model, circuit::ThermalGroupDef& def) {
    if (!spec_.adjust) return;
    const auto control = findIn(build_, owner_.controls, spec_.adjust->control, "control");
    for (const QuantitySpec& setting : spec_.adjust->settings) {
      model.settings.push_back(value(setting));
    }
    if (!control || model.settings.empty()) return;
    const ControlModel& dial = build_.model.controls[*control];
    if (dial.positions.size() != model.settings.size()) {
      build_.problems.error(spec_.adjust->at.where(), "wrong-length",
                            "the dial has " + std::to_string(dial.positions.size()) +
                                " positions, but there are " +
                                std::to_string(model.settings.size()) + " settings",
                            "give one setting for each position");
      return;
    }
    model.dial = static_cast<int32_t>(*control);
    def.setting = model.settings[dial.initial];
    def.settingMin = *std::min_element(model.settings.begin(), model.settings.end());
    def.settingMax = *std::max_element(model.settings.begin(), model.settings.end());
  }

  void addThermal() {
    circuit::ThermalGroupDef def;
    def.name = name_;
    def.where = where();
    for (const auto& pole : spec_.poles) {
      if (pole.size() == 2) def.poles.push_back({node(pole[0]), node(pole[1])});
    }
    def.poleResistance = value(spec_.resistance);
    def.setting = value(spec_.setting);
    def.timeConstant = value(spec_.timeConstant);
    def.tripThreshold = spec_.tripLevel.value;
    def.magneticMultiple = spec_.magnetic ? spec_.magnetic.value : 0;
    def.magneticDelay = value(spec_.magneticDelay, def.magneticDelay);
    auto& list = build_.model.thermals;
    const size_t index = list.size();
    ThermalModel model;
    model.name = name_;
    model.instance = instance_;
    setDial(model, def);
    model.element = build_.network.add(std::move(def));
    setTrips(model);
    build_.instances[instance_].thermals.emplace(item_.name, static_cast<uint32_t>(index));
    model.trippedSignal = signal("tripped", SignalType::kBool, SignalSource::kTripped, index);
    model.heatSignal =
        signal("heat", SignalType::kNumber, SignalSource::kHeat, index, dimension::kNumber, 0.001);
    list.push_back(std::move(model));
    addExpression(build_, spec_.resetWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].resetWhen; });
  }

  // The gG characteristic from the gates of IEC 60269-1: melts within the conventional hour between
  // 1.25 and 1.6 times the rating (small ones 1.5 and 1.9), at 10 s and 5 s between 2.06 and 4.06,
  // at 0.1 s between 5.3 and 9.4 (16 A; larger ones lie within a few percent). In between each
  // pair.
  void addFuse() {
    auto def = begin<circuit::FuseDef>();
    const double rating = value(spec_.rating);
    const double hour = rating < 16 ? 1.7 : 1.45;
    def.curve = {{hour * rating, 3600}, {2.9 * rating, 7}, {7.06 * rating, 0.1}};
    def.resistance = value(spec_.resistance);
    FuseModel model;
    model.name = name_;
    model.instance = instance_;
    model.element = build_.network.add(std::move(def));
    current(CurrentRef::Kind::kFuse, model.element.value);
    auto& list = build_.model.fuses;
    const size_t index = list.size();
    model.blownSignal = signal("blown", SignalType::kBool, SignalSource::kFuseBlown, index);
    build_.instances[instance_].fuses.emplace(item_.name, static_cast<uint32_t>(index));
    list.push_back(std::move(model));
    addExpression(build_, spec_.renewWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].renewWhen; });
  }

  void addCapacitor() {
    auto def = begin<circuit::ImpedanceDef>();
    def.resistance = value(spec_.resistance);
    def.capacitance = value(spec_.capacitance);
    const circuit::NodeIndex p = def.p, n = def.n;
    current(CurrentRef::Kind::kImpedance, build_.network.add(std::move(def)).value);
    if (!spec_.dischargeResistance) return;
    build_.network.add(circuit::ImpedanceDef{.name = name_ + ".discharge_resistance",
                                             .p = p,
                                             .n = n,
                                             .resistance = value(spec_.dischargeResistance),
                                             .where = where()});
  }

  void addDiode() {
    auto def = begin<circuit::DiodeDef>();
    def.resistance = value(spec_.resistance, def.resistance);
    build_.network.add(std::move(def));
  }

  void addTransformer() {
    circuit::TransformerDef def;
    def.name = name_;
    def.where = where();
    if (spec_.primary.size() == 2) {
      def.p1 = node(spec_.primary[0]);
      def.n1 = node(spec_.primary[1]);
    }
    if (spec_.secondary.size() == 2) {
      def.p2 = node(spec_.secondary[0]);
      def.n2 = node(spec_.secondary[1]);
    }
    def.ratio = spec_.ratio.value;
    def.resistance = value(spec_.resistance);
    const double reactance = value(spec_.reactance);
    def.inductance = inductanceOf(reactance);
    constexpr double kMagnetisingMultiple = 1700, kIronMultiple = 5;
    const double z = squareRoot(def.resistance * def.resistance + reactance * reactance);
    const double magnetising =
        value(spec_.magnetisingReactance, kMagnetisingMultiple * z * def.ratio * def.ratio);
    def.magnetisingInductance = inductanceOf(magnetising);
    def.magnetisingResistance = value(spec_.ironResistance, kIronMultiple * magnetising);
    build_.network.add(std::move(def));
  }

  // The file gives a whole line; the definition takes it as one unit of length.
  void addLine() {
    circuit::LineDef def;
    def.name = name_;
    def.where = where();
    def.p1 = end(0);
    def.p2 = end(1);
    def.n = node(spec_.returnNode);
    def.length = 1;
    def.resistance = value(spec_.resistance);
    def.inductance =
        spec_.inductance ? value(spec_.inductance) : inductanceOf(value(spec_.reactance));
    const double leakage = value(spec_.leakage);
    def.conductance = leakage > 0 ? 1 / leakage : 0;
    def.capacitance = value(spec_.capacitance);
    build_.network.add(std::move(def));
  }

  void addResidual() {
    circuit::ResidualDef def;
    def.name = name_;
    def.where = where();
    for (const auto& pole : spec_.poles) {
      if (pole.size() == 2) def.poles.push_back({node(pole[0]), node(pole[1])});
    }
    def.poleResistance = value(spec_.resistance);
    def.rated = value(spec_.rated);
    const bool selective = spec_.selective.value;
    def.delay = value(spec_.delay, selective ? 0.25 : def.delay);
    def.fastDelay = value(spec_.fastDelay, selective ? 0.09 : def.fastDelay);
    auto& list = build_.model.residuals;
    const size_t index = list.size();
    ResidualModel model;
    model.name = name_;
    model.instance = instance_;
    model.element = build_.network.add(std::move(def));
    setTrips(model);
    model.trippedSignal =
        signal("tripped", SignalType::kBool, SignalSource::kResidualTripped, index);
    list.push_back(std::move(model));
    addExpression(build_, spec_.resetWhen, static_cast<int32_t>(instance_),
                  [&list, index]() -> Expression& { return list[index].resetWhen; });
  }

  void setMachineValues(circuit::MachineDef& def) {
    def.r1 = value(spec_.statorResistance);
    def.x1 = value(spec_.statorReactance);
    def.xm = value(spec_.magnetisingReactance);
    def.rfe = value(spec_.ironResistance);
    if (spec_.rotorResistance) {
      def.r2Rated = value(spec_.rotorResistance->rated);
      def.r2Standstill = value(spec_.rotorResistance->standstill);
    }
    if (spec_.rotorReactance) {
      def.x2Rated = value(spec_.rotorReactance->rated);
      def.x2Standstill = value(spec_.rotorReactance->standstill);
    }
    def.ratedFrequency = kReactanceFrequency;
    def.ratedSlip = spec_.ratedSlip.value;
    constexpr int64_t kMostPolePairs = 100;
    def.polePairs = static_cast<int>(std::min(spec_.polePairs.value, kMostPolePairs));
    def.inertia = value(spec_.inertia);
    def.loadTorque = value(spec_.loadTorque);
    def.loadLaw = spec_.loadLaw.value == "quadratic" ? circuit::LoadLaw::kQuadratic
                                                     : circuit::LoadLaw::kConstant;
    def.friction = value(spec_.friction);
  }

  // Slip and speed on the plate say the same thing twice; a typing error in one shows.
  void checkRatedSpeed(const circuit::MachineDef& def) {
    if (!spec_.ratedSpeed || def.polePairs == 0) return;
    const double synchronous = 2 * kPi * kReactanceFrequency / def.polePairs;
    const double slip = 1 - value(spec_.ratedSpeed) / synchronous;
    constexpr double kTolerance = 0.005;  // plates round to 5 rpm
    const double difference = slip - def.ratedSlip;
    if (difference <= kTolerance && difference >= -kTolerance) return;
    build_.problems.error(spec_.ratedSpeed.at.where(), "bad-value",
                          "this rated speed is a slip of " + formatNumber(slip) +
                              ", but rated_slip is " + formatNumber(def.ratedSlip),
                          "correct the speed, the slip or the pole pairs");
  }

  void addMachine() {
    circuit::MachineDef def;
    def.name = name_;
    def.where = where();
    circuit::NodeIndex* const ends[] = {&def.u, &def.v, &def.w};
    for (size_t i = 0; i < 3 && i < spec_.terminals.size(); ++i) {
      *ends[i] = node(spec_.terminals[i]);
    }
    setMachineValues(def);
    checkRatedSpeed(def);
    const size_t index = build_.model.machines.size();
    MachineModel model;
    model.name = name_;
    model.instance = instance_;
    model.element = build_.network.add(std::move(def));
    // Half a turn a minute, and a hundredth of an ampere: below what a person can tell.
    model.speedSignal = signal("speed", SignalType::kNumber, SignalSource::kMachineSpeed, index,
                               dimension::kAngularVelocity, 0.05);
    model.currentSignal = signal("current", SignalType::kNumber, SignalSource::kMachineCurrent,
                                 index, dimension::kCurrent, 0.01);
    build_.model.machines.push_back(std::move(model));
  }

  Build& build_;
  uint32_t instance_;
  const InstanceBuild& owner_;
  const NamedItem<ElementSpec>& item_;
  const ElementSpec& spec_;
  std::string name_;
};

}  // namespace

void buildElements(Build& build, uint32_t instance) {
  for (const auto& element : build.instances[instance].equipment->elements) {
    ElementBuilder(build, instance, element).run();
  }
}

}  // namespace shixun::scenario
