// The fake runtime: the checks that are needed less often.
#include "tests/xr/fake_runtime_test/fake_fixture.h"

namespace shixun::xr::fake {
namespace {

TEST(FakeRest, AnApplicationWithoutANameIsNotTaken) {
  FakeRuntime runtime;
  auto info = make<XrInstanceCreateInfo>(XR_TYPE_INSTANCE_CREATE_INFO);
  info.applicationInfo.apiVersion = XR_CURRENT_API_VERSION;
  XrInstance instance = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateInstance(&info, &instance), XR_ERROR_NAME_INVALID);
}

TEST(FakeRest, AStructureThatIsMissingIsAViolation) {
  Started f;
  XrSpace space = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateReferenceSpace(f.app.session, nullptr, &space), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("xrCreateReferenceSpace: no XrReferenceSpaceCreateInfo");
  EXPECT_EQ(xrEnumerateReferenceSpaces(f.app.session, 0, nullptr, nullptr),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no place for the count");
  uint32_t count = 0;
  EXPECT_EQ(xrEnumerateReferenceSpaces(f.app.session, 9, &count, nullptr),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no place for the elements");
}

TEST(FakeRest, SystemPropertiesOfAnExtensionThatIsNotEnabledAreAViolation) {
  Started f;
  auto hands = make<XrSystemHandTrackingPropertiesEXT>(XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT);
  auto properties = make<XrSystemProperties>(XR_TYPE_SYSTEM_PROPERTIES);
  properties.next = &hands;
  EXPECT_EQ(xrGetSystemProperties(f.app.instance, f.app.system, &properties), XR_SUCCESS);
  f.expectOne("XrSystemProperties is chained to a structure of type 1000051000");
}

TEST(FakeRest, VulkanObjectsFromElsewhereAreViolations) {
  Started f;
  auto get = make<XrVulkanGraphicsDeviceGetInfoKHR>(XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR);
  get.systemId = f.app.system;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  EXPECT_EQ(f.app.function<PFN_xrGetVulkanGraphicsDevice2KHR>("xrGetVulkanGraphicsDevice2KHR")(
                f.app.instance, &get, &physical),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("the VkInstance is not the one made by xrCreateVulkanInstanceKHR");
  auto device = make<XrVulkanDeviceCreateInfoKHR>(XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR);
  device.systemId = f.app.system;
  const auto create = f.app.function<PFN_xrCreateVulkanDeviceKHR>("xrCreateVulkanDeviceKHR");
  VkDevice made = VK_NULL_HANDLE;
  VkResult result = VK_SUCCESS;
  EXPECT_EQ(create(f.app.instance, &device, &made, &result), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no vkGetInstanceProcAddr or no create info");
  const VkDeviceCreateInfo info = {};
  device.pfnGetInstanceProcAddr = &vkGetInstanceProcAddr;
  device.vulkanCreateInfo = &info;
  EXPECT_EQ(create(f.app.instance, &device, &made, &result), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("the VkPhysicalDevice is not the one from xrGetVulkanGraphicsDevice2KHR");
}

TEST(FakeRest, ASessionWithoutGraphicsIsAViolation) {
  FakeRuntime runtime;
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  auto info = make<XrSessionCreateInfo>(XR_TYPE_SESSION_CREATE_INFO);
  info.systemId = app.system;
  EXPECT_EQ(xrCreateSession(app.instance, &info, &app.session), XR_ERROR_GRAPHICS_DEVICE_INVALID);
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("no Vulkan binding")));
}

TEST(FakeRest, LocatingViewsOfAnotherConfigurationIsAViolation) {
  Started f;
  auto info = make<XrViewLocateInfo>(XR_TYPE_VIEW_LOCATE_INFO);
  info.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO;
  info.displayTime = f.runtime.now();
  info.space = f.app.local;
  auto state = make<XrViewState>(XR_TYPE_VIEW_STATE);
  uint32_t count = 0;
  EXPECT_EQ(xrLocateViews(f.app.session, &info, &state, 0, &count, nullptr),
            XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
  f.expectOne("xrLocateViews: the view configuration is not offered");
  XrExtent2Df bounds = {};
  EXPECT_EQ(xrGetReferenceSpaceBoundsRect(f.app.session, kReferenceSpaceLocalFloor, &bounds),
            XR_ERROR_REFERENCE_SPACE_UNSUPPORTED);
  f.expectOne("the reference space 1000426000 is not offered");
}

TEST(FakeRest, ActionsMadeWronglyAreViolations) {
  Started f;
  f.app.users = {f.app.path("/user/hand/left"), f.app.path("/user/hand/left")};
  ASSERT_EQ(f.app.makeSet("main", &f.app.set), XR_SUCCESS);
  XrAction action = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.makeAction("twice", XR_ACTION_TYPE_BOOLEAN_INPUT, &action),
            XR_ERROR_PATH_UNSUPPORTED);
  f.expectOne("'/user/hand/left' is no subaction path, or given twice");
  f.app.users[1] = f.app.path("/user/hand/right");
  EXPECT_EQ(f.app.makeAction("strange", XR_ACTION_TYPE_MAX_ENUM, &action),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no such type of action");
  auto info = make<XrActionSetCreateInfo>(XR_TYPE_ACTION_SET_CREATE_INFO);
  std::strcpy(info.actionSetName, "other");
  XrActionSet set = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateActionSet(f.app.instance, &info, &set), XR_ERROR_LOCALIZED_NAME_INVALID);
  f.expectOne("has no localized name");
  std::strcpy(info.localizedActionSetName, "main");
  EXPECT_EQ(xrCreateActionSet(f.app.instance, &info, &set), XR_ERROR_LOCALIZED_NAME_DUPLICATED);
  f.expectOne("there is a 'main' already");
  EXPECT_EQ(f.app.suggest(kSimple, {}), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no bindings for");
  auto attach = make<XrSessionActionSetsAttachInfo>(XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO);
  EXPECT_EQ(xrAttachSessionActionSets(f.app.session, &attach), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no action sets");
}

TEST(FakeRest, QueriesBeforeAttachingAreViolations) {
  Started f;
  f.app.users = {f.app.path("/user/hand/left"), f.app.path("/user/hand/right")};
  ASSERT_EQ(f.app.makeSet("main", &f.app.set), XR_SUCCESS);
  ASSERT_EQ(f.app.makeAction("grab", XR_ACTION_TYPE_BOOLEAN_INPUT, &f.app.grab), XR_SUCCESS);
  auto info = make<XrActionStateGetInfo>(XR_TYPE_ACTION_STATE_GET_INFO);
  info.action = f.app.grab;
  auto state = make<XrActionStateBoolean>(XR_TYPE_ACTION_STATE_BOOLEAN);
  EXPECT_EQ(xrGetActionStateBoolean(f.app.session, &info, &state), XR_ERROR_ACTIONSET_NOT_ATTACHED);
  f.expectOne("the set of the action 'grab' is not attached");
  auto profile = make<XrInteractionProfileState>(XR_TYPE_INTERACTION_PROFILE_STATE);
  EXPECT_EQ(xrGetCurrentInteractionProfile(f.app.session, f.app.users[0], &profile),
            XR_ERROR_ACTIONSET_NOT_ATTACHED);
  f.expectOne("the session has no action sets");
  auto sources =
      make<XrBoundSourcesForActionEnumerateInfo>(XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO);
  sources.action = f.app.grab;
  uint32_t count = 0;
  EXPECT_EQ(xrEnumerateBoundSourcesForAction(f.app.session, &sources, 0, &count, nullptr),
            XR_ERROR_ACTIONSET_NOT_ATTACHED);
  f.expectOne("the action's set is not attached");
  auto name = make<XrInputSourceLocalizedNameGetInfo>(XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO);
  EXPECT_EQ(xrGetInputSourceLocalizedName(f.app.session, &name, 0, &count, nullptr),
            XR_ERROR_ACTIONSET_NOT_ATTACHED);
  f.expectOne("the session has no action sets");
}

TEST(FakeRest, QueriesOfInputsThatAreNoneAreViolations) {
  Focused f;
  XrActionSet other = XR_NULL_HANDLE;
  ASSERT_EQ(f.app.makeSet("other", &other), XR_SUCCESS);
  std::swap(other, f.app.set);
  EXPECT_EQ(f.app.sync(), XR_ERROR_ACTIONSET_NOT_ATTACHED);
  std::swap(other, f.app.set);
  f.expectOne("an action set is not of this session");
  xrDestroyActionSet(other);
  auto profile = make<XrInteractionProfileState>(XR_TYPE_INTERACTION_PROFILE_STATE);
  EXPECT_EQ(xrGetCurrentInteractionProfile(f.app.session, f.app.path("/hand"), &profile),
            XR_ERROR_PATH_UNSUPPORTED);
  f.expectOne("'/hand' is no top level path");
  auto name = make<XrInputSourceLocalizedNameGetInfo>(XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO);
  uint32_t count = 0;
  EXPECT_EQ(xrGetInputSourceLocalizedName(f.app.session, &name, 0, &count, nullptr),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no part of the name is wanted");
  name.whichComponents = XR_INPUT_SOURCE_LOCALIZED_NAME_COMPONENT_BIT;
  EXPECT_EQ(xrGetInputSourceLocalizedName(f.app.session, &name, 0, &count, nullptr),
            XR_ERROR_PATH_INVALID);
  f.expectOne("the source is no path");
  auto space = make<XrActionSpaceCreateInfo>(XR_TYPE_ACTION_SPACE_CREATE_INFO);
  space.action = f.app.aim;
  space.subactionPath = f.app.path("/user/head");
  space.poseInActionSpace = kHere;
  XrSpace made = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateActionSpace(f.app.session, &space, &made), XR_ERROR_PATH_UNSUPPORTED);
  f.expectOne("was not made with the subaction path '/user/head'");
}

TEST(FakeRest, LayersThatAreSaidButNotGivenAndQuadsForNoEyeAreViolations) {
  Focused f;
  ASSERT_EQ(f.app.frame(), XR_SUCCESS);
  ASSERT_EQ(f.app.waitFrame(), XR_SUCCESS);
  ASSERT_EQ(f.app.beginFrame(), XR_SUCCESS);
  auto end = make<XrFrameEndInfo>(XR_TYPE_FRAME_END_INFO);
  end.displayTime = f.app.frameState.predictedDisplayTime;
  end.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
  end.layerCount = 1;
  EXPECT_EQ(xrEndFrame(f.app.session, &end), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no layers where 1 are said");
  auto quad = make<XrCompositionLayerQuad>(XR_TYPE_COMPOSITION_LAYER_QUAD);
  quad.space = f.app.local;
  quad.subImage = {f.app.swapchain, {{0, 0}, {16, 16}}, 0};
  quad.pose = kHere;
  quad.size = {1, 1};
  quad.eyeVisibility = XR_EYE_VISIBILITY_MAX_ENUM;
  const auto* layer = reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad);
  end.layers = &layer;
  EXPECT_EQ(xrEndFrame(f.app.session, &end), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("the quad is for no eye");
  quad.eyeVisibility = XR_EYE_VISIBILITY_BOTH;
  quad.pose.orientation.w = 0;
  EXPECT_EQ(xrEndFrame(f.app.session, &end), XR_ERROR_POSE_INVALID);
  f.expectOne("the pose of a quad is no pose");
}

TEST(FakeRest, HandsAndMasksThatThereAreNotAreViolations) {
  Started f([](RawApp& app) {
    app.extensions.push_back(XR_EXT_HAND_TRACKING_EXTENSION_NAME);
    app.extensions.push_back(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME);
  });
  auto info = make<XrHandTrackerCreateInfoEXT>(XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT);
  XrHandTrackerEXT tracker = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT")(f.app.session,
                                                                                 &info, &tracker),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("no such hand or set of joints");
  const auto get = f.app.function<PFN_xrGetVisibilityMaskKHR>("xrGetVisibilityMaskKHR");
  auto mask = make<XrVisibilityMaskKHR>(XR_TYPE_VISIBILITY_MASK_KHR);
  const auto type = XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR;
  EXPECT_EQ(get(f.app.session, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 2, type, &mask),
            XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("there is no view 2");
  EXPECT_EQ(get(f.app.session, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_MONO, 0, type, &mask),
            XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED);
  f.expectOne("xrGetVisibilityMaskKHR: the view configuration is not offered");
}

}  // namespace
}  // namespace shixun::xr::fake
