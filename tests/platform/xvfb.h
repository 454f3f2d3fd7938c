// A display without a screen, for tests of windows: starts Xvfb, names it in DISPLAY, ends it (by
// its process id) when done. Without Xvfb the test fails, it does not skip.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace shixun::platform::testing {

class Xvfb {
 public:
  Xvfb() {
    const char* before = std::getenv("DISPLAY");
    if (before != nullptr) before_ = before;
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) {
      ADD_FAILURE() << "no pipe";
      return;
    }
    process_ = fork();
    if (process_ == 0) {
      close(ends[0]);
      const std::string fd = std::to_string(ends[1]);
      execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", "1024x768x24", "-nolisten",
             "tcp", static_cast<char*>(nullptr));
      _exit(127);
    }
    close(ends[1]);
    char number[16] = {};
    size_t used = 0;
    while (used + 1 < sizeof number) {
      const ssize_t got = read(ends[0], number + used, 1);
      if (got <= 0 || number[used] == '\n') break;
      ++used;
    }
    close(ends[0]);
    number[used] = '\0';
    if (used == 0) ADD_FAILURE() << "Xvfb does not start; install xvfb";
    setenv("DISPLAY", (std::string(":") + number).c_str(), 1);
  }
  ~Xvfb() {
    if (before_.empty())
      unsetenv("DISPLAY");
    else
      setenv("DISPLAY", before_.c_str(), 1);
    if (process_ > 0) {
      kill(process_, SIGTERM);
      waitpid(process_, nullptr, 0);
    }
  }
  Xvfb(const Xvfb&) = delete;
  Xvfb& operator=(const Xvfb&) = delete;

 private:
  pid_t process_ = -1;
  std::string before_;
};

}  // namespace shixun::platform::testing
