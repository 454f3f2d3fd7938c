// Reachable: which of the things that a scenario speaks of no hand could ever get at, wherever a
// person stands and whatever is open. A matter of geometry; no session is played.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "interact/interactor.h"
#include "scenario/model.h"

namespace shixun::interact {

struct Unreachable {
  scenario::EntityRef entity;
  std::string why;  // "'A1/body/plate' is in the way", "it is 3 m above the floor, a hand gets ..."
};

// m above and below the floor between which a hand works, on tiptoe and on the knees.
inline constexpr double kHighestReach = 2.3;
inline constexpr double kLowestReach = -0.02;

// Of controls, terminals, points, conductors and things to examine; other entities, and what
// belongs to things that are carried, are left out. Tried with all doors and drawers as the session
// begins and with all of them in each of their positions.
std::vector<Unreachable> findUnreachable(const scenario::ScenarioModel& model,
                                         std::span<const scenario::EntityRef> wanted,
                                         const InteractorDef& def = {});

}  // namespace shixun::interact
