// The fake runtime: states, events and faults on demand.
#include "tests/xr/fake_runtime_test/fake_fixture.h"

namespace shixun::xr::fake {
namespace {

TEST(FakeStates, FocusAndVisibilityAreLostAndComeBack) {
  Focused f;
  f.runtime.go(XR_SESSION_STATE_VISIBLE);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_VISIBLE));
  f.runtime.go(XR_SESSION_STATE_SYNCHRONIZED);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_SYNCHRONIZED));
  f.runtime.go(XR_SESSION_STATE_FOCUSED);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_FOCUSED));
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeStates, AStoppedSessionIdlesUntilTheTestWantsItAgain) {
  Focused f;
  f.runtime.go(XR_SESSION_STATE_IDLE);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_SYNCHRONIZED,
                                          XR_SESSION_STATE_STOPPING));
  EXPECT_EQ(xrEndSession(f.app.session), XR_SUCCESS);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_IDLE));
  f.runtime.go(XR_SESSION_STATE_FOCUSED);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_READY));
  f.app.focus();
  EXPECT_EQ(f.runtime.state(), XR_SESSION_STATE_FOCUSED);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeStates, ARequestBeforeTheFirstFrameStillGoesThroughSynchronized) {
  Started f;
  ASSERT_EQ(f.app.begin(), XR_SUCCESS);
  EXPECT_EQ(xrRequestExitSession(f.app.session), XR_SUCCESS);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY));
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_THAT(f.app.states(),
              ElementsAre(XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_STOPPING));
  EXPECT_EQ(xrEndSession(f.app.session), XR_SUCCESS);
  EXPECT_THAT(f.app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_EXITING));
}

TEST(FakeStates, ASessionCanBeHeldBackFromItsStart) {
  FakeRuntime runtime;
  runtime.go(XR_SESSION_STATE_VISIBLE);
  RawApp app;
  app.start();
  app.focus();
  EXPECT_EQ(runtime.state(), XR_SESSION_STATE_VISIBLE);
}

