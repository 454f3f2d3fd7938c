// Staging: where to show what is in somebody's hands at a moment of which only the commands are
// known (a scripted session has no hands): a meter's probes on the terminals they touch, what is
// held in front of the person. A session with hands keeps theirs.
#pragma once

#include <vector>

#include "plant/pose.h"
#include "session/snapshot.h"
#include "view/framing.h"

namespace shixun::view {

// What a picture has to be about when `focus` is asked for: what is in somebody's hands or worn is
// where it is used, not where it was taken from; an instrument stands for what it touches.
std::vector<scenario::EntityRef> focusOf(const session::Snapshot& snapshot,
                                         const std::vector<scenario::EntityRef>& focus);

// Adds to snapshot.overrides a pose for every held thing and every probe that has none, and the
// hand that touches metal. poses: of the snapshot as it is, all else in the picture. The picture's
// eye is where the framing says. focus: what the picture is about; of that, what is only held is
// held up before the eye.
void stageHeld(session::Snapshot& snapshot, const plant::Poses& poses, const Framing& framing,
               const std::vector<scenario::EntityRef>& focus = {});

}  // namespace shixun::view
