// Teleport: the arc thrown from a hand, and where it puts a person.
#pragma once

#include <vector>

#include "app/floor.h"
#include "app/solids.h"

namespace shixun::app {

inline constexpr double kTeleportReach = 6.0;  // m from where one stands, on the floor

struct TeleportAim {
  bool shown = false;  // an arc is thrown
  bool valid = false;  // letting go moves
  std::vector<Vec3>
      arc;  // world, m; at least two points while shown, ends where it meets something
  bool hasMarker = false;  // the arc meets the floor or something
  // On the floor (or on what was met, when not valid), heading where one will look.
  Pose worldFromMarker;
  double footprint = Floor::kGirth;  // m, radius of the marker
};

struct TeleportQuery {
  const Floor* floor = nullptr;    // not owned
  const Solids* solids = nullptr;  // not owned; null: nothing is solid but the floor
  Pose worldFromAim;
  Vec3 head = Vec3(0);  // world: nothing is aimed at from behind a wall
  double heading = 0;   // rad about +Y, after the jump
};

TeleportAim aimTeleport(const TeleportQuery& query);

}  // namespace shixun::app
