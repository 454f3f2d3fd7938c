// What makes equipment an item, an instrument or a form.
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

struct Measure {
  std::string_view word;
  MeasureType type;
  Dimension dimension;
};
constexpr Measure kMeasures[] = {
    {"volts", MeasureType::kVolts, dimension::kVoltage},
    {"ac_volts", MeasureType::kAcVolts, dimension::kVoltage},
    {"dc_volts", MeasureType::kDcVolts, dimension::kVoltage},
    {"ohms", MeasureType::kOhms, dimension::kResistance},
    {"amps", MeasureType::kAmps, dimension::kCurrent},
    {"clamp_amps", MeasureType::kClampAmps, dimension::kCurrent},
    {"loop_ohms", MeasureType::kLoopOhms, dimension::kResistance},
    {"trip_time", MeasureType::kTripTime, dimension::kTime},
};

constexpr int64_t kMostDecimals = 6;

void addItem(Build& build, uint32_t instance) {
  const ItemSpec& spec = *build.instances[instance].equipment->item;
  ScenarioModel& model = build.model;
  const auto index = static_cast<uint32_t>(model.items.size());
  ItemModel item;
  item.instance = instance;
  for (const Word& tag : spec.tags) item.tags.push_back(tag.value);
  for (const Word& tag : spec.cuts) item.cuts.push_back(tag.value);
  item.locking = spec.locking.value;
  if (spec.wear) {
    item.wearable = true;
    item.slot = spec.wear->slot.value;
    if (spec.wear->handColour) item.handColour = spec.wear->handColour.value;
    item.contactResistance =
        quantityOf(build, build.instances[instance], spec.wear->contactResistance);
  }
  SignalModel place;
  place.name = memberName(build, instance, "place");
  place.type = SignalType::kEnum;
  place.source = SignalSource::kItemPlace;
  place.index = index;
  item.placeSignal = addSignal(build, std::move(place), spec.at.where());
  model.instances[instance].item = static_cast<int32_t>(index);
  model.items.push_back(std::move(item));
}

void addProbe(Build& build, uint32_t instance, uint32_t instrument,
              const NamedItem<ProbeSpec>& item) {
  ScenarioModel& model = build.model;
  const auto index = static_cast<uint32_t>(model.probes.size());
  ProbeModel probe;
  probe.name = memberName(build, instance, item.name);
  probe.instrument = instrument;
  probe.tip = nodeOrNone(build, instance, item.value.tip);
  probe.lead = findNode(build, instance, item.value.lead);
  probe.jack = findNode(build, instance, item.value.jack);
  probe.body = item.value.body ? nodeOrNone(build, instance, item.value.body) : probe.tip;
  SignalModel at;
  at.name = probe.name + ".at";
  at.type = SignalType::kEnum;
  at.source = SignalSource::kProbeTerminal;
  at.index = index;
  probe.signal = addSignal(build, std::move(at), item.where);
  addEntity(build, probe.name, {EntityKind::kProbe, index}, item.where);
  model.instruments[instrument].probes.push_back(index);
  model.probes.push_back(std::move(probe));
}

// A range value must be of the dimension that the function measures.
double rangeValue(Build& build, uint32_t instance, const QuantitySpec& spec,
                  const Dimension& needed) {
  QuantitySpec checked = spec;
  checked.anyDimension = false;
  checked.expected = needed;
  if (checked && checked.parameter.empty() && checked.quantity.dimension != needed) {
    build.problems.error(checked.at.where(), "wrong-unit",
                         "this is " + describe(checked.quantity.dimension) +
                             ", the function measures " + describe(needed));
  }
  return quantityOf(build, build.instances[instance], checked);
}

void addFunction(Build& build, uint32_t instance, uint32_t instrument,
                 const NamedItem<FunctionSpec>& item) {
  const FunctionSpec& spec = item.value;
  const InstanceBuild& owner = build.instances[instance];
  FunctionModel function;
  function.label = item.name;
  function.title = useTitle(build, spec.title);
  for (const Measure& measure : kMeasures) {
    if (measure.word != spec.measures.value) continue;
    function.type = measure.type;
    function.dimension = measure.dimension;
  }
  function.resistance = quantityOf(build, owner, spec.resistance);
  function.capacitance = quantityOf(build, owner, spec.capacitance);
  function.threshold = rangeValue(build, instance, spec.threshold, function.dimension);
  function.maximum = rangeValue(build, instance, spec.maximum, function.dimension);
  function.testVoltage = quantityOf(build, owner, spec.testVoltage);
  function.sourceResistance =
      quantityOf(build, owner, spec.sourceResistance, function.sourceResistance);
  if (!(function.sourceResistance > 0)) {
    build.problems.error(spec.sourceResistance.at.where(), "bad-value",
                         "the source resistance must be above zero",
                         "an ohmmeter's own current is limited by it");
    function.sourceResistance = 1000;
  }
  function.decimals = static_cast<int>(std::min(spec.decimals.value, kMostDecimals));
  const bool clamp = function.type == MeasureType::kClampAmps;
  const bool ohmmeter = function.type == MeasureType::kOhms;
  if (spec.measures && !clamp && !ohmmeter && !spec.resistance) {
    build.problems.error(item.where, "missing-key",
                         "the function '" + item.name + "' lacks the key 'resistance'",
                         "every instrument with probes loads the circuit: give its input "
                         "resistance, or its shunt");
  }
  if (ohmmeter && !spec.testVoltage) {
    build.problems.error(item.where, "missing-key",
                         "the function '" + item.name + "' lacks the key 'test_voltage'",
                         "an ohmmeter drives its own current");
  }
  auto& list = build.model.instruments;
  const size_t index = list[instrument].functions.size();
  list[instrument].functions.push_back(std::move(function));
  addExpression(build, spec.when, static_cast<int32_t>(instance),
                [&list, instrument, index]() -> Expression& {
                  return list[instrument].functions[index].when;
                });
}

