// What a test and the fake OpenXR runtime share. The runtime is a library of its own, loaded by the
// real loader; a test opens the same library and reaches this one Control through fakeOpenXr().
// Plain data and function pointers only: no virtual functions, so that nothing depends on which of
// the two copies of a type's description is meant. Tests use FakeRuntime of fake_client.h.
//
// Poses here are in the frame of the stage: metres, y up, floor at y = 0.
#pragma once

// XR_USE_GRAPHICS_API_VULKAN is the user's to define; nothing here depends on it.
#include <openxr/openxr.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace shixun::xr::fake {

// Younger than the headers this is built with; the values are the registry's.
constexpr XrReferenceSpaceType kReferenceSpaceLocalFloor =
    static_cast<XrReferenceSpaceType>(1000426000);
constexpr XrStructureType kTypeEventUserPresenceChanged = static_cast<XrStructureType>(1000470000);
constexpr XrStructureType kTypeSystemUserPresence = static_cast<XrStructureType>(1000470001);
struct EventUserPresenceChanged {
  XrStructureType type;
  const void* next;
  XrSession session;
  XrBool32 isUserPresent;
};
struct SystemUserPresence {
  XrStructureType type;
  void* next;
  XrBool32 supportsUserPresence;
};

constexpr XrPosef kIdentity = {{0, 0, 0, 1}, {0, 0, 0}};
constexpr const char* kTouch = "/interaction_profiles/oculus/touch_controller";
constexpr const char* kSimple = "/interaction_profiles/khr/simple_controller";
constexpr const char* kIndex = "/interaction_profiles/valve/index_controller";
constexpr const char* kVive = "/interaction_profiles/htc/vive_controller";
constexpr const char* kMotion = "/interaction_profiles/microsoft/motion_controller";

enum class Hand { kLeft = 0, kRight = 1 };

// What is known of a pose. What is not valid is handed to the application as NaN, so that using it
// shows.
struct Tracking {
  bool orientationValid = true;
  bool positionValid = true;
  bool orientationTracked = true;
  bool positionTracked = true;
};
constexpr Tracking kTracked = {true, true, true, true};
constexpr Tracking kInferred = {true, true, false, false};  // last known, not measured now
constexpr Tracking kOnlyOrientation = {true, false, true, false};
constexpr Tracking kLost = {false, false, false, false};

struct Tracked {
  XrPosef pose = kIdentity;
  Tracking tracking;
  XrVector3f linearVelocity = {0, 0, 0};   // m/s
  XrVector3f angularVelocity = {0, 0, 0};  // rad/s
  bool velocityValid = true;
  std::function<XrPosef(XrTime)> motion;  // if set, the pose at a time; the runtime calls it
};

inline Tracked trackedAt(const XrPosef& pose) {
  Tracked tracked;
  tracked.pose = pose;
  return tracked;
}

struct Controller {
  bool connected = true;
  std::string profile = kTouch;
  Tracked grip = trackedAt({{0, 0, 0, 1}, {0, 1.2F, -0.4F}});
  Tracked aim = trackedAt({{0, 0, 0, 1}, {0, 1.2F, -0.45F}});
  // By path below /user/hand/x/input/: "trigger/value", "a/click", "thumbstick/x". Missing is 0.
  std::map<std::string, float> values;
};

struct Joint {
  XrPosef pose = kIdentity;
  float radius = 0.01F;  // m
  Tracking tracking;
};

struct TrackedHand {
  bool active = false;
  std::array<Joint, XR_HAND_JOINT_COUNT_EXT> joints;
};

// What the application sees of the person.
struct Person {
  Tracked head = trackedAt({{0, 0, 0, 1}, {0, 1.6F, 0}});
  std::array<Controller, 2> controllers;
  std::array<TrackedHand, 2> hands;
  XrPosef localInStage = {{0, 0, 0, 1}, {0, 1.6F, 0}};  // the origin of LOCAL
};

struct ViewDef {
  XrPosef inHead = kIdentity;
  XrFovf fov = {-0.8F, 0.8F, 0.75F, -0.75F};
  uint32_t recommendedWidth = 320;
  uint32_t recommendedHeight = 256;
  uint32_t maxWidth = 4096;
  uint32_t maxHeight = 4096;
  uint32_t recommendedSamples = 1;
  uint32_t maxSamples = 4;
};

struct ViewConfigurationDef {
  XrViewConfigurationType type = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  std::vector<ViewDef> views;
  std::vector<XrEnvironmentBlendMode> blendModes = {XR_ENVIRONMENT_BLEND_MODE_OPAQUE};
};

inline ViewConfigurationDef monoView(uint32_t width, uint32_t height) {
  ViewDef view;
  view.recommendedWidth = width;
  view.recommendedHeight = height;
  return {XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO, {view}};
}

inline ViewConfigurationDef stereoViews(uint32_t width, uint32_t height) {
  ViewConfigurationDef def = monoView(width, height);
  def.type = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  def.views.push_back(def.views.front());
  def.views[0].inHead.position.x = -0.032F;  // half of a usual distance between the eyes
  def.views[1].inHead.position.x = 0.032F;
  def.views[0].fov = {-0.9F, 0.7F, 0.75F, -0.8F};
  def.views[1].fov = {-0.7F, 0.9F, 0.75F, -0.8F};
  return def;
}

