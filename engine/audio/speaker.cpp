#include "audio/speaker.h"

#include <AL/al.h>
#include <AL/alc.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include "core/log.h"

namespace shixun::audio {

namespace {

// Four buffers of 12 ms: short enough that a switch sounds when it moves, long enough for a busy
// machine.
constexpr size_t kBuffers = 4;
constexpr size_t kFrames = kSampleRate * 12 / 1000;

// The libraries below OpenAL write a dozen lines to stderr when there is no sound card. What a
// person needs to know of it is one line, in the log.
class QuietStderr {
 public:
  QuietStderr() : kept_(dup(STDERR_FILENO)) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept_ < 0 || nowhere < 0) return;
    dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
  }
  ~QuietStderr() {
    if (kept_ < 0) return;
    dup2(kept_, STDERR_FILENO);
    ::close(kept_);
  }
  QuietStderr(const QuietStderr&) = delete;
  QuietStderr& operator=(const QuietStderr&) = delete;

 private:
  int kept_;
};

}  // namespace

// OpenAL carries finished buffers to the device, from a thread of its own: a slow picture must not
// make the sound stutter.
struct Speaker::Impl {
  Mixer mixer;
  std::mutex mutex;  // of the mixer
  ALCdevice* device = nullptr;
  ALCcontext* context = nullptr;
  ALuint source = 0;
  std::array<ALuint, kBuffers> buffers = {};
  std::atomic<bool> ending = false;
  std::thread thread;
  std::string name;

  bool open();
  void close();
  void fill(ALuint buffer, std::vector<float>& mixed, std::vector<int16_t>& carried);
  void run();
};

bool Speaker::Impl::open() {
  {
    const QuietStderr quiet;
    device = alcOpenDevice(nullptr);
  }
  if (device == nullptr) {
    name = "no sound device";
    return false;
  }
  // The plain specifier names the library only; the other one is of OpenAL 1.1's enumeration.
  const bool names = alcIsExtensionPresent(device, "ALC_ENUMERATE_ALL_EXT") == ALC_TRUE;
  name = alcGetString(device, names ? ALC_ALL_DEVICES_SPECIFIER : ALC_DEVICE_SPECIFIER);
  // OpenAL Soft's stand-in where there is no hardware.
  if (name == "No Output") {
    name = "no sound device";
    return false;
  }
  context = alcCreateContext(device, nullptr);
  if (context == nullptr || alcMakeContextCurrent(context) != ALC_TRUE) {
    name += " cannot be used";
    return false;
  }
  alGetError();
  alGenSources(1, &source);
  alGenBuffers(kBuffers, buffers.data());
  // What is mixed already has its place: the source itself stands in the listener's head.
  alSourcei(source, AL_SOURCE_RELATIVE, AL_TRUE);
  if (alGetError() == AL_NO_ERROR) return true;
  name += " cannot be used";
  return false;
}

void Speaker::Impl::close() {
  if (context != nullptr) {
    if (source != 0) alDeleteSources(1, &source);
    if (buffers[0] != 0) alDeleteBuffers(kBuffers, buffers.data());
    alcMakeContextCurrent(nullptr);
    alcDestroyContext(context);
  }
  if (device != nullptr) alcCloseDevice(device);
  context = nullptr;
  device = nullptr;
}

void Speaker::Impl::fill(ALuint buffer, std::vector<float>& mixed, std::vector<int16_t>& carried) {
  {
    const std::lock_guard lock(mutex);
    mixer.render(mixed);
  }
  for (size_t i = 0; i < mixed.size(); ++i) carried[i] = static_cast<int16_t>(mixed[i] * 32767);
  alBufferData(buffer, AL_FORMAT_STEREO16, carried.data(),
               static_cast<ALsizei>(carried.size() * sizeof(int16_t)), kSampleRate);
  alSourceQueueBuffers(source, 1, &buffer);
}

void Speaker::Impl::run() {
  std::vector<float> mixed(2 * kFrames);
  std::vector<int16_t> carried(2 * kFrames);
  for (const ALuint buffer : buffers) fill(buffer, mixed, carried);
  while (!ending) {
    ALint played = 0;
    alGetSourcei(source, AL_BUFFERS_PROCESSED, &played);
    for (; played > 0; --played) {
      ALuint buffer = 0;
      alSourceUnqueueBuffers(source, 1, &buffer);
      fill(buffer, mixed, carried);
    }
    // It stops by itself when the machine was too slow for it.
    ALint state = AL_PLAYING;
    alGetSourcei(source, AL_SOURCE_STATE, &state);
    if (state != AL_PLAYING) alSourcePlay(source);
    std::this_thread::sleep_for(std::chrono::milliseconds(4));
  }
  alSourceStop(source);
}

Speaker::Speaker(bool wanted) : impl_(std::make_unique<Impl>()) {
  Impl& impl = *impl_;
  impl.name = "sound is switched off";
  if (!wanted) return;
  if (impl.open()) {
    impl.thread = std::thread([&impl] { impl.run(); });
    return;
  }
  impl.close();
  log(LogLevel::kWarning, impl.name + ": the session goes on without sound");
}

Speaker::~Speaker() {
  impl_->ending = true;
  if (impl_->thread.joinable()) impl_->thread.join();
  impl_->close();
}

void Speaker::hear(const Pose& worldFromHead, std::span<const Cue> cues,
                   std::span<const Hum> hums) {
  if (!audible()) return;
  const std::lock_guard lock(impl_->mutex);
  impl_->mixer.setListener(worldFromHead);
  for (const Cue& cue : cues) impl_->mixer.play(cue);
  impl_->mixer.setHums(hums);
}

void Speaker::silence() {
  if (!audible()) return;
  const std::lock_guard lock(impl_->mutex);
  impl_->mixer.silence();
}

bool Speaker::audible() const {
  return impl_->thread.joinable();
}

const std::string& Speaker::device() const {
  return impl_->name;
}

}  // namespace shixun::audio
