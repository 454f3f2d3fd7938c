#include "app/paths.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "platform/system.h"

namespace shixun::app {
namespace {

bool holdsContent(const std::string& folder) {
  return disk().isFolder(joinPath(folder, "scenarios")) &&
         disk().isFolder(joinPath(folder, "assets"));
}

// `folder` or the nearest folder above it that holds content; empty for none.
std::string upwards(std::string folder) {
  while (!folder.empty()) {
    if (holdsContent(folder)) return folder;
    const std::string above = parentPath(folder);
    if (above == folder) break;
    folder = above;
  }
  return {};
}

std::string stamp(const char* format) {
  const std::time_t now =
      static_cast<std::time_t>(platform::wallClockNanoseconds() / 1'000'000'000);
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char buffer[40];
  return std::string(buffer, std::strftime(buffer, sizeof buffer, format, &utc));
}

}  // namespace

Result<scenario::ContentRoot> findContent(const std::string& given) {
  const char* fromEnvironment = std::getenv("SHIXUN_ROOT");
  const std::string named = !given.empty()               ? given
                            : fromEnvironment != nullptr ? fromEnvironment
                                                         : std::string();
  if (!named.empty()) {
    if (holdsContent(named)) return scenario::ContentRoot{&disk(), named};
    return Status(StatusCode::kNotFound, "'" + named +
                                             "' holds no content: a folder with 'scenarios' and "
                                             "'assets' in it is needed");
  }
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  std::string found = upwards(here);
  if (found.empty()) {
    if (auto program = platform::executableFolder(); program.ok()) found = upwards(*program);
  }
  if (found.empty()) {
    return Status(StatusCode::kNotFound,
                  "no content found in or above '" + here +
                      "'; say where 'scenarios' and 'assets' are with --root or SHIXUN_ROOT");
  }
  return scenario::ContentRoot{&disk(), found};
}

Result<std::string> sessionsFolder(const std::string& given) {
  if (!given.empty()) return given;
  auto data = platform::userDataFolder();
  if (!data.ok()) return data.status();
  return joinPath(*data, "sessions");
}

std::string unusedRecordPath(const FileSystem& files, const std::string& path) {
  constexpr std::string_view kEnding = ".mcap";
  std::string stem = path;
  if (stem.ends_with(kEnding)) stem.resize(stem.size() - kEnding.size());
  std::string candidate = path;
  for (int n = 2; files.isFile(candidate); ++n) {
    candidate = stem + "-" + std::to_string(n) + std::string(kEnding);
  }
  return candidate;
}

Result<std::string> stationKeyPath() {
  auto data = platform::userDataFolder();
  if (!data.ok()) return data.status();
  return joinPath(*data, "station.key");
}

Result<std::string> comfortSettingsPath() {
  auto data = platform::userDataFolder();
  if (!data.ok()) return data.status();
  return joinPath(*data, "comfort.yaml");
}

std::string timeStampForFile() {
  return stamp("%Y%m%d-%H%M%S");
}
std::string timeStampRfc3339() {
  return stamp("%Y-%m-%dT%H:%M:%SZ");
}

std::string buildName() {
  return SHIXUN_VERSION " " SHIXUN_BUILD_TYPE;
}

}  // namespace shixun::app
