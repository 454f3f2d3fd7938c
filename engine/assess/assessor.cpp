#include "assess/assessor.h"

#include <limits>

#include "math/libm.h"
#include "plant/plant.h"
#include "session/codec.h"

namespace shixun::assess {

using scenario::AtomKind;
using scenario::AtomModel;
using scenario::EventFilter;
using scenario::RuleForm;
using scenario::RuleModel;
using session::PointKind;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}  // namespace

Assessor::Assessor(const ScenarioModel& model) : model_(model) {
  const auto& rubric = model.rubric;
  row_.assign(rubric.atoms.size(), kNaN);
  signals_.assign(model.signals.size(), kNaN);
  signalSeen_.assign(model.signals.size(), 0);
  itemPlaces_.assign(model.items.size(), scenario::kPlaceHome);
  potentials_.resize(model.terminals.size());
  for (const RuleModel& rule : rubric.rules) {
    ruleMonitors_.emplace_back(rule.formula);
    marksSum_ += rule.marks;
  }
  for (const auto& step : rubric.steps) stepMonitors_.emplace_back(step.doneWhen);
  broken_.assign(rubric.rules.size(), 0);
  verdict_.assign(rubric.rules.size(), 1);
  stepsDone_.resize(rubric.steps.size());
}

bool Assessor::matches(const EventFilter& filter, const plant::Event& event) const {
  if (filter.kind != event.kind) return false;
  const auto fits = [](scenario::EntityRef wanted, scenario::EntityRef got) {
    return !wanted.valid() || wanted == got;
  };
  if (!fits(filter.what, event.what) || !fits(filter.at, event.at) ||
      !fits(filter.with, event.with)) {
    return false;
  }
  if (filter.hasTo && filter.to != event.to) return false;
  if (!filter.pair) return true;
  return (filter.pairA == event.at && filter.pairB == event.with) ||
         (filter.pairB == event.at && filter.pairA == event.with);
}

void Assessor::updateHeldAtoms() {
  for (size_t a = 0; a < model_.rubric.atoms.size(); ++a) {
    const AtomModel& atom = model_.rubric.atoms[a];
    if (atom.kind == AtomKind::kSignal) {
      row_[a] = signals_[atom.signal];
    } else if (atom.kind == AtomKind::kHangs) {
      const int32_t item = model_.instances[atom.a.index].item;
      const bool hangs = item >= 0 && plant::hangsOn(model_, itemPlaces_,
                                                     static_cast<uint32_t>(item), atom.b);
      row_[a] = hangs ? 1 : 0;
    } else if (atom.kind == AtomKind::kVolts) {
      const Potential& p = potentials_[atom.a.index];
      const Potential earth{0, 0, 0, true};
      const Potential& q = atom.b.valid() ? potentials_[atom.b.index] : earth;
      const bool comparable = p.seen && q.seen && p.island == q.island;
      row_[a] = comparable ? magnitude({p.re - q.re, p.im - q.im}) : kNaN;
    }
  }
}

void Assessor::updateRow(const TracePoint& point) {
  if (point.kind == PointKind::kObservables) {
    for (const session::SignalChange& change : point.signals) {
      signals_[change.signal] = change.value;
      signalSeen_[change.signal] = 1;
      const scenario::SignalModel& signal = model_.signals[change.signal];
      if (signal.source == scenario::SignalSource::kItemPlace && change.value >= 0) {
        itemPlaces_[signal.index] = static_cast<uint32_t>(change.value);
      }
    }
    for (const session::PotentialChange& change : point.potentials) {
      potentials_[change.terminal] = {change.re, change.im, change.island, true};
    }
    updateHeldAtoms();
  }
  for (size_t a = 0; a < model_.rubric.atoms.size(); ++a) {
    const AtomModel& atom = model_.rubric.atoms[a];
    if (atom.kind != AtomKind::kEvent && atom.kind != AtomKind::kEventValue) continue;
    const bool hit = point.kind == PointKind::kEvent && matches(atom.filter, point.event);
    if (atom.kind == AtomKind::kEvent) {
      row_[a] = hit ? 1 : 0;
    } else {
      row_[a] = hit ? point.event.value : kNaN;
    }
  }
}

Finding Assessor::makeFinding(size_t index, const TracePoint& point) const {
  const RuleModel& rule = model_.rubric.rules[index];
  Finding finding;
  finding.rule = rule.code;
  finding.severity = rule.severity;
  finding.tick = point.tick;
  finding.marksLost = marksSum_ > 0 ? rule.marks * 100 / marksSum_ : 0;
  finding.wrongKey = rule.wrongKey;
  finding.adviceKey = rule.adviceKey;
  finding.step = rule.step;
  for (const scenario::EntityRef entity : rule.about) {
    finding.about.push_back(nameOf(model_, entity));
  }
  finding.formula = rule.formulaText;
  if (point.kind == PointKind::kEvent) finding.event = session::describeEvent(model_, point.event);
  for (const logic::AtomValue& value : logic::describeValues(rule.formula, row_)) {
    finding.values.push_back({value.name, value.text});
  }
  return finding;
}

std::span<const Finding> Assessor::push(const TracePoint& point) {
  const size_t before = findings_.size();
  updateRow(point);
  const int64_t time = nanosecondsFromTick(point.tick);
  for (size_t r = 0; r < ruleMonitors_.size(); ++r) {
    verdict_[r] = ruleMonitors_[r].push(time, row_) ? 1 : 0;
    if (verdict_[r] == 0 && broken_[r] == 0 &&
        model_.rubric.rules[r].form == RuleForm::kAlways) {
      broken_[r] = 1;
      findings_.push_back(makeFinding(r, point));
    }
  }
  for (size_t s = 0; s < stepMonitors_.size(); ++s) {
    const bool done = stepMonitors_[s].push(time, row_);
    if (done && !stepsDone_[s]) stepsDone_[s] = point.tick;
  }
  last_ = point;
  return std::span(findings_).subspan(before);
}

std::span<const Finding> Assessor::finish() {
  const size_t before = findings_.size();
  const auto missing = [this](const RuleModel& rule) {
    for (const uint32_t a : rule.atoms) {
      const AtomModel& atom = model_.rubric.atoms[a];
      if (atom.kind == AtomKind::kSignal && signalSeen_[atom.signal] == 0) return true;
      if (atom.kind == AtomKind::kVolts && !potentials_[atom.a.index].seen) return true;
    }
    return false;
  };
  for (size_t r = 0; r < model_.rubric.rules.size(); ++r) {
    const RuleModel& rule = model_.rubric.rules[r];
    if (broken_[r] != 0) continue;
    const bool underivable = missing(rule);
    if (!underivable && (rule.form != RuleForm::kFinally || verdict_[r] != 0)) continue;
    broken_[r] = 1;
    TracePoint end = last_;
    end.kind = PointKind::kObservables;
    findings_.push_back(makeFinding(r, end));
    findings_.back().underivable = underivable;
  }
  return std::span(findings_).subspan(before);
}

size_t Assessor::nextStep() const {
  for (size_t s = 0; s < stepsDone_.size(); ++s) {
    if (!stepsDone_[s]) return s;
  }
  return stepsDone_.size();
}

}  // namespace shixun::assess
