// ScenarioModel: a scenario compiled from its files. Const after load; everything that changes in a
// session is plant::State. All cross references are indices into the arrays below.
//
// Lengths in m, angles in rad, everything else SI. Poses are parent-from-child.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "asset/sidecar.h"
#include "circuit/compile.h"
#include "math/geometry.h"
#include "scenario/command.h"
#include "scenario/entity.h"
#include "scenario/equipment_model.h"
#include "scenario/local_text.h"
#include "scenario/rubric.h"

namespace shixun::scenario {

struct RoleModel {
  std::string role;       // "isolator"
  std::string standsFor;  // "Q1" or "Q1.handle"
};

struct ScenarioModel {
  std::string id;      // "electrical/motor-starter-isolation"
  std::string folder;  // where it was read from
  std::string version;
  std::string contentHash;  // SHA-256 of all files it was made of, hex
  LocalText title;
  LocalText description;
  std::vector<std::string> languages;
  std::vector<std::string> modes;
  std::map<std::string, std::map<std::string, std::string>> text;  // language -> key -> text
  double timeLimit = 0;                                            // s; 0: none
  Pose worldFromStart;                                             // the trainee's feet and heading

  std::vector<asset::Sidecar> sidecars;
  std::vector<InstanceModel> instances;
  std::vector<PartModel> parts;
  std::vector<SignalModel> signals;
  std::vector<ControlModel> controls;
  std::vector<TerminalModel> terminals;
  std::vector<SwitchModel> switches;
  std::vector<CoilModel> coils;
  std::vector<ThermalModel> thermals;
  std::vector<ResidualModel> residuals;
  std::vector<FuseModel> fuses;
  std::vector<LampModel> lamps;
  std::vector<MachineModel> machines;
  std::vector<LatchModel> latches;
  std::vector<LogicModel> logics;
  std::vector<TimerModel> timers;
  std::vector<MotionModel> motions;
  std::vector<ItemModel> items;
  std::vector<PointModel> points;
  std::vector<ProbeModel> probes;
  std::vector<InstrumentModel> instruments;
  std::vector<ConductorModel> conductors;
  std::vector<PersonModel> persons;
  std::vector<LineModel> lines;
  std::vector<FieldModel> fields;
  std::vector<InspectModel> inspects;
  std::vector<LabelModel> labels;
  std::vector<FaultModel> faults;
  std::vector<RoleModel> roles;

  // Labels of kItemPlace: "home", "hand", "worn", "floor", then every point's name.
  std::vector<std::string> placeLabels;
  // Labels of kProbeTerminal: "none", then every terminal's name.
  std::vector<std::string> terminalLabels;
  uint32_t bodyCurrentSignal = 0;

  circuit::CircuitModel circuit;
  circuit::NodeIndex earth;
  double frequency = 50;  // Hz

  // Played before tick 0 so that the session starts in a settled state, e.g. a running motor.
  std::vector<Command> prelude;
  double preludeSettle = 0;            // s simulated after each command of the prelude
  std::vector<uint32_t> activeFaults;  // indices into faults
  std::vector<uint32_t> drawPool;      // faults that the session's seed chooses from
  uint32_t drawPick = 0;               // how many

  RubricModel rubric;

  // Dotted name, or role name, or role.member -> entity. Sorted; roles resolved.
  std::map<std::string, EntityRef> entities;
  // Signal's own name, or the same with a role in front -> index into signals.
  std::map<std::string, uint32_t> signalsByName;
};

// The values of kItemPlace that are not points.
inline constexpr uint32_t kPlaceHome = 0;
inline constexpr uint32_t kPlaceHand = 1;
inline constexpr uint32_t kPlaceWorn = 2;
inline constexpr uint32_t kPlaceFloor = 3;
inline constexpr uint32_t kFirstPointPlace = 4;

// The entity's own (instance) name, never a role: "Q1.handle". "" for none.
const std::string& nameOf(const ScenarioModel& model, EntityRef entity);
// Its title in a language, falling back to English, then to the name.
std::string titleOf(const ScenarioModel& model, EntityRef entity, const std::string& language);
// Scenario text by key in a language, falling back to English, then to the key itself.
std::string textOf(const ScenarioModel& model, const std::string& key, const std::string& language);
// A rule's code as a person reads it: that of a part without a rule, such as the time, is its title.
std::string codeText(const ScenarioModel& model, const std::string& code,
                     const std::string& language);
// The instance that an entity belongs to; -1 for none.
int32_t instanceOf(const ScenarioModel& model, EntityRef entity);
// The node where an entity is in the world, if it has one.
std::optional<NodeRef> nodeOf(const ScenarioModel& model, EntityRef entity);

}  // namespace shixun::scenario
