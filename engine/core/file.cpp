#include "core/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "core/file_pieces.h"

namespace shixun {
namespace {

Status fromErrno(int error, const std::string& doing, const std::string& path) {
  const std::string reason = std::strerror(error);
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return {StatusCode::kNotFound, doing + " '" + path + "': " + reason};
    case EACCES:
    case EPERM:
    case EROFS:
      return {StatusCode::kDenied, doing + " '" + path + "': " + reason};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {StatusCode::kFull,
              doing + " '" + path + "': " + reason + "; free some space and try again"};
    default:
      return {StatusCode::kIo, doing + " '" + path + "': " + reason};
  }
}

class DiskFile final : public AppendFile {
 public:
  DiskFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  ~DiskFile() override { ::close(fd_); }
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  Status append(std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0) {
        if (errno == EINTR) continue;
        return fromErrno(errno, "cannot write", path_);
      }
      bytes = bytes.subspan(static_cast<size_t>(n));
    }
    return {};
  }
  Status sync() override {
    if (::fdatasync(fd_) != 0 && errno != EINVAL && errno != EROFS) {
      return fromErrno(errno, "cannot flush", path_);
    }
    return {};
  }

 private:
  int fd_;
  std::string path_;
};

class Disk final : public FileSystem {
 public:
  Result<std::string> read(const std::string& path, uint64_t limit) const override {
    std::string content;
    const Status status = readPieces(path, [&](std::string_view piece) {
      content += piece;
      return content.size() <= limit;
    });
    if (!status.ok()) return status;
    if (content.size() > limit) {
      return Status(StatusCode::kInvalid, "'" + path + "' is larger than the " +
                                              std::to_string(limit) + " bytes allowed here");
    }
    return content;
  }

  Result<std::unique_ptr<AppendFile>> create(const std::string& path) override {
    return create(path, 0644);
  }
  Status replace(const std::string& path, std::string_view content) override {
    return replace(path, content, 0644);
  }
  Status replacePrivate(const std::string& path, std::string_view content) override {
    return replace(path, content, 0600);
  }
  bool isFile(const std::string& path) const override {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error);
  }
  bool isFolder(const std::string& path) const override {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
  }
  Result<std::vector<std::string>> list(const std::string& path) const override {
    std::error_code error;
    std::vector<std::string> names;
    auto it = std::filesystem::directory_iterator(path, error);
    if (error) return fromErrno(error.value(), "cannot list", path);
    for (; it != std::filesystem::directory_iterator(); it.increment(error)) {
      names.push_back(it->path().filename().string());
      if (error) return fromErrno(error.value(), "cannot list", path);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  static Result<std::unique_ptr<AppendFile>> create(const std::string& path, mode_t mode) {
    if (Status made = makeParents(path); !made.ok()) return made;
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0) return fromErrno(errno, "cannot create", path);
    return std::unique_ptr<AppendFile>(std::make_unique<DiskFile>(fd, path));
  }

  static Status replace(const std::string& path, std::string_view content, mode_t mode) {
    const std::string beside = path + ".part" + std::to_string(::getpid());
    ::unlink(beside.c_str());  // a leftover would keep its own permissions
    {
      auto file = create(beside, mode);
      if (!file.ok()) return file.status();
      Status written = (*file)->append(std::as_bytes(std::span(content.data(), content.size())));
      if (written.ok()) written = (*file)->sync();
      if (!written.ok()) {
        ::unlink(beside.c_str());
        return written;
      }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) {
      const int error = errno;
      ::unlink(beside.c_str());
      return fromErrno(error, "cannot replace", path);
    }
    return {};
  }

  static Status makeParents(const std::string& path) {
    const std::string parent = parentPath(path);
    if (parent.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(parent, error);
    if (error) return fromErrno(error.value(), "cannot make the folder", parent);
    return {};
  }
};

class MemoryFile final : public AppendFile {
 public:
  MemoryFile(MemoryDisk& owner, std::string path, const uint64_t& capacity)
      : owner_(owner), path_(std::move(path)), capacity_(capacity) {}
  Status append(std::span<const std::byte> bytes) override {
    if (owner_.used() + bytes.size() > capacity_) {
      return {StatusCode::kFull, "cannot write '" + path_ + "': no space left; free some space"};
    }
    owner_.files[path_].append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {};
  }
  Status sync() override { return {}; }

 private:
  MemoryDisk& owner_;
  std::string path_;
  const uint64_t& capacity_;
};

}  // namespace

