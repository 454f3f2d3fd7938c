// Sounds: which sound belongs to what happened and to what goes on, and where it comes from. No
// rules: equipment is heard by what it is (a magnet, a handle, a machine), never by its name.
#pragma once

#include <span>
#include <vector>

#include "audio/mixer.h"
#include "plant/event.h"
#include "plant/pose.h"
#include "session/snapshot.h"

namespace shixun::view {

// Of the events since the last call. poses: those of the picture (Scene::poses()).
std::vector<audio::Cue> cuesOf(const session::Snapshot& snapshot, const plant::Poses& poses,
                               std::span<const plant::Event> events);

// Of the snapshot: every machine that turns, its pitch following its speed.
std::vector<audio::Hum> humsOf(const session::Snapshot& snapshot, const plant::Poses& poses);

}  // namespace shixun::view
