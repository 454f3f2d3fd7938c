// The fake runtime: instance, system, session, spaces and swapchains.
#include "tests/xr/fake_runtime_test/fake_fixture.h"

namespace shixun::xr::fake {
namespace {

TEST(FakeRuntime, ASmallCorrectApplicationGivesNoViolationsAndLeavesNothing) {
  FakeRuntime runtime;
  {
    RawApp app;
    app.start();
    app.makeActions();
    app.focus();
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY,
                                          XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_VISIBLE,
                                          XR_SESSION_STATE_FOCUSED));
    EXPECT_EQ(app.sync(), XR_SUCCESS);
    EXPECT_EQ(app.frame(), XR_SUCCESS);
    EXPECT_EQ(xrRequestExitSession(app.session), XR_SUCCESS);
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_SYNCHRONIZED,
                                          XR_SESSION_STATE_STOPPING));
    EXPECT_EQ(xrEndSession(app.session), XR_SUCCESS);
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_EXITING));
    EXPECT_GT(runtime.live().all(), 0U);
  }
  EXPECT_THAT(runtime.violations(), IsEmpty());
  EXPECT_EQ(runtime.live().all(), 0U);
  EXPECT_EQ(runtime.leftToParent().all(), 0U);
}

TEST(FakeRuntime, ASecondInstanceInOneProcessStartsAfresh) {
  FakeRuntime runtime;
  for (int i = 0; i < 3; ++i) {
    RawApp app;
    app.start();
    app.focus();
    app.shutDown();
    EXPECT_EQ(runtime.live().all(), 0U);
  }
  EXPECT_EQ(runtime.calls("xrCreateInstance"), 3U);
  EXPECT_THAT(runtime.violations(), IsEmpty());
  FakeRuntime after;
  EXPECT_EQ(after.calls("xrCreateInstance"), 0U);
}

