// SignalModel: one value of the world that expressions, rules and records can name. Together the
// signals form a row of doubles: a bool is 0 or 1, an enum the index of its label, a number in SI.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/quantity.h"

namespace shixun::scenario {

enum class SignalType : uint8_t { kBool, kEnum, kNumber };

// Where a signal's value comes from; `source` indexes the array of that kind.
enum class SignalSource : uint8_t {
  kControl,        // enum: position
  kControlLocked,  // bool: a lock holds it
  kLatch,
  kLogic,
  kSwitchClosed,
  kArmature,         // bool: coil pulled in
  kTripped,          // bool: thermal or magnetic trip latched
  kResidualTripped,  // bool
  kFuseBlown,        // bool
  kTimer,            // bool
  kPointFilled,      // bool: an item hangs there
  kHeat,             // number: thermal state of the hottest pole, 1 = steady at the setting
  kLampLit,          // bool
  kMachineSpeed,     // rad/s, sign = direction
  kMachineCurrent,   // A, largest of the three lines
  kItemPlace,        // enum over ScenarioModel::placeLabels
  kProbeTerminal,    // enum over ScenarioModel::terminalLabels
  kReading,          // number: instrument's reading, NaN when it shows nothing
  kFieldFilled,      // bool
  kFieldRight,       // bool: filled in, and as expected if something is
  kFieldChoice,      // enum: which of the field's options is filled in
  kFaultActive,      // bool: the fault is there
  kBodyCurrent,      // A through the trainee
  kConstant,         // number: a parameter of the equipment
};

struct SignalModel {
  std::string name;  // "Q1.handle", "K1.coil.armature"
  SignalType type = SignalType::kBool;
  Dimension dimension;              // for kNumber
  std::vector<std::string> labels;  // for kEnum: value = index
  SignalSource source = SignalSource::kConstant;
  uint32_t index = 0;     // into the array named by source
  double constant = 0;    // for kConstant
  double resolution = 0;  // for kNumber: smaller changes are not recorded
};

}  // namespace shixun::scenario
