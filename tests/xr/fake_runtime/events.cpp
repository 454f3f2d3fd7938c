// The queue of events.
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrResult pollEvent(XrInstance handle, XrEventDataBuffer* out) {
  if (live(handle, "instance") == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (!typed(out, XR_TYPE_EVENT_DATA_BUFFER, "XrEventDataBuffer")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  World& w = world();
  if (w.eventsDropped > 0) {
    auto lost = structure<XrEventDataEventsLost>(XR_TYPE_EVENT_DATA_EVENTS_LOST);
    lost.lostEventCount = w.eventsDropped;
    std::memcpy(out, &lost, sizeof lost);
    w.eventsDropped = 0;
    return XR_SUCCESS;
  }
  if (w.events.empty()) return XR_EVENT_UNAVAILABLE;
  *out = w.events.front();
  w.events.pop_front();
  return XR_SUCCESS;
}

}  // namespace

void pushEvent(const void* event, size_t size) {
  World& w = world();
  if (w.events.size() >= control().setup.eventCapacity) {
    w.events.pop_front();
    ++w.eventsDropped;
    ++control().log.eventsLost;
  }
  XrEventDataBuffer buffer = {};
  std::memcpy(&buffer, event, size);
  w.events.push_back(buffer);
}

void addEventFunctions(Functions& f) {
  SHIXUN_FAKE_CORE(f, xrPollEvent, pollEvent);
}

}  // namespace shixun::xr::fake
