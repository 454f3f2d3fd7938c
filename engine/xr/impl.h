// Private to the module: the headset's inside, shared by its files. Parts by file: instance.cpp
// (runtime, system, Vulkan), session.cpp (session, states, events), swapchain.cpp, input.cpp
// (actions), fingers.cpp (tracked hands), frame.cpp.
#pragma once

#include <vulkan/vulkan.h>
#define XR_USE_GRAPHICS_API_VULKAN
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include <string>
#include <vector>

#include "xr/headset.h"

namespace shixun::xr {

// "XR_ERROR_SESSION_LOST (-17)"
std::string resultText(XrResult result);

inline Vec3 vecOf(const XrVector3f& v) {
  return {v.x, v.y, v.z};
}
inline Quat quatOf(const XrQuaternionf& q) {
  const Quat read(q.w, q.x, q.y, q.z);
  const double length = glm::length(read);
  return length > 0.1 ? read * (1 / length) : Quat(1, 0, 0, 0);
}
inline Pose poseOf(const XrPosef& p) {
  return {quatOf(p.orientation), vecOf(p.position)};
}
XrPosef toXr(const Pose& pose);
inline XrPosef identityPose() {
  return {{0, 0, 0, 1}, {0, 0, 0}};
}

// Images of the runtime with the renderer's target on them.
struct Swapchain {
  XrSwapchain handle = XR_NULL_HANDLE;
  std::vector<VkImage> images;
  uint32_t width = 0, height = 0, layers = 1;
  uint32_t current = 0;
  bool acquired = false, waited = false;
};

struct HandActions {
  XrSpace grip = XR_NULL_HANDLE, aim = XR_NULL_HANDLE;
  XrPath user = XR_NULL_PATH;
  XrPath profile = XR_NULL_PATH;  // as the runtime told last
  HandDevice device = HandDevice::kNone;
  XrHandTrackerEXT tracker = XR_NULL_HANDLE;
};

// Every action has one value per hand.
enum ActionName : uint8_t {
  kGrip,
  kAim,
  kSqueeze,
  kTrigger,
  kTriggerTouch,
  kStick,
  kStickClick,
  kPrimary,
  kSecondary,
  kMenu,
  kHaptic,
  kActionCount
};

// A binding that is suggested for one interaction profile: `path` follows /user/hand/<side>.
// side: 'l', 'r', or 'b' for both hands.
struct Binding {
  ActionName action;
  char side;
  const char* path;
};
struct Profile {
  const char* path;
  HandDevice device;
  const char* extension;  // that it needs, null: none
  std::vector<Binding> bindings;
};
// By preference; all are suggested.
const std::vector<Profile>& profiles();

class VulkanFactory final : public render::DeviceFactory {
 public:
  VkResult createInstance(const VkInstanceCreateInfo& info, VkInstance& instance) override;
  VkPhysicalDevice choose(VkInstance instance) override;
  VkResult createDevice(VkPhysicalDevice physical, const VkDeviceCreateInfo& info,
                        VkDevice& device) override;
  XrInstance xr = XR_NULL_HANDLE;
  XrSystemId system = XR_NULL_SYSTEM_ID;
  PFN_xrCreateVulkanInstanceKHR makeInstance = nullptr;
  PFN_xrGetVulkanGraphicsDevice2KHR getDevice = nullptr;
  PFN_xrCreateVulkanDeviceKHR makeDevice = nullptr;
  XrResult trouble = XR_SUCCESS;  // of the runtime, in the last call
};

struct Headset::Impl {
  ~Impl();

  // instance.cpp
  Status createInstance();
  Status findSystem();
  bool has(const char* extension) const;
  template <typename Function>
  void load(const char* name, Function& function) {
    xrGetInstanceProcAddr(instance, name, reinterpret_cast<PFN_xrVoidFunction*>(&function));
  }

  // session.cpp
  Status createSession(render::Renderer& renderer);
  Status createSpaces();
  void handle(const XrEventDataBuffer& event);
  void changeState(XrSessionState state);
  void tell(HeadsetNews::Kind kind, std::string text = {});
  // False when it failed. What means the end of the session or the runtime is told and remembered.
  bool good(XrResult result, const char* what);
  void readRates();
  void readBounds();

  // swapchain.cpp
  Status createSwapchains(render::Renderer& renderer);
  enum class ChainUse { kEyes, kPanels, kDepth };
  Status createSwapchain(Swapchain& chain, VkFormat format, ChainUse use);
  void createDepth(const std::vector<int64_t>& formats);
  void dropDepth(const Status& why);
  Result<uint32_t> acquireImage(Swapchain& chain);
  void releaseImage(Swapchain& chain);
  void destroySwapchains();

  // input.cpp
  Status createActions();
  Status suggest(const Profile& profile);
  void readHands(XrTime time, std::array<HandSample, 2>& hands);
  void readController(int hand, XrTime time, HandSample& sample);
  void readProfiles();
  float number(ActionName action, int hand) const;
  bool pressed(ActionName action, int hand, bool* known = nullptr) const;

  // fingers.cpp
  void createTrackers();
  void readFingers(int hand, XrTime time, HandSample& sample);

  // frame.cpp
  std::optional<HeadsetFrame> begin();
  void locate(HeadsetFrame& frame);
  void readHiddenArea();
  void end(std::span<const Quad> quads, bool drawn);

  HeadsetDef def;
  HeadsetInfo info;
  std::vector<std::string> offered;  // extensions
  XrInstance instance = XR_NULL_HANDLE;
  XrSystemId system = XR_NULL_SYSTEM_ID;
  VulkanFactory vulkan;
  render::Renderer* renderer = nullptr;
  XrSession session = XR_NULL_HANDLE;
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;
  XrEnvironmentBlendMode blend = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
  bool begun = false;  // between xrBeginSession and xrEndSession
  bool ended = false;
  XrSpace stage = XR_NULL_HANDLE, view = XR_NULL_HANDLE;
  XrReferenceSpaceType stageType = XR_REFERENCE_SPACE_TYPE_LOCAL;
  XrTime stageChanges = 0;  // when the runtime moves the origin; 0: it does not
  XrActionSet actionSet = XR_NULL_HANDLE;
  std::array<XrAction, kActionCount> actions = {};
  std::array<HandActions, 2> hand;
  Swapchain eyes, depth, panels;  // depth: no handle when the runtime takes none
  render::TargetId eyesTarget, panelsTarget;
  std::vector<HeadsetNews> news, told;

  bool inFrame = false;
  bool complete = false;  // all images of this frame were had
  XrTime firstTime = 0;
  XrFrameState frameState = {};
  bool headSeen = false;  // ever
  HeadsetFrame last;      // poses of the last frame
  std::array<XrView, 2> views = {};
  std::array<std::vector<Vec2>, 2> hidden;  // corners of triangles
  bool hiddenKnown = false;

  PFN_xrCreateHandTrackerEXT createHandTracker = nullptr;
  PFN_xrDestroyHandTrackerEXT destroyHandTracker = nullptr;
  PFN_xrLocateHandJointsEXT locateHandJoints = nullptr;
  PFN_xrEnumerateDisplayRefreshRatesFB enumerateRates = nullptr;
  PFN_xrGetDisplayRefreshRateFB getRate = nullptr;
  PFN_xrRequestDisplayRefreshRateFB requestRate = nullptr;
  PFN_xrGetVisibilityMaskKHR getVisibilityMask = nullptr;
};

}  // namespace shixun::xr
