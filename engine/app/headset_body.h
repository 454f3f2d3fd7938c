// HeadsetBody: a person's body in the scenario's world, from what the headset reports: where the
// head and both hands are, what the fingers do, where sticks and teleports have carried the room.
#pragma once

#include <array>

#include "app/locomotion.h"
#include "app/one_hand.h"
#include "app/stick.h"
#include "interact/interactor.h"
#include "session/snapshot.h"
#include "xr/headset.h"

namespace shixun::app {

struct HeadsetBodyInput {
  const xr::HeadsetFrame* frame = nullptr;
  double seconds = 0;                                // of the frame
  const session::Snapshot* snapshot = nullptr;       // of the world as it was shown last
  const interact::Interactor* interactor = nullptr;  // null: no session yet
  // By device: the hand that it moves points at a panel, so its stick scrolls and moves nobody.
  bool onPanel[2] = {false, false};
};

class HeadsetBody {
 public:
  // model must outlive the body.
  explicit HeadsetBody(const scenario::ScenarioModel& model);

  void set(const ComfortSettings& settings) { locomotion_.set(settings); }
  const ComfortSettings& settings() const { return locomotion_.settings(); }
  // At the scenario's start from the next frame on.
  void restart();
  // The headset's origin jumps: the person stays where they are.
  void keepPlace() { locomotion_.keepPlace(); }
  void measureHeight() { measure_ = true; }

  void update(const HeadsetBodyInput& input);

  // The body within this frame: 0 as in the last picture, 1 as in this one. It moves in straight
  // lines between two pictures; what the fingers do holds from this picture on. Standing still when
  // the room was moved: nobody is dragged through the world by a teleport.
  interact::InputFrame at(double part) const;
  const interact::InputFrame& now() const { return now_; }
  Pose worldFromStage() const { return locomotion_.worldFromStage(); }
  const Locomotion& locomotion() const { return locomotion_; }
  // Whose sample (xr::HeadsetFrame::hands) moves this hand; -1: none, it hangs or is parked.
  int deviceOf(scenario::Hand hand) const;
  bool empty(scenario::Hand hand) const {
    return holding_[interact::indexOf(hand)] == Holding::kNothing;
  }
  // Whether a hand may point at panels: an empty one, and one that holds by another button than the
  // trigger what the trigger does nothing with.
  bool mayPoint(scenario::Hand hand) const {
    return empty(hand) || spareTrigger_[interact::indexOf(hand)];
  }

 private:
  DeviceHand deviceFrom(const xr::HandSample& sample) const;
  void move(const HeadsetBodyInput& input);

  const scenario::ScenarioModel& model_;
  SceneSolids solids_;
  Locomotion locomotion_;
  OneHand hands_;
  Holding holding_[2] = {};
  bool spareTrigger_[2] = {};
  interact::InputFrame now_, before_;
  bool known_ = false;  // before_ is a place to come from
  bool measure_ = false;
};

}  // namespace shixun::app
