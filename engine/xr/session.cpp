#include <algorithm>
#include <cmath>

#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

using Kind = HeadsetNews::Kind;

namespace {

// XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT and XR_EXT_user_presence are younger than the headers.
constexpr auto kLocalFloorSpace = static_cast<XrReferenceSpaceType>(1000426000);
constexpr auto kUserPresenceChanged = static_cast<XrStructureType>(1000470000);
struct UserPresenceChanged {
  XrStructureType type;
  const void* next;
  XrSession session;
  XrBool32 isUserPresent;
};

std::string asText(double hz) {
  return std::to_string(std::lround(hz)) + " Hz";
}

template <typename Event>
const Event& as(const XrEventDataBuffer& event) {
  return *reinterpret_cast<const Event*>(&event);
}

}  // namespace

Headset::Impl::~Impl() {
  // Whatever state it is in: children first, and no call on a lost instance matters any more.
  destroySwapchains();
  for (HandActions& h : hand) {
    if (h.tracker != XR_NULL_HANDLE) destroyHandTracker(h.tracker);
    if (h.grip != XR_NULL_HANDLE) xrDestroySpace(h.grip);
    if (h.aim != XR_NULL_HANDLE) xrDestroySpace(h.aim);
  }
  if (stage != XR_NULL_HANDLE) xrDestroySpace(stage);
  if (view != XR_NULL_HANDLE) xrDestroySpace(view);
  if (begun && !ended) {
    xrRequestExitSession(session);
    xrEndSession(session);
  }
  if (session != XR_NULL_HANDLE) xrDestroySession(session);
  if (actionSet != XR_NULL_HANDLE) xrDestroyActionSet(actionSet);
  if (instance != XR_NULL_HANDLE) xrDestroyInstance(instance);
}

void Headset::Impl::tell(Kind kind, std::string text) {
  news.push_back({kind, std::move(text)});
}

bool Headset::Impl::good(XrResult result, const char* what) {
  if (result == XR_SESSION_LOSS_PENDING || XR_FAILED(result)) {
    const bool lost = result == XR_SESSION_LOSS_PENDING || result == XR_ERROR_INSTANCE_LOST ||
                      result == XR_ERROR_SESSION_LOST || result == XR_ERROR_RUNTIME_FAILURE;
    if (lost && !ended) {
      ended = true;
      tell(Kind::kLost, info.runtime + " has gone while " + what + " (" + resultText(result) + ")");
    } else if (!lost) {
      log(LogLevel::kWarning, std::string(what) + ": " + resultText(result));
    }
  }
  return XR_SUCCEEDED(result);
}

Status Headset::Impl::createSession(render::Renderer& made) {
  renderer = &made;
  const render::Renderer::Handles handles = made.handles();
  XrGraphicsBindingVulkan2KHR binding = {};
  binding.type = XR_TYPE_GRAPHICS_BINDING_VULKAN2_KHR;
  binding.instance = handles.instance;
  binding.physicalDevice = handles.physical;
  binding.device = handles.device;
  binding.queueFamilyIndex = handles.queueFamily;
  binding.queueIndex = handles.queueIndex;
  XrSessionCreateInfo create = {};
  create.type = XR_TYPE_SESSION_CREATE_INFO;
  create.next = &binding;
  create.systemId = system;
  const XrResult result = xrCreateSession(instance, &create, &session);
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable, info.runtime + " begins no session (" +
                                                resultText(result) +
                                                "); close other programs that use the headset");
  }
  readRates();
  if (def.refreshRate > 0 && !info.rates.empty()) {
    const double wanted = def.refreshRate;
    const double nearest = *std::min_element(
        info.rates.begin(), info.rates.end(),
        [&](double a, double b) { return std::abs(a - wanted) < std::abs(b - wanted); });
    static_cast<void>(
        good(requestRate(session, static_cast<float>(nearest)), "choosing the refresh rate"));
  }
  return {};
}

void Headset::Impl::readRates() {
  info.rates.clear();
  if (enumerateRates == nullptr || getRate == nullptr || requestRate == nullptr) return;
  uint32_t count = 0;
  if (XR_FAILED(enumerateRates(session, 0, &count, nullptr))) return;
  std::vector<float> rates(count);
  if (XR_FAILED(enumerateRates(session, count, &count, rates.data()))) return;
  info.rates.assign(rates.begin(), rates.end());
  float now = 0;
  if (XR_SUCCEEDED(getRate(session, &now))) info.rate = now;
}

Status Headset::Impl::createSpaces() {
  uint32_t count = 0;
  xrEnumerateReferenceSpaces(session, 0, &count, nullptr);
  std::vector<XrReferenceSpaceType> types(count);
  xrEnumerateReferenceSpaces(session, count, &count, types.data());
  stageType = XR_REFERENCE_SPACE_TYPE_LOCAL;
  for (const XrReferenceSpaceType wanted : {kLocalFloorSpace, XR_REFERENCE_SPACE_TYPE_STAGE}) {
    if (std::find(types.begin(), types.end(), wanted) == types.end()) continue;
    stageType = wanted;
    info.floor = true;
  }
  XrReferenceSpaceCreateInfo create = {};
  create.type = XR_TYPE_REFERENCE_SPACE_CREATE_INFO;
  create.poseInReferenceSpace = identityPose();
  create.referenceSpaceType = stageType;
  XrResult result = xrCreateReferenceSpace(session, &create, &stage);
  create.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_VIEW;
  if (XR_SUCCEEDED(result)) result = xrCreateReferenceSpace(session, &create, &view);
  if (XR_FAILED(result)) {
    return Status(StatusCode::kUnavailable,
                  info.runtime + " says not where the headset is (" + resultText(result) + ")");
  }
  readBounds();
  return {};
}

