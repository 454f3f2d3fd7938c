// RubricModel: a scenario's rules, compiled. Marks come from recorded observables and events only,
// so every rule reads a row of atoms that can be filled from a live session or from a record.
//
// A trace is a sequence of points: one per event, and one per change of observables within a tick.
// At an event's point the observables still have the values from before the event's consequences.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "logic/program.h"
#include "scenario/entity.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {

enum class AtomKind : uint8_t {
  kSignal,      // value of an observable, held between changes
  kVolts,       // |V(a) - V(b)| rms; NaN while the two are not in one island
  kHangs,       // item `a` hangs on entity `b`, directly or through other items: 0 or 1
  kEvent,       // 1 at the point of a matching event, else 0
  kEventValue,  // that event's value, NaN at every other point
  kTime,        // s since the session began, pauses left out
};

// Which events an event atom matches: every given part must be equal.
struct EventFilter {
  EventKind kind = EventKind::kOperated;
  EntityRef what, at, with;
  bool hasTo = false;
  std::string to;     // label
  bool pair = false;  // at/with match in either order
  EntityRef pairA, pairB;
  bool nodes = false;  // with `pair`: any terminals of the two circuit nodes
  EntityRef node;      // at, or one end of a measurement, on this terminal's circuit node
};

struct AtomModel {
  AtomKind kind = AtomKind::kSignal;
  std::string name;     // as written, roles kept: for the report
  uint32_t signal = 0;  // kSignal
  EntityRef a, b;       // kVolts: terminals, b none = earth; kHangs: item instance, target
  EventFilter filter;   // kEvent, kEventValue
};

enum class RuleSeverity : uint8_t { kMinor, kModerate, kMajor, kGate };
enum class RuleForm : uint8_t {
  kAlways,     // must hold at every point; the first point where it does not is the finding
  kFinally,    // must hold at the last point of the trace
  kTolerance,  // measured: full marks near a target, fewer the farther away
  kGraded,     // measured: marks by steps
};

// Which of several attempts, or of several sessions, counts.
enum class Repeat : uint8_t { kFirst, kBest, kLast };

struct LevelModel {
  double upTo = 0;   // SI, this value included
  double share = 0;  // 0..1 of the marks
};

// What a measured rule measures. It counts at the points at which the rule's formula holds; with
// `counts` the value is how often the formula became true.
struct MeasureModel {
  logic::Program value;                 // a number; not with `counts`
  std::optional<logic::Program> since;  // counted from what the value was when this last held
  bool counts = false;
  Repeat repeat = Repeat::kLast;
  double target = 0, full = 0, none = 0;  // SI, kTolerance: distances from the target
  std::vector<LevelModel> levels;         // kGraded, bounds ascending; beyond the last one: 0
  logic::SignalType type;                 // of the value
};

// A rule's marks are earned when it is never broken and what it marks was put to the test: from the
// first point at which earnedWhen held, or its step was done, or its step was waived. A measured
// one is put to the test by an attempt.
struct RuleModel {
  std::string code;  // "E09"
  uint32_t aspect = 0;
  RuleSeverity severity = RuleSeverity::kModerate;
  double marks = 0;  // of 100
  RuleForm form = RuleForm::kAlways;
  double each = 0;  // of 100, kAlways: lost by every breach, up to `most`; 0: all by the first one
  double most = 0;
  std::optional<MeasureModel> measure;  // kTolerance, kGraded
  logic::Program formula;       // over the row of RubricModel::atoms; measured: when it counts
  std::vector<uint32_t> atoms;  // those it reads, in order of appearance
  std::string formulaText;
  std::string wrongKey;                      // text: what went wrong
  std::string adviceKey;                     // text: what should have been done, and why
  std::vector<EntityRef> about;              // equipment to show
  std::string step;                          // id of the procedure step it belongs to; may be empty
  std::optional<uint32_t> stepIndex;         // the same in RubricModel::steps
  std::optional<logic::Program> earnedWhen;  // in place of the step's doneWhen
  SourceLocation where;
};

struct AspectModel {
  std::string id;
  std::string titleKey;
  double marks = 0;  // sum of its rules' marks
};

// One step of the procedure: what a trainee is led through in the modes that show it, and what
// exports report.
struct StepModel {
  std::string id;
  std::string titleKey;
  std::string reasonKey;
  logic::Program doneWhen;
  logic::Program waivedWhen;   // not called for from when this holds: its rules count as tested
  logic::Program attemptWhen;  // every time it comes to hold, the step was tried
  double expectedTime = 0;     // s
  double maximumScore = 0;     // sum of the marks of its rules
  std::vector<EntityRef> about;
  std::string goodKey, partialKey, poorKey;  // texts: how it went
};

// An aspect that an instructor judges, 0 to 3 against what the trade expects.
inline constexpr int kJudgedLevels = 4;
struct JudgedModel {
  std::string code;  // "J1"
  uint32_t aspect = 0;
  std::string titleKey;
  double marks = 0;                               // of 100, for the highest level
  std::array<std::string, kJudgedLevels> levels;  // text keys: what each level means
};

// Marks for the time that the whole procedure took; earned only when it was complete.
inline constexpr std::string_view kTimeCode = "time";
struct TimeModel {
  double marks = 0;           // of 100
  double full = 0, none = 0;  // s: all marks up to `full`, none from `none` on
  uint32_t aspect = 0;        // its own
};

// Marks lost for going on too long.
inline constexpr std::string_view kPenaltyCode = "penalty";
struct PenaltyModel {
  double after = 0;  // s: expected time
  double each = 0;   // s: for each of these beyond it
  double marks = 0;  // of 100
  double stop = 0;   // s beyond `after` at which nothing more is earned; 0: never
};

// Marks lost for hints.
inline constexpr std::string_view kHintsCode = "hints";
struct HintsModel {
  uint32_t free = 0;
  double each = 0;  // of 100, for every one beyond the free ones
};

// A state of things in which somebody can be hurt or a train loses its protection, apart from what
// the plant itself reports (a shock, a flash). Costs no marks: it is what rules are proved against.
struct HazardModel {
  std::string name;
  logic::Program formula;  // over the row of RubricModel::atoms: true while it is there
  SourceLocation where;
};

struct RubricModel {
  double passMark = 80;  // of 100
  std::vector<AtomModel> atoms;
  std::vector<AspectModel> aspects;
  std::vector<RuleModel> rules;
  std::vector<StepModel> steps;
  std::vector<HazardModel> hazards;
  std::vector<JudgedModel> judged;
  std::optional<TimeModel> time;
  std::optional<PenaltyModel> penalty;
  std::optional<HintsModel> hints;
  Repeat repeat = Repeat::kBest;  // which of a trainee's sessions counts
};

// What all marks sum to before they are made to be of 100: exactly 100 afterwards, but for
// rounding.
double sumOfMarks(const RubricModel& rubric);
// The codes that findings can have.
std::vector<std::string> codesOf(const RubricModel& rubric);
// Text key of a part that has no rule, such as "rubric.time.wrong".
std::string rubricTextKey(std::string_view code, std::string_view what);

}  // namespace shixun::scenario
