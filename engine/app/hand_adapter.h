// HandAdapter: what a controller or a tracked hand reports -> interact::HandInput. Devices differ
// in what they have; the world knows only a hand that squeezes, points, and pulls a trigger.
//
// Levels are 0..1; "on" from interact::kGrabFrom, "off" below interact::kLetGoBelow.
#pragma once

#include "interact/input_frame.h"
#include "math/geometry.h"

namespace shixun::app {

// What the session says that the hand has now (a probe counts as an item).
enum class Holding { kNothing, kItem, kControl };

struct DeviceHand {
  bool present = false;  // the device is there and on
  bool gripTracked = false, aimTracked = false;
  Pose worldFromGrip;  // in the frame of HandInput::worldFromGrip
  Pose worldFromAim;

  // Controllers.
  double squeeze = 0, trigger = 0;
  bool hasTriggerTouch = false;  // it feels a finger on the trigger
  bool triggerTouched = false;
  bool pointButton = false;  // held: stretch the finger, on devices that do not feel it
  bool oneButton = false;    // all it has is select, perhaps menu
  bool select = false, menu = false;

  // Tracked hands.
  bool articulated = false;
  Vec3 worldTip = Vec3(0);  // of the index finger
  double curl[5] = {};      // 0 straight .. 1 closed: thumb, index, middle, ring, little
  double pinch = 0;         // 0..1, thumb against index finger

  bool stickyHold = false;  // a person's wish: the first squeeze takes, the second lets go
};

// One hand. The rules:
// - Controllers that feel the trigger: squeezed without a finger on the trigger, an empty hand
//   points; it then does not squeeze. Others: while pointButton is held.
// - One button: a click takes. With an item in the hand the button is the trigger, with a control
//   in it the next click lets go; menu lets go of either.
// - Tracked hands: a fist or a pinch of an empty hand squeezes; a pinch that is not what holds the
//   thing is the trigger; a straight index finger over a closed hand points. A flat hand does not:
//   nothing is pressed by accident.
// - A hand that holds something never points, nor does one that held something until it was opened.
// - A flicker of tracking (kKept) changes nothing. After a longer loss what is held stays held as
//   long as it is squeezed, and nothing is pressed that was not seen being pressed.
class HandAdapter {
 public:
  static constexpr double kKept = 0.25;  // s without tracking that are not noticed

  // Once a frame.
  interact::HandInput update(const DeviceHand& device, Holding holding, double seconds);
  // The device acts as this hand from the next frame on, after it has been another: what is pressed
  // now was not meant for this hand, and what the hand holds stays in it until it is squeezed and
  // opened.
  void takeOver();

 private:
  // What has to be let go before it counts again.
  struct Muted {
    bool squeeze = false, trigger = false, point = false, fist = false;
  };
  // What the device wants before the hand's own rules.
  struct Wish {
    double squeeze = 0, trigger = 0;
    bool point = false;
  };

  interact::HandInput lost(Holding holding, double seconds);
  void poseFrom(const DeviceHand& device);
  void resume(const DeviceHand& device, Holding holding);
  void mute(DeviceHand& device);
  Wish wishOf(const DeviceHand& device, Holding holding, double seconds);
  Wish wishOfController(const DeviceHand& device, Holding holding);
  Wish wishOfHand(const DeviceHand& device, Holding holding, double seconds);
  bool pointing(bool wanted, Holding holding, double seconds);
  void latch(const DeviceHand& device, double squeeze, Holding holding, double seconds);
  double selectAsTrigger(const DeviceHand& device, Holding holding);

  interact::HandInput last_;
  Pose gripFromAim_;
  bool articulated_ = false;
  bool seen_ = false;   // tracked at least once
  double lostFor_ = 0;  // s
  bool resync_ = true;  // never seen, lost for long, or taken over: look before anything counts
  bool takenOver_ = false;
  Muted muted_;
  bool kept_ = false;  // taken over with something in it: held without a squeeze

  bool gripped_ = false;  // controllers: squeeze on, with hysteresis
  bool begun_ = false;    // squeezed at all
  bool mayPoint_ = true;  // nothing was held since the hand was open
  bool pointing_ = false;
  double fistFor_ = 0;  // s that the world has been told of a closed hand

  bool latched_ = false;    // sticky: closed without being squeezed
  bool latching_ = false;   // the device was sticky in the last frame
  bool heldSince_ = false;  // something came into the latched hand
  double latchedFor_ = 0;   // s
  bool pressed_ = false;    // squeeze on, for its edges
  bool menu_ = false;
  bool armed_ = false;  // one button, pinch: seen open since the thing is held

  bool fist_ = false, pinch_ = false, stretched_ = false;  // tracked hands, with hysteresis
  bool pinchHolds_ = false;  // the thing is held between thumb and finger
  bool pinchSpent_ = false;  // it was the trigger, and takes nothing before it has been opened
  double smooth_ = 0;        // squeeze of a tracked hand
};

}  // namespace shixun::app
