#include "assess/assessor.h"

#include <algorithm>
#include <bit>

#include "core/quantity.h"
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

namespace {}  // namespace

Assessor::Assessor(const ScenarioModel& model) : model_(model) {
  const auto& rubric = model.rubric;
  row_.assign(rubric.atoms.size(), kNaN);
  blind_.assign(rubric.atoms.size(), 0);
  signals_.assign(model.signals.size(), kNaN);
  signalSeen_.assign(model.signals.size(), 0);
  itemPlaces_.assign(model.items.size(), scenario::kPlaceHome);
  itemSeen_.assign(model.items.size(), 0);
  potentials_.resize(model.terminals.size());
  watchesOf_.resize(rubric.atoms.size());
  lastRow_ = row_;
  for (const RuleModel& rule : rubric.rules) {
    addWatch(rule.formula);
    marksSum_ += rule.marks;
  }
  for (const auto& step : rubric.steps) addWatch(step.doneWhen);
  for (const auto& step : rubric.steps) addWatch(step.waivedWhen);
  for (const RuleModel& rule : rubric.rules) {
    earnedWatch_.emplace_back();
    if (!rule.earnedWhen) continue;
    earnedWatch_.back() = static_cast<uint32_t>(watches_.size());
    addWatch(*rule.earnedWhen);
  }
  earnedHeld_.assign(rubric.rules.size(), 0);
  broken_.assign(rubric.rules.size(), 0);
  verdict_.assign(rubric.rules.size(), 1);
  progress_.stepsDone.resize(rubric.steps.size());
  progress_.stepsWaived.resize(rubric.steps.size());
  progress_.rulesTested.assign(rubric.rules.size(), 0);
}

Assessor::Watch::Watch(const logic::Program& program) : monitor(program) {
  for (const logic::Op& op : program.code().ops) {
    timed = timed || op.code == logic::OpCode::kRecent || op.code == logic::OpCode::kDelayed ||
            op.code == logic::OpCode::kBetween;
    // Each prev hands on what was new one point later.
    if (op.code == logic::OpCode::kPrev) ++settles;
  }
}

void Assessor::addWatch(const logic::Program& program) {
  for (const logic::Atom& atom : program.atoms()) {
    watchesOf_[atom.signal.slot].push_back(static_cast<uint32_t>(watches_.size()));
  }
  watches_.emplace_back(program);
}

void Assessor::noteChanges() {
  for (size_t a = 0; a < row_.size(); ++a) {
    // By their bits: an undefined value that stays undefined has not changed.
    if (std::bit_cast<uint64_t>(row_[a]) == std::bit_cast<uint64_t>(lastRow_[a])) continue;
    lastRow_[a] = row_[a];
    for (const uint32_t watch : watchesOf_[a]) watches_[watch].fresh = true;
  }
}

