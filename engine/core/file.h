// FileSystem: the one seam to the disk, so that a full disk, a vanished folder or a cut file can be
// produced in a test. Paths are UTF-8 with '/'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace shixun {

// A file that only grows. Destroying it closes it; bytes handed to append() and followed by an ok
// sync() survive a crash of the machine, those followed by an ok append() alone survive a crash of
// the process.
class AppendFile {
 public:
  virtual ~AppendFile() = default;
  // Writes all bytes or fails; after a failure the file's tail is unspecified, earlier bytes stay.
  virtual Status append(std::span<const std::byte> bytes) = 0;
  virtual Status sync() = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Whole content. Refuses files larger than `limit` bytes with kInvalid.
  virtual Result<std::string> read(const std::string& path, uint64_t limit = kNoLimit) const = 0;
  // Creates or truncates; missing parent folders are made.
  virtual Result<std::unique_ptr<AppendFile>> create(const std::string& path) = 0;
  // Replaces the file in one step (write beside it, sync, rename): readers see old or new, whole.
  virtual Status replace(const std::string& path, std::string_view content) = 0;
  // As replace, and nobody but the file's owner may read it (a secret key). A file system without
  // permissions just replaces.
  virtual Status replacePrivate(const std::string& path, std::string_view content) {
    return replace(path, content);
  }
  virtual bool isFile(const std::string& path) const = 0;
  virtual bool isFolder(const std::string& path) const = 0;
  // Names (not paths) of the files and folders inside, sorted.
  virtual Result<std::vector<std::string>> list(const std::string& path) const = 0;

  static constexpr uint64_t kNoLimit = UINT64_MAX;
};

// The machine's own disk. Stateless; never destroyed.
FileSystem& disk();

// A disk in memory for tests: `capacity` bytes in all, then kFull.
class MemoryDisk final : public FileSystem {
 public:
  explicit MemoryDisk(uint64_t capacity = UINT64_MAX) : capacity_(capacity) {}
  Result<std::string> read(const std::string& path, uint64_t limit = kNoLimit) const override;
  Result<std::unique_ptr<AppendFile>> create(const std::string& path) override;
  Status replace(const std::string& path, std::string_view content) override;
  bool isFile(const std::string& path) const override;
  bool isFolder(const std::string& path) const override;
  Result<std::vector<std::string>> list(const std::string& path) const override;

  // Takes effect on the next write; lets a test fill the disk in the middle of a session.
  void setCapacity(uint64_t capacity) { capacity_ = capacity; }
  uint64_t used() const;

  std::map<std::string, std::string> files;  // path -> content, owned

 private:
  uint64_t capacity_;
};

// "a/b" from "a" and "b"; an absolute second part wins.
std::string joinPath(std::string_view folder, std::string_view name);
std::string parentPath(std::string_view path);
std::string fileName(std::string_view path);

}  // namespace shixun
