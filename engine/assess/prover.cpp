#include "assess/prover.h"

#include <algorithm>
#include <map>

#include "assess/expectation.h"
#include "session/codec.h"

namespace shixun::assess {

using scenario::EventKind;
using scenario::RuleForm;
using scenario::RuleSeverity;
using scenario::Walkthrough;
using scenario::WalkthroughStep;
using session::Session;

namespace {

constexpr size_t kPointEvery = 8;  // commands between two points that mutants go on from

session::SessionInfo sessionInfo(const Walkthrough& run, const std::vector<uint32_t>& more) {
  session::SessionInfo info = session::infoOf(run);
  info.faults.insert(info.faults.end(), more.begin(), more.end());
  return info;
}

std::vector<uint32_t> faultsOf(const plant::State& state) {
  std::vector<uint32_t> out;
  for (uint32_t f = 0; f < state.faults.size(); ++f) {
    if (state.faults[f] != 0) out.push_back(f);
  }
  return out;
}

}  // namespace

std::string_view verdictName(Verdict verdict) {
  static constexpr std::string_view kNames[] = {"marked", "harmless", "unmarked",
                                                "undetectedHazard"};
  return kNames[static_cast<size_t>(verdict)];
}

struct Prover::Play {
  Assessor assessor;
  std::vector<HazardSeen> hazards;
  std::vector<bool> listedSeen;  // (rubric.hazards)
  std::vector<uint32_t> faults;  // there from the start
  Witness witness;
  std::optional<Tick> gate;  // when the first gate that must hold throughout was broken
};

Prover::Prover(const scenario::ScenarioModel& model, std::span<const Base> bases)
    : model_(model), bases_(bases) {}

void Prover::watch(Play& play, std::span<const session::TracePoint> points) const {
  const auto add = [&play](std::string name, std::string place, std::string text, Tick tick) {
    if (play.hazards.size() == kMostHazards) return;
    play.hazards.push_back({std::move(name), std::move(place), std::move(text), tick});
  };
  for (const session::TracePoint& point : points) {
    for (const Finding& finding : play.assessor.push(point)) {
      if (finding.severity == RuleSeverity::kGate && !play.gate) play.gate = finding.tick;
    }
    if (point.kind != session::PointKind::kEvent) continue;
    const bool shock = point.event.kind == EventKind::kShock;
    if (!shock && point.event.kind != EventKind::kFlash) continue;
    plant::Event where = point.event;
    where.to.clear();
    std::string place = session::describeEvent(model_, where);
    place.resize(place.rfind(" value="));
    add(shock ? "shock" : "flash", std::move(place), session::describeEvent(model_, point.event),
        point.tick);
  }
  const auto& listed = play.assessor.progress().hazards;
  play.listedSeen.resize(listed.size());
  for (size_t h = 0; h < listed.size(); ++h) {
    if (!listed[h] || play.listedSeen[h]) continue;
    play.listedSeen[h] = true;
    const std::string& name = model_.rubric.hazards[h].name;
    add(name, name, name, *listed[h]);
  }
}

// How often a run with full marks shows it while no fault is there that is not among `faults`.
size_t Prover::expected(const std::string& place, const std::vector<uint32_t>& faults) const {
  size_t most = 0;
  for (const Base& base : bases_) {
    const bool fits = std::all_of(base.faults.begin(), base.faults.end(), [&](uint32_t fault) {
      return std::find(faults.begin(), faults.end(), fault) != faults.end();
    });
    if (!fits || !base.run->fullMarks || !base.unexpected.empty()) continue;
    const auto& seen = base.outcome.hazards;
    most = std::max(most, static_cast<size_t>(std::count_if(
                              seen.begin(), seen.end(),
                              [&place](const HazardSeen& h) { return h.place == place; })));
  }
  return most;
}

void Prover::advance(Play& play, Session& session, CommandPlayer& player, bool stopAtGate) {
  // What comes within kTold of a gate still shows what it told of.
  const auto settled = [&] { return play.gate && session.state().tick > *play.gate + kTold; };
  while (!session.over() && !(stopAtGate && settled())) {
    const auto points = session.step(player.due(session.state()));
    watch(play, points);
    play.witness.watch(points, session.state());
  }
}

Outcome Prover::outcomeOf(Play& play, const Session& session) const {
  Outcome out;
  out.gated = play.gate.has_value();
  if (session.over()) {
    static_cast<void>(play.assessor.finish());
    const Score judged = score(model_, play.assessor.findings(), play.assessor.progress());
    out.total = judged.total;
    out.passed = judged.passed;
  }
  out.findings = codesOf(play.assessor.findings());
  out.hazards = play.hazards;
  std::map<std::string, size_t> times;
  for (const HazardSeen& hazard : play.hazards) {
    const bool told = play.gate && *play.gate <= hazard.tick + kTold;
    if (told || out.undetected) continue;
    if (++times[hazard.place] > expected(hazard.place, play.faults)) out.undetected = hazard;
  }
  out.sights = play.witness.sights();
  out.end = session.state();
  return out;
}

Base Prover::play(const Walkthrough& run, bool points) {
  Base base;
  base.run = &run;
  Session session(model_, sessionInfo(run, {}), nullptr);
  base.faults = faultsOf(session.state());
  Play play{Assessor(model_, run.mode), {}, {}, base.faults, Witness(model_), std::nullopt};
  CommandPlayer player(run);
  size_t kept = 0;
  while (!session.over()) {
    const size_t next = player.next();
    const bool due = points && player.tickOf(next) <= session.state().tick;
    if (points && (base.points.empty() || (due && next >= kept + kPointEvery))) {
      base.points.push_back(
          {next, session.mark(), play.assessor, play.hazards, play.listedSeen, play.witness});
      kept = next;
    }
    const auto fresh = session.step(player.due(session.state()));
    watch(play, fresh);
    play.witness.watch(fresh, session.state());
  }
  base.outcome = outcomeOf(play, session);
  const Score judged = score(model_, play.assessor.findings(), play.assessor.progress());
  base.unexpected = unexpected(run, play.assessor.findings(), judged);
  return base;
}

Session& Prover::sessionFor(const Base& base, const std::vector<uint32_t>& faults) {
  if (session_ != nullptr && sessionRun_ == base.run && sessionFaults_ == faults) {
    return *session_;
  }
  session_ = std::make_unique<Session>(model_, sessionInfo(*base.run, faults), nullptr);
  sessionStart_ = session_->mark();
  sessionRun_ = base.run;
  sessionFaults_ = faults;
  return *session_;
}

Outcome Prover::play(const Base& base, const Mutant& mutant) {
  Session& session = sessionFor(base, mutant.faults);
  CommandPlayer player(mutant.steps, base.run->settle);
  const Base::Point* from = nullptr;
  for (const Base::Point& point : base.points) {
    if (mutant.faults.empty() && point.next < std::max<size_t>(mutant.first, 1)) from = &point;
  }
  session.restore(from != nullptr ? from->mark : *sessionStart_);
  if (from != nullptr) player.goTo(from->next);
  const auto faults = faultsOf(sessionStart_->state);
  Play play =
      from != nullptr
          ? Play{from->assessor, from->hazards, from->listedSeen,
                 faults,         from->witness, std::nullopt}
          : Play{Assessor(model_, base.run->mode), {}, {}, faults, Witness(model_), std::nullopt};
  advance(play, session, player, true);
  return outcomeOf(play, session);
}

Verdict Prover::judge(const Base& base, const Outcome& outcome) const {
  if (outcome.undetected) return Verdict::kUndetectedHazard;
  constexpr double kRounding = 1e-9;
  if (!outcome.findings.empty() || outcome.total < base.outcome.total - kRounding) {
    return Verdict::kMarked;
  }
  const plant::State& a = base.outcome.end;
  const plant::State& b = outcome.end;
  const bool same = a.controls == b.controls && a.latches == b.latches &&
                    a.itemPlaces == b.itemPlaces && a.itemCut == b.itemCut && a.fields == b.fields;
  return same ? Verdict::kHarmless : Verdict::kUnmarked;
}

std::vector<std::vector<uint32_t>> otherWorlds(const scenario::ScenarioModel& model) {
  std::vector<std::vector<uint32_t>> out;
  for (uint32_t f = 0; f < model.faults.size(); ++f) {
    out.push_back({f});
    for (uint32_t dead = 0; dead < model.faults.size(); ++dead) {
      const bool another = dead != f && model.faults[dead].type == scenario::FaultType::kDead &&
                           model.faults[f].type != scenario::FaultType::kDead;
      if (another) out.push_back({f, dead});
    }
  }
  return out;
}

// Where the run itself stands in another world, as long as it looks the same as in the healthy one.
struct Prover::WorldPoint {
  size_t next = 0;
  Session::Mark mark;
  Assessor assessor;
  std::vector<HazardSeen> hazards;
  std::vector<bool> listedSeen;
  Witness witness;
};

// Goes on until something is dangerous, or looks otherwise than in the healthy world (nothing), or
// the session is over (nothing).
std::optional<HazardSeen> Prover::unseen(Play& play, Session& session, CommandPlayer& player,
                                         std::span<const Sight> healthy) {
  const size_t before = play.hazards.size();
  while (!session.over()) {
    const auto points = session.step(player.due(session.state()));
    watch(play, points);
    play.witness.watch(points, session.state());
    if (play.hazards.size() > before) return play.hazards.back();
    if (differ(play.witness.sights(), healthy, session.state().tick)) return std::nullopt;
  }
  return std::nullopt;
}

// The run in another world, for as long as it looks the same; what is dangerous there although all
// was done right cannot be avoided.
std::vector<Prover::WorldPoint> Prover::live(const Base& base, Session& world,
                                             std::vector<HazardSeen>& hazards) {
  std::vector<WorldPoint> points;
  Play play{
      Assessor(model_, {}, Assessor::Part::kHazards), {}, {}, {}, Witness(model_), std::nullopt};
  CommandPlayer player(*base.run);
  size_t kept = 0;
  while (!world.over()) {
    const size_t next = player.next();
    const bool due = player.tickOf(next) <= world.state().tick;
    if (points.empty() || (due && next >= kept + kPointEvery)) {
      points.push_back(
          {next, world.mark(), play.assessor, play.hazards, play.listedSeen, play.witness});
      kept = next;
    }
    const auto fresh = world.step(player.due(world.state()));
    watch(play, fresh);
    play.witness.watch(fresh, world.state());
    if (differ(play.witness.sights(), base.outcome.sights, world.state().tick)) break;
  }
  // Up to here, not further: what comes later is known by then.
  points.push_back({player.next(), {}, play.assessor, {}, {}, play.witness});
  hazards = play.hazards;
  return points;
}

std::vector<Luck> Prover::luck(const Base& base, const std::vector<uint32_t>& faults,
                               std::span<const Candidate> candidates) {
  std::vector<Luck> out;
  const bool there = std::all_of(faults.begin(), faults.end(), [&base](uint32_t fault) {
    return std::find(base.faults.begin(), base.faults.end(), fault) != base.faults.end();
  });
  if (there) return out;
  Session& world = sessionFor(base, faults);
  world.restore(*sessionStart_);
  std::vector<HazardSeen> unavoidable;
  const auto points = live(base, world, unavoidable);
  for (size_t c = 0; c < candidates.size(); ++c) {
    const Mutant& mutant = *candidates[c].mutant;
    if (mutant.first >= points.back().next) continue;  // by then the trainee knows
    const WorldPoint* from = &points.front();
    for (size_t p = 0; p + 1 < points.size(); ++p) {
      if (points[p].next < std::max<size_t>(mutant.first, 1)) from = &points[p];
    }
    world.restore(from->mark);
    CommandPlayer player(mutant.steps, base.run->settle);
    player.goTo(from->next);
    Play play{from->assessor, from->hazards, from->listedSeen, {}, from->witness, std::nullopt};
    const auto hazard = unseen(play, world, player, candidates[c].outcome->sights);
    const bool avoidable =
        hazard && std::none_of(unavoidable.begin(), unavoidable.end(),
                               [&](const HazardSeen& h) { return h.place == hazard->place; });
    if (avoidable) out.push_back({c, *hazard});
  }
  return out;
}

std::vector<WalkthroughStep> Prover::shortest(const Base& base, const Mutant& mutant,
                                              const HazardSeen& hazard,
                                              const std::vector<uint32_t>& world) {
  const auto shows = [&](const std::vector<WalkthroughStep>& steps) {
    Mutant trial = mutant;
    trial.first = 0;
    trial.steps = steps;
    const Outcome outcome = play(base, trial);
    if (world.empty()) return outcome.undetected && outcome.undetected->place == hazard.place;
    if (outcome.gated || outcome.undetected) return false;
    const Candidate candidate{&trial, &outcome};
    const auto found = luck(base, world, {&candidate, 1});
    return !found.empty() && found.front().hazard.place == hazard.place;
  };
  std::vector<WalkthroughStep> steps = mutant.steps;
  std::erase_if(steps, [](const WalkthroughStep& step) {
    return step.command.kind == scenario::CommandKind::kFinish;
  });
  for (size_t chunk = std::max<size_t>(steps.size() / 2, 1);;) {
    bool shorter = false;
    for (size_t begin = 0; begin < steps.size();) {
      auto trial = steps;
      const auto at = [&trial](size_t i) {
        return trial.begin() + static_cast<std::ptrdiff_t>(std::min(i, trial.size()));
      };
      trial.erase(at(begin), at(begin + chunk));
      if (shows(trial)) {
        steps = std::move(trial);
        shorter = true;
      } else {
        begin += chunk;
      }
    }
    if (chunk > 1) {
      chunk /= 2;
    } else if (!shorter) {
      break;
    }
  }
  return steps;
}

}  // namespace shixun::assess
