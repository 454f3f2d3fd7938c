// The session and its states.
#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

bool ahead(XrSessionState target) {  // towards running, not away from it
  return target == XR_SESSION_STATE_READY || target == XR_SESSION_STATE_SYNCHRONIZED ||
         target == XR_SESSION_STATE_VISIBLE || target == XR_SESSION_STATE_FOCUSED;
}

// The neighbour on the way to the target; the same where the application must act first.
XrSessionState nextState(const Session& s) {
  const XrSessionState t = s.target;
  switch (s.state) {
    case XR_SESSION_STATE_UNKNOWN:
      return XR_SESSION_STATE_IDLE;
    case XR_SESSION_STATE_IDLE:
      if (t == XR_SESSION_STATE_EXITING) return t;
      return ahead(t) ? XR_SESSION_STATE_READY : s.state;
    case XR_SESSION_STATE_READY:
      if (!s.running || s.frameCount == 0 || t == XR_SESSION_STATE_READY) return s.state;
      return XR_SESSION_STATE_SYNCHRONIZED;
    case XR_SESSION_STATE_SYNCHRONIZED:
      if (t == s.state) return s.state;
      return ahead(t) && t != XR_SESSION_STATE_READY ? XR_SESSION_STATE_VISIBLE
                                                     : XR_SESSION_STATE_STOPPING;
    case XR_SESSION_STATE_VISIBLE:
      if (t == s.state || t == XR_SESSION_STATE_FOCUSED) return t;
      return XR_SESSION_STATE_SYNCHRONIZED;
    case XR_SESSION_STATE_FOCUSED:
      return t == s.state ? t : XR_SESSION_STATE_VISIBLE;
    case XR_SESSION_STATE_STOPPING:
      return s.running ? s.state : XR_SESSION_STATE_IDLE;
    default:
      return s.state;
  }
}

void announce(XrSession handle, Session& session, XrSessionState state) {
  session.state = state;
  control().log.state = state;
  auto event = structure<XrEventDataSessionStateChanged>(XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED);
  event.session = handle;
  event.state = state;
  event.time = control().now;
  pushEvent(event);
}

XrResult takeGraphics(const XrGraphicsBindingVulkanKHR* binding, Session* session) {
  Instance& instance = *theInstance();
  if (binding == nullptr || !enabled(XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME)) {
    return refuse(XR_ERROR_GRAPHICS_DEVICE_INVALID, "no Vulkan binding, or it is not enabled");
  }
  if (!instance.requirementsAsked) {
    return refuse(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING,
                  "xrGetVulkanGraphicsRequirements2KHR was not called before");
  }
  if (binding->instance != instance.vkInstance ||
      binding->physicalDevice != instance.vkPhysicalDevice ||
      binding->device != instance.vkDevice || binding->device == nullptr) {
    return refuse(XR_ERROR_GRAPHICS_DEVICE_INVALID,
                  "the Vulkan instance or device is not the one made through the runtime");
  }
  const auto queues = instance.vkQueues.find(binding->queueFamilyIndex);
  if (queues == instance.vkQueues.end() || binding->queueIndex >= queues->second) {
    return refuse(XR_ERROR_GRAPHICS_DEVICE_INVALID, "the device has no queue ", binding->queueIndex,
                  " of family ", binding->queueFamilyIndex);
  }
  session->vkPhysicalDevice = binding->physicalDevice;
  session->vkDevice = binding->device;
  session->vkQueueFamily = binding->queueFamilyIndex;
  vkGetDeviceQueue(binding->device, binding->queueFamilyIndex, binding->queueIndex,
                   &session->vkQueue);
  auto pool = structure<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.queueFamilyIndex = binding->queueFamilyIndex;
  const VkResult made = vkCreateCommandPool(session->vkDevice, &pool, nullptr, &session->vkPool);
  return made == VK_SUCCESS ? XR_SUCCESS : XR_ERROR_RUNTIME_FAILURE;
}

