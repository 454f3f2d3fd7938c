// Circuit: moves a CircuitState through time. Holds the model by reference and otherwise only
// caches (matrix pattern, factors), so any Circuit of the same model continues any state with the
// same result to the last bit.
//
//   Diagnostics problems;
//   Result<CircuitModel> model = compile(net, problems);
//   Circuit circuit(*model);
//   CircuitState state = circuit.initialState();
//   circuit.setSwitch(state, q1, true);
//   for (const Event& event : circuit.step(state, kTickSeconds)) ...
//   voltage(*model, state, a, b)                                       // readings.h
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "circuit/assembly.h"
#include "circuit/compile.h"
#include "circuit/protection.h"
#include "circuit/sparse.h"
#include "circuit/state.h"

namespace shixun::circuit {

enum class EventKind {
  kCoilPickedUp,    // index: coil
  kCoilDroppedOut,  // index: coil
  kTripThermal,     // index: thermal group
  kTripMagnetic,    // index: thermal group
  kTripResidual,    // index: residual release
  kFuseBlown,       // index: fuse
  kBodyEffect,      // attachment, effect: a person's worst effect so far has become worse
  kChatter,         // index: coil that does not come to rest
  kSingular,        // name: the node or element where the solve failed; last good values kept
};

struct Event {
  EventKind kind = EventKind::kSingular;
  uint32_t index = 0;
  AttachmentId attachment = {};
  BodyEffect effect = BodyEffect::kNone;
  std::string_view name = {};  // of the element or node, owned by the model
};

// "coil 'K1' picked up", for logs and test failures.
std::string describe(const Event& event);

// An instrument between two nodes: R (with a DC EMF, or none, in series) parallel to C.
struct MeterDef {
  NodeIndex a, b;
  double resistance = 10e6;  // > 0
  double capacitance = 0;
  double emf = 0;  // V DC, driving current out of a
};

// A person between two nodes.
struct BodyDef {
  NodeIndex a, b;
  double seriesResistance = 0;  // gloves, shoes
  double fixedResistance = 0;   // 0: by the table, iterated with the voltage
  BodyPercentile percentile = BodyPercentile::k50;
};

enum class ResetResult { kReset, kNotTripped, kStillHot };

// What a DC instrument with an EMF and a source resistance finds between two nodes.
struct DcReading {
  bool solved = true;     // false: numeric failure, the rest is not to be used
  bool open = false;      // no conducting path: resistance is infinite, current 0
  double resistance = 0;  // ohm, voltage / current
  double voltage = 0;     // V at the terminals
  double current = 0;     // A
  double dcVolts = 0;     // what was between the terminals before, DC
  double acVolts = 0;     // and at all other frequencies (rms); 0 when undefined
};

class Circuit {
 public:
  // `model` must outlive the circuit and not move.
  explicit Circuit(const CircuitModel& model);
  ~Circuit();
  Circuit(Circuit&&) noexcept;
  Circuit& operator=(Circuit&&) = delete;

  // Everything cold and at rest, contacts as defined, solved.
  CircuitState initialState();
  // Advances slow states by dt >= 0 with the present solution, then brings contacts, coils and
  // solution to rest. dt = 0 only does the latter (for an outer loop with logic and mechanism).
  // Solves only when something changed. The events are valid until the next call.
  std::span<const Event> step(CircuitState& state, double dt);
  // Steps of one tick until `seconds` have passed.
  void settle(CircuitState& state, double seconds);

  // These take effect in the next step(). Contacts that a device drives (kMake, kBreak) cannot be
  // commanded; faults hold any contact.
  void setSwitch(CircuitState& state, SwitchIndex index, bool closed);
  void setFault(CircuitState& state, SwitchIndex index, ContactFault fault);
  // Clamped to the group's range; false when it had to be, or the group is not adjustable.
  bool setSetting(CircuitState& state, ThermalIndex index, double amperes);
  ResetResult reset(CircuitState& state, ThermalIndex index);
  void reset(CircuitState& state, ResidualIndex index);
  void replaceFuse(CircuitState& state, FuseIndex index);
  // Defects that are there from the start.
  void blowFuse(CircuitState& state, FuseIndex index);
  void trip(CircuitState& state, ThermalIndex index);
  void setLoadFactor(CircuitState& state, MachineIndex index, double factor);  // >= 0
  void setBlocked(CircuitState& state, MachineIndex index, bool blocked);
  void setSpeed(CircuitState& state, MachineIndex index, double radPerSecond);

  AttachmentId attach(CircuitState& state, const MeterDef& def);
  AttachmentId attachBody(CircuitState& state, const BodyDef& def);
  // A stale or null id is ignored.
  void detach(CircuitState& state, AttachmentId id);

  // What a DC instrument of `testVolts` behind `sourceResistance` (> 0) reads in the end between a
  // and b: AC sources and L are shorts, C has charged and is open; contacts as they are in `state`,
  // which is not changed. (What it reads on the way, attach() with an EMF shows.)
  DcReading dcResistance(const CircuitState& state, NodeIndex a, NodeIndex b, double testVolts,
                         double sourceResistance);

  const CircuitModel& model() const { return model_; }

 private:
  struct Topology;
  struct Analysis;

  void advance(CircuitState& state, double dt);
  void advanceCoils(CircuitState& state, double dt);
  void advanceProtection(CircuitState& state, double dt);
  void advanceCharges(CircuitState& state, double dt);
  void advanceInTime(CircuitState& state, double dt);
  void advanceBodies(CircuitState& state, double dt);
  void bringToRest(CircuitState& state);
  void refreshContacts(CircuitState& state);
  void moveUndelayedCoils(CircuitState& state);
  void applyCoilChange(CircuitState& state, uint32_t coil, CoilChange change);
  void solve(CircuitState& state);
  bool solveLine(CircuitState& state, Analysis& analysis);
  bool updateBodies(CircuitState& state) const;
  void commit(CircuitState& state);
  static void commitLine(const CircuitModel& model, const Analysis& analysis, Solution& solution);
  void commitMachines(CircuitState& state) const;
  void commitAttachments(CircuitState& state) const;
  bool keepCharges(CircuitState& state) const;

  void prepareStructure(const CircuitState& state);
  Topology& topology(const CircuitState& state, Analysis& analysis);
  bool factorActual(const CircuitState& state, Analysis& analysis, Topology& topology);
  bool factorDirect();
  bool solveLinear(const std::vector<Complex>& rhs);
  bool solveRefined(std::vector<Complex>& x, const std::vector<Complex>& rhs);
  double worstResidual(const std::vector<Complex>& x, const std::vector<Complex>& rhs);
  void fail(CircuitState& state);
  double branchSquare(const CircuitState& state, uint32_t branch) const;

  const CircuitModel& model_;
  std::unique_ptr<Assembly> assembly_;
  SparseAnalysis sparse_;
  bool structureSound_ = true;
  std::vector<std::unique_ptr<Analysis>> analyses_;  // per CircuitModel::frequencies
  std::unique_ptr<Analysis> steady_;
  SparseFactor<Complex> direct_;  // factors of the actual values, when the cached pivots went bad
  SparseFactor<Complex>* active_ = nullptr;  // the factors to solve with
  std::vector<Complex> values_, x_, rhs_, residual_, injection_;
  std::vector<double> residualScale_;
  std::vector<double> squares_;
  std::vector<Event> events_;
  uint32_t troubledRow_ = 0;
};

}  // namespace shixun::circuit
