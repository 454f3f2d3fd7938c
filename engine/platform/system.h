// The machine: time, places for a person's files.
#pragma once

#include <cstdint>
#include <string>

#include "core/status.h"

namespace shixun::platform {

// Seconds since some fixed moment; never runs backwards, unaffected by setting the clock.
double monotonicSeconds();
// Sleeps about that long; returns at once for seconds <= 0.
void sleepSeconds(double seconds);
// Wall clock, UTC, nanoseconds since 1970: for stamping files, never for simulation.
int64_t wallClockNanoseconds();

// The folder for this person's sessions and settings: $XDG_DATA_HOME/shixun or
// ~/.local/share/shixun. It is made if missing (readable by this person only). Fails with what to
// do when it cannot be made.
Result<std::string> userDataFolder();
// Where the program itself lies, for finding assets/ beside it.
Result<std::string> executableFolder();

}  // namespace shixun::platform
