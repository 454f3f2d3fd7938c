// Rehearse: from a walkthrough's commands to the motion of a person who does the same. Writes hand
// scripts; nothing that replays or judges one needs it.
#pragma once

#include "scenario/walkthrough.h"
#include "session/hand_script.h"

namespace shixun::session {

// The motion for all of a walkthrough's steps, each planned in the world as the steps before have
// left it and lived through at once. `after` of a step is the least time since the one before; the
// motion itself may take longer. Fails (kUnavailable) naming the step that no hand can do, or that
// the motion did not do.
Result<HandScript> rehearse(const scenario::ScenarioModel& model,
                            const scenario::Walkthrough& walkthrough);

}  // namespace shixun::session
