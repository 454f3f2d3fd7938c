// Measure: follows what one measured rule measures, and what a value earns.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "logic/monitor.h"
#include "scenario/rubric.h"

namespace shixun::assess {

// How much of its marks a measured rule's value earns, 0..1.
double shareOf(const scenario::RuleModel& rule, double value);
// The value as a person reads it, and the values that earn all marks: "11.2 V", "10.5 V … 11.1 V".
std::string foundText(const scenario::RuleModel& rule, double value);
std::string wantedText(const scenario::RuleModel& rule);

// How much of its marks the time used earns, 0..1, and the marks that going on too long costs (of
// the sum of all). used: s
double timeShare(const scenario::TimeModel& time, double used);
double penaltyOf(const scenario::PenaltyModel& penalty, double used);

class Measure {
 public:
  // rule must be a measured one and outlive this.
  explicit Measure(const scenario::RuleModel& rule);

  // The next row, at which the rule's formula holds or not. True: this is now what counts.
  bool push(int64_t time, bool holds, std::span<const double> row);

  // Nothing: not attempted. A count is always there.
  std::optional<double> value() const { return value_; }
  double share() const { return value_ ? shareOf(rule_, *value_) : 0; }

 private:
  std::optional<double> valueAt(std::span<const double> row) const;

  const scenario::RuleModel& rule_;
  std::optional<logic::Monitor> since_;
  std::optional<double> value_;
  double from_ = 0;     // value when `since` last held
  bool begun_ = false;  // it did
  bool held_ = false;   // the formula, at the last row
};

}  // namespace shixun::assess
