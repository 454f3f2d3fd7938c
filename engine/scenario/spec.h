// Specs: what an author wrote, typed, with the place of every value. A spec points into the
// Documents it was read from, which must outlive it. Names are not resolved here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/quantity.h"
#include "math/geometry.h"
#include "scenario/local_text.h"
#include "text/document.h"

namespace shixun::scenario {

struct Schema;

// A value in a file; null when the author left it out.
struct Place {
  const text::Document* document = nullptr;
  const text::Node* node = nullptr;

  explicit operator bool() const { return node != nullptr; }
  SourceLocation where() const { return node ? document->at(*node) : SourceLocation{}; }
  // Of byte `offset` of a scalar.
  SourceLocation where(size_t offset) const {
    return node ? document->at(*node, offset) : SourceLocation{};
  }
};

template <typename T>
struct Located {
  T value = {};
  Place at;
  explicit operator bool() const { return static_cast<bool>(at); }
};

// A name, path or other plain text.
struct Word : Located<std::string> {};
// An expression or temporal formula.
struct Formula : Word {};
// A key of the text files.
struct TextKey : Word {};

enum class Sign : uint8_t { kAny, kNotNegative, kPositive };

// A number with a unit, or the name of a parameter of the same equipment.
struct QuantitySpec {
  Quantity quantity;
  std::string parameter;  // instead of a quantity
  Dimension expected;     // by the key; only meaningful when not anyDimension
  bool anyDimension = false;
  Sign sign = Sign::kAny;  // what the key needs; a number is checked where it is read
  Place at;
  explicit operator bool() const { return static_cast<bool>(at); }
};

// Not read further by the table; its reader is named where it is used.
struct Raw {
  Place at;
};

template <typename T>
struct NamedItem {
  std::string name;
  SourceLocation where;  // of the name
  T value;
};
template <typename T>
using Named = std::vector<NamedItem<T>>;

template <typename T>
const NamedItem<T>* findItem(const Named<T>& items, std::string_view name) {
  for (const NamedItem<T>& item : items) {
    if (item.name == name) return &item;
  }
  return nullptr;
}
template <typename T>
std::vector<std::string> namesOf(const Named<T>& items) {
  std::vector<std::string> names;
  for (const NamedItem<T>& item : items) names.push_back(item.name);
  return names;
}

// A map of keys as a table in code describes it: see schema.h.
struct Group {
  Place at;
};

// A warning that is intended.
struct ApprovalSpec : Group {
  static const Schema& schema();
  Word code, subject, reason;
};

// assets/equipment/<name>/equipment.yaml

struct PartSpec : Group {
  static const Schema& schema();
  Word model;
};

struct TerminalSpec : Group {
  static const Schema& schema();
  Word node;
  Located<LocalText> title;
  Located<bool> insulated;
};

struct PositionSpec : Group {
  static const Schema& schema();
  Word label;
  QuantitySpec amount;
  Located<LocalText> title;
};

struct ControlSpec : Group {
  static const Schema& schema();
  Word type, node;
  Located<Vec3> axis;
  std::vector<PositionSpec> positions;
  Word initial;
  Located<bool> momentary;
  std::vector<Word> grips;
  Formula freeWhen;
  Located<LocalText> title;
};

struct ImpedanceSpec : Group {
  static const Schema& schema();
  QuantitySpec resistance, reactance;
};

struct RotorSpec : Group {
  static const Schema& schema();
  QuantitySpec rated, standstill;
};

struct TripsSpec : Group {
  static const Schema& schema();
  Word control, to;
};

// A dial that sets a thermal release.
struct AdjustSpec : Group {
  static const Schema& schema();
  Word control;
  std::vector<QuantitySpec> settings;
};

// All element types; which keys an element may have depends on its type.
struct ElementSpec : Group {
  static const Schema& schema();
  Word type;
  std::vector<Word> between;
  QuantitySpec resistance, reactance, inductance, capacitance;
  QuantitySpec voltage, angle, frequency;               // source
  Word kind;                                            // source: ac or dc
  Formula closedWhen;                                   // switch
  QuantitySpec ratedVoltage, power;                     // lamp
  std::optional<ImpedanceSpec> unsealed, sealed;        // coil
  QuantitySpec pickUp, dropOut, closeDelay, openDelay;  // coil
  std::vector<std::vector<Word>> poles;                 // thermal
  QuantitySpec setting, timeConstant, magneticDelay;    // thermal
  Located<double> tripLevel, magnetic;                  // thermal
  Formula resetWhen;                                    // thermal
  std::optional<TripsSpec> trips;                       // thermal
  std::optional<AdjustSpec> adjust;                     // thermal
  QuantitySpec rating;                                  // fuse
  Formula renewWhen;                                    // fuse
  std::vector<Word> primary, secondary;                 // transformer
  Located<double> ratio;                                // transformer
  Word returnNode;                                      // line
  QuantitySpec leakage;                                 // line
  QuantitySpec dischargeResistance;                     // capacitor
  QuantitySpec rated, delay, fastDelay;                 // residual
  Located<bool> selective;                              // residual
  std::vector<Word> terminals;                          // machine
  QuantitySpec statorResistance, statorReactance, magnetisingReactance, ironResistance;
  std::optional<RotorSpec> rotorResistance, rotorReactance;
  Located<double> ratedSlip;
  Located<int64_t> polePairs;
  QuantitySpec inertia, loadTorque, friction, ratedSpeed;
  Word loadLaw;
};

struct LatchSpec : Group {
  static const Schema& schema();
  Formula set, reset;
  Located<bool> initial;
};

struct TimerSpec : Group {
  static const Schema& schema();
  Formula input;
  QuantitySpec onDelay, offDelay;
};

struct MotionSpec : Group {
  static const Schema& schema();
  Word node;
  QuantitySpec turn, move;
  Word spin;
  Located<Vec3> glow;
  Located<bool> show;
  Located<Vec3> axis;
  Formula when;
};

struct PointSpec : Group {
  static const Schema& schema();
  Word node;
  std::vector<Word> accepts;
  Word blocks;
  Formula openWhen, releaseWhen;
  Located<LocalText> title;
};

struct ConductorSpec : Group {
  static const Schema& schema();
  Word node, currentOf;
  Located<LocalText> title;
};

struct InspectSpec : Group {
  static const Schema& schema();
  Word node;
  Located<LocalText> title;
};

struct WearSpec : Group {
  static const Schema& schema();
  Word slot;
  QuantitySpec contactResistance;
  Located<Vec3> handColour;
};

struct ItemSpec : Group {
  static const Schema& schema();
  std::vector<Word> tags, cuts;
  Located<bool> locking;
  std::optional<WearSpec> wear;
};

struct ProbeSpec : Group {
  static const Schema& schema();
  Word tip, body, lead, jack;
};

struct DisplaySpec : Group {
  static const Schema& schema();
  Word node;
  Located<Vec2> size;
};

struct FunctionSpec : Group {
  static const Schema& schema();
  Word measures;
  QuantitySpec resistance, capacitance, threshold, maximum, testVoltage, sourceResistance;
  Located<int64_t> decimals;
  Formula when;
  Located<LocalText> title;
};

struct InstrumentSpec : Group {
  static const Schema& schema();
  Word conductor;
  Named<ProbeSpec> probes;
  std::optional<DisplaySpec> display;
  Named<FunctionSpec> functions;
};

struct FieldSpec : Group {
  static const Schema& schema();
  TextKey text;
  std::vector<TextKey> options;
  TextKey expected;
};

struct FormSpec : Group {
  static const Schema& schema();
  Named<FieldSpec> fields;
};

struct PersonSpec : Group {
  static const Schema& schema();
};

struct FaultSpec : Group {
  static const Schema& schema();
  Word target, type;
  std::vector<Word> of;
};

struct EquipmentSpec : Group {
  static const Schema& schema();
  Located<int64_t> format;
  Located<LocalText> title, description;
  Located<bool> solid;
  Word model;
  Named<PartSpec> parts;
  Named<QuantitySpec> parameters;
  Named<TerminalSpec> terminals;
  std::vector<Word> nodes;
  Named<ControlSpec> controls;
  Named<ElementSpec> elements;
  Named<LatchSpec> latches;
  Named<Formula> logic;
  Named<TimerSpec> timers;
  std::vector<MotionSpec> motions;
  Named<PointSpec> points;
  Named<ConductorSpec> conductors;
  Named<InspectSpec> inspect;
  std::optional<ItemSpec> item;
  std::optional<InstrumentSpec> instrument;
  std::optional<FormSpec> form;
  std::optional<PersonSpec> person;
  Named<FaultSpec> faults;
  std::vector<Word> labels;
  std::vector<ApprovalSpec> approved;
};

}  // namespace shixun::scenario