TEST(FakeRuntime, WhatIsLeftToTheParentIsCounted) {
  FakeRuntime runtime;
  RawApp app;
  app.start();
  app.makeActions();
  app.local = app.hands[0] = app.hands[1] = XR_NULL_HANDLE;  // forgotten, not destroyed
  app.swapchain = XR_NULL_HANDLE;
  app.set = XR_NULL_HANDLE;
  app.grab = app.pull = app.walk = app.aim = app.buzz = XR_NULL_HANDLE;
  app.shutDown();
  EXPECT_EQ(runtime.live().all(), 0U);
  EXPECT_EQ(runtime.leftToParent().spaces, 3U);
  EXPECT_EQ(runtime.leftToParent().swapchains, 1U);
  EXPECT_EQ(runtime.leftToParent().actionSets, 1U);
  EXPECT_EQ(runtime.leftToParent().actions, 5U);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST(FakeRuntime, ADeniedExtensionIsNotOfferedAndItsFunctionsAreNotThere) {
  FakeRuntime runtime;
  runtime.deny(XR_EXT_HAND_TRACKING_EXTENSION_NAME);
  uint32_t count = 0;
  ASSERT_EQ(xrEnumerateInstanceExtensionProperties(nullptr, 0, &count, nullptr), XR_SUCCESS);
  std::vector<XrExtensionProperties> all(count,
                                         make<XrExtensionProperties>(XR_TYPE_EXTENSION_PROPERTIES));
  ASSERT_EQ(xrEnumerateInstanceExtensionProperties(nullptr, count, &count, all.data()), XR_SUCCESS);
  std::vector<std::string> names;
  for (const auto& e : all) names.push_back(e.extensionName);
  EXPECT_THAT(names, Contains(XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME));
  EXPECT_THAT(names, Contains("XR_EXT_user_presence"));
  EXPECT_THAT(names, ::testing::Not(Contains(XR_EXT_HAND_TRACKING_EXTENSION_NAME)));
  RawApp app;
  app.extensions.push_back(XR_EXT_HAND_TRACKING_EXTENSION_NAME);
  EXPECT_EQ(app.makeInstance(), XR_ERROR_EXTENSION_NOT_PRESENT);
  app.extensions.pop_back();
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  EXPECT_EQ(app.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT"), nullptr);
}

TEST(FakeRuntime, ViewsFormatsAndBlendModesAreTheTestsToChoose) {
  FakeRuntime runtime;
  runtime.setViews(monoView(777, 333));
  runtime.setFormats({VK_FORMAT_B8G8R8A8_SRGB});
  runtime.setBlendModes({XR_ENVIRONMENT_BLEND_MODE_ADDITIVE, XR_ENVIRONMENT_BLEND_MODE_OPAQUE});
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  XrViewConfigurationType type = XR_VIEW_CONFIGURATION_TYPE_MAX_ENUM;
  uint32_t count = 0;
  ASSERT_EQ(xrEnumerateViewConfigurations(app.instance, app.system, 1, &count, &type), XR_SUCCESS);
  EXPECT_EQ(type, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO);
  auto view = make<XrViewConfigurationView>(XR_TYPE_VIEW_CONFIGURATION_VIEW);
  ASSERT_EQ(xrEnumerateViewConfigurationViews(app.instance, app.system, type, 1, &count, &view),
            XR_SUCCESS);
  EXPECT_EQ(view.recommendedImageRectWidth, 777U);
  std::array<XrEnvironmentBlendMode, 2> modes = {};
  ASSERT_EQ(
      xrEnumerateEnvironmentBlendModes(app.instance, app.system, type, 2, &count, modes.data()),
      XR_SUCCESS);
  EXPECT_EQ(modes[0], XR_ENVIRONMENT_BLEND_MODE_ADDITIVE);
  ASSERT_EQ(app.askRequirements(), XR_SUCCESS);
  app.makeVulkan();
  ASSERT_EQ(app.makeSession(), XR_SUCCESS);
  int64_t format = 0;
  ASSERT_EQ(xrEnumerateSwapchainFormats(app.session, 1, &count, &format), XR_SUCCESS);
  EXPECT_EQ(format, VK_FORMAT_B8G8R8A8_SRGB);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST(FakeCalls, AStructureOfAnotherTypeIsAViolation) {
  Started f;
  auto info = make<XrReferenceSpaceCreateInfo>(XR_TYPE_ACTION_SPACE_CREATE_INFO);
  XrSpace space = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateReferenceSpace(f.app.session, &info, &space), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("xrCreateReferenceSpace: the type of XrReferenceSpaceCreateInfo is 38");
}

TEST(FakeCalls, AStructureThatDoesNotBelongIntoTheChainIsAViolation) {
  Started f;
  auto stranger = make<XrFrameState>(XR_TYPE_FRAME_STATE);
  auto location = make<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
  location.next = &stranger;
  EXPECT_EQ(xrLocateSpace(f.app.local, f.app.local, f.runtime.now(), &location), XR_SUCCESS);
  f.expectOne("xrLocateSpace: XrSpaceLocation is chained to a structure of type 44");
}

TEST(FakeCalls, ADestroyedHandleIsAViolation) {
  Started f;
  const XrSpace gone = f.app.local;
  EXPECT_EQ(xrDestroySpace(gone), XR_SUCCESS);
  f.app.local = XR_NULL_HANDLE;
  EXPECT_EQ(xrDestroySpace(gone), XR_ERROR_HANDLE_INVALID);
  f.expectOne("xrDestroySpace: the space is destroyed or of another kind");
}

TEST(FakeCalls, ANullHandleIsAViolation) {
  Started f;
  auto location = make<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
  EXPECT_EQ(xrLocateSpace(f.app.local, XR_NULL_HANDLE, f.runtime.now(), &location),
            XR_ERROR_HANDLE_INVALID);
  f.expectOne("the base space is null");
}

TEST(FakeCalls, TooLittleRoomIsAViolation) {
  Started f;
  auto view = make<XrViewConfigurationView>(XR_TYPE_VIEW_CONFIGURATION_VIEW);
  uint32_t count = 0;
  EXPECT_EQ(xrEnumerateViewConfigurationViews(f.app.instance, f.app.system,
                                              XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 1, &count,
                                              &view),
            XR_ERROR_SIZE_INSUFFICIENT);
  EXPECT_EQ(count, 2U);
  f.expectOne("room for 1 of 2");
}

TEST(FakeCalls, ASystemThatNobodyGaveIsAViolation) {
  Started f;
  auto properties = make<XrSystemProperties>(XR_TYPE_SYSTEM_PROPERTIES);
  EXPECT_EQ(xrGetSystemProperties(f.app.instance, 99, &properties), XR_ERROR_SYSTEM_INVALID);
  f.expectOne("the system 99 was not given by xrGetSystem");
}

TEST(FakeCalls, ABadPathIsAViolation) {
  Started f;
  XrPath path = XR_NULL_PATH;
  for (const char* bad :
       {"", "/", "user/hand", "/user//hand", "/user/hand/", "/User", "/user/.."}) {
    EXPECT_EQ(xrStringToPath(f.app.instance, bad, &path), XR_ERROR_PATH_FORMAT_INVALID) << bad;
    f.expectOne("is no path");
  }
  uint32_t count = 0;
  EXPECT_EQ(xrPathToString(f.app.instance, 9999, 0, &count, nullptr), XR_ERROR_PATH_INVALID);
  f.expectOne("was never made");
}

TEST(FakeCalls, NamesOfResultsAndTypesCanBeAsked) {
  Started f;
  char name[XR_MAX_RESULT_STRING_SIZE] = {};
  EXPECT_EQ(xrResultToString(f.app.instance, XR_ERROR_SESSION_LOST, name), XR_SUCCESS);
  EXPECT_STREQ(name, "XR_ERROR_SESSION_LOST");
  EXPECT_EQ(xrResultToString(f.app.instance, static_cast<XrResult>(-77), name), XR_SUCCESS);
  EXPECT_STREQ(name, "XR_UNKNOWN_FAILURE_77");
  char type[XR_MAX_STRUCTURE_NAME_SIZE] = {};
  EXPECT_EQ(xrStructureTypeToString(f.app.instance, XR_TYPE_VIEW, type), XR_SUCCESS);
  EXPECT_STREQ(type, "XR_TYPE_VIEW");
}

TEST(FakeSession, WithoutTheQuestionForRequirementsThereIsNone) {
  FakeRuntime runtime;
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  app.makeVulkan();
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("xrCreateVulkanInstanceKHR: xrGetVulkan"
                                                          "GraphicsRequirements2KHR was not")));
  EXPECT_EQ(app.makeSession(), XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING);
}

TEST(FakeSession, OnADeviceNotMadeThroughTheRuntimeThereIsNone) {
  FakeRuntime runtime;
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  ASSERT_EQ(app.askRequirements(), XR_SUCCESS);
  app.makeVulkan();
  VkDevice mine = app.vkDevice;
  app.vkDevice = VK_NULL_HANDLE;
  EXPECT_EQ(app.makeSession(), XR_ERROR_GRAPHICS_DEVICE_INVALID);
  app.vkDevice = mine;
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("is not the one made through")));
  EXPECT_EQ(app.makeSession(), XR_SUCCESS);
}

