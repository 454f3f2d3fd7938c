#include "assess/assessor.h"

#include <algorithm>

#include "assess/place.h"
#include "core/quantity.h"
#include "math/libm.h"
#include "plant/plant.h"
#include "session/codec.h"
#include "session/info.h"

namespace shixun::assess {

using scenario::AtomKind;
using scenario::AtomModel;
using scenario::EventFilter;
using scenario::RuleForm;
using scenario::RuleModel;
using session::PointKind;

namespace {

constexpr double kRounding = 1e-6;  // s

// Whether two terminals are one, or joined by wires alone.
bool onNode(const ScenarioModel& model, scenario::EntityRef a, scenario::EntityRef b) {
  if (a.kind != scenario::EntityKind::kTerminal || b.kind != scenario::EntityKind::kTerminal) {
    return false;
  }
  const auto& first = model.terminals[a.index];
  const auto& second = model.terminals[b.index];
  return a == b || (first.circuitNode.valid() && first.circuitNode == second.circuitNode);
}

}  // namespace

bool Progress::complete() const {
  for (size_t s = 0; s < stepsDone.size(); ++s) {
    if (!stepsDone[s] && !stepsWaived[s]) return false;
  }
  return true;
}

Assessor::Assessor(const ScenarioModel& model, const std::string& mode, Part part) : model_(model) {
  const auto& rubric = model.rubric;
  hintsCost_ = rubric.hints && (mode.empty() || session::givesHints(mode));
  marksSum_ = scenario::sumOfMarks(rubric);
  row_.assign(rubric.atoms.size(), kNaN);
  blind_.assign(rubric.atoms.size(), 0);
  signals_.assign(model.signals.size(), kNaN);
  signalSeen_.assign(model.signals.size(), 0);
  itemPlaces_.assign(model.items.size(), scenario::kPlaceHome);
  itemSeen_.assign(model.items.size(), 0);
  potentials_.resize(model.terminals.size());
  for (const auto& hazard : rubric.hazards) hazardMonitors_.emplace_back(hazard.formula);
  progress_.hazards.resize(rubric.hazards.size());
  earnedHeld_.assign(rubric.rules.size(), 0);
  broken_.assign(rubric.rules.size(), 0);
  verdict_.assign(rubric.rules.size(), 1);
  progress_.stepsDone.resize(rubric.steps.size());
  progress_.stepsWaived.resize(rubric.steps.size());
  progress_.rulesTested.assign(rubric.rules.size(), 0);
  attempting_.assign(rubric.steps.size(), 0);
  progress_.attempts.assign(rubric.steps.size(), 0);
  progress_.hints.assign(rubric.steps.size(), 0);
  lost_.assign(rubric.rules.size(), 0);
  counted_.resize(rubric.rules.size());
  progress_.measured.resize(rubric.rules.size());
  if (part == Part::kHazards) return;
  for (const RuleModel& rule : rubric.rules) {
    ruleMonitors_.emplace_back(rule.formula);
    earnedMonitors_.emplace_back();
    if (rule.earnedWhen) earnedMonitors_.back().emplace(*rule.earnedWhen);
    measures_.emplace_back();
    if (rule.measure) measures_.back().emplace(rule);
  }
  for (const auto& step : rubric.steps) {
    doneMonitors_.emplace_back(step.doneWhen);
    waivedMonitors_.emplace_back(step.waivedWhen);
    attemptMonitors_.emplace_back(step.attemptWhen);
  }
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
  if (filter.node.valid() && !onNode(model_, filter.node, event.at) &&
      !onNode(model_, filter.node, event.with)) {
    return false;
  }
  if (!filter.pair) return true;
  const auto is = [&](scenario::EntityRef wanted, scenario::EntityRef got) {
    return filter.nodes ? onNode(model_, wanted, got) : wanted == got;
  };
  return (is(filter.pairA, event.at) && is(filter.pairB, event.with)) ||
         (is(filter.pairB, event.at) && is(filter.pairA, event.with));
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
    if (atom.kind == AtomKind::kTime) row_[a] = secondsFromTick(point.tick);
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
  finding.place = placeOf(model_, {signals_, itemPlaces_}, point, rule.about);
  for (const logic::AtomValue& value : logic::describeValues(rule.formula, row_)) {
    finding.values.push_back({value.name, value.text});
  }
  if (!rule.measure) return finding;
  for (const logic::AtomValue& value : logic::describeValues(rule.measure->value, row_)) {
    const auto known = [&](const session::EvidenceValue& v) { return v.name == value.name; };
    if (std::any_of(finding.values.begin(), finding.values.end(), known)) continue;
    finding.values.push_back({value.name, value.text});
  }
  return finding;
}

std::span<const Finding> Assessor::push(const TracePoint& point) {
  const size_t before = findings_.size();
  updateRow(point);
  const int64_t time = nanosecondsFromTick(point.tick);
  const bool up = timeIsUp(point.tick);
  for (size_t r = 0; r < ruleMonitors_.size(); ++r) {
    const RuleForm form = model_.rubric.rules[r].form;
    const bool held = verdict_[r] != 0;
    const bool holds = ruleMonitors_[r].push(time, row_);
    if (up && form != RuleForm::kAlways) continue;  // as it was when the time was up
    verdict_[r] = holds ? 1 : 0;
    if (measures_[r]) judgeMeasure(r, time, point);
    const bool breach = verdict_[r] == 0 && (broken_[r] == 0 || held);
    if (breach && form == RuleForm::kAlways) judgeBreach(r, point);
  }
  if (point.kind == PointKind::kEvent && point.event.kind == plant::EventKind::kHinted) {
    judgeHint(point);
  }
  if (!up) updateProgress(time, point.tick);
  progress_.end = point.tick;
  last_ = point;
  return std::span(findings_).subspan(before);
}

// Whether nothing more can be earned.
bool Assessor::timeIsUp(Tick tick) const {
  const auto& penalty = model_.rubric.penalty;
  return penalty && penalty->stop > 0 &&
         secondsFromTick(tick) > penalty->after + penalty->stop + kRounding;
}

Finding Assessor::partFinding(std::string_view code, const TracePoint& point, double marks) const {
  Finding finding;
  finding.rule = std::string(code);
  finding.severity = scenario::RuleSeverity::kMinor;
  finding.tick = point.tick;
  finding.marksLost = marksSum_ > 0 ? marks * 100 / marksSum_ : 0;
  finding.wrongKey = scenario::rubricTextKey(code, "wrong");
  finding.adviceKey = scenario::rubricTextKey(code, "advice");
  if (point.kind == PointKind::kEvent) finding.event = session::describeEvent(model_, point.event);
  return finding;
}

// A hint helps with the step that is next.
void Assessor::judgeHint(const TracePoint& point) {
  const size_t step = nextStep();
  const bool helps = step < progress_.hints.size();
  if (helps) ++progress_.hints[step];
  ++hintsAsked_;
  if (!hintsCost_ || hintsAsked_ <= model_.rubric.hints->free) return;
  Finding finding = partFinding(scenario::kHintsCode, point, model_.rubric.hints->each);
  finding.found = std::to_string(hintsAsked_);
  finding.wanted = "≤ " + std::to_string(model_.rubric.hints->free);
  if (helps) finding.step = model_.rubric.steps[step].id;
  findings_.push_back(std::move(finding));
}

// One more breach of a rule that must always hold: the first one costs all marks, or each its own.
void Assessor::judgeBreach(size_t r, const TracePoint& point) {
  const RuleModel& rule = model_.rubric.rules[r];
  if (broken_[r] != 0 && rule.each <= 0) return;
  broken_[r] = 1;
  Finding finding = makeFinding(r, point);
  if (rule.each > 0 && marksSum_ > 0) {
    const double most = rule.most * 100 / marksSum_;
    finding.marksLost = std::min(rule.each * 100 / marksSum_, most - lost_[r]);
    lost_[r] += finding.marksLost;
  }
  findings_.push_back(std::move(finding));
}

// Keeps the evidence of the attempt that counts; when no later one can take its place, it is
// judged.
void Assessor::judgeMeasure(size_t r, int64_t time, const TracePoint& point) {
  Measure& measure = *measures_[r];
  if (!measure.push(time, verdict_[r] != 0, row_)) return;
  progress_.measured[r] = measure.value();
  counted_[r] = makeFinding(r, point);
  const auto& rule = model_.rubric.rules[r];
  const bool final = !rule.measure->counts && rule.measure->repeat == scenario::Repeat::kFirst;
  if (!final || measure.share() >= 1) return;
  broken_[r] = 1;
  findings_.push_back(measuredFinding(r));
}

// The attempt that counts as a finding: it costs what is missing.
Finding Assessor::measuredFinding(size_t r) const {
  const RuleModel& rule = model_.rubric.rules[r];
  Finding finding = *counted_[r];
  finding.marksLost *= 1 - measures_[r]->share();
  finding.found = foundText(rule, measures_[r]->value().value_or(kNaN));
  finding.wanted = wantedText(rule);
  return finding;
}

void Assessor::updateProgress(int64_t time, Tick tick) {
  const auto note = [time, tick, this](logic::Monitor& monitor, std::optional<Tick>& first) {
    if (monitor.push(time, row_) && !first) first = tick;
  };
  for (size_t s = 0; s < doneMonitors_.size(); ++s) {
    note(doneMonitors_[s], progress_.stepsDone[s]);
    note(waivedMonitors_[s], progress_.stepsWaived[s]);
    const bool attempts = attemptMonitors_[s].push(time, row_);
    if (attempts && attempting_[s] == 0) ++progress_.attempts[s];
    attempting_[s] = attempts ? 1 : 0;
  }
  for (size_t h = 0; h < hazardMonitors_.size(); ++h) {
    note(hazardMonitors_[h], progress_.hazards[h]);
  }
  for (size_t r = 0; r < earnedMonitors_.size(); ++r) {
    if (earnedMonitors_[r] && earnedMonitors_[r]->push(time, row_)) earnedHeld_[r] = 1;
    if (acted(r) || waived(r)) progress_.rulesTested[r] = 1;
  }
}

// Whether what the rule asks about was done. A rule without a step and without `earned_when` asks
// for nothing.
bool Assessor::acted(size_t r) const {
  const RuleModel& rule = model_.rubric.rules[r];
  if (rule.measure && !rule.measure->counts) return progress_.measured[r].has_value();
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

bool Assessor::derivable(const scenario::MeasureModel& measure) const {
  return derivable(measure.value) && (!measure.since || derivable(*measure.since));
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

void Assessor::finishRule(size_t r) {
  const RuleModel& rule = model_.rubric.rules[r];
  const bool underivable =
      !derivable(rule.formula) || (rule.measure && !derivable(*rule.measure)) || !testDerivable(r);
  const bool failed = (rule.form == RuleForm::kFinally && verdict_[r] == 0) ||
                      (measures_[r] && measures_[r]->value() && measures_[r]->share() < 1);
  if (!underivable && !failed) return;
  broken_[r] = 1;
  TracePoint end = last_;
  end.kind = PointKind::kObservables;
  if (!counted_[r]) counted_[r] = makeFinding(r, end);
  ended_.push_back(measures_[r] && !underivable ? measuredFinding(r) : *counted_[r]);
  ended_.back().underivable = underivable;
}

// What the time has cost, told at the end.
void Assessor::finishTime() {
  const auto& rubric = model_.rubric;
  TracePoint end;
  end.kind = PointKind::kObservables;
  end.tick = progress_.end;
  const double used = secondsFromTick(progress_.end);
  const auto seconds = [](double s) {
    return logic::formatValue(logic::SignalType::number(dimension::kTime), s);
  };
  if (rubric.time && progress_.complete()) {
    const double share = timeShare(*rubric.time, used);
    if (share < 1) {
      ended_.push_back(partFinding(scenario::kTimeCode, end, rubric.time->marks * (1 - share)));
      ended_.back().found = seconds(used);
      ended_.back().wanted = "≤ " + seconds(rubric.time->full);
    }
  }
  const double penalty = rubric.penalty ? penaltyOf(*rubric.penalty, used) : 0;
  if (penalty > 0) {
    ended_.push_back(partFinding(scenario::kPenaltyCode, end, penalty));
    ended_.back().found = seconds(used);
    ended_.back().wanted = "≤ " + seconds(rubric.penalty->after);
  }
}

std::span<const Finding> Assessor::finish() {
  for (size_t r = 0; r < model_.rubric.rules.size(); ++r) {
    if (measures_[r]) progress_.measured[r] = measures_[r]->value();
    if (broken_[r] == 0) finishRule(r);
  }
  finishTime();
  progress_.ended = true;
  findings_.insert(findings_.end(), ended_.begin(), ended_.end());
  std::stable_sort(findings_.begin(), findings_.end(),
                   [](const Finding& a, const Finding& b) { return a.tick < b.tick; });
  return ended_;
}

size_t Assessor::nextStep() const {
  for (size_t s = 0; s < progress_.stepsDone.size(); ++s) {
    if (!progress_.stepsDone[s] && !progress_.stepsWaived[s]) return s;
  }
  return progress_.stepsDone.size();
}

}  // namespace shixun::assess
