#include "assess/mutant.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/targets.h"
#include "scenario/read_command.h"

namespace shixun::assess {

using scenario::Command;
using scenario::CommandKind;
using scenario::ScenarioModel;
using scenario::Walkthrough;
using scenario::WalkthroughStep;

namespace {

constexpr size_t kTargetsEach = 4;
constexpr size_t kEarlierEach = 3;
constexpr size_t kTouchesEach = 3;
constexpr size_t kWanders = 100;
constexpr size_t kWanderCommands = 20;
constexpr double kAtOnce = 0.05;  // s
constexpr double kAgain = 1;      // s

struct Block {
  size_t begin = 0, end = 0;  // steps
};

// Whether a run without it is the same run.
bool isEnd(const WalkthroughStep& step) {
  return step.command.kind == CommandKind::kFinish || step.command.kind == CommandKind::kAbandon;
}

class Maker {
 public:
  Maker(const ScenarioModel& model, const Walkthrough& run, const MutantDef& def)
      : model_(model), run_(run), steps_(run.steps), def_(def), rng_(def.seed) {
    for (size_t i = 0; i < steps_.size(); ++i) {
      const bool goesOn = i > 0 && !steps_[i].id.empty() && steps_[i].id == steps_[i - 1].id;
      if (goesOn) {
        blocks_.back().end = i + 1;
      } else if (!isEnd(steps_[i])) {
        blocks_.push_back({i, i + 1});
      }
    }
  }

  std::vector<Mutant> make() {
    for (size_t i = 0; i < steps_.size(); ++i) {
      if (isEnd(steps_[i])) continue;
      drop({i, i + 1});
      if (i + 1 < steps_.size() && !isEnd(steps_[i + 1])) swap({i, i + 1}, {i + 1, i + 2});
      repeat(i);
      targets(i);
      hasty(i);
    }
    for (size_t b = 0; b < blocks_.size(); ++b) {
      if (blocks_[b].end - blocks_[b].begin > 1) drop(blocks_[b]);
      if (b > 0) swap(blocks_[b - 1], blocks_[b]);
      early(b);
    }
    instruments();
    strays();
    wander();
    faults();
    return choose();
  }

 private:
  std::string text(const Command& command) const { return formatCommand(model_, command); }
  std::string text(Block block) const {
    std::string out = text(steps_[block.begin].command);
    if (block.end - block.begin == 1) return out;
    const std::string& id = steps_[block.begin].id;
    return "the " + std::to_string(block.end - block.begin) + " commands '" +
           (id.empty() ? out : id) + "'";
  }

  void add(Mutation mutation, std::string what, std::vector<WalkthroughStep> steps,
           std::vector<uint32_t> faults = {}) {
    Mutant mutant{mutation, std::move(what), 0, std::move(steps), std::move(faults)};
    const auto same = [this](const WalkthroughStep& a, const WalkthroughStep& b) {
      return a.after == b.after && text(a.command) == text(b.command);
    };
    const auto difference =
        std::mismatch(steps_.begin(), steps_.end(), mutant.steps.begin(), mutant.steps.end(), same);
    mutant.first = static_cast<size_t>(difference.first - steps_.begin());
    const bool equal = difference.first == steps_.end() && difference.second == mutant.steps.end();
    if (equal && mutant.faults.empty()) return;
    made_[mutation].push_back(std::move(mutant));
  }

  // The time that it took is left to what comes after.
  static void cutOut(std::vector<WalkthroughStep>& steps, Block block) {
    double time = 0;
    for (size_t i = block.begin; i < block.end; ++i) time += steps[i].after;
    const auto at = [&steps](size_t i) { return steps.begin() + static_cast<std::ptrdiff_t>(i); };
    steps.erase(at(block.begin), at(block.end));
    if (block.begin < steps.size()) steps[block.begin].after += time;
  }

  void drop(Block block) {
    auto steps = steps_;
    cutOut(steps, block);
    add(Mutation::kDrop, "without " + text(block), std::move(steps));
  }

  void swap(Block a, Block b) {
    auto steps = steps_;
    const auto at = [&steps](size_t i) { return steps.begin() + static_cast<std::ptrdiff_t>(i); };
    std::rotate(at(a.begin), at(b.begin), at(b.end));
    add(Mutation::kSwap, text(b) + " before " + text(a), std::move(steps));
  }

  void repeat(size_t i) {
    auto steps = steps_;
    WalkthroughStep again = steps[i];
    again.after = kAgain;
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, again);
    add(Mutation::kRepeat, "twice " + text(steps_[i].command), std::move(steps));
  }

