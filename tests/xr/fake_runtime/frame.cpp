// The frame loop: wait, begin, end, on a virtual clock.
#include <algorithm>
#include <chrono>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

constexpr XrDuration kLatency = 20'000'000;  // ns from waking the application to the display

XrDuration nextPeriod(const Session& session) {
  const auto& periods = control().setup.periods;
  if (session.refreshRate > 0) {
    return static_cast<XrDuration>(1e9 / static_cast<double>(session.refreshRate));
  }
  return periods[world().periodIndex++ % periods.size()];
}

// A frame that was waited for must be begun first; on another thread that may still happen.
bool waitForBegin(XrSession handle) {
  Session* session = sessionOf(handle);
  if (!session->waited) return true;
  if (session->waiter == std::this_thread::get_id()) return false;
  return world().frameBegun.wait_for(Call::running()->lock(), std::chrono::seconds(5), [handle] {
    const Session* s = sessionOf(handle);
    return s == nullptr || !s->waited;
  });
}

XrResult waitFrame(XrSession handle, const XrFrameWaitInfo* info, XrFrameState* out) {
  if (live(handle, "session") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (info != nullptr) typed(info, XR_TYPE_FRAME_WAIT_INFO, "XrFrameWaitInfo");
  if (!typed(out, XR_TYPE_FRAME_STATE, "XrFrameState")) return XR_ERROR_VALIDATION_FAILURE;
  checkChain(out->next, {}, "XrFrameState");
  if (!sessionOf(handle)->running) {
    return refuse(XR_ERROR_SESSION_NOT_RUNNING, "the session does not run");
  }
  if (!waitForBegin(handle)) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID,
                  "the frame before was not begun: this would wait for ever");
  }
  Session* session = sessionOf(handle);
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  const XrDuration period = nextPeriod(*session);
  if (control().setup.sleep) {
    Call::running()->lock().unlock();
    std::this_thread::sleep_for(std::chrono::nanoseconds(period));
    Call::running()->lock().lock();
    session = sessionOf(handle);
    if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  }
  control().now += period;
  Frame frame;
  frame.predicted = control().now + kLatency;
  frame.period = period;
  frame.state = session->state;
  const bool seen =
      session->state == XR_SESSION_STATE_VISIBLE || session->state == XR_SESSION_STATE_FOCUSED;
  frame.shouldRender = control().setup.shouldRender.value_or(seen);
  out->predictedDisplayTime = frame.predicted;
  out->predictedDisplayPeriod = period;
  out->shouldRender = frame.shouldRender ? XrBool32{XR_TRUE} : XrBool32{XR_FALSE};
  session->waitedFrame = frame;
  session->waited = true;
  session->waiter = std::this_thread::get_id();
  return XR_SUCCESS;
}

XrResult beginFrame(XrSession handle, const XrFrameBeginInfo* info) {
  Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (info != nullptr) typed(info, XR_TYPE_FRAME_BEGIN_INFO, "XrFrameBeginInfo");
  if (!session->running) {
    return refuse(XR_ERROR_SESSION_NOT_RUNNING, "the session does not run");
  }
  if (!session->waited) {
    return refuse(XR_ERROR_CALL_ORDER_INVALID, "no frame was waited for");
  }
  const bool discards = session->begun;
  if (discards) ++control().log.framesDiscarded;
  session->waited = false;
  session->begun = true;
  session->begunFrame = session->waitedFrame;
  world().frameBegun.notify_all();
  return discards ? XR_FRAME_DISCARDED : XR_SUCCESS;
}

XrResult endFrame(XrSession handle, const XrFrameEndInfo* info) {
  Session* session = live(handle, "session");
  if (session == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(info, XR_TYPE_FRAME_END_INFO, "XrFrameEndInfo")) return XR_ERROR_VALIDATION_FAILURE;
  checkChain(info->next, {}, "XrFrameEndInfo");
  if (!session->running) {
    return refuse(XR_ERROR_SESSION_NOT_RUNNING, "the session does not run");
  }
  if (!session->begun) return refuse(XR_ERROR_CALL_ORDER_INVALID, "no frame was begun");
  if (!validTime(info->displayTime)) return XR_ERROR_TIME_INVALID;
  Frame frame = session->begunFrame;
  if (info->displayTime != frame.predicted) {
    complain("the display time is ", info->displayTime, ", the frame was predicted for ",
             frame.predicted);
  }
  const auto& modes = viewConfiguration(session->viewConfiguration)->blendModes;
  if (std::find(modes.begin(), modes.end(), info->environmentBlendMode) == modes.end()) {
    return refuse(XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED, "the blend mode ",
                  static_cast<int>(info->environmentBlendMode), " is not offered");
  }
  frame.displayTime = info->displayTime;
  frame.blendMode = info->environmentBlendMode;
  const XrResult taken = takeLayers(handle, *info, &frame);
  if (taken != XR_SUCCESS) return taken;
  control().log.frames.push_back(std::move(frame));
  session->begun = false;
  ++session->frameCount;
  advance(handle, *session, false);
  return XR_SUCCESS;
}

}  // namespace

void addFrameFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrWaitFrame, waitFrame);
  SHIXUN_FAKE_CORE(f, xrBeginFrame, beginFrame);
  SHIXUN_FAKE_CORE(f, xrEndFrame, endFrame);
}

}  // namespace shixun::xr::fake
