#include "assess/measure.h"

#include <algorithm>
#include <cmath>

namespace shixun::assess {

using scenario::MeasureModel;
using scenario::Repeat;
using scenario::RuleForm;
using scenario::RuleModel;

namespace {

// A bound is met by what differs from it by rounding alone.
constexpr double kRoundingShare = 1e-9;

double slack(double a, double b) {
  return kRoundingShare * std::max(std::abs(a), std::abs(b));
}

}  // namespace

double shareOf(const RuleModel& rule, double value) {
  const MeasureModel& m = *rule.measure;
  if (std::isnan(value)) return 0;
  if (rule.form == RuleForm::kGraded) {
    for (const scenario::LevelModel& level : m.levels) {
      if (value <= level.upTo + slack(level.upTo, 0)) return level.share;
    }
    return 0;
  }
  const double away = std::abs(value - m.target);
  const double rounding = slack(m.target, value);
  if (away <= m.full + rounding) return 1;
  if (away >= m.none - rounding) return 0;
  return (m.none - away) / (m.none - m.full);
}

std::string foundText(const RuleModel& rule, double value) {
  return logic::formatValue(rule.measure->type, value);
}

std::string wantedText(const RuleModel& rule) {
  const MeasureModel& m = *rule.measure;
  const auto text = [&m](double value) { return logic::formatValue(m.type, value); };
  if (rule.form == RuleForm::kTolerance) {
    return text(m.target - m.full) + " … " + text(m.target + m.full);
  }
  double bound = 0;
  double best = -1;
  for (const scenario::LevelModel& level : m.levels) {
    if (level.share < best) continue;
    best = level.share;
    bound = level.upTo;
  }
  return "≤ " + text(bound);
}

double timeShare(const scenario::TimeModel& time, double used) {
  if (used <= time.full) return 1;
  if (used >= time.none) return 0;
  return (time.none - used) / (time.none - time.full);
}

double penaltyOf(const scenario::PenaltyModel& penalty, double used) {
  double over = std::max(0.0, used - penalty.after);
  if (penalty.stop > 0) over = std::min(over, penalty.stop);
  return penalty.marks * std::floor(over / penalty.each + kRoundingShare);
}

Measure::Measure(const RuleModel& rule) : rule_(rule) {
  if (rule.measure->since) since_.emplace(*rule.measure->since);
  if (rule.measure->counts) value_ = 0;
}

std::optional<double> Measure::valueAt(std::span<const double> row) const {
  const double value = rule_.measure->value.number(row);
  if (std::isnan(value)) return std::nullopt;
  if (!since_) return value;
  return begun_ ? std::optional(value - from_) : std::nullopt;
}

bool Measure::push(int64_t time, bool holds, std::span<const double> row) {
  const bool begins = holds && !held_;
  held_ = holds;
  if (rule_.measure->counts) {
    if (begins) *value_ += 1;
    return begins;
  }
  if (since_ && since_->push(time, row)) {
    begun_ = true;
    from_ = rule_.measure->value.number(row);
  }
  if (!holds) return false;
  const auto value = valueAt(row);
  if (!value || (value_ && rule_.measure->repeat == Repeat::kFirst)) return false;
  if (value_ && rule_.measure->repeat == Repeat::kBest &&
      shareOf(rule_, *value) <= shareOf(rule_, *value_)) {
    return false;
  }
  value_ = value;
  return true;
}

}  // namespace shixun::assess
