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

  // What the trainer told of that hand in a frame.
  struct Seen {
    Pose worldFromGrip, worldFromAim;
    double trigger = 0;
  };
  // One frame, with the buttons that are there now. Changes what the hand is to do; false when it
  // has tried too long.
  bool follow(const std::map<std::string, Vec3>& buttons, const Seen& seen, RemoteHand& hand);

 private:
  enum class Pull : uint8_t { kNone, kPulled, kLetGo };

  std::deque<std::string> left_;
  int frames_ = 0;  // since this button was begun
  int seen_ = 0;    // frames in which what is waited for was seen
  Pull pull_ = Pull::kNone;
  Vec3 at_ = Vec3(0);  // where the button was
};

}  // namespace shixun::test
