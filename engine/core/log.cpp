#include "core/log.h"

#include <cstdio>

namespace shixun {
namespace {

void toStderr(LogLevel level, std::string_view message) {
  if (level < LogLevel::kWarning) return;
  std::fprintf(stderr, "%s: %.*s\n", level == LogLevel::kError ? "error" : "warning",
               static_cast<int>(message.size()), message.data());
}

LogSink gSink = &toStderr;

}  // namespace

void setLogSink(LogSink sink) { gSink = sink != nullptr ? sink : &toStderr; }

void log(LogLevel level, std::string_view message) { gSink(level, message); }

}  // namespace shixun
