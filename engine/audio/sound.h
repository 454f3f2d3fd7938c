// Sound: the sounds of a workshop, made by code when the program starts: no files, no licences, the
// same on every machine.
#pragma once

#include <cstdint>
#include <vector>

namespace shixun::audio {

inline constexpr int kSampleRate = 48000;  // Hz

enum class SoundKind : uint8_t {
  kClick,    // a handle or a push button snaps
  kThump,    // a magnet pulls its armature in
  kRelease,  // a magnet lets go: lighter
  kTap,      // a thing is taken, put down or hung
  kBeep,     // a tester has its reading
  kCrack,    // a current through the body: a dry crack with the mains' buzz in it
  kBang,     // an arc: a blast that rolls away
  kAlarm,    // two tones: the session stopped for something dangerous
  kHum,      // a motor at its full speed, to be repeated without an end
  kCount
};

// One channel of kSampleRate, every sample within -1..1, beginning and ending in silence. A loop
// (kHum) has neither beginning nor end: its last sample leads to its first.
struct Sound {
  std::vector<float> samples;
  bool loop = false;
};

// The same samples at every call.
Sound makeSound(SoundKind kind);

}  // namespace shixun::audio
