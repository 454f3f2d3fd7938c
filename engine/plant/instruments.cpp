#include <algorithm>
#include <cmath>
#include <limits>

#include "circuit/readings.h"
#include "core/quantity.h"
#include "plant/world.h"

namespace shixun::plant {

using scenario::EntityKind;
using scenario::FunctionModel;
using scenario::InstrumentModel;
using scenario::MeasureType;

namespace {

constexpr double kSteadyTime = 0.25;     // s that a reading stands before it counts as taken
constexpr double kFlashCurrent = 500;    // A from a source: a short circuit, not a start
constexpr double kLiveVolts = 50;          // below it there is no circuit to test
constexpr double kMeterFlashCurrent = 30;  // A through an instrument: its fuse or its leads go

const char* effectLabel(circuit::BodyEffect effect) {
  switch (effect) {
    case circuit::BodyEffect::kNone: return "none";
    case circuit::BodyEffect::kPerception: return "perception";
    case circuit::BodyEffect::kCannotLetGo: return "cannot_let_go";
    case circuit::BodyEffect::kBreathing: return "breathing";
    case circuit::BodyEffect::kFibrillation: return "fibrillation";
  }
  return "none";
}

int32_t activeFunction(const ScenarioModel& model, const State& state, size_t instrument) {
  if (state.instruments[instrument].dead) return -1;
  const auto& functions = model.instruments[instrument].functions;
  for (size_t f = 0; f < functions.size(); ++f) {
    const auto& when = functions[f].when;
    if (!when.program || when.program->evaluate(state.signals)) return static_cast<int32_t>(f);
  }
  return -1;
}

double enclosedCurrent(const ScenarioModel& model, const State& state,
                        const scenario::CurrentRef& element) {
  using Kind = scenario::CurrentRef::Kind;
  const circuit::CircuitModel& net = model.circuit;
  switch (element.kind) {
    case Kind::kSource:
      return circuit::totalCurrent(net, state.circuit, circuit::SourceIndex(element.index));
    case Kind::kImpedance:
      return circuit::totalCurrent(net, state.circuit, circuit::ImpedanceIndex(element.index));
    case Kind::kSwitch:
      return circuit::totalCurrent(net, state.circuit, circuit::SwitchIndex(element.index));
    case Kind::kCoil:
      return circuit::totalCurrent(net, state.circuit, circuit::CoilIndex(element.index));
    case Kind::kFuse:
      return circuit::totalCurrent(net, state.circuit, circuit::FuseIndex(element.index));
  }
  return 0;
}

// Where the probes are. An instrument with one probe measures from it to earth.
struct Contact {
  bool both = false;
  bool toEarth = false;
  uint32_t terminalA = 0, terminalB = 0;
  circuit::NodeIndex a, b;
};

Contact contactOf(const ScenarioModel& model, const State& state, const InstrumentModel& def) {
  Contact contact;
  if (def.probes.size() == 1) {
    const int32_t tip = state.probes[def.probes[0]].terminal;
    if (tip < 0) return contact;
    contact.both = contact.toEarth = true;
    contact.terminalA = static_cast<uint32_t>(tip);
    contact.a = model.terminals[contact.terminalA].circuitNode;
    contact.b = model.earth;
    return contact;
  }
  if (def.probes.size() != 2) return contact;
  const int32_t a = state.probes[def.probes[0]].terminal;
  const int32_t b = state.probes[def.probes[1]].terminal;
  if (a < 0 || b < 0) return contact;
  contact.both = true;
  contact.terminalA = static_cast<uint32_t>(a);
  contact.terminalB = static_cast<uint32_t>(b);
  contact.a = model.terminals[contact.terminalA].circuitNode;
  contact.b = model.terminals[contact.terminalB].circuitNode;
  return contact;
}

// What an ohmmeter makes of its own current: the voltage at its tips over it. Infinite when none
// flows; negative (over-range) where something else drives the current.
double ohmsRead(const ScenarioModel& model, const State& state, const InstrumentState& instrument,
                const Contact& contact, const FunctionModel& f) {
  const circuit::Attachment* own =
      circuit::findAttachment(state.circuit, instrument.attachment);
  if (own == nullptr) return 0;
  const double amperes = -own->dcCurrent;  // out of the first tip, through the network, back
  // Below a hundred-millionth of its short-circuit current there is only rounding.
  if (amperes < 1e-8 * f.testVoltage / f.sourceResistance) {
    return amperes < -1e-8 ? -1 : std::numeric_limits<double>::infinity();
  }
  const double volts =
      circuit::voltage(model.circuit, state.circuit, contact.a, contact.b).dc;
  return volts / amperes;
}

// The impedance that pulls the voltage down when the tester's own load flows; negative when there was
// no voltage, or when it went away altogether (something has tripped).
double loopRead(const ScenarioModel& model, const State& state, const InstrumentState& instrument,
                const Contact& contact) {
  const Complex amperes = circuit::current(state.circuit, instrument.attachment);
  const Complex now = circuit::voltage(model.circuit, state.circuit, contact.a, contact.b).value;
  const double before = magnitude(instrument.open);
  if (before < kLiveVolts || magnitude(now) < 0.5 * before || !(magnitude(amperes) > 0)) return -1;
  return magnitude(instrument.open - now) / magnitude(amperes);
}

// Rounds to what the display shows, so that noise below a digit is no change.
double shown(const FunctionModel& function, double value) {
  if (!std::isfinite(value)) return value;
  if (std::abs(value) < function.threshold) return 0;
  double scale = power(10.0, function.decimals);
  if (function.type == MeasureType::kTripTime) scale *= 1000;  // shown in ms
  // From a kilohm on three digits are shown, with k, M or G behind them.
  if (function.type == MeasureType::kOhms && value >= 1000) {
    double unit = 1;
    while (value / unit >= 1000) unit *= 10;
    if (unit > 1) return std::floor(value / unit + 0.5) * unit;
  }
  return std::floor(value * scale + 0.5) / scale;
}

}  // namespace

void World::connectInstruments(State& state) {
  for (size_t i = 0; i < model.instruments.size(); ++i) {
    const InstrumentModel& def = model.instruments[i];
    InstrumentState& instrument = state.instruments[i];
    const int32_t function = activeFunction(model, state, i);
    const Contact contact = contactOf(model, state, def);
    const bool wanted = function >= 0 && contact.both && contact.a != contact.b;
    const circuit::Attachment* present =
        circuit::findAttachment(state.circuit, instrument.attachment);
    const bool right = present != nullptr && wanted && function == instrument.function &&
                       present->a == contact.a && present->b == contact.b;
    if (function != instrument.function) {
      instrument.steadySeconds = 0;
      instrument.announced = false;
      instrument.function = function;
    }
    if (right || (present == nullptr && !wanted)) continue;
    circuit.detach(state.circuit, instrument.attachment);
    instrument.attachment = {};
    instrument.loaded = 0;
    if (wanted) {
      instrument.open =
          circuit::voltage(model.circuit, state.circuit, contact.a, contact.b).value;
    }
    if (wanted) {
      const FunctionModel& f = def.functions[static_cast<size_t>(function)];
      const bool ohms = f.type == MeasureType::kOhms;
      instrument.attachment =
          circuit.attach(state.circuit, {.a = contact.a,
                                         .b = contact.b,
                                         .resistance = ohms ? f.sourceResistance
                                                            : std::max(f.resistance, 1e-3),
                                         .capacitance = f.capacitance,
                                         .emf = ohms ? f.testVoltage : 0});
    }
  }
}

void World::readInstruments(State& state, double dt) {
  for (size_t i = 0; i < model.instruments.size(); ++i) {
    const InstrumentModel& def = model.instruments[i];
    InstrumentState& instrument = state.instruments[i];
    const Contact contact = contactOf(model, state, def);
    const bool clamped = instrument.conductor >= 0;
    if (instrument.function < 0 || (!contact.both && !clamped)) {
      instrument.reading = instrument.function < 0 ? kNaN : 0;
      instrument.overRange = false;
      instrument.steadySeconds = 0;
      instrument.announced = false;
      continue;
    }
    const FunctionModel& f = def.functions[static_cast<size_t>(instrument.function)];
    double value = 0;
    bool over = false;
    switch (f.type) {
      case MeasureType::kVolts:
      case MeasureType::kAcVolts:
        if (contact.both && contact.a != contact.b) {
          const circuit::VoltageReading v =
              circuit::voltage(model.circuit, state.circuit, contact.a, contact.b);
          value = f.type == MeasureType::kVolts ? v.rms() : v.ac();
        }
        break;
      case MeasureType::kDcVolts:
        if (contact.both && contact.a != contact.b) {
          value = circuit::voltage(model.circuit, state.circuit, contact.a, contact.b).dc;
        }
        break;
      case MeasureType::kOhms: {
        if (!contact.both || contact.a == contact.b) break;
        value = ohmsRead(model, state, instrument, contact, f);
        over = !(value >= 0) || value > f.maximum;
        if (over) value = f.maximum;
        break;
      }
      case MeasureType::kLoopOhms:
        value = loopRead(model, state, instrument, contact);
        over = !(value >= 0);
        if (over) value = f.maximum;
        break;
      case MeasureType::kTripTime: {
        // Stands still once the voltage is gone.
        const bool gone = circuit::voltage(model.circuit, state.circuit, contact.a, contact.b)
                              .rms() < 0.5 * magnitude(instrument.open);
        if (!gone) instrument.loaded += dt;
        value = instrument.loaded;
        over = magnitude(instrument.open) < kLiveVolts || (!gone && value > f.maximum);
        if (over) value = f.maximum;
        break;
      }
      case MeasureType::kAmps:
        value = circuit::totalCurrent(state.circuit, instrument.attachment);
        break;
      case MeasureType::kClampAmps:
        if (clamped) {
          const auto& conductor = model.conductors[static_cast<size_t>(instrument.conductor)];
          value = enclosedCurrent(model, state, conductor.element);
        }
        break;
    }
    over = over || (f.maximum > 0 && value > f.maximum);
    const double reading = shown(f, value);
    const bool steady = reading == instrument.reading && over == instrument.overRange;
    if (!steady && instrument.announced &&
        std::abs(reading - instrument.reading) > 0.05 * std::abs(instrument.reading)) {
      instrument.announced = false;
    }
    instrument.steadySeconds = steady ? instrument.steadySeconds + dt : 0;
    instrument.reading = reading;
    instrument.overRange = over;
    // A built-in meter shows; it is nobody's measurement.
    if (def.builtIn >= 0) continue;
    if (instrument.announced || instrument.steadySeconds < kSteadyTime) continue;
    instrument.announced = true;
    Event event;
    event.kind = EventKind::kMeasured;
    event.what = {EntityKind::kInstance, def.instance};
    event.to = f.label;
    event.value = reading;
    if (contact.both) {
      event.at = {EntityKind::kTerminal, contact.terminalA};
      if (!contact.toEarth) event.with = {EntityKind::kTerminal, contact.terminalB};
    } else {
      event.at = {EntityKind::kConductor, static_cast<uint32_t>(instrument.conductor)};
    }
    emit(std::move(event));
  }
}

void World::connectBodies(State& state) {
  double gloves = 0;
  for (size_t i = 0; i < model.items.size(); ++i) {
    if (model.items[i].wearable && state.itemPlaces[i] == scenario::kPlaceWorn) {
      gloves += model.items[i].contactResistance;
    }
  }
  const auto nodeOfHand = [&](const HandState& hand) {
    return hand.terminal < 0 ? circuit::NodeIndex()
                             : model.terminals[static_cast<size_t>(hand.terminal)].circuitNode;
  };
  const auto connect = [&](circuit::AttachmentId& id, circuit::NodeIndex a, circuit::NodeIndex b,
                           double series) {
    const circuit::Attachment* present = circuit::findAttachment(state.circuit, id);
    const bool wanted = a.valid() && b.valid() && a != b;
    if (present != nullptr && wanted && present->a == a && present->b == b &&
        present->series == series) {
      return;
    }
    if (present == nullptr && !wanted) return;
    circuit.detach(state.circuit, id);
    id = {};
    if (!wanted) return;
    circuit::BodyDef def;
    def.a = a;
    def.b = b;
    def.seriesResistance = series;
    id = circuit.attachBody(state.circuit, def);
  };
  const circuit::NodeIndex left = nodeOfHand(state.hands[0]);
  const circuit::NodeIndex right = nodeOfHand(state.hands[1]);
  connect(state.hands[0].body, left, model.earth, gloves);
  connect(state.hands[1].body, right, model.earth, gloves);
  connect(state.acrossHands, left, right, 2 * gloves);
}

void World::readBodies(State& state) {
  for (HandState& hand : state.hands) {
    for (const circuit::AttachmentId id : {hand.body, state.acrossHands}) {
      const circuit::Attachment* body = circuit::findAttachment(state.circuit, id);
      if (body == nullptr || hand.terminal < 0 || body->worst <= hand.announced) continue;
      hand.announced = body->worst;
      Event event;
      event.kind = EventKind::kShock;
      event.at = {EntityKind::kTerminal, static_cast<uint32_t>(hand.terminal)};
      event.to = effectLabel(body->worst);
      event.value = circuit::totalCurrent(*body);
      emit(std::move(event));
    }
  }
}

void World::watchFlashes(State& state) {
  double worst = 0;
  for (uint32_t s = 0; s < model.circuit.net.sources.size(); ++s) {
    worst = std::max(
        worst, circuit::totalCurrent(model.circuit, state.circuit, circuit::SourceIndex(s)));
  }
  if (worst > kFlashCurrent && state.sourceCurrent <= kFlashCurrent) {
    Event event;
    event.kind = EventKind::kFlash;
    event.value = worst;
    emit(std::move(event));
  }
  state.sourceCurrent = worst;
  for (size_t i = 0; i < model.instruments.size(); ++i) {
    InstrumentState& instrument = state.instruments[i];
    const double through = circuit::totalCurrent(state.circuit, instrument.attachment);
    if (through <= kMeterFlashCurrent) continue;
    instrument.dead = true;  // its fuse has gone; it shows nothing from now on
    Event event;
    event.kind = EventKind::kFlash;
    event.what = {EntityKind::kInstance, model.instruments[i].instance};
    event.value = through;
    emit(std::move(event));
  }
}

}  // namespace shixun::plant
