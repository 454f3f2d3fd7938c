// Assessor: rubric + trace -> findings. Runs online beside a session or over a record; both give it
// the same points and get the same findings.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "assess/measure.h"
#include "logic/monitor.h"
#include "plant/plant.h"
#include "scenario/model.h"
#include "session/finding.h"
#include "session/trace.h"

namespace shixun::assess {

using scenario::ScenarioModel;
using session::Finding;
using session::TracePoint;

// What was put to the test up to a moment, from the trace alone.
struct Progress {
  std::vector<std::optional<Tick>> stepsDone;    // (rubric.steps) first done
  std::vector<std::optional<Tick>> stepsWaived;  // (rubric.steps) first not called for
  std::vector<uint8_t> rulesTested;              // (rubric.rules) 0 or 1
  std::vector<std::optional<Tick>> hazards;      // (rubric.hazards) first there
  std::vector<std::optional<double>> measured;   // (rubric.rules) the value that counts
  std::vector<uint32_t> attempts;                // (rubric.steps) how often it was tried
  std::vector<uint32_t> hints;                   // (rubric.steps) asked for while it was next
  Tick end = 0;                                  // last point of the trace
  bool ended = false;                            // finish() was called

  // All steps done or waived.
  bool complete() const;
};

class Assessor {
 public:
  // What is judged: all, or the scenario's hazards alone (then there are no findings and no steps).
  enum class Part : uint8_t { kAll, kHazards };

  // model must outlive the assessor. mode: of the session; in some hints cost nothing.
  explicit Assessor(const ScenarioModel& model, const std::string& mode = {},
                    Part part = Part::kAll);

  // Takes the next point of the trace; returns the findings it caused (valid until the next call).
  std::span<const Finding> push(const TracePoint& point);
  // The trace is over: judges the rules that speak of its end, those that measure, and those whose
  // observables never came. Call once. Valid as long as the assessor.
  std::span<const Finding> finish();

  // All findings so far, in order of time; what is found only at the end may be of an earlier
  // moment.
  const std::vector<Finding>& findings() const { return findings_; }
  // When each step of the procedure was first done (ticks), parallel to rubric.steps.
  const std::vector<std::optional<Tick>>& stepsDone() const { return progress_.stepsDone; }
  const Progress& progress() const { return progress_; }
  // Index of the first step neither done nor waived; rubric.steps.size() when all are.
  size_t nextStep() const;

 private:
  void updateRow(const TracePoint& point);
  void updateHeldAtoms();
  void updateProgress(int64_t time, Tick tick);
  bool derivable(const logic::Program& program) const;
  bool derivable(const scenario::MeasureModel& measure) const;
  bool acted(size_t rule) const;
  bool waived(size_t rule) const;
  bool testDerivable(size_t rule) const;
  bool hangingKnown(uint32_t item) const;
  bool matches(const scenario::EventFilter& filter, const plant::Event& event) const;
  Finding makeFinding(size_t rule, const TracePoint& point) const;
  void judgeBreach(size_t rule, const TracePoint& point);
  void judgeMeasure(size_t rule, int64_t time, const TracePoint& point);
  Finding measuredFinding(size_t rule) const;
  void finishRule(size_t rule);
  void finishTime();
  void judgeHint(const TracePoint& point);
  bool timeIsUp(Tick tick) const;
  // Of a part of the rubric that has no rule.
  Finding partFinding(std::string_view code, const TracePoint& point, double marks) const;

  struct Potential {
    plant::Plant::Potential volts;
    bool seen = false;
  };

  const ScenarioModel& model_;
  bool hintsCost_ = false;
  uint32_t hintsAsked_ = 0;
  double marksSum_ = 0;
  std::vector<double> row_;            // (atoms)
  std::vector<uint8_t> blind_;         // (atoms) asked for before it was ever recorded
  std::vector<double> signals_;        // (signals)
  std::vector<uint8_t> signalSeen_;    // (signals)
  std::vector<uint32_t> itemPlaces_;   // (items)
  std::vector<uint8_t> itemSeen_;      // (items)
  std::vector<Potential> potentials_;  // (terminals)
  std::vector<logic::Monitor> ruleMonitors_;
  std::vector<logic::Monitor> hazardMonitors_;                 // (rubric.hazards)
  std::vector<logic::Monitor> doneMonitors_, waivedMonitors_;  // (steps)
  std::vector<logic::Monitor> attemptMonitors_;                // (steps)
  std::vector<uint8_t> attempting_;                            // (steps) at the last point
  std::vector<std::optional<logic::Monitor>> earnedMonitors_;  // (rules)
  std::vector<uint8_t> earnedHeld_;                            // (rules)
  std::vector<uint8_t> broken_;                                // (rules) already found
  std::vector<uint8_t> verdict_;                               // (rules) at the last point
  std::vector<double> lost_;                                   // (rules) marks of 100, by breaches
  std::vector<std::optional<Measure>> measures_;               // (rules)
  std::vector<std::optional<Finding>> counted_;                // (rules) the attempt that counts
  Progress progress_;
  std::vector<Finding> findings_, ended_;
  TracePoint last_;
};

}  // namespace shixun::assess
