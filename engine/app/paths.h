// Where the program finds its content and keeps its sessions.
#pragma once

#include <string>

#include "core/status.h"
#include "scenario/load.h"

namespace shixun::app {

// The folder that holds scenarios/ and assets/: `given` when not empty, else $SHIXUN_ROOT, else the
// working folder or one above it, else one above the program. kNotFound says where it looked.
Result<scenario::ContentRoot> findContent(const std::string& given);

// `given` when not empty, else <user data>/sessions, e.g. ~/.local/share/shixun/sessions.
Result<std::string> sessionsFolder(const std::string& given);
// The path itself, or with "-2", "-3", ... before its ending: the first at which no file lies, so
// that no session is written over another.
std::string unusedRecordPath(const FileSystem& files, const std::string& path);
// Where a person's settings for the headset are kept; see comfort_settings.h.
Result<std::string> comfortSettingsPath();
// The key with which this station seals its records, made on first use.
Result<std::string> stationKeyPath();

// Wall clock in UTC: "20260131-142530" and "2026-01-31T14:25:30Z".
std::string timeStampForFile();
std::string timeStampRfc3339();

// Version and build type of this program, e.g. "0.1.0 release".
std::string buildName();

}  // namespace shixun::app
