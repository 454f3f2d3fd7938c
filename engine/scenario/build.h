// Build: what the steps from ScenarioSpec to ScenarioModel share. Each step is one function of one
// file, called in the order of this header; all of them report and go on.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "logic/compile.h"
#include "logic/sense.h"
#include "scenario/load.h"
#include "scenario/model.h"
#include "scenario/scenario_spec.h"
#include "scenario/sources.h"

namespace shixun::scenario {

// One instance while it is built; same index as in ScenarioModel::instances.
struct InstanceBuild {
  const InstanceSpec* spec = nullptr;
  const EquipmentSpec* equipment = nullptr;  // null: its file could not be read
  SourceLocation where;                      // of its name
  bool person = false;
  std::map<std::string, uint32_t> parts;  // name -> ScenarioModel::parts
  std::map<std::string, Quantity> parameters;
  std::map<std::string, uint32_t> controls;  // name -> ScenarioModel::controls, and so on
  std::map<std::string, uint32_t> switches;
  std::map<std::string, uint32_t> fuses;
  std::map<std::string, uint32_t> thermals;
  std::map<std::string, uint32_t> points;
  std::map<std::string, CurrentRef> currents;  // two-terminal elements
};

// An expression whose names can be resolved only when all instances are known.
struct PendingExpression {
  const Formula* formula = nullptr;
  int32_t instance = -1;                // whose members it names; -1: the scenario's names
  std::function<Expression&()> target;  // a function because the arrays still grow
};

struct PendingSignal {
  const Word* name = nullptr;
  uint32_t instance = 0;
  std::function<uint32_t&()> target;
};

// Terminals and inner nodes, joined by wires: a union-find forest.
struct Electrical {
  std::vector<std::string> names;  // "Q1.1L1"
  std::vector<SourceLocation> where;
  std::map<std::string, uint32_t> byName;
  std::vector<uint32_t> parent;
  std::vector<uint8_t> wired;             // named in some wire
  std::vector<uint32_t> ends;             // element ends on this point
  std::vector<circuit::NodeIndex> nodes;  // by root, made when first used

  uint32_t add(const std::string& name, const SourceLocation& at);
  uint32_t find(uint32_t point);
  void join(uint32_t a, uint32_t b);
};

struct Build {
  Sources& sources;
  Diagnostics& problems;
  const ScenarioSpec& spec;
  ScenarioModel& model;

