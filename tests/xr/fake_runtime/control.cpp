// The test's side.
#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

constexpr XrTime kFirstTime = 1'000'000'000'000;  // ns, far from 0

XrSession theSession() {
  return reinterpret_cast<XrSession>(control().session);
}

void reset() {
  Control& c = control();
  const std::lock_guard lock(c.mutex);
  World& w = world();
  w.instances.clear();
  w.sessions.clear();
  w.spaces.clear();
  w.swapchains.clear();
  w.actionSets.clear();
  w.actions.clear();
  w.handTrackers.clear();
  w.events.clear();
  w.eventsDropped = 0;
  w.pathByName.clear();
  w.paths = {""};
  w.firstTarget = XR_SESSION_STATE_FOCUSED;
  w.periodIndex = 0;
  c.setup = Setup();
  c.setup.viewConfigurations = {stereoViews(320, 256)};
  c.setup.formats = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_UNORM,
                     VK_FORMAT_D32_SFLOAT, VK_FORMAT_D16_UNORM};
  c.person = Person();
  c.person.controllers[0].grip.pose.position.x = c.person.controllers[0].aim.pose.position.x =
      -0.2F;
  c.person.controllers[1].grip.pose.position.x = c.person.controllers[1].aim.pose.position.x = 0.2F;
  c.faults.clear();
  c.log = Log();
  c.session = c.instance = 0;
  c.now = kFirstTime;
}

void go(XrSessionState state) {
  const std::lock_guard lock(control().mutex);
  Session* session = world().sessions.find(theSession());
  if (session == nullptr) {
    world().firstTarget = state;
    return;
  }
  session->target = state;
  advance(theSession(), *session, true);
}

void push(const XrEventDataBuffer& event) {
  const std::lock_guard lock(control().mutex);
  pushEvent(event);
}

void recentre(const XrPosef& localInStage, bool poseValid) {
  const std::lock_guard lock(control().mutex);
  Person& person = control().person;
  auto event = structure<XrEventDataReferenceSpaceChangePending>(
      XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING);
  event.session = theSession();
  event.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL;
  event.changeTime = control().now;
  event.poseValid = poseValid ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
  event.poseInPreviousSpace = multiply(inverse(person.localInStage), localInStage);
  person.localInStage = localInStage;
  pushEvent(event);
}

void setRefreshRate(float hz) {
  const std::lock_guard lock(control().mutex);
  Session* session = world().sessions.find(theSession());
  if (session == nullptr) return;
  auto event = structure<XrEventDataDisplayRefreshRateChangedFB>(
      XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB);
  event.fromDisplayRefreshRate =
      session->refreshRate > 0
          ? session->refreshRate
          : static_cast<float>(1e9 / static_cast<double>(control().setup.periods.front()));
  event.toDisplayRefreshRate = hz;
  session->refreshRate = hz;
  if (enabled(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME)) pushEvent(event);
}

void announceInstanceLoss() {
  const std::lock_guard lock(control().mutex);
  auto event = structure<XrEventDataInstanceLossPending>(XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING);
  event.lossTime = control().now + 1'000'000'000;
  pushEvent(event);
}

Live countLive() {
  const std::lock_guard lock(control().mutex);
  World& w = world();
  Live live;
  live.instances = w.instances.size();
  live.sessions = w.sessions.size();
  live.spaces = w.spaces.size();
  live.swapchains = w.swapchains.size();
  live.actionSets = w.actionSets.size();
  live.actions = w.actions.size();
  live.handTrackers = w.handTrackers.size();
  return live;
}

}  // namespace

Control& control() {
  static Control c;
  static const bool once = [] {
    c.reset = &reset;
    c.go = &go;
    c.push = &push;
    c.recentre = &recentre;
    c.setRefreshRate = &setRefreshRate;
    c.announceInstanceLoss = &announceInstanceLoss;
    c.live = &countLive;
    return true;
  }();
  (void)once;
  return c;
}

}  // namespace shixun::xr::fake

shixun::xr::fake::Control* fakeOpenXr() {
  return &shixun::xr::fake::control();
}