struct MaskDef {
  std::vector<XrVector2f> vertices;  // on the plane z = -1
  std::vector<uint32_t> indices;
};

// What the runtime is. Read when the application asks, so a change takes effect at once.
struct Setup {
  std::vector<std::string> denied;  // extensions not offered
  std::vector<ViewConfigurationDef> viewConfigurations;
  std::vector<int64_t> formats;  // VkFormat, best first
  uint32_t maxLayers = 16;
  uint32_t maxSwapchainSize = 8192;
  uint32_t swapchainImages = 3;
  bool stage = true;
  std::optional<XrExtent2Df> bounds = XrExtent2Df{3, 2};  // of the stage
  bool handTrackingSystem = true;
  bool positionTracking = true;
  bool userPresenceSystem = true;
  uint32_t formFactorUnavailable = 0;  // so many times xrGetSystem says "unavailable"
  // The display's period in ns, one per frame, over and over.
  std::vector<XrDuration> periods = {13888888};
  std::vector<float> refreshRates = {72, 90, 120};  // Hz, offered to XR_FB_display_refresh_rate
  bool sleep = false;                               // xrWaitFrame takes as long as a display would
  std::optional<bool> shouldRender;                 // overrides what follows from the state
  std::array<std::map<XrVisibilityMaskTypeKHR, MaskDef>, 4> masks;  // per view
  size_t eventCapacity = 64;  // older events are lost beyond it
  bool readPixels = false;    // submitted images are copied into View::pixels (8-bit RGBA or BGRA)
};

// One planned failure: `after` calls succeed, then `times` fail (kForever: always).
struct Fault {
  static constexpr uint32_t kForever = 0xffffffffU;
  std::string function;
  uint32_t after = 0;
  XrResult result = XR_ERROR_RUNTIME_FAILURE;
  uint32_t times = 1;
};

struct SubImage {
  uint64_t swapchain = 0;  // the handle's value
  XrRect2Di rect = {};
  uint32_t arrayIndex = 0;
  uint32_t image = 0;  // the one last released
  bool fresh = false;  // released since the frame before
  int64_t format = 0;
};

struct View {
  XrPosef pose = kIdentity;
  XrFovf fov = {};
  SubImage image;
  bool asLocated = false;  // pose and fov are what xrLocateViews said for this time and space
  bool hasDepth = false;
  SubImage depth;
  float minDepth = 0, maxDepth = 0, nearZ = 0, farZ = 0;
  std::vector<uint8_t> pixels;  // rows of the rect, 4 bytes each, in the format's order
};

struct Layer {
  XrStructureType type = XR_TYPE_UNKNOWN;
  XrCompositionLayerFlags flags = 0;
  uint64_t space = 0;
  std::optional<XrReferenceSpaceType> referenceSpace;  // of that space, if it is one
  std::vector<View> views;                             // a projection's
  // A quad's.
  XrPosef pose = kIdentity;
  XrExtent2Df size = {};
  XrEyeVisibility eyes = XR_EYE_VISIBILITY_BOTH;
  SubImage image;
  std::vector<uint8_t> pixels;
};

struct Frame {
  XrTime predicted = 0;
  XrTime displayTime = 0;
  XrDuration period = 0;
  bool shouldRender = false;
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;
  XrEnvironmentBlendMode blendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
  std::vector<Layer> layers;
};

struct Haptic {
  Hand hand = Hand::kLeft;
  bool stop = false;
  XrDuration duration = 0;
  float frequency = 0;
  float amplitude = 0;
};

struct Live {
  size_t instances = 0, sessions = 0, spaces = 0, swapchains = 0, actionSets = 0, actions = 0,
         handTrackers = 0;
  size_t all() const {
    return instances + sessions + spaces + swapchains + actionSets + actions + handTrackers;
  }
};

// What happened. Kept until reset.
struct Log {
  std::vector<std::string> violations;
  std::vector<Frame> frames;
  std::vector<Haptic> haptics;
  std::map<std::string, uint32_t> calls;       // by function
  std::vector<std::string> enabledExtensions;  // of the last instance
  Live leftToParent;             // destroyed with the parent, not by the application itself
  uint32_t framesDiscarded = 0;  // begun again without being ended
  uint32_t eventsLost = 0;
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;  // last one announced
  bool sessionRunning = false;
  bool exitRequested = false;
};

struct Control {
  std::recursive_mutex mutex;  // held by every call of the application; hold it to touch the rest
  Setup setup;
  Person person;
  std::vector<Fault> faults;
  Log log;
  uint64_t session = 0;  // the live session's handle, 0 if there is none
  uint64_t instance = 0;
  XrTime now = 0;  // the virtual clock

  // Everything as at the start. Objects still alive are forgotten, not destroyed.
  void (*reset)() = nullptr;
  // Walks the session towards a state, as far as the application's part allows.
  void (*go)(XrSessionState) = nullptr;
  void (*push)(const XrEventDataBuffer&) = nullptr;
  // Moves LOCAL's origin and says so; poseValid false: the application is not told by how much.
  void (*recentre)(const XrPosef& localInStage, bool poseValid) = nullptr;
  void (*setRefreshRate)(float hz) = nullptr;
  void (*announceInstanceLoss)() = nullptr;
  Live (*live)() = nullptr;
};

}  // namespace shixun::xr::fake

// The same for every opening of the library in a process.
extern "C" __attribute__((visibility("default"))) shixun::xr::fake::Control* fakeOpenXr();
