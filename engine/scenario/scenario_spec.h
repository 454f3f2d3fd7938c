// Specs of scenario.yaml and of walkthroughs. See spec.h.
#pragma once

#include <optional>
#include <vector>

#include "scenario/spec.h"

namespace shixun::scenario {

struct PlacementSpec : Group {
  static const Schema& schema();
  Word on;
  Located<Vec3> position, rotation;
};

// `at:` of equipment: one placement, or one for each part.
struct PlacementsSpec {
  Place at;
  std::optional<PlacementSpec> single;
  Named<PlacementSpec> parts;
};

struct LineSpec : Group {
  static const Schema& schema();
  TextKey text, reply, refusal;
  Formula when;
  std::vector<Raw> effects;  // readEffect() in build_people.cpp
};

struct InstanceSpec : Group {
  static const Schema& schema();
  Word equipment;
  PlacementsSpec placements;
  Named<QuantitySpec> parameters;
  Named<Word> initial;
  Located<LocalText> title;
  Word owner;
  Named<LineSpec> lines;  // only under `people`
};

struct StartSpec : Group {
  static const Schema& schema();
  Located<Vec3> position;
  QuantitySpec heading;
};

struct CircuitSpec : Group {
  static const Schema& schema();
  QuantitySpec frequency;
  Word earth;
};

struct PreludeSpec : Group {
  static const Schema& schema();
  std::vector<Raw> commands;  // readCommand()
  QuantitySpec settle;
};

// A list of names, or `{pairs_of: set}`.
struct SetSpec {
  Place at;
  std::vector<Word> members;
  Word pairsOf;
};

struct AspectSpec : Group {
  static const Schema& schema();
  TextKey title;
};

struct EvaluationSpec : Group {
  static const Schema& schema();
  TextKey good, partial, poor;
};

struct StepSpec : Group {
  static const Schema& schema();
  Word id;
  TextKey title, reason;
  Formula doneWhen, waivedWhen, attemptWhen;
  std::optional<EvaluationSpec> evaluation;
  QuantitySpec expected;
  std::vector<Word> about;
};

struct LevelSpec : Group {
  static const Schema& schema();
  QuantitySpec upTo;
  Located<double> share;
};

struct ToleranceSpec : Group {
  static const Schema& schema();
  Formula value, when, since;
  QuantitySpec target, full, none;
  Word repeat;
};

struct GradedSpec : Group {
  static const Schema& schema();
  Formula value, when, since, count;
  Word repeat;
  std::vector<LevelSpec> levels;
};

struct RuleSpec : Group {
  static const Schema& schema();
  Word code, aspect, severity;
  Located<double> marks;
  Formula always, finally, earnedWhen;
  std::optional<ToleranceSpec> tolerance;
  std::optional<GradedSpec> graded;
  Located<double> each, most;
  TextKey wrong, advice;
  std::vector<Word> about;
  Word step;
};

struct JudgedSpec : Group {
  static const Schema& schema();
  Word code, aspect;
  TextKey title;
  Located<double> marks;
  std::vector<TextKey> levels;
};

struct TimeSpec : Group {
  static const Schema& schema();
  Located<double> marks;
  QuantitySpec full, none;
};

struct PenaltySpec : Group {
  static const Schema& schema();
  QuantitySpec after, each, stop;
  Located<double> marks;
};

struct HintsSpec : Group {
  static const Schema& schema();
  Located<int64_t> free;
  Located<double> each;
};

struct RubricSpec : Group {
  static const Schema& schema();
  Located<double> pass;
  Named<Formula> terms;
  Named<AspectSpec> aspects;
  std::vector<StepSpec> steps;
  std::vector<RuleSpec> rules;
  std::vector<JudgedSpec> judged;
  std::optional<TimeSpec> time;
  std::optional<PenaltySpec> penalty;
  std::optional<HintsSpec> hints;
  Word repeat;
};

// Faults of which chance, that is, the session's seed, switches some on.
struct DrawSpec : Group {
  static const Schema& schema();
  std::vector<Word> of;
  Located<int64_t> pick;
};

struct ScenarioSpec : Group {
  static const Schema& schema();
  Located<int64_t> format;
  Word version;
  Located<LocalText> title, description;
  std::vector<Word> languages, modes;
  QuantitySpec timeLimit;
  std::optional<StartSpec> start;
  std::optional<CircuitSpec> circuit;
  Named<InstanceSpec> equipment, people;
  std::vector<std::vector<Word>> wires;
  std::vector<Word> faults;
  std::optional<DrawSpec> draw;
  std::optional<PreludeSpec> prelude;
  Named<Word> roles;
  Named<SetSpec> sets;
  Named<Formula> hazards;
  std::optional<RubricSpec> rubric;
  std::vector<ApprovalSpec> approved;
};

struct InsertSpec : Group {
  static const Schema& schema();
  Word after, before;
  std::vector<Raw> steps;
};

struct ExpectSpec : Group {
  static const Schema& schema();
  Located<bool> fullMarks;
  std::vector<Word> findings;
};

struct WalkthroughSpec : Group {
  static const Schema& schema();
  Located<int64_t> format;
  Located<LocalText> title;
  Word mode;
  Located<int64_t> seed;
  std::vector<Word> faults;
  Word extends;
  std::vector<Word> drop;
  Named<std::vector<Raw>> replace;
  std::vector<InsertSpec> insert;
  std::vector<Raw> steps;  // readCommand()
  QuantitySpec settle;
  std::optional<ExpectSpec> expect;
};

}  // namespace shixun::scenario