// The person's free floor, where our origin is its middle.
void Headset::Impl::readBounds() {
  info.bounds = Vec2(0);
  if (stageType != XR_REFERENCE_SPACE_TYPE_STAGE) return;
  XrExtent2Df size = {};
  const XrResult result = xrGetReferenceSpaceBoundsRect(session, stageType, &size);
  if (result == XR_SUCCESS) info.bounds = Vec2(size.width, size.height);
}

void Headset::Impl::changeState(XrSessionState next) {
  const XrSessionState before = state;
  state = next;
  const auto shown = [](XrSessionState s) {
    return s == XR_SESSION_STATE_VISIBLE || s == XR_SESSION_STATE_FOCUSED;
  };
  if (shown(next) && !shown(before)) tell(Kind::kShown);
  if (next == XR_SESSION_STATE_FOCUSED) tell(Kind::kFocused);
  if (before == XR_SESSION_STATE_FOCUSED && next != XR_SESSION_STATE_FOCUSED) {
    tell(Kind::kUnfocused);
  }
  if (!shown(next) && shown(before)) tell(Kind::kHidden);
  switch (next) {
    case XR_SESSION_STATE_READY: {
      XrSessionBeginInfo begin = {};
      begin.type = XR_TYPE_SESSION_BEGIN_INFO;
      begin.primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
      begun = good(xrBeginSession(session, &begin), "beginning the session");
      return;
    }
    case XR_SESSION_STATE_STOPPING:
      static_cast<void>(good(xrEndSession(session), "ending the session"));
      begun = false;
      return;
    case XR_SESSION_STATE_EXITING:
      if (!ended) tell(Kind::kEnded, "the session was ended from the headset's own menu");
      ended = true;
      return;
    case XR_SESSION_STATE_LOSS_PENDING:
      if (!ended) tell(Kind::kLost, info.runtime + " gives up the session");
      ended = true;
      return;
    default:
      return;
  }
}

void Headset::Impl::handle(const XrEventDataBuffer& event) {
  switch (event.type) {
    case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED: {
      const auto& change = as<XrEventDataSessionStateChanged>(event);
      if (change.session == session) changeState(change.state);
      return;
    }
    case XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING:
      if (!ended) tell(Kind::kLost, info.runtime + " is about to end");
      ended = true;
      return;
    case XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
      stageChanges = as<XrEventDataReferenceSpaceChangePending>(event).changeTime;
      return tell(Kind::kRecentred);
    case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
      readProfiles();
      tell(Kind::kController);
      return;
    case XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB:
      info.rate = as<XrEventDataDisplayRefreshRateChangedFB>(event).toDisplayRefreshRate;
      tell(Kind::kRate, asText(info.rate));
      return;
    case XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR:
      hiddenKnown = false;
      return;
    case XR_TYPE_EVENT_DATA_EVENTS_LOST:
      log(LogLevel::kWarning, "the OpenXR runtime dropped events");
      return;
    default:
      break;
  }
  if (event.type == kUserPresenceChanged) {
    const bool worn = as<UserPresenceChanged>(event).isUserPresent == XR_TRUE;
    tell(worn ? Kind::kWorn : Kind::kTakenOff);
  }
}

Headset::Headset(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Headset::~Headset() = default;

Result<std::unique_ptr<Headset>> Headset::create(const HeadsetDef& def) {
  auto impl = std::make_unique<Impl>();
  impl->def = def;
  Status status = impl->createInstance();
  if (status) status = impl->findSystem();
  if (!status) return status;
  return std::unique_ptr<Headset>(new Headset(std::move(impl)));
}

render::DeviceFactory& Headset::factory() {
  return impl_->vulkan;
}

Status Headset::start(render::Renderer& renderer) {
  Status status = impl_->createSession(renderer);
  if (status) status = impl_->createSpaces();
  if (status) status = impl_->createActions();
  if (status) status = impl_->createSwapchains(renderer);
  if (status) impl_->createTrackers();
  return status;
}

const HeadsetInfo& Headset::info() const {
  return impl_->info;
}

std::span<const HeadsetNews> Headset::poll() {
  XrEventDataBuffer event = {};
  while (!impl_->ended) {
    event.type = XR_TYPE_EVENT_DATA_BUFFER;
    event.next = nullptr;
    const XrResult result = xrPollEvent(impl_->instance, &event);
    if (result != XR_SUCCESS) {
      if (result != XR_EVENT_UNAVAILABLE) impl_->good(result, "asking for news");
      break;
    }
    impl_->handle(event);
  }
  impl_->told.swap(impl_->news);
  impl_->news.clear();
  return impl_->told;
}

bool Headset::running() const {
  return impl_->begun && !impl_->ended;
}

bool Headset::focused() const {
  return impl_->state == XR_SESSION_STATE_FOCUSED && !impl_->ended;
}

bool Headset::visible() const {
  return (impl_->state == XR_SESSION_STATE_VISIBLE || focused()) && !impl_->ended;
}

bool Headset::gone() const {
  return impl_->ended;
}

void Headset::requestEnd() {
  if (running()) impl_->good(xrRequestExitSession(impl_->session), "asking to end");
}

}  // namespace shixun::xr
