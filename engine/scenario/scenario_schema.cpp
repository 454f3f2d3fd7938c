// The tables of scenario.yaml and of walkthroughs.
#include "scenario/schema.h"

namespace shixun::scenario {
namespace {

FieldOptions required() {
  return {.required = true};
}
FieldOptions positiveTime() {
  return {.dimension = dimension::kTime, .sign = Sign::kPositive};
}
FieldOptions anyUnit() {
  return {.required = true, .anyDimension = true};
}
std::vector<std::string_view> repeats() {
  return {"first", "best", "last"};
}
std::vector<std::string_view> modeNames() {
  return {"learn", "practise", "assess", "compete"};
}

}  // namespace

const Schema& PlacementSpec::schema() {
  using S = PlacementSpec;
  static const Schema s{
      "a placement",
      {field<&S::on>("on", "node that it stands on, INSTANCE/node or INSTANCE/part/node"),
       field<&S::position>("position", "[x, y, z] from there, or in the world",
                           {.dimension = dimension::kLength, .otherwise = "[0 m, 0 m, 0 m]"}),
       field<&S::rotation>(
           "rotation", "[x, y, z], applied z, then y, then x",
           {.dimension = dimension::kAngle, .otherwise = "[0 deg, 0 deg, 0 deg]"})}};
  return s;
}

const Schema& LineSpec::schema() {
  using S = LineSpec;
  static const Schema s{
      "a line",
      {field<&S::text>("text", "text key of what the trainee says", required()),
       field<&S::reply>("reply", "text key of the answer", required()),
       field<&S::refusal>("refusal", "text key of the answer when `when` does not hold"),
       field<&S::when>("when", "expression"),
       field<&S::effects>("effects",
                          "what the person then does, [{remove: ...}, {hang: ..., at: "
                          "...}]",
                          {.raw = RawKind::kEffect})}};
  return s;
}

const Schema& InstanceSpec::schema() {
  using S = InstanceSpec;
  static const Schema s{
      "a piece of equipment",
      {field<&S::equipment>("equipment", "folder under assets/equipment", required()),
       field<&S::placements>("at", "where it stands; for several parts, one placement each"),
       field<&S::parameters>("parameters", "values in place of the equipment's own",
                             {.anyDimension = true}),
       field<&S::initial>("initial", "starting positions of controls, {control: label}"),
       field<&S::title>("title", "in place of the equipment's own"),
       field<&S::owner>("owner", "person who alone can open this lock"),
       field<&S::lines>("lines", "what can be said to this person")}};
  return s;
}

const Schema& StartSpec::schema() {
  using S = StartSpec;
  static const Schema s{
      "the start",
      {field<&S::position>("position", "[x, y, z] of the trainee's feet",
                           {.required = true, .dimension = dimension::kLength}),
       field<&S::heading>("heading", "0 looks to -Z, positive to the left",
                          {.dimension = dimension::kAngle, .otherwise = "0 deg"})}};
  return s;
}

const Schema& CircuitSpec::schema() {
  using S = CircuitSpec;
  static const Schema s{
      "the circuit",
      {field<&S::frequency>("frequency", "frequency of the supply",
                            {.required = true, .dimension = dimension::kFrequency}),
       field<&S::earth>("earth", "terminal that is earth", required())}};
  return s;
}

const Schema& PreludeSpec::schema() {
  using S = PreludeSpec;
  static const Schema s{"the prelude",
                        {field<&S::commands>("commands", "played before the start", required()),
                         field<&S::settle>("settle", "time simulated after each command",
                                           {.dimension = dimension::kTime, .otherwise = "0 s"})}};
  return s;
}

const Schema& AspectSpec::schema() {
  static const Schema s{"an aspect",
                        {field<&AspectSpec::title>("title", "text key of its name", required())}};
  return s;
}

const Schema& StepSpec::schema() {
  using S = StepSpec;
  static const Schema s{
      "a step",
      {field<&S::id>("id", "its name in this file", required()),
       field<&S::title>("title", "text key of what to do", required()),
       field<&S::reason>("reason", "text key of why", required()),
       field<&S::doneWhen>("done_when", "formula: done from when this holds", required()),
       field<&S::waivedWhen>("waived_when",
                             "formula: not called for from when this holds; marks of its rules "
                             "are then earned without it"),
       field<&S::attemptWhen>("attempt_when",
                              "formula: the step was tried each time this came to hold; default: "
                              "how often what `done_when` asks for came about"),
       field<&S::expected>("expected", "time that a practised person needs", positiveTime()),
       field<&S::evaluation>("evaluation", "texts in place of the general ones on how it went"),
       field<&S::about>("about", "equipment to show")}};
  return s;
}

const Schema& EvaluationSpec::schema() {
  using S = EvaluationSpec;
  static const Schema s{"an evaluation",
                        {field<&S::good>("good", "text key: done, with all marks"),
                         field<&S::partial>("partial", "text key: done, but with marks lost"),
                         field<&S::poor>("poor", "text key: not done, or without a mark")}};
  return s;
}

const Schema& JudgedSpec::schema() {
  using S = JudgedSpec;
  static const Schema s{
      "a judged aspect",
      {field<&S::code>("code", "its code in judgements", required()),
       field<&S::aspect>("aspect", "aspect that its marks belong to", required()),
       field<&S::title>("title", "text key of what is judged", required()),
       field<&S::marks>("marks", "earned at the highest level, a third of them for each",
                        required()),
       field<&S::levels>("levels", "text keys of what the levels 0, 1, 2 and 3 mean",
                         {.required = true, .least = kJudgedLevels, .most = kJudgedLevels})}};
  return s;
}

const Schema& TimeSpec::schema() {
  using S = TimeSpec;
  static const Schema s{
      "the time",
      {field<&S::marks>("marks", "for completing the procedure within `full`", required()),
       field<&S::full>("full", "time up to which all marks are earned",
                       {.required = true, .dimension = dimension::kTime, .sign = Sign::kPositive}),
       field<&S::none>(
           "none", "time from which on none are; between the two in proportion",
           {.required = true, .dimension = dimension::kTime, .sign = Sign::kPositive})}};
  return s;
}

const Schema& PenaltySpec::schema() {
  using S = PenaltySpec;
  static const Schema s{
      "a penalty",
      {field<&S::after>("after", "time expected; default: the sum of the steps' `expected`",
                        positiveTime()),
       field<&S::each>("each", "for each such time beyond it, once it is full",
                       {.required = true, .dimension = dimension::kTime, .sign = Sign::kPositive}),
       field<&S::marks>("marks", "so many marks are lost", required()),
       field<&S::stop>("stop", "time beyond it at which nothing more is earned or lost for time",
                       positiveTime())}};
  return s;
}

const Schema& HintsSpec::schema() {
  using S = HintsSpec;
  static const Schema s{
      "the hints",
      {field<&S::free>("free", "how many cost nothing; default 0"),
       field<&S::each>("each", "marks lost by every one beyond them", required())}};
  return s;
}

const Schema& LevelSpec::schema() {
  using S = LevelSpec;
  static const Schema s{
      "a level",
      {field<&S::upTo>("up_to", "greatest value of this level",
                       {.required = true, .anyDimension = true}),
       field<&S::share>("share", "how much of the marks it earns, 0 to 1", required())}};
  return s;
}

const Schema& ToleranceSpec::schema() {
  using S = ToleranceSpec;
  static const Schema s{
      "a tolerance",
      {field<&S::value>("value", "formula of the number that is measured", required()),
       field<&S::when>("when", "formula: the value counts at the points where this holds",
                       required()),
       field<&S::since>("since", "formula: the value is counted from when this last held"),
       field<&S::target>("target", "the value wanted", anyUnit()),
       field<&S::full>("full", "distance from the target up to which all marks are earned",
                       anyUnit()),
       field<&S::none>("none", "distance from which on none are; between the two in proportion",
                       anyUnit()),
       field<&S::repeat>("repeat",
                         "which of several attempts counts: first, best or last (default)",
                         {.choices = repeats()})}};
  return s;
}

const Schema& GradedSpec::schema() {
  using S = GradedSpec;
  static const Schema s{
      "a graded value",
      {field<&S::value>("value", "formula of the number that is measured"),
       field<&S::when>("when", "formula: the value counts at the points where this holds"),
       field<&S::since>("since", "formula: the value is counted from when this last held"),
       field<&S::count>("count", "formula, in place of `value`: how often this became true"),
       field<&S::repeat>("repeat",
                         "which of several attempts counts: first, best or last (default)",
                         {.choices = repeats()}),
       field<&S::levels>("levels",
                         "[{up_to: 60 s, share: 1}, ...], bounds ascending; beyond the last one "
                         "no marks",
                         {.required = true, .least = 1})}};
  return s;
}

const Schema& RuleSpec::schema() {
  using S = RuleSpec;
  static const Schema s{
      "a rule",
      {field<&S::code>("code", "its code in findings and walkthroughs", required()),
       field<&S::aspect>("aspect", "aspect that its marks belong to", required()),
       field<&S::severity>("severity", "gate, major, moderate or minor",
                           {.required = true, .choices = {"gate", "major", "moderate", "minor"}}),
       field<&S::marks>("marks", "earned by keeping it where it is put to the test", required()),
       field<&S::always>("always", "formula that must hold at every point"),
       field<&S::finally>("finally", "formula that must hold at the end"),
       field<&S::tolerance>("tolerance", "a value and how near to a target it has to be"),
       field<&S::graded>("graded", "a value and the marks it earns, level by level"),
       field<&S::each>("each",
                       "marks lost by every breach of `always`, instead of all by the first"),
       field<&S::most>("most", "with `each`: marks lost at most"),
       field<&S::wrong>("wrong", "text key: what went wrong", required()),
       field<&S::advice>("advice", "text key: what should have been done, and why", required()),
       field<&S::about>("about", "equipment to show"),
       field<&S::step>("step",
                       "id of the step that it belongs to; its marks are earned only when that "
                       "step was done"),
       field<&S::earnedWhen>("earned_when",
                             "formula in place of the step's `done_when`: its marks are earned "
                             "only when this held once")}};
  return s;
}

const Schema& RubricSpec::schema() {
  using S = RubricSpec;
  static const Schema s{
      "the rubric",
      {field<&S::pass>("pass", "marks of 100 that pass", required()),
       field<&S::terms>("terms", "named formulas for use in the others, {name: ..., name(p): ...}",
                        {.signatures = true}),
       field<&S::aspects>("aspects", "what is assessed, {id: {title: ...}}", required()),
       field<&S::steps>("steps", "the procedure, in order"),
       field<&S::rules>("rules", "what costs marks", required()),
       field<&S::judged>("judged", "what an instructor judges, 0 to 3"),
       field<&S::time>("time", "marks for the time that the whole procedure takes"),
       field<&S::penalty>("penalty", "marks lost for going on beyond the expected time"),
       field<&S::hints>("hints", "marks lost for hints, in modes that have them"),
       field<&S::repeat>("repeat",
                         "which of a trainee's sessions counts: first, best (default) or last",
                         {.choices = repeats()})}};
  return s;
}

const Schema& DrawSpec::schema() {
  static const Schema s{
      "a draw",
      {field<&DrawSpec::of>("of", "faults that chance chooses from, [INSTANCE.fault]",
                            {.required = true, .least = 1}),
       field<&DrawSpec::pick>("pick", "how many of them are there", {.otherwise = "1"})}};
  return s;
}

const Schema& ScenarioSpec::schema() {
  using S = ScenarioSpec;
  static const Schema s{
      "a scenario",
      {field<&S::format>("format", "version of this file format: 1", required()),
       field<&S::version>("version", "version of the scenario, such as 1.0.0", required()),
       field<&S::title>("title", "its name in every language", required()),
       field<&S::description>("description", "one sentence in every language"),
       field<&S::languages>("languages", "all texts must be given in these",
                            {.required = true, .least = 1}),
       field<&S::modes>("modes", "learn, practise, assess, compete",
                        {.required = true, .choices = modeNames(), .least = 1}),
       field<&S::timeLimit>("time_limit", "in the modes that have one", positiveTime()),
       field<&S::start>("start", "where the trainee stands", required()),
       field<&S::circuit>("circuit", "frequency and earth", required()),
       field<&S::equipment>("equipment", "{designation: {equipment: folder, at: ...}}", required()),
       field<&S::wires>("wires", "each line joins all the terminals it lists", {.least = 2}),
       field<&S::people>("people", "persons who can be spoken to"),
       field<&S::faults>("faults", "faults that are always there, [INSTANCE.fault]"),
       field<&S::draw>(
           "draw",
           "faults that the session's seed chooses, {of: [...], pick: 1}; a walkthrough "
           "that names one of them has that one instead"),
       field<&S::prelude>("prelude", "what happened before the start"),
       field<&S::roles>("roles", "names that rules and walkthroughs use, {role: INSTANCE.member}",
                        required()),
       field<&S::sets>("sets", "lists of roles for forall and exists"),
       field<&S::hazards>("hazards",
                          "what is dangerous beyond shocks and flashes, {name: formula that holds "
                          "while it is}; `prove` asks of every one that a gate tells it"),
       field<&S::rubric>("rubric", "rules and marks", required()),
       field<&S::approved>(
           "approved",
           "warnings of `check` that are intended, [{code: ..., at: ..., reason: ...}]")}};
  return s;
}

const Schema& InsertSpec::schema() {
  using S = InsertSpec;
  static const Schema s{
      "an insertion",
      {field<&S::after>("after", "id of the step before"),
       field<&S::before>("before", "id of the step after"),
       field<&S::steps>("steps", "what is inserted", {.required = true, .raw = RawKind::kScript})}};
  return s;
}

const Schema& ExpectSpec::schema() {
  using S = ExpectSpec;
  static const Schema s{
      "the expectation",
      {field<&S::fullMarks>("full_marks", "true: 100 marks and no finding"),
       field<&S::findings>("findings", "codes of the rules it breaks, no more, no fewer")}};
  return s;
}

const Schema& WalkthroughSpec::schema() {
  using S = WalkthroughSpec;
  static const Schema s{
      "a walkthrough",
      {field<&S::format>("format", "version of this file format: 1", required()),
       field<&S::title>("title", "its name in every language", required()),
       field<&S::mode>("mode", "learn, practise, assess or compete",
                       {.choices = modeNames(), .otherwise = "assess"}),
       field<&S::seed>("seed", "of the session's chance", {.otherwise = "1"}),
       field<&S::faults>("faults", "in addition to the scenario's"),
       field<&S::extends>("extends", "walkthrough whose steps this one takes"),
       field<&S::drop>("drop", "ids of its steps that are left out"),
       field<&S::replace>("replace", "{id: [steps in its place]}", {.raw = RawKind::kScript}),
       field<&S::insert>("insert", "[{after: id, steps: [...]}]"),
       field<&S::steps>("steps", "commands, [{operate: ..., to: ..., after: 2 s, id: ...}]",
                        {.raw = RawKind::kScript}),
       field<&S::settle>("settle", "time after the last step",
                         {.dimension = dimension::kTime, .otherwise = "1 s"}),
       field<&S::expect>("expect", "{full_marks: true} or {findings: [...]}", required())}};
  return s;
}

}  // namespace shixun::scenario
