// Log: one seam through which the engine tells the person at the terminal something that is not an
// error of content. The program installs the sink; without one, warnings and errors go to stderr.
#pragma once

#include <string_view>

namespace shixun {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

using LogSink = void (*)(LogLevel level, std::string_view message);

// Process-wide; set once at the start of main. nullptr restores the default.
void setLogSink(LogSink sink);
void log(LogLevel level, std::string_view message);

}  // namespace shixun