Status readPieces(const std::string& path, const std::function<bool(std::string_view)>& take) {
  // A pipe nobody writes to would wait for ever, a device would never end.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fromErrno(errno, "cannot open", path);
  struct stat info = {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return {StatusCode::kIo, "cannot read '" + path + "': it is not a file"};
  }
  char buffer[65536];
  Status status;
  for (;;) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) status = fromErrno(errno, "cannot read", path);
    if (n <= 0 || !take({buffer, static_cast<size_t>(n)})) break;
  }
  ::close(fd);
  return status;
}

FileSystem& disk() {
  static Disk instance;
  return instance;
}

uint64_t MemoryDisk::used() const {
  uint64_t sum = 0;
  for (const auto& [path, content] : files) sum += content.size();
  return sum;
}

Result<std::string> MemoryDisk::read(const std::string& path, uint64_t limit) const {
  const auto found = files.find(path);
  if (found == files.end()) {
    return Status(StatusCode::kNotFound, "cannot open '" + path + "': No such file or directory");
  }
  if (found->second.size() > limit) {
    return Status(StatusCode::kInvalid, "'" + path + "' is larger than the " +
                                            std::to_string(limit) + " bytes allowed here");
  }
  return found->second;
}

Result<std::unique_ptr<AppendFile>> MemoryDisk::create(const std::string& path) {
  files[path].clear();
  return std::unique_ptr<AppendFile>(std::make_unique<MemoryFile>(*this, path, capacity_));
}

Status MemoryDisk::replace(const std::string& path, std::string_view content) {
  const auto found = files.find(path);
  const uint64_t old = found == files.end() ? 0 : found->second.size();
  if (used() - old + content.size() > capacity_) {
    return {StatusCode::kFull, "cannot write '" + path + "': no space left; free some space"};
  }
  files[path] = std::string(content);
  return {};
}

bool MemoryDisk::isFile(const std::string& path) const {
  return files.contains(path);
}

bool MemoryDisk::isFolder(const std::string& path) const {
  const std::string prefix = path + "/";
  const auto it = files.lower_bound(prefix);
  return it != files.end() && it->first.starts_with(prefix);
}

Result<std::vector<std::string>> MemoryDisk::list(const std::string& path) const {
  const std::string prefix = path + "/";
  std::set<std::string> names;
  for (auto it = files.lower_bound(prefix); it != files.end() && it->first.starts_with(prefix);
       ++it) {
    const std::string rest = it->first.substr(prefix.size());
    names.insert(rest.substr(0, rest.find('/')));
  }
  if (names.empty()) {
    return Status(StatusCode::kNotFound, "cannot list '" + path + "': No such file or directory");
  }
  return std::vector<std::string>(names.begin(), names.end());
}

std::string joinPath(std::string_view folder, std::string_view name) {
  if (folder.empty() || (!name.empty() && name.front() == '/')) return std::string(name);
  std::string out(folder);
  if (out.back() != '/') out += '/';
  out += name;
  return out;
}

std::string parentPath(std::string_view path) {
  const size_t slash = path.find_last_of('/');
  if (slash == std::string_view::npos) return {};
  return std::string(slash == 0 ? path.substr(0, 1) : path.substr(0, slash));
}

std::string fileName(std::string_view path) {
  const size_t slash = path.find_last_of('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

}  // namespace shixun
