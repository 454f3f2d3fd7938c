// PanelHand: a hand that works panels as a person's does - turns until its ray meets a button,
// pulls the trigger, lets go - by what the trainer tells of its buttons and of where the hand
// points.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "scenario/model.h"
#include "tests/headset/remote.h"
#include "text/catalogue.h"

namespace shixun::test {

// The buttons that make a command, in order, as the trainer tells their names; empty when none do.
std::vector<std::string> buttonsFor(const scenario::ScenarioModel& model,
                                    const text::Catalogue& catalogue,
                                    const scenario::Command& command);

class PanelHand {
 public:
  void press(const std::vector<std::string>& buttons);
  bool busy() const { return !left_.empty(); }
  const std::string& next() const { return left_.front(); }

  // One frame: the buttons that are there now and the better hand's poses as told. Changes what
  // that hand is to do; false when it has tried too long.
  bool follow(const std::map<std::string, Vec3>& buttons, const Pose& worldFromGrip,
              const Pose& worldFromAim, RemoteHand& hand);

 private:
  std::deque<std::string> left_;
  int frames_ = 0;   // since this button was begun
  int pulled_ = -1;  // frames since the trigger was pulled, -1: not yet
};

}  // namespace shixun::test
