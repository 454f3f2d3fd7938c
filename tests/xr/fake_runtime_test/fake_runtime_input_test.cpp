// The fake runtime: actions, tracking, hands and the other extensions.
#include <cmath>

#include "tests/xr/fake_runtime_test/fake_fixture.h"

namespace shixun::xr::fake {
namespace {

XrActionStateGetInfo asking(XrAction action, XrPath user = XR_NULL_PATH) {
  auto info = make<XrActionStateGetInfo>(XR_TYPE_ACTION_STATE_GET_INFO);
  info.action = action;
  info.subactionPath = user;
  return info;
}

float pulled(const Focused& f, XrPath user) {
  const XrActionStateGetInfo info = asking(f.app.pull, user);
  auto state = make<XrActionStateFloat>(XR_TYPE_ACTION_STATE_FLOAT);
  EXPECT_EQ(xrGetActionStateFloat(f.app.session, &info, &state), XR_SUCCESS);
  return state.currentState;
}

XrActionStateBoolean grabbed(const Focused& f, XrPath user) {
  const XrActionStateGetInfo info = asking(f.app.grab, user);
  auto state = make<XrActionStateBoolean>(XR_TYPE_ACTION_STATE_BOOLEAN);
  EXPECT_EQ(xrGetActionStateBoolean(f.app.session, &info, &state), XR_SUCCESS);
  return state;
}

XrSpaceLocation whereIs(const Started& f, XrSpace space) {
  auto location = make<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
  EXPECT_EQ(xrLocateSpace(space, f.app.local, f.runtime.now(), &location), XR_SUCCESS);
  return location;
}

TEST(FakeInput, WhatIsPressedArrivesAtTheNextSync) {
  Focused f;
  f.runtime.setInputs(Hand::kLeft, {{"trigger/value", 0.25F}, {"squeeze/value", 0.9F}});
  f.runtime.setInputs(Hand::kRight,
                      {{"trigger/value", 0.75F}, {"thumbstick/x", -1}, {"thumbstick/y", 0.5F}});
  EXPECT_EQ(pulled(f, f.app.users[0]), 0);
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_EQ(pulled(f, f.app.users[0]), 0.25F);
  EXPECT_EQ(pulled(f, f.app.users[1]), 0.75F);
  EXPECT_EQ(pulled(f, XR_NULL_PATH), 0.75F);
  EXPECT_EQ(grabbed(f, f.app.users[0]).currentState, XrBool32{XR_TRUE});
  EXPECT_EQ(grabbed(f, f.app.users[0]).changedSinceLastSync, XrBool32{XR_TRUE});
  EXPECT_EQ(grabbed(f, f.app.users[1]).currentState, XrBool32{XR_FALSE});
  const XrActionStateGetInfo info = asking(f.app.walk, f.app.users[1]);
  auto walk = make<XrActionStateVector2f>(XR_TYPE_ACTION_STATE_VECTOR2F);
  EXPECT_EQ(xrGetActionStateVector2f(f.app.session, &info, &walk), XR_SUCCESS);
  EXPECT_EQ(walk.currentState.x, -1);
  EXPECT_EQ(walk.currentState.y, 0.5F);
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_EQ(grabbed(f, f.app.users[0]).changedSinceLastSync, XrBool32{XR_FALSE});
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeInput, WithoutFocusOrControllerActionsAreInactive) {
  Focused f;
  f.runtime.setInputs(Hand::kLeft, {{"squeeze/value", 1}});
  f.runtime.connect(Hand::kRight, false);
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_EQ(grabbed(f, f.app.users[0]).isActive, XrBool32{XR_TRUE});
  EXPECT_EQ(grabbed(f, f.app.users[1]).isActive, XrBool32{XR_FALSE});
  f.runtime.go(XR_SESSION_STATE_VISIBLE);
  EXPECT_EQ(f.app.sync(), XR_SESSION_NOT_FOCUSED);
  EXPECT_EQ(grabbed(f, f.app.users[0]).isActive, XrBool32{XR_FALSE});
  EXPECT_EQ(grabbed(f, f.app.users[0]).currentState, XrBool32{XR_FALSE});
  EXPECT_EQ(whereIs(f, f.app.hands[0]).locationFlags, 0U);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeInput, AnotherControllerIsToldAtTheNextSync) {
  Focused f;
  auto state = make<XrInteractionProfileState>(XR_TYPE_INTERACTION_PROFILE_STATE);
  const auto profile = [&] {
    EXPECT_EQ(xrGetCurrentInteractionProfile(f.app.session, f.app.users[0], &state), XR_SUCCESS);
    return state.interactionProfile;
  };
  EXPECT_EQ(profile(), f.app.path(kTouch));
  f.app.events();
  f.runtime.setProfile(kVive);  // not suggested: it acts as the simple controller
  EXPECT_THAT(f.app.events(), IsEmpty());
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_THAT(types(f.app.events()), ElementsAre(XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED));
  EXPECT_EQ(profile(), f.app.path(kSimple));
  f.runtime.setInputs(Hand::kLeft, {{"select/click", 1}});
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_EQ(grabbed(f, f.app.users[0]).currentState, XrBool32{XR_TRUE});
  f.runtime.connect(Hand::kLeft, false);
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  EXPECT_EQ(profile(), XrPath{XR_NULL_PATH});
}

TEST(FakeInput, SourcesOfAnActionCanBeAskedAndNamed) {
  Focused f;
  auto info =
      make<XrBoundSourcesForActionEnumerateInfo>(XR_TYPE_BOUND_SOURCES_FOR_ACTION_ENUMERATE_INFO);
  info.action = f.app.pull;
  std::array<XrPath, 2> sources = {};
  uint32_t count = 0;
  EXPECT_EQ(xrEnumerateBoundSourcesForAction(f.app.session, &info, 2, &count, sources.data()),
            XR_SUCCESS);
  EXPECT_EQ(sources[1], f.app.path("/user/hand/right/input/trigger/value"));
  auto name = make<XrInputSourceLocalizedNameGetInfo>(XR_TYPE_INPUT_SOURCE_LOCALIZED_NAME_GET_INFO);
  name.sourcePath = sources[1];
  name.whichComponents = XR_INPUT_SOURCE_LOCALIZED_NAME_COMPONENT_BIT;
  char text[64] = {};
  EXPECT_EQ(xrGetInputSourceLocalizedName(f.app.session, &name, 64, &count, text), XR_SUCCESS);
  EXPECT_THAT(text, HasSubstr("Right hand"));
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeInput, VibrationIsWrittenDownAndChecked) {
  Focused f;
  auto info = make<XrHapticActionInfo>(XR_TYPE_HAPTIC_ACTION_INFO);
  info.action = f.app.buzz;
  info.subactionPath = f.app.users[1];
  auto vibration = make<XrHapticVibration>(XR_TYPE_HAPTIC_VIBRATION);
  vibration.amplitude = 0.5F;
  vibration.duration = 20000000;
  const auto* feedback = reinterpret_cast<const XrHapticBaseHeader*>(&vibration);
  EXPECT_EQ(xrApplyHapticFeedback(f.app.session, &info, feedback), XR_SUCCESS);
  EXPECT_EQ(xrStopHapticFeedback(f.app.session, &info), XR_SUCCESS);
  ASSERT_EQ(f.runtime.haptics().size(), 2U);
  EXPECT_EQ(f.runtime.haptics()[0].hand, Hand::kRight);
  EXPECT_EQ(f.runtime.haptics()[0].amplitude, 0.5F);
  EXPECT_TRUE(f.runtime.haptics()[1].stop);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
  vibration.amplitude = 2;
  EXPECT_EQ(xrApplyHapticFeedback(f.app.session, &info, feedback), XR_SUCCESS);
  f.expectOne("the amplitude 2 is outside 0 to 1");
  vibration.amplitude = 1;
  vibration.duration = 0;
  EXPECT_EQ(xrApplyHapticFeedback(f.app.session, &info, feedback), XR_SUCCESS);
  f.expectOne("the duration 0 ns");
  f.runtime.go(XR_SESSION_STATE_VISIBLE);
  EXPECT_EQ(xrStopHapticFeedback(f.app.session, &info), XR_SESSION_NOT_FOCUSED);
}

TEST(FakeActions, BadAndDoubleNamesAreViolations) {
  Started f;
  XrActionSet set = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.makeSet("Main", &set), XR_ERROR_PATH_FORMAT_INVALID);
  f.expectOne("'Main' is no name of an action set");
  f.app.makeActions();
  EXPECT_EQ(f.app.makeSet("main", &set), XR_ERROR_NAME_DUPLICATED);
  f.expectOne("there is a 'main' already");
}

TEST(FakeActions, AfterAttachingNothingCanBeAddedOrAttached) {
  Focused f;
  XrAction late = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.makeAction("late", XR_ACTION_TYPE_BOOLEAN_INPUT, &late),
            XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
  f.expectOne("xrCreateAction: the set 'main' is attached already");
  EXPECT_EQ(
      f.app.suggest(kSimple, {{f.app.grab, f.app.path("/user/hand/left/input/select/click")}}),
      XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
  f.expectOne("the set 'main' is attached already");
  EXPECT_EQ(f.app.attach(), XR_ERROR_ACTIONSETS_ALREADY_ATTACHED);
  f.expectOne("the session has its action sets already");
}

TEST(FakeActions, BindingsThatAProfileHasNotAreViolations) {
  Started f;
  f.app.users = {f.app.path("/user/hand/left"), f.app.path("/user/hand/right")};
  ASSERT_EQ(f.app.makeSet("main", &f.app.set), XR_SUCCESS);
  ASSERT_EQ(f.app.makeAction("grab", XR_ACTION_TYPE_BOOLEAN_INPUT, &f.app.grab), XR_SUCCESS);
  ASSERT_EQ(f.app.makeAction("aim", XR_ACTION_TYPE_POSE_INPUT, &f.app.aim), XR_SUCCESS);
  const auto expect = [&](const char* profile, XrAction action, const char* binding,
                          const char* words) {
    EXPECT_EQ(f.app.suggest(profile, {{action, f.app.path(binding)}}), XR_ERROR_PATH_UNSUPPORTED);
    f.expectOne(words);
  };
  expect("/interaction_profiles/nobody/knows", f.app.grab, "/user/hand/left/input/a/click",
         "is no interaction profile");
  expect("/interaction_profiles/hp/mixed_reality_controller", f.app.grab,
         "/user/hand/left/input/x/click", "is no interaction profile, or its extension");
  expect(kTouch, f.app.grab, "/user/hand/left/input/a/click", "it is not there");  // right only
  expect(kSimple, f.app.grab, "/user/hand/left/input/trigger/value", "it is not there");
  expect(kTouch, f.app.grab, "/user/hand/left/input/aim/pose", "not of the action's type");
  expect(kTouch, f.app.aim, "/user/hand/left/input/trigger/value", "not of the action's type");
  expect(kTouch, f.app.grab, "/user/hand/left/output/haptic", "gives vibration only");
  expect(kTouch, f.app.grab, "/user/head/input/a/click", "is no path of a hand");
  EXPECT_EQ(f.app.suggest(kTouch, {{f.app.grab, f.app.path("/user/hand/left/input/squeeze")}}),
            XR_SUCCESS);
}

TEST(FakeActions, QueriesThatDoNotFitTheActionAreViolations) {
  Focused f;
  auto state = make<XrActionStateFloat>(XR_TYPE_ACTION_STATE_FLOAT);
  XrActionStateGetInfo info = asking(f.app.grab);
  EXPECT_EQ(xrGetActionStateFloat(f.app.session, &info, &state), XR_ERROR_ACTION_TYPE_MISMATCH);
  f.expectOne("the action 'grab' is of another type");
  info = asking(f.app.pull, f.app.path("/user/head"));
  EXPECT_EQ(xrGetActionStateFloat(f.app.session, &info, &state), XR_ERROR_PATH_UNSUPPORTED);
  f.expectOne("was not made with the subaction path '/user/head'");
  auto space = make<XrActionSpaceCreateInfo>(XR_TYPE_ACTION_SPACE_CREATE_INFO);
  space.action = f.app.pull;
  space.poseInActionSpace = kHere;
  XrSpace made = XR_NULL_HANDLE;
  EXPECT_EQ(xrCreateActionSpace(f.app.session, &space, &made), XR_ERROR_ACTION_TYPE_MISMATCH);
  f.expectOne("the action pull is no pose");
}

TEST(FakeActions, SyncingSetsThatAreNotAttachedIsAViolation) {
  Started f;
  ASSERT_EQ(f.app.makeSet("main", &f.app.set), XR_SUCCESS);
  EXPECT_EQ(f.app.sync(), XR_ERROR_ACTIONSET_NOT_ATTACHED);
  f.expectOne("the session has no action sets");
}

TEST(FakeTracking, PosesAreWhereTheTestPutsThem) {
  Focused f;
  f.runtime.setHeadPose({{0, 0, 0, 1}, {1, 1.7F, 0}});
  f.runtime.setHand(Hand::kRight, {{0, 0.70710678F, 0, 0.70710678F}, {0.5F, 1.6F, -0.5F}});
  EXPECT_EQ(f.app.sync(), XR_SUCCESS);
  const XrSpaceLocation hand = whereIs(f, f.app.hands[1]);
  EXPECT_EQ(hand.locationFlags, 15U);
  EXPECT_FLOAT_EQ(hand.pose.position.x, 0.5F);
  EXPECT_NEAR(hand.pose.position.y, 0, 1e-6);  // LOCAL's origin is 1.6 m up
  EXPECT_FLOAT_EQ(hand.pose.orientation.y, 0.70710678F);
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_NEAR(f.app.views[0].pose.position.x, 1 - 0.032, 1e-6);
  EXPECT_NEAR(f.app.views[0].pose.position.y, 0.1, 1e-6);
}

TEST(FakeTracking, APoseCanFollowTimeAndHasAVelocity) {
  Focused f;
  f.runtime.edit([](Control& c) {
    c.person.head.motion = [](XrTime t) {
      return XrPosef{{0, 0, 0, 1},
                     {static_cast<float>(static_cast<double>(t % 1000000) * 1e-6), 0, 0}};
    };
    c.person.head.linearVelocity = {1, 0, 0};
  });
  XrSpace view = XR_NULL_HANDLE;
  ASSERT_EQ(f.app.makeSpace(XR_REFERENCE_SPACE_TYPE_VIEW, &view), XR_SUCCESS);
  auto velocity = make<XrSpaceVelocity>(XR_TYPE_SPACE_VELOCITY);
  auto location = make<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
  location.next = &velocity;
  EXPECT_EQ(xrLocateSpace(view, f.app.local, 5250000, &location), XR_SUCCESS);
  EXPECT_FLOAT_EQ(location.pose.position.x, 0.25F);
  EXPECT_EQ(velocity.velocityFlags, 3U);
  EXPECT_EQ(velocity.linearVelocity.x, 1);
  xrDestroySpace(view);
}

TEST(FakeTracking, WhatIsNotValidIsNotANumber) {
  Focused f;
  f.runtime.setHandTracking(Hand::kLeft, kOnlyOrientation);
  XrSpaceLocation hand = whereIs(f, f.app.hands[0]);
  EXPECT_EQ(hand.locationFlags, 5U);
  EXPECT_TRUE(std::isnan(hand.pose.position.x));
  EXPECT_EQ(hand.pose.orientation.w, 1);
  f.runtime.setHandTracking(Hand::kLeft, kInferred);
  hand = whereIs(f, f.app.hands[0]);
  EXPECT_EQ(hand.locationFlags, 3U);
  EXPECT_FALSE(std::isnan(hand.pose.position.x));
  f.runtime.setHeadTracking(kLost);
  EXPECT_EQ(f.app.frame(), XR_ERROR_POSE_INVALID);  // this application does not look at flags
  f.expectOne("is no pose");
}

TEST(FakeTracking, RecentringMovesLocalAndIsTold) {
  Focused f;
  f.runtime.recentre({{0, 0, 0, 1}, {2, 1.6F, 0}});
  const std::vector<XrEventDataBuffer> events = f.app.events();
  ASSERT_THAT(types(events), ElementsAre(XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING));
  const auto& change = reinterpret_cast<const XrEventDataReferenceSpaceChangePending&>(events[0]);
  EXPECT_EQ(change.referenceSpaceType, XR_REFERENCE_SPACE_TYPE_LOCAL);
  EXPECT_EQ(change.poseValid, XrBool32{XR_TRUE});
  EXPECT_FLOAT_EQ(change.poseInPreviousSpace.position.x, 2);
  f.runtime.setHand(Hand::kLeft, {{0, 0, 0, 1}, {0, 1.6F, 0}});
  EXPECT_FLOAT_EQ(whereIs(f, f.app.hands[0]).pose.position.x, -2);
}

struct WithExtensions : Started {
  explicit WithExtensions(std::vector<const char*> more)
      : Started([&](RawApp& a) {
          a.extensions.insert(a.extensions.end(), more.begin(), more.end());
        }) {}
};

TEST(FakeExtensions, HandsAreTrackedWhereTheTestPutsThem) {
  WithExtensions f({XR_EXT_HAND_TRACKING_EXTENSION_NAME});
  const auto create = f.app.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT");
  const auto locate = f.app.function<PFN_xrLocateHandJointsEXT>("xrLocateHandJointsEXT");
  const auto destroy = f.app.function<PFN_xrDestroyHandTrackerEXT>("xrDestroyHandTrackerEXT");
  auto info = make<XrHandTrackerCreateInfoEXT>(XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT);
  info.hand = XR_HAND_RIGHT_EXT;
  XrHandTrackerEXT tracker = XR_NULL_HANDLE;
  ASSERT_EQ(create(f.app.session, &info, &tracker), XR_SUCCESS);
  EXPECT_EQ(f.runtime.live().handTrackers, 1U);
  TrackedHand hand;
  hand.active = true;
  hand.joints[XR_HAND_JOINT_INDEX_TIP_EXT].pose.position = {0.3F, 1.6F, -0.4F};
  hand.joints[XR_HAND_JOINT_LITTLE_TIP_EXT].tracking = kLost;
  f.runtime.setTrackedHand(Hand::kRight, hand);
  auto where = make<XrHandJointsLocateInfoEXT>(XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT);
  where.baseSpace = f.app.local;
  where.time = f.runtime.now();
  std::array<XrHandJointLocationEXT, XR_HAND_JOINT_COUNT_EXT> joints = {};
  auto out = make<XrHandJointLocationsEXT>(XR_TYPE_HAND_JOINT_LOCATIONS_EXT);
  out.jointCount = XR_HAND_JOINT_COUNT_EXT;
  out.jointLocations = joints.data();
  EXPECT_EQ(locate(tracker, &where, &out), XR_SUCCESS);
  EXPECT_EQ(out.isActive, XrBool32{XR_TRUE});
  EXPECT_FLOAT_EQ(joints[XR_HAND_JOINT_INDEX_TIP_EXT].pose.position.x, 0.3F);
  EXPECT_EQ(joints[XR_HAND_JOINT_LITTLE_TIP_EXT].locationFlags, 0U);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
  out.jointCount = 5;
  EXPECT_EQ(locate(tracker, &where, &out), XR_ERROR_VALIDATION_FAILURE);
  f.expectOne("room for 5 joints");
  EXPECT_EQ(destroy(tracker), XR_SUCCESS);
}

TEST(FakeExtensions, ASystemNeedNotTrackHands) {
  WithExtensions f({XR_EXT_HAND_TRACKING_EXTENSION_NAME});
  f.runtime.edit([](Control& c) { c.setup.handTrackingSystem = false; });
  auto hands = make<XrSystemHandTrackingPropertiesEXT>(XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT);
  hands.supportsHandTracking = XR_TRUE;
  auto properties = make<XrSystemProperties>(XR_TYPE_SYSTEM_PROPERTIES);
  properties.next = &hands;
  EXPECT_EQ(xrGetSystemProperties(f.app.instance, f.app.system, &properties), XR_SUCCESS);
  EXPECT_EQ(hands.supportsHandTracking, XrBool32{XR_FALSE});
  auto info = make<XrHandTrackerCreateInfoEXT>(XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT);
  info.hand = XR_HAND_LEFT_EXT;
  XrHandTrackerEXT tracker = XR_NULL_HANDLE;
  EXPECT_EQ(f.app.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT")(f.app.session,
                                                                                 &info, &tracker),
            XR_ERROR_FEATURE_UNSUPPORTED);
  f.expectOne("the system does not track hands");
}

TEST(FakeExtensions, TheRefreshRateChangesThePeriodAndIsTold) {
  WithExtensions f({XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME});
  f.app.focus();
  f.app.events();
  const auto request =
      f.app.function<PFN_xrRequestDisplayRefreshRateFB>("xrRequestDisplayRefreshRateFB");
  EXPECT_EQ(request(f.app.session, 33), XR_ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB);
  f.expectOne("33 Hz are not offered");
  EXPECT_EQ(request(f.app.session, 120), XR_SUCCESS);
  EXPECT_THAT(types(f.app.events()),
              ElementsAre(XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB));
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_EQ(f.app.frameState.predictedDisplayPeriod, 8333333);
  float rate = 0;
  EXPECT_EQ(f.app.function<PFN_xrGetDisplayRefreshRateFB>("xrGetDisplayRefreshRateFB")(
                f.app.session, &rate),
            XR_SUCCESS);
  EXPECT_EQ(rate, 120);
}

TEST(FakeExtensions, TheVisibilityMaskIsTheTestsToGive) {
  WithExtensions f({XR_KHR_VISIBILITY_MASK_EXTENSION_NAME});
  f.runtime.edit([](Control& c) {
    c.setup.masks[1][XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR] = {{{0, 0}, {1, 0}, {0, 1}},
                                                                          {0, 1, 2}};
  });
  f.runtime.changeVisibilityMask(1);
  const auto get = f.app.function<PFN_xrGetVisibilityMaskKHR>("xrGetVisibilityMaskKHR");
  auto mask = make<XrVisibilityMaskKHR>(XR_TYPE_VISIBILITY_MASK_KHR);
  for (const uint32_t view : {0U, 1U}) {
    EXPECT_EQ(get(f.app.session, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, view,
                  XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR, &mask),
              XR_SUCCESS);
    EXPECT_EQ(mask.vertexCountOutput, view * 3);
  }
  EXPECT_THAT(types(f.app.events()), Contains(XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR));
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeExtensions, LocalFloorPresenceAndTimeYoungerThanTheHeaders) {
  WithExtensions f(
      {"XR_EXT_local_floor", "XR_EXT_user_presence", XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME});
  XrSpace floor = XR_NULL_HANDLE;
  ASSERT_EQ(f.app.makeSpace(kReferenceSpaceLocalFloor, &floor), XR_SUCCESS);
  EXPECT_FLOAT_EQ(whereIs(f, floor).pose.position.y, -1.6F);
  xrDestroySpace(floor);
  f.runtime.setUserPresent(false);
  const std::vector<XrEventDataBuffer> events = f.app.events();
  ASSERT_EQ(events.back().type, kTypeEventUserPresenceChanged);
  timespec machine = {};
  XrTime back = 0;
  EXPECT_EQ(f.app.function<PFN_xrConvertTimeToTimespecTimeKHR>("xrConvertTimeToTimespecTimeKHR")(
                f.app.instance, f.runtime.now(), &machine),
            XR_SUCCESS);
  EXPECT_EQ(f.app.function<PFN_xrConvertTimespecTimeToTimeKHR>("xrConvertTimespecTimeToTimeKHR")(
                f.app.instance, &machine, &back),
            XR_SUCCESS);
  EXPECT_LE(back, f.runtime.now());  // the machine's clock went on between the two
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

}  // namespace
}  // namespace shixun::xr::fake
