// Speaker: a mixer on the machine's sound device. A machine without one is as good: everything can
// be called, nothing is heard, and the log says so once.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "audio/mixer.h"

namespace shixun::audio {

class Speaker {
 public:
  // wanted false: stay silent without looking for a device.
  explicit Speaker(bool wanted = true);
  ~Speaker();
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  // Once a frame: where the head is, what began, what goes on.
  void hear(const Pose& worldFromHead, std::span<const Cue> cues, std::span<const Hum> hums);
  // While the session stands still.
  void silence();

  // True when a device plays.
  bool audible() const;
  // The device's name, or why nothing is heard.
  const std::string& device() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::audio
