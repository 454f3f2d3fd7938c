// The inside of the fake runtime: its objects, and what every function of it goes through.
#pragma once

#include <vulkan/vulkan.h>

#define XR_USE_GRAPHICS_API_VULKAN
#define XR_USE_TIMESPEC
#include <time.h>

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include <condition_variable>
#include <deque>
#include <set>
#include <sstream>
#include <thread>

#include "tests/xr/fake_runtime/fake.h"

namespace shixun::xr::fake {

struct Instance {
  std::vector<std::string> extensions;
  bool lost = false;
  XrSystemId system = XR_NULL_SYSTEM_ID;  // once asked for
  bool requirementsAsked = false;
  VkInstance vkInstance = VK_NULL_HANDLE;  // made through us
  VkPhysicalDevice vkPhysicalDevice = VK_NULL_HANDLE;
  VkDevice vkDevice = VK_NULL_HANDLE;
  std::map<uint32_t, uint32_t> vkQueues;                              // family -> how many
  std::map<XrPath, std::vector<XrActionSuggestedBinding>> suggested;  // per profile
};

struct LocatedViews {
  XrTime time = 0;
  XrSpace space = XR_NULL_HANDLE;
  std::vector<XrView> views;
};

struct Session {
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;
  XrSessionState target = XR_SESSION_STATE_FOCUSED;  // where the runtime wants it
  bool running = false;
  bool lost = false;
  bool exitRequested = false;
  XrViewConfigurationType viewConfiguration = XR_VIEW_CONFIGURATION_TYPE_MAX_ENUM;
  VkPhysicalDevice vkPhysicalDevice = VK_NULL_HANDLE;
  VkDevice vkDevice = VK_NULL_HANDLE;
  VkQueue vkQueue = VK_NULL_HANDLE;
  uint32_t vkQueueFamily = 0;
  VkCommandPool vkPool = VK_NULL_HANDLE;
  // Frames: waited for -> begun -> ended.
  bool waited = false;  // a frame waits to be begun
  std::thread::id waiter;
  bool begun = false;
  Frame waitedFrame, begunFrame;
  uint64_t frameCount = 0;            // ended since xrBeginSession
  std::vector<LocatedViews> located;  // of the newest times
  // Input.
  bool attached = false;
  std::vector<XrActionSet> actionSets;
  std::vector<XrActiveActionSet> active;  // of the last sync
  bool synced = false;                    // focused at the last sync
  std::array<XrPath, 2> profiles = {XR_NULL_PATH, XR_NULL_PATH};
  float refreshRate = 0;  // 0: what the setup's periods say
};

struct Space {
  XrSession session = XR_NULL_HANDLE;
  bool isAction = false;
  XrReferenceSpaceType type = XR_REFERENCE_SPACE_TYPE_VIEW;
  XrAction action = XR_NULL_HANDLE;
  XrPath subaction = XR_NULL_PATH;
  XrPosef offset = kIdentity;
};

struct Swapchain {
  XrSession session = XR_NULL_HANDLE;
  XrSwapchainCreateInfo info = {};
  std::vector<VkImage> images;
  std::vector<VkDeviceMemory> memory;
  std::vector<VkCommandBuffer> takeBack;  // one per image, recorded once
  std::deque<uint32_t> acquired;          // oldest first
  bool waited = false;                    // the oldest
  std::optional<uint32_t> released;
  bool fresh = false;
  bool everAcquired = false;  // a static image is acquired once
  uint32_t next = 0;
};

struct ActionSet {
  XrInstance instance = XR_NULL_HANDLE;
  std::string name, localizedName;
  uint32_t priority = 0;
  bool attached = false;
};

struct ActionValue {
  bool active = false;
  XrVector2f value = {0, 0};  // x alone for one dimension
  bool changed = false;
  XrTime changeTime = 0;
};

struct Action {
  XrActionSet set = XR_NULL_HANDLE;
  XrActionType type = XR_ACTION_TYPE_BOOLEAN_INPUT;
  std::string name, localizedName;
  std::vector<XrPath> subactions;
  std::array<ActionValue, 3> values;  // left, right, both together
};

struct HandTracker {
  XrSession session = XR_NULL_HANDLE;
  Hand hand = Hand::kLeft;
};

// Objects of one kind by handle. A handle's value is never used again.
template <typename Handle, typename Object>
class Table {
 public:
  Handle add(Object object) {
    const uint64_t key = ++counter();
    objects_.emplace(key, std::move(object));
    return reinterpret_cast<Handle>(key);
  }
  Object* find(Handle handle) {
    const auto found = objects_.find(reinterpret_cast<uint64_t>(handle));
    return found == objects_.end() ? nullptr : &found->second;
  }
  bool erase(Handle handle) { return objects_.erase(reinterpret_cast<uint64_t>(handle)) > 0; }
  size_t size() const { return objects_.size(); }
  void clear() { objects_.clear(); }
  template <typename Fits>
  std::vector<Handle> where(Fits fits) {
    std::vector<Handle> result;
    for (auto& [key, object] : objects_) {
      if (fits(object)) result.push_back(reinterpret_cast<Handle>(key));
    }
    return result;
  }
  // Shared by all kinds, so that a handle of the wrong kind is found out.
  static uint64_t& counter();

