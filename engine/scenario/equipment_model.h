// The parts of a ScenarioModel: what each piece of equipment consists of, compiled. See model.h.
//
// Lengths in m, angles in rad, everything else SI. Poses are parent-from-child.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "circuit/network_def.h"
#include "core/diagnostic.h"
#include "core/quantity.h"
#include "logic/program.h"
#include "math/geometry.h"
#include "scenario/local_text.h"
#include "scenario/signal_model.h"

namespace shixun::scenario {

// A pure state expression over the signal row (see SignalModel). No program: always true.
struct Expression {
  std::optional<logic::Program> program;
  std::string text;  // as authored
  SourceLocation where;
};

// A node of a part's model. part: index into ScenarioModel::parts.
struct NodeRef {
  uint32_t part = 0;
  uint32_t node = 0;  // index into that part's Sidecar::nodes
};

// One rigid model file placed in the world or on another part's node.
struct PartModel {
  std::string name;  // "Q1", or "Q1/operator" when the equipment has several parts
  uint32_t instance = 0;
  std::string asset;              // folder and file under assets/equipment; empty: nothing to show
  uint32_t sidecar = 0;           // index into ScenarioModel::sidecars
  std::optional<NodeRef> parent;  // none: the world
  Pose parentFromPart;
};

struct InstanceModel {
  std::string name;       // designation in this scenario: "Q1"
  std::string equipment;  // folder under assets/equipment
  LocalText title;
  LocalText description;
  std::vector<uint32_t> parts;
  int32_t item = -1;        // index into items when it can be carried
  int32_t instrument = -1;  // index into instruments
  bool solid = true;        // hands and rays do not pass
  SourceLocation where;
};

struct PositionModel {
  std::string label;  // "on"
  double amount = 0;  // rad or m along the control's axis, from the model's rest pose
  LocalText title;
};

enum class ControlType : uint8_t { kRotary, kHinge, kButton, kToggle, kSlider };

struct ControlModel {
  std::string name;
  uint32_t instance = 0;
  ControlType type = ControlType::kRotary;
  LocalText title;
  NodeRef node;
  Vec3 axis = Vec3(0, 0, 1);             // in the node's own frame
  std::vector<PositionModel> positions;  // at least two
  uint32_t initial = 0;
  bool momentary = false;      // springs back to positions[0] when released
  Expression freeWhen;         // interlock: moves only while true
  std::vector<NodeRef> grips;  // where a hand takes it; empty: the node's origin
  uint32_t signal = 0;
  uint32_t lockedSignal = 0;
};

struct TerminalModel {
  std::string name;
  uint32_t instance = 0;
  LocalText title;
  NodeRef node;  // +Z of the node points outwards
  circuit::NodeIndex circuitNode;
  bool insulated = false;  // a hand cannot touch metal here, a probe tip can
};

struct SwitchModel {
  std::string name;
  uint32_t instance = 0;
  circuit::SwitchIndex element;
  Expression closedWhen;
  uint32_t signal = 0;
};

struct CoilModel {
  std::string name;
  uint32_t instance = 0;
  circuit::CoilIndex element;
  uint32_t signal = 0;
};

struct ThermalModel {
  std::string name;
  uint32_t instance = 0;
  circuit::ThermalIndex element;
  Expression resetWhen;       // resets on the rising edge
  int32_t tripsControl = -1;  // control thrown to tripsTo on a trip
  uint32_t tripsTo = 0;
  int32_t dial = -1;             // control that sets it, -1: none
  std::vector<double> settings;  // A, per position of the dial
  uint32_t trippedSignal = 0;
  uint32_t heatSignal = 0;
};

struct ResidualModel {
  std::string name;
  uint32_t instance = 0;
  circuit::ResidualIndex element;
  Expression resetWhen;       // resets on the rising edge
  int32_t tripsControl = -1;  // as of a thermal
  uint32_t tripsTo = 0;
  uint32_t trippedSignal = 0;
};

struct FuseModel {
  std::string name;
  uint32_t instance = 0;
  circuit::FuseIndex element;
  Expression renewWhen;  // a new link is in on the rising edge; without it a fuse stays blown
  uint32_t blownSignal = 0;
};

struct LampModel {
  std::string name;
  uint32_t instance = 0;
  circuit::ImpedanceIndex element;
  double ratedVoltage = 230;  // V; lit from half of it
  uint32_t signal = 0;
};

struct MachineModel {
  std::string name;
  uint32_t instance = 0;
  circuit::MachineIndex element;
  uint32_t speedSignal = 0;
  uint32_t currentSignal = 0;
};

struct LatchModel {
  std::string name;
  Expression setWhen;
  Expression resetWhen;  // wins over set
  bool initial = false;
  uint32_t signal = 0;
};

// Follows `input` with a delay.
struct TimerModel {
  std::string name;
  Expression input;
  double onDelay = 0, offDelay = 0;  // s
  uint32_t signal = 0;
};

struct LogicModel {
  std::string name;
  Expression value;
  uint32_t signal = 0;
};

// How a node shows a signal: everything that moves, lights or appears and is not a control.
enum class MotionType : uint8_t { kTurn, kMove, kSpin, kShow, kGlow };

struct MotionModel {
  MotionType type = MotionType::kTurn;
  NodeRef node;
  Vec3 axis = Vec3(0, 0, 1);  // node frame; for kMove the direction
  double amount = 0;          // rad (kTurn) or m (kMove) while `when` holds
  Expression when;            // kTurn, kMove, kShow, kGlow
  uint32_t speedSignal = 0;   // kSpin: angle grows with this signal (rad/s)
  Vec3 colour = Vec3(1);      // kGlow: linear emissive colour at full light
};

struct ItemModel {
  uint32_t instance = 0;
  std::vector<std::string> tags;  // what it is, for points' `accepts` and cutters' `cuts`
  std::vector<std::string> cuts;
  bool locking = false;  // hung, it holds what its point blocks
  int32_t owner = -1;    // person who alone has the key; -1: the trainee or nobody
  bool wearable = false;
  std::string slot;                // "hands", "face"; one item a slot
  double contactResistance = 0;    // Ohm added to a touch while worn on the hands
  std::optional<Vec3> handColour;  // linear; of the hands while they wear it
  uint32_t placeSignal = 0;
};

struct PointModel {
  std::string name;
  uint32_t instance = 0;
  LocalText title;
  NodeRef node;                      // a hung item's origin comes to this pose
  std::vector<std::string> accepts;  // item tags
  int32_t blocks = -1;     // control held still by a locking item hung here (or on what hangs here)
  Expression openWhen;     // items go on only while true
  Expression releaseWhen;  // what hangs here comes off only while true
  uint32_t filledSignal = 0;
};

struct ProbeModel {
  std::string name;
  uint32_t instrument = 0;
  NodeRef tip;
  NodeRef body;  // the node that moves with the tip
  uint32_t signal = 0;
  // The ends of its lead, on it and on the instrument.
  std::optional<NodeRef> lead = {}, jack = {};
};

enum class MeasureType : uint8_t {
  kVolts,    // of everything superposed: what a two-pole tester or a lamp feels
  kAcVolts,  // without the direct part
  kDcVolts,
  kOhms,
  kAmps,
  kClampAmps,
  kLoopOhms,  // how far its own load pulls the voltage down, over the load's current
  kTripTime,  // how long its own load flows until the voltage is gone
};

struct FunctionModel {
  std::string label;  // "volts"
  LocalText title;
  MeasureType type = MeasureType::kAcVolts;
  Expression when;                 // e.g. selector == ac_volts
  double resistance = 0;           // Ohm between the probes while selected
  double capacitance = 0;          // F, in parallel
  double threshold = 0;            // readings below show as 0
  double maximum = 0;              // readings above show over-range
  double testVoltage = 0;          // V, for kOhms, behind:
  double sourceResistance = 1000;  // Ohm
  int decimals = 0;                // shown digits after the point
  Dimension dimension;
};

struct InstrumentModel {
  uint32_t instance = 0;
  std::vector<uint32_t> probes;  // 0 (clamp), 1 (measures to earth) or 2
  int32_t builtIn = -1;          // conductor that a built-in meter always encloses, -1: none
  std::vector<FunctionModel> functions;  // the first whose `when` holds is active
  uint32_t signal = 0;                   // reading
  std::optional<NodeRef> display;
  Vec2 displaySize = Vec2(0);  // m
};

// The two-terminal element whose current a conductor carries.
struct CurrentRef {
  enum class Kind : uint8_t { kSource, kImpedance, kSwitch, kCoil, kFuse };
  Kind kind = Kind::kImpedance;
  uint32_t index = 0;  // into the NetworkDef's list of that kind
};

struct ConductorModel {
  std::string name;
  uint32_t instance = 0;
  LocalText title;
  NodeRef node;
  CurrentRef element;  // its current is what the jaw encloses
};

struct EffectModel {
  enum class Kind : uint8_t { kHang, kRemove, kOperate, kRepair };
  Kind kind = Kind::kHang;
  uint32_t item = 0;      // kHang, kRemove
  uint32_t point = 0;     // kHang
  uint32_t control = 0;   // kOperate
  uint32_t position = 0;  // kOperate
  uint32_t fault = 0;     // kRepair: it is gone, if it was there
};

struct LineModel {
  std::string name;  // "colleague.request_clear"
  uint32_t person = 0;
  std::string textKey;     // what the trainee says
  std::string replyKey;    // what comes back when `when` holds
  std::string refusalKey;  // and when it does not
  Expression when;
  std::vector<EffectModel> effects;  // what the person does, only when `when` holds
};

struct PersonModel {
  std::string name;
  uint32_t instance = 0;
};

struct FieldModel {
  std::string name;       // "permit.name"
  uint32_t instance = 0;  // the form
  std::string textKey;
  std::vector<std::string> options;  // text keys; empty: free text
  std::string expected;              // option or text that is right; empty: any
  uint32_t signal = 0;               // .filled
  uint32_t rightSignal = 0;          // .right
};

struct InspectModel {
  std::string name;
  uint32_t instance = 0;
  LocalText title;
  NodeRef node;
};

// A plate on which the instance's designation is written.
struct LabelModel {
  uint32_t instance = 0;
  NodeRef node;  // +Z of the node points out of the plate
};

// A fault that a scenario or a walkthrough can switch on.
enum class FaultType : uint8_t { kStuckClosed, kStuckOpen, kBlown, kTripped, kDead, kTogether };
struct FaultModel {
  std::string name;  // "Q1.pole_2_stuck"
  FaultType type = FaultType::kStuckClosed;
  uint32_t target = 0;  // switch (kStuck*), fuse (kBlown), thermal (kTripped), instrument (kDead)
  std::vector<uint32_t> members;  // kTogether: those that come and go with it, none of that kind
  uint32_t instance = 0;
  uint32_t signal = 0;
};

}  // namespace shixun::scenario
