#include "audio/mixer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace shixun::audio {
namespace {

struct Heard {
  double left = 0, right = 0;  // root mean square
  double peak = 0;
  bool finite = true;
};

Heard listen(Mixer& mixer, double seconds) {
  std::vector<float> stereo(2 * static_cast<size_t>(seconds * kSampleRate));
  mixer.render(stereo);
  Heard heard;
  for (size_t i = 0; i < stereo.size(); i += 2) {
    const double l = static_cast<double>(stereo[i]);
    const double r = static_cast<double>(stereo[i + 1]);
    heard.left += l * l;
    heard.right += r * r;
    heard.peak = std::max({heard.peak, std::abs(l), std::abs(r)});
    heard.finite = heard.finite && std::isfinite(l) && std::isfinite(r);
  }
  const double frames = std::max<double>(1, static_cast<double>(stereo.size()) / 2);
  heard.left = std::sqrt(heard.left / frames);
  heard.right = std::sqrt(heard.right / frames);
  return heard;
}

Heard one(const Cue& cue) {
  Mixer mixer;
  mixer.play(cue);
  return listen(mixer, 0.3);
}

TEST(Sounds, AreShortFiniteAudibleAndWithinTheRange) {
  for (size_t k = 0; k < static_cast<size_t>(SoundKind::kCount); ++k) {
    const Sound sound = makeSound(static_cast<SoundKind>(k));
    ASSERT_FALSE(sound.samples.empty()) << k;
    EXPECT_LE(sound.samples.size(), 2U * kSampleRate) << k;
    double peak = 0;
    double sum = 0;
    for (const float s : sound.samples) {
      ASSERT_TRUE(std::isfinite(s)) << k;
      peak = std::max(peak, std::abs(static_cast<double>(s)));
      sum += static_cast<double>(s);
    }
    EXPECT_LE(peak, 1.0) << k;
    EXPECT_GT(peak, 0.1) << k;
    EXPECT_LT(std::abs(sum / static_cast<double>(sound.samples.size())), 0.03) << k;
    if (sound.loop) continue;
    EXPECT_LT(std::abs(sound.samples.front()), 0.01F) << k;
    EXPECT_LT(std::abs(sound.samples.back()), 0.01F) << k;
  }
}

TEST(Sounds, ALoopsEndLeadsToItsBeginning) {
  const Sound hum = makeSound(SoundKind::kHum);
  ASSERT_TRUE(hum.loop);
  float step = 0;
  for (size_t i = 1; i < hum.samples.size(); ++i) {
    step = std::max(step, std::abs(hum.samples[i] - hum.samples[i - 1]));
  }
  EXPECT_LE(std::abs(hum.samples.front() - hum.samples.back()), step);
}

TEST(Mixer, ASoundAtTheRightIsLouderInTheRightEar) {
  const Heard right = one({SoundKind::kThump, Vec3(2, 0, 0)});
  EXPECT_GT(right.right, 3 * right.left);
  const Heard left = one({SoundKind::kThump, Vec3(-2, 0, 0)});
  EXPECT_GT(left.left, 3 * left.right);
  const Heard ahead = one({SoundKind::kThump, Vec3(0, 0, -2)});
  EXPECT_NEAR(ahead.left, ahead.right, 1e-6);
}

TEST(Mixer, TheListenersTurnTurnsTheEars) {
  Mixer mixer;
  // Looking along +x: what is at +z is at the right hand.
  mixer.setListener(Pose(glm::angleAxis(-1.5707963267948966, Vec3(0, 1, 0)), Vec3(0)));
  mixer.play({SoundKind::kThump, Vec3(0, 0, 2)});
  const Heard heard = listen(mixer, 0.3);
  EXPECT_GT(heard.right, 3 * heard.left);
}

TEST(Mixer, TwiceAsFarIsAboutHalfAsLoud) {
  const Heard near = one({SoundKind::kThump, Vec3(0, 0, -2)});
  const Heard far = one({SoundKind::kThump, Vec3(0, 0, -4)});
  EXPECT_NEAR(far.left / near.left, 0.5, 0.05);
  const Heard gone = one({SoundKind::kThump, Vec3(0, 0, -50)});
  EXPECT_EQ(gone.peak, 0);
}

TEST(Mixer, ManyLoudSoundsTogetherStayWithinTheRange) {
  Mixer mixer;
  for (int i = 0; i < 60; ++i) mixer.play({SoundKind::kBang, Vec3(0), true});
  EXPECT_LE(mixer.voices(), Mixer::kMostVoices);
  const Heard heard = listen(mixer, 0.5);
  EXPECT_TRUE(heard.finite);
  EXPECT_GT(heard.peak, 0.9);
  EXPECT_LT(heard.peak, 1.0);
}

TEST(Mixer, AQuietSoundIsNotBent) {
  const Sound beep = makeSound(SoundKind::kBeep);
  Mixer mixer;
  mixer.play({SoundKind::kBeep, Vec3(0), true});
  std::vector<float> stereo(2 * 480);
  mixer.render(stereo);
  for (size_t i = 0; i < 480; ++i) {
    EXPECT_NEAR(stereo[2 * i], beep.samples[i] * std::sqrt(0.5F), 1e-5F);
  }
}

TEST(Mixer, SoundsEndAndLeaveSilence) {
  Mixer mixer;
  mixer.play({SoundKind::kClick, Vec3(0, 0, -1)});
  EXPECT_GT(listen(mixer, 0.05).peak, 0);
  listen(mixer, 1);
  EXPECT_EQ(mixer.voices(), 0U);
  EXPECT_EQ(listen(mixer, 0.1).peak, 0);
}

TEST(Mixer, AHumGoesOnUntilItIsNoLongerNamedAndFadesWithoutAJump) {
  Mixer mixer;
  const Hum hum = {7, Vec3(0, 0, -1), 1, 1};
  mixer.setHums({&hum, 1});
  listen(mixer, 3.3);
  const Heard going = listen(mixer, 0.2);
  EXPECT_GT(going.left, 0.05);
  mixer.setHums({&hum, 1});
  EXPECT_EQ(mixer.voices(), 1U);
  mixer.setHums({});
  std::vector<float> stereo(2 * 9600);
  mixer.render(stereo);
  float step = 0;
  for (size_t i = 2; i < stereo.size(); i += 2) {
    step = std::max(step, std::abs(stereo[i] - stereo[i - 2]));
  }
  EXPECT_LT(step, 0.08F);
  listen(mixer, 0.1);
  EXPECT_EQ(mixer.voices(), 0U);
}

TEST(Mixer, PlacesAndNumbersThatMakeNoSenseAreHarmless) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  Mixer mixer;
  mixer.play({SoundKind::kThump, Vec3(nan, 0, 0)});
  mixer.play({SoundKind::kThump, Vec3(inf, 0, 0)});
  mixer.play({SoundKind::kThump, Vec3(0), false, nan});
  mixer.play({SoundKind::kThump, Vec3(0), false, 1e9});
  const Hum hum = {1, Vec3(nan), inf, nan};
  mixer.setHums({&hum, 1});
  mixer.setVolume(nan);
  EXPECT_TRUE(listen(mixer, 0.2).finite);
  mixer.setVolume(5);
  const Heard heard = listen(mixer, 0.2);
  EXPECT_TRUE(heard.finite);
  EXPECT_LE(heard.peak, 1.0);
}

TEST(Mixer, AnEmptyBufferIsNothingToFill) {
  Mixer mixer;
  mixer.play({SoundKind::kClick});
  mixer.render({});
  EXPECT_EQ(mixer.voices(), 1U);
}

}  // namespace
}  // namespace shixun::audio
