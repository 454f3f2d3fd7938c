// Assessor: rubric + trace -> findings. Runs online beside a session or over a record; both give it
// the same points and get the same findings.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "logic/monitor.h"
#include "scenario/model.h"
#include "session/finding.h"
#include "session/trace.h"

namespace shixun::assess {

using scenario::ScenarioModel;
using session::Finding;
using session::TracePoint;

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
  const std::vector<std::optional<Tick>>& stepsDone() const { return stepsDone_; }
  // Index of the first step not yet done; rubric.steps.size() when all are.
  size_t nextStep() const;

 private:
  void updateRow(const TracePoint& point);
  void updateHeldAtoms();
  bool matches(const scenario::EventFilter& filter, const plant::Event& event) const;
  Finding makeFinding(size_t rule, const TracePoint& point) const;

  struct Potential {
    double re = 0, im = 0;
    int32_t island = -1;
    bool seen = false;
  };

  const ScenarioModel& model_;
  double marksSum_ = 0;
  std::vector<double> row_;                 // (atoms)
  std::vector<double> signals_;             // (signals)
  std::vector<uint8_t> signalSeen_;         // (signals)
  std::vector<uint32_t> itemPlaces_;        // (items)
  std::vector<Potential> potentials_;       // (terminals)
  std::vector<logic::Monitor> ruleMonitors_, stepMonitors_;
  std::vector<uint8_t> broken_;             // (rules) already found
  std::vector<uint8_t> verdict_;            // (rules) at the last point
  std::vector<std::optional<Tick>> stepsDone_;
  std::vector<Finding> findings_;
  TracePoint last_;
};

}  // namespace shixun::assess