XrResult createSession(XrInstance handle, const XrSessionCreateInfo* info, XrSession* out) {
  if (!typed(info, XR_TYPE_SESSION_CREATE_INFO, "XrSessionCreateInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  checkChain(info->next, {XR_TYPE_GRAPHICS_BINDING_VULKAN2_KHR}, "XrSessionCreateInfo");
  XrResult why = XR_SUCCESS;
  if (!systemGiven(handle, info->systemId, &why)) return why;
  if (world().sessions.size() > 0) {
    return refuse(XR_ERROR_LIMIT_REACHED, "there is a session already");
  }
  Session session;
  const XrResult graphics =
      takeGraphics(reinterpret_cast<const XrGraphicsBindingVulkanKHR*>(
                       inChain(info->next, XR_TYPE_GRAPHICS_BINDING_VULKAN2_KHR)),
                   &session);
  if (graphics != XR_SUCCESS) return graphics;
  session.target = world().firstTarget;
  *out = world().sessions.add(std::move(session));
  control().session = reinterpret_cast<uint64_t>(*out);
  control().log.sessionRunning = control().log.exitRequested = false;
  advance(*out, *world().sessions.find(*out), true);
  return XR_SUCCESS;
}

XrResult destroySession(XrSession handle) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  endChildren(handle);
  world().sessions.erase(handle);
  control().session = 0;
  control().log.sessionRunning = false;
  world().frameBegun.notify_all();  // whoever waits for a frame of it
  return XR_SUCCESS;
}

XrResult beginSession(XrSession handle, const XrSessionBeginInfo* info) {
  Session* s = live(handle, "session");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_SESSION_BEGIN_INFO, "XrSessionBeginInfo")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  if (s->running) return refuse(XR_ERROR_SESSION_RUNNING, "the session runs already");
  if (s->state != XR_SESSION_STATE_READY) {
    return refuse(XR_ERROR_SESSION_NOT_READY, "the session is ", nameOf(s->state), ", not READY");
  }
  if (viewConfiguration(info->primaryViewConfigurationType) == nullptr) {
    return refuse(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED,
                  "the view configuration is not offered");
  }
  s->running = control().log.sessionRunning = true;
  s->viewConfiguration = info->primaryViewConfigurationType;
  s->frameCount = 0;
  s->waited = s->begun = false;
  return XR_SUCCESS;
}

XrResult endSession(XrSession handle) {
  Session* s = live(handle, "session");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!s->running) return refuse(XR_ERROR_SESSION_NOT_RUNNING, "the session does not run");
  if (s->state != XR_SESSION_STATE_STOPPING) {
    return refuse(XR_ERROR_SESSION_NOT_STOPPING, "the session is ", nameOf(s->state),
                  ", not STOPPING");
  }
  s->running = control().log.sessionRunning = false;
  advance(handle, *s, true);
  return XR_SUCCESS;
}

XrResult requestExitSession(XrSession handle) {
  Session* s = live(handle, "session");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!s->running) return refuse(XR_ERROR_SESSION_NOT_RUNNING, "the session does not run");
  s->exitRequested = control().log.exitRequested = true;
  s->target = XR_SESSION_STATE_EXITING;
  advance(handle, *s, true);
  return XR_SUCCESS;
}

}  // namespace

const char* nameOf(XrSessionState state) {
  switch (state) {
    case XR_SESSION_STATE_IDLE:
      return "IDLE";
    case XR_SESSION_STATE_READY:
      return "READY";
    case XR_SESSION_STATE_SYNCHRONIZED:
      return "SYNCHRONIZED";
    case XR_SESSION_STATE_VISIBLE:
      return "VISIBLE";
    case XR_SESSION_STATE_FOCUSED:
      return "FOCUSED";
    case XR_SESSION_STATE_STOPPING:
      return "STOPPING";
    case XR_SESSION_STATE_LOSS_PENDING:
      return "LOSS_PENDING";
    case XR_SESSION_STATE_EXITING:
      return "EXITING";
    default:
      return "UNKNOWN";
  }
}

void advance(XrSession handle, Session& session, bool allTheWay) {
  if (session.target == XR_SESSION_STATE_LOSS_PENDING) {
    if (session.state != session.target) announce(handle, session, session.target);
    return;
  }
  for (XrSessionState next = nextState(session); next != session.state; next = nextState(session)) {
    announce(handle, session, next);
    if (!allTheWay) return;
  }
}

void endChildren(XrSession handle) {
  World& w = world();
  Live& left = control().log.leftToParent;
  const auto ours = [handle](const auto& object) { return object.session == handle; };
  for (const XrSwapchain s : w.swapchains.where(ours)) {
    endSwapchain(*w.swapchains.find(s));
    w.swapchains.erase(s);
    ++left.swapchains;
  }
  for (const XrSpace s : w.spaces.where(ours)) {
    w.spaces.erase(s);
    ++left.spaces;
  }
  for (const XrHandTrackerEXT t : w.handTrackers.where(ours)) {
    w.handTrackers.erase(t);
    ++left.handTrackers;
  }
  const Session& session = *w.sessions.find(handle);
  vkDestroyCommandPool(session.vkDevice, session.vkPool, nullptr);
}

void addSessionFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrCreateSession, createSession);
  SHIXUN_FAKE_CORE(f, xrDestroySession, destroySession);
  SHIXUN_FAKE_CORE(f, xrBeginSession, beginSession);
  SHIXUN_FAKE_CORE(f, xrEndSession, endSession);
  SHIXUN_FAKE_CORE(f, xrRequestExitSession, requestExitSession);
}

}  // namespace shixun::xr::fake