TEST(FakeSession, AQueueThatTheDeviceHasNotIsAViolation) {
  FakeRuntime runtime;
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  ASSERT_EQ(app.askRequirements(), XR_SUCCESS);
  app.makeVulkan();
  EXPECT_EQ(app.makeSession(5), XR_ERROR_GRAPHICS_DEVICE_INVALID);
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("the device has no queue 5")));
}

TEST(FakeSession, ASecondOneIsAViolation) {
  Started f;
  const XrSession first = f.app.session;
  EXPECT_EQ(f.app.makeSession(), XR_ERROR_LIMIT_REACHED);
  f.app.session = first;
  f.expectOne("there is a session already");
}

TEST(FakeSession, CallsOutOfTheirStateAreViolations) {
  FakeRuntime runtime;
  runtime.go(XR_SESSION_STATE_IDLE);  // not READY yet
  RawApp app;
  app.start();
  EXPECT_EQ(app.begin(), XR_ERROR_SESSION_NOT_READY);
  EXPECT_EQ(xrEndSession(app.session), XR_ERROR_SESSION_NOT_RUNNING);
  EXPECT_EQ(xrRequestExitSession(app.session), XR_ERROR_SESSION_NOT_RUNNING);
  EXPECT_EQ(app.waitFrame(), XR_ERROR_SESSION_NOT_RUNNING);
  EXPECT_EQ(app.beginFrame(), XR_ERROR_SESSION_NOT_RUNNING);
  runtime.go(XR_SESSION_STATE_FOCUSED);
  EXPECT_EQ(app.begin(), XR_SUCCESS);
  EXPECT_EQ(app.begin(), XR_ERROR_SESSION_RUNNING);
  EXPECT_EQ(xrEndSession(app.session), XR_ERROR_SESSION_NOT_STOPPING);
  EXPECT_THAT(
      runtime.violations(),
      ElementsAre("xrBeginSession: the session is IDLE, not READY",
                  "xrEndSession: the session does not run",
                  "xrRequestExitSession: the session does not run",
                  "xrWaitFrame: the session does not run", "xrBeginFrame: the session does not run",
                  "xrBeginSession: the session runs already",
                  "xrEndSession: the session is READY, not STOPPING"));
}

TEST(FakeSession, AViewConfigurationThatIsNotOfferedIsAViolation) {
  FakeRuntime runtime;
  runtime.setViews(monoView(300, 300));
  RawApp app;
  app.start();
  EXPECT_EQ(app.begin(), XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
  EXPECT_THAT(runtime.violations(),
              ElementsAre(HasSubstr("the view configuration is not offered")));
}

TEST(FakeSpaces, WithoutAStageThereIsNoneToMake) {
  FakeRuntime runtime;
  runtime.edit([](Control& c) { c.setup.stage = false; });
  RawApp app;
  app.start();
  uint32_t count = 0;
  EXPECT_EQ(xrEnumerateReferenceSpaces(app.session, 0, &count, nullptr), XR_SUCCESS);
  EXPECT_EQ(count, 2U);
  XrSpace stage = XR_NULL_HANDLE;
  EXPECT_EQ(app.makeSpace(XR_REFERENCE_SPACE_TYPE_STAGE, &stage),
            XR_ERROR_REFERENCE_SPACE_UNSUPPORTED);
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("the reference space 3 is not offered")));
}

