// Command: one thing a trainee does to the world, whatever the device in the hand. VR, desktop and
// walkthroughs meet here.
#pragma once

#include <cstdint>
#include <string>

#include "scenario/entity.h"
#include "scenario/vocabulary.h"

namespace shixun::scenario {

enum class Hand : uint8_t { kLeft, kRight };

// Which fields count is given by info(kind).args; the others stay at their defaults.
struct Command {
  CommandKind kind = CommandKind::kPause;
  EntityRef what;
  EntityRef at;
  EntityRef with;
  uint32_t position = 0;  // kOperate: index into the control's positions
  Hand hand = Hand::kRight;
  std::string text;  // kFill
};

}  // namespace shixun::scenario