  std::vector<InstanceBuild> instances = {};
  std::map<std::string, uint32_t> instanceByName = {};
  std::map<std::string, uint32_t> sidecarByAsset = {};
  std::map<std::string, uint32_t> signalByName = {};
  std::vector<PendingExpression> expressions = {};
  std::vector<PendingSignal> spins = {};
  Electrical electrical = {};
  circuit::NetworkDef network = {};
  std::vector<const TextKey*> textKeys = {};           // all that are used
  std::set<std::string> programKeys = {};              // the program's own, where it has them
  std::vector<const Located<LocalText>*> titles = {};  // likewise
  std::map<std::string, const SetSpec*> sets = {};
};

// 1. Instances, their parameters and parts, and where the parts stand.
void buildInstances(Build& build);
// 2. Circuit points and wires.
void buildWires(Build& build);
// 3. What the instances consist of, with their signals and entities.
void buildMembers(Build& build);
void buildElements(Build& build, uint32_t instance);    // electrical elements of one instance
void buildInstrument(Build& build, uint32_t instance);  // item, instrument, form
// 3b. Faults, which rules can name like anything else.
void buildFaults(Build& build);
// 4. Persons and what can be said, owners; roles and their entities.
void buildPeople(Build& build);
void buildRoles(Build& build);
// 5. Labels of places and terminals, then every expression.
void buildExpressions(Build& build);
// 6. The circuit.
void buildCircuit(Build& build);
void checkWiring(Build& build);  // ends that lead nowhere
// Adds to the hint where the scenario gave the values of the element that the message names.
void addGivers(const Build& build, Diagnostic& problem);
// "'voltage' is given at scenario.yaml:12:30"; empty when the equipment's own value holds.
std::string givenBy(const InstanceBuild& instance, std::string_view parameter);
// 7. What persons do, faults, prelude.
void buildStart(Build& build);
// 8. The rubric.
void buildRubric(Build& build);
// 9. Texts in every declared language.
void buildTexts(Build& build);
void checkTitles(Build& build);  // of those noted by useTitle()
// 10. Warnings about what fits nowhere, and about names that people mix up.
void checkSense(Build& build);
void checkNames(Build& build);
// 11. Logic that never comes to rest; only when nothing else is wrong.
void checkLogicLoops(Build& build);
// 12. What nothing refers to, with what the walkthroughs use and prove; only for a check.
void checkUsage(Build& build);
// What roles and the rubric's events, controls and hanging things name.
std::vector<NamedEntity> namedEntities(const Build& build);

// Warnings that their authors approved.
struct ApprovalsOf {
  const std::vector<ApprovalSpec>& list;
  std::string file;  // whose warnings they are about; empty: any
};
// The problems without approved warnings, with those about approvals themselves. Of the first
// `complete` lists, approvals that match nothing are reported.
Diagnostics withoutApproved(const Diagnostics& problems, const std::vector<ApprovalsOf>& approvals,
                            size_t complete);
// The first name in quotes of a message.
std::string subjectOf(const std::string& message);

// Helpers shared by the steps.

// A quantity in SI, its parameter looked up; reports an unknown one.
double quantityOf(Build& build, const InstanceBuild& instance, const QuantitySpec& spec,
                  double otherwise = 0);
// The node "part/node" of an instance; reports what is wrong.
std::optional<NodeRef> findNode(Build& build, uint32_t instance, const Word& path);
// As findNode, but a missing value or node gives the null NodeRef.
NodeRef nodeOrNone(Build& build, uint32_t instance, const Word& path);
uint32_t addSignal(Build& build, SignalModel signal, const SourceLocation& where);
// Reports a name that is taken.
void addEntity(Build& build, const std::string& name, EntityRef entity,
               const SourceLocation& where);
void addExpression(Build& build, const Formula& formula, int32_t instance,
                   std::function<Expression&()> target);
// An entity by its name, role or role.member; reports an unknown one, or one of the wrong kind
// (kNone: any).
EntityRef findEntity(Build& build, const Word& name, EntityKind kind);
// A key of a map by name; reports an unknown one as `what`.
std::optional<uint32_t> findIn(Build& build, const std::map<std::string, uint32_t>& map,
                               const Word& name, std::string_view what);
// "unknown-name" with the nearest of `valid`.
void reportUnknown(Diagnostics& problems, const SourceLocation& where, std::string_view name,
                   std::string_view what, const std::vector<std::string>& valid);
// A fault by its name, roles allowed.
std::optional<uint32_t> findFault(const ScenarioModel& model, std::string_view name);
// A time to be simulated, in s; reports one that is negative or too long.
double timeOf(const QuantitySpec& spec, double otherwise, Diagnostics& problems);
// Names of the files of <folder>/walkthroughs, without extension.
std::vector<std::string> walkthroughNames(const ContentRoot& root, const std::string& folder);
// Compiles a formula and adds its problems at their places in the file.
std::optional<logic::Program> compileFormula(const Formula& formula, logic::Scope& scope,
                                             const logic::CompileOptions& options,
                                             Diagnostics& problems);
// Warns of parts of a formula that never hold together, or one of which always holds.
void reportClashes(const Formula& formula, const logic::Program& program,
                   const logic::Exclusive& exclusive, Diagnostics& problems);
// Whether two atoms of the rubric are events that no one point has together.
bool excludeEachOther(const RubricModel& rubric, uint32_t slotA, uint32_t slotB);
// The place in the file of a place in a formula's text.
SourceLocation placeIn(const Formula& formula, const SourceLocation& where);
// "Q1.handle" from "isolator.handle".
std::string resolveRole(const ScenarioModel& model, std::string_view name);
logic::Signal logicSignal(const SignalModel& signal, uint32_t slot);
// The texts, noted so that missing languages are reported.
const LocalText& useTitle(Build& build, const Located<LocalText>& title);
const std::string& useText(Build& build, const TextKey& key);
// "Q1" + "handle" = "Q1.handle".
std::string memberName(const Build& build, uint32_t instance, std::string_view member);

template <typename Map>
std::vector<std::string> keysOf(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

}  // namespace shixun::scenario