  void targets(size_t i) {
    for (const Command& other : otherTargets(model_, steps_[i].command, kTargetsEach, rng_)) {
      auto steps = steps_;
      steps[i].command = other;
      add(Mutation::kTarget, text(other) + " in place of " + text(steps_[i].command),
          std::move(steps));
    }
  }

  void hasty(size_t i) {
    if (steps_[i].after <= kAtOnce || i == 0) return;
    auto steps = steps_;
    steps[i].after = kAtOnce;
    add(Mutation::kHasty, text(steps_[i].command) + " at once", std::move(steps));
  }

  void early(size_t b) {
    for (size_t n = 0; b >= 2 && n < kEarlierEach; ++n) {
      const size_t before = rng_.below(static_cast<uint32_t>(b) - 1);
      auto steps = steps_;
      const auto at = [&steps](size_t i) { return steps.begin() + static_cast<std::ptrdiff_t>(i); };
      std::rotate(at(blocks_[before].begin), at(blocks_[b].begin), at(blocks_[b].end));
      add(Mutation::kEarly, text(blocks_[b]) + " as early as before " + text(blocks_[before]),
          std::move(steps));
    }
  }

  // The stretches of the run in which an instance is used: from its taking to its putting back.
  std::vector<Block> uses(uint32_t instance) const {
    std::vector<Block> out;
    bool open = false;
    for (size_t i = 0; i < steps_.size(); ++i) {
      const Command& c = steps_[i].command;
      const bool its =
          instanceOf(model_, c.what) == static_cast<int32_t>(instance) && c.what.valid();
      if (!its) continue;
      if (!open) out.push_back({i, i + 1});
      open = c.kind != CommandKind::kPut && c.kind != CommandKind::kDrop;
      out.back().end = i + 1;
    }
    return out;
  }

  void instruments() {
    std::set<uint32_t> used;
    for (const WalkthroughStep& step : steps_) {
      const bool taken =
          step.command.kind == CommandKind::kTake || step.command.kind == CommandKind::kRemove;
      if (taken) used.insert(step.command.what.index);
    }
    for (const uint32_t from : used) {
      const auto stretches = uses(from);
      for (const uint32_t to : otherItems(model_, from)) {
        for (const Block stretch : stretches) exchange(from, to, stretch);
        if (stretches.size() > 1) exchange(from, to, {0, steps_.size()});
      }
    }
  }

  // `to` in place of `from`; once as it lies there, and once in each position of its selectors.
  void exchange(uint32_t from, uint32_t to, Block stretch) {
    std::vector<WalkthroughStep> steps;
    size_t taken = steps_.size();
    for (size_t i = 0; i < steps_.size(); ++i) {
      WalkthroughStep step = steps_[i];
      if (i >= stretch.begin && i < stretch.end) {
        const auto other = exchanged(model_, step.command, from, to);
        if (!other) continue;
        step.command = *other;
        if (taken == steps_.size()) taken = steps.size() + 1;
      }
      steps.push_back(std::move(step));
    }
    const std::string what = model_.instances[to].name + " in place of " +
                             model_.instances[from].name +
                             (stretch.end - stretch.begin == steps_.size() ? " throughout" : "") +
                             " from " + text(steps_[stretch.begin].command);
    add(Mutation::kInstrument, what, steps);
    if (model_.instances[to].instrument < 0) return;
    for (uint32_t c = 0; c < model_.controls.size(); ++c) {
      const auto& control = model_.controls[c];
      if (control.instance != to || control.momentary) continue;
      for (uint32_t p = 0; p < control.positions.size(); ++p) {
        if (p == control.initial || taken > steps.size()) continue;
        auto set = steps;
        WalkthroughStep select;
        select.command.kind = CommandKind::kOperate;
        select.command.what = {scenario::EntityKind::kControl, c};
        select.command.position = p;
        set.insert(set.begin() + static_cast<std::ptrdiff_t>(taken), select);
        add(Mutation::kInstrument, what + " with " + text(select.command), std::move(set));
      }
    }
  }

  // Every bare terminal touched and every control moved, somewhere on the way.
  void strays() {
    for (const Command& command : strayCommands(model_)) {
      const size_t times = command.kind == CommandKind::kTouch ? kTouchesEach : 1;
      for (size_t n = 0; n < times && !blocks_.empty(); ++n) {
        stray(command, blocks_[rng_.below(static_cast<uint32_t>(blocks_.size()))].begin);
      }
    }
  }