TEST(FakeSpaces, TheStageHasBoundsUnlessTheTestTakesThem) {
  Started f;
  XrExtent2Df bounds = {};
  EXPECT_EQ(xrGetReferenceSpaceBoundsRect(f.app.session, XR_REFERENCE_SPACE_TYPE_STAGE, &bounds),
            XR_SUCCESS);
  EXPECT_EQ(bounds.width, 3);
  f.runtime.edit([](Control& c) { c.setup.bounds.reset(); });
  EXPECT_EQ(xrGetReferenceSpaceBoundsRect(f.app.session, XR_REFERENCE_SPACE_TYPE_STAGE, &bounds),
            XR_SPACE_BOUNDS_UNAVAILABLE);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeSpaces, APoseWithoutAUnitQuaternionIsAViolation) {
  Started f;
  XrSpace space = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.makeSpace(XR_REFERENCE_SPACE_TYPE_LOCAL, &space, {{0, 0, 0, 0}, {0, 0, 0}}),
            XR_ERROR_POSE_INVALID);
  f.expectOne("poseInReferenceSpace is no pose");
}

TEST(FakeSpaces, ATimeOfZeroIsAViolation) {
  Started f;
  auto location = make<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
  EXPECT_EQ(xrLocateSpace(f.app.local, f.app.local, 0, &location), XR_ERROR_TIME_INVALID);
  f.expectOne("the time 0 is none");
}

TEST(FakeSwapchains, WhatIsNotOfferedIsAViolation) {
  Started f;
  XrSwapchain made = XR_NULL_HANDLE;
  const auto expect = [&](auto change, XrResult result, const char* words) {
    XrSwapchainCreateInfo info = f.app.swapchainInfo();
    change(info);
    EXPECT_EQ(xrCreateSwapchain(f.app.session, &info, &made), result);
    f.expectOne(words);
  };
  using Info = XrSwapchainCreateInfo;
  expect([](Info& i) { i.format = VK_FORMAT_R16_UNORM; }, XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED,
         "is not offered");
  expect([](Info& i) { i.width = 0; }, XR_ERROR_VALIDATION_FAILURE, "the size 0 x 256");
  expect([](Info& i) { i.height = 100000; }, XR_ERROR_VALIDATION_FAILURE, "the size 320 x 100000");
  expect([](Info& i) { i.sampleCount = 3; }, XR_ERROR_VALIDATION_FAILURE, "3 samples");
  expect([](Info& i) { i.sampleCount = 16; }, XR_ERROR_VALIDATION_FAILURE, "16 samples");
  expect([](Info& i) { i.arraySize = 0; }, XR_ERROR_VALIDATION_FAILURE, "array size 0");
  expect([](Info& i) { i.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT; },
         XR_ERROR_FEATURE_UNSUPPORTED, "the usage does not fit");
}

TEST(FakeSwapchains, AcquireWaitAndReleaseHaveAnOrder) {
  Started f;
  auto wait = make<XrSwapchainImageWaitInfo>(XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO);
  EXPECT_EQ(xrWaitSwapchainImage(f.app.swapchain, &wait), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("xrWaitSwapchainImage: no image was acquired");
  EXPECT_EQ(f.app.releaseImage(), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("xrReleaseSwapchainImage: no image was acquired");
  uint32_t index = 0;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(xrAcquireSwapchainImage(f.app.swapchain, nullptr, &index), XR_SUCCESS);
  }
  EXPECT_EQ(xrAcquireSwapchainImage(f.app.swapchain, nullptr, &index), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("all images are acquired already");
  EXPECT_EQ(f.app.releaseImage(), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("the image was not waited for");
  EXPECT_EQ(xrWaitSwapchainImage(f.app.swapchain, &wait), XR_SUCCESS);
  EXPECT_EQ(xrWaitSwapchainImage(f.app.swapchain, &wait), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("the image is waited for already");
  EXPECT_EQ(f.app.releaseImage(), XR_SUCCESS);
}

TEST(FakeSwapchains, AStaticImageIsAcquiredOnce) {
  Started f;
  xrDestroySwapchain(f.app.swapchain);
  XrSwapchainCreateInfo info = f.app.swapchainInfo();
  info.createFlags = XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT;
  ASSERT_EQ(xrCreateSwapchain(f.app.session, &info, &f.app.swapchain), XR_SUCCESS);
  uint32_t index = 9;
  EXPECT_EQ(f.app.takeImage(&index), XR_SUCCESS);
  EXPECT_EQ(index, 0U);
  EXPECT_EQ(f.app.releaseImage(), XR_SUCCESS);
  EXPECT_EQ(f.app.takeImage(&index), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("a static image is acquired once only");
}

}  // namespace
}  // namespace shixun::xr::fake
