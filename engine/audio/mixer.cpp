#include "audio/mixer.h"

#include <algorithm>
#include <cmath>

#include "math/libm.h"

namespace shixun::audio {

namespace {

constexpr double kFull = 1.0;     // m: nearer than that nothing gets louder
constexpr double kFarthest = 40;  // m: nothing is heard
constexpr double kGlide = 0.015;  // s in which an ear's share follows a change
constexpr double kBend = 0.7;     // loudness from which peaks are rounded off

double sane(double value, double least, double most) {
  return std::isfinite(value) ? std::clamp(value, least, most) : least;
}

// Up to kBend nothing changes; all above it goes towards 1 and never gets there.
float bent(double value) {
  const double size = std::abs(value);
  if (size <= kBend) return static_cast<float>(value);
  const double over = (size - kBend) / (1 - kBend);
  return static_cast<float>(std::copysign(kBend + (1 - kBend) * over / (1 + over), value));
}

}  // namespace

Mixer::Mixer() {
  for (size_t k = 0; k < sounds_.size(); ++k) sounds_[k] = makeSound(static_cast<SoundKind>(k));
}

void Mixer::setVolume(double volume) {
  volume_ = sane(volume, 0, 1);
}

void Mixer::play(const Cue& cue) {
  Voice voice;
  voice.kind = cue.kind;
  voice.at = cue.at;
  voice.inHead = cue.inHead;
  voice.gain = sane(cue.gain, 0, 1);
  if (voices_.size() >= kMostVoices) {
    // The oldest that ends by itself: a hum that vanished would be noticed.
    const auto oldest = std::find_if(voices_.begin(), voices_.end(), [this](const Voice& v) {
      return !sounds_[static_cast<size_t>(v.kind)].loop;
    });
    if (oldest == voices_.end()) return;
    voices_.erase(oldest);
  }
  voices_.push_back(voice);
}

void Mixer::setHums(std::span<const Hum> hums) {
  for (Voice& voice : voices_) {
    if (sounds_[static_cast<size_t>(voice.kind)].loop) voice.leaving = true;
  }
  for (const Hum& hum : hums) {
    auto found = std::find_if(voices_.begin(), voices_.end(), [&](const Voice& v) {
      return v.kind == SoundKind::kHum && v.hum == hum.id;
    });
    if (found == voices_.end()) {
      if (voices_.size() >= kMostVoices) continue;
      voices_.emplace_back();
      found = voices_.end() - 1;
      found->kind = SoundKind::kHum;
      found->hum = hum.id;
      found->fresh = false;  // glides up from nothing
    }
    found->leaving = false;
    found->at = hum.at;
    found->gain = sane(hum.gain, 0, 1);
    found->pitch = sane(hum.pitch, 0.05, 4);
  }
}

void Mixer::silence() {
  for (Voice& voice : voices_) voice.leaving = true;
}

Mixer::Ears Mixer::earsOf(const Voice& voice) const {
  if (voice.leaving) return {};
  const double loud = voice.gain * volume_;
  if (voice.inHead) return {loud * std::sqrt(0.5), loud * std::sqrt(0.5)};
  const Vec3 seen = worldFromHead_.inverse().apply(voice.at);
  const double away = glm::length(seen);
  if (!(away < kFarthest)) return {};
  // -1 at the left ear's side, +1 at the right one's; what is in the head's middle is in both.
  const double side = away > 1e-6 ? seen.x / std::max(away, 0.2) : 0;
  const double angle = (sane(side, -1, 1) * 0.85 + 1) * kPi / 4;
  const double near = loud * kFull / std::max(away, kFull) * (1 - away / kFarthest);
  return {near * std::cos(angle), near * std::sin(angle)};
}

// False when the voice has ended.
bool Mixer::add(Voice& voice, std::span<float> stereo) const {
  const Sound& sound = sounds_[static_cast<size_t>(voice.kind)];
  const Ears wanted = earsOf(voice);
  if (voice.fresh) {
    voice.left = wanted.left;
    voice.right = wanted.right;
    voice.fresh = false;
  }
  const double share = 1 - std::exp(-1 / (kGlide * kSampleRate));
  const auto length = static_cast<double>(sound.samples.size());
  for (size_t i = 0; i + 1 < stereo.size(); i += 2) {
    if (voice.place >= length) {
      if (!sound.loop || length < 1) return false;
      voice.place = std::fmod(voice.place, length);
    }
    const auto at = static_cast<size_t>(voice.place);
    const double part = voice.place - static_cast<double>(at);
    const size_t after = at + 1 < sound.samples.size() ? at + 1 : (sound.loop ? 0 : at);
    const double value = static_cast<double>(sound.samples[at]) * (1 - part) +
                         static_cast<double>(sound.samples[after]) * part;
    voice.left += (wanted.left - voice.left) * share;
    voice.right += (wanted.right - voice.right) * share;
    stereo[i] += static_cast<float>(value * voice.left);
    stereo[i + 1] += static_cast<float>(value * voice.right);
    voice.place += voice.pitch;
  }
  return !voice.leaving || voice.left + voice.right > 1e-4;
}

void Mixer::render(std::span<float> stereo) {
  std::fill(stereo.begin(), stereo.end(), 0.0F);
  std::erase_if(voices_, [&](Voice& voice) { return !add(voice, stereo); });
  for (float& value : stereo) value = bent(static_cast<double>(value));
}

}  // namespace shixun::audio
