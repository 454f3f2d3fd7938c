#include "audio/sound.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "math/libm.h"

namespace shixun::audio {

namespace {

constexpr double kTwoPi = 2 * kPi;
constexpr double kFade = 0.003;  // s at both ends of a sound: no clicks that are not meant

// White noise of a fixed sequence (xorshift32, Marsaglia 2003), -1..1.
class Noise {
 public:
  double next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return static_cast<double>(state_) / 2147483648.0 - 1.0;
  }

 private:
  uint32_t state_ = 0x9E3779B9U;
};

// Lets through what is slower than `cutoff`, Hz (one pole).
class LowPass {
 public:
  explicit LowPass(double cutoff) : share_(1 - std::exp(-kTwoPi * cutoff / kSampleRate)) {}
  double next(double in) { return held_ += share_ * (in - held_); }

 private:
  double share_, held_ = 0;
};

double tone(double hertz, double t) {
  return std::sin(kTwoPi * hertz * t);
}

// A sound of so many seconds out of its value at each time, made as loud as `peak`.
Sound shaped(double seconds, double peak, const std::function<double(double)>& valueAt) {
  const auto count = static_cast<size_t>(seconds * kSampleRate);
  std::vector<double> values(count);
  double loudest = 1e-9;
  for (size_t i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / kSampleRate;
    const double ends = std::min({1.0, t / kFade, (seconds - t) / kFade});
    values[i] = valueAt(t) * std::max(ends, 0.0);
    loudest = std::max(loudest, std::abs(values[i]));
  }
  Sound sound;
  sound.samples.resize(count);
  std::transform(values.begin(), values.end(), sound.samples.begin(),
                 [&](double v) { return static_cast<float>(v / loudest * peak); });
  return sound;
}

Sound click() {
  Noise noise;
  LowPass metal(5200);
  return shaped(0.07, 0.5, [&](double t) {
    const double hit = metal.next(noise.next()) * std::exp(-t * 260);
    // A spring's second, smaller hit.
    const double again = t > 0.024 ? tone(1900, t) * std::exp(-(t - 0.024) * 300) * 0.35 : 0;
    return hit + again + 0.4 * tone(820, t) * std::exp(-t * 120);
  });
}

Sound thump(double pitch, double length, double peak) {
  Noise noise;
  LowPass body(900);
  return shaped(length, peak, [&](double t) {
    return tone(pitch * (1 + 0.6 * std::exp(-t * 60)), t) * std::exp(-t * 28) +
           0.9 * body.next(noise.next()) * std::exp(-t * 90) +
           0.25 * tone(1350, t) * std::exp(-t * 150);
  });
}

Sound tap() {
  Noise noise;
  LowPass dull(1600);
  return shaped(0.09, 0.3, [&](double t) {
    return dull.next(noise.next()) * std::exp(-t * 110) + 0.3 * tone(310, t) * std::exp(-t * 70);
  });
}

Sound beep() {
  return shaped(0.16, 0.28, [](double t) {
    const double swell = std::min({1.0, t / 0.012, (0.16 - t) / 0.03});
    return (tone(2050, t) + 0.2 * tone(4100, t)) * swell;
  });
}

Sound crack() {
  Noise noise;
  LowPass dry(7000);
  return shaped(0.55, 0.85, [&](double t) {
    const double snap = dry.next(noise.next());
    // The mains' hundred half waves a second chop the noise.
    const double buzz = std::abs(tone(50, t)) > 0.72 ? 1.0 : 0.15;
    return snap * (std::exp(-t * 90) + 0.5 * buzz * std::exp(-t * 7)) +
           0.35 * tone(100, t) * std::exp(-t * 6);
  });
}

Sound bang() {
  Noise noise;
  LowPass blast(3800);
  LowPass roll(240);
  return shaped(1.3, 0.95, [&](double t) {
    const double white = noise.next();
    return blast.next(white) * std::exp(-t * 24) + 4.0 * roll.next(white) * std::exp(-t * 4.2) +
           0.8 * tone(58, t) * std::exp(-t * 9);
  });
}

Sound alarm() {
  return shaped(0.9, 0.32, [](double t) {
    const double within = std::fmod(t, 0.3);
    const double hertz = within < 0.15 ? 960 : 770;
    return tone(hertz, within) + 0.3 * tone(2 * hertz, within);
  });
}

// Whole periods of every tone in exactly one second, so that the end fits the beginning.
Sound hum() {
  Sound sound;
  sound.loop = true;
  sound.samples.resize(kSampleRate);
  for (size_t i = 0; i < sound.samples.size(); ++i) {
    const double t = static_cast<double>(i) / kSampleRate;
    const double iron = 0.45 * tone(100, t) + 0.16 * tone(200, t) + 0.08 * tone(300, t);
    const double fan = 0.16 * tone(345, t) + 0.09 * tone(575, t) + 0.05 * tone(1150, t);
    const double swell = 1 + 0.12 * tone(2, t) + 0.06 * tone(5, t);
    sound.samples[i] = static_cast<float>(0.5 * (iron + fan * swell));
  }
  return sound;
}

}  // namespace

Sound makeSound(SoundKind kind) {
  switch (kind) {
    case SoundKind::kClick:
      return click();
    case SoundKind::kThump:
      return thump(92, 0.22, 0.7);
    case SoundKind::kRelease:
      return thump(135, 0.16, 0.5);
    case SoundKind::kTap:
      return tap();
    case SoundKind::kBeep:
      return beep();
    case SoundKind::kCrack:
      return crack();
    case SoundKind::kBang:
      return bang();
    case SoundKind::kAlarm:
      return alarm();
    case SoundKind::kHum:
      return hum();
    case SoundKind::kCount:
      break;
  }
  return {};
}

}  // namespace shixun::audio
