#include "assess/place.h"

#include <cmath>

#include "plant/pose.h"

namespace shixun::assess {
namespace {

using scenario::EntityRef;
using scenario::ScenarioModel;

plant::State stateOf(const ScenarioModel& model, const Observed& observed) {
  plant::State state;
  state.signals.assign(observed.signals.begin(), observed.signals.end());
  state.itemPlaces.assign(observed.itemPlaces.begin(), observed.itemPlaces.end());
  state.controls.assign(model.controls.size(), 0);
  state.spins.assign(model.motions.size(), 0);
  for (size_t s = 0; s < model.signals.size(); ++s) {
    const scenario::SignalModel& signal = model.signals[s];
    if (signal.source != scenario::SignalSource::kControl) continue;
    const double position = observed.signals[s];
    const auto count = model.controls[signal.index].positions.size();
    if (position >= 0 && position < static_cast<double>(count)) {
      state.controls[signal.index] = static_cast<uint32_t>(position);
    }
  }
  return state;
}

// Whether it stands, lies or hangs somewhere, it and what it hangs on.
bool isPlaced(const ScenarioModel& model, const Observed& observed, EntityRef entity) {
  int32_t instance = instanceOf(model, entity);
  for (int depth = 0; depth < 8 && instance >= 0; ++depth) {
    const int32_t item = model.instances[static_cast<size_t>(instance)].item;
    if (item < 0) return true;
    const uint32_t place = observed.itemPlaces[static_cast<size_t>(item)];
    if (place == scenario::kPlaceHome) return true;
    if (place < scenario::kFirstPointPlace) return false;
    instance = static_cast<int32_t>(model.points[place - scenario::kFirstPointPlace].instance);
  }
  return instance >= 0;
}

}  // namespace

std::optional<Vec3> placeOf(const ScenarioModel& model, const Observed& observed,
                            const session::TracePoint& point, std::span<const EntityRef> about) {
  std::vector<EntityRef> candidates;
  const bool event = point.kind == session::PointKind::kEvent;
  if (event) candidates.push_back(point.event.at);
  candidates.insert(candidates.end(), about.begin(), about.end());
  if (event) candidates.push_back(point.event.what);
  for (const EntityRef entity : candidates) {
    const auto node = entity.valid() ? nodeOf(model, entity) : std::nullopt;
    if (!node || !isPlaced(model, observed, entity)) continue;
    plant::Poses poses(model);
    const plant::State state = stateOf(model, observed);
    poses.update(state);
    const Vec3 place = poses.worldFromNode(*node).position;
    if (std::isfinite(place.x) && std::isfinite(place.y) && std::isfinite(place.z)) return place;
  }
  return std::nullopt;
}

}  // namespace shixun::assess
