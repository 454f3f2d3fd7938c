// Event filters that no event can match.
#include <algorithm>

#include "scenario/rubric_scope.h"

namespace shixun::scenario {
namespace {

template <typename List>
bool anyOf(const List& list, uint32_t instance) {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& model) { return model.instance == instance; });
}

bool shareTag(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& tag) {
    return std::find(b.begin(), b.end(), tag) != b.end();
  });
}

class FilterJudge {
 public:
  FilterJudge(const ScenarioModel& model, const EventFilter& filter)
      : model_(model), filter_(filter) {}

  // Why no event matches; empty: one may.
  std::string reason() const {
    switch (filter_.kind) {
      case EventKind::kMeasured:
        return ofMeasured();
      case EventKind::kTaken:
      case EventKind::kPut:
        return itemOf(filter_.what) || !filter_.what ? "" : name(filter_.what) + " is no item";
      case EventKind::kWorn:
      case EventKind::kUnworn:
        return ofWorn();
      case EventKind::kHung:
      case EventKind::kRemoved:
        return ofHung();
      case EventKind::kCut:
        return ofCut();
      default:
        return ofProtection();
    }
  }

 private:
  std::string name(EntityRef entity) const { return "'" + nameOf(model_, entity) + "'"; }
  const ItemModel* itemOf(EntityRef entity) const {
    if (entity.kind != EntityKind::kInstance) return nullptr;
    const int32_t item = model_.instances[entity.index].item;
    return item < 0 ? nullptr : &model_.items[static_cast<size_t>(item)];
  }

  std::string ofMeasured() const {
    const EventFilter& f = filter_;
    if (f.pair && f.pairA == f.pairB) return "both sides of the pair are " + name(f.pairA);
    if (f.at && f.at == f.with) return "both places are " + name(f.at);
    const bool place = f.at.kind == EntityKind::kTerminal || f.at.kind == EntityKind::kConductor;
    if (f.at && !place) return "nothing is measured at " + name(f.at);
    if (!f.what) return "";
    const int32_t index = model_.instances[f.what.index].instrument;
    if (index < 0) return name(f.what) + " is no instrument";
    const InstrumentModel& instrument = model_.instruments[static_cast<size_t>(index)];
    if (instrument.builtIn >= 0) return name(f.what) + " is built in, so nobody measures with it";
    if (instrument.probes.size() == 1 && (f.pair || f.with)) {
      return name(f.what) + " has one probe and measures to earth";
    }
    const bool clamp = instrument.probes.empty();
    if (clamp && (f.pair || f.with || f.at.kind == EntityKind::kTerminal)) {
      return name(f.what) + " is put around conductors, not on terminals";
    }
    if (!clamp && f.at.kind == EntityKind::kConductor) {
      return name(f.what) + " measures on terminals, not around conductors";
    }
    return "";
  }
  std::string ofWorn() const {
    const ItemModel* item = itemOf(filter_.what);
    if (!filter_.what || (item != nullptr && item->wearable)) return "";
    return name(filter_.what) + " cannot be worn";
  }
  std::string ofHung() const {
    if (!filter_.what) return "";
    const ItemModel* item = itemOf(filter_.what);
    if (item == nullptr) return name(filter_.what) + " is no item";
    if (!filter_.at || shareTag(model_.points[filter_.at.index].accepts, item->tags)) return "";
    return name(filter_.at) + " does not accept " + name(filter_.what);
  }
  std::string ofCut() const {
    const ItemModel *cut = itemOf(filter_.what), *tool = itemOf(filter_.with);
    if (filter_.what && cut == nullptr) return name(filter_.what) + " is no item";
    if (!filter_.with) return "";
    if (tool == nullptr || tool->cuts.empty()) return name(filter_.with) + " cuts nothing";
    if (cut == nullptr || shareTag(tool->cuts, cut->tags)) return "";
    return name(filter_.with) + " does not cut " + name(filter_.what);
  }
  std::string ofProtection() const {
    if (filter_.what.kind != EntityKind::kInstance) return "";
    const uint32_t what = filter_.what.index;
    const bool trips = anyOf(model_.thermals, what) || anyOf(model_.residuals, what);
    if (filter_.kind == EventKind::kTripped && !trips) return name(filter_.what) + " cannot trip";
    if (filter_.kind == EventKind::kSwitched && !anyOf(model_.coils, what)) {
      return name(filter_.what) + " has no coil";
    }
    if (filter_.kind == EventKind::kFuseBlown && !anyOf(model_.fuses, what)) {
      return name(filter_.what) + " has no fuse";
    }
    if (filter_.kind == EventKind::kRepaired && !anyOf(model_.faults, what)) {
      return name(filter_.what) + " has no fault to repair";
    }
    return "";
  }

  const ScenarioModel& model_;
  const EventFilter& filter_;
};

}  // namespace

bool canMatch(const ScenarioModel& model, const EventFilter& filter, const logic::Call& call,
              Diagnostics& problems) {
  const std::string reason = FilterJudge(model, filter).reason();
  if (reason.empty()) return true;
  problems.error(call.where, "never-matches",
                 "no event '" + std::string(info(filter.kind).name) + "' is like this: " + reason,
                 "name another thing, or another kind of event");
  return false;
}

}  // namespace shixun::scenario
