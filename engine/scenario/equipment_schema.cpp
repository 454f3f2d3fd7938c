// The tables of equipment.yaml.
#include "scenario/schema.h"

namespace shixun::scenario {
namespace {

FieldOptions mustBe() {
  return {.required = true};
}
FieldOptions unit(const Dimension& d) {
  return {.dimension = d};
}
FieldOptions requiredUnit(const Dimension& d) {
  return {.required = true, .dimension = d};
}
FieldOptions positive(FieldOptions options) {
  options.sign = Sign::kPositive;
  return options;
}
FieldOptions notNegative(FieldOptions options) {
  options.sign = Sign::kNotNegative;
  return options;
}
FieldOptions oneOf(std::vector<std::string_view> choices) {
  return {.required = true, .choices = std::move(choices)};
}
FieldOptions otherwise(std::string_view value, FieldOptions options = {}) {
  options.otherwise = value;
  return options;
}
FieldOptions exactly(size_t count) {
  return {.required = true, .least = count, .most = count};
}

}  // namespace

const Schema& ApprovalSpec::schema() {
  static const Schema s{
      "an approval",
      {field<&ApprovalSpec::code>("code", "the warning's code, as in warning[code]", mustBe()),
       field<&ApprovalSpec::subject>("at", "the first name in quotes of its message", mustBe()),
       field<&ApprovalSpec::reason>("reason", "why it is intended", mustBe())}};
  return s;
}

const Schema& PartSpec::schema() {
  static const Schema s{
      "a part",
      {field<&PartSpec::model>("model", "folder and file name under assets/equipment", mustBe())}};
  return s;
}

const Schema& TerminalSpec::schema() {
  static const Schema s{
      "a terminal",
      {field<&TerminalSpec::node>("node",
                                  "node of the model where it can be touched; its +Z "
                                  "points outwards; without it, it can only be wired"),
       field<&TerminalSpec::title>("title", "its name in every language"),
       field<&TerminalSpec::insulated>("insulated",
                                       "true: finger-safe, only a probe tip reaches the metal",
                                       otherwise("false"))}};
  return s;
}

const Schema& PositionSpec::schema() {
  static const Schema s{
      "a position",
      {field<&PositionSpec::label>("label", "its name in expressions and events", mustBe()),
       field<&PositionSpec::amount>("amount", "angle or way from the model's rest pose",
                                    {.required = true, .anyDimension = true}),
       field<&PositionSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& ControlSpec::schema() {
  static const Schema s{
      "a control",
      {field<&ControlSpec::type>("type",
                                 "how a hand moves it: rotary, hinge, button, toggle or "
                                 "slider",
                                 oneOf({"rotary", "hinge", "button", "toggle", "slider"})),
       field<&ControlSpec::node>("node", "node of the model that moves", mustBe()),
       field<&ControlSpec::axis>("axis", "direction in the node's own frame, such as [0, 0, 1]",
                                 mustBe()),
       field<&ControlSpec::positions>("positions",
                                      "where it can stand; the first is the rest position",
                                      {.required = true, .least = 2}),
       field<&ControlSpec::initial>("initial", "label of the position at the start",
                                    otherwise("the first")),
       field<&ControlSpec::momentary>("momentary", "true: springs back when released",
                                      otherwise("false")),
       field<&ControlSpec::grips>("grips", "nodes where a hand takes it"),
       field<&ControlSpec::freeWhen>("free_when", "expression: it can move only while this holds"),
       field<&ControlSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& ImpedanceSpec::schema() {
  static const Schema s{
      "an impedance",
      {field<&ImpedanceSpec::resistance>("resistance", "series resistance",
                                         requiredUnit(dimension::kResistance)),
       field<&ImpedanceSpec::reactance>("reactance", "at 50 Hz",
                                        otherwise("0 Ohm", unit(dimension::kResistance)))}};
  return s;
}

const Schema& RotorSpec::schema() {
  static const Schema s{"a rotor value",
                        {field<&RotorSpec::rated>("rated", "value at rated slip",
                                                  requiredUnit(dimension::kResistance)),
                         field<&RotorSpec::standstill>("standstill", "value at standstill",
                                                       requiredUnit(dimension::kResistance))}};
  return s;
}

const Schema& TripsSpec::schema() {
  static const Schema s{
      "what a trip throws",
      {field<&TripsSpec::control>("control", "control of this equipment", mustBe()),
       field<&TripsSpec::to>("to", "label of the position it goes to", mustBe())}};
  return s;
}

const Schema& AdjustSpec::schema() {
  static const Schema s{
      "a dial",
      {field<&AdjustSpec::control>("control", "control of this equipment", mustBe()),
       field<&AdjustSpec::settings>("settings", "currents of its positions, in their order",
                                    requiredUnit(dimension::kCurrent))}};
  return s;
}

namespace {

using E = ElementSpec;

Field ends() {
  return field<&E::between>("between", "the two terminals or inner nodes it joins", exactly(2));
}
Field ohms(bool needed, std::string_view doc = "series resistance") {
  return field<&E::resistance>("resistance", doc,
                               {.required = needed,
                                .dimension = dimension::kResistance,
                                .otherwise = needed ? std::string_view() : "0 Ohm"});
}
Field reactanceAt50Hz() {
  return field<&E::reactance>("reactance", "series reactance at 50 Hz",
                              otherwise("0 Ohm", unit(dimension::kResistance)));
}

std::vector<Field> sourceFields() {
  return {ends(),
          field<&E::voltage>("voltage", "rms value of its EMF", requiredUnit(dimension::kVoltage)),
          field<&E::angle>("angle", "phase angle of its EMF",
                           otherwise("0 deg", unit(dimension::kAngle))),
          field<&E::kind>("kind", "ac or dc", {.choices = {"ac", "dc"}, .otherwise = "ac"}),
          field<&E::frequency>("frequency", "of an ac source",
                               otherwise("the scenario's", unit(dimension::kFrequency))),
          ohms(false),
          reactanceAt50Hz()};
}

std::vector<Field> impedanceFields() {
  return {
      ends(), ohms(false), reactanceAt50Hz(),
      field<&E::inductance>("inductance", "instead of a reactance", unit(dimension::kInductance)),
      field<&E::capacitance>("capacitance", "in series", unit(dimension::kCapacitance))};
}

std::vector<Field> coilFields() {
  return {
      ends(),
      field<&E::unsealed>("unsealed", "impedance with the armature out", mustBe()),
      field<&E::sealed>("sealed", "impedance with the armature in", mustBe()),
      field<&E::pickUp>("pick_up", "voltage from which the armature closes",
                        requiredUnit(dimension::kVoltage)),
      field<&E::dropOut>("drop_out", "voltage below which it opens",
                         requiredUnit(dimension::kVoltage)),
      field<&E::closeDelay>("close_delay", "time to close",
                            otherwise("0 s", unit(dimension::kTime))),
      field<&E::openDelay>("open_delay", "time to open", otherwise("0 s", unit(dimension::kTime)))};
}

std::vector<Field> thermalFields() {
  return {
      field<&E::poles>("poles", "pairs of nodes, [[a, b], ...]", exactly(2)),
      ohms(true, "resistance of one pole"),
      field<&E::setting>("setting", "current of the setting", requiredUnit(dimension::kCurrent)),
      field<&E::timeConstant>("time_constant", "thermal time constant",
                              requiredUnit(dimension::kTime)),
      field<&E::tripLevel>("trip_level", "(I/setting)² at which it trips in the end", mustBe()),
      field<&E::magnetic>("magnetic", "trips at once at this multiple of the setting"),
      field<&E::magneticDelay>("magnetic_delay", "time of the magnetic trip",
                               otherwise("10 ms", unit(dimension::kTime))),
      field<&E::resetWhen>("reset_when", "expression: resets when this begins to hold"),
      field<&E::trips>("trips", "the control that a trip throws, {control: ..., to: ...}"),
      field<&E::adjust>("adjust", "the dial that sets it, {control: ..., settings: [...]}")};
}

std::vector<Field> residualFields() {
  return {field<&E::poles>("poles", "pairs of nodes, [[a, b], ...]; their currents are summed",
                           exactly(2)),
          ohms(true, "resistance of one pole"),
          field<&E::rated>("rated", "rated residual current; it trips from three quarters of it",
                           requiredUnit(dimension::kCurrent)),
          field<&E::selective>("selective", "true: type S, delayed", otherwise("false")),
          field<&E::delay>("delay", "at the rated residual current",
                           otherwise("100 ms, type S 250 ms", unit(dimension::kTime))),
          field<&E::fastDelay>("fast_delay", "from five times on",
                               otherwise("20 ms, type S 90 ms", unit(dimension::kTime))),
          field<&E::resetWhen>("reset_when", "expression: resets when this begins to hold"),
          field<&E::trips>("trips", "the control that a trip throws, {control: ..., to: ...}")};
}

std::vector<Field> transformerFields() {
  return {
      field<&E::primary>("primary", "the two terminals of the primary winding", exactly(2)),
      field<&E::secondary>("secondary", "the two of the secondary, in the same sense", exactly(2)),
      field<&E::ratio>("ratio", "primary over secondary voltage at no load", mustBe()),
      ohms(true, "of both windings, seen from the secondary"),
      field<&E::reactance>("reactance", "leakage at 50 Hz, seen from the secondary",
                           unit(dimension::kResistance)),
      field<&E::magnetisingReactance>(
          "magnetising_reactance", "at 50 Hz, seen from the primary",
          otherwise("1700 times the series impedance (1.5 % no-load current at 4 % impedance "
                    "voltage)",
                    unit(dimension::kResistance))),
      field<&E::ironResistance>(
          "iron_resistance", "parallel to it",
          otherwise("five times the reactance", unit(dimension::kResistance)))};
}

std::vector<Field> lineFields() {
  return {ends(),
          field<&E::returnNode>("return", "the return conductor of both its ends", mustBe()),
          ohms(true, "of the whole line"),
          reactanceAt50Hz(),
          field<&E::inductance>("inductance", "of the whole line, instead of a reactance",
                                unit(dimension::kInductance)),
          field<&E::leakage>("leakage", "leakage resistance of the whole line to the return",
                             positive(unit(dimension::kResistance))),
          field<&E::capacitance>("capacitance", "of the whole line to the return",
                                 unit(dimension::kCapacitance))};
}

std::vector<Field> diodeFields() {
  return {field<&E::between>("between", "[anode, cathode]", exactly(2)),
          field<&E::resistance>("resistance", "in series",
                                otherwise("20 mOhm", unit(dimension::kResistance)))};
}

std::vector<Field> capacitorFields() {
  return {ends(),
          field<&E::capacitance>("capacitance", "its capacitance",
                                 positive(requiredUnit(dimension::kCapacitance))),
          ohms(false),
          field<&E::dischargeResistance>("discharge_resistance", "parallel to it",
                                         unit(dimension::kResistance))};
}

std::vector<Field> machineFields() {
  const FieldOptions ohm = requiredUnit(dimension::kResistance);
  return {field<&E::terminals>("terminals", "its three terminals, [U, V, W]", exactly(3)),
          field<&E::statorResistance>("stator_resistance", "per phase, star equivalent", ohm),
          field<&E::statorReactance>("stator_reactance", "per phase at 50 Hz", ohm),
          field<&E::magnetisingReactance>("magnetising_reactance", "per phase at 50 Hz", ohm),
          field<&E::ironResistance>("iron_resistance",
                                    "per phase, parallel to the magnetising "
                                    "reactance",
                                    unit(dimension::kResistance)),
          field<&E::rotorResistance>("rotor_resistance", "{rated: ..., standstill: ...}", mustBe()),
          field<&E::rotorReactance>("rotor_reactance", "{rated: ..., standstill: ...}", mustBe()),
          field<&E::ratedSlip>("rated_slip", "slip at rated load, between 0 and 1", mustBe()),
          field<&E::polePairs>("pole_pairs", "number of pole pairs", mustBe()),
          field<&E::inertia>("inertia", "moment of inertia of rotor and load",
                             requiredUnit(dimension::kInertia)),
          field<&E::loadTorque>("load_torque", "torque of the load at rated speed",
                                otherwise("0 Nm", unit(dimension::kTorque))),
          field<&E::loadLaw>("load_law", "constant or quadratic in the speed",
                             {.choices = {"constant", "quadratic"}, .otherwise = "constant"}),
          field<&E::friction>("friction", "constant torque against any motion",
                              otherwise("0 Nm", unit(dimension::kTorque))),
          field<&E::ratedSpeed>("rated_speed", "as on the plate; checked against the rated slip",
                                unit(dimension::kAngularVelocity))};
}

}  // namespace

const Schema& ElementSpec::schema() {
  static const Schema s{
      "an element",
      {field<&E::type>(
          "type",
          "source, impedance, capacitor, diode, transformer, line, switch, lamp, coil, "
          "thermal, residual, fuse or machine",
          mustBe())},
      "type",
      {{"source", sourceFields()},
       {"impedance", impedanceFields()},
       {"switch",
        {ends(), ohms(true, "resistance of the closed contact"),
         field<&E::closedWhen>("closed_when", "expression: closed while this holds", mustBe())}},
       {"lamp",
        {ends(),
         field<&E::ratedVoltage>("rated_voltage", "lit from half of it",
                                 positive(requiredUnit(dimension::kVoltage))),
         field<&E::power>("power", "power at rated voltage",
                          positive(requiredUnit(dimension::kPower)))}},
       {"coil", coilFields()},
       {"thermal", thermalFields()},
       {"residual", residualFields()},
       {"transformer", transformerFields()},
       {"line", lineFields()},
       {"capacitor", capacitorFields()},
       {"diode", diodeFields()},
       {"fuse",
        {ends(),
         field<&E::rating>("rating", "rated current, characteristic gG",
                           requiredUnit(dimension::kCurrent)),
         ohms(true),
         field<&E::renewWhen>("renew_when",
                              "expression: a new link is in when this begins to hold")}},
       {"machine", machineFields()}}};
  return s;
}

const Schema& LatchSpec::schema() {
  static const Schema s{
      "a latch",
      {field<&LatchSpec::set>("set", "expression that sets it", mustBe()),
       field<&LatchSpec::reset>("reset", "expression that resets it; wins", mustBe()),
       field<&LatchSpec::initial>("initial", "true: set at the start", otherwise("false"))}};
  return s;
}

const Schema& TimerSpec::schema() {
  static const Schema s{
      "a timer",
      {field<&TimerSpec::input>("input", "expression that it follows", mustBe()),
       field<&TimerSpec::onDelay>("on_delay", "how long `input` holds before the timer does",
                                  otherwise("0 s", notNegative(unit(dimension::kTime)))),
       field<&TimerSpec::offDelay>("off_delay", "how long `input` is gone before the timer is",
                                   otherwise("0 s", notNegative(unit(dimension::kTime))))}};
  return s;
}

const Schema& MotionSpec::schema() {
  static const Schema s{
      "a motion",
      {field<&MotionSpec::node>("node", "node of the model that shows something", mustBe()),
       field<&MotionSpec::turn>("turn", "angle about `axis` while `when` holds",
                                unit(dimension::kAngle)),
       field<&MotionSpec::move>("move", "way along `axis` while `when` holds",
                                unit(dimension::kLength)),
       field<&MotionSpec::spin>("spin", "signal that gives the speed of rotation about `axis`"),
       field<&MotionSpec::glow>("glow", "colour [r, g, b], 0 to 1, while `when` holds"),
       field<&MotionSpec::show>("show", "true: visible only while `when` holds"),
       field<&MotionSpec::axis>("axis", "direction in the node's own frame",
                                otherwise("[0, 0, 1]")),
       field<&MotionSpec::when>("when", "expression")}};
  return s;
}

const Schema& PointSpec::schema() {
  static const Schema s{
      "a point",
      {field<&PointSpec::node>("node", "where the item's origin comes to", mustBe()),
       field<&PointSpec::accepts>("accepts", "tags of the items that fit",
                                  {.required = true, .least = 1}),
       field<&PointSpec::blocks>("blocks", "control that a lock here holds still"),
       field<&PointSpec::openWhen>("open_when", "expression: items go on only while this holds"),
       field<&PointSpec::releaseWhen>(
           "release_when", "expression: what hangs here comes off only while this holds"),
       field<&PointSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& ConductorSpec::schema() {
  static const Schema s{
      "a conductor",
      {field<&ConductorSpec::node>("node", "where a clamp's jaw closes around it", mustBe()),
       field<&ConductorSpec::currentOf>("current_of", "element whose current it carries", mustBe()),
       field<&ConductorSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& InspectSpec::schema() {
  static const Schema s{"a thing to examine",
                        {field<&InspectSpec::node>("node", "what is looked at", mustBe()),
                         field<&InspectSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& WearSpec::schema() {
  static const Schema s{
      "what is worn",
      {field<&WearSpec::slot>("slot", "where: hands, face, ...; one item a slot", mustBe()),
       field<&WearSpec::contactResistance>("contact_resistance", "added to a touch by hand",
                                           notNegative(unit(dimension::kResistance))),
       field<&WearSpec::handColour>("hand_colour",
                                    "colour [r, g, b], 0 to 1, of the hands that wear it")}};
  return s;
}

const Schema& ItemSpec::schema() {
  static const Schema s{
      "an item",
      {field<&ItemSpec::tags>("tags", "what it is, for points' `accepts` and tools' `cuts`"),
       field<&ItemSpec::locking>("locking", "true: holds what its point blocks",
                                 otherwise("false")),
       field<&ItemSpec::cuts>("cuts", "tags of the items that this tool cuts"),
       field<&ItemSpec::wear>("wear", "present: can be worn")}};
  return s;
}

const Schema& ProbeSpec::schema() {
  static const Schema s{
      "a probe",
      {field<&ProbeSpec::tip>("tip", "node at the tip", mustBe()),
       field<&ProbeSpec::body>("body", "node that moves with the tip", otherwise("the tip")),
       field<&ProbeSpec::lead>("lead", "node where its lead comes out of it"),
       field<&ProbeSpec::jack>("jack",
                               "node of the socket that its lead comes from; without it a lead "
                               "joins this probe to the other one")}};
  return s;
}

const Schema& DisplaySpec::schema() {
  static const Schema s{
      "a display",
      {field<&DisplaySpec::node>("node", "its middle, +Z outwards", mustBe()),
       field<&DisplaySpec::size>("size", "width and height", requiredUnit(dimension::kLength))}};
  return s;
}

const Schema& FunctionSpec::schema() {
  static const Schema s{
      "a function of an instrument",
      {field<&FunctionSpec::measures>(
           "measures",
           "volts (all), ac_volts, dc_volts, ohms, amps, clamp_amps, loop_ohms or trip_time",
           oneOf({"volts", "ac_volts", "dc_volts", "ohms", "amps", "clamp_amps", "loop_ohms",
                  "trip_time"})),
       field<&FunctionSpec::resistance>("resistance", "between the probes",
                                        positive(unit(dimension::kResistance))),
       field<&FunctionSpec::capacitance>("capacitance", "parallel to it",
                                         notNegative(unit(dimension::kCapacitance))),
       field<&FunctionSpec::threshold>("threshold", "readings below show as 0",
                                       notNegative({.anyDimension = true})),
       field<&FunctionSpec::maximum>("maximum", "readings above show over-range",
                                     positive({.anyDimension = true})),
       field<&FunctionSpec::testVoltage>("test_voltage", "of a resistance measurement",
                                         positive(unit(dimension::kVoltage))),
       field<&FunctionSpec::sourceResistance>("source_resistance",
                                              "of a resistance measurement, in series",
                                              otherwise("1 kOhm", unit(dimension::kResistance))),
       field<&FunctionSpec::decimals>("decimals", "shown digits after the point", otherwise("0")),
       field<&FunctionSpec::when>("when", "expression: active while this holds"),
       field<&FunctionSpec::title>("title", "its name in every language")}};
  return s;
}

const Schema& InstrumentSpec::schema() {
  static const Schema s{
      "an instrument",
      {field<&InstrumentSpec::probes>("probes",
                                      "two, one that measures to earth, or none "
                                      "for a clamp"),
       field<&InstrumentSpec::conductor>("conductor",
                                         "a built-in meter: the conductor that it always encloses"),
       field<&InstrumentSpec::display>("display", "where the reading is shown"),
       field<&InstrumentSpec::functions>("functions", "the first whose `when` holds is active",
                                         mustBe())}};
  return s;
}

const Schema& FieldSpec::schema() {
  static const Schema s{
      "a field of a form",
      {field<&FieldSpec::text>("text", "text key of its label", mustBe()),
       field<&FieldSpec::options>("options", "text keys to choose from; none: free text"),
       field<&FieldSpec::expected>("expected", "the right option or text")}};
  return s;
}

const Schema& FormSpec::schema() {
  static const Schema s{
      "a form", {field<&FormSpec::fields>("fields", "what is filled in, in order", mustBe())}};
  return s;
}

const Schema& PersonSpec::schema() {
  static const Schema s{"a person", {}};
  return s;
}

const Schema& FaultSpec::schema() {
  const auto target = [](std::string_view doc) {
    return std::vector<Field>{field<&FaultSpec::target>("target", doc, mustBe())};
  };
  static const Schema s{
      "a fault",
      {field<&FaultSpec::type>("type", "stuck_closed, stuck_open, blown, tripped, dead or together",
                               mustBe())},
      "type",
      {{"stuck_closed", target("a switch")},
       {"stuck_open", target("a switch")},
       {"blown", target("a fuse")},
       {"tripped", target("a thermal")},
       {"dead", target("`instrument`")},
       {"together",
        {field<&FaultSpec::of>("of", "the faults of this equipment that one cause brings together",
                               {.required = true, .least = 2})}}}};
  return s;
}

const Schema& EquipmentSpec::schema() {
  using Q = EquipmentSpec;
  static const Schema s{
      "an equipment file",
      {field<&Q::format>("format", "version of this file format: 1", mustBe()),
       field<&Q::title>("title", "its name in every language", mustBe()),
       field<&Q::description>("description", "one sentence in every language"),
       field<&Q::solid>("solid", "false: hands and rays pass through", otherwise("true")),
       field<&Q::model>("model", "model of an equipment with one part"),
       field<&Q::parts>("parts", "rigid models, {name: {model: ...}}"),
       field<&Q::parameters>("parameters", "quantities that a scenario may change",
                             {.anyDimension = true}),
       field<&Q::terminals>("terminals", "electrical points that can be wired and reached"),
       field<&Q::nodes>("nodes", "inner circuit nodes"),
       field<&Q::controls>("controls", "what a hand moves"),
       field<&Q::elements>("elements", "what it is electrically"),
       field<&Q::latches>("latches", "bits that stay set until reset"),
       field<&Q::logic>("logic", "named expressions"),
       field<&Q::timers>("timers", "bits that follow an expression with a delay"),
       field<&Q::motions>("motions", "what moves, lights or appears by itself"),
       field<&Q::points>("points", "where items can be hung or put"),
       field<&Q::conductors>("conductors", "what a clamp can enclose"),
       field<&Q::inspect>("inspect", "what can be examined on purpose"),
       field<&Q::item>("item", "present: can be carried"),
       field<&Q::instrument>("instrument", "present: measures"),
       field<&Q::form>("form", "present: can be filled in"),
       field<&Q::person>("person", "present: is a person"),
       field<&Q::faults>("faults", "defects that a scenario can switch on"),
       field<&Q::labels>("labels", "nodes of the plates that show the designation"),
       field<&Q::approved>(
           "approved",
           "warnings of `check` that are intended, [{code: ..., at: ..., reason: ...}]")}};
  return s;
}

}  // namespace shixun::scenario
