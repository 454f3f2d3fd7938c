// ComfortSettings: how a person wants to turn, move, stand and read in the headset. Kept in one
// small file for the person, not for the session: no mark ever depends on it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/file.h"
#include "scenario/command.h"

namespace shixun::app {

enum class Turning { kSnap, kSmooth, kOff };
enum class Moving { kTeleport, kWalk, kBoth };
enum class Heading { kHead, kHand };  // what walking "forward" follows

struct ComfortSettings {
  Turning turning = Turning::kSnap;
  double snapAngleDeg = 30;             // deg a push
  double smoothSpeedDegPerSecond = 60;  // deg/s
  Moving moving = Moving::kTeleport;
  Heading heading = Heading::kHead;
  double walkSpeed = 1.2;       // m/s
  bool teleportFacing = false;  // the stick's angle turns whom it teleports
  double vignette = 0.7;        // 0..1, how far the view narrows in artificial motion
  bool seated = false;          // the eyes are raised to eyeHeight
  double eyeHeight = 1.62;      // m, wished for; counts while seated
  double heightOffset = 0;      // m, added by hand, seated or not
  bool leftHanded = false;      // the left hand is the better one
  bool oneHanded = false;       // one controller acts as either hand
  bool stickyHold = false;      // the first squeeze takes, the second lets go
  double textSize = 1;          // 1..2 times the usual size
  bool captions = true;         // what is heard is written, too

  bool operator==(const ComfortSettings&) const = default;
  scenario::Hand betterHand() const {
    return leftHanded ? scenario::Hand::kLeft : scenario::Hand::kRight;
  }
};

// The settings as a table: it drives limits, file, and the menu. A setting's texts are
// "ui.comfort.<key>.name" and, of a number, "ui.comfort.<key>.value" with {value}; of a choice,
// "ui.comfort.<key>.<label>"; of a switch, "ui.comfort.yes" and "ui.comfort.no".
struct NumberSetting {
  std::string_view key;  // in the file
  double ComfortSettings::*value = nullptr;
  double least = 0, most = 0;  // in the unit
  double step = 0;             // of the menu's buttons
  std::string_view unit;       // as authored files write it; "" for a plain number
};
struct SwitchSetting {
  std::string_view key;
  bool ComfortSettings::*value = nullptr;
};
struct ChoiceSetting {
  std::string_view key;
  std::vector<std::string> labels;  // by the enum's value
  size_t (*get)(const ComfortSettings&) = nullptr;
  void (*set)(ComfortSettings&, size_t) = nullptr;
};
std::span<const NumberSetting> comfortNumbers();
std::span<const SwitchSetting> comfortSwitches();
std::span<const ChoiceSetting> comfortChoices();

// Every number within its limits; one that is none becomes the default.
ComfortSettings withinLimits(ComfortSettings settings);

// The file, YAML: whatever is wrong with it, there are settings. What a line says that makes no
// sense is the default, and a diagnostic names the line; a file that is none is all defaults. No
// file: defaults, and nothing to say.
ComfortSettings readComfort(const FileSystem& files, const std::string& path,
                            Diagnostics& diagnostics);
std::string comfortText(const ComfortSettings& settings);
// In one step: a reader sees the old file or the new one. Limited before.
Status writeComfort(FileSystem& files, const std::string& path, const ComfortSettings& settings);

}  // namespace shixun::app
