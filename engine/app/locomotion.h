// Locomotion: where a person's real room lies in the scenario's world. It turns about the vertical
// and moves; it never tilts. Real steps move the head through the world by themselves; turning,
// teleporting and walking by stick move the room.
//
// Frames: world, stage (the headset's room, its floor at y = 0), head.
#pragma once

#include <optional>

#include "app/comfort_settings.h"
#include "app/floor.h"
#include "app/solids.h"
#include "app/teleport.h"
#include "math/geometry.h"
#include "scenario/model.h"

namespace shixun::app {

struct LocomotionInput {
  double seconds = 0;       // since the last frame
  bool headTracked = true;  // false: stageFromHead says nothing
  Pose stageFromHead;
  bool aimTracked = false;
  Pose worldFromAim;         // of teleportHand(); by worldFromStage() of the last frame
  Pose worldFromMoveHand;    // of moveHand(), for Heading::kHand; its heading counts
  Vec2 moveStick = Vec2(0);  // of assignSticks()
  Vec2 turnStick = Vec2(0);
  bool teleportHeld = false;    // a button that aims while held, for devices without a stick
  bool teleportDenied = false;  // a panel has the hand: an arc in progress is dropped
  bool recentre = false;        // back to the scenario's start, looking ahead
  bool measureHeight = false;   // what the eyes' height is now is their height upright
};

// What the last frame did, e.g. for a sound, a short fade, a held-back trail.
struct LocomotionMoved {
  bool walked = false, turned = false, snapped = false, teleported = false, recentred = false;
  bool any() const { return walked || turned || teleported || recentred; }
};

class Locomotion {
 public:
  // Begins at the scenario's start; wherever the person really is, the first tracked frame puts
  // the head there. solids: not owned, may be null.
  Locomotion(const scenario::ScenarioModel& model, const Solids* solids);
  Locomotion(const Pose& worldFromStart, Floor floor, const Solids* solids);

  // Limited on the way in. Sitting down measures the height upright at the next frame.
  void set(const ComfortSettings& settings);
  const ComfortSettings& settings() const { return settings_; }
  // A restarted scenario: as recentre, at the next frame.
  void restart() { placing_ = true; }
  // The headset's own origin is about to jump: at the next frame the person stands where they stand
  // now, and looks the same way.
  void keepPlace() { keeping_ = worldFromHead(); }

  void update(const LocomotionInput& input);

  Pose worldFromStage() const;
  Pose worldFromHead() const { return worldFromStage() * stageFromHead_; }
  const TeleportAim& aim() const { return aim_; }
  double vignette() const { return vignette_; }  // 0..1
  // 0..1: the real head is in something solid, or behind its surface. The view fades to dark; the
  // world is never pushed away.
  double headInside() const { return headInside_; }
  const LocomotionMoved& moved() const { return moved_; }
  const Floor& floor() const { return floor_; }

 private:
  void place(const Pose& worldFromWanted);
  void raise();
  void turn(const LocomotionInput& input, double seconds);
  void turnBy(double radians);
  void teleport(const LocomotionInput& input);
  bool aiming(const LocomotionInput& input);
  void walk(const LocomotionInput& input, double seconds);
  void feelHead(double seconds);
  void narrow(double seconds);
  Vec3 feet() const;  // below the head, on the floor
  double headingOfHead() const;

  Pose worldFromStart_;
  Floor floor_;
  const Solids* solids_;  // not owned
  ComfortSettings settings_;
  double yaw_ = 0;         // rad about +Y, of worldFromStage
  Vec3 origin_ = Vec3(0);  // of the stage in the world, its height without raised_
  double raised_ = 0;      // m, the stage's floor above the world's so that eyes are high enough
  double uprightEyes_ = 1.62;    // m, stage: the real eyes' height when it was measured last
  std::optional<Pose> keeping_;  // the next tracked frame places the head here
  bool placing_ = true;          // the next tracked frame places the head
  bool measuring_ = true;        // ... and takes its height
  Pose stageFromHead_;
  int snapped_ = 0;  // sign of the push that has turned already
  bool aiming_ = false;
  double facing_ = 0;  // rad, of the stick while it aims; 0: ahead
  TeleportAim aim_;
  double speed_ = 0, spin_ = 0;  // m/s and rad/s of the last frame's artificial motion
  double vignette_ = 0;
  double headInside_ = 0;
  std::optional<Vec3> clear_;  // world: where the head was last outside of everything
  double clearFor_ = 0;        // s that a head behind a surface has stood where one can stand
  LocomotionMoved moved_;
};

}  // namespace shixun::app