bool Assessor::judge(Watch& watch, int64_t time) {
  if (!watch.fresh && !watch.timed && watch.equal >= watch.settles) return watch.verdict;
  watch.equal = watch.fresh ? 1 : watch.equal + 1;
  watch.fresh = false;
  watch.verdict = watch.monitor.push(time, row_);
  return watch.verdict;
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

// Whether the record says where this item is, and where what carries it is.
bool Assessor::hangingKnown(uint32_t item) const {
  for (int depth = 0; depth < 8; ++depth) {
    if (itemSeen_[item] == 0) return false;
    const uint32_t place = itemPlaces_[item];
    if (place < scenario::kFirstPointPlace) return true;
    const auto& point = model_.points[place - scenario::kFirstPointPlace];
    const int32_t carrier = model_.instances[point.instance].item;
    if (carrier < 0) return true;
    item = static_cast<uint32_t>(carrier);
  }
  return true;
}

void Assessor::updateHeldAtoms() {
  for (size_t a = 0; a < model_.rubric.atoms.size(); ++a) {
    const AtomModel& atom = model_.rubric.atoms[a];
    if (atom.kind == AtomKind::kSignal) {
      row_[a] = signals_[atom.signal];
      if (signalSeen_[atom.signal] == 0) blind_[a] = 1;
    } else if (atom.kind == AtomKind::kHangs) {
      const int32_t item = model_.instances[atom.a.index].item;
      const bool hangs =
          item >= 0 && plant::hangsOn(model_, itemPlaces_, static_cast<uint32_t>(item), atom.b);
      row_[a] = hangs ? 1 : 0;
      if (item >= 0 && !hangingKnown(static_cast<uint32_t>(item))) blind_[a] = 1;
    } else if (atom.kind == AtomKind::kVolts) {
      const Potential& p = potentials_[atom.a.index];
      const Potential earth{{0, 0, 0, {}}, true};
      const Potential& q = atom.b.valid() ? potentials_[atom.b.index] : earth;
      if (!p.seen || !q.seen) blind_[a] = 1;
      const bool comparable = p.seen && q.seen && p.volts.island == q.volts.island;
      row_[a] = comparable ? plant::Plant::between(p.volts, q.volts) : kNaN;
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
        itemSeen_[signal.index] = 1;
      }
    }
    for (const session::PotentialChange& change : point.potentials) {
      potentials_[change.terminal] = {{change.re, change.im, change.island, change.more}, true};
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
  noteChanges();
  const int64_t time = nanosecondsFromTick(point.tick);
  for (size_t r = 0; r < verdict_.size(); ++r) {
    verdict_[r] = judge(watches_[r], time) ? 1 : 0;
    if (verdict_[r] == 0 && broken_[r] == 0 && model_.rubric.rules[r].form == RuleForm::kAlways) {
      broken_[r] = 1;
      findings_.push_back(makeFinding(r, point));
    }
  }
  updateProgress(time, point.tick);
  last_ = point;
  return std::span(findings_).subspan(before);
}

void Assessor::updateProgress(int64_t time, Tick tick) {
  const size_t rules = verdict_.size();
  const size_t steps = progress_.stepsDone.size();
  const auto note = [time, tick, this](Watch& watch, std::optional<Tick>& first) {
    if (judge(watch, time) && !first) first = tick;
  };
  for (size_t s = 0; s < steps; ++s) {
    note(watches_[rules + s], progress_.stepsDone[s]);
    note(watches_[rules + steps + s], progress_.stepsWaived[s]);
  }
  for (size_t r = 0; r < rules; ++r) {
    if (earnedWatch_[r] && judge(watches_[*earnedWatch_[r]], time)) earnedHeld_[r] = 1;
    if (acted(r) || waived(r)) progress_.rulesTested[r] = 1;
  }
}

// Whether what the rule asks about was done. A rule without a step and without `earned_when` asks
// for nothing.
bool Assessor::acted(size_t r) const {
  const RuleModel& rule = model_.rubric.rules[r];
  if (rule.earnedWhen) return earnedHeld_[r] != 0;
  return !rule.stepIndex || progress_.stepsDone[*rule.stepIndex].has_value();
}

bool Assessor::waived(size_t r) const {
  const RuleModel& rule = model_.rubric.rules[r];
  return rule.stepIndex && progress_.stepsWaived[*rule.stepIndex].has_value();
}

// Whether the record held, from its first point on, every observable that the formula reads.
bool Assessor::derivable(const logic::Program& program) const {
  return std::none_of(program.atoms().begin(), program.atoms().end(),
                      [this](const logic::Atom& atom) { return blind_[atom.signal.slot] != 0; });
}

// Whether the record can tell if the rule was put to the test.
bool Assessor::testDerivable(size_t r) const {
  const RuleModel& rule = model_.rubric.rules[r];
  const scenario::StepModel* step =
      rule.stepIndex ? &model_.rubric.steps[*rule.stepIndex] : nullptr;
  const bool actKnown =
      rule.earnedWhen ? derivable(*rule.earnedWhen) : step == nullptr || derivable(step->doneWhen);
  const bool waiverKnown = step == nullptr || derivable(step->waivedWhen);
  const bool tested = (acted(r) && actKnown) || (waived(r) && waiverKnown);
  return tested || (actKnown && waiverKnown);
}

std::span<const Finding> Assessor::finish() {
  const size_t before = findings_.size();
  for (size_t r = 0; r < model_.rubric.rules.size(); ++r) {
    const RuleModel& rule = model_.rubric.rules[r];
    if (broken_[r] != 0) continue;
    const bool underivable = !derivable(rule.formula) || !testDerivable(r);
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
  for (size_t s = 0; s < progress_.stepsDone.size(); ++s) {
    if (!progress_.stepsDone[s] && !progress_.stepsWaived[s]) return s;
  }
  return progress_.stepsDone.size();
}

}  // namespace shixun::assess