 private:
  std::map<uint64_t, Object> objects_;
};

uint64_t& handleCounter();
template <typename Handle, typename Object>
uint64_t& Table<Handle, Object>::counter() {
  return handleCounter();
}

struct World {
  Table<XrInstance, Instance> instances;
  Table<XrSession, Session> sessions;
  Table<XrSpace, Space> spaces;
  Table<XrSwapchain, Swapchain> swapchains;
  Table<XrActionSet, ActionSet> actionSets;
  Table<XrAction, Action> actions;
  Table<XrHandTrackerEXT, HandTracker> handTrackers;
  std::deque<XrEventDataBuffer> events;
  uint32_t eventsDropped = 0;  // not yet told
  std::map<std::string, XrPath> pathByName;
  std::vector<std::string> paths = {""};  // by XrPath; 0 is none
  std::condition_variable_any frameBegun;
  XrSessionState firstTarget = XR_SESSION_STATE_FOCUSED;  // of the next session
  uint64_t periodIndex = 0;
};

World& world();
Control& control();

inline Table<XrInstance, Instance>& tableOf(XrInstance) {
  return world().instances;
}
inline Table<XrSession, Session>& tableOf(XrSession) {
  return world().sessions;
}
inline Table<XrSpace, Space>& tableOf(XrSpace) {
  return world().spaces;
}
inline Table<XrSwapchain, Swapchain>& tableOf(XrSwapchain) {
  return world().swapchains;
}
inline Table<XrActionSet, ActionSet>& tableOf(XrActionSet) {
  return world().actionSets;
}
inline Table<XrAction, Action>& tableOf(XrAction) {
  return world().actions;
}
inline Table<XrHandTrackerEXT, HandTracker>& tableOf(XrHandTrackerEXT) {
  return world().handTrackers;
}

// An empty structure of OpenXR or Vulkan that says its type.
template <typename Struct, typename Type>
Struct structure(Type type) {
  Struct result = {};
  if constexpr (requires { result.sType; })
    result.sType = type;
  else
    result.type = type;
  return result;
}

// Writes down what the application did wrong, the running function's name in front.
void violation(const std::string& sentence);
template <typename... Parts>
XrResult refuse(XrResult result, const Parts&... parts) {
  std::ostringstream sentence;
  (sentence << ... << parts);
  violation(sentence.str());
  return result;
}
// The same where the call still succeeds.
template <typename... Parts>
void complain(const Parts&... parts) {
  refuse(XR_SUCCESS, parts...);
}

}  // namespace shixun::xr::fake