// The reading has a unit only when all functions share it.
void addReading(Build& build, uint32_t instance, uint32_t instrument, const SourceLocation& where) {
  InstrumentModel& model = build.model.instruments[instrument];
  SignalModel reading;
  reading.name = memberName(build, instance, "reading");
  reading.type = SignalType::kNumber;
  reading.source = SignalSource::kReading;
  reading.index = instrument;
  int decimals = 0;
  bool same = !model.functions.empty();
  for (const FunctionModel& f : model.functions) {
    decimals = std::max(decimals, f.decimals);
    same = same && f.dimension == model.functions.front().dimension;
  }
  if (same) reading.dimension = model.functions.front().dimension;
  reading.resolution = 0.5;  // of the last digit shown
  for (int i = 0; i < decimals; ++i) reading.resolution /= 10;
  model.signal = addSignal(build, std::move(reading), where);
}

void addInstrument(Build& build, uint32_t instance) {
  const InstrumentSpec& spec = *build.instances[instance].equipment->instrument;
  const auto index = static_cast<uint32_t>(build.model.instruments.size());
  build.model.instances[instance].instrument = static_cast<int32_t>(index);
  build.model.instruments.emplace_back().instance = instance;
  for (const auto& probe : spec.probes) addProbe(build, instance, index, probe);
  if (spec.probes.size() > 2) {
    build.problems.error(spec.at.where(), "wrong-length",
                         "an instrument has two probes, one that measures to earth, or none for a "
                         "clamp");
  }
  for (const auto& function : spec.functions) addFunction(build, instance, index, function);
  InstrumentModel& model = build.model.instruments[index];
  for (const FunctionModel& function : model.functions) {
    const bool clamp = function.type == MeasureType::kClampAmps;
    if (clamp == spec.probes.empty()) continue;
    build.problems.error(spec.at.where(), "conflicting-keys",
                         "the function '" + function.label + "' " +
                             (clamp ? "encloses a conductor, it has no probes" : "needs probes"));
  }
  if (spec.conductor) {
    const std::string name = memberName(build, instance, spec.conductor.value);
    for (uint32_t c = 0; c < build.model.conductors.size(); ++c) {
      if (build.model.conductors[c].name == name) model.builtIn = static_cast<int32_t>(c);
    }
    if (model.builtIn < 0) {
      std::vector<std::string> valid;
      for (const auto& item : build.instances[instance].equipment->conductors) {
        valid.push_back(item.name);
      }
      reportUnknown(build.problems, spec.conductor.at.where(), spec.conductor.value, "conductor",
                    valid);
    }
  }
  if (spec.display) {
    model.display = findNode(build, instance, spec.display->node);
    model.displaySize = spec.display->size.value;
  }
  addReading(build, instance, index, spec.at.where());
}

void addForm(Build& build, uint32_t instance) {
  for (const auto& item : build.instances[instance].equipment->form->fields) {
    const auto index = static_cast<uint32_t>(build.model.fields.size());
    FieldModel field;
    field.name = memberName(build, instance, item.name);
    field.instance = instance;
    field.textKey = useText(build, item.value.text);
    for (const TextKey& option : item.value.options) {
      field.options.push_back(useText(build, option));
    }
    field.expected = item.value.expected.value;
    const bool listed = std::find(field.options.begin(), field.options.end(), field.expected) !=
                        field.options.end();
    if (item.value.expected && !field.options.empty() && !listed) {
      reportUnknown(build.problems, item.value.expected.at.where(), field.expected, "option",
                    field.options);
    }
    SignalModel filled;
    filled.name = field.name + ".filled";
    filled.source = SignalSource::kFieldFilled;
    filled.index = index;
    field.signal = addSignal(build, std::move(filled), item.where);
    SignalModel right;
    right.name = field.name + ".right";
    right.source = SignalSource::kFieldRight;
    right.index = index;
    field.rightSignal = addSignal(build, std::move(right), item.where);
    if (!field.options.empty()) {
      SignalModel choice;
      choice.name = field.name + ".choice";
      choice.type = SignalType::kEnum;
      choice.labels = {"none"};
      choice.labels.insert(choice.labels.end(), field.options.begin(), field.options.end());
      choice.source = SignalSource::kFieldChoice;
      choice.index = index;
      addSignal(build, std::move(choice), item.where);
    }
    addEntity(build, field.name, {EntityKind::kField, index}, item.where);
    build.model.fields.push_back(std::move(field));
  }
}

}  // namespace

void buildInstrument(Build& build, uint32_t instance) {
  const EquipmentSpec& equipment = *build.instances[instance].equipment;
  if (equipment.item) addItem(build, instance);
  if (equipment.instrument) addInstrument(build, instance);
  if (equipment.form) addForm(build, instance);
}

}  // namespace shixun::scenario
