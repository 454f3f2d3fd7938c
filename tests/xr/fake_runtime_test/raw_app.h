// A small correct OpenXR application in raw calls, for tests that make it do one thing wrong. Every
// step is a method, what it made is public.
#pragma once

#include <array>

#include "tests/xr/fake_runtime_test/raw_system.h"

namespace shixun::xr::testing {

struct RawApp : RawSystem {
  XrSpace local = XR_NULL_HANDLE;
  XrSwapchain swapchain = XR_NULL_HANDLE;
  std::vector<VkImage> images;
  uint32_t width = 320, height = 256;
  XrActionSet set = XR_NULL_HANDLE;
  XrAction grab = XR_NULL_HANDLE, pull = XR_NULL_HANDLE, walk = XR_NULL_HANDLE,
           aim = XR_NULL_HANDLE, buzz = XR_NULL_HANDLE;
  std::array<XrSpace, 2> hands = {XR_NULL_HANDLE, XR_NULL_HANDLE};
  std::array<XrPath, 2> users = {XR_NULL_PATH, XR_NULL_PATH};
  XrFrameState frameState = make<XrFrameState>(XR_TYPE_FRAME_STATE);
  std::array<XrView, 2> views = {make<XrView>(XR_TYPE_VIEW), make<XrView>(XR_TYPE_VIEW)};

  RawApp() = default;
  RawApp(const RawApp&) = delete;
  RawApp& operator=(const RawApp&) = delete;
  ~RawApp() { shutDown(); }

  XrResult makeSpace(XrReferenceSpaceType type, XrSpace* out, XrPosef pose = kHere) {
    auto info = make<XrReferenceSpaceCreateInfo>(XR_TYPE_REFERENCE_SPACE_CREATE_INFO);
    info.referenceSpaceType = type;
    info.poseInReferenceSpace = pose;
    return xrCreateReferenceSpace(session, &info, out);
  }

  XrSwapchainCreateInfo swapchainInfo() const {
    auto info = make<XrSwapchainCreateInfo>(XR_TYPE_SWAPCHAIN_CREATE_INFO);
    info.usageFlags = XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT;
    info.format = VK_FORMAT_R8G8B8A8_SRGB;
    info.sampleCount = info.faceCount = info.mipCount = 1;
    info.arraySize = 2;
    info.width = width;
    info.height = height;
    return info;
  }

  void makeSwapchain() {
    const XrSwapchainCreateInfo info = swapchainInfo();
    ASSERT_EQ(xrCreateSwapchain(session, &info, &swapchain), XR_SUCCESS);
    uint32_t count = 0;
    ASSERT_EQ(xrEnumerateSwapchainImages(swapchain, 0, &count, nullptr), XR_SUCCESS);
    std::vector<XrSwapchainImageVulkanKHR> found(
        count, make<XrSwapchainImageVulkanKHR>(XR_TYPE_SWAPCHAIN_IMAGE_VULKAN2_KHR));
    ASSERT_EQ(
        xrEnumerateSwapchainImages(swapchain, count, &count,
                                   reinterpret_cast<XrSwapchainImageBaseHeader*>(found.data())),
        XR_SUCCESS);
    images.clear();
    for (const auto& image : found) images.push_back(image.image);
  }

  // Instance, system, Vulkan, session, a space and a swapchain.
  void start() {
    ASSERT_EQ(makeInstance(), XR_SUCCESS);
    ASSERT_EQ(findSystem(), XR_SUCCESS);
    ASSERT_EQ(askRequirements(), XR_SUCCESS);
    makeVulkan();
    ASSERT_EQ(makeSession(), XR_SUCCESS);
    ASSERT_EQ(makeSpace(XR_REFERENCE_SPACE_TYPE_LOCAL, &local), XR_SUCCESS);
    makeSwapchain();
  }

  XrPath path(const std::string& text) const {
    XrPath result = XR_NULL_PATH;
    EXPECT_EQ(xrStringToPath(instance, text.c_str(), &result), XR_SUCCESS);
    return result;
  }

  XrResult makeSet(const char* name, XrActionSet* out) {
    auto info = make<XrActionSetCreateInfo>(XR_TYPE_ACTION_SET_CREATE_INFO);
    std::strcpy(info.actionSetName, name);
    std::strcpy(info.localizedActionSetName, name);
    return xrCreateActionSet(instance, &info, out);
  }

  XrResult makeAction(const char* name, XrActionType type, XrAction* out) {
    auto info = make<XrActionCreateInfo>(XR_TYPE_ACTION_CREATE_INFO);
    std::strcpy(info.actionName, name);
    std::strcpy(info.localizedActionName, name);
    info.actionType = type;
    info.countSubactionPaths = 2;
    info.subactionPaths = users.data();
    return xrCreateAction(set, &info, out);
  }

