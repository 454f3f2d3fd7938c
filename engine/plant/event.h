// Event: something that happened in a step. A value; the span a step returns is valid until the
// next step.
#pragma once

#include <string>

#include "core/clock.h"
#include "scenario/entity.h"
#include "scenario/vocabulary.h"

namespace shixun::plant {

using scenario::EntityRef;
using scenario::EventKind;

// Which fields count is given by scenario::info(kind).args; the others stay at their defaults.
struct Event {
  EventKind kind = EventKind::kTrouble;
  EntityRef what;
  EntityRef at;
  EntityRef with;
  std::string to;      // a label: position, function, element, effect
  double value = 0;    // SI
  std::string text;
};

}  // namespace shixun::plant
