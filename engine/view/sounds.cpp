#include "view/sounds.h"

#include <algorithm>
#include <cmath>

#include "math/libm.h"

namespace shixun::view {

using audio::Cue;
using audio::Hum;
using audio::SoundKind;
using plant::Event;
using plant::EventKind;
using scenario::EntityKind;
using scenario::EntityRef;
using session::Snapshot;

namespace {

// A tap is made by hands, which are here in the head's frame where nobody says where they are.
const Vec3 kHands = Vec3(0, -0.35, -0.4);

Vec3 placeOf(const Snapshot& snapshot, const plant::Poses& poses, EntityRef entity) {
  const scenario::ScenarioModel& model = *snapshot.model;
  const int32_t instance = instanceOf(model, entity);
  if (instance >= 0) {
    // What is held is where the hands are.
    const int32_t item = model.instances[static_cast<size_t>(instance)].item;
    if (item >= 0 && snapshot.state.itemPlaces[static_cast<size_t>(item)] == scenario::kPlaceHand) {
      return snapshot.worldFromHead.apply(kHands);
    }
  }
  if (const auto node = nodeOf(model, entity)) return poses.worldFromNode(*node).position;
  if (instance >= 0) {
    const auto& parts = model.instances[static_cast<size_t>(instance)].parts;
    if (!parts.empty()) return poses.worldFromPart(parts.front()).position;
  }
  return snapshot.worldFromHead.apply(kHands);
}

SoundKind soundOfControl(const scenario::ScenarioModel& model, EntityRef control) {
  const bool snaps = control.kind == EntityKind::kControl &&
                     model.controls[control.index].type != scenario::ControlType::kHinge &&
                     model.controls[control.index].type != scenario::ControlType::kSlider;
  return snaps ? SoundKind::kClick : SoundKind::kTap;
}

// A tester with a threshold (it shows whether there is voltage at all) beeps when there is; a meter
// that shows any number does not.
bool beeps(const scenario::ScenarioModel& model, const Event& event) {
  const int32_t instance = instanceOf(model, event.what);
  if (instance < 0 || !(std::abs(event.value) > 0)) return false;
  const int32_t index = model.instances[static_cast<size_t>(instance)].instrument;
  if (index < 0) return false;
  const auto& functions = model.instruments[static_cast<size_t>(index)].functions;
  return std::any_of(functions.begin(), functions.end(), [&](const auto& function) {
    return function.label == event.to && function.threshold > 0;
  });
}

void addCues(const Snapshot& snapshot, const plant::Poses& poses, const Event& event,
             std::vector<Cue>& cues) {
  const scenario::ScenarioModel& model = *snapshot.model;
  const auto add = [&](SoundKind kind, double gain, EntityRef where) {
    cues.push_back({kind, placeOf(snapshot, poses, where), false, gain});
  };
  switch (event.kind) {
    case EventKind::kOperated:
      return add(soundOfControl(model, event.what), 0.8, event.what);
    case EventKind::kBlocked:
      return add(SoundKind::kTap, 1, event.what);
    case EventKind::kSwitched:
      return add(event.value > 0 ? SoundKind::kThump : SoundKind::kRelease, 1, event.what);
    case EventKind::kTripped:
    case EventKind::kCut:
      return add(SoundKind::kClick, 1, event.what);
    case EventKind::kFuseBlown:
      return add(SoundKind::kCrack, 0.4, event.what);
    case EventKind::kTaken:
    case EventKind::kPut:
    case EventKind::kRemoved:
    case EventKind::kWorn:
    case EventKind::kUnworn:
      return add(SoundKind::kTap, 0.7, event.what);
    case EventKind::kHung:
      return add(SoundKind::kClick, 0.5, event.at);
    case EventKind::kProbed:
      return add(SoundKind::kTap, 0.35, event.at);
    case EventKind::kMeasured:
      if (beeps(model, event)) add(SoundKind::kBeep, 0.9, event.what);
      return;
    case EventKind::kShock:
      cues.push_back({SoundKind::kCrack, Vec3(0), true, 1});
      // Felt only is a fright; from "cannot let go" on it would have been an accident.
      if (event.to != "perception") cues.push_back({SoundKind::kAlarm, Vec3(0), true, 0.8});
      return;
    case EventKind::kFlash:
      cues.push_back({SoundKind::kBang, Vec3(0), !event.what, 1});
      if (event.what) cues.back().at = placeOf(snapshot, poses, event.what);
      cues.push_back({SoundKind::kAlarm, Vec3(0), true, 0.8});
      return;
    default:
      return;
  }
}

}  // namespace

std::vector<Cue> cuesOf(const Snapshot& snapshot, const plant::Poses& poses,
                        std::span<const Event> events) {
  std::vector<Cue> cues;
  for (const Event& event : events) addCues(snapshot, poses, event, cues);
  return cues;
}

std::vector<Hum> humsOf(const Snapshot& snapshot, const plant::Poses& poses) {
  constexpr double kStandsStill = 0.01;  // of the full speed
  const scenario::ScenarioModel& model = *snapshot.model;
  // The field of a four-pole machine, the most common kind; others hum higher or lower.
  const double full = kPi * model.frequency;
  std::vector<Hum> hums;
  for (uint32_t m = 0; m < model.machines.size(); ++m) {
    const scenario::MachineModel& machine = model.machines[m];
    if (machine.speedSignal >= snapshot.state.signals.size()) continue;
    const double speed = std::abs(snapshot.state.signals[machine.speedSignal]) / full;
    if (!(speed > kStandsStill)) continue;
    Hum hum;
    hum.id = m;
    hum.at = placeOf(snapshot, poses, {EntityKind::kInstance, machine.instance});
    hum.pitch = std::min(speed, 2.0);
    hum.gain = 0.55 * std::min(speed, 1.0);
    hums.push_back(hum);
  }
  return hums;
}

}  // namespace shixun::view