  XrResult suggest(const char* profile, std::vector<XrActionSuggestedBinding> bindings) {
    auto info =
        make<XrInteractionProfileSuggestedBinding>(XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING);
    info.interactionProfile = path(profile);
    info.countSuggestedBindings = static_cast<uint32_t>(bindings.size());
    info.suggestedBindings = bindings.data();
    return xrSuggestInteractionProfileBindings(instance, &info);
  }

  void makeActions() {
    users = {path("/user/hand/left"), path("/user/hand/right")};
    ASSERT_EQ(makeSet("main", &set), XR_SUCCESS);
    ASSERT_EQ(makeAction("grab", XR_ACTION_TYPE_BOOLEAN_INPUT, &grab), XR_SUCCESS);
    ASSERT_EQ(makeAction("pull", XR_ACTION_TYPE_FLOAT_INPUT, &pull), XR_SUCCESS);
    ASSERT_EQ(makeAction("walk", XR_ACTION_TYPE_VECTOR2F_INPUT, &walk), XR_SUCCESS);
    ASSERT_EQ(makeAction("aim", XR_ACTION_TYPE_POSE_INPUT, &aim), XR_SUCCESS);
    ASSERT_EQ(makeAction("buzz", XR_ACTION_TYPE_VIBRATION_OUTPUT, &buzz), XR_SUCCESS);
    std::vector<XrActionSuggestedBinding> touch, simple;
    for (const std::string user : {"/user/hand/left", "/user/hand/right"}) {
      touch.insert(touch.end(), {{grab, path(user + "/input/squeeze/value")},
                                 {pull, path(user + "/input/trigger/value")},
                                 {walk, path(user + "/input/thumbstick")},
                                 {aim, path(user + "/input/aim/pose")},
                                 {buzz, path(user + "/output/haptic")}});
      simple.insert(simple.end(), {{grab, path(user + "/input/select/click")},
                                   {aim, path(user + "/input/aim/pose")},
                                   {buzz, path(user + "/output/haptic")}});
    }
    ASSERT_EQ(suggest("/interaction_profiles/oculus/touch_controller", touch), XR_SUCCESS);
    ASSERT_EQ(suggest("/interaction_profiles/khr/simple_controller", simple), XR_SUCCESS);
    for (size_t i = 0; i < 2; ++i) {
      auto info = make<XrActionSpaceCreateInfo>(XR_TYPE_ACTION_SPACE_CREATE_INFO);
      info.action = aim;
      info.subactionPath = users[i];
      info.poseInActionSpace = kHere;
      ASSERT_EQ(xrCreateActionSpace(session, &info, &hands[i]), XR_SUCCESS);
    }
    ASSERT_EQ(attach(), XR_SUCCESS);
  }

  XrResult attach() {
    auto info = make<XrSessionActionSetsAttachInfo>(XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO);
    info.countActionSets = 1;
    info.actionSets = &set;
    return xrAttachSessionActionSets(session, &info);
  }

  XrResult sync() {
    const XrActiveActionSet active = {set, XR_NULL_PATH};
    auto info = make<XrActionsSyncInfo>(XR_TYPE_ACTIONS_SYNC_INFO);
    info.countActiveActionSets = 1;
    info.activeActionSets = &active;
    return xrSyncActions(session, &info);
  }

  XrResult begin() {
    auto info = make<XrSessionBeginInfo>(XR_TYPE_SESSION_BEGIN_INFO);
    info.primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    return xrBeginSession(session, &info);
  }

  XrResult waitFrame() { return xrWaitFrame(session, nullptr, &frameState); }
  XrResult beginFrame() { return xrBeginFrame(session, nullptr); }

  XrResult takeImage(uint32_t* index) {
    const XrResult acquired = xrAcquireSwapchainImage(swapchain, nullptr, index);
    if (acquired != XR_SUCCESS) return acquired;
    auto wait = make<XrSwapchainImageWaitInfo>(XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO);
    wait.timeout = XR_INFINITE_DURATION;
    return xrWaitSwapchainImage(swapchain, &wait);
  }
  XrResult releaseImage() { return xrReleaseSwapchainImage(swapchain, nullptr); }

  XrResult locate() {
    auto info = make<XrViewLocateInfo>(XR_TYPE_VIEW_LOCATE_INFO);
    info.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
    info.displayTime = frameState.predictedDisplayTime;
    info.space = local;
    auto state = make<XrViewState>(XR_TYPE_VIEW_STATE);
    uint32_t count = 0;
    return xrLocateViews(session, &info, &state, 2, &count, views.data());
  }

