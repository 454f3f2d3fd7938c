// A fake OpenXR runtime for a test: from its construction the real loader finds this runtime and no
// other, and it starts without a memory. Construct it before the first OpenXR call of the process;
// one at a time.
//
//   FakeRuntime runtime;
//   runtime.deny("XR_EXT_hand_tracking");
//   runtime.loseInstanceIn("xrWaitFrame", 3);   // three calls go well, the fourth loses it
//   ... run the application ...
//   EXPECT_THAT(runtime.violations(), IsEmpty());
//   EXPECT_EQ(runtime.live().all(), 0u);
#pragma once

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/xr/fake_runtime/fake.h"

namespace shixun::xr::fake {

class FakeRuntime {
 public:
  FakeRuntime() {
    const char* before = std::getenv("XR_RUNTIME_JSON");
    if (before != nullptr) before_ = before;
    setenv("XR_RUNTIME_JSON", SHIXUN_FAKE_OPENXR_MANIFEST, 1);
    // Never closed: the loader unloads the runtime with the instance, its state must outlive that.
    void* library = dlopen(SHIXUN_FAKE_OPENXR_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
      std::fprintf(stderr, "the fake runtime does not load: %s\n", dlerror());
      std::abort();
    }
    using Entry = Control* (*)();
    control_ = reinterpret_cast<Entry>(dlsym(library, "fakeOpenXr"))();
    control_->reset();
  }
  ~FakeRuntime() {
    if (before_.empty())
      unsetenv("XR_RUNTIME_JSON");
    else
      setenv("XR_RUNTIME_JSON", before_.c_str(), 1);
  }
  FakeRuntime(const FakeRuntime&) = delete;
  FakeRuntime& operator=(const FakeRuntime&) = delete;

  // What the runtime is.
  void deny(std::string extension) {
    edit([&](Control& c) { c.setup.denied.push_back(std::move(extension)); });
  }
  void setViews(ViewConfigurationDef only) {
    edit([&](Control& c) { c.setup.viewConfigurations = {std::move(only)}; });
  }
  void setFormats(std::vector<int64_t> formats) {
    edit([&](Control& c) { c.setup.formats = std::move(formats); });
  }
  void setBlendModes(std::vector<XrEnvironmentBlendMode> modes) {
    edit([&](Control& c) {
      for (auto& v : c.setup.viewConfigurations) v.blendModes = modes;
    });
  }
  // One per frame, over and over: {11111111} is 90 Hz.
  void setPeriods(std::vector<XrDuration> ns) {
    edit([&](Control& c) { c.setup.periods = std::move(ns); });
  }
  void setShouldRender(std::optional<bool> always) {
    edit([&](Control& c) { c.setup.shouldRender = always; });
  }
  // Everything else of Setup, Person and Control, under the lock.
  template <typename Change>
  void edit(Change change) {
    const std::lock_guard lock(control_->mutex);
    change(*control_);
  }

  // The person.
  void setHeadPose(const XrPosef& inStage, Tracking tracking = kTracked) {
    edit([&](Control& c) {
      c.person.head.pose = inStage;
      c.person.head.tracking = tracking;
    });
  }
  void setHeadTracking(Tracking tracking) {
    edit([&](Control& c) { c.person.head.tracking = tracking; });
  }
  // Grip and aim at once; `values` replaces what was pressed: {{"trigger/value", 0.8f}}.
  void setHand(Hand hand, const XrPosef& inStage, std::map<std::string, float> values = {}) {
    edit([&](Control& c) {
      Controller& k = controller(c, hand);
      k.grip.pose = k.aim.pose = inStage;
      k.values = std::move(values);
    });
  }
  void setInputs(Hand hand, std::map<std::string, float> values) {
    edit([&](Control& c) { controller(c, hand).values = std::move(values); });
  }
  void setHandTracking(Hand hand, Tracking tracking) {
    edit([&](Control& c) {
      controller(c, hand).grip.tracking = controller(c, hand).aim.tracking = tracking;
    });
  }
  void connect(Hand hand, bool connected) {
    edit([&](Control& c) { controller(c, hand).connected = connected; });
  }
  // The application learns of it at its next xrSyncActions.
  void setProfile(const std::string& path) {
    edit([&](Control& c) {
      for (Controller& k : c.person.controllers) k.profile = path;
    });
  }
  void setTrackedHand(Hand hand, const TrackedHand& tracked) {
    edit([&](Control& c) { c.person.hands[static_cast<size_t>(hand)] = tracked; });
  }

  // What happens.
  void go(XrSessionState state) { control_->go(state); }
  void recentre(const XrPosef& localInStage, bool poseValid = true) {
    control_->recentre(localInStage, poseValid);
  }
  void setRefreshRate(float hz) { control_->setRefreshRate(hz); }
  void announceInstanceLoss() { control_->announceInstanceLoss(); }
  void setUserPresent(bool present) {
    EventUserPresenceChanged event = {kTypeEventUserPresenceChanged, nullptr, session(),
                                      static_cast<XrBool32>(present)};
    pushEvent(event);
  }
  void changeVisibilityMask(uint32_t view) {
    XrEventDataVisibilityMaskChangedKHR event = {XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR,
                                                 nullptr, session(),
                                                 XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, view};
    pushEvent(event);
  }
  // Any event structure, also one nobody has heard of.
  template <typename Event>
  void pushEvent(const Event& event) {
    static_assert(sizeof(Event) <= sizeof(XrEventDataBuffer));
    XrEventDataBuffer buffer = {};
    std::memcpy(&buffer, &event, sizeof event);
    control_->push(buffer);
  }

  // What goes wrong: `after` calls go well, the next `times` fail.
  void failIn(std::string function, XrResult result, uint32_t after = 0, uint32_t times = 1) {
    edit([&](Control& c) { c.faults.push_back({std::move(function), after, result, times}); });
  }
  void loseInstanceIn(std::string function, uint32_t after = 0) {
    failIn(std::move(function), XR_ERROR_INSTANCE_LOST, after);
  }
  void loseSessionIn(std::string function, uint32_t after = 0) {
    failIn(std::move(function), XR_ERROR_SESSION_LOST, after);
  }
  void setFormFactorUnavailable(uint32_t times) {
    edit([&](Control& c) { c.setup.formFactorUnavailable = times; });
  }

  // What was seen.
  std::vector<std::string> violations() const { return log().violations; }
  void clearViolations() {
    edit([](Control& c) { c.log.violations.clear(); });
  }
  std::vector<Frame> frames() const { return log().frames; }
  void clearFrames() {
    edit([](Control& c) { c.log.frames.clear(); });
  }
  std::vector<Haptic> haptics() const { return log().haptics; }
  uint32_t calls(const std::string& function) const {
    const Log l = log();
    const auto found = l.calls.find(function);
    return found == l.calls.end() ? 0 : found->second;
  }
  Live live() const { return control_->live(); }
  Live leftToParent() const { return log().leftToParent; }
  XrSessionState state() const { return log().state; }
  Log log() const {
    const std::lock_guard lock(control_->mutex);
    return control_->log;
  }
  XrTime now() const {
    const std::lock_guard lock(control_->mutex);
    return control_->now;
  }
  XrSession session() const {
    const std::lock_guard lock(control_->mutex);
    return reinterpret_cast<XrSession>(control_->session);
  }

 private:
  static Controller& controller(Control& c, Hand hand) {
    return c.person.controllers[static_cast<size_t>(hand)];
  }

  Control* control_ = nullptr;
  std::string before_;
};

}  // namespace shixun::xr::fake
