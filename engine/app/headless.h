// Headless: plays a walkthrough without a person and leaves record, report and pictures.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/debrief.h"
#include "scenario/walkthrough.h"
#include "session/hand_script.h"
#include "session/snapshot.h"

namespace shixun::app {

// Makes a picture (PNG bytes) of a moment. `focus`: what to look at; may be empty.
using Photographer = std::function<Result<std::string>(
    const session::Snapshot& snapshot, const std::vector<scenario::EntityRef>& focus)>;

struct HeadlessDef {
  const scenario::ScenarioModel* model = nullptr;      // not owned
  const scenario::Walkthrough* walkthrough = nullptr;  // not owned
  const session::HandScript* hands = nullptr;  // not owned; plays this instead of the commands
  const text::Catalogue* catalogue = nullptr;  // not owned
  session::SessionInfo info;
  std::string recordPath;     // where the session file goes; empty: nothing is written
  std::string framesFolder;   // where pictures go, too; empty: only into the report
  Photographer photographer;  // empty: no pictures
  bool seal = true;
};

struct HeadlessResult {
  Judged judged;
  std::string recordPath;  // where it is in the end
  Status trouble;          // why it is not where it was wanted; ok otherwise
  Status pictureTrouble;   // why pictures are missing; ok otherwise
  std::string reportPath;
  std::vector<std::string> picturePaths;
  size_t troubles = 0;       // events in which the simulation says that it is in trouble
  std::string firstTrouble;  // text of the first
  Tick firstTroubleTick = 0;
  Tick ticks = 0;
  uint64_t finalHash = 0;
  double wallSeconds = 0;
};

// Fails only when the record can be written nowhere; findings and missing pictures are results.
Result<HeadlessResult> runHeadless(const HeadlessDef& def);

}  // namespace shixun::app
