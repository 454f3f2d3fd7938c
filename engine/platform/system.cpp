#include "platform/system.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <thread>

namespace shixun::platform {

double monotonicSeconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

void sleepSeconds(double seconds) {
  if (seconds > 0) std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

int64_t wallClockNanoseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

namespace {

Status makeFolder(const std::string& path) {
  struct stat info = {};
  if (mkdir(path.c_str(), 0700) == 0) return {};
  const int error = errno;
  if (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return {};
  const StatusCode code = error == EACCES || error == EROFS ? StatusCode::kDenied
                          : error == ENOSPC                 ? StatusCode::kFull
                                                            : StatusCode::kIo;
  return Status(code, "the folder " + path + " cannot be made (" +
                          std::generic_category().message(error) +
                          "); set XDG_DATA_HOME to a folder you may write to");
}

}  // namespace

Result<std::string> userDataFolder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  std::string base;
  if (data != nullptr && data[0] == '/') {
    base = data;
  } else if (home != nullptr && home[0] == '/') {
    base = std::string(home) + "/.local/share";
  } else {
    return Status(StatusCode::kUnavailable,
                  "there is no home folder (HOME and XDG_DATA_HOME are not set); set XDG_DATA_HOME "
                  "to a folder you may write to");
  }
  const std::string folder = base + "/shixun";
  for (size_t slash = folder.find('/', 1); slash != std::string::npos;
       slash = folder.find('/', slash + 1)) {
    const std::string parent = folder.substr(0, slash);
    if (access(parent.c_str(), F_OK) == 0) continue;
    const Status status = makeFolder(parent);
    if (!status) return status;
  }
  const Status status = makeFolder(folder);
  if (!status) return status;
  if (access(folder.c_str(), W_OK) != 0) {
    return Status(StatusCode::kDenied, "the folder " + folder +
                                           " cannot be written to; change its owner or set "
                                           "XDG_DATA_HOME to another folder");
  }
  return folder;
}

Result<std::string> executableFolder() {
  char path[4096];
  const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
  if (length <= 0 || length >= static_cast<ssize_t>(sizeof path)) {
    return Status(StatusCode::kUnavailable,
                  "the program cannot find its own place (/proc/self/exe)");
  }
  const std::string full(path, static_cast<size_t>(length));
  return full.substr(0, full.rfind('/'));
}

}  // namespace shixun::platform