  // What a frame submits; a test changes it before the end.
  struct Submission {
    std::array<XrCompositionLayerProjectionView, 2> views;
    XrCompositionLayerProjection projection;
    std::vector<const XrCompositionLayerBaseHeader*> layers;
    XrFrameEndInfo end;
  };
  void fill(Submission* s) const {
    for (uint32_t i = 0; i < 2; ++i) {
      s->views[i] =
          make<XrCompositionLayerProjectionView>(XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW);
      s->views[i].pose = views[i].pose;
      s->views[i].fov = views[i].fov;
      s->views[i].subImage = {
          swapchain, {{0, 0}, {static_cast<int32_t>(width), static_cast<int32_t>(height)}}, i};
    }
    s->projection = make<XrCompositionLayerProjection>(XR_TYPE_COMPOSITION_LAYER_PROJECTION);
    s->projection.space = local;
    s->projection.viewCount = 2;
    s->projection.views = s->views.data();
    s->layers = {reinterpret_cast<const XrCompositionLayerBaseHeader*>(&s->projection)};
    s->end = make<XrFrameEndInfo>(XR_TYPE_FRAME_END_INFO);
    s->end.displayTime = frameState.predictedDisplayTime;
    s->end.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
  }
  XrResult endFrame(Submission* s) const {
    s->end.layerCount = static_cast<uint32_t>(s->layers.size());
    s->end.layers = s->layers.data();
    return xrEndFrame(session, &s->end);
  }

  // A whole frame; `change` may spoil what is submitted.
  template <typename Change>
  XrResult frame(Change change) {
    for (const XrResult r : {waitFrame(), beginFrame(), locate()}) {
      if (r < 0) return r;
    }
    uint32_t index = 0;
    Submission submission;
    fill(&submission);
    if (frameState.shouldRender == XR_TRUE) {
      for (const XrResult r : {takeImage(&index), releaseImage()}) {
        if (r < 0) return r;
      }
    } else {
      submission.layers.clear();
    }
    change(submission);
    return endFrame(&submission);
  }
  XrResult frame() {
    return frame([](Submission&) {});
  }

  std::vector<XrEventDataBuffer> events() const {
    std::vector<XrEventDataBuffer> all;
    for (auto event = make<XrEventDataBuffer>(XR_TYPE_EVENT_DATA_BUFFER);
         xrPollEvent(instance, &event) == XR_SUCCESS;
         event = make<XrEventDataBuffer>(XR_TYPE_EVENT_DATA_BUFFER)) {
      all.push_back(event);
    }
    return all;
  }
  std::vector<XrSessionState> states() const {
    std::vector<XrSessionState> all;
    for (const XrEventDataBuffer& e : events()) {
      if (e.type == XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED) {
        all.push_back(reinterpret_cast<const XrEventDataSessionStateChanged*>(&e)->state);
      }
    }
    return all;
  }

  // Begins the session and runs frames until it is focused.
  void focus() {
    ASSERT_EQ(begin(), XR_SUCCESS);
    for (int i = 0; i < 4; ++i) ASSERT_EQ(frame(), XR_SUCCESS);
  }

  void shutDown() {
    if (instance == XR_NULL_HANDLE) return;
    if (session != XR_NULL_HANDLE) {
      for (XrSpace* s : {&hands[0], &hands[1], &local}) {
        if (*s != XR_NULL_HANDLE) xrDestroySpace(*s);
        *s = XR_NULL_HANDLE;
      }
      if (swapchain != XR_NULL_HANDLE) xrDestroySwapchain(swapchain);
      xrDestroySession(session);
    }
    for (XrAction* a : {&grab, &pull, &walk, &aim, &buzz}) {
      if (*a != XR_NULL_HANDLE) xrDestroyAction(*a);
      *a = XR_NULL_HANDLE;
    }
    if (set != XR_NULL_HANDLE) xrDestroyActionSet(set);
    if (vkDevice != VK_NULL_HANDLE) vkDestroyDevice(vkDevice, nullptr);
    if (vkInstance != VK_NULL_HANDLE) vkDestroyInstance(vkInstance, nullptr);
    xrDestroyInstance(instance);
    set = XR_NULL_HANDLE;
    swapchain = XR_NULL_HANDLE;
    session = XR_NULL_HANDLE;
    vkDevice = VK_NULL_HANDLE;
    vkInstance = VK_NULL_HANDLE;
    instance = XR_NULL_HANDLE;
    system = XR_NULL_SYSTEM_ID;
  }
};

}  // namespace shixun::xr::testing