  void stray(const Command& command, size_t at) {
    auto steps = steps_;
    WalkthroughStep step;
    step.command = command;
    const auto before = [&steps, at](size_t n) {
      return steps.begin() + static_cast<std::ptrdiff_t>(at + n);
    };
    steps.insert(before(0), step);
    if (command.kind == CommandKind::kTouch) {
      step.command.kind = CommandKind::kUntouch;
      step.command.at = {};
      steps.insert(before(1), step);
    }
    add(Mutation::kStray, text(command) + " before " + text(steps_[at].command), std::move(steps));
  }

  // A trainee who has lost the thread.
  void wander() {
    std::vector<Command> pool = strayCommands(model_);
    for (const WalkthroughStep& step : steps_) {
      if (!isEnd(step)) pool.push_back(step.command);
    }
    for (size_t n = 0; n < kWanders && !blocks_.empty(); ++n) {
      const size_t at = blocks_[rng_.below(static_cast<uint32_t>(blocks_.size()))].begin;
      std::vector<WalkthroughStep> steps(steps_.begin(),
                                         steps_.begin() + static_cast<std::ptrdiff_t>(at));
      for (size_t i = 0; i < kWanderCommands; ++i) {
        WalkthroughStep step;
        step.command = pool[rng_.below(static_cast<uint32_t>(pool.size()))];
        steps.push_back(std::move(step));
      }
      add(Mutation::kWander,
          "lost from " + text(steps_[at].command) + " on (" + std::to_string(n) + ")",
          std::move(steps));
    }
  }

  void faults() {
    for (uint32_t f = 0; f < model_.faults.size(); ++f) {
      if (std::find(run_.faults.begin(), run_.faults.end(), f) != run_.faults.end()) continue;
      add(Mutation::kFault, "with the fault " + model_.faults[f].name, steps_, {f});
    }
  }

  // Something else left out or done too early as well: of commands, or while something is broken.
  void pairs(size_t wanted, std::vector<Mutant>& out) {
    const auto& drops = made_[Mutation::kDrop];
    const auto& faults = made_[Mutation::kFault];
    if (drops.empty()) return;
    const auto any = [this](size_t size) { return rng_.below(static_cast<uint32_t>(size)); };
    for (size_t n = 0; n < wanted; ++n) {
      const Mutant& one = drops[any(drops.size())];
      if (!faults.empty() && n % 2 == 0) {
        const Mutant& fault = faults[any(faults.size())];
        Mutant both = one;
        both.mutation = Mutation::kTwo;
        both.faults = fault.faults;
        both.text += ", " + fault.text;
        out.push_back(std::move(both));
        continue;
      }
      Mutant both = one;
      both.mutation = Mutation::kTwo;
      const size_t at = any(both.steps.size());
      if (isEnd(both.steps[at])) continue;
      both.text += ", nor " + text(both.steps[at].command);
      both.first = std::min(both.first, at);
      cutOut(both.steps, {at, at + 1});
      out.push_back(std::move(both));
    }
  }

  // One of each kind in turn, so that a kind with few keeps them all.
  std::vector<Mutant> choose() {
    std::vector<Mutant> out;
    if (def_.limit == 0) {
      for (auto& [mutation, list] : made_) {
        std::move(list.begin(), list.end(), std::back_inserter(out));
      }
      return out;
    }
    std::vector<Mutant> two;
    pairs(def_.limit / 6, two);
    made_[Mutation::kTwo] = std::move(two);
    for (auto& [mutation, list] : made_) {
      for (size_t i = list.size(); i > 1; --i) {
        std::swap(list[i - 1], list[rng_.below(static_cast<uint32_t>(i))]);
      }
    }
    for (bool some = true; some && out.size() < def_.limit;) {
      some = false;
      for (auto& [mutation, list] : made_) {
        if (list.empty() || out.size() == def_.limit) continue;
        out.push_back(std::move(list.back()));
        list.pop_back();
        some = true;
      }
    }
    return out;
  }

  const ScenarioModel& model_;
  const Walkthrough& run_;
  const std::vector<WalkthroughStep>& steps_;
  MutantDef def_;
  Rng rng_;
  std::vector<Block> blocks_;
  std::map<Mutation, std::vector<Mutant>> made_;
};

}  // namespace

std::string_view mutationName(Mutation mutation) {
  static constexpr std::string_view kNames[] = {"drop",       "swap",  "repeat", "target",
                                                "instrument", "early", "hasty",  "stray",
                                                "wander",     "fault", "two"};
  return kNames[static_cast<size_t>(mutation)];
}

std::vector<Mutant> mutantsOf(const ScenarioModel& model, const Walkthrough& run,
                              const MutantDef& def) {
  return Maker(model, run, def).make();
}

}  // namespace shixun::assess
