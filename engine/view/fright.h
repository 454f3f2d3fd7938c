// Fright: how a shock or an arc is felt at a desk: a jolt of the head and a red rim around the
// picture. Short, and never a flicker: one jolt, one fade (no more than one flash a second, well
// below the three of WCAG 2.3.1).
#pragma once

#include "session/snapshot.h"
#include "view/panel.h"

namespace shixun::view {

// headFromShaken: to be put between the head and its eye. Identity when nothing happened.
Pose joltOf(const session::Snapshot& snapshot);

// The red rim; nothing without a shock. Behind all panels.
void showFright(const PanelContext& context, const session::Snapshot& snapshot);

}  // namespace shixun::view
