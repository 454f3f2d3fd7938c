// The input that a fuzzer is trying, in a file that outlives a crash of the fuzzer.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

namespace shixun::test {

// Kept open: a file that is made anew each time would be flushed to the disk each time.
class LastInput {
 public:
  explicit LastInput(std::string path) : path_(std::move(path)) {
    file_ = std::fopen(path_.c_str(), "wb");
    if (file_ != nullptr) std::setvbuf(file_, nullptr, _IONBF, 0);
  }
  ~LastInput() {
    if (file_ != nullptr) std::fclose(file_);
  }
  LastInput(const LastInput&) = delete;
  LastInput& operator=(const LastInput&) = delete;

  // Takes the place of the one before.
  void keep(const std::string& input) {
    if (file_ == nullptr) return;
    std::rewind(file_);
    std::fwrite(input.data(), 1, input.size(), file_);
    static_cast<void>(!ftruncate(fileno(file_), static_cast<off_t>(input.size())));
  }
  // Nothing was found.
  void forget() { std::remove(path_.c_str()); }

 private:
  std::string path_;
  std::FILE* file_ = nullptr;
};

}  // namespace shixun::test
