// Mixer: sounds at places in a room -> what two ears hear. Knows no device: it fills buffers, so a
// test can listen to it.
//
// Loudness falls with the distance from 1 m on; the ear that looks away hears less (equal power
// between the ears). What would be too loud together is bent, not cut (see render()).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "audio/sound.h"
#include "math/geometry.h"

namespace shixun::audio {

// Something that begins and ends by itself.
struct Cue {
  SoundKind kind = SoundKind::kClick;
  Vec3 at = Vec3(0);    // world
  bool inHead = false;  // heard in the middle at full loudness, wherever one stands
  double gain = 1;      // 0..1
};

// Something that goes on as long as it is named (Mixer::setHums).
struct Hum {
  uint32_t id = 0;    // the same id from call to call: the same source
  Vec3 at = Vec3(0);  // world
  double gain = 1;    // 0..1
  double pitch = 1;   // 0.05..4, of the playing speed
};

class Mixer {
 public:
  Mixer();

  void setListener(const Pose& worldFromHead) { worldFromHead_ = worldFromHead; }
  // 0..1, of everything.
  void setVolume(double volume);
  // Begins at the next sample rendered. With kMostVoices sounding the oldest makes room.
  void play(const Cue& cue);
  // All that goes on from now: who is missing fades out, who is new fades in.
  void setHums(std::span<const Hum> hums);
  // Everything stops, fading within hundredths of a second.
  void silence();

  // Fills left, right, left, right ... (size even). Every value is finite and within -1..1.
  void render(std::span<float> stereo);

  size_t voices() const { return voices_.size(); }
  static constexpr size_t kMostVoices = 24;

 private:
  struct Voice {
    SoundKind kind = SoundKind::kClick;
    Vec3 at = Vec3(0);
    bool inHead = false;
    bool leaving = false;
    uint32_t hum = 0;  // of a loop
    double gain = 0, pitch = 1;
    double place = 0;            // samples into the sound
    double left = 0, right = 0;  // as rendered last, from where they glide
    bool fresh = true;           // nothing rendered yet
  };
  struct Ears {
    double left = 0, right = 0;
  };
  Ears earsOf(const Voice& voice) const;
  bool add(Voice& voice, std::span<float> stereo) const;

  std::array<Sound, static_cast<size_t>(SoundKind::kCount)> sounds_;
  std::vector<Voice> voices_;
  Pose worldFromHead_;
  double volume_ = 1;
};

}  // namespace shixun::audio
