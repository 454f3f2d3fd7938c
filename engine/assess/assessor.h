// Assessor: rubric + trace -> findings. Runs online beside a session or over a record; both give it
// the same points and get the same findings.
#pragma once

#include <optional>
#include <span>
#include <vector>

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
};

class Assessor {
 public:
  // model must outlive the assessor.
  explicit Assessor(const ScenarioModel& model);

  // Takes the next point of the trace; returns the findings it caused (valid until the next call).
  std::span<const Finding> push(const TracePoint& point);
  // The trace is over: judges the rules that speak of its end, and those whose observables never
  // came. Call once.
  std::span<const Finding> finish();

  // All findings so far, in order of time.
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
  bool acted(size_t rule) const;
  bool waived(size_t rule) const;
  bool testDerivable(size_t rule) const;
  bool hangingKnown(uint32_t item) const;
  bool matches(const scenario::EventFilter& filter, const plant::Event& event) const;
  Finding makeFinding(size_t rule, const TracePoint& point) const;

  // A formula that is run along the trace. Most points change nothing that it reads: then, unless
  // it measures time, its verdict stays, and it need not be run.
  struct Watch {
    explicit Watch(const logic::Program& program);

    logic::Monitor monitor;
    bool timed = false;    // a verdict may change by time alone
    uint32_t settles = 1;  // equal points in a row after which the verdict stays
    uint32_t equal = 0;    // of them so far
    bool fresh = true;     // something that it reads has changed
    bool verdict = false;
  };
  void addWatch(const logic::Program& program);
  void noteChanges();
  bool judge(Watch& watch, int64_t time);

  struct Potential {
    plant::Plant::Potential volts;
    bool seen = false;
  };

  const ScenarioModel& model_;
  double marksSum_ = 0;
  std::vector<double> row_;            // (atoms)
  std::vector<uint8_t> blind_;         // (atoms) asked for before it was ever recorded
  std::vector<double> signals_;        // (signals)
  std::vector<uint8_t> signalSeen_;    // (signals)
  std::vector<uint32_t> itemPlaces_;   // (items)
  std::vector<uint8_t> itemSeen_;      // (items)
  std::vector<Potential> potentials_;  // (terminals)
  std::vector<Watch> watches_;  // of the rules, of the steps' doneWhen, of their waivedWhen, of the
                                // rules' earnedWhen
  std::vector<std::optional<uint32_t>> earnedWatch_;  // (rules) into watches_
  std::vector<std::vector<uint32_t>> watchesOf_;      // (atoms) into watches_: those that read it
  std::vector<double> lastRow_;                       // (atoms) at the point before
  std::vector<uint8_t> earnedHeld_;                   // (rules)
  std::vector<uint8_t> broken_;                       // (rules) already found
  std::vector<uint8_t> verdict_;                      // (rules) at the last point
  Progress progress_;
  std::vector<Finding> findings_;
  TracePoint last_;
};

}  // namespace shixun::assess