TEST(FakeStates, LossPendingIsToldByEveryCallAndTheNextInstanceIsWhole) {
  FakeRuntime runtime;
  {
    RawApp app;
    app.start();
    app.focus();
    app.events();
    runtime.go(XR_SESSION_STATE_LOSS_PENDING);
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_LOSS_PENDING));
    EXPECT_EQ(app.waitFrame(), XR_SESSION_LOSS_PENDING);
    runtime.announceInstanceLoss();
    EXPECT_THAT(types(app.events()), ElementsAre(XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING));
  }
  runtime.setFormFactorUnavailable(2);
  RawApp again;
  ASSERT_EQ(again.makeInstance(), XR_SUCCESS);
  EXPECT_EQ(again.findSystem(), XR_ERROR_FORM_FACTOR_UNAVAILABLE);
  EXPECT_EQ(again.findSystem(), XR_ERROR_FORM_FACTOR_UNAVAILABLE);
  EXPECT_EQ(again.findSystem(), XR_SUCCESS);
  again.shutDown();
  again.start();
  again.focus();
  EXPECT_EQ(runtime.state(), XR_SESSION_STATE_FOCUSED);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST(FakeFaults, AnInstanceLostStaysLostUntilItIsDestroyed) {
  FakeRuntime runtime;
  {
    RawApp app;
    app.start();
    app.focus();
    runtime.loseInstanceIn("xrWaitFrame", 3);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(app.frame(), XR_SUCCESS);
    EXPECT_EQ(app.frame(), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(app.beginFrame(), XR_ERROR_INSTANCE_LOST);
    auto event = make<XrEventDataBuffer>(XR_TYPE_EVENT_DATA_BUFFER);
    EXPECT_EQ(xrPollEvent(app.instance, &event), XR_ERROR_INSTANCE_LOST);
    EXPECT_EQ(app.findSystem(), XR_ERROR_INSTANCE_LOST);
  }
  EXPECT_EQ(runtime.live().all(), 0U);
  RawApp next;
  next.start();
  next.focus();
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST(FakeFaults, ASessionLostLeavesTheInstance) {
  Focused f;
  f.runtime.loseSessionIn("xrSyncActions");
  EXPECT_EQ(f.app.sync(), XR_ERROR_SESSION_LOST);
  EXPECT_EQ(f.app.waitFrame(), XR_ERROR_SESSION_LOST);
  uint32_t index = 0;
  EXPECT_EQ(xrAcquireSwapchainImage(f.app.swapchain, nullptr, &index), XR_ERROR_SESSION_LOST);
  auto event = make<XrEventDataBuffer>(XR_TYPE_EVENT_DATA_BUFFER);
  EXPECT_GE(xrPollEvent(f.app.instance, &event), XR_SUCCESS);
  EXPECT_EQ(f.app.findSystem(), XR_SUCCESS);
  f.app.shutDown();
  EXPECT_EQ(f.runtime.live().all(), 0U);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeFaults, AnyFunctionFailsAsOftenAsTheTestSays) {
  FakeRuntime runtime;
  runtime.failIn("xrCreateSession", XR_ERROR_RUNTIME_FAILURE);
  runtime.failIn("xrCreateSwapchain", XR_ERROR_OUT_OF_MEMORY, 1, 2);
  runtime.failIn("xrEndFrame", XR_ERROR_RUNTIME_FAILURE, 0, Fault::kForever);
  RawApp app;
  ASSERT_EQ(app.makeInstance(), XR_SUCCESS);
  ASSERT_EQ(app.findSystem(), XR_SUCCESS);
  ASSERT_EQ(app.askRequirements(), XR_SUCCESS);
  app.makeVulkan();
  EXPECT_EQ(app.makeSession(), XR_ERROR_RUNTIME_FAILURE);
  ASSERT_EQ(app.makeSession(), XR_SUCCESS);
  ASSERT_EQ(app.makeSpace(XR_REFERENCE_SPACE_TYPE_LOCAL, &app.local), XR_SUCCESS);
  app.makeSwapchain();
  XrSwapchain more = XR_NULL_HANDLE;
  const XrSwapchainCreateInfo info = app.swapchainInfo();
  EXPECT_EQ(xrCreateSwapchain(app.session, &info, &more), XR_ERROR_OUT_OF_MEMORY);
  EXPECT_EQ(xrCreateSwapchain(app.session, &info, &more), XR_ERROR_OUT_OF_MEMORY);
  ASSERT_EQ(app.begin(), XR_SUCCESS);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(app.frame(), XR_ERROR_RUNTIME_FAILURE);
  EXPECT_EQ(runtime.calls("xrEndFrame"), 3U);
  EXPECT_EQ(runtime.log().framesDiscarded, 2U);
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

TEST(FakeFaults, AnInstanceCanBeRefused) {
  FakeRuntime runtime;
  runtime.failIn("xrCreateInstance", XR_ERROR_RUNTIME_UNAVAILABLE);
  RawApp app;
  EXPECT_EQ(app.makeInstance(), XR_ERROR_RUNTIME_UNAVAILABLE);
  app.instance = XR_NULL_HANDLE;
  EXPECT_EQ(app.makeInstance(), XR_SUCCESS);
}

TEST(FakeFaults, AWaitForAnImageCanTimeOut) {
  Focused f;
  f.runtime.failIn("xrWaitSwapchainImage", XR_TIMEOUT_EXPIRED);
  uint32_t index = 0;
  EXPECT_EQ(f.app.takeImage(&index), XR_TIMEOUT_EXPIRED);
  EXPECT_EQ(f.app.releaseImage(), XR_ERROR_CALL_ORDER_INVALID);  // it is not the application's yet
  f.expectOne("the image was not waited for");
  auto wait = make<XrSwapchainImageWaitInfo>(XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO);
  EXPECT_EQ(xrWaitSwapchainImage(f.app.swapchain, &wait), XR_SUCCESS);
  EXPECT_EQ(f.app.releaseImage(), XR_SUCCESS);
}

TEST(FakeEvents, MoreThanTheQueueHoldsAreLostAndSaidSo) {
  Focused f;
  f.runtime.edit([](Control& c) { c.setup.eventCapacity = 4; });
  for (int i = 0; i < 7; ++i) f.runtime.announceInstanceLoss();
  const std::vector<XrEventDataBuffer> events = f.app.events();
  ASSERT_EQ(events.size(), 5U);
  ASSERT_EQ(events[0].type, XR_TYPE_EVENT_DATA_EVENTS_LOST);
  EXPECT_EQ(reinterpret_cast<const XrEventDataEventsLost&>(events[0]).lostEventCount, 3U);
}

TEST(FakeEvents, AnEventThatNobodyKnowsArrives) {
  Focused f;
  f.runtime.pushEvent(make<XrEventDataBuffer>(static_cast<XrStructureType>(1999999999)));
  EXPECT_THAT(types(f.app.events()), ElementsAre(static_cast<XrStructureType>(1999999999)));
}

}  // namespace
}  // namespace shixun::xr::fake
